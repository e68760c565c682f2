"""The process: waits to be configured, joins the parts, runs until the service is gone."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import resource
import select
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING

from supervisor.channel import Channel
from supervisor.human.errors import MessageError, SeatError
from supervisor.human.hand import Hand
from supervisor.human.latch import Latch
from supervisor.human.loop import Loop
from supervisor.human.messages import Configure, from_service, from_ui
from supervisor.human.senses import Senses
from supervisor.human.sentry import Sentry
from supervisor.human.stop import Stop
from supervisor.human.trusted import Tools
from supervisor.human.watch import ServiceWatch

if TYPE_CHECKING:
    from supervisor.channel import Packet

_log = logging.getLogger(__name__)
_PRIORITY = -10
_SWITCH_S = 0.0005
"""Other threads here give the interpreter back this fast when the loop has something to do."""
_LAST_STOP_S = 3.0
_LEAVE_NS = 60_000_000_000
_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class Process:
    """Everything that runs after the configuration came.

    Attributes:
        ignored: Messages that the contract does not know.
    """

    def __init__(self, service: Channel, ui: Channel, latch: Latch, config: Configure) -> None:
        self.ignored = 0
        self._service = service
        self._ui = ui
        self._latch = latch
        self._config = config
        self._loop = Loop()
        self._watch = ServiceWatch()
        self._leaving_ns: int | None = None
        self._code = 0
        self._stop = Stop(latch, service.send, lambda: self._loop.post(self._maybe_leave))
        self._hand = Hand(config, latch, self._stop, service.send)
        self._hand.on_ui = self._replace_ui
        self._senses: Senses | None = None
        self._sentry: Sentry | None = None
        self._tools = Tools(config.trusted, self._hand)
        self._hand.on_trust = self._tools.trust

    def run(self, packets: list[Packet]) -> int:
        """Run until the service is gone, the display is, or a signal ends us: always after a stop.

        Args:
            packets: What the service said after the configuration.

        Returns:
            Exit status: 0, or 1 when there was no display any more.
        """
        self._take_signals()
        self._loop.watch(self._service, self._read_service)
        self._loop.watch(self._ui, self._read_ui)
        try:
            self._senses = Senses(self._config, self._hand, self._loop, lost=lambda: self._leave("display-lost", 1))
            self._senses.serve(self._stop, self._latch)
        except SeatError as e:
            self._tell_ready([], {}, [str(e)])
            self._leave("display-lost", 1)
        else:
            ears = self._senses.ears
            problems = [*self._senses.problems, *self._stand_guard(self._senses)]
            self._tell_ready(self._senses.physical, dict(ears.layout.labels), problems)
            self._loop.due_ns = lambda: ears.due_ns
        self._loop.on_beat = self._beat
        for packet in packets:
            self._obey(packet)
        # What exists now stays: looking through it again and again would only cost time.
        gc.collect()
        gc.freeze()
        try:
            return self._loop.run()
        except Exception:  # noqa: BLE001 - whatever fails, the rest of the stop goes on
            # Whatever it was: what we can no longer listen for, we stop.
            _log.exception("the process that hears the person failed")
            self._hand.halt("human-failed", "", time.monotonic_ns())
            self._stop.wait(_LAST_STOP_S)
            return 1

    def _stand_guard(self, senses: Senses) -> list[str]:
        """Begin to notice what comes past the gate; gives what is missing for that."""
        try:
            sentry = Sentry(
                self._loop, self._hand, self._stop.agents, self._tools, lost=lambda: self._leave("alarm-lost", 1)
            )
        except SeatError as e:
            missing = "input that an agent sends past the gate is not noticed"
            return [f"the bypass alarm does not work: {e}: {missing}; use an X server with RECORD and X-Resource 1.2"]
        self._sentry = sentry
        self._hand.on_outlet = sentry.alarm.allow
        tools, device_name = self._tools, self._hand.name_of
        tools.learn(senses.ears.layout)
        senses.on_layout = tools.learn
        self._hand.name_of = lambda device: tools.name_of(device) or device_name(device)
        return []

    def _tell_ready(self, physical: list[str], labels: dict[str, str], problems: list[str]) -> None:
        self._service.send({"t": "ready", "physical": physical, "labels": labels, "problems": problems})

    def _beat(self, now_ns: int) -> None:
        self._latch.beat(now_ns)
        if self._senses is not None:
            self._senses.beat(now_ns)
        if self._sentry is not None:
            self._sentry.beat(now_ns)
        self._hand.notice_latch(now_ns)
        self._hand.on_beat(now_ns)
        if self._watch.check(now_ns, self._latch.service_beat_ns, agents=bool(self._stop.agents)):
            self._hand.halt("service-lost", "", now_ns)
        if self._service.waiting:
            self._service.flush()
        if self._leaving_ns is not None and now_ns - self._leaving_ns > _LEAVE_NS:
            self._loop.end(self._code)

    def _read_service(self) -> None:
        for packet in self._service.receive():
            self._obey(packet)
        if self._service.closed:
            self._loop.unwatch(self._service)
            self._leave("service-lost", 0)

    def _obey(self, packet: Packet) -> None:
        try:
            message = from_service(packet.message, len(packet.fds))
            self._hand.obey(message, packet.fds, time.monotonic_ns())
        except (MessageError, OSError):
            self.ignored += 1
            packet.close()

    def _read_ui(self) -> None:
        for packet in self._ui.receive():
            try:
                self._hand.obey_ui(from_ui(packet.message, len(packet.fds)), time.monotonic_ns())
            except MessageError:
                self.ignored += 1
                packet.close()
        if self._ui.closed:
            self._loop.unwatch(self._ui)
            self._hand.forget_ui()

    def _replace_ui(self, fd: int) -> None:
        new = Channel(socket.socket(fileno=fd))
        self._loop.unwatch(self._ui)
        self._ui.close()
        self._ui = new
        self._loop.watch(new, self._read_ui)

    def _leave(self, how: str, code: int) -> None:
        """Stop everything, and leave when that is done."""
        if self._leaving_ns is None:
            self._code = code
            self._leaving_ns = time.monotonic_ns()
            if self._senses is not None:
                self._senses.end()
            self._hand.halt(how, "", self._leaving_ns)

    def _maybe_leave(self) -> None:
        if self._leaving_ns is not None and not self._stop.under_way:
            self._loop.end(self._code)

    def _take_signals(self) -> None:
        """Stop before ending on a polite signal. Ctrl-C in the terminal is for the agents: they are to end first."""
        reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        for number in _ENDING_SIGNALS:
            signal.signal(number, lambda *_: None)
        self._loop.watch(reader, lambda: self._on_signal(reader))

    def _on_signal(self, reader: int) -> None:
        if set(os.read(reader, 64)) & {int(number) for number in _ENDING_SIGNALS}:
            self._leave("command", 0)


def main(service_fd: int, ui_fd: int, memory_fd: int) -> int:
    """Be the process.

    Args:
        service_fd: Our end of the socket pair with the service.
        ui_fd: Our end of the one with the ui.
        memory_fd: The shared memory.

    Returns:
        Exit status.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hurry()
    service = Channel(socket.socket(fileno=service_fd))
    ui = Channel(socket.socket(fileno=ui_fd))
    latch = Latch(memory_fd)
    config, rest = _await_config(service)
    if config is None:
        return 0
    return Process(service, ui, latch, config).run(rest)


def _hurry() -> None:
    """Be quick to run, where that is permitted; no part of this is needed."""
    sys.setswitchinterval(_SWITCH_S)
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, _PRIORITY)
    with contextlib.suppress(OSError):
        # Before all that share the machine fairly, in whatever session they are; for those that RLIMIT_RTPRIO lets.
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))


def _await_config(service: Channel) -> tuple[Configure | None, list[Packet]]:
    """Wait for the first message.

    Returns:
        It, or None when the service went away instead; and what came after it.
    """
    while not service.closed:
        select.select([service], [], [])
        packets = service.receive()
        for index, packet in enumerate(packets):
            with contextlib.suppress(MessageError):
                message = from_service(packet.message, len(packet.fds))
                if isinstance(message, Configure):
                    return message, packets[index + 1 :]
            packet.close()
    return None, []
