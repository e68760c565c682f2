"""Joins the listener to all clients with the alarm, and keeps both going."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from supervisor.human.alarm import Alarm
from supervisor.human.errors import SeatError
from supervisor.human.origin import origin_of
from supervisor.human.tripwire import Tripwire

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.human.alarm import Bypass
    from supervisor.human.hand import Hand
    from supervisor.human.kill import Agents
    from supervisor.human.loop import Loop
    from supervisor.human.trusted import Tools


class Sentry:
    """Stands guard from its making to the end of the process.

    Attributes:
        alarm: What it decides by.
    """

    def __init__(self, loop: Loop, hand: Hand, agents: Agents, tools: Tools, *, lost: Callable[[], None]) -> None:
        """Connect and begin.

        Args:
            loop: Ours.
            hand: Is told of what came past the gate.
            agents: Whose input that would be.
            tools: Hears the programs that the person trusts.
            lost: Called in the loop, maybe more than once, when nothing can be noticed any more.

        Raises:
            SeatError: this X server does not tell who asks for input, or not which processes they are.
        """
        service = os.getppid()
        self._loop = loop
        self._hand = hand
        self._lost = lost
        self._tripwire = Tripwire()
        self.alarm = Alarm(
            ask=self._tripwire.ask,
            find=lambda pid: origin_of(pid, service, agents.roots()),
            agents=lambda: bool(agents),
            ring=self._ring,
            deaf=self._lose,
            tools=tools,
            note=hand.on_foreign,
        )
        telling, questions = self._tripwire.fds
        loop.watch(telling, self._hear)
        loop.watch(questions, self._hear_names)
        self._tripwire.ask(0)

    def beat(self, now_ns: int) -> None:
        """Let time pass."""
        self.alarm.tick(now_ns)

    def _hear(self) -> None:
        try:
            told = self._tripwire.read()
        except SeatError:
            self._lose()
            return
        now_ns = time.monotonic_ns()
        for one in told:
            self.alarm.take(one, now_ns)

    def _hear_names(self) -> None:
        try:
            named = self._tripwire.read_names()
        except SeatError:
            self._lose()
            return
        # A number of a client that has left goes to the next: first who left, then the names.
        self._hear()
        now_ns = time.monotonic_ns()
        for asked, names in named:
            self.alarm.named(asked, names, now_ns)

    def _ring(self, bypass: Bypass) -> None:
        self._hand.on_bypass(bypass)
        if bypass.deafens:
            self._lose()

    def _lose(self) -> None:
        """Take that the connection is gone: with the display, or by somebody who does not want to be noticed."""
        for fd in self._tripwire.fds:
            self._loop.unwatch(fd)
        self._lost()
