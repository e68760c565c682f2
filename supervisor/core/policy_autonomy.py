"""`[autonomy]` of a policy file: how far levels may go, and what an agent has to show for it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import CONFIDENCE, Level
from supervisor.core.autonomy_terms import Batch, Evidence, Limit, NewAgents, Promotion, Terms
from supervisor.core.autonomy_triggers import Bounds
from supervisor.core.policy_written import OneOrMore, Strict, Texts, nearest, short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from supervisor.core.patterns import Matcher
    from supervisor.core.policy_written import Expression

    _Compile = Callable[[Sequence[str | Expression], tuple[str | int, ...]], Matcher]

_BOUNDS, _EVIDENCE, _BATCH = Bounds(), Evidence(), Batch()
_Share = Annotated[float, Field(ge=0, le=1, strict=True, allow_inf_nan=False)]
_SureShare = Annotated[float, Field(ge=0.5, le=1, strict=True, allow_inf_nan=False)]
_Much = Annotated[float, Field(gt=0, strict=True, allow_inf_nan=False)]


class ConfidenceEntry(Strict):
    """`[autonomy.confidence]`: how sure an agent has to be, 0 to 1, for each tier.

    Who says that it is less sure is asked; what it has earned by your answers has to reach it.
    """

    read: _Share = CONFIDENCE[Tier.READ]
    """For what only looks."""
    reversible: _Share = CONFIDENCE[Tier.REVERSIBLE]
    """For what can be undone."""
    high_risk: _SureShare = CONFIDENCE[Tier.HIGH_RISK]
    """For what may do harm; a half at least."""
    irreversible: _SureShare = CONFIDENCE[Tier.IRREVERSIBLE]
    """For what cannot be undone; a half at least."""


class OrdinaryEntry(Strict):
    """`[autonomy.escalate]`: from where on something is out of the ordinary, so that a question stays one."""

    items: _Much = _BOUNDS.items
    """Things that it is about."""
    amount: _Much = _BOUNDS.amount
    """Money, in any currency."""


class EvidenceEntry(Strict):
    """`[autonomy.evidence]`: what an agent has to show before it is promoted."""

    rate: Annotated[float, Field(ge=0.5, le=0.999, strict=True)] = _EVIDENCE.rate
    """How often you have to be for it: the lower bound on that, 0.5 to 0.999."""
    answers: Annotated[int, Field(ge=10, le=100_000, strict=True)] = _EVIDENCE.answers
    """So many of them at least."""
    risk: Annotated[float, Field(ge=0.0001, le=0.05, strict=True)] = _EVIDENCE.risk
    """With what probability, at most, an agent that is not so good is ever promoted."""


class BatchEntry(Strict):
    """`[autonomy.batch]`: when what passed at batch review is presented; when its agent has ended, in any case."""

    actions: Annotated[int, Field(ge=1, le=1_000, strict=True)] = _BATCH.actions
    """When there are so many, 1 to 1000."""
    pause_s: Annotated[float, Field(ge=5, le=86_400, strict=True)] = _BATCH.pause_s
    """When it has done nothing for so long; seconds, 5 to 86400."""


class LimitEntry(Strict):
    """One `[[autonomy.limit]]`: how far levels may go for some; what is not known counts as one of them."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 2})

    highest: Level
    """The laxest level."""
    agent: Texts | None = None
    """Name of the agent."""
    workflow: Texts | None = None
    """Its task."""
    app: Texts | None = None
    """Base name of the program's file, or its class where that is not known; `tool:` and a server for a call."""
    category: Annotated[tuple[Category, ...], Field(min_length=1), OneOrMore()] | None = None
    """What part of life the effect falls in."""


class AutonomyEntry(Strict):
    """`[autonomy]`: how far levels may go; without it they relax nothing."""

    level: Level = Level.APPROVAL_GATES
    """Where nobody has chosen another one."""
    highest: Level = Level.APPROVAL_GATES
    """The laxest level that may be chosen or earned."""
    promotion: Promotion = Promotion.PROPOSE
    """What follows when an agent has earned a laxer level: `off`, `propose` (you are asked) or `automatic`."""
    new_agents: NewAgents = NewAgents.AS_OTHERS
    """How an agent of a name that nobody knows begins: `as-others`, or `learn` (stage launch: all is asked)."""
    confidence: ConfidenceEntry = ConfidenceEntry()
    """How sure an agent has to be."""
    escalate: OrdinaryEntry = OrdinaryEntry()
    """From where on something is out of the ordinary."""
    evidence: EvidenceEntry = EvidenceEntry()
    """What an agent has to show."""
    batch: BatchEntry = BatchEntry()
    """When a batch is presented."""
    limit: tuple[LimitEntry, ...] = ()
    """How far levels may go for some."""


class AttentionEntry(Strict):
    """`[attention]`: whether it is seen now and then that you still read what you answer."""

    canaries: Annotated[int, Field(ge=0, le=100_000, strict=True)] = 0
    """One in so many questions, on average, is about what nobody wants, so that only a no is right; 0 for none."""


class AutonomyError(Exception):
    """`[autonomy]` says what cannot be; the person's file is at fault.

    Attributes:
        place: Where in the file.
        sentence: What is wrong and what to do.
    """

    def __init__(self, place: tuple[str | int, ...], sentence: str) -> None:
        super().__init__(sentence)
        self.place = place
        self.sentence = sentence


def terms_of(entry: AutonomyEntry | None, attention: AttentionEntry, compiled: _Compile) -> Terms:
    """Give the terms that a file says.

    Args:
        entry: What it says of levels; None for nothing.
        attention: What it says of tests of attention.
        compiled: Compiles patterns that stand at a place.

    Raises:
        AutonomyError: it says what cannot be.
    """
    if entry is None:
        return Terms(canaries=attention.canaries)
    if entry.level.rank > entry.highest.rank:
        sentence = f"`level` {entry.level} is laxer than `highest` {entry.highest}: raise that or lower this"
        raise AutonomyError(("autonomy", "level"), sentence)
    return Terms(
        level=entry.level,
        highest=entry.highest,
        limits=tuple(_limit(limit, number, compiled) for number, limit in enumerate(entry.limit)),
        confidence=MappingProxyType({tier: getattr(entry.confidence, tier.value) for tier in Tier}),
        bounds=Bounds(entry.escalate.items, entry.escalate.amount),
        promotion=entry.promotion,
        evidence=Evidence(entry.evidence.rate, entry.evidence.answers, entry.evidence.risk),
        canaries=attention.canaries,
        new_agents=entry.new_agents,
        batch=Batch(entry.batch.actions, float(entry.batch.pause_s)),
    )


def _limit(entry: LimitEntry, number: int, compiled: _Compile) -> Limit:
    place = ("autonomy", "limit", number)
    if not entry.model_fields_set - {"highest"}:
        raise AutonomyError(place, "a limit has to say for what: add `agent`, `workflow`, `app` or `category`")
    written = {name: getattr(entry, name) for name in ("agent", "workflow", "app")}
    matchers = {name: compiled(texts, (*place, name)) for name, texts in written.items() if texts is not None}
    return Limit(entry.highest, categories=frozenset(entry.category) if entry.category else None, **matchers)


_TABLES: dict[str, type[BaseModel]] = {
    "confidence": ConfidenceEntry,
    "escalate": OrdinaryEntry,
    "evidence": EvidenceEntry,
    "batch": BatchEntry,
    "limit": LimitEntry,
}
_CHOICES: dict[str, type[StrEnum]] = {
    "level": Level,
    "highest": Level,
    "promotion": Promotion,
    "new_agents": NewAgents,
    "category": Category,
}


def autonomy_sentence(error: ErrorDetails) -> str:
    """Turn pydantic's error within `[autonomy]` into one sentence with the remedy."""
    names = [part for part in error["loc"] if isinstance(part, str)]
    table = names[1] if len(names) > 1 and names[1] in _TABLES else ""
    where = f" in `[autonomy.{table}]`" if table else " in `[autonomy]`"
    keys = list(_TABLES[table].model_fields if table else AutonomyEntry.model_fields)
    key = next((name for name in reversed(names) if name in keys), names[-1])
    if error["type"] == "extra_forbidden":
        return f"unknown key `{names[-1]}`{where}: {nearest(names[-1], keys)}"
    if error["type"] == "missing":
        return f"the key `{names[-1]}` is missing{where}: add it"
    if error["type"] == "enum" and key in _CHOICES:
        noun = "level" if _CHOICES[key] is Level else key
        return f"`{short(error['input'])}` is no {noun}{where}: {nearest(str(error['input']), list(_CHOICES[key]))}"
    if key in ("agent", "workflow", "app"):
        return f'`{key}`{where} is not usable: write a text, {{ re = "…" }} or a list of those'
    return f"`{key}`{where} is not usable: {error['msg'][:1].lower()}{error['msg'][1:]}"
