"""Whether what the person did answers the question that is asked; pure, driven by the times it is given.

# INVARIANT: at most one answer a request, for ever; and none to a request that has not stood long enough to be read.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.action import Point, Rect
    from supervisor.human.messages import ShowPopup

VERDICTS = ("approve", "reject")
"""Names of the chords that answer."""

_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person answered."""

    request: str
    verdict: str
    """`approve`, `reject`, or the name of another area of the popup: see `core.answers`."""
    gesture: str
    """`chord` or `press`."""
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


class Answers:
    """The question that is asked now, its popup, and what was answered before."""

    def __init__(self, arm_ns: int) -> None:
        self._arm_ns = arm_ns
        self._request: str | None = None
        self._kind = "action"
        self._asked_ns = 0
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

    def ask(self, request: str | None, kind: str, now_ns: int) -> None:
        """Take what the person is asked now; None for nothing. Said twice, the first counts."""
        self._swallowed = self._swallowed and request is not None
        if request == self._request:
            return
        self._request = None if request in self._answered else request
        self._kind = kind
        self._asked_ns = now_ns
        if self._popup is not None and self._popup.request != request:
            self._take_popup(None)

    def swallowed(self) -> None:
        """Take that the chords no longer reach the program in focus, for as long as something is asked."""
        self._swallowed = True

    def show(self, popup: ShowPopup) -> None:
        """Take where the popup stands: arming begins with the first look that finds it there."""
        self._take_popup(popup)

    def close(self, request: str) -> None:
        """Take that the popup of `request` is gone."""
        if self._popup is not None and self._popup.request == request:
            self._take_popup(None)

    def forget_popup(self) -> None:
        """Take that the ui is gone, and any popup with it."""
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
        elif self._armed_ns is None:
            self._armed_ns = look.t_ns

    def chord(self, verdict: str, device: int, now_ns: int, *, stopped: bool) -> Answer | None:
        """Take an approve or reject chord.

        Returns:
            The answer; None when nothing is asked, it stands too short a time, the chord reached the program in focus
            as well (what it typed there was not seen by whoever asked), or all is stopped.
        """
        if not self._swallowed or not self._may_answer(now_ns, stopped=stopped):
            return None
        if self._kind == "edit" and verdict != "reject":
            # What they write is not what is held: a yes to that could only be a mistake.
            return None
        return self._answer(verdict, "chord", device, now_ns)

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
        return self._answer(verdict, "press", device, released_ns)

    def take_confirmed(self, request: str | None) -> int | None:
        """Tell, once, whether the person approved `request` as a confirmation: by which device, or None."""
        return self._confirmed.pop(request, None) if request is not None else None

    def void(self) -> None:
        """Take that all was stopped: what was confirmed before no longer counts, a press under way neither."""
        self._confirmed.clear()
        self._pressed = None

    def _take_popup(self, popup: ShowPopup | None) -> None:
        self._popup = popup
        self._place = None
        self._armed_ns = None
        self._pressed = None

    def _may_answer(self, now_ns: int, *, stopped: bool) -> bool:
        if self._request is None or now_ns - self._asked_ns < self._arm_ns:
            return False
        # Nothing an agent wants can be approved while all is stopped; a confirmation (re-arm) can.
        return not stopped or self._kind == "confirm"

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
            return "reject"
        if self._kind == "edit":
            return None
        if popup.approve.contains(look.point):
            return "approve"
        if self._kind == "confirm":
            return None
        return next((name for name, area in popup.others.items() if area.contains(look.point)), None)

    def _answer(self, verdict: str, gesture: str, device: int, t_ns: int) -> Answer:
        request = self._request or ""
        if verdict.startswith("select:"):
            # It answers nothing, and what it changes has to be read before the next press counts.
            self._asked_ns = t_ns
            self._armed_ns = t_ns if self._armed_ns is not None else None
            return Answer(request, verdict, gesture, device, t_ns)
        self._request = None
        self._answered[request] = None
        while len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)
        if verdict == "approve" and self._kind == "confirm":
            self._confirmed[request] = device
        return Answer(request, verdict, gesture, device, t_ns)
