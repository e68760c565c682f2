"""The link to the person's hand: nothing flows before it holds the sockets; its end is noticed."""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import socket
import time
from typing import TYPE_CHECKING

import pytest

from supervisor.app.human_link import HUNG_S, HumanLink
from supervisor.core.settings import Settings
from supervisor.core.shared_state import HUMAN_BEAT, LATCH, SIZE
from supervisor.engine.loop import EventLoop
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


class Linked:
    """A loop with a link, turned by the test."""

    def __init__(self) -> None:
        self.loop = EventLoop()
        self.memory_fd = os.memfd_create("test", os.MFD_CLOEXEC)
        os.ftruncate(self.memory_fd, SIZE)
        self.memory = memoryview(mmap.mmap(self.memory_fd, SIZE))
        self.link = HumanLink(self.loop, self.memory, self.memory_fd)
        self.lost: list[str] = []
        self.link.on_lost = self.lost.append
        ui, self.ui_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = Settings()
        config = {"chords": settings.chords.model_dump(), "escape_hold_s": 0.7, "arm_ms": 500, "trusted": []}
        self.link.start(ui, {"t": "config"} | config)

    def turn_until(self, condition: object, what: str) -> None:
        """Turn the loop until `condition()` holds."""

        def look() -> bool:
            self.loop.turn(0.01)
            return bool(condition())  # type: ignore[operator]

        wait_for(look, what)


@pytest.fixture
def linked(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Linked]:
    monkeypatch.setenv("DISPLAY", desktop.display)
    monkeypatch.setenv("XAUTHORITY", desktop.env["XAUTHORITY"])
    running = Linked()
    with contextlib.closing(running.link), contextlib.closing(running.ui_end):
        running.turn_until(lambda: running.link.facts, "human to be ready")
        yield running


def test_a_socket_is_held_before_the_word_comes_and_shut_by_a_stop(linked: Linked) -> None:
    ours, theirs = socket.socketpair()
    held: list[bool] = []
    linked.link.hold_socket(ours, lambda: held.append(True))
    linked.turn_until(lambda: held, "the acknowledgement")
    heard: list[object] = []
    linked.link.on_message = lambda message: heard.append(message.get("t"))
    linked.link.tell({"t": "stop", "how": "command"})
    linked.turn_until(lambda: "stopped" in heard, "the stop")
    assert linked.memory[LATCH] == 1
    assert theirs.recv(1) == b"", "the duplicate was shut down, so ours is too"
    ours.close()
    theirs.close()


def test_the_death_of_the_process_is_noticed(linked: Linked) -> None:
    process = linked.link._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    linked.turn_until(lambda: linked.lost, "the loss")
    assert len(linked.lost) == 1


def test_a_process_that_stops_beating_counts_as_lost(linked: Linked) -> None:
    process = linked.link._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    try:
        linked.turn_until(lambda: linked.lost, "the loss")
    finally:
        os.kill(process.pid, signal.SIGKILL)


def test_a_machine_that_slept_made_both_of_us_late(linked: Linked) -> None:
    process = linked.link._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    try:
        slept_ns = time.monotonic_ns()
        awake_ns = slept_ns + int((HUNG_S + 0.5) * 1e9)
        wait_for(lambda: time.monotonic_ns() > awake_ns, "the end of the sleep")
        # We are awake first.
        linked.loop.turn(0.3)
        linked.loop.turn(0.3)
        assert not linked.lost
    finally:
        os.kill(process.pid, signal.SIGCONT)
    beat = linked.memory[HUMAN_BEAT : HUMAN_BEAT + 8]
    linked.turn_until(lambda: int.from_bytes(beat, "little") > awake_ns, "a beat")
    assert not linked.lost
    beat.release()
