"""Which window is where, which has the focus, where the pointer is: right at the time of the call.

Each question costs one round trip that the server answers from its own tree; the reply also brings every event
before it, so that what is kept of the window is never older than the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from Xlib import X
from Xlib.ext import shape
from Xlib.protocol import request as xrequest

from supervisor.core.action import Point, Rect
from supervisor.core.context import Window
from supervisor.desktop.crtcs import Crtcs
from supervisor.desktop.quick_questions import FocusQuestion, PointerQuestion, WindowQuestion
from supervisor.desktop.window_facts import WindowFacts
from supervisor.desktop.x11 import X11, answered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from Xlib.protocol import rq

_MAX_DEPTH = 4
_MAX_CHILDREN = 64
_NOBODY, _POINTER_ROOT = X.NONE, X.PointerRoot


@dataclass(frozen=True, slots=True)
class PointerState:
    """Where the pointer is and what is held down, as the server has it."""

    point: Point
    """Place on the root window, physical px."""
    modifiers: int
    """Core modifier mask, bits 0 to 7 (Shift, Lock, Control, Mod1 to Mod5)."""
    buttons: int
    """Bit 0 is button 1, up to bit 4 for button 5."""
    group: int
    """Keyboard layout group, 0 to 3."""


class Windows:
    """Window facts on a connection of its own.

    Attributes:
        ignored: Ids of top-level windows that are looked through.
        own_pids: Our ui's processes; what they lay over the screen is looked through.
        behind_proxy: Gives the process that made a window through our proxy, 0 when that is not known.

    Raises:
        DesktopError: the display cannot be opened.
        DisplayLostError: from any method once the server has gone.
    """

    def __init__(self, display: str | None = None, environ: Mapping[str, str] | None = None) -> None:
        """Connect, see `X11`."""
        self._x11 = X11(display, environ)
        self.ignored: set[int] = set()
        self.own_pids: set[int] = set()
        self.behind_proxy: Callable[[int], int] = lambda _window: 0
        self._facts = WindowFacts(self._x11, self._made_by)
        self._wm_state = self._x11.atom("WM_STATE")
        self._client_of: dict[int, int] = {}
        self._top_of: dict[int, int] = {}
        self._focus_in: dict[int, int] = {}
        self._monitors = Crtcs(self._x11)
        screen = self._x11.display.screen()
        self._size = (int(screen.width_in_pixels), int(screen.height_in_pixels))
        self._x11.tell(
            xrequest.ChangeWindowAttributes,
            window=self._x11.root,
            event_mask=X.SubstructureNotifyMask | X.StructureNotifyMask,
        )
        self._x11.flush()

    def _made_by(self, window: int) -> int:
        return self.behind_proxy(window)

    def fileno(self) -> int:
        """Give the descriptor that becomes readable when `drain` has work."""
        return self._x11.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._x11.close()

    def drain(self) -> None:
        """Take in all events that have arrived; never waits."""
        for event in self._x11.events():
            self._take(event)

    def screen_size(self) -> tuple[int, int]:
        """Give width and height of the root window, physical px."""
        self.drain()
        return self._size

    def monitors(self) -> tuple[Rect, ...]:
        """Give the parts of the screen where the server lets the pointer be; none when that is all of it."""
        self.drain()
        return self._monitors.areas(self._size)

    def window_at(self, point: Point) -> Window | None:
        """Give the window that a press at `point` would reach.

        Input shapes are respected, and what we lay over the screen (marks, the popup) is looked through. Our ordinary
        windows, which a person opened, are told like any other: a press would really go there.

        Returns:
            The client's window, with id 0 for the bare root; None when unknown.
        """
        return self._at(point, self._ask_at(point))

    def _ask_at(self, point: Point) -> rq.ReplyRequest:
        root = self._x11.root
        return self._x11.ask(WindowQuestion, src_wid=root, dst_wid=root, src_x=point.x, src_y=point.y)

    def _at(self, point: Point, question: rq.ReplyRequest) -> Window | None:
        reply = self._x11.answer(question)
        self.drain()
        if reply is None:
            return None
        top = _id(reply.child)
        if not top:
            return self._root_window()
        if top not in self.ignored:
            found = self._window_of(top)
            if not self._is_overlay(found):
                return found
        return self._window_below(top, point)

    def focused(self) -> Window | None:
        """Give the window that a key press would reach.

        A window of ours is told like any other: keys would really go there.

        Returns:
            The client's window, with id 0 for the root; None when nothing has the focus or it is unknown.
        """
        return self._in_focus(self._x11.ask(FocusQuestion))

    def _in_focus(self, question: rq.ReplyRequest) -> Window | None:
        reply = self._x11.answer(question)
        self.drain()
        if reply is None:
            return None
        focus = _id(reply.focus)
        if focus == _NOBODY:
            return None
        if focus == _POINTER_ROOT:
            return self.window_at(self.pointer().point)
        if focus == self._x11.root:
            return self._root_window()
        top = self._top_of.get(focus) or self._climb(focus)
        found = self._window_of(top) if top else None
        if found is not None:
            self._focus_in[found.id] = focus
        return found

    def pointer(self) -> PointerState:
        """Give place of the pointer and what is held; the place is -1, -1 when the server did not answer."""
        return self._pointer(self._ask_pointer())

    def glance(
        self, point: Point | None, meanwhile: Callable[[], None] | None = None
    ) -> tuple[PointerState, Window | None]:
        """Give what `pointer` gives, and with it what `window_at` does for a point, or `focused` without one.

        Both are asked before either is waited for: one round trip, and one moment that both are of.

        Args:
            point: Where to look, px on the root window; None for the focus.
            meanwhile: Called while the server makes its answers; None for nothing.
        """
        asked = self._ask_pointer()
        question = self._x11.ask(FocusQuestion) if point is None else self._ask_at(point)
        if meanwhile is not None:
            self._x11.flush()
            meanwhile()
        pointer = self._pointer(asked)
        return pointer, self._in_focus(question) if point is None else self._at(point, question)

    def _ask_pointer(self) -> rq.ReplyRequest:
        return self._x11.ask(PointerQuestion, window=self._x11.root)

    def _pointer(self, question: rq.ReplyRequest) -> PointerState:
        reply = self._x11.answer(question)
        if reply is None:
            return PointerState(Point(-1, -1), 0, 0, 0)
        mask = int(reply.mask)
        return PointerState(Point(reply.root_x, reply.root_y), mask & 0xFF, mask >> 8 & 0x1F, mask >> 13 & 3)

    def exists(self, window: int) -> bool | None:
        """Tell whether the window is still there; None when the server does not answer in time."""
        question = self._x11.ask(xrequest.GetGeometry, drawable=window)
        found = self._x11.answer(question)
        return found is not None if answered(question) else None

    def put_focus(self, window_id: int) -> bool:
        """Give the focus back to `window_id`, to the very child that had it when `focused` last saw it there.

        Returns:
            True when the window is viewable and was asked to take the focus.
        """
        for target in (self._focus_in.get(window_id, window_id), window_id):
            reply = self._x11.answer(self._x11.ask(xrequest.GetWindowAttributes, window=target))
            if reply is not None and reply.map_state == X.IsViewable:
                self._x11.tell(xrequest.SetInputFocus, focus=target, revert_to=X.RevertToParent, time=X.CurrentTime)
                self._x11.flush()
                return True
        return False

    def _root_window(self) -> Window:
        return Window(id=0, rect=Rect(0, 0, *self._size))

    def _window_of(self, top: int) -> Window | None:
        client = self._client_of.get(top) or self._find_client(top)
        found = self._facts.get(client)
        if found is None:
            self._client_of.pop(top, None)
        return found

    def _find_client(self, top: int) -> int:
        """Find the program's window inside a frame of the window manager: the topmost that has WM_STATE.

        A frame whose client has no WM_STATE yet is asked again next time; events tell of all other changes.
        """
        level, childless = [top], True
        for _ in range(_MAX_DEPTH):
            states = [self._x11.ask_property(window, self._wm_state, 1) for window in level]
            for window, question in zip(level, states, strict=True):
                reply = self._x11.answer(question)
                if reply is not None and reply.property_type:
                    self._client_of[top] = window
                    return window
            trees = [self._x11.ask(xrequest.QueryTree, window=window) for window in level]
            below: list[int] = []
            for question in trees:
                reply = self._x11.answer(question)
                below += [_id(child) for child in reversed(reply.children)] if reply else []
            level = below[:_MAX_CHILDREN]
            childless = childless and not level
            if not level:
                break
        if childless:
            self._client_of[top] = top
        return top

    def _climb(self, window: int) -> int:
        """Find the child of the root that holds `window`; 0 when it is gone."""
        here = window
        for _ in range(32):
            reply = self._x11.answer(self._x11.ask(xrequest.QueryTree, window=here))
            if reply is None:
                return 0
            parent = _id(reply.parent)
            if parent in {0, self._x11.root}:
                self._top_of[window] = here
                return here
            here = parent
        return 0

    def _window_below(self, top: int, point: Point) -> Window | None:
        """Look through windows of ours: the rare case, so the tree is asked for."""
        tree = self._x11.answer(self._x11.ask(xrequest.QueryTree, window=self._x11.root))
        if tree is None:
            return None
        order = [_id(child) for child in tree.children]
        below = list(reversed(order[: order.index(top)] if top in order else order))
        for window in self._covering(below, point):
            if window in self.ignored:
                continue
            found = self._window_of(window)
            if not self._is_overlay(found):
                return found
        return self._root_window()

    def _is_overlay(self, window: Window | None) -> bool:
        """Tell whether a window is one that we lay over the screen."""
        return window is not None and window.override_redirect and window.pid in self.own_pids

    def _covering(self, windows: list[int], point: Point) -> Iterable[int]:
        """Give those of `windows` that are mapped and take input at `point`."""
        asked = [
            (
                window,
                self._x11.ask(xrequest.GetWindowAttributes, window=window),
                self._x11.ask(xrequest.GetGeometry, drawable=window),
            )
            for window in windows
        ]
        for window, attributes, geometry in asked:
            known, place = self._x11.answer(attributes), self._x11.answer(geometry)
            if known is None or place is None or known.map_state != X.IsViewable:
                continue
            edge = 2 * place.border_width
            outer = Rect(place.x, place.y, place.width + edge, place.height + edge)
            if outer.contains(point) and self._takes_input(window, place, point):
                yield window

    def _takes_input(self, window: int, place: Any, point: Point) -> bool:
        base = self._x11.display.display
        if not self._x11.display.has_extension(shape.extname):
            return True
        inside = Point(point.x - place.x - place.border_width, point.y - place.y - place.border_width)
        for kind in (shape.SK.Bounding, shape.SK.Input):
            reply = self._x11.answer(
                self._x11.ask(
                    shape.GetRectangles,
                    opcode=base.get_extension_major(shape.extname),
                    window=window,
                    source_kind=kind,
                )
            )
            if reply is not None and not any(
                Rect(part.x, part.y, part.width, part.height).contains(inside) for part in reply.rectangles
            ):
                return False
        return True

    def _take(self, event: Any) -> None:
        kind = event.type
        self._monitors.take(kind)
        if kind == X.PropertyNotify:
            if event.atom in self._facts.watched:
                self._facts.changed(event.window.id)
        elif kind == X.ConfigureNotify:
            window = event.window.id
            if window == self._x11.root:
                self._size = (event.width, event.height)
            self._facts.changed(self._client_of.get(window, window))
        elif kind == X.ReparentNotify:
            self._forget(event.window.id)
            self._client_of.pop(event.parent.id, None)
        elif kind == X.DestroyNotify:
            self._forget(event.window.id)

    def _forget(self, window: int) -> None:
        self._facts.forget(window)
        self._client_of = {t: c for t, c in self._client_of.items() if window not in {t, c}}
        self._top_of.clear()
        self._focus_in.pop(window, None)


def _id(window: Any) -> int:
    """Give the id of a window in a reply, which python-xlib makes an object of, or leaves a number."""
    return int(getattr(window, "id", window))
