"""What the person makes of a held action: they write something else, and are asked about that.

# INVARIANT: a change is no answer. What was written is judged like any proposal, is always asked about as it stands
# then, is covered by no grant and gives none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Point, nearest_shown
from supervisor.core.answers import MODIFY, Answer
from supervisor.core.assessment import Verdict
from supervisor.core.changes import Change, ChangeError, Keyboard, changeable, with_keys, with_point, with_text
from supervisor.core.lifecycle import Happening, State, follow
from supervisor.core.record import is_secret
from supervisor.engine import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.context import Context
    from supervisor.core.ports import PointerFacts
    from supervisor.core.record_fields import Approval
    from supervisor.core.step import Step
    from supervisor.core.typing_buffer import TypingBuffer
    from supervisor.engine.way import Way

REASON = "reason"
"""What is written is why it is a no."""
MAX_REASON = 200
"""Characters of a reason that are kept."""
_FOCUS_S = 0.05
"""How long to wait before each further look for an element that had the focus before the person wrote."""
_FOCUS_LOOKS = 10
_CAPS = 2
"""Bit of Caps Lock in the core modifier mask."""


class Changing:
    """What a person writes about one held action.

    Attributes:
        changed: What of the action is another by now; None while it is as the agent proposed it.
    """

    def __init__(self, way: Way) -> None:
        self._way = way
        self.changed: Change | None = None
        self._proposed: Step = way.step
        self._words = ""
        self._writes = ""
        self._given = ""
        self._opened: Approval | None = None
        self._keyboard: Keyboard | None = None
        self._focus_looks = _FOCUS_LOOKS

    def offers(self) -> str:
        """Name what of the action can be another; empty for nothing."""
        way, judge = self._way, self._way.parts.judge
        secret = is_secret(way.context) or judge.masks(way.action, way.context)
        secret = secret or judge.redacted(way.action.text) != way.action.text
        what = changeable(self._proposed, way.context, secret=secret)
        return what.value if what is not None else ""

    @property
    def alone(self) -> bool:
        """True for what stands for itself: the person writes about it, or has made something else of it."""
        return self.changed is not None or self.writing

    @property
    def writing(self) -> bool:
        """True while the person writes: what would be approved then is not what they mean."""
        return bool(self._writes)

    @property
    def remark(self) -> str:
        """Say what the agent had proposed; empty while that is what is asked about."""
        return f"you changed it: the agent wanted to {self._words}" if self.changed is not None else ""

    # -- writing

    def open(self, word: str, approval: Approval) -> None:
        """Let the person write, who has asked for that by hand.

        Args:
            word: What for: `modify`, or `reject:other` for a reason of their own.
            approval: How they asked.
        """
        offered = self.offers()
        self._writes = offered if word == MODIFY else REASON
        self._opened = approval
        if not self._writes:
            self._way.engine.holds.again(self._way)
            return
        if self._writes != REASON and not rows.writing(self._way, approval):
            self._way.fail_to_record()
            return
        self._ask("")

    def _ask(self, note: str) -> None:
        given = "" if self._writes == REASON else self._given or self._first()
        self._way.engine.holds.let_write(self._way, {"what": self._writes, "given": given, "note": note})

    def _first(self) -> str:
        """Give what the agent proposed, as it can be written over."""
        draft = self._proposed.draft
        if draft is None or self._writes == Change.POINT:
            return ""
        if self._writes == Change.KEYS:
            return draft.keys
        return draft.text if draft.keys else draft.text[len(self._line.text) :]

    @property
    def _line(self) -> TypingBuffer:
        """The line as it was before the proposal."""
        now_ms = self._way.parts.loop.now_ns() // 1_000_000
        return self._way.queue.recogniser.lines.line(self._proposed.focus).at(now_ms)

    def written(self, message: Mapping[str, Any]) -> None:
        """Take what the person wrote, as the ui tells it: nobody's word for more than that it be asked about."""
        way, writes = self._way, self._writes
        if not writes:
            return
        self._writes = ""
        text, point = message.get("text"), message.get("point")
        if writes == REASON and isinstance(text, str) and _clean(text) and self._opened is not None:
            reason = _clean(text)
            way.answer(Answer(approved=False, reason=reason), replace(self._opened, note=reason))
            return
        if writes == REASON or (text is None and point is None):
            way.engine.holds.again(way)
            return
        try:
            step = self._made(Change(writes), text, point)
        except ChangeError as e:
            self._writes, self._given = writes, text if isinstance(text, str) else ""
            self._ask(str(e))
            return
        self._given = text if isinstance(text, str) else ""
        self._take(Change(writes), step)

    def _made(self, what: Change, text: object, point: object) -> Step:
        if what is Change.POINT:
            return with_point(self._proposed, self._place(point))
        if not isinstance(text, str):
            raise ChangeError("nothing was written")
        self._way.queue.place.read_keyboard()
        facts = self._way.parts.desktop.pointer()
        self._keyboard = self._keyboard_at(facts)
        make = with_text if what is Change.TEXT else with_keys
        return make(self._proposed, text, self._keyboard, self._line)

    def _place(self, point: object) -> Point:
        width, height = self._way.parts.desktop.screen_size()
        if isinstance(point, list) and len(point) == 2 and all(isinstance(one, int) for one in point):
            place = Point(int(point[0]), int(point[1]))
            if 0 <= place.x < width and 0 <= place.y < height:
                return nearest_shown(place, self._way.parts.desktop.monitors())
        raise ChangeError("that is no place on the screen")

    def _keyboard_at(self, facts: PointerFacts) -> Keyboard:
        return Keyboard(self._way.queue.recogniser.keymap, facts.group, bool(facts.modifiers & _CAPS))

    # -- what was written, on its way

    def _take(self, what: Change, step: Step) -> None:
        way, draft = self._way, step.draft
        if draft is None:
            raise AssertionError("a change has a draft")
        action = replace(
            way.action,
            kind=draft.kind,
            point=draft.point,
            keys=draft.keys,
            text=draft.text,
            text_exact=draft.text_exact,
            behind=draft.behind,
        )
        judged = way.judgement(action, way.context)
        if what is not Change.POINT and judged[1].verdict is Verdict.DENY:
            self._writes = what.value
            self._ask(f"the rules refuse that: {judged[1].reason}")
            return
        if self.changed is None:
            self._words = way.parts.judge.words(way.action, way.context)
        self.changed = what
        self._focus_looks = _FOCUS_LOOKS
        before = way.context
        way.engine.holds.remove(way, "modified")
        way.state = follow(way.state, Happening.MODIFIED)
        way.propose(step, action)
        self._look(before)

    def _look(self, before: Context) -> None:
        way = self._way
        if way.state is not State.PROPOSED:
            return
        if way.engine.closed():
            way.engine.wait_for_open(lambda: self._look(before))
            return
        way.look.restore_focus(before)
        way.look.begin(lambda context: self._seen(before, context), patient=True)

    def _seen(self, before: Context, context: Context) -> None:
        way = self._way
        if way.state is not State.PROPOSED:
            return
        slow = before.element is not None and bool(context.unknown)
        if self.changed is Change.POINT:
            way.judge_at(context)
        elif slow and context.same_target(before.without_element()) and self._focus_looks:
            # The keyboard was with the person: a program is slow to notice that it has it again.
            self._focus_looks -= 1
            way.parts.loop.after(_FOCUS_S, lambda: self._look(before))
        elif context.window is None or before.window is None or context.window.id != before.window.id:
            # It was written for another window, and may take back what stands in that one.
            way.cancel("target-gone")
        else:
            way.judge_at(context)

    def fits(self) -> bool:
        """Tell whether the keyboard still stands as it did when the keys were chosen."""
        if not self._way.step.complete:
            return True
        facts = self._way.parts.desktop.pointer()
        return self._keyboard == self._keyboard_at(facts)


def _clean(text: str) -> str:
    """Give a reason as one line of printable text."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:MAX_REASON]
