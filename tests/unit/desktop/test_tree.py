from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress

import psutil
import pytest

from supervisor.desktop.processes import python_module
from tests.support.waiting import wait_for


def hold(*argv: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*python_module("supervisor.desktop.tree"), "--", *argv])


@pytest.mark.parametrize(("script", "status"), [("exit 4", 4), ("kill -9 $$", 137)])
def test_it_ends_as_the_command_ends(script: str, status: int) -> None:
    with hold("sh", "-c", script) as holding:
        assert holding.wait(30) == status


def sleepers(mark: str) -> list[psutil.Process]:
    return [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", mark]]


def test_it_adopts_orphans() -> None:
    mark = f"8{os.getpid()}"
    with hold("sh", "-c", f"(setsid sleep {mark} &); sleep 600") as holding:
        orphan = wait_for(lambda: next(iter(sleepers(mark)), None), "the orphan")
        try:
            wait_for(lambda: orphan.ppid() == holding.pid, "its adoption")
        finally:
            holding.terminate()
        assert holding.wait(30) == 128 + signal.SIGTERM
        wait_for(lambda: not sleepers(mark), "its end")


def names_below(process: psutil.Process) -> list[str]:
    names = []
    for one in process.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            names.append(one.name())
    return names


def test_orphans_that_end_leave_nothing_behind() -> None:
    """Thousands of dead ones would have to be looked through by whoever kills the living."""
    with hold("sh", "-c", "for i in 1 2 3 4 5 6 7 8; do (setsid true &); done; sleep 600") as holding:
        below = psutil.Process(holding.pid)
        wait_for(lambda: "sleep" in names_below(below), "the orphans to have ended")
        wait_for(
            lambda: len(below.children(recursive=True)) == 3, "the holder's child, the shell and its sleep alone"
        )
        holding.terminate()
        holding.wait(30)


def test_ctrl_c_is_not_for_it() -> None:
    with hold("sh", "-c", "trap '' INT; echo; sleep 600") as holding:
        wait_for(lambda: bool(psutil.Process(holding.pid).children()), "the command")
        holding.send_signal(signal.SIGINT)
        holding.send_signal(signal.SIGQUIT)
        assert holding.poll() is None
        holding.terminate()
        holding.wait(30)
