"""From the name of a program to what knows it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import (
    code,
    containers,
    disks,
    files,
    git,
    inspection,
    launchers,
    network,
    openers,
    packages,
    sed_awk,
    system,
    windows,
    wrappers,
)
from supervisor.detect.shell.command import Command
from supervisor.detect.shell.doors import through_doors
from supervisor.detect.shell.folders import through_folder
from supervisor.detect.shell.generic import TABLES, asks_help, is_called_looking, judge_tool
from supervisor.detect.shell.places import is_guarded, is_private, is_start_up, named_places
from supervisor.detect.shell.variables import UNSEEN, loads
from supervisor.detect.shell.verbs import KNOWN_TOOLS
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unfamiliar, worst
from supervisor.detect.shell.vocabulary import DESTRUCTIVE, READ, REVERSIBLE, RISKY, SHELLS
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **files.HANDLERS,
    **wrappers.HANDLERS,
    **network.HANDLERS,
    **code.HANDLERS,
    **system.HANDLERS,
    **containers.HANDLERS,
    **openers.HANDLERS,
    **packages.HANDLERS,
    **disks.HANDLERS,
    **launchers.HANDLERS,
    **windows.HANDLERS,
    **inspection.HANDLERS,
    **sed_awk.HANDLERS,
    **dict.fromkeys(SHELLS, launchers.judge_shell),
    "git": git.judge_git,
}
_SYSTEM_PATH = re.compile(r"/(?:usr/(?:local/)?)?s?bin/([^/]+)$")
_BUILD_SCRIPTS = frozenset({"./gradlew", "./mvnw", "./configure"})
_BUILTIN_SIGNS = frozenset({":", "[", "[[", "."})
_RUNNING_OPTIONS = ("--pre", "--pager", "--exec", "--compress-program", "--bind", "--preview", "--cmd", "--command")
_IN_PLACE = {"yq": "i", "dasel": "i", "xmlstarlet": "L"}
"""Programs that print, save with this option: then they change the file."""
_SETTERS = frozenset(
    {"read", "printf", "mapfile", "readarray", "getopts", "let", "unset", "compgen", "complete", "wait"}
)
_SCREEN_PROGRAMS = wordlist("vi vim nvim view vimdiff ex rvim rview less more man emacs ed")
_WRITERS = frozenset({"touch", "mkdir", "unzip", "unrar", "7z", "patch", "split", "csplit", "zip", "ar", "cpio"})
_OPENERS = wordlist(
    """
    vi vim nvim rvim rview nano pico micro emacs ed joe ne helix hx kak code codium subl gedit kate mousepad xdg-open
    open gnome-open evince okular eog feh ssh mosh telnet ftp sftp tmux screen byobu zellij export declare typeset
    local readonly unset set shopt umask alias unalias pushd popd gdb lldb pdb firefox chromium google-chrome thunar
    nautilus mpv vlc mplayer espeak say sqlite3 psql mysql mariadb make cmake pytest virtualenv asdf nvm direnv
    """
)
"""Programs that open what they are given, and write there only when they are told so afterwards."""
_KEYED = wordlist("ncdu ranger nnn vifm lf mc yazi broot lazygit gitui aptitude")
"""Programs that fill the terminal, and in which letters act at once: what is typed there says nothing of it."""
_EDITORS = wordlist(
    "vi vim nvim rvim nano pico micro emacs ed joe ne helix hx kak code codium subl gedit kate mousepad"
)
_PROGRAM = re.compile(r"[\w.+@:\[-]+")
_MOST_WRAPPING = 4
"""Words of an unknown program that may be the command it runs."""
_OFTEN_WRAPPED = wordlist(
    "rm dd git sudo doas find shred mkfs chmod chown kubectl docker podman terraform helm bash sh zsh env kill pkill"
    " systemctl shutdown reboot truncate rsync aws gcloud psql mysql npm pip apt apt-get crontab iptables xargs mv"
)
_STEMS = ("mkfs", "python", "pypy", "perl", "ruby", "lua", "php", "node")
"""Programs whose names go on with a version or a kind."""
_SHORTEST_NAME = 3
_LONGEST_NAME = 30


def base_name(name: str) -> str | None:
    """Give the program's name; None for one that is run from a place of its own."""
    if name in _BUILTIN_SIGNS:
        return name
    if "/" not in name:
        return name if _PROGRAM.fullmatch(name) else None
    if name in _BUILD_SCRIPTS:
        return name[2:]
    found = _SYSTEM_PATH.match(name)
    return found[1] if found else None


def judge_program(command: Command) -> ShellVerdict:
    """Judge a call of a program, and what its options make it run.

    Args:
        command: The call; its name without a folder.
    """
    judged, doors = _judge_itself(command), [*through_doors(command), *through_folder(command)]
    return worst([judged, *doors]) if doors else judged


def _judge_itself(command: Command) -> ShellVerdict:
    """Judge a call by its program's handler, its list or its words."""
    handler = HANDLERS.get(command.name) or _family(command.name)
    if handler is not None:
        return handler(command)
    name = command.name if command.name in READ or command.name in REVERSIBLE else command.name.lower()
    if name in _KEYED and not asks_help(command) and (name != "mc" or not command.args):
        return unfamiliar(f"opens `{name}`, where single keys delete and change things")
    if name in READ:
        return worst([_with_options(command), *_shows_secrets(command)])
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
        matters = is_guarded if name in _WRITERS else is_start_up
        if name in _EDITORS and any(map(is_start_up, command.operands)):
            # Editors save by keys that look like any other.
            return risky(f"opens for changing: `{' '.join(command.operands)[:40]}`", Tier.REVERSIBLE)
        if name not in _OPENERS and any(map(matters, named_places(command.args))):
            return risky(f"writes to a guarded place: `{' '.join(command.args)[:40]}`")
        return worst([reversible(f"runs {name}"), _with_options(command)])
    if name != command.name and name in HANDLERS:
        return HANDLERS[name](Command(name, command.words, command.nested, command.fed, command.piped))
    cmdlet = windows.judge_cmdlet(command)
    if cmdlet is not None:
        return cmdlet
    close = _misspelt(command.name)
    if close:
        return unfamiliar(f"there is no program `{command.name[:40]}`: meant is perhaps `{close}`")
    verdict = judge_tool(command)
    if verdict.kind is Shell.UNKNOWN:
        return worst([verdict, *wrapped(command)])
    return verdict


def _shows_secrets(command: Command) -> list[ShellVerdict]:
    """Look whether a program that prints is given private keys or passwords."""
    if command.name not in _PRINTERS:
        return []
    private = [operand for operand in command.operands if is_private(operand)]
    return [risky(f"shows secrets: `{private[0][:40]}`")] if private else []


_PRINTERS = wordlist(
    "cat tac nl head tail more less most view bat batcat grep egrep fgrep rg ag strings xxd od hexdump hd"
    " base64 base32 cut"
    " sort uniq rev paste jq xargs zcat diff cmp"
)
"""Programs that show what is in a file."""


def wrapped(command: Command) -> list[ShellVerdict]:
    """Look whether a program nobody knows is given a command to run: `mysudo rm -rf /`."""
    for index, word in enumerate(command.words[:_MOST_WRAPPING]):
        inside = base_name(word.text) if word.fixed else None
        if inside in _OFTEN_WRAPPED and len(command.words) > index + 1:
            verdict = command.nested.call(command.words[index:], command)
            return [verdict] if verdict.tier.rank > 1 and verdict.kind is not Shell.UNKNOWN else []
    return []


@lru_cache(maxsize=1024)
def _misspelt(name: str) -> str | None:
    """Give the program whose name was typed with a letter too often, `gitt`: such a name runs nothing."""
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or is_known(name):
        return None
    shorter = (name[:i] + name[i + 1 :] for i in range(1, len(name)) if name[i] == name[i - 1])
    return next((near for near in shorter if len(near) > 1 and is_known(near)), None)


def is_known(name: str) -> bool:
    """Tell whether a program of this name is in any list."""
    return name in _KNOWN


_KNOWN = frozenset().union(HANDLERS, READ, REVERSIBLE, RISKY, DESTRUCTIVE, KNOWN_TOOLS, TABLES, SHELLS)


def is_judged(name: str) -> bool:
    """Tell whether a program of this name is judged by it, as typed, in small letters or without its version."""
    base = base_name(name)
    return base is not None and any(
        (is_known(base), is_known(base.lower()), _family(base) is not None, is_called_looking(base))
    )


def _with_options(command: Command) -> ShellVerdict:
    """Judge a program that only reads by the few options that make it run or write something."""
    names = [option.split("=", 1)[0] for option in command.options]
    if (names and any(name.startswith(_RUNNING_OPTIONS) for name in names)) or (
        command.name == "man" and command.short("PH")
    ):
        return risky(f"makes `{command.name}` run another program")
    if command.name in _SETTERS and (any(_may_load(arg) for arg in command.args) or command.short("C")):
        return risky("sets a variable that changes what other programs run")
    if command.name in _SCREEN_PROGRAMS and any("!" in arg or "system(" in arg for arg in command.args):
        return risky(f"makes `{command.name}` run another program")
    if (
        command.name in _SCREEN_PROGRAMS
        and (command.short("S") or command.single("-u"))
        and command.name not in ("less", "more", "man")
    ):
        return unfamiliar("runs a script inside the editor")
    if not names:
        return read()
    if any(name.startswith("--install-extension") for name in names):
        return risky("installs an extension")
    if command.short(_IN_PLACE.get(command.name, "")):
        return reversible("writes a file")
    if any(name.startswith(("--out", "--write", "--fix", "--in-place", "--inplace")) for name in names):
        return reversible("writes a file")
    return read()


def _may_load(arg: str) -> bool:
    """Tell whether an argument names a variable that makes programs run something, behind its option or not."""
    return loads(arg, UNSEEN) or (arg.startswith("-") and loads(arg[2:], UNSEEN))


def _family(name: str) -> Callable[[Command], ShellVerdict] | None:
    """Give the handler of `mkfs.ext4`, `python3.11` and the like."""
    if not name.startswith(_STEMS):
        return None
    stem = re.split(r"[.\d]", name, maxsplit=1)[0]
    if stem == "mkfs" or (stem in _STEMS and stem != name):
        return HANDLERS[stem]
    return None
