from __future__ import annotations

import pytest

from supervisor.core.facts import Control
from supervisor.detect.tool_names import Deed, is_about_secrets, meaning_of_tool, words_of


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


@pytest.mark.parametrize("name", ["read_and_delete", "get_or_destroy_user", "list_then_remove", "fetchAndPurge"])
def test_attack_of_two_deeds_the_graver_one_counts(name: str) -> None:
    assert meaning_of_tool(name)[:2] == (Deed.CHANGES, Control.DELETE)


def test_secrets_are_told_by_their_names() -> None:
    assert meaning_of_tool("list_secrets")[2]
    assert not meaning_of_tool("list_files")[2]


def test_the_name_of_the_server_is_no_verb() -> None:
    assert meaning_of_tool("mail_list", "mail")[0] is Deed.READS
    assert meaning_of_tool("mail", "mail")[:2] == (Deed.CHANGES, Control.SEND)


@pytest.mark.parametrize(
    ("name", "about"), [("vault://bank", True), ("apiKey/apikey", True), ("mail://inbox", False)]
)
def test_what_is_named_after_passwords_or_keys(name: str, *, about: bool) -> None:
    assert is_about_secrets(name) is about
