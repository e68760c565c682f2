from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.client.shims import pynput_mouse
from supervisor.wire.vocabulary import Status
from tests.support.routed import gestures, runs

if TYPE_CHECKING:
    from tests.unit.client.conftest import TurningRig

BEGIN = "from pynput.mouse import Button, Controller, Listener\nmouse = Controller()\n"


def test_every_kind_of_call_is_a_gesture(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
print(mouse.position)
mouse.position = (30, -40)
mouse.move(5, 5)
mouse.press(Button.left)
mouse.release(Button.left)
mouse.click(Button.right, 2)
mouse.scroll(-1, 2)
mouse.click(Button.scroll_up, 2)
mouse.click(Button.button9)
"""
    assert runs(BEGIN + code, rig.address) == ["(10, 20)"]
    left, right = ({"type": way, "button": "left"} for way in ("down", "up")), ["down", "up"] * 2
    assert gestures(rig) == [
        {"type": "move", "x": 30, "y": 0},
        {"type": "move", "x": 15, "y": 25},
        *left,
        *({"type": way, "button": "right"} for way in right),
        {"type": "scroll", "dy": -2},
        {"type": "scroll", "dx": -1},
        *[{"type": "scroll", "dy": -1}] * 2,
        {"type": "down", "button": "forward"},
        {"type": "up", "button": "forward"},
    ]


def test_what_cannot_be_is_a_value_error_as_in_the_original(rig: TurningRig) -> None:
    code = """
for what in (lambda: mouse.scroll(0, 40000), lambda: mouse.press(Button.button20)):
    try:
        what()
    except ValueError as e:
        print("no:", e)
"""
    first, second = runs(BEGIN + code, rig.address)
    assert "40000" in first
    assert "button20" in second
    assert gestures(rig) == []


def test_a_listener_hears_what_the_program_does(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
heard = lambda name: lambda *what: print(name, *what)
with Listener(on_move=heard("move"), on_click=heard("click"), on_scroll=heard("scroll")):
    mouse.position = (3, 4)
    mouse.click(Button.left)
    mouse.scroll(0, 2)
mouse.position = (5, 6)
"""
    assert runs(BEGIN + code, rig.address) == [
        "move 3 4 True",
        "click 10 20 Button.left True True",
        "click 10 20 Button.left False True",
        *["scroll 10 20 0 1 True"] * 2,
    ]


def test_numbers_are_checked_and_whole() -> None:
    assert pynput_mouse._within(1.9, -3) == (1, -3)
    with pytest.raises(ValueError, match="32768"):
        pynput_mouse._within(1, 32768)
