from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest

from supervisor.ui.opened_window import OpenedWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.ui.theme import Theme

SIZE = QSize(300, 200)


@pytest.fixture
def window(theme: Theme) -> Iterator[OpenedWindow]:
    made = OpenedWindow(theme, "some-window", "Something – agent-supervisor", SIZE)
    made.set_theme(theme)
    yield made
    made.dispose()


def test_it_comes_up_in_its_size_and_stays_as_the_person_made_it(window: OpenedWindow) -> None:
    window.appear()
    assert QTest.qWaitForWindowExposed(window)
    assert window.size() == SIZE
    assert window.windowTitle() == "Something – agent-supervisor"
    window.resize(400, 300)
    window.appear()
    assert window.size() == QSize(400, 300)


def test_it_grows_with_the_font_but_not_past_the_screen(window: OpenedWindow, theme: Theme) -> None:
    window.set_theme(replace(theme, unit=2.0))
    window.appear()
    assert window.size() == SIZE * 2
    window.close()
    window.set_theme(replace(theme, unit=100.0))
    window.appear()
    room = window.screen().availableGeometry().size()
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_its_colours_follow_the_theme(window: OpenedWindow, theme: Theme) -> None:
    palette = replace(theme.palette, ground="#123456")
    window.set_theme(replace(theme, palette=palette))
    assert "#123456" in window.styleSheet()
