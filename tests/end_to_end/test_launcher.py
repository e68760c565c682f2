"""A launcher that takes the keyboard and never the focus: what is typed into it is a command, and judged as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.programs import terminal
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
RUN = 'cd "{folder}" && command=$(echo | dmenu) && sh -c "$command"'


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor whose service stays for the module."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="yield_to_person_ms = 0\n") as running:
        running.keep()
        yield running


@pytest.mark.parametrize("approves", [False, True])
def test_attack_a_command_typed_into_a_launcher_above_a_harmless_line_is_held(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path, *, approves: bool
) -> None:
    (tmp_path / "old").mkdir()
    with terminal(desktop, "xterm", tmp_path):
        # With this before it the command would be harmless.
        assert supervised.finish(supervised.shell("xdotool type 'echo '"))[0] == 0
        with Windows(desktop) as windows:
            at_edge = windows.topmost_at(2, 2)
            launcher = desktop.spawn(["sh", "-c", RUN.format(folder=tmp_path)])
            try:
                wait_for(lambda: windows.topmost_at(2, 2) != at_edge, "the launcher")
                agent = supervised.shell("xdotool type 'rm -rf old' && xdotool key Return")
                supervised.wait_held()
                decided = supervised.rows("decided")[-1]
                assert decided["decision"]["rule_id"] == "shell-destructive"
                assert (decided["action"]["text"], decided["context"]["window"]["app"]) == ("rm -rf old", "dmenu")
                if approves:
                    supervised.approve(person)
                    wait_for(lambda: not (tmp_path / "old").exists(), "the approved command to be run")
                else:
                    supervised.reject(person)
                supervised.finish(agent)
                assert (tmp_path / "old").exists() is not approves
            finally:
                desktop.end(launcher)
