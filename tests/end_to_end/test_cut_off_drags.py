"""A drag that is cut off, by whatever, is not dropped: letting go must not do what nobody decided on."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.support.programs import Program, thunar
from tests.support.scene import SETTINGS
from tests.support.stopping import Seat, agent_input, start_tree
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle
    from tests.support.stopping import Tree

pytestmark = pytest.mark.desktop
ASK = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { action = "drag" }\n'
LONG = "sleep 60000"


def start_drag(supervised: Supervised, agent: Path, files: Program, then: str) -> Tree:
    """Have an agent drag a file over a folder, slowly enough for the file manager to follow."""
    x, y = files.element(role="table cell", name="file.txt").centre
    to_x, to_y = files.element(role="table cell", name="folder").centre
    steps = [f"move {x} {y}", "down 1", "sleep 200"]
    for step in range(1, 9):
        steps += [f"move {x + (to_x - x) * step // 8} {y + (to_y - y) * step // 8}", "sleep 50"]
    wiggle = [f"move {to_x + 2} {to_y}", "sleep 3", f"move {to_x} {to_y}", "sleep 3"] * 3000
    end = {"wiggle": wiggle, "drop": ["sync", "up 1", LONG], "wait": ["sync", LONG]}[then]
    script = supervised.home / "drag"
    script.write_text("\n".join([*steps, *end]) + "\n")
    return start_tree(supervised, "sh", "-c", f"{agent} < {script}")


def _stop(_supervised: Supervised, person: Person) -> None:
    person.chord("ctrl+alt+s")


def _command(supervised: Supervised, _person: Person) -> None:
    supervised.command("stop")


def _pause(_supervised: Supervised, person: Person) -> None:
    person.chord("ctrl+alt+p")


def _kill(module: str) -> Callable[[Supervised, Person], None]:
    def cut(supervised: Supervised, _person: Person) -> None:
        (pid,) = supervised.processes(module)
        os.kill(pid, signal.SIGKILL)

    return cut


CASES = {
    "stop, moving": ("wiggle", _stop),
    "stop, drop held": ("drop", _stop),
    "command, resting": ("wait", _command),
    "pause, resting": ("wait", _pause),
    "service killed": ("wait", _kill("supervisor.app")),
    "human killed": ("wait", _kill("supervisor.human")),
}


@dataclass
class DragScene:
    """A file manager with a file and a folder, a supervisor that asks about drops, and an agent's tool."""

    folder: Path
    files: Program
    supervised: Supervised
    agent: Path

    @property
    def dropped(self) -> bool:
        return any((self.folder / "folder").iterdir())


@pytest.fixture
def scene(desktop: VirtualDesktop, xtest_agent: Path, tmp_path: Path) -> Iterator[DragScene]:
    """Give the scene."""
    folder = tmp_path / "files"
    (folder / "folder").mkdir(parents=True)
    (folder / "file.txt").write_text("text")
    with (
        thunar(desktop, folder) as files,
        Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=ASK) as supervised,
    ):
        yield DragScene(folder, files, supervised, xtest_agent)


@pytest.mark.parametrize("case", CASES)
def test_it_is_not_dropped(
    scene: DragScene, person: Person, oracle: RecordOracle, desktop: VirtualDesktop, case: str
) -> None:
    then, cut = CASES[case]
    start_drag(scene.supervised, scene.agent, scene.files, then)
    if then == "drop":
        scene.supervised.wait_held()
    else:
        moves = 10 if then == "wait" else 60
        wait_for(lambda: len(agent_input(oracle)) >= moves, "the drag", timeout_s=60)
    with closing(Seat(desktop)) as seat:
        assert seat.down() == ([], [1])
        cut(scene.supervised, person)
        seat.wait_up()
    # The file manager does what a drop asks for within this time, as the last test shows.
    with pytest.raises(AssertionError, match="a drop"):
        wait_for(lambda: scene.dropped, "a drop", timeout_s=1.0)
    assert (scene.folder / "file.txt").exists()


def test_the_same_drag_approved_drops(scene: DragScene, person: Person) -> None:
    """So what the tests above miss would really be there."""
    start_drag(scene.supervised, scene.agent, scene.files, "drop")
    scene.supervised.approve(person)
    wait_for(lambda: scene.dropped, "the drop")
