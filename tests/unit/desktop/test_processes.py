from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from supervisor.desktop import processes
from supervisor.desktop.processes import (
    executable,
    kill_tree,
    namespace_pids,
    outer_pids,
    parents,
    python_module,
    runs_module,
    settled_parents,
)
from tests.support.living import lives
from tests.support.waiting import wait_for

_FAMILY = """
import subprocess, sys
for _ in range(3):
    subprocess.Popen(["sleep", "600"], start_new_session=True)
sys.stdin.read()
"""


def test_the_program_of_a_process() -> None:
    assert executable(os.getpid()) == Path(sys.executable).resolve().name
    assert executable(0) == ""
    assert executable(4_000_000) == ""


def test_a_program_that_was_replaced_on_disk_keeps_its_name(tmp_path: Path) -> None:
    copy = tmp_path / "sleeper"
    shutil.copy("/bin/sleep", copy)
    with subprocess.Popen([copy, "600"]) as running:
        try:
            wait_for(lambda: executable(running.pid) == "sleeper", "exec")
            copy.unlink()
            assert executable(running.pid) == "sleeper"
        finally:
            running.kill()


def test_ids_across_namespaces() -> None:
    assert namespace_pids(os.getpid())[0] == os.getpid()
    assert namespace_pids(4_000_000) == ()


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
def test_an_inner_id_is_found_from_outside() -> None:
    root = [] if os.geteuid() == 0 else ["--unshare-user"]
    command = ["bwrap", "--dev-bind", "/", "/", *root, "--unshare-pid", "--proc", "/proc", "--die-with-parent"]
    with subprocess.Popen([*command, "sh", "-c", "echo $$; read x"], stdin=-1, stdout=-1, text=True) as running:
        assert running.stdin
        assert running.stdout
        inner = int(running.stdout.readline())
        assert any(executable(pid) in {"sh", "dash", "bash"} for pid in outer_pids(inner))
        running.stdin.close()


def test_our_own_modules_are_recognised() -> None:
    with subprocess.Popen(
        [*python_module("supervisor.desktop.tree"), "--", "sleep", "60"], stdin=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(lambda: runs_module(process.pid, "supervisor.desktop.tree"), "the module to be recognised")
            assert not runs_module(process.pid, "supervisor.desktop.bus_relay")
        finally:
            kill_tree(process.pid, itself=True)
    assert not runs_module(4_000_000, "supervisor.desktop.tree")
    assert not runs_module(os.getpid(), "supervisor.desktop.tree")


def test_the_parents_of_a_process() -> None:
    assert parents(os.getpid())[0] == os.getppid()
    assert parents(os.getpid())[-1] in {0, 1}
    assert parents(4_000_000) == ()


def test_the_way_up_is_believed_only_when_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settled_parents(os.getpid()) == parents(os.getpid())
    pieces = iter([(5,), (5, 1), (6, 1), (6, 1)])
    monkeypatch.setattr(processes, "parents", lambda _pid: next(pieces))
    assert settled_parents(7) == (6, 1)
    monkeypatch.setattr(processes, "parents", lambda _pid: (5,))
    assert settled_parents(7) == ()


def test_a_tree_dies_to_the_last_child() -> None:
    with subprocess.Popen([sys.executable, "-c", _FAMILY], stdin=-1) as root:
        try:
            children = wait_for(
                lambda: [c for c in psutil.Process(root.pid).children() if c.name() == "sleep"] or None, "them"
            )
            assert kill_tree(root.pid)
            assert not [child for child in children if lives(child)]
            assert root.poll() is None
            assert kill_tree(root.pid, itself=True)
            assert root.wait(30) == -9
        finally:
            root.kill()


def test_a_tree_that_is_gone_is_dead() -> None:
    assert kill_tree(4_000_000)


def test_our_modules_run_ours_and_not_what_lies_in_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    (tmp_path / "supervisor").mkdir()
    (tmp_path / "supervisor/__init__.py").write_text("raise SystemExit('taken over')")
    command = [*python_module("supervisor.desktop.element_process"), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, "--fd" in done.stdout) == (0, True), done.stderr
