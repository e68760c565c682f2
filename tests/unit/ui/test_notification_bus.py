"""Notifications on a bus of the test's own: what a server is told, and that it can tell nothing back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.ui.notification_bus import Notification, NotificationBus
from tests.support.notification_server import NotificationServer
from tests.support.private_bus import PrivateBus
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def private() -> Iterator[PrivateBus]:
    """Give a bus with nobody on it."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder, PrivateBus(Path(folder)) as running:
        yield running


@pytest.fixture
def bus(private: PrivateBus) -> Iterator[NotificationBus]:
    """Give what says something on it."""
    made = NotificationBus(private.address)
    yield made
    made.close()


def test_it_is_told_without_any_button(private: PrivateBus, bus: NotificationBus) -> None:
    with NotificationServer(private.address, "body", "body-markup", "actions") as server:
        bus.say("question", Notification("Waiting", "press “<b>OK</b>” & go"))
        wait_for(lambda: server.said, "it to be told")
        name, replaces, _, summary, body, actions, hints, time = server.said[0]
        assert (name, replaces, summary, time) == ("agent-supervisor", 0, "Waiting", -1)
        assert body == "press “&lt;b&gt;OK&lt;/b&gt;” &amp; go", "nothing in it is markup"
        assert actions == [], "a notification is no hand"
        assert {hint: value.value for hint, value in hints.items()} == {"urgency": 1, "suppress-sound": True}


def test_a_server_without_markup_gets_the_text_as_it_is(private: PrivateBus, bus: NotificationBus) -> None:
    with NotificationServer(private.address, "body") as server:
        bus.say("question", Notification("Waiting", "a < b"))
        wait_for(lambda: server.said, "it to be told")
        assert server.said[0][4] == "a < b"


def test_what_is_urgent_and_a_sound_are_hints(private: PrivateBus, bus: NotificationBus) -> None:
    with NotificationServer(private.address) as server:
        bus.say("stopped", Notification("Stopped", urgent=True, sound="dialog-warning"))
        wait_for(lambda: server.said, "it to be told")
        hints = {hint: value.value for hint, value in server.said[0][6].items()}
        assert hints == {"urgency": 2, "sound-name": "dialog-warning"}


def test_what_is_newer_takes_the_place_and_what_is_over_goes(private: PrivateBus, bus: NotificationBus) -> None:
    with NotificationServer(private.address) as server:
        bus.say("question", Notification("one"))
        wait_for(lambda: len(server.said) == 1, "the first")
        bus.say("question", Notification("two"))
        wait_for(lambda: len(server.said) == 2, "the second")
        bus.say("late", Notification("three"))
        wait_for(lambda: len(server.said) == 3, "the third")
        assert [said[1] for said in server.said] == [0, 1, 0]
        bus.say("question", None)
        wait_for(lambda: server.closed == [1], "it to go")
        bus.say("question", None)
        bus.say("question", Notification("four"))
        wait_for(lambda: len(server.said) == 4, "the fourth")
        assert server.said[3][1] == 0
        assert server.closed == [1]


def test_a_flood_piles_up_nowhere(private: PrivateBus) -> None:
    bus = NotificationBus(private.address)
    with NotificationServer(private.address) as server:
        for number in range(5000):
            bus.say("late", Notification(str(number)))
        assert len(bus._wanted) <= 1
        wait_for(lambda: server.said and server.said[-1][3] == "4999", "the last one")
        assert len(server.said) < 5000
        bus.close()


def test_without_a_server_or_a_bus_nothing_is_said_and_nothing_breaks(private: PrivateBus) -> None:
    for address in (private.address, "unix:path=/nowhere", "nonsense"):
        bus = NotificationBus(address)
        bus.say("question", Notification("Waiting"))
        bus.close()
        assert not bus._thread.is_alive()


def test_a_server_that_comes_later_is_told_what_comes_then(private: PrivateBus, bus: NotificationBus) -> None:
    bus.say("question", Notification("lost"))
    wait_for(lambda: bus._bus is not None, "the bus to be tried")
    with NotificationServer(private.address) as server:
        bus.say("question", Notification("heard"))
        wait_for(lambda: "heard" in [said[3] for said in server.said], "it to be told")


def test_attack_a_press_on_a_notification_is_nothing(private: PrivateBus, bus: NotificationBus) -> None:
    with NotificationServer(private.address) as server:
        bus.say("question", Notification("Waiting"))
        wait_for(lambda: server.said, "it to be told")
        for action in ("default", "approve"):
            server.press(1, action)
        bus.say("question", Notification("Still waiting"))
        wait_for(lambda: len(server.said) == 2, "it to go on")
        assert bus._bus is not None
        assert not bus._bus._user_message_handlers, "nothing is listened to"


def test_one_that_was_never_used_ends_at_once() -> None:
    bus = NotificationBus("unix:path=/nowhere")
    bus.close()
    assert not bus._thread.is_alive()
