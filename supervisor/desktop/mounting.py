"""Mounts in the namespace of an agent that runs already, made from outside.

The namespace belongs to a user namespace that is a child of ours and of our user: to whoever enters that one from its
parent, the kernel gives all rights in it (`cap_capable`). The agent itself lives one further down and has none.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEW_USER, _NEW_MOUNTS = 0x1000_0000, 0x0002_0000
_OWNER = 0xB701
"""NS_GET_USERNS."""
_READ_ONLY, _NO_SETUID, _NO_DEVICES, _REMOUNT, _BIND, _RECURSIVE = 1, 2, 4, 32, 4096, 16384
_KEPT_FLAGS = {2: 2, 4: 4, 8: 8, 1024: 1024, 2048: 2048, 4096: 1 << 21, 8192: 256}
"""What statvfs says of a mount, and what mount wants to hear of it: flags that may not be dropped in a namespace."""
_MOUNT_POINT = 4
_ESCAPED = {r"\040": " ", r"\011": "\t", r"\012": "\n", r"\134": "\\"}


@dataclass(frozen=True, slots=True)
class Cover:
    """Something that is mounted over a name in an agent's namespace."""

    source: Path | None
    """What the agent finds there; None for an empty folder."""
    target: Path
    """The name; without links."""
    row: str
    """Of the containment table: what is open without it."""
    writable: bool = False
    """It only keeps the name from being moved."""


def is_made(pid: int) -> bool:
    """Tell whether bubblewrap has mounted all that it has to: its first process starts the command after that.

    Args:
        pid: That process; it is known before.

    Raises:
        OSError: it has gone.
    """
    try:
        return bool(Path(f"/proc/{pid}/task/{pid}/children").read_bytes())
    except FileNotFoundError:
        # It has gone, or the kernel has no such list.
        try:
            return bool(psutil.Process(pid).children())
        except psutil.Error as e:
            raise ProcessLookupError(pid) from e


def mount_points(pid: int) -> set[Path]:
    """List the names at which something is mounted in the namespace of a process.

    Raises:
        OSError: it has gone.
    """
    lines = Path(f"/proc/{pid}/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    return {Path(_plain(line.split(" ")[_MOUNT_POINT])) for line in lines}


def _plain(path: str) -> str:
    if "\\" in path:
        for escaped, sign in _ESCAPED.items():
            path = path.replace(escaped, sign)
    return path


def mount_again(pid: int, covers: Sequence[Cover]) -> None:
    """Mount covers in the namespace of a process, in order; what cannot be is left out: look at `mount_points`.

    Forks: only a process of one thread may enter a user namespace, and it cannot come back.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    child = os.fork()
    if child == 0:
        # Nothing of ours runs on here: no cleaning up, no buffers written twice.
        with suppress(BaseException):
            _enter(libc, pid)
            for cover in covers:
                with suppress(OSError):
                    _mount(libc, cover)
        os._exit(0)
    os.waitpid(child, 0)


def _enter(libc: Any, pid: int) -> None:
    namespace = os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY | os.O_CLOEXEC)
    owner = fcntl.ioctl(namespace, _OWNER)
    # Refused where it is our own: an agent of root's.
    libc.setns(owner, _NEW_USER)
    _must(libc.setns(namespace, _NEW_MOUNTS))


def _mount(libc: Any, cover: Cover) -> None:
    target = os.fsencode(cover.target)
    if cover.source is None:
        _must(libc.mount(b"tmpfs", target, b"tmpfs", _READ_ONLY | _NO_SETUID | _NO_DEVICES, b"mode=0700"))
        return
    _must(libc.mount(os.fsencode(cover.source), target, None, _BIND | _RECURSIVE, None))
    if not cover.writable:
        present = os.statvfs(cover.target).f_flag
        kept = sum(flag for said, flag in _KEPT_FLAGS.items() if present & said)
        _must(libc.mount(b"none", target, None, _REMOUNT | _BIND | _READ_ONLY | kept, None))


def _must(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
