"""A system call filter: against typing into the agent's own terminal, for what mounts protect, and for kept keys.

An agent shares the terminal it was started from. The ioctls TIOCSTI and TIOCLINUX put characters into its input,
where the person's shell reads them once the agent has ended.

A name that is a mount point cannot be renamed or removed, which is what protects start-up files and our own folders.
But that holds only where the mount is in the namespace of whoever tries (`is_local_mountpoint` in `fs/namespace.c`),
and anybody may make a namespace of mounts with a user namespace; what we mount later is not in there either. So no
namespace of mounts can be made: unshare and clone with CLONE_NEWNS are refused, and clone3, whose flags a filter
cannot see, does not exist, so that libraries take clone. In the one that there is, an agent has no right to mount
anything; all the same no root is changed (pivot_root) and no mount taken away or moved (umount, umount2, move_mount).
A new root by `chroot`, as the sandboxes of browsers use, takes no mount away.

The kernel's keys know no namespaces: to whoever is of the person's user, the keyring of that user is open by its
number, which `/proc/keys` tells. So an agent calls for no keys at all (add_key, request_key, keyctl).

Priorities are set for one process at a time: a process group and a user have members outside.

The program is classic BPF as in `linux/seccomp.h` and `linux/filter.h`; bubblewrap installs it (`--seccomp`) after
all that it has to do itself.
"""

from __future__ import annotations

import errno
import platform
import struct
from dataclasses import dataclass

_LOAD, _EQUAL, _AT_LEAST, _HAS_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24
_ENDS = {
    "allow": 0x7FFF0000,
    "refuse": 0x00050000 | errno.EPERM,
    "unknown call": 0x00050000 | errno.ENOSYS,
    "kill": 0x80000000,
}
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
_NEW_MOUNTS = 0x00020000
_CLONE3 = 435
_X32 = 0x40000000

_ONE_PROCESS = {"setpriority": 0, "ioprio_set": 1}
"""PRIO_PROCESS and IOPRIO_WHO_PROCESS: groups and users reach beyond the agent, to who started it."""


@dataclass(frozen=True, slots=True)
class _Calls:
    """How a kind of program numbers its system calls."""

    architecture: int
    """AUDIT_ARCH_…"""
    ioctl: int
    dividing: tuple[int, int]
    """unshare and clone, whose first argument says what is made anew."""
    kinds: tuple[int, int]
    """setpriority, ioprio_set."""
    refused: tuple[int, ...]
    """umount, umount2, pivot_root, move_mount, as far as there are; add_key, request_key, keyctl."""


_MACHINES = {
    "x86_64": (
        _Calls(0xC000003E, 16, (272, 56), (141, 251), (166, 155, 429, 248, 249, 250)),
        _Calls(0x40000003, 54, (310, 120), (97, 289), (22, 52, 217, 429, 286, 287, 288)),
    ),
    "aarch64": (
        _Calls(0xC00000B7, 29, (97, 220), (140, 30), (39, 41, 429, 217, 218, 219)),
        _Calls(0x40000028, 54, (337, 120), (97, 314), (22, 52, 218, 429, 309, 310, 311)),
    ),
}
"""Of programs of the machine itself, and of its 32-bit ones (`arch/*/entry/syscalls`, `asm-generic/unistd.h`)."""


def call_filter(machine: str | None = None) -> bytes:
    """Give the program for a machine; empty for one that is not known.

    Args:
        machine: As `uname -m` says; None for this one.
    """
    kinds = _MACHINES.get(machine or platform.machine())
    if kinds is None:
        return b""
    native, narrow = kinds
    # Each step: what it does, where it goes on when true and when false ("" for the next one), and its operand.
    steps: list[tuple[int, str, str, int]] = [
        (_LOAD, "", "", _ARCHITECTURE),
        (_EQUAL, "native", "", native.architecture),
        (_EQUAL, "narrow", "kill", narrow.architecture),
    ]
    starts: dict[str, int] = {}
    for name, calls in (("native", native), ("narrow", narrow)):
        starts[name] = len(steps)
        steps.append((_LOAD, "", "", _NUMBER))
        if name == "native":
            # Another numbering of the same calls.
            steps.append((_AT_LEAST, "unknown call", "", _X32))
        steps += [(_EQUAL, "refuse", "", number) for number in calls.refused]
        steps.append((_EQUAL, "unknown call", "", _CLONE3))
        steps += [(_EQUAL, "dividing", "", number) for number in calls.dividing]
        steps += [(_EQUAL, kind, "", number) for kind, number in zip(_ONE_PROCESS, calls.kinds, strict=True)]
        steps.append((_EQUAL, "ioctl", "allow", calls.ioctl))
    starts["dividing"] = len(steps)
    steps += [(_LOAD, "", "", _FIRST_ARGUMENT), (_HAS_BIT, "refuse", "allow", _NEW_MOUNTS)]
    for kind, one_process in _ONE_PROCESS.items():
        starts[kind] = len(steps)
        steps += [(_LOAD, "", "", _FIRST_ARGUMENT), (_EQUAL, "allow", "refuse", one_process)]
    starts["ioctl"] = len(steps)
    steps += [
        (_LOAD, "", "", _SECOND_ARGUMENT),
        (_EQUAL, "refuse", "", _TIOCSTI),
        (_EQUAL, "refuse", "allow", _TIOCLINUX),
    ]
    for name, verdict in _ENDS.items():
        starts[name] = len(steps)
        steps.append((_RETURN, "", "", verdict))

    def way(place: int, name: str) -> int:
        return starts[name] - place - 1 if name else 0

    return b"".join(
        struct.pack("=HBBI", code, way(place, yes), way(place, no), operand)
        for place, (code, yes, no, operand) in enumerate(steps)
    )
