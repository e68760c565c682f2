"""What does not work in a contained agent, why, and what to do instead. Pure data and words."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHELLS = frozenset({"sh", "bash", "dash", "zsh"})
_STARTERS = frozenset({"env", "nice", "nohup", "setsid", "timeout", "exec"})


@dataclass(frozen=True, slots=True)
class Broken:
    """One kind of program."""

    programs: tuple[str, ...]
    """Their names."""
    why: str
    """Why they fail inside."""
    remedy: str
    """What to do instead."""


BROKEN: tuple[Broken, ...] = (
    Broken(
        ("sudo", "su", "doas", "pkexec", "run0", "mount", "umount", "fusermount", "fusermount3", "crontab", "at"),
        "nothing inside gains rights that the agent has not",
        "run that command yourself before",
    ),
    Broken(
        ("bwrap", "bubblewrap"),
        "mounts and the root directory stay as they are, for they are what contains the agent",
        "run that program without its own sandbox, the agent has one",
    ),
    Broken(("snap", "snapd"), "snaps need their service and root's rights", "use the program's other package"),
    Broken(
        ("flatpak",), "flatpaks need the session bus", "start the program yourself, the agent can use its windows"
    ),
    Broken(
        ("docker", "docker-compose", "podman", "nerdctl", "kubectl", "virsh"),
        "whoever starts containers or machines is outside of containment",
        "start the container yourself",
    ),
    Broken(("systemctl", "systemd-run", "loginctl"), "systemd is outside", "start the service yourself"),
    Broken(("tmux", "screen", "emacsclient"), "your sessions outside are closed to it", "let it start its own"),
    Broken(
        ("firefox", "thunderbird", "chromium", "google-chrome"),
        "a profile that is open outside is locked",
        "close the program outside, or give the agent a profile of its own (`--profile`, `--user-data-dir`)",
    ),
)


def broken(argv: Sequence[str]) -> Broken | None:
    """Give what may be the reason that a contained command failed; None when nothing is known of it.

    Args:
        argv: The agent's command; of a shell's script, its first command counts.
    """
    words = list(argv)
    if words and PurePath(words[0]).name in _SHELLS and "-c" in words[:-1]:
        try:
            words = shlex.split(words[words.index("-c") + 1], comments=True)
        except ValueError:
            return None
    while words and PurePath(words[0]).name in _STARTERS:
        words.pop(0)
        while words and (words[0].startswith("-") or "=" in words[0] or words[0].isdigit()):
            words.pop(0)
    name = PurePath(words[0]).name.rstrip(";") if words else ""
    return next((kind for kind in BROKEN if name in kind.programs), None)


def sentence(argv: Sequence[str], status: int) -> str:
    """Give the sentence for an agent that ended; empty when there is nothing to say."""
    kind = broken(argv) if status else None
    return f"the agent was contained, which may be why it failed: {kind.why}: {kind.remedy}" if kind else ""
