"""The tables of our windows: whole rows are selected, nothing is edited, Tab leads out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget


_MOST = 0.68
"""Of the table's width, what all other columns have together: the wide one is what is read."""


class ListTable(QTableView):
    """A table whose other columns give way where the window is narrow, save those that mean nothing when cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widths: dict[int, int] = {}
        self._kept: frozenset[int] = frozenset()
        self._share_of_each = 1.0

    def set_widths(self, widths: Mapping[int, int], *, kept: Iterable[int]) -> None:
        """Take how wide the other columns are where there is room.

        Args:
            widths: Logical px, by column.
            kept: The columns that give no way.
        """
        self._widths, self._kept, self._share_of_each = dict(widths), frozenset(kept), 1.0
        for column, width in self._widths.items():
            self.setColumnWidth(column, width)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        kept = sum(width for column, width in self._widths.items() if column in self._kept)
        rest = sum(self._widths.values()) - kept
        room = self.viewport().width() * _MOST - kept
        share = min(1.0, max(0.0, room / rest)) if rest else 1.0
        if share == self._share_of_each:
            return  # who made one wider by hand keeps it so
        self._share_of_each = share
        for column, width in self._widths.items():
            if column not in self._kept:
                self.setColumnWidth(column, round(width * share))


def list_table(model: QAbstractItemModel, wide: int, *, name: str, spoken: str, parent: QWidget) -> ListTable:
    """Make one.

    Args:
        model: What it shows.
        wide: The column that takes the room which the others leave.
        name: Qt's name for it.
        spoken: What a screen reader calls it.
        parent: Qt's owner.
    """
    table = ListTable(parent)
    table.setObjectName(name)
    table.setAccessibleName(spoken)
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return table


def select_first(table: QTableView) -> None:
    """Select the first row."""
    select_row(table, 0)


def select_row(table: QTableView, row: int) -> None:
    """Select one row, and no other.

    Qt's own way does nothing where the columns run from the right and just fill the table: it takes the column at the
    table's right edge, which is past the last.
    """
    rows = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().setCurrentIndex(table.model().index(row, 0), rows)
