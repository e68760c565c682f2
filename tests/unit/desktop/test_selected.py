from __future__ import annotations

import asyncio
import functools
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.desktop.atspi_bus import look
from supervisor.desktop.selected import selected_at
from tests.unit.desktop.simulated_bus import SimulatedBus, Thing, application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.desktop.atspi_bus import Node

PLACE = (0, 0, 400, 300)


class Program:
    """A file manager: a list of files and a button in one window, and a menu of its own."""

    def __init__(self, role: str = "table", chosen: int = 3) -> None:
        self.row = Thing("table cell", "a.txt", PLACE)
        self.view = Thing(role, "", PLACE, below=[self.row], chosen=chosen)
        self.button = Thing("push button", "Delete", PLACE)
        self.item = Thing("menu item", "Delete", PLACE)
        self.frame = Thing("frame", "docs", PLACE, below=[Thing("panel", below=[self.view]), self.button])
        self.bus = SimulatedBus(app=application(self.frame, Thing("window", "", PLACE, below=[self.item])))

    def at(self, *chain: Thing, lately: Sequence[Thing] = (), in_focus: bool = True) -> int | None:
        return self.told(*chain, lately=lately, in_focus=in_focus)[0]

    def told(
        self, *chain: Thing, lately: Sequence[Thing] = (), in_focus: bool = True
    ) -> tuple[int | None, tuple[str, ...]]:
        async def ask() -> tuple[int | None, tuple[str, ...]]:
            seen = [await look(self.bus, thing.node) for thing in chain]
            return await selected_at(self.bus, seen, [thing.node for thing in lately], in_focus=in_focus)

        return asyncio.run(ask())


def table(*rows: tuple[Thing, ...], role: str = "table") -> Thing:
    """Give a view with some rows, all of them selected."""
    cells = [cell for row in rows for cell in row]
    return Thing(role, "", PLACE, below=cells, chosen=len(rows), columns=len(rows[0]))


def names_in(view: Thing) -> tuple[int | None, tuple[str, ...]]:
    program = Program()
    program.bus.add("app", view, "/view")
    return program.told(view)


@pytest.mark.parametrize("role", ["table", "tree table", "list box", "layered pane"])
def test_a_key_acts_on_all_that_is_selected_in_the_view_in_focus(role: str) -> None:
    program = Program(role)
    assert program.at(program.view) == 3
    assert program.at(program.row, program.view) == 3


def test_a_press_on_a_row_selects_that_row_alone() -> None:
    program = Program()
    assert program.at(program.row, program.view, in_focus=False) is None


@pytest.mark.parametrize("in_focus", [True, False])
def test_a_button_and_a_menu_act_on_the_view_that_had_the_focus_last(in_focus: bool) -> None:
    program = Program()
    for chain in ((program.button, program.frame), (program.item,)):
        assert program.at(*chain, lately=[program.item, program.view], in_focus=in_focus) == 3
        assert program.at(*chain, lately=[], in_focus=in_focus) is None


def test_a_view_is_known_by_its_row_that_had_the_focus() -> None:
    program = Program()
    assert program.at(program.item, lately=[program.row]) == 3
    lost = Thing("table cell", "gone", PLACE)
    program.bus.add("app", lost, "/lost")
    assert program.at(program.item, lately=[lost, program.view]) is None


def test_a_button_does_not_act_on_another_window() -> None:
    program, other = Program(), Program()
    program.bus.add("app", other.button, "/other")
    assert program.at(other.button, lately=[program.view]) is None


def test_of_several_views_only_the_last_one_counts() -> None:
    program, side = Program(), Thing("list box", "Places", PLACE)
    program.bus.add("app", side, "/side")
    assert program.at(program.item, lately=[side, program.view]) is None


def test_nothing_selected_and_no_view_are_unknown() -> None:
    assert Program(chosen=0).at(Program(chosen=0).view) is None
    program = Program("panel")
    assert program.at(program.view) is None
    assert program.at() is None


def test_pages_have_ways_of_their_own() -> None:
    program, page = Program(), Thing("document web")
    program.bus.add("app", page, "/page")
    assert program.at(program.view, page, lately=[program.view]) is None


def test_attack_a_number_beyond_reason_is_bounded() -> None:
    program = Program(chosen=2**31 - 1)
    assert program.at(program.view) == 1_000_000
    program = Program(chosen=-5)
    assert program.at(program.view) is None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_what_is_selected_is_named_by_the_first_text_of_its_row(count: int) -> None:
    names = ("draft.txt", "b.txt", "c.txt")[:count]
    rows = [
        (Thing("table cell", below=[Thing("table cell"), Thing("table cell", name)]), Thing("table cell", "5 bytes"))
        for name in names
    ]
    assert names_in(table(*rows)) == (count, names[:2])


def test_marks_before_the_text_of_a_row_are_passed_over() -> None:
    row = (Thing("table cell"), Thing("table cell", " "), Thing("table cell", "Invoice 12"))
    assert names_in(table(row)) == (1, ("Invoice 12",))


def test_icons_and_items_of_a_list_are_named() -> None:
    for role in ("layered pane", "list box"):
        items = [(Thing("icon", name),) for name in ("a.txt", "b.txt", "c.txt")]
        assert names_in(table(*items, role=role)) == (3, ("a.txt", "b.txt"))


def test_what_does_not_tell_a_name_has_none() -> None:
    assert names_in(table((Thing("table cell"),))) == (1, ())
    assert names_in(table((Thing("table cell", "a.txt"),), (Thing("table cell"),))) == (2, ())
    assert names_in(Thing("table", "", PLACE, chosen=2)) == (2, ())


def test_attack_a_list_of_a_million_is_not_listed() -> None:
    program = Program(chosen=1_000_000)
    assert program.told(program.view) == (1_000_000, ())
    assert "GetSelectedRows" not in program.bus.calls


@pytest.mark.parametrize("answer", [[], [None], [{}], [["x"]], [[None]], [5], [("a", "b", "c")]])
def test_attack_nonsense_for_an_answer_names_nothing(answer: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    honest = SimulatedBus.call

    async def call(bus: SimulatedBus, lie: str, node: Node, interface: str, member: str, *more: Any) -> list[Any]:
        if member == lie:
            return answer
        return await honest(bus, node, interface, member, *more)

    for lie, role in (
        ("GetSelectedRows", "table"),
        ("GetAccessibleAt", "table"),
        ("GetSelectedChild", "list box"),
    ):
        monkeypatch.setattr(SimulatedBus, "call", functools.partialmethod(call, lie))
        view = table((Thing("table cell", "a.txt"),), role=role)
        assert names_in(view) in ((1, ()), (1, ("a.txt",)))
