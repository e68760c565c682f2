"""Containers and other machines: what runs inside them, and what of this machine they are given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.generic import asks_help, judge_tool, leading_words
from supervisor.detect.shell.phrases import has_option
from supervisor.detect.shell.places import is_guarded, is_start_up
from supervisor.detect.shell.verdict import ShellVerdict, read, reversible, risky, worst
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supervisor.detect.shell.syntax import Word

_POWERFUL = frozenset({"--privileged"})


def _container(command: Command) -> ShellVerdict:
    words = leading_words(command)
    if words[:1] in (["run"], ["exec"]) or words[:2] in (
        ["container", "run"],
        ["container", "exec"],
        ["compose", "exec"],
        ["compose", "run"],
    ):
        if has_option(command, _POWERFUL) or any(_opens_machine(option) for option in command.args):
            return risky("runs a container with power over this machine")
        if any(_mounts_own(arg) for arg in _mounted(command)):
            return risky("gives a container files that hold keys, or that programs read when they start")
        inner = _inside(command)
        judged = command.nested.call(inner) if inner else reversible("runs a container")
        kept = (
            words[0] in ("run", "container")
            and "exec" not in words
            and not any(arg.startswith(("-v", "--volume", "--mount")) for arg in command.options)
        )
        # What a container of its own does to its own files is gone with it.
        return worst([reversible("runs in a container"), reversible() if kept else judged])
    if words[:1] == ["cp"] and any(is_guarded(word) for word in command.operands):
        return risky(f"writes to a guarded place: {shown(command.operands)}")
    if "stop" in words[:2] and not all(word.fixed for word in command.words):
        return risky("stops whatever containers another command names")
    return judge_tool(command)


def _opens_machine(arg: str) -> bool:
    """Tell whether an argument gives a container the whole machine: `-v /:/host`, `--pid=host`."""
    if arg in ("--pid=host", "--cap-add=ALL", "--security-opt=seccomp=unconfined", "--ipc=host", "--userns=host"):
        return True
    mounted = _MOUNT_SOURCE.search(arg)
    source = (
        mounted[1] if mounted else arg.removeprefix("-v").split("=", 1)[-1].split(":", 1)[0] if ":" in arg else ""
    )
    return source == "/" or source.startswith(
        ("/etc", "/root", "/var/run/docker.sock", "/run/docker.sock", "/proc", "/sys")
    )


def _mounted(command: Command) -> Iterator[str]:
    """Give what the container is given of this machine, as typed."""
    for name in ("-v", "--volume", "--mount"):
        for index, arg in enumerate(command.args):
            if arg == name:
                yield from command.args[index + 1 : index + 2]
            elif arg.startswith(f"{name}=") or (name == "-v" and arg.startswith(name)):
                yield arg.removeprefix(name).removeprefix("=")


def _mounts_own(volume: str) -> bool:
    """Tell whether a volume is the person's whole home, or a part of it that matters."""
    found = _MOUNT_SOURCE.search(volume)
    source = found[1] if found else volume.split(":", 1)[0]
    return is_start_up(source) or _HOME.fullmatch(source) is not None


_HOME = re.compile(r"(?:~|\$HOME|\$\{HOME\}|/home(?:/[^/]+)?|/Users(?:/[^/]+)?)/?")
_MOUNT_SOURCE = re.compile(r"(?:source|src)=([^,]+)")


_CONTAINER_VALUES = wordlist(
    "-u -e -w -v -p -l -m -c -h --user --env --workdir --volume --mount --publish --name --network --net"
    " --env-file --label"
    " --memory --cpus --hostname --entrypoint --platform --gpus --device --add-host --dns --ip --log-"
    " driver --restart --index"
    " --shm-size --tmpfs --ulimit --pid --ipc --userns --security-opt --cap-add --cap-drop --runtime --pull --expose"
)


def _inside(command: Command) -> tuple[Word, ...]:
    """Give the words after `exec CONTAINER` or `run IMAGE`."""
    args = command.args
    index = next(i for i, arg in enumerate(args) if arg in ("exec", "run")) + 1
    while index < len(args) and args[index].startswith("-"):
        index += 2 if args[index] in _CONTAINER_VALUES else 1
    return command.words[index + 1 :]


def _ansible(command: Command) -> ShellVerdict:
    """Judge ansible by what it runs on the other machines."""
    if (
        asks_help(command)
        or command.short("C")
        or command.long("--check", "--list-hosts", "--syntax-check", "--list-tasks")
    ):
        return read("only says what it would do")
    if command.name == "ansible-playbook":
        return risky(f"sets up other machines: {shown(command.operands)}", Tier.REVERSIBLE)
    module = command.value("-m", "--module-name") or "command"
    text = command.value("-a", "--args") or ""
    if module.rsplit(".", 1)[-1] in ("shell", "command", "raw", "script"):
        return worst([risky("runs something on other machines", Tier.REVERSIBLE), command.nested.script(text)])
    if "state=absent" in text or module in ("reboot", "user", "service", "systemd", "iptables"):
        return risky(f"changes other machines: {shown([module, text])}")
    return (
        read()
        if module in ("ping", "setup", "debug", "stat", "gather_facts")
        else risky("changes other machines", Tier.REVERSIBLE)
    )


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(("docker", "podman", "nerdctl", "docker-compose", "podman-compose"), _container),
    **dict.fromkeys(("ansible", "ansible-playbook"), _ansible),
}
"""Programs of this module."""
