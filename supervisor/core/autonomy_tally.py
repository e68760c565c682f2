"""The figures of a record, row by row: what came of each action, added up by day and key.

Rows may be taken in as they come, in any number of sittings: what an action still lacks is kept until it ends.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from supervisor.core.assessment import Category, Tier, Verdict
from supervisor.core.autonomy_figures import BUCKETS, Figures, Key, Ledger, Result
from supervisor.core.record import Event

if TYPE_CHECKING:
    from supervisor.core.record import Record

DAY_NS = 86_400 * 10**9
MOST_OPEN = 10_000
"""Actions that have not ended; of more the oldest are forgotten: their process died with them."""
FORMAT = 1
"""Version of `Tally.data`."""
_MOTION = frozenset({"move", "scroll"})
"""Nobody counts these as actions of an agent."""


class Group(StrEnum):
    """By what figures stand apart."""

    ALL = "all"
    AGENT = "agent"
    CATEGORY = "category"
    APP = "app"
    TIER = "tier"
    DAY = "day"


@dataclass(slots=True)
class Open:
    """An action that has not ended."""

    key: Key
    asked: bool = False
    answer: str = ""
    """`approve`, `reject` or `modify`; empty while there is none."""
    decision_ms: float | None = None


@dataclass(slots=True)
class Tally:
    """Figures by day, and what is open."""

    days: dict[int, Ledger] = field(default_factory=dict)
    """By the day since 1970, UTC."""
    open: dict[str, Open] = field(default_factory=dict)
    """By the action's id."""
    refused: int = 0
    """Actions that a rule refused, so that nobody was asked and nothing happened."""

    def take(self, record: Record) -> None:
        """Take in one row; rows that say nothing of an action change nothing."""
        if record.event == Event.DECIDED:
            self._decided(record)
        elif record.event == Event.APPROVAL_REQUESTED:
            one = self.open.get(_id(record.action))
            if one is not None:
                one.asked = True
        elif record.event == Event.ANSWERED:
            self._answered(record)
        elif record.event == Event.OUTCOME and isinstance(record.outcome, dict):
            self._ended(record, record.outcome)

    def _decided(self, record: Record) -> None:
        action, said = record.action or {}, record.assessment or {}
        if action.get("kind") in _MOTION:
            return
        try:
            key = Key(
                str(record.agent or ""),
                Category(said["category"]),
                _app(action, record.context),
                Tier(said["tier"]),
            )
        except (KeyError, ValueError):
            return
        before = self.open.get(_id(action))
        self.open[_id(action)] = (
            Open(key) if before is None else Open(key, before.asked, before.answer, before.decision_ms)
        )
        if len(self.open) > MOST_OPEN:
            del self.open[next(iter(self.open))]

    def _answered(self, record: Record) -> None:
        one = self.open.get(_id(record.action))
        if one is None or not isinstance(record.outcome, dict):
            return
        answer = str(record.outcome.get("answer"))
        # Who changed what was proposed has said something else than yes to it.
        one.answer = one.answer if one.answer == "modify" and answer == "approve" else answer
        latency_ms = (record.approval or {}).get("latency_ms")
        one.decision_ms = float(latency_ms) if isinstance(latency_ms, int) else None

    def _ended(self, record: Record, outcome: dict[str, Any]) -> None:
        one = self.open.pop(str(outcome.get("action_id")), None)
        if one is None:
            return
        if one.asked:
            result = _ANSWERED.get(one.answer, Result.EXPIRED)
        elif (record.decision or {}).get("verdict") == Verdict.DENY:
            self.refused += 1
            return
        else:
            result = Result.PASSED
        day = self.days.setdefault(record.time_ns // DAY_NS, Ledger())
        day.count(one.key, result, one.decision_ms if one.asked else None)

    def grouped(self, by: Group, first_day: int = 0) -> dict[str, Figures]:
        """Add up all from a day on.

        Args:
            by: What stands apart.
            first_day: The day since 1970, UTC.

        Returns:
            The figures by that, in the order of its names.
        """
        found: dict[str, Figures] = {}
        for day, ledger in self.days.items():
            if day < first_day:
                continue
            for key, figures in ledger.figures.items():
                name = date_of(day) if by is Group.DAY else "all" if by is Group.ALL else str(getattr(key, by.value))
                found[name] = found.get(name, Figures()) + figures
        return dict(sorted(found.items()))

    # -- kept between sittings

    def data(self) -> dict[str, Any]:
        """Give all of it as plain JSON."""
        return {
            "format": FORMAT,
            "refused": self.refused,
            "days": [
                [day, *_of_key(key), list(figures.counts), _sparse(figures.times)]
                for day, ledger in sorted(self.days.items())
                for key, figures in ledger.figures.items()
            ],
            "open": [
                [name, *_of_key(one.key), one.asked, one.answer, one.decision_ms] for name, one in self.open.items()
            ],
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> Tally:
        """Read what `data` gave.

        Raises:
            ValueError: it is of another version, or none of ours.
        """
        try:
            if data["format"] != FORMAT:
                raise ValueError("another version")
            tally = cls(refused=int(data["refused"]))
            for day, agent, category, app, tier, counts, times in data["days"]:
                figures = Figures(tuple(map(int, counts)), _dense(times))
                if len(figures.counts) != len(Result):
                    raise ValueError("another version")
                ledger = tally.days.setdefault(int(day), Ledger())
                ledger.figures[Key(agent, Category(category), app, Tier(tier))] = figures
            for name, agent, category, app, tier, asked, answer, decision_ms in data["open"]:
                key = Key(agent, Category(category), app, Tier(tier))
                tally.open[str(name)] = Open(key, bool(asked), str(answer), decision_ms)
        except (KeyError, TypeError, IndexError) as e:
            raise ValueError("this is no tally") from e
        return tally


def date_of(day: int) -> str:
    """Give the date of a day since 1970, e.g. `2026-11-21`."""
    return (dt.date(1970, 1, 1) + dt.timedelta(days=day)).isoformat()


_ANSWERED = {"approve": Result.APPROVED, "reject": Result.REJECTED, "modify": Result.MODIFIED}


def _id(action: dict[str, Any] | None) -> str:
    return str((action or {}).get("id"))


def _app(action: dict[str, Any], context: dict[str, Any] | None) -> str:
    tool = action.get("tool")
    if isinstance(tool, dict):
        return f"tool:{tool.get('server', '')}"
    window = (context or {}).get("window")
    return str(window.get("executable") or window.get("app") or "") if isinstance(window, dict) else ""


def _of_key(key: Key) -> tuple[str, str, str, str]:
    return key.agent, key.category.value, key.app, key.tier.value


def _sparse(times: tuple[int, ...]) -> list[list[int]]:
    return [[place, count] for place, count in enumerate(times) if count]


def _dense(sparse: list[list[int]]) -> tuple[int, ...]:
    times = [0] * BUCKETS
    for place, count in sparse:
        times[place] = int(count)
    return tuple(times)
