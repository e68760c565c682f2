from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.client.shims.pynput_keyboard import _LONGEST
from supervisor.wire.vocabulary import LONGEST_TEXT, Status
from tests.support.routed import gestures, runs

if TYPE_CHECKING:
    from tests.unit.client.conftest import TurningRig

BEGIN = "from pynput.keyboard import Controller, Key, KeyCode, Listener\nkeys = Controller()\n"


def test_every_kind_of_call_is_a_gesture(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
keys.tap(Key.ctrl_r)
keys.touch("a", True)
keys.touch("a", False)
keys.tap(KeyCode.from_char("世"))
keys.tap(KeyCode.from_vk(0xFF0D))
with keys.pressed(Key.shift, Key.alt):
    keys.tap(KeyCode.from_char("x"))
    with keys.modifiers as held:
        print(sorted(key.name for key in held), keys.shift_pressed, keys.ctrl_pressed)
keys.tap(KeyCode.from_dead("~"))
keys.tap("n")
"""
    assert runs(BEGIN + code, rig.address) == ["['alt', 'shift'] True False"]
    held: list[dict[str, Any]] = [{"keysym": 0xFFE1}, {"keysym": 0xFFE9}, {"char": "X"}]
    taps: list[dict[str, Any]] = [{"keysym": 0xFFE4}, {"char": "a"}, {"char": "世"}, {"keysym": 0xFF0D}]
    assert gestures(rig) == [
        *({"type": way} | key for key in taps for way in ("down", "up")),
        *({"type": "down"} | key for key in held),
        *({"type": "up"} | key for key in reversed(held)),
        {"type": "down", "char": "ñ"},
        {"type": "up", "char": "n"},
    ]


def test_text_is_one_gesture_and_under_a_modifier_key_by_key(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
keys.type("Grüße,\\r世\\t")
with keys.pressed(Key.ctrl):
    keys.type("ab")
keys.type("")
"""
    runs(BEGIN + code, rig.address)
    typed, *rest = gestures(rig)
    assert typed == {"type": "type", "text": "Grüße,\n世\t"}
    assert [one.get("char", "ctrl") for one in rest] == ["ctrl", "a", "a", "b", "b", "ctrl"]
    assert _LONGEST == LONGEST_TEXT


def test_what_cannot_be_typed_is_the_originals_error(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DENIED
    code = """
try:
    keys.type("a\\x07")
except Controller.InvalidCharacterException as e:
    print("type", e.args)
try:
    keys.press(Key.menu)
except ValueError as e:
    print("press", e.args)
for wrong in ("ab", 5):
    try:
        keys.press(wrong)
    except (ValueError, Controller.InvalidKeyException) as e:
        print(type(e).__name__, e.args)
"""
    assert runs(BEGIN + code, rig.address) == [
        "type (0, 'a')",
        "press (<65383>,)",
        "ValueError ('ab',)",
        "InvalidKeyException (5,)",
    ]


def test_a_listener_hears_what_the_program_does(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
with Listener(on_press=lambda key, injected: print("+", key, injected), on_release=lambda key: print("-", key)):
    keys.tap(Key.ctrl)
    keys.type("a")
"""
    assert runs(BEGIN + code, rig.address) == ["+ Key.ctrl True", "- Key.ctrl", "+ 'a' True", "- 'a'"]


def test_a_key_of_the_original_has_its_number(rig: TurningRig) -> None:
    code = (
        "print(Key.enter.value.vk, Key.space.value.char, Key.alt is Key.alt_l, Key.media_next, len(Key.__members__))"
    )
    assert runs(BEGIN + code, rig.address) == ["65293   True Key.media_next 61"]
