"""A yes by chord is to a question that stood on the screen."""

from __future__ import annotations

from dataclasses import replace

from supervisor.core.action import Rect
from supervisor.human.answers import Answers
from supervisor.human.messages import ShowPopup

MS = 1_000_000
ARM = 500 * MS
LATE = 10 * ARM
KEYBOARD = 7
POPUP = ShowPopup("r1", 0x400001, approve=Rect(120, 250, 80, 30), reject=Rect(220, 250, 80, 30))


def asked() -> Answers:
    answers = Answers(ARM)
    answers.ask("r1", "action", 0)
    answers.swallowed()
    return answers


def verdict(answers: Answers, chord: str, at_ns: int) -> str | None:
    answer = answers.chord(chord, KEYBOARD, at_ns, stopped=False)
    return answer.verdict if answer is not None else None


def test_before_its_popup_stands_there_a_question_takes_no_yes_and_after_it_only_when_it_could_be_read() -> None:
    answers = asked()
    assert verdict(answers, "approve", LATE) is None
    answers.show(POPUP, LATE)
    assert verdict(answers, "approve", LATE + ARM - 1) is None
    assert verdict(answers, "approve", LATE + ARM) == "approve"


def test_a_no_counts_though_nothing_is_shown() -> None:
    assert verdict(asked(), "reject", LATE) == "reject"


def test_the_popup_of_the_question_before_is_not_that_of_the_next() -> None:
    answers = asked()
    answers.show(POPUP, 0)
    answers.ask("r2", "action", ARM)
    answers.show(POPUP, 2 * ARM)
    assert verdict(answers, "approve", LATE) is None
    answers.show(replace(POPUP, request="r2"), LATE)
    assert verdict(answers, "approve", LATE + ARM) == "approve"


def test_when_the_ui_is_gone_nothing_is_shown_any_more() -> None:
    answers = asked()
    answers.show(POPUP, 0)
    answers.forget_popup()
    assert verdict(answers, "approve", LATE) is None
