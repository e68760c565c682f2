from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supervisor.ui.theme import DARK
from supervisor.ui.window_style import dress_application, window_style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from supervisor.ui.theme import Theme


def test_measures_grow_with_the_font(theme: Theme) -> None:
    assert "font-size: 13px" in window_style(theme)
    assert "font-size: 26px" in window_style(replace(theme, unit=2.0))
    assert theme.palette.ground in window_style(theme)


def test_menus_and_selections_have_our_colours(qapp: QApplication, theme: Theme) -> None:
    before = qapp.palette()
    dress_application(replace(theme, palette=DARK))
    found = qapp.palette()
    qapp.setPalette(before)
    shown = (found.base(), found.highlight(), found.toolTipBase(), found.text())
    assert [brush.color().name() for brush in shown] == [DARK.ground, DARK.coming, DARK.raised, DARK.text]
