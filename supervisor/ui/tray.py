"""The icon in the desktop's tray, where there is one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from supervisor.resources import resource
from supervisor.ui.menu import SupervisorMenu, tooltip
from supervisor.ui.messages import Activity, State
from supervisor.ui.timers import timer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_MS = 2000
"""Panels come late at login and may be restarted; Qt has no signal for it."""


@cache
def state_icon(activity: Activity) -> QIcon:
    """Give the icon of a state; shape and colour both differ."""
    return QIcon(str(resource(f"icons/state-{activity.value}.svg")))


class Tray(QObject):
    """Shows the state in the tray, and tells when there is none.

    Attributes:
        available: True while the desktop has a tray.
        icon: The icon; None while there is no tray.

    Signals:
        available_changed: A tray came or went; carries the new state.
        wanted: The person chose something from the menu.
    """

    available_changed = Signal(bool)
    wanted = Signal(str)

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
        self._state = State()
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
        self._state = state
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
            self.icon = QSystemTrayIcon(state_icon(self._state.activity), self)
            self.icon.setContextMenu(self._menu.menu)
            self._dress()
            self.icon.show()
        else:
            self._put_away()
        self.available_changed.emit(now)

    def _dress(self) -> None:
        if self.icon is not None:
            self.icon.setIcon(state_icon(self._state.activity))
            self.icon.setToolTip(tooltip(self._state))

    def _put_away(self) -> None:
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None
