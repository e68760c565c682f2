"""Whether the screen is locked, or the machine about to sleep: by what lockers and the session say on D-Bus.

Told by a thread of its own: no bus keeps anybody waiting. Only the owner of a locker's name is believed, and a
contained agent can have none of these names. Lockers that have no bus are seen by their window: see `is_locker`.

What was locked stays locked until the same source says that it is open, or its name has left a bus that goes on: a
bus that ends says nothing about the screen. A source that keeps silent counts as locked until it speaks. One that
refuses to tell counts as it did before, and at the start as open: programs that only keep the screen from locking
have a locker's name too and know no such question, as GNOME's has, and nobody would ever open what they locked.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import threading
from typing import TYPE_CHECKING, Protocol

from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from supervisor.desktop.atspi_bus import session_address
from supervisor.desktop.bus_names import DAEMON_S, PROPERTIES, UNREACHABLE, Names
from supervisor.desktop.sleep_delay import SleepDelay

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from dbus_fast import Message

    from supervisor.core.context import Window
    from supervisor.core.ports import Loop

SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
LOCKERS = frozenset(
    {
        *("slock", "i3lock", "xlock", "xtrlock", "pyxtrlock", "sxlock", "xsecurelock", "physlock", "xscreensaver"),
        *("xscreensaver-gfx", "xscreensaver-auth", "light-locker", "gnome-screensaver", "mate-screensaver"),
        *(
            "cinnamon-screensaver",
            "xfce4-screensaver",
            "xfce4-screensaver-dialog",
            "kscreenlocker_greet",
            "i3lock-color",
        ),
    }
)
"""Programs whose window over the whole screen is a lock."""
_SHORT = frozenset(name[:15] for name in LOCKERS)
"""As the kernel calls them: of one that runs as root nobody may read more."""
_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION, _USER = f"{_LOGIN}.Manager", f"{_LOGIN}.Session", f"{_LOGIN}.User"
_NO_SCREEN = frozenset({"tty", "unspecified"})
"""Types of sessions that draw nothing that could be locked: a console, a shell from another machine."""
SLEEP = "system: sleep"
_SYSTEM = "unix:path=/run/dbus/system_bus_socket"
RETRY_S = 5.0
SILENT_S = 3.0
"""Who has not answered by then counts as locked until they do."""
ASKED_S = 10.0
"""A session that is asked to lock counts as locked for so long: its locker is on its way, and says the rest."""


class Tell(Protocol):
    """Takes what a source says."""

    def __call__(self, source: str, *, locked: bool) -> None:
        """Take that a source says that the screen is locked, or is not."""


def is_locker(window: Window | None, screen: tuple[int, int]) -> bool:
    """Tell whether a window is a lock: of a locker, past the window manager, over all of the screen."""
    if window is None or window.rect is None or not window.override_redirect:
        return False
    rect = window.rect
    covers = rect.x <= 0 and rect.y <= 0 and rect.x + rect.width >= screen[0] and rect.y + rect.height >= screen[1]
    return covers and (window.executable in LOCKERS or window.executable in _SHORT)


class ScreenLock:
    """Listens on the session bus and the system bus.

    Attributes:
        on_change: Called in the loop with why the screen counts as locked; empty when it is open.
        thread: The one that listens; None before `start`.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._addresses = {
            "session": session_address(environ),
            "system": environ.get("DBUS_SYSTEM_BUS_ADDRESS", _SYSTEM),
        }
        self._session = environ.get("XDG_SESSION_ID", "")
        self.on_change: Callable[[str], None] = lambda _why: None
        self._locks: dict[str, bool] = {}
        self._delay = SleepDelay()
        self._told = ""
        self._tell_fd = -1
        self.thread: threading.Thread | None = None
        self._end = -1

    def start(self, loop: Loop) -> None:
        """Begin to listen."""
        hear, self._tell_fd = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._end = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        loop.add(hear, lambda _events: self._heard(hear), select.EPOLLIN)
        self.thread = threading.Thread(target=self._listen, name="screen-lock", daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Listen no longer, once the thread has noticed."""
        self._delay.release()
        if self.thread is not None:
            os.eventfd_write(self._end, 1)

    def _heard(self, fd: int) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(fd, 4096)
        locks = dict(self._locks)
        why = next((name for name, locked in locks.items() if locked), "")
        if why != self._told and not locks.get(self._told):
            self._told = why
            self.on_change(why)
        if locks.get(SLEEP):
            self._delay.release()  # INVARIANT: only now, when the agents are held

    def _tell(self, source: str, *, locked: bool) -> None:
        """Take, in the thread, what a source says."""
        self._locks[source] = locked
        with contextlib.suppress(OSError):  # full: the loop looks at all of it anyway
            os.write(self._tell_fd, b".")

    # -- in the thread

    def _listen(self) -> None:
        asyncio.run(self._listen_to_both())

    async def _listen_to_both(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_foreseen)
        both = asyncio.gather(
            self._keep("session", lambda bus: _Savers(bus, self._tell)),
            self._keep("system", lambda bus: _Login(bus, self._tell, self._session, self._take_delay)),
        )
        loop.add_reader(self._end, both.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await both
        loop.remove_reader(self._end)

    async def _take_delay(self) -> None:
        await self._delay.take(self._addresses["system"])
        with contextlib.suppress(OSError):
            os.write(self._tell_fd, b".")  # the machine may be about to sleep already

    async def _keep(self, bus: str, sources: Callable[[MessageBus], _Sources]) -> None:
        """Listen on one bus for as long as we live, also when it comes later, or anew."""
        while True:
            with contextlib.suppress(*UNREACHABLE):
                await self._listen_to(MessageBus(bus_address=self._addresses[bus]), sources)
            await asyncio.sleep(RETRY_S)

    async def _listen_to(self, bus: MessageBus, sources: Callable[[MessageBus], _Sources]) -> None:
        try:
            async with asyncio.timeout(DAEMON_S):
                await bus.connect()
            names = sources(bus)
            try:
                await names.follow()
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types
            finally:
                names.leave()
        finally:
            bus.disconnect()


def _foreseen(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Say nothing of a message that a bus no longer took: that the bus has ended is heard elsewhere."""
    if not isinstance(context.get("exception"), UNREACHABLE):
        loop.default_exception_handler(context)


class _Sources(Names):
    """Names that say what is locked.

    Attributes:
        bus: What the bus is called in what is told.
    """

    bus = ""

    def __init__(self, bus: MessageBus, names: tuple[str, ...], tell: Tell) -> None:
        super().__init__(bus, names)
        self._tell = tell
        self._newer: set[str] = set()
        self._silent: dict[str, asyncio.TimerHandle] = {}

    def took(self, name: str, what: str, *, locked: bool) -> None:
        """Take what was said unasked: newer than any answer that is still under way."""
        self._spoke(name)
        self._newer.add(what)
        self._tell(f"{self.bus}: {what}", locked=locked)

    async def learn(self, name: str, what: str, question: Awaitable[object]) -> None:
        """Ask, and take the answer, if it is one and nothing was said since the question."""
        self._newer.discard(what)
        value = await question
        self._spoke(name)
        if isinstance(value, bool) and what not in self._newer:
            self._tell(f"{self.bus}: {what}", locked=value)

    async def came(self, name: str) -> None:
        silence = f"{self.bus}: {name} does not answer"
        loop = asyncio.get_running_loop()
        self._silent[name] = loop.call_later(SILENT_S, lambda: self._tell(silence, locked=True))
        try:
            await self.tells(name)
            self._spoke(name)
        finally:
            self._silent[name].cancel()

    def _spoke(self, name: str) -> None:
        """Take that a name is not silent. Told before what it says, so that there is no other reason in between."""
        if name in self._silent:
            self._silent[name].cancel()
        self._tell(f"{self.bus}: {name} does not answer", locked=False)

    async def tells(self, name: str) -> None:
        """Ask the owner of a name how things stand."""


class _Savers(_Sources):
    """Screen savers on the session bus."""

    bus = "session"

    def __init__(self, bus: MessageBus, tell: Tell) -> None:
        super().__init__(bus, SAVERS, tell)

    async def tells(self, name: str) -> None:
        await self.learn(name, name, self._active(name))

    async def _active(self, name: str) -> object:
        found = await self.call((name, "/" + name.replace(".", "/"), name), "GetActive")
        return found[0] if found else None

    def left(self, name: str) -> None:
        # A locker that has ended has let the screen go.
        self.took(name, name, locked=False)

    def said(self, name: str, message: Message) -> None:
        if message.member == "ActiveChanged" and message.interface == name and message.signature == "b":
            self.took(name, name, locked=bool(message.body[0]))


class _Login(_Sources):
    """The session manager of the system: the lock of our session, and sleep."""

    bus = "system"

    def __init__(self, bus: MessageBus, tell: Tell, session: str, delay: Callable[[], Awaitable[None]]) -> None:
        super().__init__(bus, (_LOGIN,), tell)
        self._delay = delay
        self._session = session
        self._path = ""
        self._asked: asyncio.TimerHandle | None = None

    async def tells(self, name: str) -> None:
        await self.learn(name, "sleep", self._get(_LOGIN_PATH, _MANAGER, "PreparingForSleep"))
        self._path = await self._find()
        if self._path:
            await self.learn(name, _LOGIN, self._get(self._path, _SESSION, "LockedHint"))
        await self._delay()

    async def _find(self) -> str:
        """Find the session whose screen is ours: the one that our environment names may be over, or a shell's.

        Returns:
            Its path; empty for none.
        """
        shown = await self._get(f"{_LOGIN_PATH}/user/self", _USER, "Display")
        auto = await self._get(f"{_LOGIN_PATH}/session/auto", _SESSION, "Id")
        found = []
        for session in (self._session, shown[0] if isinstance(shown, list | tuple) else "", auto):
            answer = await self.call((_LOGIN, _LOGIN_PATH, _MANAGER), "GetSession", str(session)) if session else None
            path = str(answer[0]) if answer else ""
            if path and path not in found and await self._get(path, _SESSION, "State") != "closing":
                found.append(path)
        drawn = [path for path in found if await self._get(path, _SESSION, "Type") not in _NO_SCREEN]
        return next(iter([*drawn, *found]), "")

    async def _get(self, path: str, interface: str, name: str) -> object:
        found = await self.call((_LOGIN, path, PROPERTIES), "Get", interface, name)
        return found[0].value if found and isinstance(found[0], Variant) else None

    def left(self, name: str) -> None:
        for what in (_LOGIN, "sleep"):
            self.took(name, what, locked=False)
        self._wait_for_locker(asked=False)

    def said(self, name: str, message: Message) -> None:
        what = (message.interface, message.member, message.signature)
        if what == (_MANAGER, "PrepareForSleep", "b"):
            self.took(name, "sleep", locked=bool(message.body[0]))
            if not message.body[0]:
                self.ask(name)  # also for the delay of the next sleep
        elif what in ((_MANAGER, "SessionNew", "so"), (_MANAGER, "SessionRemoved", "so")):
            self._changed_hands(name, message.body[1], begins=message.member == "SessionNew")
        elif self._path and message.path == self._path:
            if what == (PROPERTIES, "PropertiesChanged", "sa{sv}as") and message.body[0] == _SESSION:
                self._changed(name, *message.body[1:])
            elif what in ((_SESSION, "Lock", ""), (_SESSION, "Unlock", "")):
                self._wait_for_locker(asked=message.member == "Lock")

    def _changed_hands(self, name: str, path: str, *, begins: bool) -> None:
        """Take that a session has begun or ended: ours may be another one now."""
        if not begins and path == self._path:
            self._path = ""
            # What is locked with a session goes with it, and nobody would ever say that it is open.
            self.took(name, _LOGIN, locked=False)
            self._wait_for_locker(asked=False)
        self.ask(name)

    def _changed(self, name: str, now: Mapping[str, Variant], gone: list[str]) -> None:
        hint = now.get("LockedHint")
        if hint is not None:
            self.took(name, _LOGIN, locked=hint.value is not False)
        elif "LockedHint" in gone:
            self.ask(name)

    def _wait_for_locker(self, *, asked: bool) -> None:
        """Count as locked until the locker, which is only asked to lock, has had its time."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self._tell(f"{self.bus}: asked to lock", locked=asked)
        if asked:
            loop = asyncio.get_running_loop()
            self._asked = loop.call_later(ASKED_S, lambda: self._wait_for_locker(asked=False))
