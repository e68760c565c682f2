from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supervisor.ui.window_style import window_style

if TYPE_CHECKING:
    from supervisor.ui.theme import Theme


def test_measures_grow_with_the_font(theme: Theme) -> None:
    assert "font-size: 13px" in window_style(theme)
    assert "font-size: 26px" in window_style(replace(theme, unit=2.0))
    assert theme.palette.ground in window_style(theme)
