"""Rules that never decide, because another rule matches whenever they do and is stronger.

One rule covers another when each of its conditions is wider than a condition of the other's on the same fact. Where
nobody can tell (two expressions, say) it does not: what is said here is certain.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.assessment import Verdict
from supervisor.core.patterns import compile_patterns
from supervisor.core.policy_file import Limits, as_range, written_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from supervisor.core.policy_file import Entry, RuleEntry

_STRENGTH = (Verdict.ALLOW, Verdict.ASK, Verdict.DENY)
_ANY_TEXT, _ANY_SIGN = "\ue000", "\ue001"
"""Stand in a pattern for its `*` and `?`, so that only another's `*` fits them."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A rule as it is written."""

    index: int
    """Place in the file, from 0."""
    entry: RuleEntry
    conditions: Mapping[str, tuple[Entry, ...]]
    """Patterns of each fact; globs casefolded."""

    @property
    def specificity(self) -> tuple[int, int]:
        """As `Rule.specificity`."""
        return len(self.conditions), -sum(len(patterns) for patterns in self.conditions.values())


def covered_rules(rules: Sequence[RuleEntry]) -> Iterator[tuple[int, int]]:
    """Find the rules that never decide.

    A rule that also raises a tier or names a category is not one of them: it still has an effect.

    Args:
        rules: The rules of a file, every pattern one that compiles.

    Yields:
        Place of the rule and place of one that always wins over it, from 0.
    """
    written = [_Written(index, entry, _conditions(entry)) for index, entry in enumerate(rules)]
    wider = _Wider(written)
    for rule in written:
        if rule.entry.verdict is None or rule.entry.tier is not None or rule.entry.category is not None:
            continue
        winner = next((other for other in wider.candidates(rule) if _wins(other, rule)), None)
        if winner is not None:
            yield rule.index, winner.index


def _conditions(entry: RuleEntry) -> dict[str, tuple[Entry, ...]]:
    return {
        field: tuple(str(p).casefold() if isinstance(p, str) else p for p in patterns)
        for field, patterns in written_conditions(entry.when).items()
    }


class _Wider:
    """Finds the rules that may cover another without looking at all of them."""

    def __init__(self, rules: Iterable[_Written]) -> None:
        self._by_pattern: dict[tuple[str, Entry], list[_Written]] = defaultdict(list)
        self._by_field: dict[str, list[_Written]] = defaultdict(list)
        for rule in rules:
            field, patterns = next(iter(rule.conditions.items()))
            if any(
                isinstance(pattern, Limits) or (isinstance(pattern, str) and "*" in pattern) for pattern in patterns
            ):
                self._by_field[field].append(rule)
                continue
            for pattern in patterns:
                self._by_pattern[field, pattern].append(rule)

    def candidates(self, rule: _Written) -> Iterator[_Written]:
        """Give the rules whose first condition may be wider than one of `rule`."""
        for field, patterns in rule.conditions.items():
            yield from self._by_pattern.get((field, patterns[0]), ())
            yield from self._by_field.get(field, ())


def _wins(other: _Written, rule: _Written) -> bool:
    """Tell whether `other` decides wherever `rule` matches."""
    mine, its = rule.entry.verdict, other.entry.verdict
    if other is rule or mine is None or its is None or _STRENGTH.index(its) < _STRENGTH.index(mine):
        return False
    if its is mine:
        # Of equal verdicts the more specific rule gives the words, of equally specific ones the first.
        order = other.specificity, -other.index
        if order < (rule.specificity, -rule.index):
            return False
    return all(
        field in rule.conditions and _covers(patterns, rule.conditions[field])
        for field, patterns in other.conditions.items()
    )


def _covers(wide: tuple[Entry, ...], narrow: tuple[Entry, ...]) -> bool:
    return all(any(_within(one, other) for other in wide) for one in narrow)


def _within(one: Entry, other: Entry) -> bool:
    """Tell whether all that fits `one` fits `other`; False where that is not certain."""
    if other in (one, "*"):
        return True
    if isinstance(one, float | Limits) and isinstance(other, float | Limits):
        return as_range(one).within(as_range(other))
    if not isinstance(one, str) or not isinstance(other, str) or "?" in other:
        return False
    return compile_patterns([other]).matches(one.replace("*", _ANY_TEXT).replace("?", _ANY_SIGN))
