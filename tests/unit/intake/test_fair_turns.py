from __future__ import annotations

from supervisor.intake.fair_turns import LONGEST_NS, FairTurns
from tests.support.simulators import SimulatedLoop


class Speaker:
    """Has so many things to say, each of which takes its time."""

    def __init__(self, loop: SimulatedLoop, name: str, things: int, said: list[str], takes_s: float = 0.003) -> None:
        self._loop, self._name, self._left, self._said = loop, name, things, said
        self._takes_s = takes_s

    def serve(self) -> bool:
        self._said.append(self._name)
        self._left -= 1
        self._loop.jump(self._takes_s)
        return self._left > 0


def test_who_has_little_to_say_does_not_wait_for_who_has_much() -> None:
    loop, said = SimulatedLoop(), list[str]()
    turns = FairTurns(loop)
    turns.wants(Speaker(loop, "much", 1000, said).serve)
    turns.wants(Speaker(loop, "little", 1, said).serve)
    assert len(said) * 3_000_000 <= LONGEST_NS + 3_000_000, "the loop goes on with the rest"
    loop.advance(0)
    assert "little" in said
    assert len(said) < 10
    for _ in range(1000):
        loop.advance(0.02)
    assert (said.count("much"), said.count("little")) == (1000, 1)


def test_who_wants_again_while_they_wait_is_served_in_their_turn() -> None:
    loop, said = SimulatedLoop(), list[str]()
    turns, much = FairTurns(loop), Speaker(loop, "much", 6, said)
    turns.wants(much.serve)
    turns.wants(much.serve)
    turns.wants(Speaker(loop, "other", 2, said).serve)
    for _ in range(10):
        loop.advance(0.02)
    assert (said.count("much"), said.count("other")) == (6, 2)
    turns.wants(Speaker(loop, "late", 1, said).serve)
    assert said[-1] == "late", "where nobody waits, it is served at once"


def test_what_is_said_while_somebody_is_served_waits_for_them() -> None:
    loop, said = SimulatedLoop(), list[str]()
    turns = FairTurns(loop)
    inner = Speaker(loop, "inner", 1, said, takes_s=0)

    def outer() -> bool:
        turns.wants(inner.serve)
        said.append("outer")
        return False

    turns.wants(outer)
    assert said == ["outer", "inner"]
