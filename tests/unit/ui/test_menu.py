from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from supervisor.core.autonomy import Level
from supervisor.ui.levels import Autonomy, LevelDial, Proposed
from supervisor.ui.menu import SupervisorMenu, offers, title, tooltip, windows
from supervisor.ui.messages import Activity, Agent, Past, Standing, State
from supervisor.ui.timers import awake_or_asleep_ns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LABELS = {"stop": "Ctrl+Alt+S", "pause": "Ctrl+Alt+P", "rearm": "Ctrl+Alt+R"}
BUSY = State(
    Activity.WORKING,
    (Agent("helper"), Agent("boxed", contained=True)),
    (Past("click “A & B” in docs", "done"), Past("press Delete", "rejected")),
)


@pytest.fixture
def menu(qapp: QApplication) -> Iterator[SupervisorMenu]:  # noqa: ARG001 - Qt has to be there first
    made = SupervisorMenu()
    yield made
    made.dispose()


def texts(menu: SupervisorMenu) -> list[str]:
    return [action.text() for action in menu.menu.actions() if action.text()]


@pytest.mark.parametrize(
    ("activity", "wanted"),
    [
        (Activity.IDLE, ["stop", "pause", "quit"]),
        (Activity.WORKING, ["stop", "pause", "quit"]),
        (Activity.WAITING, ["stop", "pause", "quit"]),
        (Activity.PAUSED, ["stop", "resume", "quit"]),
        (Activity.STOPPED, ["rearm", "quit"]),
    ],
)
def test_each_state_offers_what_makes_sense_in_it(activity: Activity, wanted: list[str]) -> None:
    assert [offer.what for offer in offers(State(activity), LABELS)] == wanted


def test_what_was_rejected_for_good_can_be_asked_about_again(menu: SupervisorMenu) -> None:
    assert "ask-again" not in [offer.what for offer in offers(BUSY, LABELS)]
    menu.fill(State(refused_patterns=1), LABELS)
    (text,) = [text for text in texts(menu) if "again" in text]
    assert text.endswith("…")


def test_what_loosens_is_marked_as_a_question() -> None:
    every = [offer for activity in Activity for offer in offers(State(activity), LABELS)]
    for offer in every:
        asks = "…" in offer.text
        assert asks == (offer.what in {"resume", "rearm", "quit"})


def test_chords_stand_beside_what_they_do() -> None:
    assert next(offer.text for offer in offers(BUSY, LABELS)) == "Stop now\tCtrl+Alt+S"
    assert next(offer.text for offer in offers(BUSY, {})) == "Stop now"


def test_choosing_tells_what_is_wanted(menu: SupervisorMenu) -> None:
    menu.fill(BUSY, LABELS)
    wanted: list[str] = []
    menu.wanted.connect(wanted.append)
    for action in menu.menu.actions():
        if action.isEnabled():
            action.trigger()
    shown = ["show:queue", "show:past", "show:review", "show:welcome", "show:settings"]
    assert wanted == [*shown, "stop", "pause", "quit"]


def test_state_agents_and_last_actions_are_listed(menu: SupervisorMenu) -> None:
    menu.fill(BUSY, LABELS)
    shown = texts(menu)
    assert "An agent is working" in shown
    assert "helper (not contained)" in shown
    assert "boxed" in shown
    assert "press Delete: rejected" in shown
    assert any(text.startswith("not contained: ") for text in shown)


def test_each_part_has_a_heading_that_every_panel_shows(menu: SupervisorMenu) -> None:
    menu.fill(replace(BUSY, grants=(Standing("g1", "one"),)), LABELS)
    found = [action for action in menu.menu.actions() if action.font().bold()]
    assert [action.text() for action in found] == ["Agents", "Last actions", "Standing approvals"]
    assert not any(action.isSeparator() or action.isEnabled() for action in found)


def test_the_task_of_an_agent_stands_beside_its_name(menu: SupervisorMenu) -> None:
    state = State(agents=(Agent("helper", workflow="in\u202evoices"), Agent("boxed", contained=True)))
    menu.fill(state, LABELS)
    assert "helper · invoices (not contained)" in texts(menu)
    assert "helper · invoices, boxed" in tooltip(state)


def test_an_ampersand_in_a_title_is_no_mnemonic(menu: SupervisorMenu) -> None:
    menu.fill(BUSY, LABELS)
    assert any("A && B" in text for text in texts(menu))


def test_only_the_last_ten_and_short_ones(menu: SupervisorMenu) -> None:
    menu.fill(State(last=tuple(Past(f"{number} {'x' * 500}", "done") for number in range(30))), LABELS)
    lines = [text for text in texts(menu) if "xxx" in text]
    assert len(lines) == 10
    assert all(len(line) <= 64 for line in lines)
    assert lines[0].startswith("29 x")


def test_filling_again_replaces(menu: SupervisorMenu) -> None:
    menu.fill(BUSY, LABELS)
    menu.fill(State(Activity.STOPPED), LABELS)
    assert "Stopped" in texts(menu)
    assert "helper (not contained)" not in texts(menu)


def test_the_tooltip_says_state_agents_and_that_they_are_not_contained() -> None:
    assert tooltip(State()) == "agent-supervisor: Idle"
    told = tooltip(BUSY)
    assert told.startswith("agent-supervisor: An agent is working\nhelper, boxed\nnot contained")
    assert tooltip(State(note="not contained here", agents=(Agent("a"),))).count("not contained") == 1


def test_what_is_open_to_an_agent_that_is_partly_contained_is_told() -> None:
    agent = Agent("helper", containment="partly contained (open: local-servers)")
    assert "partly contained: ways past the gate are open" in tooltip(State(agents=(agent,)))


def test_after_a_stop_menu_and_tooltip_say_how_agents_can_work_again(menu: SupervisorMenu) -> None:
    hint = "Agents stay stopped until you press Ctrl+Alt+R or choose “Re-arm…” in the menu"
    state = State(Activity.STOPPED, note="a stop was carried out")
    menu.fill(state, LABELS)
    assert texts(menu)[:2] == ["Stopped", hint]
    assert tooltip(state, LABELS).splitlines()[:2] == ["agent-supervisor: Stopped", hint]
    assert "until you choose “Re-arm…” in the menu" in tooltip(state)
    assert "Re-arm" not in tooltip(State(Activity.PAUSED), LABELS)


def test_every_state_has_a_title() -> None:
    assert len({title(activity) for activity in Activity}) == len(Activity)


def test_approvals_that_stand_can_be_taken_back_one_by_one_or_all(menu: SupervisorMenu) -> None:
    heard: list[str] = []
    menu.wanted.connect(heard.append)
    menu.fill(State(grants=(Standing("g1", "“A & B” in Thunar, today"),)), LABELS)
    assert "Take back: “A && B” in Thunar, today" in texts(menu)
    assert "Take all back" not in texts(menu)
    menu.fill(State(grants=(Standing("g1", "one"), Standing("g2", "two"))), LABELS)
    for action in menu.menu.actions():
        if action.text().startswith("Take"):
            action.trigger()
    assert heard == ["revoke:g1", "revoke:g2", "revoke:"]


def test_a_changed_policy_can_be_used(menu: SupervisorMenu) -> None:
    assert "use-policy" not in [offer.what for offer in offers(BUSY, LABELS)]
    menu.fill(State(policy_waits=True), LABELS)
    (text,) = [text for text in texts(menu) if "policy" in text]
    assert text.endswith("…")


def test_tray_and_tooltip_say_that_there_is_a_judge() -> None:
    assert "judge: on, model m" in tooltip(State(judge="judge: on, model m"))
    assert "judge" not in tooltip(State())


def test_nothing_changes_under_a_hand_that_is_about_to_choose(menu: SupervisorMenu, qtbot: QtBot) -> None:
    wanted: list[str] = []
    menu.wanted.connect(wanted.append)
    menu.fill(State(), LABELS)
    before = texts(menu)
    menu.menu.popup(QPoint(100, 100))
    qtbot.waitUntil(menu.menu.isVisible)
    (stop,) = (action for action in menu.menu.actions() if action.objectName() == "want-stop")
    at = menu.menu.actionGeometry(stop).center()
    menu.fill(BUSY, LABELS)
    assert texts(menu) == before
    QTest.mousePress(menu.menu, Qt.MouseButton.LeftButton, pos=at)
    menu.fill(BUSY, LABELS)
    QTest.mouseRelease(menu.menu, Qt.MouseButton.LeftButton, pos=at)
    assert wanted == ["stop"]
    qtbot.waitUntil(lambda: "An agent is working" in texts(menu))


def test_news_that_change_nothing_that_is_shown_leave_every_line_as_it_is(menu: SupervisorMenu) -> None:
    lines = []
    for _ in range(2):
        menu.fill(replace(BUSY, autonomy=Autonomy((LevelDial(),))), dict(LABELS))
        lines.append(menu.menu.actions())
    assert [id(line) for line in lines[0]] == [id(line) for line in lines[1]]
    menu.fill(replace(BUSY, waiting=2), LABELS)
    assert "What waits for you (2)" in texts(menu)


def test_nothing_changes_while_a_panel_shows_the_menu_by_itself(menu: SupervisorMenu, qtbot: QtBot) -> None:
    menu.fill(State(), LABELS)
    before = texts(menu)
    menu.menu.aboutToShow.emit()
    menu.fill(BUSY, LABELS)
    assert texts(menu) == before
    menu.menu.aboutToHide.emit()
    qtbot.waitUntil(lambda: "An agent is working" in texts(menu))


def test_a_panel_that_never_tells_that_it_closed_is_not_waited_for_for_ever(
    menu: SupervisorMenu, qtbot: QtBot
) -> None:
    (waiting,) = (one for one in menu.children() if one.objectName() == "menu-open")
    assert isinstance(waiting, QTimer)
    waiting.setInterval(1)
    menu.fill(State(), LABELS)
    menu.menu.aboutToShow.emit()
    menu.fill(BUSY, LABELS)
    qtbot.waitUntil(lambda: "An agent is working" in texts(menu))


def lent(seconds: int) -> State:
    """Give a state in which a level is lent to all for so long."""
    ends_ns = awake_or_asleep_ns() + seconds * 10**9
    dial = LevelDial(level=Level.BATCH_REVIEW, highest=Level.BATCH_REVIEW, ends_ns=ends_ns, lent_here=True)
    return State(autonomy=Autonomy((dial,)))


def test_the_level_stands_in_menu_and_tooltip(menu: SupervisorMenu) -> None:
    state = State(autonomy=Autonomy((LevelDial(level=Level.FULL_OVERSIGHT),)))
    menu.fill(state, LABELS)
    assert "Autonomy: Full oversight" in texts(menu)
    assert "Autonomy: Full oversight" in tooltip(state)


def test_what_was_earned_is_remarked_without_a_question(menu: SupervisorMenu) -> None:
    earned = Proposed("p1", Level.CONFIDENCE_BASED, "agent bot", "you were for it")
    state = State(autonomy=Autonomy((LevelDial(),), (earned,)))
    menu.fill(state, LABELS)
    assert "A laxer level is earned: see Autonomy" in texts(menu)
    assert "A laxer level is earned: see Autonomy" in tooltip(state)


def test_each_submenu_is_told_so_that_agents_cannot_read_it(menu: SupervisorMenu) -> None:
    made: list[tuple[QMenu, str]] = []
    menu.made.connect(lambda one, name: made.append((one, name)))
    menu.fill(State(autonomy=Autonomy((LevelDial(highest=Level.FULL_AUTONOMY), LevelDial("bot")))), LABELS)
    shown = [one for one in menu.menu.findChildren(QMenu) if one.actions()]
    assert {id(one) for one, _ in made} == {id(one) for one in shown}
    assert len({name for _, name in made}) == len(made) > 2


def test_what_is_lent_is_shown_running_and_nothing_else_is_counted(menu: SupervisorMenu, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(menu.ticked, wait=1):
        menu.fill(State(), LABELS)
    menu.fill(lent(3600), LABELS)
    before = next(text for text in texts(menu) if text.startswith("Autonomy"))
    qtbot.waitUntil(lambda: before not in texts(menu))
    assert any(text.startswith("Autonomy: Batch review, ") for text in texts(menu))
    menu.fill(State(), LABELS)


def test_choosing_a_level_leaves_the_mark_where_it_is_until_it_holds(menu: SupervisorMenu, qtbot: QtBot) -> None:
    wanted: list[str] = []
    menu.wanted.connect(wanted.append)
    menu.fill(State(autonomy=Autonomy((LevelDial(),))), LABELS)

    def marked() -> list[str]:
        found = [one for one in menu.menu.findChildren(QMenu)[-1].actions() if one.isChecked()]
        return [one.text().partition(":")[0] for one in found]

    (oversight,) = (
        one for one in menu.menu.findChildren(QMenu)[-1].actions() if one.text().startswith("Full oversight")
    )
    oversight.trigger()
    assert wanted == ["level:full-oversight@approval-gates::"]
    qtbot.waitUntil(lambda: marked() == ["Approval gates"])


def test_how_much_waits_to_be_gone_through_stands_in_its_line() -> None:
    assert [offer.text for offer in windows(State(review=12)) if offer.what == "show:review"] == ["Review… (12)"]
    assert [offer.text for offer in windows(State()) if offer.what == "show:review"] == ["Review…"]


def test_a_batch_that_was_presented_is_marked_in_menu_and_tooltip() -> None:
    assert "A batch is ready to be gone through: see Review" in tooltip(State(batch=True))
    assert "batch" not in tooltip(State())
