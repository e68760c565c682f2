"""Answers that stand: gives grants, applies them, ends them, records all three; and takes a third no for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supervisor.core.action import ActionKind
from supervisor.core.answers import ONCE, OTHER, REASONS, Reach
from supervisor.core.assessment import Decision, Verdict
from supervisor.core.fallbacks import fallback
from supervisor.core.grants import RULE_ID, Breadth, Grant, Grants, Span, breadths, scope_words
from supervisor.core.history import Histories
from supervisor.core.record import Event
from supervisor.core.redefinitions import Redefinitions
from supervisor.core.rejections import Rejections
from supervisor.core.repeats import Repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supervisor.core.action import Action
    from supervisor.core.answers import Answer
    from supervisor.core.context import Context
    from supervisor.core.grants import Subject
    from supervisor.core.record_fields import Approval
    from supervisor.engine.parts import Parts

SPAN_WORDS = {Span.QUARTER_HOUR: "for 15 minutes", Span.TASK: "for this task", Span.TODAY: "today"}
_SWEEP_S = 1.0


class Standing:
    """The grants of a service, and what its person keeps rejecting."""

    def __init__(self, parts: Parts, new_id: Callable[[], str], changed: Callable[[], None]) -> None:
        self._parts = parts
        self._new_id = new_id
        self._changed = changed
        self._sweeping = False
        self.grants = Grants()
        self.rejections = Rejections()
        self._repeats = Repeats()
        self._histories = Histories()
        self._redefinitions = Redefinitions()

    def reach(self, subject: Subject) -> Reach:
        """Give how far a yes to this action could reach, with nothing chosen."""
        return Reach(breadths(subject))

    def choices(self, subject: Subject, reach: Reach) -> dict[str, Any]:
        """Give what the popup shows of it."""
        chosen = reach.breadth or ONCE
        says = scope_words(subject, reach.breadth)
        if reach.breadth is not None:
            says = f"{says}, {SPAN_WORDS[reach.span]}"
        return {
            "breadths": [ONCE, *reach.offered] if reach.offered else [],
            "spans": list(Span) if reach.offered else [],
            "breadth": chosen,
            "span": reach.span,
            "says": says,
            "reasons": [*([name, words[0]] for name, words in REASONS.items()), [OTHER.partition(":")[2], "Other…"]],
        }

    def apply(self, subject: Subject) -> Decision | None:
        """Give the decision for an action that is covered; None when a person has to be asked.

        The answer that stands is named in the decision, and so in the record.
        """
        refused = self._for_good(subject)
        if refused is not None:
            return refused
        now_ns = self._parts.boot_ns()
        self.sweep()
        grant = self.grants.use(subject, now_ns)
        if grant is None:
            return None
        return Decision(Verdict.ALLOW, RULE_ID, f"you approved {_words(grant)} ({grant.id})")

    def refused(self, subject: Subject, action: Action, context: Context) -> Decision | None:
        """Give the decision for what a person's no still stands against; None when none does."""
        return self._for_good(subject) or self.repeated(action, context)

    def _for_good(self, subject: Subject) -> Decision | None:
        return fallback("rejected-thrice") if self.rejections.enough(subject) else None

    def repeated(self, action: Action, context: Context) -> Decision | None:
        """Give the decision for what was rejected a moment ago and is wanted again; None when it is not that."""
        again = self._repeats.again(action, context, self._parts.boot_ns())
        return fallback("rejected-again") if again else None

    def refused_patterns(self) -> int:
        """Give how much is refused without asking, because a person said no to it."""
        return self.rejections.patterns() + self._repeats.tried()

    def ask_again(self) -> None:
        """Ask again about all that: a person wants it."""
        self.rejections.forget()
        self._repeats.forget()

    def as_defined(self, action: Action, decision: Decision) -> Decision:
        """Give the decision for a call whose tool its server has redefined: asked once, whatever lets it pass."""
        # INVARIANT: neither a rule nor a level nor an answer that stands lets a redefined tool pass unseen.
        asks = decision.verdict is Verdict.ALLOW and self._redefinitions.open(action)
        return fallback("tool-redefined") if asks else decision

    def with_history(self, action: Action, context: Context) -> Context:
        """Add what went before with the agent of an action."""
        return replace(context, history=self._histories.of(action.agent, context, self._parts.boot_ns()))

    def sent(self, action: Action, context: Context) -> None:
        """Take in that an action was sent; where the pointer only passes, nothing was done."""
        if action.kind not in (ActionKind.MOVE, ActionKind.SCROLL):
            self._histories.acted(action.agent, context, self._parts.boot_ns())
            self._repeats.acted(action, context)

    def count(self, subject: Subject, answer: Answer, action: Action, context: Context) -> None:
        """Count an answer for or against what was asked."""
        if answer.approved:
            self._repeats.approved(action, context)
            self._redefinitions.approved(action)
        else:
            self._repeats.rejected(action, context, self._parts.boot_ns())
        self._histories.answered(subject.agent, context, subject.category, approved=answer.approved)
        (self.rejections.approved if answer.approved else self.rejections.rejected)(subject)

    def give(self, subject: Subject, breadth: Breadth, span: Span, approval: Approval) -> bool:
        """Let an answer stand; False when it could not be recorded, and then it does not."""
        now_ns = self._parts.boot_ns()
        midnight_ns = now_ns + self._parts.until_midnight_ns()
        grant = self.grants.give(self._new_id(), subject, breadth, span, now_ns=now_ns, midnight_ns=midnight_ns)
        recorded = self._parts.recorder.write(
            Event.GRANTED, subject.agent, durable=True, approval=approval, outcome=_outcome(grant)
        )
        if not recorded:
            self.grants.revoke(grant.id)
        self._sweep_later()
        self._changed()
        return recorded

    def revoke(self, grant_id: str | None, how: str) -> int:
        """Take one or, with None, all back.

        Returns:
            How many were taken back.
        """
        one = self.grants.revoke(grant_id) if grant_id is not None else None
        taken = self.grants.revoke_all() if grant_id is None else [one] if one is not None else []
        self._ended(taken, f"revoked by {how}")
        return len(taken)

    def agent_gone(self, agent: str) -> None:
        """End the grants of an agent that has ended, and what was held against it."""
        self.rejections.forget(agent)
        self._repeats.forget(agent)
        self._histories.forget(agent)
        self._redefinitions.forget(agent)
        self._ended(self.grants.agent_gone(agent), "the agent has ended")

    def sweep(self) -> None:
        """End what has come to its end."""
        self._ended(self.grants.sweep(self._parts.boot_ns()), "its time is over")

    def listed(self) -> list[dict[str, Any]]:
        """Give all for tray and status."""
        return [
            {"id": grant.id, "agent": grant.subject.agent, "words": _words(grant), "uses": grant.uses}
            for grant in self.grants.listed()
        ]

    def _ended(self, grants: Iterable[Grant], why: str) -> None:
        some = False
        for grant in grants:
            some = True
            outcome = {"grant": grant.id, "why": why, "uses": grant.uses}
            self._parts.recorder.write(Event.GRANT_ENDED, grant.subject.agent, outcome=outcome)
        if some:
            self._changed()

    def _sweep_later(self) -> None:
        if not self._sweeping and self.grants.listed():
            self._sweeping = True
            self._parts.loop.after(_SWEEP_S, self._swept)

    def _swept(self) -> None:
        self._sweeping = False
        self.sweep()
        self._sweep_later()


def _words(grant: Grant) -> str:
    return f"{scope_words(grant.subject, grant.breadth)}, {SPAN_WORDS[grant.span]}"


def _outcome(grant: Grant) -> dict[str, Any]:
    subject = grant.subject
    return {
        "grant": grant.id,
        "scope": grant.breadth,
        "span": grant.span,
        "words": _words(grant),
        "rule": subject.rule_id,
        "category": subject.category,
        "tier": subject.tier,
    }
