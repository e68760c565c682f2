from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from supervisor.core.autonomy import Level
from supervisor.ui.control import Control
from supervisor.ui.levels import Autonomy, LevelDial
from supervisor.ui.messages import Activity, State
from supervisor.ui.theme import DARK, Theme
from tests.support.pixels import CONTROL, Pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.x_display import XDisplay

LABELS = {"stop": "Ctrl+Alt+S"}


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        pixels.window("#336699", (0, 0, 1280, 800))
        yield pixels


@pytest.fixture
def control(x11: XDisplay, theme: Theme, look: Pixels) -> Iterator[Control]:  # noqa: ARG001 - the ground comes first
    made = Control(x11, theme)
    made.display(State(Activity.WORKING), LABELS)
    yield made
    made.dispose()


def button(control: Control, name: str) -> QToolButton:
    return control.findChildren(QToolButton, name)[0]


def test_it_stands_at_the_lower_right_with_cut_corners(control: Control, look: Pixels, qtbot: QtBot) -> None:
    control.appear()
    qtbot.waitUntil(lambda: bool(look.shown(CONTROL)))
    x, y, width, height = look.shown(CONTROL)[0].rect
    assert 1280 - 40 < x + width < 1280
    assert 800 - 40 < y + height < 800
    assert look.at(x, y).is_near("#336699")
    assert look.count("#000000", (x, y, width, height)) == 0


def test_it_says_the_state(control: Control) -> None:
    words = [label.text() for label in control.findChildren(QLabel) if label.text()]
    assert words == ["An agent is working"]
    lent = LevelDial(level=Level.BATCH_REVIEW, ends_ns=1)
    control.display(State(Activity.WORKING, autonomy=Autonomy((lent,))), LABELS)
    words = [label.text() for label in control.findChildren(QLabel) if label.text()]
    assert words == ["An agent is working · Batch review 0:00"]
    assert "Autonomy: Batch review, 0:00 left" in control.accessibleName()
    control.display(State(Activity.STOPPED), LABELS)
    assert not button(control, "control-stop").isVisibleTo(control)
    assert button(control, "control-rearm").isVisibleTo(control)
    assert "until you choose “Re-arm…” in the menu" in control.toolTip()
    control.display(State(Activity.IDLE), LABELS)
    assert not button(control, "control-rearm").isVisibleTo(control)


def test_stop_stops(control: Control) -> None:
    wanted: list[str] = []
    control.wanted.connect(wanted.append)
    button(control, "control-stop").click()
    assert wanted == ["stop"]
    assert button(control, "control-stop").toolTip() == "Stop all agents now (Ctrl+Alt+S)"


def test_dragged_to_the_edge_it_stays_on_the_screen_when_it_grows(control: Control) -> None:
    control.display(State(Activity.IDLE), LABELS)
    control.appear()
    grip = QPoint(5, 5)
    QTest.mousePress(control, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(control, QPoint(5, -200))
    QTest.mouseRelease(control, Qt.MouseButton.LeftButton, pos=grip)
    control.move(control.screen().availableGeometry().right() + 1 - control.width(), 100)
    before = control.width()
    lent = LevelDial(level=Level.BATCH_REVIEW, ends_ns=1)
    control.display(State(Activity.WORKING, autonomy=Autonomy((lent,))), LABELS)
    assert control.width() > before
    assert control.screen().availableGeometry().contains(control.geometry())
    assert control.y() == 100, "no further from where it was put than it takes"


def test_where_all_is_stopped_to_work_again_is_one_press_away_and_a_question(control: Control) -> None:
    wanted: list[str] = []
    control.wanted.connect(wanted.append)
    control.display(State(Activity.STOPPED), LABELS | {"rearm": "Ctrl+Alt+R"})
    again = button(control, "control-rearm")
    again.click()
    assert wanted == ["rearm"]
    control.display(State(Activity.IDLE), LABELS)
    again.click()
    assert wanted == ["rearm"]
    control.display(State(Activity.STOPPED), LABELS | {"rearm": "Ctrl+Alt+R"})
    assert again.text().endswith("…")
    assert "Ctrl+Alt+R" in again.toolTip()


def test_its_parts_are_large_enough_and_take_no_focus(control: Control) -> None:
    control.appear()
    for widget in [control, *control.findChildren(QWidget)]:
        assert widget.focusPolicy() is Qt.FocusPolicy.NoFocus
    for name in ("control-stop", "control-more"):
        assert button(control, name).width() >= 24
        assert button(control, name).height() >= 24


def test_it_can_be_dragged_aside_and_stays_there(control: Control) -> None:
    control.appear()
    before = control.pos()
    QTest.mousePress(control, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    QTest.mouseMove(control, QPoint(-195, -95))
    QTest.mouseRelease(control, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    moved = control.pos()
    assert (before - moved).manhattanLength() > 200
    control.display(State(Activity.IDLE), LABELS)
    assert control.pos() == moved


def test_its_menu_opens_above_it_and_tells_what_is_wanted(control: Control, qtbot: QtBot) -> None:
    control.appear()
    button(control, "control-more").click()
    qtbot.waitUntil(control.menu.isVisible)
    assert control.menu.geometry().bottom() <= control.geometry().bottom()
    wanted: list[str] = []
    control.wanted.connect(wanted.append)
    for action in control.menu.actions():
        if action.objectName() == "want-quit":
            action.trigger()
    assert wanted == ["quit"]
    control.menu.close()


def test_it_comes_up_again_when_covered(control: Control, look: Pixels, qtbot: QtBot) -> None:
    control.appear()
    qtbot.waitUntil(lambda: bool(look.shown(CONTROL)))
    cover = look.window("#222222", look.shown(CONTROL)[0].rect)
    qtbot.waitUntil(lambda: look.top().name == CONTROL)
    cover.destroy()


def test_other_colours(control: Control, look: Pixels, qtbot: QtBot, theme: Theme) -> None:
    control.appear()
    control.set_theme(replace(theme, palette=DARK, is_dark=True))
    control.display(State(Activity.PAUSED), LABELS)
    qtbot.waitUntil(lambda: bool(look.shown(CONTROL)) and look.count(DARK.ground, look.shown(CONTROL)[0].rect) > 1000)


def test_it_goes_on_hide(control: Control, look: Pixels, qtbot: QtBot) -> None:
    control.appear()
    qtbot.waitUntil(lambda: bool(look.shown(CONTROL)))
    control.hide()
    qtbot.waitUntil(lambda: not look.shown(CONTROL))
