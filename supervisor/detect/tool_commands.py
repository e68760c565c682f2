"""Commands that a call of a tool is given: whole lines, programs and what stands behind them.

How a server puts a line and what is given beside it together is its own affair: as the words of a program, or as one
line that a shell reads. Every usual way is judged, and the worst counts.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.looking import Looking
from supervisor.detect.shell.verdict import unknown
from supervisor.detect.tool_names import key_holds, key_is, words_of_key
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.core.tool_call import ToolCall
    from supervisor.detect.shell import ShellVerdict

COMMAND_KEYS = wordlist("command cmd shell bash commandline script cmdline commands args argv")
"""Keys whose value is a command, or a part of one."""
_ONE_BY_ONE = wordlist("commands cmds scripts")
"""Keys whose list holds commands; under the others it holds a program and its arguments."""
_OPERANDS = wordlist("args argv arg")
_BESIDE = wordlist("arguments argument parameters params param flags flag options opts operands switches")
"""Keys that hold what stands behind a program where one is given, and anything at all elsewhere."""
_WHOLE = wordlist("argv")
"""Keys under which the program may be named too."""
_MOST_PROGRAMS = 10
_MOST_LINES = 200
"""That one call is given; each takes about as long as a typed one."""
_SPACES = " \t"
_SIGNS = "\n;|&<>`$("
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SIMPLE = re.compile(r"[\w@%+=:,./-]+")


def judge_commands(call: ToolCall) -> Iterator[ShellVerdict]:
    """Judge every command of a call: line by line, and every line together with what is given beside it."""
    looking = Looking()
    programs, operands, whole = _given(call)
    texts = [*(text for given in programs.values() for text in given), *operands]
    if any(_CONTROL.search(text) for text in texts):
        yield unknown("holds signs that no command has")
    if len(programs) > _MOST_PROGRAMS or len(texts) > _MOST_LINES:
        yield unknown("is given more programs than can be looked through")
        # Padding makes nothing milder: lines are judged as scripts, and the first programs with all behind them.
        for start in range(0, len(texts), _MOST_LINES):
            yield looking.judge("\n".join(texts[start : start + _MOST_LINES]))
        for head in islice(_heads(programs), _MOST_PROGRAMS):
            yield from map(looking.judge, _joined(head, operands))
        return
    if len(texts) == 1:
        yield looking.judge(texts[0])
        return
    for key, given in programs.items():
        behind = 1 if _is_program(key, given) else len(given)
        yield from _alone(looking, given[:behind], beside=False)
        yield from _alone(looking, given[behind:], beside=True)
    yield from _alone(looking, operands, beside=bool(programs))
    for line in dict.fromkeys(line for head in _heads(programs) for line in _joined(head, operands)):
        yield looking.judge(line)
    if programs and whole:
        yield looking.judge(_line(whole))


def _given(call: ToolCall) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Give programs by their keys, all that may stand behind them, and what may be all of one without them."""
    programs: dict[str, list[str]] = {}
    operands: list[str] = []
    beside: list[str] = []
    whole: list[str] = []
    for key, value in call.values:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        text = str(value)
        if key_is(key, _OPERANDS):
            operands.append(text)
            if key_is(key, _WHOLE):
                whole.append(text)
        elif not isinstance(value, str):
            if key_is(key, _BESIDE):
                beside.append(text)
        elif key_holds(key, COMMAND_KEYS):
            programs.setdefault(key, []).append(text)
        elif key_is(key, _BESIDE):
            beside.append(text)
    return programs, [*operands, *beside] if programs else operands, whole


def _alone(looking: Looking, texts: Sequence[str], *, beside: bool) -> Iterator[ShellVerdict]:
    """Judge each text as if it were a line; some hand what stands behind a program on to a shell too."""
    for text in texts:
        if not _has(text, _SPACES + _SIGNS):
            continue
        verdict = looking.judge(text)
        # Words with a space between them are mostly no line, and what nobody knows says nothing of them.
        if not beside or _has(text, _SIGNS) or verdict.tier.rank >= Tier.HIGH_RISK.rank:
            yield verdict


def _heads(programs: dict[str, list[str]]) -> Iterator[Sequence[str]]:
    """Give what may begin a line: a program with its arguments, or each of several lines."""
    if not programs:
        yield ()
    for key, given in programs.items():
        if _is_one_by_one(key):
            yield from ((text,) for text in given)
        if not _is_one_by_one(key) or not _has(given[0], _SPACES + _SIGNS):
            yield given


def _is_one_by_one(key: str) -> bool:
    return "".join(words_of_key(key)) in _ONE_BY_ONE


def _is_program(key: str, given: Sequence[str]) -> bool:
    """Tell whether a list holds a program and what stands behind it, rather than lines."""
    return not _has(given[0], _SPACES + _SIGNS) and not _is_one_by_one(key)


def _joined(head: Sequence[str], operands: Sequence[str]) -> Iterator[str]:
    """Put a line together: each word quoted, what begins it as it stands, and all as it stands."""
    words = (*head, *operands)
    if not words:
        return
    if not _has(words[0], _SPACES + _SIGNS):
        yield _line(words)
    yield " ".join((words[0], *map(_quoted, words[1:])))
    as_it_stands = " ".join(words)
    # A single apostrophe is one of a sentence: no shell takes a line with it.
    if as_it_stands.count("'") != 1 or _has(as_it_stands, _SIGNS + '"\\'):
        yield as_it_stands


def _line(words: Sequence[str]) -> str:
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    return word if _SIMPLE.fullmatch(word) else "'" + word.replace("'", "'\\''") + "'"


def _has(text: str, signs: str) -> bool:
    return any(sign in text for sign in signs)
