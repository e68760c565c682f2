"""Whether the screen is locked, or the machine about to sleep: by what lockers and the session say on D-Bus.

Told by a thread of its own: no bus keeps anybody waiting. Only the owner of a locker's name is believed, and a
contained agent can have none of these names. Lockers that have no bus are seen by their window: see `is_locker`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import threading
from typing import TYPE_CHECKING, Protocol

from dbus_fast import Message, MessageFlag, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

from supervisor.desktop.atspi_bus import session_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
_DBUS = "org.freedesktop.DBus"
_DAEMON = (_DBUS, "/org/freedesktop/DBus", _DBUS)
_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SYSTEM = "unix:path=/run/dbus/system_bus_socket"
_RETRY_S = 5.0
_CALL_S = 3.0
_UNREACHABLE = (OSError, EOFError, DBusError, AuthError, InvalidAddressError, ValueError)


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
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._addresses = {
            "session": session_address(environ),
            "system": environ.get("DBUS_SYSTEM_BUS_ADDRESS", _SYSTEM),
        }
        self._session = environ.get("XDG_SESSION_ID", "")
        self.on_change: Callable[[str], None] = lambda _why: None
        self._locks: dict[str, bool] = {}
        self._told = ""
        self._tell_fd = -1

    def start(self, loop: Loop) -> None:
        """Begin to listen."""
        hear, self._tell_fd = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        loop.add(hear, lambda _events: self._heard(hear), select.EPOLLIN)
        threading.Thread(target=self._listen, name="screen-lock", daemon=True).start()

    def _heard(self, fd: int) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(fd, 4096)
        why = next((name for name, locked in list(self._locks.items()) if locked), "")
        if why != self._told:
            self._told = why
            self.on_change(why)

    def _tell(self, source: str, *, locked: bool) -> None:
        """Take, in the thread, what a source says."""
        self._locks[source] = locked
        with contextlib.suppress(OSError):  # full: the loop looks at all of it anyway
            os.write(self._tell_fd, b".")

    # -- in the thread

    def _listen(self) -> None:
        asyncio.run(self._listen_to_both())

    async def _listen_to_both(self) -> None:
        await asyncio.gather(self._keep(_Savers), self._keep(_Login))

    async def _keep(self, kind: type[_Savers | _Login]) -> None:
        """Listen on one bus for as long as we live, also when it comes later, or anew."""
        while True:
            with contextlib.suppress(*_UNREACHABLE):
                bus = await MessageBus(bus_address=self._addresses[kind.bus]).connect()
                await kind(bus, self._tell, self._session).follow()
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types
            for source in [one for one in self._locks if one.startswith(kind.bus)]:
                self._tell(source, locked=False)
            await asyncio.sleep(_RETRY_S)


class _Names:
    """Signals of the owners of some names, and of nobody else."""

    def __init__(self, bus: MessageBus, names: tuple[str, ...]) -> None:
        self._bus = bus
        self._names = names
        self._owners: dict[str, str] = {}

    async def follow(self) -> None:
        """Begin to listen to them."""
        self._bus.add_message_handler(self._handle)
        for name in self._names:
            await self.match(f"sender='{_DBUS}',member='NameOwnerChanged',arg0='{name}'")
            await self.match(f"sender='{name}'")
            found = await self.call(_DAEMON, "GetNameOwner", name)
            if found:
                self._owners[name] = str(found[0])
                await self.came(name)

    async def match(self, rule: str) -> None:
        await self.call(_DAEMON, "AddMatch", f"type='signal',{rule}")

    async def call(self, target: tuple[str, str, str], member: str, *arguments: str) -> list[object]:
        """Call a method of name, path and interface; gives nothing where that is refused, and starts nobody."""
        name, path, interface = target
        message = Message(name, path, interface, member, signature="s" * len(arguments), body=list(arguments))
        message.flags = MessageFlag.NO_AUTOSTART
        try:
            async with asyncio.timeout(_CALL_S):
                reply = await self._bus.call(message)
        except TimeoutError:  # one that hangs must not keep us from hearing the others
            return []
        return list(reply.body) if reply is not None and reply.message_type is MessageType.METHOD_RETURN else []

    def _handle(self, message: Message) -> bool:
        if message.message_type is not MessageType.SIGNAL:
            return False
        if message.sender == _DBUS and message.member == "NameOwnerChanged":
            name, _, owner = message.body
            if name in self._names:
                self._owners[name] = owner
                self.changed_hands(name)
            return False
        for name in self._names:
            if self._owners.get(name) == message.sender:
                self.said(name, message)
        return False

    async def came(self, name: str) -> None:
        """Take that a name has an owner from the start."""

    def changed_hands(self, name: str) -> None:
        """Take that a name has another owner, or none."""

    def said(self, _name: str, message: Message) -> None:
        """Take a signal of the owner of a name."""


class _Savers(_Names):
    """Screen savers on the session bus."""

    bus = "session"

    def __init__(self, bus: MessageBus, tell: Tell, _session: str) -> None:
        super().__init__(bus, SAVERS)
        self._tell = tell

    async def came(self, name: str) -> None:
        active = await self.call((name, "/" + name.replace(".", "/"), name), "GetActive")
        self._tell(f"{self.bus}: {name}", locked=active == [True])

    def changed_hands(self, name: str) -> None:
        # A locker that has ended has let the screen go.
        self._tell(f"{self.bus}: {name}", locked=False)

    def said(self, name: str, message: Message) -> None:
        if message.member == "ActiveChanged" and message.interface == name and message.signature == "b":
            self._tell(f"{self.bus}: {name}", locked=bool(message.body[0]))


class _Login(_Names):
    """The session manager of the system: the lock of our session, and sleep."""

    bus = "system"

    def __init__(self, bus: MessageBus, tell: Tell, session: str) -> None:
        super().__init__(bus, (_LOGIN,))
        self._tell = tell
        self._session = session
        self._path = ""

    async def came(self, name: str) -> None:
        if self._session:
            found = await self.call((name, _LOGIN_PATH, f"{_LOGIN}.Manager"), "GetSession", self._session)
            self._path = str(found[0]) if found else ""
        if self._path:
            hint = await self.call((name, self._path, _PROPERTIES), "Get", f"{_LOGIN}.Session", "LockedHint")
            self._hint(hint[0] if hint else None)

    def changed_hands(self, name: str) -> None:
        self._tell(f"{self.bus}: {name}", locked=False)
        self._tell(f"{self.bus}: sleep", locked=False)

    def said(self, _name: str, message: Message) -> None:
        if message.member == "PrepareForSleep" and message.signature == "b":
            self._tell(f"{self.bus}: sleep", locked=bool(message.body[0]))
        elif message.member == "PropertiesChanged" and message.path == self._path and message.signature == "sa{sv}as":
            self._hint(message.body[1].get("LockedHint"))

    def _hint(self, value: object) -> None:
        if isinstance(value, Variant):
            self._tell(f"{self.bus}: {_LOGIN}", locked=bool(value.value))
