"""A gesture in our own words as the input events that a careful program would write for it. Pure.

The gate understands these events exactly as it understands a program's own: a call is held to the same rules, decided
at the same press, and leaves the same rows in the record, save that a release which follows its press at once stands
in the row of the press. So nothing here has a say in what may happen.

Text goes key by key over the keyboard in use. What has no key there gets one of those that mean nothing, as xdotool
and pynput borrow them; all are given out before the first is pressed, because programs read a changed keyboard a
little later, and are given to something else only after a pause.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supervisor.core.action import Point
from supervisor.core.changes import ChangeError, Keyboard, character, chord
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.keymap import MODIFIER_ORDER
from supervisor.core.keynames import canonical_chord, split_chord
from supervisor.core.step import CHORD_MODIFIERS
from supervisor.wire.vocabulary import (
    Click,
    Down,
    Drag,
    Gesture,
    Key,
    Move,
    Picture,
    Scroll,
    Type,
    Up,
    VocabularyError,
)
from supervisor.wire.xtest import CHANGE_KEYBOARD_MAPPING, MAX_KEYCODE, MIN_KEYCODE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from supervisor.core.action import Rect

REMAP_PAUSE_MS = 30
"""After keys were given a meaning: so long a program may take to see that."""
REUSE_PAUSE_MS = 120
"""Before a key is given another meaning: what was typed with it has to be read first."""
DRAG_STEPS = 4
"""Places between two of a drag's: programs take a drag for one once they have seen the pointer move."""
DRAG_STEP_MS = 8
_UNICODE = 0x01000000
_WHEEL = {"up": 4, "down": 5, "left": 6, "right": 7}
_NAMED = {"\n": "Return", "\t": "Tab"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where and on what a gesture is made."""

    keyboard: Keyboard
    """The keyboard in use."""
    screen: Rect
    """The whole desktop, physical px."""
    picture: Picture | None = None
    """In whose pixels the gesture counts; None for physical ones."""
    borrowed: Collection[int] = ()
    """Keycodes that mean nothing to the person, and something to an agent."""
    held: Collection[str] = ()
    """Modifiers that the agent has down: ctrl, alt, shift, super, altgr."""

    def point(self, point: Point) -> Point:
        """Give a place in physical pixels.

        Raises:
            VocabularyError: it lies outside.
        """
        if self.picture is not None:
            return self.picture.on_screen(point, self.screen)
        if not self.screen.contains(point):
            size = f"{self.screen.width}x{self.screen.height}"
            raise VocabularyError(f"`{point.x},{point.y}` lies outside of the screen: {size}")
        return point


def strokes(gesture: Gesture, place: Place) -> tuple[InputEvent, ...]:
    """Give the events of a gesture; none for a wait.

    Raises:
        VocabularyError: it cannot be made here: a place outside, a key or character that the keyboard has no way to.
    """
    try:
        return tuple(_strokes(gesture, place))
    except ChangeError as e:
        raise VocabularyError(str(e)) from e


def _strokes(gesture: Gesture, place: Place) -> Iterable[InputEvent]:
    if isinstance(gesture, Move):
        return _motion(gesture.point, place)
    if isinstance(gesture, Click):
        number = gesture.button.number
        once = (InputEvent(EventKind.BUTTON_PRESS, number), InputEvent(EventKind.BUTTON_RELEASE, number))
        return _around(gesture.held, place.keyboard, (*_motion(gesture.point, place), *once * gesture.count))
    if isinstance(gesture, Drag):
        return _around(gesture.held, place.keyboard, _drag(gesture, place))
    if isinstance(gesture, Scroll):
        return _around(gesture.held, place.keyboard, (*_motion(gesture.point, place), *_wheel(gesture)))
    if isinstance(gesture, Key):
        return _chord(gesture.keys, place.keyboard) * gesture.count
    if isinstance(gesture, Type):
        return _typing(gesture.text, place)
    if isinstance(gesture, Down | Up):
        return _down_or_up(gesture, place)
    return ()


def _motion(point: Point | None, place: Place) -> tuple[InputEvent, ...]:
    return (_motion_to(place.point(point)),) if point is not None else ()


def _motion_to(point: Point) -> InputEvent:
    return InputEvent(EventKind.MOTION, x=point.x, y=point.y)


def _around(held: Sequence[str], keyboard: Keyboard, events: tuple[InputEvent, ...]) -> tuple[InputEvent, ...]:
    """Hold modifiers meanwhile."""
    keys = _modifier_keys(held, keyboard)
    down = tuple(InputEvent(EventKind.KEY_PRESS, key) for key in keys)
    return (*down, *events, *(InputEvent(EventKind.KEY_RELEASE, key) for key in reversed(keys)))


def _modifier_keys(held: Sequence[str], keyboard: Keyboard) -> list[int]:
    keys = []
    for name in (name for name in MODIFIER_ORDER if name in held):
        codes = [code for code, word in keyboard.keymap.modifiers.items() if word == name]
        if not codes:
            raise VocabularyError(f"this keyboard has no key for `{name}`")
        keys.append(min(codes))
    return keys


def _drag(gesture: Drag, place: Place) -> tuple[InputEvent, ...]:
    points = [place.point(point) for point in gesture.points]
    number = gesture.button.number
    press, release = InputEvent(EventKind.BUTTON_PRESS, number), InputEvent(EventKind.BUTTON_RELEASE, number)
    if len(points) == 1:
        return (press, *_paced(points), release)
    between = [
        Point(a.x + (b.x - a.x) * step // DRAG_STEPS, a.y + (b.y - a.y) * step // DRAG_STEPS)
        for a, b in itertools.pairwise(points)
        for step in range(1, DRAG_STEPS + 1)
    ]
    return (_motion_to(points[0]), press, *_paced(between), replace(release, delay_ms=DRAG_STEP_MS))


def _paced(points: Iterable[Point]) -> Iterable[InputEvent]:
    return (replace(_motion_to(point), delay_ms=DRAG_STEP_MS) for point in points)


def _wheel(gesture: Scroll) -> tuple[InputEvent, ...]:
    turns = (
        *((_WHEEL["down"] if gesture.dy > 0 else _WHEEL["up"],) * abs(gesture.dy)),
        *((_WHEEL["right"] if gesture.dx > 0 else _WHEEL["left"],) * abs(gesture.dx)),
    )
    kinds = (EventKind.BUTTON_PRESS, EventKind.BUTTON_RELEASE)
    return tuple(InputEvent(kind, button) for button in turns for kind in kinds)


# -- keys


def _chord(words: str, keyboard: Keyboard) -> tuple[InputEvent, ...]:
    held, key = split_chord(canonical_chord(words))
    return chord(held, key, keyboard)[0] if key else _around(sorted(held), keyboard, ())


def _down_or_up(gesture: Down | Up, place: Place) -> tuple[InputEvent, ...]:
    lead = _motion(gesture.point, place)
    down = isinstance(gesture, Down)
    kind = EventKind.KEY_PRESS if down else EventKind.KEY_RELEASE
    if gesture.button is not None:
        kind = EventKind.BUTTON_PRESS if down else EventKind.BUTTON_RELEASE
        return (*lead, InputEvent(kind, gesture.button.number))
    if gesture.keysym is not None:
        return (*lead, InputEvent(kind, _key_of(gesture.keysym, place.keyboard)))
    if gesture.char is not None:
        return (*lead, *(_sign_down(gesture.char, place) if down else _sign_up(gesture.char, place)))
    return (*lead, *(event for event in _chord(str(gesture.keys), place.keyboard) if event.kind is kind))


def _key_of(keysym: int, keyboard: Keyboard) -> int:
    """Give the key that a keysym stands on, as Xlib does: where it needs the least, then the first one."""
    symbols = keyboard.keymap.symbols
    found = [(row.index(keysym), code) for code, row in symbols.items() if keysym in row]
    if not found:
        raise VocabularyError(f"this keyboard has no key for the keysym 0x{keysym:x}")
    return min(found)[1]


def _sign_down(char: str, place: Place) -> Sequence[InputEvent]:
    """Press the key of a character; around the press, what it needs and the agent does not hold already."""
    events = list(_typing(char, _unlocked(place)))
    modifiers = place.keyboard.keymap.modifiers
    given = [event for event in events if event.kind is EventKind.REMAP]
    *around, press = [event for event in events if event.kind is EventKind.KEY_PRESS]
    needed = [event for event in around if modifiers[event.detail] not in place.held]
    releases = [InputEvent(EventKind.KEY_RELEASE, event.detail) for event in reversed(needed)]
    return (*given, *needed, press, *releases)


def _unlocked(place: Place) -> Place:
    """Of a chord it is the Latin key that counts, as programs read it: neither Caps Lock nor the layout's group."""
    if CHORD_MODIFIERS.isdisjoint(place.held):
        return place
    return replace(place, keyboard=replace(place.keyboard, group=0, caps=False))


def _sign_up(char: str, place: Place) -> Sequence[InputEvent]:
    """Let the key of a character go; a key that was given to another character meanwhile is up."""
    events = list(_typing(char, _unlocked(place)))
    if any(event.kind is EventKind.REMAP for event in events):
        return ()
    last = [event for event in events if event.kind is EventKind.KEY_PRESS][-1]
    return (InputEvent(EventKind.KEY_RELEASE, last.detail),)


# -- text


def _typing(text: str, place: Place) -> Iterable[InputEvent]:
    keyboard = place.keyboard
    ways: dict[str, tuple[InputEvent, ...]] = {}
    lacking: list[str] = []
    for char in dict.fromkeys(text):
        if char in _NAMED:
            ways[char] = chord(frozenset(), _NAMED[char], keyboard)[0]
            continue
        try:
            ways[char] = character(char, keyboard)
        except ChangeError:
            _check_typable(char)
            lacking.append(char)
    spare = _Spare(keyboard, place.borrowed, ways)
    if len(lacking) <= spare.unused:
        given = [event for char in lacking for event in spare.give(char)]
        typed = [event for char in text for event in ways[char]]
        return [*given, *_after(REMAP_PAUSE_MS if given else 0, typed)]
    if not spare.keys:
        raise VocabularyError(f"`{lacking[0]}` cannot be typed: this keyboard has no key to spare")
    # More characters than keys to spare: given out anew as it goes.
    events: list[InputEvent] = []
    for char in text:
        given = [] if char in ways else list(spare.give(char))
        events += [*given, *_after(REMAP_PAUSE_MS if given else 0, ways[char])]
    return events


def _check_typable(char: str) -> None:
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        raise VocabularyError(f"U+{code:04X} is no character that can be typed: press keys with `key`")


def _after(pause_ms: int, events: Sequence[InputEvent]) -> Iterable[InputEvent]:
    if pause_ms and events:
        return [replace(events[0], delay_ms=pause_ms), *events[1:]]
    return events


class _Spare:
    """Keys that mean nothing to the person, given out in turn.

    Attributes:
        keys: Their keycodes: those that mean nothing at all, those that an agent gave a meaning which the text at
            hand has no use for, and those that type something of it.
        unused: How many of them type nothing of the text.
    """

    def __init__(
        self, keyboard: Keyboard, borrowed: Collection[int], ways: dict[str, tuple[InputEvent, ...]]
    ) -> None:
        """Look for them.

        Args:
            keyboard: The keyboard in use.
            borrowed: Keycodes that agents have given a meaning.
            ways: How each character of the text is typed; kept up to date as keys are given out.
        """
        symbols, modifiers = keyboard.keymap.symbols, keyboard.keymap.modifiers
        codes = [code for code in range(MAX_KEYCODE, MIN_KEYCODE - 1, -1) if code not in modifiers]
        empty = [code for code in codes if not any(symbols.get(code, ()))]
        others = [code for code in codes if code in borrowed and code not in empty]
        self._ways = ways
        self._holds: dict[int, list[str]] = {}
        for char, way in ways.items():
            for code in {event.detail for event in way} & set(others):
                self._holds.setdefault(code, []).append(char)
        self.keys = [*empty, *sorted(others, key=lambda code: code in self._holds)]
        self.unused = len(self.keys) - len(self._holds)
        self._empty = frozenset(empty)
        self._next = 0

    def give(self, char: str) -> Iterable[InputEvent]:
        """Let the next key type a character; what it typed before has no way any more."""
        code = self.keys[self._next % len(self.keys)]
        self._next += 1
        before = self._holds.pop(code, [])
        for lost in before:
            del self._ways[lost]
        self._holds[code] = [char]
        self._ways[char] = (InputEvent(EventKind.KEY_PRESS, code), InputEvent(EventKind.KEY_RELEASE, code))
        pause_ms = 0 if not before and code in self._empty else REUSE_PAUSE_MS
        return [replace(_meaning(code, char), delay_ms=pause_ms)]


def _meaning(code: int, char: str) -> InputEvent:
    """Give a key a meaning: the same with Shift, so that neither Caps Lock nor a finger on Shift changes it."""
    keysym = ord(char) if 0xA0 <= ord(char) <= 0xFF else _UNICODE | ord(char)
    raw = struct.pack("<BBHBBHII", CHANGE_KEYBOARD_MAPPING, 1, 4, code, 2, 0, keysym, keysym)
    return InputEvent(EventKind.REMAP, code, symbols=((keysym, keysym),), raw=raw)
