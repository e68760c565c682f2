from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from supervisor.desktop import applications
from supervisor.desktop.applications import Applications, Memory
from supervisor.desktop.atspi_bus import ROOT, Node
from tests.unit.desktop.simulated_bus import SimulatedBus, application

if TYPE_CHECKING:
    import pytest


class Hanging(SimulatedBus):
    """Its first application answers nothing."""

    async def toolkit(self, node: Node) -> str:
        if node.owner == "one":
            await asyncio.Event().wait()
        return await super().toolkit(node)


def test_applications_are_found_by_their_process() -> None:
    bus = SimulatedBus(one=application(), two=application())
    known = Applications(bus)
    assert asyncio.run(known.of_process(101)) == [Node("two", ROOT)]
    assert asyncio.run(known.of_process(100)) == [Node("one", ROOT)]


def test_what_is_known_is_not_asked_again_and_what_is_new_is() -> None:
    bus = SimulatedBus(one=application())
    known = Applications(bus)
    asyncio.run(known.of_process(100))
    asked = len(bus.calls)
    asyncio.run(known.of_process(100))
    assert len(bus.calls) == asked
    bus.roots["late"] = late = application()
    bus.add("late", late, ROOT)
    bus.pids["late"] = 200
    assert asyncio.run(known.of_process(200)) == [Node("late", ROOT)]
    assert bus.calls.count("GetConnectionUnixProcessID") == 2


def test_a_process_that_speaks_no_atspi_has_none() -> None:
    assert asyncio.run(Applications(SimulatedBus(one=application())).of_process(7)) == []


def test_programs_behind_an_agents_filter_are_those_of_its_tree_only(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {100: (50, 40, 1), 101: (60, 1), 102: (50, 40, 1), 7: (6, 5, 40, 1), 8: (61, 60, 1), 9: (1,)}
    monkeypatch.setattr(applications, "parents", lambda pid: tree.get(pid, ()))
    monkeypatch.setattr(applications, "runs_module", lambda pid, _module: pid in (100, 101))
    tree[100], tree[101] = (40, 1), (60, 1)
    known = Applications(SimulatedBus(one=application(), two=application(), three=application()))
    assert asyncio.run(known.of_process(7)) == [Node("one", ROOT)]
    assert asyncio.run(known.of_process(8)) == [Node("two", ROOT)]
    assert asyncio.run(known.of_process(9)) == []
    assert asyncio.run(known.of_process(102)) == [Node("three", ROOT)]


def test_an_application_that_went_away_is_forgotten() -> None:
    bus = SimulatedBus(one=application())
    known = Applications(bus)
    asyncio.run(known.of_process(100))
    known.forget("one")
    bus.roots.clear()
    assert asyncio.run(known.of_process(100)) == []


def test_the_last_focus_of_each_application_is_remembered() -> None:
    memory = Memory()
    memory.note(Node("one", "/a"), "focused", True)
    memory.note(Node("two", "/x"), "focused", True)
    memory.note(Node("one", "/b"), "focused", True)
    memory.note(Node("one", "/a"), "focused", False)
    assert memory.focused("one") == Node("one", "/b")
    memory.note(Node("one", "/b"), "focused", False)
    assert memory.focused("one") is None
    assert memory.focused("two") == Node("two", "/x")


def test_what_had_the_focus_before_is_remembered_the_last_first() -> None:
    memory = Memory()
    for path in ("/a", "/b", "/c", "/b", "/d", "/e", "/f"):
        memory.note(Node("one", path), "focused", True)
        memory.note(Node("one", path), "focused", False)
    assert [node.path for node in memory.lately("one")] == ["/f", "/e", "/d", "/b"]
    assert memory.lately("two") == []


def test_what_opened_is_remembered_until_it_closes() -> None:
    memory = Memory()
    memory.note(Node("one", "/menu"), "showing", True)
    memory.note(Node("one", "/submenu"), "showing", True)
    memory.note(Node("one", "/menu"), "showing", True)
    assert memory.shown("one") == [Node("one", "/menu"), Node("one", "/submenu")]
    memory.note(Node("one", "/menu"), "showing", False)
    assert memory.shown("one") == [Node("one", "/submenu")]
    assert memory.shown("two") == []
    assert memory.focused("one") is None


def test_memory_is_bounded() -> None:
    memory = Memory()
    for number in range(5000):
        memory.note(Node(f"app{number}", "/a"), "focused", True)
        memory.note(Node("app", f"/{number}"), "showing", True)
    assert memory.focused("app0") is None
    assert memory.focused("app4999") == Node("app4999", "/a")
    assert memory.shown("app")[0] == Node("app", "/4999")
    assert len(memory.shown("app")) <= 16


def test_only_qt_is_watched_for_what_opens() -> None:
    bus = SimulatedBus(one=application(), two=application())
    bus.toolkits = {"one": "gtk", "two": "Qt"}

    async def watched() -> None:
        await Applications(bus).of_process(100)
        await asyncio.gather(*(task for task in asyncio.all_tasks() if task is not asyncio.current_task()))

    asyncio.run(watched())
    assert bus.watched == [("showing", "two")]


def test_attack_an_application_that_hangs_does_not_hide_the_others() -> None:
    bus = Hanging(one=application(), two=application())

    async def found() -> list[Node]:
        async with asyncio.timeout(10):
            return await Applications(bus).of_process(101)

    assert asyncio.run(found()) == [Node("two", ROOT)]
