"""The filter is run, in a small interpreter of classic BPF, and by the kernel in the end-to-end tests."""

from __future__ import annotations

import errno
import platform

import pytest

from supervisor.desktop.syscall_filter import call_filter
from tests.support import classic_bpf

ALLOW, KILL = 0x7FFF0000, 0x80000000
X86_64, I386, ARM64, ARM = 0xC000003E, 0x40000003, 0xC00000B7, 0x40000028
CLONE3, NEW_MOUNTS, NEW_USER = 435, 0x20000, 0x10000000
TIOCSTI, TIOCLINUX, TCGETS = 0x5412, 0x541C, 0x5401


def refused(number: int) -> int:
    return 0x00050000 | number


def verdict(machine: str, architecture: int, call: int, second: int = 0, first: int = 0) -> int:
    return classic_bpf.verdict(call_filter(machine), architecture, call, second, first)


@pytest.mark.parametrize(
    ("machine", "architecture", "ioctl"),
    [("x86_64", X86_64, 16), ("x86_64", I386, 54), ("aarch64", ARM64, 29), ("aarch64", ARM, 54)],
)
def test_only_typing_into_a_terminal_is_refused(machine: str, architecture: int, ioctl: int) -> None:
    assert verdict(machine, architecture, ioctl, TIOCSTI) == refused(errno.EPERM)
    assert verdict(machine, architecture, ioctl, TIOCLINUX) == refused(errno.EPERM)
    assert verdict(machine, architecture, ioctl, TCGETS) == ALLOW
    assert verdict(machine, architecture, ioctl + 1, TIOCSTI, first=IOPRIO) == ALLOW


IOPRIO = 1
KEYS = {
    X86_64: {"add_key": 248, "request_key": 249, "keyctl": 250},
    I386: {"add_key": 286, "request_key": 287, "keyctl": 288},
    ARM64: {"add_key": 217, "request_key": 218, "keyctl": 219},
    ARM: {"add_key": 309, "request_key": 310, "keyctl": 311},
}


@pytest.mark.parametrize(
    ("machine", "architecture", "mounts"),
    [
        ("x86_64", X86_64, {"umount2": 166, "pivot_root": 155, "move_mount": 429}),
        ("x86_64", I386, {"umount": 22, "umount2": 52, "pivot_root": 217, "move_mount": 429}),
        ("aarch64", ARM64, {"umount2": 39, "pivot_root": 41, "move_mount": 429}),
        ("aarch64", ARM, {"umount": 22, "umount2": 52, "pivot_root": 218, "move_mount": 429}),
    ],
)
def test_attack_mounts_that_protect_names_do_not_leave_a_namespace_and_keys_are_not_called_for(
    machine: str, architecture: int, mounts: dict[str, int]
) -> None:
    calls = mounts | KEYS[architecture]
    assert {
        name for name, call in calls.items() if verdict(machine, architecture, call) != refused(errno.EPERM)
    } == set()
    refused_ones = [call for call in range(500) if verdict(machine, architecture, call, first=IOPRIO) != ALLOW]
    refused_ones = [call for call in refused_ones if verdict(machine, architecture, call) != ALLOW]
    assert sorted(refused_ones) == sorted([*calls.values(), CLONE3])


@pytest.mark.parametrize(
    ("machine", "architecture", "unshare", "clone"),
    [
        ("x86_64", X86_64, 272, 56),
        ("x86_64", I386, 310, 120),
        ("aarch64", ARM64, 97, 220),
        ("aarch64", ARM, 337, 120),
    ],
)
def test_attack_no_namespace_of_mounts_is_made(machine: str, architecture: int, unshare: int, clone: int) -> None:
    for call in (unshare, clone):
        for flags in (NEW_MOUNTS, NEW_USER | NEW_MOUNTS, 1 << 32 | NEW_MOUNTS):
            assert verdict(machine, architecture, call, first=flags) == refused(errno.EPERM)
        assert verdict(machine, architecture, call, first=NEW_USER) == ALLOW
    # Its flags are behind a pointer; libraries take the older call where this one is not known.
    assert verdict(machine, architecture, CLONE3) == refused(errno.ENOSYS)


@pytest.mark.parametrize(
    ("machine", "architecture", "setpriority", "ioprio_set"),
    [
        ("x86_64", X86_64, 141, 251),
        ("x86_64", I386, 97, 289),
        ("aarch64", ARM64, 140, 30),
        ("aarch64", ARM, 97, 314),
    ],
)
def test_attack_priorities_are_those_of_one_process(
    machine: str, architecture: int, setpriority: int, ioprio_set: int
) -> None:
    for call, one in ((setpriority, 0), (ioprio_set, 1)):
        allowed = [kind for kind in range(5) if verdict(machine, architecture, call, first=kind) == ALLOW]
        assert allowed == [one]
        assert verdict(machine, architecture, call, first=1 << 32 | one + 1) == refused(errno.EPERM)


def test_attack_the_upper_half_of_the_argument_hides_nothing() -> None:
    assert verdict("x86_64", X86_64, 16, (1 << 32) | TIOCSTI) == refused(errno.EPERM)


def test_attack_another_numbering_of_the_calls_is_no_way_round() -> None:
    assert verdict("x86_64", X86_64, 0x40000000 + 514, TIOCSTI) == refused(errno.ENOSYS)
    assert verdict("x86_64", ARM64, 29, TIOCSTI) == KILL


def test_an_unknown_machine_has_no_filter() -> None:
    assert call_filter("riscv64") == b""
    assert call_filter() == call_filter(platform.machine())
