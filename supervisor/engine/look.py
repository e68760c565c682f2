"""Looking at the target of an action: which window, which element, and whether it is still the same."""

from __future__ import annotations

import dataclasses
import functools
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from supervisor.core.action import POINTER_KINDS, Action, ActionKind, Point, nearest_shown
from supervisor.core.context import Context, Element, Paste, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import PointerFacts
    from supervisor.core.step import Step
    from supervisor.core.typing_buffer import TypingBuffer
    from supervisor.engine.parts import Parts

_log = logging.getLogger(__name__)
_NAVIGATION = frozenset(
    {"Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next", "Page_Up", "Page_Down", "Tab", "Escape"}
)
"""Keys that cannot harm by themselves: their element is not looked up."""

_ECHO_S = 0.03
_ECHO_LOOKS = 6
"""Not every program shows what is typed, or on one line: an Enter waits no longer than this for it."""
_ECHO_CHARS = 20
_MAX_SLIPS = 3
"""How often an action is looked at anew because its window changed during the look; then its element is unknown."""

_PATIENCE_S = 0.5
"""Longest look-up while a person is asked: a fact learned only later would void the answer."""
_WHOM_S = 3.0
"""Longest look-up that has to find out to whom something is sent: the fields lie all over a window."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Window and hands at one moment."""

    pointer: PointerFacts
    """Pointer, modifiers and buttons, as the server has them."""
    window: Window | None
    """What is at the point of a pointer's action, or has the focus for keys; None for nothing, or unknown."""


class Ahead:
    """A look-up that began before the window was seen to be the one that it is for.

    Attributes:
        window: Which it is for, with title and place.
        then: Takes the answer; None drops it.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.then: Callable[[Element | None, str], None] | None = None

    def done(self, element: Element | None, why: str) -> None:
        """Take the answer."""
        if self.then is not None:
            self.then(element, why)


class Look:
    """The eyes of one action; only the answer to the latest question counts.

    Attributes:
        sent_to: X id that a SendEvent aims at; None for input to the seat.
        whom: To whom its window would send is looked up too, where a person is asked.
        line: Of a paste, the line that it would become a part of, as it was at the first look.
        pointer: Pointer and modifiers at the moment at which the window was last seen; None when they were not asked
            for, or when something was waited for since.
    """

    def __init__(self, parts: Parts, action: Action, step: Step, line_in: Callable[[Window], TypingBuffer]) -> None:
        """Begin.

        Args:
            parts: The ports.
            action: What is looked at.
            step: What it is made of.
            line_in: Gives what agents have typed where a paste at a window would go.
        """
        self._parts = parts
        self._line_in = line_in
        self._action = action
        self._turn = 0
        self.whom = False
        self._slips = 0
        self.line: TypingBuffer | None = None
        self.pointer: PointerFacts | None = None
        self._glances = False
        self.sent_to = step.draft.window if step.draft is not None else None

    def first(self, then: Callable[[Context], None], seen: Window | None = None) -> None:
        """Look, and again for a moment while what was typed just before is not on the screen yet.

        A program draws what it is given some milliseconds later. Judged before, half a command would be read, and
        the rest would pass for a change of the target under the person's answer.

        Args:
            then: As of `begin`.
            seen: The window under the pointer, or in focus, when it was asked just now; None to ask.
        """
        self.begin(functools.partial(self._echoed, then, _ECHO_LOOKS), seen=seen)

    def _echoed(self, then: Callable[[Context], None], left: int, context: Context) -> None:
        if not left or not _lacks_echo(self._action, context):
            then(context)
            return
        turn = self._turn

        def again() -> None:
            if turn == self._turn:
                self.begin(functools.partial(self._echoed, then, left - 1))

        self._parts.loop.after(_ECHO_S, again)

    def ahead(self, context: Context) -> Ahead | None:
        """Have the element looked up where a person's answer was for, before the window is known to be the same.

        Returns:
            What `begin` takes over where it is; None where nothing is to be looked up.
        """
        window = context.window
        if window is None or self._action.tool is not None or not self._needs_element(window):
            return None
        ahead = Ahead(window)
        self._request(window, ahead.done, patient=True)
        return ahead

    def begin(
        self,
        then: Callable[[Context], None],
        *,
        patient: bool = False,
        glance: Glance | None = None,
        ahead: Ahead | None = None,
        seen: Window | None = None,
    ) -> None:
        """Look now, within the budget for accessibility; what is not known by then is unknown.

        Args:
            then: Called with what was found, at once or from the loop; never when a later look has begun.
            patient: A person is asked, so the agent waits anyway: a busy program gets more time to answer.
            glance: What was just seen, where the hands matter as well: it begins with that, and asks for both again
                at its end.
            ahead: What is looked up already, in this turn of the loop; it counts where `glance` found that window.
            seen: As of `first`.
        """
        self._turn += 1
        self._glances = glance is not None
        self.pointer = glance.pointer if glance is not None else None
        if self._action.tool is not None:
            then(Context())
            return
        at = glance.window if glance is not None else seen
        window = self._meant(at) if glance is not None or seen is not None else self._window()
        if window is None:
            then(Context(unknown=frozenset({"window"})))
        elif not self._needs_element(window):
            then(Context(window=window))
        elif not patient and self._parts.elements.shows_none(window):
            # Nothing is waited for, so there is nothing to look at again: the window was seen in this very moment.
            self._found(self._turn, then, window, None, "element")
        else:
            done = functools.partial(self._looked, self._turn, then, window)
            if ahead is not None and ahead.window == window:
                ahead.then = done
            else:
                self._request(window, done, patient=patient)

    def _request(self, window: Window, done: Callable[[Element | None, str], None], *, patient: bool) -> None:
        point = self._action.end_point or self._action.point
        at_point = self._action.kind in POINTER_KINDS and point is not None
        kind: Literal["point", "focus"] = "point" if at_point else "focus"
        quick_s = self._parts.settings.accessibility_budget_ms / 1000
        whom = self.whom and patient
        budget_s = max(quick_s, _WHOM_S if whom else _PATIENCE_S) if patient else quick_s
        self._parts.elements.request(kind, window, point, budget_s, done, whom=whom)

    def end(self) -> None:
        """Give no more answers."""
        self._turn += 1

    def gone(self, context: Context) -> bool:
        """Tell whether the window of `context` is known to be no longer on the screen."""
        window, desktop = context.window, self._parts.desktop
        if window is None or not window.id:
            return False
        if self._action.kind is ActionKind.WINDOW:
            # A window need not be shown to be shown, or closed.
            return desktop.exists(window.id) is False
        return desktop.viewable(window.id) is False

    def restore_focus(self, context: Context, glance: Glance | None = None) -> bool:
        """Put the focus back where keys were aimed, when a person's answer has moved it.

        Args:
            context: Where they were aimed.
            glance: What was just seen; None to look.

        Returns:
            True when it was put back.
        """
        window = context.window
        if self._action.kind in POINTER_KINDS or self.sent_to is not None:
            return False
        if window is None or window.override_redirect:
            return False
        focused = glance.window if glance is not None else self._parts.desktop.focused()
        if (focused.id if focused else 0) == window.id:
            return False
        self._parts.desktop.put_focus(window.id)
        return True

    def glance(self, meanwhile: Callable[[], None] | None = None) -> Glance:
        """See where it would land and what the hands hold; `meanwhile` is called while that is being found out."""
        desktop, action = self._parts.desktop, self._action
        point = action.end_point or action.point
        if self.sent_to is None and action.kind not in POINTER_KINDS:
            return Glance(*desktop.glance(None, meanwhile))
        if self.sent_to is None and point is not None:
            pointer, window = desktop.glance(point, meanwhile)
            return Glance(pointer, window if self._is_shown(point) else None)
        if meanwhile is not None:
            meanwhile()
        return Glance(desktop.pointer(), None if self.sent_to is None else desktop.by_id(self.sent_to))

    def _window(self) -> Window | None:
        if self._glances:
            glance = self.glance()
            self.pointer = glance.pointer
            return self._meant(glance.window)
        desktop, action = self._parts.desktop, self._action
        if self.sent_to is not None:
            return desktop.by_id(self.sent_to)
        point = action.end_point or action.point
        if action.kind in POINTER_KINDS:
            return desktop.window_at(point) if point is not None and self._is_shown(point) else None
        return self._meant(desktop.focused())

    def _is_shown(self, point: Point) -> bool:
        """Tell whether a monitor shows that place; where none does, the server puts the pointer elsewhere."""
        return nearest_shown(point, self._parts.desktop.monitors()) == point

    def _meant(self, window: Window | None) -> Window | None:
        """Give where keys go while `window` has the focus: an open menu takes them."""
        if self._action.kind in POINTER_KINDS or self.sent_to is not None:
            return window
        return self._parts.desktop.menu() or window

    def _needs_element(self, window: Window) -> bool:
        action = self._action
        if action.kind is ActionKind.WINDOW:
            return False
        if action.kind is ActionKind.SCROLL:
            return self._parts.judge.wheel_acts(window)
        return action.kind is not ActionKind.KEY or action.keys not in _NAVIGATION

    def _looked(
        self, turn: int, then: Callable[[Context], None], window: Window, element: Element | None, why: str
    ) -> None:
        if turn == self._turn and not self._slipped(then, window):
            self._found(turn, then, window, element, why)

    def _found(
        self, turn: int, then: Callable[[Context], None], window: Window, element: Element | None, why: str
    ) -> None:
        context = _with_pages(window, element) if element is not None else Context(window, unknown=_named(why))
        names = self._pasted(context)
        if names:
            self._parts.selections.read(names, functools.partial(self._read, turn, then, context, names))
        else:
            self._seen(then, context)

    def _slipped(self, then: Callable[[Context], None], window: Window) -> bool:
        """Look anew when another window has come to be there meanwhile: one that hid it may have waited for this."""
        now = self._window()
        if (now.id if now is not None else None) == window.id:
            return False
        self._slips += 1
        if self._slips <= _MAX_SLIPS:
            self.begin(then)
        else:
            then(Context(window=now, unknown=frozenset({"element"})))
        return True

    def _pasted(self, context: Context) -> tuple[str, ...]:
        try:
            return self._parts.judge.pastes(self._action, context)
        except Exception:  # noqa: BLE001 - it cannot be told apart from a paste then, and is judged as one
            _log.exception("telling a paste failed")
            return ("CLIPBOARD", "PRIMARY")

    def _read(
        self,
        turn: int,
        then: Callable[[Context], None],
        context: Context,
        names: tuple[str, ...],
        texts: tuple[str | None, ...],
    ) -> None:
        window = context.window
        if turn != self._turn or window is None or self._slipped(then, window):
            return
        if self._action.kind is ActionKind.DRAG and not any(text is None or text for text in texts):
            # Nothing is being dragged that anybody could drop: it marks text, or moves something.
            self._seen(then, context)
            return
        self.line = line = self.line or self._line_in(window)
        exact = line.exact and not line.behind
        pastes = tuple(Paste(name, text, line.text, exact) for name, text in zip(names, texts, strict=True))
        self._seen(then, dataclasses.replace(context, pastes=pastes))

    def _seen(self, then: Callable[[Context], None], context: Context) -> None:
        element = context.element
        if element is not None and self._masks(context):
            context = dataclasses.replace(context, element=dataclasses.replace(element, hidden=True))
        elif element is None and self._may_be_password(context):
            context = dataclasses.replace(context, veiled=True)
        then(context)

    def _may_be_password(self, context: Context) -> bool:
        """Tell whether text goes to a field that was too busy to say what it is."""
        if "element-timeout" not in context.unknown:
            return False
        try:
            return self._parts.judge.may_be_secret(self._action, context.window)
        except Exception:  # noqa: BLE001 - as below
            _log.exception("telling a secret field failed")
            return True

    def _masks(self, context: Context) -> bool:
        try:
            return self._parts.judge.masks(self._action, context)
        except Exception:  # noqa: BLE001 - whatever goes wrong in judging, nothing may be shown that must not be
            _log.exception("telling a secret field failed")
            return True


def _named(why: str) -> frozenset[str]:
    return frozenset({why or "element"})


def _with_pages(window: Window, element: Element) -> Context:
    if element.pages is None:
        return Context(window, element, unknown=frozenset({"url"}))
    url, *others = element.pages or (None,)
    return Context(window, element, url, frame_url=others[-1] if others else None)


def same_place(before: Context, after: Context) -> bool:
    """Tell whether an allowed action still lands on what was judged; its content may move on by itself."""
    window = (before.window.id if before.window else None) == (after.window.id if after.window else None)
    if before.pasted() != after.pasted() or (before.url, before.frame_url) != (after.url, after.frame_url):
        return False
    if before.element is None or after.element is None:
        return window and before.element is after.element
    return window and (before.element.name, before.element.role) == (after.element.name, after.element.role)


def _lacks_echo(action: Action, context: Context) -> bool:
    """Tell whether text is handed over of which the focused element does not show the end."""
    element = context.element
    if action.kind is ActionKind.TYPE or not action.text or not action.text_exact:
        return False
    if element is None or element.is_password or not element.text:
        return False
    return not element.text.rstrip().endswith(action.text.rstrip()[-_ECHO_CHARS:])
