"""The small always-there control, for desktops without a tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from supervisor.core.action import Point
from supervisor.ui.levels import brief
from supervisor.ui.menu import SupervisorMenu, rearm_hint, title, tooltip
from supervisor.ui.messages import Activity, State
from supervisor.ui.mirroring import runs_leftwards
from supervisor.ui.never_active import NEVER_ACTIVE, stay_inactive
from supervisor.ui.timers import awake_or_asleep_ns, timer
from supervisor.ui.translation import translate
from supervisor.ui.tray import icon_of
from supervisor.ui.x_display import settle_qt

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from supervisor.ui.theme import Theme
    from supervisor.ui.x_display import XDisplay

_HEIGHT = 38
_MARGIN = 16
_ON_TOP_MS = 1000


class Control(QWidget):
    """State, Stop and a menu in a pill that can be dragged aside.

    Its buttons may be pressed by anybody: they stop, pause, or ask for a confirmation.

    Signals:
        wanted: The person chose something.
        made: The menu has another submenu; carries it and a name for it.
    """

    wanted = Signal(str)
    made = Signal(QMenu, str)

    def __init__(self, x11: XDisplay, theme: Theme) -> None:
        super().__init__(None, NEVER_ACTIVE)
        self._x11 = x11
        self._theme = theme
        self._grip: QPoint | None = None
        self._was_moved = False
        stay_inactive(self, "control", "agent-supervisor: control")
        self._menu = SupervisorMenu(self)
        self._menu.wanted.connect(self.wanted)
        self._menu.made.connect(self.made)
        self._menu.ticked.connect(self._tell)
        self._state = State()
        self._labels: dict[str, str] = {}
        self._picture = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._stop = _button("control-stop", translate("ui", "Stop"), self)
        self._rearm = _button("control-rearm", translate("ui", "Re-arm…"), self)
        self._more = _button("control-more", "⋯", self)
        self._more.setAccessibleName(translate("ui", "More"))
        self._stop.clicked.connect(lambda: self.wanted.emit("stop"))
        self._rearm.clicked.connect(lambda: self.wanted.emit("rearm"))
        self._more.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        for part in (self._picture, self._words, self._stop, self._rearm, self._more):
            row.addWidget(part)
        self._on_top = timer(self, "control-on-top", _ON_TOP_MS, self._keep_on_top)
        self._dress()

    @property
    def menu(self) -> QMenu:
        """The menu behind the dots."""
        return self._menu.menu

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        self._theme = theme
        self._dress()

    def display(self, state: State, labels: dict[str, str]) -> None:
        """Show a state."""
        self._menu.fill(state, labels)
        side = self._theme.px(20)
        self._picture.setPixmap(icon_of(state).pixmap(QSize(side, side), self.devicePixelRatio()))
        self._picture.setAccessibleName(title(state.activity))
        self._state, self._labels = state, labels
        self._tell()
        stopped = state.activity is Activity.STOPPED
        self._stop.setVisible(not stopped)
        self._rearm.setVisible(stopped)
        self._rearm.setEnabled(stopped)  # assistive programs press also what is not seen
        self._rearm.setToolTip(rearm_hint(state, labels))
        stop = labels.get("stop", "")
        says = translate("ui", "Stop all agents now ({chord})") if stop else translate("ui", "Stop all agents now")
        self._stop.setToolTip(says.format(chord=stop))
        self._fit()

    def appear(self) -> None:
        """Show it, at the lower right corner until somebody drags it elsewhere."""
        self._fit()
        self.show()
        self._on_top.start()

    def dispose(self) -> None:
        """Take it away for good."""
        self._on_top.stop()
        self._menu.dispose()
        self.close()
        self.deleteLater()

    def hide(self) -> None:
        """Take it away until `appear`."""
        self._on_top.stop()
        super().hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to drag."""
        self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag."""
        if self._grip is not None:
            self._was_moved = True
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End the drag."""
        self._grip = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the pill."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.line))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.ground))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _tell(self) -> None:
        state = self._state
        level = brief(state.autonomy, awake_or_asleep_ns())
        words = translate("ui", "{state} · {level}") if level else "{state}"
        self._words.setText(words.format(state=title(state.activity), level=level))
        self.setAccessibleName(tooltip(state, self._labels))
        self.setToolTip(tooltip(state, self._labels))

    def _dress(self) -> None:
        theme, palette = self._theme, self._theme.palette
        self._words.setFont(theme.font(13, QFont.Weight.Medium))
        self._words.setStyleSheet(f"color: {palette.text}; background: transparent")
        self._stop.setFont(theme.font(13, QFont.Weight.DemiBold))
        self._rearm.setFont(theme.font(13, QFont.Weight.DemiBold))
        self._more.setFont(theme.font(15, QFont.Weight.Bold))
        side, round_ = theme.px(26), theme.px(13)
        common = f"QToolButton {{ border: none; border-radius: {round_}px; min-height: {side}px; min-width: {side}px;"
        self._stop.setStyleSheet(
            f"{common} padding: 0 {theme.px(12)}px; color: {palette.reject}; background: {palette.reject_ground} }}"
            f"QToolButton:hover {{ background: {palette.reject_hover} }}"
        )
        self._rearm.setStyleSheet(
            f"{common} padding: 0 {theme.px(12)}px; color: {palette.text}; background: {palette.raised} }}"
            f"QToolButton:hover {{ background: {palette.line} }}"
        )
        self._more.setStyleSheet(
            f"{common} color: {palette.quiet}; background: transparent }}"
            f"QToolButton:hover {{ background: {palette.raised} }}"
        )
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(theme.px(12), theme.px(5), theme.px(6), theme.px(5))
            layout.setSpacing(theme.px(8))
        self.update()

    def _fit(self) -> None:
        """Take the size of the content and keep to the place."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        hint = layout.totalSizeHint()
        wanted = QSize(hint.width(), max(hint.height(), self._theme.px(_HEIGHT)))
        place = self._place_of(wanted)
        # In this order it sticks out of the screen at no moment.
        if wanted.width() > self.width():
            self.move(place)
            self.setFixedSize(wanted)
        else:
            self.setFixedSize(wanted)
            self.move(place)
        scale = self.devicePixelRatio()
        window = int(self.winId())
        settle_qt()
        size = (round(self.width() * scale), round(self.height() * scale))
        self._x11.round_corners(window, size, size[1] // 2)

    def _place_of(self, size: QSize) -> QPoint:
        """Give where it stands: at the lower right corner, or where it was dragged, as far as it is on the screen."""
        if not self._was_moved:
            free = QGuiApplication.primaryScreen().availableGeometry()
            margin = self._theme.px(_MARGIN)
            return QPoint(free.right() + 1 - size.width() - margin, free.bottom() + 1 - size.height() - margin)
        screen = QGuiApplication.screenAt(self.geometry().center()) or QGuiApplication.primaryScreen()
        free = screen.availableGeometry()
        x = max(free.left(), min(self.x(), free.right() + 1 - size.width()))
        y = max(free.top(), min(self.y(), free.bottom() + 1 - size.height()))
        return QPoint(x, y)

    def _open_menu(self) -> None:
        menu = self._menu.menu
        # Above the dots, which stand at the end of the pill.
        left = 0 if runs_leftwards() else self.width() - menu.sizeHint().width()
        menu.popup(self.mapToGlobal(QPoint(left, -menu.sizeHint().height())))

    def _keep_on_top(self) -> None:
        place = self._x11.place_of(int(self.winId()))
        if place is None:
            return
        # Marks let clicks through and so do not count; anything else that a press on the pill would reach does.
        spots = (Point(place.x + place.width * part // 8, place.y + place.height // 2) for part in (1, 4, 7))
        if not self._x11.receives(int(self.winId()), spots):
            self._x11.raise_window(int(self.winId()))


def _button(name: str, text: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setText(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
