from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from supervisor.ui.settings_window import SettingsWindow, chord_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

VALUES: dict[str, Any] = {
    "chords.stop": "ctrl+alt+s",
    "chords.pause": "ctrl+alt+p",
    "chords.approve": "ctrl+alt+y",
    "chords.second": "ctrl+alt+o",
    "chords.reject": "ctrl+alt+n",
    "chords.modify": "ctrl+alt+e",
    "chords.rearm": "ctrl+alt+r",
    "policy": "own",
    "escape_hold_s": 0.7,
    "mirror_lead_ms": 120,
    "motion_lead_ms": 0,
    "yield_to_person_ms": 400,
    "color_scheme": "dark",
    "sound": False,
    "notifications": True,
    "reduced_motion": "on",
}


class Opened:
    def __init__(self, theme: Theme) -> None:
        self.window = SettingsWindow(theme)
        self.told: list[dict[str, Any]] = []
        self.window.told.connect(self.told.append)
        self.window.appear()
        self.window.take(VALUES, "")

    def part(self, name: str) -> QLineEdit:
        (found,) = [part for part in self.window.findChildren(QLineEdit) if part.accessibleName() == name]
        return found

    def words(self) -> str:
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def save(self) -> dict[str, Any]:
        self.window.findChildren(QPushButton)[0].click()
        return self.told[-1]


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:  # noqa: ARG001 - Qt has to be there first
    made = Opened(theme)
    yield made
    made.window.dispose()


def test_it_shows_what_is_in_the_file(opened: Opened) -> None:
    assert opened.told == [{"t": "settings_open"}]
    assert opened.window.values() == VALUES


def test_each_name_stands_beside_the_middle_of_its_field(opened: Opened) -> None:
    names = {label.text(): label for label in opened.window.findChildren(QLabel)}
    for name in ("Stop everything", "Approve"):
        assert names[name].geometry().center().y() == opened.part(name).geometry().center().y()


def test_only_what_is_changed_is_wanted_and_only_asked_for(opened: Opened) -> None:
    opened.part("Approve").setText("F9")
    opened.window.findChildren(QCheckBox)[0].setChecked(True)
    assert opened.save() == {"t": "settings_set", "values": {"chords.approve": "F9", "sound": True}}
    opened.window.take(None, "Confirm it in the popup.")
    assert "Confirm it in the popup." in opened.words()
    assert opened.window.values()["chords.approve"] == "F9"
    opened.window.take(VALUES, "Nothing was changed.")
    assert opened.window.values() == VALUES


def test_a_conflict_is_said_while_it_is_written(opened: Opened) -> None:
    opened.part("Approve").setText("ctrl+alt+n")
    assert "`ctrl+alt+n` is already “Approve”" in opened.words()
    opened.part("Approve").setText("ctrl+alt+y")
    assert "already" not in opened.words()


@pytest.mark.parametrize(
    ("chords", "says"),
    [
        ({"chords.stop": "ctrl+alt+s", "chords.pause": "Ctrl+Alt+S"}, "is already “Stop everything”"),
        ({"chords.stop": "s"}, "would fire while typing"),
        ({"chords.stop": ""}, "has no usable key"),
        ({"chords.stop": "ctrl+c"}, "copies in most programs"),
    ],
)
def test_what_is_wrong_with_chords_is_told(chords: dict[str, str], says: str) -> None:
    assert says in "\n".join(chord_problems(chords))


def test_the_chords_as_they_are_shipped_are_in_nobodys_way() -> None:
    assert chord_problems({name: value for name, value in VALUES.items() if name.startswith("chords.")}) == []


def test_every_part_has_a_name_and_is_large_enough(opened: Opened) -> None:
    for part in opened.window.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.accessibleName():
            assert part.height() >= 24, part.accessibleName()


def test_escape_closes_it(opened: Opened) -> None:
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert not opened.window.isVisible()
