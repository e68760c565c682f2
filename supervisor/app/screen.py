"""The real display, opened: windows, elements, keyboard, the way in for proxies and the way out to the seat."""

from __future__ import annotations

import functools
import os
import select
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import BUTTONS_DOWN, DRAGGED_FROM, KEYS_DOWN, bits, read_point
from supervisor.desktop import display as xdisplay
from supervisor.desktop.accessibility import Accessibility
from supervisor.desktop.keymap import Keyboard
from supervisor.desktop.outlet import Outlet
from supervisor.desktop.portable.outlet import PortableOutlet
from supervisor.desktop.selections import Selections
from supervisor.desktop.stand_ins import ScreenCopies
from supervisor.desktop.targets import Targets
from supervisor.desktop.x11 import DisplayLostError
from supervisor.desktop.xauthority import write_xauthority
from supervisor.intake.doors import ServerFacts
from supervisor.intake.x11_proxy import Upstream
from supervisor.wire.xtest import Opcodes

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from supervisor.core.keymap import Keymap
    from supervisor.engine.engine import Engine
    from supervisor.engine.loop import EventLoop

_SETTLE_S = 0.05
"""So long a program may take to see where a drag is now."""
Register = "Callable[[socket.socket, Callable[[], None]], Callable[[], None]]"


@dataclass(slots=True)
class Screen:
    """What was opened."""

    loop: EventLoop
    name: str
    desktop: Targets
    elements: Accessibility
    selections: Selections
    keyboard: Keyboard
    copies: ScreenCopies
    target: xdisplay.Upstream
    upstream: Upstream
    on_lost: Callable[[str], None]
    outlet: Outlet | PortableOutlet | None = None
    problems: list[str] = field(default_factory=list)
    on_keyboard: Callable[[], None] = lambda: None
    private: Path | None = None
    """A folder that agents do not see; None for that of the system's temporary files."""
    _unregister: Callable[[], None] = lambda: None
    _portable: PortableOutlet | None = None
    _lent: tempfile.TemporaryDirectory[str] | None = None

    def keymap(self) -> Keymap:
        """Give the keyboard in use."""
        return self.keyboard.keymap()

    def open_outlet(
        self,
        engine: Engine,
        memory: memoryview,
        register: Callable[[socket.socket, Callable[[], None]], Callable[[], None]],
        allow: Callable[[int], None],
        portable_fd: int | None = None,
    ) -> None:
        """Open the way out; it is used once `human` holds its socket and knows its number.

        Args:
            engine: Uses it.
            memory: Shared with `human`.
            register: Gives `human` the socket; calls back when it has it.
            allow: Tells `human` an X client by which our input comes.
            portable_fd: The file of the memory, for the process of the portable way out; None for the X11 outlet.
        """
        if self.outlet is not None:
            return
        if portable_fd is not None:
            self._open_portable(engine, memory, register, allow, portable_fd)
            return
        connection = xdisplay.connect_upstream(self.target)
        outlet = self.outlet = Outlet(
            loop=self.loop,
            upstream=connection,
            auth=_auth(self.target),
            xtest_opcode=self.upstream.opcodes.xtest,
            memory=memory,
            on_lost=lambda: self._outlet_lost(engine),
        )

        def held() -> None:
            engine.parts.outlet = outlet
            engine.pump()

        allow(outlet.client)
        self._unregister = register(connection, held)

    def _open_portable(
        self,
        engine: Engine,
        memory: memoryview,
        register: Callable[[socket.socket, Callable[[], None]], Callable[[], None]],
        allow: Callable[[int], None],
        memory_fd: int,
    ) -> None:
        def held() -> None:
            engine.parts.outlet = outlet
            engine.pump()

        def ready() -> None:
            for client in outlet.clients:
                allow(client)
            self._unregister = register(outlet.socket, held)

        outlet = self.outlet = self._portable = PortableOutlet(
            loop=self.loop,
            memory=memory,
            memory_fd=memory_fd,
            keymap=lambda: self.keyboard.known,
            environ=os.environ | self._lend_cookie(),
            on_ready=ready,
            on_lost=lambda why: self._outlet_lost(engine, f"what makes the input has failed: {why}"),
        )

    def _lend_cookie(self) -> dict[str, str]:
        """Give what names the display to libraries that know few kinds of cookie files."""
        named = {"DISPLAY": self.name}
        if self.target.cookie is None:
            return named
        self._lent = tempfile.TemporaryDirectory(prefix="agent-supervisor-", dir=self.private)
        path = Path(self._lent.name) / "Xauthority"
        write_xauthority(path, self.target.name.number, self.target.cookie)
        return named | {"XAUTHORITY": str(path)}

    def _take_cookie(self) -> None:
        lent, self._lent = self._lent, None
        if lent is not None:
            lent.cleanup()

    def _outlet_lost(self, engine: Engine, why: str = "it closed the connection") -> None:
        engine.parts.outlet = None
        self.outlet = None
        self._take_cookie()
        self._unregister()
        if not engine.stopped and not engine.parts.closed():
            self.on_lost(why)

    def close_outlet(self, engine: Engine) -> None:
        """Close the way out; a stop has shut its socket anyway."""
        engine.parts.outlet = None
        outlet, self.outlet = self.outlet, None
        if outlet is not None:
            self._unregister()
            outlet.close()
            self._take_cookie()

    def releases(self, memory: memoryview) -> list[InputEvent]:
        """Give what lets everything go that agents hold down; a drag where it began, so that nothing is dropped."""
        keys, buttons = bits(memory, KEYS_DOWN), bits(memory, BUTTONS_DOWN)
        origin = read_point(memory, DRAGGED_FROM)
        events = [InputEvent(EventKind.MOTION, x=origin[0], y=origin[1])] if origin and buttons else []
        events += [InputEvent(EventKind.BUTTON_RELEASE, b) for b in buttons]
        return [*events, *(InputEvent(EventKind.KEY_RELEASE, k) for k in keys)]

    def release(self, events: list[InputEvent]) -> None:
        """Let go past the latch, when nobody else is there to do it."""
        if self.outlet is None:
            return
        for event in events:
            if event.kind is EventKind.MOTION:
                self.outlet.take_back(event)
                # It is the end of all: nobody waits to be served meanwhile.
                time.sleep(_SETTLE_S)
        self.outlet.send_releases(events)

    def close(self) -> None:
        """Close all connections."""
        if self.outlet is not None:
            self.outlet.close()
            self.outlet = None
            self._take_cookie()
        if self._portable is not None:
            self._portable.wait()
        self.loop.remove(self.desktop.fileno())
        self.loop.remove(self.elements.fileno())
        self.loop.remove(self.selections.fileno())
        self.loop.remove(self.keyboard.fileno())
        self.elements.stop()
        self.selections.close()
        self.keyboard.close()
        self.copies.close()
        self.desktop.close()


def open_screen(
    name: str,
    loop: EventLoop,
    on_lost: Callable[[str], None],
    private: Path | None = None,
    *,
    grab_limit_s: float = 0.0,
) -> Screen:
    """Open the display.

    Args:
        name: E.g. `:0`.
        loop: The service's loop.
        on_lost: Called when the server has gone.
        private: A folder that agents do not see, for what lets programs of ours reach the display.
        grab_limit_s: Longest time of an agent's grab, s; 0 for no bound.

    Raises:
        DesktopError: it cannot be reached, or lacks XTEST.
    """
    target = xdisplay.upstream(os.environ, name)
    desktop = Targets(name)
    opcodes = _opcodes(desktop)
    if not opcodes.xtest:
        raise xdisplay.DesktopError(f"display `{name}` has no XTEST extension: start the X server with it")
    elements = Accessibility()
    elements.start()
    selections = Selections(loop, name)
    keyboard, copies = Keyboard(name), ScreenCopies(name)
    server = ServerFacts(
        desktop.extensions(), desktop.atom_name, desktop.decoy(), desktop.end_grab, grab_limit_s=grab_limit_s
    )
    upstream = Upstream(functools.partial(_connect, target), *_auth(target), opcodes, server)
    screen = Screen(loop, name, desktop, elements, selections, keyboard, copies, target, upstream, on_lost)
    screen.private = private

    def remapped() -> None:
        if keyboard.drain():
            screen.on_keyboard()

    def watch(fd: int, drain: Callable[[], None]) -> None:
        def readable(_events: int) -> None:
            try:
                drain()
            except DisplayLostError as e:
                loop.remove(fd)
                on_lost(str(e))

        loop.add(fd, readable, select.EPOLLIN)

    watch(desktop.fileno(), desktop.drain)
    watch(keyboard.fileno(), remapped)
    watch(selections.fileno(), selections.drain)
    loop.add(elements.fileno(), lambda _events: elements.dispatch(), select.EPOLLIN)
    return screen


def _connect(target: xdisplay.Upstream) -> socket.socket:
    try:
        return xdisplay.connect_upstream(target)
    except xdisplay.DesktopError as e:
        raise OSError(str(e)) from e


def _auth(target: xdisplay.Upstream) -> tuple[bytes, bytes]:
    return (b"MIT-MAGIC-COOKIE-1", target.cookie) if target.cookie is not None else (b"", b"")


def _opcodes(desktop: Targets) -> Opcodes:
    """Learn the extensions' numbers on our own connection: a client may use one without asking for it."""
    xtest, _ = desktop.extension("XTEST")
    xinput, first = desktop.extension("XInputExtension")
    big, _ = desktop.extension("BIG-REQUESTS")
    shm, _ = desktop.extension("MIT-SHM")
    return Opcodes(xtest=xtest, xinput=xinput, xinput_first_event=first, big_requests=big, shm=shm)
