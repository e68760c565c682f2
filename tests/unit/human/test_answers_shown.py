"""A yes by chord is to a question that stood on the screen."""

from __future__ import annotations

from dataclasses import replace

from supervisor.core.action import Point, Rect
from supervisor.human.answers import Answers, Look
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


SEEN = Look(0x400001, Point(160, 260), Rect(100, 200, 300, 150), on_top=True, uncovered=True, t_ns=0)


def test_what_was_taken_from_the_screen_takes_no_yes_until_it_is_there_again() -> None:
    answers = asked()
    answers.show(POPUP, 0)
    answers.close("r1")
    assert verdict(answers, "approve", LATE) is None
    answers.show(POPUP, LATE)
    assert verdict(answers, "approve", LATE + ARM) == "approve"


def test_what_another_window_lies_over_takes_no_yes_by_chord_either_and_a_no_it_does() -> None:
    for chord, expected in (("approve", None), ("reject", "reject")):
        answers = asked()
        answers.show(POPUP, 0)
        answers.look(SEEN)
        answers.look(replace(SEEN, uncovered=False, t_ns=ARM))
        assert verdict(answers, chord, LATE) == expected


def test_uncovered_it_has_to_be_read_first() -> None:
    answers = asked()
    answers.show(POPUP, 0)
    answers.look(replace(SEEN, uncovered=False))
    answers.look(replace(SEEN, t_ns=LATE))
    assert verdict(answers, "approve", LATE + ARM - 1) is None
    assert verdict(answers, "approve", LATE + ARM) == "approve"


def test_raised_again_and_not_looked_at_yet_it_has_to_be_read_anew() -> None:
    answers = asked()
    answers.show(POPUP, 0)
    answers.look(replace(SEEN, uncovered=False))
    answers.show(POPUP, LATE)
    assert verdict(answers, "approve", LATE + ARM - 1) is None
