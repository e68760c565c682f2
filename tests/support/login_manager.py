"""A session manager on a bus of the test's own, with one session, as systemd-logind is: locks, sleep, inhibitors."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from typing import TYPE_CHECKING, Self

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
SESSION = "/org/freedesktop/login1/session/_37"
SESSION_ID = "7"
OTHER = "/org/freedesktop/login1/session/_38"
OTHER_ID = "8"
_MANAGER, _SESSION = f"{NAME}.Manager", f"{NAME}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class LoginManager:
    """Owns logind's name; a context manager.

    Args:
        address: The system bus.
        locked: The session is locked from the start.
        asleep: The machine is about to sleep from the start.

    Attributes:
        inhibitors: What was asked for, in order: `what`, `who`, `why`, `mode`.
        refuses: Nobody may have sleep wait.
        before_answer: Signals that it sends just before it answers what is locked.
        after_answer: The same, just after.
        sessions: The sessions that there are, by id: path, type and state. `SESSION` is locked or open, others open.
        auto: The session that it thinks the caller's; empty for none.
        shown: The session that it thinks the user's on the screen; empty for none.
    """

    def __init__(self, address: str, *, locked: bool = False, asleep: bool = False) -> None:
        self.inhibitors: list[list[str]] = []
        self.refuses = False
        self.before_answer: list[Message] = []
        self.after_answer: list[Message] = []
        self.sessions = {SESSION_ID: (SESSION, "x11", "active")}
        self.auto, self.shown = SESSION_ID, ""
        self._address = address
        self._locked = locked
        self._asleep = asleep
        self._pipes: list[int] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()
        for pipe in self._pipes:
            os.close(pipe)

    # -- what happens to the machine

    def hint(self, *, locked: bool, session: str = SESSION) -> None:
        """Take the locker's word that a session is locked, or open."""
        self._locked = locked if session == SESSION else self._locked
        self._run(self._send(hint(locked=locked, session=session)))

    def forget(self, *, locked: bool) -> None:
        """Say that something is locked or open now, and not which."""
        self._locked = locked
        self._run(self._send(_changed(SESSION, {}, ["LockedHint"])))

    def ends(self, session_id: str) -> None:
        """End a session."""
        path, _, _ = self.sessions.pop(session_id)
        self._run(self._send(Message.new_signal(PATH, _MANAGER, "SessionRemoved", "so", [session_id, path])))

    def begins(self, session_id: str, path: str) -> None:
        """Begin a session on the screen."""
        self.sessions[session_id] = (path, "x11", "active")
        self.auto = session_id
        self._run(self._send(Message.new_signal(PATH, _MANAGER, "SessionNew", "so", [session_id, path])))

    def ask_to(self, what: str) -> None:
        """Ask the session's locker to `Lock` or to `Unlock`."""
        self._run(self._send(Message.new_signal(SESSION, _SESSION, what)))

    def sleep(self, *, asleep: bool) -> None:
        """Say that the machine is about to sleep, or is awake again."""
        self._asleep = asleep
        self._run(self._send(sleep(asleep=asleep)))

    def delayed(self) -> int:
        """Count the inhibitors that are still held."""
        held = 0
        for pipe in self._pipes:
            try:
                os.read(pipe, 1)
            except BlockingIOError:
                held += 1
        return held

    # -- in the thread

    def _run(self, task: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(task, self._loop).result(20)

    async def _start(self) -> None:
        self._bus = await MessageBus(bus_address=self._address, negotiate_unix_fd=True).connect()
        self._bus.add_message_handler(self._handle)
        await self._bus.request_name(NAME)

    async def _end(self) -> None:
        self._bus.disconnect()
        with contextlib.suppress(EOFError):  # the bus has ended before
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types

    async def _send(self, signal: Message) -> None:
        await self._bus.send(signal)

    def _handle(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        if message.member == "Get":
            return self._get(message)
        if message.member == "GetSession" and message.body[0] in self.sessions:
            return Message.new_method_return(message, "o", [self.sessions[message.body[0]][0]])
        if message.member == "Inhibit" and not self.refuses:
            return self._inhibit(message)
        return False

    def _get(self, message: Message) -> Message | bool:
        known: dict[tuple[str, str, str], Variant] = {
            (PATH, _MANAGER, "PreparingForSleep"): Variant("b", self._asleep),
        }
        for path, kind, state in self.sessions.values():
            known[path, _SESSION, "LockedHint"] = Variant("b", self._locked and path == SESSION)
            known |= {(path, _SESSION, "Type"): Variant("s", kind), (path, _SESSION, "State"): Variant("s", state)}
        if self.auto:
            known[f"{PATH}/session/auto", _SESSION, "Id"] = Variant("s", self.auto)
        if self.shown:
            shown = [self.shown, self.sessions[self.shown][0]]
            known[f"{PATH}/user/self", f"{NAME}.User", "Display"] = Variant("(so)", shown)
        interface, name = message.body
        value = known.get((message.path or "", interface, name))
        if value is None:
            return False
        if name != "LockedHint":
            return Message.new_method_return(message, "v", [value])
        answer = Message.new_method_return(message, "v", [value])
        for one in [*self.before_answer, answer, *self.after_answer]:
            self._bus.send(one)
        return True

    def _inhibit(self, message: Message) -> bool:
        self.inhibitors.append([str(word) for word in message.body])
        ours, theirs = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._pipes.append(ours)
        sent = self._bus.send(Message.new_method_return(message, "h", [0], unix_fds=[theirs]))
        sent.add_done_callback(lambda _sent: os.close(theirs))
        return True


def hint(*, locked: bool, session: str = SESSION) -> Message:
    """Give the signal of a session whose locker says that it is locked, or open."""
    return _changed(session, {"LockedHint": Variant("b", locked)}, [])


def sleep(*, asleep: bool) -> Message:
    """Give the signal that the machine is about to sleep, or is awake again."""
    return Message.new_signal(PATH, _MANAGER, "PrepareForSleep", "b", [asleep])


def _changed(session: str, now: dict[str, Variant], gone: list[str]) -> Message:
    return Message.new_signal(session, _PROPERTIES, "PropertiesChanged", "sa{sv}as", [_SESSION, now, gone])
