from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import psutil
import pytest

from supervisor.desktop import launcher
from supervisor.desktop.launcher import (
    LaunchError,
    Mode,
    ProgramNotFoundError,
    build_command,
    exit_status,
    namespace_available,
    start_agent,
)
from tests.support.living import lives
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.desktop.launcher import StartedAgent

needs_namespace = pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap with PID namespaces")
modes = pytest.mark.parametrize("mode", [pytest.param("pidns", marks=needs_namespace), "tree"])


def start(script: str, mode: Mode, cwd: Path | None = None) -> StartedAgent:
    return start_agent(["bash", "-c", script], os.environ, cwd, mode=mode)


def ended(agent: StartedAgent) -> int:
    try:
        return agent.wait(30)
    finally:
        agent.kill()
        agent.close()


def alive(pidfd: int) -> bool:
    return not select.select([pidfd], [], [], 0)[0]


@modes
def test_nothing_runs_before_it_is_released(mode: Mode, tmp_path: Path) -> None:
    agent = start("echo $HOME > ran", mode, tmp_path)
    assert alive(agent.pidfd)
    assert agent.mode == mode
    assert not (tmp_path / "ran").exists()
    agent.release()
    agent.release()
    assert ended(agent) == 0
    assert (tmp_path / "ran").read_text().strip() == os.environ["HOME"]


@modes
def test_an_agent_that_is_never_released_never_runs(mode: Mode, tmp_path: Path) -> None:
    agent = start("touch ran", mode, tmp_path)
    agent.close()
    assert agent.wait(30) == 125
    assert not (tmp_path / "ran").exists()


@modes
def test_it_can_be_killed_before_it_is_released(mode: Mode, tmp_path: Path) -> None:
    agent = start("touch ran", mode, tmp_path)
    agent.kill()
    agent.release()
    assert ended(agent) in {125, 137}
    assert not (tmp_path / "ran").exists()


@modes
@pytest.mark.parametrize(
    ("script", "status"), [("exit 0", 0), ("exit 3", 3), ("kill -9 $$", 137), ("kill -15 $$", 143)]
)
def test_the_exit_status_is_the_agents(mode: Mode, script: str, status: int) -> None:
    agent = start(script, mode)
    agent.release()
    assert ended(agent) == status


@modes
def test_kill_takes_all_of_it(mode: Mode, tmp_path: Path) -> None:
    mark = f"6{os.getpid()}"
    agent = start(
        f"for i in 1 2 3; do (setsid sh -c 'setsid sleep {mark} & sleep {mark}' &); done; sleep {mark}",
        mode,
        tmp_path,
    )
    agent.release()
    wait_for(lambda: len(sleepers(mark)) >= 7, "the agent's processes")
    agent.kill()
    assert ended(agent) == 137
    wait_for(lambda: not sleepers(mark), "their end")


@modes
def test_what_it_leaves_behind_ends_with_it(mode: Mode) -> None:
    mark = f"7{os.getpid()}"
    agent = start(f"(setsid sleep {mark} &) ; sleep 0.1", mode)
    agent.release()
    assert ended(agent) == 0
    wait_for(lambda: not sleepers(mark), "the end of what was left")


def sleepers(mark: str) -> list[psutil.Process]:
    return [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", mark]]


@modes
def test_it_yields_to_the_supervisor_and_inherits_no_descriptor(mode: Mode, tmp_path: Path) -> None:
    agent = start("nice > nice; ls /proc/self/fd > fds; cat /proc/self/status > status", mode, tmp_path)
    agent.release()
    assert ended(agent) == 0
    assert int((tmp_path / "nice").read_text()) == os.nice(0) + launcher.NICENESS
    # 3 is the folder that `ls` reads.
    assert (tmp_path / "fds").read_text().split() == ["0", "1", "2", "3"]
    ignored = next(line for line in (tmp_path / "status").read_text().splitlines() if line.startswith("SigIgn"))
    assert int(ignored.split()[1], 16) & 0b110 == 0, "SIGINT and SIGQUIT are back at their default"


_INITS_FDS = 4
"""Standard ones, and one to tell how the command ended."""
_DRIVER = """
import os, signal, sys
from supervisor.desktop.launcher import start_agent
signal.signal(signal.SIGINT, signal.SIG_IGN)
script = "trap 'echo heard; exit 9' INT; echo up; while :; do sleep 0.05; done"
agent = start_agent(["bash", "-c", script], os.environ, mode=sys.argv[1])
agent.release()
sys.exit(agent.wait())
"""


@modes
def test_it_may_not_run_before_those_that_share_the_machine_fairly(mode: Mode, tmp_path: Path) -> None:
    kinds = (resource.RLIMIT_RTPRIO, resource.RLIMIT_NICE)
    before = [(kind, resource.getrlimit(kind)) for kind in kinds]
    with contextlib.suppress(ValueError, PermissionError):  # who may, has the right to give up
        for kind in kinds:
            resource.setrlimit(kind, (5, 5))
    try:
        agent = start("ulimit -r > r; ulimit -e > e; ulimit -Hr >> r; ulimit -He >> e", mode, tmp_path)
        agent.release()
        assert ended(agent) == 0
    finally:
        for kind, limits in before:
            resource.setrlimit(kind, limits)
    assert [(tmp_path / name).read_text().split() for name in "re"] == [["0", "0"], ["0", "0"]]


def test_both_ways_to_run_first_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    given_up: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", given_up.__setitem__)
    launcher.stay_fair()
    assert given_up == {resource.RLIMIT_RTPRIO: (0, 0), resource.RLIMIT_NICE: (0, 0)}


@modes
def test_ctrl_c_reaches_the_agent_and_only_the_agent(mode: Mode) -> None:
    command = [sys.executable, "-c", _DRIVER, mode]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as driver:
        assert driver.stdout
        try:
            assert driver.stdout.readline() == "up\n"
            os.killpg(driver.pid, 2)
            assert driver.stdout.readline() == "heard\n"
            assert driver.wait(30) == 9
        finally:
            driver.kill()


@modes
def test_the_agent_dies_with_its_starter(mode: Mode) -> None:
    command = [sys.executable, "-c", _DRIVER, mode]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as driver:
        assert driver.stdout
        assert driver.stdout.readline() == "up\n"
        below = psutil.Process(driver.pid).children(recursive=True)
        assert below
        # Init asks to die with its parent after it has started the command; just before, it closes what it inherited.
        inits = [p for p in below if p.name() == "bwrap" and (above := p.parent()) and above.name() == "bwrap"]
        wait_for(lambda: all(init.num_fds() <= _INITS_FDS for init in inits), "init to be ready")
        driver.kill()
        # The end of file is the death of the last process that holds the pipe.
        assert driver.stdout.read() == ""
        wait_for(lambda: not [p for p in below if lives(p)], "their end")


@needs_namespace
def test_inside_the_namespace_nothing_else_is_seen(tmp_path: Path) -> None:
    agent = start("ls /proc > seen", "pidns", tmp_path)
    agent.release()
    assert ended(agent) == 0
    assert str(os.getpid()) not in (tmp_path / "seen").read_text().split()


def test_no_such_program_is_said_before_anything_starts(tmp_path: Path) -> None:
    script = tmp_path / "agent.sh"
    script.touch(0o644)
    for argv in (["no-such-program-anywhere"], [], [str(tmp_path)]):
        with pytest.raises(ProgramNotFoundError, match="is not a program that can be run: check its name"):
            start_agent(argv, os.environ)
    with pytest.raises(ProgramNotFoundError, match=r"chmod \+x"):
        start_agent([str(script)], os.environ)


def test_bubblewrap_that_fails_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    with pytest.raises(LaunchError, match="no PID namespace"):
        start_agent(["true"], env, mode="pidns")
    monkeypatch.setenv("PATH", env["PATH"])
    assert not namespace_available.__wrapped__()
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not namespace_available.__wrapped__()


def test_the_best_mode_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    for available, mode in ((False, "tree"), (True, "pidns")):
        if available and not namespace_available():
            continue
        monkeypatch.setattr(launcher, "namespace_available", lambda available=available: available)
        agent = start_agent(["true"], os.environ)
        agent.release()
        assert agent.mode == mode
        assert ended(agent) == 0


def test_the_command_for_people_who_are_not_root() -> None:
    command = build_command(["x", "-y"], pid_namespace=True, gate_fd=3, info_fd=12, as_root=False)
    assert command[-2:] == ["x", "-y"]
    assert "--unshare-user" in command
    assert command[command.index("--info-fd") + 1] == "12"
    assert "--unshare-user" not in build_command(["x"], pid_namespace=True, gate_fd=3, as_root=True)
    assert "bwrap" not in build_command(["x"], pid_namespace=False, gate_fd=3)


def test_a_box_stands_between_the_namespaces_and_the_command() -> None:
    command = build_command(["x"], pid_namespace=True, gate_fd=3, box=["--tmpfs", "/run"], own_bus=True)
    assert command.index("--proc") < command.index("--tmpfs") < command.index("--")
    assert "dbus-daemon" in command[-3]
    assert "dbus-daemon" not in build_command(["x"], pid_namespace=True, gate_fd=3, box=[])[-3]


def test_exit_statuses() -> None:
    assert [exit_status(code) for code in (0, 7, -9, -15)] == [0, 7, 137, 143]
    assert set(get_args(Mode)) == {"pidns", "tree"}
    assert json.dumps(launcher.NEVER_RAN) == "125"
