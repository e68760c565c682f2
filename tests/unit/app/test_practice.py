from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app.practice import Practice
from tests.support.playbook import Stage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    return tmp_path / "welcomed"


@pytest.fixture
def practice(stage: Stage, seen: Path) -> Practice:
    return Practice(stage.engine, seen)


def told(stage: Stage) -> tuple[str, str]:
    """Give the step and the note that the window shows."""
    last = stage.ui.all("practice")[-1]
    return str(last["step"]), str(last["note"])


def question(stage: Stage) -> dict[str, Any]:
    return dict(stage.ui.all("request")[-1])


def test_each_is_done_once_and_it_is_remembered(stage: Stage, practice: Practice, seen: Path) -> None:
    practice.begin()
    assert (told(stage), question(stage)["sentence"]) == (("approve", ""), "Practice: approve this.")
    assert (question(stage)["kind"], question(stage)["practice"]) == ("confirm", True)
    stage.approve()
    assert (told(stage), question(stage)["sentence"]) == (("reject", ""), "Practice: now reject this.")
    stage.reject()
    assert (told(stage), stage.asked) == (("stop", ""), None)
    stage.stop()
    practice.stopped()
    assert told(stage) == ("rearm", "")
    assert not seen.exists()
    stage.rearm()
    practice.rearmed()
    assert told(stage) == ("done", "")
    assert seen.exists()
    answers = [row["outcome"] for row in stage.rows("answered")]
    assert answers == [{"question": "practice", "answer": word} for word in ("approve", "reject")]


def test_the_wrong_answer_is_tried_again(stage: Stage, practice: Practice) -> None:
    practice.begin()
    stage.reject()
    assert told(stage) == ("approve", "That was a no. Try again: approve it.")
    stage.approve()
    stage.approve()
    assert told(stage) == ("reject", "That was a yes. Try again: reject it.")
    assert stage.asked is not None


def test_it_ends_when_an_agent_comes_for_the_stop_is_a_real_one(stage: Stage, practice: Practice) -> None:
    practice.begin()
    stage.agent()
    stage.advance(1)
    assert told(stage) == ("", "An agent is running. Practise when none is, for a stop ends it.")
    assert stage.asked is None
    practice.begin()
    assert told(stage)[0] == ""
    assert stage.asked is None


def test_a_stop_at_another_step_ends_it(stage: Stage, practice: Practice) -> None:
    practice.begin()
    stage.stop()
    practice.stopped()
    assert told(stage)[1].startswith("Everything is stopped")
    practice.begin()
    assert told(stage) == ("", "Everything is stopped. Let agents work again first, then practise.")
    practice.rearmed()
    assert told(stage)[0] == ""


def test_left_it_asks_no_more_and_does_not_come_again_by_itself(stage: Stage, practice: Practice, seen: Path) -> None:
    practice.begin()
    practice.leave()
    assert stage.asked is None
    assert seen.exists()
    practice.first_run()
    assert stage.ui.all("welcome") == []
    stage.advance(5)
    calls = stage.loop.calls
    stage.advance(60)
    assert stage.loop.calls == calls, "nothing is watched any more"


def test_the_first_run_welcomes_as_soon_as_there_is_a_ui(stage: Stage, practice: Practice) -> None:
    stage.ui_dies()
    practice.first_run()
    assert stage.ui.all("welcome") == []
    stage.ui_comes()
    practice.ui_ready()
    practice.ui_ready()
    assert len(stage.ui.all("welcome")) == 1


def test_a_new_ui_is_told_how_far_it_is(stage: Stage, practice: Practice) -> None:
    practice.begin()
    stage.ui_dies()
    stage.ui_comes()
    practice.ui_ready()
    assert told(stage) == ("approve", "")


def test_where_it_cannot_be_remembered_it_comes_again(stage: Stage, tmp_path: Path) -> None:
    practice = Practice(stage.engine, tmp_path / "nowhere" / "welcomed")
    practice.leave()
    practice.first_run()
    assert len(stage.ui.all("welcome")) == 1
