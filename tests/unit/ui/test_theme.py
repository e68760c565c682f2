from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo

from supervisor.ui.messages import Activity, MirrorState
from supervisor.ui.theme import DARK, LIGHT, RING, Palette, Theme, contrast, current_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PAIRS = [
    ("text", "ground"),
    ("quiet", "ground"),
    ("text", "raised"),
    ("quiet", "raised"),
    ("coming", "ground"),
    ("held", "ground"),
    ("sent", "ground"),
    ("refused", "ground"),
    ("paused", "ground"),
    ("approve", "approve_ground"),
    ("approve", "approve_hover"),
    ("reject", "reject_ground"),
    ("reject", "reject_hover"),
    ("waiting", "waiting_ground"),
    ("waiting", "raised"),
    ("refused", "raised"),
]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_text_can_be_read(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_state_has_its_own_colour() -> None:
    assert len(set(RING.values())) == len(MirrorState)
    for palette in (LIGHT, DARK):
        assert len({getattr(palette, state.value) for state in MirrorState}) == len(MirrorState)


def test_all_colours_are_colours() -> None:
    for palette in (LIGHT, DARK):
        assert all(QColor(getattr(palette, field.name)).isValid() for field in fields(palette))


def test_measures_grow_with_the_system_font(qapp: QApplication) -> None:
    before = qapp.font()
    try:
        larger = QFont(before)
        larger.setPixelSize(26)
        qapp.setFont(larger)
        theme = current_theme("light")
        assert theme.unit == pytest.approx(2)
        assert theme.px(10) == 20
        assert QFontInfo(theme.font(13)).pixelSize() == 26
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize(
    ("scheme", "desktop_theme", "is_dark"),
    [
        ("light", "Adwaita-dark", False),
        ("dark", "Adwaita", True),
        ("system", "Adwaita-Dark", True),
        ("system", "Adwaita", False),
        ("system", "", False),
    ],
)
def test_dark_follows_the_desktop_unless_chosen(scheme: str, desktop_theme: str, is_dark: bool) -> None:
    assert current_theme(scheme, desktop_theme=desktop_theme).is_dark is is_dark


def test_states_have_colours(theme: Theme) -> None:
    assert theme.state_color(MirrorState.HELD) == QColor(LIGHT.held)
    assert theme.activity_color(Activity.STOPPED) == QColor(LIGHT.refused)


def test_typed_text_is_told_apart(theme: Theme) -> None:
    assert theme.fixed_font().families() != theme.font().families()
