from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from supervisor.core.answers import REASONS, is_extra_area
from supervisor.ui.choice_rows import ChoiceRows
from supervisor.ui.messages import Choices

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

ALL = Choices(
    breadths=("once", "control", "tool", "application", "kind"),
    spans=("quarter-hour", "task", "today"),
    span="quarter-hour",
    says="this one action",
    reasons=tuple((name, words[0]) for name, words in REASONS.items()),
)
WIDTH = 388


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def rows_of(parent: QWidget, theme: Theme, choices: Choices = ALL, width: int = WIDTH) -> ChoiceRows:
    rows = ChoiceRows(choices, theme, width, parent)
    rows.show()
    return rows


def test_each_area_stands_for_a_word_that_human_knows_and_none_touches_another(parent: QWidget, theme: Theme) -> None:
    areas = rows_of(parent, theme).areas(parent)
    assert len(areas) == 5 + 3 + len(REASONS) + 1
    assert "stop" in areas
    assert all(is_extra_area(name) for name in areas)
    places = list(areas.values())
    assert not any(one.intersects(other) for i, one in enumerate(places) for other in places[:i])
    assert all(place.height() >= 24 and place.width() >= 24 and place.right() < WIDTH for place in places)


def test_with_less_room_the_areas_go_below_one_another(parent: QWidget, theme: Theme) -> None:
    narrow = rows_of(parent, theme, width=200)
    assert narrow.height() > rows_of(parent, theme).height()
    assert all(place.right() < 200 for place in narrow.areas(narrow).values())


def test_what_is_chosen_is_seen_and_said(parent: QWidget, theme: Theme) -> None:
    rows = rows_of(parent, theme)
    before = rows.grab().toImage()
    assert rows.says == "Approve covers this one action"
    rows.show_choice(replace(ALL, breadth="control", span="today", says="“Delete” in Thunar, today"))
    assert rows.grab().toImage() != before
    assert rows.says == "Approve covers “Delete” in Thunar, today"
    assert {chip.name for chip in rows.chips if chip.chosen} == {"select:control", "select:today"}
    assert rows.accessibleName() == rows.says


def test_how_long_means_nothing_while_a_yes_is_for_one_action(parent: QWidget, theme: Theme) -> None:
    rows = rows_of(parent, theme)
    dim = {chip.name for chip in rows.chips if chip.dim}
    assert dim == {"select:quarter-hour", "select:task", "select:today"}
    assert not any(chip.chosen for chip in rows.chips if chip.dim)


def test_without_a_choice_there_are_only_reasons(parent: QWidget, theme: Theme) -> None:
    rows = rows_of(parent, theme, Choices(reasons=ALL.reasons))
    assert {chip.name.partition(":")[0] for chip in rows.chips} == {"reject", "stop"}
    assert rows.says == ""


def test_a_confirmation_has_no_rows(parent: QWidget, theme: Theme) -> None:
    rows = rows_of(parent, theme, Choices())
    assert (rows.chips, rows.height()) == ([], 0)


def test_a_press_that_qt_delivers_and_a_program_that_presses_buttons_change_nothing(
    parent: QWidget, theme: Theme
) -> None:
    rows = rows_of(parent, theme)
    for chip in rows.chips:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        interface = QAccessible.queryAccessibleInterface(chip)
        assert interface is not None
        actions = interface.actionInterface()
        assert actions is None or actions.actionNames() == []
        assert chip.focusPolicy() is Qt.FocusPolicy.NoFocus
        assert chip.accessibleName().startswith(chip._word)
    assert rows.choices == ALL


def test_it_is_grey_until_it_is_armed(parent: QWidget, theme: Theme) -> None:
    rows = rows_of(parent, theme)
    grey = rows.grab().toImage()
    rows.set_armed(True)
    assert rows.grab().toImage() != grey


def test_they_are_painted_anew_only_when_they_look_different(
    parent: QWidget, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, updates = rows_of(parent, theme), list[bool]()
    monkeypatch.setattr(rows.chips[0], "update", lambda: updates.append(rows.chips[0].armed))
    for armed in (False, True, True, False):
        rows.set_armed(armed)
    assert updates == [True, False]


@pytest.mark.parametrize(("change", "word"), [("text", "Other text…"), ("point", "Another place…")])
def test_what_can_be_changed_has_an_area_that_human_knows(
    parent: QWidget, theme: Theme, change: str, word: str
) -> None:
    rows = rows_of(parent, theme, replace(ALL, change=change))
    assert "modify" in rows.areas(parent)
    assert is_extra_area("modify")
    assert word in [chip.accessibleName() for chip in rows.chips]


@pytest.mark.parametrize("change", ["", "verdict"])
def test_what_cannot_be_changed_has_none(parent: QWidget, theme: Theme, change: str) -> None:
    assert "modify" not in rows_of(parent, theme, replace(ALL, change=change)).areas(parent)


def test_the_chord_for_something_else_stands_beside_it(parent: QWidget, theme: Theme) -> None:
    choices = Choices(reasons=(("other", "Other…"),), change="text")
    (plain,) = (chip for chip in ChoiceRows(choices, theme, WIDTH, parent).chips if chip.name == "modify")
    rows = ChoiceRows(choices, theme, WIDTH, parent, chord="Ctrl+Alt+E")
    (other,) = (chip for chip in rows.chips if chip.name == "modify")
    assert other.width() > plain.width()
    assert other.accessibleName() == plain.accessibleName() == "Other text…"
    assert other.accessibleDescription() == "More, Ctrl+Alt+E"
    assert [chip.accessibleDescription() for chip in rows.chips if chip is not other] == ["Reject as"] * 2
