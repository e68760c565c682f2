from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest
from dbus_fast import Message

from supervisor.core.action import Rect
from supervisor.desktop.atspi_bus import (
    NULL,
    AtspiBus,
    BusUnavailableError,
    Node,
    Unanswered,
    answered,
    look,
    plain_address,
    session_address,
)
from tests.unit.desktop.simulated_bus import SHOWN, SimulatedBus, Thing, application

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("address", ["unix:path=/run/user/1/at-spi/bus", "unix:abstract=/tmp/dbus-x,guid=00ff"])
def test_a_plain_socket_is_connected_to(address: str) -> None:
    assert plain_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "unixexec:path=/bin/sh,argv1=-c,argv2=id",
        "unix:path=/x;unixexec:path=/bin/sh",
        "tcp:host=10.0.0.1,port=1",
        "unix:path=/x,argv1=-c",
        "autolaunch:",
        "",
    ],
)
def test_an_address_that_runs_or_leaves_is_refused(address: str) -> None:
    assert not plain_address(address)


def test_the_session_bus_is_the_one_named_else_the_users_own() -> None:
    assert session_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a"}) == "unix:path=/a"
    assert session_address({"XDG_RUNTIME_DIR": "/r"}) == "unix:path=/r/bus"
    assert session_address({}) == f"unix:path=/run/user/{os.getuid()}/bus"


def test_no_session_bus_is_said(tmp_path: Path) -> None:
    with pytest.raises(BusUnavailableError, match="no session bus"):
        asyncio.run(AtspiBus.connect({"XDG_RUNTIME_DIR": str(tmp_path)}))


def test_facts_of_a_node() -> None:
    thing = Thing("button", "x" * 5000, (1, 2, 3, 4), (*SHOWN, "checked", "read-only"))
    bus = SimulatedBus(app=application(thing))
    found = asyncio.run(look(bus, thing.node))
    assert (found.role, found.rect) == ("push button", Rect(1, 2, 3, 4))
    assert found.states == {*SHOWN, "checked", "read-only"}
    assert len(found.name) == 300


def test_facts_of_what_went_away_are_empty() -> None:
    found = asyncio.run(look(SimulatedBus(app=application()), Node("app", "/gone")))
    assert (found.role, found.name, found.rect, found.states) == ("", "", None, frozenset())


def test_what_is_not_on_the_screen_has_no_place() -> None:
    bus = SimulatedBus(app=application(Thing("menu item", "a"), Thing("page tab", "b", (-1, -1, -1, -1))))
    for node in asyncio.run(bus.children(bus.roots["app"].node)):
        assert asyncio.run(bus.extents(node)) is None


def test_a_default_stands_in_for_no_answer() -> None:
    async def nothing() -> str:
        raise Unanswered("gone")

    async def something() -> str:
        return "here"

    assert asyncio.run(answered(nothing(), "default")) == "default"
    assert asyncio.run(answered(something(), "default")) == "here"


def test_only_what_is_used_of_the_events_is_passed_on() -> None:
    bus = SimulatedBus()
    heard: list[tuple[Node, str, bool]] = []
    bus.on_state = lambda node, state, value: heard.append((node, state, value))

    def send(member: str, *body: object, path: str = "/a") -> None:
        message = Message.new_signal(path, "org.a11y.atspi.Event.Object", member, "si" if body else "", list(body))
        message.sender = ":1.5"
        bus._handle(message)

    send("StateChanged", "focused", 1)
    send("StateChanged", "sensitive", 1)
    send("PropertyChange", "focused", 1)
    send("StateChanged", "focused", 1, path=NULL)
    send("StateChanged")
    send("StateChanged", "showing", 0)
    assert heard == [(Node(":1.5", "/a"), "focused", True), (Node(":1.5", "/a"), "showing", False)]


def test_that_a_program_may_have_come_is_heard_from_the_daemon_and_the_registry() -> None:
    bus = SimulatedBus()
    heard: list[str] = []
    for member in ("NameOwnerChanged", "ChildrenChanged", "StateChanged"):
        bus.on_arrival = lambda member=member: heard.append(member)  # type: ignore[misc]
        bus._handle(Message.new_signal("/a", "org.freedesktop.DBus", member))
    assert heard == ["NameOwnerChanged", "ChildrenChanged"]


def test_a_password_field_that_calls_itself_text_is_known_by_its_number() -> None:
    secret, plain = Thing("text", "Pass", secret=True), Thing("text", "Name")
    bus = SimulatedBus(app=application(secret, plain))
    assert asyncio.run(bus.role(secret.node)) == "password text"
    assert asyncio.run(bus.role(plain.node)) == "text"
