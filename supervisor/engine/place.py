"""Where an agent's next event finds itself: pointer, focus, menu, keyboard, and the line that is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import Point
from supervisor.core.gesture import SCROLL_BUTTONS
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.step import Surroundings

if TYPE_CHECKING:
    from supervisor.core.context import Window
    from supervisor.core.ports import PointerFacts
    from supervisor.core.typing_buffer import TypingBuffer
    from supervisor.engine.queue import AgentQueue

_HAND_TRIES = 50
"""So often it is looked whether what makes chords of an agent's keys is up again, where no hand of the person's is
known to be down: a modifier that is locked, or that a program holds, stays."""
_NOWHERE = Point(-1, -1)
_NAMED_WINDOWS = (0, 1)
"""PointerWindow and InputFocus of SendEvent: no windows, but names of one."""


class Place:
    """What one agent's recogniser has to know of the desktop and of the person's keys.

    Attributes:
        keymap: The keyboard in use, without what the agent has changed of it since.
    """

    def __init__(self, queue: AgentQueue) -> None:
        self._queue = queue
        self._engine = queue.engine
        self.keymap = queue.recogniser.keymap
        self._last_key_ns = self._before_ns = queue.engine.parts.loop.now_ns()
        self._locked: frozenset[str] = frozenset()

    @property
    def person_typed(self) -> bool:
        """Whether the person pressed keys since this agent last did."""
        return self._engine.person.keys_ns > self._last_key_ns

    def note_key(self) -> None:
        """Take that what the person typed up to now is known of."""
        self._last_key_ns = self._engine.parts.loop.now_ns()

    def read_keyboard(self) -> None:
        """Follow a change of the keyboard in use; until then the agent's own changes count."""
        keymap = self._engine.parts.keymap()
        if keymap is not self.keymap:
            self.keymap = self._queue.recogniser.keymap = keymap

    def keyboard_for(self, event: InputEvent) -> None:
        """Follow a change of the keyboard before a key is understood: one that goes down, or taps what was kept."""
        taps = event.kind is EventKind.KEY_RELEASE and self._queue.recogniser.taps(event)
        if event.kind is EventKind.KEY_PRESS or taps:
            self.read_keyboard()

    def typed_into(self, window: Window) -> int:
        """Name the line that a paste at `window` becomes a part of."""
        focused = self._engine.parts.desktop.focused() if window.override_redirect else None
        return _line_of(focused if focused is not None else window)

    def line_in(self, window: Window) -> TypingBuffer:
        """Give the line that a paste at `window` becomes a part of, as far as it is known."""
        now_ms = self._engine.parts.loop.now_ns() // 1_000_000
        line = self._queue.recogniser.lines.line(self.typed_into(window)).at(now_ms)
        return line.guess() if self.person_typed else line

    def around(self, event: InputEvent) -> Surroundings:
        """Ask the desktop only what this event needs: each question is a round trip."""
        desktop, judge = self._engine.parts.desktop, self._engine.parts.judge
        now_ns = self._engine.parts.loop.now_ns()
        recogniser = self._queue.recogniser
        pointer: PointerFacts | None = None
        focus: Window | None = None
        menu: Window | None = None
        event_point = None
        seen: Window | None = None
        if event.sent_to_window and event.window in _NAMED_WINDOWS:
            pointer = desktop.pointer()
            event_point = pointer.point
        elif event.window:
            event_point = desktop.translate(event.window, event.x, event.y)
        if event.sent_to_window:
            focus = desktop.by_id(event.window)
        elif event.kind is EventKind.KEY_PRESS:
            (pointer, focus), menu = desktop.glance(None), desktop.menu()
            seen = focus
            if menu is not None and judge.is_launcher(menu):
                focus, menu = menu, None
        elif recogniser.pointer is None and event.kind is not EventKind.KEY_RELEASE:
            pointer = desktop.pointer()
        person_typed = self.person_typed
        under = self._under(event, pointer, now_ns // 1_000_000)
        menu = under if under is not None and under.override_redirect else menu
        if event.kind is EventKind.KEY_PRESS:
            self._before_ns, self._last_key_ns = self._last_key_ns, now_ns
        astray = focus is not None and recogniser.lines.line(_line_of(focus)).astray
        return Surroundings(
            now_ms=now_ns // 1_000_000,
            pointer=pointer.point if pointer else _NOWHERE,
            focus=_line_of(focus) if focus else 0,
            terminal=focus is not None and judge.is_terminal(focus),
            shell_reads=focus is not None and astray and self._engine.parts.shells.read(focus.pid),
            group=pointer.group if pointer else 0,
            size=Point(*desktop.screen_size()) if event.kind is EventKind.MOTION else None,
            monitors=desktop.monitors() if event.kind is EventKind.MOTION else (),
            menu=menu.id if menu is not None else 0,
            wheel_acts=event.detail in SCROLL_BUTTONS and judge.wheel_acts(under),
            modifiers=pointer.modifiers if pointer and event.kind is EventKind.KEY_PRESS else 0,
            caps=bool(pointer and pointer.modifiers & 2),
            person_typed=person_typed,
            seen=under or seen,
            event_point=event_point,
        )

    def waits_for_hand(self, event: InputEvent, around: Surroundings, tries: int) -> bool:
        """Tell whether a key had better not be looked at now: with the person's hand on Ctrl it is another one.

        Args:
            event: What comes next.
            around: What was found around it.
            tries: How often it has waited.
        """
        recogniser = self._queue.recogniser
        if event.kind is not EventKind.KEY_PRESS or event.sent_to_window or recogniser.seat.busy:
            return False
        lent = recogniser.lent(around.modifiers)
        if not self._engine.person.down and (lent == self._locked or tries >= _HAND_TRIES):
            self._locked = lent
            return False
        if lent:
            # What the person has typed by now is still to be known of.
            self._last_key_ns = self._before_ns
        return bool(lent)

    def _under(self, event: InputEvent, pointer: PointerFacts | None, now_ms: int) -> Window | None:
        """Give the window under the pointer when a button goes down there, or up after so long that it may choose."""
        lets_go = event.kind is EventKind.BUTTON_RELEASE and self._queue.recogniser.may_choose(event.detail, now_ms)
        if event.sent_to_window or not (lets_go or event.kind is EventKind.BUTTON_PRESS):
            return None
        at = self._queue.recogniser.pointer or (pointer.point if pointer is not None else None)
        return self._engine.parts.desktop.window_at(at) if at is not None else None


def _line_of(window: Window) -> int:
    """Name the line in a window; servers give the id of one that is gone to the next program."""
    return window.pid << 32 | window.id
