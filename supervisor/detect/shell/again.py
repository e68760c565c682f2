"""What bash evaluates a second time: texts that hold a command, names in arithmetic, variables set without `=`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.detect.shell.variables import UNSEEN, loads
from supervisor.detect.shell.verdict import ShellVerdict, risky, unfamiliar, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.detect.shell.syntax import Call, Script

_SURE = re.compile(r"\$\{#\w+(?:\[[@*]\])?\}|\$[#?!$]|\b0[xX][0-9a-fA-F]+|\$\((?:date \+%\w|nproc)\)")
"""What is a number whatever happens."""
_NAME = re.compile(r"[A-Za-z_]\w*|`|\$\(|\$\{?[1-9@*]")
_NUMBER = re.compile(r"-?\d+")
_NUMBERS = frozenset({"RANDOM", "SRANDOM", "SECONDS", "LINENO", "BASHPID", "EPOCHSECONDS", "UID", "EUID", "PPID"})
"""Variables of bash that hold numbers."""
_COUNTING = re.compile(r"\s*\(\(\s*([A-Za-z_]\w*)\s*=\s*\d+\s*;")
_REACH = 3
"""Words in which the name of a command is looked for: `command`, `builtin` and assignments may stand before it."""
_WORDS = re.compile(r"\$\{?[A-Za-z_]\w*|([A-Za-z_]\w*)")
_QUOTES = re.compile(r"[\"'\\\s]")
_ARITHMETIC = re.compile(r"\$\(\([^()]*\)\)")
_SET_BY_ITSELF = frozenset(
    {"_", "REPLY", "MAPFILE", "OPTARG", "OPTIND", "COPROC", "BASH_REMATCH", "PWD", "OLDPWD", "DIRSTACK", "PIPESTATUS"}
)
"""Variables that commands set without being told their names."""
_NAMING = frozenset({"read", "unset", "mapfile", "readarray", "getopts", "declare", "typeset", "local", "readonly"})
"""Commands whose arguments are names, of which bash evaluates the part in brackets."""
CONCERNS = _NAMING | {"printf"}
"""A plain line without one of these words has nothing that is judged here."""
_DECLARING = frozenset({"declare", "typeset", "local"})


def judge_again(script: Script) -> Iterator[ShellVerdict]:
    """Judge what a line makes the shell evaluate once more.

    Args:
        script: The line, cut up.

    Yields:
        A verdict for each.
    """
    if script.hides:
        yield unknown("holds a command that is run when the shell evaluates it")
    if script.reckoned and not _reckons_with_numbers(script):
        yield unfamiliar("reckons with variables, which may hold commands")
    for name, values in script.loops.items():
        if any(loads(name, value) for value in values or [UNSEEN]):
            yield risky(f"sets `{name[:40]}`, which changes what other programs run")
    for call in script.calls:
        first = {word.text for word in call.words[:_REACH]}
        if first & _NAMING and any(_bare(word.text) & _NUMBERS for word in call.words):
            # Unset, `RANDOM` is a variable like any other from then on.
            yield unfamiliar("makes another thing of a variable that the shell counts with")
        if call.words and (call.words[0].text in _NAMING or call.words[0].text == "printf"):
            yield from _named(call)


def _reckons_with_numbers(script: Script) -> bool:
    """Tell whether all arithmetic of a line has nothing in it but numbers."""
    given = [one for call in script.calls for one in call.assignments]
    touched = _touched(script) | {
        name for found, value in given if not _NUMBER.fullmatch(value) for name in _bare(found)
    }
    touched |= {name for name, values in script.loops.items() if not all(map(_NUMBER.fullmatch, values))}
    settled = set(script.settled) - touched
    values = [_squeezed(value) for _, value in given]
    for text in script.reckoned:
        # In `y=$((z)); z=1` the number comes too late.
        numbers = set() if any(_squeezed(text) in value for value in values) else settled
        counting = _COUNTING.match(text)
        known = _NUMBERS | numbers | ({counting[1]} - touched if counting else set())
        if any(name not in known for name in _NAME.findall(_SURE.sub("0", text))):
            return False
    return True


def _touched(script: Script) -> set[str]:
    """Give the names that a command may set, by being told them or by itself."""
    found = set(_SET_BY_ITSELF)
    for call in script.calls:
        words = [word.text for word in call.words]
        if words and (words[0] != "echo" or "echo" in script.functions):
            found.update(*map(_bare, words[1:]))
    return found


def _bare(text: str) -> set[str]:
    """Give the names in a word, those of variables that are put in left out."""
    return {name for name in _WORDS.findall(_ARITHMETIC.sub("", text)) if name}


def _squeezed(text: str) -> str:
    return _QUOTES.sub("", text)


def _named(call: Call) -> Iterator[ShellVerdict]:
    """Judge the names that a command sets, where they are computed or stand for others."""
    name = call.words[0].text
    if name == "printf" and not (call.words[1:] and call.words[1].text.startswith("-v")):
        return
    given = call.words[1:3] if name == "printf" else call.words[1:]
    if any(not word.fixed and re.search(r"[$`]", word.text.partition("=")[0]) for word in given):
        yield unfamiliar(f"`{name}` is given a name that is computed")
    if name not in _DECLARING:
        return
    letters = {letter for word in given if word.text.startswith("-") for letter in word.text[1:]}
    values = [word.text.partition("=")[2].strip("'\"") for word in given if "=" in word.text]
    if "n" in letters and any(loads(value.partition("[")[0], UNSEEN) for value in values):
        yield risky("gives another name to a variable that changes what other programs run")
    elif "n" in letters and any("[" in value or "$" in value or "`" in value for value in values):
        yield unfamiliar("gives another name to a variable that is computed")
    if "i" in letters and not all(_NUMBER.fullmatch(value) for value in values):
        yield unfamiliar("reckons with variables, which may hold commands")
