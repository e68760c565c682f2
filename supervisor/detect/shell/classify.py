"""From a command line to what it would do: cut it up, judge every call, let the worst count."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from supervisor.core.facts import Shell
from supervisor.detect.shell import (
    code,
    disks,
    files,
    git,
    inspection,
    launchers,
    network,
    packages,
    system,
    windows,
    wrappers,
)
from supervisor.detect.shell.command import Command
from supervisor.detect.shell.expansion import line_variables, variants
from supervisor.detect.shell.generic import TABLES, asks_help, judge_tool, stranger
from supervisor.detect.shell.places import is_guarded, is_scratch
from supervisor.detect.shell.sql import classify_sql, looks_like_sql
from supervisor.detect.shell.syntax import Call, Redirect, Script, Word, parse_script
from supervisor.detect.shell.verbs import KNOWN_TOOLS
from supervisor.detect.shell.verdict import (
    ShellVerdict,
    destructive,
    read,
    reversible,
    risky,
    unfamiliar,
    unknown,
    worst,
)
from supervisor.detect.shell.vocabulary import (
    DESTRUCTIVE,
    INTERPRETERS,
    LOADING_VARIABLES,
    READ,
    REVERSIBLE,
    RISKY,
    SHELLS,
)
from supervisor.detect.wordlist import wordlist

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
    **packages.HANDLERS,
    **disks.HANDLERS,
    **launchers.HANDLERS,
    **windows.HANDLERS,
    **inspection.HANDLERS,
    **dict.fromkeys(SHELLS, launchers.judge_shell),
    "git": git.judge_git,
}
_SYSTEM_PATH = re.compile(r"/(?:usr/(?:local/)?)?s?bin/([^/]+)$")
_BUILD_SCRIPTS = frozenset({"./gradlew", "./mvnw", "./configure"})
_BUILTIN_SIGNS = frozenset({":", "[", "[[", "."})
_RUNNING_OPTIONS = ("--pre", "--pager", "--exec", "--compress-program", "--bind", "--preview", "--cmd", "--command")
_SETTERS = frozenset({"read", "printf", "mapfile", "readarray", "getopts", "let", "unset", "compgen", "complete"})
_SCREEN_PROGRAMS = frozenset({"vi", "vim", "nvim", "view", "vimdiff", "ex", "less", "more", "man", "emacs", "ed"})
_WRITERS = frozenset({"touch", "mkdir", "unzip", "unrar", "7z", "patch", "split", "csplit", "zip", "ar", "cpio"})
_PROGRAM = re.compile(r"[\w.+@:\[-]+")
_MOST_WRAPPING = 4
"""Words of an unknown program that may be the command it runs."""
_OFTEN_WRAPPED = wordlist(
    "rm dd git sudo doas find shred mkfs chmod chown kubectl docker podman terraform helm bash sh zsh env kill pkill"
    " systemctl shutdown reboot truncate rsync aws gcloud psql mysql npm pip apt apt-get crontab iptables xargs mv"
)
_SHORTEST_NAME = 3
_LONGEST_NAME = 30
_LONGEST_CODE = 2_000
_CODE = re.compile(r"[A-Za-z_$][\w$]*(?:\.[\w$-]+|\[[^]\n]*\])*\.[\w$]+\([^`$|&<>\n]*\)(?:\.\w+\([^`$|&<>\n]*\))*;?")
"""A call of a method, as typed into a console: `db.users.drop()`."""
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

    def call(self, words: Sequence[Word], outer: Command | None = None) -> ShellVerdict:
        """Judge a command given as words; it reads what `outer` would read."""
        if self._depth >= DEEPEST:
            return unknown("commands are nested too deep to judge")
        fed, piped = (outer.fed, outer.piped) if outer is not None else ((), False)
        return _judge_call(Call(tuple(words), (), fed, piped), self._depth + 1)


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
        # A shell would run what follows the `;`.
        return worst([classify_sql(text), *(_judge_roughly(text, depth) if ";" in text else [])])
    if len(text) <= _LONGEST_CODE and _CODE.fullmatch(text.strip()):
        return worst([unfamiliar("is code rather than a command"), code.classify_console(text)])
    script = parse_script(text)
    if len(script.calls) > MOST_CALLS:
        return unknown("the command is too long to judge")
    verdicts = _judge_calls(script, depth)
    verdicts += [files.judge_redirect(redirect) for redirect in script.redirects]
    if script.broken:
        verdicts += [unfamiliar("the command cannot be parsed"), *_judge_roughly(text, depth)]
    if script.recalls:
        verdicts.append(unknown("brings back a part of an earlier command"))
    if _runs_download(script):
        verdicts.append(risky("fetches something and runs it"))
    if _calls_itself(script):
        verdicts.append(risky("starts itself again and again"))
    if _truncates_only(script):
        verdicts.append(destructive("empties a file"))
    return worst(verdicts)


def _judge_calls(script: Script, depth: int) -> list[ShellVerdict]:
    """Judge every call with the line's own variables put in; a call of the line's own function by its body."""
    variables = line_variables(script)
    verdicts: list[ShellVerdict] = []
    for call in script.calls:
        for variant in variants(call, variables):
            if variant.words and variant.words[0].text in script.functions and variant.words[0].fixed:
                verdicts.append(read("calls what the line defines"))
            else:
                verdicts.append(_judge_call(variant, depth))
    return verdicts


_EMPTY_SOURCES = (("true",), (":",), ("echo", "-n"), ("printf", ""), ("cat", "/dev/null"))
"""Commands that print nothing."""


def _truncates_only(script: Script) -> bool:
    """Tell whether a bare `> file`, or one fed with nothing, is all there is."""
    said = [tuple(word.text for word in call.words) for call in script.calls]
    empty = all(words in _EMPTY_SOURCES for words in said) and not any(
        call.fed or call.piped for call in script.calls
    )
    into = [redirect for redirect in script.redirects if redirect.operator in (">", ">|", "&>")]
    return empty and any(_loses(redirect) for redirect in into)


def _loses(redirect: Redirect) -> bool:
    lost = redirect.descriptor in ("", "1") and files.judge_redirect(redirect).kind is Shell.DESTRUCTIVE
    return lost and not is_scratch(redirect.target.text)


def _runs_download(script: Script) -> bool:
    """Tell whether a line fetches a file and then runs one: `curl -o x …; sh x`."""
    names = [call.words[0].text for call in script.calls if call.words]
    fetches = any(name in ("curl", "wget", "fetch", "aria2c", "iwr", "Invoke-WebRequest") for name in names)
    scripts = any(
        call.words[0].text in SHELLS | INTERPRETERS | {".", "source"}
        and len(call.words) > 1
        and not call.words[1].text.startswith("-")
        for call in script.calls
        if call.words
    )
    return fetches and (scripts or any(name.startswith(("./", "/", "$")) for name in names))


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
            if verdict.tier.rank > 1 and verdict.kind is not Shell.UNKNOWN:
                verdicts.append(verdict)
    return verdicts


def _judge_call(call: Call, depth: int) -> ShellVerdict:
    loading = [name for name, _ in call.assignments if name in LOADING_VARIABLES or name.startswith(("LD_", "DYLD_"))]
    if loading:
        return worst(
            [risky(f"sets `{loading[0]}`, which changes what other programs run"), _judge_program(call, depth)]
        )
    hiding = [name for name, _ in call.assignments]
    if call.words and call.words[0].text in ("unset", "export", "declare", "set", "typeset", "readonly"):
        hiding += [word.text.partition("=")[0] for word in call.words[1:]]
    if system.hides_history(hiding):
        return worst([risky("keeps commands out of the shell's history"), _judge_program(call, depth)])
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
            if verdict.kind in (Shell.DESTRUCTIVE, Shell.RISKY):
                return verdict
        return worst([stranger(name), *_wrapped(Command(rough, call.words[1:], _Nested(depth)))])
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
    if name in REVERSIBLE and name in TABLES:
        # The name of a Unix program that another tool has too: `split` cuts files, and switches features.
        told = judge_tool(command)
        return told if told.kind is not Shell.UNKNOWN else reversible(f"runs {name}")
    if name in REVERSIBLE:
        if name in _WRITERS and any(is_guarded(arg.split("=", 1)[-1]) for arg in command.args):
            return risky(f"writes to a guarded place: `{' '.join(command.args)[:40]}`")
        return worst([reversible(f"runs {name}"), _with_options(command)])
    if name != command.name and name in _HANDLERS:
        return _HANDLERS[name](Command(name, command.words, command.nested, command.fed, command.piped))
    cmdlet = windows.judge_cmdlet(command)
    if cmdlet is not None:
        return cmdlet
    close = _misspelt(command.name)
    if close:
        return unfamiliar(f"there is no program `{command.name[:40]}`: meant is perhaps `{close}`")
    verdict = judge_tool(command)
    if verdict.kind is Shell.UNKNOWN:
        return worst([verdict, *_wrapped(command)])
    return verdict


def _wrapped(command: Command) -> list[ShellVerdict]:
    """Look whether a program nobody knows is given a command to run: `mysudo rm -rf /`."""
    for index, word in enumerate(command.words[:_MOST_WRAPPING]):
        inside = _base_name(word.text) if word.fixed else None
        if inside in _OFTEN_WRAPPED and len(command.words) > index + 1:
            verdict = command.nested.call(command.words[index:], command)
            return [verdict] if verdict.tier.rank > 1 and verdict.kind is not Shell.UNKNOWN else []
    return []


def _misspelt(name: str) -> str | None:
    """Give the program whose name was typed with a letter too often, `gitt`: such a name runs nothing."""
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or _is_known(name):
        return None
    shorter = (name[:i] + name[i + 1 :] for i in range(1, len(name)) if name[i] == name[i - 1])
    return next((near for near in shorter if len(near) > 1 and _is_known(near)), None)


def _is_known(name: str) -> bool:
    return any(
        name in names for names in (_HANDLERS, READ, REVERSIBLE, RISKY, DESTRUCTIVE, KNOWN_TOOLS, TABLES, SHELLS)
    )


def _with_options(command: Command) -> ShellVerdict:
    """Judge a program that only reads by the few options that make it run or write something."""
    names = [option.split("=", 1)[0] for option in command.options]
    if any(name.startswith(_RUNNING_OPTIONS) for name in names) or (command.name == "man" and command.short("PH")):
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
