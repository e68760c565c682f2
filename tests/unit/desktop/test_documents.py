from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest

from supervisor.desktop.atspi_bus import look
from supervisor.desktop.documents import pages_of
from tests.unit.desktop.simulated_bus import SimulatedBus, Thing, application

FRAME = (100, 100, 400, 300)


def page(address: Any, *below: Thing, name: str = "URI") -> Thing:
    attributes = None if address is None else {"Title": "https://liar.example/", name: address}
    return Thing("document web", "https://liar.example/", FRAME, below=list(below), attributes=attributes)


def asked(*chain: Thing, toolkit: str = "Chromium") -> tuple[str, ...] | None:
    """Ask for the pages of the last of a chain of things, each below the one before."""
    for above, below in itertools.pairwise(chain):
        above.below.append(below)
    bus = SimulatedBus(app=application(chain[0]))
    bus.toolkits["app"] = toolkit

    async def ask() -> tuple[str, ...] | None:
        return await pages_of(bus, [await look(bus, thing.node) for thing in reversed(chain)])

    return asyncio.run(ask())


def frame() -> Thing:
    return Thing("frame", "Bank - Chromium", FRAME)


def button() -> Thing:
    return Thing("push button", "Pay", FRAME)


@pytest.mark.parametrize("name", ["URI", "DocURL"])
def test_the_page_that_holds_an_element_by_the_address_that_the_browser_tells(name: str) -> None:
    told = "https://me:pw@bank.example/pay?token=s3cret#x"
    assert asked(frame(), page(told, name=name), Thing("section"), button()) == ("https://bank.example/pay",)


def test_the_page_that_a_person_sees_comes_before_the_innermost() -> None:
    outer, between, inner = (page(f"https://{host}.example/") for host in ("shop", "frame", "pay"))
    found = asked(frame(), outer, Thing("internal frame"), between, Thing("internal frame"), inner, button())
    assert found == ("https://shop.example/", "https://pay.example/")


def test_what_a_page_calls_a_document_is_none() -> None:
    fake = Thing("document frame", "x", FRAME, attributes={"URI": "https://liar.example/"})
    assert asked(frame(), page("https://bank.example/"), fake, button()) == ("https://bank.example/",)


def test_a_control_of_the_browser_itself_is_on_no_page() -> None:
    assert asked(frame(), Thing("panel"), button()) == ()
    assert asked(frame(), Thing("panel"), Thing("entry", "Address and search bar")) == ()


@pytest.mark.parametrize(
    "address", [None, "", 7, ["https://bank.example/"], "no address", "https://b\u0430nk.example/"]
)
def test_attack_a_page_without_a_usable_address_is_unknown(address: Any) -> None:
    assert asked(frame(), page(address), button()) is None
    assert asked(frame(), page("https://shop.example/"), page(address), button()) is None
    assert asked(frame(), page(address), page("https://pay.example/"), button()) is None


@pytest.mark.parametrize("role", ["frame", "panel", "section", "filler"])
def test_a_browser_that_shows_a_page_and_tells_nothing_of_it_is_unknown(role: str) -> None:
    for toolkit in ("Chromium", "Gecko", "WebKitGTK"):
        assert asked(frame(), Thing(role), toolkit=toolkit) is None
    assert asked(frame(), Thing(role), toolkit="gtk") == ()
