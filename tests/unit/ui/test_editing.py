from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import XK, X
from Xlib.ext import xtest

from supervisor.core.action import Point, Rect
from supervisor.ui.covers import Covers
from supervisor.ui.editing import Editing, parse_edit
from supervisor.ui.messages import MessageError
from supervisor.ui.stage import Stage
from tests.support.pixels import Pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.theme import Theme
    from supervisor.ui.x_display import XDisplay

PILL = Rect(1000, 700, 280, 100)
PACKET: dict[str, Any] = {
    "t": "request",
    "id": "r2",
    "kind": "edit",
    "sentence": "run “rm a” in a terminal",
    "masked": False,
    "point": None,
    "rect": [100, 100, 200, 100],
    "edit": {"what": "text", "given": "rm a", "note": ""},
}


@dataclass
class Desk:
    """The window, a program that has the keyboard, and what was said."""

    editing: Editing
    look: Pixels
    program: Any
    said: list[dict[str, Any]] = field(default_factory=list)

    def open(self, what: str = "text", **more: Any) -> None:
        self.editing.open(parse_edit(PACKET | {"edit": {"what": what, "given": "rm a", "note": ""}} | more))

    @property
    def focus(self) -> int:
        found = self.look.connection.get_input_focus().focus
        return found if isinstance(found, int) else int(found.id)

    def key(self, name: str) -> None:
        code = self.look.connection.keysym_to_keycode(XK.string_to_keysym(name))
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(self.look.connection, kind, code)
        self.look.connection.sync()

    def heard(self) -> list[int]:
        """What the program got of buttons."""
        events = [self.look.connection.next_event() for _ in range(self.look.connection.pending_events())]
        return [event.type for event in events if event.type in (X.ButtonPress, X.ButtonRelease)]

    def press(self, x: int, y: int, button: int = 1) -> None:
        xtest.fake_input(self.look.connection, X.MotionNotify, x=x, y=y)
        for kind in (X.ButtonPress, X.ButtonRelease):
            xtest.fake_input(self.look.connection, kind, button)
        self.look.connection.sync()


@pytest.fixture
def desk(x11: XDisplay, screen: VirtualDesktop, theme: Theme) -> Iterator[Desk]:
    with Pixels(screen) as look:
        program = look.window("#336699", (0, 0, 1280, 800))
        program.change_attributes(event_mask=X.ButtonPressMask | X.ButtonReleaseMask)
        program.set_input_focus(X.RevertToParent, X.CurrentTime)
        look.connection.sync()
        editing = Editing(Stage(x11, lambda: theme, Covers(alone=True), lambda: [PILL]))
        made = Desk(editing, look, program)
        editing.to_service.connect(made.said.append)
        yield made
        editing.dispose()
        x11.sync()


def window_of(desk: Desk) -> int:
    assert desk.editing.window is not None
    return int(desk.editing.window.winId())


def test_it_has_the_keyboard_until_it_is_written_and_gives_it_back(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    qtbot.waitUntil(lambda: desk.focus == window_of(desk))
    desk.key("b")
    field_ = desk.editing.window.field if desk.editing.window is not None else None
    assert field_ is not None
    qtbot.waitUntil(lambda: field_.text() == "b")
    desk.key("Return")
    qtbot.waitUntil(lambda: desk.said == [{"t": "written", "id": "r2", "text": "b"}])
    assert desk.focus == desk.program.id
    assert desk.editing.window is None


def test_escape_says_nothing_but_that(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    qtbot.waitUntil(lambda: desk.focus == window_of(desk))
    desk.key("Escape")
    qtbot.waitUntil(lambda: desk.said == [{"t": "written", "id": "r2", "back": True}])
    assert desk.focus == desk.program.id


def test_a_request_that_ends_takes_it_away_without_a_word(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    qtbot.waitUntil(lambda: desk.focus == window_of(desk))
    desk.editing.close("another")
    assert desk.focus == window_of(desk)
    desk.editing.close("r2")
    assert desk.focus == desk.program.id
    assert desk.said == []


def test_a_press_on_it_brings_the_keyboard_back(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    qtbot.waitUntil(lambda: desk.focus == window_of(desk))
    desk.program.set_input_focus(X.RevertToParent, X.CurrentTime)
    desk.look.connection.sync()
    assert desk.editing.window is not None
    corner = desk.editing.window.frameGeometry().topLeft()
    desk.press(corner.x() + 4, corner.y() + 4)
    qtbot.waitUntil(lambda: desk.focus == window_of(desk))


def test_a_place_is_pointed_at_and_no_program_gets_the_press(desk: Desk, qtbot: QtBot) -> None:
    desk.open("point")
    qtbot.waitUntil(lambda: desk.editing._catcher != 0)
    desk.press(700, 650)
    qtbot.waitUntil(lambda: desk.said == [{"t": "written", "id": "r2", "point": [700, 650]}])
    assert desk.focus == desk.program.id
    assert desk.heard() == []
    desk.press(700, 650)
    assert desk.heard() == [X.ButtonPress, X.ButtonRelease], "it is the program's again"


def test_the_right_button_goes_back(desk: Desk, qtbot: QtBot) -> None:
    desk.open("point")
    qtbot.waitUntil(lambda: desk.editing._catcher != 0)
    desk.press(700, 650, button=3)
    qtbot.waitUntil(lambda: desk.said == [{"t": "written", "id": "r2", "back": True}])


def test_another_question_takes_its_place(desk: Desk, qtbot: QtBot) -> None:
    desk.open("point")
    desk.open("reason", id="r3")
    qtbot.waitUntil(lambda: desk.focus == window_of(desk))
    desk.key("n")
    desk.key("Return")
    qtbot.waitUntil(lambda: desk.said == [{"t": "written", "id": "r3", "text": "n"}])


def test_it_keeps_off_the_target(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    qtbot.waitUntil(lambda: desk.focus == window_of(desk))
    assert desk.editing.window is not None
    place = desk.editing.window.frameGeometry()
    assert not place.intersects(place.__class__(100, 100, 200, 100))
    assert not place.intersects(place.__class__(PILL.x, PILL.y, PILL.width, PILL.height))


def test_a_packet_becomes_checked_values() -> None:
    edit = parse_edit(PACKET | {"point": [7, 8]})
    assert (edit.request.id, edit.request.point, edit.what, edit.given) == ("r2", Point(7, 8), "text", "rm a")


@pytest.mark.parametrize("edit", [None, [], {}, {"what": "verdict"}])
def test_what_is_not_in_the_contract_is_an_error(edit: object) -> None:
    with pytest.raises(MessageError, match="bad `request`"):
        parse_edit(PACKET | {"edit": edit})
