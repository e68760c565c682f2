from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from supervisor.ui.batch_card import BatchCard, batch_words
from tests.unit.ui.pictures import count

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme


@pytest.mark.parametrize(
    ("agents", "words"),
    [
        ((("tidy", 14),), "tidy did 14 things without a question"),
        ((("tidy", 1),), "tidy did 1 thing without a question"),
        ((("tidy", 14), ("clerk", 3)), "17 things were done without a question"),
        ((("ti\u202edy\n", 2),), "tidy⏎ did 2 things without a question"),
    ],
)
def test_it_says_who_did_how_much(agents: tuple[tuple[str, int], ...], words: str, qtbot: QtBot) -> None:
    assert qtbot
    assert batch_words(agents) == words


def test_a_long_name_leaves_room_for_what_is_said(qtbot: QtBot) -> None:
    assert qtbot
    words = batch_words((("x" * 500, 14),))
    assert len(words) < 90
    assert words.endswith("did 14 things without a question")


def test_it_takes_no_focus_and_has_two_buttons_that_decide_nothing(theme: Theme, qtbot: QtBot) -> None:
    card = BatchCard((("tidy", 14),), theme)
    qtbot.addWidget(card)
    assert card.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.accessibleName() == "tidy did 14 things without a question"
    assert count(card.grab().toImage(), theme.palette.text) > 20
    went: list[str] = []
    card.opened.connect(lambda: went.append("opened"))
    card.left.connect(lambda: went.append("left"))
    buttons = card.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["Later", "Go through"]
    for button in buttons:
        assert button.height() >= 24
        assert not button.isDefault()
        button.click()
    assert went == ["left", "opened"]
