from __future__ import annotations

import pytest

from supervisor.app.leveling import LevelError
from supervisor.app.staging import WORDS, WantedStage, learning_word, want_stage, wanted_stage
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_stages import Stage
from tests.support.levels_at_work import stage_with


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ({"stage": "launch", "agent": "bot"}, WantedStage(Scope("bot"), Stage.LAUNCH)),
        ({"stage": "mature", "workflow": "tidy"}, WantedStage(Scope(workflow="tidy"), Stage.MATURE)),
        ({"stage": "back", "agent": "bot", "workflow": "tidy"}, WantedStage(Scope("bot", "tidy"), None)),
        ({"stage": "leave", "agent": "bot"}, WantedStage(Scope("bot"), None, whole=True)),
    ],
)
def test_what_is_wanted_is_read(message: dict[str, object], wanted: WantedStage) -> None:
    assert wanted_stage(message) == wanted


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"stage": "launch"}, "a stage is an agent's or a workflow's: name it with `--agent` or `--workflow`"),
        ({"stage": "launch", "agent": "", "workflow": None}, "a stage is an agent's"),
        ({"agent": "bot"}, "`` is no stage: use one of launch, early-production, mature, optimised, back, leave"),
        ({"stage": "ripe" * 1000, "agent": "bot"}, "is no stage"),
    ],
)
def test_what_cannot_be_read_has_its_sentence(message: dict[str, object], words: str) -> None:
    with pytest.raises(LevelError, match=words) as caught:
        wanted_stage(message)
    assert len(str(caught.value)) < 500
    assert want_stage(stage_with().engine.levels.stages, message, "command") == str(caught.value)


def test_what_is_wanted_is_done() -> None:
    stages = stage_with().engine.levels.stages
    assert want_stage(stages, {"stage": "back", "agent": "bot"}, "command") == "nothing to do"
    assert want_stage(stages, {"stage": "launch", "agent": "bot"}, "tray") == "set: stage launch for agent bot"
    says = want_stage(stages, {"stage": "leave", "agent": "bot"}, "command")
    assert says == "asked: a person must confirm it at the screen"
    assert len(WORDS) == len(Stage) + 2


def test_a_line_of_the_tray_has_an_agent_learn() -> None:
    assert learning_word("stop") is None
    word = learning_word("stage-learn:a:b")
    assert word is not None
    assert wanted_stage(word) == WantedStage(Scope(agent="a:b"), Stage.LAUNCH)
