"""Who is on the way through the stages, as the service tells it: packets to checked values, and the words for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from supervisor.core.autonomy_stages import Stage
from supervisor.ui.translation import translate

_MAX_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody is, and what the answers show."""

    scope: str
    """Who, in words."""
    stage: Stage
    agent: str = ""
    """Name of the agent whose path it is, whatever it does; empty where it is a workflow's."""
    answers: int = 0
    """How many count."""
    wanted: int | None = None
    """How many it takes in all; None at the last stage."""
    bound: float = 0.0
    """Lower bound on how often a person is for it, 0 to 1."""
    rate: float = 1.0
    """What that has to reach."""


def parse_progress(told: dict[str, Any]) -> Progress:
    """Read one entry of `stages`.

    Raises:
        KeyError: a field is missing.
        TypeError: one is of the wrong kind.
        ValueError: there is no such stage, or a number is none.
    """
    wanted = told["wanted"]
    return Progress(
        str(told["for"])[:_MAX_WORDS],
        Stage(told["stage"]),
        str(told["agent"])[:_MAX_WORDS] if not told["workflow"] else "",
        _count(told["answers"]),
        _count(wanted) if wanted is not None else None,
        _share(told["bound"]),
        _share(told["rate"]),
    )


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return max(0, value)


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


def stage_name(stage: Stage) -> str:
    """Give the name of a stage."""
    return {
        Stage.LAUNCH: translate("ui", "Launch"),
        Stage.EARLY_PRODUCTION: translate("ui", "Early production"),
        Stage.MATURE: translate("ui", "Mature"),
        Stage.OPTIMISED: translate("ui", "Optimised"),
    }[stage]


def progress_line(progress: Progress, whom: str) -> str:
    """Say where somebody is and how far the answers have come.

    Args:
        progress: Where.
        whom: Who, as it is to stand there.
    """
    name = stage_name(progress.stage)
    if progress.wanted is None:
        return translate("ui", "{whom}: {stage}").format(whom=whom, stage=name)
    words = translate("ui", "{whom}: {stage}, {answers} of {wanted} answers, lower bound {bound} of {rate}")
    return words.format(
        whom=whom,
        stage=name,
        answers=progress.answers,
        wanted=progress.wanted,
        bound=f"{progress.bound:.2f}",
        rate=f"{progress.rate:.2f}",
    )
