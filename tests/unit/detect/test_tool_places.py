from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Category, Tier
from supervisor.core.facts import Control
from supervisor.core.tool_call import ToolCall
from supervisor.detect import tool_places
from supervisor.detect.tool_calls import judge_call
from supervisor.detect.tool_names import key_is
from supervisor.detect.tool_places import what_is_reached

READ, REVERSIBLE, HIGH_RISK, IRREVERSIBLE = Tier
PAGE = "https://example.org/a"


def judged(name: str, arguments: dict[str, Any]) -> Tier:
    return judge_call(ToolCall.of("srv", name, arguments)).tier


@pytest.mark.parametrize(
    ("arguments", "tier"),
    [
        ({"method": "GET"}, READ),
        ({"method": " get\n"}, READ),
        ({"method": "OPTIONS"}, READ),
        ({"method": "HEAD", "headers": {"Accept": "application/json"}}, READ),
        ({"method": "DELETE "}, IRREVERSIBLE),
        ({"method": "\tdelete"}, IRREVERSIBLE),
        ({"options": {"method": "Delete"}}, IRREVERSIBLE),
        ({"HTTPMethod": "DELETE"}, IRREVERSIBLE),
        ({"request_method": "PUT"}, HIGH_RISK),
        ({"method": "GET", "headers": {"X-HTTP-Method-Override": "DELETE"}}, IRREVERSIBLE),
        ({"_method": "patch "}, HIGH_RISK),
        ({"type": "POST"}, HIGH_RISK),
        ({"request_type": "DELETE"}, IRREVERSIBLE),
        ({"type": "html"}, READ),
        ({"links": [PAGE + "?a=1&_method=DELETE"]}, HIGH_RISK),
        ({"method": "PURGE"}, HIGH_RISK),
        ({"method": "MKCOL"}, HIGH_RISK),
        ({"method": "D\u0415LETE"}, HIGH_RISK),
        ({"body": "a=1"}, HIGH_RISK),
        ({"options": {"body": {"a": 1}}}, HIGH_RISK),
        ({"body": "", "payload": None, "data": {}, "json": True}, READ),
        ({"json": {"a": 1}}, HIGH_RISK),
        ({"form": {"a": "1"}}, HIGH_RISK),
        ({"requestBody": "a=1"}, HIGH_RISK),
        ({"raw_body": "a=1"}, HIGH_RISK),
        ({"content": "a=1"}, HIGH_RISK),
        ({"multipart": [{"name": "a"}]}, HIGH_RISK),
        ({"request": {"options": {"json": {"a": 1}}}}, HIGH_RISK),
        ({"options": "-s -X DELETE"}, IRREVERSIBLE),
        ({"options": "--request=PUT"}, HIGH_RISK),
        ({"request": "DELETE /a"}, IRREVERSIBLE),
        ({"params": {"a": 1}}, READ),
    ],
)
def test_attack_a_method_that_nobody_knows_is_no_reading(arguments: dict[str, Any], tier: Tier) -> None:
    assert judged("fetch", {"url": PAGE, **arguments}) is tier


@pytest.mark.parametrize(
    ("name", "arguments", "tier"),
    [
        ("api_get", {"path": "/users", "json": {"a": 1}}, HIGH_RISK),
        ("api_get", {"path": "/users/1", "method": "DELETE", "body": {"a": 1}}, IRREVERSIBLE),
        ("get_page", {"url": PAGE, "json": {"a": 1}}, HIGH_RISK),
        ("web_download", {"url": PAGE, "payload": "a"}, HIGH_RISK),
        ("get_page", {"endpoint": "DELETE https://example.org/a"}, IRREVERSIBLE),
        ("summarize", {"documents": [{"url": PAGE, "body": "x"}]}, READ),
        ("download_file", {"url": PAGE, "file": "a.txt"}, REVERSIBLE),
        ("search_code", {"q": "curl -X DELETE"}, READ),
        ("get_logs", {"message": "DELETE /users"}, READ),
    ],
)
def test_attack_what_goes_to_a_server_under_another_key(name: str, arguments: dict[str, Any], tier: Tier) -> None:
    assert judged(name, arguments) is tier


@pytest.mark.parametrize(
    ("name", "method", "tier"),
    [
        ("compute_correlation", "pearson", READ),
        ("pull_request_read", "get_diff", READ),
        ("http_request", "get_delete", HIGH_RISK),
        ("analyze_data", "k-means", READ),
        ("ask_wallet", "deleteAccount", HIGH_RISK),
        ("ask_node", "eth_sendTransaction", HIGH_RISK),
        ("ask_node", "eth_getBalance", READ),
    ],
)
def test_a_method_of_something_else_is_judged_by_its_words(name: str, method: str, tier: Tier) -> None:
    assert judged(name, {"method": method}) is tier


@pytest.mark.parametrize(
    ("address", "tier"),
    [
        ("https://example.org/reset?x=javascript:1", READ),
        ("HTTP://example.org", READ),
        ("example.org:8080/a", READ),
        ("localhost:3000", READ),
        ("about:blank", READ),
        ("example.org", READ),
        ("/docs/a", READ),
        ("data:image/png;base64,AAAA", READ),
        ("file:///home/ann/a.html", READ),
        ("file:///home/ann/.ssh/id_rsa", HIGH_RISK),
        ("javascript:alert(1)", HIGH_RISK),
        (" \x01JaVaScRiPt:alert(1)", HIGH_RISK),
        ("java\nscr\tipt:alert(1)", HIGH_RISK),
        ("data:text/html,<script>", HIGH_RISK),
        ("vbscript:x", HIGH_RISK),
        ("view-source:file:///etc/passwd", HIGH_RISK),
        ("about:config", HIGH_RISK),
        ("chrome://settings", HIGH_RISK),
        ("ssh://host/x", HIGH_RISK),
        ("smb://host/share", HIGH_RISK),
        ("ms-msdt:/id", HIGH_RISK),
        ("tel:112", HIGH_RISK),
        ("steam://run/1", HIGH_RISK),
    ],
)
def test_attack_an_address_that_is_no_page_of_the_web_is_asked(address: str, tier: Tier) -> None:
    assert judged("browser_navigate", {"url": address}) is tier
    assert judged("fetch", {"request": {"links": [PAGE, address]}}) is tier


@pytest.mark.parametrize(
    ("name", "arguments", "tier"),
    [
        ("open_page", {"page": "smb://host/share"}, HIGH_RISK),
        ("goto", {"to": "javascript:alert(1)"}, HIGH_RISK),
        ("read_file", {"path": "sftp://host/etc/passwd"}, HIGH_RISK),
        ("read_file", {"path": "C:/Users/ann/a.txt"}, READ),
        ("search_emails", {"query": "from:bob subject:data:x"}, READ),
        ("get_weather", {"location": "Berlin: Mitte"}, READ),
        ("list_resources", {"uri": "notes://all"}, READ),
        ("translate_text", {"text": "javascript: is a language"}, READ),
    ],
)
def test_an_address_is_told_by_its_key_or_by_the_tool(name: str, arguments: dict[str, Any], tier: Tier) -> None:
    assert judged(name, arguments) is tier


@pytest.mark.parametrize(
    "arguments",
    [
        {"path": "/home/ann/.ssh/id_rsa"},
        {"path": "/home/ann/%2essh/id%5Frsa"},
        {"path": "/home/ann/%252essh/id_rsa"},
        {"path": "file:///home/ann/docs/%2e%2e/.ssh/id_rsa"},
        {"path": "FILE:/home/ann/.ssh/id_rsa"},
        {"path": "file://localhost/etc/shadow"},
        {"path": "C:\\Users\\ann\\.ssh\\id_rsa"},
        {"path": " ~ann/.aws/credentials "},
        {"path": "/home/ann/.netrc\0.txt"},
        {"x": "$HOME/.netrc"},
        {"x": "../.ssh/id_rsa"},
        {"location": ".ssh/id_rsa"},
        {"name": "keys/.netrc"},
        {"dest": ".pgpass"},
        {"from": "backup/wallet.dat"},
        {"FilePath": ".netrc"},
        {"file_paths": ["a.txt", ".netrc"]},
        {"files": {"/home/ann/.ssh/id_rsa": {}}},
        {"files": {"~/.ssh/id_rsa": "x"}},
        {"a": [{"b": {"home/ann/.ssh/id_rsa": None}}]},
        {"files": {"file:///home/ann/%2essh/id_rsa": True}},
        {"x": ".env"},
        {"x": "id_rsa"},
        {"name": "id_rsa"},
        {"ids": ["a", ".ssh/config"]},
        {"document": {"of": ".aws/credentials"}},
        {"x": "home/ann/.ssh/id_rsa"},
        {"x": "Users\\ann\\.ssh\\id_rsa"},
        {"x": "%2essh/id_rsa"},
        {"x": "**/.env"},
        {"x": ".git-credentials"},
        {"path": ".ENV"},
        {"path": ".env.production"},
        {"path": "certs/Server.key"},
        {"path": "privkey.pem"},
        {"pattern": ".env*"},
    ],
)
def test_attack_keys_and_passwords_are_found_however_their_path_is_given(arguments: dict[str, Any]) -> None:
    found = judge_call(ToolCall.of("srv", "read_file", arguments))
    assert (found.tier, found.category) == (HIGH_RISK, Category.CREDENTIALS)


@pytest.mark.parametrize(
    "arguments",
    [
        {"path": "FILE:///etc/passwd"},
        {"path": "/tmp/%2e%2e/etc/passwd"},
        {"path": "file:///tmp/..%2fetc/passwd"},
        {"dest": ".bashrc"},
        {"location": "~/.bashrc"},
        {"output": "./.git/hooks/pre-commit"},
        {"files": {"/etc/cron.d/x": "* * * * *"}},
        {"edits": {"~/.config/autostart/x.desktop": {}}},
    ],
)
def test_attack_what_runs_by_itself_is_not_written_unasked(arguments: dict[str, Any]) -> None:
    assert judged("write_file", arguments) is HIGH_RISK


@pytest.mark.parametrize(
    ("path", "tier"),
    [
        ("$(reboot)", HIGH_RISK),
        ("a`reboot`", HIGH_RISK),
        ("a; rm -rf ~", HIGH_RISK),
        ("| rm -rf ~", HIGH_RISK),
        ("a&&reboot", HIGH_RISK),
        ("a\nrm b", HIGH_RISK),
        ("Tom & Jerry; 2.txt", READ),
        ("~/a (1).txt", READ),
        ("C++/a|", READ),
    ],
)
def test_attack_a_path_that_a_shell_would_run_is_asked(path: str, tier: Tier) -> None:
    assert judged("read_file", {"path": path}) is tier


def test_lines_of_a_drawing_are_no_path() -> None:
    assert judged("render_diagram", {"source": "graph TD; A --> B\nB --> C"}) is judged("render_diagram", {})
    assert judged("read_file", {"source": "a; rm -rf ~"}) is HIGH_RISK


def test_a_text_that_begins_like_a_path_is_none() -> None:
    assert judged("write_file", {"path": "a.js", "content": "// see /home/ann/.ssh/\nrun()\n"}) is REVERSIBLE
    assert judged("write_file", {"path": "/etc/a\nb", "content": "x"}) is HIGH_RISK


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("read_file", {"path": "/home/ann/notes/credentials-howto.md"}),
        ("read_file", {"path": "100%.txt"}),
        ("get_theme", {"name": "shadow"}),
        ("get_x", {"x": "credentials"}),
        ("read_file", {"path": ".env.example"}),
        ("read_file", {"path": "cert.pem"}),
        ("read_file", {"path": "talk.key"}),
        ("fetch", {"url": "https://example.org/docs/credentials"}),
        ("search_files", {"pattern": ".env*"}),
        ("search_web", {"query": "id_rsa"}),
        ("think", {"thought": "Where is .env?"}),
        ("get_page", {"name": "News | Ann/Bob", "uri": "https://example.org/?a=1&&b=`c`"}),
        ("get_weather", {"location": "Paris/France"}),
        ("search_files", {"path": "src", "from": "2024", "to": "2025"}),
        ("get_page", {"headers": {"application/json": "text/html"}}),
        ("list_messages", {"to": "ann@example.org", "in": "inbox"}),
    ],
)
def test_ordinary_places_are_read_unasked(name: str, arguments: dict[str, Any]) -> None:
    assert judged(name, arguments) is READ


def test_what_is_deleted_may_be_all_of_a_place() -> None:
    call = ToolCall.of("srv", "delete_files", {"paths": {"/home/ann": {}}})
    assert [one.control for one in what_is_reached(call)] == [None]
    assert next(iter(what_is_reached(call))).tier is IRREVERSIBLE


def test_a_method_says_what_is_done() -> None:
    call = ToolCall.of("srv", "fetch", {"url": PAGE, "method": "delete"})
    assert [one.control for one in what_is_reached(call)] == [Control.DELETE]


def test_attack_thousands_of_methods_are_looked_at_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each was compared with all the others: one call kept the gate for ten seconds."""
    asked = 0

    def counted(key: str, words: frozenset[str]) -> bool:
        nonlocal asked
        asked += 1
        return key_is(key, words)

    monkeypatch.setattr(tool_places, "key_is", counted)
    call = ToolCall.of("srv", "x", {f"method{number}": "compute" for number in range(1_900)})
    found = [finding.tier for finding in what_is_reached(call)]
    assert READ not in found
    assert asked < 1_900 * 20
