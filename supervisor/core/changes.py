"""What a person may make of a held proposal: other text, another chord, another place; pure.

What comes out is a step like the recogniser's, save that it is complete: it presses and lets go all that it needs,
so that nothing is left of what the agent began. The agent's own releases find nothing down and are dropped.
"""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind, Point
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.keymap import KEYPAD, MODIFIER_ORDER
from supervisor.core.keynames import canonical_chord, canonical_key, split_chord
from supervisor.core.step import CHORD_MODIFIERS, Draft, Step, canonical
from supervisor.core.typing_buffer import SUBMIT_KEYS, submits

if TYPE_CHECKING:
    from supervisor.core.context import Context
    from supervisor.core.keymap import Keymap, KeyMeaning, Table
    from supervisor.core.typing_buffer import TypingBuffer

MAX_TEXT = 500
"""Characters that a person may write in place of an agent's: what is shown has to be read before it is approved."""
_CLICKS = frozenset(
    {
        ActionKind.CLICK,
        ActionKind.DOUBLE_CLICK,
        ActionKind.TRIPLE_CLICK,
        ActionKind.RIGHT_CLICK,
        ActionKind.MIDDLE_CLICK,
    }
)
_LEVELS = (frozenset[str](), frozenset({"shift"}), frozenset({"altgr"}), frozenset({"altgr", "shift"}))
"""Modifiers that choose what is printed on a key, in the order in which they are tried."""


class Change(StrEnum):
    """What of a proposal can be another."""

    TEXT = "text"
    KEYS = "keys"
    POINT = "point"


class ChangeError(Exception):
    """The person's: what they wrote cannot be done; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keyboard as it stands while a change is made, and has to stand when it is sent."""

    keymap: Keymap
    group: int
    """Active layout group, from 0."""
    caps: bool
    """Caps Lock is on."""


def changeable(step: Step, context: Context, *, secret: bool) -> Change | None:
    """Tell what of a held proposal a person may change.

    Args:
        step: The proposal.
        context: Where it lands.
        secret: What is typed there must not be shown.

    Returns:
        None for what has no such part, what is not sent to the seat, and what goes to a menu: the hand that chooses
        would close it.
    """
    draft, window = step.draft, context.window
    if draft is None or draft.window is not None or context.pastes:
        return None
    if window is None or window.override_redirect or not window.id:
        return None
    if draft.kind in _CLICKS:
        return Change.POINT
    if secret:
        return None
    if draft.kind is ActionKind.KEY:
        return Change.KEYS
    begins = draft.kind is ActionKind.TYPE and step.run is not None
    if begins or (draft.kind is ActionKind.TYPE_ENTER and draft.text_exact):
        return Change.TEXT
    return None


def with_point(step: Step, point: Point) -> Step:
    """Give a click at another place; its release goes with it."""
    draft = _draft(step)
    sends = (
        InputEvent(EventKind.MOTION, x=point.x, y=point.y),
        InputEvent(EventKind.BUTTON_PRESS, draft.button),
        InputEvent(EventKind.BUTTON_RELEASE, draft.button),
    )
    return replace(step, draft=replace(draft, point=point), sends=sends)


def with_text(step: Step, text: str, keyboard: Keyboard, line: TypingBuffer) -> Step:
    """Give the same with another text.

    Of text that begins, the agent's whole run is replaced; of a line that is handed over, what stands there already
    is taken back as far as it is another.

    Args:
        step: The proposal.
        text: What the person wrote.
        keyboard: As it stands now.
        line: The line as it was before the proposal.

    Raises:
        ChangeError: it cannot be typed.
    """
    draft = _draft(step)
    if not text:
        raise ChangeError("there is no text: write some, or reject it")
    if len(text) > MAX_TEXT:
        raise ChangeError(f"the text is longer than {MAX_TEXT} characters: shorten it")
    if draft.kind is ActionKind.TYPE:
        after = line
        for char in text:
            after = after.typed(char)
        changed = replace(draft, text=after.text, text_exact=after.exact)
        return replace(step, draft=changed, sends=_typing(text, keyboard), buffer_after=after, complete=True)
    kept = _common(draft.text, text)
    sends = (
        *_taken_back(draft.text[kept:], keyboard),
        *_typing(text[kept:], keyboard),
        *chord(*split_chord(draft.keys), keyboard)[0],
    )
    after = replace(line, text=text).pressed(draft.keys, terminal=step.terminal)
    return replace(step, draft=replace(draft, text=text), sends=sends, buffer_after=after, complete=True)


def with_keys(step: Step, words: str, keyboard: Keyboard, line: TypingBuffer) -> Step:
    """Give the same with another chord.

    Args:
        step: The proposal.
        words: The chord, in any common spelling.
        keyboard: As it stands now.
        line: The line as it was before the proposal.

    Raises:
        ChangeError: there is no such chord.
    """
    draft = _draft(step)
    sends, held, meaning = chord(*split_chord(canonical_chord(words)), keyboard)
    if meaning.char and meaning.char.isprintable() and not held & CHORD_MODIFIERS:
        after = line.typed(meaning.char)
        changed = Draft(ActionKind.TYPE, text=after.text, text_exact=after.exact)
    else:
        keys = canonical(held, meaning.name)
        after = line.pressed(keys, terminal=step.terminal)
        over = submits(keys) or (step.terminal and line.may_run(keys))
        typed, behind = (line.text, line.behind) if over else ("", "")
        kind = ActionKind.TYPE_ENTER if typed and keys in SUBMIT_KEYS else ActionKind.KEY
        exact = line.exact or not over
        changed = replace(draft, kind=kind, keys=keys, text=typed, text_exact=exact, behind=behind)
    return replace(step, draft=changed, sends=sends, buffer_after=after, run=None, complete=True)


def _draft(step: Step) -> Draft:
    if step.draft is None:
        raise AssertionError("what is held has a draft")
    return step.draft


def _common(one: str, other: str) -> int:
    """Count how many characters two texts begin with in common."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _taken_back(text: str, keyboard: Keyboard) -> tuple[InputEvent, ...]:
    """Take text back that stands before the caret."""
    if any(unicodedata.combining(char) or not char.isprintable() for char in text):
        raise ChangeError("what stands there cannot be taken back key by key: reject it, or write it yourself")
    return chord(frozenset(), "BackSpace", keyboard)[0] * len(text)


def _typing(text: str, keyboard: Keyboard) -> tuple[InputEvent, ...]:
    """Give the events that type a text, each key let go before the next."""
    places: dict[str, tuple[InputEvent, ...]] = {}
    for char in text:
        if char not in places:
            places[char] = character(char, keyboard)
    return tuple(event for char in text for event in places[char])


def character(char: str, keyboard: Keyboard) -> tuple[InputEvent, ...]:
    """Give the events that type one character.

    Raises:
        ChangeError: the keyboard has no key for it.
    """
    if char.isprintable():
        found = _table(keyboard, _LEVELS).by_char.get(char, [])
        # A star of the keypad's is another key to many programs: only where there is no other.
        for held, keycode, _ in sorted(found, key=lambda one: one[2].keysym in KEYPAD)[:1]:
            return _pressed(held, keycode, keyboard)
    raise ChangeError(f"`{char if char.isprintable() else repr(char)[1:-1]}` cannot be typed on this keyboard")


def chord(
    held: frozenset[str], key: str, keyboard: Keyboard
) -> tuple[tuple[InputEvent, ...], frozenset[str], KeyMeaning]:
    """Find a key by its name, with what has to be held for it to be there.

    Args:
        held: Modifiers that are wanted.
        key: Name of the key, in any common spelling.
        keyboard: As it stands now.

    Returns:
        Events that press and let go; the modifiers that are down then; what the key means with them.

    Raises:
        ChangeError: the keyboard has no such key.
    """
    wanted = canonical_key(key) if key else ""
    for down, keycode, meaning in _table(keyboard, tuple(held | level for level in _LEVELS)).keys:
        if wanted and canonical_key(meaning.name or "?") == wanted:
            return _pressed(down, keycode, keyboard), down, meaning
    raise ChangeError(f"`{key or '+'.join(sorted(held))}` is no key of this keyboard: write it like `Ctrl+S`")


def _table(keyboard: Keyboard, levels: tuple[frozenset[str], ...]) -> Table:
    return keyboard.keymap.table(levels, keyboard.group, caps=keyboard.caps)


def _pressed(held: frozenset[str], keycode: int, keyboard: Keyboard) -> tuple[InputEvent, ...]:
    """Press a key and let it go, with these modifiers around it."""
    modifiers = []
    for name in MODIFIER_ORDER:
        if name in held:
            codes = [code for code, word in keyboard.keymap.modifiers.items() if word == name]
            if not codes:
                raise ChangeError(f"this keyboard has no key for `{name}`")
            modifiers.append(min(codes))
    down = [*modifiers, keycode]
    return (
        *(InputEvent(EventKind.KEY_PRESS, code) for code in down),
        *(InputEvent(EventKind.KEY_RELEASE, code) for code in reversed(down)),
    )
