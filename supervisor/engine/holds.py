"""What waits for a person: action holds and confirmations, one asked at a time, in order."""

from __future__ import annotations

import contextlib
import math
from typing import TYPE_CHECKING, Any, cast

from supervisor.core.answers import ONCE, Reach
from supervisor.core.canary import WHAT as CANARY
from supervisor.core.fatigue import Attention, Given
from supervisor.core.record_fields import Approval
from supervisor.engine import batch as batches
from supervisor.engine.patience import Patience
from supervisor.engine.question import Question, question_about
from supervisor.engine.too_late import TooLate
from supervisor.engine.waiting_list import WaitingList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from supervisor.core.answers import Answer
    from supervisor.engine.parts import Parts
    from supervisor.engine.patience import Limit
    from supervisor.engine.question import Waiting
    from supervisor.engine.way import Way

WATCH_S = 0.1
"""How often the targets of holds are looked at: a menu that was closed must not wait for an answer."""
LATE = "late"
"""Outcome of a question whose time was over."""


class Holds:
    """The open requests.

    Attributes:
        waiting: All that wait, the one that is asked first.
        patience: The clock by which the time for an answer is counted.
        last_answered: Id of the request that was answered last; `human` checks it before it loosens.
        attention: Whether the person still reads what they approve.
        listed: The held actions as the ui lists them in a window.
        too_late: What becomes of answers to questions whose time is over.
    """

    def __init__(self, parts: Parts, new_id: Callable[[], str], changed: Callable[[], None]) -> None:
        self._parts = parts
        self.patience = Patience(parts.loop, self.tell_time)
        self._time_told: tuple[str, int, bool] | None = None
        self.too_late = TooLate(parts)
        self._changed = changed
        self._messages: dict[str, dict[str, Any]] = {}
        self._asked = ""
        self._asked_ns = 0
        self._chosen: Reach | None = None
        self._first: Approval | None = None
        self.new_id = new_id
        self.waiting: list[Waiting] = []
        self.last_answered = ""
        self.attention = Attention()
        self._watching = False
        self._quiet = self._shut = False
        self.listed = WaitingList(parts)
        self._batch: batches.Batch | None = None

    def add(self, way: Way) -> None:
        """Ask about an action."""
        message = question_about(way)
        self._list(way, message)
        # What a person has just made of it is shown to them next.
        self.put(way, message, first=way.changing.alone)
        self._watch()

    def again(self, way: Way) -> None:
        """Ask about an action again: its question was taken for something else than an answer."""
        self._replace(way, question_about(way))

    def let_write(self, way: Way, edit: dict[str, str]) -> None:
        """Let the person write, in the place of the question; a yes is not heard meanwhile.

        Args:
            way: What they write about.
            edit: `what` they write, what is `given` to be written over, and a `note`.
        """
        self._replace(way, self._messages[way.request] | {"kind": "edit", "edit": edit})

    @property
    def asked(self) -> tuple[Mapping[str, Any], int]:
        """What is asked, empty for nothing, and since when, monotonic ns."""
        return self._messages.get(self._asked, {}), self._asked_ns

    @property
    def writing(self) -> bool:
        """The person is writing: the keyboard is theirs alone."""
        return self._messages.get(self._asked, {}).get("kind") == "edit"

    def _replace(self, item: Waiting, message: dict[str, Any]) -> None:
        """Ask something else about the same; `human` takes no second answer to a question."""
        if item.request == self._asked:
            self._forget_first()
        message["first"] = ""
        del self._messages[item.request]
        self.listed.drop(item.request)
        self._parts.mirror.tell({"t": "request_closed", "id": item.request, "outcome": "changed"})
        item.request = message["id"] = self.new_id()
        self._messages[item.request] = message
        if not isinstance(item, Question | batches.Batch):
            self._list(cast("Way", item), message)
        self.ask()

    def _waits(self, request: str) -> Waiting | None:
        return next((item for item in self.waiting if item.request == request), None)

    def _list(self, way: Way, message: Mapping[str, Any]) -> None:
        row = {name: message[name] for name in ("sentence", "why", "rule", "agent", "workflow")}
        assessment = way.assessment
        stated = way.action.stated
        row |= {"tier": assessment.tier.value, "category": assessment.category.value}
        self.listed.add(way.request, row | {"confidence": stated.confidence if stated is not None else None})

    def wants_two(self, item: Waiting) -> None:
        """Ask for two gestures where one was enough until now."""
        message = self._messages[item.request]
        message["twice"] = item.twice
        if item.request == self._asked:
            self._parts.mirror.tell(message)
            self._tell_human()

    def confirm(
        self,
        what: str,
        sentence: str,
        why: str,
        on_answer: Callable[[bool, Approval], None],
        *,
        practice: bool = False,
    ) -> bool:
        """Ask the person to confirm a loosening; False for what is asked already, so that nothing changes."""
        if any(isinstance(w, Question) and w.what == what for w in self.waiting):
            return False
        question = Question(self.new_id(), what, on_answer)
        message: dict[str, Any] = {
            "t": "request",
            "id": question.request,
            "kind": "confirm",
            "sentence": sentence,
            "why": why,
        }
        rule = what if what != sentence else ""
        message |= {"rule": rule, "agent": "", "point": None, "rect": None, "deadline_s": None, "masked": False}
        if practice:
            message["practice"] = True
        # The person is asked about the supervisor first: a queue of holds must not stand before it.
        self.put(question, message, first=True)
        return True

    def put(self, item: Waiting, message: dict[str, Any], *, first: bool = False) -> None:
        """Ask something, before all other actions or after them; a test of attention makes way for whatever comes."""
        self.withdraw(CANARY)
        self._messages[item.request] = message
        if first:
            before = 0 if isinstance(item, Question) else sum(isinstance(other, Question) for other in self.waiting)
            self.waiting.insert(before, item)
        else:
            self.waiting.append(item)
        self.ask()

    def ask(self) -> None:
        """Put the first question to the person, when it is not there already."""
        if self._quiet or self._shut:
            return
        if not self.listed.opened:
            # Who goes through the list chooses what is asked together.
            self._gather(self._ways()[: batches.MOST_LOOKED_AT], batches.FROM)
        head = self.waiting[0].request if self.waiting else ""
        if head != self._asked:
            self._forget_first()
            if self._asked and self._asked in self._messages:
                # It only steps back behind a more urgent question.
                self._parts.mirror.tell({"t": "request_closed", "id": self._asked, "outcome": "changed"})
            self._asked = head
            self._chosen = None
            self._asked_ns = self._parts.loop.now_ns()
            if head:
                self._tell_request()
            batch = self._batch
            members = batch.ways if batch is not None and batch.request == head else []
            self.listed.ask(head, [way.request for way in members])
            self._tell_human()
        self._changed()

    def prefer(self, requests: Sequence[str]) -> None:
        """Ask about these first, in this order: the person goes through the list of what waits.

        What is asked before does not count for what is asked then: `human` arms anew for each question.
        """
        if not self.writing:
            with self.all_at_once():
                self._part()
                places = {request: place for place, request in enumerate(requests)}
                # Confirmations stay before all actions.
                self.waiting.sort(key=lambda w: -1 if isinstance(w, Question) else places.get(w.request, len(places)))

    def together(self, requests: Sequence[str]) -> None:
        """Ask about these as one question, as far as they are alike, and then about the others."""
        if not self.writing:
            with self.all_at_once():
                self.prefer(requests)
                chosen = set(requests)
                self._gather([way for way in self._ways() if way.request in chosen], batches.FEWEST)

    @property
    def questions(self) -> int:
        """How many questions wait."""
        return len(self.waiting) - (len(self._batch.ways) if self._batch is not None else 0)

    def _ways(self) -> list[Way]:
        return [cast("Way", item) for item in self.waiting if not isinstance(item, Question | batches.Batch)]

    def _gather(self, ways: list[Way], fewest: int) -> None:
        """Make one question of what is like the next, unless that is being read already."""
        if self._batch is not None or not ways or (fewest == batches.FROM and ways[0].request == self._asked):
            return
        batch = batches.gather(
            ways, lambda way: str(self._messages[way.request]["sentence"]), self.new_id, fewest=fewest
        )
        if batch is None or not batches.recorded(self._parts, batch):
            return
        self._batch = batch
        self._messages[batch.request] = batch.message
        self.waiting.insert(sum(isinstance(item, Question) for item in self.waiting), batch)

    def _part(self) -> None:
        """Ask about each for itself again."""
        if self._batch is not None:
            self.remove(self._batch, "changed")

    def _tell_request(self) -> None:
        """Tell the ui what is asked, with the time that is left for it now."""
        limit = self._limit()
        self._messages[self._asked] |= {
            "deadline_s": limit.left_s if limit is not None else None,
            "extends": limit is not None and not limit.bound,
        }
        self._time_told = None
        self._parts.mirror.tell(self._messages[self._asked])
        self.tell_time()

    def _limit(self) -> Limit | None:
        """Give the time limit of what is asked."""
        item = self.waiting[0] if self.waiting else None
        return item.time.limit if item is not None and item.time is not None and item.request == self._asked else None

    def tell_time(self) -> None:
        """Tell the ui how much time is left for what is asked, when a whole second has passed or it stands still."""
        limit = self._limit()
        if limit is None:
            return
        told = (self._asked, math.ceil(limit.left_s), self.patience.runs(limit))
        if told != self._time_told:
            self._time_told = told
            self._parts.mirror.tell({"t": "time", "id": told[0], "left_s": told[1], "runs": told[2]})

    def more_time(self, request: str) -> None:
        """Give the question that is asked as much time again: the person wants it."""
        if self._limit() is not None and request == self._asked:
            batch, asked = self._batch, self.waiting[0]
            for item in batch.ways if batch is not None and asked is batch else [asked]:
                if item.time is not None and item.time.limit is not None:
                    self.patience.more(item.time.limit)
            self.tell_time()

    def late(self, way: Way, *, urgent: bool) -> None:
        """Ask in another order: the time is over, and the rule lets it wait on.

        Args:
            way: What was not answered.
            urgent: Ask it before all other actions; else after them.
        """
        self.waiting.remove(way)
        place = sum(isinstance(item, Question) for item in self.waiting) if urgent else len(self.waiting)
        self.waiting.insert(place, way)
        self._messages[way.request]["urgent"] = urgent
        if self.waiting[0] is way and self._asked == way.request:
            self._tell_request()
        self.ask()

    def _tell_human(self) -> None:
        """Let `human` take answers to the question that is asked: only while there is a ui to show it."""
        asked = self._asked if self._parts.mirror.alive else ""
        message = self._messages[asked] if asked else {"kind": "action"}
        said = {"kind": message["kind"], "twice": message.get("twice", False)}
        self._parts.tell_human({"t": "pending", "request": asked or None, **said})

    def ask_again(self) -> None:
        """A new ui knows nothing: show everything to it."""
        self.listed.shut()
        for item in self.waiting:
            item.show_again()
        if self._asked:
            self._tell_request()
            self._tell_human()

    def shut(self) -> None:
        """Ask nothing, while nobody may see it: what is asked goes off the screen, and no answer counts."""
        self._forget_first()
        asked, self._asked, self._chosen, self._shut = self._asked, "", None, True
        if asked in self._messages:
            self._parts.mirror.tell({"t": "request_closed", "id": asked, "outcome": "changed"})
        self._tell_human()

    def open(self) -> None:
        """Ask again."""
        self._shut = False
        self.ask()

    def ui_lost(self) -> None:
        """Nothing can be read any more, so nothing can be answered."""
        self._forget_first()
        if self._asked:
            self._tell_human()

    def first_yes(self, request: str, *, approver: str, gesture: str) -> None:
        """Take the first of two gestures from `human`; the popup says so, and shows where the second can be."""
        item = self.waiting[0] if self.waiting else None
        if item is None or request != self._asked or not item.twice:
            return
        before, self._first = self._first, Approval(approver=approver, gesture=gesture, latency_ms=self._latency_ms())
        if before is None:
            item.first_yes(self._first)
        # Said again, `human` has forgotten the one before, and the popup has to tell it anew where the second can be.
        self._show_first(gesture)

    @property
    def half_approved(self) -> str | None:
        """The request of which one of two gestures was made; None for none."""
        return self._asked if self._first is not None else None

    def _forget_first(self) -> None:
        """Take the first yes back: what it was for is another thing, or nothing shows any more that it was said."""
        if self._first is None:
            return
        self._first = None
        for item in self.waiting:
            if item.request == self._asked:
                item.first_yes_void()
                self._show_first("")

    def _show_first(self, gesture: str) -> None:
        self._messages[self._asked]["first"] = gesture
        self._parts.mirror.tell({"t": "second", "id": self._asked, "first": gesture})

    def _attend(self, item: Waiting, *, approved: bool) -> None:
        if item.request == self._asked and not isinstance(item, Question):
            # What nobody had before them, or is no action, tells nothing of how they read what agents want.
            rule = str(self._messages[item.request]["rule"])
            self.attention.answered(Given(self._parts.loop.now_ns(), approved, self._latency_ms(), rule))

    def _latency_ms(self) -> int:
        return (self._parts.loop.now_ns() - self._asked_ns) // 1_000_000

    @contextlib.contextmanager
    def all_at_once(self) -> Iterator[None]:
        """Take several questions back without asking the next in between."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before
            self.ask()

    def remove(self, item: Waiting, outcome: str) -> None:
        """Take a question back, answered or not."""
        if item not in self.waiting:
            return
        self.waiting.remove(item)
        batch = self._batch
        if item is batch:
            self._batch = None
        elif batch is not None and item in batch.ways:
            batch.ways.remove(item)
            if not batch.ways:
                self.remove(batch, outcome)
        self._messages.pop(item.request, None)
        self.listed.drop(item.request)
        if outcome == LATE:
            self.too_late.ended(item.request)
        self._parts.mirror.tell({"t": "request_closed", "id": item.request, "outcome": outcome})
        self.ask()

    def selected(self, request: str, word: str) -> None:
        """Take how far a yes shall reach; it counts once the popup shows it."""
        item = self.waiting[0] if self.waiting else None
        if item is None or request != self._asked:
            return
        self._forget_first()
        self._chosen = item.reach.select(word) if self._chosen is None else self._chosen.select(word)
        # Until it is shown, a yes is for the one action: never further than what can be read.
        item.reach = item.reach.select(ONCE)
        message = self._messages[request]
        message["choices"] = item.choices(self._chosen)
        self._parts.mirror.tell({"t": "choice", "id": request, "choices": message["choices"]})

    def open_did(self, request: str) -> None:
        """Show what the agent did so far, or hide it again."""
        if self.waiting and request == self._asked and self._messages[request].get("did"):
            self._forget_first()
            message = self._messages[request]
            message["opened"] = not message["opened"]
            self._parts.mirror.tell({"t": "did", "id": request, "opened": message["opened"]})

    def turned(self, request: str) -> None:
        """Have the popup show the areas that it has no room for beside the others, or the first ones again."""
        if self.waiting and request == self._asked:
            self._forget_first()
            self._parts.mirror.tell({"t": "turned", "id": request})

    def choice_shown(self, request: str, breadth: str, span: str) -> None:
        """Take that the popup shows a choice."""
        item, chosen = (self.waiting[0] if self.waiting else None), self._chosen
        if item is None or request != self._asked or chosen is None:
            return
        if (chosen.breadth or ONCE, chosen.span) == (breadth, span):
            item.reach, self._chosen = chosen, None

    def write(self, request: str, word: str, *, approver: str, gesture: str) -> None:
        """Take from `human` that the person wants to write; see `core.answers`."""
        item = self._waits(request)
        if item is not None and request == self._asked:
            self._attend(item, approved=False)
            item.write(word, Approval(approver=approver, gesture=gesture, latency_ms=self._latency_ms()))
        elif item is not None:
            self._replace(item, self._messages[request])

    def written(self, message: Mapping[str, Any]) -> None:
        """Take from the ui what the person wrote."""
        if self.waiting and self.writing and message.get("id") == self._asked:
            self.waiting[0].written(message)

    def answered(self, request: str, answer: Answer, *, approver: str, gesture: str) -> None:
        """Take an answer from `human`.

        A no counts for whatever waits. A yes to a question that is not asked any more has no effect; where that waits
        behind another one by now, it is asked as a new one, since `human` would not hear a second answer to it.
        """
        item, first = self._waits(request), self._first
        if item is None:
            word = "approve" if answer.approved else "reject"
            self.too_late.answered(request, word, approver=approver, gesture=gesture)
            return
        if self._shut or (answer.approved and request != self._asked):
            self._replace(item, self._messages[request])
            return
        if answer.approved and item.twice:
            # INVARIANT: what cannot be undone is approved by two gestures that differ, whatever we are told.
            if first is None or gesture == first.gesture:
                self._replace(item, self._messages[request])
                return
            approver = approver if approver == first.approver else f"{first.approver}, then {approver}"
            gesture = f"{first.gesture}, then {gesture}"
        self.last_answered = request
        approval = Approval(approver=approver, gesture=gesture, latency_ms=self._latency_ms(), note=answer.reason)
        self._attend(item, approved=answer.approved)
        if isinstance(item, batches.Batch):
            with self.all_at_once():
                self.remove(item, "approved" if answer.approved else "rejected")
                item.answer(answer, approval)
            return
        if isinstance(item, Question):
            self.remove(item, item.closed_as(approved=answer.approved))
        item.answer(answer, approval)

    def withdraw(self, what: str) -> None:
        """Take a confirmation back: it is about something else by now."""
        for item in [w for w in self.waiting if isinstance(w, Question) and w.what == what]:
            self.remove(item, "expired")

    def drop_questions(self) -> None:
        """Take back all confirmations: the gate's state changed under them."""
        for item in [w for w in self.waiting if isinstance(w, Question)]:
            self.remove(item, "expired")

    def _watch(self) -> None:
        if not self._watching:
            self._watching = True
            self._parts.loop.after(WATCH_S, self._look)

    def _look(self) -> None:
        self._watching = False
        for item in list(self.waiting):
            item.check_target()
        if self.waiting:
            self._watch()
