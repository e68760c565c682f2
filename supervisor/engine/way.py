"""The way of one action: look, judge, show, hold, look again, send, tell."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Action, ActionKind
from supervisor.core.answers import Reach
from supervisor.core.assessment import Assessment, Decision, Tier, Verdict, sends
from supervisor.core.context import Context
from supervisor.core.fallbacks import AFTER_NO, FALLBACK_IDS, fallback
from supervisor.core.grants import Subject
from supervisor.core.lifecycle import ASKING, ENDS, Happening, State, follow
from supervisor.engine import ends, rows
from supervisor.engine.after_yes import AfterYes
from supervisor.engine.answer_time import AnswerTime
from supervisor.engine.askers import Askers
from supervisor.engine.burst import Burst
from supervisor.engine.changing import Changing
from supervisor.engine.holds import LATE
from supervisor.engine.legend import Legend
from supervisor.engine.letting_go import let_go
from supervisor.engine.look import Look
from supervisor.engine.pasting import Pasting
from supervisor.engine.second_opinion import SecondOpinion
from supervisor.engine.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.answers import Answer
    from supervisor.core.input_event import InputEvent
    from supervisor.core.ports import Source, Timer
    from supervisor.core.record_fields import Approval
    from supervisor.core.step import Step, Surroundings
    from supervisor.engine.queue import AgentQueue, Pending

_log = logging.getLogger(__name__)
_MAX_LOOKS = 3
"""A target that keeps changing under an allowed action is asked about after this many looks."""
_LET_GO_S = 2.0
"""Longest wait for the person's hand before a refused drag is cancelled all the same."""


class Way:
    """One proposal on its way.

    Attributes:
        state: Where it is, by `core.lifecycle`.
        action: What is proposed.
        context: Where it would land, as last looked up.
        assessment: What it would do.
        decision: What follows.
        askers: Clients that wait for it.
        request: Id of the approval request while held; empty otherwise.
        held_ns: When the hold began, monotonic; 0 when it never did.
        reach: How far a yes would reach, as the person has chosen and the popup shows.
        approval: The person's answer, once there is one.
        look: What looks its target up.
        second: What asks the external judge about it.
        began_ns: When it was proposed, monotonic.
        showing: What is shown before it is sent.
        after_yes: What follows a yes.
        changing: What the person makes of it.
        time: How long the person may take to answer.
        rejected: A person said no.
        counted: It is counted among others like it, and has no rows of its own.
        announced: What the row of the person's yes says will be sent; None while there is none.
    """

    def __init__(self, queue: AgentQueue, pending: Pending, step: Step, action: Action, around: Surroundings) -> None:
        self.queue = queue
        self.engine = queue.engine
        self.parts = queue.engine.parts
        self.pending = pending
        self.state = State.PROPOSED
        self.context = Context()
        self.assessment = Assessment(Tier.HIGH_RISK)
        self.decision = fallback("engine-error")
        self.propose(step, action, around)
        self._seen = around.seen
        self.askers = Askers(pending.source, pending.event, drop=self.is_drop)
        self.request = ""
        self.held_ns = 0
        self.mirror = 0
        self._pasting = Pasting(queue, ready=self.send, failed=self._not_sent)
        self._burst: Burst | None = None
        self._fresh = False
        self._looks = 0
        self._version = self.parts.judge.version()
        self.counted = False
        self.began_ns = self.parts.loop.now_ns()
        self._timer: Timer | None = None
        self.showing = Showing(self)
        self.after_yes = AfterYes(self)
        self.changing = Changing(self)
        self.time = AnswerTime(self)
        self.approval: Approval | None = None
        self.rejected = False
        self.announced: tuple[InputEvent, ...] | None = None
        self.reach = Reach()

    def propose(self, step: Step, action: Action, around: Surroundings | None = None) -> None:
        """Take what it is about: the agent's proposal with what was found around it, or what a person made of it."""
        self.step = step
        self.action = action
        self.look = Look(self.parts, action, step, self.queue.place.line_in)
        self.second = SecondOpinion(self.look)
        self._legend = Legend(self.queue, step, around)
        self._patient = False

    # -- look and judge

    def begin(self) -> None:
        """Look the target up and judge."""
        self._fresh = True
        self.look.first(self.judge_at, self._seen)
        self._fresh = False

    @property
    def subject(self) -> Subject:
        """What it is, as far as grants go."""
        # What a fallback asks about, it asks because something is amiss: no other answer speaks of that.
        alone = self.is_drop or self.changing.alone or self.decision.rule_id in FALLBACK_IDS
        alone = alone or self.parts.judge.masks(self.action, self.context) or self.engine.levels.oversees(self)
        return Subject.of(self.action, self.context, self.assessment, self.decision, alone=alone)

    def choices(self, reach: Reach) -> dict[str, Any]:
        """Give what the popup shows of how far a yes would reach."""
        return self.engine.standing.choices(self.subject, reach) | {"change": self.changing.offers()}

    @property
    def is_drop(self) -> bool:
        """True for the drop of a drag: its button is down all the time."""
        return self.action.kind is ActionKind.DRAG

    @property
    def owns_seat(self) -> bool:
        """True while nobody else may use the seat: on the way to it, or held with a menu open or a button down."""
        if self.held:
            window = self.context.window
            keeps = self.is_drop or (window is not None and window.override_redirect)
            return keeps or (self.state is State.APPROVED and self.after_yes.hands_up)
        return self.state not in ENDS

    @property
    def held(self) -> bool:
        """True while it waits for the person: for the answer, or for the hands that gave it."""
        return self.state in ASKING or self.state is State.APPROVED

    @property
    def twice(self) -> bool:
        """True for what cannot be undone: a yes takes two different gestures."""
        return self.assessment.tier is Tier.IRREVERSIBLE

    def judge_at(self, context: Context) -> None:
        """Judge it by what was found."""
        self.announced = None
        self.context = self.engine.standing.with_history(self.action, context)
        self._looks += 1
        self.assessment, self.decision = self.judgement(self.action, self.context)
        if self._looks > _MAX_LOOKS and self.decision.verdict is Verdict.ALLOW:
            self.decision = fallback("target-changed")
        if self.decision.verdict is Verdict.ASK and "element-timeout" in context.unknown and not self._patient:
            # Asked about something half seen, a person answers badly, and the answer is void once it is seen whole.
            self._patient = True
            self.look.begin(self.judge_at, patient=True)
            return
        if self.decision.verdict is Verdict.ASK and not self.look.whom and sends(self.assessment):
            self.look.whom = True
            self.look.begin(self.judge_at, patient=True)
            return
        self.second.seek(self, self._decided, self.judge_at)

    def judgement(self, action: Action, context: Context) -> tuple[Assessment, Decision]:
        """Judge by the rules that hold now; whatever goes wrong, the answer is no."""
        self._version = self.parts.judge.version()
        window = context.window
        if window is not None and action.kind is not ActionKind.MOVE and self.parts.desktop.is_ours(window):
            # INVARIANT: whatever the policy allows, no agent presses or types in a window of ours.
            return Assessment(Tier.HIGH_RISK), fallback("own-window")
        try:
            return self.parts.judge.judge(action, context)
        except Exception:  # noqa: BLE001 - whatever goes wrong in judging, the gate must refuse and record
            _log.exception("judging failed")
            return Assessment(Tier.HIGH_RISK), fallback("engine-error")

    def rules_changed(self) -> None:
        """Judge what is held by the rules that hold now: nobody is asked any more what they deny."""
        if not self.held:
            return
        assessment, decision = self.judgement(self.action, self.context)
        if decision.verdict is Verdict.DENY:
            self.assessment, self.decision = assessment, decision
            self._end(Happening.DENIED, expire="behind-reject")
        elif assessment.tier is Tier.IRREVERSIBLE and not self.twice and self.state is State.APPROVED:
            # One yes was enough when it was asked; it is not any more.
            self.ask_anew(self.context)
        elif assessment.tier is Tier.IRREVERSIBLE and not self.twice:
            self.assessment = assessment
            self.state = follow(self.state, Happening.ASKED_FOR_TWO)
            self.engine.holds.wants_two(self)

    def _decided(self) -> None:
        if self.changing.changed is not None:
            # INVARIANT: what a person made of it is asked about whatever the rules allow, and no other answer counts.
            if self.decision.verdict is Verdict.ALLOW:
                self.decision = fallback("modified")
        else:
            self.decision = self.engine.standing.as_defined(self.action, self.engine.levels.decide(self))
        if not self.held_ns:
            # INVARIANT: an agent's word makes it graver only.
            self.decision = self.pending.spoken.asks(self.decision)
        if self.decision.verdict is Verdict.ASK and self.parts.headless:
            self.decision = fallback("no-approver", self.decision.reason)
        if self.decision.verdict is Verdict.ASK and not self.held_ns and self._goes_on():
            self.decision = fallback("after-reject")
        if self.decision.verdict is Verdict.ASK and not self.held_ns:
            self.decision = self.engine.standing.repeated(self.action, self.context) or self.decision
        if self.decision.rule_id in AFTER_NO:
            self.counted = not self.engine.flood.tells(self.action.agent, self.decision.rule_id)
        if self.decision.verdict is not Verdict.ALLOW:
            self.queue.lead_in.go()
        recorded = self.counted or rows.decided(self)
        if not recorded:
            self.decision = fallback("record-failed", self.parts.recorder.failure)
        if self.decision.verdict is Verdict.DENY:
            self._end(Happening.DENIED, expire="behind-reject")
        elif self.decision.verdict is Verdict.ASK:
            self._hold()
        else:
            self.state = follow(self.state, Happening.ALLOWED)
            self.showing.begin()

    def _goes_on(self) -> bool:
        """Tell whether the agent goes on after a no as if it had not heard it; who is told has heard."""
        return not self.pending.spoken.call and self.queue.goes_on()

    # -- hold

    def _hold(self) -> None:
        self.state = follow(self.state, Happening.ASKED_FOR_TWO if self.twice else Happening.ASKED)
        self.held_ns = self.held_ns or self.parts.loop.now_ns()
        if self.askers.gone:
            self.cancel("client-gone")
            return
        if self.is_drop:
            self.engine.lift_keys(self.queue)
        else:
            self.engine.lift(self.queue)
        self.request = self.engine.holds.new_id()
        if not rows.requested(self):
            self.fail_to_record()
            return
        self.mirror = self.parts.mirror.show(self.action, self.context, "held", ack=False)
        self.reach = self.engine.standing.reach(self.subject) if self.changing.changed is None else Reach()
        self.time.begin(self._held_s())
        self.engine.holds.add(self)
        self.queue.calls.held(self.pending.spoken.call)
        self.engine.seat_freed(self.queue)

    def late(self) -> None:
        """Take that the time to answer is over."""
        if self.state in ASKING:
            self.decision = fallback("drop-timeout" if self.is_drop else "deadline")
            self._end(Happening.LATE, expire="behind-reject")
        elif self.state is State.APPROVED:
            # The person's own hands keep it from being sent, and a button cannot stay down for as long as they like.
            self.cancel("drop-timeout")

    def first_yes(self, approval: Approval) -> None:
        """Take the first of two gestures."""
        self.state = follow(self.state, Happening.FIRST_YES)
        rows.half_approved(self, approval)

    def first_yes_void(self) -> None:
        """Forget it."""
        if self.state is State.HALF_APPROVED:
            self.state = follow(self.state, Happening.FIRST_YES_VOID)

    def wait_on(self, happening: Happening) -> None:
        """Take that the time to answer is over, and that the person is asked in another order from now on."""
        self.state = follow(self.state, happening)
        rows.waits_on(self)
        self.engine.holds.late(self, urgent=happening is Happening.ESCALATED)

    def answer(self, answer: Answer, approval: Approval) -> None:
        """Take the person's answer; a yes to what takes two gestures only after the first."""
        approved = answer.approved
        if self.state not in ASKING or (approved and (self.state is State.HELD_FOR_TWO or self.changing.writing)):
            return
        self.approval = approval
        if not self.is_drop:
            self.time.end()
        self.engine.holds.remove(self, "approved" if approved else "rejected")
        self.announced = self._plan() if approved else None
        recorded = rows.answered(self, approval, announced=self.announced)
        self.engine.levels.answered(self, approved=approved)
        if self.changing.changed is None:
            self.engine.standing.count(self.subject, answer, self.action, self.context)
            self.engine.past.answered(self.subject, answer)
        if not approved:
            why = f"a person rejected it: {answer.reason}" if answer.reason else "a person rejected it"
            self.decision = Decision(Verdict.DENY, self.decision.rule_id, why)
            self.rejected = True
            self.queue.rejected()
            self._end(Happening.ANSWERED_NO, expire="behind-reject")
            return
        half = self.state is State.HALF_APPROVED
        self.state = follow(self.state, Happening.SECOND_YES if half else Happening.ANSWERED_YES)
        if not recorded:
            self.fail_to_record()
            return
        self.after_yes.go()

    def write(self, word: str, approval: Approval) -> None:
        """Let the person write what shall be done instead, or why it is a no."""
        if self.state in ASKING:
            self.changing.open(word, approval)

    def written(self, message: Mapping[str, Any]) -> None:
        """Take what the person wrote."""
        if self.state in ASKING:
            self.changing.written(message)

    def fail_to_record(self) -> None:
        """End what could not be recorded."""
        self.decision = fallback("record-failed", self.parts.recorder.failure)
        self._end(Happening.FAILED, expire="behind-reject")

    def changed(self, context: Context) -> None:
        """Judge again what was to be sent to another target."""
        self.state = follow(self.state, Happening.CHANGED)
        self.judge_at(context)

    def ask_anew(self, context: Context) -> None:
        """Judge again what was approved for another target, and ask even where a rule allows."""
        self.state = follow(self.state, Happening.CHANGED)
        self._looks = _MAX_LOOKS
        self.judge_at(context)

    def check_target(self) -> None:
        """End a hold whose target has gone meanwhile, e.g. a menu that the person closed."""
        if self.state in ASKING and self.look.gone(self.context):
            self.cancel("target-gone")

    def show_again(self) -> None:
        """Show a held action to a ui that has just come."""
        if self.state in ASKING:
            self.mirror = self.parts.mirror.show(self.action, self.context, "held", ack=False)

    # -- send

    def _must_wait(self) -> bool:
        """Wait for an open gate, a ui, the person's hands; True when there is something to wait for."""
        if self.engine.closed():
            self.engine.wait_for_open(self._again)
        elif not self.parts.headless and not self.parts.mirror.alive:
            # It was shown, but by a ui that is gone now.
            self.engine.wait_for_ui(self.after_yes.go if self.state is State.APPROVED else self.showing.look_again)
        elif rest_ns := 0 if self.held_ns else self.engine.rests_in_ns(self.queue):
            self._timer = self.parts.loop.after(rest_ns / 1e9, self._again)
        else:
            return False
        return True

    def send(self) -> None:
        """Send it, when there is nothing to wait for and it is still what was decided."""
        if self.state is State.SHOWN and self._version != self.parts.judge.version():
            # What was allowed need not be any more.
            self.changed(self.context)
            return
        if self._must_wait():
            self._pasting.end()
            return
        if self.context.pastes and not self._pasting.begun:
            # A click is made whole: programs paste at its release, and by then the selection could be another.
            self.step = self.queue.recogniser.whole(self.step)
            self._pasting.begin(self.context)
            return
        if not (self._fresh or (self._legend.stands(self.step) and self.changing.fits())):
            # Its keys mean something else by now: neither the judgement nor an answer was about that.
            self._not_sent("scene-changed")
            return
        events = self._plan()
        if not rows.sending(self, events, self.announced):
            self.fail_to_record()
            return
        if not self.showing.published():
            return
        self.state = follow(self.state, Happening.SEND)
        apart = bool(self.held_ns)
        self._burst = Burst(self.queue, events, apart=apart, done=self._sent, failed=self._not_sent)
        self._burst.begin()

    def _plan(self) -> tuple[InputEvent, ...]:
        return self.queue.recogniser.plan(self.step, anew=bool(self.held_ns))

    def _not_sent(self, rule_id: str, partly: bool = False) -> None:
        self.decision = fallback("partly-made", rule_id) if partly else fallback(rule_id)
        self._end(Happening.CUT_OFF if partly else Happening.FAILED, expire="behind-hold")

    def _again(self) -> None:
        """Look anew after the gate was closed, or the person busy, for a while."""
        if self.state is State.APPROVED:
            self.after_yes.go()
        else:
            self.showing.over()

    def _sent(self) -> None:
        self._pasting.await_fetch(self.look.line, self._performed)

    def _performed(self) -> None:
        self.engine.standing.sent(self.action, self.context)
        self.queue.performed(self.step, self._pasting.pasted)
        if self.action.text and self.action.kind is ActionKind.TYPE:
            self.queue.note_typing(self.context)
        self._end(Happening.SENT, expire=self._expiry_after_hold())

    def _expiry_after_hold(self) -> str:
        return "behind-hold" if self._held_s() > self.parts.settings.queue_expiry_s else ""

    def _held_s(self) -> float:
        return (self.parts.loop.now_ns() - self.held_ns) / 1e9 if self.held_ns else 0.0

    # -- ends

    def stop(self) -> None:
        """A person pressed stop."""
        if self.state not in ENDS:
            self.decision = fallback("stopped")
            self._end(Happening.STOP, expire="stopped")

    def cancel(self, rule_id: str) -> None:
        """End it before it is sent; what is written cannot be called back."""
        if self.state not in ENDS and self.state is not State.SENDING:
            self.decision = fallback(rule_id)
            self._end(Happening.GONE, expire=rule_id if rule_id == "scene-changed" else "behind-hold")

    def call_off(self, rule_id: str) -> None:
        """End it, unless others ask for the same, or it is being sent."""
        if len(self.askers.sources) == 1:
            self.cancel(rule_id)
        else:
            self.client_gone(self.pending.source)

    def client_gone(self, source: Source) -> None:
        """A client left: what it held is cancelled; what was allowed is still sent."""
        if source not in self.askers.sources or not self.held:
            return
        if self.parts.latched():
            # A stop kills the programs before word of it gets here.
            self.stop()
        elif not self.askers.leaves(source):
            self.cancel("client-gone")

    def joins(self, source: Source, event: InputEvent) -> bool:
        """Let an identical proposal join the hold; its motion and its modifiers, which are there, join at once."""
        if not self.held or source in self.askers.sources:
            return False
        if self.askers.leads_there(source, event, self.queue.recogniser, self.parts.desktop):
            return True
        if not self.askers.joins(source, event):
            return False
        self.engine.telling.counts["joined"] += 1
        return True

    def _end(self, happening: Happening, *, expire: str) -> None:
        was = self.state
        self.state = follow(self.state, happening)
        self.look.end()
        self.second.end()
        self._pasting.end()
        if self._burst is not None:
            self._burst.end()
        if self._timer is not None:
            self._timer.cancel()
        self.showing.end()
        self.time.end()
        self.engine.aside.end(self)
        if was in ASKING:
            ended = {State.EXPIRED: "expired", State.STOPPED: "stopped"}.get(self.state, "rejected")
            self.engine.holds.remove(self, LATE if happening is Happening.LATE else ended)
        done = self.state is State.DONE
        if not done:
            self.queue.recogniser.refused(self.step)
        at_last = done and not self.held_ns
        if not at_last:
            ends.note(self)
        if self.is_drop and not done and self.state is not State.STOPPED:
            wait_s = _LET_GO_S if happening is Happening.ANSWERED_NO else 0.0
            let_go(self.queue, expire, self.parts.loop.now_ns() + int(wait_s * 1e9))
        else:
            # Whoever made it is told first of what was done unasked: the next of it is on its way meanwhile.
            self.queue.way_over(expire=expire, then=partial(ends.note, self) if at_last else None)
