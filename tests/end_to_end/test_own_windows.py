"""The supervisor's ordinary windows are for people: agents neither press nor type in them, nor see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.onlooker import GREY, Onlooker, colours
from tests.support.stopping import PRESSES
from tests.support.supervised import Supervised
from tests.support.windows import Windows

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle

pytestmark = pytest.mark.desktop

WAYS = (("move {x} {y}", "click 1"), ("key Return",), ("key space",), ("sendclick 1",), ("sendkey a",))


def test_an_agent_neither_presses_nor_types_in_a_window_of_ours_nor_sees_it(
    desktop: VirtualDesktop, xtest_agent: Path, oracle: RecordOracle, tmp_path: Path
) -> None:
    """By the one that comes at the first run without having to be opened; the others are windows of the same kind."""
    home = desktop.folder / "own-windows"
    with Supervised(desktop, home, settings="yield_to_person_ms = 0\n") as supervised, Windows(desktop) as windows:
        (home / "data/welcomed").unlink()
        supervised.keep()
        window = windows.wait_active(windows.wait(title="Welcome – agent-supervisor"))
        x, y = window.centre
        for way in WAYS:
            supervised.finish(supervised.run(xtest_agent, *(command.format(x=x, y=y) for command in way)))
        decided = [(verdict, rule) for kind, verdict, rule in supervised.decisions() if kind != "move"]
        assert decided == [("deny", "own-window")] * len(WAYS)
        oracle.settle()
        assert [seen for seen in oracle.requests if seen.type in PRESSES and seen.type != X.MotionNotify] == []
        with Onlooker.supervised(supervised, tmp_path / "agent") as agent:
            assert [colours(agent.look(way).part(window.rect)) for way in ("core", "copy")] == [{GREY}] * 2
            assert colours(agent.look("window", str(window.id)).data) <= {GREY, (0, 0, 0)}
