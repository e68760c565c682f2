"""Twenty agents talk at once, over sockets of their own, to one engine."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.assessment import Verdict
from supervisor.core.input_event import EventKind
from tests.support.gateway_rig import Client, FakeAgent, GatewayRig
from tests.support.playbook import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervisor.intake.gateway import Ticket
    from supervisor.wire.vocabulary import Outcome, Proposal, ToolProposal

AGENTS = 20
PROPOSALS = 50
AT_ONCE = 40
"""Fewer than a connection may have outstanding."""
REFUSED_TURN = 7
"""Each one of so many is denied."""


class Queued(FakeAgent):
    """An agent whose calls go through the engine."""

    def __init__(self, stage: Stage, name: str) -> None:
        super().__init__()
        self.queue = stage.agent(name).queue

    def propose(
        self,
        proposal: Proposal | ToolProposal,
        origin: str,
        *,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> Ticket:
        return self.queue.calls.propose(proposal, origin=origin, on_held=on_held, on_end=on_end)


class Talker:
    """A client that proposes without waiting, the place telling who wanted it and which of theirs it was."""

    def __init__(self, rig: GatewayRig, number: int) -> None:
        self.number = number
        self.client: Client = rig.greeted()
        self.client.gets("subscribe", {"topics": ["calls"]})
        self.asked: list[Any] = []
        self.waited: dict[Any, bool] = {}
        self.wanted: dict[Any, str] = {}
        self.ended: dict[Any, str] = {}

    def asks_next(self, chance: random.Random) -> bool:
        """Propose one more; False when that has to wait, or all were."""
        if len(self.asked) == PROPOSALS or len(self.asked) - len(self.ended) >= AT_ONCE:
            return False
        turn = len(self.asked)
        kind = "click" if turn % REFUSED_TURN == REFUSED_TURN - 1 else "move"
        wait = chance.random() < 0.5
        call = self.client.asks(
            "propose", {"gesture": {"type": kind, "x": 1 + turn, "y": 1 + self.number}, "wait": wait}
        )
        self.asked.append(call)
        self.waited[call], self.wanted[call] = wait, kind
        return True

    def hears(self) -> None:
        """Take in what came: of each call the news that it is over."""
        self.client.listen()
        for news in self.client.news:
            said = news["params"]
            assert said["state"] == "over"
            assert said["call"] not in self.ended, "a call ends once"
            self.ended[said["call"]] = said["outcome"]["status"]
        self.client.news.clear()

    @property
    def done(self) -> bool:
        return len(self.ended) == PROPOSALS


@pytest.fixture
def stage() -> Stage:
    stage = Stage(mirror_lead_ms=0, yield_to_person_ms=0)
    stage.rule(Verdict.DENY, lambda action, _context: action.kind.value == "click")
    return stage


@pytest.fixture
def talkers(stage: Stage, tmp_path: Path) -> Iterator[list[tuple[Talker, GatewayRig]]]:
    made = []
    for number in range(AGENTS):
        rig = GatewayRig(tmp_path / f"{number}.sock")
        rig.gateway.agent = Queued(stage, f"agent{number}")
        made.append((Talker(rig, number), rig))
    yield made
    for _, rig in made:
        rig.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_of_twenty_agents_is_lost_or_overtaken(
    stage: Stage, talkers: list[tuple[Talker, GatewayRig]], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(20 * AGENTS * PROPOSALS):
        talker, rig = chance.choice(talkers)
        for _ in range(chance.randrange(6)):
            talker.asks_next(chance)
        rig.loop.turn(0.0)
        if chance.random() < 0.2:
            stage.settle()
        talker.hears()
        if all(each.done for each, _ in talkers):
            break
    for talker, _ in talkers:
        assert list(talker.ended) == talker.asked, "each ended once, in the order in which it was asked for"
        answers = [answer["id"] for answer in talker.client.answers]
        assert sorted(answers) == talker.asked
        waited = [call for call in answers if talker.waited[call]]
        assert waited == [call for call in talker.asked if talker.waited[call]]
        for call, status in talker.ended.items():
            # What waited behind one that was refused was aimed at a screen that is gone.
            assert status in (("denied", "expired") if talker.wanted[call] == "click" else ("done", "expired"))
        assert {"done", "denied"} <= set(talker.ended.values())
        assert moved(stage, talker) == reached(talker)


def reached(talker: Talker) -> list[tuple[int, int]]:
    """Where the pointer was moved to, going by what the agent was told: to a refused click, too, but not pressed."""
    told = [status != "expired" for status in talker.ended.values()]
    return [(1 + turn, 1 + talker.number) for turn, went in enumerate(told) if went]


def moved(stage: Stage, talker: Talker) -> list[tuple[int, int]]:
    """Where it was moved to, as the server saw it."""
    sent = [event for happened in stage.log if happened.what == "send" for event in happened.events]
    assert {event.kind for event in sent} == {EventKind.MOTION}
    return [(event.x, event.y) for event in sent if event.y == 1 + talker.number]
