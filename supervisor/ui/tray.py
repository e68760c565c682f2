"""The icon in the desktop's tray, where there is one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from supervisor.core.autonomy import Level
from supervisor.resources import resource
from supervisor.ui.menu import SupervisorMenu, tooltip
from supervisor.ui.messages import Activity, State
from supervisor.ui.timers import timer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_MS = 2000
"""Panels come late at login and may be restarted; Qt has no signal for it."""


_PIE = 30
"""Width of the mark of a level in an icon of 64."""
_INK, _LENT = "#161b24", "#d97a00"


@cache
def state_icon(activity: Activity) -> QIcon:
    """Give the icon of a state; shape and colour both differ."""
    return QIcon(str(resource(f"icons/state-{activity.value}.svg")))


def icon_of(state: State) -> QIcon:
    """Give the icon of a state, marked where the level for all is not the usual one."""
    dial = state.autonomy.all
    if dial is None or (dial.level is Level.APPROVAL_GATES and dial.ends_ns is None):
        return state_icon(state.activity)
    return _marked_icon(state.activity, dial.level, lent=dial.ends_ns is not None)


@cache
def _marked_icon(activity: Activity, level: Level, *, lent: bool) -> QIcon:
    """Give the icon of a state with a disc that is as full as much is left to the agents, another colour if lent."""
    icon = QIcon()
    for side in (16, 22, 24, 32, 44, 48, 64, 128):
        picture = state_icon(activity).pixmap(QSize(side, side), 1.0)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / 64, side / 64)
        disc = QRectF(64 - _PIE, 64 - _PIE, _PIE, _PIE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(disc)
        color = QColor(_LENT if lent else _INK)
        inner = disc.adjusted(4, 4, -4, -4)
        painter.setPen(QPen(color, 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPie(inner, 90 * 16, -360 * 16 * level.rank // (len(Level) - 1))
        painter.end()
        icon.addPixmap(picture)
    return icon


class Tray(QObject):
    """Shows the state in the tray, and tells when there is none.

    Attributes:
        available: True while the desktop has a tray.
        icon: The icon; None while there is no tray.

    Signals:
        available_changed: A tray came or went; carries the new state.
        wanted: The person chose something from the menu.
        made: The menu has another submenu; carries it and a name for it.
    """

    available_changed = Signal(bool)
    wanted = Signal(str)
    made = Signal(QMenu, str)

    def __init__(
        self,
        *,
        is_available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_available = is_available
        self.icon: QSystemTrayIcon | None = None
        self._menu = SupervisorMenu(self)
        self._menu.wanted.connect(self.wanted)
        self._menu.made.connect(self.made)
        self._menu.ticked.connect(self._tell)
        self._state = State()
        self._labels: dict[str, str] = {}
        self.available = False
        self._looking = timer(self, "tray-looking", _LOOK_MS, self._look)
        self._look()
        self._looking.start()

    @property
    def menu(self) -> QMenu:
        """The menu of the icon."""
        return self._menu.menu

    def show(self, state: State, labels: dict[str, str]) -> None:
        """Show a state."""
        self._state, self._labels = state, labels
        self._menu.fill(state, labels)
        self._dress()

    def close(self) -> None:
        """Take the icon away."""
        self._looking.stop()
        self._put_away()
        self._menu.dispose()

    def _look(self) -> None:
        now = self._is_available()
        if now == self.available:
            return
        self.available = now
        if now:
            # A fresh icon: one made before the tray was there does not always find it.
            self.icon = QSystemTrayIcon(icon_of(self._state), self)
            self.icon.setContextMenu(self._menu.menu)
            self._dress()
            self.icon.show()
        else:
            self._put_away()
        self.available_changed.emit(now)

    def _dress(self) -> None:
        if self.icon is not None:
            self.icon.setIcon(icon_of(self._state))
        self._tell()

    def _tell(self) -> None:
        if self.icon is not None:
            self.icon.setToolTip(tooltip(self._state, self._labels))

    def _put_away(self) -> None:
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None
