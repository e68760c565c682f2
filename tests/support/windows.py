"""The windows on a virtual desktop, as a person would name them: by class, title and place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from Xlib import X, Xatom
from Xlib.error import XError
from Xlib.protocol.event import ClientMessage

from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from Xlib.xobject.drawable import Window as XWindow

    from supervisor.demo.virtual_desktop import VirtualDesktop


@dataclass(frozen=True, slots=True)
class Window:
    """A managed window at one moment."""

    id: int
    """X id."""
    title: str
    classes: tuple[str, ...]
    """Both parts of WM_CLASS."""
    rect: tuple[int, int, int, int]
    """x, y, width, height of its inside on the screen, in pixels."""

    @property
    def centre(self) -> tuple[int, int]:
        """The middle of its inside."""
        x, y, width, height = self.rect
        return x + width // 2, y + height // 2


class Windows:
    """Looks at the windows of a virtual desktop."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.connection = connect(desktop)
        self.root = self.connection.screen().root

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave."""
        self.connection.close()

    def all(self) -> list[Window]:
        """List the managed windows that are on the screen, oldest first."""
        return list(self._seen())

    def active(self) -> Window | None:
        """Give the window that has the focus, as the window manager says."""
        prop = self.root.get_full_property(self.connection.intern_atom("_NET_ACTIVE_WINDOW"), Xatom.WINDOW)
        active = prop.value[0] if prop and len(prop.value) else 0
        return next((window for window in self._seen() if window.id == active), None)

    def find(self, *, wm_class: str = "", title: str = "") -> Window | None:
        """Give the newest window with that class (either part, any case) and a title matching that pattern."""
        for window in reversed(self.all()):
            if wm_class and wm_class.lower() not in {part.lower() for part in window.classes}:
                continue
            if re.search(title, window.title):
                return window
        return None

    def wait(self, *, wm_class: str = "", title: str = "", timeout_s: float = 30.0) -> Window:
        """Wait for such a window."""
        what = f"a window of class `{wm_class}` titled `{title}`"
        return wait_for(lambda: self.find(wm_class=wm_class, title=title), what, timeout_s=timeout_s)

    def wait_gone(self, window: Window, *, timeout_s: float = 30.0) -> None:
        """Wait until a window is closed."""
        wait_for(
            lambda: window.id not in {other.id for other in self.all()},
            f"`{window.title}` to close",
            timeout_s=timeout_s,
        )

    def wait_active(self, window: Window, *, timeout_s: float = 30.0) -> Window:
        """Wait until a window has the focus, and give it as it is then."""

        def look() -> Window | None:
            active = self.active()
            return active if active and active.id == window.id else None

        return wait_for(look, f"`{window.title}` to be active", timeout_s=timeout_s)

    def activate(self, window: Window) -> Window:
        """Ask the window manager to raise and focus a window, and wait until it has."""
        message = ClientMessage(
            window=window.id,
            client_type=self.connection.intern_atom("_NET_ACTIVE_WINDOW"),
            data=(32, [2, X.CurrentTime, 0, 0, 0]),
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self.root.send_event(message, event_mask=mask)
        self.connection.flush()
        return self.wait_active(window)

    def uppermost(self) -> int:
        """Give the id of the managed window that is above all others, as the window manager says; 0 for none."""
        prop = self.root.get_full_property(self.connection.intern_atom("_NET_CLIENT_LIST_STACKING"), Xatom.WINDOW)
        return int(prop.value[-1]) if prop and len(prop.value) else 0

    def topmost_at(self, x: int, y: int) -> int:
        """Give the id of the root's child that is topmost at a pixel, 0 for none; menus and popups included."""
        for child in reversed(self.root.query_tree().children):
            try:
                attributes = child.get_attributes()
                box = child.get_geometry()
            except XError:
                continue
            if attributes.map_state != X.IsViewable or attributes.win_class != X.InputOutput:
                continue
            if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height:
                return int(child.id)
        return 0

    def _seen(self) -> Iterator[Window]:
        prop = self.root.get_full_property(self.connection.intern_atom("_NET_CLIENT_LIST"), Xatom.WINDOW)
        for number in prop.value if prop else ():
            try:
                window = self._describe(self.connection.create_resource_object("window", number))
            except XError:
                continue  # closed meanwhile
            if window:
                yield window

    def _describe(self, window: XWindow) -> Window | None:
        if window.get_attributes().map_state != X.IsViewable:
            return None
        size = window.get_geometry()
        at = self.root.translate_coords(window, 0, 0)
        name = window.get_full_property(self.connection.intern_atom("_NET_WM_NAME"), X.AnyPropertyType)
        title = name.value if name else window.get_wm_name() or ""
        if isinstance(title, bytes):
            title = title.decode("utf-8", "replace")
        return Window(window.id, title, tuple(window.get_wm_class() or ()), (at.x, at.y, size.width, size.height))
