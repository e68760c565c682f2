"""A policy file, read: TOML to a `Policy`, or one clear sentence with the line and the remedy.

Reading the file itself happens outside: the core touches no file.
"""

from __future__ import annotations

import functools
import tomllib
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Category, Tier, Verdict
from supervisor.core.autonomy import LEVEL_RULES, UNSURE_RULE, Level
from supervisor.core.facts import Control, Program, Shell
from supervisor.core.fallbacks import FALLBACK_IDS
from supervisor.core.grants import RULE_ID as GRANT_RULE
from supervisor.core.keynames import canonical_chord
from supervisor.core.opinion import RULE_ID as JUDGE_RULE
from supervisor.core.patterns import PatternError, compile_patterns
from supervisor.core.policy import BY_WORD, NUMBERS, PAGE, TIER_RULES, TOOL, Condition, NumberCondition, Policy, Rule
from supervisor.core.policy_autonomy import AttentionEntry, AutonomyEntry, AutonomyError, autonomy_sentence, terms_of
from supervisor.core.policy_lines import line_of, syntax_line
from supervisor.core.policy_written import Expression, OneOrMore, Pattern, Strict, Texts, nearest, short
from supervisor.core.ranges import Range
from supervisor.core.redaction import Redactor
from supervisor.core.time_limit import Fallback

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from enum import StrEnum

    from pydantic_core import ErrorDetails

    from supervisor.core.patterns import Matcher

LONGEST_FILE = 4_000_000
"""Characters of a policy file; ten thousand rules fit."""

_RESERVED = (
    FALLBACK_IDS | frozenset(TIER_RULES.values()) | {GRANT_RULE, JUDGE_RULE, UNSURE_RULE, *LEVEL_RULES.values()}
)


class PolicyError(Exception):
    """A policy file that cannot be used; the person's file is at fault.

    Attributes:
        name: Name of the file.
        line: Line in it, from 1.
        sentence: What is wrong and what to do, without the place.
    """

    def __init__(self, name: str, line: int, sentence: str) -> None:
        super().__init__(f"policy `{name}`, line {line}: {sentence}")
        self.name = name
        self.line = line
        self.sentence = sentence


_Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Limits(Strict):
    """A range of numbers; both ends belong to it."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    min: _Number | None = None
    """Smallest number."""
    max: _Number | None = None
    """Largest number."""

    @model_validator(mode="after")
    def _says_something(self) -> Limits:
        if self.min is None and self.max is None:
            raise ValueError("say `min`, `max` or both")
        return self


Entry = str | Expression | float | Limits
"""What a condition may be written as, one of its list."""
Numbers = Annotated[tuple[_Number | Limits, ...], Field(min_length=1), OneOrMore()]
_AtLeastOne = Field(min_length=1)


class When(Strict):
    """Conditions of a rule: all must hold, and of each list any entry.

    Texts are whole texts with `*` and `?`, small and capital letters alike.
    """

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    action: Annotated[tuple[ActionKind, ...], _AtLeastOne, OneOrMore()] | None = None
    """What kind of gesture."""
    program: Annotated[tuple[Program, ...], _AtLeastOne, OneOrMore()] | None = None
    """What kind of program it lands in."""
    shell: Annotated[tuple[Shell, ...], _AtLeastOne, OneOrMore()] | None = None
    """What the submitted command would do."""
    control: Annotated[tuple[Control, ...], _AtLeastOne, OneOrMore()] | None = None
    """What the pressed control, or the key in this program, does."""
    tier: Annotated[tuple[Tier, ...], _AtLeastOne, OneOrMore()] | None = None
    """How bad the effect could be."""
    category: Annotated[tuple[Category, ...], _AtLeastOne, OneOrMore()] | None = None
    """What part of life the effect falls in."""
    agent: Texts | None = None
    """Name of the agent, as given to `run --name`."""
    user: Texts | None = None
    """Login name of the person whose supervisor it is."""
    team: Texts | None = None
    """Their team, as `team` in the settings says."""
    workflow: Texts | None = None
    """The task that the agent was started for, as given to `run --workflow`."""
    keys: Texts | None = None
    """The chord, e.g. `ctrl+Return`."""
    text: Texts | None = None
    """What was typed into this field so far, as far as known."""
    tool: Texts | None = None
    """Name of the tool that is called, alone or behind its server's, e.g. `gmail/send_*`."""
    source: Texts | None = None
    """Where the wish comes from by the agent's word: `user`, `document`, `web`, `unknown`; of agents that say so."""
    app: Texts | None = None
    """Class or instance of the window's application."""
    executable: Texts | None = None
    """Name of the program that owns the window, without folders."""
    title: Texts | None = None
    """Title of the window."""
    role: Texts | None = None
    """Role of the element, as the accessibility bus calls it, e.g. `push button`."""
    name: Texts | None = None
    """Name of the element, e.g. `Delete`."""
    dialog: Texts | None = None
    """Text of the dialog that holds the element."""
    path: Texts | None = None
    """Name of something that holds the element, or all of them from the outermost, joined by ` > `."""
    url: Texts | None = None
    """Address of the page: scheme, host and path, e.g. `https://bank.example/*`; or of a page inside of it."""
    unknown: Texts | None = None
    """Something that could not be learned: `window`, `element`, `element-timeout`, `element-unavailable`,
    `url` (which page of a browser)."""
    items: Numbers | None = None
    """How many things are selected, or said by the control or its dialog, e.g. `{ min = 10 }`; known of controls of
    note."""
    amount: Numbers | None = None
    """The largest amount of money that they say, in any currency, e.g. `{ min = 500 }`; likewise."""
    confidence: Numbers | None = None
    """How sure the agent says it is, 0 to 1, e.g. `{ max = 0.7 }`; of agents that say so."""
    rejections: Numbers | None = None
    """How many such actions (by category) of this agent in this program you rejected, since your last yes to one."""
    programs: Numbers | None = None
    """In how many programs the agent has acted within five minutes, this one included."""
    visits: Numbers | None = None
    """How many actions of the agent this program has had before; `{ max = 0 }` is its first one there."""


_NAME = r"^[a-z0-9][a-z0-9-]*$"
_LONGEST_NAME = 60


class RuleEntry(Strict):
    """One `[[rule]]`: what happens to actions of one kind."""

    id: Annotated[
        str,
        Field(pattern=_NAME, max_length=_LONGEST_NAME, json_schema_extra={"not": {"enum": sorted(_RESERVED)}}),
    ]
    """Name of the rule; popup and record show it."""
    reason: Annotated[str, Field(min_length=1, max_length=300)]
    """One sentence for a person: why this is stopped, or why it may go on."""
    when: When
    """When the rule matches."""
    scope: str | None = None
    """Name of a `[scope.NAME]`, whose conditions must hold too."""
    verdict: Verdict | None = None
    """What happens: `allow`, `ask` (held until a person answers) or `deny`; without it the tier decides."""
    tier: Tier | None = None
    """Least tier of what matches; a rule raises it and never lowers it."""
    category: Category | None = None
    """Category of what matches."""
    deadline_s: Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False, strict=True)] | None = None
    """Longest wait for an answer, s; without it for as long as it takes."""
    fallback: Fallback = Fallback.REJECT
    """What happens then; never a yes."""
    asks_to: Level | None = None
    """The laxest level of autonomy at which it still asks; without it the level decides. For rules that ask."""


class TierDefaults(Strict):
    """`[tiers]`: what happens where no rule has a verdict."""

    read: Verdict = Verdict.ALLOW
    """Only looks."""
    reversible: Verdict = Verdict.ALLOW
    """Can be undone."""
    high_risk: Verdict = Verdict.ASK
    """May do harm that is hard to undo."""
    irreversible: Verdict = Verdict.ASK
    """Cannot be undone."""


class Mask(Strict):
    """`[mask]`: what is never shown or recorded, beside password fields."""

    fields: Annotated[tuple[Pattern | Expression, ...], OneOrMore()] = ()
    """Names of fields."""
    text: Annotated[tuple[Pattern, ...], OneOrMore()] = ()
    """RE2 expressions of what is secret in any text."""


class PolicyFile(Strict):
    """What happens to what an agent wants to do."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    version: Literal[1] = 1
    """Version of this format."""
    tiers: TierDefaults = TierDefaults()
    """What happens where no rule has a verdict."""
    mask: Mask = Mask()
    """What is never shown or recorded, beside password fields."""
    autonomy: AutonomyEntry | None = None
    """How far levels may go, and what an agent has to show for it."""
    attention: AttentionEntry = AttentionEntry()
    """Whether it is seen now and then that you still read what you answer."""
    scope: Annotated[
        dict[Annotated[str, Field(pattern=_NAME, max_length=_LONGEST_NAME)], When],
        Field(json_schema_extra={"propertyNames": {"pattern": _NAME, "maxLength": _LONGEST_NAME}}),
    ] = Field(default_factory=dict)
    """Conditions that several rules share, by the name under which their `scope` says so."""
    rule: tuple[RuleEntry, ...] = ()
    """The rules: deny beats ask, ask beats allow, and the one with most conditions gives the words."""

    @field_validator("version", mode="before")
    @classmethod
    def _is_number(cls, value: object) -> object:
        if isinstance(value, bool):
            raise ValueError("write 1")  # noqa: TRY004 - pydantic takes a ValueError alone
        return value


def parse_policy(text: str, name: str) -> Policy:
    """Read a policy file.

    Args:
        text: Its content.
        name: Its name, for messages.

    Returns:
        The policy, every pattern compiled.

    Raises:
        PolicyError: the file cannot be used; says where, why and what to do.
    """
    return _build(read_policy_file(text, name), text, name)


def read_policy_file(text: str, name: str) -> PolicyFile:
    """Read what a policy file says, as it is written: its patterns may still be no patterns.

    Args:
        text: Its content.
        name: Its name, for messages.

    Returns:
        The entries of the file; a rule has the conditions of its scope among its own.

    Raises:
        PolicyError: the file is not one of the policy's shape.
    """
    if len(text) > LONGEST_FILE:
        raise PolicyError(name, 1, f"the file is too long: keep it below {LONGEST_FILE} characters")
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as e:
        line, words = syntax_line(str(e), text)
        raise PolicyError(name, line, f"this is not TOML: {words}: see https://toml.io for the syntax") from e
    if not raw:
        raise PolicyError(name, 1, "the file has no settings and no rules: start from the default policy")
    try:
        content = PolicyFile.model_validate(raw)
    except ValidationError as e:
        error = e.errors(include_url=False)[0]
        raise PolicyError(name, line_of(text, error["loc"]), _sentence(error, raw)) from e
    for scope, when in content.scope.items():
        if not when.model_fields_set:
            sentence = f"scope `{scope}` has no condition: say one, e.g. `workflow`, or remove it"
            raise PolicyError(name, line_of(text, ("scope", scope)), sentence)
    return content.model_copy(update={"rule": tuple(_scoped(content, text, name))})


def _scoped(content: PolicyFile, text: str, name: str) -> Iterator[RuleEntry]:
    """Give the rules with the conditions of their scopes among their own."""
    for index, entry in enumerate(content.rule):
        if entry.scope is None or not entry.when.model_fields_set:
            yield entry
            continue
        line = functools.partial(line_of, text, ("rule", index, "scope"))
        if entry.scope not in content.scope:
            remedy = nearest(entry.scope, list(content.scope)) if content.scope else "write `[scope.NAME]` with it"
            sentence = f"there is no scope `{short(entry.scope)}` for rule `{entry.id}`: {remedy}"
            raise PolicyError(name, line(), sentence)
        shared = content.scope[entry.scope]
        both = sorted(shared.model_fields_set & entry.when.model_fields_set)
        if both:
            sentence = f"rule `{entry.id}` and its scope `{entry.scope}` both say `{both[0]}`: leave it out of one"
            raise PolicyError(name, line(), sentence)
        more = {field: getattr(shared, field) for field in shared.model_fields_set}
        yield entry.model_copy(update={"when": entry.when.model_copy(update=more)})


def _build(content: PolicyFile, text: str, name: str) -> Policy:
    for scope, when in content.scope.items():
        for field, entries in written_conditions(when).items():
            _compiled(entries, ("scope", scope, field), text, name)
    seen: set[str] = set()
    rules: list[Rule] = []
    for index, entry in enumerate(content.rule):
        if entry.id in seen:
            line = line_of(text, ("rule", index, "id"))
            raise PolicyError(name, line, f"rule id `{entry.id}` is used twice: rename one of them")
        if entry.id in _RESERVED:
            line = line_of(text, ("rule", index, "id"))
            raise PolicyError(name, line, f"rule id `{entry.id}` is the supervisor's own: choose another name")
        seen.add(entry.id)
        rules.append(_rule(entry, index, text, name))
    masked = _compiled(content.mask.fields, ("mask", "fields"), text, name)
    secrets = _compiled([Expression(re=entry) for entry in content.mask.text], ("mask", "text"), text, name)
    tiers = {tier: Verdict(getattr(content.tiers, tier.value)) for tier in Tier}
    try:
        terms = terms_of(
            content.autonomy, content.attention, lambda texts, place: _compiled(texts, place, text, name)
        )
    except AutonomyError as e:
        raise PolicyError(name, line_of(text, e.place), e.sentence) from e
    return Policy(name, tuple(rules), tiers, masked, Redactor(secrets), terms)


def _rule(entry: RuleEntry, index: int, text: str, name: str) -> Rule:
    conditions: list[Condition | NumberCondition] = []
    for field, entries in written_conditions(entry.when).items():
        if field in BY_WORD and entry.verdict is Verdict.ALLOW:
            sentence = f"rule `{entry.id}` would allow by the agent's own word (`{field}`): say `ask` or `deny`"
            raise PolicyError(name, line_of(text, ("rule", index, "when", field)), sentence)
        if field in NUMBERS:
            ranges = tuple(as_range(e) for e in entries if isinstance(e, float | Limits))
            conditions.append(NumberCondition(field, ranges, entry.verdict is Verdict.ALLOW))
        else:
            matcher = _compiled(entries, ("rule", index, "when", field), text, name)
            conditions.append(Condition(field, matcher, field in (PAGE, TOOL) and entry.verdict is Verdict.ALLOW))
    if not conditions:
        sentence = f"rule `{entry.id}` has no condition and would match every action: say `when`"
        raise PolicyError(name, line_of(text, ("rule", index)), sentence)
    if entry.asks_to is not None and entry.verdict is not Verdict.ASK:
        sentence = f'rule `{entry.id}` says `asks_to` and does not ask: write `verdict = "ask"` or leave it out'
        raise PolicyError(name, line_of(text, ("rule", index, "asks_to")), sentence)
    # Numbers are compared in no time, and most rules end there.
    conditions.sort(key=lambda condition: isinstance(condition, Condition))
    return Rule(
        id=entry.id,
        reason=entry.reason,
        conditions=tuple(conditions),
        verdict=entry.verdict,
        tier=entry.tier,
        category=entry.category,
        deadline_s=entry.deadline_s,
        fallback=entry.fallback,
        asks_to=entry.asks_to,
    )


def as_range(written: float | Limits) -> Range:
    """Give the range that a number or a range in a file stands for."""
    return Range(written.min, written.max) if isinstance(written, Limits) else Range(written, written)


def written_conditions(when: When) -> dict[str, tuple[Entry, ...]]:
    """Give the conditions of a rule by the name of the fact; chords in canonical spelling."""
    found: dict[str, tuple[Entry, ...]] = {}
    for field in When.model_fields:
        patterns = getattr(when, field)
        if patterns is None:
            continue
        if field == "keys":
            patterns = tuple(canonical_chord(p) if isinstance(p, str) and "*" not in p else p for p in patterns)
        found[field] = patterns
    return found


def _compiled(patterns: Sequence[Entry], place: tuple[str | int, ...], text: str, name: str) -> Matcher:
    globs = [p for p in patterns if isinstance(p, str)]
    expressions = [p.re for p in patterns if isinstance(p, Expression)]
    try:
        return compile_patterns(globs, expressions)
    except PatternError as e:
        raise PolicyError(name, line_of(text, place), str(e)) from e


_CHOICES: dict[str, type[StrEnum]] = {
    "action": ActionKind,
    "program": Program,
    "shell": Shell,
    "control": Control,
    "tier": Tier,
    "category": Category,
    "verdict": Verdict,
    "asks_to": Level,
    **dict.fromkeys(TierDefaults.model_fields, Verdict),
}
_KEYS: dict[str, type[BaseModel]] = {
    "tiers": TierDefaults,
    "mask": Mask,
    "rule": RuleEntry,
    "when": When,
    "scope": When,
    "attention": AttentionEntry,
}


def _sentence(error: ErrorDetails, raw: dict[str, Any]) -> str:
    """Turn pydantic's error into one sentence with the remedy."""
    names = [part for part in error["loc"] if isinstance(part, str)]
    if names[0] == "autonomy" and len(names) > 1:
        return autonomy_sentence(error)
    key = next((part for part in reversed(names) if part in _CHOICES or _is_key(part, names)), names[-1])
    where = _where(error["loc"], raw)
    kind, value = error["type"], error["input"]
    if kind == "extra_forbidden":
        parent = next((part for part in reversed(names[:-1]) if part in _KEYS), "")
        known = list((_KEYS[parent] if parent else PolicyFile).model_fields)
        return f"unknown key `{names[-1]}`{where}: {nearest(names[-1], known)}"
    if kind == "missing":
        return f"the key `{names[-1]}` is missing{where}: add it"
    if kind == "enum" and key in _CHOICES:
        noun = "verdict" if key in TierDefaults.model_fields else "level" if key == "asks_to" else key
        return f"`{short(value)}` is no {noun}{where}: {nearest(str(value), [str(c) for c in _CHOICES[key]])}"
    if kind == "string_pattern_mismatch":
        noun = "scope" if names[0] == "scope" else "rule id"
        return f"{noun} `{short(value)}` is not usable: use small letters, digits and `-`, up to 60 of them"
    if key in NUMBERS:
        return f"`{key}`{where} is not usable: write a number, {{ min = …, max = … }} or a list of those"
    if key in When.model_fields or key == "fields":
        return f'`{key}`{where} is not usable: write a text, {{ re = "…" }} or a list of those'
    return f"`{key}`{where} is not usable: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _is_key(part: str, names: list[str]) -> bool:
    return (
        part in When.model_fields
        or part in RuleEntry.model_fields
        or part in {"fields", "version", "canaries", names[0]}
    )


def _where(place: tuple[int | str, ...], raw: dict[str, Any]) -> str:
    if len(place) < 2 or place[0] != "rule" or not isinstance(place[1], int):
        return ""
    entry = raw["rule"][place[1]]
    name = entry.get("id") if isinstance(entry, dict) else None
    return f" in rule `{short(name)}`" if isinstance(name, str) else f" in rule number {place[1] + 1}"
