from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.action import Point, Rect
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.context import Element
from supervisor.core.time_limit import Fallback
from supervisor.engine.batch import FROM, MOST_LINES, gather
from supervisor.engine.way import Way
from tests.support.playbook import DELETE, DOCS, TERMINAL, Stage, move, press

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.context import Context

ELSEWHERE = Point(50, 150)


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.elements.places.append((Rect(40, 140, 60, 20), Element("Rename", "push button")))
    made.rule(Verdict.ASK, lambda _action, context: context.element is not None)
    return made


def hold(stage: Stage, count: int, at: Point = DELETE) -> list[str]:
    """Let so many agents wait for the same thing; gives their requests."""
    before = {way.request for way in held(stage)}
    for _ in range(count):
        stage.agent("helper").click(at)
        stage.settle()
    return [way.request for way in held(stage) if way.request not in before]


def held(stage: Stage) -> list[Way]:
    return [item for item in stage.engine.holds.waiting if isinstance(item, Way)]


def question(stage: Stage) -> dict[str, Any]:
    return dict(stage.ui.all("request")[-1])


def presses(stage: Stage) -> int:
    stage.settle()
    return stage.sent().count("+b1")


def test_few_that_are_alike_are_asked_one_after_the_other(stage: Stage) -> None:
    hold(stage, FROM)
    assert len(stage.ui.all("request")) == 1
    stage.reject()
    assert stage.asked == held(stage)[0].request


def test_many_that_are_alike_become_one_question_once_the_one_that_is_read_is_answered(stage: Stage) -> None:
    requests = hold(stage, FROM + 2)
    assert stage.asked == requests[0]
    stage.reject()
    asked = question(stage)
    assert stage.asked == asked["id"] not in requests
    assert asked["sentence"] == f"{FROM + 1} times: reversible: click Delete"
    assert asked["agent"] == "helper-2, helper-3, helper-4 and 2 more"
    assert (asked["why"], asked["rule"], asked["masked"]) == ("the test says ask", "test-ask", True)
    assert asked["lines"] == []
    assert asked["beside"] == "To leave some of these out, select the others in the list of what waits."
    assert stage.engine.holds.questions == 1
    assert stage.rows("approval_requested")[-1]["outcome"] == {"request": asked["id"], "members": requests[1:]}


def test_one_yes_is_for_all_of_them_and_each_is_sent_and_recorded(stage: Stage) -> None:
    requests = hold(stage, FROM + 1)
    stage.reject()
    stage.approve()
    stage.advance(2)
    assert stage.sent().count("+b1") == FROM
    answered = [(row["outcome"]["request"], row["outcome"]["answer"]) for row in stage.rows("answered")]
    assert answered == [(requests[0], "reject"), *((request, "approve") for request in requests[1:])]
    assert stage.asked is None


def test_one_no_is_for_all_of_them(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.reject()
    stage.reject()
    assert presses(stage) == 0
    assert held(stage) == []
    assert stage.asked is None


def test_after_a_yes_each_is_looked_at_again(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.reject()
    stage.elements.places[:] = [(place, replace(e, name="Delete all")) for place, e in stage.elements.places]
    stage.approve()
    stage.advance(2)
    assert stage.sent().count("+b1") == 0
    assert len(held(stage)) == FROM, "the answer was for another target: each is asked anew"


def test_what_differs_is_left_out_and_the_question_says_so(stage: Stage) -> None:
    hold(stage, 1)
    (odd,) = hold(stage, 1, ELSEWHERE)
    hold(stage, FROM)
    stage.reject()
    assert stage.asked == odd, "it is the next, and not like the others"
    stage.engine.holds.prefer([held(stage)[1].request])
    asked = question(stage)
    assert asked["sentence"].startswith(f"{FROM} times")
    assert asked["beside"].startswith("1 more that this rule holds")
    stage.reject()
    assert stage.asked == odd


def test_what_is_read_is_not_changed_under_the_persons_eyes(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.reject()
    batch = stage.asked
    late = hold(stage, 2)
    assert stage.asked == batch
    stage.approve()
    stage.advance(2)
    assert stage.sent().count("+b1") == FROM
    assert [way.request for way in held(stage)] == late


def test_one_that_ends_meanwhile_is_out_of_it_and_with_the_last_it_ends(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.reject()
    batch = stage.asked
    held(stage)[0].cancel("target-gone")
    assert stage.asked == batch
    for way in held(stage):
        way.cancel("target-gone")
    assert stage.asked is None
    assert {"t": "request_closed", "id": batch, "outcome": "expired"} in stage.ui.all("request_closed")


def test_a_stop_ends_it_with_all_in_it(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.reject()
    asked = len(stage.ui.all("request"))
    stage.stop()
    assert (stage.asked, held(stage)) == (None, [])
    assert len(stage.ui.all("request")) == asked, "nothing is asked on the way"


def test_a_late_answer_to_it_has_no_effect(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.reject()
    batch = stage.asked
    stage.reject()
    hold(stage, 1)
    stage.approve(batch)
    assert presses(stage) == 0


def test_the_irreversible_the_unknown_and_the_secret_stand_for_themselves(stage: Stage) -> None:
    hold(stage, FROM + 1)
    ways = held(stage)[1:]
    said = dict.fromkeys(ways, "click Delete")
    ids = (f"b{number}" for number in itertools.count())

    def together() -> bool:
        return gather(ways, said.__getitem__, lambda: next(ids)) is not None

    assert together()
    assessment, context = ways[0].assessment, ways[0].context
    ways[0].assessment = replace(assessment, tier=Tier.IRREVERSIBLE)
    assert not together()
    ways[0].assessment, ways[0].context = assessment, replace(context, unknown=frozenset({"element-timeout"}))
    assert not together()
    ways[0].context = replace(context, element=Element("Password", "password text"))
    assert not together()
    ways[0].context = replace(
        context, element=Element("Delete", "push button", selected=3, selected_names=("a", "b"))
    )
    assert not together(), "which is the third?"
    ways[0].context = context
    said[ways[0]] = "x" * 500
    assert not together()


@pytest.mark.parametrize("cut", [True, False], ids=["cut", "whole"])
def test_attack_what_reads_the_same_because_its_middle_is_not_shown_hides_nothing(stage: Stage, *, cut: bool) -> None:
    hold(stage, FROM + 1)
    ways = held(stage)
    for way in ways:
        assert way.context.element is not None
        name = "scan, thesis, copy.pdf" if way is ways[2] else "scan, second, copy.pdf"
        element = replace(way.context.element, selected=1, selected_names=(name,))
        way.context = replace(way.context, element=element)
    batch = gather(ways, lambda _way: "moves “scan…copy.pdf”" if cut else "moves a file", lambda: "b")
    assert batch is not None
    assert (ways[2] in batch.ways) is not cut
    assert batch.message["beside"].startswith("1 more") is cut


def test_different_sentences_are_shown_each_and_no_more_than_there_are_lines_for(stage: Stage) -> None:
    hold(stage, 12)
    ways = held(stage)
    said = {way: f"click “{number // 2}”" for number, way in enumerate(ways)}
    batch = gather(ways, said.__getitem__, lambda: "b")
    assert batch is not None
    assert len(batch.message["lines"]) == MOST_LINES
    assert batch.ways == ways[: 2 * MOST_LINES], "nothing is in it that is not shown"
    assert batch.message["lines"][0] == "2 × click “0”"
    assert batch.message["sentence"] == f"{2 * MOST_LINES} actions that are alike"
    assert batch.message["beside"].startswith("4 more")


def test_a_click_without_a_control_is_told_from_others_by_its_place(stage: Stage) -> None:
    stage.rule(Verdict.ASK, lambda action, _context: action.button == 1)
    for number in range(FROM + 1):
        at = Point(500 + number, 500)
        stage.agent("x").does(move(at.x, at.y), press())
        stage.settle()
    stage.reject()
    assert len(question(stage).get("lines", [])) == 0
    assert stage.asked == held(stage)[0].request
    assert TERMINAL != DOCS


def test_the_person_chooses_what_is_asked_together_and_what_is_not(stage: Stage) -> None:
    requests = hold(stage, 5)
    holds = stage.engine.holds
    holds.listed.open()
    holds.together([requests[1], requests[3]])
    assert question(stage)["sentence"].startswith("2 times")
    holds.prefer([requests[2]])
    assert stage.asked == requests[2]
    holds.together([requests[0], requests[1], requests[4]])
    stage.approve()
    stage.advance(2)
    assert stage.sent().count("+b1") == 3
    assert [way.request for way in held(stage)] == [requests[2], requests[3]]
    assert stage.asked == requests[2], "while the list is open, one is asked after the other"


def test_one_that_takes_two_gestures_meanwhile_is_not_approved_by_one(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.reject()
    late = held(stage)[0]
    judge = stage.judge.judge

    def worse(action: Action, context: Context) -> tuple[Assessment, Decision]:
        assessment, decision = judge(action, context)
        mine = action.agent == late.action.agent
        return (replace(assessment, tier=Tier.IRREVERSIBLE) if mine else assessment), decision

    stage.judge.judge = worse  # type: ignore[method-assign]  # a policy that changed
    late.rules_changed()
    stage.approve()
    stage.advance(2)
    assert stage.sent().count("+b1") == FROM - 1
    assert held(stage) == [late]
    assert stage.asked == late.request


def test_what_was_chosen_and_is_not_alike_is_asked_one_after_the_other(stage: Stage) -> None:
    one, other = hold(stage, 1) + hold(stage, 1, ELSEWHERE)
    stage.engine.holds.together([other, one])
    assert stage.asked == other


def test_without_a_record_there_is_no_batch(stage: Stage) -> None:
    hold(stage, FROM + 1)
    stage.journal.room = 0
    stage.reject()
    assert stage.asked == held(stage)[0].request


def test_it_names_the_tasks_and_how_the_like_was_answered(stage: Stage) -> None:
    hold(stage, 1)
    stage.reject()
    for workflow in ("invoices", "", "invoices", "tidying", "invoices", "invoices"):
        stage.agent("helper", workflow).click(DELETE)
        stage.settle()
    stage.reject()
    asked = question(stage)
    assert asked["workflow"] == "invoices, tidying"
    assert asked["like"] == "Of questions like this in the same program you rejected 1."
    assert asked["advice"]["answer"] == "reject"


def test_its_countdown_is_that_of_the_first_to_end_which_ends_alone(stage: Stage) -> None:
    stage.judge.deadline = 60.0
    hold(stage, 1)
    first = hold(stage, 1)
    stage.advance(10)
    hold(stage, FROM)
    stage.reject()
    asked = question(stage)
    assert (asked["count"], asked["extends"]) == (FROM + 1, True)
    assert 45 < asked["deadline_s"] < 50
    assert stage.ui.all("time")[-1]["id"] == asked["id"]
    stage.advance(50)
    assert first[0] not in [way.request for way in held(stage)]
    assert stage.asked == asked["id"], "the others are asked about further"
    assert 0 < stage.ui.all("time")[-1]["left_s"] <= 11
    stage.advance(12)
    assert held(stage) == []
    assert presses(stage) == 0


def test_more_time_is_for_all_of_them(stage: Stage) -> None:
    stage.judge.deadline = 60.0
    hold(stage, FROM + 1)
    stage.reject()
    assert stage.asked is not None
    stage.engine.holds.more_time(stage.asked)
    stage.advance(70)
    assert len(held(stage)) == FROM
    stage.approve()
    assert presses(stage) == FROM


@pytest.mark.parametrize("fallback", [Fallback.ESCALATE, Fallback.QUEUE])
def test_what_waits_on_after_its_time_stands_for_itself(stage: Stage, fallback: Fallback) -> None:
    stage.judge.deadline, stage.judge.fallback = 60.0, fallback
    hold(stage, FROM + 1)
    stage.reject()
    assert stage.asked == held(stage)[0].request


def test_the_list_is_told_which_ones_are_asked_about_together(stage: Stage) -> None:
    requests = hold(stage, FROM + 1)
    stage.engine.holds.listed.open()
    assert stage.ui.all("held")[-1]["members"] == []
    stage.engine.holds.listed.taken()
    stage.engine.holds.together(requests[1:3])
    stage.settle()
    assert (stage.ui.all("held")[-1]["asked"], stage.ui.all("held")[-1]["members"]) == (stage.asked, requests[1:3])
