"""When a person who is not looking is told: once, when nobody is there, and never while the screen is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app.noticing import AWAY_S, HIDDEN_S, Noticing
from supervisor.core.assessment import Verdict
from tests.support.playbook import DELETE, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping


class Watched:
    """A stage on which somebody watches what is asked."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.stage.rule(Verdict.ASK, lambda _, context: context.element is not None)
        self.noticing = Noticing(self.stage.engine)
        self.noticing.start()

    def ask(self, *, shown: bool = True) -> None:
        self.stage.agent().click(DELETE)
        self.stage.settle()
        if shown and self.stage.asked:
            self.noticing.shown(self.stage.asked)

    def told(self) -> list[Mapping[str, Any]]:
        return self.stage.ui.all("notice")


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_a_question_that_waits_while_nobody_is_there_is_told_of_once(watched: Watched) -> None:
    watched.ask()
    watched.stage.advance(AWAY_S - 2)
    assert watched.told() == []
    watched.stage.advance(500)
    (told,) = watched.told()
    assert (told["kind"], told["id"]) == ("waiting", watched.stage.asked)
    assert told["says"] == watched.stage.ui.all("request")[-1]["sentence"]


def test_whoever_is_there_needs_no_notification(watched: Watched) -> None:
    watched.ask()
    for _ in range(10):
        watched.stage.advance(AWAY_S - 2)
        watched.stage.person()
    assert watched.told() == []
    watched.stage.advance(AWAY_S + 2)
    assert len(watched.told()) == 1


def test_a_question_that_does_not_come_on_the_screen_is_told_of_whoever_is_there(watched: Watched) -> None:
    watched.ask(shown=False)
    watched.stage.advance(HIDDEN_S - 1)
    watched.stage.person()
    assert watched.told() == []
    watched.stage.advance(2)
    assert [told["kind"] for told in watched.told()] == ["waiting"]


def test_nothing_is_told_while_the_screen_is_locked(watched: Watched) -> None:
    watched.ask()
    watched.stage.engine.lock("test")
    watched.stage.advance(500)
    assert watched.told() == []
    watched.stage.engine.unlock()
    watched.stage.advance(2)
    assert watched.told() == []


def test_what_is_answered_is_not_told_of(watched: Watched) -> None:
    watched.ask()
    watched.stage.reject()
    watched.stage.advance(500)
    assert watched.told() == []


def test_time_that_is_over_is_told_of(watched: Watched) -> None:
    watched.stage.judge.deadline = 2.0
    watched.ask()
    watched.stage.advance(3)
    assert [told["kind"] for told in watched.told()] == ["late"]


def test_that_nobody_hears_the_person_is_told_of(watched: Watched) -> None:
    watched.noticing.human_lost()
    (told,) = watched.told()
    assert told["kind"] == "stopped"
    assert "not heard any more" in told["says"]


@pytest.mark.parametrize(
    ("how", "count"),
    [
        *((how, 0) for how in ("chord", "escape", "press", "command", "tray")),
        *((how, 1) for how in ("bypass", "human-failed", "service-lost", "None")),
    ],
)
def test_a_stop_that_nobody_meant_is_told_of(watched: Watched, how: str, count: int) -> None:
    watched.noticing.stopped(how)
    assert [told["kind"] for told in watched.told()] == ["stopped"] * count
