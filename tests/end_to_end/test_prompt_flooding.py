"""A thousand dangerous actions a second: one calm question, one no for all, a small record, and a stop that works."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.support.flooding import MANY, ONE, VARIED
from tests.support.stopping import PRESSES, start_tree
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.scene import Scene
    from tests.support.stopping import Tree

pytestmark = pytest.mark.desktop

SETTINGS = "yield_to_person_ms = 0\n"
POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "*Delete" }\n'
FLOODS = {"one connection": ONE, "different things": VARIED, "fifty connections": MANY}
ROWS_A_SECOND = 60
"""The record may grow by so much for each second of a flood: 10 refusals in full, by each rule that refuses, two rows
each, and their numbers."""
LASTS_S = 3.0


@pytest.fixture
def supervised(scene: Scene) -> Iterator[Supervised]:
    """Give a supervisor with a ui that stays."""
    with Supervised(scene.desktop, scene.folder / "flooded", settings=SETTINGS, policy=POLICY) as running:
        running.keep()
        yield running


def start(supervised: Supervised, flood: str, agent: Path) -> Tree:
    return start_tree(supervised, "sh", "-c", flood.format(agent=agent))


def memory_bytes(supervised: Supervised) -> int:
    modules = ("supervisor.app", "supervisor.human", "supervisor.ui")
    return sum(psutil.Process(pid).memory_info().rss for name in modules for pid in supervised.processes(name))


def presses(scene: Scene) -> list[object]:
    scene.oracle.settle()
    return [seen for seen in scene.oracle.requests if seen.type in PRESSES]


@pytest.mark.parametrize("flood", list(FLOODS))
def test_one_no_is_for_the_whole_flood(scene: Scene, supervised: Supervised, xtest_agent: Path, flood: str) -> None:
    tree = start(supervised, FLOODS[flood], xtest_agent)
    first = supervised.wait_held()
    supervised.wait_popup()
    threading.Event().wait(LASTS_S)
    # It waits, and nobody is asked anything else meanwhile.
    assert supervised.status()["requests"] == [first]
    supervised.reject(scene.person)
    rows, memory = len(supervised.rows()), memory_bytes(supervised)
    threading.Event().wait(LASTS_S)
    assert supervised.status()["requests"] == []
    assert supervised.rows("stopped") == []
    assert len(supervised.rows("approval_requested")) == 1
    grown = len(supervised.rows()) - rows
    assert grown < ROWS_A_SECOND * (LASTS_S + 1), f"{grown} rows"
    assert memory_bytes(supervised) - memory < 20_000_000
    rules = {row["decision"]["rule_id"] for row in supervised.rows("outcome") if row["decision"]}
    assert rules & {"after-reject", "behind-reject"}, "it is told that and why the rest was refused"
    assert tree.run.poll() is None
    assert presses(scene) == []


def test_agents_that_flood_together_are_asked_about_one_after_the_other(
    scene: Scene, supervised: Supervised, xtest_agent: Path
) -> None:
    trees = [start(supervised, ONE, xtest_agent) for _ in range(3)]
    supervised.wait_status(lambda s: len(s["requests"]) == 3)
    for _ in trees:
        supervised.reject(scene.person)
    threading.Event().wait(LASTS_S)
    assert supervised.status()["requests"] == []
    assert len(supervised.rows("approval_requested")) == 3
    assert presses(scene) == []


@pytest.mark.parametrize(
    ("flood", "rejected"), [("one connection", True), ("different things", False), ("fifty connections", False)]
)
def test_the_stop_works_in_a_flood(
    scene: Scene, supervised: Supervised, xtest_agent: Path, flood: str, *, rejected: bool
) -> None:
    tree = start(supervised, FLOODS[flood], xtest_agent)
    supervised.wait_popup()
    if rejected:
        supervised.reject(scene.person)
    scene.person.chord("ctrl+alt+s")
    assert supervised.finish(tree.run, timeout_s=45)[0] == 124
    (stopped,) = supervised.rows("stopped")
    assert stopped["outcome"]["closed_ns"] - stopped["outcome"]["t_ns"] < 50e6
    assert supervised.status()["requests"] == []
    assert presses(scene) == []
    wait_for(lambda: tree.processes() == {}, "the flood to be dead")
