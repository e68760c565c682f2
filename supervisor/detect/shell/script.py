"""The parts of a command line, as those who judge it see them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Word(NamedTuple):
    """One word of a call, quotes removed."""

    text: str
    """What the program gets, as far as it can be told without running anything."""
    fixed: bool = True
    """False when a variable, a substitution or braces decide what it becomes."""
    quoted: bool = False
    """True when quotes or backslashes keep globs and `~` from being expanded."""


class Redirect(NamedTuple):
    """Output or input of a call, sent elsewhere."""

    operator: str
    """E.g. `>`, `>>`, `&>`, `<`."""
    target: Word
    """File or descriptor."""
    descriptor: str = ""
    """Number before the operator; empty for the usual one."""


class Call(NamedTuple):
    """One simple command."""

    words: tuple[Word, ...]
    """Name and arguments; empty for a bare assignment."""
    assignments: tuple[tuple[str, str], ...] = ()
    """Variables set for it."""
    fed: tuple[str, ...] = ()
    """Here-documents and here-strings on its input."""
    piped: bool = False
    """True when its input is another command's output."""
    told: str = ""
    """All of its input, where `echo` right before it says so; empty when that is not known."""


@dataclass(slots=True)
class Script:
    """A command line, cut up."""

    calls: list[Call] = field(default_factory=list)
    """Every call in it, those in substitutions, functions and branches too."""
    redirects: list[Redirect] = field(default_factory=list)
    """Every redirection to or from a file."""
    functions: set[str] = field(default_factory=set)
    """Names of the functions it defines."""
    loops: dict[str, list[str]] = field(default_factory=dict)
    """Variables of `for` loops with what they stand for."""
    settled: list[str] = field(default_factory=list)
    """Names of the assignments that the line begins with: they hold whatever comes after."""
    hides: bool = False
    """True when a text that bash may evaluate again holds a command: `x='$(rm a)'`, `[[ 1 -eq 'a[$(rm a)]' ]]`."""
    reckoned: list[str] = field(default_factory=list)
    """Arithmetic and subscripts, in which bash evaluates what the names hold."""
    background: list[str] = field(default_factory=list)
    """Statements that go on while the next line is typed."""
    recalls: bool = False
    """True when `!` brings back a part of an earlier command, which nobody can see here."""
    plain: bool = field(default=False, compare=False)
    """True when it was seen at once that it has no functions and that every word is what the program gets."""
    told: set[str] | None = field(default=None, compare=False, repr=False)
    """Variables whose every value stands on the line; None until `expansion.told_variables` is asked for them."""
    broken: bool = False
    """True when a part does not fit the grammar, or there is too much of it."""


def printed_text(words: Sequence[Word]) -> tuple[str, ...]:
    """Give the text that `echo` or `printf` prints, where it is fixed."""
    if not words or words[0].text not in ("echo", "printf") or not all(word.fixed for word in words):
        return ()
    texts = [word.text for word in words[1:] if not re.fullmatch(r"-[neE]{1,3}|--", word.text)]
    return (" ".join(texts).replace("\\n", "\n"),)
