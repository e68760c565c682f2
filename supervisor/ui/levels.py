"""How much is left to the agents, as the service tells it: packets to checked values, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_stages import Stage
from supervisor.ui.stages import Progress, parse_progress
from supervisor.ui.translation import translate

_MAX_WORDS = 2_000
_MAX_ITEMS = 50
_USUAL = Level.APPROVAL_GATES


@dataclass(frozen=True, slots=True)
class LevelDial:
    """What holds for all agents, or for those of one name."""

    agent: str = ""
    """Name of the agent; empty for all."""
    level: Level = _USUAL
    """What holds now."""
    lasting: Level = _USUAL
    """What holds once what is lent is over."""
    highest: Level = _USUAL
    """The policy goes no further."""
    ends_ns: int | None = None
    """When what is lent ends by itself, ns on the clock that goes on in suspend; None when nothing is."""
    lent_here: bool = False
    """It was lent for these very agents, and not for all."""
    why: str = ""
    """Why that level holds, for a person."""
    limited: bool = False
    """A limit for these very agents goes less far than the policy does for others."""

    def left_s(self, now_ns: int) -> int | None:
        """Give for how long what is lent still holds, s; None when nothing is lent."""
        return None if self.ends_ns is None else max(0, -((now_ns - self.ends_ns) // 10**9))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A level or stage that was earned; a person takes or refuses it."""

    id: str
    what: Level | Stage
    scope: str
    """For whom and what, in words."""
    why: str
    """What speaks for it."""


@dataclass(frozen=True, slots=True)
class Autonomy:
    """All that tray and control show of levels."""

    dials: tuple[LevelDial, ...] = ()
    """The one for all agents first; empty when nothing was told."""
    proposed: tuple[Proposed, ...] = ()
    narrower: int = 0
    """How many levels hold for something narrower beside these."""
    stages: tuple[Progress, ...] = ()
    """Who is on the way through the stages."""

    @property
    def all(self) -> LevelDial | None:
        """The dial for all agents; None when nothing was told."""
        return self.dials[0] if self.dials else None

    @property
    def counts(self) -> bool:
        """True while something is lent, whose time is shown running."""
        return any(dial.ends_ns is not None for dial in self.dials)


def parse_autonomy(told: dict[str, Any]) -> Autonomy:
    """Read what a `state` packet says of levels.

    Raises:
        AttributeError: it is of the wrong kind.
        KeyError: a field is missing.
        TypeError: one is of the wrong kind.
        ValueError: there is no such level.
    """
    return Autonomy(
        tuple(_dial(one) for one in told.get("dials", [])[:_MAX_ITEMS]),
        tuple(_proposed(one) for one in told.get("proposals", [])[:_MAX_ITEMS]),
        max(0, _whole(told.get("narrower", 0))),
        tuple(parse_progress(one) for one in told.get("stages", [])[:_MAX_ITEMS]),
    )


def _dial(told: dict[str, Any]) -> LevelDial:
    ends_ns = told.get("ends_ns")
    return LevelDial(
        str(told["agent"])[:_MAX_WORDS],
        Level(told["level"]),
        Level(told["lasting"]),
        Level(told["highest"]),
        None if ends_ns is None else _whole(ends_ns),
        told.get("lent_here") is True,
        str(told.get("why", ""))[:_MAX_WORDS],
        told.get("limited") is True,
    )


def _proposed(told: dict[str, Any]) -> Proposed:
    name, scope, why = (str(told[key])[:_MAX_WORDS] for key in ("id", "for", "why"))
    return Proposed(name, Stage(told["stage"]) if "stage" in told else Level(told["level"]), scope, why)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def level_name(level: Level) -> str:
    """Give the name of a level."""
    return {
        Level.FULL_OVERSIGHT: translate("ui", "Full oversight"),
        Level.APPROVAL_GATES: translate("ui", "Approval gates"),
        Level.CONFIDENCE_BASED: translate("ui", "Confidence-based"),
        Level.BATCH_REVIEW: translate("ui", "Batch review"),
        Level.EXCEPTION_ONLY: translate("ui", "Exception-only"),
        Level.FULL_AUTONOMY: translate("ui", "Full autonomy"),
    }[level]


def level_line(level: Level) -> str:
    """Give a level with what it means, in one line."""
    means = {
        Level.FULL_OVERSIGHT: translate("ui", "asks before each action"),
        Level.APPROVAL_GATES: translate("ui", "asks where your policy asks"),
        Level.CONFIDENCE_BASED: translate("ui", "asks until your answers have earned it"),
        Level.BATCH_REVIEW: translate("ui", "acts, and you go through all of it afterwards"),
        Level.EXCEPTION_ONLY: translate("ui", "acts, and asks about what is out of the ordinary"),
        Level.FULL_AUTONOMY: translate("ui", "acts, even where nothing can be undone"),
    }[level]
    return translate("ui", "{level}: {what}").format(level=level_name(level), what=means)


def autonomy_line(dial: LevelDial, now_ns: int) -> str:
    """Say which level holds, and of what is lent for how long still."""
    left_s = dial.left_s(now_ns)
    if left_s is None:
        return translate("ui", "Autonomy: {level}").format(level=level_name(dial.level))
    line = translate("ui", "Autonomy: {level}, {time} left")
    return line.format(level=level_name(dial.level), time=counted(left_s))


def brief(autonomy: Autonomy, now_ns: int) -> str:
    """Say it in a word or two; empty where the level for all is the usual one."""
    dial = autonomy.all
    if dial is None or (dial.level is _USUAL and dial.ends_ns is None):
        return ""
    left_s = dial.left_s(now_ns)
    name = level_name(dial.level)
    return name if left_s is None else translate("ui", "{level} {time}").format(level=name, time=counted(left_s))


def counted(left_s: int) -> str:
    """Give a time as it is shown running, e.g. `14:59` or `1:00:00`."""
    minutes, seconds = divmod(left_s, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
