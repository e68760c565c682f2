"""Services, packages, schedules, containers: tools whose verbs mean more than elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.generic import asks_help, is_dry, judge_tool, leading_words
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, worst
from supervisor.detect.shell.wrappers import RUNNERS
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.detect.shell.syntax import Word

_PACKAGE_READ = wordlist(
    "list search show info policy depends rdepends provides repoquery files contents desc leaves"
)
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
    if verb in ("start", "daemon-reload", "enable", "reload"):
        return reversible(f"tells a service to {verb}")
    return risky(f"tells a service or the machine to {verb[:30]}")


def _crontab(command: Command) -> ShellVerdict:
    if command.short("r"):
        return destructive("deletes all scheduled jobs")
    if command.short("l") or asks_help(command):
        return read()
    return reversible("opens the schedule") if command.short("e") else risky("replaces the schedule")


def _kill(command: Command) -> ShellVerdict:
    if command.short("l") or command.args[:1] == ["-0"] or asks_help(command):
        return read()
    return risky(f"ends running programs: {shown(command.operands)}")


def _container(command: Command) -> ShellVerdict:
    words = leading_words(command)
    if words[:1] in (["run"], ["exec"]) or words[:2] in (
        ["container", "run"],
        ["container", "exec"],
        ["compose", "exec"],
    ):
        if command.long("--privileged") or any(
            m in (command.value("-v", "--volume") or "") for m in ("/:", "/etc:", "docker.sock")
        ):
            return risky("runs a container with power over this machine")
        inner = _after_image(command)
        judged = command.nested.call(inner) if inner and words[0] == "exec" else reversible("runs a container")
        return worst([reversible("runs in a container"), judged])
    if words[:2] == ["compose", "down"] or words[:1] == ["down"]:
        if command.short("v") or command.long("--volumes", "--rmi"):
            return destructive("removes containers with their data")
        return risky("stops and removes containers")
    return judge_tool(command)


def _after_image(command: Command) -> list[Word]:
    """Give the words after `exec CONTAINER`."""
    operands = [word for word in command.words if not word.text.startswith("-")]
    return operands[2:]


def _ip(command: Command) -> ShellVerdict:
    words = [word for word in command.operands if word]
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
    return risky("changes the firewall")


def _mount(command: Command) -> ShellVerdict:
    if not command.operands or (command.short("l") and len(command.args) == 1):
        return read()
    return risky(f"changes what is mounted: {shown(command.operands)}")


def _history(command: Command) -> ShellVerdict:
    return destructive("deletes the shell's history") if command.short("cd") else read()


def _keys(command: Command) -> ShellVerdict:
    """Judge ssh-add, ssh-keygen and gpg."""
    if any("delete" in option for option in command.options) or (command.name == "ssh-add" and command.short("dD")):
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
    changes = command.short("wp") or any("=" in operand for operand in command.operands)
    return risky("changes the kernel") if changes else read()


def _account(command: Command) -> ShellVerdict:
    return read() if command.short("S") or asks_help(command) else risky("changes accounts or passwords")


def _terraform(command: Command) -> ShellVerdict:
    words = leading_words(command)
    if words[:1] == ["apply"]:
        return destructive("changes or destroys real resources")
    if words[:2] in (["state", "rm"], ["state", "push"], ["workspace", "delete"]):
        return destructive("removes resources from the state")
    return judge_tool(command)


def _make(command: Command) -> ShellVerdict:
    if command.short("n") or command.long("--dry-run", "--just-print"):
        return read("only says what it would do")
    if any(
        target in ("install", "uninstall", "deploy", "publish", "release", "purge") for target in command.operands
    ):
        return risky(f"makes {shown(command.operands)}")
    return reversible("builds the project")


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
    **dict.fromkeys(("terraform", "tofu", "terragrunt"), _terraform),
    **dict.fromkeys(("make", "gmake", "ninja", "rake", "just", "task", "gradle", "gradlew", "mvn", "mvnw"), _make),
    "crontab": _crontab,
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
