"""PowerShell's Verb-Noun commands and the commands of cmd.exe."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.command import Command, shown
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
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

_NOUNED = re.compile(r"([A-Za-z]{2,20})-([A-Za-z][A-Za-z0-9]{1,60})")
_READING = wordlist(
    "get test show measure compare select where sort group format find search resolve read trace watch ping out"
    " convertfrom convertto foreach tee join split write wait receive debug confirm"
)
_MAKING = wordlist(
    "new add import export copy set enter exit push pop start open save update expand compress register enable mount"
    " connect resume install-module use step sync checkpoint backup edit undo redo lock unblock assert build"
)
_CHANGING = wordlist(
    "stop restart suspend disable unregister disconnect dismount block revoke deny invoke install unlock grant send"
    " publish move rename submit deploy approve switch protect unprotect repair optimize merge complete request"
)
_DESTROYING = wordlist("remove clear uninstall reset format initialize delete purge destroy wipe revert limit resize")
_VERBS = _READING | _MAKING | _CHANGING | _DESTROYING
_GUARDED_NOUNS = re.compile(
    r"(?i)executionpolicy|mppreference|firewall|acl$|itemproperty$|localuser|adaccount|service$|bitlocker|registry|uac"
    r"|adgroupmember|localgroupmember|scheduledtask|psprovider|authenticodesignature|dnsclientserveraddress|netadapter"
)
_HARMLESS_NOUNS = wordlist(
    "variable host content-only history-item console screen alias breakpoint event job pssession"
)
_SHUTS_DOWN = wordlist("computer vm service process cluster azvm")
_ALIASES = {
    "icm": "Invoke-Command",
    "iwr": "Invoke-WebRequest",
    "irm": "Invoke-RestMethod",
    "spps": "Stop-Process",
    "spsv": "Stop-Service",
    "gci": "Get-ChildItem",
    "gps": "Get-Process",
    "gsv": "Get-Service",
    "saps": "Start-Process",
    "cpi": "Copy-Item",
}
"""Short names of PowerShell that are programs nowhere else."""


def judge_cmdlet(command: Command) -> ShellVerdict | None:
    """Judge a Verb-Noun command of PowerShell.

    Args:
        command: Any call.

    Returns:
        The verdict; None when the name is not of that form or its verb is none of PowerShell's.
    """
    name = _ALIASES.get(command.name.lower(), command.name)
    if name == "iex" and (command.piped or any(sign in arg for arg in command.args for sign in " (")):
        # Else it is the console of Elixir.
        name = "Invoke-Expression"
    found = _NOUNED.fullmatch(name)
    if found is None or found[1].lower() not in _VERBS:
        return None
    if name == command.name and name.islower() and found[1] not in _DESTROYING:
        # `get-thing` in small letters may be any program; only its destroying verbs are taken at their word.
        return None
    options = {option.lower().split(":", 1)[0] for option in command.options}
    off = any(option.lower() == "-whatif:$false" for option in command.options)
    if (
        "-wi" in options
        or (any("-whatif".startswith(option) and len(option) > 2 for option in options) and not off)
        or "-?" in options
    ):
        return read("only says what it would do")
    return _verb_noun(found[1].lower(), found[2].lower(), command)


def _verb_noun(verb: str, noun: str, command: Command) -> ShellVerdict:
    given = shown(command.operands)
    blocks = " ".join(word.text for word in command.words)
    if verb in ("foreach", "where", "measure", "select", "sort", "group", "trace") and "{" in blocks:
        inside = blocks[blocks.index("{") :].replace("{", " ").replace("}", " ")
        judged = command.nested.script(inside)
        return judged if judged.tier.rank > 1 else reversible("runs a block on everything it gets")
    if (verb, noun) in (("start", "process"), ("import", "module"), ("add", "type"), ("new", "object")):
        return unfamiliar(f"{verb}-{noun} runs {given}")
    if verb in _DESTROYING:
        if noun in _HARMLESS_NOUNS or (verb == "clear" and noun in ("host", "history")):
            return reversible(f"runs {verb}-{noun}")
        return destructive(f"`{verb.title()}-{noun.title()}` removes {given} for good")
    if verb == "invoke" and noun in ("expression", "command"):
        texts = [word.text.strip("{}") for word in command.words if word.fixed and not word.text.startswith("-")]
        if command.piped or not texts:
            return risky("runs whatever another command prints")
        return worst([risky("runs a text"), *(command.nested.script(text) for text in texts)])
    if verb == "invoke" and noun in ("webrequest", "restmethod"):
        return _web(command)
    if verb in ("stop", "restart") and noun in _SHUTS_DOWN:
        gentle = verb == "restart" and noun == "service"
        return risky(f"{verb}s {given}", Tier.REVERSIBLE if gentle else Tier.HIGH_RISK)
    if verb in ("set", "new", "add", "remove", "register", "import", "enable") and _GUARDED_NOUNS.search(noun):
        return risky(f"{verb}-{noun} changes how the computer is protected or set up")
    if verb in _CHANGING:
        weighs = verb in ("disable", "stop", "revoke", "unregister", "dismount", "install", "restart", "suspend")
        return risky(f"{verb}-{noun} changes {given}", Tier.HIGH_RISK if weighs else Tier.REVERSIBLE)
    if verb == "out" and noun == "file":
        return destructive(f"overwrites {given} if it exists", Tier.REVERSIBLE)
    return reversible(f"runs {verb}-{noun}") if verb in _MAKING else read(f"{verb}-{noun} only looks")


def _web(command: Command) -> ShellVerdict:
    method = (command.value("-Method", "-method") or "GET").upper()
    if method == "DELETE":
        return destructive("deletes something on a server")
    if method in ("GET", "HEAD"):
        return read("only fetches")
    return risky("sends something to a server", Tier.REVERSIBLE if method == "POST" else Tier.HIGH_RISK)


def decoded(text: str) -> str | None:
    """Give the command in the value of `-EncodedCommand`; None when it is not one."""
    try:
        return base64.b64decode(text[:20_000], validate=True).decode("utf-16-le")
    except (binascii.Error, ValueError):
        return None


def judge_encoded(command: Command) -> ShellVerdict | None:
    """Judge `powershell -enc …` by what is encoded; None when nothing is."""
    for index, arg in enumerate(command.args[:-1]):
        if arg.lower() == "-ec" or (len(arg) > 1 and "-encodedcommand".startswith(arg.lower())):
            text = decoded(command.args[index + 1])
            hidden = unknown("hides its command in code letters")
            return hidden if text is None else worst([hidden, command.nested.script(text)])
    return None


def _flags(command: Command) -> set[str]:
    """Give options in the manner of cmd.exe, `/s`, in small letters."""
    return {arg.lower() for arg in command.args if re.fullmatch(r"/[A-Za-z?][\w:]{0,20}", arg)}


def _delete(command: Command) -> ShellVerdict:
    """Judge del, erase and rd."""
    flags = _flags(command)
    operands = [operand for operand in command.operands if operand.lower() not in flags]
    if "/?" in command.args:
        return read("prints help")
    if "/s" in flags or any(re.search(r"[*?]|^[A-Za-z]:[\\/]*$|%", operand) for operand in operands):
        return destructive(f"deletes {shown(operands)} for good")
    return destructive(f"deletes {shown(operands)} for good", Tier.REVERSIBLE)


_VERBS_OF = {
    "reg": (
        {"delete", "unload"},
        {"add", "import", "restore", "load", "copy"},
        {"query", "export", "compare", "save"},
    ),
    "sc": (
        {"delete"},
        {"stop", "config", "failure", "pause", "sdset"},
        {"query", "qc", "queryex", "sdshow", "enumdepend"},
    ),
    "schtasks": ({"/delete"}, {"/create", "/change", "/end", "/run"}, {"/query", "/showsid"}),
    "net": (
        {"/delete"},
        {"stop", "user", "localgroup", "share", "accounts"},
        {"view", "statistics", "help", "config"},
    ),
    "netsh": ({"delete", "reset"}, {"set", "add", "off", "disable"}, {"show", "dump"}),
    "vssadmin": ({"delete", "resize"}, {"revert"}, {"list"}),
    "wbadmin": ({"delete", "disable"}, {"start", "stop"}, {"get"}),
    "bcdedit": (
        {"/delete", "/deletevalue"},
        {"/set", "/import", "/default", "/bootsequence"},
        {"/enum", "/export", "/v"},
    ),
    "wmic": ({"delete", "uninstall"}, {"call", "set", "create"}, {"get", "list"}),
    "fsutil": ({"deletejournal", "setzerodata"}, {"set", "setinfo"}, {"query", "info", "fsinfo", "queryinfo"}),
    "cipher": ({"/w"}, {"/e", "/d"}, {"/c"}),
    "wevtutil": ({"cl", "clear-log"}, {"sl", "um", "set-log"}, {"el", "qe", "gl", "gli", "ep", "epl"}),
    "wsl": ({"--unregister"}, {"--shutdown", "--terminate"}, {"--list", "-l", "--status", "--version"}),
    "dism": ({"/remove-package"}, {"/disable-feature", "/enable-feature"}, {"/get-features", "/get-packages"}),
    "manage-bde": ({"-wipefreespace", "-forcerecovery"}, {"-off", "-on", "-lock", "-protectors"}, {"-status"}),
    "fltmc": ({"unload"}, {"detach"}, {"instances", "filters"}),
    "auditpol": ({"/clear", "/remove"}, {"/set", "/restore"}, {"/get", "/list", "/backup"}),
    "mountvol": ({"/d"}, {"/r", "/n"}, {"/l"}),
    "certutil": ({"-delstore"}, {"-addstore", "-urlcache", "-decode"}, {"-hashfile", "-store", "-dump"}),
    "powercfg": ({"/delete", "-delete"}, {"/change", "/hibernate", "/setactive"}, {"/list", "/query", "/l", "/a"}),
}
"""Program: words that destroy, that change, that only look."""


def _by_words(command: Command) -> ShellVerdict:
    """Judge by the table above."""
    destroys, changes, looks = _VERBS_OF[command.name.lower()]
    words = {arg.lower().split(":", 1)[0] for arg in command.args}
    if "/?" in words or "--help" in words:
        return read("prints help")
    if words & destroys:
        return destructive(f"{command.name} {min(words & destroys)} removes {shown(command.operands)}")
    if words & changes and len(words) > 1:
        return risky(f"{command.name} changes the system: {shown(command.args)}")
    if not words or words & looks or words <= changes:
        return read()
    return reversible(f"runs {command.name}")


def _kill(command: Command) -> ShellVerdict:
    return read() if "/?" in command.args else risky(f"ends running programs: {shown(command.operands)}")


def _disk_part(command: Command) -> ShellVerdict:
    return risky("works on partitions") if command.args else reversible("opens diskpart")


def _rights(command: Command) -> ShellVerdict:
    changing = {arg.lower().split(":", 1)[0] for arg in command.args} & {
        "/grant",
        "/deny",
        "/remove",
        "/reset",
        "/setowner",
        "/f",
    }
    return risky(f"changes permissions of {shown(command.operands)}") if changing else read()


def _robocopy(command: Command) -> ShellVerdict:
    flags = _flags(command)
    if "/l" in flags:
        return read("only says what it would do")
    if flags & {"/mir", "/purge", "/move", "/mov"}:
        return destructive("deletes what the source does not have")
    return reversible("copies files")


def _service_control(command: Command) -> ShellVerdict:
    """Judge sc: the service control of Windows, or PowerShell's short name for Set-Content."""
    return _by_words(Command("sc", command.words, command.nested))


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("del", "erase", "rd"), _delete),
    **dict.fromkeys((name for name in _VERBS_OF if name != "sc"), _by_words),
    **dict.fromkeys(("sc", "sc.exe"), _service_control),
    **dict.fromkeys(("icacls", "takeown", "cacls"), _rights),
    "taskkill": _kill,
    "diskpart": _disk_part,
    "robocopy": _robocopy,
}
"""Programs of this module."""
