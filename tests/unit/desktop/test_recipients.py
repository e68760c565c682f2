"""To whom a window would send, as Claws Mail and pages show it, and what is no such field."""

from __future__ import annotations

import asyncio

import pytest

from supervisor.core.action import Rect
from supervisor.core.context import Window
from supervisor.desktop.applications import Memory
from supervisor.desktop.atspi_bus import ROOT, Node
from supervisor.desktop.recipients import MOST, recipients_in
from tests.unit.desktop.simulated_bus import SHOWN, SimulatedBus, Thing, application

WINDOW = Window(7, "compose", "Mail", pid=100, rect=Rect(0, 0, 400, 300))
HIDDEN: tuple[str, ...] = ()


def told(*below: Thing) -> tuple[str, ...]:
    bus = SimulatedBus(app=application(Thing("frame", "compose", (0, 0, 400, 300), below=list(below))))
    return asyncio.run(recipients_in(bus, Node("app", ROOT), WINDOW, Memory()))


def row(head: str, text: str, *, shown: bool = True) -> list[Thing]:
    """A row of Claws Mail: the field stands before the box that says what it is for."""
    states = SHOWN if shown else HIDDEN
    field = Thing("filler", below=[Thing("text", text=text, states=states), Thing("push button", "Clear")])
    box = Thing("combo box", head, below=[Thing("menu"), Thing("text", text=head, states=states)], states=states)
    return [field, box]


def test_the_rows_of_a_mail_program_are_read_also_those_that_are_scrolled_away() -> None:
    rows = [*row("To:", ""), *row("Bcc:", "spy@evil.example", shown=False), *row("To:", "anna@example.org")]
    assert told(Thing("scroll pane", below=[Thing("viewport", below=[Thing("panel", below=rows)])])) == (
        "spy@evil.example",
        "anna@example.org",
    )
    others = [*row("Reply-To:", "me@example.org"), *row("Newsgroups:", "alt.test"), *row("To:", "anna@example.org")]
    assert told(*others) == ("anna@example.org",)


@pytest.mark.parametrize(
    "name", ["To", "To:", "to", "To recipients", "Cc", "BCC", "An", "À", "Para", "收件人", "宛先:", "إلى"]
)
def test_a_field_of_a_page_that_is_called_so_is_read(name: str) -> None:
    page = Thing(
        "document web", below=[Thing("section", below=[Thing("entry", name, text="a@b.example, c@d.example")])]
    )
    assert told(page) == ("a@b.example", "c@d.example")


@pytest.mark.parametrize(
    "thing",
    [
        Thing("entry", "Subject", text="To anna"),
        Thing("entry", "To do", text="buy milk"),
        Thing("label", "To", text="anna@example.org"),
        Thing("password text", "To", text="hunter2"),
        Thing("entry", "To", text=""),
        Thing("entry", "To"),
        Thing("table", below=[Thing("entry", "To", text="anna@example.org")]),
        Thing("document web", below=[Thing("entry", "To", text="anna@example.org")], states=HIDDEN),
    ],
)
def test_what_is_no_such_field_tells_nothing(thing: Thing) -> None:
    assert told(thing) == ()


def test_many_are_cut_and_none_is_told_twice() -> None:
    text = "; ".join(f"p{number}@example.org" for number in range(100))
    assert told(Thing("entry", "To", text=text), Thing("entry", "Cc", text="p0@example.org")) == tuple(
        f"p{number}@example.org" for number in range(MOST)
    )
    assert [len(each) for each in told(Thing("entry", "To", text="x" * 5000))] == [120]


def test_attack_a_window_without_end_is_not_walked_to_its_end() -> None:
    deep = Thing("panel", below=[Thing("panel", below=[Thing("label") for _ in range(100)]) for _ in range(100)])
    bus = SimulatedBus(app=application(Thing("frame", "compose", (0, 0, 400, 300), below=[deep])))
    assert asyncio.run(recipients_in(bus, Node("app", ROOT), WINDOW, Memory())) == ()
    assert bus.calls.count("GetState") < 1700
