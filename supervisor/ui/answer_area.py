"""The areas of a popup that a person presses; to Qt and to assistive programs they are labels, not buttons.

Qt takes forged clicks for real and AT-SPI presses buttons without any click. So these areas do nothing at all when
pressed: the `human` process hears the physical press and knows, by their place, what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QLabel, QWidget

from supervisor.ui.mirroring import mirrored
from supervisor.ui.text import elided
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent

    from supervisor.ui.theme import Theme

HEIGHT, LOW = 58, 48
"""Units, the second on a small screen; both far above the 24 px that a target needs."""


class AnswerArea(QLabel):
    """Approve or Reject, with the chord that says the same.

    Attributes:
        armed: False while a press would not be taken yet; looks grey then.
    """

    def __init__(self, *, approve: bool, word: str, chord: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._approve = approve
        self._word = word
        self._chord = chord
        self._theme = theme
        self._hovered = False
        self.armed = False
        self.setEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        spoken = (
            translate("ui", "{answer}: press here or {chord}") if chord else translate("ui", "{answer}: press here")
        )
        self.setAccessibleName(spoken.format(answer=word, chord=chord))
        self.setFixedHeight(theme.px(HEIGHT))

    def set_armed(self, armed: bool) -> None:
        """Look live, or grey."""
        self.setEnabled(armed)  # for a screen reader: nothing of Qt's presses it, this way or that
        if armed != self.armed:
            self.armed = armed
            self.update()

    def say(self, word: str, line: str) -> None:
        """Say something else from now on."""
        self._word, self._chord = word, line
        self.setAccessibleName(f"{word}. {line}")
        self.update()

    def enterEvent(self, _event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that the pointer is here."""
        self._hovered = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Show that the pointer has left."""
        self._hovered = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground, mark, word and chord."""
        theme, unit = self._theme, self._theme.unit
        ink, ground = self._colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = QColor(ink)
        edge.setAlphaF(0.45 if self.armed else 0.2)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 9 * unit, 9 * unit)
        width = self._fit_word(painter)
        left = (self.width() - width - 22 * unit) / 2
        top = self.height() / 2 - (9 * unit if self._chord else 0)
        mark = mirrored(QRectF(left, top - 7 * unit, 14 * unit, 14 * unit), self.width())
        self._paint_mark(painter, mark.center(), ink)
        painter.setPen(ink)
        row = mirrored(QRectF(left + 22 * unit, top - 14 * unit, width + 4, 28 * unit), self.width())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._word)
        if self._chord:
            painter.setFont(theme.font(12))
            below = QRectF(0, self.height() / 2 + 3 * unit, self.width(), 20 * unit)
            metrics, room = painter.fontMetrics(), below.width() - 8 * unit
            line = elided(self._chord, lambda text: metrics.horizontalAdvance(text) <= room)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, line)
        painter.end()

    def _fit_word(self, painter: QPainter) -> int:
        """Take the largest font in which the word has room, and give its width; some languages need more."""
        room = self.width() - 34 * self._theme.unit
        for size in (15, 14, 13, 12, 11):
            painter.setFont(self._theme.font(size, QFont.Weight.DemiBold))
            width = painter.fontMetrics().horizontalAdvance(self._word)
            if width <= room:
                break
        return width

    def _colors(self) -> tuple[QColor, QColor]:
        palette = self._theme.palette
        if not self.armed:
            return QColor(palette.waiting), QColor(palette.waiting_ground)
        if self._approve:
            return QColor(palette.approve), QColor(palette.approve_hover if self._hovered else palette.approve_ground)
        return QColor(palette.reject), QColor(palette.reject_hover if self._hovered else palette.reject_ground)

    def _paint_mark(self, painter: QPainter, middle: QPointF, ink: QColor) -> None:
        size = 5 * self._theme.unit
        path = QPainterPath()
        if self._approve:
            path.moveTo(-size, 0)
            path.lineTo(-size * 0.25, size * 0.75)
            path.lineTo(size, -size * 0.75)
        else:
            path.moveTo(-size * 0.8, -size * 0.8)
            path.lineTo(size * 0.8, size * 0.8)
            path.moveTo(-size * 0.8, size * 0.8)
            path.lineTo(size * 0.8, -size * 0.8)
        painter.save()
        painter.translate(middle)
        pen = QPen(ink, 2.2 * self._theme.unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.restore()


class SecondArea(AnswerArea):
    """For the second of the two gestures that what cannot be undone takes; grey until the first was made."""

    def __init__(self, labels: Mapping[str, str], theme: Theme, parent: QWidget) -> None:
        """Begin before the first gesture.

        Args:
            labels: Chord labels by command.
            theme: Colours and measures.
            parent: Where it stands.
        """
        super().__init__(approve=True, word="", chord="", theme=theme, parent=parent)
        self._labels = labels
        self.show_first("")

    def show_first(self, first: str) -> None:
        """Say which gesture was made and which are left: `press`, `chord`, or empty for none so far."""
        approve, second = (self._labels.get(name, "") for name in ("approve", "second"))
        if not first:
            says = translate("ui", "Cannot be undone: takes two steps")
            self.say(says, translate("ui", "first Approve, then a second step here"))
            return
        if first == "press":
            made = translate("ui", "1 of 2: Approve pressed")
        else:
            made = translate("ui", "1 of 2: {chord} pressed").format(chord=approve)
        chords = [chord for chord in (approve if first == "press" else "", second) if chord]
        ways = (
            translate("ui", "now 2 of 2: press here"),
            translate("ui", "now 2 of 2: press here or {chord}"),
            translate("ui", "now 2 of 2: press here or {chord} or {other}"),
        )
        chord, other = [*chords, "", ""][:2]
        self.say(made, ways[len(chords)].format(chord=chord, other=other))
