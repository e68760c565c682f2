from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from supervisor.core.action import Point, Rect
from supervisor.ui.picture import HEIGHT, WIDTH, marked, region
from supervisor.ui.screens import Monitor
from tests.unit.ui.pictures import count

MONITOR = Monitor(Rect(0, 0, 1280, 800), Rect(0, 0, 1280, 800))


def test_the_region_of_a_point_has_it_in_the_middle() -> None:
    assert region(Point(640, 400), None, MONITOR, 1.0) == Rect(640 - WIDTH // 2, 400 - HEIGHT // 2, WIDTH, HEIGHT)


def test_the_region_stays_on_the_monitor() -> None:
    assert region(Point(0, 799), None, MONITOR, 1.0) == Rect(0, 800 - HEIGHT, WIDTH, HEIGHT)
    small = Monitor(Rect(0, 0, 200, 100), Rect(0, 0, 200, 100))
    assert region(Point(10, 10), None, small, 1.0) == Rect(0, 0, 200, 100)


def test_the_region_of_keys_is_their_window_with_some_of_what_is_around() -> None:
    assert region(None, Rect(100, 100, 300, 200), MONITOR, 1.0) == Rect(76, 76, 348, 248)


def test_without_target_there_is_no_region() -> None:
    assert region(None, None, MONITOR, 1.0) is None
    assert region(None, Rect(5000, 5000, 10, 10), MONITOR, 1.0) is None


def white(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def test_the_point_is_ringed_and_stays_visible() -> None:
    image = white(WIDTH, HEIGHT)
    image.setPixelColor(100, 60, QColor("blue"))
    shown = marked(image, Point(500, 300), Point(600, 360), None, QSize(WIDTH, HEIGHT))
    assert shown.pixelColor(100, 60) == QColor("blue")
    assert shown.pixelColor(115, 60) == QColor("#f59e0b")
    assert count(shown.copy(200, 0, 200, HEIGHT), "white") == 200 * HEIGHT


def test_a_window_is_made_to_fit_and_its_place_outlined() -> None:
    shown = marked(white(1000, 700), Point(0, 0), None, Rect(100, 100, 800, 500), QSize(WIDTH, HEIGHT))
    assert shown.width() <= WIDTH
    assert shown.height() == HEIGHT
    assert count(shown, "#f59e0b") > 100


def test_a_small_picture_is_not_blown_up() -> None:
    assert marked(white(50, 20), Point(0, 0), None, None, QSize(WIDTH, HEIGHT)).size() == QSize(50, 20)
