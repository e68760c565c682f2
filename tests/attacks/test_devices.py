"""An agent tries to change what the person's keys, buttons and devices mean, or to make devices of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.attacks.registry import tries
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from tests.attacks.yard import Yard

pytestmark = pytest.mark.desktop


@pytest.fixture
def server(yard: Yard) -> Iterator[Display]:
    """Give a look at the real server."""
    display = connect(yard.desktop)
    yield display
    display.close()


def masters_and_slaves(server: Display) -> list[tuple[int, int, int, int]]:
    """Give id, use, attachment and whether it is enabled, of each device."""
    return [
        (device.deviceid, device.use, device.attachment, device.enabled)
        for device in server.xinput_query_device(0).devices
    ]


def person_works(yard: Yard) -> None:
    """Show that the person types, clicks and stops as ever."""
    before = len(yard.vault.lines)
    yard.person.type("q")
    yard.person.click(*yard.vault.centre)
    wait_for(
        lambda: (
            {"q", "button"}
            <= {line.get("key", line["event"].partition("_")[0]) for line in yard.vault.lines[before:]}
        ),
        "the person's key and click at the window",
    )


@pytest.mark.parametrize("what", ["keys", "modifiers", "buttons"])
@tries("remap")
def test_attack_the_persons_keys_modifiers_and_buttons_get_another_meaning(
    yard: Yard, server: Display, what: str
) -> None:
    before = (
        [list(row) for row in server.get_keyboard_mapping(8, 240)],
        [list(row) for row in server.get_modifier_mapping()],
        list(server.get_pointer_mapping()),
    )
    yard.attack("remap", what)
    server.sync()
    after = (
        [list(row) for row in server.get_keyboard_mapping(8, 240)],
        [list(row) for row in server.get_modifier_mapping()],
        list(server.get_pointer_mapping()),
    )
    assert after == before
    yard.nothing_was_won()
    tree = yard.begin("xtest", "little")
    yard.wait_asked()
    yard.stops(tree)
    yard.rearm()


@tries("hierarchy")
def test_attack_a_keyboard_of_its_own_and_the_persons_left_floating(yard: Yard, server: Display) -> None:
    before = masters_and_slaves(server)
    yard.attack("hierarchy")
    server.sync()
    assert masters_and_slaves(server) == before
    yard.nothing_was_won()
    person_works(yard)


@tries("disable-devices")
def test_attack_the_persons_devices_are_turned_off(yard: Yard, server: Display) -> None:
    before = masters_and_slaves(server)
    yard.attack("disable-devices")
    server.sync()
    assert masters_and_slaves(server) == before
    assert server.screen().root.query_pointer().mask & (X.Button1Mask | X.ShiftMask) == 0
    yard.nothing_was_won()
    person_works(yard)


@tries("extension-event")
def test_attack_the_event_of_a_device_by_xinput_1(yard: Yard) -> None:
    yard.attack("extension-event", "little", yard.vault.window)
    yard.nothing_was_won()
    # The alarm hears these too: none came past the gate.
    assert yard.supervised.status()["alarm"] is None
    assert [row for row in yard.rows if row["event"] == "bypassed"] == []
