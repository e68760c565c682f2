"""Whether what the person did answers the question that is asked; pure, driven by the times it is given.

# INVARIANT: at most one answer a request, for ever; and none to a request that has not stood long enough to be read.
# INVARIANT: what wants two gestures is approved by no gesture that is made twice.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supervisor.core.answers import APPROVE, FIRST_YES, MODIFY, MORE_TIME, REJECT, SECOND, SELECT, FirstGesture

if TYPE_CHECKING:
    from supervisor.core.action import Point, Rect
    from supervisor.human.messages import ShowPopup

VERDICTS = (APPROVE, REJECT, SECOND, MODIFY)
"""Names of the chords that answer."""

_REMEMBERED = 4096
_APART_PX = 24
"""The second of two presses is at least this far from the first: it takes a hand that meant to go there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person answered."""

    request: str
    verdict: str
    """`approve`, `reject`, `first` for the first of two gestures, or the name of another area: see `core.answers`."""
    gesture: str
    """`chord` or `press`; `second chord` or `second press` when it was what is for the second gesture alone."""
    device: int
    """Id of the device it came from."""
    t_ns: int
    """When it was heard, monotonic."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where the pointer is and how the popup stands, as one question to the X server found it."""

    window: int
    """X id of the popup's window."""
    point: Point | None
    """Pointer, px on the root window; None when it is not certain that the person had put it there by then."""
    place: Rect | None
    """Where the popup's window is, px; None when it is not on the screen."""
    on_top: bool
    """A press where the pointer is would reach the popup's window."""
    uncovered: bool
    """No other program's window lies over any part of the popup."""
    t_ns: int
    """When the pointer was there, monotonic."""


@dataclass(frozen=True, slots=True)
class _First:
    """The first of two gestures."""

    gesture: FirstGesture
    point: Point | None
    """Where it was pressed, px; None for a chord."""
    t_ns: int
    """When, monotonic."""


class Answers:
    """The question that is asked now, its popup, and what was answered before."""

    def __init__(self, arm_ns: int) -> None:
        self._arm_ns = arm_ns
        self._request: str | None = None
        self._kind = "action"
        self._twice = False
        self._first: _First | None = None
        self._second_seen_ns: int | None = None
        self._asked_ns = 0
        self._shown_ns: int | None = None
        """When the question that is asked came on the screen; None before."""
        self._swallowed = False
        self._answered: OrderedDict[str, None] = OrderedDict()
        self._confirmed: dict[str, int] = {}
        self._popup: ShowPopup | None = None
        self._place: Rect | None = None
        self._armed_ns: int | None = None
        self._pressed: tuple[int, str] | None = None

    @property
    def request(self) -> str | None:
        """The request that can still be answered."""
        return self._request

    @property
    def popup_window(self) -> int | None:
        """Window of the popup that is shown for it; None for none."""
        return self._popup.window if self._popup is not None else None

    def holds(self, point: Point) -> bool:
        """Tell whether a point is on the popup, where that was seen last."""
        return self._popup is not None and self._place is not None and self._place.contains(point)

    def ask(self, request: str | None, kind: str, now_ns: int, *, twice: bool = False) -> None:
        """Take what the person is asked now; None for nothing. Said twice, the first counts.

        Args:
            request: Id of the question.
            kind: See `SetPending`.
            now_ns: Now.
            twice: A yes takes two different gestures.
        """
        self._swallowed = self._swallowed and request is not None
        if request == self._request:
            # Said again it may want more of the person, never less.
            self._twice = self._twice or twice
            return
        self._drop_first()
        self._twice = twice
        self._request = None if request in self._answered else request
        self._kind = kind
        self._asked_ns = now_ns
        self._shown_ns = now_ns if self._popup is not None and self._popup.request == request else None
        if self._popup is not None and self._popup.request != request:
            self._take_popup(None)

    def swallowed(self) -> None:
        """Take that the chords no longer reach the program in focus, for as long as something is asked."""
        self._swallowed = True

    def show(self, popup: ShowPopup, now_ns: int) -> None:
        """Take where the popup stands: arming begins with the first look that finds it there.

        That of the second gesture's area does, where nothing else has changed: a no need not wait for it.
        """
        if self._only_second_is_new(popup):
            self._popup = popup
            return
        self._take_popup(popup)
        self._shown_ns = now_ns if popup.request == self._request else None

    def close(self, request: str) -> None:
        """Take that the popup of `request` is gone."""
        if request == self._request:
            self._shown_ns = None
        if self._popup is not None and self._popup.request == request:
            self._take_popup(None)

    def forget_popup(self) -> None:
        """Take that the ui is gone, and any popup with it."""
        self._shown_ns = None
        self._take_popup(None)

    def look(self, look: Look) -> None:
        """Take a look at the popup that was not made for a press: something on the screen moved.

        The first look after `show` tells where it stands. Moved from there it stays unarmed until shown anew;
        covered, it arms anew when it is uncovered.
        """
        if self._popup is None or look.window != self._popup.window:
            return
        if self._place is None:
            self._place = look.place
        if look.place is None or look.place != self._place or not look.uncovered:
            self._armed_ns = None
            self._pressed = None
            return
        if self._armed_ns is None:
            self._armed_ns = look.t_ns
        if self._second_seen_ns is None and self._first is not None and SECOND in self._popup.others:
            self._second_seen_ns = look.t_ns

    def chord(self, verdict: str, device: int, now_ns: int, *, stopped: bool) -> Answer | None:
        """Take a chord of `VERDICTS`.

        Returns:
            The answer; None when nothing is asked, it stands too short a time, the chord reached the program in focus
            as well (what it typed there was not seen by whoever asked), or all is stopped. Nor does the approve chord
            follow itself where two gestures are wanted, and the chord that is for the second comes second only. What
            shall be done instead is written only where the popup offers that.
        """
        if not self._swallowed or not self._may_answer(now_ns, stopped=stopped):
            return None
        if self._kind == "edit" and verdict != REJECT:
            # What they write is not what is held: a yes to that could only be a mistake.
            return None
        if verdict == MODIFY:
            return self._answer(verdict, "chord", device, now_ns) if self._offers(MODIFY) else None
        if verdict != REJECT and not self._was_seen(now_ns):
            return None
        first = self._first
        if verdict == REJECT or (verdict == APPROVE and first is None):
            return self._answer(verdict, "chord", device, now_ns)
        if first is None or now_ns - first.t_ns < self._arm_ns or (verdict, first.gesture) == (APPROVE, "chord"):
            return None
        return self._end(APPROVE, "chord" if verdict == APPROVE else "second chord", device, now_ns)

    def press(self, look: Look, device: int, pressed_ns: int) -> None:
        """Take a press of the first button.

        Args:
            look: What was found under the pointer.
            device: Whose button.
            pressed_ns: When it was heard.
        """
        verdict = self._aimed_at(look, pressed_ns)
        self._pressed = (device, verdict) if verdict is not None else None

    def release(self, look: Look, device: int, released_ns: int, *, stopped: bool) -> Answer | None:
        """Take its release.

        Returns:
            The answer when both landed on the same button of an armed popup, else None.
        """
        pressed, self._pressed = self._pressed, None
        if pressed is None or pressed[0] != device:
            return None
        verdict = self._aimed_at(look, released_ns)
        if verdict != pressed[1] or not self._may_answer(released_ns, stopped=stopped):
            return None
        if verdict == SECOND:
            return self._end(APPROVE, "second press", device, released_ns)
        return self._answer(verdict, "press", device, released_ns, look.point)

    def take_confirmed(self, request: str | None) -> int | None:
        """Tell, once, whether the person approved `request` as a confirmation: by which device, or None."""
        return self._confirmed.pop(request, None) if request is not None else None

    def void(self) -> None:
        """Take that all was stopped: what was confirmed before no longer counts, nor a press or a yes under way."""
        self._confirmed.clear()
        self._pressed = None
        self._drop_first()

    def _drop_first(self) -> None:
        self._first = None
        self._second_seen_ns = None

    def _only_second_is_new(self, popup: ShowPopup) -> bool:
        old = self._popup
        if old is None or self._first is None or SECOND in old.others or SECOND not in popup.others:
            return False
        rest = {name: area for name, area in popup.others.items() if name != SECOND}
        return replace(popup, others=rest) == old

    def _take_popup(self, popup: ShowPopup | None) -> None:
        self._popup = popup
        self._place = None
        self._armed_ns = None
        self._second_seen_ns = None
        self._pressed = None

    def _may_answer(self, now_ns: int, *, stopped: bool) -> bool:
        if self._request is None or now_ns - self._asked_ns < self._arm_ns:
            return False
        # Nothing an agent wants can be approved while all is stopped; a confirmation (re-arm) can.
        return not stopped or self._kind == "confirm"

    def _was_seen(self, now_ns: int) -> bool:
        """Tell whether the question has been on the screen for long enough to be read.

        # INVARIANT: a yes is to what was on the screen. While the ui lags, the question before still stands there;
        # and another window may lie over it.
        """
        since_ns = self._armed_ns if self._place is not None else self._shown_ns
        return since_ns is not None and now_ns - since_ns >= self._arm_ns

    def _offers(self, name: str) -> bool:
        popup = self._popup
        return (
            self._kind == "action" and popup is not None and popup.request == self._request and name in popup.others
        )

    def _aimed_at(self, look: Look, at_ns: int) -> str | None:
        popup = self._popup
        if popup is None or popup.request != self._request or look.window != popup.window:
            return None
        if look.point is None or self._armed_ns is None or at_ns - self._armed_ns < self._arm_ns:
            return None
        # What is covered cannot have been read.
        if look.place is None or look.place != self._place or not look.on_top or not look.uncovered:
            return None
        if popup.reject.contains(look.point):
            return REJECT
        if self._kind == "edit":
            return None
        if popup.approve.contains(look.point):
            # Where the first was pressed, the second cannot be.
            return APPROVE if self._first is None else None
        if self._kind == "confirm":
            return None
        name = next((name for name, area in popup.others.items() if area.contains(look.point)), None)
        return name if name != SECOND or self._may_be_second(look.point, at_ns) else None

    def _may_be_second(self, point: Point, at_ns: int) -> bool:
        first, seen_ns = self._first, self._second_seen_ns
        if first is None or seen_ns is None or at_ns - max(first.t_ns, seen_ns) < self._arm_ns:
            return False
        at = first.point
        return at is None or max(abs(point.x - at.x), abs(point.y - at.y)) >= _APART_PX

    def _answer(self, verdict: str, gesture: FirstGesture, device: int, t_ns: int, at: Point | None = None) -> Answer:
        request = self._request or ""
        if verdict.startswith(f"{SELECT}:"):
            # It answers nothing, and what it changes has to be read before the next press counts.
            if verdict != MORE_TIME:
                self._drop_first()
            self._asked_ns = t_ns
            self._armed_ns = t_ns if self._armed_ns is not None else None
            return Answer(request, verdict, gesture, device, t_ns)
        if verdict == APPROVE and self._twice:
            self._drop_first()
            self._first = _First(gesture, at, t_ns)
            return Answer(request, FIRST_YES, gesture, device, t_ns)
        return self._end(verdict, gesture, device, t_ns)

    def _end(self, verdict: str, gesture: str, device: int, t_ns: int) -> Answer:
        request = self._request or ""
        self._request = None
        self._drop_first()
        self._answered[request] = None
        while len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)
        if verdict == APPROVE and self._kind == "confirm":
            self._confirmed[request] = device
        return Answer(request, verdict, gesture, device, t_ns)
