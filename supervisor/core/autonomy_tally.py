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
from supervisor.core.lifecycle import MADE, State
from supervisor.core.record import Event
from supervisor.core.review import Mark, Queue, gravity, is_drawn, is_unsure, odds_of
from supervisor.core.undo import ORIGIN

if TYPE_CHECKING:
    from supervisor.core.record import Record

DAY_NS = 86_400 * 10**9
LAST_DAY = 2_932_896
"""The last one that has a date, in the year 9999; a clock that says more is wrong."""
_LONGEST_MS = 10**12
MOST_OPEN = 10_000
"""Actions that have not ended; of more the oldest are forgotten: their process died with them."""
FORMAT = 5
"""Version of `Tally.data`, and of what counts."""
MOTION = frozenset({"move", "scroll"})
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
    unsure: bool = False
    """The agent said that it is not sure enough."""
    drawn: tuple[int, float] | None = None
    """Number of the row that decided it and how grave it is, to be gone through when it passes; None when it was not
    drawn."""


@dataclass(slots=True)
class Tally:
    """Figures by day, what is open, and what waits to be gone through."""

    days: dict[int, Ledger] = field(default_factory=dict)
    """By the day since 1970, UTC."""
    open: dict[str, Open] = field(default_factory=dict)
    """By the action's id."""
    refused: int = 0
    """Actions that a rule refused, so that nobody was asked and nothing happened."""
    review: Queue = field(default_factory=Queue)
    tests: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By the day, how many test questions were answered by a yes, and how many by a no; in no other figure."""

    def take(self, record: Record) -> None:
        """Take in one row; rows that say nothing of an action change nothing."""
        if record.event == Event.DECIDED:
            self._decided(record)
        elif record.event == Event.APPROVAL_REQUESTED:
            one = self.open.get(record.action_id)
            if one is not None:
                one.asked = True
        elif record.event == Event.ANSWERED:
            self._answered(record)
        elif record.event == Event.OUTCOME and isinstance(record.outcome, dict):
            self._ended(record, record.outcome)
        elif record.event == Event.REVIEWED and isinstance(record.outcome, dict):
            self._reviewed(record, record.outcome)
        elif record.event in (Event.CANARY_MISSED, Event.CANARY_NOTICED):
            missed, noticed = self.tests.get(day := _day_of(record), (0, 0))
            was_missed = record.event == Event.CANARY_MISSED
            self.tests[day] = (missed + was_missed, noticed + (not was_missed))
        elif record.event in (Event.SUPERVISOR_STARTED, Event.AGENT_STARTED):
            # What has not ended by then never will: another action may have its id.
            self.open = {name: one for name, one in self.open.items() if not record.begins_anew(one.key.agent)}

    def _decided(self, record: Record) -> None:
        action, said = record.action or {}, record.assessment or {}
        if str(action.get("kind")) in MOTION or action.get("origin") == ORIGIN:
            # What a person ordered to be taken back is no agent's doing.
            return
        try:
            key = Key(
                str(record.agent or ""),
                Category(said["category"]),
                app_of(record),
                Tier(said["tier"]),
            )
        except (KeyError, ValueError):
            return
        before, odds = self.open.get(record.action_id), odds_of(record)
        one = self.open[record.action_id] = Open(key, unsure=is_unsure(record))
        one.drawn = (record.seq, gravity(key.tier, odds)) if is_drawn(record, odds) else None
        if before is not None:
            one.asked, one.answer, one.decision_ms = before.asked, before.answer, before.decision_ms
        if len(self.open) > MOST_OPEN:
            del self.open[next(iter(self.open))]

    def _answered(self, record: Record) -> None:
        one = self.open.get(record.action_id)
        if one is None or not isinstance(record.outcome, dict):
            return
        answer = str(record.outcome.get("answer"))
        # Who changed what was proposed has said something else than yes to it.
        one.answer = one.answer if one.answer == "modify" and answer == "approve" else answer
        latency_ms = (record.approval or {}).get("latency_ms")
        one.decision_ms = min(float(_LONGEST_MS), latency_ms) if isinstance(latency_ms, int) else None

    def _ended(self, record: Record, outcome: dict[str, Any]) -> None:
        one, ended = self.open.pop(str(outcome.get("action_id")), None), outcome.get("result")
        if one is None:
            return
        if one.asked:
            result = _ANSWERED.get(one.answer, Result.EXPIRED)
        elif (record.decision or {}).get("verdict") == Verdict.DENY and ended != State.PARTLY:
            self.refused += 1
            return
        else:
            result = Result.PASSED
            if one.drawn is not None and ended in MADE:
                self.review.passed(*one.drawn)
        self._day(record).count(one.key, result, one.decision_ms if one.asked else None, unsure=one.unsure)

    def _reviewed(self, record: Record, outcome: dict[str, Any]) -> None:
        mark = self.review.marked(outcome)
        if mark is None:
            return
        try:
            app, category, tier = str(outcome["app"]), Category(outcome["category"]), Tier(outcome["tier"])
        except (KeyError, ValueError):
            return
        key = Key(str(record.agent or ""), category, app, tier)
        self._day(record).count(key, Result.FOUND_RIGHT if mark is Mark.RIGHT else Result.FOUND_WRONG)

    def _day(self, record: Record) -> Ledger:
        return self.days.setdefault(_day_of(record), Ledger())

    def tested(self, first_day: int = 0) -> tuple[int, int]:
        """Give how many test questions were answered by a yes, and how many by a no, from a day on."""
        found = [counts for day, counts in self.tests.items() if day >= first_day]
        return sum(missed for missed, _ in found), sum(noticed for _, noticed in found)

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
                [day, *_of_key(key), list(figures.counts), _sparse(figures.times), figures.unsure]
                for day, ledger in sorted(self.days.items())
                for key, figures in ledger.figures.items()
            ],
            "open": [
                [name, *_of_key(one.key), one.asked, one.answer, one.decision_ms, one.unsure, one.drawn]
                for name, one in self.open.items()
            ],
            "review": self.review.data(),
            "tests": [[day, *counts] for day, counts in sorted(self.tests.items())],
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
            tally = cls(refused=int(data["refused"]), review=Queue.of(data["review"]))
            for day, agent, category, app, tier, counts, times, unsure in data["days"]:
                figures = Figures(tuple(map(int, counts)), _dense(times), int(unsure))
                if len(figures.counts) != len(Result) or not 0 <= day <= LAST_DAY:
                    raise ValueError("another version")
                ledger = tally.days.setdefault(int(day), Ledger())
                ledger.figures[Key(str(agent), Category(category), str(app), Tier(tier))] = figures
            for name, agent, category, app, tier, asked, answer, decision_ms, unsure, drawn in data["open"]:
                key = Key(str(agent), Category(category), str(app), Tier(tier))
                lot = (int(drawn[0]), float(drawn[1])) if drawn is not None else None
                time_ms = float(decision_ms) if decision_ms is not None else None
                tally.open[str(name)] = Open(key, bool(asked), str(answer), time_ms, bool(unsure), lot)
            tally.tests = {int(day): (int(missed), int(noticed)) for day, missed, noticed in data["tests"]}
        except (KeyError, TypeError, IndexError, OverflowError) as e:
            raise ValueError("this is no tally") from e
        return tally


def _day_of(record: Record) -> int:
    return min(max(record.time_ns // DAY_NS, 0), LAST_DAY)


def date_of(day: int) -> str:
    """Give the date of a day since 1970, e.g. `2026-11-21`."""
    return (dt.date(1970, 1, 1) + dt.timedelta(days=day)).isoformat()


_ANSWERED = {"approve": Result.APPROVED, "reject": Result.REJECTED, "modify": Result.MODIFIED}


def app_of(record: Record) -> str:
    """Give by what name a program's figures are kept: its file, its class, or `tool:` and a server."""
    tool = (record.action or {}).get("tool")
    if isinstance(tool, dict):
        return f"tool:{tool.get('server', '')}"
    window = (record.context or {}).get("window")
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
