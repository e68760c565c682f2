"""Rules that can never match or never decide: `policy check` warns of them.

Only who works the facts out knows which values they have and which of them come together. A warning is certain: what
might match is let pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import quote

from supervisor.core.action import POINTER_KINDS, ActionKind
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.context import UNKNOWN_FACTS
from supervisor.core.facts import Control
from supervisor.core.keynames import KEY_NAMES, MODIFIERS, canonical_key, split_chord
from supervisor.core.page_address import page_address
from supervisor.core.patterns import compile_patterns
from supervisor.core.policy import NUMBERS
from supervisor.core.policy_file import Entry, Limits, as_range, read_policy_file, written_conditions
from supervisor.core.policy_lines import line_of, lines_of
from supervisor.core.rule_overlap import covered_rules
from supervisor.detect.effects import EFFECTS
from supervisor.detect.place import COMMAND_PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.core.policy_file import RuleEntry

MOST_REMARKS = 50
"""Remarks of one file; whoever has so many mends some and asks again."""

_Conditions = Mapping[str, tuple[Entry, ...]]
_OF_ELEMENT = ("role", "name", "dialog", "path")
_OF_WINDOW = ("app", "executable", "title")
_DOES = {Verdict.DENY: "denies", Verdict.ASK: "asks", Verdict.ALLOW: "allows"}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a policy that is allowed and has no effect."""

    line: int
    """Line of the file, from 1."""
    sentence: str
    """What has no effect, why, and what to do."""


def review(text: str, name: str) -> list[Remark]:
    """Look for rules without effect.

    Args:
        text: A policy file that `parse_policy` takes.
        name: Its name, for messages.

    Returns:
        The remarks, at most `MOST_REMARKS`, in the order of their lines.

    Raises:
        PolicyError: the file cannot be used.
    """
    content = read_policy_file(text, name)
    rules = content.rule
    found: dict[int, tuple[tuple[str | int, ...], str]] = {}
    for index, rule in enumerate(rules):
        remark = next(_of_rule(rule), None)
        if remark is not None:
            place, sentence = remark
            found[index] = (("rule", index, *place), f"rule `{rule.id}` {sentence}")
    beaten = {index: by for index, by in covered_rules(rules) if index not in found and by not in found}
    shown = sorted({*found, *beaten})[:MOST_REMARKS]
    places = [found[index][0] if index in found else ("rule", index) for index in shown]
    winners = [("rule", beaten[index]) for index in shown if index in beaten]
    lines = lines_of(text, [*places, *winners])
    line_of_winner = iter(lines[len(shown) :])
    remarks = [
        Remark(
            line,
            found[index][1] if index in found else _beaten(rules[index], rules[beaten[index]], next(line_of_winner)),
        )
        for index, line in zip(shown, lines, strict=False)
    ]
    for scope in sorted(set(content.scope) - {rule.scope for rule in rules}):
        sentence = f"scope `{scope}` is used by no rule: name it in a rule's `scope`, or remove it"
        remarks.append(Remark(line_of(text, ("scope", scope)), sentence))
    return sorted(remarks, key=lambda remark: remark.line)[:MOST_REMARKS]


def _beaten(rule: RuleEntry, other: RuleEntry, line: int) -> str:
    does = _DOES[other.verdict] if other.verdict is not None else "decides"
    also = " too" if other.verdict is rule.verdict else ""
    return (
        f"rule `{rule.id}` never decides: rule `{other.id}` (line {line}) matches whenever it does and {does}{also}: "
        "remove one of them or change their conditions"
    )


def _of_rule(rule: RuleEntry) -> Iterator[tuple[tuple[str, ...], str]]:
    """Say why a rule has no effect: the place in it and the rest of the sentence."""
    conditions = written_conditions(rule.when)
    for field, patterns in conditions.items():
        why = _value(field, patterns)
        if why:
            yield ("when", field), f"can never match: {why}"
    for field, why in _contradictions(conditions):
        yield ("when", field), f"can never match: {why}"
    if rule.verdict is None and rule.tier is None and rule.category is None:
        yield ("id",), "changes nothing but the words: give it a `verdict`, a `tier` or a `category`"
    if rule.deadline_s is not None and rule.verdict in (Verdict.ALLOW, Verdict.DENY):
        does = _DOES[rule.verdict]
        yield ("deadline_s",), f"never waits, because it {does} without asking: remove `deadline_s`"


def _value(field: str, patterns: tuple[Entry, ...]) -> str:
    """Say why no value of a fact fits any of the patterns; empty when one may."""
    if field in NUMBERS:
        ranges = [as_range(entry) for entry in patterns if isinstance(entry, float | Limits)]
        bad = next((one for one in ranges if one.empty), None)
        if bad is not None and all(one.empty for one in ranges):
            return f"no number is at least {bad.least:g} and at most {bad.most:g}: swap them"
        return "" if any(one.most is None or one.most >= 0 for one in ranges) else f"`{field}` is never below 0"
    globs = [str(pattern) for pattern in patterns if isinstance(pattern, str)]
    if len(globs) < len(patterns):
        return ""
    if field == "unknown" and not any(compile_patterns(globs).matches(name) for name in UNKNOWN_FACTS):
        return f"`unknown` is one of {', '.join(UNKNOWN_FACTS)}: {_did_you_mean(globs[0], UNKNOWN_FACTS)}"
    if field == "executable" and all("/" in glob for glob in globs):
        return f"`executable` is a name without folders: write `{globs[0].rpartition('/')[2] or '*'}`"
    if field == "url":
        whys = [_address(glob) for glob in globs]
        return whys[0] if all(whys) else ""
    if field == "keys":
        whys = [_chord(glob) for glob in globs]
        return whys[0] if all(whys) else ""
    return ""


def _did_you_mean(word: str, choices: Sequence[str]) -> str:
    near = get_close_matches(word, choices, n=1, cutoff=0.5)
    return f"did you mean `{near[0]}`?" if near else "use one of these"


def _address(glob: str) -> str:
    """Say why no address is written like that."""
    if "#" in glob:
        return f"addresses are matched without their `#` and what follows: write `{glob.partition('#')[0]}*`"
    begins = re.split("[*?]", glob, maxsplit=1)[0]
    told = _as_browsers_tell(glob)
    if told != glob:
        return f"browsers tell addresses otherwise: write `{told}`"
    if "/" in begins.partition(":")[0] or (begins == glob and ":" not in glob):
        return f"an address begins with its scheme: write `*://{glob}`" + (
            "" if "/" in glob else " and a path, e.g. `/*`"
        )
    if begins != glob:
        return ""
    right = page_address(glob)
    return "" if right is not None and right.lower() == glob.lower() else f"write `{right or 'https://host/path'}`"


def _as_browsers_tell(glob: str) -> str:
    """Write host and path with the signs that addresses are made of, and the host without what is left out."""
    found = re.fullmatch(r"([^:/]+)://([^/]*)(.*)", glob, re.DOTALL)
    if found is None:
        return glob
    scheme, host, path = found.groups()
    if not host.isascii():
        with suppress(UnicodeError):
            host = ".".join(part if part.isascii() else part.encode("idna").decode() for part in host.split("."))
    port = {"https": ":443", "http": ":80"}.get(scheme.lower())
    host = (host.removesuffix(port) if port else host).rstrip(".")
    return f"{scheme}://{host}" + re.sub("[^!-~]+", lambda found: quote(found[0]), path)


def _chord(glob: str) -> str:
    """Say why no chord is written like that."""
    *held, key = glob.split("+")
    if not held and key.lower() in MODIFIERS:
        return ""
    if "*" not in glob and "?" not in glob:
        near = get_close_matches(key, KEY_NAMES, n=1, cutoff=0.7) if len(key) > 1 and key not in KEY_NAMES else []
        return f"no key is called `{key}`: did you mean `{near[0]}`?" if near else ""
    parts = [part if "*" in part or "?" in part or not part else canonical_key(part) for part in (*held, key)]
    known = [part for part in parts if part in MODIFIERS]
    in_order = iter(sorted(known, key=MODIFIERS.index))
    right = "+".join(next(in_order) if part in MODIFIERS else part for part in parts)
    return f"chords are written otherwise: write `{right}`" if right.lower() != glob.lower() else ""


def _contradictions(conditions: _Conditions) -> Iterator[tuple[str, str]]:
    """Name the conditions that exclude one another: a field of them and why."""
    if "shell" in conditions and "control" in conditions:
        why = "`shell` is about commands and `control` about buttons and keys: write a rule for each"
        yield "control", why
    if "shell" in conditions and not COMMAND_PLACES & set(_listed(conditions, "program", COMMAND_PLACES)):
        places = ", ".join(sorted(COMMAND_PLACES))
        yield "program", f"commands are recognised in {places} only: leave `program` out"
    yield from _tier_of_control(conditions)
    yield from _of_action(conditions)
    yield from _of_unknown(conditions)


def _listed(conditions: _Conditions, field: str, default: frozenset[str]) -> set[str]:
    return {str(pattern) for pattern in conditions.get(field, default)}


def _tier_of_control(conditions: _Conditions) -> Iterator[tuple[str, str]]:
    if "control" not in conditions or "tier" not in conditions:
        return
    controls = [Control(str(name)) for name in conditions["control"]]
    possible = set().union(*(tiers_of(control) for control in controls))
    if not possible & set(conditions["tier"]):
        tiers = ", ".join(tier.value for tier in Tier if tier in possible)
        yield "tier", f"`{controls[0]}` has the tier {tiers}: leave `tier` out"


def tiers_of(control: Control) -> set[Tier]:
    """Give the tiers that an action with this control can be assessed with, before any rule."""
    tier = EFFECTS[control][0]
    if tier.rank < Tier.HIGH_RISK.rank:
        # The agent's own words may raise it to that of any effect.
        return {tier, Tier.REVERSIBLE, Tier.HIGH_RISK, Tier.IRREVERSIBLE}
    return {tier, Tier.IRREVERSIBLE} if control is Control.ACCOUNT else {tier}


def _of_action(conditions: _Conditions) -> Iterator[tuple[str, str]]:
    kinds = {ActionKind(str(kind)) for kind in conditions.get("action", ())}
    if not kinds:
        return
    if "text" in conditions and kinds <= POINTER_KINDS and not _fits_nothing(conditions["text"]):
        yield "text", "a pointer types no text: leave `text` or `action` out"
    if "keys" not in conditions:
        return
    if kinds <= {ActionKind.TYPE, ActionKind.WINDOW} and not _fits_nothing(conditions["keys"]):
        yield "keys", "running text has no chord: use `text`, or `key` as the action"
    globs = [pattern for pattern in conditions["keys"] if isinstance(pattern, str) and "*" not in pattern]
    if kinds <= POINTER_KINDS and len(globs) == len(conditions["keys"]) and all(split_chord(g)[1] for g in globs):
        yield "keys", "of a pointer action `keys` are the held modifiers alone, e.g. `ctrl`: leave the key out"


def _fits_nothing(patterns: tuple[Entry, ...]) -> bool:
    """Tell whether the empty text may fit."""
    return any(not isinstance(pattern, str) or not pattern.strip("*") for pattern in patterns)


def _of_unknown(conditions: _Conditions) -> Iterator[tuple[str, str]]:
    if "unknown" not in conditions:
        return
    unknown = {
        name
        for name in UNKNOWN_FACTS
        for pattern in conditions["unknown"]
        if not isinstance(pattern, str) or compile_patterns([pattern]).matches(name)
    }
    if unknown == {"url"}:
        fields: tuple[str, ...] = ("url",)
    else:
        fields = _OF_WINDOW if unknown == {"window"} else () if unknown & {"window", "url"} else _OF_ELEMENT
    for field in fields:
        if field in conditions:
            yield field, f"`{field}` is not known where `unknown` says so: leave one of them out"
