from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_path import Count, Path
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_stages import Stage
from supervisor.core.autonomy_terms import Terms
from supervisor.engine.stage_words import told_stage
from supervisor.ui.stages import Progress, parse_progress, progress_line, stage_name

TERMS = Terms(highest=Level.FULL_AUTONOMY)
TOLD: dict[str, Any] = told_stage(Scope("bot"), Path(Stage.LAUNCH, Count(23)), TERMS)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("scope", [Scope("bot"), Scope("bot", "tidy"), Scope(workflow="tidy")])
def test_what_the_service_tells_is_read(stage: Stage, scope: Scope) -> None:
    progress = parse_progress(told_stage(scope, Path(stage, Count(23)), TERMS))
    assert (progress.stage, progress.scope, progress.answers) == (stage, scope.words, 23)
    assert progress.agent == ("bot" if scope == Scope("bot") else "")
    assert (progress.wanted is None) == (stage is Stage.OPTIMISED)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("stage", "ripe"),
        ("answers", "many"),
        ("answers", True),
        ("wanted", 1.5),
        ("bound", "high"),
        ("bound", float("nan")),
        ("rate", True),
    ],
)
def test_what_is_none_is_refused(key: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        parse_progress(TOLD | {key: value})
    with pytest.raises(KeyError):
        parse_progress({name: one for name, one in TOLD.items() if name != key})


def test_how_far_it_is_in_a_line() -> None:
    line = progress_line(parse_progress(TOLD), "Agent bot")
    assert line == "Agent bot: Launch, 23 of 65 answers, lower bound 0.77 of 0.90"
    assert progress_line(Progress("agent bot", Stage.OPTIMISED), "Bot") == "Bot: Optimised"
    assert len({stage_name(stage) for stage in Stage}) == len(Stage)
