"""Time to answer, on a desktop with a physical person: it ends in a no, stands still, and can be extended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from supervisor.ui.late_notice import ended
from tests.support.accessible import Accessible
from tests.support.notification_server import NotificationServer
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
POLICY = """version = 1
[[rule]]
id = "brief"
reason = "a test"
verdict = "ask"
when = { keys = "F5" }
deadline_s = 2
[[rule]]
id = "urgent"
reason = "a test"
verdict = "ask"
when = { keys = "F6" }
deadline_s = 2
fallback = "escalate"
[[rule]]
id = "patient"
reason = "a test"
verdict = "ask"
when = { keys = "F8" }
deadline_s = 2
fallback = "queue"
[[rule]]
id = "long"
reason = "a test"
verdict = "ask"
when = { keys = "F7" }
deadline_s = 300
"""
SAID = "The time to answer was over: this answer had no effect, nothing was done"
LEFT = re.compile(r"(\d+):(\d\d)( left, the time stands still)?")


class Scene:
    """A window that takes keys, a supervisor whose rules give little time, and what a screen reader sees."""

    def __init__(self, desktop: VirtualDesktop, target: Receiver, supervised: Supervised) -> None:
        self.target = target
        self.supervised = supervised
        self.elements = Accessible(desktop)

    def left(self) -> tuple[int, bool]:
        """Read off the popup how many seconds are left, and whether they stand still; -1 without."""
        found = self.elements.find(name="Rule: long.*")
        match = LEFT.search(found.name) if found is not None else None
        return (int(match[1]) * 60 + int(match[2]), bool(match[3])) if match else (-1, False)


@pytest.fixture
def scene(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Scene]:
    settings = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"
    with (
        Receiver(desktop, title="target", geometry=(100, 100, 500, 400)) as target,
        Supervised(desktop, tmp_path / "home", settings=settings, policy=POLICY) as supervised,
    ):
        supervised.keep()
        yield Scene(desktop, target, supervised)


def test_a_question_that_nobody_answers_ends_in_a_no_and_a_late_yes_has_no_effect(
    scene: Scene, person: Person
) -> None:
    with NotificationServer(scene.supervised.desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as server:
        status, _ = scene.supervised.finish(scene.supervised.shell("xdotool key F5"))
        assert status == 0, "the agent's program goes on"
        wait_for(lambda: ended() in [said[3] for said in server.said], "a notification")
        assert [said[5] for said in server.said if said[5]] == [], "nothing can be pressed on one"
    assert scene.supervised.rows("outcome")[-1]["decision"]["rule_id"] == "deadline"
    scene.elements.wait(name=ended())
    person.chord("ctrl+alt+y")
    wait_for(lambda: scene.supervised.rows("approval_closed"), "the late answer to be recorded")
    scene.elements.wait(name=SAID)
    (row,) = scene.supervised.rows("approval_closed")
    assert (row["outcome"]["answer"], row["outcome"]["why"]) == ("approve", SAID[0].lower() + SAID[1:])
    assert "F5" not in scene.target.keys
    assert scene.supervised.rows("sending") == []


def test_what_is_escalated_waits_on_as_urgent_and_can_still_be_answered(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell("xdotool key F6")
    wait_for(lambda: len(scene.supervised.rows("approval_requested")) == 2, "the time to be over")
    wait_for(lambda: scene.elements.find(name="Urgent: waiting for your approval.*"), "the popup to say so")
    scene.supervised.approve(person)
    assert scene.supervised.finish(agent)[0] == 0
    scene.target.wait_for(lambda _: "F6" in scene.target.keys, what="the approved key")


def test_what_is_put_back_waits_on_unsent_and_can_still_be_answered(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell("xdotool key F8")
    wait_for(lambda: len(scene.supervised.rows("approval_requested")) == 2, "the time to be over")
    assert scene.supervised.rows("approval_requested")[-1]["outcome"]["late"] == "queue"
    assert "F8" not in scene.target.keys
    scene.supervised.approve(person)
    assert scene.supervised.finish(agent)[0] == 0
    scene.target.wait_for(lambda _: "F8" in scene.target.keys, what="the approved key")


def test_time_stands_still_under_the_pointer_and_after_a_key_and_a_press_gives_more(
    scene: Scene, person: Person
) -> None:
    agent = scene.supervised.shell("xdotool key F7")
    scene.supervised.wait_held()
    wait_for(lambda: 0 < scene.left()[0] <= 300 and not scene.left()[1], "the time to run")
    chip = scene.elements.wait(name="More time")
    person.move(*chip.centre)
    wait_for(lambda: scene.left()[1], "the time to stand still")

    def taken() -> bool:
        person.click(*scene.elements.wait(name="More time").centre)
        return scene.left()[0] > 300

    wait_for(taken, "more time to be given", timeout_s=45)
    assert scene.supervised.rows("answered") == []
    person.move(5, 5)
    wait_for(lambda: not scene.left()[1], "the time to run again")
    person.tap("Shift_L")  # away from the popup: it is the key that gives time
    wait_for(lambda: scene.left()[1], "the time to stand still after a key")
    scene.supervised.reject(person)
    scene.supervised.finish(agent)
