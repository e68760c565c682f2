from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier, Verdict
from supervisor.core.policy_file import parse_policy
from supervisor.detect import explain_line
from supervisor.detect.explain import FIELDS, SCOPES
from supervisor.resources import resource

POLICY = parse_policy(resource("policy/default.toml").read_text(), "default.toml")


def explain(described: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(explain_line(json.dumps(described), POLICY))
    return answer


@pytest.mark.parametrize(
    ("described", "tier", "category", "verdict", "rule_id"),
    [
        (
            {"action": "click", "app": "Thunar", "target_name": "Delete", "target_role": "menu item"},
            "irreversible",
            "files",
            "ask",
            "delete",
        ),
        ({"action": "key", "app": "Thunar", "keys": "Delete"}, "reversible", "files", "ask", "trash"),
        ({"action": "key", "app": "Thunar", "keys": "Shift+Del"}, "irreversible", "files", "ask", "delete"),
        (
            {"action": "key", "app": "Mousepad", "keys": "Delete"},
            "reversible",
            "other",
            "allow",
            "default-reversible",
        ),
        ({"action": "key", "app": "Claws-mail", "keys": "Ctrl+Enter"}, "irreversible", "email", "ask", "send"),
        ({"action": "click", "app": "Claws Mail", "target_name": "Send"}, "irreversible", "email", "ask", "send"),
        (
            {"action": "click", "app": "Claws Mail", "target_name": "Inbox", "target_role": "table cell"},
            "read",
            "email",
            "allow",
            "default-read",
        ),
        (
            {"action": "type+enter", "app": "xterm", "text": "rm -rf docs"},
            "irreversible",
            "shell",
            "ask",
            "shell-destructive",
        ),
        ({"action": "type+enter", "app": "xterm", "text": "ls -l"}, "read", "shell", "allow", "default-read"),
        (
            {"action": "type+enter", "app": "xterm", "text": "frobnicate"},
            "reversible",
            "shell",
            "ask",
            "shell-unknown",
        ),
        ({"action": "type+enter", "text": "git push --force"}, "irreversible", "shell", "ask", "shell-destructive"),
        (
            {"action": "type", "app": "xterm", "text": "rm -rf docs"},
            "reversible",
            "shell",
            "allow",
            "default-reversible",
        ),
        (
            {"action": "type+enter", "app": "Mousepad", "text": "rm -rf docs"},
            "reversible",
            "other",
            "allow",
            "default-reversible",
        ),
        ({"action": "type+enter", "app": "Slack", "text": "hi"}, "irreversible", "messaging", "ask", "send"),
        (
            {"action": "click", "app": "xfce4-mouse-settings", "target_role": "check box", "target_name": "Tap"},
            "high_risk",
            "settings",
            "ask",
            "settings",
        ),
        (
            {"action": "click", "url": "https://shop.example/checkout", "target_name": "Place order"},
            "irreversible",
            "finance",
            "ask",
            "pay",
        ),
        (
            {"action": "click", "window_title": "Delete file?", "target_name": "Yes"},
            "irreversible",
            "files",
            "ask",
            "delete",
        ),
        (
            {"action": "click", "window_title": "user@host: ~", "target_name": "Paste"},
            "high_risk",
            "shell",
            "ask",
            "terminal-paste",
        ),
        (
            {"action": "hotkey", "app": "Thunar", "keys": ["shift", "Delete"]},
            "irreversible",
            "files",
            "ask",
            "delete",
        ),
        ({"action": "key", "app": "Thunar", "text": "Delete"}, "reversible", "files", "ask", "trash"),
        ({"action": "scroll", "app": None, "text": None}, "read", "other", "allow", "default-read"),
        ({"action": "move"}, "read", "other", "allow", "default-read"),
        (
            {"action": "right_click", "app": "Thunar", "target_name": "Delete", "target_role": "icon"},
            "read",
            "files",
            "allow",
            "default-read",
        ),
        ({}, "reversible", "other", "allow", "default-reversible"),
        ({"label": "something else", "licence": 5}, "reversible", "other", "allow", "default-reversible"),
    ],
)
def test_one_object_in_one_out(
    described: dict[str, object], tier: str, category: str, verdict: str, rule_id: str
) -> None:
    answer = explain(described)
    assert (answer["tier"], answer["category"], answer["verdict"], answer["rule_id"]) == (
        tier,
        category,
        verdict,
        rule_id,
    )
    assert answer["reason"]
    assert list(answer) == ["tier", "category", "verdict", "rule_id", "reason"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "no object"),
        ('"x"', "no object"),
        ('{"action": 5}', "`action` is no text"),
        ('{"keys": [1]}', "`keys` is no text"),
        ('{"action": "zap"}', "`zap` is no action"),
        ("[" * 100_000, "not JSON"),
        ('{"text": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_a_bad_line_gets_one_sentence(line: str, words: str) -> None:
    answer = json.loads(explain_line(line, POLICY))
    assert list(answer) == ["error"]
    assert words in answer["error"]
    assert "\n" not in answer["error"]


def test_what_cannot_be_written_back_is_replaced() -> None:
    line = '{"action": "type+enter", "app": "xterm", "text": "\\ud800 rm"}'
    assert json.loads(explain_line(line, POLICY).encode().decode())["verdict"] == "ask"


@given(
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(st.none(), st.text(max_size=40), st.sampled_from(["click", "key", "type+enter"])),
    )
)
def test_any_object_has_an_answer(described: dict[str, str | None]) -> None:
    answer = explain(described)
    if "error" not in answer:
        assert answer["tier"] in set(Tier)
        assert answer["category"] in set(Category)
        assert answer["verdict"] in set(Verdict)


@given(st.text(max_size=60))
def test_any_line_has_an_answer(line: str) -> None:
    json.loads(explain_line(line, POLICY))


@pytest.mark.parametrize(
    ("tag", "tier"),
    [
        ("a", "reversible"),
        ('a role="button"', "high_risk"),
        ('button type="submit"', "high_risk"),
        ("<button type='button'>", "high_risk"),
        ('input type="submit"', "high_risk"),
        ('input type="text"', "read"),
        ('div role="tab"', "read"),
        ("span", "high_risk"),
        (None, "high_risk"),
    ],
)
def test_the_element_of_a_page_is_understood(tag: str | None, tier: str) -> None:
    described = {
        "action": "click",
        "app": "firefox",
        "target_name": "Sign up",
        "target_tag": tag,
        "url": "https://x.example",
    }
    assert explain(described)["tier"] == tier


def test_an_action_is_judged_for_whom_and_for_what_it_is_said_to_be_and_not_by_what_the_line_says_of_it() -> None:
    rule = '[[rule]]\nid = "%s"\nreason = "x"\nwhen.%s = "x"\nverdict = "deny"\n'
    policy = parse_policy("".join(rule % (name, name) for name in SCOPES), "p")
    for name in SCOPES:
        answer = json.loads(explain_line('{"action": "click"}', policy, {name: "x"}))
        assert (answer["verdict"], answer["rule_id"]) == ("deny", name)
    line = json.dumps({"action": "click"} | dict.fromkeys(SCOPES, "x"))
    assert json.loads(explain_line(line, policy))["verdict"] == "allow"
