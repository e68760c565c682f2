from __future__ import annotations

import os
import select
from typing import TYPE_CHECKING

import pytest

from supervisor.engine.loop import EventLoop
from supervisor.engine.quiet_loop import QuietLoop

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pipe:
    """A pipe that a quiet loop reads, and what it has heard."""

    def __init__(self, loop: QuietLoop) -> None:
        self.reading, self.writing = os.pipe()
        self.heard: list[bytes] = []
        loop.add(self.reading, lambda _events: self.heard.append(os.read(self.reading, 100)), select.EPOLLIN)

    def say(self, text: bytes) -> None:
        os.write(self.writing, text)


@pytest.fixture
def loop() -> Iterator[EventLoop]:
    made = EventLoop()
    yield made
    made.close()


def test_what_is_written_while_it_is_quiet_is_heard_afterwards(loop: EventLoop) -> None:
    quiet = QuietLoop(loop)
    pipe = Pipe(quiet)
    pipe.say(b"one")
    loop.turn(0)
    quiet.hush(quiet=True)
    quiet.hush(quiet=True)
    pipe.say(b"two")
    loop.turn(0)
    assert pipe.heard == [b"one"]
    quiet.hush(quiet=False)
    loop.turn(0)
    assert pipe.heard == [b"one", b"two"]


def test_the_end_of_a_peer_is_not_heard_either(loop: EventLoop) -> None:
    quiet = QuietLoop(loop)
    pipe = Pipe(quiet)
    quiet.hush(quiet=True)
    pipe.say(b"last")
    os.close(pipe.writing)
    loop.turn(0)
    assert pipe.heard == []
    quiet.hush(quiet=False)
    loop.turn(0)
    assert pipe.heard == [b"last"]


def test_what_comes_goes_and_changes_meanwhile_does_so_afterwards(loop: EventLoop) -> None:
    quiet = QuietLoop(loop)
    gone = Pipe(quiet)
    quiet.hush(quiet=True)
    new, deaf = Pipe(quiet), Pipe(quiet)
    quiet.remove(gone.reading)
    quiet.remove(gone.reading)
    quiet.change(deaf.reading, 0)
    for pipe in (gone, new, deaf):
        pipe.say(b"x")
    loop.turn(0)
    quiet.hush(quiet=False)
    loop.turn(0)
    assert (gone.heard, new.heard, deaf.heard) == ([], [b"x"], [])
    quiet.change(deaf.reading, select.EPOLLIN)
    loop.turn(0)
    assert deaf.heard == [b"x"]
    quiet.remove(new.reading)
    new.say(b"y")
    loop.turn(0)
    assert new.heard == [b"x"]


def test_it_has_the_clock_and_the_timers_of_the_loop(loop: EventLoop) -> None:
    quiet, called = QuietLoop(loop), list[bool]()
    quiet.after(0, lambda: called.append(True))
    quiet.hush(quiet=True)
    loop.turn(0)
    assert called == [True]
    assert abs(quiet.now_ns() - loop.now_ns()) < 1e9
