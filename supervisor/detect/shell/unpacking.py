"""Whole folders that are copied or unpacked to where a shell finds its start-up files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.detect.shell.command import Command
from supervisor.detect.shell.verdict import ShellVerdict, risky

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.detect.shell.command import Nested
    from supervisor.detect.shell.syntax import Call

_HOME = re.compile(r"(?:/|(?:~[\w.-]*|\"?\$HOME\"?|\$\{HOME\}|/home/[^/]+|/root)/?(?:\./?)?)")
_STARTS = re.compile(r"(?:^|/)\.[A-Za-z]\w*$")
"""A file or folder that is hidden, as start-up files are."""
_HERE = re.compile(r"\.?/?")
_PACKERS = frozenset({"tar", "gtar", "bsdtar", "unzip", "cpio", "7z", "7za", "unrar", "ar", "pax"})
_COPIERS = frozenset({"cp", "gcp", "rsync", "scp", "mv", "install", "ln"})
_CHECKING_OUT = frozenset({"checkout", "restore", "pull", "reset", "switch", "apply", "am", "merge"})
_FILLING = _PACKERS | _COPIERS | {"patch", "wget", "curl", "git"}
"""All programs of which `_filled` knows what they fill."""
CONCERNS = (_FILLING - {"git"}) | _CHECKING_OUT | {"clone"}
"""A plain line without one of these words has nothing that is judged here."""


def judge_unpacking(calls: Sequence[Call], nested: Nested) -> Iterator[ShellVerdict]:
    """Judge what fills the home folder or the root with files that nobody names.

    Args:
        calls: Every call of the line, its variables put in.
        nested: Judge of what commands run in turn.

    Yields:
        A verdict for each.
    """
    for call in calls:
        words = call.words[1:] if call.words and call.words[0].text in ("sudo", "doas", "command") else call.words
        if not words or not words[0].fixed:
            continue
        name = words[0].text.rsplit("/", 1)[-1]
        places = _filled(Command(name, words[1:], nested)) if name in _FILLING else []
        if any(_HOME.fullmatch(place) or (_HERE.fullmatch(place) and _any_home(calls)) for place in places):
            yield risky("may replace the files that a shell runs when it starts")


def _any_home(calls: Sequence[Call]) -> bool:
    return any(_goes_home(call) for call in calls)


def _goes_home(call: Call) -> bool:
    if not call.words or call.words[0].text not in ("cd", "pushd"):
        return False
    to = [word for word in call.words[1:] if not word.text.startswith("--")]
    return not to or not to[-1].fixed or to[-1].text == "-" or _HOME.fullmatch(to[-1].text) is not None


def _filled(command: Command) -> list[str]:
    """Give the folders that a call fills with what it copies, unpacks or checks out."""
    name, args, operands = command.name, command.args, command.operands
    if name in _COPIERS:
        many = name in ("rsync", "scp") or command.short("rRa") or command.long("--recursive", "--archive")
        target = command.value("-t", "--target-directory") or (operands[-1] if len(operands) > 1 else "")
        sources = operands if command.long("--target-directory") or command.short("t") else operands[:-1]
        whole = any(one.endswith(("/.", "/", "*")) or one == "." or _STARTS.search(one) for one in sources)
        if name == "ln":
            whole = True
            target = target or "."
        # On another machine there are other people's files, and copying there is judged as such.
        return [target] if target and (many or whole) and ":" not in target.partition("/")[0] else []
    if name in _PACKERS:
        cluster = args[0] if args else ""
        cluster = "" if cluster.startswith("--") else cluster
        unpacks = "x" in cluster or command.short("x") or command.long("--extract", "--get")
        packs = name.endswith("tar") and not unpacks
        looks = name == "unzip" and command.short("lZtvp")
        inward = name != "cpio" or command.short("i") or command.long("--extract")
        if packs or looks or not inward:
            return []
        given = command.value("-C", "--directory") if name.endswith("tar") else command.value("-d", "-D")
        if name.endswith("tar") and ("P" in cluster or command.short("P") or command.long("--absolute-names")):
            return ["/"]
        given = given or command.value("--one-top-level")
        given = given or next((arg[2:] for arg in args if name.startswith("7z") and arg.startswith("-o")), "")
        return [given or "."]
    if name == "patch" and not command.long("--dry-run"):
        return [command.value("-d", "--directory") or "."]
    if name in ("wget", "curl"):
        given = command.value("-P", "--directory-prefix") if name == "wget" else command.value("--output-dir")
        named = name == "curl" and not command.short("O") and not command.long("--remote-name")
        return [] if named else [given or "."]
    if name == "git":
        return _checked_out(args, operands)
    return []


def _checked_out(args: Sequence[str], operands: Sequence[str]) -> list[str]:
    if "clone" in operands:
        after = list(operands[operands.index("clone") + 1 :])
        return after[-1:] if len(after) > 1 else []
    if _CHECKING_OUT.isdisjoint(operands):
        return []
    folder = next((args[i + 1] for i, arg in enumerate(args[:-1]) if arg == "-C"), ".")
    tree = next((arg.partition("=")[2] for arg in args if arg.startswith("--work-tree=")), "")
    tree = tree or next((args[i + 1] for i, arg in enumerate(args[:-1]) if arg == "--work-tree"), "")
    return [tree or folder]
