"""Makes the person's gestures of what devices did; pure, driven by the times it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from supervisor.human import layout as layouts
from supervisor.human.activity import Activity
from supervisor.human.chords import EscapeHold, Keys
from supervisor.human.devices import NOTHING, Equipment
from supervisor.human.held import Held
from supervisor.human.raw_events import RawEvent, RawKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.chord import Chord
    from supervisor.human.corroboration import Corroboration
    from supervisor.human.layout import Layout

_KEYS = (RawKind.KEY_PRESS, RawKind.KEY_RELEASE)
_PRESSES = (RawKind.KEY_PRESS, RawKind.BUTTON_PRESS)
_FIRST_BUTTON = 1
_WHEEL = (4, 5, 6, 7)
_MOVING_NS, _RESTING_NS = 5_000_000, 100_000_000


class Gestures(Protocol):
    """Who is told what the person did. Devices are ids; times are monotonic ns."""

    def on_chord(self, name: str, device: int, now_ns: int) -> None:
        """Take a chord."""

    def on_escape(self, device: int, now_ns: int) -> None:
        """Take that Escape was held long enough."""

    def on_press(self, device: int, now_ns: int) -> None:
        """Take a press of the first button."""

    def on_release(self, device: int, now_ns: int) -> None:
        """Take its release."""

    def on_activity(self, now_ns: int, *, down: bool, keys: bool) -> None:
        """Take that the hand moves, thinned out.

        Args:
            now_ns: When.
            down: It holds a key or button.
            keys: It was a key that moved.
        """


class Ears:
    """Knows the devices and what is down on them.

    # INVARIANT: what a program's device did leads to nothing here, save that the second listener learns of it.

    Attributes:
        equipment: The devices as last learned.
        layout: What all the person's keyboards have together.
        layouts: Of each keyboard.
    """

    def __init__(self, chords: Mapping[str, Chord], hold_ns: int, heard: Corroboration, gestures: Gestures) -> None:
        self.equipment: Equipment = NOTHING
        self.layout: Layout = layouts.EMPTY
        self.layouts: Mapping[int, Layout] = {}
        self._chords = chords
        self._heard = heard
        self._gestures = gestures
        self._group = 0
        self._keys = Keys()
        self._buttons = Held()
        self._escape = EscapeHold(hold_ns)
        self._activity = Activity()
        self._motion_ns = 0
        self._pointed = True
        self._physical: frozenset[int] = frozenset()
        self._known: frozenset[int] = frozenset()

    def knows_place(self, at_ns: int, looked_ns: int) -> bool:
        """Tell whether the pointer, seen at `looked_ns`, was there at `at_ns` and by the person's doing.

        Under a program's hand it may stand on anything. And a look comes a little after what it is made for: it has
        to be soon, and sooner when the hand went on moving.
        """
        late_ns = looked_ns - at_ns
        return self._pointed and late_ns <= (_MOVING_NS if self._motion_ns >= at_ns else _RESTING_NS)

    @property
    def due_ns(self) -> int | None:
        """When `tick` has to be called at the latest; None for no matter when."""
        return self._escape.due_ns

    def learn(self, equipment: Equipment, now_ns: int) -> None:
        """Use these devices and keymaps from now on; a chord that a new keymap lacks stays where it was."""
        self.equipment = equipment
        self._physical = frozenset(device.id for device in equipment.physical)
        self._known = frozenset(device.id for device in equipment.devices)
        self._keys.held.keep_devices(self._physical)
        self._buttons.keep_devices(self._physical)
        self._resolve()
        self._settle(now_ns)

    def set_group(self, group: int) -> None:
        """Take that another layout group is active."""
        if group != self._group:
            self._group = group
            self._resolve()

    def hear(self, event: RawEvent, now_ns: int) -> None:
        """Take what a device did."""
        source, code = event.source, event.detail
        if event.processed and event.kind is not RawKind.MOTION:
            self._note_processed(event, now_ns)
            return
        if event.kind is RawKind.KEY_PRESS:
            self._heard.note(code, event.time_ms)
        if event.kind is RawKind.MOTION:
            self._motion_ns = now_ns
            self._pointed = source in self._physical
        if source not in self._physical:
            self._hear_unknown(event, now_ns)
            return
        if event.kind is RawKind.KEY_PRESS:
            self._key_press(source, code, now_ns)
        elif event.kind is RawKind.KEY_RELEASE:
            self._keys.held.release(source, code)
            self._escape.release(source, code)
        elif event.kind is RawKind.BUTTON_PRESS:
            self._button_press(source, code, now_ns)
        elif event.kind is RawKind.BUTTON_RELEASE:
            self._buttons.release(source, code)
            if self.equipment.logical_button(code) == _FIRST_BUTTON:
                self._gestures.on_release(source, now_ns)
        self._moved(now_ns, keys=event.kind in _KEYS)

    def tick(self, now_ns: int) -> frozenset[int]:
        """Let time pass; call it at `due_ns`, and otherwise about 20 times a second.

        Returns:
            Devices to ask the server about, whose answers go to `correct`.
        """
        device = self._escape.key[0]
        if self._escape.take(now_ns):
            self._gestures.on_escape(device, now_ns)
        return self._keys.held.doubtful(now_ns) | self._buttons.doubtful(now_ns)

    def correct(self, device: int, state: tuple[frozenset[int], frozenset[int]], asked_ns: int, now_ns: int) -> None:
        """Take what the server says is down on a device: keycodes and buttons, as of `asked_ns`."""
        self._keys.held.correct(device, state[0], asked_ns)
        self._buttons.correct(device, state[1], asked_ns)
        self._settle(now_ns)

    def _key_press(self, device: int, keycode: int, now_ns: int) -> None:
        chord = self._keys.press(device, keycode, now_ns)
        if chord is not None:
            self._gestures.on_chord(chord, device, now_ns)
        self._escape.press(
            device,
            keycode,
            now_ns,
            escape=self._keys.is_escape(device, keycode),
            alone=self._keys.held.felt == {(device, keycode)},
        )

    def _button_press(self, device: int, button: int, now_ns: int) -> None:
        logical = self.equipment.logical_button(button)
        if logical not in _WHEEL:
            self._buttons.press(device, button, now_ns)
        if logical == _FIRST_BUTTON:
            self._gestures.on_press(device, now_ns)

    def _hear_unknown(self, event: RawEvent, now_ns: int) -> None:
        """Take what a device did that came a moment ago: it may be a keyboard, and stopping is always allowed."""
        if event.source in self._known:
            return
        if event.kind is RawKind.KEY_PRESS:
            if self._keys.press(event.source, event.detail, now_ns) == "stop":
                self._gestures.on_chord("stop", event.source, now_ns)
        elif event.kind is RawKind.KEY_RELEASE:
            self._keys.held.release(event.source, event.detail)

    def _note_processed(self, event: RawEvent, now_ns: int) -> None:
        held = self._keys.held if event.kind in _KEYS else self._buttons
        if event.kind in _PRESSES:
            held.processed(event.source, event.detail)
        else:
            held.overrule(event.source, event.detail)
            self._settle(now_ns)

    @property
    def _down(self) -> bool:
        return bool(self._keys.held.felt) or bool(self._buttons.felt)

    def _moved(self, now_ns: int, *, keys: bool) -> None:
        down = self._down
        if self._activity.note(now_ns, down=down, keys=keys):
            self._gestures.on_activity(now_ns, down=down, keys=keys)

    def _settle(self, now_ns: int) -> None:
        """Take that something may be up without a release having been heard."""
        if self._escape.key not in self._keys.held.down:
            self._escape.cancel()
        if self._activity.told_down and not self._down:
            self._moved(now_ns, keys=False)

    def _resolve(self) -> None:
        before = self.layouts
        equipment = self.equipment
        self.layouts = {
            device: layouts.keep_missing(
                layouts.resolve(rows, equipment.first_keycode, self._chords, group=self._group), before.get(device)
            )
            for device, rows in equipment.rows.items()
        }
        self.layout = layouts.merge(list(self.layouts.values()))
        self._keys.learn(self.layouts, self.layout)
