"""The smaller parts of the popup: header, picture, footer. All of them paint, none of them acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from supervisor.ui.messages import MirrorState
from supervisor.ui.mirroring import inserted, mirrored
from supervisor.ui.text import cleaned, elided
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from supervisor.ui.messages import Request
    from supervisor.ui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_LINE = 22
"""Height of a line of the header, units."""
_SOON_S = 20
"""With less left than this the time stands out (WCAG 2.2.1: a warning 20 seconds before the end)."""


class Header(QLabel):
    """What sort of question this is, and whose."""

    def __init__(self, request: Request, theme: Theme, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = translate("ui", "Waiting for your approval")
        if request.confirm:
            self._title = translate("ui", "Please confirm")
        if request.practice:
            self._title = translate("ui", "Practice")
        if request.urgent:
            self._title = translate("ui", "Urgent: waiting for your approval")
        agent, workflow = cleaned(request.agent), cleaned(request.workflow)
        self._agent = f"{agent} · {workflow}" if workflow else agent
        self._color = (
            theme.state_color(MirrorState.COMING) if request.confirm else theme.state_color(MirrorState.HELD)
        )
        spoken = "{title}"
        if agent and workflow:
            spoken = translate("ui", "{title}, agent {agent}, workflow {workflow}")
        elif agent:
            spoken = translate("ui", "{title}, agent {agent}")
        self.setAccessibleName(spoken.format(title=self._title, agent=agent, workflow=workflow))
        self._title_font = theme.font(12, QFont.Weight.DemiBold)
        self._agent_font = theme.font(12, QFont.Weight.Medium)
        # An agent is known by its name: where that is cut beside the title, it has a line of its own.
        self._below = bool(self._agent) and self._chip_width(self._agent) > self._beside(width)
        self.setFixedSize(width, theme.px(_LINE) * (2 if self._below else 1))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the dot, the title and the agent's chip."""
        unit, line = self._theme.unit, self._theme.px(_LINE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        dot = QRectF(unit, line / 2 - 4 * unit, 8 * unit, 8 * unit)
        painter.drawEllipse(mirrored(dot, self.width()))
        painter.setPen(self._color)
        painter.setFont(self._title_font)
        room = QRectF(16 * unit, 0, self.width() - 16 * unit, line)
        painter.drawText(mirrored(room, self.width()), _LEFT, self._title)
        if self._agent:
            self._paint_agent(painter, line)
        painter.end()

    def _beside(self, width: int) -> float:
        """Give the room beside the title, logical px."""
        return width - 32 * self._theme.unit - QFontMetricsF(self._title_font).horizontalAdvance(self._title)

    def _chip_width(self, name: str) -> float:
        return QFontMetricsF(self._agent_font).horizontalAdvance(name) + 18 * self._theme.unit

    def _paint_agent(self, painter: QPainter, line: int) -> None:
        theme = self._theme
        most = self.width() if self._below else self._beside(self.width())
        name = elided(self._agent, lambda text: self._chip_width(text) <= most)
        width = self._chip_width(name)
        place = QRectF(0, line, width, line) if self._below else QRectF(self.width() - width, 0, width, line)
        chip = mirrored(place, self.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.palette.raised))
        painter.drawRoundedRect(chip, line / 2, line / 2)
        painter.setPen(QColor(theme.palette.quiet))
        painter.setFont(self._agent_font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)


class TargetPicture(QLabel):
    """The target as it was on the screen."""

    def __init__(self, pixmap: QPixmap, room: QSize, scale: float, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        # The picture is in physical pixels, so that text in it stays sharp.
        pixmap.setDevicePixelRatio(scale)
        self._pixmap = pixmap
        self._theme = theme
        height = min(room.height(), round(pixmap.height() / scale))
        self.setAccessibleName(translate("ui", "Picture of the target"))
        self.setFixedSize(room.width(), height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the picture in the middle of a rounded frame."""
        palette, unit = self._theme.palette, self._theme.unit
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        frame = QPainterPath()
        frame.addRoundedRect(box, 7 * unit, 7 * unit)
        painter.fillPath(frame, QColor(palette.raised))
        painter.save()
        painter.setClipPath(frame)
        size = self._pixmap.deviceIndependentSize()
        corner = QPointF(round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2))
        painter.drawPixmap(corner, self._pixmap)
        painter.restore()
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawPath(frame)
        painter.end()


class Footer(QLabel):
    """The rule's id, how many more wait, and how long this one stands."""

    def __init__(self, request: Request, theme: Theme, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        # Without a rule it is the supervisor itself that asks.
        self._rule = "agent-supervisor"
        if request.rule:
            self._rule = translate("ui", "Rule: {rule}").format(rule=inserted(cleaned(request.rule)))
        self._waiting = 0
        self._left: float | None = None
        self._runs = True
        self.setFixedSize(width, theme.px(17))
        self._name()

    def set_waiting(self, count: int) -> None:
        """Tell how many more requests wait."""
        if count != self._waiting:
            self._waiting = count
            self._name()

    def set_left(self, seconds: float | None, *, runs: bool = True) -> None:
        """Tell how long the request still stands, and whether that time runs; None for as long as it takes."""
        if (seconds, runs) != (self._left, self._runs):
            self._left, self._runs = seconds, runs
            self._name()

    @property
    def remark(self) -> str:
        """What stands on the right."""
        parts = []
        if self._left is not None:
            whole = max(0, round(self._left))
            clock = f"{whole // 60}:{whole % 60:02d}"
            left = translate("ui", "ends in {time}")
            if not self._runs:
                left = translate("ui", "{time} left, the time stands still")
            parts.append(left.format(time=clock))
        if self._waiting:
            parts.append(translate("ui", "%n more waiting", "", self._waiting))
        return " · ".join(parts)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint both sides."""
        font = self._theme.font(11.5)
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.palette.quiet))
        box = QRectF(self.rect())
        room = box.width() - metrics.horizontalAdvance(self.remark) - 2 * self._theme.px(8)
        painter.drawText(box, _LEFT, elided(self._rule, lambda text: metrics.horizontalAdvance(text) <= room))
        if self._left is not None and self._left <= _SOON_S:
            painter.setPen(QColor(self._theme.palette.text))
        painter.drawText(box, _RIGHT, self.remark)
        painter.end()

    def _name(self) -> None:
        self.setAccessibleName(". ".join(part for part in (self._rule, self.remark) if part))
        self.update()
