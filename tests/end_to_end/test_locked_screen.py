"""A locked screen, on a desktop with a physical person: the agent waits, the popup goes, a yes by chord is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.receiver import Receiver
from tests.support.screen_saver import ScreenSaver
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "F5" }\n'


def test_while_the_screen_is_locked_no_input_passes_and_no_answer_counts(
    desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    settings = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"
    with (
        ScreenSaver(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as saver,
        Receiver(desktop, title="target", geometry=(100, 100, 500, 400)) as target,
        Supervised(desktop, tmp_path / "home", settings=settings, policy=POLICY) as supervised,
    ):
        supervised.keep()
        asks = supervised.shell("xdotool key F5")
        request = supervised.wait_held()

        def locked() -> bool:
            saver.say(active=True)  # the service may still be on its way to the bus
            return bool(supervised.status()["locked"])

        supervised.wait_status(lambda _: locked())
        busy = supervised.shell("xdotool key a")
        supervised.wait_status(lambda status: any(one["waiting"] for one in status["agents"]))
        for _ in range(3):
            person.chord("ctrl+alt+y")
        person.sync()
        assert supervised.rows("answered") == []
        assert supervised.rows("sending") == []
        saver.say(active=False)
        supervised.wait_status(lambda status: not status["locked"])
        assert supervised.finish(busy)[0] == 0
        assert request in supervised.status()["requests"]
        supervised.approve(person)
        assert supervised.finish(asks)[0] == 0
        target.wait_for(lambda _: {"a", "F5"} <= set(target.keys), what="both keys")
        assert [row["event"] for row in supervised.rows() if "locked" in row["event"]] == ["locked", "unlocked"]
