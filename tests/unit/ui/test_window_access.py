"""The windows that a person opens, for whoever uses them by keyboard, by a screen reader, enlarged or mirrored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from supervisor.core.assessment import Category, Tier
from supervisor.core.timeline_entry import Entry
from supervisor.ui.album import Album
from supervisor.ui.edit_window import EditWindow
from supervisor.ui.grants_window import GrantsWindow
from supervisor.ui.held import Held, HeldNews
from supervisor.ui.messages import Standing
from supervisor.ui.queue_window import QueueWindow
from supervisor.ui.review import Passed, ReviewNews, Summary
from supervisor.ui.review_window import ReviewWindow
from supervisor.ui.settings_window import SettingsWindow
from supervisor.ui.theme import LIGHT, Theme
from supervisor.ui.timeline_window import TimelineWindow
from supervisor.ui.welcome_window import WelcomeWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

ACTS = (QPushButton, QLineEdit, QAbstractSpinBox, QComboBox, QCheckBox, QTableView)
LONG = "a title that is much longer than what any program calls its window, " * 4
SMALLEST_PX = 24
AnyWindow = QueueWindow | TimelineWindow | GrantsWindow | SettingsWindow | WelcomeWindow | EditWindow | ReviewWindow


def queue(theme: Theme) -> QueueWindow:
    window = QueueWindow(theme, {"approve": "Ctrl+Alt+Y", "reject": "Ctrl+Alt+N"})
    window.appear()
    row = Held("r1", f"click “{LONG}”", LONG, Tier.HIGH_RISK, Category.FILES, 5, LONG, "delete-files")
    window.take(HeldNews((row,), (), "r1", fresh=True))
    return window


def timeline(theme: Theme) -> TimelineWindow:
    window = TimelineWindow(theme, Album())
    window.appear()
    window.take((Entry(10**9, LONG, f"click “{LONG}”", "ask", "rejected", "refused", "r1", told=True),), fresh=True)
    return window


def grants(theme: Theme) -> GrantsWindow:
    window = GrantsWindow(theme)
    window.display((Standing("g1", f"“Like” in {LONG}"), Standing("g2", "what rule x asks about, today")))
    window.appear()
    return window


def settings(theme: Theme) -> SettingsWindow:
    window = SettingsWindow(theme)
    window.appear()
    window.take({"chords.stop": "ctrl+alt+s", "chords.approve": "ctrl+alt+s", "sound": True}, "")
    return window


def welcome(theme: Theme) -> WelcomeWindow:
    window = WelcomeWindow(theme, {})
    window.appear()
    return window


def edit(theme: Theme) -> EditWindow:
    window = EditWindow("reason", "", about=f"click “{LONG}”", note=LONG, theme=theme, width=1000)
    window.show()
    return window


def review(theme: Theme) -> ReviewWindow:
    window = ReviewWindow(theme)
    window.appear()
    row = Passed(
        7, 10**18, LONG, f"click “{LONG}”", LONG, Category.FILES, Tier.HIGH_RISK, LONG, "r", 0.5, unsure=True, odds=1
    )
    window.take(ReviewNews((replace(row, undo=True, undo_why=LONG),), Summary(1)))
    return window


EVERY = (queue, timeline, grants, settings, welcome, edit, review)


@pytest.fixture(
    params=[(build, scale) for build in EVERY for scale in (1.0, 2.0)],
    ids=[f"{build.__name__}-{scale}" for build in EVERY for scale in (100, 200)],
)
def window(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[AnyWindow]:
    """Give each of them with long names in it, at 100 and at 200 %."""
    build, scale = request.param
    made: AnyWindow = build(Theme(LIGHT, scale, qapp.font().family()))
    assert QTest.qWaitForWindowExposed(made)
    yield made
    if isinstance(made, EditWindow):
        made.close()
        made.deleteLater()
    else:
        made.dispose()


def seen(window: QWidget) -> list[QWidget]:
    return [part for part in window.findChildren(QWidget) if part.isVisible()]


def controls(window: QWidget) -> list[QWidget]:
    """Give what acts; the fields inside of other controls are theirs."""
    acting = [part for part in seen(window) if isinstance(part, ACTS) and part.isEnabled()]
    return [part for part in acting if not isinstance(part.parent(), (QAbstractSpinBox, QComboBox))]


def test_all_that_acts_has_a_name_and_a_role_for_a_screen_reader(window: AnyWindow) -> None:
    for part in controls(window):
        told = QAccessible.queryAccessibleInterface(part)
        assert told.text(QAccessible.Text.Name), part
        assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), part
    for button in (part for part in seen(window) if isinstance(part, QCheckBox)):
        assert QAccessible.queryAccessibleInterface(button).state().checkable


def test_all_that_is_written_is_read_out(window: AnyWindow) -> None:
    for label in (part for part in seen(window) if isinstance(part, QLabel) and part.text()):
        assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name), label.text()


def test_tab_reaches_all_that_acts_and_comes_round(window: AnyWindow) -> None:
    wanted = set(controls(window))
    assert all(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in wanted)
    reached = set[QWidget]()
    part: QWidget | None = window
    while part is not None and part not in reached:
        reached.add(part)
        part = part.nextInFocusChain()
    assert wanted <= reached


def test_escape_takes_it_away(window: AnyWindow) -> None:
    went: list[bool] = []
    if isinstance(window, EditWindow):
        window.left.connect(lambda: went.append(True))
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert went or not window.isVisible()


def test_all_that_is_pressed_is_large_enough(window: AnyWindow) -> None:
    for part in controls(window):
        assert part.height() >= SMALLEST_PX, part
        assert part.width() >= SMALLEST_PX, part


def cut(window: QWidget) -> list[str]:
    """Name what has less room than its words need."""
    found = []
    for part in seen(window):
        if isinstance(part, QLabel) and part.text():
            needs = part.heightForWidth(part.width()) if part.wordWrap() else part.sizeHint().height()
            if part.height() < needs or (not part.wordWrap() and part.width() < part.sizeHint().width()):
                found.append(f"{part.text()[:60]!r} {part.size()} needs {needs}, {part.sizeHint()}")
        elif isinstance(part, (QPushButton, QCheckBox)) and part.width() < part.sizeHint().width():
            found.append(f"{part.text()[:60]!r} {part.size()} needs {part.sizeHint()}")
    return found


def test_long_names_cut_nothing(window: AnyWindow) -> None:
    assert cut(window) == []


def test_right_to_left_it_is_mirrored(window: AnyWindow) -> None:
    QApplication.processEvents()
    parts = [p for p in seen(window) if isinstance(p, (QPushButton, QComboBox)) and p.width() < window.width() // 2]

    def centres() -> list[int]:
        return [part.mapTo(window, QPoint(part.width() // 2, 0)).x() for part in parts]

    before = centres()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    for left, right in zip(before, centres(), strict=True):
        assert abs(left + right - window.width()) <= SMALLEST_PX
