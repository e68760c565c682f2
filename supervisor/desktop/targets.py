"""The windows as the engine asks for them: what is there, what a menu hides, what an id belongs to."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from Xlib import X, Xatom
from Xlib.protocol import request as xrequest

from supervisor.core.action import Point
from supervisor.core.facts import Program
from supervisor.desktop.grab_breaker import end_grab
from supervisor.desktop.windows import Windows
from supervisor.desktop.x11 import answered, property_bytes, property_ints
from supervisor.detect.programs import program_of

if TYPE_CHECKING:
    from Xlib.protocol import rq

    from supervisor.core.context import Window

_MAX_ATOMS = 4096
"""Names kept; an agent can make as many atoms as it likes."""
_MENU_TYPES = ("POPUP_MENU", "DROPDOWN_MENU", "MENU", "COMBO")


class Targets(Windows):
    """Implements `core.ports.Desktop`."""

    def __init__(self, display: str | None = None) -> None:
        # Mapped windows that no window manager handles, oldest first, with their types, None while not asked.
        self._unmanaged: dict[int, frozenset[int] | None] = {}
        self._launchers: dict[int, bool] = {}
        self._atom_names: dict[int, str] = {}
        super().__init__(display)
        self._window_type = self._x11.atom("_NET_WM_WINDOW_TYPE")
        self._menus = {self._x11.atom(f"_NET_WM_WINDOW_TYPE_{name}") for name in _MENU_TYPES}
        self._dragged = self._x11.atom("_NET_WM_WINDOW_TYPE_DND")
        self._find_unmanaged()

    def extension(self, name: str) -> tuple[int, int]:
        """Give major opcode and first event of an extension; zeros when the server lacks it."""
        reply = self._x11.display.query_extension(name)
        return (int(reply.major_opcode), int(reply.first_event)) if reply and reply.present else (0, 0)

    def extensions(self) -> dict[str, int]:
        """Give the major opcodes of all extensions of the server, by name."""
        names = [str(name) for name in self._x11.display.list_extensions()]
        return {name: self.extension(name)[0] for name in names}

    def atom_name(self, atom: int) -> str:
        """Give the name of an atom; empty when it has none, or when the server does not answer in time."""
        known = self._atom_names.get(atom)
        if known is None:
            reply = self._x11.answer(self._x11.ask(xrequest.GetAtomName, atom=atom))
            if reply is None:
                return ""
            if len(self._atom_names) >= _MAX_ATOMS:
                self._atom_names.clear()
            raw = reply.name
            known = self._atom_names[atom] = raw.decode("latin-1") if isinstance(raw, bytes) else str(raw)
        return known

    def end_grab(self, what: str, window: int) -> bool:
        """End the grab of `pointer` or `keyboard` on a window; False when there is none."""
        return end_grab(self._x11, what, window)

    def decoy(self) -> int:
        """Make a window that is never shown: a grab on it is refused by the server in proper form."""
        window = self._x11.display.screen().root.create_window(-1, -1, 1, 1, 0, X.CopyFromParent, X.InputOnly)
        self._x11.flush()
        return int(window.id)

    def _at(self, point: Point, question: rq.ReplyRequest) -> Window | None:
        """Take the answer about a point; a menu bears the title of the window it is of.

        The picture of what is being dragged is looked through: what is dropped goes to the window below it.
        """
        found = super()._at(point, question)
        if found is not None and found.override_redirect and self._dragged in self._types(found.id):
            found = self._window_below(found.id, point)
        if found is None or found.title or not found.override_redirect:
            return found
        owner = self._facts.get(self._client_of.get(found.transient_for, found.transient_for))
        if owner is None:
            # Many toolkits leave that out; a menu that is open belongs to the window that has the focus.
            focused = self.focused()
            owner = focused if focused is not None and focused.pid and focused.pid == found.pid else None
        return dataclasses.replace(found, title=owner.title) if owner is not None else found

    def by_id(self, window: int) -> Window | None:
        """Give the top-level window that holds X window `window`, which may name pointer (0) or focus (1)."""
        if window == X.PointerWindow:
            return self.window_at(self.pointer().point)
        if window == X.InputFocus:
            return self.focused()
        if window == self._x11.root:
            return self._root_window()
        self.drain()
        top = self._top_of.get(window) or self._climb(window)
        return self._window_of(top) if top else None

    def translate(self, window: int, x: int, y: int) -> Point | None:
        """Turn window coordinates to root ones; None when the window is gone."""
        if window == self._x11.root:
            return Point(x, y)
        reply = self._x11.answer(
            self._x11.ask(xrequest.TranslateCoords, src_wid=window, dst_wid=self._x11.root, src_x=x, src_y=y)
        )
        return None if reply is None else Point(reply.x, reply.y)

    def is_ours(self, window: Window) -> bool:
        """Tell whether a window belongs to the supervisor itself."""
        return window.pid in self.own_pids

    def viewable(self, window: int) -> bool | None:
        """Tell whether a window is on the screen, ancestors included; None when the server does not say in time."""
        question = self._x11.ask(xrequest.GetWindowAttributes, window=window)
        reply = self._x11.answer(question)
        if not answered(question):
            return None
        return reply is not None and bool(reply.map_state == X.IsViewable)

    def menu(self) -> Window | None:
        """Give the topmost open menu, or launcher that no window manager handles: its grab takes the keys.

        As of the last question asked: a question's reply brings every event before it, so this one costs nothing
        while no menu is open.
        """
        self.drain()
        for window in reversed(list(self._unmanaged)):
            if (self._is_menu(window) or self._launches(window)) and self.viewable(window):
                found = self._facts.get(window)
                if window in self._facts.of_agents:
                    # An agent can show a menu that has no grab: keys would be judged by it and go elsewhere.
                    continue
                return found if found is None or found.pid not in self.own_pids else None
        return None

    def _is_menu(self, window: int) -> bool:
        return bool(self._menus & self._types(window))

    def _launches(self, window: int) -> bool:
        """Tell whether a window is by its class a launcher: dmenu and rofi take the keys and never the focus."""
        known = self._launchers.get(window)
        if known is None:
            words = property_bytes(self._x11.answer(self._x11.ask_property(window, Xatom.WM_CLASS, 64)))
            names = words.decode("latin-1").split("\0")
            known = self._launchers[window] = any(program_of(name) is Program.RUN_DIALOG for name in names)
        return known

    def _types(self, window: int) -> frozenset[int]:
        """Give what kinds of window it says it is."""
        known = self._unmanaged.get(window)
        if known is None:
            known = frozenset(property_ints(self._x11.answer(self._x11.ask_property(window, self._window_type, 8))))
            if window in self._unmanaged:
                self._unmanaged[window] = known
        return known

    def _find_unmanaged(self) -> None:
        """Begin with what is mapped already; events tell of the rest."""
        tree = self._x11.answer(self._x11.ask(xrequest.QueryTree, window=self._x11.root))
        windows = [int(getattr(child, "id", child)) for child in tree.children] if tree is not None else []
        asked = [(w, self._x11.ask(xrequest.GetWindowAttributes, window=w)) for w in windows]
        for window, question in asked:
            known = self._x11.answer(question)
            if known is not None and known.map_state == X.IsViewable and known.override_redirect:
                self._unmanaged[window] = None

    def _take(self, event: Any) -> None:
        super()._take(event)
        if event.type == X.MapNotify and event.override:
            # Mapped last is on top, unless it is restacked, which menus are not.
            self._unmanaged.pop(event.window.id, None)
            self._unmanaged[event.window.id] = None
        elif event.type in (X.UnmapNotify, X.DestroyNotify):
            self._unmanaged.pop(event.window.id, None)
            if event.type == X.DestroyNotify:
                self._launchers.pop(event.window.id, None)
