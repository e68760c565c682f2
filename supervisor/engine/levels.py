"""Levels of autonomy at work: what holds for an action, what a person's answers change, what a person chooses.

What tightens is done at once, whoever wants it. What loosens is shown to the person word for word and confirmed by a
hand at keyboard or pointer, of which `human` tells.

# INVARIANT: a level for which there is no row in the record does not hold, save one that is stricter.
"""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from supervisor.core.assessment import Decision, Verdict
from supervisor.core.autonomy import Judged, Level, ruling
from supervisor.core.autonomy_dial import Change, Dial, DialError, Part
from supervisor.core.autonomy_figures import FOR_IT, Result
from supervisor.core.autonomy_promotion import Trial, earned_scope, promotion, tightening
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from supervisor.core.fatigue import REFLEX_MS
from supervisor.core.record import Event
from supervisor.core.undo import ORIGIN
from supervisor.engine.kept_levels import KeptLevels
from supervisor.engine.level_changes import past_the_policy, what_changes
from supervisor.engine.level_news import level_news, shown_level
from supervisor.engine.level_words import span_words, told
from supervisor.engine.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.assessment import Tier
    from supervisor.core.autonomy_dial import Standing
    from supervisor.core.autonomy_promotion import Step
    from supervisor.core.autonomy_terms import Terms
    from supervisor.core.record_fields import Approval
    from supervisor.engine.engine import Engine
    from supervisor.engine.way import Way

_BEGINS = "your policy begins there"
_CONFIRM = "asked: a person must confirm it at the screen"
_CONFIRM_ALREADY = "asked already: a person must confirm it at the screen"
_NOTHING = "nothing to do"
_NO_HAND = "a keyboard or pointer of this machine has to confirm it: ask for it again"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A level that somebody wants to hold."""

    level: Level
    scope: Scope = EVERYTHING
    for_ns: int | None = None
    """How long, ns; None for as long as nobody changes it."""
    meets: Level | None = None
    """The level that whoever wants it saw hold there; None when they saw none."""

    @property
    def words(self) -> str:
        """What would hold, for a person."""
        span = f" for {span_words(self.for_ns)}" if self.for_ns is not None else ""
        return f"{self.level} for {self.scope.words}{span}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level that an agent has earned, for a person to take or refuse when they care to."""

    name: str
    level: Level
    scope: Scope
    situation: Situation
    """Of the answer by which it was earned."""
    ground: str
    """One clause for a person."""


class Levels:
    """The dial of one supervisor.

    Attributes:
        dial: What holds.
        kept: What of it outlasts the supervisor.
        stages: Who is on the way through the stages.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._parts = engine.parts
        self._trials: dict[Scope, Trial] = {}
        self._yeses: dict[Scope, Approval] = {}
        self._waiting: dict[str, tuple[str, Callable[[Approval], None], Approval]] = {}
        self._proposals: dict[Scope, Proposal] = {}
        self._numbers = itertools.count(1)
        self.dial = Dial.starting_at(self._terms.level, _BEGINS)
        self.kept = KeptLevels(
            self._parts, lambda: self.dial, self._trials, self._change, lambda: [one.scope for one in self.proposals]
        )
        self.stages = Stages(engine, self, self._trials, self._change)

    # -- an action

    def decide(self, way: Way) -> Decision:
        """Give what the level and the answers that stand make of the policy's decision."""
        decision = self._at_level(way)
        if decision.verdict is Verdict.ASK:
            way.decision = decision
            return self._engine.standing.apply(way.subject) or decision
        if way.decision.verdict is Verdict.ASK and decision.verdict is Verdict.ALLOW:
            # INVARIANT: what a person has refused no level lets pass while their no stands.
            return self._engine.standing.refused(way.subject, way.action, way.context) or decision
        return decision

    def _at_level(self, way: Way) -> Decision:
        standing, terms = self.standing(way), self._terms
        said = way.action.stated.confidence if way.action.stated is not None else None
        judged = Judged(way.assessment, way.decision, said)
        if way.decision.verdict is Verdict.ASK and standing.level.rank > Level.APPROVAL_GATES.rank:
            # Only here does anything else count, and looking costs as much as judging.
            # INVARIANT: what is asked because the external judge took it to be graver passes at no level below full
            # autonomy, whichever rule asks.
            found, asks_to = self._parts.judge.out_of_ordinary(way.action, way.context, way.second.raised)
            trial = self._trials.get(earned_scope(_situation(way)), Trial())
            earned = trial.earned(terms.evidence)
            judged = Judged(way.assessment, way.decision, said, earned, found, asks_to)
        decision = ruling(standing.level, judged, terms.confidence).decision
        if way.held_ns and decision.verdict is Verdict.ALLOW:
            # What a person was asked about is theirs to answer, whatever the level is by now.
            return way.decision
        return decision

    def oversees(self, way: Way) -> bool:
        """Tell whether each action like this is asked, so that no answer speaks of another."""
        return self.standing(way).level is Level.FULL_OVERSIGHT

    def standing(self, way: Way) -> Standing:
        """Give the level that holds for an action, and why."""
        self._sweep()
        situation = _situation(way)
        return self.dial.standing(situation, self._parts.boot_ns(), self._terms.cap(situation))

    @property
    def _terms(self) -> Terms:
        return self._parts.judge.terms()

    # -- what answers change

    def answered(self, way: Way, *, approved: bool) -> None:
        """Count an answer; a no tightens at once, and enough yeses earn a level."""
        if way.action.origin == ORIGIN:
            # What a person ordered is no agent's doing.
            return
        result = Result.APPROVED if way.changing.changed is None else Result.MODIFIED
        if not approved:
            result = Result.REJECTED
        situation, tier, before = _situation(way), way.assessment.tier, self.dial
        if result is not Result.APPROVED or self._speaks(earned_scope(situation), way.approval):
            self._count(situation, tier, result)
        self.stages.answered(situation, tier, result, way.approval, tightened=self.dial is not before)

    def _speaks(self, scope: Scope, said: Approval | None) -> bool:
        """Tell whether a yes counts."""
        if said is not None and (said.latency_ms < REFLEX_MS or self._yeses.get(scope) is said):
            # INVARIANT: a yes to what nobody can have read is none, and one to many at once is one; a no is one
            # against each of them.
            return False
        if said is not None:
            self._yeses[scope] = said
        return True

    def found_right(self, situation: Situation, tier: Tier, said: Approval | None = None) -> None:
        """Count that what passed unasked was right; `said` is how a person confirmed it, and of several the same."""
        self._count(situation, tier, Result.FOUND_RIGHT)
        self.stages.answered(situation, tier, Result.FOUND_RIGHT, said, tightened=False)

    def found_wrong(self, situation: Situation, tier: Tier) -> None:
        """Count that it was wrong, in each workflow that it may have been: in which it was is not known."""
        scope, dial = earned_scope(replace(situation, workflow="")), self.dial
        scopes = (*self._trials, *dial.settings, *dial.loans, *dial.ceilings)
        for workflow in ("", *sorted({one.workflow for one in scopes if one.workflow and one.meets(scope)})):
            self._count(replace(situation, workflow=workflow), tier, Result.FOUND_WRONG)
        tightened = self.dial is not dial
        self.stages.answered(situation, tier, Result.FOUND_WRONG, None, tightened=tightened)

    def _count(self, situation: Situation, tier: Tier, result: Result) -> None:
        scope, terms, now_ns = earned_scope(situation), self._terms, self._parts.boot_ns()
        before = self._trials.get(scope, Trial())
        trial = self._trials[scope] = before.after(result, tier, 1 - terms.evidence.rate)
        lost = tightening(self.dial, situation, trial, result, terms=terms, now_ns=now_ns)
        if lost is not None:
            self._trials[scope] = lost.trial
            self._change(lost.changes)
            return
        if trial.begun and not before.begun:
            self.kept.keep()
        if result not in FOR_IT:
            # Only a yes raises: a no may come when the answers before it are enough at last.
            return
        step = self._earned(situation, trial)
        if step is not None and step.proposed:
            self._propose(scope, situation, step)
        elif step is not None and self._change(step.changes):
            self._trials[scope] = step.trial

    def _earned(self, situation: Situation, trial: Trial) -> Step | None:
        """Give the promotion that an agent has earned, where its stage has room for it."""
        step = promotion(self.dial, situation, trial, self._terms, self._parts.boot_ns())
        level = _reached(step) if step is not None else None
        return step if level is not None and self.stages.permits(situation, level) else None

    def _propose(self, scope: Scope, situation: Situation, step: Step) -> None:
        level = _reached(step)
        if self._parts.headless or level is None:
            return
        before = self._proposals.get(scope)
        name = before.name if before is not None and before.level is level else f"p{next(self._numbers)}"
        self._proposals[scope] = Proposal(name, level, scope, situation, step.changes[-1].ground)
        self._engine.publish()

    @property
    def proposals(self) -> list[Proposal]:
        """What agents have earned and no person has taken or refused yet."""
        self._proposals = {scope: one for scope, one in self._proposals.items() if self._still(one) is not None}
        return list(self._proposals.values())

    def _still(self, proposal: Proposal) -> Step | None:
        """Give the step that was proposed, if the answers since then and the levels of now still call for it."""
        step = self._earned(proposal.situation, self._trials.get(proposal.scope, Trial()))
        return step if step is not None and _reached(step) is proposal.level else None

    def accept(self, name: str) -> str:
        """Have the person asked whether a level that was earned holds from now on; says what became of it."""
        proposal = self._proposed(name)
        if proposal is None:
            return _NOTHING

        def confirmed(approval: Approval) -> None:
            still = self._still(proposal)
            if still is not None and self._change(still.changes, approval):
                self._trials[proposal.scope] = still.trial
                self._withdraw(proposal)

        words = f"From now on {proposal.level} for {proposal.scope.words}?"
        return self.confirm(words, proposal.ground, confirmed, lambda: self._refuse(proposal))

    def decline(self, name: str, how: str) -> str:
        """Leave all as it is, at once and whoever says it: the agent has to earn the level anew.

        Args:
            name: The proposal's.
            how: `command` or `tray`.

        Returns:
            What became of it, in a few words.
        """
        proposal = self._proposed(name)
        if proposal is None:
            return _NOTHING
        words = f"From now on {proposal.level} for {proposal.scope.words}?"
        outcome = {"question": "level", "answer": "reject", "sentence": words, "how": how}
        self._parts.recorder.write(Event.ANSWERED, durable=True, outcome=outcome)
        self._refuse(proposal)
        return "left as it is"

    def _proposed(self, name: str) -> Proposal | None:
        return next((one for one in self.proposals if one.name == name), None)

    def _refuse(self, proposal: Proposal) -> None:
        # It is theirs to say, and the next proposal takes answers of its own, and more of them.
        self._trials[proposal.scope] = self._trials.get(proposal.scope, Trial()).declined()
        self.kept.keep()
        self._withdraw(proposal)

    def _withdraw(self, proposal: Proposal) -> None:
        self._proposals.pop(proposal.scope, None)
        self._engine.publish()

    # -- what a person chooses

    def want(self, wanted: Wanted, how: str) -> str:
        """Tighten at once, or have the person asked.

        Args:
            wanted: The level, for whom and how long.
            how: `command` or `tray`.

        Returns:
            What became of it, in a few words.
        """
        terms = self._terms
        refused = past_the_policy(wanted.level, wanted.scope, terms)
        if refused:
            return refused
        try:
            changes = self._changes(wanted, f"set by {how}")
        except DialError as e:
            return str(e)
        if self.dial.only_tightens(changes):
            # What was earned before a person tightened says nothing against their word.
            self._trials |= {one: trial.tightened() for one, trial in self._trials.items() if one.meets(wanted.scope)}
            self._change(changes)
            return f"set: {wanted.words}"
        now = shown_level(wanted.scope, self.dial, terms, self._parts.boot_ns())
        if wanted.meets not in (None, now):
            # INVARIANT: who loosens has seen what they loosen; another may have tightened it meanwhile.
            return f"it is {now} by now for {wanted.scope.words}: look at it again"
        seen = self.dial.about(wanted.scope)

        def confirmed(approval: Approval) -> None:
            if self.dial.about(wanted.scope) != seen:
                self.want(replace(wanted, meets=None), how)
                return
            with suppress(DialError):
                self._change(self._changes(wanted, "chosen by a person"), approval)

        why = what_changes(wanted.level, wanted.scope, changes, self.dial, terms=terms, now_ns=self._parts.boot_ns())
        doubt = self.kept.doubt(wanted.scope.agent) if wanted.level.rank > Level.APPROVAL_GATES.rank else ""
        asked = f"Let {wanted.level} hold{wanted.words.removeprefix(wanted.level)}?"
        return self.confirm(asked, "; ".join(filter(None, (why, doubt))), confirmed)

    def end_loan(self, scope: Scope, how: str) -> str:
        """End what was lent before its time; where something laxer may stand behind it, a person is asked.

        Args:
            scope: For whom it was lent.
            how: `command` or `tray`.

        Returns:
            What became of it, in a few words.
        """
        if scope not in self.dial.loans:
            return _NOTHING

        def changes(ground: str) -> tuple[Change, ...]:
            loan = self.dial.loans.get(scope)
            return (Change(Part.LOAN, scope, loan, None, ground, self._parts.boot_ns()),) if loan is not None else ()

        ending = changes(f"ended by {how}")
        if self.dial.only_tightens(ending):
            self._change(ending)
            return "ended"

        def confirmed(approval: Approval) -> None:
            self._change(changes("ended by a person"), approval)

        words = f"End what was lent for {scope.words} now?"
        return self.confirm(words, "what holds in its place may be laxer", confirmed)

    def _changes(self, wanted: Wanted, ground: str) -> tuple[Change, ...]:
        now_ns = self._parts.boot_ns()
        if wanted.for_ns is not None:
            return self.dial.lend(wanted.scope, wanted.level, wanted.for_ns, ground=ground, now_ns=now_ns)
        return self.dial.set(wanted.scope, wanted.level, ground=ground, now_ns=now_ns)

    def confirm(
        self,
        sentence: str,
        why: str,
        confirmed: Callable[[Approval], None],
        refused: Callable[[], None] = lambda: None,
        *,
        what: str = "",
    ) -> str:
        """Have the person asked about what loosens; it is done once a hand at keyboard or pointer has confirmed it.

        Args:
            sentence: What they are asked.
            why: What it means.
            confirmed: Does it.
            refused: Hears of a no.
            what: What is asked once at a time; empty for the sentence.

        Returns:
            What became of it, in a few words.
        """
        if self._engine.stopped:
            return "all is stopped: re-arm first, what is laxer holds for agents that work"
        if self._parts.headless:
            return "nobody can be asked here: what is laxer a person has to confirm at a screen"
        name = f"level {next(self._numbers)}"

        def answered(yes: bool, approval: Approval) -> None:
            outcome = {"question": "level", "answer": "approve" if yes else "reject", "sentence": sentence}
            recorded = self._parts.recorder.write(Event.ANSWERED, durable=True, approval=approval, outcome=outcome)
            if not yes:
                refused()
            elif recorded:
                self._waiting[name] = sentence, confirmed, approval
                request = self._engine.holds.last_answered
                self._parts.tell_human({"t": "policy", "request": request, "digest": name})

        asked = self._engine.holds.confirm(what or sentence, sentence, why, answered)
        return _CONFIRM if asked else _CONFIRM_ALREADY

    def stopped(self) -> None:
        """Take back what was lent, and what is not confirmed yet: everything was stopped."""
        self._sweep()

    def confirmed_by_hand(self, name: str) -> None:
        """Take the word of `human` that a hand at keyboard or pointer confirmed what was asked."""
        if name in self._waiting:
            _, confirmed, approval = self._waiting.pop(name)
            self._engine.telling.unconfirmed = ""
            confirmed(approval)

    def refused_by_hand(self, name: str) -> None:
        """Take the word of `human` that it saw no hand confirm what was asked: that alone is over."""
        if name in self._waiting:
            sentence = self._waiting.pop(name)[0]
            outcome = {"question": "level", "answer": "reject", "sentence": sentence, "why": _NO_HAND}
            self._parts.recorder.write(Event.ANSWERED, durable=True, outcome=outcome)
            self._engine.telling.unconfirmed = f"“{sentence}” is not done: {_NO_HAND}"
            self._engine.publish()

    # -- the dial

    def _change(self, changes: tuple[Change, ...], approval: Approval | None = None) -> bool:
        """Let changes hold; what loosens only once it is recorded."""
        tightens = self.dial.only_tightens(changes)
        after = self.dial.apply(changes)
        rows = [self._recorded(change, approval) for change in changes]
        if not all(rows) and not tightens:
            return False
        self.dial = after
        ends = [change.after.ends_ns for change in changes if change.after is not None and change.after.ends_ns]
        for end_ns in ends:
            self._parts.loop.after((end_ns - self._parts.boot_ns()) / 1e9, self._sweep)
        self.kept.keep()
        self._parts.judge.levels_changed()
        self._engine.publish()
        return True

    def _recorded(self, change: Change, approval: Approval | None) -> bool:
        outcome = {
            "part": change.part.value,
            "scope": change.scope.words,
            "before": change.before.level.value if change.before is not None else None,
            "after": change.after.level.value if change.after is not None else None,
            "why": change.ground,
        }
        if change.after is not None and change.after.ends_ns is not None:
            outcome["seconds"] = str(round((change.after.ends_ns - change.at_ns) / 1e9))
        more: dict[str, Any] = {"approval": approval} if approval is not None else {}
        return self._parts.recorder.write(
            Event.LEVEL_CHANGED, change.scope.agent, durable=True, outcome=outcome, **more
        )

    def _sweep(self) -> None:
        """End loans that are over, all after a stop, and follow the policy where nobody has chosen a level."""
        stopped = self._engine.stopped
        if stopped:
            self._waiting.clear()
        if self.dial.loans:
            now_ns = self._parts.boot_ns()
            over = self.dial.recalled("everything was stopped", now_ns) if stopped else self.dial.swept(now_ns)
            if over:
                self.dial = self.dial.apply(over)
                for change in over:
                    self._recorded(change, None)
                self._parts.judge.levels_changed()
                self._engine.publish()
        base = self.dial.settings[EVERYTHING]
        if not base.given_ns and base.level is not self._terms.level:
            fresh = Dial.starting_at(self._terms.level, _BEGINS)
            settings = {**self.dial.settings, EVERYTHING: fresh.settings[EVERYTHING]}
            self.dial = Dial(settings, self.dial.loans, self.dial.ceilings)

    def listed(self) -> list[dict[str, Any]]:
        """Give all entries for tray and status, the one for everything first."""
        self._sweep()
        dial, now_ns = self.dial, self._parts.boot_ns()
        parts = ((Part.SETTING, dial.settings), (Part.LOAN, dial.loans), (Part.CEILING, dial.ceilings))
        return [
            told(part, scope, entry, now_ns)
            for part, entries in parts
            for scope, entry in sorted(entries.items(), key=lambda one: (one[0].size, one[0].words))
        ]

    def news(self) -> dict[str, Any]:
        """Give what the tray shows of levels."""
        self._sweep()
        engine = self._engine
        agents = [queue.assignment.agent or name for name, queue in engine.agents.items()]
        proposed = [
            {"id": one.name, "level": one.level.value, "for": one.scope.words, "why": one.ground}
            for one in self.proposals
        ]
        return level_news(self.dial, self._terms, agents, self._parts.boot_ns()) | self.stages.news(proposed)


def _reached(step: Step) -> Level | None:
    after = step.changes[-1].after
    return after.level if after is not None else None


def _situation(way: Way) -> Situation:
    return Situation.of(way.action, way.context, way.assessment)
