"""From a command line to what it would do: cut it up, judge every call, let the worst count."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from supervisor.detect.shell import code, files, git, network, system, wrappers
from supervisor.detect.shell.command import Command
from supervisor.detect.shell.generic import asks_help, judge_tool
from supervisor.detect.shell.places import is_guarded
from supervisor.detect.shell.sql import classify_sql, looks_like_sql
from supervisor.detect.shell.syntax import Call, Script, Word, parse_script
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unknown, worst
from supervisor.detect.shell.vocabulary import DESTRUCTIVE, LOADING_VARIABLES, READ, REVERSIBLE, RISKY, SHELLS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST_COMMAND = 8_000
"""Characters of a command line that are judged; a longer one is asked."""
DEEPEST = 6
"""Commands inside commands; deeper nesting is asked."""
MOST_CALLS = 400
"""Calls in a command line that are judged; more are asked."""

_HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **files.HANDLERS,
    **wrappers.HANDLERS,
    **network.HANDLERS,
    **code.HANDLERS,
    **system.HANDLERS,
    **dict.fromkeys(SHELLS, wrappers.judge_shell),
    "git": git.judge_git,
}
_SYSTEM_PATH = re.compile(r"/(?:usr/(?:local/)?)?s?bin/([^/]+)$")
_BUILD_SCRIPTS = frozenset({"./gradlew", "./mvnw"})
_BUILTIN_SIGNS = frozenset({":", "[", "[[", "."})
_RUNNING_OPTIONS = ("--pre", "--pager", "--exec", "--compress-program", "--bind", "--preview", "--cmd", "--command")
_SETTERS = frozenset({"read", "printf", "mapfile", "readarray", "getopts", "let", "unset", "compgen", "complete"})
_SCREEN_PROGRAMS = frozenset({"vi", "vim", "nvim", "view", "vimdiff", "ex", "less", "more", "man", "emacs", "ed"})
_WRITERS = frozenset({"touch", "mkdir", "unzip", "unrar", "7z", "patch", "split", "csplit", "zip", "ar", "cpio"})
_PROGRAM = re.compile(r"[\w.+@:\[-]+")
_ROUGH = re.compile(r"&&|\|\||[;&|\n()`{}]")


class _Nested:
    """Judges commands inside commands, down to a bounded depth."""

    def __init__(self, depth: int) -> None:
        self._depth = depth

    def script(self, text: str) -> ShellVerdict:
        """Judge a text that a shell would run."""
        if self._depth >= DEEPEST:
            return unknown("commands are nested too deep to judge")
        return _judge_text(text, self._depth + 1)

    def call(self, words: Sequence[Word]) -> ShellVerdict:
        """Judge a command given as words."""
        if self._depth >= DEEPEST:
            return unknown("commands are nested too deep to judge")
        return _judge_call(Call(tuple(words)), self._depth + 1)


@lru_cache(maxsize=64)
def classify_command(text: str) -> ShellVerdict:
    """Tell what a typed command line would do. Runs nothing.

    Args:
        text: One or more lines as typed at a shell prompt.

    Returns:
        The verdict; UNKNOWN for what cannot be parsed, is too long or names no known program.
    """
    try:
        return _judge_text(text, 0)
    except RecursionError:
        return unknown("the command is nested too deep to judge")


def _judge_text(text: str, depth: int) -> ShellVerdict:
    if len(text) > LONGEST_COMMAND:
        return unknown("the command is too long to judge")
    if not text.strip():
        return read("does nothing")
    if looks_like_sql(text):
        return classify_sql(text)
    script = parse_script(text)
    if len(script.calls) > MOST_CALLS:
        return unknown("the command is too long to judge")
    verdicts = [_judge_call(call, depth) for call in script.calls]
    verdicts += [files.judge_redirect(redirect) for redirect in script.redirects]
    if script.broken:
        verdicts += [unknown("the command cannot be parsed"), *_judge_roughly(text, depth)]
    if script.recalls:
        verdicts.append(unknown("brings back a part of an earlier command"))
    if _calls_itself(script):
        verdicts.append(risky("starts itself again and again"))
    if _truncates_only(script):
        verdicts.append(destructive("empties a file"))
    return worst(verdicts)


def _truncates_only(script: Script) -> bool:
    """Tell whether a bare `> file` is all there is."""
    return not script.calls and any(files.judge_redirect(redirect).tier.rank > 1 for redirect in script.redirects)


def _calls_itself(script: Script) -> bool:
    """Tell whether a function pipes into itself, as a fork bomb does."""
    return any(call.piped and call.words and call.words[0].text in script.functions for call in script.calls)


def _judge_roughly(text: str, depth: int) -> list[ShellVerdict]:
    """Look for what is surely bad in a text that the grammar does not fit."""
    verdicts: list[ShellVerdict] = []
    for part in _ROUGH.split(text)[:MOST_CALLS]:
        words = tuple(Word(word.strip("'\"\\")) for word in part.split())
        if words:
            verdict = _judge_call(Call(words), depth + 1)
            if verdict.tier.rank > 1:
                verdicts.append(verdict)
    return verdicts


def _judge_call(call: Call, depth: int) -> ShellVerdict:
    loading = [name for name, _ in call.assignments if name in LOADING_VARIABLES or name.startswith(("LD_", "DYLD_"))]
    if loading:
        return worst(
            [risky(f"sets `{loading[0]}`, which changes what other programs run"), _judge_program(call, depth)]
        )
    return _judge_program(call, depth)


def _judge_program(call: Call, depth: int) -> ShellVerdict:
    if not call.words:
        return reversible("sets a variable") if call.assignments else read("does nothing")
    first = call.words[0]
    name = first.text
    if name.startswith("!") and name != "!":
        return unknown("repeats an earlier command")
    if not first.fixed or (any(sign in name for sign in "*?~") and not first.quoted) or not name:
        return unknown("the name of the program is computed")
    base = _base_name(name)
    if base is None:
        rough = name.rsplit("/", 1)[-1]
        if rough in DESTRUCTIVE or rough in _HANDLERS:
            verdict = _dispatch(Command(rough, call.words[1:], _Nested(depth), call.fed, call.piped))
            if verdict.tier.rank > 1:
                return verdict
        return unknown(f"nobody can tell what the program `{name[:40]}` does")
    return _dispatch(Command(base, call.words[1:], _Nested(depth), call.fed, call.piped))


def _base_name(name: str) -> str | None:
    """Give the program's name; None for one that is run from a place of its own."""
    if name in _BUILTIN_SIGNS:
        return name
    if "/" not in name:
        return name if _PROGRAM.fullmatch(name) else None
    if name in _BUILD_SCRIPTS:
        return name[2:]
    found = _SYSTEM_PATH.match(name)
    return found[1] if found else None


def _dispatch(command: Command) -> ShellVerdict:
    handler = _HANDLERS.get(command.name) or _family(command.name)
    if handler is not None:
        return handler(command)
    name = command.name if command.name in READ or command.name in REVERSIBLE else command.name.lower()
    if name in READ:
        return _with_options(command)
    if asks_help(command):
        return read("prints help")
    if name in DESTRUCTIVE:
        operands = " ".join(command.operands)[:40]
        return destructive(f"{DESTRUCTIVE[name]} `{operands}`")
    if name in RISKY:
        return risky(RISKY[name])
    if name in REVERSIBLE:
        if name in _WRITERS and any(is_guarded(arg.split("=", 1)[-1]) for arg in command.args):
            return risky(f"writes to a guarded place: `{' '.join(command.args)[:40]}`")
        return worst([reversible(f"runs {name}"), _with_options(command)])
    if name != command.name and name in _HANDLERS:
        return _HANDLERS[name](Command(name, command.words, command.nested, command.fed, command.piped))
    return judge_tool(command)


def _with_options(command: Command) -> ShellVerdict:
    """Judge a program that only reads by the few options that make it run or write something."""
    names = [option.split("=", 1)[0] for option in command.options]
    if any(name.startswith(_RUNNING_OPTIONS) for name in names):
        return risky(f"makes `{command.name}` run another program")
    if command.name in _SETTERS and (LOADING_VARIABLES & set(command.args) or command.short("C")):
        return risky("sets a variable that changes what other programs run")
    if command.name in _SCREEN_PROGRAMS and any("!" in arg or "system(" in arg for arg in command.args):
        return risky(f"makes `{command.name}` run another program")
    if any(name.startswith(("--out", "--write", "--fix", "--in-place")) for name in names):
        return reversible("writes a file")
    return read()


def _family(name: str) -> Callable[[Command], ShellVerdict] | None:
    """Give the handler of `mkfs.ext4`, `python3.11` and the like."""
    stem = re.split(r"[.\d]", name, maxsplit=1)[0]
    if stem == "mkfs" or (stem in ("python", "pypy", "perl", "ruby", "lua", "php", "node") and stem != name):
        return _HANDLERS[stem]
    return None
