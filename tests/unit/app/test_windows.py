from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.app.changing_settings import ChangingSettings
from supervisor.app.past import Past
from supervisor.app.practice import Practice
from supervisor.app.windows import Review, Windows
from supervisor.core.assessment import Verdict
from tests.support.playbook import Stage, move, press
from tests.unit.app.test_review_pages import PagesRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _action, context: context.element is not None)
    for name in ("a", "b"):
        made.agent(name).does(move(50, 50), press())
        made.settle()
    return made


@pytest.fixture
def windows(stage: Stage, tmp_path: Path) -> Iterator[Windows]:
    past = Past(stage.loop, tmp_path / "record.db", stage.engine.parts.mirror.tell)
    settings = ChangingSettings(stage.engine, tmp_path / "settings.toml")
    review = PagesRig(tmp_path, stage)
    practice = Practice(stage.engine, tmp_path / "welcomed")
    yield Windows(
        stage.engine.holds,
        past,
        practice,
        settings,
        Review(review.pages, review.reviewing, review.showing, stage.engine.telling.presenting),
    )
    review.close()


def test_what_waits_to_be_gone_through_is_told_and_marked(stage: Stage, windows: Windows) -> None:
    windows.take({"t": "review_open"})
    stage.settle()
    assert [packet["rows"] for packet in stage.ui.all("review")] == [[]]
    windows.take({"t": "review_taken"})
    windows.take({"t": "review_mark", "mark": "wrong", "rows": [1], "note": ""})
    stage.settle()
    assert stage.ui.all("review_said")[-1]["says"].startswith("row 1 decided nothing that passed")


def test_settings_are_told_and_changed(stage: Stage, windows: Windows) -> None:
    windows.take({"t": "settings_open"})
    assert stage.ui.all("settings")[-1]["values"]["chords.stop"] == "ctrl+alt+s"
    windows.take({"t": "settings_set", "values": {"chords.stop": "x"}})
    assert "would fire while typing" in stage.ui.all("settings")[-1]["note"]


def test_what_is_practised_is_begun_and_left_by_the_window(stage: Stage, windows: Windows, tmp_path: Path) -> None:
    windows.take({"t": "practice_begin"})
    assert stage.ui.all("practice")[-1]["note"].startswith("An agent is running")
    windows.take({"t": "practice_leave"})
    assert (tmp_path / "welcomed").exists()


def test_the_past_is_told_when_it_is_wanted(stage: Stage, windows: Windows) -> None:
    windows.take({"t": "past_open"})
    stage.settle()
    assert stage.ui.all("past") == [{"t": "past", "fresh": True, "rows": []}]
    windows.take({"t": "past_taken"})
    assert len(stage.ui.all("past")) == 1


def test_the_list_is_told_while_the_window_is_open(stage: Stage, windows: Windows) -> None:
    windows.take({"t": "held_open"})
    assert [row["id"] for row in stage.ui.all("held")[-1]["rows"]] == ["r1", "r2"]
    windows.take({"t": "held_taken"})
    windows.take({"t": "held_shut"})
    stage.reject()
    stage.settle()
    assert len(stage.ui.all("held")) == 1


def test_the_order_is_the_persons_and_answers_nothing(stage: Stage, windows: Windows) -> None:
    windows.take({"t": "prefer", "ids": ["r2", "r1"]})
    assert stage.asked == "r2"
    assert stage.rows("answered") == []


@pytest.mark.parametrize(
    "message",
    [
        {"t": "prefer"},
        {"t": "prefer", "ids": "r2"},
        {"t": "prefer", "ids": [None, {}]},
        {"t": "answer"},
        {"t": "settings_set", "values": []},
        {},
    ],
)
def test_what_makes_no_sense_changes_nothing(stage: Stage, windows: Windows, message: dict[str, object]) -> None:
    windows.take(message)
    assert stage.asked == "r1"
