"""Answers that reach further than one action, and refusals with a reason, by a person's hand on the popup."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.accessible import Accessible
from tests.support.programs import thunar
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
ASK = """version = 1
[[rule]]
id = "touch-files"
reason = "a test"
verdict = "ask"
when = { action = "click", role = "table cell" }
"""
OURS = "agent-supervisor"


class Scene:
    """A file manager, a supervisor that asks about every click on a file, and the popup's areas."""

    def __init__(self, desktop: VirtualDesktop, supervised: Supervised, places: dict[str, tuple[int, int]]) -> None:
        self.supervised = supervised
        self.places = places
        self.elements = Accessible(desktop)

    def clicks(self, *names: str) -> str:
        """Write a script that clicks files, each as a click of its own."""
        return "; sleep 1; ".join(
            f"xdotool mousemove {self.places[name][0]} {self.places[name][1]} click 1" for name in names
        )

    def clicks_apart(self, name: str, times: int) -> str:
        """Write a script that clicks one file, each time after something else: the same again is not asked."""
        x, y = self.places[name]
        keys = ("Escape", "Home", "Up", "End")
        return "; sleep 1; ".join(f"xdotool key {key}; xdotool mousemove {x} {y} click 1" for key in keys[:times])

    def press(self, person: Person, word: str, then: str) -> None:
        """Press an area of the popup until another word is there, or the request is gone for an empty one."""

        def done() -> bool:
            area = self.elements.find(name=word, application=OURS)
            if area is not None:
                x, y, width, height = area.rect
                person.click(x + width // 2, y + height // 2)
            if not then:
                return not self.supervised.status()["requests"]
            return self.elements.find(name=then, application=OURS) is not None

        wait_for(done, f"`{word}` to be taken", timeout_s=45)

    def clicked(self) -> list[dict[str, Any]]:
        """Give the decisions on clicks, in order."""
        return [row["decision"] for row in self.rows("decided") if row["action"]["kind"] == "click"]

    def rows(self, event: str) -> list[dict[str, Any]]:
        return self.supervised.rows(event)


@pytest.fixture
def scene(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Scene]:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(name)
    settings = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
    with (
        thunar(desktop, folder) as files,
        Supervised(desktop, tmp_path / "home", settings=settings, policy=ASK) as supervised,
    ):
        places = {name: files.element(role="table cell", name=name).centre for name in ("one.txt", "two.txt")}
        supervised.keep()
        yield Scene(desktop, supervised, places)


def test_a_yes_for_this_control_covers_it_and_no_other_until_it_is_taken_back(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell(f"{scene.clicks('one.txt', 'one.txt', 'two.txt')}; sleep 60")
    scene.supervised.wait_held()
    scene.press(person, "Just this", "Just this, chosen")
    scene.supervised.approve(person)
    wait_for(lambda: len(scene.rows("approval_requested")) == 2, "the other file to be asked about")
    granted = scene.rows("granted")[0]["outcome"]
    assert (granted["scope"], granted["span"]) == ("control", "quarter-hour")
    assert "one.txt" in granted["words"]
    assert [row["decision"]["rule_id"] for row in scene.rows("decided")] == ["touch-files", "grant", "touch-files"]
    listed = json.loads(scene.supervised.command("grants", "--json"))
    assert [(grant["id"], grant["uses"]) for grant in listed] == [(granted["grant"], 1)]
    assert "1 taken back" in scene.supervised.command("revoke", granted["grant"])
    assert json.loads(scene.supervised.command("grants", "--json")) == []
    scene.supervised.reject(person)
    agent.kill()


def test_a_yes_reaches_as_far_and_as_long_as_was_chosen(scene: Scene, person: Person) -> None:
    chosen = (("This program", "Today", "application", "today"), ("Any program", "This task", "kind", "task"))
    for number, (breadth, span, scope, lasts) in enumerate(chosen, 1):
        agent = scene.supervised.shell(f"{scene.clicks('one.txt', 'two.txt')}; sleep 60")
        scene.supervised.wait_held()
        scene.press(person, breadth, f"{breadth}, chosen")
        scene.press(person, span, f"{span}, chosen")
        scene.supervised.approve(person)
        wait_for(lambda number=number: len(scene.clicked()) == 2 * number, "the other file")  # type: ignore[misc]
        granted = scene.rows("granted")[-1]["outcome"]
        assert (granted["scope"], granted["span"]) == (scope, lasts)
        assert [decision["rule_id"] for decision in scene.clicked()[-2:]] == ["touch-files", "grant"]
        assert len(scene.rows("approval_requested")) == number
        agent.kill()


def test_a_press_on_stop_in_the_popup_stops_everything(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell(scene.clicks("one.txt"))
    scene.supervised.wait_held()
    area = scene.elements.wait(name="Stop all")

    def stopped() -> bool:
        person.click(*area.centre)
        return bool(scene.supervised.status()["state"] == "stopped")

    wait_for(stopped, "the stop", timeout_s=45)
    assert scene.supervised.finish(agent)[0] == 124
    assert [row for row in scene.rows("sending") if "button" in str(row["outcome"])] == []


def test_a_no_by_one_press_carries_its_reason(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell(scene.clicks("one.txt"))
    scene.supervised.wait_held()
    scene.press(person, "Too risky", "")
    assert scene.supervised.finish(agent)[0] == 0
    (end,) = [row for row in scene.rows("outcome") if row["approval"]]
    assert end["outcome"]["result"] == "refused"
    assert end["approval"]["gesture"] == "press"
    assert end["approval"]["note"] == "it is too risky: find a safer way"


def test_an_agents_own_hand_cannot_choose(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell(scene.clicks("one.txt"))
    scene.supervised.wait_held()
    chip = scene.elements.wait(name="Any program")
    x, y, width, height = chip.rect
    other = scene.supervised.shell(f"xdotool mousemove {x + width // 2} {y + height // 2} click 1")
    wait_for(lambda: len(scene.rows("outcome")) > 0 or len(scene.supervised.status()["requests"]) > 1, "its fate")
    assert scene.elements.find(name="Once, chosen") is not None
    scene.supervised.approve(person)
    assert scene.supervised.finish(agent)[0] == 0
    assert scene.rows("granted") == []
    other.kill()


def test_the_third_no_is_for_good_until_a_person_has_it_asked_again(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell(f"{scene.clicks_apart('one.txt', 4)}; echo went on; sleep 60")
    for _ in range(3):
        scene.supervised.reject(person)
    wait_for(lambda: len(scene.clicked()) == 4, "the fourth click to be decided")
    decision = scene.clicked()[-1]
    assert (decision["verdict"], decision["rule_id"]) == ("deny", "rejected-thrice")
    assert scene.supervised.status()["refused_patterns"] == 1
    scene.supervised.command("ask-again")
    assert scene.supervised.status()["refused_patterns"] == 1, "the command alone loosens nothing"
    scene.supervised.approve(person)
    wait_for(lambda: scene.supervised.status()["refused_patterns"] == 0, "it to be asked again")
    agent.kill()


def test_a_script_that_retries_after_a_no_is_refused_without_a_second_question(scene: Scene, person: Person) -> None:
    agent = scene.supervised.shell(f"{scene.clicks(*['one.txt'] * 4)}; sleep 60")
    scene.supervised.reject(person)
    wait_for(lambda: len(scene.clicked()) == 4, "the script to be through")
    assert [decision["rule_id"] for decision in scene.clicked()] == ["touch-files", *["rejected-again"] * 3]
    assert "do something else" in scene.clicked()[1]["reason"]
    assert len(scene.rows("approval_requested")) == 1
    assert [row for row in scene.rows("sending") if "button" in str(row["outcome"])] == []
    agent.kill()


def test_one_yes_is_for_all_that_are_alike(scene: Scene, person: Person) -> None:
    for _ in range(5):
        scene.supervised.shell(scene.clicks("one.txt"))
    waiting = scene.supervised.wait_status(lambda s: len(s["requests"]) == 5, timeout_s=60)["requests"]
    scene.supervised.reject(person)
    together = scene.supervised.status()["requests"][0]
    assert together not in waiting
    scene.supervised.approve(person)

    def done() -> int:
        ended = [row for row in scene.rows("outcome") if row["action"] and row["action"]["kind"] == "click"]
        return sum(row["outcome"]["result"] == "done" for row in ended)

    wait_for(lambda: done() == 4, "all of them to be done")
    (asked,) = [row for row in scene.rows("approval_requested") if row["agent"] is None]
    assert asked["outcome"] == {"request": together, "members": waiting[1:]}
    answers = [(row["outcome"]["request"], row["outcome"]["answer"]) for row in scene.rows("answered")]
    assert answers == [(waiting[0], "reject"), *((request, "approve") for request in waiting[1:])]
