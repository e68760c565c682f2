"""Grants: answers that a person let stand for more than one action, with a scope that was shown and an end.

A grant never covers more than the words under which it was given: another agent, a higher tier, another rule or a
target that is not known all lead back to a question. Which clock counts is the caller's choice; it must go on while
the machine sleeps, else a grant outlives its day.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.credentials import secret_spans, without
from supervisor.core.page_address import named_sites, sites_of

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Category, Decision
    from supervisor.core.context import Context
    from supervisor.core.tool_call import ToolCall

IDLE_NS = 15 * 60 * 10**9
"""A grant that is not used for so long ends, ns: the task it was given for is over."""
QUARTER_HOUR_NS = 15 * 60 * 10**9
RULE_ID = "grant"
"""Rule under which a granted action is allowed; a policy file may not use it for its own rules."""
MAX_GRANTS = 64
"""More than this nobody oversees: the one that was used longest ago ends."""


class Breadth(StrEnum):
    """What else a grant covers, narrowest first."""

    CONTROL = "control"
    """The same gesture on the same control of the same program, the same command or the same call of a tool again."""
    TOOL = "tool"
    """The same tool of the same server, whatever it is given."""
    APPLICATION = "application"
    """What the same rule would ask about in the same program."""
    KIND = "kind"
    """What the same rule would ask about in any program."""


class Span(StrEnum):
    """How long a grant lasts at most, shortest first."""

    QUARTER_HOUR = "quarter-hour"
    TASK = "task"
    """Until the agent ends."""
    TODAY = "today"
    """Until midnight, by the person's clock."""


@dataclass(frozen=True, slots=True)
class ToolUse:
    """What tells two calls of one tool apart."""

    given: str
    """Stands for its arguments, in whatever order they come: they may be long, and hold secrets."""
    redefined: str
    """As of `ToolCall`."""

    @classmethod
    def of(cls, call: ToolCall) -> ToolUse:
        """Read it off a call."""
        ordered = json.dumps(json.loads(call.arguments), sort_keys=True)
        return cls(hashlib.sha256(ordered.encode()).hexdigest(), call.redefined)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an asked action is, as far as scopes go."""

    agent: str
    executable: str
    app: str
    gesture: tuple[str, ...]
    """Kind, keys and text."""
    control: tuple[str, ...]
    """Name, role, dialog and path of the element; empty when there is none."""
    category: Category
    tier: Tier
    rule_id: str
    known: bool
    """Nothing that was wanted to be known of the target is unknown, and nothing of it is secret; else no other answer
    speaks of it."""
    sites: tuple[str, ...] = ()
    """Hosts of the pages it lands on; empty outside of the web."""
    tool: ToolUse | None = None
    """None for what is no call of a tool."""

    @classmethod
    def of(
        cls, action: Action, context: Context, assessment: Assessment, decision: Decision, *, alone: bool = False
    ) -> Subject:
        """Read the subject off an action that was judged; `alone`: it stands for itself, however much is known."""
        if action.tool is not None:
            return cls._of_tool(action, action.tool, assessment, decision, alone=alone)
        window, element = context.window, context.element
        control = (element.name, element.role, element.dialog_text, *element.path) if element is not None else ()
        alone = alone or (element is not None and element.is_password)
        # What a paste puts there is what it types.
        texts = [paste.before + paste.text for paste in context.pastes if paste.text is not None and paste.exact]
        pasted = len(texts) == len(context.pastes) <= 1
        sure = action.text_exact and not action.behind and pasted
        return cls(
            agent=action.agent,
            executable=window.executable if window is not None else "",
            app=window.app if window is not None else "",
            gesture=(action.kind, action.keys, action.text or "".join(texts)),
            control=control,
            category=assessment.category,
            tier=assessment.tier,
            rule_id=decision.rule_id,
            known=window is not None and not context.unknown and sure and not alone,
            sites=sites_of(context.url, context.frame_url),
        )

    @classmethod
    def _of_tool(
        cls, action: Action, call: ToolCall, assessment: Assessment, decision: Decision, *, alone: bool
    ) -> Subject:
        """Read it off a call: a tool is a control, and its server the program."""
        return cls(
            agent=action.agent,
            executable=f"tool:{call.server}",
            app=call.server or "the agent itself",
            gesture=(action.kind, "", ""),
            control=(call.name, "tool"),
            category=assessment.category,
            tier=assessment.tier,
            rule_id=decision.rule_id,
            known=call.whole and not alone,
            tool=ToolUse.of(call),
        )


def scope_words(subject: Subject, breadth: Breadth | None) -> str:
    """Say what a yes of this breadth covers, as it stands below the choice and in the list of grants.

    Args:
        subject: The action that is asked about.
        breadth: The choice; None for this one action.
    """
    if breadth is None:
        return "this one action"
    name = subject.control[0] if subject.control else ""
    keys, text = subject.gesture[1:]
    text = without(text, secret_spans(text))
    thing = f"the command `{text}`" if text else f"“{name}”" if name else keys
    again = ", with the same arguments" if subject.tool is not None else ""
    matter = f"what rule {subject.rule_id} asks about"
    program = subject.app or subject.executable
    if subject.sites:
        program = f"{program} on {named_sites(subject.sites)}"
    return {
        Breadth.CONTROL: f"{thing} in {program}{again}",
        Breadth.TOOL: f"{thing} in {program}, with any arguments",
        Breadth.APPLICATION: f"{matter}, in {program}",
        Breadth.KIND: f"{matter}, in any program",
    }[breadth]


def breadths(subject: Subject, *, irreversible: bool = False) -> tuple[Breadth, ...]:
    """List the scopes that may be offered for an action, narrowest first.

    Args:
        subject: The action that is asked about.
        irreversible: The policy lets irreversible actions be granted.

    Returns:
        None at all for what is irreversible or partly unknown; only what can be told from others by name.
    """
    if not subject.known or (subject.tier is Tier.IRREVERSIBLE and not irreversible):
        return ()
    if not subject.executable:
        return ()
    if subject.tool is not None:
        # A wider yes speaks of tools as they were when it was given.
        return (Breadth.CONTROL, Breadth.TOOL) if subject.tool.redefined else tuple(Breadth)
    control = bool(subject.control and subject.control[0]) or any(subject.gesture[1:])
    return (Breadth.CONTROL, Breadth.APPLICATION, Breadth.KIND) if control else (Breadth.APPLICATION, Breadth.KIND)


@dataclass(frozen=True, slots=True)
class Grant:
    """One answer that stands."""

    id: str
    subject: Subject
    """The action it was given for."""
    breadth: Breadth
    span: Span
    given_ns: int
    ends_ns: int | None
    """Hard end; None for the end of the agent."""
    used_ns: int
    """When it last let something pass, or was given."""
    uses: int = 0

    def covers(self, subject: Subject) -> bool:
        """Tell whether an action falls under it."""
        mine = self.subject
        same = (mine.agent, mine.category, mine.rule_id) == (subject.agent, subject.category, subject.rule_id)
        if not (same and subject.known and subject.tier.rank <= mine.tier.rank):
            return False
        if (
            self.breadth in (Breadth.APPLICATION, Breadth.KIND)
            and subject.tool is not None
            and subject.tool.redefined
        ):
            return False
        if self.breadth is Breadth.KIND:
            return True
        if (mine.executable, mine.app, mine.sites) != (subject.executable, subject.app, subject.sites):
            return False
        if self.breadth is Breadth.APPLICATION:
            return True
        if (mine.gesture, mine.control) != (subject.gesture, subject.control):
            return False
        if self.breadth is Breadth.TOOL and mine.tool is not None and subject.tool is not None:
            return mine.tool.redefined == subject.tool.redefined
        return mine.tool == subject.tool

    def over(self, now_ns: int) -> bool:
        """Tell whether it has ended by itself."""
        hard = self.ends_ns is not None and now_ns >= self.ends_ns
        # A clock that went backwards ends it too: nobody knows how long it has lasted.
        return hard or now_ns >= self.used_ns + IDLE_NS or now_ns < self.given_ns


class Grants:
    """All that stand, the one given last at the end."""

    def __init__(self) -> None:
        self._grants: dict[str, Grant] = {}

    def give(
        self, grant_id: str, subject: Subject, breadth: Breadth, span: Span, *, now_ns: int, midnight_ns: int
    ) -> Grant:
        """Let an answer stand.

        Args:
            grant_id: Unique, for list and record.
            subject: The action that was approved.
            breadth: How much else it covers; one of `breadths`.
            span: How long.
            now_ns: Now, ns.
            midnight_ns: Next midnight of the person's clock, on the clock of `now_ns`, ns.

        Returns:
            The grant.

        Raises:
            ValueError: such a grant may not be given for this action.
        """
        # Whether irreversible ones are permitted, whoever offers them knows; unknown targets are for nobody.
        if breadth not in breadths(subject, irreversible=True):
            raise ValueError(f"no grant for {breadth} may be given here")
        ends = {Span.QUARTER_HOUR: now_ns + QUARTER_HOUR_NS, Span.TASK: None, Span.TODAY: midnight_ns}[span]
        grant = Grant(grant_id, subject, breadth, span, now_ns, ends, now_ns)
        self._grants[grant_id] = grant
        if len(self._grants) > MAX_GRANTS:
            del self._grants[min(self._grants.values(), key=lambda g: g.used_ns).id]
        return grant

    def use(self, subject: Subject, now_ns: int) -> Grant | None:
        """Find the narrowest grant that covers an action, and note that it was used."""
        covering = [g for g in self._grants.values() if g.covers(subject) and not g.over(now_ns)]
        if not covering:
            return None
        best = min(covering, key=lambda g: list(Breadth).index(g.breadth))
        used = replace(best, used_ns=max(now_ns, best.used_ns), uses=best.uses + 1)
        self._grants[best.id] = used
        return used

    def sweep(self, now_ns: int) -> list[Grant]:
        """Drop and give those that have ended by themselves."""
        return [self._grants.pop(g.id) for g in list(self._grants.values()) if g.over(now_ns)]

    def revoke(self, grant_id: str) -> Grant | None:
        """Take one back; anyone may."""
        return self._grants.pop(grant_id, None)

    def revoke_all(self) -> list[Grant]:
        """Take all back."""
        taken, self._grants = list(self._grants.values()), {}
        return taken

    def agent_gone(self, agent: str) -> list[Grant]:
        """Drop and give those of an agent that has ended: its next run is another agent."""
        return [self._grants.pop(g.id) for g in list(self._grants.values()) if g.subject.agent == agent]

    def listed(self) -> list[Grant]:
        """Give all, oldest first."""
        return list(self._grants.values())
