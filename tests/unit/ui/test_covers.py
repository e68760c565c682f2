from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from supervisor.core.action import ActionKind, Rect
from supervisor.ui.covers import Covers, drawn_parts
from supervisor.ui.drawing import Drawing, Lines, Picture
from supervisor.ui.messages import MirrorState
from supervisor.ui.never_active import NEVER_ACTIVE, stay_inactive
from supervisor.ui.rings import ring
from tests.support.pixels import Pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop

AREA = Rect(10, 20, 30, 40)


@pytest.fixture
def covers(qapp: QApplication) -> Iterator[Covers]:  # noqa: ARG001 - Qt has to be there first
    made = Covers()
    yield made
    made.dispose()


@pytest.fixture
def told(covers: Covers) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    covers.told.connect(heard.append)
    return heard


def test_what_comes_and_goes_is_told(covers: Covers, told: list[dict[str, Any]]) -> None:
    covers.cover("mark-1", [AREA], passing=True)
    covers.gone("mark-1")
    assert told == [
        {"t": "cover", "id": "mark-1", "rects": [[10, 20, 30, 40]], "passing": True},
        {"t": "uncover", "id": "mark-1"},
    ]


def test_what_asks_is_shown_when_the_service_says_so(covers: Covers, told: list[dict[str, Any]]) -> None:
    shown: list[str] = []
    covers.ask("popup", [AREA], lambda: shown.append("popup"))
    assert told == [{"t": "cover", "id": "popup", "rects": [[10, 20, 30, 40]], "ask": True}]
    assert shown == []
    covers.granted("another")
    assert shown == []
    covers.granted("popup")
    covers.granted("popup")
    assert shown == ["popup"]


def test_a_silent_service_does_not_keep_it_from_the_person(covers: Covers, qtbot: QtBot) -> None:
    shown: list[str] = []
    covers.ask("popup", [AREA], lambda: shown.append("popup"))
    qtbot.waitUntil(lambda: shown == ["popup"])


def test_what_is_taken_back_before_is_not_shown(covers: Covers) -> None:
    shown: list[str] = []
    covers.ask("popup", [AREA], lambda: shown.append("popup"))
    covers.gone("popup")
    covers.granted("popup")
    assert shown == []


def test_alone_nothing_waits(qapp: QApplication) -> None:  # noqa: ARG001 - Qt has to be there first
    shown: list[str] = []
    Covers(alone=True).ask("popup", [AREA], lambda: shown.append("popup"))
    assert shown == ["popup"]


def test_a_window_is_told_before_it_is_mapped_where_it_is_and_once_it_is_gone(
    covers: Covers, screen: VirtualDesktop, qtbot: QtBot
) -> None:
    window = QWidget(None, NEVER_ACTIVE)
    stay_inactive(window, "test-window", "followed")
    window.setGeometry(50, 60, 70, 80)
    seen: list[tuple[dict[str, Any], int]] = []
    with Pixels(screen) as look:
        covers.told.connect(lambda message: seen.append((message, len(look.shown("followed")))))
        covers.follow(window, "window")
        window.show()
        qtbot.waitUntil(lambda: bool(look.shown("followed")))
        window.move(90, 60)
        window.hide()
        window.deleteLater()
    assert seen[0] == ({"t": "cover", "id": "window", "rects": [[50, 60, 70, 80]], "passing": False}, 0)
    assert ({"t": "cover", "id": "window", "rects": [[90, 60, 70, 80]], "passing": False}, 1) in seen
    assert seen[-1] == ({"t": "uncover", "id": "window"}, 0)


def test_of_a_ring_the_drawn_part_is_told_and_not_its_eye(qapp: QApplication) -> None:  # noqa: ARG001 - likewise
    image = ring(ActionKind.CLICK, MirrorState.HELD, 1, 1.0)
    rects = drawn_parts(Drawing(pictures=[Picture(image, 100, 200)]))

    def told(x: int, y: int) -> bool:
        return any(r.x <= x < r.x + r.width and r.y <= y < r.y + r.height for r in rects)

    drawn = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha()]
    assert all(told(100 + x, 200 + y) for x, y in drawn)
    middle = (100 + image.width() // 2, 200 + image.height() // 2)
    assert not any(told(middle[0] + x, middle[1] + y) for x in range(-6, 7) for y in range(-6, 7))
    assert min(r.x for r in rects) >= 100
    assert max(r.x + r.width for r in rects) <= 100 + image.width()
    assert len(rects) < 60


def test_a_label_and_lines_are_told_as_they_are(qapp: QApplication) -> None:  # noqa: ARG001 - likewise
    image = QImage(90, 30, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.fillRect(3, 0, 84, 30, "black")
    painter.end()
    lines = Lines("#ffffff", ((0, 0, 20, 3), (0, 0, 3, 20)), Rect(500, 400, 20, 20))
    found = drawn_parts(Drawing(lines=[lines], pictures=[Picture(image, 7, 9)]))
    assert found == [Rect(500, 400, 20, 3), Rect(500, 400, 3, 20), Rect(10, 9, 84, 30)]


def test_a_slanted_line_is_told_in_few_parts_that_hold_all_of_it(qapp: QApplication) -> None:  # noqa: ARG001 - likewise
    rows = tuple((2 * row, row, 6, 1) for row in range(500))
    found = drawn_parts(Drawing(lines=[Lines("#ffffff", rows, Rect(10, 20, 1006, 500))]))
    assert len(found) < 100
    for x, y, width, _ in rows:
        assert any(
            r.x <= 10 + x and 10 + x + width <= r.x + r.width and r.y <= 20 + y < r.y + r.height for r in found
        )
    assert sum(r.width * r.height for r in found) < 20_000
