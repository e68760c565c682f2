"""Unmodified agents do ordinary work under supervision: no question is asked and the result is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.ordinary_work import KINDS, START, makers, task
from tests.support.programs import mousepad, terminal
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.ordinary_work import Op

pytestmark = pytest.mark.desktop


@pytest.fixture(params=KINDS)
def agent(request: pytest.FixtureRequest, xtest_agent: Path) -> Callable[[Sequence[Op]], list[str]]:
    """Give what turns operations into the command of one kind of agent."""
    return makers(xtest_agent)[request.param]


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor with the default policy; a short lead keeps the tests short."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="mirror_lead_ms = 20\n") as running:
        running.keep()
        yield running


def _edit(desktop: VirtualDesktop, file: Path, run: Callable[[list[Op]], None]) -> str:
    """Let an agent do the task on a fresh file; gives what it saved."""
    file.write_text(START)
    with mousepad(desktop, file) as editor:
        x, y, width, _height = editor.element(role="text").rect
        run(task(x + min(40, width // 2), y + 8))
        return wait_for(lambda: text if (text := file.read_text()) != START else None, "the file to be saved")


def _direct(desktop: VirtualDesktop, argv: list[str]) -> None:
    desktop.run(argv, timeout_s=60)


def test_thirty_benign_actions_are_never_asked_about_and_end_as_without_us(
    desktop: VirtualDesktop,
    supervised: Supervised,
    agent: Callable[[Sequence[Op]], list[str]],
    tmp_path: Path,
) -> None:
    direct = _edit(desktop, tmp_path / "direct.txt", lambda ops: _direct(desktop, agent(ops)))
    before = len(supervised.rows())

    def under_supervision(ops: list[Op]) -> None:
        status, out = supervised.finish(supervised.run(*agent(ops)))
        assert status == 0, out

    watched = _edit(desktop, tmp_path / "watched.txt", under_supervision)
    rows = supervised.rows()[before:]
    assert watched == direct
    assert "The end" in watched
    assert not [row for row in rows if row["event"] == "approval_requested"]
    decisions = [row for row in rows if row["event"] == "decided"]
    assert {row["decision"]["verdict"] for row in decisions} == {"allow"}
    assert len(decisions) >= 30


def test_reading_commands_in_a_terminal_are_not_asked_about(
    desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    before = len(supervised.rows())
    with terminal(desktop, "xterm", tmp_path):
        script = "; ".join(
            f"xdotool type --delay 2 '{line}'; xdotool key Return; sleep 0.2"
            for line in ("ls -l", "pwd", "mkdir notes", "ls | head -3")
        )
        assert supervised.finish(supervised.shell(script))[0] == 0
        wait_for((tmp_path / "notes").exists, "the command to have run")
    assert not [row for row in supervised.rows()[before:] if row["event"] == "approval_requested"]
