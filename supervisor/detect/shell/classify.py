"""From a command line to what it would do: cut it up, judge every call, let the worst count."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import again, code, files, moves, painting, sending, system, unpacking, unseen
from supervisor.detect.shell.again import judge_again
from supervisor.detect.shell.command import Command
from supervisor.detect.shell.dispatch import HANDLERS, base_name, is_judged, judge_program, wrapped
from supervisor.detect.shell.expansion import line_variables, variants
from supervisor.detect.shell.generic import stranger
from supervisor.detect.shell.moves import calls_below, guarded_places, redirects_below
from supervisor.detect.shell.network import SENDERS
from supervisor.detect.shell.painting import judge_painting
from supervisor.detect.shell.places import is_scratch, is_secret
from supervisor.detect.shell.sending import judge_sending
from supervisor.detect.shell.sql import classify_sql, looks_like_sql
from supervisor.detect.shell.syntax import Call, Redirect, Script, Word, parse_script
from supervisor.detect.shell.unpacking import judge_unpacking
from supervisor.detect.shell.unseen import judge_unseen
from supervisor.detect.shell.variables import loads, names_place
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
from supervisor.detect.shell.vocabulary import DESTRUCTIVE, INTERPRETERS, SHELLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_COMMAND = 8_000
"""Characters of a command line that are judged; a longer one is asked."""
DEEPEST = 6
"""Commands inside commands; deeper nesting is asked."""
MOST_CALLS = 400
"""Calls in a command line that are judged; more are asked."""

_LONGEST_CODE = 2_000
_CODE = re.compile(r"[A-Za-z_$][\w$]*(?:\.[\w$-]+|\[[^]\n]*\])*\.[\w$]+\([^`$|&<>\n]*\)(?:\.\w+\([^`$|&<>\n]*\))*;?")
"""A call of a method, as typed into a console: `db.users.drop()`."""
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"`$\n]*\"")
_SHELL_READS = re.compile(r"[`<>]")
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
        fed, piped, told = (outer.fed, outer.piped, outer.told) if outer is not None else ((), False, "")
        return _judge_call(Call(tuple(words), (), fed, piped, told), self._depth + 1)


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
        verdicts = [classify_sql(text), *(_judge_roughly(text, depth) if ";" in text else [])]
        if _SHELL_READS.search(_QUOTED.sub("", text)):
            verdicts.append(unfamiliar("a shell would write to a file, or run a part of it"))
        return worst(verdicts)
    if "(" in text and len(text) <= _LONGEST_CODE and _CODE.fullmatch(text.strip()):
        return worst([unfamiliar("is code rather than a command"), code.classify_console(text)])
    script = parse_script(text)
    if len(script.calls) > MOST_CALLS:
        return unknown("the command is too long to judge")
    calls = _variants(script)
    verdicts = _judge_calls(script, calls, depth)
    if script.plain and _is_ordinary(script):
        return worst(verdicts)
    verdicts += [files.judge_redirect(redirect) for redirect in script.redirects]
    verdicts += _judge_line(script, calls, depth)
    if script.broken:
        verdicts += [unfamiliar("the command cannot be parsed"), *_judge_roughly(text, depth)]
    if script.recalls:
        verdicts.append(unknown("brings back a part of an earlier command"))
    if _leaks(script):
        verdicts.append(risky("may send secrets to another machine"))
    if _runs_download(script):
        verdicts.append(risky("fetches something and runs it"))
    if script.functions:
        shadowed = sorted(name for name in script.functions if is_judged(name))
        if shadowed:
            verdicts.append(risky(f"makes `{shadowed[0][:40]}` mean something else"))
        if _calls_itself(script):
            verdicts.append(risky("starts itself again and again"))
    if _truncates_only(script):
        verdicts.append(destructive("empties a file"))
    return worst(verdicts)


def _judge_line(script: Script, calls: Sequence[Call], depth: int) -> Iterator[ShellVerdict]:
    """Judge a line by the rules on whole lines; a plain one by those only that its words concern."""
    names = _names(script) if script.plain else None

    def asked(rules: _Rules) -> bool:
        return names is None or not rules.CONCERNS.isdisjoint(names)

    if asked(again):
        yield from judge_again(script)
    if asked(painting):
        yield from judge_painting(script)
    if asked(unpacking):
        yield from judge_unpacking(calls, _Nested(depth))
    if asked(unseen) or (names is not None and not unseen.GLOBBED.isdisjoint(names)):
        yield from judge_unseen(script)
    if asked(sending):
        yield from judge_sending(calls)
    if asked(moves):
        for place in guarded_places(calls):
            yield from (_judge_call(call, depth) for call in calls_below(place, calls))
            yield from (files.judge_redirect(redirect) for redirect in redirects_below(place, script.redirects))


class _Rules(Protocol):
    """A module with rules on whole lines."""

    CONCERNS: frozenset[str]


_FETCHERS = frozenset({"curl", "wget", "fetch", "aria2c", "iwr", "Invoke-WebRequest"})
_GLOB = re.compile(r"[*?\[]")
_CONCERNS = frozenset().union(
    *(rules.CONCERNS for rules in (again, moves, painting, sending, unpacking, unseen)), SENDERS, _FETCHERS
)


def _is_ordinary(script: Script) -> bool:
    """Tell whether no rule on whole lines has anything to say to a plain line, by its words alone.

    Most lines are so, and looking them through for each of those rules would cost more than judging their calls.
    """
    if script.redirects:
        return False
    names = _names(script)
    if not _CONCERNS.isdisjoint(names):
        return False
    return unseen.GLOBBED.isdisjoint(names) or not any(
        _GLOB.search(word.text) for call in script.calls for word in call.words
    )


def _names(script: Script) -> list[str]:
    """Give all words of a plain line, of paths the last part."""
    words = [word.text for call in script.calls for word in call.words]
    return [text.rsplit("/", 1)[-1] if "/" in text else text for text in words]


def _variants(script: Script) -> list[Call]:
    """Give every call with the line's own variables put in."""
    if script.plain:
        return script.calls
    variables = line_variables(script)
    return [variant for call in script.calls for variant in variants(call, variables)]


def _judge_calls(script: Script, calls: Sequence[Call], depth: int) -> list[ShellVerdict]:
    """Judge every call; one of the line's own function by its body."""
    if not script.functions:
        return [_judge_call(call, depth) for call in calls]
    verdicts: list[ShellVerdict] = []
    for call in calls:
        if call.words and call.words[0].text in script.functions and call.words[0].fixed:
            verdicts.append(read("calls what the line defines"))
        else:
            verdicts.append(_judge_call(call, depth))
    return verdicts


_EMPTY_SOURCES = (("true",), (":",), ("echo", "-n"), ("printf", ""), ("cat", "/dev/null"))
"""Commands that print nothing."""


def _truncates_only(script: Script) -> bool:
    """Tell whether a bare `> file`, or one fed with nothing, is all there is."""
    if not script.redirects:
        return False
    said = [tuple(word.text for word in call.words) for call in script.calls]
    empty = all(words in _EMPTY_SOURCES for words in said) and not any(
        call.fed or call.piped for call in script.calls
    )
    into = [redirect for redirect in script.redirects if redirect.operator in (">", ">|", "&>")]
    return empty and any(_loses(redirect) for redirect in into)


def _loses(redirect: Redirect) -> bool:
    lost = redirect.descriptor in ("", "1") and files.judge_redirect(redirect).kind is Shell.DESTRUCTIVE
    return lost and not is_scratch(redirect.target.text)


def _leaks(script: Script) -> bool:
    """Tell whether a line reads keys, passwords or the environment, and another part of it sends something away."""
    named = [(call.words[0].text.rsplit("/", 1)[-1], call.words) for call in script.calls if call.words]
    others = [(name, words) for name, words in named if name not in SENDERS or len(words) == 1]
    if len(others) == len(named):
        return False
    return any(
        any(is_secret(word.text) for word in words[1:]) or (name in _TELLING and len(words) == 1)
        for name, words in others
    )


_TELLING = frozenset({"env", "printenv", "set", "export", "history"})
"""Commands that print what may hold secrets when they are given nothing."""


def _runs_download(script: Script) -> bool:
    """Tell whether a line fetches a file and then runs one: `curl -o x …; sh x`."""
    names = [call.words[0].text for call in script.calls if call.words]
    if _FETCHERS.isdisjoint(names):
        return False
    scripts = any(
        call.words[0].text in _RUNNERS and len(call.words) > 1 and not call.words[1].text.startswith("-")
        for call in script.calls
        if call.words
    )
    return scripts or any(name.startswith(("./", "/", "$")) for name in names)


_RUNNERS = SHELLS | INTERPRETERS | {".", "source"}


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


_EXPORTING = frozenset({"export", "declare", "typeset", "readonly", "local"})
_UNSURE = re.compile(r"[*?~]")
"""Signs in a program's name by which the shell looks for it."""
_NAMING = _EXPORTING | {"unset", "set", "alias"}
"""Commands that name variables, or give programs other names."""


def _judge_call(call: Call, depth: int) -> ShellVerdict:
    if not call.assignments and (not call.words or call.words[0].text not in _NAMING):
        return _judge_named(call, depth)
    given = list(call.assignments)
    if call.words and call.words[0].text in _EXPORTING:
        parts = [word.text.partition("=") for word in call.words[1:]]
        given += [(name, value) for name, equals, value in parts if equals]
    loading = [name for name, value in given if loads(name, value)]
    if not call.words and not loading:
        # For one command, `IFS= read a`, it is how lines are read; for all that follow it is what words are.
        loading = [name for name, _ in call.assignments if name == "IFS"]
    if loading:
        return worst(
            [risky(f"sets `{loading[0]}`, which changes what other programs run"), _judge_named(call, depth)]
        )
    if call.words and (moved := [name for name, value in call.assignments if names_place(value)]):
        verdict = unfamiliar(f"sets `{moved[0][:40]}`, which may change what it loads or where it writes")
        return worst([verdict, _judge_named(call, depth)])
    hiding = [name for name, _ in call.assignments]
    if call.words and call.words[0].text in ("unset", "export", "declare", "set", "typeset", "readonly"):
        hiding += [word.text.partition("=")[0] for word in call.words[1:]]
    if system.hides_history(hiding):
        return worst([risky("keeps commands out of the shell's history"), _judge_named(call, depth)])
    renamed = _renames(call)
    if renamed:
        return worst([risky(f"makes `{renamed}` mean something else", Tier.REVERSIBLE), _judge_named(call, depth)])
    return _judge_named(call, depth)


def _renames(call: Call) -> str:
    """Give the known program that an alias makes mean something else; empty when none."""
    if not call.words or call.words[0].text != "alias":
        return ""
    for word in call.words[1:]:
        name, equals, text = word.text.partition("=")
        if equals and is_judged(name) and text.split()[:1] not in ([name], [f"\\{name}"]):
            return name[:40]
    return ""


def _judge_named(call: Call, depth: int) -> ShellVerdict:
    if not call.words:
        return reversible("sets a variable") if call.assignments else read("does nothing")
    first = call.words[0]
    name = first.text
    if name.startswith("!") and name != "!":
        return unknown("repeats an earlier command")
    if not first.fixed or (_UNSURE.search(name) and not first.quoted) or not name:
        return unknown("the name of the program is computed")
    base = base_name(name)
    if base is None:
        rough = name.rsplit("/", 1)[-1]
        if rough in DESTRUCTIVE or rough in HANDLERS:
            verdict = judge_program(Command(rough, call.words[1:], _Nested(depth), call.fed, call.piped))
            if verdict.kind in (Shell.DESTRUCTIVE, Shell.RISKY):
                return verdict
        return worst([stranger(name), *wrapped(Command(rough, call.words[1:], _Nested(depth)))])
    return judge_program(Command(base, call.words[1:], _Nested(depth), call.fed, call.piped, told=call.told))
