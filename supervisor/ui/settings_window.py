"""The window of settings: it shows and asks; what is changed is confirmed by hand, in the popup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from supervisor.core.chord import Chord
from supervisor.ui.opened_window import OpenedWindow
from supervisor.ui.service_words import in_our_language
from supervisor.ui.text import cleaned
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from supervisor.ui.theme import Theme

_SIZE = QSize(560, 640)
_MAX_MS = 10_000
_LEAST = 16
"""Letters that a list of choices shows at least."""
_CHORDS = (
    *("chords.stop", "chords.pause", "chords.approve", "chords.second"),
    *("chords.reject", "chords.modify", "chords.rearm"),
)
_MS = ("mirror_lead_ms", "motion_lead_ms", "yield_to_person_ms")
_SCHEMES = ("system", "light", "dark")
_MOTIONS = ("auto", "on", "off")
_POLICIES = ("own", "cautious", "balanced", "developer", "finance")


def _chord_names() -> dict[str, str]:
    names = (
        translate("ui", "Stop everything"),
        translate("ui", "Pause and resume"),
        translate("ui", "Approve"),
        translate("ui", "Approve for good, the second time"),
        translate("ui", "Reject"),
        translate("ui", "Have something else done instead"),
        translate("ui", "Let agents work again after a stop"),
    )
    return dict(zip(_CHORDS, names, strict=True))


def _ms_names() -> dict[str, str]:
    names = (
        translate("ui", "Show presses and Enter ahead, ms"),
        translate("ui", "Show motion and text ahead, ms"),
        translate("ui", "Agents wait until your hand rests, ms"),
    )
    return dict(zip(_MS, names, strict=True))


def _scheme_names() -> list[str]:
    return [translate("ui", "As the desktop"), translate("ui", "Light"), translate("ui", "Dark")]


def _motion_names() -> list[str]:
    return [translate("ui", "As the desktop"), translate("ui", "No"), translate("ui", "Yes")]


def _policy_names() -> list[str]:
    return [
        translate("ui", "Your own policy.toml, or balanced"),
        translate("ui", "Cautious"),
        translate("ui", "Balanced"),
        translate("ui", "Developer"),
        translate("ui", "Finance"),
    ]


def _taken() -> dict[str, str]:
    """Say of chords that others use what for."""
    return {
        "ctrl+alt+t": translate("ui", "{name}: `{chord}` opens a terminal on many desktops"),
        "ctrl+alt+l": translate("ui", "{name}: `{chord}` locks the screen on many desktops"),
        "alt+F2": translate("ui", "{name}: `{chord}` opens the run dialog on many desktops"),
        "alt+F4": translate("ui", "{name}: `{chord}` closes windows on most desktops"),
        "ctrl+c": translate("ui", "{name}: `{chord}` copies in most programs"),
        "ctrl+v": translate("ui", "{name}: `{chord}` pastes in most programs"),
        "ctrl+s": translate("ui", "{name}: `{chord}` saves in most programs"),
        "ctrl+z": translate("ui", "{name}: `{chord}` undoes in most programs"),
    }


def chord_problems(chords: Mapping[str, str]) -> list[str]:
    """Say what is wrong with chords, by the names of the settings: not understood, given twice, used by others."""
    problems: list[str] = []
    given: dict[str, str] = {}
    names, taken = _chord_names(), _taken()
    for setting, text in chords.items():
        name = names[setting]
        try:
            chord = str(Chord.parse(text))
        except ValueError as e:
            problems.append(f"{name}: {e}")
            continue
        if chord in given:
            twice = translate("ui", "{name}: `{chord}` is already “{other}”")
            problems.append(twice.format(name=name, chord=chord, other=names[given[chord]]))
        elif chord in taken:
            problems.append(taken[chord].format(name=name, chord=chord))
        given.setdefault(chord, setting)
    return problems


class SettingsWindow(OpenedWindow):
    """The window.

    Signals:
        told: A message for the service.
    """

    told = Signal(dict)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "settings-window", translate("ui", "Settings – agent-supervisor"), _SIZE)
        self._given: dict[str, Any] = {}
        self._chords = {name: QLineEdit(self) for name in _CHORDS}
        self._ms = {name: QSpinBox(self) for name in _MS}
        for box in self._ms.values():
            box.setRange(0, _MAX_MS)
            box.setSingleStep(20)
        self._escape = QDoubleSpinBox(self)
        self._escape.setRange(0.3, 5.0)
        self._escape.setSingleStep(0.1)
        self._policy, self._scheme, self._motion = QComboBox(self), QComboBox(self), QComboBox(self)
        self._sound = QCheckBox(translate("ui", "A sound when a question comes up"), self)
        self._notifications = QCheckBox(translate("ui", "A notification when something waits and you are away"), self)
        self._problems, self._note = QLabel(self), QLabel(self)
        for label in (self._problems, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._save = QPushButton(translate("ui", "Save…"), self)
        self._save.clicked.connect(self._set)
        for spin in (*self._ms.values(), self._escape):
            # A style sheet does not reach its text.
            spin.lineEdit().setTextMargins(*[theme.px(side) for side in (6, 0, 6, 0)])
        self._lay_out()
        for line in self._chords.values():
            line.textChanged.connect(self._check)
        self.set_theme(theme)

    def take(self, values: Mapping[str, Any] | None, note: str) -> None:
        """Show what is in the file; None for what is shown already."""
        if values is not None:
            self._given = dict(values)
            self._fill()
        self._note.setText(in_our_language(cleaned(note)))
        self._note.setVisible(bool(note))

    def values(self) -> dict[str, Any]:
        """Give what is chosen, by name."""
        chords = {name: line.text().strip() for name, line in self._chords.items()}
        numbers = {name: box.value() for name, box in self._ms.items()}
        return {
            **chords,
            **numbers,
            "escape_hold_s": round(self._escape.value(), 2),
            "policy": _POLICIES[max(0, self._policy.currentIndex())],
            "color_scheme": _SCHEMES[max(0, self._scheme.currentIndex())],
            "sound": self._sound.isChecked(),
            "notifications": self._notifications.isChecked(),
            "reduced_motion": _MOTIONS[max(0, self._motion.currentIndex())],
        }

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        super().set_theme(theme)
        self._problems.setStyleSheet(f"color: {theme.palette.refused}")
        self._note.setStyleSheet(f"color: {theme.palette.held}")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is in the file."""
        super().showEvent(event)
        if not event.spontaneous():
            self.told.emit({"t": "settings_open"})

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _set(self) -> None:
        changed = {name: value for name, value in self.values().items() if value != self._given.get(name)}
        self.told.emit({"t": "settings_set", "values": changed})

    def _fill(self) -> None:
        given = self._given
        for name, line in self._chords.items():
            line.setText(str(given.get(name, "")))
        for name, box in self._ms.items():
            box.setValue(int(given.get(name, 0)))
        self._escape.setValue(float(given.get("escape_hold_s", 0.7)))
        self._policy.setCurrentIndex(_place(_POLICIES, given.get("policy")))
        self._scheme.setCurrentIndex(_place(_SCHEMES, given.get("color_scheme")))
        self._motion.setCurrentIndex(_place(_MOTIONS, given.get("reduced_motion")))
        self._sound.setChecked(given.get("sound") is True)
        self._notifications.setChecked(given.get("notifications") is True)
        self._check()

    def _check(self) -> None:
        """Say at once what is wrong with the chords."""
        problems = chord_problems({name: line.text() for name, line in self._chords.items()})
        self._problems.setText("\n".join(problems))
        self._problems.setVisible(bool(problems))

    def _lay_out(self) -> None:
        self._policy.addItems(_policy_names())
        self._scheme.addItems(_scheme_names())
        self._motion.addItems(_motion_names())
        inside = QWidget(self)
        form = QFormLayout(inside)
        form.setSpacing(self._theme.px(8))
        # Long words of some languages go above their field before the field loses its room.
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for box in (self._policy, self._scheme, self._motion):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LEAST)
        rows: list[tuple[str, QWidget]] = [(words, self._chords[name]) for name, words in _chord_names().items()]
        rows += [(translate("ui", "Hold Escape to stop, s"), self._escape)]
        rows += [(words, self._ms[name]) for name, words in _ms_names().items()]
        rows += [(translate("ui", "What is asked about"), self._policy), (translate("ui", "Colours"), self._scheme)]
        rows += [(translate("ui", "Marks fade, carets blink"), self._motion)]
        for words, part in rows:
            part.setAccessibleName(words)
            if isinstance(part, QComboBox):
                # By way of the bus Qt gives what is chosen in the place of the name.
                part.setAccessibleDescription(words)
            form.addRow(words, part)
            label = form.labelForField(part)
            # Beside the middle of the field: by itself the form puts it at its upper edge.
            label.setMinimumHeight(part.sizeHint().height())
        form.addRow(self._sound)
        form.addRow(self._notifications)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.addWidget(self._note, 1)
        buttons.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTrailing)
        column = self._column()
        title = QLabel(translate("ui", "Settings"), self)
        title.setProperty("title", True)
        column.addWidget(title)
        column.addWidget(area, 1)
        column.addWidget(self._problems)
        column.addLayout(buttons)


def _place(names: Sequence[str], name: object) -> int:
    return names.index(name) if isinstance(name, str) and name in names else 0
