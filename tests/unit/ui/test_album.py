from __future__ import annotations

from PySide6.QtGui import QImage

from supervisor.ui.album import MOST, SIZE, Album


def test_pictures_are_kept_small_and_the_oldest_goes_first() -> None:
    album = Album()
    for number in range(MOST + 1):
        album.keep(f"r{number}", QImage(2 * SIZE.width(), SIZE.height(), QImage.Format.Format_RGB32))
    assert album.of("r0") is None
    kept = album.of("r1")
    assert kept is not None
    assert (kept.width(), kept.height()) == (SIZE.width(), SIZE.height() // 2)


def test_a_small_picture_stays_as_it_is_and_a_new_one_takes_its_place() -> None:
    album = Album()
    album.keep("r1", QImage(10, 10, QImage.Format.Format_RGB32))
    album.keep("r1", QImage(20, 20, QImage.Format.Format_RGB32))
    kept = album.of("r1")
    assert kept is not None
    assert kept.width() == 20
