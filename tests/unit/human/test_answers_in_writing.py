"""The chord by which a person begins to write what shall be done instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supervisor.core.action import Rect
from supervisor.human.answers import Answer, Answers
from supervisor.human.messages import ShowPopup

ARM = 500_000_000
LATE = 10 * ARM
KEYBOARD = 7
POPUP = ShowPopup("r1", 0x400001, approve=Rect(120, 250, 80, 30), reject=Rect(220, 250, 80, 30))
CHANGEABLE = replace(POPUP, others={"modify": Rect(120, 290, 60, 26)})


def asked(kind: str = "action") -> Answers:
    answers = Answers(ARM)
    answers.ask("r1", kind, 0)
    answers.swallowed()
    return answers


def test_a_chord_lets_them_write_what_shall_be_done_instead() -> None:
    answers = asked()
    answers.show(CHANGEABLE, 0)
    assert answers.chord("modify", KEYBOARD, ARM - 1, stopped=False) is None
    answer = answers.chord("modify", KEYBOARD, LATE, stopped=False)
    assert answer == Answer("r1", "modify", "chord", KEYBOARD, LATE)
    assert answers.request is None


@pytest.mark.parametrize(
    ("kind", "popup", "stopped"),
    [
        ("action", POPUP, False),
        ("action", replace(CHANGEABLE, request="r2"), False),
        ("action", None, False),
        ("action", CHANGEABLE, True),
        ("confirm", CHANGEABLE, False),
        ("edit", CHANGEABLE, False),
    ],
)
def test_where_nothing_else_can_be_done_the_chord_for_it_does_nothing(
    kind: str, popup: ShowPopup | None, stopped: bool
) -> None:
    answers = asked(kind)
    if popup is not None:
        answers.show(popup, 0)
    assert answers.chord("modify", KEYBOARD, LATE, stopped=stopped) is None
    assert answers.request == "r1"
