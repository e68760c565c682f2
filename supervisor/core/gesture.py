"""Joins input events into gestures: move, click, double click, drag, scroll, key, chord, typed text.

One recogniser an agent; events come in order and each is settled before the next is fed. Rules (DESIGN.md,
"Gestures and the shared seat"):

* The decision falls at the press; of a drag, again at the drop; of text, at its start and at each key that submits.
* A modifier press is kept back until the key or button it modifies is decided; tapped alone it is a key.
* A release never waits; the release of something that is not on the seat (refused, or lifted by a hold) is dropped.
* A press of a button goes out as motion and press together, because a FakeInput press has no coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind, Point, nearest_shown
from supervisor.core.clicks import Clicks
from supervisor.core.input_event import RELEASE_OF, EventKind, InputEvent
from supervisor.core.keymap import MODIFIER_ORDER
from supervisor.core.seat import Seat
from supervisor.core.step import (
    CHORD_MODIFIERS,
    Draft,
    Step,
    StepKind,
    Surroundings,
    canonical,
    click_kind,
    clicks_of,
)
from supervisor.core.typing_buffer import SUBMIT_KEYS, TypingBuffer, TypingBuffers, submits

if TYPE_CHECKING:
    from supervisor.core.keymap import Keymap, KeyMeaning

RUN_PAUSE_MS = 5000
"""A longer pause ends a run of text or scroll: the screen may be another one by then."""
MOST_SENT_DOWN = 1_000
"""Keys and buttons that SendEvent has pressed and not let go; of more the first are forgotten, and stay down."""
SCROLL_BUTTONS = frozenset({4, 5, 6, 7})
_CORE_MODIFIERS = ((0x4, "ctrl"), (0x8, "alt"), (0x1, "shift"), (0x40, "super"), (0x80, "altgr"))


@dataclass(slots=True)
class Recogniser:
    """The gestures of one agent.

    Attributes:
        keymap: What keycodes mean; replaced when the mapping changes.
        seat: What is really down.
        pointer: Where this agent thinks its pointer is; None until it first moved or pressed.
    lines: What is typed into windows so far; agents share them, for one may hand over what another has typed.
    """

    keymap: Keymap
    seat: Seat = field(default_factory=Seat)
    pointer: Point | None = None
    _modifiers: dict[int, str] = field(default_factory=dict)
    _used: set[int] = field(default_factory=set)
    lines: TypingBuffers = field(default_factory=TypingBuffers)
    _clicks: Clicks = field(default_factory=Clicks)
    _sent_down: dict[tuple[int, str, int], None] = field(default_factory=dict)
    _run: tuple[object, ...] | None = None
    _run_ms: int = 0
    _replaced: tuple[object, ...] | None = None

    def feed(self, event: InputEvent, around: Surroundings) -> Step:
        """Take the next event.

        Args:
            event: The event.
            around: The desktop at this moment.

        Returns:
            The step. PROPOSE must be settled before the next event; the others are settled by `done` when sent.
        """
        if event.kind is EventKind.REMAP:
            return Step(StepKind.FOLLOW, None, (event,))
        if event.kind is EventKind.WINDOW:
            self._run = None
            draft = Draft(ActionKind.WINDOW, text=event.text, window=event.window)
            return Step(StepKind.PROPOSE, draft, (event,), submits=True)
        if event.tool is not None:
            self._run = None
            return Step(
                StepKind.PROPOSE, Draft(ActionKind.TOOL, text=event.tool.arguments, tool=event.tool), submits=True
            )
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

    def plan(self, step: Step, *, anew: bool = False) -> tuple[InputEvent, ...]:
        """Give what to send for a step, with the agent's modifiers put down first where they are not.

        Args:
            step: What `feed` gave.
            anew: It comes after a hold: the earlier clicks of a multi-click lie too far back by now and are repeated.
        """
        if step.complete:
            return step.sends
        presses = any(e.kind in (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS) for e in step.sends)
        drops = step.draft is not None and step.draft.kind is ActionKind.DRAG
        if not (presses or drops) or any(e.sent_to_window for e in step.sends):
            return step.sends
        missing = [k for k in self._modifiers if k not in self.seat.keys]
        events = tuple(InputEvent(EventKind.KEY_PRESS, k) for k in missing)
        clicks = clicks_of(step.draft.kind) if anew and step.draft is not None else 1
        # Each click with its motion: between them the person may move the pointer.
        up = replace(step.sends[-1], kind=EventKind.BUTTON_RELEASE)
        whole = step.sends if step.sends[-1] == up else (*step.sends, up)
        return (*events, *whole * (clicks - 1), *step.sends)

    def whole(self, step: Step, kinds: frozenset[EventKind] = frozenset({EventKind.BUTTON_PRESS})) -> Step:
        """Make a press a click or a tap: its release goes out with it, and the agent's own is dropped.

        Args:
            step: What `feed` gave.
            kinds: Which presses; a step that ends with something else stays as it is.
        """
        last = step.sends[-1] if step.sends else None
        if last is None or last.kind not in kinds or last.sent_to_window:
            return step
        return replace(step, sends=(*step.sends, replace(last, kind=RELEASE_OF[last.kind])))

    def done(self, step: Step, now_ms: int) -> None:
        """Note that the step's events were sent.

        Args:
            step: What `feed` gave.
            now_ms: Monotonic, ms; a hold may have lain between.
        """
        for event in step.sends:
            if event.sent_to_window:
                self._note_sent(event)
        if step.run is not None:
            self._run, self._run_ms = step.run, now_ms
            self._replaced = step.run if step.complete else None
        if step.buffer_after is not None:
            self.lines.store(step.focus, step.buffer_after.sent(now_ms), terminal=step.terminal)
        elif step.kind is StepKind.PROPOSE and step.draft is not None and step.draft.button and step.run is None:
            self.lines.clicked(step.draft.button)
            if (
                step.draft.point is not None
                and any(event.kind is EventKind.BUTTON_PRESS for event in step.sends)
                and not (step.complete or step.draft.window is not None)
            ):
                self._clicks.sent(step.draft.button, step.draft.point, now_ms)
        for event in step.sends:
            if event.kind is EventKind.BUTTON_RELEASE and not event.sent_to_window:
                self._clicks.released(event.detail)

    def refused(self, step: Step) -> None:
        """Note that the step was refused: what it pressed stays up and its run is over."""
        self._run = None
        if step.draft is not None and step.draft.button:
            self._clicks.forget_count()

    def end_run(self) -> None:
        """Let what comes next be proposed, and not follow what was decided before."""
        self._run = None

    def legend(self, step: Step) -> tuple[object, ...]:
        """Give what the keys of a step say: an answer counts for the key that was asked about."""
        keys = [e.detail for e in step.sends if e.kind in (EventKind.KEY_PRESS, EventKind.KEY_RELEASE)]
        keymap = self.keymap
        return tuple((k, keymap.symbols.get(k), keymap.modifiers.get(k)) for k in (*self._modifiers, *keys))

    def varies(self, step: Step, group: int, *, caps: bool) -> tuple[bool, bool]:
        """Tell whether the keys that a step presses would be others in another layout group, and by Caps Lock.

        Args:
            step: What `feed` gave.
            group: Active layout group when it did, from 0.
            caps: Caps Lock was on.
        """
        keys = [e.detail for e in step.sends if e.kind is EventKind.KEY_PRESS and not e.sent_to_window]
        held = frozenset(self._modifiers.values())

        def says(group: int, *, caps: bool) -> list[int]:
            return [self._meaning(key, held, group, caps=caps).keysym for key in keys]

        # Chords are the same in both cases.
        by_caps = not held & CHORD_MODIFIERS and says(group, caps=True) != says(group, caps=False)
        return says(0, caps=caps) != says(1, caps=caps), by_caps

    def lift(self) -> list[InputEvent]:
        """Give the releases that take everything off the seat, and end drag and run."""
        self._run = None
        self._clicks.lifted()
        return self.seat.lift()

    def all_up(self) -> None:
        """Take that everything was let go at the seat."""
        self.lift()
        self.seat.keys.clear()
        self.seat.buttons.clear()

    def forget_modifiers(self) -> None:
        """Drop the modifiers that are kept back; `lift` gives the releases of those that are down."""
        self._modifiers.clear()
        self._used.clear()

    def forget_exactness(self) -> None:
        """Make every line a guess."""
        self.lines.guess_all()

    @property
    def modifiers_down(self) -> frozenset[str]:
        """The modifiers that the agent has down, kept back or not: ctrl, alt, shift, super, altgr."""
        return frozenset(self._modifiers.values())

    def lent(self, mask: int) -> frozenset[str]:
        """Tell which modifiers are down or locked on the seat that are not this agent's: a person's hand holds them.

        Args:
            mask: Core modifier mask of the seat.
        """
        return _modifiers_of(mask) - self.modifiers_down

    @property
    def dragging(self) -> bool:
        """True while a button is down with which something is being dragged."""
        return any(press.dragged for press in self._clicks.down.values())

    def keeps(self, event: InputEvent) -> bool:
        """Tell whether an event presses or releases a modifier that is kept back already."""
        key = event.kind in (EventKind.KEY_PRESS, EventKind.KEY_RELEASE)
        return key and not event.sent_to_window and event.detail in self._modifiers

    def taps(self, event: InputEvent) -> bool:
        """Tell whether a release makes a key of a modifier that was kept back: it is a press then, like any other."""
        kept = event.kind is EventKind.KEY_RELEASE and not event.sent_to_window and event.detail in self._modifiers
        return kept and event.detail not in self._used and event.detail not in self.seat.keys

    def may_choose(self, button: int, now_ms: int) -> bool:
        """Tell whether it matters in which menu a button is let go now."""
        return self._clicks.is_long(button, now_ms)

    # -- pointer

    def _motion(self, event: InputEvent, around: Surroundings) -> Step:
        if event.relative:
            base = self.pointer or around.pointer
            target = Point(base.x + event.x, base.y + event.y)
        elif event.window:
            if around.event_point is None:
                return Step(StepKind.DROP)
            target = around.event_point
        else:
            target = Point(event.x, event.y)
        if event.raw:
            # A conditional warp: only the server knows whether it moves.
            self.pointer = None
            sends: tuple[InputEvent, ...] = (event,)
        else:
            target = self.pointer = nearest_shown(_on_screen(target, around.size), around.monitors)
            sends = (_motion_to(target),)
        self._clicks.moved(self.pointer)
        return Step(StepKind.FOLLOW, Draft(ActionKind.MOVE, target), sends)

    def _button_press(self, event: InputEvent, around: Surroundings) -> Step:
        at = self.pointer or around.pointer
        self.pointer = at
        self._used.update(self._modifiers)
        sends = (_motion_to(at), InputEvent(EventKind.BUTTON_PRESS, event.detail))
        if event.detail in SCROLL_BUTTONS:
            return self._scroll(event, at, around, sends)
        self._run = None
        clicks = self._clicks.press(event.detail, at, around.now_ms, menu=around.menu)
        draft = Draft(click_kind(event.detail, clicks), at, button=event.detail, keys="+".join(self._held_names()))
        return Step(StepKind.PROPOSE, draft, sends, submits=True)

    def _scroll(self, event: InputEvent, at: Point, around: Surroundings, sends: tuple[InputEvent, ...]) -> Step:
        draft = Draft(ActionKind.SCROLL, at, button=event.detail, keys="+".join(self._held_names()))
        return self._in_run(("scroll", event.detail, at, draft.keys), draft, around, sends)

    def _button_release(self, event: InputEvent, around: Surroundings) -> Step:
        if event.detail not in self.seat.buttons:
            return Step(StepKind.DROP)
        release = InputEvent(EventKind.BUTTON_RELEASE, event.detail)
        press = self._clicks.down.get(event.detail)
        chooses = self._clicks.chooses(event.detail, around.menu, around.now_ms)
        if event.detail in SCROLL_BUTTONS:
            return Step(StepKind.FOLLOW, None, (release,))
        if press is not None and not press.dragged and not chooses:
            # The person may have moved the pointer since the press: let go where the agent is, not where they are.
            at = (_motion_to(self.pointer),) if self.pointer is not None else ()
            return Step(StepKind.FOLLOW, None, (*at, release))
        self._used.update(self._modifiers)
        end = self.pointer or around.pointer
        drop = Draft(
            ActionKind.DRAG, press.at if press is not None else end, end, event.detail, "+".join(self._held_names())
        )
        return Step(StepKind.PROPOSE, drop, (_motion_to(end), release), submits=True)

    # -- keys

    def _key_press(self, event: InputEvent, around: Surroundings) -> Step:
        modifier = self.keymap.modifiers.get(event.detail)
        if modifier in MODIFIER_ORDER:
            self._modifiers[event.detail] = str(modifier)
            return Step(StepKind.KEEP)
        self._used.update(self._modifiers)
        # What else is down or locked modifies it too: by the person, or by a key that locks.
        held = frozenset(self._modifiers.values()) | _modifiers_of(around.modifiers)
        meaning = self._meaning(event.detail, held, around.group, caps=around.caps)
        return self._key(meaning, held, around, (InputEvent(EventKind.KEY_PRESS, event.detail),))

    def _meaning(self, keycode: int, held: frozenset[str], group: int, *, caps: bool) -> KeyMeaning:
        """Understand a key; of a chord on a layout of other letters, the Latin key it is, as programs do."""
        meaning = self.keymap.meaning(keycode, held, group, caps=caps)
        if held & CHORD_MODIFIERS and not meaning.char.isascii():
            latin = self.keymap.meaning(keycode, held, 0)
            return latin if latin.char and latin.char.isascii() else meaning
        return meaning

    def _key(
        self,
        meaning: KeyMeaning,
        held: frozenset[str],
        around: Surroundings,
        sends: tuple[InputEvent, ...],
        *,
        window: int | None = None,
    ) -> Step:
        if around.person_typed:
            self.forget_exactness()
        focus = around.focus
        line = self.lines.line(focus).at(around.now_ms)
        # Behind Ctrl+X it is a key of the shell's.
        repeats = around.terminal and line.prefixed and meaning.char in ("e", "E")
        if meaning.char.isprintable() and meaning.char and not (held & CHORD_MODIFIERS or repeats):
            if around.menu:
                return self._chosen(meaning.char, line, around, sends)
            after = line.typed(meaning.char)
            draft = Draft(ActionKind.TYPE, text=after.text, text_exact=after.exact, window=window)
            return self._in_run(("type", focus, window), draft, around, sends, after=after, focus=focus)
        self._run = None
        letter = _control_letter(meaning.keysym)
        keys = canonical(held | {"ctrl"}, letter) if letter else canonical(held, meaning.name)
        over = submits(keys) or (around.terminal and line.may_run(keys))
        typed, behind = (line.text, line.behind) if over else ("", "")
        kind = ActionKind.TYPE_ENTER if typed and keys in SUBMIT_KEYS else ActionKind.KEY
        draft = Draft(kind, keys=keys, text=typed, text_exact=line.exact or not over, behind=behind, window=window)
        after = line.pressed(
            keys,
            terminal=around.terminal,
            readline=self.lines.readline,
            shell_reads_ms=around.now_ms if around.shell_reads else None,
        )
        if window is None and self.lent(around.modifiers) & CHORD_MODIFIERS:
            # A hand that comes up at the last moment leaves the key alone.
            after = line.either(self._alone(sends[-1].detail, around), after)
        return Step(
            StepKind.PROPOSE,
            draft,
            sends,
            submits=True,
            buffer_after=after,
            focus=focus,
            terminal=around.terminal,
        )

    def _alone(self, keycode: int, around: Surroundings) -> str:
        """Give the character that a key types when it is only the agent's hand that holds something."""
        own = self.modifiers_down
        char = self._meaning(keycode, own, around.group, caps=around.caps).char
        return char if char.isprintable() and not own & CHORD_MODIFIERS else ""

    def _chosen(self, letter: str, line: TypingBuffer, around: Surroundings, sends: tuple[InputEvent, ...]) -> Step:
        """Propose a letter in an open menu: it chooses an item. Should the menu close first, it is on the line."""
        self._run = None
        draft = Draft(ActionKind.TYPE, text=letter)
        return Step(
            StepKind.PROPOSE,
            draft,
            sends,
            submits=True,
            buffer_after=line.guess(),
            focus=around.focus,
            terminal=around.terminal,
        )

    def _key_release(self, event: InputEvent) -> Step:
        release = InputEvent(EventKind.KEY_RELEASE, event.detail)
        taps = self.taps(event)
        modifier = self._modifiers.pop(event.detail, None)
        self._used.discard(event.detail)
        if event.detail in self.seat.keys:
            return Step(StepKind.FOLLOW, None, (release,))
        if not taps:
            return Step(StepKind.DROP)
        self._run = None
        held = frozenset(self._modifiers.values())
        self._used.update(self._modifiers)
        keys = canonical(held, self.keymap.meaning(event.detail, held).name or str(modifier))
        sends = (InputEvent(EventKind.KEY_PRESS, event.detail), release)
        return Step(StepKind.PROPOSE, Draft(ActionKind.KEY, keys=keys), sends, submits=True)

    # -- SendEvent

    def _sent(self, event: InputEvent, around: Surroundings) -> Step:
        window = event.window
        down = (window, event.kind.value.split("_", maxsplit=1)[0], event.detail)
        if event.kind in (EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE):
            return Step(StepKind.FOLLOW, None, (event,)) if down in self._sent_down else Step(StepKind.DROP)
        if event.kind is EventKind.MOTION:
            return Step(StepKind.FOLLOW, Draft(ActionKind.MOVE, around.event_point, window=window), (event,))
        held = _modifiers_of(event.state)
        if event.kind is EventKind.BUTTON_PRESS:
            self._run = None
            keys = "+".join(m for m in MODIFIER_ORDER if m in held)
            kind = ActionKind.SCROLL if event.detail in SCROLL_BUTTONS else click_kind(event.detail, 1)
            draft = Draft(kind, around.event_point, button=event.detail, keys=keys, window=window)
            return Step(StepKind.PROPOSE, draft, (event,), submits=True)
        if self.keymap.modifiers.get(event.detail) in MODIFIER_ORDER:
            return Step(StepKind.FOLLOW, None, (event,))
        meaning = self._meaning(event.detail, held, event.state >> 13 & 3, caps=bool(event.state & 2))
        return self._key(meaning, held, around, (event,), window=window)

    def _note_sent(self, event: InputEvent) -> None:
        down = (event.window, event.kind.value.split("_", maxsplit=1)[0], event.detail)
        if event.kind in (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS):
            self._sent_down[down] = None
            if len(self._sent_down) > MOST_SENT_DOWN:
                del self._sent_down[next(iter(self._sent_down))]
        else:
            self._sent_down.pop(down, None)

    # -- runs

    def _in_run(
        self,
        run: tuple[object, ...],
        draft: Draft,
        around: Surroundings,
        sends: tuple[InputEvent, ...],
        *,
        after: TypingBuffer | None = None,
        focus: int = 0,
    ) -> Step:
        if run == self._replaced == self._run and around.now_ms - self._run_ms <= RUN_PAUSE_MS:
            # A person has written something else in its place.
            self._run_ms = around.now_ms
            return Step(StepKind.DROP)
        # A blank presses the focused button, where the letters before it did nothing.
        presses = (draft.text.endswith(" ") and not around.terminal) or around.wheel_acts
        fresh = presses or run != self._run or around.now_ms - self._run_ms > RUN_PAUSE_MS
        kind = StepKind.PROPOSE if fresh else StepKind.FOLLOW
        return Step(kind, draft, sends, buffer_after=after, focus=focus, terminal=around.terminal, run=run)

    def _held_names(self) -> list[str]:
        return [m for m in MODIFIER_ORDER if m in self._modifiers.values()]


def _on_screen(point: Point, size: Point | None) -> Point:
    """Give where the server puts the pointer: what lies outside lands on the edge, and must be judged there."""
    if size is None:
        return point
    return Point(max(0, min(point.x, size.x - 1)), max(0, min(point.y, size.y - 1)))


def _modifiers_of(mask: int) -> frozenset[str]:
    return frozenset(name for bit, name in _CORE_MODIFIERS if mask & bit)


def _motion_to(point: Point) -> InputEvent:
    return InputEvent(EventKind.MOTION, x=point.x, y=point.y)


def _control_letter(keysym: int) -> str:
    """Give the letter of a control character that is written as a keysym.

    VTE types U+000D as a Return, and Xlib the keysym of that very number.
    """
    code = keysym & 0xFFFFFF
    return chr(code + 0x60) if keysym >> 24 in (0, 1) and 0 < code < 0x20 else ""
