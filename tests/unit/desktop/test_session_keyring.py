from __future__ import annotations

import ctypes
import errno
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.session_keyring import joining

if TYPE_CHECKING:
    from collections.abc import Callable

_SAY = """
import ctypes, sys
print(ctypes.CDLL(None).syscall(int(sys.argv[1]), 0, -3, 0))
"""
"""Serial number of the session keyring (KEYCTL_GET_KEYRING_ID)."""


def keyring_of_a_child(before: Callable[[], None] | None) -> int:
    number = {"x86_64": "250", "aarch64": "219"}[platform.machine()]
    done = subprocess.run(
        [sys.executable, "-c", _SAY, number], preexec_fn=before, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def answering(monkeypatch: pytest.MonkeyPatch, problem: int) -> None:
    class Refusing:
        def __init__(self, *_arguments: object, **_named: object) -> None:
            pass

        def syscall(self, *_arguments: object) -> int:
            ctypes.set_errno(problem)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", Refusing)


@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="calls of two machines are known")
def test_the_child_has_another_keyring_than_its_parent() -> None:
    inherited = keyring_of_a_child(None)
    if inherited < 0:
        pytest.skip("no keyrings here")
    assert keyring_of_a_child(joining()) not in (inherited, -1)
    assert keyring_of_a_child(None) == inherited


@pytest.mark.parametrize("problem", [errno.ENOSYS, errno.EPERM])
def test_a_kernel_that_has_no_keyrings_has_nothing_to_be_left(monkeypatch: pytest.MonkeyPatch, problem: int) -> None:
    answering(monkeypatch, problem)
    joining()()


def test_a_keyring_that_cannot_be_left_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, errno.EDQUOT)
    with pytest.raises(OSError, match="no new session keyring"):
        joining("x86_64")()


def test_an_unknown_machine_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, errno.EDQUOT)
    joining("riscv64")()
