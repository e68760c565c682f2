from __future__ import annotations

from supervisor.core.chord import Chord
from supervisor.human.layout import EMPTY, keep_missing, keysym_of, merge, resolve

FIRST = 8
ALT_L, ALT_R, META_L, CONTROL_L, CONTROL_R = 0xFFE9, 0xFFEA, 0xFFE7, 0xFFE3, 0xFFE4
LEVEL3, MODE_SWITCH, SUPER_L, SHIFT_L = 0xFE03, 0xFF7E, 0xFFEB, 0xFFE1
CHORDS = {"stop": Chord.parse("ctrl+alt+s"), "approve": Chord.parse("ctrl+alt+y")}

Rows = tuple[tuple[int, ...], ...]


def keyboard(**over: tuple[int, ...]) -> Rows:
    """Give the rows of a PC keyboard: letters of an American one, unless `k29=(...)` says otherwise."""
    rows = {
        9: (0xFF1B, 0, 0xFF1B, 0),
        29: (ord("y"), ord("Y")),
        37: (CONTROL_L, 0),
        39: (ord("s"), ord("S")),
        50: (SHIFT_L, 0),
        52: (ord("z"), ord("Z")),
        64: (ALT_L, META_L),
        105: (CONTROL_R, 0),
        108: (ALT_R, 0),
        133: (SUPER_L, 0),
        203: (MODE_SWITCH, 0),
        204: (0, ALT_L),
    } | {int(name[1:]): row for name, row in over.items()}
    return tuple(rows.get(code, (0, 0)) for code in range(FIRST, 256))


def test_chords_modifiers_and_escape_are_found() -> None:
    layout = resolve(keyboard(), FIRST, CHORDS)
    assert layout.bindings["stop"].keycodes == {39}
    assert layout.bindings["stop"].modifiers == {"ctrl", "alt"}
    assert layout.escape == {9}
    assert layout.modifiers == {
        37: "ctrl",
        50: "shift",
        64: "alt",
        105: "ctrl",
        108: "other",
        133: "super",
        203: "altgr",
    }
    assert layout.labels == {"stop": "Ctrl+Alt+S", "approve": "Ctrl+Alt+Y"}
    assert layout.has_left_alt


def test_on_a_german_keyboard_the_key_called_y_is_elsewhere() -> None:
    german = keyboard(k29=(ord("z"), ord("Z")), k52=(ord("y"), ord("Y")), k108=(LEVEL3, 0))
    layout = resolve(german, FIRST, CHORDS)
    assert layout.bindings["approve"].keycodes == {52}
    assert layout.modifiers[108] == "altgr"


def test_an_altgr_that_is_alt_on_another_level_is_altgr() -> None:
    assert resolve(keyboard(k108=(ALT_R, LEVEL3)), FIRST, CHORDS).modifiers[108] == "altgr"


def test_a_cyrillic_group_does_not_disarm_the_latin_one() -> None:
    both = keyboard(k39=(ord("s"), ord("S"), 0x6D9, 0x6F9), k29=(ord("y"), ord("Y"), 0x6CE, 0x6EE))
    for group in (0, 1):
        layout = resolve(both, FIRST, CHORDS, group=group)
        assert layout.bindings["stop"].keycodes == {39}
        assert layout.bindings["approve"].keycodes == {29}


def test_of_two_latin_groups_the_active_one_counts() -> None:
    us_de = keyboard(k29=(ord("y"), ord("Y"), ord("z"), ord("Z")), k52=(ord("z"), ord("Z"), ord("y"), ord("Y")))
    assert resolve(us_de, FIRST, CHORDS, group=0).bindings["approve"].keycodes == {29}
    assert resolve(us_de, FIRST, CHORDS, group=1).bindings["approve"].keycodes == {52}


def test_a_keyboard_without_latin_letters_has_the_chords_where_an_american_one_has_them() -> None:
    layout = resolve(keyboard(k39=(0x6D9, 0x6F9), k29=(0x10004BD, 0)), FIRST, CHORDS)
    assert layout.bindings["stop"].keycodes == {39}
    assert layout.bindings["approve"].keycodes == {29}
    assert layout.labels["approve"] == "Ctrl+Alt+Y (the key `ҽ`)"


def test_a_digit_may_need_shift_to_be_printed() -> None:
    french = keyboard(k10=(ord("&"), ord("1")))
    layout = resolve(french, FIRST, {"stop": Chord.parse("ctrl+alt+1")})
    assert layout.bindings["stop"].keycodes == {10}


def test_a_key_that_is_not_there_is_on_no_keycode() -> None:
    assert resolve(keyboard(), FIRST, {"stop": Chord.parse("Pause")}).bindings["stop"].keycodes == frozenset()


def test_no_keymap_disarms_a_chord() -> None:
    """An agent that could change the keymap must not end the stop key."""
    before = resolve(keyboard(), FIRST, CHORDS)
    nothing = tuple((0, 0) for _ in range(FIRST, 256))
    after = keep_missing(resolve(nothing, FIRST, CHORDS), before)
    assert after.bindings == before.bindings
    assert after.modifiers == before.modifiers
    assert after.escape == before.escape
    assert keep_missing(before, None) is before


def test_a_chord_that_moved_is_where_it_is_now() -> None:
    before = resolve(keyboard(), FIRST, CHORDS)
    moved = keyboard(k39=(ord("o"), 0), k47=(ord("s"), 0))
    assert keep_missing(resolve(moved, FIRST, CHORDS), before).bindings["stop"].keycodes == {47}


def test_several_keyboards_are_joined() -> None:
    american = resolve(keyboard(), FIRST, CHORDS)
    german = resolve(keyboard(k29=(ord("z"), 0), k52=(ord("y"), 0), k108=(LEVEL3, 0)), FIRST, CHORDS)
    both = merge([american, german])
    assert both.bindings["approve"].keycodes == {29, 52}
    assert both.modifiers[64] == "alt"
    assert merge([]) is EMPTY


def test_keysyms_of_all_chord_keys() -> None:
    assert [keysym_of(key) for key in ("a", "0", "F1", "F12", "Pause", "Scroll_Lock", "Print")] == [
        0x61,
        0x30,
        0xFFBE,
        0xFFC9,
        0xFF13,
        0xFF14,
        0xFF61,
    ]
