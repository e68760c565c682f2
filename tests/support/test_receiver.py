from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def test_it_tells_keys_and_buttons_with_their_places(desktop: VirtualDesktop, person: Person) -> None:
    with Receiver(desktop, geometry=(200, 150, 300, 200)) as receiver:
        assert receiver.rect == (200, 150, 300, 200)
        person.click(*receiver.centre)
        person.type("hI")
        receiver.wait_for(lambda lines: sum(line["event"] == "key_release" for line in lines) == 3)
        assert receiver.keys == ["h", "Shift_L", "I"]
        (press,) = receiver.wait_for(lambda _: receiver.of("button_press"))
        assert (press["x"], press["y"], press["root_x"], press["root_y"]) == (150, 100, 350, 250)
        assert press["detail"] == 1
        assert not press["send_event"]


def test_an_agents_text_arrives_as_typed(desktop: VirtualDesktop, xtest_agent: Path) -> None:
    with Receiver(desktop) as receiver:
        desktop.run([str(xtest_agent), "type rm -rf ~/A_b"])
        receiver.wait_for(
            lambda lines: [1 for line in lines if line.get("key") == "b" and line["event"] == "key_release"]
        )
        typed = [key for key in receiver.keys if key != "Shift_L"]
        assert typed == [*"rm", "space", "minus", *"rf", "space", "asciitilde", "slash", "A", "underscore", "b"]


def test_a_forged_event_is_marked(desktop: VirtualDesktop, xtest_agent: Path, person: Person) -> None:
    with Receiver(desktop) as receiver:
        person.move(*receiver.centre)
        desktop.run([str(xtest_agent), "sendclick 1"])
        press = receiver.wait_for(lambda lines: [line for line in lines if line["event"] == "button_press"])
        assert press[0]["send_event"]


def test_a_keyboard_grab_takes_the_keys_of_others(desktop: VirtualDesktop, person: Person) -> None:
    with (
        Receiver(desktop, title="grabber", geometry=(600, 100, 200, 200), grab="keyboard") as grabber,
        Receiver(desktop, title="other", geometry=(100, 100, 200, 200), bare=True),
    ):
        person.move(150, 150)
        person.tap("a")
        grabber.wait_for(lambda lines: [line for line in lines if line["event"] == "key_press"])
