"""The window that lists what waits for the person: sorted, filtered, gone through by keyboard.

It answers nothing. What is selected here becomes the question of the popup, which the person answers as always; the
next in the order of this window is asked then. What agents aim at it is refused; whoever else forges a click here, or
presses something by the accessibility bus, changes an order and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from supervisor.core.assessment import Category, Tier
from supervisor.ui.held_cells import ROW, HeldCells
from supervisor.ui.held_model import Choice, Column, HeldModel, HeldView, category_words, tier_words
from supervisor.ui.list_table import list_table, select_first
from supervisor.ui.mirroring import inserted
from supervisor.ui.opened_window import OpenedWindow
from supervisor.ui.service_words import in_our_language
from supervisor.ui.text import elided_sentence, isolated, sentence_case
from supervisor.ui.timers import timer
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from supervisor.ui.held import HeldNews
    from supervisor.ui.list_table import ListTable
    from supervisor.ui.theme import Theme

AHEAD = 32
"""So many of those that follow are put in order: more than a person answers before the window tells again."""
TOGETHER = 1024
"""So many are asked about as one question, as far as they are alike."""
_SETTLED_MS = 150
"""A person who holds the arrow key down is not asked about each row on the way."""
_SIZE = QSize(980, 560)
_LONGEST = 180
"""Characters of what is told below the list: two or three lines on a small screen with large letters."""


def _ages() -> list[tuple[str, float]]:
    any_age = [(translate("ui", "Any age"), 0.0)]
    return any_age + [(translate("ui", "Over %n minute(s)", "", minutes), 60.0 * minutes) for minutes in (1, 5, 15)]


def _sure() -> list[tuple[str, float]]:
    under = translate("ui", "Under {percent} % sure")
    return [
        (translate("ui", "However sure"), 1.0),
        *((under.format(percent=percent), percent / 100) for percent in (80, 50)),
        (translate("ui", "Did not say"), 0.0),
    ]


class QueueWindow(OpenedWindow):
    """The window.

    Attributes:
        model: What waits.
        view: The same as it is sorted and filtered.

    Signals:
        told: A message for the service.
    """

    told = Signal(dict)

    def __init__(self, theme: Theme, labels: dict[str, str]) -> None:
        super().__init__(theme, "queue-window", translate("ui", "Waiting for you – agent-supervisor"), _SIZE)
        self._labels = labels
        self.model = HeldModel(self)
        self.view = HeldView(self.model, self)
        self._following = False
        self._settling = timer(self, "queue-settled", _SETTLED_MS, self._prefer, repeats=False)
        self._ageing = timer(self, "queue-ages", 1000, self.model.older)
        self._count = QLabel(self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(translate("ui", "Search"))
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(translate("ui", "Search in what waits"))
        risks, kinds = tier_words(), category_words()
        any_risk, any_kind = (translate("ui", "Any risk"), None), (translate("ui", "Any kind"), None)
        self._risk = ChoiceBox(translate("ui", "Risk"), [any_risk, *((risks[t], t) for t in reversed(Tier))], self)
        self._kind = ChoiceBox(translate("ui", "Kind"), [any_kind, *((kinds[c], c) for c in Category)], self)
        self._age = ChoiceBox(translate("ui", "Age", "how long something waits"), _ages(), self)
        self._sure = ChoiceBox(translate("ui", "How sure the agent is"), _sure(), self)
        self.table = self._table()
        self._what, self._why, self._rule, self._hint = (QLabel(self) for _ in range(4))
        for label in (self._what, self._why, self._rule, self._hint, self._count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._what, self._why, self._hint):
            label.setWordWrap(True)
        self._lay_out()
        self._search.textChanged.connect(self._filter)
        for box in (self._risk, self._kind, self._age, self._sure):
            box.currentIndexChanged.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._reordered)
        self._add_shortcuts()
        self.set_theme(theme)
        self._say()

    def take(self, news: HeldNews) -> None:
        """Show what changed."""
        # Rows that go take their selection with them; that is no wish of the person's.
        self._following = True
        if news.fresh:
            self.model.clear()
        self.model.drop(news.gone)
        self.model.add(news.rows)
        self._following = False
        if news.asked != self.model.asked or news.fresh:
            self.model.set_asked(news.asked, news.members)
        self.table.setColumnHidden(Column.CONFIDENCE, not self.model.any_confidence)
        self._sure.setVisible(self.model.any_confidence)
        self._follow()
        self._say()
        self.told.emit({"t": "held_taken"})

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        super().set_theme(theme)
        for label in (self._what, self._why, self._rule):
            label.setMinimumHeight(theme.px(19))
        self._what.setStyleSheet("font-weight: 600")
        self.table.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        widths = {Column.RISK: 124, Column.AGENT: 130, Column.KIND: 100, Column.AGE: 96, Column.CONFIDENCE: 70}
        self.table.set_widths(
            {column: theme.px(width) for column, width in widths.items()}, kept=(Column.RISK, Column.CONFIDENCE)
        )

    def set_labels(self, labels: dict[str, str]) -> None:
        """Take what the chords are called."""
        self._labels = labels
        self._say()

    def dispose(self) -> None:
        """Take it away for good."""
        self._settling.stop()
        self._ageing.stop()
        super().dispose()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the list."""
        super().showEvent(event)
        if not event.spontaneous():
            self.told.emit({"t": "held_open"})
            self._ageing.start()
            self.table.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Want no more news."""
        super().closeEvent(event)
        self._ageing.stop()
        self._settling.stop()
        self.told.emit({"t": "held_shut"})
        self.model.clear()

    def sort_by(self, column: int) -> None:
        """Sort by a column; once more, the other way round."""
        down = Qt.SortOrder.DescendingOrder
        same = self.view.sortColumn() == column and self.view.sortOrder() is down
        self.table.sortByColumn(column, Qt.SortOrder.AscendingOrder if same else down)

    def search(self, words: str) -> None:
        """Show what has these words."""
        self._search.setText(words)

    # -- selection and order

    def _follow(self) -> None:
        """Select what is asked, so that the window and the popup speak of the same."""
        place = self.view.shown_place(self.model.asked) if self.model.asked else None
        if self._settling.isActive():
            return
        selection = self.table.selectionModel()
        if len(selection.selectedRows()) > 1:
            return
        if place is None:
            self._follow_members()
            return
        moved = not selection.isRowSelected(place)
        self._following = True
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(self.view.index(place, Column.WHAT), flags.ClearAndSelect | flags.Rows)
        self._following = False
        if moved:
            # What is asked after it is what follows it here.
            self._prefer()

    def _follow_members(self) -> None:
        """Select those that are asked about together: the person takes out what shall not be among them."""
        places = [self.view.shown_place(request) for request in self.model.members]
        chosen = QItemSelection()
        for place in places:
            if place is not None:
                row = (self.view.index(place, column) for column in (Column.RISK, Column.AGE))
                chosen.select(*row)
        self._following = True
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(chosen, flags.ClearAndSelect)
        self._following = False

    def _selected(self) -> None:
        self._say()
        if not self._following:
            self._settling.start()

    def _reordered(self) -> None:
        if self.isVisible():
            self._settling.start()

    def _filter(self) -> None:
        self.view.choose(
            Choice(
                words=self._search.text(),
                tier=self._risk.value,
                category=self._kind.value,
                least_age_s=self._age.value,
                most_confidence=self._sure.value,
            )
        )
        if self.view.shown_place(self.model.asked) is None and self.view.rowCount():
            select_first(self.table)
        self._say()
        self._settling.start()

    def _prefer(self) -> None:
        """Have what is selected asked now, then what follows it, and after the last the first."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if len(rows) > 1:
            ids = [request for row in rows[:TOGETHER] for request in self.view.requests(row, 1)]
            self.told.emit({"t": "together", "ids": ids})
            return
        first = rows[0] if rows else self.view.shown_place(self.model.asked) or 0
        ids = self.view.requests(first, AHEAD)
        ids += self.view.requests(0, min(first, AHEAD - len(ids)))
        if ids:
            self.told.emit({"t": "prefer", "ids": ids})

    # -- words

    def _say(self) -> None:
        every, shown = self.model.rowCount(), self.view.rowCount()
        words = translate("ui", "%n action(s) wait for you", "", every)
        if not every:
            words = translate("ui", "Nothing waits for you")
        elif shown != every:
            words = translate("ui", "%n action(s) wait for you, {shown} shown", "", every).format(shown=shown)
        self._count.setText(words)
        rows = self.table.selectionModel().selectedRows()
        held = self.model.held(self.view.mapToSource(rows[0]).row()) if len(rows) == 1 else None
        what = sentence_case(isolated(in_our_language(held.sentence))) if held is not None else ""
        what = elided_sentence(what, lambda words: len(words) <= _LONGEST)
        why = sentence_case(isolated(in_our_language(held.why))) if held is not None else ""
        rule = inserted(isolated(held.rule)) if held is not None else ""
        # Whole, or nearly: the list has room for a part of it.
        self._what.setText(what)
        self._why.setText(why)
        self._rule.setText(translate("ui", "Rule: {rule}").format(rule=rule) if rule else "")
        approve, reject = self._labels.get("approve", ""), self._labels.get("reject", "")
        hints = [
            translate(
                "ui", "The popup asks about what is selected here; of several, about those that are alike at once."
            )
        ]
        if approve and reject:
            chords = translate("ui", "{approve} approves it, {reject} rejects it, and the next one is asked.")
            hints.append(chords.format(approve=approve, reject=reject))
        self._hint.setText(" ".join(hints))

    # -- building

    def _table(self) -> ListTable:
        table = list_table(
            self.view, Column.WHAT, name="queue-table", spoken=translate("ui", "What waits for you"), parent=self
        )
        table.setItemDelegate(HeldCells(lambda: self._theme, table))
        table.setSortingEnabled(True)
        table.sortByColumn(Column.RISK, Qt.SortOrder.DescendingOrder)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        return table

    def _lay_out(self) -> None:
        column = self._column(spacing=8)
        column.addLayout(self._head(self._count, self._search, self._risk, self._kind, self._age, self._sure))
        column.addWidget(self.table, 1)
        # Each runs in its own direction.
        column.addWidget(self._what)
        column.addWidget(self._why)
        column.addWidget(self._rule)
        column.addWidget(self._hint)
        self._count.setProperty("title", True)
        for name in ("quiet", "small"):
            self._hint.setProperty(name, True)

    def _add_shortcuts(self) -> None:
        shortcuts: list[tuple[Any, Any]] = [
            (QKeySequence.StandardKey.Find, self._search.setFocus),
            (QKeySequence.StandardKey.Close, self.close),
            ("Esc", self._leave),
        ]
        shortcuts += [(f"Ctrl+{column + 1}", lambda c=column: self.sort_by(c)) for column in Column]
        for keys, then in shortcuts:
            QShortcut(QKeySequence(keys), self).activated.connect(then)

    def _leave(self) -> None:
        """Go back to the list; from there, close."""
        if self._search.hasFocus():
            self._search.clear()
            self.table.setFocus()
        else:
            self.close()


class ChoiceBox(QComboBox):
    """A few values to choose from, by their names."""

    def __init__(self, name: str, items: Sequence[tuple[str, Any]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        # By way of the bus Qt gives what is chosen in the place of the name.
        self.setAccessibleDescription(name)
        # Qt gives back a plain text where a value was an enumeration's.
        self.values = [value for _, value in items]
        self.addItems([words for words, _ in items])

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self.values[self.currentIndex()]
