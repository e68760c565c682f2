"""On a bubblewrap of its own: what is mounted from outside is there inside, as it was from the start."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.launcher import namespace_available
from supervisor.desktop.mounting import Cover, is_made, mount_again, mount_points

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap")


class Inside:
    """A shell in namespaces of its own; its first process outlives all commands."""

    def __init__(self, pid: int, process: subprocess.Popen[str]) -> None:
        self.pid = pid
        self._process = process

    def says(self, command: str) -> str:
        """Give what a command printed, in one line."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"echo $({{ {command}; }} 2>&1)\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@contextmanager
def bubble(*options: str) -> Iterator[Inside]:
    """Start one."""
    reading, writing = os.pipe()
    user = ["--unshare-user"] if os.geteuid() else []
    command = ["bwrap", "--bind", "/", "/", "--dev", "/dev", *user, "--unshare-pid", "--proc", "/proc"]
    command += ["--die-with-parent", "--info-fd", str(writing), *options, "--", "sh"]
    with subprocess.Popen(
        command, pass_fds=[writing], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        os.close(writing)
        with os.fdopen(reading) as answer:
            inside = Inside(json.load(answer)["child-pid"], process)
        assert inside.says("echo ready") == "ready"
        try:
            yield inside
        finally:
            process.kill()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "a file"
    found.write_text("mine")
    return found


def test_a_file_is_read_only_inside_and_as_usual_outside(file: Path) -> None:
    with bubble() as inside:
        assert file not in mount_points(inside.pid)
        mount_again(inside.pid, [Cover(file, file, "start-up")])
        assert file in mount_points(inside.pid)
        assert "Read-only" in inside.says(f"echo hijacked > '{file}'")
        assert inside.says(f"cat '{file}'") == "mine"
        file.write_text("changed")
        assert inside.says(f"cat '{file}'") == "changed"


def test_attack_a_replaced_file_loses_its_mount_and_gets_it_again(file: Path) -> None:
    with bubble("--ro-bind", str(file), str(file)) as inside:
        assert "Read-only" in inside.says(f"echo hijacked > '{file}'")
        file.with_name("new").write_text("new")
        file.with_name("new").replace(file)
        assert file not in mount_points(inside.pid)
        mount_again(inside.pid, [Cover(file, file, "start-up")])
        assert "Read-only" in inside.says(f"echo hijacked > '{file}'")
        assert file.read_text() == "new"


def test_another_file_an_empty_folder_and_a_pinned_one(tmp_path: Path, file: Path) -> None:
    other, folder, pinned = tmp_path / "other", tmp_path / "folder", tmp_path / "pinned"
    other.write_text("theirs")
    for made in (folder, pinned):
        made.mkdir()
        (made / "x").touch()
    covers = [
        Cover(pinned, pinned, "start-up", writable=True),
        Cover(None, folder, "sockets"),
        Cover(other, file, "display-cookie"),
    ]
    with bubble() as inside:
        mount_again(inside.pid, covers)
        assert inside.says(f"cat '{file}'") == "theirs"
        assert inside.says(f"ls {folder}; ls {pinned}") == "x"
        assert "Read-only" in inside.says(f"touch {folder}/y")
        assert inside.says(f"touch {pinned}/y") == ""
        assert "busy" in inside.says(f"mv {pinned} {pinned}.aside")


def test_what_cannot_be_mounted_keeps_nothing_else_from_it(tmp_path: Path, file: Path) -> None:
    with bubble() as inside:
        mount_again(
            inside.pid, [Cover(tmp_path / "none", tmp_path / "none", "sockets"), Cover(file, file, "start-up")]
        )
        assert file in mount_points(inside.pid)


@pytest.mark.parametrize("place", ["name", "above"])
def test_attack_a_name_that_has_become_a_link_leads_nowhere(tmp_path: Path, file: Path, place: str) -> None:
    folder = tmp_path / "theirs"
    name = folder / "name"
    folder.mkdir()
    with bubble() as inside:
        if place == "name":
            name.symlink_to("/")
        else:
            folder.rmdir()
            folder.symlink_to(tmp_path)
            (tmp_path / "name").mkdir()
        before = inside.says("cat /proc/self/mountinfo")
        mount_again(inside.pid, [Cover(name, name, "start-up")])
        assert inside.says("cat /proc/self/mountinfo") == before
        # Over the root it would hide from the agent, and from nobody else, what is mounted later.
        mount_again(inside.pid, [Cover(file, file, "start-up")])
        assert "Read-only" in inside.says(f"echo hijacked > '{file}'")


def test_what_has_started_its_command_has_its_mounts() -> None:
    with bubble() as inside:
        assert is_made(inside.pid)
    with subprocess.Popen(["sleep", "60"]) as process:
        assert not is_made(process.pid)
        process.kill()


def test_a_process_that_has_gone_has_no_mounts() -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    with pytest.raises(ProcessLookupError):
        is_made(process.pid)
    with pytest.raises(OSError, match="No such"):
        mount_points(process.pid)
    mount_again(process.pid, [])
