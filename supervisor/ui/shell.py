"""Joins the parts of the ui: what the service says goes to them, what they say goes back."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

from supervisor.ui.approvals import Approvals
from supervisor.ui.batches import Batches
from supervisor.ui.control import Control
from supervisor.ui.covers import Covers
from supervisor.ui.editing import Editing, parse_edit
from supervisor.ui.late_notice import attention_words
from supervisor.ui.messages import (
    Activity,
    Config,
    MessageError,
    Mirror,
    State,
    parse_choices,
    parse_config,
    parse_first,
    parse_mirror,
    parse_request,
    parse_state,
)
from supervisor.ui.notices import Notices
from supervisor.ui.overlay import Overlay
from supervisor.ui.stage import Stage
from supervisor.ui.stillness import Caret, is_still
from supervisor.ui.theme import Theme, current_theme
from supervisor.ui.tray import Tray
from supervisor.ui.window_style import dress_application
from supervisor.ui.windows import REVIEW, WELCOME, Windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Rect
    from supervisor.ui.bridge import Bridge
    from supervisor.ui.x_display import XDisplay


class Shell(QObject):
    """The ui as a whole.

    Attributes:
        control: The always-there control; None while there is a tray.

    Signals:
        finished: The service said goodbye or has gone, or the display has; time to quit.
    """

    finished = Signal()

    def __init__(self, service: Bridge, human: Bridge, x11: XDisplay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._human = human
        self._x11 = x11
        self._config = Config({})
        self._state = State()
        self._is_late = False
        self._theme = self._read_theme()
        self._caret = Caret()
        self.control: Control | None = None
        self._covers = Covers(parent=self)
        self._covers.told.connect(service.send)
        stage = Stage(x11, lambda: self._theme, self._covers, self._spare, self._is_still)
        self._overlay = Overlay(stage, os.getpid(), self)
        self._overlay.drawn.connect(lambda mirror: service.send({"t": "drawn", "id": mirror}))
        self._approvals = Approvals(stage, self._overlay, lambda: self._config, self)
        self._approvals.to_human.connect(human.send)
        self._approvals.to_service.connect(service.send)
        self._approvals.settled.connect(self._show_late)
        self._editing = Editing(stage, self)
        self._editing.to_service.connect(service.send)
        self._windows = Windows(lambda: self._theme, lambda: self._config, covers=self._covers, parent=self)
        self._windows.told.connect(service.send)
        self._approvals.pictured.connect(self._windows.album.keep)
        self._notices = Notices(lambda: self._config, lambda: self._state.waiting)
        self._batches = Batches(stage, self._asks, lambda: self.control, self._windows.review_is_open, self)
        self._batches.told.connect(service.send)
        self._batches.wanted.connect(self._want)
        self._tray = Tray(parent=self)
        self._covers.follow(self._tray.menu, "tray-menu")
        self._tray.made.connect(lambda menu, name: self._covers.follow(menu, f"tray-{name}"))
        self._tray.wanted.connect(self._want)
        self._tray.available_changed.connect(self._place_control)
        self._takers = self._make_takers()
        service.received.connect(self._take)
        service.closed.connect(self.finished)
        x11.lost.connect(self.finished)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._restyle)
        for signal in (
            QApplication.instance().screenAdded,  # type: ignore[union-attr]  # it exists: we are a child of its loop
            QApplication.instance().screenRemoved,  # type: ignore[union-attr]  # likewise
        ):
            signal.connect(self._approvals.rebuild)

    def _make_takers(self) -> dict[str, Callable[[dict[str, Any]], None]]:
        """Give what takes each kind of message of the service."""
        return {
            "config": self._take_config,
            "mirror": self._take_mirror,
            "mirror_off": lambda packet: self._overlay.remove(int(packet["id"])),
            "request": self._take_request,
            "held": self._windows.take_held,
            "past": self._windows.take_past,
            "practice": self._windows.take_practice,
            **dict.fromkeys(("review", "review_said", "review_marked"), self._windows.take_review),
            "review_open": lambda _packet: self._want(REVIEW),
            "batch": lambda packet: self._notices.batch(self._batches.take(packet)),
            "settings": self._windows.take_settings,
            "welcome": lambda _packet: self._want(WELCOME),
            "choice": lambda packet: self._approvals.choose(str(packet["id"]), parse_choices(packet["choices"])),
            "second": lambda packet: self._approvals.show_first(str(packet["id"]), parse_first(packet)),
            "did": lambda packet: self._approvals.open_did(str(packet["id"]), opened=packet["opened"] is True),
            "turned": lambda packet: self._approvals.turn(str(packet["id"])),
            "request_closed": self._close_request,
            "time": lambda packet: self._approvals.set_time(
                str(packet["id"]), float(packet["left_s"]), runs=packet["runs"] is True
            ),
            "aside": lambda packet: self._windows.step_aside(away=packet["away"] is True),
            "too_late": lambda packet: self._approvals.too_late(str(packet["id"]), str(packet["says"])),
            "state": self._take_state,
            "notice": self._notices.take,
            "covered": lambda packet: self._covers.granted(str(packet["id"])),
            "hurry": lambda _packet: self._overlay.hurry(),
            "ping": lambda packet: self._service.send({"t": "pong", "n": packet["n"]}),
            "bye": lambda _packet: self.finished.emit(),
        }

    def start(self) -> None:
        """Show what is always there, and tell the service that mirrors can come."""
        dress_application(self._theme)
        self._overlay.warm_up()
        # First: what is shown from here on is told by its place on the screen, and what is ours by these.
        ready = {"t": "ready", "tray": self._tray.available, "composited": self._x11.composited}
        self._service.send(ready | {"bases": _resource_bases(self._x11)})
        self._place_control(self._tray.available)
        self._show_state()

    def close(self) -> None:
        """Take everything off the screen."""
        self._is_late = False
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._restyle)
        self._batches.dispose()
        self._windows.dispose()
        self._editing.dispose()
        self._approvals.dispose()
        self._overlay.dispose()
        self._covers.dispose()
        self._tray.close()
        self._notices.dispose()
        if self.control is not None:
            self.control.dispose()
        self._service.close()
        self._human.close()

    def _take(self, packets: list[dict[str, Any]]) -> None:
        for packet in packets:
            taker = self._takers.get(packet["t"])
            if taker is None:
                sys.stderr.write(f"ui: unknown message `{packet['t']}`\n")
                continue
            try:
                taker(packet)
            except (MessageError, KeyError, TypeError, ValueError) as e:
                # What cannot be shown is not acknowledged, so it is not sent either.
                sys.stderr.write(f"ui: message dropped: {e}\n")

    def _take_config(self, packet: dict[str, Any]) -> None:
        self._config = parse_config(packet)
        self._restyle()

    def _take_mirror(self, packet: dict[str, Any]) -> None:
        mirror: Mirror = parse_mirror(packet)
        self._overlay.show(mirror)

    def _take_request(self, packet: dict[str, Any]) -> None:
        if packet.get("kind") == "edit":
            self._editing.open(parse_edit(packet))
        else:
            self._approvals.add(parse_request(packet))
        self._batches.settle()

    def _close_request(self, packet: dict[str, Any]) -> None:
        self._windows.answered()
        self._notices.closed(str(packet["id"]))
        self._editing.close(str(packet["id"]))
        outcome = str(packet.get("outcome"))
        self._approvals.close(str(packet["id"]), late=outcome == "late", says=attention_words(outcome))
        self._batches.settle()

    def _take_state(self, packet: dict[str, Any]) -> None:
        self._state = parse_state(packet)
        if self._state.activity is Activity.STOPPED:
            self._overlay.clear()
        if self._state.activity in (Activity.STOPPED, Activity.WORKING):
            self._batches.leave()
        self._batches.settle()
        self._approvals.set_waiting(self._state.waiting)
        if self._approvals.is_coming and self._state.activity is Activity.WAITING:
            # The question goes before what tells that there is one.
            self._is_late = True
        else:
            self._show_state()

    def _show_late(self) -> None:
        if self._is_late:
            self._show_state()

    def _show_state(self) -> None:
        self._is_late = False
        self._windows.display(self._state)
        self._tray.show(self._state, self._config.labels)
        if self.control is not None:
            self.control.display(self._state, self._config.labels)

    def _place_control(self, has_tray: bool) -> None:
        if has_tray and self.control is not None:
            self.control.dispose()
            self.control = None
        elif not has_tray and self.control is None:
            self.control = Control(self._x11, self._theme)
            self._covers.follow(self.control, "control")
            self._covers.follow(self.control.menu, "control-menu")
            self.control.made.connect(lambda menu, name: self._covers.follow(menu, f"control-{name}"))
            self.control.wanted.connect(self._want)
            self.control.display(self._state, self._config.labels)
            self.control.appear()

    def _spare(self) -> list[Rect]:
        place = self._x11.place_of(int(self.control.winId())) if self.control is not None else None
        return [*([place] if place is not None else []), *self._windows.spare()]

    def _asks(self) -> bool:
        return self._approvals.popup is not None or self._state.activity is Activity.WAITING

    def _want(self, what: str) -> None:
        if what == REVIEW:
            self._batches.leave()
            self._notices.gone_through()
        if not self._windows.open(what):
            self._service.send({"t": "want", "what": what})

    def _read_theme(self) -> Theme:
        return current_theme(self._config.color_scheme, desktop_theme=self._x11.desktop_theme())

    def _is_still(self) -> bool:
        return is_still(self._config.reduced_motion, self._x11)

    def _restyle(self) -> None:
        self._theme = self._read_theme()
        self._caret.rest(still=self._is_still())
        dress_application(self._theme)
        self._overlay.redraw()
        self._approvals.rebuild()
        self._windows.restyle()
        if self.control is not None:
            self.control.set_theme(self._theme)
        self._show_state()


def _resource_bases(x11: XDisplay) -> list[int]:
    """Give what the X ids of all our windows and pixmaps begin with: those of our connection and those of Qt's."""
    info = x11.display.display.info
    probe = QWindow()
    probe.create()
    bases = [int(info.resource_id_base), int(probe.winId()) & ~int(info.resource_id_mask)]
    probe.destroy()
    return bases
