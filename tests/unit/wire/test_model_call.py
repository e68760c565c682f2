from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from supervisor.wire.model_call import (
    DONE,
    LONGEST_REASON,
    LONGEST_WAIT_S,
    LONGEST_WARNING,
    MOST_WARNINGS,
    NOT_EXECUTED,
    Call,
    Ended,
    Ending,
    Kind,
    SafetyCheck,
    Size,
    Step,
    gesture,
    held,
    sentence,
    stated,
    told,
    waits,
)
from supervisor.wire.vocabulary import LONGEST_WAIT_S as LONGEST_WAIT_OF_THE_GATE
from supervisor.wire.vocabulary import LONGEST_WORDS, Status, read_proposal

ROOT = Path(__file__).parents[3]
NO = Ended("rejected", "not this one")
BARE_NO = Ended("rejected", "a person rejected it")
NO_WITH_REASON = Ended("rejected", "a person rejected it: wrong target")
ONE = Call("c", ("click",), (gesture(0, "click", None),))
THREE = Call("c", ("a", "b", "c"), tuple(gesture(n // 2, "click", None) for n in range(6)))


def test_a_place_of_the_screen_is_one_of_the_picture() -> None:
    picture, screen = Size(1000, 500), Size(2000, 1000)
    assert picture.from_screen(1999, 0, screen) == (999, 0)
    assert picture.from_screen(-5, 4000, screen) == (0, 499)


def test_a_gesture_says_its_picture_where_it_has_a_place() -> None:
    assert gesture(0, "move", Size(9, 8), x=1, y=2).proposal == {
        "gesture": {"type": "move", "x": 1, "y": 2},
        "picture": {"width": 9, "height": 8},
    }
    assert gesture(0, "click", Size(9, 8), count=None).proposal == {"gesture": {"type": "click"}}


@pytest.mark.parametrize(("seconds", "parts"), [(0, [0]), (1.5, [1.5]), (60, [60]), (100, [60, 40]), (120, [60, 60])])
def test_a_long_wait_is_several(seconds: float, parts: list[float]) -> None:
    steps = waits(0, seconds)
    assert [step.proposal["gesture"]["seconds"] for step in steps if step.proposal] == parts
    assert LONGEST_WAIT_S == LONGEST_WAIT_OF_THE_GATE


def test_what_is_held_is_let_go_whatever_becomes_of_it() -> None:
    assert [step.cleanup for step in held(0, "a", waits(0, 1))] == [False, False, True]


def test_each_action_s_first_gesture_says_what_is_said_of_it() -> None:
    steps = [*waits(0, 1), gesture(0, "click", None), gesture(0, "click", None), gesture(1, "click", None)]
    checks = [SafetyCheck("1", "code", "m" * 999)] * 20
    found = stated([Step(Kind.SCREENSHOT), *steps], reason="r" * 9999, checks=checks)
    assert [step.proposal is not None and "statement" in step.proposal for step in found] == [
        *(False, False, True, False, True)
    ]
    for step in found[2], found[4]:
        said = read_proposal(step.proposal).statement
        assert said.reason == "r" * LONGEST_REASON
        assert said.warnings == ("m" * LONGEST_WARNING,) * MOST_WARNINGS
    assert LONGEST_REASON == LONGEST_WORDS
    assert stated(steps) == tuple(steps)


def test_a_check_warns_in_its_words_or_its_code() -> None:
    assert SafetyCheck("1", "c", "m").warning == "m"
    assert SafetyCheck("1", "c").warning == "c"
    assert "person" in SafetyCheck("1").warning


def test_that_a_person_said_no_is_said_once() -> None:
    assert "a person rejected this action. Do not" in sentence(BARE_NO)
    assert "a person rejected this action: wrong target. Do not" in sentence(NO_WITH_REASON)


@pytest.mark.parametrize("status", Status)
def test_every_outcome_has_its_sentence(status: Status) -> None:
    end = Ended(status, "because", "Click on OK")
    assert (sentence(end) == "") is (status is Status.DONE)
    assert end.ran_through is (status in (Status.DONE, Status.MODIFIED))
    if not end.ran_through:
        assert "Not executed" in sentence(end)
        assert "because" in sentence(end)


@pytest.mark.parametrize("status", [status for status in Status if not Ended(status).ran_through])
def test_what_was_made_in_part_is_not_called_not_executed(status: Status) -> None:
    said = sentence(Ended(status, "because", partly=True))
    assert said.startswith("Executed in part, and then ")
    assert "because" in said
    assert "Not executed" not in said


def test_what_was_changed_says_what_was_done() -> None:
    ending = Ending((Ended("modified", ran="type `b`"),))
    assert told(ONE, ending) == "A person changed this action before it was done. What was done: type `b`."
    assert ending.whole(ONE)


def test_an_unknown_status_is_no_done() -> None:
    assert told(ONE, Ending((Ended("fine"),))) == "Not executed: the action failed."
    assert not Ending((Ended("fine"),)).whole(ONE)


def test_a_call_that_was_done_needs_no_words() -> None:
    assert told(THREE, Ending((DONE,) * 6)) == ""
    assert Ending((DONE,) * 6).whole(THREE)


def test_what_stands_behind_a_no_was_not_executed() -> None:
    ending = Ending((DONE, DONE, DONE, NO))
    assert told(THREE, ending).splitlines() == [
        "Action 1 of 3 (a): Done.",
        f"Action 2 of 3 (b): {sentence(NO)} The first 1 of its 2 steps had been done.",
        f"Action 3 of 3 (c): {NOT_EXECUTED}",
    ]
    assert not ending.whole(THREE)


def test_a_call_that_nobody_tried_is_not_done() -> None:
    assert told(ONE, Ending()) == NOT_EXECUTED
    assert not Ending().whole(ONE)


def test_a_call_that_was_not_understood_is_not_done_whatever_is_said_of_it() -> None:
    call = Call("c", error="`x` is missing")
    assert told(call, Ending((DONE,))) == "Not executed: `x` is missing"
    assert not Ending((DONE,)).whole(call)


def test_the_vocabularies_load_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; from supervisor.wire import anthropic, gemini, openai, ui_tars; "
        "print({n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(done.stdout.strip("{}\n").replace("'", "").split(", ")) <= {"supervisor", "__main__"}
