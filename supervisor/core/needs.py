"""What a text must contain for a pattern to fit: rules are looked up by it.

Being wrong here would lose a rule, so only what is certain counts: of a glob its longest piece, of an expression a
run of plain signs before its first group, class or counted repetition, and nothing where it has alternatives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECES = re.compile(r"[*?]")
_IGNORES_CASE = "(?i)"
_REPEATS = frozenset("?*{")
"""What may make the sign before it go away."""
_ENDS_RUN = frozenset(".^$+")
_STOPS = frozenset("()[]{}")
_CLASSES = frozenset("dDwWsSbBAz")
"""Letters that after `\\` stand for a sign of a kind or for a place."""


@dataclass(frozen=True, slots=True)
class Need:
    """A casefolded text that is in every casefolded text that a pattern fits."""

    text: str
    """Never empty."""
    whole: bool
    """The text is all of it, and not a part."""


def need_of_glob(glob: str) -> Need | None:
    """Give what a glob needs; None when it needs nothing."""
    folded = glob.casefold()
    if "*" not in folded and "?" not in folded:
        return Need(folded, whole=True)
    piece = max(_PIECES.split(folded), key=len)
    return Need(piece, whole=False) if piece else None


def need_of_expression(expression: str) -> Need | None:
    """Give what an RE2 expression needs; None when it needs nothing, or nobody can tell."""
    if "|" in expression:
        return None
    run, longest = "", ""
    signs = iter(expression.removeprefix(_IGNORES_CASE))
    for sign in signs:
        if sign in _REPEATS:
            run = run[:-1]
        longest = max(longest, run, key=len)
        if sign in _STOPS:
            return _part(longest)
        if sign == "\\":
            after = next(signs, "")
            if after.isalnum() and after not in _CLASSES:
                return _part(longest)
            run = ""
        elif sign in _REPEATS or sign in _ENDS_RUN or not sign.isascii():
            run = ""
        else:
            run += sign
    return _part(max(longest, run, key=len))


def _part(text: str) -> Need | None:
    return Need(text.casefold(), whole=False) if text else None
