from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt

from supervisor.ui.approval_popup import ApprovalPopup, Room
from supervisor.ui.late_notice import LateNotice
from supervisor.ui.messages import Choices, Config, MirrorState, Request
from supervisor.ui.mirroring import inserted, mirrored
from supervisor.ui.popup_parts import Header
from supervisor.ui.wrapped_text import laid_out
from tests.unit.ui.pictures import near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

CHOICES = Choices(
    ("once", "control"), ("task", "today"), says="“Delete” in Thunar", reasons=(("too-risky", "Too risky"),)
)
REQUEST = Request(
    "r1", confirm=False, sentence="click “Delete”", rule="delete-files", agent="helper", choices=CHOICES
)


@pytest.fixture
def leftwards(qapp: QApplication) -> Iterator[None]:
    """Let the ui run from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def popup_of(qtbot: QtBot, theme: Theme) -> ApprovalPopup:
    popup = ApprovalPopup(REQUEST, Config({}), theme, Room(1232, 900, 1.0, composited=False), None)
    qtbot.addWidget(popup)
    return popup


def test_areas_and_words_stay_where_the_ui_runs_rightwards(qapp: QApplication) -> None:
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert mirrored(QRectF(10, 5, 20, 8), 100) == QRectF(10, 5, 20, 8)
    assert inserted("rm a") == "rm a"


@pytest.mark.usefixtures("leftwards")
def test_areas_change_sides_and_words_keep_their_direction_where_it_runs_leftwards() -> None:
    assert mirrored(QRectF(10, 5, 20, 8), 100) == QRectF(70, 5, 20, 8)
    assert inserted("rm a") == "\N{FIRST STRONG ISOLATE}rm a\N{POP DIRECTIONAL ISOLATE}"
    assert inserted("") == ""


def test_a_popup_is_mirrored_part_by_part(qtbot: QtBot, theme: Theme, leftwards: None) -> None:  # noqa: ARG001 - in use
    popup = popup_of(qtbot, theme)
    assert popup.approve.geometry().right() < popup.reject.geometry().left()
    control, once = (popup.rows.areas(popup)[f"select:{name}"] for name in ("control", "once"))
    assert control.right() < once.left()
    assert all(popup.rect().contains(area) for area in popup.rows.areas(popup).values())
    header = popup.findChildren(Header)[0]
    picture = header.grab().toImage()
    middle, row = picture.width() - round(5 * theme.unit), picture.height() // 2
    assert near(picture.pixelColor(middle, row), theme.state_color(MirrorState.HELD))


def test_what_a_press_stands_for_is_told_by_the_places_that_are_seen(qtbot: QtBot, theme: Theme) -> None:
    rightwards = popup_of(qtbot, theme)
    assert rightwards.approve.geometry().left() > rightwards.reject.geometry().right()


@pytest.mark.usefixtures("leftwards")
def test_each_paragraph_runs_in_the_direction_of_its_first_words(theme: Theme) -> None:
    def side(text: str) -> tuple[Qt.LayoutDirection, bool]:
        option = laid_out(text, theme.font(), 300).textOption()
        return option.textDirection(), bool(option.alignment() & Qt.AlignmentFlag.AlignRight)

    assert side("الاقتراح: رفض") == (Qt.LayoutDirection.RightToLeft, True)
    assert side("click “حذف” in Thunar") == (Qt.LayoutDirection.LeftToRight, False)
    assert side("\N{FIRST STRONG ISOLATE}حذف\N{POP DIRECTIONAL ISOLATE} is pressed") == (
        Qt.LayoutDirection.LeftToRight,
        False,
    )


def test_a_strange_name_does_not_turn_a_paragraph_of_other_languages(theme: Theme) -> None:
    assert (
        laid_out("حذف is pressed", theme.font(), 300).textOption().textDirection() is Qt.LayoutDirection.LeftToRight
    )


@pytest.mark.usefixtures("leftwards")
def test_a_late_notice_keeps_its_place(qtbot: QtBot, theme: Theme) -> None:
    notice = LateNotice("r1", "click Delete", theme, QPoint(10, 20), QSize(452, 300))
    qtbot.addWidget(notice)
    assert (notice.pos(), notice.size()) == (QPoint(10, 20), QSize(452, 300))
