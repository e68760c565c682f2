from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys

import pytest

from supervisor.desktop import landlock

needs_scope = pytest.mark.skipif(not landlock.scope_available(), reason="needs Landlock 6")

_TRY = """
import os, socket, sys
s = socket.socket(socket.AF_UNIX)
try:
    s.connect("\\0" + sys.argv[1])
    print("reached")
except OSError as e:
    print(type(e).__name__)
try:
    os.kill(int(sys.argv[2]), 0)
    print("signalled")
except OSError as e:
    print(type(e).__name__)
own = socket.socket(socket.AF_UNIX)
own.bind("\\0own" + sys.argv[1])
own.listen()
socket.socket(socket.AF_UNIX).connect("\\0own" + sys.argv[1])
print("own reached")
"""


def attempt(*, restricted: bool) -> list[str]:
    name = f"landlock-test-{os.getpid()}"
    fd, restrict = landlock.restriction() if restricted else (-1, None)
    with socket.socket(socket.AF_UNIX) as outside:
        outside.bind(f"\0{name}")
        outside.listen()
        done = subprocess.run(
            [sys.executable, "-c", _TRY, name, str(os.getpid())],
            preexec_fn=restrict,
            capture_output=True,
            text=True,
            check=True,
        )
    if fd >= 0:
        os.close(fd)
    return done.stdout.split("\n")[:3]


@needs_scope
def test_abstract_sockets_and_processes_outside_are_out_of_reach_and_own_ones_are_not() -> None:
    assert attempt(restricted=False) == ["reached", "signalled", "own reached"]
    assert attempt(restricted=True) == ["PermissionError", "PermissionError", "own reached"]


@needs_scope
def test_whoever_prepares_the_scope_is_not_restricted() -> None:
    fd, _restrict = landlock.restriction()
    os.close(fd)
    with socket.socket(socket.AF_UNIX) as one, socket.socket(socket.AF_UNIX) as two:
        one.bind(f"\0landlock-free-{os.getpid()}")
        one.listen()
        two.connect(f"\0landlock-free-{os.getpid()}")


def test_an_older_kernel_has_no_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, there in ((0, False), (5, False), (6, True), (7, True)):
        monkeypatch.setattr(landlock, "abi", lambda version=version: version)
        assert landlock.scope_available() is there


def test_a_kernel_without_landlock_is_version_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def syscall(self, *_arguments: object) -> int:
            ctypes.set_errno(38)
            return -1

    monkeypatch.setattr(landlock, "_libc", Without)
    assert landlock.abi() == 0
    with pytest.raises(OSError, match="not implemented"):
        landlock.restriction()
