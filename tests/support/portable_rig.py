"""The portable outlet on a virtual desktop, driven from a test."""

from __future__ import annotations

import mmap
import os
from typing import TYPE_CHECKING, Self

from supervisor.core.shared_state import BUTTONS_DOWN, KEYS_DOWN, SIZE, bits
from supervisor.desktop.keymap import Keyboard
from supervisor.desktop.portable.outlet import PortableOutlet
from supervisor.engine.loop import EventLoop
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from supervisor.core.input_event import InputEvent
    from supervisor.demo.virtual_desktop import VirtualDesktop


class PortableRig:
    """An outlet with its process, on a loop of its own.

    Attributes:
        lost: Why it went; empty while it is there.
    """

    def __init__(self, desktop: VirtualDesktop, hand: str = "", more: Mapping[str, str] | None = None) -> None:
        self.loop = EventLoop()
        self.fd = os.memfd_create("portable-rig", os.MFD_CLOEXEC)
        os.ftruncate(self.fd, SIZE)
        self._mmap = mmap.mmap(self.fd, SIZE)
        self.memory = memoryview(self._mmap)
        self.keyboard = Keyboard(desktop.display, desktop.env)
        self.judge()
        self.ready = False
        self.lost: list[str] = []
        self.outlet = PortableOutlet(
            loop=self.loop,
            memory=self.memory,
            memory_fd=self.fd,
            keymap=lambda: self.keyboard.known,
            environ={**desktop.env, **(more or {})},
            on_ready=self._on_ready,
            on_lost=self.lost.append,
            hand=hand,
        )

    def _on_ready(self) -> None:
        self.ready = True

    def __enter__(self) -> Self:
        self.until(lambda: self.ready or self.lost, "the libraries")
        assert not self.lost, self.lost
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.outlet.close()
        self.outlet.wait()
        self.keyboard.close()
        self.loop.close()
        self.memory.release()
        self._mmap.close()
        os.close(self.fd)

    def until(self, look: Callable[[], object], what: str) -> None:
        """Turn the loop until there is something."""

        def turned() -> bool:
            self.loop.turn(0.01)
            return bool(look())

        wait_for(turned, what, timeout_s=30)

    def judge(self) -> None:
        """Read the mapping, as the gate does when it judges what comes next: by this one it is pressed then."""
        self.keyboard.keymap()

    def begin(self, *events: InputEvent) -> list[str]:
        """Send; gives a list that will hold `done`, or why not."""
        outcome: list[str] = []

        def failed(why: str, partly: bool) -> None:
            outcome.append(f"partly: {why}" if partly else why)

        if not self.outlet.send(events, lambda: outcome.append("done"), failed):
            outcome.append("shut")
        return outcome

    def send(self, *events: InputEvent) -> str:
        """Send and wait for the outcome."""
        outcome = self.begin(*events)
        self.until(lambda: outcome, "the outcome")
        return outcome[0]

    def down(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give keys and buttons that the shared memory says are down."""
        return bits(self.memory, KEYS_DOWN), bits(self.memory, BUTTONS_DOWN)
