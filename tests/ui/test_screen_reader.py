"""What a screen reader finds in each of our windows, and that it can press nothing there that loosens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.accessible_actions import outline, press_everything, press_named
from tests.support.tray_menu import choose_from_menu
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.fake_service import FakeService

pytestmark = pytest.mark.desktop

APPLICATION = "agent-supervisor"
REQUEST: dict[str, Any] = {
    "sentence": "Click “Send” in Inbox – Mail",
    "why": "it sends a message",
    "rule": "send-mail",
    "agent": "helper",
    "workflow": "letters",
    "deadline_s": 90,
    "extends": True,
    "twice": True,
    "like": "You approved 4 of 5 that were like it.",
    "advice": {"answer": "approve", "ground": "you approved the last 4"},
    "did": [{"words": "open Mail", "outcome": "done"}],
    "opened": True,
    "choices": {
        "breadths": ["once", "control"],
        "spans": ["quarter-hour", "today"],
        "breadth": "control",
        "span": "today",
        "says": "“Send” in Mail, today",
        "reasons": [["too-risky", "Too risky"], ["other", "Other…"]],
        "change": "text",
    },
}
HELD = {
    "id": "r1",
    "sentence": "Click “Send”",
    "agent": "helper",
    "tier": "high_risk",
    "category": "email",
    "age_s": 5,
    "why": "it sends a message",
    "rule": "send-mail",
    "confidence": 0.7,
}
PAST = {
    "time_ns": 10**9,
    "agent": "helper",
    "words": "click “Delete”",
    "verdict": "ask (delete-files: it deletes files)",
    "answer": "rejected: too risky",
    "outcome": "refused",
    "request": "r0",
    "told": True,
}
GRANT = {"id": "g1", "words": "“Like” in Firefox"}
SETTINGS = {"chords.stop": "ctrl+alt+s", "chords.pause": "ctrl+alt+s", "sound": True, "mirror_lead_ms": 120}


UNSAID = {
    *("id", "kind", "t", "request", "answer", "tier", "category"),
    *("breadths", "spans", "breadth", "span", "reasons", "change"),
}
"""Members of messages that are told in other words, or not at all."""
CONTROLS = {"push button", "check box", "combo box", "spin box", "text", "table", "cell", "column header", "label"}
ORDER = (
    *("Waiting for your approval, agent helper", "Click “Send” in Inbox – Mail`", "It sends a message.`"),
    *("Reject: press here", "Approve: press here", "Once", "Rule: send-mail. ends"),
)
"""How what stands in the popup begins, from above."""
HARMLESS = {
    *("cover", "uncover", "covered", "want", "drawn"),
    *("held_open", "held_shut", "held_taken", "prefer", "together"),
    *("past_open", "past_taken", "practice_begin", "practice_leave"),
    *("settings_open", "settings_set"),
}
"""What it may say: which of these rows to ask about next, and what a person has to confirm by hand. No answer."""


def said(desktop: VirtualDesktop) -> list[str]:
    return outline(desktop, APPLICATION, "")


def fill(ui: FakeService, desktop: VirtualDesktop) -> None:
    """Have every window of ours on the screen, with something in it."""
    ui.service.send(
        "state",
        state="waiting",
        agents=[],
        last=[],
        note="",
        waiting=1,
        grants=[GRANT],
    )
    ui.service.send("welcome")
    for what in ("queue", "past", "grants", "settings"):
        wait_for(lambda: press_named(desktop, APPLICATION, "More"), "the control")
        choose_from_menu(desktop, lambda key: desktop.run(["xdotool", "key", key]), what, grants=True)
    ui.service.expect("held_open")
    ui.service.send("held", fresh=True, rows=[HELD], gone=[], asked="r1")
    ui.service.expect("past_open")
    ui.service.send("past", fresh=True, rows=[PAST])
    ui.service.expect("settings_open")
    ui.service.send("settings", values=SETTINGS, note="Saved.")
    ui.service.send("practice", step="approve", note="")
    ui.request("r1", **REQUEST)
    ui.service.send(
        "request",
        id="r2",
        **REQUEST | {"kind": "edit", "masked": True, "edit": {"what": "reason", "given": "no", "note": "too long"}},
    )
    wait_for(lambda: outline(desktop, APPLICATION, "Reject, because"), "the window to write in")


def fed(*given: object) -> set[str]:
    """Give all words that were told to the ui in these messages, apart from names that mean nothing to a person."""
    found: set[str] = set()
    for item in given:
        if isinstance(item, dict):
            found |= fed(*(value for name, value in item.items() if name not in UNSAID))
        elif isinstance(item, list):
            found |= fed(*item)
        elif isinstance(item, str):
            found.add(item.removesuffix("."))
    return found


def sharp(lines: list[str], *roles: str) -> list[str]:
    """Give what of these roles can be seen."""
    return [line for line in lines if line.split(" `")[0].strip() in roles and not line.endswith(" hidden")]


def test_all_that_is_seen_is_said_and_nothing_can_be_pressed_that_loosens(
    ui: FakeService, desktop: VirtualDesktop
) -> None:
    fill(ui, desktop)
    wait_for(lambda: "    label `Reject: press here or Ctrl+Alt+N`" in said(desktop), "the popup to take answers")
    lines = said(desktop)
    whole = "\n".join(lines).lower()
    for words in fed(REQUEST, HELD, PAST, GRANT):
        assert words.lower() in whole, f"nobody says {words}: {lines}"
    assert any("`Other text…` (More, Ctrl+Alt+E)" in line for line in lines), lines
    windows = [line for line in lines if not line.startswith("  " * 2) and line.startswith("  frame")]
    assert len(windows) == 5, lines
    for line in sharp(lines, *CONTROLS):
        assert not re.match(r"[a-z ]+ ``", line), f"it has no name: {lines}"
    for line in sharp(lines, "combo box"):
        assert line.endswith(")"), f"what is chosen is said, but not of what: {lines}"
    assert CONTROLS - {line.split(" `")[0].strip() for line in lines} == set(), lines
    order = [next(at for at, line in enumerate(lines) if f"`{words}" in line) for words in ORDER]
    assert order == sorted(order), lines
    ui.service.heard() + ui.human.heard()
    press_everything(desktop, APPLICATION)
    ui.service.send("ping", n=1)
    ui.service.expect("pong")
    told = ui.service.heard()
    assert {str(message["t"]) for message in told} <= HARMLESS, told
    assert {message["what"] for message in told if message["t"] == "want"} <= {"stop", "revoke:", "revoke:g1"}, told
    assert {message["t"] for message in ui.human.heard()} <= {"popup"}, "it says more than where it is"
