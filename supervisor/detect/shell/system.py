"""Services, packages, schedules, containers: tools whose verbs mean more than elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.generic import TABLES, asks_help, is_dry, judge_tool, leading_words
from supervisor.detect.shell.phrases import has_option
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, worst
from supervisor.detect.shell.wrappers import RUNNERS
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.detect.shell.syntax import Word

_PACKAGE_READ = wordlist(
    "list search show info policy depends rdepends provides repoquery files contents desc leaves"
)
_POWERFUL = frozenset({"--privileged"})
_HARD_SIGNALS = frozenset({"-9", "-KILL", "-SIGKILL", "KILL", "SIGKILL", "-6", "-11"})
_SERVICE_READ = wordlist("status show cat help list is-active is-enabled is-failed get-default --status-all")


def _packages(command: Command) -> ShellVerdict:
    """Judge package managers of the system."""
    words = leading_words(command)
    verb = words[0] if words else ""
    if is_dry(command) or (command.short("s") and command.name.startswith("apt")) or asks_help(command):
        return read("only says what it would do")
    if command.name in ("pacman", "yay", "paru"):
        return _pacman(command)
    if verb in _PACKAGE_READ or verb.startswith("list"):
        return read()
    if verb in ("update", "refresh", "makecache", "fetch", "download", "check-update", "index"):
        return reversible("refreshes the list of packages")
    if verb in (
        "install",
        "add",
        "reinstall",
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "localinstall",
        "up",
        "dup",
    ):
        return risky(f"installs software {shown(words[1:])}")
    return judge_tool(command)


def _pacman(command: Command) -> ShellVerdict:
    flags = next((option for option in command.options if option[1:2].isupper()), "")
    if flags[1:2] == "R":
        return destructive(f"removes software {shown(command.operands)}")
    if flags[1:2] in ("Q", "F") or flags[2:3] in ("s", "i", "l"):
        return read()
    return risky(f"installs software {shown(command.operands)}")


def _language_packages(command: Command) -> ShellVerdict:
    """Judge npm, pip and their like: the project's own packages are part of the work, new ones run foreign code."""
    words = leading_words(command)
    verb = words[0] if words else ""
    runner = RUNNERS.get(command.name)
    if runner and verb == runner:
        index = command.args.index(verb) + 1
        inner = [word for word in command.words[index:] if word.text != "--"]
        return worst([reversible(), command.nested.call(inner)]) if inner else read()
    if verb in ("install", "i", "add", "get") and not is_dry(command):
        named = [word for word in command.operands[1:] if not word.endswith((".txt", ".toml", ".lock", "."))]
        return risky(f"installs software {shown(named)}") if named else reversible("installs the project's packages")
    if verb in ("run", "run-script", "test", "t", "start", "build", "ci", "dev", "lint", "bench", "check", "doc"):
        return reversible(f"runs the project's {verb}")
    if not words and not command.options and command.name in ("yarn", "pnpm", "bundle"):
        return reversible("installs the project's packages")
    return judge_tool(command)


def _service(command: Command) -> ShellVerdict:
    words = command.operands
    if command.name == "service" and len(words) > 1:
        words = words[1:]
    verb = words[0] if words else "status"
    if verb in _SERVICE_READ or verb.startswith("list-"):
        return read()
    if verb in ("start", "daemon-reload", "enable", "reload", "reset-failed", "preset", "link", "unmask"):
        return reversible(f"tells a service to {verb}")
    if verb in ("restart", "try-restart", "reload-or-restart", "condrestart", "edit", "set-property"):
        return risky(f"tells a service to {verb}", Tier.REVERSIBLE)
    return risky(f"tells a service or the machine to {verb[:30]}")


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


def _container(command: Command) -> ShellVerdict:
    words = leading_words(command)
    if words[:1] in (["run"], ["exec"]) or words[:2] in (
        ["container", "run"],
        ["container", "exec"],
        ["compose", "exec"],
    ):
        if has_option(command, _POWERFUL) or any(_opens_machine(option) for option in command.args):
            return risky("runs a container with power over this machine")
        inner = _after_image(command)
        judged = command.nested.call(inner) if inner and words[0] == "exec" else reversible("runs a container")
        return worst([reversible("runs in a container"), judged])
    return judge_tool(command)


def _opens_machine(arg: str) -> bool:
    """Tell whether an argument gives a container the whole machine: `-v /:/host`, `--pid=host`."""
    source = arg.split("=", 1)[-1].split(":", 1)
    mounts = len(source) > 1 and (source[0] == "/" or source[0].startswith(("/etc", "/root", "/var/run/docker.sock")))
    return mounts or arg in ("--pid=host", "--cap-add=ALL", "--security-opt=seccomp=unconfined", "--ipc=host")


def _after_image(command: Command) -> list[Word]:
    """Give the words after `exec CONTAINER`."""
    operands = [word for word in command.words if not word.text.startswith("-")]
    return operands[2:]


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


def _mount(command: Command) -> ShellVerdict:
    if not command.operands or (command.short("l") and len(command.args) == 1):
        return read()
    return risky(f"changes what is mounted: {shown(command.operands)}")


def _history(command: Command) -> ShellVerdict:
    return destructive("deletes the shell's history") if command.short("cd") else read()


def _keys(command: Command) -> ShellVerdict:
    """Judge ssh-add, ssh-keygen and gpg."""
    removes = {"ssh-add": "dD", "ssh-keygen": "R"}.get(command.name, "")
    if any("delete" in option for option in command.options) or (removes and command.short(removes)):
        return destructive("removes keys")
    if any(option.startswith("--export-secret") for option in command.options):
        return risky("hands out secret keys")
    if command.short("lL") or command.long("--list-keys", "--list-secret-keys", "--verify", "--fingerprint"):
        return read()
    return reversible("works with keys")


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


def _make(command: Command) -> ShellVerdict:
    if command.short("n") or command.long("--dry-run", "--just-print", "--question"):
        return read("only says what it would do")
    tool = {"mvnw": "mvn", "gradlew": "gradle"}.get(command.name, command.name)
    if tool in TABLES:
        return judge_tool(Command(tool, command.words, command.nested))
    if any(
        target in ("install", "uninstall", "deploy", "publish", "release", "purge") for target in command.operands
    ):
        return risky(f"makes {shown(command.operands)}")
    if any(_CLEANS.search(target) for target in command.operands):
        return risky(f"makes {shown(command.operands)}", Tier.REVERSIBLE)
    return reversible("builds the project")


_CLEANS = re.compile(
    r"(?:^|[-_:])(?:clean|distclean|mrproper|reset|destroy|wipe|nuke|drop|down|prod|production)(?:$|[-_:])"
)


def _server(command: Command) -> ShellVerdict:
    """Judge nginx, haproxy and apachectl: they serve, and they stop what serves."""
    words = set(command.args)
    if {"stop", "quit", "-sf", "-st", "graceful-stop", "-k"} & words and not {"start", "graceful"} & words:
        return risky(f"stops {command.name}")
    if {"-t", "-T", "-v", "-V", "-vv", "-c", "configtest", "status", "-S", "-M", "-l", "fullstatus"} & words:
        return read("checks a configuration")
    return reversible(f"tells {command.name} to read its configuration")


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(
        wordlist("apt apt-get aptitude dnf yum zypper pacman yay paru apk snap flatpak brew port microdnf"), _packages
    ),
    **dict.fromkeys(
        wordlist(
            "npm pnpm yarn bun pip pip3 cargo go gem poetry uv pipenv pdm hatch conda mamba bundle composer"
            " pipx luarocks mise asdf direnv doppler op aws-vault"
        ),
        _language_packages,
    ),
    **dict.fromkeys(("systemctl", "service", "rc-service", "initctl"), _service),
    **dict.fromkeys(("kill", "pkill", "killall"), _kill),
    **dict.fromkeys(("docker", "podman", "nerdctl", "docker-compose", "podman-compose"), _container),
    **dict.fromkeys(("ip", "ifconfig", "route", "arp", "nmcli", "brctl"), _ip),
    **dict.fromkeys(("iptables", "ip6tables", "nft", "ufw", "firewall-cmd"), _firewall),
    **dict.fromkeys(("mount", "umount"), _mount),
    **dict.fromkeys(("ssh-add", "ssh-keygen", "gpg", "gpg2"), _keys),
    **dict.fromkeys(("make", "gmake", "ninja", "rake", "just", "task", "gradle", "gradlew", "mvn", "mvnw"), _make),
    **dict.fromkeys(("nginx", "haproxy", "apachectl", "apache2ctl", "httpd"), _server),
    "crontab": _crontab,
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
