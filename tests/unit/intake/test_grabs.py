from __future__ import annotations

from dataclasses import dataclass, field

from supervisor.intake.grabs import LOOK_S, MAX_BROKEN, Grabs
from tests.support.simulators import SimulatedLoop

LIMIT_S = 60.0
MENU, OTHER = 0x0060_0001, 0x0060_0002


@dataclass(eq=False)
class Client:
    closed: bool = False

    def close(self) -> None:
        self.closed = True


@dataclass
class Around:
    loop: SimulatedLoop = field(default_factory=SimulatedLoop)
    ended: list[tuple[str, int]] = field(default_factory=list)
    real: bool = True
    asks: bool = False

    def grabs(self, limit_s: float = LIMIT_S) -> Grabs:
        return Grabs(self.loop, limit_s, self.end, lambda: self.asks)

    def end(self, what: str, window: int) -> bool:
        self.ended.append((what, window))
        return self.real


def test_a_menu_that_closes_in_time_is_left_alone_and_nothing_is_looked_at_after() -> None:
    around = Around()
    grabs, client = around.grabs(), Client()
    for _ in range(20):
        grabs.noted(client, "pointer", MENU)
        grabs.noted(client, "keyboard", MENU)
        around.loop.advance(LIMIT_S / 2)
        grabs.noted(client, "pointer", 0)
        grabs.noted(client, "keyboard", 0)
        around.loop.advance(1)
    calls = around.loop.calls
    around.loop.advance(1000)
    assert (around.ended, around.loop.calls) == ([], calls)


def test_attack_a_grab_without_end_is_ended() -> None:
    around = Around()
    grabs, client = around.grabs(), Client()
    grabs.noted(client, "keyboard", MENU)
    around.loop.advance(LIMIT_S - 1)
    assert around.ended == []
    around.loop.advance(1 + 2 * LOOK_S)
    assert around.ended == [("keyboard", MENU)]
    around.loop.advance(1000)
    assert (around.ended, client.closed) == ([("keyboard", MENU)], False)


def test_attack_grabbing_anew_prolongs_nothing() -> None:
    around = Around()
    grabs, client = around.grabs(), Client()
    for second in range(int(LIMIT_S) + 1):
        grabs.noted(client, "pointer", (MENU, OTHER)[second % 2])
        around.loop.advance(1)
    assert len(around.ended) == 1


def test_attack_a_client_that_never_learns_loses_its_connection() -> None:
    around = Around()
    grabs, client, other = around.grabs(), Client(), Client()
    for _ in range(MAX_BROKEN):
        assert not client.closed
        grabs.noted(client, "pointer", MENU)
        grabs.noted(other, "pointer", MENU)
        grabs.noted(other, "pointer", 0)
        around.loop.advance(LIMIT_S + 1)
    assert (client.closed, other.closed) == (True, False)


def test_what_the_server_has_ended_itself_is_not_held_against_anybody() -> None:
    around = Around(real=False)
    grabs, client = around.grabs(), Client()
    for _ in range(2 * MAX_BROKEN):
        grabs.noted(client, "pointer", MENU)
        around.loop.advance(LIMIT_S + 1)
    assert not client.closed


def test_a_menu_waits_as_long_as_the_person_thinks() -> None:
    around = Around(asks=True)
    grabs, client = around.grabs(), Client()
    grabs.noted(client, "pointer", MENU)
    around.loop.advance(100 * LIMIT_S)
    around.asks = False
    around.loop.advance(LIMIT_S - 1)
    assert around.ended == []
    around.loop.advance(2)
    assert around.ended == [("pointer", MENU)]


def test_without_a_bound_and_without_its_client_a_grab_is_forgotten() -> None:
    around = Around()
    unbound, grabs, client = around.grabs(0), around.grabs(), Client()
    unbound.noted(client, "pointer", MENU)
    grabs.noted(client, "pointer", MENU)
    grabs.gone(client)
    around.loop.advance(1000)
    assert around.ended == []
