from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.human.origin import Origin, Whose, origin_of
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHAIN = """
import ctypes, os, signal, sys
root, depth, orphan = os.getpid(), int(sys.argv[1]), sys.argv[2] == "orphan"
if orphan:
    ctypes.CDLL(None).prctl(36, 1)
for level in range(depth):
    if os.fork():
        # An orphan's parents end at once; who adopts stays.
        if level == 0 or not orphan:
            os.wait()
        while level == 0:
            os.wait()
        os._exit(0)
    os.setsid()
if orphan:
    while os.getppid() != root:
        pass
print(os.getpid(), flush=True)
signal.pause()
"""
_NO_PROCESS = 1 << 30


@pytest.fixture
def chain() -> Iterator[list[subprocess.Popen[bytes]]]:
    """End what a test starts."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        os.killpg(process.pid, 9)
        process.communicate()


def start(depth: int, how: str, started: list[subprocess.Popen[bytes]]) -> tuple[int, int]:
    """Start processes below one another, each in a session of its own; gives the first and the last."""
    process = subprocess.Popen(
        [sys.executable, "-c", _CHAIN, str(depth), how], stdout=subprocess.PIPE, start_new_session=True
    )
    started.append(process)
    assert process.stdout
    return process.pid, int(process.stdout.readline())


@pytest.mark.parametrize("how", ["child", "orphan"])
def test_what_descends_from_an_agent_is_its(how: str, chain: list[subprocess.Popen[bytes]]) -> None:
    root, leaf = start(4, how, chain)
    try:
        origin = origin_of(leaf, 1, {root: "helper"})
        assert origin == Origin(
            Whose.AGENT, leaf, os.path.realpath(sys.executable), "helper", os.path.realpath(sys.executable)
        )
        assert origin_of(root, 1, {root: "helper"}).whose is Whose.AGENT
        assert origin_of(leaf, 1, {_NO_PROCESS: "helper"}).whose is Whose.OTHER
    finally:
        os.kill(leaf, 9)


def test_a_chain_too_long_to_climb_is_nobodys_we_know(chain: list[subprocess.Popen[bytes]]) -> None:
    root, leaf = start(300, "child", chain)
    try:
        assert origin_of(leaf, 1, {root: "helper"}).whose is Whose.UNKNOWN
    finally:
        os.kill(leaf, 9)


def test_ours_and_the_services_are_told_apart() -> None:
    assert origin_of(os.getpid(), 1, {}).whose is Whose.OURS
    assert origin_of(os.getppid(), os.getppid(), {os.getppid(): "helper"}).whose is Whose.SERVICE


def test_a_process_that_has_gone_is_unknown() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert origin_of(gone.pid, 1, {}) == Origin(Whose.UNKNOWN, gone.pid)
    assert origin_of(0, 1, {}).whose is Whose.UNKNOWN


def test_a_process_of_another_user_that_is_hidden_is_no_agents(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr("supervisor.human.origin.read_stat", lambda _pid: None)
    monkeypatch.setattr(os, "kill", refuse)
    assert origin_of(4_000_000, 1, {}).whose is Whose.OTHER


@pytest.mark.parametrize(
    ("argv", "is_script"),
    [
        (["{python}", "{script}"], True),
        (["{python}", "-Es", "{script}", "-v"], True),
        (["{python}", "-c", "import time; time.sleep(60)", "{script}"], False),
        (["{python}", "-W", "default", "{script}"], False),
        (["sleep", "60"], False),
    ],
)
def test_a_program_that_is_a_script_is_named_by_it(tmp_path: Path, argv: list[str], is_script: bool) -> None:
    script = tmp_path / "tool"
    script.write_text("import time\ntime.sleep(60)\n")
    running = subprocess.Popen([word.format(python=sys.executable, script=script) for word in argv])
    try:
        wanted = argv[-1].format(script=script).encode()
        wait_for(lambda: wanted in Path(f"/proc/{running.pid}/cmdline").read_bytes(), "the program")
        origin = origin_of(running.pid, 1, {})
        assert origin.whose is Whose.OTHER
        assert origin.program == (str(script) if is_script else origin.executable)
    finally:
        running.kill()
        running.wait()
