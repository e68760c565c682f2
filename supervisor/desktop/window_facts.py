"""The facts of one top-level window, fetched in one burst and kept until an event says that they changed."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from Xlib import X
from Xlib.ext import res
from Xlib.protocol import request as xrequest

from supervisor.core.action import Rect
from supervisor.core.context import Window
from supervisor.desktop import processes
from supervisor.desktop.x11 import property_bytes, property_ints

if TYPE_CHECKING:
    from collections.abc import Callable

    from Xlib.protocol import rq

    from supervisor.desktop.x11 import X11

_TITLE_LONGS = 128
_CLASS_LONGS = 64
_TITLE_CHARS = 512


@dataclass(slots=True)
class Entry:
    """What is kept of one window."""

    window: Window
    """The facts as last fetched."""
    stale: bool = False
    """A watched property, the place or the size changed since."""


class WindowFacts:
    """Fetches and keeps the facts of client windows.

    Attributes:
        watched: Atoms of the properties whose change makes an entry stale.
        of_agents: Windows whose other end is our own proxy.
    """

    def __init__(self, x11: X11, behind_proxy: Callable[[int], int] = lambda _window: 0) -> None:
        """Prepare.

        Args:
            x11: Connection to the display.
            behind_proxy: Gives the process that made a window through our proxy, 0 when that is not known.
        """
        self._x11 = x11
        self._behind_proxy = behind_proxy
        self._net_name = x11.atom("_NET_WM_NAME")
        self._name = x11.atom("WM_NAME")
        self._class = x11.atom("WM_CLASS")
        self._transient = x11.atom("WM_TRANSIENT_FOR")
        self._net_pid = x11.atom("_NET_WM_PID")
        self.watched = frozenset({self._net_name, self._name, self._class, self._transient, self._net_pid})
        self._entries: dict[int, Entry] = {}
        self.of_agents: set[int] = set()
        base = x11.display.display
        self._res = base.get_extension_major(res.extname) if x11.display.has_extension(res.extname) else None

    def get(self, window: int) -> Window | None:
        """Give the facts of client window `window`, fetching what is stale; None when it is gone."""
        entry = self._entries.get(window)
        if entry is None:
            return self._first(window)
        if entry.stale:
            words, place = self._ask_words(window), self._ask_place(window)
            facts, rect = self._read_words(words), self._read_place(place)
            if facts is None or rect is None:
                self.forget(window)
                return None
            entry.window = replace(entry.window, rect=rect, **facts)
            entry.stale = False
        return entry.window

    def changed(self, window: int) -> None:
        """Note that a watched property of `window` changed, or that it or what it sits in was moved."""
        if entry := self._entries.get(window):
            entry.stale = True

    def forget(self, window: int) -> None:
        """Drop what is kept of `window`."""
        self._entries.pop(window, None)
        self.of_agents.discard(window)

    def _first(self, window: int) -> Window | None:
        # Selected before reading: a change after the reading then always reaches us.
        self._x11.tell(
            xrequest.ChangeWindowAttributes,
            window=window,
            event_mask=X.PropertyChangeMask | X.StructureNotifyMask,
        )
        attributes = self._x11.ask(xrequest.GetWindowAttributes, window=window)
        place = self._ask_place(window)
        words = self._ask_words(window)
        pids = (self._x11.ask_property(window, self._net_pid, 1), self._ask_owner(window))
        known = self._x11.answer(attributes)
        rect = self._read_place(place)
        facts = self._read_words(words)
        pid = self._read_pid(window, *pids)
        if known is None or rect is None or facts is None:
            return None
        found = Window(
            id=window,
            rect=rect,
            pid=pid,
            executable=processes.executable(pid),
            override_redirect=bool(known.override_redirect),
            **facts,
        )
        self._entries[window] = Entry(found)
        return found

    def _ask_words(self, window: int) -> tuple[rq.ReplyRequest, ...]:
        ask = self._x11.ask_property
        return (
            ask(window, self._net_name, _TITLE_LONGS),
            ask(window, self._name, _TITLE_LONGS),
            ask(window, self._class, _CLASS_LONGS),
            ask(window, self._transient, 1),
        )

    def _read_words(self, questions: tuple[rq.ReplyRequest, ...]) -> dict[str, Any] | None:
        replies = [self._x11.answer(question) for question in questions]
        if None in replies:
            return None
        net_name, name, classes, transient = replies
        title = property_bytes(net_name).decode("utf-8", "replace")
        title = title or property_bytes(name).decode("latin-1")
        words = property_bytes(classes).decode("latin-1").split("\0")
        transient_for = property_ints(transient)
        return {
            "title": title.rstrip("\0")[:_TITLE_CHARS],
            "instance": words[0],
            "app": words[1] if len(words) > 1 else "",
            "transient_for": transient_for[0] if transient_for else 0,
        }

    def _ask_place(self, window: int) -> tuple[rq.ReplyRequest, rq.ReplyRequest]:
        return (
            self._x11.ask(xrequest.GetGeometry, drawable=window),
            self._x11.ask(xrequest.TranslateCoords, src_wid=window, dst_wid=self._x11.root, src_x=0, src_y=0),
        )

    def _read_place(self, questions: tuple[rq.ReplyRequest, rq.ReplyRequest]) -> Rect | None:
        size, corner = (self._x11.answer(question) for question in questions)
        if size is None or corner is None:
            return None
        return Rect(corner.x, corner.y, size.width, size.height)

    def _ask_owner(self, window: int) -> rq.ReplyRequest | None:
        if self._res is None:
            return None
        return self._x11.ask(
            res.QueryClientIds,
            opcode=self._res,
            specs=[{"client": window, "mask": res.LocalClientPIDMask}],
        )

    def _read_pid(self, window: int, claimed: rq.ReplyRequest, owner: rq.ReplyRequest | None) -> int:
        """Find the process behind a window.

        The server knows who is at the other end of the socket; a property is only the program's word. Where the
        other end is our own proxy, the proxy knows who is at its other end. The word counts when that process has
        gone: then it is an id inside the agent's PID namespace, or ours.
        """
        word = property_ints(self._x11.answer(claimed))
        stated = word[0] if word else 0
        if owner is None:
            return stated if processes.namespace_pids(stated) else 0
        known = self._x11.answer(owner)
        peer = next((int(item.value[0]) for item in known.ids if item.value), 0) if known else 0
        if peer != os.getpid():
            return peer
        self.of_agents.add(window)
        made_by = self._behind_proxy(window)
        if made_by and processes.namespace_pids(made_by):
            return made_by
        inside = processes.outer_pids(stated)
        if len(inside) == 1:
            return inside[0]
        return stated if not inside and processes.namespace_pids(stated) else 0
