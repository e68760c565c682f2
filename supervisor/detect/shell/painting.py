"""What writes over the line that is typed next, so that it shows something else than what it runs."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from supervisor.detect.shell.syntax import parse_script
from supervisor.detect.shell.verdict import ShellVerdict, unfamiliar
from supervisor.detect.shell.vocabulary import READ
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.detect.shell.syntax import Call, Script

_ESCAPES = re.compile(r"\\(?:[eErbv]|0?33|0?15|0?10|x1[bB]|x0[dD8]|[uU]0*1[bB])|[\x1b\r\x08\x9b]")
_REAL = re.compile(r"[\x1b\r\x08\x9b]")
_WRITERS = frozenset({"printf", "echo", "tput"})
"""Programs that print what they are told to, control signs too."""
CONCERNS = _WRITERS | {"setsid"}
"""A plain line without one of these words has nothing that is judged here."""
_SILENT = wordlist("sleep usleep true false : wait cd test [ [[ jobs fg bg sh bash pushd popd read mapfile")
"""Programs among those that only read that print nothing by themselves."""
_PASSING = wordlist("watch nohup nice ionice setsid stdbuf timeout time sudo command builtin env exec 5 10 60")


def judge_painting(script: Script) -> Iterator[ShellVerdict]:
    """Judge what a line prints to move about the terminal, or while the next line is typed.

    Args:
        script: The line, cut up.

    Yields:
        A verdict for each.
    """
    if any(_moves_about(call) for call in script.calls):
        yield unfamiliar("writes over what the terminal shows")
    left = [_left_running(call) for call in script.calls if call.words and call.words[0].text == "setsid"]
    if any(_prints(text) for text in (*script.background, *left)):
        yield unfamiliar("goes on printing over what is typed next")


def _moves_about(call: Call) -> bool:
    if _WRITERS.isdisjoint([word.text for word in call.words[:2]]):
        return False
    words = [word.text for word in call.words]
    if "printf" in words[:2]:
        return any(_ESCAPES.search(word) for word in words)
    if "echo" in words[:2]:
        told = any(re.fullmatch(r"-[nE]*e[neE]*", word) for word in words[:4])
        return any((_ESCAPES if told else _REAL).search(word) for word in words)
    if words[:1] == ["tput"]:
        return bool(
            {"cup", "home", "cuu1", "cuu", "cud", "cub", "invis", "civis", "smcup", "csr", "sc", "rc"} & set(words)
        )
    return False


def _left_running(call: Call) -> str:
    """Give the command that goes on by itself without `&`: `setsid`, which a shell does not wait for."""
    words = [word.text for word in call.words]
    if not {"-w", "--wait"} & set(words):
        return shlex.join(word for word in words[1:] if not word.startswith("-"))
    return ""


def _prints(text: str) -> bool:
    """Tell whether a statement in the background prints to the terminal."""
    script = parse_script(text)
    named = [
        next((word.text.rsplit("/", 1)[-1] for word in call.words if word.text not in _PASSING), "")
        for call in script.calls
    ]
    away = [
        one
        for one in script.redirects
        if one.operator in (">", ">>", "&>", "&>>", ">|") and one.descriptor in ("", "1")
    ]
    return any(name in READ and name not in _SILENT for name in named) and len(away) < len(named)
