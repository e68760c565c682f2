from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind
from supervisor.core.step import canonical, click_kind, clicks_of


def test_a_chord_is_written_in_one_order_whatever_was_pressed_first() -> None:
    assert (
        canonical(frozenset({"altgr", "super", "shift", "alt", "ctrl"}), "Delete")
        == "ctrl+alt+shift+super+altgr+Delete"
    )
    assert canonical(frozenset({"shift"}), "W") == "shift+w"
    assert canonical(frozenset(), "Cyrillic_ef") == "Cyrillic_ef"


@pytest.mark.parametrize(
    ("button", "clicks", "kind"),
    [
        (1, 1, ActionKind.CLICK),
        (1, 2, ActionKind.DOUBLE_CLICK),
        (1, 3, ActionKind.TRIPLE_CLICK),
        (2, 2, ActionKind.MIDDLE_CLICK),
        (3, 2, ActionKind.RIGHT_CLICK),
        (8, 1, ActionKind.CLICK),
    ],
)
def test_a_click_is_named_by_button_and_count(button: int, clicks: int, kind: ActionKind) -> None:
    assert click_kind(button, clicks) is kind
    assert clicks_of(kind) == (clicks if button == 1 else 1)
