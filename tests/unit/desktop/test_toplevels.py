from __future__ import annotations

import asyncio
from typing import Any

from supervisor.core.action import Point, Rect
from supervisor.core.context import Window
from supervisor.desktop.applications import Memory
from supervisor.desktop.atspi_bus import Look, Node
from supervisor.desktop.toplevels import Toplevel, find_toplevel, match, owner_of
from tests.unit.desktop.simulated_bus import SHOWN, SimulatedBus, Thing, application

WINDOW = Window(id=1, title="one", rect=Rect(100, 120, 400, 300))


def top(path: str, name: str, rect: Rect | None, *states: str) -> Look:
    return Look(Node("app", path), "frame", name, rect, frozenset(states))


def test_the_frame_of_the_window_manager_does_not_hide_the_match() -> None:
    assert match(WINDOW, [top("/1", "one", Rect(98, 96, 404, 328))]) == Toplevel(Node("app", "/1"))


def test_a_window_elsewhere_is_no_match_even_with_the_title() -> None:
    assert match(WINDOW, [top("/1", "one", Rect(300, 120, 400, 300)), top("/2", "one", None)]) is None


def test_the_title_decides_between_two_at_one_place() -> None:
    place = Rect(100, 120, 400, 300)
    found = match(WINDOW, [top("/1", "two", place, "active"), top("/2", "one", place)])
    assert found == Toplevel(Node("app", "/2"))


def test_two_that_are_alike_are_uncertain_unless_one_is_active() -> None:
    place = Rect(100, 120, 400, 300)
    assert match(WINDOW, [top("/1", "one", place), top("/2", "one", place)]) is None
    assert match(WINDOW, [top("/1", "one", place), top("/2", "one", place, "active")]) == Toplevel(Node("app", "/2"))


def test_a_menu_must_match_to_the_pixel() -> None:
    menu = Window(id=2, title="one", rect=Rect(100, 120, 200, 150), override_redirect=True)
    assert match(menu, [top("/1", "", Rect(100, 140, 200, 150))]) is None
    assert match(menu, [top("/1", "", Rect(100, 120, 200, 150))]) == Toplevel(Node("app", "/1"))


def test_scaled_windows_translate_both_ways() -> None:
    found = match(WINDOW, [top("/1", "one", Rect(50, 55, 200, 155))])
    assert found == Toplevel(Node("app", "/1"), 2)
    assert found.to_application(Point(301, 400)) == Point(150, 200)
    assert found.to_screen(Rect(10, 20, 30, 40)) == Rect(20, 40, 60, 80)


def find(bus: SimulatedBus, window: Window, hint: Thing | None = None) -> Toplevel | None:
    root = next(iter(bus.roots.values())).node
    memory = Memory()
    if hint:
        memory.note(hint.node, "focused", True)
    return asyncio.run(find_toplevel(bus, root, window, memory))


def test_a_menu_that_hangs_on_a_menu_bar_is_found_there() -> None:
    item = Thing("menu item", "Quit", (100, 140, 120, 25))
    file_menu = Thing("menu", "File", (100, 120, 40, 20), (*SHOWN, "selected"), [item])
    edit_menu = Thing("menu", "Edit", (140, 120, 40, 20), below=[Thing("menu item", "Cut", None, ())])
    bar = Thing("menu bar", "", (100, 120, 400, 20), below=[edit_menu, file_menu])
    frame = Thing("frame", "one", (100, 120, 400, 300), below=[Thing("panel", "", (100, 120, 400, 300), below=[bar])])
    bus = SimulatedBus(app=application(frame))
    window = Window(id=2, title="", rect=Rect(100, 140, 120, 25), override_redirect=True)
    assert find(bus, window) == Toplevel(file_menu.node)
    assert find(bus, window, hint=item) == Toplevel(file_menu.node)
    elsewhere = Window(id=2, title="", rect=Rect(600, 140, 120, 25), override_redirect=True)
    assert find(bus, elsewhere) is None


def test_the_submenu_of_a_context_menu_is_found_without_any_event_of_it() -> None:
    item = Thing("menu item", "Desktop", (300, 140, 120, 25))
    send_to = Thing("menu", "Send To", (100, 140, 200, 25), (*SHOWN, "focused", "selected"), [item])
    others = [Thing("menu", "Open With", (100, 165, 200, 25)), Thing("menu item", "Cut", (100, 190, 200, 25))]
    menu = Thing("menu", "", (100, 136, 200, 90), below=[send_to, *others])
    frame = Thing("frame", "one", (0, 0, 400, 300))
    bus = SimulatedBus(app=application(frame, Thing("window", "", (100, 136, 200, 90), below=[menu])))
    window = Window(id=2, title="", rect=Rect(300, 136, 120, 33), override_redirect=True)
    assert find(bus, window) == Toplevel(send_to.node)


def test_only_menus_are_searched_for() -> None:
    bus = SimulatedBus(app=application(Thing("frame", "x", (0, 0, 10, 10))))
    assert find(bus, Window(id=1, title="one", rect=Rect(100, 120, 400, 300))) is None
    assert "GetChildren" in bus.calls
    assert len(bus.calls) < 10
    assert find(bus, Window(id=1, title="one", rect=None)) is None


def test_the_search_is_bounded() -> None:
    panels = [
        Thing("panel", "", (0, 0, 9, 9), below=[Thing("panel", "", (0, 0, 9, 9)) for _ in range(40)])
        for _ in range(40)
    ]
    bus = SimulatedBus(app=application(Thing("frame", "x", (0, 0, 10, 10), below=panels)))
    assert find(bus, Window(id=1, title="", rect=Rect(50, 50, 20, 20), override_redirect=True)) is None
    assert len(bus.calls) < 2500


def frame(name: str, *states: str) -> Thing:
    return Thing("frame", name, (100, 100, 402, 322), (*SHOWN, *states))


def owners(window: Window = WINDOW, **roots: Thing) -> list[str]:
    bus = SimulatedBus(**roots)
    # What they say is looked at, and not how soon: they have time on a busy machine.
    found = asyncio.run(owner_of(bus, [root.node for root in roots.values()], window, Memory(), 60))
    return [node.owner for node in found]


def test_of_several_programs_the_one_with_the_window_is_asked() -> None:
    elsewhere = Thing("frame", "one", (600, 500, 100, 100))
    assert owners(a=application(elsewhere), b=application(frame("one"))) == ["b"]
    assert owners(a=application(frame("two")), b=application(frame("one"))) == ["b"], "both are maximised"
    assert owners(a=application(frame("other words")), b=application(elsewhere)) == ["a"]


def test_attack_where_two_programs_say_that_a_window_is_theirs_neither_is_believed() -> None:
    assert owners(liar=application(frame("one")), browser=application(frame("one"))) == []
    assert owners(liar=application(frame("x")), browser=application(frame("y"))) == []


def test_where_nobody_says_so_and_for_menus_there_is_nothing_to_choose() -> None:
    silent = {"a": application(), "b": application(Thing("frame", "one"))}
    assert owners(WINDOW, **silent) == ["a", "b"]
    menu = Window(id=2, rect=Rect(100, 120, 400, 300), override_redirect=True)
    assert owners(menu, a=application(frame("one")), b=application(frame("one"))) == ["a", "b"]
    assert owners(a=application(frame("two"))) == ["a"]


def test_a_program_that_hangs_does_not_make_the_window_of_another_unknown() -> None:
    class Hanging(SimulatedBus):
        async def call(self, node: Node, *arguments: Any, **named: Any) -> list[Any]:
            if node.owner == "hangs":
                await asyncio.Event().wait()
            return await super().call(node, *arguments, **named)

    bus = Hanging(hangs=application(frame("one")), b=application(frame("one")))
    roots = [root.node for root in bus.roots.values()]
    assert [node.owner for node in asyncio.run(owner_of(bus, roots, WINDOW, Memory(), 1))] == ["b"]


def test_attack_a_program_that_is_slow_is_heard_and_nobody_speaks_for_its_window_meanwhile() -> None:
    class Slow(SimulatedBus):
        async def call(self, node: Node, *arguments: Any, **named: Any) -> list[Any]:
            if node.owner == "browser":
                late = asyncio.Event()
                asyncio.get_running_loop().call_later(0.02, late.set)
                await late.wait()
            return await super().call(node, *arguments, **named)

    bus = Slow(browser=application(frame("one")), liar=application(frame("one")))
    roots = [root.node for root in bus.roots.values()]
    assert asyncio.run(owner_of(bus, roots, WINDOW, Memory(), 60)) == []
