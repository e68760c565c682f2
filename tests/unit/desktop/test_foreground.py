"""A `/proc` of our own, and once the kernel's: what is said of a terminal with a shell and what it started."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import pytest

from supervisor.desktop import foreground
from supervisor.desktop.foreground import shell_reads
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EMULATOR, SHELL, CHILD, TTY = 10, 20, 30, 34816


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    programs: dict[int, str] = {}
    monkeypatch.setattr(foreground, "executable", lambda pid: programs.get(pid, ""))
    monkeypatch.setattr(foreground, "_takes_keys", lambda _tty: True)

    def added(
        pid: int,
        program: str = "bash",
        *argv: str,
        parent: int = EMULATOR,
        session: int = 0,
        tty: int = TTY,
        front: int = 0,
    ) -> None:
        programs[pid] = program
        folder = tmp_path / str(pid)
        (folder / "task" / str(pid)).mkdir(parents=True)
        (folder / "task" / str(pid) / "children").write_text("")
        said = f"{pid} (a) b) S {parent} {pid} {session or pid} {tty} {front or pid} 0"
        (folder / "stat").write_text(said)
        (folder / "cmdline").write_text("".join(f"{word}\0" for word in (program, *argv)))
        if (above := tmp_path / str(parent) / "task" / str(parent) / "children").exists():
            above.write_text(f"{above.read_text()}{pid} ")

    added(EMULATOR, "xterm", parent=1, tty=0)
    return added


@pytest.mark.parametrize("argv", [(), ("-i",), ("--rcfile", "/tmp/x", "-i")])
def test_a_shell_that_waits_has_the_keyboard(add: Callable[..., None], tmp_path: Path, argv: tuple[str, ...]) -> None:
    add(SHELL, "bash", *argv)
    assert shell_reads(EMULATOR, tmp_path)


def test_attack_what_a_shell_has_started_has_it(add: Callable[..., None], tmp_path: Path) -> None:
    add(SHELL, front=CHILD)
    add(CHILD, "python3", parent=SHELL, session=SHELL)
    assert not shell_reads(EMULATOR, tmp_path)


def test_a_program_in_the_background_does_not(add: Callable[..., None], tmp_path: Path) -> None:
    add(SHELL)
    add(CHILD, "python3", parent=SHELL, session=SHELL, front=SHELL)
    assert shell_reads(EMULATOR, tmp_path)


@pytest.mark.parametrize(("program", "argv"), [("python3", ()), ("bash", ("-c", "x")), ("bash", ("x.sh",)), ("", ())])
def test_attack_what_is_no_shell_that_edits_a_line(
    add: Callable[..., None], tmp_path: Path, program: str, argv: tuple[str, ...]
) -> None:
    add(SHELL, program, *argv)
    assert not shell_reads(EMULATOR, tmp_path)


def test_attack_a_shell_that_carries_out_a_command_by_itself(
    add: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(SHELL)
    monkeypatch.setattr(foreground, "_takes_keys", lambda tty: tty != TTY)
    assert not shell_reads(EMULATOR, tmp_path)


def test_attack_another_terminal_of_the_program_may_be_in_front(add: Callable[..., None], tmp_path: Path) -> None:
    add(SHELL)
    add(40, tty=TTY + 1, front=50)
    assert not shell_reads(EMULATOR, tmp_path)


@pytest.mark.parametrize("pid", [0, -1, 99, EMULATOR])
def test_what_nobody_tells_is_no_shell(add: Callable[..., None], tmp_path: Path, pid: int) -> None:
    add(70, parent=1)
    assert not shell_reads(pid, tmp_path)


@contextmanager
def shell_shown() -> Iterator[tuple[int, IO[bytes]]]:
    """Start a terminal emulator with a shell as a person's has it; gives its pid and where keys go.

    What is started in the background, as a whole test run may be, ignores interrupts and hands that down.
    """
    default = "signal.signal(signal.SIGINT, signal.SIG_DFL)"
    emulator = f"import pty, signal; {default}; pty.spawn(['bash', '--norc', '-i'])"
    argv = [sys.executable, "-c", emulator]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, bufsize=0) as running:
        try:
            assert running.stdin is not None
            yield running.pid, running.stdin
        finally:
            running.kill()


@pytest.fixture(params=[signal.SIG_DFL, signal.SIG_IGN])
def _started_in_the_background_or_not(request: pytest.FixtureRequest) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, request.param)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_started_in_the_background_or_not")
def test_the_kernel_tells_it_of_a_real_shell(tmp_path: Path) -> None:
    started = tmp_path / "started"
    with shell_shown() as (pid, keys):
        wait_for(lambda: shell_reads(pid), "the shell to wait", timeout_s=30)
        # The shell stops reading before it starts the program; what is interrupted in between is lost to the program.
        keys.write(f"sh -c ': >{started}; exec cat'\n".encode())
        wait_for(started.exists, "another program to run", timeout_s=30)
        wait_for(lambda: not shell_reads(pid), "another program to read", timeout_s=30)
        keys.write(b"\x03")
        wait_for(lambda: shell_reads(pid), "the shell to read again", timeout_s=30)
        keys.write(b"until [ -e /x ]; do :; done\n")
        wait_for(lambda: not shell_reads(pid), "the shell to work by itself", timeout_s=30)
