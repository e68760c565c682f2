"""Patterns of a policy, compiled once: globs and RE2 expressions.

RE2 has no backtracking, so a person's pattern costs time linear in the text and can never hang the gate.
Globs without `?` and with few `*` are matched by plain string methods, the others become RE2 as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import re2  # type: ignore[import-untyped]  # google-re2 ships no types; `_compile` is the only caller

from supervisor.core.needs import Need, need_of_expression, need_of_glob

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_PATTERN = 1000
"""Characters; far longer than a person writes, short enough to keep the memory of RE2 small."""
_MAX_MEMORY_BYTES = 1 << 20


class PatternError(Exception):
    """A pattern that cannot be compiled; the sentence says why and what to do."""


class _Match(Protocol):
    """A place."""

    def span(self) -> tuple[int, int]:
        """Give where it is, characters."""


class _Compiled(Protocol):
    """The part of a compiled RE2 pattern that is used."""

    @property
    def pattern(self) -> str:
        """Give the expression that it was made of."""

    def search(self, text: str) -> object | None:
        """Look anywhere in `text`."""

    def finditer(self, text: str) -> Iterable[_Match]:
        """Give all places in `text` that do not overlap."""


def _compile(expression: str, shown: str) -> _Compiled:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY_BYTES
    try:
        compiled: _Compiled = re2.compile(expression, options)
    except (re2.error, UnicodeEncodeError) as e:
        detail = e.args[0].decode(errors="replace") if e.args and isinstance(e.args[0], bytes) else e
        raise PatternError(
            f"pattern `{shown}` is not an RE2 expression: {detail}: RE2 has no look-around, no back references"
        ) from e
    return compiled


def _checked(pattern: str) -> str:
    if not pattern:
        raise PatternError("a pattern is empty: write `*` for anything")
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"pattern `{pattern[:40]}…` is too long: keep it below {LONGEST_PATTERN} characters")
    return pattern


def _regular(glob: str) -> str:
    quoted = {"*": "(?s:.*)", "?": "(?s:.)"}
    return "^(?:" + "".join(quoted.get(c) or re2.escape(c) for c in glob) + r")\z"


@dataclass(frozen=True, slots=True)
class Matcher:
    """A list of globs and expressions; any of them is enough."""

    source: tuple[str, ...] = ()
    """The patterns as written, for messages."""
    exact: frozenset[str] = frozenset()
    """Casefolded whole strings."""
    affixes: tuple[tuple[str, str, str], ...] = ()
    """Casefolded (start, middle, end) of globs `start*middle*end`; middle is empty for a single `*`."""
    folded: tuple[_Compiled, ...] = ()
    """The other globs as RE2, matched against the casefolded text."""
    expressions: tuple[_Compiled, ...] = ()
    """RE2 expressions, matched against the text as it is."""
    needs: tuple[Need, ...] | None = None
    """What a text must have, for each pattern; None when one of them needs nothing."""

    def matches(self, text: str) -> bool:
        """Tell whether any pattern fits `text`."""
        if text in self.exact:
            return True
        folded = text.casefold()
        if folded in self.exact:
            return True
        for start, middle, end in self.affixes:
            if (
                len(folded) >= len(start) + len(middle) + len(end)
                and folded.startswith(start)
                and folded.endswith(end)
                and (not middle or folded.find(middle, len(start), len(folded) - len(end)) >= 0)
            ):
                return True
        if any(pattern.search(folded) is not None for pattern in self.folded):
            return True
        return any(pattern.search(text) is not None for pattern in self.expressions)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Give where expressions fit, in no order; of a text that RE2 does not take, all of it."""
        try:
            found = [match.span() for pattern in self.expressions for match in pattern.finditer(text)]
        except UnicodeEncodeError:
            return [(0, len(text))]
        return [(start, end) for start, end in found if start < end]

    @property
    def size(self) -> int:
        """Number of patterns."""
        return len(self.source)

    @property
    def parts(self) -> frozenset[tuple[str, ...]]:
        """What it matches, piece by piece: two with the same parts match the same, one with more no less."""
        whole = {("exact", text) for text in self.exact} | {("affix", *affix) for affix in self.affixes}
        folded = {("folded", pattern.pattern) for pattern in self.folded}
        return frozenset(whole | folded | {("expression", pattern.pattern) for pattern in self.expressions})

    def joined(self, other: Matcher) -> Matcher:
        """Give one that matches what either of two matches."""
        needs = None if self.needs is None or other.needs is None else (*self.needs, *other.needs)
        return Matcher(
            (*self.source, *other.source),
            self.exact | other.exact,
            (*self.affixes, *other.affixes),
            (*self.folded, *other.folded),
            (*self.expressions, *other.expressions),
            needs,
        )


def compile_patterns(globs: Iterable[str], expressions: Iterable[str] = ()) -> Matcher:
    """Compile a list of patterns.

    Args:
        globs: Whole-string patterns with `*` and `?`, case ignored.
        expressions: RE2 expressions, found anywhere in the text, case counts unless they say `(?i)`.

    Returns:
        The matcher.

    Raises:
        PatternError: a pattern is empty, too long or not RE2.
    """
    exact: set[str] = set()
    affixes: list[tuple[str, str, str]] = []
    folded: list[_Compiled] = []
    compiled: list[_Compiled] = []
    source: list[str] = []
    needs: list[Need | None] = []
    for glob in globs:
        needs.append(need_of_glob(glob))
        source.append(_checked(glob))
        parts = glob.casefold().split("*")
        if "?" in glob or len(parts) > 3:
            folded.append(_compile(_regular(glob.casefold()), glob))
        elif len(parts) == 1:
            exact.add(parts[0])
        else:
            affixes.append((parts[0], parts[1] if len(parts) == 3 else "", parts[-1]))
    for expression in expressions:
        needs.append(need_of_expression(expression))
        source.append(_checked(expression))
        compiled.append(_compile(expression, expression))
    return Matcher(tuple(source), frozenset(exact), tuple(affixes), tuple(folded), tuple(compiled), _all(needs))


def _all(needs: list[Need | None]) -> tuple[Need, ...] | None:
    known = tuple(need for need in needs if need is not None)
    return known if len(known) == len(needs) else None
