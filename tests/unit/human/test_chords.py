from __future__ import annotations

import pytest

from supervisor.core.chord import Chord
from supervisor.human.chords import EscapeHold, Keys
from supervisor.human.layout import Layout, merge, resolve
from tests.unit.human.test_layout import CHORDS, FIRST, LEVEL3, keyboard

MS = 1_000_000
KEYBOARD, OTHER = 7, 8
CTRL, CTRL_R, ALT, ALT_R, SHIFT, SUPER, S, A, ALTGR_FAKE = 37, 105, 64, 108, 50, 133, 39, 38, 203
HOLD_NS = 700 * MS


def keys(layout: Layout | None = None) -> Keys:
    made = Keys()
    layout = layout or resolve(keyboard(), FIRST, CHORDS)
    made.learn({KEYBOARD: layout}, merge([layout]))
    return made


def press_all(made: Keys, *codes: int, device: int = KEYBOARD) -> list[str | None]:
    return [made.press(device, code, index) for index, code in enumerate(codes)]


def test_the_chord_fires_at_its_last_key() -> None:
    assert press_all(keys(), CTRL, ALT, S) == [None, None, "stop"]


def test_the_order_of_modifiers_and_the_side_of_ctrl_do_not_matter() -> None:
    assert press_all(keys(), ALT, CTRL_R, S)[-1] == "stop"


@pytest.mark.parametrize(
    "held",
    [(), (CTRL,), (ALT,), (CTRL, ALT, SHIFT), (CTRL, ALT, SUPER), (CTRL, ALT_R), (CTRL, ALT, ALT_R), (ALTGR_FAKE,)],
)
def test_modifiers_have_to_be_exact_and_alt_the_left_one(held: tuple[int, ...]) -> None:
    assert press_all(keys(), *held, S)[-1] is None


def test_altgr_is_never_ctrl_and_alt() -> None:
    german = keys(resolve(keyboard(k108=(LEVEL3, 0)), FIRST, CHORDS))
    assert press_all(german, ALT_R, S)[-1] is None
    german = keys(resolve(keyboard(k108=(LEVEL3, 0)), FIRST, CHORDS))
    assert press_all(german, CTRL, ALT, ALT_R, S)[-1] is None


def test_other_keys_that_are_down_do_not_disarm_it() -> None:
    assert press_all(keys(), A, CTRL, ALT, S)[-1] == "stop"


def test_letting_a_modifier_go_first_is_no_chord() -> None:
    made = keys()
    press_all(made, CTRL, ALT)
    made.held.release(KEYBOARD, ALT)
    assert made.press(KEYBOARD, S, 10) is None


def test_a_held_chord_fires_once_and_again_when_pressed_again() -> None:
    made = keys()
    press_all(made, CTRL, ALT, S)
    assert made.press(KEYBOARD, S, 250 * MS) is None
    made.held.release(KEYBOARD, S)
    assert made.press(KEYBOARD, S, 300 * MS) == "stop"


def test_a_chord_whose_earlier_release_was_lost_fires() -> None:
    made = keys()
    press_all(made, CTRL, ALT, S)
    assert made.press(KEYBOARD, S, 2000 * MS) == "stop"


def test_modifiers_may_be_on_another_keyboard() -> None:
    made = keys()
    made.press(OTHER, CTRL, 1)
    made.press(KEYBOARD, ALT, 2)
    assert made.press(KEYBOARD, S, 3) == "stop"


def test_a_program_cannot_disarm_a_chord_by_releasing_its_modifiers() -> None:
    made = keys()
    press_all(made, CTRL, ALT)
    made.held.overrule(5, CTRL)
    made.held.overrule(5, ALT)
    assert made.press(KEYBOARD, S, 10) == "stop"


def test_a_shift_that_is_no_longer_felt_does_not_disarm_a_chord() -> None:
    made = keys()
    press_all(made, SHIFT, CTRL, ALT)
    made.held.overrule(5, SHIFT)
    assert made.press(KEYBOARD, S, 10) == "stop"


def test_a_chord_without_modifiers() -> None:
    layout = resolve(keyboard(k127=(0xFF13, 0)), FIRST, {"stop": Chord.parse("Pause")})
    assert press_all(keys(layout), 127) == ["stop"]
    assert press_all(keys(layout), SHIFT, 127)[-1] is None


def hold() -> EscapeHold:
    made = EscapeHold(HOLD_NS)
    made.press(KEYBOARD, 9, 0, escape=True, alone=True)
    return made


def test_escape_held_long_enough_stops_once() -> None:
    made = hold()
    assert made.due_ns == HOLD_NS
    assert not made.take(HOLD_NS - 1)
    assert made.take(HOLD_NS)
    assert not made.take(HOLD_NS + 1)


def test_repeats_do_not_begin_it_anew() -> None:
    made = hold()
    for ms in range(250, 700, 30):
        made.press(KEYBOARD, 9, ms * MS, escape=True, alone=True)
    assert made.take(HOLD_NS)


def test_letting_go_too_early_is_nothing() -> None:
    made = hold()
    made.release(KEYBOARD, 9)
    assert not made.take(10 * HOLD_NS)


def test_any_other_key_cancels_it_until_escape_is_pressed_anew() -> None:
    made = hold()
    made.press(KEYBOARD, A, 100 * MS, escape=False, alone=False)
    made.release(KEYBOARD, A)
    made.press(KEYBOARD, 9, 300 * MS, escape=True, alone=True)
    assert not made.take(10 * HOLD_NS)
    made.release(KEYBOARD, 9)
    made.press(KEYBOARD, 9, 20 * HOLD_NS, escape=True, alone=True)
    assert made.take(21 * HOLD_NS)


def test_escape_with_another_key_down_is_not_alone() -> None:
    made = EscapeHold(HOLD_NS)
    made.press(KEYBOARD, 9, 0, escape=True, alone=False)
    assert not made.take(10 * HOLD_NS)


def test_the_release_of_another_key_changes_nothing() -> None:
    made = hold()
    made.release(KEYBOARD, A)
    made.release(OTHER, 9)
    assert made.take(HOLD_NS)
