from __future__ import annotations

import pytest

from supervisor.core.facts import Control
from supervisor.detect.tool_names import Deed, is_about_secrets, key_holds, meaning_of_tool, words_of
from supervisor.detect.wordlist import wordlist


@pytest.mark.parametrize("name", ["get-user_by.id", "getUserById", "GetUserByID", "get user/by id"])
def test_a_name_is_cut_at_its_joints(name: str) -> None:
    assert words_of(name) == ("get", "user", "by", "id")


@pytest.mark.parametrize(
    ("server", "name", "deed", "control"),
    [
        ("gmail", "send_email", Deed.CHANGES, Control.SEND),
        ("gmail", "draft_email", Deed.MAKES, None),
        ("gmail", "modify_email", Deed.MAKES, None),
        ("gmail", "search_emails", Deed.READS, None),
        ("x", "createMessage", Deed.CHANGES, Control.SEND),
        ("files", "files.delete", Deed.CHANGES, Control.DELETE),
        ("filesystem", "write_file", Deed.MAKES, None),
        ("filesystem", "list_directory", Deed.READS, None),
        ("chrome", "select_page", Deed.MAKES, None),
        ("broker", "close_position", Deed.CHANGES, Control.PAY),
        ("x", "book_flight", Deed.CHANGES, Control.PAY),
        ("x", "book_meeting", Deed.MAKES, None),
        ("x", "sign_document", Deed.CHANGES, None),
        ("x", "make_call", Deed.CHANGES, Control.SEND),
        ("x", "make_public", Deed.CHANGES, Control.PUBLISH),
        ("x", "set_config_value", Deed.CHANGES, Control.SETTING),
        ("x", "update_settings", Deed.CHANGES, Control.SETTING),
        ("k8s", "kubectl_apply", Deed.CHANGES, None),
        ("x", "terraform_apply", Deed.CHANGES, None),
        ("x", "dns_record_update", Deed.CHANGES, None),
        ("chrome", "close_page", Deed.MAKES, None),
        ("wiki", "create_page", Deed.CHANGES, Control.PUBLISH),
        ("github", "close_issue", Deed.CHANGES, Control.PUBLISH),
        ("github", "github_create_issue", Deed.CHANGES, Control.PUBLISH),
        ("github", "create_pull_request", Deed.CHANGES, Control.PUBLISH),
        ("stripe", "create_refund", Deed.CHANGES, Control.PAY),
        ("stripe", "cancel_subscription", Deed.CHANGES, Control.PAY),
        ("stripe", "list_charges", Deed.READS, None),
        ("x", "add_collaborator", Deed.CHANGES, Control.ACCOUNT),
        ("x", "revoke_token", Deed.CHANGES, Control.ACCOUNT),
        ("x", "uninstall_plugin", Deed.CHANGES, Control.UNINSTALL),
        ("x", "remove_package", Deed.CHANGES, Control.UNINSTALL),
        ("x", "run", Deed.RUNS, Control.RUN),
        ("playwright", "browser_click", Deed.PRESSES, None),
        ("playwright", "browser_type", Deed.FILLS, None),
        ("x", "restart_server", Deed.CHANGES, None),
        ("x", "frobnicate", Deed.UNKNOWN, None),
        ("x", "\u884c\u3046", Deed.UNKNOWN, None),
        ("x", "__", Deed.UNKNOWN, None),
    ],
)
def test_a_name_says_what_a_tool_does(server: str, name: str, deed: Deed, control: Control | None) -> None:
    assert meaning_of_tool(name, server)[:2] == (deed, control)


_TO_SEE = wordlist(
    """
    scan_network preview_email crawl_site plan_show read_file read_text_file list_directory search_files
    get_file_info listFiles getUserById DescribeInstances headObject get_issue_comments list_pull_requests
    pull_request_read issue_read get_pull_request_status list_commits get_tag get_release_by_tag
    list_workflow_runs get_workflow_run_logs get_merge_request_diffs list_deploy_keys get_deploy_status
    git_status git_diff git_log git_show search_emails read_email email_search mail_search message_list
    get_thread list_charges get_refund get_order list_open_orders get_wallet_balance get_trade get_sell_price
    get_pay_period browser_snapshot browser_hover browser_navigate_back browser_navigate_forward get_text
    open_nodes open_file open_page follow_link watch_logs access_file resolve_library_id check_status
    check_availability get_update_status get_share_link get_restart_policy get_install_status get_upload_url
    get_run get_script get_command_history get_post list_drafts get_trash list_deleted_files get_sent_messages
    get_call_log health_check disk_usage current_weather system_info browser_console_messages
    browser_network_requests maps_distance_matrix query_database describe_table count_tokens get_settings
    get_access_level capture_screenshot list_post view_order search_email list_bus_stops find_nearest_stop
    get_stop_times get_cancel_reason view_schedule list_next_start_times
    """
)


@pytest.mark.parametrize("name", sorted(_TO_SEE))
def test_a_tool_that_only_looks_is_called_so(name: str) -> None:
    assert meaning_of_tool(name, "srv")[0] is Deed.READS


@pytest.mark.parametrize(
    "name",
    [
        *("read_and_delete", "get_or_destroy_user", "list_then_remove", "fetchAndPurge", "get_delete_user"),
        *("list_remove_user", "viewDelete", "search_delete_log", "user_delete_list", "think_delete", "log_delete"),
        *("get_\uff44\uff45\uff4c\uff45\uff54\uff45", "run_and_delete", "exec_delete", "create_delete_user"),
    ],
)
def test_attack_of_two_deeds_the_graver_one_counts(name: str) -> None:
    assert meaning_of_tool(name)[:2] == (Deed.CHANGES, Control.DELETE)


@pytest.mark.parametrize(
    ("name", "deed", "control"),
    [
        ("read_write_file", Deed.MAKES, None),
        ("find_replace", Deed.CHANGES, None),
        ("get_execute", Deed.RUNS, Control.RUN),
        ("preview_send", Deed.CHANGES, Control.SEND),
        ("draft_send_email", Deed.CHANGES, Control.SEND),
        ("show_submit", Deed.CHANGES, Control.PUBLISH),
        ("scan_install", Deed.CHANGES, Control.INSTALL),
        ("get_deploy_site", Deed.CHANGES, Control.PUBLISH),
        ("version_publish", Deed.CHANGES, Control.PUBLISH),
        ("health_reset", Deed.CHANGES, None),
        ("inventory_update", Deed.MAKES, None),
        ("snapshot_restore", Deed.MAKES, None),
        ("scan_stop", Deed.CHANGES, None),
        ("preview_deploy", Deed.CHANGES, Control.PUBLISH),
        ("url_shorten", Deed.UNKNOWN, None),
        ("compute_stop", Deed.CHANGES, None),
        ("compute_instance_start", Deed.MAKES, None),
        ("query_cancel", Deed.MAKES, None),
        ("query_run", Deed.RUNS, Control.RUN),
        ("list_unsubscribe", Deed.CHANGES, Control.ACCOUNT),
        ("list_leave", Deed.CHANGES, None),
        ("view_unlock", Deed.CHANGES, None),
        ("process_signal", Deed.UNKNOWN, None),
        ("get_or_create", Deed.MAKES, None),
        ("get_or_create_user", Deed.CHANGES, Control.ACCOUNT),
        ("cancel_and_get_order", Deed.CHANGES, Control.PAY),
        ("home_lights_on", Deed.UNKNOWN, None),
        ("report_user", Deed.UNKNOWN, None),
        ("download_file", Deed.MAKES, None),
    ],
)
def test_attack_a_word_that_only_looks_does_not_hide_the_one_behind_it(
    name: str, deed: Deed, control: Control | None
) -> None:
    assert meaning_of_tool(name)[:2] == (deed, control)


@pytest.mark.parametrize(
    ("name", "deed", "control"),
    [
        ("open", Deed.UNKNOWN, None),
        ("open_door", Deed.UNKNOWN, None),
        ("open_app", Deed.RUNS, Control.RUN),
        ("open_account", Deed.CHANGES, Control.ACCOUNT),
        ("open_trade", Deed.CHANGES, Control.PAY),
        ("open_issue", Deed.CHANGES, Control.PUBLISH),
        ("access_account", Deed.CHANGES, Control.ACCOUNT),
        ("watch_repository", Deed.UNKNOWN, None),
        ("follow_user", Deed.CHANGES, Control.ACCOUNT),
        ("follow_company", Deed.UNKNOWN, None),
        ("resolve_thread", Deed.CHANGES, Control.PUBLISH),
        ("resolve_conflict", Deed.MAKES, None),
        ("capture_payment", Deed.CHANGES, Control.PAY),
        ("browser_check", Deed.PRESSES, None),
        ("check_checkbox", Deed.PRESSES, None),
        ("check_out", Deed.UNKNOWN, None),
    ],
)
def test_attack_what_is_opened_or_followed_tells_what_is_done(name: str, deed: Deed, control: Control | None) -> None:
    assert meaning_of_tool(name)[:2] == (deed, control)


@pytest.mark.parametrize(
    ("server", "name", "secret"),
    [
        ("x", "list_secrets", True),
        ("x", "list_files", False),
        ("vault", "vault_read", True),
        ("passwords", "get", True),
        ("notes", "list_vault_files", False),
        ("my-vault", "list_pages", False),
    ],
)
def test_secrets_are_told_by_their_names(server: str, name: str, secret: bool) -> None:
    assert meaning_of_tool(name, server)[2] is secret


def test_the_name_of_the_server_is_no_verb() -> None:
    assert meaning_of_tool("mail_list", "mail")[0] is Deed.READS
    assert meaning_of_tool("mcp_mail_list", "mcp-server-mail")[0] is Deed.READS
    assert meaning_of_tool("mail", "mail")[:2] == (Deed.CHANGES, Control.SEND)


@pytest.mark.parametrize(
    ("name", "about"), [("vault://bank", True), ("apiKey/apikey", True), ("mail://inbox", False)]
)
def test_what_is_named_after_passwords_or_keys(name: str, *, about: bool) -> None:
    assert is_about_secrets(name) is about


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("command", True),
        ("command_line", True),
        ("bash_command", True),
        ("scriptText", True),
        ("command_id", False),
        ("scriptName", False),
        ("shell_file", False),
        ("x" * 300 + "_command", True),
    ],
)
def test_a_key_tells_a_thing_from_what_it_is_called(key: str, *, holds: bool) -> None:
    assert key_holds(key, wordlist("command commandline script shell")) is holds
    assert key_holds("country_code", wordlist("code")) is False
    assert key_holds("js_code", wordlist("code")) is True


@pytest.mark.parametrize(
    ("server", "name", "deed"),
    [
        ("delete-me", "get_delete_user", Deed.CHANGES),
        ("remove", "remove_list", Deed.CHANGES),
        ("run", "run_weather", Deed.RUNS),
        ("pay-bot", "get_pay_salary", Deed.CHANGES),
        ("bot-pay", "pay_list", Deed.CHANGES),
        ("files send", "send_list", Deed.CHANGES),
    ],
)
def test_attack_the_name_of_the_server_strikes_no_deed(server: str, name: str, deed: Deed) -> None:
    assert meaning_of_tool(name, server)[0] is deed
