from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem

from supervisor.core.assessment import Category, Tier
from supervisor.ui.held import Held
from supervisor.ui.held_cells import HeldCells, tier_color
from supervisor.ui.held_model import Column, HeldModel
from supervisor.ui.theme import DARK, LIGHT, Palette, Theme, contrast


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tier", list(Tier))
def test_the_colour_of_a_risk_can_be_read(tier: Tier, palette: Palette) -> None:
    color = tier_color(tier, palette)
    assert contrast(color, palette.ground) >= 4.5
    assert contrast(color, palette.raised) >= 4.5


def test_a_row_is_a_target_that_can_be_hit(theme: Theme) -> None:
    model = HeldModel()
    model.add([Held("r1", "click", "a", Tier.READ, Category.OTHER, 0)])
    cells = HeldCells(lambda: theme)
    sizes = [cells.sizeHint(QStyleOptionViewItem(), model.index(0, column)) for column in Column]
    assert all(size.height() >= 24 for size in sizes)
