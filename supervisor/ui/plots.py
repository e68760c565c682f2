"""Small plots over days: stacked bars, or a line; what they show is told to screen readers and under the pointer too.

Nothing in them can be dragged or zoomed: they are looked at.
"""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from supervisor.ui.translation import direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent, QObject

    from supervisor.ui.theme import Theme

_BAR = 0.72
"""Width of a bar; 1 would touch the next."""
_HEIGHT = 84
_MOST_DATES = 5
"""More dates than that run into each other on a narrow window."""
_ROOM_ABOVE = 1.08
_UPRIGHT = 46
"""Room for the numbers, units."""
_FAINT = 150
"""Of the lines behind, 0 to 255."""
_FEW = 40
"""Of more days the dots are small."""
_HARDLY = 1e-9
_HARD_SPACE = "\u00a0"
_WIDE_SPACE = _HARD_SPACE * 3


@dataclass(frozen=True, slots=True)
class Course:
    """One row of values over days."""

    name: str
    """In the person's language; empty where the plot's title says it."""
    color: str
    """Name of one of the palette's colours."""
    values: tuple[float | None, ...]
    """None where there is nothing to tell, which is not 0."""


class Plot(QWidget):
    """A title with what the colours mean, and the plot below.

    Attributes:
        title: What it is called, in the person's language.
        spoken: What is told to a screen reader.
    """

    def __init__(self, title: str, theme: Theme, *, stacked: bool, unit: str = "", parent: QWidget) -> None:
        """Begin empty.

        Args:
            title: In the person's language.
            theme: Colours and measures.
            stacked: Bars on each other; a line otherwise.
            unit: After a value where it is told, in the person's language.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.title = title
        self.spoken = ""
        self._theme = theme
        self._stacked = stacked
        self._unit = unit
        self._dates: tuple[str, ...] = ()
        self._courses: tuple[Course, ...] = ()
        self._head = QLabel(title, self)
        self._keys = QLabel(self)
        self._keys.setTextFormat(Qt.TextFormat.RichText)
        self._keys.setProperty("small", True)
        self._canvas = pg.PlotWidget(self, enableMenu=False)
        self._canvas.setMouseEnabled(x=False, y=False)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._canvas.setAccessibleName(title)
        self._canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # Wheel and drag belong to the window.
        self._canvas.setInteractive(False)
        self._canvas.viewport().setMouseTracking(True)
        self._canvas.viewport().installEventFilter(self)
        item = self._canvas.getPlotItem()
        item.hideButtons()
        # Mirrored by hand below; by itself the layout would put the right axis on the left.
        item.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        rightwards = direction() is Qt.LayoutDirection.LeftToRight
        item.getViewBox().invertX(not rightwards)
        self._upright = "left" if rightwards else "right"
        item.showAxis("left", rightwards)
        item.showAxis("right", not rightwards)
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self._canvas, 1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        self._theme = theme
        palette = theme.palette
        self._canvas.setBackground(QColor(palette.ground))
        self._canvas.setMinimumHeight(theme.px(_HEIGHT))
        item = self._canvas.getPlotItem()
        for name in ("bottom", self._upright):
            axis = item.getAxis(name)
            axis.setTickFont(theme.font(11))
            axis.setPen(QColor(palette.line))
            axis.setTextPen(QColor(palette.quiet))
            axis.setStyle(tickLength=0, hideOverlappingLabels=True)
        upright = item.getAxis(self._upright)
        # Plots that stand above each other have their days above each other too.
        upright.setWidth(theme.px(_UPRIGHT))
        upright.setGrid(_FAINT)
        self.show_courses(self._dates, self._courses)

    def show_courses(self, dates: Sequence[str], courses: Sequence[Course]) -> None:
        """Show values.

        Args:
            dates: What each day, or stretch of days, is called.
            courses: Of as many values each; in the order in which bars are stacked.
        """
        self._dates, self._courses = tuple(dates), tuple(courses)
        item = self._canvas.getPlotItem()
        item.clear()
        below = [0.0] * len(self._dates)
        for course in self._courses:
            color = QColor(getattr(self._theme.palette, course.color))
            if self._stacked:
                heights = [value or 0.0 for value in course.values]
                places = [float(place) for place in range(len(heights))]
                item.addItem(
                    pg.BarGraphItem(
                        x=places, y0=below, height=heights, width=_BAR, brush=color, pen=QPen(Qt.PenStyle.NoPen)
                    )
                )
                below = [low + height for low, height in zip(below, heights, strict=True)]
            else:
                self._draw_line(course, color)
        top = max(below, default=0.0)
        if not self._stacked:
            top = max(
                (value for course in self._courses for value in course.values if value is not None), default=0.0
            )
        self._scale(top)
        self._tell()

    def told_at(self, place: int) -> str:
        """Say what a day's values are."""
        values = [
            f"{course.name}: {self._number(value)}" if course.name else self._number(value)
            for course in self._courses
            if (value := course.values[place]) is not None
        ]
        return "\n".join([self._dates[place], *values])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell the day under the pointer."""
        if isinstance(event, QMouseEvent) and event.type() is event.Type.MouseMove:
            self._tell_under(event)
        return super().eventFilter(watched, event)

    def _tell_under(self, event: QMouseEvent) -> None:
        box = self._canvas.getPlotItem().getViewBox()
        scene = self._canvas.mapToScene(event.position().toPoint())
        place = math.floor(box.mapSceneToView(scene).x() + 0.5)
        if 0 <= place < len(self._dates):
            QToolTip.showText(event.globalPosition().toPoint(), self.told_at(place), self._canvas)
        else:
            QToolTip.hideText()

    def _draw_line(self, course: Course, color: QColor) -> None:
        # A line does not lead over days of which nothing is known; a day between two such is a dot.
        places = [float(place) for place in range(len(course.values))]
        heights = [math.nan if value is None else value for value in course.values]
        # Qt takes such a width as physical pixels.
        pen = pg.mkPen(color, width=self._theme.px(2) * self.devicePixelRatioF())
        dot = self._theme.px(6)
        self._canvas.getPlotItem().plot(
            places,
            heights,
            pen=pen,
            symbol="o",
            symbolSize=dot if len(places) < _FEW else dot / 2,
            symbolBrush=color,
            symbolPen=QPen(Qt.PenStyle.NoPen),
            connect="finite",
        )

    def _scale(self, top: float) -> None:
        item = self._canvas.getPlotItem()
        highest = round_above(top)
        item.getAxis(self._upright).setTicks([[(value, self._number(value)) for value in (0, highest / 2, highest)]])
        item.getAxis("bottom").setTicks([[(place, self._dates[place]) for place in self._dated()]])
        self._canvas.setYRange(0, highest * _ROOM_ABOVE, padding=0)
        self._canvas.setXRange(-0.5, max(1, len(self._dates)) - 0.5, padding=0)

    def _dated(self) -> list[int]:
        """Give which days have their date below: the newest, and others at even distances before it."""
        count = len(self._dates)
        apart = max(1, math.ceil(count / _MOST_DATES))
        # The first and the last have no room for half of a date beside them when there are many.
        beside = apart // 2
        return list(range(count - 1 - beside, -1, -apart))

    def _number(self, value: float) -> str:
        whole = abs(value - round(value)) < _HARDLY
        told = QLocale().toString(float(round(value)), "f", 0) if whole else QLocale().toString(value, "f", 1)
        return f"{told} {self._unit}".rstrip()

    def _tell(self) -> None:
        palette = self._theme.palette
        named = [course for course in self._courses if course.name]
        keys = (
            f'<span style="color:{getattr(palette, course.color)}">■</span>{_HARD_SPACE}{name}'
            for course in named
            for name in (html.escape(course.name).replace(" ", _HARD_SPACE),)
        )
        self._keys.setText(_WIDE_SPACE.join(keys))
        self.spoken = "\n".join(self.told_at(place).replace("\n", ", ") for place in range(len(self._dates)))
        self._canvas.setAccessibleDescription(self.spoken)


def round_above(value: float) -> float:
    """Give the next round number from `value` up, of which the half is short to write too; 1 for 0."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value * (1 - _HARDLY))
