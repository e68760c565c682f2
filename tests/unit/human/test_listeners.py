from __future__ import annotations

import gc
import select
from typing import TYPE_CHECKING

import pytest
from Xlib import X

from supervisor.human.errors import SeatError
from supervisor.human.listeners import RawListener
from supervisor.human.raw_events import GroupChanged, Heard, RawEvent, RawKind
from tests.support.connect import connect
from tests.support.layout_group import lock_group
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop


@pytest.fixture
def listener(on_desktop: VirtualDesktop) -> Iterator[RawListener]:
    """Give a listener."""
    opened = RawListener(on_desktop.display)
    yield opened
    opened.close()


def hear(listener: RawListener, patience_s: float = 0.3) -> list[Heard]:
    """Give what is heard until nothing more comes."""
    heard: list[Heard] = []
    while select.select([listener], [], [], patience_s)[0]:
        heard += listener.read()
    return heard


def presses(heard: list[Heard], *, processed: bool = False) -> list[int]:
    return [
        event.detail
        for event in heard
        if isinstance(event, RawEvent) and event.kind is RawKind.KEY_PRESS and event.processed == processed
    ]


def grab_keyboard(other: Display, mode: int) -> None:
    root = other.screen().root
    wait_for(lambda: root.grab_keyboard(True, X.GrabModeAsync, mode, X.CurrentTime) == X.GrabSuccess, "the grab")


def test_person_and_program_come_from_different_devices(
    listener: RawListener, person: Person, on_desktop: VirtualDesktop
) -> None:
    person.tap("a")
    (theirs,) = {event.source for event in hear(listener) if isinstance(event, RawEvent)}
    on_desktop.run(["xdotool", "key", "a"])
    (programs,) = {event.source for event in hear(listener) if isinstance(event, RawEvent)}
    assert theirs != programs


def test_keys_buttons_and_motion_are_heard(listener: RawListener, person: Person) -> None:
    person.tap("a")
    person.click(50, 60)
    heard = [(event.kind, event.detail) for event in hear(listener) if isinstance(event, RawEvent)]
    assert set(heard) == {
        (RawKind.KEY_PRESS, 38),
        (RawKind.KEY_RELEASE, 38),
        (RawKind.MOTION, 0),
        (RawKind.BUTTON_PRESS, 1),
        (RawKind.BUTTON_RELEASE, 1),
    }


@pytest.mark.parametrize("mode", [X.GrabModeAsync, X.GrabModeSync], ids=["keyboard grab", "frozen grab"])
def test_keys_are_heard_under_anothers_grab(
    listener: RawListener, person: Person, on_desktop: VirtualDesktop, mode: int
) -> None:
    other = connect(on_desktop)
    grab_keyboard(other, mode)
    person.tap("b")
    heard = hear(listener)
    assert presses(heard) == [56]
    # What the server has not acted on yet is not said to be processed.
    assert presses(heard, processed=True) == ([56] if mode == X.GrabModeAsync else [])
    other.close()
    assert presses(hear(listener), processed=True) == ([] if mode == X.GrabModeAsync else [56])


def test_keys_are_heard_while_another_holds_the_server(
    listener: RawListener, person: Person, on_desktop: VirtualDesktop
) -> None:
    other = connect(on_desktop)
    other.grab_server()
    other.sync()
    person.tap("b")
    assert presses(hear(listener)) == [56]
    other.close()


def test_another_layout_group_is_told(listener: RawListener, on_desktop: VirtualDesktop) -> None:
    assert listener.group == 0
    on_desktop.run(["setxkbmap", "-layout", "us,ru"])
    try:
        lock_group(on_desktop, 1)
        wait_for(lambda: GroupChanged(1) in hear(listener), "the group")
        second = RawListener(on_desktop.display)
        assert second.group == 1
        second.close()
    finally:
        lock_group(on_desktop, 0)
        on_desktop.run(["setxkbmap", "-layout", "us"])


def test_nothing_to_read_is_nothing(listener: RawListener) -> None:
    assert listener.read() == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_display_that_is_not_there() -> None:
    with pytest.raises(SeatError):
        RawListener(":65000")
    gc.collect()  # python-xlib leaves the sockets that it tried to the collector
