"""Commands that are given commands as text: shells, eval, parallel, find -exec."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.generic import stranger
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
from supervisor.detect.shell.wrappers import Wrapper, inner_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.detect.shell.command import Command

_HARMFUL = "mkfs.ext4 /dev/x"
"""Words that do harm where they are run, and none where they are read."""
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
        if text.strip() in ("", "{}", "%", "…"):
            return unknown("runs whatever another command prints")
        judged = command.nested.script(text)
        if "{}" in text:
            judged = worst([unfamiliar("fills names into a script, which may hold commands"), judged])
        if _FETCHED.search(text):
            return worst([judged, risky("runs what it fetches from the network")])
        return judged
    if command.args[:1] in (["--version"], ["--help"], ["-h"], ["-?"], ["/?"]):
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
    return stranger(operands[0])


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
        given = words[1:] if words[:1] and words[0].text == "--" else words
        words = given[:1] if len(given) > 1 else ()
        if not words or words[0].text in ("-", "-l", "-p"):
            return read()
        later = [command.nested.script(words[0].text)] if words[0].fixed and words[0].text else []
        return worst([unfamiliar("sets what the shell does at a signal or after every command"), *later])
    if command.name == "alias":
        texts = [word.text.partition("=")[2] for word in words if "=" in word.text]
        if not texts:
            return read()
        judged = [reversible("sets an alias"), *map(command.nested.script, texts)]
        if any(command.nested.script(f"{text} {_HARMFUL}").kind is Shell.DESTRUCTIVE for text in texts):
            judged.append(unknown("sets an alias that runs whatever follows it"))
        return worst(judged)
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
    inner = inner_words(command.words[:cut], wrapper)
    given = command.words[cut + 1 :]
    if "::::" in texts or (not inner and command.value("-a", "--arg-file") is not None):
        return command.nested.call((*inner, Word("…", fixed=False))) if inner else unknown("runs what a file holds")
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


_ENVIRONMENT = re.compile(r"^[\w./~-]*/bin/activate(?:\.\w+)?$")


def judge_script_file(command: Command) -> ShellVerdict:
    """Judge `source file` and `. file`."""
    if command.args and _ENVIRONMENT.search(command.args[0]):
        return reversible("steps into the project's environment")
    return unfamiliar(f"nobody can tell what the script `{' '.join(command.args)[:40]}` does")


def judge_find(command: Command) -> ShellVerdict:
    """Judge find and fd: what they run on what they find."""
    verdicts: list[ShellVerdict] = [read()]
    args = command.args
    if "-delete" in args and _is_predicate(args, args.index("-delete")):
        verdicts.append(destructive("deletes everything it finds"))
    runs = (
        ("-exec", "-execdir", "-ok", "-okdir") if "find" in command.name else ("-x", "-X", "--exec", "--exec-batch")
    )
    index = 0
    while index < len(args):
        if args[index] in runs:
            end = next((i for i in range(index + 1, len(args)) if args[i] in (";", "+", "\\;")), len(args))
            inner = command.words[index + 1 : end]
            if "find" not in command.name and not any("{" in word.text for word in inner):
                # fd puts what it finds at the end.
                inner = (*inner, Word("…", fixed=False))
            verdicts.append(command.nested.call(inner))
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
    **dict.fromkeys(("eval", "trap", "alias"), judge_eval),
    **dict.fromkeys((".", "source"), judge_script_file),
    **dict.fromkeys(("find", "gfind", "fd", "fdfind", "bfs"), judge_find),
    "parallel": judge_parallel,
}
"""Programs of this module; shells are added by name."""
