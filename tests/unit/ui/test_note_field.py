"""The field for a note: what is done after its letters comes after them, by whatever way they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from supervisor.ui.note_field import NoteField

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot


class SlowBus(QObject):
    """Keeps keys back on their way to the windows, as Qt does until the accessibility bus has answered."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__()
        self._application = application
        self._kept: list[tuple[QObject, QKeyEvent]] = []

    def __enter__(self) -> Self:
        self._application.installEventFilter(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep what came from a keyboard."""
        if not isinstance(event, QKeyEvent) or not watched.isWindowType():
            return False
        if event.type() != QEvent.Type.KeyPress or not event.spontaneous():
            return False
        self._kept.append((watched, event.clone()))
        return True

    def answer(self, count: int, *, keep: bool = False) -> None:
        """Let the next keys go on; with `keep` they never do, which a screen reader may want."""
        for _ in range(count):
            window, key = self._kept.pop(0)
            if not keep:
                QCoreApplication.sendEvent(window, key)


class Noted:
    """A field in a window, and what is done after what was typed into it."""

    def __init__(self) -> None:
        self.field = NoteField()
        self.seen: list[str] = []

    def type(self, text: str) -> None:
        """Press keys."""
        type_into(self.field, text)

    def wait(self) -> None:
        """Ask to see the text when it is whole."""
        self.field.when_whole(lambda: self.seen.append(self.field.text()))


def type_into(widget: QWidget, text: str) -> None:
    """Press keys in the widget's window, which the server would give them to."""
    for character in text:
        QTest.keyClick(widget.window().windowHandle(), ord(character))


@pytest.fixture
def noted(qtbot: QtBot) -> Noted:
    made = Noted()
    qtbot.addWidget(made.field)
    made.field.show()
    made.field.activateWindow()
    qtbot.waitUntil(made.field.hasFocus)
    return made


@pytest.fixture
def bus(qapp: QApplication) -> Iterator[SlowBus]:
    with SlowBus(qapp) as slow:
        yield slow


def test_nothing_on_its_way_is_not_waited_for(noted: Noted) -> None:
    noted.wait()
    noted.type("Not that")
    noted.wait()
    assert noted.seen == ["", "Not that"]


def test_each_thing_sees_what_was_typed_before_it_and_no_more(noted: Noted, bus: SlowBus) -> None:
    noted.type("one")
    noted.wait()
    noted.type("ne")
    noted.wait()
    noted.type("x")
    bus.answer(2)
    assert noted.seen == []
    bus.answer(3)
    assert noted.seen == ["one", "onene"]
    bus.answer(1)
    noted.wait()
    assert noted.seen[2:] == ["onenex"]


def test_a_key_that_is_no_letter_is_not_waited_for(noted: Noted, bus: SlowBus) -> None:
    QTest.keyClick(noted.field.windowHandle(), Qt.Key.Key_Shift)
    QTest.keyClick(noted.field.windowHandle(), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    noted.wait()
    assert noted.seen == [""]
    noted.type("a")
    noted.wait()
    bus.answer(1)
    assert noted.seen == [""]
    bus.answer(3, keep=True)


def test_letters_that_a_screen_reader_keeps_hold_nothing_up(noted: Noted, bus: SlowBus, qtbot: QtBot) -> None:
    noted.type("abc")
    noted.wait()
    bus.answer(1)
    bus.answer(1, keep=True)
    bus.answer(1)
    assert noted.seen == ["ac"]
    noted.type("d")
    noted.wait()
    assert noted.seen == ["ac"]
    qtbot.waitUntil(lambda: noted.seen == ["ac", "ac"])
    noted.wait()
    assert len(noted.seen) == 3
