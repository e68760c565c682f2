"""Our windows step aside for as long as any approved action needs it, and for none that was aimed at them."""

from __future__ import annotations

import pytest

from supervisor.core.action import Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Context, Window
from supervisor.engine.stepping_aside import SteppingAside
from supervisor.engine.way import Way
from tests.support.playbook import DELETE, Stage

OURS, THEIRS = Window(0x900, "ours", rect=Rect(0, 0, 9, 9)), Window(0x901, "theirs")


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None)
    made.desktop.ours = {OURS.id}
    return made


def ways(stage: Stage, count: int) -> list[Way]:
    for _ in range(count):
        stage.agent("a").click(DELETE)
        stage.settle()
    return [item for item in stage.engine.holds.waiting if isinstance(item, Way)]


def test_they_come_back_with_the_last_that_needed_it(stage: Stage) -> None:
    aside, (one, other) = SteppingAside(stage.engine.parts), ways(stage, 2)
    for way in (one, other, one):
        aside.begin(way)
    aside.end(one)
    assert [said["away"] for said in stage.ui.all("aside")] == [True, True]
    aside.end(other)
    aside.end(other)
    assert [said["away"] for said in stage.ui.all("aside")] == [True, True, False]


def test_it_is_needed_only_where_another_window_was_asked_about(stage: Stage) -> None:
    aside, (way,) = SteppingAside(stage.engine.parts), ways(stage, 1)
    assert aside.is_needed(way, Context(OURS))
    assert not aside.is_needed(way, Context(THEIRS))
    assert not aside.is_needed(way, Context())
    way.context = Context(OURS)
    assert not aside.is_needed(way, Context(OURS))
