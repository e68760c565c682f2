"""Commands that run another command: what counts is the one inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.places import is_guarded
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.variables import loads, names_place
from supervisor.detect.shell.verdict import (
    ShellVerdict,
    read,
    risky,
    unfamiliar,
    worst,
)
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.detect.shell.command import Command


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How to find the command inside."""

    with_value: frozenset[str] = frozenset()
    """Options that take the next word as their value."""
    skip: int = 0
    """Operands before the command, e.g. the duration of `timeout`."""
    script: str = ""
    """Option whose value is a text for a shell, e.g. `-c` of `su`."""


def _wrapper(options: str = "", skip: int = 0, script: str = "") -> Wrapper:
    return Wrapper(frozenset(options.split()), skip, script)


WRAPPERS = {
    "with-contenv": _wrapper(),
    "gosu": _wrapper("", 1),
    "su-exec": _wrapper("", 1),
    "setpriv": _wrapper("--reuid --regid --groups --inh-caps --ambient-caps --bounding-set"),
    "capsh": _wrapper("", script="-c"),
    "prlimit": _wrapper("-p --pid"),
    "perf": _wrapper("-e -o -p -t -C -F -i -s -r -I -G -D -u", 1),
    "cgexec": _wrapper("-g"),
    "numactl": _wrapper("-C -N -m -i -l"),
    "catchsegv": _wrapper(),
    "valgrind": _wrapper(),
    "hyperfine": _wrapper("-w -r -m -M -p -n --warmup --runs --prepare --export-json --export-markdown"),
    "retry": _wrapper("-t -d --times --delay --until"),
    "cpulimit": _wrapper("-l -p -e"),
    "trickle": _wrapper("-u -d"),
    "dtach": _wrapper("-r", 1),
    "abduco": _wrapper("", 1),
    "reptyr": _wrapper("", 1),
    "start-stop-daemon": _wrapper("--exec -x --pidfile -p --chuid -c --name -n"),
    "sg": _wrapper("", 1, "-c"),
    "ssh-agent": _wrapper("-a -t"),
    "socksify": _wrapper(),
    "tsocks": _wrapper(),
    "torify": _wrapper(),
    "nsjail": _wrapper(),
    "bwrap": _wrapper(),
    "winpty": _wrapper(),
    "wine": _wrapper(),
    "gsudo": _wrapper(),
    "sudo-rs": _wrapper("-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --close-from"),
    "sudo": _wrapper("-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --close-from"),
    "doas": _wrapper("-u -C"),
    "pkexec": _wrapper("--user"),
    "run0": _wrapper("-u --user -D --chdir"),
    "env": _wrapper("-u --unset -C --chdir -P -a --argv0", script="-S"),
    "nice": _wrapper("-n --adjustment"),
    "ionice": _wrapper("-c -n -p -P -u --class --classdata"),
    "chrt": _wrapper("", 1),
    "taskset": _wrapper("-c", 1),
    "nohup": _wrapper(),
    "setsid": _wrapper(),
    "time": _wrapper("-f -o --format --output"),
    "gtime": _wrapper("-f -o --format --output"),
    "timeout": _wrapper("-s -k --signal --kill-after", 1),
    "gtimeout": _wrapper("-s -k --signal --kill-after", 1),
    "stdbuf": _wrapper("-i -o -e --input --output --error"),
    "unbuffer": _wrapper(),
    "rlwrap": _wrapper("-f -H -a -C"),
    "strace": _wrapper("-e -o -p -s -u -E -P -a"),
    "ltrace": _wrapper("-e -o -p -s -u -a"),
    "chroot": _wrapper("", 1),
    "unshare": _wrapper("--map-user --map-group --mount-proc"),
    "nsenter": _wrapper("-t --target -S -G --setuid --setgid"),
    "firejail": _wrapper(),
    "proot": _wrapper("-r -b -w"),
    "fakeroot": _wrapper("-l -s -i"),
    "flock": _wrapper("-w -E --timeout --conflict-exit-code", 1, "-c"),
    "xvfb-run": _wrapper("-n -s -e -f -w --server-num --server-args"),
    "dbus-run-session": _wrapper("--config-file"),
    "dbus-launch": _wrapper(),
    "systemd-run": _wrapper("-p -u -M -H -E --unit --property --slice --setenv --description"),
    "systemd-inhibit": _wrapper("--what --who --why --mode"),
    "caffeinate": _wrapper("-t -w"),
    "command": _wrapper(),
    "builtin": _wrapper(),
    "exec": _wrapper("-a"),
    "coproc": _wrapper(),
    "noglob": _wrapper(),
    "busybox": _wrapper(),
    "toybox": _wrapper(),
    "su": _wrapper("-s -g -G -w --shell", script="-c"),
    "runuser": _wrapper("-u -g -G -s", script="-c"),
    "script": _wrapper("-I -O -T", script="-c"),
    "watch": _wrapper("-n -s --interval"),
    "xargs": _wrapper("-n -I -P -d -a -L -s -E --max-args --max-procs --delimiter --arg-file --max-lines"),
    "entr": _wrapper(),
    "ifne": _wrapper(),
    "chronic": _wrapper(),
    "tsp": _wrapper(),
    "torsocks": _wrapper(),
    "proxychains": _wrapper("-f"),
    "proxychains4": _wrapper("-f"),
    "sshpass": _wrapper("-p -f -d -P"),
    "faketime": _wrapper("-f", 1),
    "dotenv": _wrapper("-e -f"),
}
"""Name to the way in."""

RUNNERS = {
    "uv": "run",
    "poetry": "run",
    "pipenv": "run",
    "pdm": "run",
    "hatch": "run",
    "conda": "run",
    "bundle": "exec",
    "mise": "exec",
    "asdf": "exec",
    "direnv": "exec",
    "doppler": "run",
    "op": "run",
    "aws-vault": "exec",
    "pnpm": "exec",
    "yarn": "exec",
    "npm": "exec",
}
"""Tools with one subcommand that runs a command."""

_ROOT = frozenset({"sudo", "doas", "pkexec", "su", "run0", "sudo-rs", "gsudo"})
_LOOKING = {
    "command": ("-v", "-V"),
    "xargs": (),
    "sudo": ("-l", "-v", "-k", "-K", "--list", "--validate"),
    "time": ("-V",),
}


def judge_wrapper(command: Command) -> ShellVerdict:
    """Judge by the command inside.

    Args:
        command: A call of one of `WRAPPERS`.

    Returns:
        The verdict of the command inside; as root what changes anything is at least risky.
    """
    wrapper = WRAPPERS[command.name]
    verdicts: list[ShellVerdict] = list(_files_of(command))
    split = _split_text(command) if command.name == "env" else None
    if split is not None:
        return command.nested.script(split)
    if wrapper.script:
        text = command.value(wrapper.script, "--command")
        if text is not None:
            verdicts.append(command.nested.script(text))
            return _as_root(command.name, worst(verdicts))
    inner = inner_words(command.words, wrapper)
    own = [word.text.partition("=") for word in command.words[: len(command.words) - len(inner)]]
    loading = [name for name, equals, value in own if equals and loads(name, value)]
    if loading:
        verdicts.append(risky(f"sets `{loading[0][:40]}`, which changes what other programs run"))
    elif any(equals and names_place(value) for _, equals, value in own):
        verdicts.append(unfamiliar("sets a variable, which may change what it loads or where it writes"))
    if any(word.text in _LOOKING.get(command.name, ()) for word in command.words[: len(command.words) - len(inner)]):
        return read()
    if command.name in _ROOT and (not inner or command.name == "su"):
        interactive = command.name == "su" or command.short("is") or command.long("--login", "--shell")
        return risky("becomes root") if interactive else read("runs nothing")
    if not inner:
        return _without_command(command)
    if command.name == "watch":
        return worst([*verdicts, command.nested.script(" ".join(word.text for word in inner))])
    given = _given(command, inner) if command.name == "xargs" else []
    verdicts += [command.nested.call(words) for words in given]
    program = next((word.text for word in inner if word.text not in _PASSES_ON), "")
    if given and program in _TAKES_NAMES:
        return worst(verdicts)
    if command.name in ("xargs", "entr", "ifne") and inner:
        # What is appended comes from the input: nobody can read it here.
        inner = (*inner, Word("…", fixed=False))
        hidden = command.name == "xargs" and program in _WITH_DOORS and not given
        verdicts += [unfamiliar(f"gives `{program}` options that nobody can read here")] if hidden else []
    outer = None if command.name == "xargs" else command
    return _as_root(command.name, worst([*verdicts, command.nested.call(inner, outer)]))


_CLUSTER_S = re.compile(r"-(?!-)[A-Za-z0]*?S(.*)", re.DOTALL)
_NAMING_FILES = frozenset({"script", "strace", "ltrace", "time", "gtime", "perf", "valgrind", "flock", "hyperfine"})
_PIPES = ("|", "!")


def _split_text(command: Command) -> str | None:
    """Give what `env -S` cuts into a command: the option's value and all that follows; None without it."""
    args = command.args
    for index, arg in enumerate(args):
        if not arg.startswith("-") and "=" not in arg:
            return None
        name, equals, value = arg.partition("=")
        long = name.startswith("--s") and "--split-string".startswith(name)
        short = _CLUSTER_S.fullmatch(arg)
        text = value if long and equals else short[1] if short else "" if long else None
        if text is not None:
            return " ".join([text, *args[index + 1 :]]).strip()
    return None


def _own_doors(command: Command) -> list[ShellVerdict]:
    """Judge the options by which a wrapper runs something of its own."""
    own = _own(command)
    piped = [arg for arg in own if arg.startswith(_PIPES)] if command.name in ("strace", "ltrace") else []
    found = [risky(f"makes `{command.name}` run `{text[:40]}`") for text in piped]
    if command.name == "systemd-run" and any(arg.startswith(_SERVICE_OPTIONS) for arg in own):
        found.append(unfamiliar("sets how the system runs something, or when"))
    return found


_SERVICE_OPTIONS = ("-p", "--prop", "-E", "--setenv", "--on-", "--timer", "--path", "--socket", "--calendar")


def _own(command: Command) -> Sequence[str]:
    """Give the arguments before the command inside; of a wrapper that takes a text, all."""
    wrapper = WRAPPERS[command.name]
    inner = () if wrapper.script and command.name != "env" else inner_words(command.words, wrapper)
    return command.args[: len(command.words) - len(inner)]


def _files_of(command: Command) -> list[ShellVerdict]:
    """Judge the files that a wrapper writes its own words to, and what else it does beside running the command."""
    told = command.value("-c", "--command")
    own = [arg for arg in _own(command) if arg != told] if command.name in _NAMING_FILES else []
    written = [place for arg in own for place in (arg.partition("=")[2] or arg,) if is_guarded(place)]
    return [*(risky(f"writes to `{place[:40]}`") for place in written), *_own_doors(command)]


_PLAIN_INPUT = re.compile(r"[^\\'\"$`%{}]*")
"""Text in which xargs and the shell before it change nothing but globs."""
_MOST_GIVEN = 8
_TAKES_NAMES = wordlist("rm rmdir unlink trash trash-put mv cp ln chmod chown chgrp touch mkdir kill cat")
"""Programs that run nothing of what they are given: the words of the line are all there is to know."""
_WITH_DOORS = wordlist(
    "find gfind fd fdfind tar gtar bsdtar rsync curl wget sort rg ssh scp less vim vi nvim awk zip"
)
"""Programs that run or write something for some options."""
_PASSES_ON = frozenset({"sudo", "doas", "busybox", "toybox", "command", "nice", "nohup"})


def _given(command: Command, inner: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Give what xargs runs when the line itself says what it reads, `echo docs | xargs rm`; else nothing."""
    own = [word.text for word in command.words[: len(command.words) - len(inner)]]
    told = command.told
    if not told.strip() or _PLAIN_INPUT.fullmatch(told) is None:
        return []
    if not own or own in (["-r"], ["--no-run-if-empty"], ["-t"], ["--"]):
        return [(*inner, *(Word(text) for text in told.split()))]
    mark = _mark(own)
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    if not mark or not inner or len(lines) > _MOST_GIVEN:
        return []
    # The program's own name is left as it is.
    return [
        (inner[0], *(Word(word.text.replace(mark, line), word.fixed, word.quoted) for word in inner[1:]))
        for line in lines
    ]


def _mark(own: Sequence[str]) -> str:
    """Give the sign that xargs puts its input in the place of; empty when there is none, or other options."""
    if len(own) == _OPTION_AND_VALUE and own[0] == "-I":
        return own[1]
    if len(own) != 1:
        return ""
    name, equals, value = own[0].partition("=")
    if name == "--replace":
        return value if equals else "{}"
    if own[0].startswith(("-I", "-i")):
        return own[0][2:] or ("{}" if own[0] == "-i" else "")
    return ""


_OPTION_AND_VALUE = 2


def _without_command(command: Command) -> ShellVerdict:
    if command.name == "exec" and (command.piped or command.fed):
        return risky("makes the shell take its commands from elsewhere")
    if command.name in ("script", "chroot", "unshare", "nsenter", "firejail", "dbus-run-session"):
        return risky("opens another shell")
    return read("runs nothing")


def inner_words(words: Sequence[Word], wrapper: Wrapper) -> tuple[Word, ...]:
    """Skip the wrapper's own options, assignments and operands."""
    index, skip = 0, wrapper.skip
    while index < len(words):
        text = words[index].text
        if text == "--":
            index += 1
            continue
        if text.startswith("-") and len(text) > 1:
            index += 2 if text in wrapper.with_value else 1
            continue
        name, equals, _ = text.partition("=")
        if equals and name.isidentifier():
            index += 1
            continue
        if text == "-":
            index += 1
            continue
        if skip:
            skip -= 1
            index += 1
            continue
        break
    return tuple(words[index:])


_MOST_WRAPPED = 4


def unwrapped(words: Sequence[Word]) -> Sequence[Word]:
    """Give the words of the command inside: `sudo nice ls` is `ls`.

    Args:
        words: Of any call.
    """
    for _ in range(_MOST_WRAPPED):
        wrapper = WRAPPERS.get(words[0].text) if words else None
        if wrapper is None:
            break
        words = inner_words(words[1:], wrapper)
    return words


def _as_root(name: str, inner: ShellVerdict) -> ShellVerdict:
    if name in _ROOT and inner.kind is Shell.REVERSIBLE:
        return risky(f"changes the system as root: {inner.evidence[0]}", Tier.REVERSIBLE)
    return inner


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(WRAPPERS, judge_wrapper),
}
"""Programs of this module."""
