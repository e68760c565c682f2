"""The window that shows how often agents were asked about, and how a person answered: over days, as plots.

It only shows, and what it shows proves nothing: that is what `audit verify` is for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy_figures import Figures, Result
from supervisor.core.autonomy_series import Part, parts, series
from supervisor.core.autonomy_tally import DAY_NS, Group, Tally
from supervisor.ui.held_model import category_words, tier_words
from supervisor.ui.opened_window import OpenedWindow
from supervisor.ui.plots import Course, Plot
from supervisor.ui.queue_window import ChoiceBox
from supervisor.ui.text import cleaned, elided, sentence_case
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.core.autonomy_series import Point
    from supervisor.ui.theme import Theme

_SIZE = QSize(980, 640)
_MOST = 12
"""More agents or programs than that make no list to choose from."""
_LONGEST = 40
_YEAR = re.compile(r"^y+\W+|[^\w.]*y+\W*$")
"""In a locale's short form of a date, with what parts it from the rest."""


class FiguresWindow(OpenedWindow):
    """The window."""

    def __init__(self, theme: Theme, read: Callable[[], Tally | str], clock: Callable[[], int]) -> None:
        """Begin with what there is now.

        Args:
            theme: Colours and measures.
            read: Gives the figures of the record, or why there are none as a sentence.
            clock: Gives the time, ns since 1970.
        """
        super().__init__(theme, "figures-window", translate("ui", "Figures – agent-supervisor"), _SIZE)
        self._read = read
        self._clock = clock
        self._tally = Tally()
        self._title = QLabel(translate("ui", "How often you were asked"), self)
        self._title.setProperty("title", True)
        self._part = ChoiceBox(translate("ui", "Figures of"), [], self)
        self._days = ChoiceBox(translate("ui", "Time", "a stretch of days"), _times(), self)
        self._days.setCurrentIndex(1)
        self._again = QPushButton(translate("ui", "Refresh"), self)
        self.tiles = Tiles(theme, self)
        self._problem = QLabel(self)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.plots = _plots(theme, self)
        self._lay_out()
        self._part.currentIndexChanged.connect(self._show)
        self._days.currentIndexChanged.connect(self._show)
        self._again.clicked.connect(self.refresh)
        for keys, then in (("F5", self.refresh), ("Esc", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(then)
        self.set_theme(theme)
        self.refresh()

    def refresh(self) -> None:
        """Read the record anew; what is chosen stays chosen."""
        found = self._read()
        self._tally = Tally() if isinstance(found, str) else found
        self._say(found if isinstance(found, str) else "")
        chosen = self._part.value if self._part.values else Part()
        self._part.blockSignals(True)
        self._part.clear()
        self._part.values = parts(self._tally, _MOST)
        self._part.addItems([_words(part) for part in self._part.values])
        self._part.setCurrentIndex(self._part.values.index(chosen) if chosen in self._part.values else 0)
        self._part.blockSignals(False)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        super().set_theme(theme)
        self.tiles.set_theme(theme)
        for plot in self.plots:
            plot.set_theme(theme)

    def _show(self) -> None:
        points = series(self._tally, self._part.value, self._clock() // DAY_NS, self._days.value)
        self.tiles.show_figures(sum((point.figures for point in points), Figures()))
        dates = [_date(point) for point in points]
        for plot, courses in zip(self.plots, _courses(points), strict=True):
            plot.show_courses(dates, courses)
        if not points and not self._problem.text():
            self._say(translate("ui", "Nothing happened in this time."))
        elif points:
            self._say("")

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for plot in self.plots:
            plot.setVisible(not problem)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        for widget in (self._part, self._days, self._again):
            head.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(28))
        grid.setVerticalSpacing(self._theme.px(18))
        for place, plot in enumerate(self.plots):
            grid.addWidget(plot, place // 2, place % 2)
        column = self._column(pad=20, spacing=16)
        column.addLayout(head)
        column.addWidget(self.tiles)
        column.addLayout(grid, 1)
        column.addWidget(self._problem, 1)


class Tiles(QWidget):
    """The figures of all of the time, large.

    Attributes:
        numbers: What stands in them.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.numbers = [QLabel(self) for _ in range(5)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(40))
        names = (
            translate("ui", "actions"),
            translate("ui", "asked"),
            translate("ui", "asked of 100"),
            translate("ui", "approved of what was asked"),
            translate("ui", "median time to answer"),
        )
        for number, name in zip(self.numbers, names, strict=True):
            below = QLabel(name, self)
            below.setProperty("quiet", True)
            number.setAccessibleName(name)
            tile = QVBoxLayout()
            tile.setSpacing(0)
            tile.addWidget(number)
            tile.addWidget(below)
            row.addLayout(tile)
        row.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Take other measures."""
        for number in self.numbers:
            number.setStyleSheet(f"font-size: {theme.px(22)}px; font-weight: 600")

    def show_figures(self, figures: Figures) -> None:
        """Show a sum."""
        locale = QLocale()
        per_100, rate, median_ms = figures.prompts_per_100, figures.rate(Result.APPROVED), figures.median_ms
        told = (
            locale.toString(figures.actions),
            locale.toString(figures.asked),
            "–" if per_100 is None else locale.toString(per_100, "f", 1),
            "–"
            if rate is None
            else translate("ui", "{percent} %").format(percent=locale.toString(100 * rate, "f", 1)),
            "–" if median_ms is None else _seconds().format(seconds=locale.toString(median_ms / 1000, "f", 1)),
        )
        for number, text in zip(self.numbers, told, strict=True):
            number.setText(text)


def _plots(theme: Theme, parent: QWidget) -> list[Plot]:
    return [
        Plot(translate("ui", "Actions"), theme, stacked=True, parent=parent),
        Plot(translate("ui", "How questions ended"), theme, stacked=True, parent=parent),
        Plot(translate("ui", "Asked of 100 actions"), theme, stacked=False, parent=parent),
        Plot(translate("ui", "Median time to answer, seconds"), theme, stacked=False, parent=parent),
    ]


def _courses(points: Sequence[Point]) -> list[list[Course]]:
    """Give what each plot shows, in the order of the plots."""
    all_figures = [point.figures for point in points]

    def counted(name: str, color: str, *results: Result) -> Course:
        return Course(name, color, tuple(float(figures.of(*results)) for figures in all_figures))

    medians = (figures.median_ms for figures in all_figures)
    return [
        [
            Course(translate("ui", "asked"), "held", tuple(float(figures.asked) for figures in all_figures)),
            counted(translate("ui", "not asked"), "coming", Result.PASSED),
        ],
        [
            counted(translate("ui", "approved"), "sent", Result.APPROVED),
            counted(translate("ui", "changed"), "paused", Result.MODIFIED),
            counted(translate("ui", "rejected"), "refused", Result.REJECTED),
            counted(translate("ui", "not answered"), "waiting", Result.EXPIRED),
        ],
        [Course("", "held", tuple(figures.prompts_per_100 for figures in all_figures))],
        [Course("", "coming", tuple(None if ms is None else ms / 1000 for ms in medians))],
    ]


def _times() -> list[tuple[str, int]]:
    last = [(translate("ui", "Last %n day(s)", "", days), days) for days in (7, 30, 90)]
    return [*last, (translate("ui", "All of the record"), 0)]


def _seconds() -> str:
    return translate("ui", "{seconds} s")


def _words(part: Part) -> str:
    """Give what one of the choices is called."""
    name = elided(cleaned(part.name), lambda text: len(text) <= _LONGEST) or "–"
    if part.by is Group.ALL:
        return translate("ui", "All")
    if part.by is Group.CATEGORY:
        return translate("ui", "Kind: {name}").format(name=category_words()[Category(part.name)])
    if part.by is Group.TIER:
        return translate("ui", "Risk: {name}").format(name=sentence_case(tier_words()[Tier(part.name)]))
    if part.by is Group.AGENT:
        return translate("ui", "Agent: {name}").format(name=name)
    return translate("ui", "Program: {name}").format(name=name)


def _date(point: Point) -> str:
    """Give the day as the person writes it, without the year; where it is more than one, the first."""
    locale = QLocale()
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    written = _YEAR.sub("", short) if locale.language() != QLocale.Language.C else "MM-dd"
    return locale.toString(QDate(1970, 1, 1).addDays(point.first_day), written)
