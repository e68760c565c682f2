from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from supervisor.demo.children import MARK, Children, VirtualDesktopError, require, wait_until

ENV = {"PATH": os.environ["PATH"]}


@pytest.fixture
def children(tmp_path: Path) -> Children:
    return Children(tmp_path, mark=f"mark-of-{tmp_path.name}")


def test_a_missing_program_is_named_with_its_package() -> None:
    with pytest.raises(VirtualDesktopError, match=r"`no-such-program` is missing: .*apt-get install its-package"):
        require("no-such-program", "its-package")


def test_a_program_that_is_there_is_found() -> None:
    assert Path(require("sh", "dash")).is_absolute()


def test_waiting_ends_with_the_given_sentence() -> None:
    with pytest.raises(VirtualDesktopError, match="it never came"):
        wait_until(lambda: False, timeout_s=0.05, failure=lambda: "it never came")


def test_output_goes_to_the_log_and_its_last_line_can_be_quoted(children: Children) -> None:
    children.start(["sh", "-c", "echo first; echo last >&2"], ENV).wait(30)
    assert children.output_of("sh") == "last"
    assert children.output_of("never-started") == "it wrote nothing"


def test_a_program_that_ignores_the_polite_signal_is_ended_with_its_group(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supervisor.demo.children._TERM_S", 0.3)
    process = children.start(
        ["sh", "-c", "trap '' TERM; sleep 600 & echo $!; wait; sleep 600"], ENV, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    grandchild = int(process.stdout.readline())
    children.end(process)
    assert process.returncode == -9
    wait_until(lambda: not _alive(grandchild), timeout_s=30, failure=lambda: "the grandchild lives")


def test_what_left_the_group_is_found_by_its_mark(children: Children) -> None:
    process = children.start(["sh", "-c", "setsid sleep 600 >/dev/null 2>&1 & echo $!"], ENV, stdout=subprocess.PIPE)
    process.wait(30)
    wait_until(lambda: len(children.left()) == 1, timeout_s=30, failure=lambda: "the daemon was not found")
    children.end_all()
    assert children.left() == []


def test_processes_of_others_are_left_alone(children: Children, tmp_path: Path) -> None:
    other = Children(tmp_path, mark="somebody else's")
    process = other.start(["sleep", "600"], ENV)
    try:
        children.end_all()
        assert process.poll() is None
    finally:
        other.end_all()
    assert process.poll() is not None


def test_our_own_process_is_spared_even_when_it_carries_the_mark(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys; from pathlib import Path; from supervisor.demo.children import Children;"
        f"c = Children(Path({str(children.logs)!r}), {children.mark!r}); c.end_all(); print('alive')"
    )
    monkeypatch.setenv(MARK, children.mark)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "alive"


def test_a_tied_program_ends_when_its_starter_is_killed(children: Children, tmp_path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from supervisor.demo.children import Children;"
        f"c = Children(Path({str(tmp_path)!r}), {children.mark!r});"
        "p = c.start(['sleep', '600'], dict(os.environ), tied=True);"
        "print(p.pid, flush=True); signal.pause()"
    )
    starter = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    with starter, starter.stdout:
        tied = int(starter.stdout.readline())
        assert _alive(tied)
        starter.kill()
        starter.wait(30)
        wait_until(lambda: not _alive(tied), timeout_s=30, failure=lambda: "the tied program lives")


def _alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
