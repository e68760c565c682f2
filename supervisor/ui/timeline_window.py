"""The window that shows what was asked and answered, from the record, with the pictures that the popup had.

It only shows.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
)

from supervisor.ui.list_table import list_table, select_first
from supervisor.ui.opened_window import OpenedWindow
from supervisor.ui.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, cleaned, sentence_case
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QShowEvent

    from supervisor.core.timeline_entry import Entry
    from supervisor.ui.album import Album
    from supervisor.ui.list_table import ListTable
    from supervisor.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_SIZE = QSize(980, 600)
_ROW = 30
_PICTURE = QSize(300, 170)
_HOW = re.compile(r" by .*?\([^)]*\)")
"""By which device and gesture a person answered: told below the list."""


class Column(IntEnum):
    """What stands where."""

    WHEN = 0
    WHAT = 1
    AGENT = 2
    ANSWER = 3
    OUTCOME = 4


def titles() -> tuple[str, ...]:
    """Give what stands above the columns."""
    return (
        translate("ui", "When"),
        translate("ui", "What"),
        translate("ui", "Agent"),
        translate("ui", "Your answer"),
        translate("ui", "What became of it"),
    )


class TimelineModel(QAbstractTableModel):
    """The lines, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Entry] = []
        self._shown: list[Entry] = []
        self.everything = False
        self.words = ""

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the lines that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a column's title."""
        shown = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return titles()[section] if shown else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry, column = self._shown[index.row()], Column(index.column())
        words = {
            Column.WHEN: when(entry.time_ns),
            Column.WHAT: sentence_case(cleaned(entry.words)),
            Column.AGENT: cleaned(entry.agent),
            Column.ANSWER: sentence_case(cleaned(_HOW.sub("", entry.answer))),
            Column.OUTCOME: sentence_case(cleaned(entry.outcome)),
        }[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words  # a voice needs no directions
        # Each keeps its own direction in a window that runs the other way.
        return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if words else ""

    def entry(self, row: int) -> Entry:
        """Give one of those that are shown."""
        return self._shown[row]

    def add(self, rows: tuple[Entry, ...], *, fresh: bool) -> None:
        """Put lines at the end, or in the place of all."""
        self._all = [*([] if fresh else self._all), *rows]
        self.choose(everything=self.everything, words=self.words)

    def choose(self, *, everything: bool, words: str) -> None:
        """Show all that agents did, or what was asked and answered; of these what has such words."""
        self.everything, self.words = everything, words
        wanted = words.casefold().split()
        self.beginResetModel()
        self._shown = [
            entry
            for entry in self._all
            if (everything or entry.told)
            and all(
                word in f"{entry.words} {entry.agent} {entry.answer} {entry.outcome}".casefold() for word in wanted
            )
        ]
        self.endResetModel()


def when(time_ns: int) -> str:
    """Say when it was, by the person's clock."""
    moment = datetime.fromtimestamp(time_ns / 1e9).astimezone()
    today = moment.date() == datetime.now().astimezone().date()
    return f"{moment:%H:%M:%S}" if today else f"{moment:%Y-%m-%d %H:%M}"


class TimelineWindow(OpenedWindow):
    """The window.

    Attributes:
        model: What it shows.

    Signals:
        told: A message for the service.
    """

    told = Signal(dict)

    def __init__(self, theme: Theme, album: Album) -> None:
        super().__init__(theme, "timeline-window", translate("ui", "What was asked – agent-supervisor"), _SIZE)
        self._album = album
        self.model = TimelineModel(self)
        self._title = QLabel(translate("ui", "What was asked and answered"), self)
        self._title.setProperty("title", True)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(translate("ui", "Search"))
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(translate("ui", "Search in what was asked"))
        self._all = QCheckBox(translate("ui", "All that agents did"), self)
        self._again = QPushButton(translate("ui", "Refresh"), self)
        self.table = self._table()
        self._picture = QLabel(self)
        self._picture.setAccessibleName(translate("ui", "Picture of the target"))
        self._story = QLabel(self)
        self._story.setTextFormat(Qt.TextFormat.PlainText)
        self._story.setWordWrap(True)
        self._story.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._search.textChanged.connect(self._choose)
        self._all.toggled.connect(self._choose)
        self._again.clicked.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.model.modelReset.connect(self._tell)
        for keys, then in (("F5", self.refresh), ("Ctrl+F", self._search.setFocus), ("Esc", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(then)
        self.set_theme(theme)

    def take(self, rows: tuple[Entry, ...], *, fresh: bool) -> None:
        """Show lines."""
        self.model.add(rows, fresh=fresh)
        if fresh and self.model.rowCount():
            select_first(self.table)
        self.told.emit({"t": "past_taken"})

    def refresh(self) -> None:
        """Read the record anew."""
        self.told.emit({"t": "past_open"})

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        super().set_theme(theme)
        self.table.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        widths = {Column.WHEN: 152, Column.AGENT: 120, Column.ANSWER: 170, Column.OUTCOME: 160}
        self.table.set_widths({column: theme.px(width) for column, width in widths.items()}, kept=[Column.WHEN])
        self._story.setMinimumHeight(theme.px(74))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the lines."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()
            self.table.setFocus()

    def _choose(self) -> None:
        self.model.choose(everything=self._all.isChecked(), words=self._search.text())
        if self.model.rowCount():
            select_first(self.table)

    def _tell(self) -> None:
        """Tell the whole story of the line that is selected, with its picture."""
        rows = self.table.selectionModel().selectedRows()
        entry = self.model.entry(rows[0].row()) if rows else None
        image = self._album.of(entry.request) if entry is not None else None
        self._picture.setVisible(image is not None)
        if image is not None:
            room = QSize(self._theme.px(_PICTURE.width()), self._theme.px(_PICTURE.height()))
            how = Qt.TransformationMode.SmoothTransformation
            self._picture.setPixmap(QPixmap.fromImage(image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, how)))
        parts = (entry.words, entry.verdict, entry.answer, entry.outcome) if entry is not None else ()
        self._story.setText("\n".join(sentence_case(cleaned(part)) for part in parts if part))

    def _table(self) -> ListTable:
        table = list_table(
            self.model,
            Column.WHAT,
            name="timeline-table",
            spoken=translate("ui", "What was asked and answered"),
            parent=self,
        )
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        return table

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self._picture)
        below.addWidget(self._story, 1)
        column = self._column()
        column.addLayout(self._head(self._title, self._search, self._all, self._again))
        column.addWidget(self.table, 1)
        column.addLayout(below)
