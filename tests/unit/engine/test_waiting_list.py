from __future__ import annotations

import json
from typing import Any

import pytest

from supervisor.core.assessment import Verdict
from supervisor.engine.waiting_list import GATHER_S, PAGE_BYTES, WaitingList
from tests.support.playbook import Stage, move, press

ROW = {"sentence": "click “Delete” in docs", "agent": "helper", "tier": "high_risk", "category": "files"}


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def listed(stage: Stage) -> WaitingList:
    return WaitingList(stage.engine.parts)


def told(stage: Stage) -> list[dict[str, Any]]:
    return [dict(message) for message in stage.ui.all("held")]


def test_nothing_is_told_while_the_window_is_shut(stage: Stage, listed: WaitingList) -> None:
    listed.add("r1", ROW)
    stage.advance(5)
    assert told(stage) == []


def test_opened_it_is_told_what_waits_and_for_how_long(stage: Stage, listed: WaitingList) -> None:
    listed.add("r1", ROW)
    listed.ask("r1")
    stage.advance(90)
    listed.open()
    assert told(stage) == [
        {
            "t": "held",
            "fresh": True,
            "rows": [ROW | {"id": "r1", "age_s": 90.0}],
            "gone": [],
            "asked": "r1",
            "members": [],
        }
    ]


def test_then_it_is_told_what_comes_goes_and_is_asked(stage: Stage, listed: WaitingList) -> None:
    listed.add("r1", ROW)
    listed.open()
    listed.taken()
    listed.add("r2", ROW)
    listed.drop("r1")
    listed.ask("r2")
    stage.advance(GATHER_S)
    news = told(stage)[-1]
    assert ([row["id"] for row in news["rows"]], news["gone"], news["asked"]) == (["r2"], ["r1"], "r2")
    assert news["fresh"] is False


def test_what_came_and_went_between_two_tellings_is_not_told(stage: Stage, listed: WaitingList) -> None:
    listed.open()
    listed.taken()
    listed.add("r1", ROW)
    listed.drop("r1")
    listed.drop("r9")
    stage.advance(GATHER_S)
    assert (told(stage)[-1]["rows"], told(stage)[-1]["gone"]) == ([], [])


def test_a_thousand_come_in_pages_one_at_a_time_each_of_which_fits_a_packet(
    stage: Stage, listed: WaitingList
) -> None:
    for number in range(1000):
        listed.add(f"r{number}", ROW | {"sentence": "😀" * 5000 if number % 50 == 0 else "click"})
    listed.open()
    stage.advance(5)
    assert len(told(stage)) == 1, "the next page waits until this one is taken"
    while not stage.loop.calls > 10_000 and sum(len(page["rows"]) for page in told(stage)) < 1000:
        listed.taken()
    assert [row["id"] for page in told(stage) for row in page["rows"]] == [f"r{number}" for number in range(1000)]
    assert all(len(json.dumps(page)) < PAGE_BYTES + 2_000 for page in told(stage))
    count = len(told(stage))
    listed.taken()
    assert len(told(stage)) == count, "all of it is told"


def test_shut_it_is_told_nothing_and_opened_again_everything(stage: Stage, listed: WaitingList) -> None:
    listed.open()
    listed.taken()
    listed.add("r1", ROW)
    listed.shut()
    listed.add("r2", ROW)
    stage.advance(5)
    assert len(told(stage)) == 1
    listed.open()
    assert [row["id"] for row in told(stage)[-1]["rows"]] == ["r1", "r2"]


def test_what_is_held_is_on_the_list_until_it_is_answered(stage: Stage) -> None:
    stage.rule(Verdict.ASK, lambda _action, context: context.element is not None)
    agent = stage.agent(workflow="invoices")
    agent.does(move(50, 50), press())
    stage.settle()
    holds = stage.engine.holds
    holds.listed.open()
    (row,) = told(stage)[-1]["rows"]
    assert (row["id"], row["agent"], row["workflow"], row["tier"]) == ("r1", "agent", "invoices", "reversible")
    assert (row["sentence"], row["rule"], row["category"]) == ("reversible: click Delete", "test-ask", "other")
    assert told(stage)[-1]["asked"] == "r1"
    holds.listed.taken()
    stage.reject()
    stage.settle()
    assert (told(stage)[-1]["gone"], told(stage)[-1]["asked"]) == (["r1"], "")


def test_a_new_ui_has_no_window_open(stage: Stage) -> None:
    stage.engine.holds.listed.open()
    stage.ui_dies()
    stage.ui_comes()
    assert not stage.engine.holds.listed.opened
