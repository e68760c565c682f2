import hashlib

import pytest

from supervisor.core.action import Action, ActionKind, Point, Rect
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.record_fields import (
    MASK,
    TEXT_LIMIT,
    Approval,
    action_dict,
    approval_dict,
    assessment_dict,
    context_dict,
    cut,
    cut_note,
    decision_dict,
    hide_keys,
    hide_sends,
    scrub,
)
from supervisor.core.stated import Stated
from supervisor.core.tool_call import ToolCall


def test_action() -> None:
    drag = Action("a-1", "bot", ActionKind.DRAG, Point(1, 2), Point(3, 4), button=1, keys="ctrl", reason="tidy up")
    assert action_dict(drag) == {
        "id": "a-1",
        "agent": "bot",
        "kind": "drag",
        "point": [1, 2],
        "end_point": [3, 4],
        "button": 1,
        "count": 1,
        "keys": "ctrl",
        "text": "",
        "text_exact": True,
        "reason": "tidy up",
        "origin": "x11",
    }


def test_a_call_of_a_tool() -> None:
    call = ToolCall.of("gmail", "send_email", {"to": "ann@example.org"})
    found = action_dict(Action("a-1", "bot", ActionKind.TOOL, text=call.arguments, tool=call))
    assert found["tool"] == {"server": "gmail", "name": "send_email"}
    assert found["text"] == '{"to": "ann@example.org"}'


def test_what_an_agent_states() -> None:
    states = Action("a-1", "bot", ActionKind.CLICK, stated=Stated(confidence=0.5))
    assert action_dict(states)["stated"] == {"confidence": 0.5}
    assert "stated" not in action_dict(states, masked=True)


def test_context() -> None:
    context = Context(
        Window(5, "docs – Thunar", "Thunar", "thunar", "thunar", 42, Rect(0, 1, 2, 3), 4, True),
        Element("Delete", "menu item", ("Thunar", "Edit"), "Sure?", "", Rect(9, 8, 7, 6), frozenset({"b", "a"})),
        "https://example.org/",
        frozenset({"element-timeout"}),
    )
    assert context_dict(context) == {
        "window": {
            "id": 5,
            "title": "docs – Thunar",
            "app": "Thunar",
            "instance": "thunar",
            "executable": "thunar",
            "pid": 42,
            "rect": [0, 1, 2, 3],
            "transient_for": 4,
            "override_redirect": True,
        },
        "element": {
            "name": "Delete",
            "role": "menu item",
            "path": ["Thunar", "Edit"],
            "dialog_text": "Sure?",
            "text": "",
            "rect": [9, 8, 7, 6],
            "states": ["a", "b"],
        },
        "url": "https://example.org/",
        "unknown": ["element-timeout"],
    }


def test_unknown_is_null_and_named() -> None:
    assert context_dict(Context(unknown=frozenset({"window", "element"}))) == {
        "window": None,
        "element": None,
        "url": None,
        "unknown": ["element", "window"],
    }


def test_the_short_ones() -> None:
    assert assessment_dict(Assessment(Tier.READ, Category.FILES, ("why",))) == {
        "tier": "read",
        "category": "files",
        "evidence": ["why"],
    }
    assert decision_dict(Decision(Verdict.DENY, "stopped", "a person pressed stop")) == {
        "verdict": "deny",
        "rule_id": "stopped",
        "reason": "a person pressed stop",
    }
    assert approval_dict(Approval("kbd", "chord", 5, "first")) == {
        "approver": "kbd",
        "gesture": "chord",
        "latency_ms": 5,
        "note": "first",
    }


def test_a_long_text_keeps_both_ends_and_says_what_it_was() -> None:
    text = "a" + "x" * 99_998 + "z"
    out = action_dict(Action("1", "bot", ActionKind.TYPE, text=text))
    assert len(out["text"]) == TEXT_LIMIT
    assert (out["text"][0], out["text"][-1]) == ("a", "z")
    assert out["text_cut"] == {"length": 100_000, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def test_long_texts_of_the_context_are_cut_too() -> None:
    long = "y" * 10_000
    out = context_dict(
        Context(Window(1, title=long), Element(name=long, text=long, dialog_text=long, path=(long,)), url=long)
    )
    assert out["window"]["title_cut"]["length"] == 10_000
    assert {*out["element"]} >= {"name_cut", "text_cut", "dialog_text_cut"}
    assert len(out["url"]) == len(out["element"]["path"][0]) == TEXT_LIMIT


@pytest.mark.parametrize(("length", "kept"), [(0, 0), (TEXT_LIMIT, TEXT_LIMIT), (TEXT_LIMIT + 1, TEXT_LIMIT)])
def test_cut_bounds(length: int, kept: int) -> None:
    assert len(cut("x" * length)) == kept


def test_the_note_of_a_text_with_surrogates() -> None:
    assert cut_note("\ud800")["length"] == 1


def test_a_hidden_text_leaves_no_length_and_no_digest() -> None:
    out = action_dict(Action("1", "bot", ActionKind.TYPE, text="s" * 10_000), masked=True)
    assert out["text"] == MASK
    assert "text_cut" not in out


def test_an_empty_text_is_not_masked() -> None:
    assert action_dict(Action("1", "bot", ActionKind.CLICK), masked=True)["text"] == ""


def test_a_password_element_hides_its_text_unasked() -> None:
    element = context_dict(Context(element=Element(role="password text", text="hunter2")))["element"]
    assert element["text"] == MASK


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("", ""),
        ("a", MASK),
        ("shift+A", MASK),
        ("plus", MASK),
        ("ctrl+altgr+q", MASK),
        ("Return", "Return"),
        ("shift+Tab", "shift+Tab"),
        ("ctrl", "ctrl"),
    ],
)
def test_keys_that_write_are_hidden(keys: str, shown: str) -> None:
    assert hide_keys(keys) == shown


def test_sends_keep_their_number_and_lose_their_letters() -> None:
    hidden = hide_sends({"sends": ({"keycode": 30, "down": True}, {"keycode": 31, "down": True})})
    assert hidden == {"sends": [{"keycode": MASK, "down": True}, {"keycode": MASK, "down": True}]}
    assert hide_sends("done") == "done"


def test_scrub_reaches_every_text() -> None:
    assert scrub({"a": ["x secret y", {"b": ("secret",)}], "n": 1}, "secret") == {
        "a": [f"x {MASK} y", {"b": [MASK]}],
        "n": 1,
    }


def test_a_page_inside_of_another_one_is_named_where_there_is_one() -> None:
    out = context_dict(Context(url="https://shop.example/", frame_url="https://pay.example/"))
    assert (out["url"], out["frame_url"]) == ("https://shop.example/", "https://pay.example/")


def test_how_many_are_selected_is_named_where_it_is_known() -> None:
    out = context_dict(Context(element=Element("Delete", "menu item", selected=3)))
    assert out["element"]["selected"] == 3
    assert "selected_names" not in out["element"]
    named = Element("Delete", "menu item", selected=2, selected_names=("a.txt", "b" * 100_000))
    first, second = context_dict(Context(element=named))["element"]["selected_names"]
    assert first == "a.txt"
    assert len(second) < 100_000


def test_to_whom_it_goes_is_written_where_it_is_known() -> None:
    assert "recipients" not in context_dict(Context(element=Element("Send")))["element"]
    told = context_dict(Context(element=Element("Send", recipients=("a@b.example", "x" * 100_000))))["element"]
    assert told["recipients"][0] == "a@b.example"
    assert len(told["recipients"][1]) == TEXT_LIMIT
