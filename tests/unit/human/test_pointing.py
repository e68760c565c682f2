from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X
from Xlib.ext import shape

from supervisor.core.action import Point, Rect
from supervisor.human.pointing import look, pointer
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.human.connection import Connection

PLACE = Rect(400, 300, 200, 100)


def window(display: Display, place: Rect, *, bare: bool = True, kind: int = X.InputOutput, parent: Any = None) -> Any:
    """Map a window and wait until the server has it."""
    made = (parent or display.screen().root).create_window(
        *(place.x, place.y, place.width, place.height, 0, X.CopyFromParent if kind == X.InputOutput else 0, kind),
        override_redirect=int(bare),
    )
    made.map()
    display.sync()
    return made


def no_input(made: Any) -> None:
    """Let presses pass through."""
    made.shape_rectangles(shape.SO.Set, shape.SK.Input, X.Unsorted, 0, 0, [])
    made.get_geometry()


@pytest.fixture
def ui(on_desktop: VirtualDesktop) -> Iterator[Display]:
    """Give the connection of the popup's program."""
    display = connect(on_desktop)
    yield display
    display.close()


@pytest.fixture
def other(on_desktop: VirtualDesktop) -> Iterator[Display]:
    """Give the connection of another program."""
    display = connect(on_desktop)
    yield display
    display.close()


@pytest.fixture
def popup(ui: Display, person: Person) -> int:
    """Give a popup with the pointer on it."""
    person.move(450, 350)
    return int(window(ui, PLACE).id)


def test_the_pointer_is_on_the_popup(connection: Connection, popup: int) -> None:
    seen = look(connection, popup)
    assert (seen.window, seen.point, seen.place) == (popup, Point(450, 350), PLACE)
    assert seen.on_top
    assert seen.uncovered


def test_the_pointer_is_elsewhere(connection: Connection, popup: int, person: Person) -> None:
    person.move(10, 10)
    seen = look(connection, popup)
    assert seen.point == Point(10, 10)
    assert not seen.on_top
    assert seen.uncovered


def test_a_window_of_another_program_over_it(connection: Connection, popup: int, other: Display) -> None:
    window(other, Rect(440, 340, 20, 20))
    seen = look(connection, popup)
    assert not seen.on_top
    assert not seen.uncovered


def test_a_window_that_paints_over_it_without_taking_input(
    connection: Connection, popup: int, other: Display
) -> None:
    """A press would reach the popup, but the person would read another's words."""
    no_input(window(other, PLACE))
    seen = look(connection, popup)
    assert seen.on_top
    assert not seen.uncovered


def test_our_own_overlay_over_it(connection: Connection, popup: int, ui: Display) -> None:
    no_input(window(ui, Rect(0, 0, 1280, 800)))
    seen = look(connection, popup)
    assert seen.on_top
    assert seen.uncovered


def test_an_invisible_window_that_catches_the_press(connection: Connection, popup: int, other: Display) -> None:
    window(other, Rect(440, 340, 20, 20), kind=X.InputOnly)
    seen = look(connection, popup)
    assert not seen.on_top


def test_windows_below_beside_and_unmapped_do_not_matter(connection: Connection, popup: int, other: Display) -> None:
    below = window(other, PLACE)
    below.configure(stack_mode=X.Below)
    window(other, Rect(0, 0, 400, 800))
    window(other, PLACE).unmap()
    hole = window(other, Rect(300, 200, 400, 300))
    hole.shape_rectangles(shape.SO.Set, shape.SK.Bounding, X.Unsorted, 0, 0, [(0, 0, 400, 100)])
    other.sync()
    seen = look(connection, popup)
    assert seen.on_top
    assert seen.uncovered


def test_a_popup_that_is_gone_or_unmapped(connection: Connection, popup: int, ui: Display) -> None:
    ui.create_resource_object("window", popup).unmap()
    ui.sync()
    seen = look(connection, popup)
    assert (seen.place, seen.on_top, seen.uncovered) == (None, False, False)
    ui.create_resource_object("window", popup).destroy()
    ui.sync()
    assert look(connection, popup).place is None


def test_a_popup_in_a_frame_of_the_window_manager(connection: Connection, ui: Display, person: Person) -> None:
    framed = int(window(ui, PLACE, bare=False).id)
    place = wait_for(lambda: look(connection, framed).place, "the window manager to show it")
    person.move(place.x + 5, place.y + 5)
    seen = look(connection, framed)
    assert seen.on_top
    assert seen.uncovered


def test_a_menu_that_holds_the_pointer(connection: Connection, popup: int, other: Display) -> None:
    other.screen().root.grab_pointer(
        False, X.ButtonPressMask, X.GrabModeAsync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime
    )
    other.sync()
    seen = look(connection, popup)
    assert seen.point == Point(450, 350)
    assert seen.on_top


def test_where_the_pointer_is_takes_no_look_at_windows(connection: Connection, person: Person) -> None:
    person.move(33, 44)
    wait_for(lambda: pointer(connection)[0] == Point(33, 44), "the pointer to be there")
