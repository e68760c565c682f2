"""What a shell makes of a word, as far as the line itself tells: its own variables, `$(echo x)`, braces."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from supervisor.detect.shell.syntax import Call, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from supervisor.detect.shell.syntax import Script

MOST_VALUES = 8
"""Values of one variable that are followed: `for d in a b c`."""
MOST_VARIANTS = 16
"""Ways one call is judged when its variables have several values."""
MOST_WORDS = 200
"""Words that braces may make of one."""
_LONGEST = 2_000
_DECLARING = frozenset({"export", "declare", "typeset", "local", "readonly"})
_SETTING = _DECLARING | {"read", "printf", "mapfile", "readarray", "getopts", "let", "unset", "coproc", "select"}
"""Commands that set the variables they name."""
_RUNNING = frozenset({"eval", "source", ".", "trap"})
"""Commands that may set anything."""
_NAMES = re.compile(r"[A-Za-z_]\w{0,60}")
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w{0,60})=(.*)", re.DOTALL)
_VARIABLE = re.compile(r"\$(?:([A-Za-z_]\w{0,60})|\{([A-Za-z_]\w{0,60})(?::?[-=+]([^{}$`]*))?\})")
_EMPTY = re.compile(r"\$[@*1-9]|\$\{[@*1-9]\}")
_PRINTED = re.compile(
    r"(?:\$\(\s*(?:echo|printf)\s+(?:-[neE]+\s+|--\s+)*|`\s*(?:echo|printf)\s+(?:-[neE]+\s+)*)([^;|&<>()$`\n]{1,400}?)\s*[)`]"
)
_FOUND = re.compile(
    r"(?:\$\(|`)\s*(?:which|whence|type\s+-[pP]|command\s+-v)\s+(?:-\w\s+)?([\w.+-]{1,60})\s*(?:2>/dev/null\s*)?[)`]"
)
_BRACES = re.compile(r"\{([^{}\s]*,[^{}\s]*)\}")
_COMPUTED = re.compile(r"[$`]")
_UNTOLD = re.compile(r"[$`](?!\{?(?:HOME|PWD|TMPDIR)\b|\(mktemp\b)")


def line_variables(script: Script) -> dict[str, list[str]]:
    """Give what variables can hold by the line itself: every value of each, and `$NAME` where others are possible.

    Args:
        script: The line, cut up.

    Returns:
        Name to values; a value that is computed is left as it was typed.
    """
    found: dict[str, list[str]] = {"IFS": [" "]}
    touched: list[str] = list(script.loops)
    anything = False
    for call in script.calls:
        given = list(call.assignments)
        name = call.words[0].text if call.words else ""
        if name in _DECLARING:
            matches = [_ASSIGNMENT.match(word.text) for word in call.words[1:]]
            given += [(match[1], match[2]) for match in matches if match]
        if name in _SETTING:
            touched += [part for word in call.words[1:] for part in _NAMES.findall(word.text)]
        anything = anything or name in _RUNNING
        for variable, value in given:
            bare = variable.partition("[")[0].rstrip("+")
            touched.append(bare)
            found.setdefault(bare, []).append(value[:_LONGEST])
    for name, values in script.loops.items():
        found.setdefault(name, []).extend(value[:_LONGEST] for value in values)
    # INVARIANT: only a variable that the line sets first and nothing touches later makes a command harmless.
    sure = set() if anything else {n for n in script.settled if touched.count(n) == script.settled.count(n)}
    return {
        name: [*values[-MOST_VALUES:], *([] if name in sure else [f"${{{name}}}"])] for name, values in found.items()
    }


def told_variables(script: Script) -> set[str]:
    """Give the variables whose every value stands on the line, as typed: set first, or by a loop over given words.

    Args:
        script: The line, cut up.
    """
    if script.told is not None:
        return script.told
    values = line_variables(script)
    loops = {
        name
        for name, given in script.loops.items()
        if given and not any(call.words and call.words[0].text in _RUNNING for call in script.calls)
        if set(values[name]) - {f"${{{name}}}"} <= set(given)
    }
    whole = {name for name, given in values.items() if f"${{{name}}}" not in given} | loops
    script.told = {
        name for name in whole if not any(_UNTOLD.search(value) for value in values[name] if value != f"${{{name}}}")
    }
    return script.told


def variants(call: Call, variables: Mapping[str, Sequence[str]]) -> list[Call]:
    """Give the call as it would run: variables of the line put in, braces spread.

    Args:
        call: As typed.
        variables: What the line assigns.

    Returns:
        One call, or one for each value its variables take, bounded.
    """
    if all(word.fixed and (word.quoted or "{" not in word.text) for word in call.words):
        return [call]
    names = {name for word in call.words if not word.fixed for name in _names(word.text) if name in variables}
    several = sorted(name for name in names if len(variables[name]) > 1)
    choices: list[dict[str, str]] = [{}]
    if several:
        choices = [
            dict(zip(several, values, strict=True)) for values in product(*(variables[name] for name in several))
        ][:MOST_VARIANTS]
    single = {name: variables[name][0] for name in names if len(variables[name]) == 1}
    return [
        Call(tuple(_expanded(call.words, {**single, **choice})), call.assignments, call.fed, call.piped, call.told)
        for choice in choices
    ]


def _names(text: str) -> Iterable[str]:
    return (match[1] or match[2] for match in _VARIABLE.finditer(text[:_LONGEST]))


def _expanded(words: Sequence[Word], values: Mapping[str, str]) -> list[Word]:
    out: list[Word] = []
    for word in words:
        if len(out) >= MOST_WORDS:
            break
        for one in _spread(word):
            out.extend(_resolved(one, values))
    return out[:MOST_WORDS]


def _spread(word: Word) -> list[Word]:
    """Spread `{a,b}`."""
    if word.quoted or "{" not in word.text or "${" in word.text:
        return [word]
    texts = [word.text]
    for _ in range(4):
        matches = [_BRACES.search(text[:_LONGEST]) for text in texts]
        if not any(matches) or len(texts) > MOST_WORDS:
            break
        texts = [
            text[: match.start()] + part + text[match.end() :] if match else text
            for text, match in zip(texts, matches, strict=True)
            for part in (match[1].split(",") if match else [text])
        ]
    if texts == [word.text]:
        return [word]
    return [Word(text, fixed=not _COMPUTED.search(text)) for text in texts if text]


def _resolved(word: Word, values: Mapping[str, str]) -> list[Word]:
    """Put in what is known."""
    if word.fixed or len(word.text) > _LONGEST:
        return [word]
    text = word.text

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if name in values:
            return values[name]
        return match[0]

    for _ in range(3):
        before = text
        if "$(" in text or "`" in text:
            text = _PRINTED.sub(lambda match: match[1].strip("'\""), text)
            text = _FOUND.sub(lambda match: match[1], text)
        text = _VARIABLE.sub(value, text)[:_LONGEST]
        if text == before:
            break
    if _EMPTY.sub("", text):
        # `r$@m`: there are no arguments at a prompt.
        text = _EMPTY.sub("", text)
    if text == word.text:
        return [word]
    fixed = not _COMPUTED.search(text)
    if word.quoted:
        return [Word(text, fixed=fixed, quoted=True)]
    return [Word(part, fixed=not _COMPUTED.search(part)) for part in text.split()]
