"""Commands that run another command: what counts is the one inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.syntax import Word
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
from supervisor.detect.shell.windows import judge_encoded

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
    verdicts: list[ShellVerdict] = []
    if wrapper.script:
        text = command.value(wrapper.script, "--command")
        if text is not None:
            verdicts.append(command.nested.script(text))
            return _as_root(command.name, worst(verdicts))
    inner = _inner(command.words, wrapper)
    if any(word.text in _LOOKING.get(command.name, ()) for word in command.words[: len(command.words) - len(inner)]):
        return read()
    if command.name in _ROOT and (not inner or command.name == "su"):
        interactive = command.name == "su" or command.short("is") or command.long("--login", "--shell")
        return risky("becomes root") if interactive else read("runs nothing")
    if not inner:
        return _without_command(command)
    if command.name == "watch":
        return worst([*verdicts, command.nested.script(" ".join(word.text for word in inner))])
    if command.name in ("xargs", "entr", "ifne") and inner:
        # What is appended comes from the input: nobody can read it here.
        inner = (*inner, Word("…", fixed=False))
    outer = None if command.name == "xargs" else command
    return _as_root(command.name, worst([*verdicts, command.nested.call(inner, outer)]))


def _without_command(command: Command) -> ShellVerdict:
    if command.name in ("script", "chroot", "unshare", "nsenter", "firejail", "dbus-run-session"):
        return risky("opens another shell")
    return read("runs nothing")


def _inner(words: Sequence[Word], wrapper: Wrapper) -> tuple[Word, ...]:
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


def _as_root(name: str, inner: ShellVerdict) -> ShellVerdict:
    if name in _ROOT and inner.kind is Shell.REVERSIBLE:
        return risky(f"changes the system as root: {inner.evidence[0]}", Tier.REVERSIBLE)
    return inner


_FETCHED = re.compile(r"^\s*[\"']?(?:\$\(|`)\s*(?:curl|wget|fetch|http)\b")


def judge_shell(command: Command) -> ShellVerdict:
    """Judge `sh`, `bash -c …` and their like."""
    encoded = judge_encoded(command) if command.name in ("pwsh", "powershell") else None
    if encoded is not None:
        return encoded
    text = _windows_command(command) or command.value("-c", "--command")
    if text is None:
        text = _clustered(command)
    if text is not None:
        if "{}" in text.split() or text.strip() in ("", "%", "…"):
            return unknown("runs whatever another command prints")
        judged = command.nested.script(text)
        if _FETCHED.search(text):
            return worst([judged, risky("runs what it fetches from the network")])
        return judged
    if command.long("--version", "--help") or command.args[:1] in (["-h"], ["-?"], ["/?"]):
        return read("prints help")
    operands = [operand for operand in command.operands if operand != "-"]
    if not operands or command.short("s"):
        fed = [command.nested.script(body) for body in command.fed]
        if fed:
            return worst(fed)
        if command.piped:
            return risky("runs whatever another command prints")
    if not operands:
        return reversible("opens a shell")
    if command.short("n"):
        return read("checks a script")
    return unfamiliar(f"nobody can tell what the script `{operands[0][:40]}` does")


def _windows_command(command: Command) -> str | None:
    """Give what follows `powershell -Command` or `cmd /c`: all the rest of the line."""
    if command.name not in ("pwsh", "powershell", "cmd"):
        return None
    for index, arg in enumerate(command.args):
        starts = arg.lower() in ("/c", "/k", "-c") or (len(arg) > 2 and "-command".startswith(arg.lower()))
        if starts:
            return " ".join(command.args[index + 1 :]).strip("{} ")
    return None


def _clustered(command: Command) -> str | None:
    """Give the text after a cluster with c in it, e.g. `bash -lc 'rm x'`."""
    args = command.args
    for index, arg in enumerate(args):
        if arg.startswith("-") and not arg.startswith("--") and "c" in arg[1:]:
            rest = [word for word in args[index + 1 :] if word != "--" and not word.startswith("-")]
            return rest[0] if rest else ""
        if not arg.startswith(("-", "+")):
            return None
    return None


def judge_eval(command: Command) -> ShellVerdict:
    """Judge `eval`, `trap` and `alias`: texts that are run now or later."""
    words = command.words
    if command.name == "trap":
        words = words[:1] if len(words) > 1 else ()
        if not words or words[0].text in ("-", "", "-l", "-p"):
            return read()
    if command.name == "alias":
        texts = [word.text.partition("=")[2] for word in words if "=" in word.text]
        return (
            worst([reversible("sets an alias"), *(command.nested.script(text) for text in texts)])
            if texts
            else read()
        )
    if not words:
        return read("runs nothing")
    if not all(word.fixed for word in words):
        known = command.nested.script(" ".join(word.text for word in words))
        return worst([unknown("runs a text that is computed"), known])
    return command.nested.script(" ".join(word.text for word in words))


def _literal(text: str) -> str:
    """Write a text so that a pattern's replacement takes it as it is."""
    return text.replace("\\", "\\\\")


def judge_parallel(command: Command) -> ShellVerdict:
    """Judge GNU parallel."""
    texts = command.args
    cut = next((i for i, text in enumerate(texts) if text in (":::", ":::+", "::::")), len(texts))
    wrapper = Wrapper(
        frozenset({"-j", "-n", "-N", "-I", "-a", "-S", "-d", "--jobs", "--arg-file", "--joblog", "--delay"})
    )
    inner = _inner(command.words[:cut], wrapper)
    given = command.words[cut + 1 :]
    if inner and given and any("{" in word.text for word in inner):
        filled = [
            tuple(
                Word(
                    re.sub(r"\{(?:\.|/|//|/\.|\d)?\}", _literal(one.text), word.text),
                    word.fixed,
                    word.quoted,
                )
                for word in inner
            )
            for one in given
            if one.text not in (":::", ":::+")
        ]
        return worst([command.nested.call(words) for words in filled] + [command.nested.call((*inner, *given))])
    if inner:
        return command.nested.call((*inner, *given) if given else (*inner, Word("…", fixed=False)))
    if given:
        return worst(command.nested.script(word.text) for word in given)
    if command.fed and not inner:
        return worst(command.nested.script(line) for text in command.fed for line in text.splitlines())
    return (
        unknown("runs whatever another command prints")
        if command.piped and cut == len(texts)
        else read("runs nothing")
    )


def judge_script_file(command: Command) -> ShellVerdict:
    """Judge `source file` and `. file`."""
    return unfamiliar(f"nobody can tell what the script `{' '.join(command.args)[:40]}` does")


def judge_find(command: Command) -> ShellVerdict:
    """Judge find and fd: what they run on what they find."""
    verdicts: list[ShellVerdict] = [read()]
    args = command.args
    if "-delete" in args and _is_predicate(args, args.index("-delete")):
        empty = "-empty" in args[: args.index("-delete")]
        verdicts.append(
            destructive("deletes what is empty", Tier.REVERSIBLE)
            if empty
            else destructive("deletes everything it finds")
        )
    runs = (
        ("-exec", "-execdir", "-ok", "-okdir") if "find" in command.name else ("-x", "-X", "--exec", "--exec-batch")
    )
    index = 0
    while index < len(args):
        if args[index] in runs:
            end = next((i for i in range(index + 1, len(args)) if args[i] in (";", "+", "\\;")), len(args))
            verdicts.append(command.nested.call(command.words[index + 1 : end]))
            index = end
        elif args[index] in ("-fprint", "-fprintf", "-fls", "-fprint0"):
            verdicts.append(destructive("overwrites a file with what it finds", Tier.HIGH_RISK))
        index += 1
    return worst(verdicts)


def _is_predicate(args: Sequence[str], index: int) -> bool:
    """Tell whether a word of find is a test of its own and not the value of the one before."""
    takes = ("-name", "-iname", "-path", "-ipath", "-regex", "-iregex", "-wholename", "-lname", "-newer", "-samefile")
    inside = False
    for i, arg in enumerate(args):
        if i == index:
            return not inside and (i == 0 or args[i - 1] not in takes)
        if arg in ("-exec", "-execdir", "-ok", "-okdir"):
            inside = True
        elif arg in (";", "+", "\\;"):
            inside = False
    return False


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(WRAPPERS, judge_wrapper),
    **dict.fromkeys(("eval", "trap", "alias"), judge_eval),
    **dict.fromkeys((".", "source"), judge_script_file),
    **dict.fromkeys(("find", "gfind", "fd", "fdfind", "bfs"), judge_find),
    "parallel": judge_parallel,
}
"""Programs of this module."""
