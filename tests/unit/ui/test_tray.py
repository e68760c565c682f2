from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize

from supervisor.core.autonomy import Level
from supervisor.resources import resource
from supervisor.ui.levels import Autonomy, LevelDial
from supervisor.ui.messages import Activity, State
from supervisor.ui.timers import awake_or_asleep_ns
from supervisor.ui.tray import Tray, icon_of, state_icon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Desktop:
    """A desktop whose tray comes and goes."""

    def __init__(self) -> None:
        self.has_tray = False

    def __call__(self) -> bool:
        return self.has_tray


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def tray(desktop: Desktop) -> Iterator[Tray]:
    made = Tray(is_available=desktop)
    yield made
    made.close()


@pytest.mark.parametrize("activity", Activity)
def test_every_state_has_its_icon(activity: Activity, qtbot: QtBot) -> None:  # noqa: ARG001 - Qt has to be there
    assert resource(f"icons/state-{activity.value}.svg").read_text().startswith("<svg")
    image = state_icon(activity).pixmap(QSize(22, 22)).toImage()
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(22) for y in range(22))


def test_states_differ_in_shape_too(qtbot: QtBot) -> None:  # noqa: ARG001 - Qt has to be there
    """A person who sees no colours tells them apart: the grey pictures differ in many pixels."""
    grey = {}
    for activity in Activity:
        image = state_icon(activity).pixmap(QSize(22, 22)).toImage()
        grey[activity] = [
            image.pixelColor(x, y).alpha() * image.pixelColor(x, y).lightness() // 4096
            for x in range(22)
            for y in range(22)
        ]
    for one, other in itertools.combinations(Activity, 2):
        different = sum(abs(a - b) > 3 for a, b in zip(grey[one], grey[other], strict=True))
        assert different > 60, (one, other)


def at(level: Level, ends_ns: int | None = None) -> State:
    return State(autonomy=Autonomy((LevelDial(level=level, ends_ns=ends_ns),)))


def picture(state: State) -> bytes:
    image = icon_of(state).pixmap(QSize(22, 22)).toImage()
    return bytes(image.constBits())


def test_each_level_has_its_mark_and_the_usual_one_has_none(qtbot: QtBot) -> None:  # noqa: ARG001 - Qt has to be there
    assert len({picture(at(level)) for level in Level}) == len(Level)
    assert icon_of(at(Level.APPROVAL_GATES)).cacheKey() == state_icon(Activity.IDLE).cacheKey()
    assert icon_of(State()).cacheKey() == state_icon(Activity.IDLE).cacheKey()


def test_what_is_lent_looks_other_than_what_lasts(qtbot: QtBot) -> None:  # noqa: ARG001 - Qt has to be there
    for level in Level:
        assert picture(at(level)) != picture(at(level, ends_ns=10**18))


def test_a_tray_that_comes_later_is_found_and_one_that_goes_is_noticed(
    tray: Tray, desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.has_tray = True
    with qtbot.waitSignal(tray.available_changed) as came:
        pass
    assert came.args == [True]
    assert tray.available
    desktop.has_tray = False
    with qtbot.waitSignal(tray.available_changed) as went:
        pass
    assert went.args == [False]


def test_states_are_shown_with_and_without_a_tray(tray: Tray, desktop: Desktop, qtbot: QtBot) -> None:
    tray.show(State(Activity.WAITING), {})
    desktop.has_tray = True
    with qtbot.waitSignal(tray.available_changed):
        pass
    assert tray.icon is not None
    assert tray.icon.toolTip() == "agent-supervisor: Waiting for you"
    tray.show(State(Activity.STOPPED), {"rearm": "Ctrl+Alt+R"})
    assert tray.icon.toolTip().startswith("agent-supervisor: Stopped\nAgents stay stopped until you press Ctrl+Alt+R")
    assert tray.icon.icon().cacheKey() == state_icon(Activity.STOPPED).cacheKey()


def test_the_tooltip_runs_with_what_is_lent(tray: Tray, desktop: Desktop, qtbot: QtBot) -> None:
    desktop.has_tray = True
    with qtbot.waitSignal(tray.available_changed):
        pass
    icon = tray.icon
    assert icon is not None
    tray.show(at(Level.BATCH_REVIEW, awake_or_asleep_ns() + 3600 * 10**9), {})
    before = icon.toolTip()
    assert "Autonomy: Batch review, " in before
    qtbot.waitUntil(lambda: icon.toolTip() != before)
    tray.show(State(), {})


def test_choosing_from_its_menu_is_told(desktop: Desktop) -> None:
    desktop.has_tray = True
    tray = Tray(is_available=desktop)
    tray.show(State(), {})
    wanted: list[str] = []
    tray.wanted.connect(wanted.append)
    assert tray.icon is not None
    for action in tray.icon.contextMenu().actions():
        if action.isEnabled():
            action.trigger()
    windows = ["show:queue", "show:past", "show:review", "show:welcome", "show:settings"]
    assert wanted == [*windows, "stop", "pause", "quit"]
    tray.close()
