from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Rect
from supervisor.core.changes import Keyboard
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.wire.strokes import REMAP_PAUSE_MS, REUSE_PAUSE_MS, Place, strokes
from supervisor.wire.vocabulary import (
    Button,
    Click,
    Down,
    Drag,
    Key,
    Move,
    Picture,
    Scroll,
    Type,
    Up,
    VocabularyError,
    Wait,
)
from tests.support.keyboard import code, keymap
from tests.support.simulators import spelled

KEYBOARD = Keyboard(keymap(), 0, caps=False)
PLACE = Place(KEYBOARD, Rect(0, 0, 1000, 800))
SPARE = 255
"""The first keycode that is given out."""


def keyboard_with_spare(*codes: int) -> Keyboard:
    symbols: dict[int, tuple[int, ...]] = dict.fromkeys(range(8, 256), (0x61,))
    symbols |= KEYBOARD.keymap.symbols
    return Keyboard(replace(KEYBOARD.keymap, symbols=symbols | dict.fromkeys(codes, ())), 0, caps=False)


def typed(events: tuple[InputEvent, ...]) -> str:
    """What a program reads that follows the keyboard."""
    keyboard, held, text = keymap(), set[str](), ""
    for event in events:
        if event.kind is EventKind.REMAP:
            keyboard = keyboard.with_rows(event.detail, event.symbols)
        elif event.detail in keyboard.modifiers:
            (held.add if event.kind is EventKind.KEY_PRESS else held.discard)(keyboard.modifiers[event.detail])
        elif event.kind is EventKind.KEY_PRESS:
            meaning = keyboard.meaning(event.detail, frozenset(held))
            text += {"Return": "\n", "Tab": "\t"}.get(meaning.name) or meaning.char or chr(meaning.keysym & 0xFFFFFF)
    return text


def test_a_click_moves_presses_and_lets_go() -> None:
    assert spelled(strokes(Click(x=3, y=4), PLACE)) == "@3,4 +b1 -b1"


def test_a_click_without_a_place_is_where_the_pointer_is() -> None:
    assert spelled(strokes(Click(button=Button.RIGHT), PLACE)) == "+b3 -b3"


def test_a_double_click_with_a_modifier_holds_it_around() -> None:
    events = strokes(Click(x=3, y=4, count=2, held=("ctrl",)), PLACE)
    kinds = [(event.kind, event.detail) for event in events]
    assert kinds[0] == (EventKind.KEY_PRESS, code("Control_L"))
    assert kinds[-1] == (EventKind.KEY_RELEASE, code("Control_L"))
    assert spelled(events[1:-1]) == "@3,4 +b1 -b1 +b1 -b1"


def test_places_in_a_picture_are_scaled() -> None:
    assert spelled(strokes(Move(x=500, y=500), Place(KEYBOARD, PLACE.screen, Picture(width=1000, height=1000)))) == (
        "@500,400"
    )


def test_a_place_outside_of_the_screen_is_refused() -> None:
    with pytest.raises(VocabularyError, match="outside of the screen: 1000x800"):
        strokes(Move(x=1000, y=0), PLACE)


def test_a_drag_is_seen_to_move() -> None:
    assert spelled(strokes(Drag(path=((0, 0), (40, 80))), PLACE)) == "@0,0 +b1 @10,20 @20,40 @30,60 @40,80 -b1"


def test_a_drag_of_one_place_begins_at_the_pointer() -> None:
    assert spelled(strokes(Drag(path=((40, 80),)), PLACE)) == "+b1 @40,80 -b1"


def test_the_wheel_turns_by_clicks() -> None:
    assert spelled(strokes(Scroll(x=1, y=2, dy=2, dx=-1), PLACE)) == "@1,2 +b5 -b5 +b5 -b5 +b6 -b6"


def test_a_chord_is_pressed_as_often_as_was_said() -> None:
    ctrl, s = code("Control_L"), code("s")
    events = strokes(Key(keys="Ctrl+S", count=2), PLACE)
    down = [e.detail for e in events if e.kind is EventKind.KEY_PRESS]
    assert down == [ctrl, s, ctrl, s]
    assert len(events) == 8


def test_a_modifier_alone_is_tapped() -> None:
    assert [e.detail for e in strokes(Key(keys="super"), PLACE)] == [code("Super_L")] * 2


def test_keys_and_buttons_go_down_and_up_by_themselves() -> None:
    assert spelled(strokes(Down(x=1, y=2, button=Button.LEFT), PLACE)) == "@1,2 +b1"
    assert spelled(strokes(Up(button=Button.LEFT), PLACE)) == "-b1"
    assert [e.kind for e in strokes(Down(keys="ctrl+shift"), PLACE)] == [EventKind.KEY_PRESS] * 2
    assert [e.kind for e in strokes(Up(keys="ctrl+shift"), PLACE)] == [EventKind.KEY_RELEASE] * 2


def test_a_wait_is_no_input() -> None:
    assert strokes(Wait(), PLACE) == ()


def test_a_key_that_is_not_there_is_refused() -> None:
    with pytest.raises(VocabularyError, match="is no key of this keyboard"):
        strokes(Key(keys="ctrl+Fantasy"), PLACE)


def test_text_goes_over_the_keyboard_in_use() -> None:
    events = strokes(Type(text="Ab 1\n\t"), PLACE)
    assert typed(events) == "Ab 1\n\t"
    assert all(event.kind is not EventKind.REMAP for event in events)


def test_what_has_no_key_gets_one_before_anything_is_typed() -> None:
    events = strokes(Type(text="aé世é"), PLACE)
    assert [e.kind for e in events[:2]] == [EventKind.REMAP] * 2
    assert [(e.detail, e.symbols) for e in events[:2]] == [
        (SPARE, ((0xE9, 0xE9),)),
        (SPARE - 1, ((0x1004E16, 0x1004E16),)),
    ]
    assert events[2].delay_ms == REMAP_PAUSE_MS
    assert all(e.kind is not EventKind.REMAP for e in events[2:])
    assert typed(events) == "aé世é"


@pytest.mark.parametrize(
    "text",
    [
        "Grüße",
        "Привет",
        "Γειά",
        "שלום",
        "مرحبا",
        "नमस्ते",
        "สวัสดี",
        "你好",
        "こんにちは",
        "안녕",
        "გამარჯობა",
        "👩\u200d💻",
    ],
)
def test_every_script_is_typed(text: str) -> None:
    raws = {e.detail: e.symbols[0][0] for e in strokes(Type(text=text), PLACE) if e.kind is EventKind.REMAP}
    keys = [e.detail for e in strokes(Type(text=text), PLACE) if e.kind is EventKind.KEY_PRESS]
    said = [
        raws[key] & 0xFFFFFF if key in raws else None for key in keys if key not in PLACE.keyboard.keymap.modifiers
    ]
    assert [char for char, code_point in zip(text, said, strict=True) if code_point not in (None, ord(char))] == []


def test_the_bytes_of_a_new_meaning_are_a_change_of_the_keyboard() -> None:
    (event, *_) = strokes(Type(text="é"), PLACE)
    assert event.raw == bytes([100, 1, 4, 0, SPARE, 2, 0, 0]) + (0xE9).to_bytes(4, "little") * 2


def test_more_characters_than_keys_to_spare_are_given_out_anew_after_a_pause() -> None:
    full = keyboard_with_spare(254, 255)
    events = strokes(Type(text="一二三一"), Place(full, PLACE.screen))
    remaps = [(e.detail, e.symbols[0][0] & 0xFFFF, e.delay_ms) for e in events if e.kind is EventKind.REMAP]
    assert remaps == [
        (255, ord("一"), 0),
        (254, ord("二"), 0),
        (255, ord("三"), REUSE_PAUSE_MS),
        (254, ord("一"), REUSE_PAUSE_MS),
    ]


def test_borrowed_keys_are_given_out_last() -> None:
    full = keyboard_with_spare(255)
    events = strokes(Type(text="一二"), Place(full, PLACE.screen, borrowed=(200,)))
    assert [e.detail for e in events if e.kind is EventKind.REMAP] == [255, 200]


def test_without_a_key_to_spare_it_says_so() -> None:
    full = keyboard_with_spare()
    with pytest.raises(VocabularyError, match="no key to spare"):
        strokes(Type(text="世"), Place(full, PLACE.screen))


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\x9f"])
def test_control_characters_are_keys_and_no_text(char: str) -> None:
    with pytest.raises(VocabularyError, match="is no character that can be typed"):
        strokes(Type(text=f"a{char}"), PLACE)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_any_text_is_typed_or_refused_and_lets_go_of_all(text: str) -> None:
    try:
        events = strokes(Type(text=text), PLACE)
    except VocabularyError:
        return
    down: list[int] = []
    for event in events:
        if event.kind is EventKind.KEY_PRESS:
            assert event.detail not in down
            down.append(event.detail)
        elif event.kind is EventKind.KEY_RELEASE:
            down.remove(event.detail)
    assert down == []


@pytest.mark.parametrize(("keysym", "name"), [(0xFFE4, "Control_R"), (0xFFE3, "Control_L"), (0x41, "a"), (0x61, "a")])
def test_a_keysym_is_the_one_key_it_stands_on_and_nothing_with_it(keysym: int, name: str) -> None:
    assert strokes(Down(keysym=keysym), PLACE) == (InputEvent(EventKind.KEY_PRESS, code(name)),)
    assert strokes(Up(keysym=keysym), PLACE) == (InputEvent(EventKind.KEY_RELEASE, code(name)),)


def test_a_keysym_that_stands_on_two_keys_is_the_one_that_needs_less() -> None:
    symbols = {**KEYBOARD.keymap.symbols, 59: (0x2C, 0x3C), 94: (0x3C, 0x3E)}
    place = replace(PLACE, keyboard=replace(KEYBOARD, keymap=replace(KEYBOARD.keymap, symbols=symbols)))
    assert strokes(Down(keysym=0x3C), place) == (InputEvent(EventKind.KEY_PRESS, 94),)


def test_a_keysym_that_is_on_no_key_is_refused() -> None:
    with pytest.raises(VocabularyError, match="no key for the keysym 0xff60"):
        strokes(Down(keysym=0xFF60), PLACE)


def test_what_a_character_needs_is_down_for_its_press_alone() -> None:
    shift, a = code("Shift_L"), code("a")
    down = [(event.kind, event.detail) for event in strokes(Down(char="A"), PLACE)]
    assert down == [
        (EventKind.KEY_PRESS, shift),
        (EventKind.KEY_PRESS, a),
        (EventKind.KEY_RELEASE, shift),
    ]
    assert strokes(Up(char="A"), PLACE) == (InputEvent(EventKind.KEY_RELEASE, a),)


def test_what_the_agent_holds_for_a_character_stays_down() -> None:
    place = replace(PLACE, held={"shift"})
    assert strokes(Down(char="A"), place) == (InputEvent(EventKind.KEY_PRESS, code("a")),)
    assert strokes(Down(char="a"), place) == (InputEvent(EventKind.KEY_PRESS, code("a")),)


def test_a_character_that_no_key_has_is_given_one_and_lets_that_go() -> None:
    given, press = strokes(Down(char="世"), PLACE)
    assert (given.kind, given.detail) == (EventKind.REMAP, SPARE)
    assert (press.kind, press.detail, press.delay_ms) == (EventKind.KEY_PRESS, SPARE, REMAP_PAUSE_MS)
    remapped = KEYBOARD.keymap.with_rows(SPARE, given.symbols)
    known = replace(remapped, char_of=lambda keysym: chr(keysym & 0xFFFFFF))
    after = replace(PLACE, keyboard=replace(KEYBOARD, keymap=known), borrowed={SPARE})
    assert strokes(Up(char="世"), after) == (InputEvent(EventKind.KEY_RELEASE, SPARE),)


def test_a_character_whose_key_was_given_away_is_up() -> None:
    assert strokes(Up(char="世"), PLACE) == ()


def test_in_a_chord_a_character_is_its_latin_key_whatever_is_locked() -> None:
    locked = replace(PLACE, keyboard=replace(KEYBOARD, group=1, caps=True), held={"ctrl"})
    assert strokes(Down(char="a"), locked) == (InputEvent(EventKind.KEY_PRESS, code("a")),)
    plain = replace(locked, held=())
    assert strokes(Down(char="a"), plain) != strokes(Down(char="a"), locked)


@pytest.mark.parametrize("spares", [(255, 254), (255, 254, 253)])
def test_a_key_that_types_something_of_the_text_is_not_given_away_unnoticed(spares: tuple[int, ...]) -> None:
    """Both keys that were borrowed before hold a character; of two more only one finds a key that is free."""
    first = keyboard_with_spare(*spares)
    held = dict(zip(spares, "世界", strict=False))
    rows = {code: (0x01000000 | ord(char),) for code, char in held.items()}
    known = replace(
        first.keymap,
        symbols={**first.keymap.symbols, **rows},
        char_of=lambda keysym: chr(keysym & 0xFFFFFF) if keysym >> 24 else KEYBOARD.keymap.char_of(keysym),
    )
    place = Place(replace(first, keymap=known), PLACE.screen, borrowed=held.keys())
    events = strokes(Type(text="世間人世界"), place)
    text, meanings = "", dict(held)
    for event in events:
        if event.kind is EventKind.REMAP:
            meanings[event.detail] = chr(event.symbols[0][0] & 0xFFFFFF)
        elif event.kind is EventKind.KEY_PRESS:
            text += meanings[event.detail]
    assert text == "世間人世界"
