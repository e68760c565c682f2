from __future__ import annotations

import select
import socket
from typing import TYPE_CHECKING

import pytest

from supervisor.engine.loop import EventLoop, Timer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def loop() -> Iterator[EventLoop]:
    made = EventLoop()
    yield made
    made.close()


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_timers_are_called_in_the_order_of_their_time_and_once(loop: EventLoop) -> None:
    called: list[str] = []
    loop.after(0.02, lambda: called.append("late"))
    loop.after(0.005, lambda: called.append("early"))
    loop.after(0.005, lambda: called.append("early, asked for later"))
    while len(called) < 3:
        loop.turn()
    loop.turn(0)
    assert called == ["early", "early, asked for later", "late"]


def test_a_cancelled_timer_is_never_called(loop: EventLoop) -> None:
    called: list[str] = []
    timer = loop.after(0, lambda: called.append("cancelled"))
    loop.after(0, lambda: called.append("kept"))
    timer.cancel()
    while not called:
        loop.turn()
    assert called == ["kept"]
    assert timer.call is None


def test_a_timer_can_cancel_another_that_is_due_at_the_same_time(loop: EventLoop) -> None:
    called: list[str] = []
    timers: list[Timer] = []

    def cancel_the_next() -> None:
        timers[0].cancel()

    first = loop.after(0, cancel_the_next)
    timers.append(loop.after(0, lambda: called.append("cancelled")))
    loop.after(0.001, lambda: called.append("end"))
    while not called:
        loop.turn()
    assert called == ["end"]
    assert first.call is None


def test_a_timer_that_asks_for_the_next_turn_does_not_starve_the_descriptors(
    loop: EventLoop, ends: tuple[socket.socket, socket.socket]
) -> None:
    served: list[int] = []

    def again() -> None:
        loop.after(0, again)

    loop.add(ends[0].fileno(), served.append, select.EPOLLIN)
    again()
    ends[1].send(b"x")
    for _ in range(5):
        loop.turn()
    assert served


def test_a_descriptor_is_served_with_the_events_that_came(
    loop: EventLoop, ends: tuple[socket.socket, socket.socket]
) -> None:
    served: list[int] = []
    loop.add(ends[0].fileno(), served.append, select.EPOLLIN)
    loop.turn(0)
    assert served == []
    ends[1].send(b"x")
    loop.turn()
    assert served == [select.EPOLLIN]
    loop.change(ends[0].fileno(), select.EPOLLOUT)
    loop.turn()
    assert served[1:] == [select.EPOLLOUT]
    loop.remove(ends[0].fileno())
    loop.remove(ends[0].fileno())
    loop.turn(0)
    assert len(served) == 2


def test_a_descriptor_that_another_one_removed_in_the_same_turn_is_not_served(loop: EventLoop) -> None:
    pairs = [socket.socketpair() for _ in range(2)]
    served: list[int] = []

    def serve(index: int) -> None:
        served.append(index)
        loop.remove(pairs[1 - index][0].fileno())

    for index, (ours, theirs) in enumerate(pairs):
        loop.add(ours.fileno(), lambda _events, index=index: serve(index), select.EPOLLIN)  # type: ignore[misc]
        theirs.send(b"x")
    loop.turn()
    assert len(served) == 1
    for pair in pairs:
        for end in pair:
            end.close()


def test_it_runs_until_it_is_stopped(loop: EventLoop) -> None:
    loop.after(0.005, loop.stop)
    loop.run()
    assert loop.after(0, lambda: None).call is not None


def test_work_of_a_turn_is_gathered_before_waiting(loop: EventLoop) -> None:
    order: list[str] = []
    loop.before_wait = lambda: order.append("gathered")
    loop.after(0, lambda: order.append("timer"))
    while len(order) < 4:
        loop.turn(0.001)
    assert order[0] == "gathered"
    assert order[order.index("timer") + 1 :][:1] == ["gathered"]


def test_a_turn_waits_no_longer_than_it_may(loop: EventLoop) -> None:
    before = loop.now_ns()
    loop.turn(0.01)
    assert loop.now_ns() - before >= 9_000_000
