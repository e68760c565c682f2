"""All that this process uses of the X server: two listeners, questions, the release; and what of it is missing."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from supervisor.human.backup import BackupListener
from supervisor.human.corroboration import Corroboration
from supervisor.human.devices import read_equipment
from supervisor.human.ears import Ears
from supervisor.human.errors import SeatError
from supervisor.human.hand import Eyes
from supervisor.human.listeners import RawListener
from supervisor.human.pointing import look, pointer
from supervisor.human.raw_events import DevicesChanged, GroupChanged, RawEvent
from supervisor.human.release import Releaser
from supervisor.human.seat import Seat
from supervisor.human.swallow import Swallow, grabs_of, taken_by_others

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Point
    from supervisor.human.answers import Look
    from supervisor.human.devices import Equipment
    from supervisor.human.hand import Hand
    from supervisor.human.latch import Latch
    from supervisor.human.layout import Layout
    from supervisor.human.loop import Loop
    from supervisor.human.messages import Configure
    from supervisor.human.stop import Stop
    from supervisor.human.swallow import Grab

_SWALLOWED = ("approve", "second", "reject", "modify")
_LINGER_NS = 1_000_000_000
"""How long the answering chords are kept from other programs after the last question, ns."""


class Senses(Eyes):
    """Connects everything and keeps it up to date.

    Attributes:
        on_layout: Called with what all the person's keyboards have together, when that changed.
        problems: What does not work, a sentence each, with the remedy.
    """

    def __init__(self, config: Configure, hand: Hand, loop: Loop, *, lost: Callable[[], None]) -> None:
        """Connect and begin to listen.

        Args:
            config: Chords and times.
            hand: Is told what the person did.
            loop: Ours.
            lost: Called in the loop, maybe more than once, when the X server has gone.

        Raises:
            SeatError: there is no display.
        """
        self.problems: list[str] = []
        self.on_layout: Callable[[Layout], None] = _nothing
        self._hand = hand
        self._loop = loop
        self._lost = lost
        self._swallowing = 0  # counts its changes: odd while it does
        self._let_pass_ns = 0  # when that ends; 0 while something is asked
        self._watching = False
        self._doubted_ns = 0
        self._grabs = Swallow()
        corroboration = Corroboration()
        self.ears = Ears(config.chords, int(config.escape_hold_s * 1e9), corroboration, hand)
        self._seat = Seat(loop.post, lost)
        self._releaser: Releaser | None = None
        self._listener = self._connect_listener()
        self._backup = BackupListener(
            corroboration, hand.on_backup, lambda why: loop.post(partial(hand.on_problem, why))
        )
        self._learn(read_equipment(self._seat.connection))
        self._backup.start()
        if self._backup.problem is not None:
            self._add(self._backup.problem)
        self._look_for_problems(config)
        hand.name_of = self._name_of
        hand.eyes = self
        self._seat.on_keymap = self._read_equipment
        self._seat.on_restack = hand.on_restack
        self._seat.start()

    def serve(self, stop: Stop, latch: Latch) -> None:
        """Give the stop what releases keys, on a connection of its own."""
        try:
            self._releaser = Releaser(latch)
        except SeatError as e:
            self._add(str(e))
            return
        self._releaser.xtest_devices = self.ears.equipment.xtest
        stop.release_with(self._releaser)

    @property
    def physical(self) -> list[str]:
        """Names of the person's devices."""
        return [device.name for device in self.ears.equipment.physical]

    def beat(self, now_ns: int) -> None:
        """Let time pass."""
        if self._let_pass_ns and now_ns >= self._let_pass_ns:
            self._let_pass_ns = 0
            self._swallowing += 1
            self._hold_grabs(_nothing)
        doubtful = self.ears.tick(now_ns)
        if doubtful and now_ns - self._doubted_ns > 1_000_000_000:
            self._doubted_ns = now_ns
            for device in doubtful:
                self._doubt(device, now_ns)

    def end(self) -> None:
        """Take that we are about to leave."""
        self._backup.end()

    # Eyes.

    def look(self, window: int, at_ns: int, then: Callable[[Look], None]) -> None:
        """Look at the popup `window` because of something that happened at `at_ns`; `then` gets what was seen."""

        def seen(found: Look) -> None:
            self._hear()  # motion that came before the answer
            certain = self.ears.knows_place(at_ns, found.t_ns)
            then(found if certain else replace(found, point=None))

        self._seat.ask(lambda connection: look(connection, window), seen)

    def point(self, at_ns: int, then: Callable[[Point | None], None]) -> None:
        """Look where the person has put the pointer; None when that is not certain. Cheap: a press must not wait."""

        def seen(found: tuple[Point | None, int]) -> None:
            self._hear()
            point, t_ns = found
            then(point if self.ears.knows_place(at_ns, t_ns) else None)

        self._seat.ask(pointer, seen)

    def watch(self, *, watch: bool) -> None:
        """Begin or end to tell `Hand.on_restack` when windows move."""
        if watch != self._watching:
            self._watching = watch
            self._seat.watch_windows(watch=watch)

    def swallow(self, then: Callable[[], None]) -> None:
        """Begin to keep the answering chords from other programs; `then` is called when that is so."""
        self._let_pass_ns = 0
        self._swallowing += 1 - self._swallowing % 2
        self._hold_grabs(then)

    def let_pass(self) -> None:
        """End to keep them, in a moment.

        Who presses a chord twice, or when the question has just gone, does not mean the program in focus: in a shell,
        Ctrl+Alt+Y pastes a word in front of the very line that was approved.
        """
        if self._swallowing % 2:
            self._let_pass_ns = time.monotonic_ns() + _LINGER_NS

    # What is heard.

    def _hear(self) -> None:
        if self._listener is None:
            return
        try:
            heard = self._listener.read()
        except SeatError:
            self._loop.unwatch(self._listener)
            self._lost()
            return
        now_ns = time.monotonic_ns()
        for one in heard:
            if isinstance(one, RawEvent):
                self.ears.hear(one, now_ns)
            elif isinstance(one, DevicesChanged):
                self._read_equipment()
            elif isinstance(one, GroupChanged):
                self.ears.set_group(one.group)
                self._learn_layout()

    def _doubt(self, device: int, now_ns: int) -> None:
        """Ask the server what is down on a device."""
        self._seat.ask(
            lambda connection: connection.device_state(device),
            lambda state: self.ears.correct(device, state, now_ns, time.monotonic_ns()),
        )

    def _name_of(self, device: int) -> str:
        return self.ears.equipment.name_of(device)

    def _read_equipment(self) -> None:
        self._seat.ask(read_equipment, self._learn)

    def _learn(self, equipment: Equipment) -> None:
        if equipment == self.ears.equipment:
            return
        self.ears.learn(equipment, time.monotonic_ns())
        if self._releaser is not None:
            self._releaser.xtest_devices = equipment.xtest
        self._learn_layout()

    def _learn_layout(self) -> None:
        self._backup.learn(self.ears.layout)
        self.on_layout(self.ears.layout)
        if self._swallowing % 2:
            self._hold_grabs(_nothing)

    def _hold_grabs(self, then: Callable[[], None]) -> None:
        turn = self._swallowing
        wanted = self._grabs_of(_SWALLOWED) if turn % 2 else {}
        together: frozenset[Grab] = frozenset().union(*wanted.values())

        def held(_: frozenset[Grab]) -> None:
            # What another program has grabbed does not reach the one in focus either.
            if turn == self._swallowing:
                then()

        self._seat.ask(lambda connection: self._grabs.hold(connection, together), held)

    def _grabs_of(self, names: tuple[str, ...]) -> dict[str, frozenset[Grab]]:
        layout = self.ears.layout
        return {name: grabs_of(layout.bindings[name], layout, self.ears.equipment) for name in names}

    # What is missing.

    def _connect_listener(self) -> RawListener | None:
        try:
            listener = RawListener()
        except SeatError as e:
            self._add(f"{e}: nothing can be approved; use an X server with XInput 2.1 or newer")
            return None
        self.ears.set_group(listener.group)
        self._loop.watch(listener, self._hear)
        return listener

    def _look_for_problems(self, config: Configure) -> None:
        if self._listener is not None and not self.ears.equipment.physical:
            self._add(
                "the X server has no physical keyboard or mouse: nobody can approve or stop by hand here; "
                "use a display with devices, or a TigerVNC desktop"
            )
        layout = self.ears.layout
        if not layout.has_left_alt and any("alt" in chord.modifiers for chord in config.chords.values()):
            self._add("the keyboard has no left Alt key: set chords without alt")
        self.problems += [
            f"the key of `{config.chords[name].label}` ({name}) is not on this keyboard: set another chord"
            for name, binding in layout.bindings.items()
            if not binding.keycodes
        ]
        for name in taken_by_others(self._seat.connection, self._grabs_of(tuple(layout.bindings))):
            self._add(
                f"`{layout.labels[name]}` ({name}) is a shortcut of another program, which acts on it too: "
                "free it there or set another chord"
            )

    def _add(self, problem: str) -> None:
        self.problems.append(problem)


def _nothing(*_: object) -> None:
    return
