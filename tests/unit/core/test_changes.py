from __future__ import annotations

import dataclasses

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.changes import (
    MAX_TEXT,
    Change,
    ChangeError,
    Keyboard,
    changeable,
    character,
    with_keys,
    with_point,
    with_text,
)
from supervisor.core.context import Context, Paste, Window
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.keymap import Keymap
from supervisor.core.step import Draft, Step, StepKind
from supervisor.core.typing_buffer import TypingBuffer
from tests.support.hand import FORM, Hand, sent_key
from tests.support.keyboard import code, keymap

THERE = Context(Window(10, "docs", "Mousepad", rect=Rect(0, 0, 400, 300)))
KEYBOARD = Keyboard(keymap(), 0, caps=False)


@pytest.fixture
def agent() -> Hand:
    return Hand()


def line(agent: Hand, step: Step) -> TypingBuffer:
    return agent.recogniser.lines.line(step.focus)


def held(agent: Hand, *keys: str) -> Step:
    """Press keys of which the last is proposed and held."""
    for key in keys[:-1]:
        agent.press(key)
    return agent.feed(InputEvent(EventKind.KEY_PRESS, code(keys[-1])))


def typed(events: tuple[InputEvent, ...]) -> str:
    """Spell what a text field makes of key events."""
    down: set[str] = set()
    text = ""
    for event in events:
        word = KEYBOARD.keymap.modifiers.get(event.detail)
        if word is not None:
            (down.add if event.kind is EventKind.KEY_PRESS else down.discard)(word)
        elif event.kind is EventKind.KEY_PRESS:
            meaning = KEYBOARD.keymap.meaning(event.detail, frozenset(down))
            text = text[:-1] if meaning.name == "BackSpace" else text + (meaning.char or f"<{meaning.name}>")
    assert not down
    return text


def is_balanced(events: tuple[InputEvent, ...]) -> bool:
    down: list[int] = []
    for event in events:
        if event.kind in (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS):
            down.append(event.detail)
        elif event.kind in (EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE):
            down.remove(event.detail)
    return not down


# -- what may be another


def test_text_that_begins_a_line_that_is_handed_over_a_chord_and_a_click_can_be_others(agent: Hand) -> None:
    assert changeable(held(agent, "a"), THERE, secret=False) is Change.TEXT
    agent.type("ls")
    assert changeable(held(agent, "Return"), THERE, secret=False) is Change.TEXT
    assert changeable(held(agent, "Delete"), THERE, secret=False) is Change.KEYS
    agent.move(30, 40)
    assert changeable(agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1)), THERE, secret=False) is Change.POINT


def test_a_line_of_which_only_a_guess_is_known_cannot(agent: Hand) -> None:
    agent.type("ls")
    agent.tap("Left")
    assert changeable(held(agent, "Return"), THERE, secret=False) is None


def test_what_is_secret_can_be_clicked_elsewhere_and_nothing_else(agent: Hand) -> None:
    assert changeable(held(agent, "a"), THERE, secret=True) is None
    assert changeable(held(agent, "Delete"), THERE, secret=True) is None
    agent.move(30, 40)
    assert changeable(agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1)), THERE, secret=True) is Change.POINT


@pytest.mark.parametrize(
    "context",
    [
        Context(),
        Context(Window(0)),
        Context(Window(10, override_redirect=True)),
        Context(THERE.window, pastes=(Paste("CLIPBOARD", "x"),)),
    ],
    ids=["unknown", "root", "menu", "paste"],
)
def test_not_where_it_is_unknown_in_a_menu_or_a_paste(agent: Hand, context: Context) -> None:
    assert changeable(held(agent, "Delete"), context, secret=False) is None


def test_not_what_is_sent_to_a_window_dropped_or_scrolled(agent: Hand) -> None:
    assert changeable(agent.feed(sent_key("a")), THERE, secret=False) is None
    for kind in (ActionKind.DRAG, ActionKind.SCROLL, ActionKind.WINDOW, ActionKind.MOVE):
        assert changeable(Step(StepKind.PROPOSE, Draft(kind)), THERE, secret=False) is None


# -- another place


def test_a_click_elsewhere_takes_its_release_with_it(agent: Hand) -> None:
    agent.move(30, 40)
    step = with_point(agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1)), Point(70, 80))
    assert step.draft is not None
    assert (step.draft.kind, step.draft.point) == (ActionKind.CLICK, Point(70, 80))
    agent.sent.clear()
    agent.perform(step)
    agent.up()
    assert agent.sent == [
        InputEvent(EventKind.MOTION, x=70, y=80),
        InputEvent(EventKind.BUTTON_PRESS, 1),
        InputEvent(EventKind.BUTTON_RELEASE, 1),
    ]
    assert not agent.recogniser.seat.busy


def test_a_click_elsewhere_keeps_the_agents_modifiers_and_they_come_up(agent: Hand) -> None:
    agent.press("Control_L")
    agent.move(30, 40)
    agent.perform(with_point(agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1)), Point(70, 80)))
    assert agent.recogniser.seat.keys == {code("Control_L")}
    agent.up()
    agent.release("Control_L")
    assert not agent.recogniser.seat.busy
    assert is_balanced(tuple(agent.sent))


def test_a_double_click_elsewhere_is_two_whole_clicks(agent: Hand) -> None:
    agent.move(30, 40)
    agent.down()
    agent.up()
    step = with_point(agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1)), Point(70, 80))
    once = (
        InputEvent(EventKind.MOTION, x=70, y=80),
        InputEvent(EventKind.BUTTON_PRESS, 1),
        InputEvent(EventKind.BUTTON_RELEASE, 1),
    )
    assert agent.recogniser.plan(step, anew=True) == once * 2


# -- another text


def test_another_text_takes_the_place_of_the_whole_run(agent: Hand) -> None:
    agent.focus(FORM)
    step = held(agent, "h")
    changed = with_text(step, "Good e-9", KEYBOARD, line(agent, step))
    assert changed.draft == Draft(ActionKind.TYPE, text="Good e-9")
    assert typed(changed.sends) == "Good e-9"
    agent.sent.clear()
    agent.perform(changed)
    agent.release("h")
    agent.type("ello World")
    assert typed(tuple(agent.sent)) == "Good e-9"
    assert is_balanced(tuple(agent.sent))
    agent.tap("Return")
    assert agent.last == Draft(ActionKind.TYPE_ENTER, keys="Return", text="Good e-9")


def test_the_agents_next_text_is_its_own_again(agent: Hand) -> None:
    step = held(agent, "h")
    agent.perform(with_text(step, "x", KEYBOARD, line(agent, step)))
    agent.type("i")
    agent.tap("Return")
    agent.sent.clear()
    agent.type("ls")
    assert typed(tuple(agent.sent)) == "ls"


def test_after_a_pause_the_agents_text_is_its_own_again(agent: Hand) -> None:
    step = held(agent, "h")
    agent.perform(with_text(step, "x", KEYBOARD, line(agent, step)))
    agent.type("i")
    agent.wait(6000)
    assert agent.press("y").kind is StepKind.PROPOSE
    assert agent.last.text == "xy"
    assert agent.press("z").kind is StepKind.FOLLOW, "what comes after it is not dropped any more"


def test_a_line_that_is_handed_over_is_mended_from_where_it_differs(agent: Hand) -> None:
    agent.type("rm -a")
    step = held(agent, "Return")
    changed = with_text(step, "rm b", KEYBOARD, line(agent, step))
    assert changed.draft == Draft(ActionKind.TYPE_ENTER, keys="Return", text="rm b")
    assert [event.detail for event in changed.sends[:4:2]] == [code("BackSpace")] * 2
    assert typed((*_keys("rm -a"), *changed.sends)) == "rm b<Return>"
    assert is_balanced(changed.sends)
    agent.perform(changed)
    assert agent.release("Return").kind is StepKind.DROP
    assert line(agent, step) == TypingBuffer(last="rm b")


def test_what_a_mended_line_starts_is_known(agent: Hand) -> None:
    agent.type("ls")
    step = held(agent, "Return")
    agent.perform(with_text(step, "cat", KEYBOARD, line(agent, step)))
    assert line(agent, step).astray, "the terminal is not the shell's any more"


def test_caps_lock_is_counted_with(agent: Hand) -> None:
    step = held(agent, "h")
    caps = dataclasses.replace(KEYBOARD, caps=True)
    changed = with_text(step, "aB", caps, line(agent, step))
    keys = [event.detail for event in changed.sends if event.kind is EventKind.KEY_PRESS]
    assert keys == [code("Shift_L"), code("a"), code("b")]


def test_signs_on_other_levels_are_found(agent: Hand) -> None:
    step = held(agent, "h")
    assert typed(with_text(step, "€", KEYBOARD, line(agent, step)).sends) == "€"


@pytest.mark.parametrize("text", ["", "漢", "a\nb", "\x1b", "x" * (MAX_TEXT + 1)])
def test_what_cannot_be_typed_is_said(agent: Hand, text: str) -> None:
    step = held(agent, "h")
    with pytest.raises(ChangeError):
        with_text(step, text, KEYBOARD, line(agent, step))


def test_what_cannot_be_taken_back_is_said(agent: Hand) -> None:
    agent.type("ls")
    step = held(agent, "Return")
    assert step.draft is not None
    strange = dataclasses.replace(step, draft=dataclasses.replace(step.draft, text="e\u0301"))
    with pytest.raises(ChangeError, match="taken back"):
        with_text(strange, "x", KEYBOARD, line(agent, step))


# -- other keys


@pytest.mark.parametrize(
    ("words", "kind", "keys"),
    [
        ("ctrl+c", ActionKind.KEY, "ctrl+c"),
        ("Ctrl+Shift+Del", ActionKind.KEY, "ctrl+shift+Delete"),
        ("esc", ActionKind.KEY, "Escape"),
        ("Enter", ActionKind.KEY, "Return"),
    ],
)
def test_another_chord_is_named_in_any_spelling(agent: Hand, words: str, kind: ActionKind, keys: str) -> None:
    step = held(agent, "Shift_L", "Delete")
    changed = with_keys(step, words, KEYBOARD, line(agent, step))
    assert changed.draft is not None
    assert (changed.draft.kind, changed.draft.keys) == (kind, keys)
    assert is_balanced(changed.sends)
    agent.sent.clear()
    agent.perform(changed)
    agent.release("Delete")
    agent.release("Shift_L")
    assert tuple(agent.sent) == changed.sends, "the agent's own keys are swallowed"
    assert not agent.recogniser.seat.busy


def test_a_chord_that_types_is_text(agent: Hand) -> None:
    step = held(agent, "Delete")
    changed = with_keys(step, "y", KEYBOARD, line(agent, step))
    assert changed.draft == Draft(ActionKind.TYPE, text="y")
    assert line(agent, step).typed("y") == changed.buffer_after


def test_enter_in_the_place_of_a_key_hands_the_line_over(agent: Hand) -> None:
    agent.type("ls")
    step = held(agent, "Delete")
    changed = with_keys(step, "Enter", KEYBOARD, line(agent, step))
    assert changed.draft == Draft(ActionKind.TYPE_ENTER, keys="Return", text="ls")


@pytest.mark.parametrize("words", ["", "ctrl", "F35", "nonsense", "ctrl+"])
def test_no_such_chord_is_said(agent: Hand, words: str) -> None:
    step = held(agent, "Delete")
    with pytest.raises(ChangeError, match="keyboard"):
        with_keys(step, words, KEYBOARD, line(agent, step))


def test_a_keyboard_without_the_modifier_is_said(agent: Hand) -> None:
    whole = keymap()
    bare = Keymap(whole.symbols, {50: "shift"}, whole.name_of, whole.char_of)
    step = held(agent, "Delete")
    with pytest.raises(ChangeError, match="`ctrl`"):
        with_keys(step, "ctrl+c", Keyboard(bare, 0, caps=False), line(agent, step))


def _keys(text: str) -> list[InputEvent]:
    events = []
    for char in text:
        events += [InputEvent(EventKind.KEY_PRESS, code(char)), InputEvent(EventKind.KEY_RELEASE, code(char))]
    return events


def test_a_sign_of_the_keypad_is_typed_by_the_other_key_where_there_is_one() -> None:
    star, keypad = 0x2A, 0xFFAA
    symbols = {**KEYBOARD.keymap.symbols, 17: (0x38, star), 63: (keypad,)}
    known = dataclasses.replace(
        KEYBOARD.keymap, symbols=symbols, char_of=lambda sym: "*" if sym == keypad else KEYBOARD.keymap.char_of(sym)
    )
    both = dataclasses.replace(KEYBOARD, keymap=known)
    assert [event.detail for event in character("*", both)] == [code("Shift_L"), 17, 17, code("Shift_L")]
    alone = dataclasses.replace(both, keymap=dataclasses.replace(known, symbols={**symbols, 17: (0x38,)}))
    assert [event.detail for event in character("*", alone)] == [63, 63]
