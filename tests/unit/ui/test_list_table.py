from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QTableView, QVBoxLayout, QWidget

from supervisor.ui.list_table import list_table, select_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:  # noqa: ARG001 - Qt has to be there first
    """Give a window with a table of two rows and a field below it."""
    made = QWidget()
    column = QVBoxLayout(made)
    model = QStandardItemModel(made)
    for row in ("first", "second"):
        model.appendRow([QStandardItem(row), QStandardItem("more")])
    table = list_table(model, 1, name="table", spoken="What there is", parent=made)
    for part in (table, QLineEdit(made)):
        column.addWidget(part)
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    made.activateWindow()
    table.setFocus()
    yield made
    made.close()
    made.deleteLater()


def test_rows_are_selected_as_a_whole_and_not_edited(window: QWidget) -> None:
    table = window.findChild(QTableView)
    assert table is not None
    assert table.accessibleName() == "What there is"
    table.setCurrentIndex(table.model().index(1, 0))
    assert len(table.selectedIndexes()) == 2
    QTest.keyClick(table, Qt.Key.Key_F2)
    QTest.keyClick(table, Qt.Key.Key_X)
    assert table.state() != QAbstractItemView.State.EditingState


def test_tab_leads_out_of_it(window: QWidget) -> None:
    table, field = window.findChild(QTableView), window.findChild(QLineEdit)
    assert table is not None
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert window.focusWidget() is field


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_first_row_is_selected_whichever_way_the_columns_run(
    window: QWidget, direction: Qt.LayoutDirection
) -> None:
    window.setLayoutDirection(direction)
    table = window.findChild(QTableView)
    assert table is not None
    select_first(table)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]


@pytest.mark.parametrize(("width", "others"), [(1000, [120, 200, 160]), (500, [120, 122, 98]), (100, [120, 0, 0])])
def test_where_it_is_narrow_the_other_columns_give_way_save_those_that_are_kept(
    qtbot: QtBot, width: int, others: list[int]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    table = list_table(QStandardItemModel(1, 4, parent), 1, name="table", spoken="What there is", parent=parent)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.horizontalHeader().setMinimumSectionSize(0)
    table.set_widths({0: 120, 2: 200, 3: 160}, kept=[0])
    table.resize(width, 200)
    parent.show()
    assert [table.columnWidth(column) for column in (0, 2, 3)] == others
    # Who makes one wider by hand keeps it so.
    table.setColumnWidth(2, 150)
    table.resize(width, 220)
    assert table.columnWidth(2) == 150
