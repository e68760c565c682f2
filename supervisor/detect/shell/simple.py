"""Lines so simple that blanks and quotes alone tell their words: most of what is typed, and cut up without a grammar.

INVARIANT: what is given for a line is what the grammar of bash makes of it, and where that is not certain nothing is.
"""

from __future__ import annotations

import re

from supervisor.detect.wordlist import wordlist

_TOKEN = re.compile(r" +|(?!=)[\w./,:@%+=~*?^-]+|'[^'\n]*'|\"[^\"$`\\!\n]*\"|\|\|?|&&|;", re.ASCII)
_NAME = re.compile(r"[A-Za-z_./][\w./-]*", re.ASCII)
_AGAIN = re.compile(r"`|\$[({\[]")
"""What runs something when quoted words are evaluated once more: the tree tells whether they are."""
_RESERVED = wordlist(
    "if then elif else fi for while until do done case esac select function time coproc in declare typeset export"
    " readonly local unset unsetenv"
)
"""First words that begin something else than a simple command."""
_LONGEST = 1_000
"""Characters; of a longer line the tree may be too large to be looked at as a whole."""
_REACH = 3
"""Words among which `let` is looked for, as it is by those who read the grammar's tree."""

_MIXED = ({"|", "&&"}, {"|", "||"})
"""Signs side by side about which the grammar has its own mind."""

SimpleCommand = tuple[str, list[tuple[str, bool]]]
"""The sign before it, e.g. `|`, empty for the first; and its words, each with whether all of it was quoted."""


def simple_commands(text: str) -> list[SimpleCommand] | None:
    """Cut up a line of words, quoted texts without expansions, and `|`, `&&`, `||`, `;` between them.

    Args:
        text: A command line.

    Returns:
        The commands as they were typed; None for any other line.
    """
    if len(text) > _LONGEST:
        return None
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        return None
    commands: list[SimpleCommand] = []
    words: list[tuple[str, bool]] = []
    sign, joined = "", False
    for token in tokens:
        first = token[0]
        if first == " ":
            joined = False
            continue
        if first in "|&;":
            if not words or not _is_simple(words):
                return None
            if sign and {sign, token} in _MIXED:
                return None
            commands.append((sign, words))
            words, sign, joined = [], token, False
            continue
        quoted = first in "'\""
        if quoted:
            token = token[1:-1]  # noqa: PLW2901 - as the shell does
        if joined:
            if len(words) == 1:
                # The grammar sees the keyword in `if""x`.
                return None
            before, also = words[-1]
            words[-1] = before + token, also and quoted
        else:
            words.append((token, quoted))
            joined = True
    if words:
        if not _is_simple(words):
            return None
        commands.append((sign, words))
    elif sign != ";":
        # Nothing at all, or a line that goes on.
        return None
    return commands


def _is_simple(words: list[tuple[str, bool]]) -> bool:
    """Tell whether a command is its words and nothing else: no assignment, no keyword, no arithmetic."""
    name, quoted = words[0]
    if quoted or _NAME.fullmatch(name) is None or name in _RESERVED:
        return False
    return not any(word == "let" for word, _ in words[:_REACH]) and not any(_AGAIN.search(word) for word, _ in words)
