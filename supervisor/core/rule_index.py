"""Which rules may match: so that a decision costs no more with a thousand rules than with ten.

A rule is filed under one of its conditions, the rarest one: under each whole text that it wants, or under three signs
in a row that each of its patterns needs. Where an action's facts have none of them the rule cannot match. Rules whose
patterns need nothing (`*`, expressions with alternatives) are tried every time.

# INVARIANT: every rule that matches is a candidate, and so is every rule that breaks on these facts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from supervisor.core.facts import Facts
    from supervisor.core.needs import Need
    from supervisor.core.policy import Rule

    Readers = Mapping[str, Callable[[Facts], tuple[str, ...]]]

_GRAM = 3
"""Signs in a row that are looked up; fewer are in every text, of more there are too many."""

_MOST_SEEN = 500
_LONGEST_SEEN = 300
"""Texts of a fact that are remembered, and signs of the longest one."""

_Key = tuple[str, bool, str]
"""A fact, whether its text is wanted whole, and the text or three signs of it."""
_Way = list[tuple[_Key, ...]]
"""One way to file a rule: for each pattern of a condition the keys that it could be filed under."""


class _Field:
    """What is filed under one fact."""

    def __init__(self) -> None:
        self.whole: dict[str, tuple[int, ...]] = {}
        self.parts: dict[str, tuple[int, ...]] = {}
        self.seen: dict[str, frozenset[int]] = {}
        """What was found for a text: titles, agents and the like come again and again."""

    def numbers(self, value: str) -> frozenset[int]:
        """Give what is filed under a text."""
        found = self.seen.get(value)
        if found is None:
            numbers: set[int] = set()
            _look(self, value, numbers)
            found = frozenset(numbers)
            if len(self.seen) >= _MOST_SEEN:
                self.seen.clear()
            if len(value) <= _LONGEST_SEEN:
                self.seen[value] = found
        return found


class RuleIndex:
    """Finds the rules that may match."""

    def __init__(self, rules: Sequence[Rule], readers: Readers) -> None:
        """File all rules.

        Args:
            rules: The rules of a policy.
            readers: Gives the texts of a fact by its name.
        """
        self._rules = tuple(rules)
        self._readers = readers
        self._always: list[int] = []
        self._fields: dict[str, _Field] = {}
        self._fragile = {condition.field for rule in rules for condition in rule.conditions if condition.fragile}
        self._file([list(_ways(rule, readers)) for rule in rules])

    def _file(self, ways: Sequence[Sequence[_Way]]) -> None:
        often = Counter(key for choices in ways for way in choices for keys in way for key in keys)
        filed: dict[_Key, list[int]] = defaultdict(list)
        for number, choices in enumerate(ways):
            rarest = [[min(keys, key=often.__getitem__) for keys in way] for way in choices]
            if not rarest:
                self._always.append(number)
                continue
            for key in set(min(rarest, key=lambda keys: sum(often[key] for key in keys))):
                filed[key].append(number)
        for (name, whole, text), numbers in filed.items():
            field = self._fields.setdefault(name, _Field())
            (field.whole if whole else field.parts)[text] = tuple(numbers)

    def candidates(self, facts: Facts) -> Sequence[Rule]:
        """Give the rules that may match, in the order of the file."""
        for name in self._fragile:
            for value in self._readers[name](facts):
                if value.isascii():
                    continue
                try:
                    value.encode()
                except UnicodeEncodeError:
                    # Expressions break on such a text, and a rule that breaks has to be heard of.
                    return self._rules
        found = set(self._always)
        for name, field in self._fields.items():
            for value in self._readers[name](facts):
                numbers = field.numbers(value)
                if numbers:
                    found |= numbers
        return [self._rules[number] for number in sorted(found)]


def _ways(rule: Rule, readers: Readers) -> Iterator[_Way]:
    for condition in rule.conditions:
        needs = condition.needs
        if needs and condition.field in readers and all(need.whole or len(need.text) >= _GRAM for need in needs):
            yield [tuple(_keys(condition.field, need)) for need in needs]


def _keys(field: str, need: Need) -> Iterator[_Key]:
    if need.whole:
        yield field, True, need.text
        return
    for start in range(len(need.text) - _GRAM + 1):
        yield field, False, need.text[start : start + _GRAM]


def _look(field: _Field, value: str, found: set[int]) -> None:
    """Add what is filed under a text."""
    folded = value.casefold()
    for text in (value, folded):
        found.update(field.whole.get(text, ()))
    parts = field.parts
    if not parts:
        return
    if len(folded) > 4 * len(parts):
        for part, numbers in parts.items():
            if part in folded:
                found.update(numbers)
        return
    for start in range(len(folded) - _GRAM + 1):
        numbers = parts.get(folded[start : start + _GRAM], ())
        if numbers:
            found.update(numbers)
