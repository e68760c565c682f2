"""Services, packages, schedules, containers: tools whose verbs mean more than elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.generic import TABLES, asks_help, judge_tool
from supervisor.detect.shell.places import is_start_up, named_places
from supervisor.detect.shell.verdict import (
    ShellVerdict,
    destructive,
    read,
    reversible,
    risky,
    unknown,
    worst,
)
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


_HARD_SIGNALS = frozenset({"-9", "-KILL", "-SIGKILL", "KILL", "SIGKILL", "-6", "-11"})
_SERVICE_READ = wordlist("status show cat help list is-active is-enabled is-failed get-default --status-all")


def _service(command: Command) -> ShellVerdict:
    words = command.operands
    if command.name == "service" and len(words) > 1:
        words = words[1:]
    verb = words[0] if words else "status"
    named = command.operands[:1] if command.name in ("service", "rc-service") else words[1:]
    whom = f"the service {shown(named)}" if named else "the machine"
    if verb in _SERVICE_READ or verb.startswith("list-"):
        return read()
    if verb in ("enable", "link", "reenable", "start") and any("/" in word for word in words[1:]):
        return risky(f"makes a service of {shown(words[1:])}")
    if verb in ("enable", "reenable", "preset", "link", "unmask", "add-wants", "add-requires"):
        return risky(f"changes what starts by itself: {whom}", Tier.REVERSIBLE)
    if verb in ("start", "daemon-reload", "reload", "reset-failed"):
        return reversible(f"tells {whom} to {verb}")
    if verb in ("restart", "try-restart", "reload-or-restart", "condrestart", "edit", "set-property"):
        return risky(f"tells {whom} to {verb}", Tier.REVERSIBLE)
    return risky(f"tells {whom} to {verb[:30]}")


def _crontab(command: Command) -> ShellVerdict:
    if command.short("r"):
        return destructive("deletes all scheduled jobs")
    if command.short("l") or asks_help(command):
        return read()
    return reversible("opens the schedule") if command.short("e") else risky("replaces the schedule")


def _sudo_rules(command: Command) -> ShellVerdict:
    """Judge visudo: with -c it only checks."""
    return read() if command.short("cxhV") or asks_help(command) else risky("changes who may become root")


def _later(command: Command) -> ShellVerdict:
    """Judge at and batch by what they are given to run later."""
    if command.name == "atrm" or command.short("rd"):
        return risky("takes a job off the schedule")
    if command.name == "atq" or command.short("lcV"):
        return read()
    return worst([risky("runs something later"), *(command.nested.script(text) for text in command.fed)])


def _kill(command: Command) -> ShellVerdict:
    if command.short("l") or command.args[:1] == ["-0"] or asks_help(command):
        return read()
    named = command.name == "kill" and command.operands and all(o.isdigit() and int(o) > 1 for o in command.operands)
    hard = command.short("9") or any(option.upper() in _HARD_SIGNALS for option in command.args)
    gentle = named and not hard and len(command.operands) == 1
    return risky(f"ends running programs: {shown(command.operands)}", Tier.REVERSIBLE if gentle else Tier.HIGH_RISK)


def _ip(command: Command) -> ShellVerdict:
    words = [word for word in command.operands if word]
    if command.name in TABLES:
        return judge_tool(command)
    if {"add", "up"} & set(words) and not {"down", "del", "delete", "flush", "blackhole"} & set(words):
        return risky(f"adds to the network: {shown([command.name, *words])}", Tier.REVERSIBLE)
    if not words or any(word in ("show", "list", "ls", "get", "help") for word in words[:3]) or len(words) == 1:
        return read()
    return risky(f"changes the network: {shown([command.name, *words])}")


def _firewall(command: Command) -> ShellVerdict:
    if (
        command.short("LSV")
        or command.long("--list", "--list-rules", "--list-all")
        or command.operands[:1] in (["status"], ["list"], ["show"])
    ):
        return read()
    if command.name == "ufw" and not {"disable", "reset", "delete", "deny", "reject", "default"} & set(
        command.operands
    ):
        return risky("opens the firewall or switches it on", Tier.REVERSIBLE)
    return risky("changes the firewall")


def _repeated(command: Command) -> ShellVerdict:
    """Judge `fc`: it lists earlier commands, or runs one again."""
    return read() if command.short("l") else unknown("repeats an earlier command")


def _mount(command: Command) -> ShellVerdict:
    looks = command.name == "mount" and (not command.args or (command.short("lv") and not command.operands))
    if looks or asks_help(command):
        return read()
    if command.name == "mount" and command.args == ["-a"]:
        return risky("mounts what the table of file systems names", Tier.REVERSIBLE)
    return risky(f"changes what is mounted: {shown(command.operands)}")


def _history(command: Command) -> ShellVerdict:
    if command.short("s"):
        return risky("puts a line into the history that was never typed")
    writes = command.short("wa") and command.operands
    if command.short("rn") and command.operands:
        return risky("puts lines into the history that were never typed")
    return destructive("changes the shell's history") if command.short("cd") or writes else read()


def _keys(command: Command) -> ShellVerdict:
    """Judge ssh-add, ssh-keygen and gpg."""
    removes = {"ssh-add": "dD", "ssh-keygen": "R"}.get(command.name, "")
    if any("delete" in option for option in command.options) or (removes and command.short(removes)):
        return destructive("removes keys")
    if any(option.startswith("--export-secret") for option in command.options):
        return risky("hands out secret keys")
    if command.short("lL") or command.long("--list-keys", "--list-secret-keys", "--verify", "--fingerprint"):
        return read()
    if (
        command.name == "ssh-keygen"
        and not command.short("yFB")
        and any(map(is_start_up, named_places(command.args)))
    ):
        return risky("changes keys")
    if command.name == "ssh-keygen" and not command.short("yFBlLAHQ") and not asks_help(command):
        return risky("makes or changes keys", Tier.REVERSIBLE)
    if any(option.startswith(_KEYS_GO) for option in command.options):
        return risky("sends keys away, or changes whom the person trusts", Tier.REVERSIBLE)
    if command.name.startswith("gpg") and any(map(is_start_up, named_places(command.args))):
        return risky("writes to a guarded place")
    return reversible("works with keys")


_KEYS_GO = (
    "--send",
    "--import",
    "--recv",
    "--receive",
    "--refresh",
    "--edit",
    "--sign-key",
    "--lsign",
    "--fetch-keys",
)


def _date(command: Command) -> ShellVerdict:
    return risky("sets the clock") if command.short("s") or command.long("--set") else read()


def _hostname(command: Command) -> ShellVerdict:
    return risky("renames the machine") if command.operands else read()


def _kernel_log(command: Command) -> ShellVerdict:
    return destructive("clears the kernel's log") if command.short("cC") or command.long("--clear") else read()


def _remembered(command: Command) -> ShellVerdict:
    """Judge `hash`: with -p it makes a name run something else."""
    return risky("makes a command run something else") if command.short("p") else read()


def _journal(command: Command) -> ShellVerdict:
    if any(option.startswith(("--vacuum", "--rotate", "--flush")) for option in command.options):
        return destructive("deletes logs")
    return read()


def _sysctl(command: Command) -> ShellVerdict:
    if asks_help(command):
        return read("prints help")
    changes = command.short("wp") or any("=" in operand for operand in command.operands)
    return risky("changes the kernel") if changes else read()


def _account(command: Command) -> ShellVerdict:
    return read() if command.short("S") or asks_help(command) else risky("changes accounts or passwords")


_KEEPS_SECRET = frozenset({"HISTFILE", "HISTSIZE", "HISTFILESIZE", "HISTCONTROL", "HISTIGNORE"})


def hides_history(names: Iterable[str]) -> bool:
    """Tell whether variables that keep the shell's history are among those that a line sets or unsets."""
    return bool(_KEEPS_SECRET & set(names))


def _server(command: Command) -> ShellVerdict:
    """Judge nginx, haproxy and apachectl: they serve, and they stop what serves."""
    words = set(command.args)
    if {"stop", "quit", "-sf", "-st", "graceful-stop", "-k"} & words and not {"start", "graceful"} & words:
        return risky(f"stops {command.name}")
    if {"-t", "-T", "-v", "-V", "-vv", "-c", "configtest", "status", "-S", "-M", "-l", "fullstatus"} & words:
        return read("checks a configuration")
    return reversible(f"tells {command.name} to read its configuration")


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("systemctl", "service", "rc-service", "initctl"), _service),
    **dict.fromkeys(("kill", "pkill", "killall"), _kill),
    **dict.fromkeys(("ip", "ifconfig", "route", "arp", "nmcli"), _ip),
    **dict.fromkeys(("iptables", "ip6tables", "nft", "ufw"), _firewall),
    **dict.fromkeys(("mount", "umount"), _mount),
    **dict.fromkeys(("ssh-add", "ssh-keygen", "gpg", "gpg2"), _keys),
    **dict.fromkeys(("nginx", "haproxy", "apachectl", "apache2ctl", "httpd"), _server),
    "crontab": _crontab,
    "fc": _repeated,
    "visudo": _sudo_rules,
    **dict.fromkeys(("at", "batch", "atq", "atrm"), _later),
    "history": _history,
    "date": _date,
    "journalctl": _journal,
    "hostname": _hostname,
    "dmesg": _kernel_log,
    "hash": _remembered,
    "sysctl": _sysctl,
    "passwd": _account,
}
"""Programs of this module."""
