from __future__ import annotations

from time import thread_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier
from supervisor.core.credentials import MASK
from supervisor.core.facts import Control, Shell
from supervisor.core.tool_call import ToolCall, ToolHints
from supervisor.detect.tool_calls import call_words, judge_call

READ, REVERSIBLE, HIGH_RISK, IRREVERSIBLE = Tier
NO_HINTS = ToolHints()


def call(server: str, name: str, hints: ToolHints = NO_HINTS, /, **arguments: Any) -> ToolCall:
    return ToolCall.of(server, name, arguments, hints)


@pytest.mark.parametrize(
    ("made", "tier", "category"),
    [
        (call("gmail", "send_email", to="ann@example.org"), IRREVERSIBLE, Category.EMAIL),
        (call("slack", "slack_post_message", text="hi"), IRREVERSIBLE, Category.MESSAGING),
        (call("gmail", "draft_email", to="ann@example.org"), REVERSIBLE, Category.EMAIL),
        (call("gmail", "search_emails", query="from:bob"), READ, Category.EMAIL),
        (call("gmail", "delete_email", id="1"), IRREVERSIBLE, Category.EMAIL),
        (call("filesystem", "read_file", path="/home/ann/a.txt"), READ, Category.FILES),
        (call("filesystem", "read_file", path="/home/ann/.ssh/id_rsa"), HIGH_RISK, Category.CREDENTIALS),
        (call("filesystem", "write_file", path="/home/ann/a.txt"), REVERSIBLE, Category.FILES),
        (call("filesystem", "write_file", path="/home/ann/.bashrc"), HIGH_RISK, Category.FILES),
        (call("filesystem", "write_file", path="file:///etc/passwd"), HIGH_RISK, Category.FILES),
        (
            call("filesystem", "move_file", source="/home/ann/a", destination="/home/ann/b"),
            REVERSIBLE,
            Category.FILES,
        ),
        (call("stripe", "create_refund", amount=1200), IRREVERSIBLE, Category.FINANCE),
        (call("github", "create_issue", title="T"), HIGH_RISK, Category.PUBLISH),
        (call("shell", "run_command", command="ls -l"), READ, Category.SHELL),
        (call("shell", "run_command", command="rm -rf ~/work"), IRREVERSIBLE, Category.SHELL),
        (call("x", "exec", command="rm", args=["-rf", "/home/ann/my work"]), IRREVERSIBLE, Category.SHELL),
        (call("x", "run", what="it"), HIGH_RISK, Category.INSTALL),
        (call("pg", "query", sql="select 1"), READ, Category.SHELL),
        (call("pg", "query", sql="drop table users"), IRREVERSIBLE, Category.SHELL),
        (call("http", "request", method="DELETE", url="https://example.org/1"), IRREVERSIBLE, Category.OTHER),
        (call("http", "fetch", method="POST", url="https://example.org/1"), HIGH_RISK, Category.OTHER),
        (call("http", "fetch", url="https://example.org/1"), READ, Category.OTHER),
        (call("playwright", "browser_click", element="Pay now button"), IRREVERSIBLE, Category.FINANCE),
        (call("playwright", "browser_type", text="cats"), REVERSIBLE, Category.OTHER),
        (call("playwright", "browser_type", text="cats", submit=True), HIGH_RISK, Category.OTHER),
        (call("playwright", "browser_type", text="cats\n"), HIGH_RISK, Category.OTHER),
        (call("playwright", "browser_evaluate", function="() => 1"), HIGH_RISK, Category.INSTALL),
        (call("vault", "get_secret", name="db"), HIGH_RISK, Category.CREDENTIALS),
        (call("x", "frobnicate"), HIGH_RISK, Category.OTHER),
    ],
)
def test_a_call_is_judged_by_its_name_and_by_what_it_is_given(made: ToolCall, tier: Tier, category: Category) -> None:
    found = judge_call(made)
    assert (found.tier, found.category) == (tier, category), found.evidence
    assert found.evidence


@pytest.mark.parametrize(
    ("name", "arguments", "tier"),
    [
        ("execute_sql", {"sql": "DROP TABLE\nusers"}, IRREVERSIBLE),
        ("query", {"sql": "/* a | b */ DELETE FROM users"}, IRREVERSIBLE),
        ("query", {"query": "(DeLeTe\nFROM users)"}, IRREVERSIBLE),
        ("search", {"query": "DELETE\nFROM users"}, IRREVERSIBLE),
        ("run_cypher", {"query": "MATCH (n) DETACH DELETE n"}, HIGH_RISK),
        ("query", {"query": "MATCH (n) DETACH DELETE n"}, HIGH_RISK),
        ("query", {"query": "MATCH (n) SET n.x = 1"}, HIGH_RISK),
        ("execute_query", {"query": "db.users.drop()"}, HIGH_RISK),
        ("execute_query", {"query": "/*!50000 DROP TABLE users */"}, IRREVERSIBLE),
        ("execute_query", {"query": "-- nothing"}, HIGH_RISK),
        ("run_workflow", {"id": "wipe", "query": ""}, HIGH_RISK),
        ("run_workflow", {"id": "wipe", "query": "select 1"}, HIGH_RISK),
        ("run_workflow", {"command": " "}, HIGH_RISK),
        ("run_workflow", {"command": "# nothing"}, HIGH_RISK),
        ("run_workflow", {"command": None}, HIGH_RISK),
        ("run_script", {"script_name": "ls"}, HIGH_RISK),
        ("run_script", {"script_file": "date"}, HIGH_RISK),
        ("run_command", {"command_id": "ls"}, HIGH_RISK),
        ("run_query", {"query_name": "select 1"}, HIGH_RISK),
        ("run_command", {"command": "ls", "input": "rm -rf ~"}, HIGH_RISK),
        ("run_command", {"command": "ls", "job": 7}, HIGH_RISK),
        ("run_command", {"commands": ["ls", "reboot"]}, HIGH_RISK),
        ("run_command", {"cmd": "echo", "command": "reboot"}, HIGH_RISK),
        ("run_command", {f"{n} cmd": "ls" for n in range(11)}, HIGH_RISK),
        ("run_command", {"command": "ls", "extra": {"rm -rf ~": None}}, HIGH_RISK),
        ("run_command", {"command": "find .", "delete": True}, IRREVERSIBLE),
        ("run_command", {"command": "ls", "sudo": True}, HIGH_RISK),
        ("run_command", {"command": "ls\0reboot"}, HIGH_RISK),
        ("run_command", {"command": "ls", "cwd": "$(reboot)"}, HIGH_RISK),
        ("run_command", {"command": "ls", "timeout": "5; reboot"}, HIGH_RISK),
        ("run_command", {"command": {"first": "ls", "then": "reboot"}}, HIGH_RISK),
        ("run_query", {"query": "select 1", "database": "x; drop"}, HIGH_RISK),
    ],
)
def test_attack_what_runs_is_read_only_where_all_that_is_given_was_judged(
    name: str, arguments: dict[str, Any], tier: Tier
) -> None:
    found = judge_call(call("x", name, **arguments))
    assert found.tier is tier, found.evidence


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("query", {"sql": "SELECT * FROM t WHERE a=1"}),
        ("execute_sql", {"sql": "SELECT *\nFROM t -- all | of it", "limit": 10}),
        ("run_command", {"command": "ls -la", "cwd": "/tmp"}),
        ("run_command", {"command": "ls", "args": ["-l", "/tmp"], "timeout_ms": 5000, "background": False}),
        ("exec", {"command": ["ls", "-l"], "input": ""}),
        ("run_terminal_cmd", {"command": "cat a.txt", "explanation": "Show it; no more", "is_background": True}),
        ("execute_command", {"command": "pwd", "shell": True}),
        ("search_web", {"query": "how to delete a table"}),
        ("get_output", {"command_id": "42"}),
        ("get_snippet", {"script_file": "build.sh", "function_name": "delete_all"}),
        ("get_prices", {"country_code": "C\u00f4te d'Ivoire", "error_code": "E 12"}),
        ("search_docs", {"query": "set the timeout | retries"}),
    ],
)
def test_what_only_looks_is_no_alarm(name: str, arguments: dict[str, Any]) -> None:
    found = judge_call(call("x", name, **arguments))
    assert found.tier is READ, found.evidence


@pytest.mark.parametrize(
    ("uri", "tier"),
    [
        ("mail://inbox", READ),
        ("file:///home/ann/notes.txt", READ),
        ("https://example.org/reset-password", READ),
        ("notes://a%20b?since=today#top", READ),
        ("file:///home/ann/.ssh/id_rsa", HIGH_RISK),
        ("FILE://localhost/home/ann/.ssh/id_rsa", HIGH_RISK),
        ("file:///home/ann/%2Essh/%69d_rsa", HIGH_RISK),
        ("file:///home/ann/.netrc?x", HIGH_RISK),
        ("file:///home/ann/.%6eetrc#x", HIGH_RISK),
        ("vault://passwords/bank", HIGH_RISK),
        ("secret:///bank", HIGH_RISK),
    ],
)
def test_attack_keys_that_are_read_as_resources(uri: str, tier: Tier) -> None:
    found = judge_call(call("any", "resources/read", uri=uri))
    assert found.tier is tier, found.evidence
    assert tier is READ or found.category is Category.CREDENTIALS


@pytest.mark.parametrize(
    ("server", "name", "arguments"),
    [
        ("filesystem", "read_text_file", {"path": "/home/ann/project/README.md", "head": 20}),
        ("filesystem", "read_multiple_files", {"paths": ["a.txt", "src/b.py"]}),
        (
            "filesystem",
            "search_files",
            {"path": "/home/ann/p", "pattern": "*.ts", "excludePatterns": ["node_modules"]},
        ),
        ("filesystem", "write_file", {"path": "/home/ann/p/a.ts", "content": "export const x = 1;\n"}),
        (
            "filesystem",
            "edit_file",
            {"path": "/home/ann/p/a.ts", "edits": [{"oldText": "a", "newText": "b"}], "dryRun": True},
        ),
        ("filesystem", "create_directory", {"path": "/home/ann/p/new"}),
        ("filesystem", "move_file", {"source": "/home/ann/p/a", "destination": "/home/ann/p/b"}),
        ("filesystem", "directory_tree", {"path": "."}),
        ("github", "get_file_contents", {"owner": "o", "repo": "r", "path": "src/index.ts", "branch": "main"}),
        ("github", "search_code", {"q": "repo:o/r delete"}),
        ("github", "list_issues", {"owner": "o", "repo": "r", "state": "open", "labels": ["bug"]}),
        ("github", "pull_request_read", {"method": "get_files", "owner": "o", "repo": "r", "pullNumber": 3}),
        ("github", "issue_read", {"method": "get_comments", "owner": "o", "repo": "r", "issue_number": 3}),
        ("github", "get_commit", {"sha": "abc", "include_diff": True}),
        (
            "github",
            "search_pull_requests",
            {"query": "is:open review-requested:@me", "sort": "updated", "order": "desc"},
        ),
        ("github", "actions_list", {"method": "list_workflow_runs"}),
        ("git", "git_status", {"repo_path": "/home/ann/p"}),
        ("git", "git_diff", {"repo_path": "/home/ann/p", "target": "main"}),
        ("git", "git_log", {"repo_path": "/home/ann/p", "max_count": 10}),
        ("git", "git_add", {"repo_path": "/home/ann/p", "files": ["a"]}),
        ("git", "git_commit", {"repo_path": "/home/ann/p", "message": "Remove old code"}),
        ("fetch", "fetch", {"url": "https://example.com", "max_length": 5000, "start_index": 0, "raw": False}),
        ("brave", "brave_web_search", {"query": "how to delete a git branch", "count": 10}),
        ("context7", "resolve-library-id", {"libraryName": "react", "query": "create a form"}),
        ("context7", "query-docs", {"libraryId": "/facebook/react", "query": "how to update state"}),
        (
            "context7",
            "get-library-docs",
            {"context7CompatibleLibraryID": "/vercel/next.js", "topic": "routing", "tokens": 5000},
        ),
        ("playwright", "browser_navigate", {"url": "https://example.com/login?next=/a"}),
        ("playwright", "browser_snapshot", {}),
        ("playwright", "browser_take_screenshot", {"type": "png", "filename": "page.png", "fullPage": True}),
        ("playwright", "browser_hover", {"element": "Menu", "ref": "e3"}),
        ("playwright", "browser_wait_for", {"text": "Welcome", "time": 3}),
        (
            "playwright",
            "browser_type",
            {"element": "Search box", "ref": "e4", "text": "cats", "submit": False, "slowly": False},
        ),
        ("playwright", "browser_console_messages", {"onlyErrors": True}),
        ("playwright", "browser_network_requests", {}),
        ("playwright", "browser_resize", {"width": 800, "height": 600}),
        ("chrome", "take_snapshot", {}),
        ("chrome", "list_pages", {}),
        ("chrome", "performance_start_trace", {"reload": True, "autoStop": True}),
        ("chrome", "wait_for", {"text": "x"}),
        ("chrome", "navigate_page", {"url": "https://x.org"}),
        ("chrome", "select_page", {"pageIdx": 0}),
        ("postgres", "query", {"sql": "SELECT id, name FROM users WHERE deleted_at IS NULL ORDER BY id LIMIT 10"}),
        ("sqlite", "read_query", {"query": "SELECT * FROM sqlite_master WHERE type='table'"}),
        ("sqlite", "list_tables", {}),
        ("sqlite", "describe_table", {"table_name": "users"}),
        ("sqlite", "append_insight", {"insight": "Sales rise"}),
        ("supabase", "execute_sql", {"project_id": "abc", "query": "select * from a"}),
        ("supabase", "list_tables", {"project_id": "abc", "schemas": ["public"]}),
        ("memory", "search_nodes", {"query": "Ann"}),
        ("memory", "open_nodes", {"names": ["Ann"]}),
        (
            "memory",
            "create_entities",
            {"entities": [{"name": "Ann", "entityType": "person", "observations": ["likes tea"]}]},
        ),
        ("memory", "add_observations", {"observations": [{"entityName": "Ann", "contents": ["x"]}]}),
        ("memory", "read_graph", {}),
        (
            "sequential",
            "sequentialthinking",
            {
                "thought": "I should delete it? no",
                "nextThoughtNeeded": True,
                "thoughtNumber": 1,
                "totalThoughts": 3,
                "isRevision": False,
            },
        ),
        ("time", "get_current_time", {"timezone": "Europe/Berlin"}),
        (
            "time",
            "convert_time",
            {"source_timezone": "Europe/Berlin", "time": "12:00", "target_timezone": "Asia/Tokyo"},
        ),
        ("gmail", "search_emails", {"query": "from:boss subject:delete", "maxResults": 10}),
        ("gmail", "read_email", {"messageId": "18c"}),
        ("gmail", "list_email_labels", {}),
        ("gmail", "draft_email", {"to": ["a@b.c"], "subject": "Hi", "body": "Hello / bye"}),
        ("calendar", "list-events", {"calendarId": "primary", "timeMin": "2026-01-01T00:00:00Z"}),
        ("calendar", "get-freebusy", {"calendars": [{"id": "primary"}]}),
        ("slack", "slack_get_channel_history", {"channel_id": "C1", "limit": 10}),
        ("slack", "slack_list_channels", {"limit": 100}),
        ("slack", "conversations_search_messages", {"search_query": "deploy"}),
        ("notion", "API-post-search", {"query": "plan"}),
        ("notion", "API-retrieve-a-page", {"page_id": "x"}),
        ("notion", "API-get-block-children", {"block_id": "x"}),
        ("notion", "notion-search", {"query": "x", "query_type": "internal"}),
        ("notion", "notion-fetch", {"id": "x"}),
        ("jira", "jira_search", {"jql": "project = X AND status changed", "fields": "summary", "limit": 10}),
        ("jira", "jira_get_issue", {"issue_key": "X-1"}),
        ("stripe", "list_customers", {"limit": 3}),
        ("stripe", "retrieve_balance", {}),
        ("figma", "get_figma_data", {"fileKey": "abc", "nodeId": "1:2"}),
        ("k8s", "kubectl_get", {"resourceType": "pods", "namespace": "default"}),
        ("k8s", "kubectl_logs", {"resourceType": "pod", "name": "x"}),
        (
            "grafana",
            "query_prometheus",
            {"datasourceUid": "x", "expr": "up", "queryType": "instant", "startTime": "now-1h"},
        ),
        ("grafana", "query_loki_logs", {"logql": '{app="x"} |= "delete"'}),
        ("sentry", "get_issue_details", {"issueUrl": "https://x.sentry.io/1"}),
        ("sentry", "search_events", {"naturalLanguageQuery": "errors"}),
        ("linear", "list_issues", {"assignee": "me"}),
        ("linear", "get_issue", {"id": "X-1"}),
        ("shell", "run_command", {"command": "ls -la /home/ann"}),
        ("shell", "execute_command", {"command": "git status", "workdir": "/home/ann/p"}),
        ("dc", "start_search", {"path": "/x", "pattern": "a", "searchType": "files"}),
        ("dc", "read_file", {"path": "/home/ann/a.txt", "offset": 0, "length": 100}),
        ("dc", "list_processes", {}),
        ("spotify", "search", {"query": "x", "type": "track"}),
        ("spotify", "get_now_playing", {}),
        ("weather", "get_forecast", {"latitude": 1.0, "longitude": 2.0}),
        ("maps", "maps_directions", {"origin": "A", "destination": "B", "mode": "driving"}),
        ("maps", "maps_geocode", {"address": "Main St 1"}),
        ("youtube", "get_transcript", {"url": "https://youtu.be/x", "lang": "en"}),
        ("pdf", "read_pdf", {"sources": [{"path": "a.pdf"}], "include_full_text": True}),
        (
            "tavily",
            "tavily-search",
            {"query": "send money abroad", "search_depth": "advanced", "include_images": True},
        ),
        ("firecrawl", "firecrawl_scrape", {"url": "https://x.org", "formats": ["markdown"], "onlyMainContent": True}),
        ("home", "get_state", {"entity_id": "light.x"}),
        ("obsidian", "obsidian_list_files_in_vault", {}),
        ("obsidian", "obsidian_get_file_contents", {"filepath": "a.md"}),
    ],
)
def test_ordinary_calls_of_well_known_servers_are_not_asked(
    server: str, name: str, arguments: dict[str, Any]
) -> None:
    found = judge_call(ToolCall.of(server, name, arguments))
    assert found.tier in (READ, REVERSIBLE), found.evidence
    assert found.shell is not Shell.UNKNOWN


def test_attack_the_agents_words_for_a_target_do_not_make_it_milder() -> None:
    unseen = judge_call(call("playwright", "browser_click", ref="e12"))
    told = judge_call(call("playwright", "browser_click", ref="e12", element="Cancel button"))
    assert unseen.tier is told.tier is HIGH_RISK
    assert told.control is Control.UNSEEN


def test_attack_hints_raise_and_never_lower() -> None:
    safe = ToolHints(read_only=True, destructive=False, open_world=False)
    assert judge_call(call("x", "frobnicate", safe)).tier is HIGH_RISK
    assert judge_call(call("mail", "send_email", safe)).tier is IRREVERSIBLE
    assert judge_call(call("x", "write_file", ToolHints(destructive=True))).tier is HIGH_RISK
    assert judge_call(call("x", "get_file", ToolHints(destructive=True, read_only=True))).tier is HIGH_RISK
    assert judge_call(call("x", "get_file", ToolHints(read_only=False))).tier is REVERSIBLE
    assert judge_call(call("x", "update_page", ToolHints(open_world=True))).tier is HIGH_RISK
    assert judge_call(call("x", "search_web", ToolHints(open_world=True, read_only=True))).tier is READ


def test_attack_what_cannot_be_looked_through_is_asked() -> None:
    assert judge_call(call("x", "list_files", paths=["a"] * 3000)).tier is HIGH_RISK


@pytest.mark.parametrize(
    ("arguments", "tier"),
    [
        ({"text": "a"}, REVERSIBLE),
        ({"text": "a", "submit": False, "press_enter": "false"}, REVERSIBLE),
        ({"text": "a", "submit": "true"}, HIGH_RISK),
        ({"text": "a", "pressEnter": 1}, HIGH_RISK),
        ({"text": "a\r"}, HIGH_RISK),
        ({"text": "a", "key": "Enter"}, HIGH_RISK),
    ],
)
def test_attack_what_is_typed_is_handed_over_however_that_is_said(arguments: dict[str, Any], tier: Tier) -> None:
    assert judge_call(call("x", "type_text", **arguments)).tier is tier


@pytest.mark.parametrize(
    ("name", "arguments", "tier"),
    [
        ("calculate", {"expression": "2 * (3 + sqrt(4)) / pi"}, READ),
        ("get_country", {"code": "DE"}, READ),
        ("get_docs", {"function": "read_csv"}, READ),
        ("calculate", {"expression": "__import__('os')"}, HIGH_RISK),
        ("calculate", {"expression": "exit()"}, HIGH_RISK),
        ("get_docs", {"function": "delete_all"}, HIGH_RISK),
        ("evaluate", {"expression": "1 + 1"}, HIGH_RISK),
    ],
)
def test_code_is_told_from_names_and_sums(name: str, arguments: dict[str, Any], tier: Tier) -> None:
    assert judge_call(call("x", name, **arguments)).tier is tier


def test_a_command_has_its_kind() -> None:
    assert judge_call(call("x", "bash", command="rm -rf ~/x")).shell is Shell.DESTRUCTIVE


def test_a_call_is_told_with_whom_it_reaches_first() -> None:
    mail = call("gmail", "send_email", subject="Hi", body="Hello", to=["ann@example.org", "bob@example.org", "c@d.e"])
    assert call_words(mail) == (
        "call “send_email” of gmail (to: ann@example.org, bob@example.org and 1 more, subject: Hi, body: Hello)"
    )
    assert call_words(call("", "now")) == "call “now”"


def test_what_is_secret_is_not_told() -> None:
    assert MASK in call_words(call("x", "login", authorization="hunter2"))
    assert "hunter2" not in call_words(call("x", "login", api_key="hunter2"))
    assert call_words(call("x", "login", user="ann"), masked=True).endswith(f"(user: {MASK})")


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
_KEYS = st.sampled_from(["command", "sql", "path", "method", "amount", "element", "to", "x"]) | st.text(max_size=12)


@given(st.text(min_size=1, max_size=40), st.dictionaries(_KEYS, _JSON, max_size=5))
def test_whatever_is_called_is_judged_and_told_in_one_line(name: str, arguments: dict[str, Any]) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    made = ToolCall.of("server", name, arguments)
    found = judge_call(made)
    assert found.tier in Tier
    said = call_words(made)
    assert len(said) < 700
    assert not set(said) & set("\n\r\x1b\u202e")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("read_file", {"path": "a" + "\n" * 95_000}),
        ("read_file", {"path": "a" + "\n b" * 25_000}),
        ("read_file", {"path": "/.password-store/" * 6_000 + "\n!"}),
        ("read_file", {"path": "gcloud/" + "credentials" * 9_000 + "!"}),
        ("browser_click", {"element": "a" + " " * 100_000 + "b"}),
        ("run_command", {"command": "ls", "_delete" * 14_000: True}),
        ("get_file", {" ".join(f"x{n}" for n in range(14_000)) + " delete": True}),
        ("resources/read", {"uri": "notes:" + "\u0301\u0316" * 50_000}),
        ("query", {"sql": "select 1", "x": "; update " * 11_000}),
    ],
)
def test_attack_long_arguments_do_not_keep_the_gate_busy(name: str, arguments: dict[str, Any]) -> None:
    made = ToolCall.of("x", name, arguments)
    began = thread_time()  # not what others take of a busy machine
    judge_call(made)
    assert thread_time() - began < 2


def test_attack_detours_longer_than_any_path_hide_nothing() -> None:
    assert judge_call(call("x", "read_file", path="/home/ann/" + "./" * 3_000 + ".ssh/id_rsa")).tier is HIGH_RISK
    assert judge_call(call("x", "read_file", path="/home/ann/.ssh/id_rsa?" + "a" * 5_000)).tier is HIGH_RISK
    assert judge_call(call("x", "read_file", path="a" * 5_000)).tier is READ
