"""Whose windows show what is written to the terminal that an agent is started from."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop import own_terminal, processes
from supervisor.desktop.own_terminal import ANYWHERE, painted_by

if TYPE_CHECKING:
    import pytest

_SAYS = "from supervisor.desktop.own_terminal import painted_by; print(*painted_by())"


def _said_with(stdin: int = subprocess.DEVNULL, stderr: int = subprocess.DEVNULL) -> str:
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [sys.executable, "-c", _SAYS],
        env=env,
        stdin=stdin,
        stderr=stderr,
        stdout=subprocess.PIPE,
        start_new_session=True,
        check=True,
        text=True,
        timeout=30,
    )
    return done.stdout.strip()


def test_without_a_terminal_no_window_shows_it() -> None:
    assert _said_with() == ""


def test_one_behind_which_no_terminal_emulator_is_may_be_shown_anywhere() -> None:
    own, its = pty.openpty()
    with os.fdopen(own), os.fdopen(its):
        assert _said_with(stdin=its) == _said_with(stderr=its) == str(ANYWHERE)


def test_the_terminal_emulator_that_has_the_other_end_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    own, its = pty.openpty()
    with os.fdopen(own), os.fdopen(its):
        number = os.minor(os.fstat(its).st_rdev)
        monkeypatch.setattr(own_terminal, "_numbers", lambda _proc: {number})
        monkeypatch.setattr(processes, "parents", lambda _pid: (1, os.getpid()))
        assert painted_by() == (ANYWHERE,)
        monkeypatch.setattr(processes, "executable", lambda _pid: "xfce4-terminal")
        assert painted_by() == (os.getpid(),)
        monkeypatch.setattr(processes, "parents", lambda _pid: (1,))
        monkeypatch.setattr(processes, "executable", lambda pid: "xfce4-terminal" if pid else "")
        assert painted_by() == (ANYWHERE,)
