from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from supervisor.human.alarm import PATIENCE_NS, Alarm, Bypass
from supervisor.human.origin import UNKNOWN, Origin, Whose
from supervisor.human.recorded import Asked, ClientCame, ClientWent, Deed, RecordingEnded

if TYPE_CHECKING:
    from supervisor.human.trusted import Tools

OUTLET, FORWARDED, AGENT, TOOL, OURS = 1, 2, 3, 4, 5
"""Clients, and here their processes too."""
ORIGINS = {
    OUTLET: Origin(Whose.SERVICE, OUTLET),
    FORWARDED: Origin(Whose.SERVICE, FORWARDED),
    AGENT: Origin(Whose.AGENT, AGENT, "/usr/bin/sly", "helper"),
    TOOL: Origin(Whose.OTHER, TOOL, "/usr/bin/onboard"),
    OURS: Origin(Whose.OURS, OURS),
}


class Guard:
    """An alarm, and what it did."""

    def __init__(self) -> None:
        self.running = True
        self.reachable = True
        self.asked: list[int] = []
        self.rung: list[Bypass] = []
        self.deaf = 0
        self.sent: list[int] = []
        self.left: list[int] = []
        self.of_tools: list[tuple[int, int]] = []
        self.trusting = False
        self.noted: list[str] = []
        self.alarm = Alarm(
            ask=self.ask,
            find=lambda pid: ORIGINS.get(pid, UNKNOWN),
            agents=lambda: self.running,
            ring=self.rung.append,
            deaf=self.fall_deaf,
            tools=cast("Tools", self),
            note=lambda origin, _what: self.noted.append(origin.executable),
        )
        self.alarm.allow(OUTLET)
        self.alarm.named(0, {client: client for client in ORIGINS}, 0)

    def ask(self, client: int) -> bool:
        self.asked.append(client)
        return self.reachable

    # What `Tools` is told.

    def gated(self, now_ns: int) -> None:
        self.sent.append(now_ns)

    def gone(self, client: int) -> None:
        self.left.append(client)

    def take(self, origin: Origin, asked: Asked, _now_ns: int) -> bool:
        self.of_tools.append((origin.pid, asked.kind))
        return self.trusting

    def fall_deaf(self) -> None:
        self.deaf += 1

    def do(self, client: int, deed: Deed = Deed.FAKE_INPUT, now_ns: int = 10) -> None:
        self.alarm.take(Asked(client, deed, 2, 38, delayed=False), now_ns)

    def come(self, client: int, now_ns: int = 5) -> None:
        self.alarm.take(ClientCame(client), now_ns)

    def go(self, client: int, now_ns: int = 20) -> None:
        self.alarm.take(ClientWent(client), now_ns)

    @property
    def why(self) -> list[str]:
        return [bypass.why for bypass in self.rung]


@pytest.fixture
def guard() -> Guard:
    """Give an alarm that knows the clients of `ORIGINS`."""
    return Guard()


def test_what_the_gate_sends_does_not_ring(guard: Guard) -> None:
    for deed in (Deed.FAKE_INPUT, Deed.SEND_EVENT, Deed.WARP_POINTER):
        guard.do(OUTLET, deed)
    guard.do(OURS)
    assert guard.rung == []


@pytest.mark.parametrize("deed", list(Deed))
def test_an_agents_process_rings(guard: Guard, deed: Deed) -> None:
    guard.do(AGENT, deed, 123)
    assert guard.rung == [Bypass(deed.value, ORIGINS[AGENT], "agent", 123, AGENT)]


def test_a_forwarded_connection_rings_although_it_is_the_gates(guard: Guard) -> None:
    guard.do(FORWARDED)
    assert guard.why == ["forwarded"]


def test_the_persons_programs_do_not_ring_and_are_noted_once_each(guard: Guard) -> None:
    guard.do(TOOL, Deed.WARP_POINTER)
    assert guard.noted == []
    for _ in range(3):
        guard.do(TOOL)
    assert (guard.rung, guard.noted) == ([], ["/usr/bin/onboard"])


def test_a_new_client_is_asked_about_and_judged_when_it_is_named(guard: Guard) -> None:
    guard.come(9)
    guard.do(9, now_ns=11)
    guard.do(9, Deed.SEND_EVENT, now_ns=12)
    assert (guard.asked, guard.rung) == ([9], [])
    guard.alarm.named(9, {9: AGENT}, 13)
    assert [(bypass.what, bypass.why, bypass.t_ns) for bypass in guard.rung] == [("fake_input", "agent", 13)]


def test_a_client_nobody_told_of_is_asked_about_too(guard: Guard) -> None:
    guard.do(9)
    guard.alarm.named(9, {9: TOOL}, 13)
    assert (guard.asked, guard.rung, guard.noted) == ([9], [], ["/usr/bin/onboard"])


def test_who_leaves_before_it_is_named_is_held_to_be_an_agent(guard: Guard) -> None:
    guard.come(9)
    guard.do(9)
    guard.go(9)
    assert guard.why == ["unknown"]
    guard.alarm.named(9, {}, 30)
    assert guard.why == ["unknown"]


def test_who_is_not_named_in_time_is_held_to_be_an_agent(guard: Guard) -> None:
    guard.come(9)
    guard.do(9, now_ns=10)
    guard.alarm.tick(PATIENCE_NS)
    assert guard.rung == []
    guard.alarm.tick(PATIENCE_NS + 11)
    assert guard.why == ["unknown"]


def test_who_cannot_be_asked_about_is_held_to_be_an_agent(guard: Guard) -> None:
    guard.reachable = False
    guard.come(9)
    guard.do(9)
    assert guard.why == ["unknown"]


def test_an_answer_about_the_one_before_names_nobody_else(guard: Guard) -> None:
    """The numbers of clients that have left are given out again."""
    guard.go(TOOL)
    guard.come(TOOL)
    guard.do(TOOL)
    guard.alarm.named(TOOL, {TOOL: AGENT}, 30)
    assert guard.why == ["agent"]
    guard.go(OUTLET)
    guard.come(OUTLET)
    guard.do(OUTLET, now_ns=40)
    guard.alarm.named(OUTLET, {OUTLET: FORWARDED}, 41)
    assert guard.why == ["agent", "forwarded"]


def test_without_an_agent_a_stranger_does_not_ring(guard: Guard) -> None:
    guard.running = False
    guard.do(9)
    guard.alarm.named(9, {}, 12)
    assert guard.rung == []


def test_going_on_rings_once_a_second(guard: Guard) -> None:
    for now_ns in (0, 10, 999_999_999, 1_000_000_000, 1_000_000_010):
        guard.do(AGENT, now_ns=now_ns)
    assert [bypass.t_ns for bypass in guard.rung] == [0, 1_000_000_000]


@pytest.mark.parametrize("client", [OUTLET, TOOL, AGENT, FORWARDED])
def test_whoever_wants_us_deaf_rings(guard: Guard, client: int) -> None:
    guard.running = False
    guard.do(client, Deed.DEAFENING)
    assert [bypass.deafens for bypass in guard.rung] == [True]


def test_the_end_of_the_recording_is_told(guard: Guard) -> None:
    """Nobody can say who did it: the display may be going."""
    guard.alarm.take(RecordingEnded(), 7)
    assert (guard.deaf, guard.rung) == (1, [])


def test_only_what_the_persons_programs_do_goes_to_the_trusted_tools(guard: Guard) -> None:
    for client in (OUTLET, FORWARDED, AGENT, OURS, 9):
        guard.do(client, now_ns=50)
    guard.go(9)
    assert (guard.of_tools, guard.sent) == ([], [50])
    guard.trusting = True
    guard.do(TOOL)
    assert (guard.of_tools, guard.noted) == ([(TOOL, 2)], [])
    guard.go(TOOL)
    assert guard.left == [9, TOOL]
