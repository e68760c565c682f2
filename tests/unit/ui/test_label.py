from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind, Point
from supervisor.ui.label import label
from supervisor.ui.messages import Mirror, MirrorState
from supervisor.ui.theme import DARK, RING, Theme
from tests.unit.ui.pictures import count

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MIRROR = Mirror(1, ActionKind.CLICK, MirrorState.COMING, point=Point(5, 5), words="click “Delete” in docs – Thunar")


def test_a_label_is_as_wide_as_its_words(theme: Theme) -> None:
    short = label(replace(MIRROR, words="click"), theme, 1.0, 800)
    long = label(MIRROR, theme, 1.0, 800)
    assert 40 < short.width() < long.width() < 400


@pytest.mark.parametrize("room", [150, 300, 1000])
def test_endless_words_stay_in_their_room(theme: Theme, room: int) -> None:
    image = label(replace(MIRROR, words="w" * 2000, text="t" * 2000, keys="ctrl+a"), theme, 1.0, room)
    assert image.width() <= min(room, 460)


def test_the_scale_makes_the_same_label_larger(theme: Theme) -> None:
    one, two = label(MIRROR, theme, 1.0, 800), label(MIRROR, theme, 2.0, 800)
    assert abs(two.width() - 2 * one.width()) <= 2
    assert abs(two.height() - 2 * one.height()) <= 2


def test_the_state_is_seen_at_the_edge_and_told_where_it_matters(theme: Theme) -> None:
    plain = label(MIRROR, theme, 1.0, 800)
    for state in MirrorState:
        image = label(replace(MIRROR, state=state), theme, 1.0, 800)
        assert image.pixelColor(2, image.height() // 2).name() == RING[state.value]
        told = state in {MirrorState.HELD, MirrorState.REFUSED}
        assert (image.height() > plain.height()) == told


def test_keys_and_text_have_a_row_of_their_own(theme: Theme) -> None:
    plain = label(MIRROR, theme, 1.0, 800)
    keys = label(replace(MIRROR, kind=ActionKind.KEY, keys="ctrl+Return"), theme, 1.0, 800)
    text = label(replace(MIRROR, kind=ActionKind.TYPE_ENTER, text="ls"), theme, 1.0, 800)
    assert keys.height() == text.height() > plain.height()


def test_light_and_dark_have_their_own_ground(theme: Theme) -> None:
    light = label(MIRROR, theme, 1.0, 800)
    dark = label(MIRROR, replace(theme, palette=DARK, is_dark=True), 1.0, 800)
    assert count(light, theme.palette.ground) > light.width() * light.height() / 2
    assert count(dark, DARK.ground) > dark.width() * dark.height() / 2


def test_the_corners_are_clear(theme: Theme) -> None:
    image = label(MIRROR, theme, 1.0, 800)
    assert image.pixelColor(image.width() - 1, 0).alpha() == 0


def test_an_arabic_title_does_not_move_our_words(theme: Theme) -> None:
    """The first word stands at the left in any case."""
    latin = label(replace(MIRROR, words="click in docs"), theme, 1.0, 800)
    arabic = label(replace(MIRROR, words="click in مستندات"), theme, 1.0, 800)
    assert len(ink_columns(latin) ^ ink_columns(arabic)) <= 2
    assert len(ink_columns(latin)) > 10


def ink_columns(image: QImage) -> set[int]:
    """Where the first word has ink; a font for Arabic may move the line up or down a pixel."""
    rows = range(4, image.height() - 4)
    return {x for x in range(38, 66) if any(image.pixelColor(x, y).lightness() < 120 for y in rows)}
