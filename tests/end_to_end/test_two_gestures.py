"""What cannot be undone takes two different gestures of a person's hand; one, made again and again, does nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from supervisor.ui.theme import DARK, LIGHT
from tests.support.accessible import Accessible
from tests.support.pixels import Pixels
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supervisor.demo.controls import Element
    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
POLICY = """version = 1
[[rule]]
id = "final"
reason = "a test"
verdict = "ask"
tier = "irreversible"
when = { keys = "F9" }
"""
AREA_PX = 2000
"""More than this are of the ground of an area that takes a press."""


APPROVE = "Approve: press here or Ctrl+Alt+Y"
AFTER_PRESS = "1 of 2: Approve pressed. now 2 of 2: press here or Ctrl+Alt+Y or Ctrl+Alt+O"
AFTER_CHORD = "1 of 2: Ctrl+Alt+Y pressed. now 2 of 2: press here or Ctrl+Alt+O"


class Scene:
    """A program, a supervisor that calls F9 final, a person, and where the popup's areas are."""

    def __init__(self, desktop: VirtualDesktop, supervised: Supervised, person: Person, look: Pixels) -> None:
        self.supervised = supervised
        self.person = person
        self.elements = Accessible(desktop)
        self._look = look

    def area(self, name: str) -> tuple[int, int]:
        """Wait until an area of the popup looks as if it took a press; gives its middle."""

        def live() -> Element | None:
            found = self.elements.find(name=re.escape(name))
            return found if found is not None and self._is_live(found) else None

        return wait_for(live, f"`{name}` to look live", timeout_s=45).centre

    def _is_live(self, area: Element) -> bool:
        return any(self._look.count(theme.approve_ground, area.rect) > AREA_PX for theme in (LIGHT, DARK))

    def press(self, name: str, done: Callable[[], object]) -> None:
        """Press an area until it is taken: its colour is a little ahead of whoever takes the press."""
        x, y = self.area(name)

        def taken() -> bool:
            self.person.click(x, y)
            return _soon(done)

        wait_for(taken, f"`{name}` to be taken", timeout_s=45)

    def chord(self, chord: str, done: Callable[[], object]) -> None:
        """Press a chord until it is taken."""

        def taken() -> bool:
            self.person.chord(chord)
            return _soon(done)

        wait_for(taken, f"{chord} to be taken", timeout_s=45)

    def is_half(self) -> bool:
        return self.supervised.status()["half_approved"] is not None

    def is_over(self) -> bool:
        return not self.supervised.status()["requests"]


def _soon(done: Callable[[], object]) -> bool:
    try:
        wait_for(done, "it", timeout_s=0.5)
    except AssertionError:
        return False
    return True


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="yield_to_person_ms = 0\n", policy=POLICY) as running:
        running.keep()
        yield running


@pytest.fixture
def target(desktop: VirtualDesktop) -> Iterator[Receiver]:
    """Give the program in focus."""
    with Receiver(desktop, title="target", geometry=(20, 20, 200, 150)) as program:
        yield program


@pytest.fixture
def scene(desktop: VirtualDesktop, supervised: Supervised, person: Person, target: Receiver) -> Iterator[Scene]:  # noqa: ARG001 - it has to have the focus
    with Pixels(desktop) as look:
        agent = supervised.shell("xdotool key F9")
        supervised.wait_held()
        yield Scene(desktop, supervised, person, look)
        supervised.finish(agent)


def approved(scene: Scene, target: Receiver) -> tuple[str, str]:
    """Wait until the key is there; gives who approved it, and how."""
    target.wait_for(lambda _: "F9" in target.keys, what="the approved key")
    approval = scene.supervised.rows("answered")[-1]["approval"]
    return approval["approver"], approval["gesture"]


def test_a_press_and_the_chord(scene: Scene, target: Receiver) -> None:
    scene.press(APPROVE, scene.is_half)
    assert "F9" not in target.keys
    scene.chord("ctrl+alt+y", scene.is_over)
    assert approved(scene, target) == ("TigerVNC pointer, then TigerVNC keyboard", "press, then chord")
    half = scene.supervised.rows("half_approved")[-1]["approval"]
    assert (half["approver"], half["gesture"]) == ("TigerVNC pointer", "press")


def test_two_presses_on_two_places_without_any_key(scene: Scene, target: Receiver) -> None:
    scene.press(APPROVE, scene.is_half)
    scene.press(AFTER_PRESS, scene.is_over)
    assert approved(scene, target) == ("TigerVNC pointer", "press, then second press")


def test_two_chords_without_any_pointer(scene: Scene, target: Receiver) -> None:
    scene.chord("ctrl+alt+y", scene.is_half)
    scene.chord("ctrl+alt+o", scene.is_over)
    assert approved(scene, target) == ("TigerVNC keyboard", "chord, then second chord")


@pytest.mark.parametrize("first", ["press", "chord"])
def test_one_gesture_made_again_does_nothing_and_a_no_is_still_taken(
    scene: Scene, target: Receiver, first: str
) -> None:
    x, y = scene.area(APPROVE)
    if first == "press":
        scene.press(APPROVE, scene.is_half)
    else:
        scene.chord("ctrl+alt+y", scene.is_half)
    scene.area(AFTER_PRESS if first == "press" else AFTER_CHORD)
    for _ in range(3):
        if first == "press":
            scene.person.click(x, y)
        else:
            scene.person.chord("ctrl+alt+y")
        assert not _soon(scene.is_over)
    scene.chord("ctrl+alt+n", scene.is_over)
    wait_for(lambda: scene.supervised.rows("outcome")[-1]["outcome"]["result"] == "refused", "the refusal")
    assert scene.supervised.rows("answered")[-1]["outcome"]["answer"] == "reject"
    assert "F9" not in target.keys
