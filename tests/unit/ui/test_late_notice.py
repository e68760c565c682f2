from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt

from supervisor.ui.late_notice import LateNotice, attention_words, ended
from tests.unit.ui.pictures import count

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme


def test_it_says_that_it_was_rejected_and_then_that_the_answer_came_too_late(theme: Theme, qtbot: QtBot) -> None:
    notice = LateNotice("r1", "click Delete", theme, QPoint(10, 20), QSize(452, 300))
    qtbot.addWidget(notice)
    assert (notice.accessibleName(), notice.size(), notice.pos()) == (ended(), QSize(452, 300), QPoint(10, 20))
    assert notice.focusPolicy() is Qt.FocusPolicy.NoFocus
    before = notice.grab().toImage()
    assert count(before, theme.palette.text) > 20
    notice.tell("the time to answer was over: this answer had no effect")
    assert notice.accessibleName() == "The time to answer was over: this answer had no effect"
    assert notice.grab().toImage() != before


def test_it_says_what_a_test_of_attention_was_and_of_nothing_else() -> None:
    assert attention_words("missed").startswith(
        "This was a test of attention: nobody wanted to do this, and nothing was done"
    )
    assert "thank you" in attention_words("noticed")
    assert [attention_words(outcome) for outcome in ("approved", "rejected", "expired", "late", "None")] == [""] * 5
