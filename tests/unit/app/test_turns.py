from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from supervisor.app.turns import STEPS, Turns
from supervisor.audit.storage import RecordError
from tests.support.simulators import SimulatedLoop

if TYPE_CHECKING:
    from collections.abc import Generator


def work(steps: int, done: list[int], *, fails: bool = False) -> Generator[None, None, int]:
    for number in range(steps):
        done.append(number)
        yield
    if fails:
        raise RecordError("it cannot be read")
    return steps


class Rig:
    def __init__(self) -> None:
        self.loop = SimulatedLoop()
        self.turns = Turns(self.loop)
        self.found: list[int] = []
        self.said: list[str] = []

    def do(self, steps: int, done: list[int], *, fails: bool = False) -> None:
        self.turns.do(work(steps, done, fails=fails), self.found.append, self.said.append)


def test_no_turn_of_the_loop_has_more_than_its_steps() -> None:
    rig, done = Rig(), list[int]()
    rig.do(10 * STEPS, done)
    beats: list[int] = []

    def beat() -> None:
        beats.append(len(done))
        if not rig.found:
            rig.loop.after(0, beat)

    beat()
    rig.loop.advance(0)
    most = max(later - earlier for earlier, later in pairwise(beats))
    assert rig.found == [10 * STEPS]
    assert most == STEPS


def test_one_work_follows_the_other_also_when_one_fails() -> None:
    rig, done = Rig(), list[int]()
    rig.do(3, done, fails=True)
    rig.do(2 * STEPS, done)
    rig.loop.advance(0)
    assert (rig.found, rig.said) == ([2 * STEPS], ["it cannot be read"])
    rig.do(1, done)
    rig.loop.advance(0)
    assert rig.found == [2 * STEPS, 1]


def test_too_much_at_once_is_said_and_not_kept() -> None:
    rig, done = Rig(), list[int]()
    for _ in range(100):
        rig.do(1, done)
    rig.loop.advance(0)
    assert len(rig.found) == 64
    assert rig.said == ["too much is being looked up: try again in a moment"] * 36
