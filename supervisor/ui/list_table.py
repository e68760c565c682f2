"""The tables of our windows: whole rows are selected, nothing is edited, Tab leads out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QWidget


def list_table(model: QAbstractItemModel, wide: int, *, name: str, spoken: str, parent: QWidget) -> QTableView:
    """Make one.

    Args:
        model: What it shows.
        wide: The column that takes the room which the others leave.
        name: Qt's name for it.
        spoken: What a screen reader calls it.
        parent: Qt's owner.
    """
    table = QTableView(parent)
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
