"""Commands that talk to other machines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.generic import asks_help
from supervisor.detect.shell.places import is_guarded, named_places
from supervisor.detect.shell.sending import curl_options
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unfamiliar, worst
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.detect.shell.command import Command

_LOOKING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
SENDERS = wordlist(
    "curl wget http https xh nc ncat netcat socat telnet ftp lftp sftp scp ssh rsync mail mailx sendmail swaks"
    " Invoke-WebRequest Invoke-RestMethod iwr irm dig nslookup host"
)
"""Programs that can carry text to another machine."""
_METHODS = _LOOKING | {"POST", "PUT", "PATCH", "DELETE"}
_SSH_VALUES = wordlist("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B")


_SSH_OPENS = re.compile(r"-[46AaCfGgKkMNnqsTtVvXxYy]*[RwA]")
_SEARCHES = re.compile(
    r"/_?(?:search|query|_?msearch|_?count|_validate|explain|lookup|graphql|find)(?:[/?]|$)", re.IGNORECASE
)
_ONLY_SEARCHES = re.compile(r"/(?:_?search|_msearch|_count)(?:\?[^/]*)?$", re.IGNORECASE)
"""Addresses where the words that are sent are what is looked for, whatever they say."""
_REMOVES = re.compile(r"delete|destroy|purge|truncate|wipe", re.IGNORECASE)
_HARMS = re.compile(
    r"delete|destroy|remove|purge|truncate|wipe|erase|/_?(?:close|reset|shutdown|restart|kill|revoke|disable|terminate|stop"
    r"|cancel|refunds?|charges?|payouts?|transfers?|payments?|drop|flush|reroute|rollover|archive|uninstall|ban)(?:[/?_-]|$)",
    re.IGNORECASE,
)
_HARMS_IN_DATA = re.compile(r"\b(?:delete|destroy|drop|truncate|remove|purge)\w*", re.IGNORECASE)


def judge_request(method: str, address: str, data: str = "") -> ShellVerdict:
    """Judge a request to a server by its method, its address and what it sends.

    Args:
        method: In capital letters.
        address: As typed.
        data: What is sent, as far as it is on the line.
    """
    if method == "DELETE":
        return destructive("deletes something on a server")
    if method in _LOOKING:
        return read("only fetches")
    if method == "POST" and _ONLY_SEARCHES.search(address) and not _HARMS.search(address):
        return read("only searches")
    harmful = _HARMS_IN_DATA.search(data) is not None or "mutation" in data
    if method == "POST" and _SEARCHES.search(address) and not _HARMS.search(address) and not harmful:
        return read("only searches")
    if method == "POST" and not _HARMS.search(address) and not harmful:
        return risky("sends something to a server", Tier.REVERSIBLE)
    return risky(f"sends a {method[:10]} request that changes something on a server")


def _curl(command: Command) -> ShellVerdict:
    if asks_help(command):
        return read("prints help")
    given = list(curl_options(command))
    method = next((value for letter, value in given if letter == "X"), None)
    sent = [value for letter, value in given if letter in ("d", "raw", "F", "T")]
    sends = bool(sent)
    if method is None:
        method = "GET" if not sends or command.short("G") or command.long("--get") else "POST"
    method = method.upper().strip("'\"")
    places = [operand for operand in command.operands if operand not in sent and ("/" in operand or ":" in operand)]
    address, data = " ".join(places), " ".join(sent)
    verdicts = [judge_request(method, address, data)]
    if method not in _LOOKING and _REMOVES.search(address):
        verdicts.append(destructive("asks a server to remove something"))
    if any(_is_file(letter, value) for letter, value in given):
        verdicts.append(risky("sends a file to a server"))
    if any(letter == "Q" for letter, _ in given):
        verdicts.append(risky("tells a server to rename or remove something"))
    if any(letter in ("K", "x") or (letter == "w" and "%output" in value) for letter, value in given):
        verdicts.append(unfamiliar("takes its options from a file, or goes through another machine"))
    named = [value for letter, value in given if letter == "o"]
    remote = command.short("O") or command.long("--remote-name", "--remote-name-all")
    named += [operand.rsplit("/", 1)[-1] for operand in command.operands] if remote else []
    place = next((value for value in named if is_guarded(value)), "")
    if place:
        verdicts.append(risky(f"writes a download to `{place[:40]}`"))
    if command.short("oO") or command.long("--output", "--remote-name", "--output-dir"):
        verdicts.append(reversible("saves a download"))
    return worst(verdicts)


def _is_file(letter: str, value: str) -> bool:
    """Tell whether a file of this machine goes out: `-d @file`, `-F a=@file`, `-T file`, `-H @file`."""
    if letter == "T":
        return bool(value)
    return letter in ("d", "F", "H") and value != "@-" and re.search(r"^@|=[@<]|^\w+@", value) is not None


def _httpie(command: Command) -> ShellVerdict:
    method = next((operand for operand in command.operands[:2] if operand in _METHODS), "")
    sends = any("=" in operand and "==" not in operand and "://" not in operand for operand in command.operands)
    return judge_request(method or ("POST" if sends else "GET"), " ".join(command.operands))


def _wget(command: Command) -> ShellVerdict:
    method = command.value("--method")
    if method:
        return judge_request(method.upper(), " ".join(command.operands))
    if any(option.startswith(("--post-", "--body-")) for option in command.options):
        return judge_request("POST", " ".join(command.operands))
    place = next((place for place in named_places(command.args) if is_guarded(place)), "")
    return risky(f"writes a download to `{place[:40]}`") if place else reversible("saves a download")


def _ssh(command: Command) -> ShellVerdict:
    """Judge what runs on the other machine; opening a session is judged again line by line."""
    words = list(command.words)
    own: list[ShellVerdict] = []
    while words and words[0].text.startswith("-"):
        option = words.pop(0).text
        if option == "-V":
            return read()
        if _SSH_OPENS.match(option):
            own.append(risky("lets the other machine, or its programs, reach this one", Tier.REVERSIBLE))
        if option.startswith("-E") and is_guarded(option[2:] or (words[0].text if words else "")):
            own.append(risky("writes to a guarded place"))
        if option in _SSH_VALUES and words:
            value = words.pop(0).text
            if option == "-o" and value.lower().startswith(("proxycommand", "localcommand", "permitlocalcommand")):
                return risky("runs a command to connect")
    words = words[1:]
    if command.piped and not command.fed:
        own.append(risky("sends what it reads to another machine", Tier.REVERSIBLE))
    if words:
        return worst([reversible(), *own, _remote(command.nested.script(" ".join(word.text for word in words)))])
    return worst(
        [
            *own,
            reversible("opens a session on another machine"),
            *(_remote(command.nested.script(t)) for t in command.fed),
        ]
    )


def _remote(verdict: ShellVerdict) -> ShellVerdict:
    """Raise what deletes: what is a place for temporary files here need not be one there."""
    harmful = verdict.kind is Shell.DESTRUCTIVE and verdict.tier.rank < Tier.HIGH_RISK.rank
    return destructive(f"on another machine: {verdict.evidence[0]}", Tier.HIGH_RISK) if harmful else verdict


def _socket(command: Command) -> ShellVerdict:
    """Judge nc and socat: which of them open a door to a shell."""
    text = " ".join(command.args)
    said = " ".join(command.fed)
    if _HARMS_IN_DATA.search(said) or re.search(r"(?i)\b(?:shutdown|stop|kill|disable|reset|clear)\b", said):
        return risky("tells a server to stop or remove something")
    if asks_help(command):
        return read("prints help")
    if command.name.startswith(("nc", "netcat")) and command.short("z") and not command.short("elc"):
        return read("looks whether a port is open")
    if re.search(r"(?i)\bexec:|\bsystem:|(?:^|\s)-\w*[ec]\b|--exec|--sh-exec|tcp-listen|(?:^|\s)-\w*l", text):
        return risky("opens a connection that may run commands")
    return risky("opens a raw connection", Tier.REVERSIBLE)


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    "curl": _curl,
    "wget": _wget,
    "wget2": _wget,
    **dict.fromkeys(("http", "https", "xh", "xhs"), _httpie),
    **dict.fromkeys(("nc", "ncat", "netcat", "socat"), _socket),
    **dict.fromkeys(("ssh", "autossh", "dbclient"), _ssh),
}
"""Programs of this module."""
