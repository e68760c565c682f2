"""Approvals at random: agents, a person's hand, a ui, time and mishaps in any order.

    python -m tests.fuzz.approvals --sequences 1000000 [--seed N]

The engine, and what counts the person's gestures in `human`, are the real ones; around them everything is simulated.
Messages from the hand arrive late. Each sequence ends by a stop or by a person who answers all there is.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import logging
import platform
import random
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unittest import mock

from supervisor.core.lifecycle import TABLE, Happening, State, follow
from tests.fuzz.approval_rules import check
from tests.fuzz.approval_run import Run, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEPS: tuple[tuple[str, int], ...] = (
    *(("agent", 30), ("time", 25), ("mail", 16), ("chord", 14), ("press", 18), ("yes", 14), ("half", 6)),
    *(("written", 2), ("rewrite", 4), ("choice", 3), ("ui", 3), ("covered", 2), ("gate", 3), ("lock", 2)),
    *(("window", 3), ("disk", 2), ("client", 2), ("rules", 4), ("deadline", 5), ("question", 3), ("order", 2)),
    *(("hand", 4), ("revoke", 1), ("stop", 2)),
)
_NAMES, _WEIGHTS = zip(*_STEPS, strict=True)
LONGEST = 24


@dataclass
class Tally:
    """What a run came to."""

    sequences: int = 0
    steps: int = 0
    ends: collections.Counter[str] = field(default_factory=collections.Counter)
    """How the actions ended."""
    pairs: collections.Counter[tuple[State, Happening]] = field(default_factory=collections.Counter)
    """Which cells of the table were gone through."""
    two: int = 0
    """Approvals by two gestures."""

    @property
    def missed(self) -> list[str]:
        """The cells of the table that were not."""
        cells = {(state, happening) for state, row in TABLE.items() for happening in row}
        return sorted(f"{state}: {happening}" for state, happening in cells - self.pairs.keys())


def drawn(seed: int) -> tuple[list[Step], bool]:
    """Draw a sequence, and whether it ends by a stop."""
    chance = random.Random(seed)  # noqa: S311 - it has to be the same again
    names = chance.choices(_NAMES, _WEIGHTS, k=chance.randint(1, LONGEST))
    return [(name, chance.randrange(1 << 16)) for name in names], chance.random() < 0.4


def play(steps: list[Step], *, by_stop: bool) -> Run:
    """Play a sequence to its end and hold what came of it against the rules.

    Raises:
        AssertionError: one of them was broken.
    """
    run = Run()
    for step in steps:
        run.make(step)
    run.end(by_stop=by_stop)
    check(run.stage.log, run.gestures, whole=not run.stage.failures)
    return run


def shortest(steps: list[Step], *, by_stop: bool) -> list[Step]:
    """Leave out of a sequence that fails what it fails without."""
    place = 0
    while place < len(steps):
        fewer = steps[:place] + steps[place + 1 :]
        try:
            play(fewer, by_stop=by_stop)
        except Exception:  # noqa: BLE001 - whatever fails, it still fails
            steps = fewer
        else:
            place += 1
    return steps


def seeds(first: int, count: int) -> Iterator[int]:
    yield from range(first, first + count)


def fuzz(sequences: int, seed: int, say: Callable[[int], None] = lambda _done: None) -> Tally:
    """Play so many sequences.

    Raises:
        AssertionError: one failed, with the shortest sequence that does.
    """
    tally = Tally()

    def counted(state: State, happening: Happening) -> State:
        after = follow(state, happening)
        tally.pairs[state, happening] += 1
        return after

    with (
        mock.patch("supervisor.engine.way.follow", counted),
        mock.patch("supervisor.engine.changing.follow", counted),
    ):
        for number in seeds(seed, sequences):
            steps, by_stop = drawn(number)
            try:
                run = play(steps, by_stop=by_stop)
            except Exception as e:
                short = shortest(steps, by_stop=by_stop)
                raise AssertionError(f"seed {number}: {e!r}: {short}, by_stop={by_stop}") from e
            tally.sequences += 1
            tally.steps += len(steps)
            tally.ends.update(result for result, _rule in run.stage.outcomes())
            rows = run.stage.rows("answered")
            tally.two += sum(1 for row in rows if row["approval"] is not None and "then" in row["approval"].gesture)
            if tally.sequences % 10_000 == 0:
                say(tally.sequences)
    return tally


def _say(done: int) -> None:
    sys.stderr.write(f"{done}\n")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--sequences", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=dt.datetime.now(tz=dt.UTC).toordinal())
    given = options.parse_args()
    logging.disable()  # disks are full on purpose
    began = time.monotonic()
    tally = fuzz(given.sequences, given.seed * 10_000_000, _say)
    ends = ", ".join(f"{count} {name}" for name, count in sorted(tally.ends.items()))
    sys.stdout.write(
        f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, Python {platform.python_version()}, seed {given.seed}: "
        f"{tally.sequences} sequences of {tally.steps} events in {time.monotonic() - began:.0f} s; actions: {ends}; "
        f"{tally.two} approved by two gestures; not gone through: {', '.join(tally.missed) or 'nothing'}\n"
    )


if __name__ == "__main__":
    main()
