"""Mounts in the namespace of an agent that runs already, made from outside.

The namespace belongs to a user namespace that is a child of ours and of our user: to whoever enters that one from its
parent, the kernel gives all rights in it (`cap_capable`). The agent itself lives one further down and has none.

An agent may make a link of a name while we are at it, which leads where it likes: over `/`, and whatever is mounted
later is in a tree that it does not see. So names are opened without following links, and what was opened is mounted
over (Linux 5.12 and newer; where that is not to be had, nothing is mounted, and that is told).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import struct
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
_OPEN_TREE, _MOVE_MOUNT, _OPEN_SYSTEM, _CONFIGURE, _MOUNT, _OPEN, _SET = 428, 429, 430, 431, 432, 437, 442
"""open_tree, move_mount, fsopen, fsconfig, fsmount, openat2 and mount_setattr, on all machines."""
_HERE, _ITSELF, _CLONE, _RECURSIVE = -100, 0x1000, 1, 0x8000
"""AT_FDCWD, AT_EMPTY_PATH, OPEN_TREE_CLONE, AT_RECURSIVE."""
_FROM_ITSELF, _TO_ITSELF = 0x4, 0x40
_CLOSE, _STRING, _CREATE = 1, 1, 6
_READ_ONLY, _NO_SETUID, _NO_DEVICES = 1, 2, 4
_HOW = struct.Struct("=QQQ")
_NO_LINKS = 0x04
_ATTRIBUTES = struct.Struct("=QQQQ")
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
    target = _opened(libc, cover.target)
    if cover.source is None:
        mount = _empty(libc)
    else:
        source = target if cover.source == cover.target else _opened(libc, cover.source)
        mount = _must(libc.syscall(_OPEN_TREE, source, b"", _ITSELF | _CLONE | _RECURSIVE | os.O_CLOEXEC))
    if not cover.writable:
        # Before it is anywhere: no moment in which it can be written.
        attributes = _ATTRIBUTES.pack(_READ_ONLY, 0, 0, 0)
        _must(libc.syscall(_SET, mount, b"", _ITSELF, attributes, ctypes.c_size_t(_ATTRIBUTES.size)))
    _must(libc.syscall(_MOVE_MOUNT, mount, b"", target, b"", _FROM_ITSELF | _TO_ITSELF))


def _opened(libc: Any, path: Path) -> int:
    how = _HOW.pack(os.O_PATH | os.O_CLOEXEC, 0, _NO_LINKS)
    return _must(libc.syscall(_OPEN, _HERE, os.fsencode(path), how, ctypes.c_size_t(_HOW.size)))


def _empty(libc: Any) -> int:
    system = _must(libc.syscall(_OPEN_SYSTEM, b"tmpfs", _CLOSE))
    _must(libc.syscall(_CONFIGURE, system, _STRING, b"mode", b"0700", 0))
    _must(libc.syscall(_CONFIGURE, system, _CREATE, None, None, 0))
    return _must(libc.syscall(_MOUNT, system, _CLOSE, _NO_SETUID | _NO_DEVICES))


def _must(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
