"""Commands that talk to other machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.detect.shell.generic import asks_help
from supervisor.detect.shell.places import is_guarded
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, worst
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.detect.shell.command import Command

_LOOKING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_DATA = (
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "-F",
    "--form",
    "-T",
    "--upload-file",
)
_SSH_VALUES = wordlist("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B")


def _by_method(method: str) -> ShellVerdict:
    if method == "DELETE":
        return destructive("deletes something on a server")
    if method in _LOOKING:
        return read("only fetches")
    return risky(f"sends a {method[:10]} request that changes something on a server")


def _curl(command: Command) -> ShellVerdict:
    if asks_help(command):
        return read("prints help")
    method = command.value("-X", "--request")
    sends = any(command.value(name) is not None for name in _DATA)
    if method is None:
        method = "GET" if not sends or command.short("G") or command.long("--get") else "POST"
    verdicts = [_by_method(method.upper().strip("'\""))]
    if any("doDelete" in operand or "/delete" in operand.lower() for operand in command.operands):
        verdicts.append(
            destructive("asks a server to delete something") if method.upper() not in _LOOKING else read()
        )
    place = command.value("-o", "--output") or ""
    if is_guarded(place):
        verdicts.append(risky(f"writes a download to `{place[:40]}`"))
    if command.short("oO") or command.long("--output", "--remote-name", "--output-dir"):
        verdicts.append(reversible("saves a download"))
    return worst(verdicts)


def _httpie(command: Command) -> ShellVerdict:
    method = next((operand for operand in command.operands if operand.isupper() and operand.isalpha()), "")
    sends = any("=" in operand and "==" not in operand and "://" not in operand for operand in command.operands)
    return _by_method(method or ("POST" if sends else "GET"))


def _wget(command: Command) -> ShellVerdict:
    method = command.value("--method")
    if method:
        return _by_method(method.upper())
    if any(option.startswith(("--post-", "--body-")) for option in command.options):
        return _by_method("POST")
    place = command.value("-O", "--output-document") or command.value("-P", "--directory-prefix") or ""
    return risky(f"writes a download to `{place[:40]}`") if is_guarded(place) else reversible("saves a download")


def _ssh(command: Command) -> ShellVerdict:
    """Judge what runs on the other machine; opening a session is judged again line by line."""
    words = list(command.words)
    while words and words[0].text.startswith("-"):
        option = words.pop(0).text
        if option == "-V":
            return read()
        if option in _SSH_VALUES and words:
            value = words.pop(0).text
            if option == "-o" and value.lower().startswith(("proxycommand", "localcommand", "permitlocalcommand")):
                return risky("runs a command to connect")
    words = words[1:]
    if words:
        return worst([reversible(), command.nested.script(" ".join(word.text for word in words))])
    return worst([reversible("opens a session on another machine"), *(command.nested.script(t) for t in command.fed)])


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    "curl": _curl,
    "wget": _wget,
    "wget2": _wget,
    **dict.fromkeys(("http", "https", "xh", "xhs"), _httpie),
    **dict.fromkeys(("ssh", "autossh", "dbclient"), _ssh),
}
"""Programs of this module."""
