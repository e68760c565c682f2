from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from supervisor.core.action import Point, Rect
from supervisor.human.answers import Answer, Answers, Look
from supervisor.human.messages import ShowPopup

MS = 1_000_000
ARM = 500 * MS
MOUSE, KEYBOARD = 6, 7
WINDOW = 0x400001
PLACE = Rect(100, 100, 300, 200)
POPUP = ShowPopup("r1", WINDOW, approve=Rect(120, 250, 80, 30), reject=Rect(220, 250, 80, 30))
SEEN = Look(WINDOW, Point(130, 260), PLACE, on_top=True, uncovered=True, t_ns=0)
LATE = 10 * ARM


def asked(kind: str = "action") -> Answers:
    answers = Answers(ARM)
    answers.ask("r1", kind, 0)
    answers.show(POPUP, 0)
    answers.swallowed()
    return answers


def with_popup() -> Answers:
    answers = asked()
    answers.show(POPUP, 0)
    answers.look(SEEN)
    return answers


def click(
    answers: Answers, look: Look, release: Look | None = None, *, at_ns: int = LATE, **over: Any
) -> Answer | None:
    """Press, and release 80 ms later."""
    answers.press(look, MOUSE, at_ns)
    fields = {"device": MOUSE, "stopped": False} | over
    return answers.release(release or look, fields["device"], at_ns + 80 * MS, stopped=fields["stopped"])


@pytest.mark.parametrize("verdict", ["approve", "reject"])
def test_a_chord_answers(verdict: str) -> None:
    answer = asked().chord(verdict, KEYBOARD, ARM, stopped=False)
    assert answer == Answer("r1", verdict, "chord", KEYBOARD, ARM)


def test_a_chord_before_the_question_could_be_read_does_not_count() -> None:
    answers = asked()
    assert answers.chord("approve", KEYBOARD, ARM - 1, stopped=False) is None
    assert answers.chord("approve", KEYBOARD, ARM, stopped=False) is not None


def test_a_request_is_answered_once_for_ever() -> None:
    answers = asked()
    assert answers.chord("reject", KEYBOARD, ARM, stopped=False)
    assert answers.chord("approve", KEYBOARD, 2 * ARM, stopped=False) is None
    answers.ask("r1", "action", 3 * ARM)
    assert answers.chord("approve", KEYBOARD, 9 * ARM, stopped=False) is None


def test_a_chord_that_the_program_in_focus_got_too_does_not_count() -> None:
    answers = Answers(ARM)
    answers.ask("r1", "action", 0)
    answers.show(POPUP, 0)
    assert answers.chord("approve", KEYBOARD, LATE, stopped=False) is None
    answers.swallowed()
    assert answers.chord("approve", KEYBOARD, LATE, stopped=False)
    answers.ask("r2", "action", LATE)
    answers.show(replace(POPUP, request="r2"), LATE)
    assert answers.chord("approve", KEYBOARD, 2 * LATE, stopped=False), "it is kept from one question to the next"
    answers.ask(None, "action", 2 * LATE)
    answers.ask("r3", "action", 2 * LATE)
    answers.show(replace(POPUP, request="r3"), 2 * LATE)
    assert answers.chord("approve", KEYBOARD, 4 * LATE, stopped=False) is None


def test_the_next_request_has_its_own_time() -> None:
    answers = asked()
    answers.chord("approve", KEYBOARD, ARM, stopped=False)
    answers.ask("r2", "action", ARM)
    answers.show(replace(POPUP, request="r2"), ARM)
    assert answers.chord("approve", KEYBOARD, ARM + 10 * MS, stopped=False) is None
    answer = answers.chord("approve", KEYBOARD, 2 * ARM, stopped=False)
    assert answer
    assert answer.request == "r2"


def test_said_twice_the_first_counts() -> None:
    answers = asked()
    answers.ask("r1", "action", 400 * MS)
    assert answers.chord("approve", KEYBOARD, ARM, stopped=False)


def test_without_a_question_there_is_no_answer() -> None:
    answers = asked()
    answers.ask(None, "action", 1)
    assert answers.chord("approve", KEYBOARD, LATE, stopped=False) is None


def test_while_stopped_no_action_is_approved_but_a_confirmation_is() -> None:
    assert asked().chord("approve", KEYBOARD, LATE, stopped=True) is None
    assert asked("confirm").chord("approve", KEYBOARD, LATE, stopped=True)


def test_a_confirmation_counts_once_and_not_after_a_stop() -> None:
    answers = asked("confirm")
    assert answers.take_confirmed("r1") is None
    answers.chord("approve", KEYBOARD, LATE, stopped=True)
    assert answers.take_confirmed("r1") == KEYBOARD
    assert answers.take_confirmed("r1") is None
    answers = asked("confirm")
    answers.chord("approve", KEYBOARD, LATE, stopped=True)
    answers.void()
    assert answers.take_confirmed("r1") is None


def test_an_approved_action_and_a_rejected_confirmation_confirm_nothing() -> None:
    answers = asked("action")
    answers.chord("approve", KEYBOARD, LATE, stopped=False)
    assert answers.take_confirmed("r1") is None
    answers = asked("confirm")
    answers.chord("reject", KEYBOARD, LATE, stopped=False)
    assert answers.take_confirmed("r1") is None
    assert answers.take_confirmed(None) is None


def test_a_press_on_a_button_answers() -> None:
    answer = click(with_popup(), SEEN)
    assert answer == Answer("r1", "approve", "press", MOUSE, LATE + 80 * MS)
    answer = click(with_popup(), replace(SEEN, point=Point(230, 260)))
    assert answer
    assert answer.verdict == "reject"


@pytest.mark.parametrize(
    "look",
    [
        replace(SEEN, point=Point(10, 10)),
        replace(SEEN, point=Point(200, 260)),
        replace(SEEN, point=None),
        replace(SEEN, on_top=False),
        replace(SEEN, uncovered=False),
        replace(SEEN, place=None),
        replace(SEEN, place=Rect(101, 100, 300, 200)),
        replace(SEEN, window=WINDOW + 1),
    ],
    ids=[
        "elsewhere",
        "right edge is outside",
        "not certain",
        "under another",
        "covered",
        "unmapped",
        "moved",
        "another window",
    ],
)
def test_a_press_that_is_not_surely_on_the_button_is_nothing(look: Look) -> None:
    assert click(with_popup(), look) is None
    assert click(with_popup(), SEEN, release=look) is None


def test_press_and_release_belong_to_one_button_and_one_device() -> None:
    other = replace(SEEN, point=Point(230, 260))
    assert click(with_popup(), SEEN, release=other) is None
    assert click(with_popup(), SEEN, device=MOUSE + 1) is None


def test_a_release_alone_is_nothing() -> None:
    assert with_popup().release(SEEN, MOUSE, LATE, stopped=False) is None


def test_a_press_while_stopped_is_nothing() -> None:
    assert click(with_popup(), SEEN, stopped=True) is None


def test_a_popup_answers_only_after_it_has_stood_still() -> None:
    answers = asked()
    answers.show(POPUP, 0)
    assert click(answers, SEEN) is None, "not seen yet"
    answers.look(replace(SEEN, t_ns=LATE))
    assert click(answers, SEEN, at_ns=LATE + ARM - 1) is None
    assert click(answers, SEEN, at_ns=LATE + ARM)


def test_laid_out_anew_it_arms_anew() -> None:
    answers = with_popup()
    answers.press(SEEN, MOUSE, LATE)
    answers.show(POPUP, 0)
    answers.look(replace(SEEN, t_ns=LATE + MS))
    assert answers.release(SEEN, MOUSE, LATE + 2 * MS, stopped=False) is None
    assert click(answers, SEEN, at_ns=LATE + MS + ARM)


def test_covered_it_arms_anew_when_it_is_uncovered() -> None:
    answers = with_popup()
    answers.look(replace(SEEN, uncovered=False, t_ns=LATE))
    assert click(answers, SEEN, at_ns=LATE + MS) is None
    answers.look(replace(SEEN, t_ns=2 * LATE))
    assert click(answers, SEEN, at_ns=2 * LATE + ARM - 1) is None
    assert click(answers, SEEN, at_ns=2 * LATE + ARM)


def test_moved_by_another_it_stays_unarmed_until_the_ui_says_where_it_is() -> None:
    answers = with_popup()
    moved = replace(SEEN, place=Rect(500, 100, 300, 200))
    answers.look(moved)
    assert click(answers, moved, at_ns=2 * LATE) is None
    answers.look(replace(SEEN, t_ns=3 * LATE))
    assert click(answers, SEEN, at_ns=5 * LATE)


def test_the_popup_of_another_request_is_not_pressed() -> None:
    answers = with_popup()
    answers.ask("r2", "action", 1)
    assert answers.popup_window is None
    answers.show(POPUP, 0)
    answers.look(SEEN)
    assert click(answers, SEEN) is None


def test_the_popup_may_be_told_before_its_request() -> None:
    answers = Answers(ARM)
    answers.show(POPUP, 0)
    answers.look(SEEN)
    answers.ask("r1", "action", 0)
    assert click(answers, SEEN)


def test_a_popup_that_is_gone_is_not_pressed() -> None:
    answers = with_popup()
    answers.close("r0")
    assert answers.popup_window == WINDOW
    answers.close("r1")
    assert click(answers, SEEN) is None
    answers = with_popup()
    answers.forget_popup()
    assert click(answers, SEEN) is None


MORE = replace(POPUP, others={"reject:too-risky": Rect(120, 290, 60, 26), "select:control": Rect(190, 300, 60, 26)})
RISKY = replace(SEEN, point=Point(130, 300))
SELECT = replace(SEEN, point=Point(200, 305))


def with_more(kind: str = "action") -> Answers:
    answers = asked(kind)
    answers.show(MORE, 0)
    answers.look(SEEN)
    return answers


def test_a_press_on_a_reason_is_a_no_with_it() -> None:
    answer = click(with_more(), RISKY)
    assert answer is not None
    assert (answer.request, answer.verdict, answer.gesture) == ("r1", "reject:too-risky", "press")


def test_a_choice_answers_nothing_and_has_to_be_read_before_the_next_press_counts() -> None:
    answers = with_more()
    chosen = click(answers, SELECT)
    assert chosen is not None
    assert chosen.verdict == "select:control"
    soon = LATE + 80 * MS + ARM - 1
    assert answers.chord("approve", KEYBOARD, soon, stopped=False) is None
    assert click(answers, SEEN, at_ns=soon - 80 * MS) is None
    yes = click(answers, SEEN, at_ns=soon + MS)
    assert yes is not None
    assert yes.verdict == "approve"


def test_a_press_from_one_area_to_another_is_neither() -> None:
    assert click(with_more(), RISKY, SELECT) is None
    assert click(with_more(), SELECT, SEEN) is None


def test_a_confirmation_has_no_further_areas() -> None:
    assert click(with_more("confirm"), RISKY) is None
    assert click(with_more("confirm"), SELECT) is None


def test_a_further_area_needs_all_that_an_answer_needs() -> None:
    assert click(with_more(), replace(RISKY, uncovered=False)) is None
    assert click(with_more(), RISKY, stopped=True) is None
    assert click(with_more(), RISKY, device=KEYBOARD) is None
    assert click(with_more(), RISKY, at_ns=ARM // 2) is None


# -- while the person writes what shall be done instead


def test_while_they_write_no_yes_counts_and_a_no_does() -> None:
    writing = asked("edit")
    assert writing.chord("approve", KEYBOARD, LATE, stopped=False) is None
    answer = writing.chord("reject", KEYBOARD, LATE, stopped=False)
    assert answer is not None
    assert answer.verdict == "reject"


@pytest.mark.parametrize(
    ("point", "verdict"), [(Point(130, 260), None), (Point(130, 300), None), (Point(230, 260), "reject")]
)
def test_while_they_write_only_reject_can_be_pressed(point: Point, verdict: str | None) -> None:
    writing = asked("edit")
    writing.show(replace(POPUP, others={"modify": Rect(120, 290, 60, 26)}), 0)
    writing.look(SEEN)
    answer = click(writing, replace(SEEN, point=point))
    assert (answer.verdict if answer is not None else None) == verdict


def test_who_begins_to_write_takes_the_question_with_them() -> None:
    answers = asked()
    answers.show(replace(POPUP, others={"modify": Rect(120, 290, 60, 26)}), 0)
    answers.look(SEEN)
    answer = click(answers, replace(SEEN, point=Point(130, 300)))
    assert answer is not None
    assert answer.verdict == "modify"
    assert answers.request is None, "a yes that comes after it must not be for what is being changed"
    answers.ask("r1", "action", LATE)
    assert answers.chord("approve", KEYBOARD, 9 * LATE, stopped=False) is None


# What takes two gestures.

SECOND = replace(POPUP, others={"second": Rect(120, 285, 180, 15)})
ON_SECOND = replace(SEEN, point=Point(250, 290))
BELOW = replace(SEEN, point=Point(140, 290))
CHORD, PRESS, OTHER_CHORD, OTHER_PRESS = "approve chord", "approve press", "second chord", "second press"
NEXT = 2 * LATE


def asked_twice(popup: ShowPopup = POPUP) -> Answers:
    answers = Answers(ARM)
    answers.ask("r1", "action", 0, twice=True)
    answers.swallowed()
    answers.show(popup, 0)
    answers.look(SEEN)
    return answers


def do(answers: Answers, gesture: str, at_ns: int) -> Answer | None:
    """Make a gesture; before a press, the popup is laid out as the ui does."""
    if gesture == PRESS:
        return click(answers, SEEN, at_ns=at_ns)
    if gesture == OTHER_PRESS:
        return click(answers, ON_SECOND, at_ns=at_ns)
    return answers.chord("approve" if gesture == CHORD else "second", KEYBOARD, at_ns, stopped=False)


def after_first(gesture: str, popup: ShowPopup = SECOND) -> Answers:
    """Give answers after a first yes at `LATE`, with the popup laid out for the second."""
    answers = asked_twice()
    first = do(answers, gesture, LATE)
    assert first is not None
    assert first.verdict == "first"
    answers.show(popup, 0)
    answers.look(replace(SEEN, t_ns=first.t_ns + MS))
    return answers


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (PRESS, CHORD, "chord"),
        (PRESS, OTHER_CHORD, "second chord"),
        (PRESS, OTHER_PRESS, "second press"),
        (CHORD, OTHER_CHORD, "second chord"),
        (CHORD, OTHER_PRESS, "second press"),
    ],
)
def test_two_different_gestures_approve(first: str, second: str, said: str) -> None:
    answer = do(after_first(first), second, NEXT)
    assert answer is not None
    assert (answer.request, answer.verdict, answer.gesture) == ("r1", "approve", said)


@pytest.mark.parametrize("gesture", [PRESS, CHORD])
def test_one_gesture_made_again_and_again_approves_nothing(gesture: str) -> None:
    answers = after_first(gesture)
    for turn in range(2, 20):
        assert do(answers, gesture, turn * LATE) is None
    assert answers.request == "r1", "it still waits"


@pytest.mark.parametrize("gesture", [OTHER_PRESS, OTHER_CHORD])
def test_what_is_for_the_second_gesture_is_no_first_one(gesture: str) -> None:
    answers = asked_twice(SECOND)
    assert do(answers, gesture, LATE) is None
    assert do(answers, CHORD, NEXT) is not None


def test_a_press_on_approve_does_not_follow_the_chord() -> None:
    assert do(after_first(CHORD), PRESS, NEXT) is None


@pytest.mark.parametrize("second", [CHORD, OTHER_CHORD, OTHER_PRESS])
def test_the_second_gesture_has_a_time_of_its_own(second: str) -> None:
    first_ns = LATE + 80 * MS
    assert do(after_first(PRESS), second, first_ns + ARM - 81 * MS) is None
    assert do(after_first(PRESS), second, first_ns + ARM + MS) is not None


def test_the_second_place_counts_only_once_it_has_stood_there() -> None:
    answers = asked_twice()
    do(answers, CHORD, LATE)
    assert do(answers, OTHER_PRESS, NEXT) is None, "not told"
    answers.show(SECOND, 0)
    assert do(answers, OTHER_PRESS, NEXT) is None, "not seen"
    answers.look(replace(SEEN, t_ns=NEXT))
    assert do(answers, OTHER_PRESS, NEXT + ARM - 1) is None
    assert do(answers, OTHER_PRESS, NEXT + ARM) is not None


def test_the_second_of_two_presses_is_not_where_the_first_was() -> None:
    """Whatever the ui says of its places: the hand has to move."""
    under = replace(POPUP, approve=Rect(400, 400, 1, 1), others={"second": Rect(120, 250, 80, 50)})
    answers = after_first(PRESS, under)
    answers.look(replace(SEEN, t_ns=LATE + 90 * MS))
    assert click(answers, SEEN, at_ns=NEXT) is None
    assert click(answers, replace(SEEN, point=Point(140, 275)), at_ns=NEXT) is None
    assert click(answers, BELOW, at_ns=NEXT) is not None


def test_a_place_that_overlaps_approve_is_approve() -> None:
    over = replace(POPUP, others={"second": POPUP.approve})
    answers = after_first(CHORD, over)
    assert click(answers, SEEN, at_ns=NEXT) is None


@pytest.mark.parametrize("first", [PRESS, CHORD])
def test_a_no_counts_at_every_moment(first: str) -> None:
    soon = LATE + 100 * MS
    for verdict in (
        after_first(first).chord("reject", KEYBOARD, soon, stopped=False),
        click(after_first(first), replace(SEEN, point=Point(230, 260)), at_ns=soon),
    ):
        assert verdict is not None
        assert verdict.verdict == "reject"


def test_a_stop_takes_the_first_yes_back() -> None:
    answers = after_first(PRESS)
    answers.void()
    assert do(answers, OTHER_CHORD, NEXT) is None
    again = do(answers, CHORD, 2 * NEXT)
    assert again is not None
    assert again.verdict == "first"
    assert answers.chord("second", KEYBOARD, 3 * NEXT, stopped=True) is None


@pytest.mark.parametrize("between", [None, "r2"])
def test_another_question_takes_the_first_yes_back(between: str | None) -> None:
    answers = after_first(CHORD)
    answers.ask(between, "confirm", NEXT)
    answers.ask("r1", "action", NEXT, twice=True)
    answers.swallowed()
    assert do(answers, OTHER_CHORD, 2 * NEXT) is None


def test_a_choice_takes_the_first_yes_back_which_was_for_less() -> None:
    both = replace(SECOND, others={**SECOND.others, **MORE.others})
    answers = after_first(CHORD, both)
    chosen = click(answers, replace(SEEN, point=Point(240, 310)), at_ns=NEXT)
    assert chosen is not None
    assert chosen.verdict == "select:control"
    assert do(answers, OTHER_CHORD, 2 * NEXT) is None


def test_said_again_a_question_may_want_more_and_never_less() -> None:
    for answers, twice in ((asked_twice(), False), (asked(), True)):
        answers.ask("r1", "action", 1, twice=twice)
        first = do(answers, CHORD, LATE)
        assert first is not None
        assert first.verdict == "first"


def test_walking_away_is_no_answer_and_the_popup_may_go_and_come() -> None:
    answers = after_first(PRESS)
    answers.close("r1")
    assert do(answers, OTHER_PRESS, 100 * LATE) is None
    answers.show(SECOND, 0)
    answers.look(replace(SEEN, t_ns=100 * LATE))
    assert do(answers, OTHER_PRESS, 101 * LATE) is not None


def test_more_time_leaves_the_first_yes_as_it_is() -> None:
    others = {**SECOND.others, "select:more-time": Rect(120, 310, 60, 20)}
    answers = after_first(CHORD, replace(SECOND, others=others))
    more = click(answers, replace(SEEN, point=Point(130, 320)), at_ns=NEXT)
    assert more is not None
    assert more.verdict == "select:more-time"
    assert do(answers, OTHER_CHORD, 2 * NEXT) is not None
