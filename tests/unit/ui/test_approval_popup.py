from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from supervisor.ui.approval_popup import ApprovalPopup, Room
from supervisor.ui.messages import Choices, Config, Past, Request
from supervisor.ui.never_active import NEVER_ACTIVE
from supervisor.ui.popup_parts import Header, TargetPicture
from supervisor.ui.wrapped_text import WrappedText, laid_out

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

REQUEST = Request(
    "r1",
    confirm=False,
    sentence="Click “Delete” in docs – Thunar",
    why="it deletes files",
    rule="delete-files",
    agent="helper",
)
ROOM = Room(1232, 752, 1.0, composited=False)
CONFIG = Config({"approve": "Ctrl+Alt+Y", "reject": "Ctrl+Alt+N"}, arm_ms=50)


def picture() -> QImage:
    image = QImage(420, 150, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    return image


def popup_of(qtbot: QtBot, theme: Theme, request: Request = REQUEST, room: Room = ROOM) -> ApprovalPopup:
    popup = ApprovalPopup(request, CONFIG, theme, room, picture())
    qtbot.addWidget(popup)
    return popup


def test_it_shows_what_why_whose_and_the_target(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme)
    assert [text.shown for text in popup.findChildren(WrappedText)] == [
        "Click “Delete” in docs – Thunar",
        "It deletes files.",
    ]
    assert popup.findChildren(Header)[0].accessibleName() == "Waiting for your approval, agent helper"
    assert popup.findChild(TargetPicture) is not None
    assert popup.accessibleName() == "Click “Delete” in docs – Thunar. it deletes files"
    spoken = popup_of(qtbot, theme, replace(REQUEST, sentence="This click presses “Delete” in Thunar."))
    assert spoken.accessibleName() == "This click presses “Delete” in Thunar. it deletes files"


def test_an_answer_for_several_shows_each_of_them_and_what_it_is_not_for(qtbot: QtBot, theme: Theme) -> None:
    several = replace(
        REQUEST,
        sentence="3 actions that are alike",
        count=3,
        lines=("2 × Click “Delete” in docs – Thunar", "1 × Click “Delete” in pictures – Thunar"),
        beside="1 more is asked about by itself.",
    )
    popup = ApprovalPopup(several, CONFIG, theme, ROOM, None)
    qtbot.addWidget(popup)
    assert [text.shown for text in popup.findChildren(WrappedText)] == [
        "3 actions that are alike",
        "It deletes files.",
        *several.lines,
        several.beside,
    ]
    assert "2 × Click “Delete” in docs – Thunar" in popup.accessibleName()
    assert popup.approve.accessibleName() == "Approve all 3: press here or Ctrl+Alt+Y"
    assert popup.reject.accessibleName() == "Reject all 3: press here or Ctrl+Alt+N"


def test_what_is_practised_looks_like_what_it_is_practised_for(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme, replace(REQUEST, confirm=True, practice=True, agent=""))
    assert popup.approve.accessibleName() == "Approve: press here or Ctrl+Alt+Y"
    assert popup.findChildren(Header)[0].accessibleName() == "Practice"


def test_there_is_no_button_no_focus_and_no_default(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme)
    assert popup.findChildren(QAbstractButton) == []
    assert popup.windowFlags() & NEVER_ACTIVE == NEVER_ACTIVE
    assert popup.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    for widget in [popup, *popup.findChildren(QWidget)]:
        assert widget.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_nothing_in_it_offers_an_action_to_assistive_programs(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme)
    names = []
    pending = [QAccessible.queryAccessibleInterface(popup)]
    while pending:
        interface = pending.pop()
        actions = interface.actionInterface()
        assert actions is None or actions.actionNames() == []
        names.append(interface.text(QAccessible.Text.Name))
        pending += [interface.child(index) for index in range(interface.childCount())]
    assert "Approve: press here or Ctrl+Alt+Y" in names
    assert "Reject: press here or Ctrl+Alt+N" in names


def test_it_looks_live_only_after_it_has_stood_still(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme)
    popup.arm()
    assert not popup.approve.armed
    qtbot.waitUntil(lambda: popup.approve.armed and popup.reject.armed)
    popup.arm()
    assert not popup.reject.armed
    qtbot.waitUntil(lambda: popup.approve.armed)


def test_the_first_frame_is_told_once(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme)
    told: list[int] = []
    popup.painted.connect(lambda: told.append(1))
    popup.show()
    qtbot.waitUntil(lambda: bool(told))
    popup.update()
    qtbot.waitUntil(lambda: not popup.approve.armed)
    assert told == [1]


def test_both_areas_are_alike_in_size_and_apart(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme)
    approve, reject = popup.approve.geometry(), popup.reject.geometry()
    assert abs(approve.width() - reject.width()) <= 1
    assert approve.left() - reject.right() >= 8
    assert popup.rect().contains(approve)


@pytest.mark.parametrize("height", [750, 420, 320, 240])
def test_in_a_low_room_the_picture_gives_way(qtbot: QtBot, theme: Theme, height: int) -> None:
    popup = popup_of(qtbot, theme, room=replace(ROOM, height=height))
    shown = popup.findChild(TargetPicture)
    assert popup.height() <= height
    assert (height > 240) == (shown is not None)


@pytest.mark.parametrize(("height", "whole"), [(752, True), (320, False)])
def test_a_question_of_four_lines_is_whole_where_there_is_room(
    qtbot: QtBot, theme: Theme, height: int, *, whole: bool
) -> None:
    # Its lines depend on the font; so it is made as long as four of them are.
    width = theme.px(452 - 2 * 16)
    font = theme.font(17, QFont.Weight.DemiBold)
    sentence = "Words"
    while laid_out(f"{sentence} words", font, width).lineCount() <= 4:
        sentence += " words"
    popup = popup_of(qtbot, theme, replace(REQUEST, sentence=sentence), replace(ROOM, height=height))
    assert ("…" not in popup.findChildren(WrappedText)[0].shown) == whole


def test_an_endless_sentence_keeps_the_popup_small(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme, replace(REQUEST, sentence="very " * 400, why="long " * 400, agent="a" * 500))
    assert popup.width() <= 452
    assert popup.height() < 500


def test_a_narrow_monitor_makes_it_narrow(qtbot: QtBot, theme: Theme) -> None:
    assert popup_of(qtbot, theme, room=replace(ROOM, width=300)).width() == 300


def test_a_confirmation_says_so(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme, Request("c1", confirm=True, sentence="Re-arm the agents"))
    assert popup.approve.accessibleName() == "Confirm: press here or Ctrl+Alt+Y"
    assert popup.reject.accessibleName() == "Cancel: press here or Ctrl+Alt+N"


@pytest.mark.parametrize(("height", "whole"), [(752, True), (240, False)])
def test_what_a_confirmation_changes_can_be_read_whole(
    qtbot: QtBot, theme: Theme, height: int, *, whole: bool
) -> None:
    request = Request("c1", confirm=True, sentence="Use the changed policy?", why="removes a rule, " * 23)
    popup = popup_of(qtbot, theme, request, room=replace(ROOM, height=height))
    why = popup.findChildren(WrappedText)[1]
    assert ("…" not in why.shown) == whole
    assert popup.height() <= height


def test_a_screen_reader_is_told(qtbot: QtBot, theme: Theme) -> None:
    popup_of(qtbot, theme).announce()


CHOICES = Choices(
    breadths=("once", "control", "application", "kind"),
    spans=("quarter-hour", "task", "today"),
    span="quarter-hour",
    reasons=(("too-risky", "Too risky"),),
)


@pytest.mark.parametrize("height", [900, 420, 260, 200])
def test_on_a_small_screen_yes_and_no_come_first(qtbot: QtBot, theme: Theme, height: int) -> None:
    popup = popup_of(qtbot, theme, replace(REQUEST, choices=CHOICES), replace(ROOM, height=height))
    assert popup.height() <= height
    all_of_it = {"select:once", "reject:too-risky", "stop"}
    some = {"reject:too-risky", "stop", "select:turn"}
    areas = set(popup.rows.areas(popup))
    wanted = {900: all_of_it, 420: all_of_it, 260: some, 200: set()}[height]
    assert areas >= wanted
    assert ("select:turn" in areas) == (height == 260)
    assert popup.approve.geometry().bottom() < height


LONG = replace(
    REQUEST,
    sentence="This click presses “Delete” in Thunar (Documents): it deletes “notes.txt”, perhaps for good.",
    why="your policy asks before anything is deleted for good",
    choices=replace(
        CHOICES,
        breadths=("once", "control", "tool", "application", "kind"),
        reasons=tuple((name, name) for name in ("wrong-target", "not-wanted", "too-risky", "not-now", "other")),
        change="point",
    ),
    did=(Past("click “Open”", "done"),),
    extends=True,
)


def turned(qtbot: QtBot, theme: Theme, request: Request, room: Room) -> list[ApprovalPopup]:
    """Give the popups that a person sees who turns its pages until the first is there again."""
    found: list[ApprovalPopup] = []
    for page in range(9):
        popup = ApprovalPopup(request, CONFIG, theme, room, picture(), page=page)
        qtbot.addWidget(popup)
        if found and popup.rows.areas(popup) == found[0].rows.areas(found[0]):
            break
        found.append(popup)
    return found


@pytest.mark.parametrize("twice", [False, True])
@pytest.mark.parametrize("width", [320, 452])
def test_with_large_letters_on_a_small_screen_every_answer_can_be_pressed(
    qtbot: QtBot, theme: Theme, width: int, *, twice: bool
) -> None:
    # A screen of 1280 × 800 at 200 %, in units.
    room = replace(ROOM, width=width, height=376)
    # What cannot be undone is approved one by one.
    request = replace(LONG, twice=True, choices=replace(LONG.choices, breadths=(), spans=())) if twice else LONG
    roomy = popup_of(qtbot, theme, request, replace(ROOM, height=2000))
    every = set(roomy.rows.areas(roomy))
    assert len(every) == (0 if twice else 5 + 3) + 6 + 3
    shown = turned(qtbot, theme, request, room)
    assert set().union(*(popup.rows.areas(popup) for popup in shown)) - {"select:turn"} == every
    for popup in shown:
        assert popup.height() <= 376
        assert "…" not in popup.findChildren(WrappedText)[0].shown
        areas = [*popup.rows.areas(popup).values(), popup.approve.geometry(), popup.reject.geometry()]
        areas += [popup.second.geometry()] if popup.second is not None else []
        assert not any(one.intersects(other) for place, one in enumerate(areas) for other in areas[:place])
        assert all(popup.rect().contains(area) and area.height() >= 24 for area in areas)
        assert popup.accessibleName().startswith("This click presses")


def test_how_far_a_yes_reaches_is_told_on_every_page(qtbot: QtBot, theme: Theme) -> None:
    request = replace(LONG, choices=replace(LONG.choices, breadth="kind", says="“Delete” anywhere, today"))
    shown = turned(qtbot, theme, request, replace(ROOM, width=320, height=376))
    assert len(shown) > 1
    assert {popup.rows.says for popup in shown} == {"Approve covers “Delete” anywhere, today"}
    once = turned(qtbot, theme, LONG, replace(ROOM, width=320, height=376))
    assert "" in {popup.rows.says for popup in once}


def test_what_is_shown_of_a_choice_is_grey_until_it_can_have_been_read(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme, replace(REQUEST, choices=CHOICES))
    popup.arm()
    qtbot.waitUntil(lambda: popup.approve.armed)
    popup.show_choice(replace(CHOICES, breadth="control", says="“Delete” in Thunar"))
    assert not popup.approve.armed
    assert all(not chip.armed for chip in popup.rows.chips)
    qtbot.waitUntil(lambda: popup.approve.armed)


TWICE = replace(REQUEST, twice=True)


def test_what_cannot_be_undone_has_a_second_area_elsewhere_that_is_grey_at_first(qtbot: QtBot, theme: Theme) -> None:
    assert popup_of(qtbot, theme).second is None
    popup = popup_of(qtbot, theme, TWICE)
    assert popup.second is not None
    second = popup.second.geometry()
    assert popup.rect().contains(second)
    assert not second.intersects(popup.approve.geometry())
    assert not second.intersects(popup.reject.geometry())
    popup.arm()
    qtbot.waitUntil(lambda: popup.approve.armed)
    assert not popup.second.armed


@pytest.mark.parametrize("first", ["press", "chord"])
def test_after_the_first_gesture_the_second_area_arms_and_approve_does_not(
    qtbot: QtBot, theme: Theme, first: str
) -> None:
    popup = popup_of(qtbot, theme, TWICE)
    second = popup.second
    assert second is not None
    popup.arm()
    qtbot.waitUntil(lambda: popup.approve.armed)
    popup.show_first(first)
    assert (popup.approve.armed, popup.reject.armed, second.armed) == (False, True, False)
    qtbot.waitUntil(lambda: second.armed)
    assert (popup.approve.armed, popup.reject.armed) == (False, True)
    popup.show_first("")
    qtbot.waitUntil(lambda: popup.approve.armed)
    assert not second.armed


def test_built_anew_it_shows_the_first_gesture(qtbot: QtBot, theme: Theme) -> None:
    popup = popup_of(qtbot, theme, replace(TWICE, first="press"))
    second = popup.second
    assert second is not None
    assert second.accessibleName().startswith("1 of 2: Approve pressed")
    popup.arm()
    qtbot.waitUntil(lambda: second.armed)
    assert not popup.approve.armed


@pytest.mark.parametrize("height", [750, 420, 320])
def test_in_a_low_room_there_is_place_for_both_steps(qtbot: QtBot, theme: Theme, height: int) -> None:
    assert popup_of(qtbot, theme, TWICE, room=replace(ROOM, height=height)).height() <= height
