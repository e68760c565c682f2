from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.app.agent_program import program_hash

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "agent.py"
    path.write_text("one")
    return path


def test_a_program_is_told_by_what_its_file_holds(script: Path) -> None:
    script.chmod(0o700)
    before = program_hash([str(script)])
    assert re.fullmatch("[0-9a-f]{64}", before)
    moved = script.rename(script.with_name("other"))
    assert program_hash([str(moved), "--task", "buy milk"]) == before
    moved.write_text("two")
    assert program_hash([str(moved)]) != before


def test_of_an_interpreter_the_script_counts_and_what_follows_it_does_not(script: Path, tmp_path: Path) -> None:
    task = tmp_path / "task.txt"
    task.write_text("buy milk")
    argv = [sys.executable, "-u", str(script), str(task)]
    before = program_hash(argv)
    assert before != program_hash([sys.executable])
    task.write_text("sell milk")
    assert program_hash(argv) == before
    script.write_text("two")
    assert program_hash(argv) != before


def test_a_program_is_found_by_its_name(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script.chmod(0o700)
    monkeypatch.setenv("PATH", str(script.parent))
    assert program_hash(["agent.py"]) == program_hash([str(script)])


@pytest.mark.parametrize("argv", [[], ["no-such-program"], ["no-such-program", "a\0b", "x" * 10_000]])
def test_where_there_is_no_file_nothing_is_known(argv: list[str]) -> None:
    assert program_hash(argv) == ""


def test_a_file_that_waits_for_a_writer_keeps_nobody_waiting(script: Path, tmp_path: Path) -> None:
    script.chmod(0o700)
    os.mkfifo(tmp_path / "pipe")
    assert program_hash([str(script), str(tmp_path / "pipe")]) == program_hash([str(script)])


@pytest.mark.parametrize("hidden", ["program", "agent.py"])
def test_attack_what_can_be_read_in_part_is_not_known(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: str
) -> None:
    program = tmp_path / "program"
    program.write_text("reads a script")
    program.chmod(0o700)
    argv, opened = [str(program), str(script)], os.open
    assert program_hash(argv)

    def refused(path: str, flags: int) -> int:
        if path.endswith(hidden):
            raise PermissionError(13, "permission denied")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refused)
    assert program_hash(argv) == ""
