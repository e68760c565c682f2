"""Carries out one write of the gate: looks first whether all of it can be done, and leaves nothing down when not.

The pointer may not be where a library was told to move it: a screen counts in points, a monitor has gone, a game
holds it. So nothing is pressed before the pointer has been seen where the press belongs.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from supervisor.core.action import Point
from supervisor.desktop.portable.geometry import GeometryError
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.strokes import Button, Key, Move, Refuse, Remap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.desktop.portable.hand import Hand
    from supervisor.desktop.portable.monitors import Monitors
    from supervisor.desktop.portable.strokes import Stroke

ARRIVES_S = 0.3
"""So long the pointer may take to be where it was sent; systems move it a little later."""
_TRIES = 3
"""A person may push the mouse in just that moment."""
_LOOK_S = 0.002
_SETTLE_S = 0.025
"""So long a program may take to see where a drag is now."""
_WHEEL = range(4, 8)
_THRESHOLD = 4
"""Programs begin a drag after about twice this many pixels."""


class Refused(Exception):  # noqa: N818 - it is an outcome
    """It was not done, or not to its end; then everything has been let go. The sentence says why.

    Attributes:
        partly: A part of it was done; moves of the pointer do not count.
    """

    partly = False


class Performer:
    """Knows what it has down.

    Attributes:
        hand: Makes the input.
    """

    def __init__(self, hand: Hand, monitors: Monitors, closed: Callable[[int], bool]) -> None:
        """Begin.

        Args:
            hand: The library.
            monitors: Where they are.
            closed: Tells whether a stop lies between a write of so many re-armings and now.
        """
        self.hand = hand
        self._monitors = monitors
        self._closed = closed
        self._armed = 0
        self._begun = False
        self._buttons: list[int] = []
        self._keys: dict[int, Key] = {}
        self._aim: Point | None = None
        self._origin: Point | None = None

    def perform(self, strokes: Sequence[Stroke], armed: int = 0) -> None:
        """Do all of it.

        Args:
            strokes: What is done, in this order.
            armed: How often a person had re-armed when it was written.

        Raises:
            Refused: nothing of it was done, or a part of it was; in both cases nothing is down any more.
        """
        self._aim, self._armed, self._begun = None, armed, False
        try:
            places = self._prepared(strokes)
            for stroke, place in zip(strokes, places, strict=True):
                self._do(stroke, place)
        except Refused as e:
            self.release()
            e.partly = self._begun
            raise
        except Exception as e:
            self.release()
            refused = Refused(f"{self.hand.name} failed: {type(e).__name__}: {e}")
            refused.partly = self._begun
            raise refused from e

    def _prepared(self, strokes: Sequence[Stroke]) -> list[Point | None]:
        """Look whether it can be done; gives where the pointer goes with each.

        Raises:
            Refused: it cannot.
        """
        for stroke in strokes:
            if isinstance(stroke, Refuse):
                raise Refused(stroke.why)
        try:
            self.hand.check(strokes)
            return self._places(strokes)
        except (HandError, GeometryError) as e:
            raise Refused(str(e)) from e

    def _places(self, strokes: Sequence[Stroke]) -> list[Point | None]:
        places: list[Point | None] = []
        astray: Move | None = None
        for stroke in strokes:
            place = None
            if isinstance(stroke, Move):
                geometry = self._monitors.geometry()
                wanted = geometry.for_input(Point(stroke.x, stroke.y))
                place = geometry.nearest(wanted)
                astray = stroke if place != wanted else None
            elif isinstance(stroke, Button) and stroke.down and astray is not None:
                raise Refused(f"no monitor shows `{astray.x},{astray.y}`, so nothing can be pressed there")
            places.append(place)
        return places

    def _do(self, stroke: Stroke, place: Point | None) -> None:
        # INVARIANT: the latch is read immediately before every stroke; open again, it is so for what came since.
        if self._closed(self._armed):
            raise Refused("stopped")
        if place is not None:
            self._aim = place
            self.hand.move(place)
        elif isinstance(stroke, Button):
            if stroke.down:
                self._press(stroke.number)
            else:
                self._lift_button(stroke.number)
        elif isinstance(stroke, Key):
            self._begun = True
            if stroke.down:
                self._keys[stroke.keycode] = stroke
                self.hand.key(stroke)
            else:
                # What went down comes up, whatever the key means by now.
                self.hand.key(replace(self._keys.get(stroke.keycode, stroke), down=False))
                self._keys.pop(stroke.keycode, None)
        elif isinstance(stroke, Remap):
            self._begun = True
            self.hand.remap(stroke)

    def _press(self, number: int) -> None:
        self._arrive()
        if number not in _WHEEL:
            if not self._buttons:
                self._origin = self.hand.position()
            # Noted before: a release too many is harmless, one too few is not.
            self._buttons.append(number)
        self._begun = True
        self.hand.button(number, down=True)

    def _lift_button(self, number: int) -> None:
        if number in self._buttons:
            # A drop counts as much as a press.
            self._arrive()
        self._begun = True
        self.hand.button(number, down=False)
        if number in self._buttons:
            self._buttons.remove(number)

    def _arrive(self) -> None:
        """See the pointer arrive where this write sent it.

        Raises:
            Refused: it is somewhere else.
        """
        place, self._aim = self._aim, None
        if place is None:
            return
        for _ in range(_TRIES):
            deadline_s = time.monotonic() + ARRIVES_S / _TRIES
            while True:
                at = self.hand.position()
                if abs(at.x - place.x) <= 1 and abs(at.y - place.y) <= 1:
                    return
                if time.monotonic() > deadline_s:
                    break
                time.sleep(_LOOK_S)
            self.hand.move(place)
        self._monitors.doubt()
        raise Refused(f"the pointer is at `{at.x},{at.y}` and not at `{place.x},{place.y}`, where it was sent")

    def release(self) -> None:
        """Let everything go, whatever the latch says; a drag where it began, so that nothing is dropped."""
        buttons, keys, origin = self._buttons, list(self._keys.values()), self._origin
        self._buttons, self._keys, self._aim, self._origin = [], {}, None, None
        if buttons and origin is not None:
            with contextlib.suppress(Exception):
                at = self.hand.position()
                if max(abs(at.x - origin.x), abs(at.y - origin.y)) > _THRESHOLD:
                    # In two steps: a program that waits for an answer of the one dragged over passes one over.
                    for x in (origin.x + 1, origin.x):
                        self.hand.move(Point(x, origin.y))
                        time.sleep(_SETTLE_S)
        for number in buttons:
            with contextlib.suppress(Exception):
                self.hand.button(number, down=False)
        for key in keys:
            with contextlib.suppress(Exception):
                self.hand.key(replace(key, down=False))
