"""Joins input events into gestures: move, click, double click, drag, scroll, key, chord, typed text.

One recogniser an agent; events come in order and each is settled before the next is fed. Rules (DESIGN.md,
"Gestures and the shared seat"):

* The decision falls at the press; of a drag, again at the drop; of text, at its start and at each key that submits.
* A modifier press is kept back until the key or button it modifies is decided; tapped alone it is a key.
* A release never waits; the release of something that is not on the seat (refused, or lifted by a hold) is dropped.
* A press of a button goes out as motion and press together, because a FakeInput press has no coordinates.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind, Point
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.keymap import MODIFIER_ORDER
from supervisor.core.seat import Seat
from supervisor.core.typing_buffer import LINE_CHORDS, SUBMIT_KEYS, TypingBuffer

if TYPE_CHECKING:
    from supervisor.core.keymap import Keymap, KeyMeaning

MULTI_CLICK_MS = 500
MULTI_CLICK_PX = 5
DRAG_PX = 8
RUN_PAUSE_MS = 5000
"""A longer pause ends a run of text or scroll: the screen may be another one by then."""
_SCROLL_BUTTONS = frozenset({4, 5, 6, 7})
_MAX_BUFFERS = 64
_CORE_MODIFIERS = ((0x4, "ctrl"), (0x8, "alt"), (0x1, "shift"), (0x40, "super"), (0x80, "altgr"))


class StepKind(StrEnum):
    """What becomes of an event."""

    PROPOSE = "propose"
    """It begins a gesture that needs a decision."""
    FOLLOW = "follow"
    """It belongs to a gesture that was decided."""
    KEEP = "keep"
    """A modifier, kept back until its key comes."""
    DROP = "drop"
    """A release of something that is not down."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A gesture before it has an id; fields as in `Action`."""

    kind: ActionKind
    point: Point | None = None
    end_point: Point | None = None
    button: int = 0
    keys: str = ""
    text: str = ""
    text_exact: bool = True
    window: int = 0
    """X id a SendEvent aims at; 0 for the seat."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one event came to; settle it with `Recogniser.done` or `Recogniser.refused`."""

    kind: StepKind
    draft: Draft | None = None
    """The gesture: the new one to decide, or for FOLLOW the one it belongs to; None for KEEP and DROP."""
    sends: tuple[InputEvent, ...] = ()
    """What goes to the seat, modifiers left out: `Recogniser.plan` adds those."""
    submits: bool = False
    """True for a press that commits something: these get the mirror's lead."""
    buffer_after: TypingBuffer | None = None
    """The line after it, when it types or edits; None otherwise."""
    focus: int = 0
    """The window of that line."""
    terminal: bool = False
    """That window is a terminal."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the desktop says at the moment of the event."""

    now_ms: int
    """Monotonic, ms."""
    pointer: Point
    """Where the real pointer is."""
    focus: int = 0
    """X id of the window with the focus; 0 when unknown."""
    terminal: bool = False
    """That window is a terminal: a click does not start another field there."""
    group: int = 0
    """Active keyboard layout group."""
    caps: bool = False
    """Caps Lock is on."""
    person_typed: bool = False
    """The person pressed keys since this agent last did: lines may hold more than the agent typed."""
    event_point: Point | None = None
    """Root position of an event that counts from a window; None when that window is gone."""


@dataclass(slots=True)
class Recogniser:
    """The gestures of one agent.

    Attributes:
        keymap: What keycodes mean; replaced when the mapping changes.
        seat: What is really down.
        pointer: Where this agent thinks its pointer is; None until it first moved or pressed.
    """

    keymap: Keymap
    seat: Seat = field(default_factory=Seat)
    pointer: Point | None = None
    _modifiers: dict[int, str] = field(default_factory=dict)
    _used: set[int] = field(default_factory=set)
    _buffers: OrderedDict[int, TypingBuffer] = field(default_factory=OrderedDict)
    _terminals: set[int] = field(default_factory=set)
    _sent_down: set[tuple[int, str, int]] = field(default_factory=set)
    _run: tuple[str, int, int] | None = None
    _run_ms: int = 0
    _run_draft: Draft | None = None
    _press_point: Point | None = None
    _press_draft: Draft | None = None
    _dragged: bool = False
    _last_click: tuple[int, Point, int, int] | None = None

    def feed(self, event: InputEvent, around: Surroundings) -> Step:
        """Take the next event.

        Args:
            event: The event.
            around: The desktop at this moment.

        Returns:
            The step. PROPOSE must be settled before the next event; the others are settled by `done` when sent.
        """
        if event.kind is EventKind.MOTION and not event.sent_to_window:
            return self._motion(event, around)
        if event.sent_to_window:
            return self._sent(event, around)
        if event.kind is EventKind.BUTTON_PRESS:
            return self._button_press(event, around)
        if event.kind is EventKind.BUTTON_RELEASE:
            return self._button_release(event, around)
        if event.kind is EventKind.KEY_PRESS:
            return self._key_press(event, around)
        return self._key_release(event)

    def plan(self, step: Step) -> tuple[InputEvent, ...]:
        """Give what to send for a step, with the agent's modifiers put down first where they are not."""
        if not any(e.kind in (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS) for e in step.sends):
            return step.sends
        if any(e.sent_to_window for e in step.sends):
            return step.sends
        missing = [k for k in self._modifiers if k not in self.seat.keys]
        return tuple(InputEvent(EventKind.KEY_PRESS, k) for k in missing) + step.sends

    def done(self, step: Step) -> None:
        """Note that the step's events were sent."""
        for event in step.sends:
            if event.sent_to_window:
                self._note_sent(event)
        if step.buffer_after is not None:
            self._store(step.focus, step.buffer_after, terminal=step.terminal)
        elif step.draft is not None and step.draft.button and step.kind is StepKind.PROPOSE:
            self._clicked(step.draft.button)

    def refused(self, step: Step) -> None:
        """Note that the step was refused: what it pressed stays up and its run is over."""
        self._run = None
        if step.draft is not None and step.draft.kind not in (ActionKind.TYPE, ActionKind.KEY, ActionKind.TYPE_ENTER):
            self._last_click = None

    def end_gesture(self) -> None:
        """Forget drag and run: a hold lifted everything."""
        self._run = None
        self._press_point = None
        self._press_draft = None
        self._dragged = False

    def forget_exactness(self) -> None:
        """Make every line a guess."""
        for focus, buffer in self._buffers.items():
            self._buffers[focus] = TypingBuffer(buffer.text, exact=False)

    # -- pointer

    def _motion(self, event: InputEvent, around: Surroundings) -> Step:
        if event.relative:
            base = self.pointer or around.pointer
            target = Point(base.x + event.x, base.y + event.y)
        elif event.window:
            target = around.event_point or Point(event.x, event.y)
        else:
            target = Point(event.x, event.y)
        if event.raw:
            # A conditional warp: only the server knows whether it moves.
            self.pointer = None
            sends: tuple[InputEvent, ...] = (event,)
        else:
            self.pointer = target
            sends = (_motion_to(target),)
        if self._press_point is not None and _far(self._press_point, target, DRAG_PX):
            self._dragged = True
        return Step(StepKind.FOLLOW, Draft(ActionKind.MOVE, target), sends)

    def _button_press(self, event: InputEvent, around: Surroundings) -> Step:
        at = self.pointer or around.pointer
        self.pointer = at
        self._used.update(self._modifiers)
        sends = (_motion_to(at), InputEvent(EventKind.BUTTON_PRESS, event.detail))
        if event.detail in _SCROLL_BUTTONS:
            return self._scroll(event, at, around, sends)
        self._run = None
        clicks = self._count_clicks(event.detail, at, around.now_ms)
        draft = Draft(_click_kind(event.detail, clicks), at, button=event.detail, keys="+".join(self._held_names()))
        self._press_point, self._press_draft, self._dragged = at, draft, False
        return Step(StepKind.PROPOSE, draft, sends, submits=True)

    def _scroll(self, event: InputEvent, at: Point, around: Surroundings, sends: tuple[InputEvent, ...]) -> Step:
        draft = Draft(ActionKind.SCROLL, at, button=event.detail, keys="+".join(self._held_names()))
        key = ("scroll", event.detail, hash((at.x, at.y, draft.keys)))
        return self._in_run(key, draft, around, sends, after=None)

    def _count_clicks(self, button: int, at: Point, now_ms: int) -> int:
        clicks = 1
        if self._last_click is not None:
            last_button, last_at, last_ms, last_count = self._last_click
            near = not _far(last_at, at, MULTI_CLICK_PX)
            if last_button == button and near and now_ms - last_ms <= MULTI_CLICK_MS and last_count < 3:
                clicks = last_count + 1
        self._last_click = (button, at, now_ms, clicks)
        return clicks

    def _button_release(self, event: InputEvent, around: Surroundings) -> Step:
        if event.detail not in self.seat.buttons:
            return Step(StepKind.DROP)
        release = InputEvent(EventKind.BUTTON_RELEASE, event.detail)
        if event.detail in _SCROLL_BUTTONS:
            return Step(StepKind.FOLLOW, self._run_draft, (release,))
        start, draft, dragged = self._press_point, self._press_draft, self._dragged
        self._press_point, self._press_draft, self._dragged = None, None, False
        if not dragged or start is None:
            return Step(StepKind.FOLLOW, draft, (release,))
        end = self.pointer or around.pointer
        drop = Draft(ActionKind.DRAG, start, end, event.detail, "+".join(self._held_names()))
        return Step(StepKind.PROPOSE, drop, (_motion_to(end), release), submits=True)

    # -- keys

    def _key_press(self, event: InputEvent, around: Surroundings) -> Step:
        modifier = self.keymap.modifiers.get(event.detail)
        if modifier in MODIFIER_ORDER:
            self._modifiers[event.detail] = str(modifier)
            return Step(StepKind.KEEP)
        self._used.update(self._modifiers)
        held = frozenset(self._modifiers.values())
        meaning = self.keymap.meaning(event.detail, held, around.group, caps=around.caps)
        return self._key(meaning, held, around, (InputEvent(EventKind.KEY_PRESS, event.detail),), window=0)

    def _key(
        self,
        meaning: KeyMeaning,
        held: frozenset[str],
        around: Surroundings,
        sends: tuple[InputEvent, ...],
        *,
        window: int,
    ) -> Step:
        focus = window or around.focus
        buffer = self._buffer(around, focus)
        if meaning.char.isprintable() and meaning.char and not held & {"ctrl", "alt", "super"}:
            after = buffer.typed(meaning.char)
            draft = Draft(ActionKind.TYPE, text=after.text, text_exact=after.exact, window=window)
            return self._in_run(("type", focus, window), draft, around, sends, after=after, focus=focus)
        self._run = None
        keys = canonical(held, meaning.name)
        submits = keys in SUBMIT_KEYS or keys in LINE_CHORDS
        typed = buffer.text if submits else ""
        kind = ActionKind.TYPE_ENTER if typed and keys in SUBMIT_KEYS else ActionKind.KEY
        draft = Draft(kind, keys=keys, text=typed, text_exact=buffer.exact or not submits, window=window)
        after = buffer.pressed(keys)
        return Step(
            StepKind.PROPOSE,
            draft,
            sends,
            submits=True,
            buffer_after=after,
            focus=focus,
            terminal=around.terminal,
        )

    def _key_release(self, event: InputEvent) -> Step:
        release = InputEvent(EventKind.KEY_RELEASE, event.detail)
        modifier = self._modifiers.pop(event.detail, None)
        used = event.detail in self._used
        self._used.discard(event.detail)
        if event.detail in self.seat.keys:
            return Step(StepKind.FOLLOW, None, (release,))
        if modifier is None or used:
            return Step(StepKind.DROP)
        meaning = self.keymap.meaning(event.detail, frozenset())
        self._run = None
        draft = Draft(ActionKind.KEY, keys=meaning.name or modifier)
        return Step(StepKind.PROPOSE, draft, (InputEvent(EventKind.KEY_PRESS, event.detail), release), submits=True)

    # -- SendEvent

    def _sent(self, event: InputEvent, around: Surroundings) -> Step:
        window = event.window
        down = (window, event.kind.value.split("_", maxsplit=1)[0], event.detail)
        if event.kind in (EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE):
            return Step(StepKind.FOLLOW, None, (event,)) if down in self._sent_down else Step(StepKind.DROP)
        if event.kind is EventKind.MOTION:
            return Step(StepKind.FOLLOW, Draft(ActionKind.MOVE, around.event_point, window=window), (event,))
        held = frozenset(name for mask, name in _CORE_MODIFIERS if event.state & mask)
        if event.kind is EventKind.BUTTON_PRESS:
            keys = "+".join(m for m in MODIFIER_ORDER if m in held)
            kind = ActionKind.SCROLL if event.detail in _SCROLL_BUTTONS else _click_kind(event.detail, 1)
            draft = Draft(kind, around.event_point, button=event.detail, keys=keys, window=window)
            return Step(StepKind.PROPOSE, draft, (event,), submits=True)
        if self.keymap.modifiers.get(event.detail) in MODIFIER_ORDER:
            return Step(StepKind.FOLLOW, None, (event,))
        meaning = self.keymap.meaning(event.detail, held, event.state >> 13 & 3, caps=bool(event.state & 2))
        return self._key(meaning, held, around, (event,), window=window)

    def _note_sent(self, event: InputEvent) -> None:
        down = (event.window, event.kind.value.split("_", maxsplit=1)[0], event.detail)
        if event.kind in (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS):
            self._sent_down.add(down)
        else:
            self._sent_down.discard(down)

    # -- runs and buffers

    def _in_run(
        self,
        run: tuple[str, int, int],
        draft: Draft,
        around: Surroundings,
        sends: tuple[InputEvent, ...],
        *,
        after: TypingBuffer | None,
        focus: int = 0,
    ) -> Step:
        fresh = run != self._run or around.now_ms - self._run_ms > RUN_PAUSE_MS
        self._run, self._run_ms, self._run_draft = run, around.now_ms, draft
        kind = StepKind.PROPOSE if fresh else StepKind.FOLLOW
        return Step(kind, draft, sends, buffer_after=after, focus=focus, terminal=around.terminal)

    def _held_names(self) -> list[str]:
        return [m for m in MODIFIER_ORDER if m in self._modifiers.values()]

    def _buffer(self, around: Surroundings, focus: int | None = None) -> TypingBuffer:
        if around.person_typed:
            self.forget_exactness()
        return self._buffers.get(
            around.focus if focus is None else focus, TypingBuffer("", exact=not around.person_typed)
        )

    def _clicked(self, button: int) -> None:
        """A click may put the caret into another field; in a terminal only a middle click changes the line."""
        for focus, buffer in self._buffers.items():
            if focus not in self._terminals:
                self._buffers[focus] = TypingBuffer("", exact=False)
            elif button == 2:
                self._buffers[focus] = TypingBuffer(buffer.text, exact=False)

    def _store(self, focus: int, buffer: TypingBuffer, *, terminal: bool) -> None:
        self._buffers[focus] = buffer
        if terminal:
            self._terminals.add(focus)
        self._buffers.move_to_end(focus)
        if len(self._buffers) > _MAX_BUFFERS:
            self._terminals.discard(self._buffers.popitem(last=False)[0])


def canonical(held: frozenset[str], name: str) -> str:
    """Join modifiers and a keysym name into a canonical chord, e.g. `ctrl+shift+Delete`."""
    key = name.lower() if len(name) == 1 else name
    return "+".join([*(m for m in MODIFIER_ORDER if m in held), key])


def _click_kind(button: int, clicks: int) -> ActionKind:
    if button == 3:
        return ActionKind.RIGHT_CLICK
    if button == 2:
        return ActionKind.MIDDLE_CLICK
    return (ActionKind.CLICK, ActionKind.DOUBLE_CLICK, ActionKind.TRIPLE_CLICK)[clicks - 1]


def clicks_of(kind: ActionKind) -> int:
    """Tell how many presses a click gesture has."""
    return {ActionKind.DOUBLE_CLICK: 2, ActionKind.TRIPLE_CLICK: 3}.get(kind, 1)


def _motion_to(point: Point) -> InputEvent:
    return InputEvent(EventKind.MOTION, x=point.x, y=point.y)


def _far(a: Point, b: Point, limit_px: int) -> bool:
    return max(abs(a.x - b.x), abs(a.y - b.y)) > limit_px
