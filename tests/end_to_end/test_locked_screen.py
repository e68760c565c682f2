"""A locked screen and sleep, on a desktop with a physical person: the agent waits, the popup goes, no yes is one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.login_manager import LoginManager
from tests.support.private_bus import PrivateBus
from tests.support.receiver import Receiver
from tests.support.screen_saver import ScreenSaver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
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


def test_lock_and_sleep_by_the_session_manager_hold_a_question_and_stop_works_meanwhile(
    desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    settings = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"
    with (
        tempfile.TemporaryDirectory(prefix="bus-") as folder,
        PrivateBus(Path(folder)) as system,
        LoginManager(system.address, locked=True) as login,
        Receiver(desktop, title="target", geometry=(100, 100, 500, 400)) as target,
        Supervised(desktop, tmp_path / "home", settings=settings, policy=POLICY) as supervised,
    ):
        supervised.env["DBUS_SYSTEM_BUS_ADDRESS"] = system.address
        supervised.keep()
        supervised.wait_status(lambda status: status.get("locked"))
        login.hint(locked=False)
        supervised.wait_status(lambda status: not status["locked"])
        asks = supervised.shell("xdotool key F5")
        request = supervised.wait_held()
        wait_for(lambda: login.delayed() == 1, "sleep to wait for us")
        login.sleep(asleep=True)
        wait_for(lambda: login.delayed() == 0, "sleep to wait no longer")
        assert supervised.status()["locked"], "it may sleep only once the agents are held"
        for _ in range(3):
            person.chord("ctrl+alt+y")
        person.sync()
        assert supervised.rows("answered") == []
        login.sleep(asleep=False)
        supervised.wait_status(lambda status: not status["locked"] and request in status["requests"])
        supervised.approve(person)
        assert supervised.finish(asks)[0] == 0
        target.wait_for(lambda _: "F5" in target.keys, what="the approved key")
        again = supervised.shell("xdotool key F5")
        supervised.wait_held()
        login.sleep(asleep=True)
        supervised.wait_status(lambda status: status["locked"])
        person.chord("ctrl+alt+s")
        supervised.wait_status(lambda status: status["state"] == "stopped")
        assert supervised.finish(again)[0] != 0
        assert target.keys.count("F5") == 1
