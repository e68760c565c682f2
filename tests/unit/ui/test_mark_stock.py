from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from supervisor.core.action import Rect
from supervisor.ui.drawing import Drawing, Lines, Picture
from supervisor.ui.mark_stock import MarkSet, MarkStock
from tests.support.pixels import MARK, Pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.x_display import XDisplay


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        yield pixels


@pytest.fixture
def stock(x11: XDisplay) -> Iterator[MarkStock]:
    made = MarkStock(x11, 42)
    yield made
    made.destroy()
    x11.sync()


def drawing(pictures: int, lines: int = 0) -> Drawing:
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#ff0000"))
    return Drawing(
        [Lines("#00ff00", ((0, 0, 20, 20),), Rect(100 + 50 * n, 300, 20, 20)) for n in range(lines)],
        [Picture(image, 100 + 50 * n, 100) for n in range(pictures)],
    )


def test_a_drawing_has_a_window_for_each_of_its_parts(x11: XDisplay, look: Pixels, stock: MarkStock) -> None:
    marks = MarkSet()
    stock.show(drawing(2, 1), marks, 0)
    x11.sync()
    assert len(look.shown(MARK)) == len(marks.windows) == 3
    assert look.at(105, 105).is_near("#ff0000")
    assert look.at(105, 305).is_near("#00ff00")
    stock.take_back(marks)


def test_windows_are_used_again(x11: XDisplay, look: Pixels, stock: MarkStock) -> None:
    marks = MarkSet()
    stock.show(drawing(3), marks, 0)
    first = {window.id for window in marks.windows}
    stock.take_back(marks)
    x11.sync()
    assert look.shown(MARK) == []
    again = MarkSet()
    stock.show(drawing(2), again, 0)
    assert {window.id for window in again.windows} < first
    stock.take_back(again)


def test_a_drawing_with_less_takes_windows_away(x11: XDisplay, look: Pixels, stock: MarkStock) -> None:
    marks = MarkSet()
    stock.show(drawing(3, 2), marks, 0)
    stock.show(drawing(1), marks, 0)
    x11.sync()
    assert len(look.shown(MARK)) == 1
    stock.take_back(marks)


def test_only_a_few_are_kept(x11: XDisplay, look: Pixels, stock: MarkStock) -> None:
    before = len(look.root.query_tree().children)
    marks = MarkSet()
    stock.show(drawing(30), marks, 0)
    stock.take_back(marks)
    x11.sync()
    assert len(look.root.query_tree().children) <= before + 8
    stock.destroy()
    x11.sync()
    assert len(look.root.query_tree().children) == before


def test_a_few_are_made_ahead(x11: XDisplay, look: Pixels, stock: MarkStock) -> None:
    before = len(look.root.query_tree().children)
    stock.fill()
    x11.sync()
    assert len(look.root.query_tree().children) == before + 4
