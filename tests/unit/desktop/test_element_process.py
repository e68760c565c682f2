from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Rect
from supervisor.core.context import Element, Window
from supervisor.desktop.applications import Applications
from supervisor.desktop.atspi_bus import AtspiBus, BusUnavailableError
from supervisor.desktop.element_process import ElementServer, as_json, element_from_json, window_from_json
from tests.unit.desktop.simulated_bus import SimulatedBus, Thing, application

if TYPE_CHECKING:
    import pytest


WINDOW = Window(id=1, title="docs", pid=100, rect=Rect(0, 0, 400, 300))


class _Silent(SimulatedBus):
    """Applications that never answer."""

    connected = True

    async def call(self, *arguments: Any, **named: Any) -> list[Any]:
        if arguments[2] in {"GetChildren", "GetConnectionUnixProcessID"} and arguments[0].path.endswith("root"):
            return await super().call(*arguments, **named)
        await asyncio.Event().wait()
        return []


class _Quick(SimulatedBus):
    connected = True


class _Busy(_Quick):
    """A bus to which a program comes at each question."""

    async def call(self, *arguments: Any, **named: Any) -> list[Any]:
        self.on_arrival()
        return await super().call(*arguments, **named)


class _SlowText(_Quick):
    """Fields whose text does not come."""

    async def call(self, *arguments: Any, **named: Any) -> list[Any]:
        if arguments[2] == "GetText":
            await asyncio.Event().wait()
        return await super().call(*arguments, **named)


def test_elements_and_windows_survive_the_way() -> None:
    element = Element("n", "r", ("a", "b"), "d", "t", Rect(1, 2, 3, 4), frozenset({"focused", "showing"}))
    paged = Element(
        "n",
        pages=("https://shop.example/", "https://pay.example/"),
        selected=3,
        selected_names=("a", "b"),
        recipients=("c",),
    )
    for original in (element, Element(), paged, Element("n", pages=None)):
        assert element_from_json(json.loads(json.dumps(as_json(original)))) == original
    for window in (WINDOW, Window(id=2)):
        assert window_from_json(json.loads(json.dumps(asdict(window)))) == window


async def converse(bus: AtspiBus | None, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    """Send requests at once, and give the answers in the order in which they came."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        for end in (ours, theirs):
            end.setblocking(False)
        server = ElementServer(theirs)
        if bus is not None:
            server._bus, server._applications = bus, Applications(bus)
        running = asyncio.create_task(server.run())
        loop = asyncio.get_running_loop()
        assert json.loads(await loop.sock_recv(ours, 60_000)) == {"ready": True}
        for request in requests:
            await loop.sock_sendall(ours, json.dumps(request).encode())
        answers = [json.loads(await asyncio.wait_for(loop.sock_recv(ours, 60_000), 20)) for _ in requests]
        ours.shutdown(socket.SHUT_RDWR)
        await asyncio.wait_for(running, 20)
    return answers


def request(number: int, kind: str = "point", budget_s: float = 20.0) -> dict[str, Any]:
    return {"id": number, "kind": kind, "budget_s": budget_s, "window": asdict(WINDOW), "point": [50, 60]}


def files() -> Thing:
    button = Thing("push button", "Delete", (40, 50, 80, 30))
    return application(Thing("frame", "docs", (0, 0, 400, 300), below=[button]))


def test_an_element_is_answered_and_a_missing_one_named() -> None:
    (found,) = asyncio.run(converse(_Quick(app=files()), request(1)))
    assert (found["id"], found["why"], found["element"]["name"]) == (1, "", "Delete")
    (missing,) = asyncio.run(converse(_Quick(app=files()), request(2, "focus")))
    assert missing == {"id": 2, "why": "element", "element": None}


async def absences(bus: SimulatedBus, *, hears: bool = True) -> list[dict[str, Any]]:
    """Ask for an element of a program that shows none; what is said until some program came, and after that."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        for end in (ours, theirs):
            end.setblocking(False)
        server = ElementServer(theirs)
        server._bus, server._applications, server._hears_arrivals = bus, Applications(bus), hears
        bus.on_arrival = server._arrived
        loop = asyncio.get_running_loop()
        await server._answer(request(1))
        heard = [json.loads(await loop.sock_recv(ours, 60_000))]
        for _ in range(2):
            server._arrived()
        await asyncio.gather(*server._tasks)
        with contextlib.suppress(BlockingIOError):
            while True:
                heard.append(json.loads(ours.recv(60_000)))
    return heard


def test_that_a_program_shows_nothing_is_said_and_taken_back_once_when_one_comes() -> None:
    plain = {"id": 1, "why": "element", "element": None}
    assert asyncio.run(absences(_Quick())) == [plain | {"absent": True}, {"arrived": True}]


def test_where_nobody_could_take_it_back_or_something_came_meanwhile_it_is_not_said() -> None:
    plain = {"id": 1, "why": "element", "element": None}
    assert asyncio.run(absences(_Quick(), hears=False)) == [plain]
    assert asyncio.run(absences(_Busy())) == [plain]


def test_a_program_with_elements_but_none_there_is_not_absent() -> None:
    (missing,) = asyncio.run(converse(_Quick(app=files()), request(2, "focus")))
    assert "absent" not in missing


def test_attack_an_answer_that_fits_no_packet_is_none() -> None:
    inside = Thing("push button", "Delete", (40, 50, 80, 30))
    for _ in range(30):
        inside = Thing("panel", "\U0001f4a3" * 300, (0, 0, 400, 300), below=[inside])
    root = application(Thing("frame", "docs", (0, 0, 400, 300), below=[inside]))
    (answer,) = asyncio.run(converse(_Quick(app=root), request(1)))
    assert answer == {"id": 1, "why": "element", "element": None}


def test_attack_a_program_behind_the_same_filter_does_not_speak_for_the_window_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bus = _Quick(liar=files(), app=files())

    async def both(*_: object) -> list[object]:
        return [root.node for root in bus.roots.values()]

    monkeypatch.setattr(Applications, "of_process", both)
    (answer,) = asyncio.run(converse(bus, request(1)))
    assert answer == {"id": 1, "why": "element", "element": None}


def test_one_that_hangs_runs_out_of_time_and_holds_up_nobody() -> None:
    silent = _Silent(app=files())
    answers = asyncio.run(converse(silent, request(1, budget_s=0.2), request(2, budget_s=0.05)))
    assert [(answer["id"], answer["why"]) for answer in answers] == [(2, "element-timeout"), (1, "element-timeout")]


def test_without_a_bus_it_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    async def none(_environ: object) -> AtspiBus:
        raise BusUnavailableError("none")

    monkeypatch.setattr(AtspiBus, "connect", none)
    (answer,) = asyncio.run(converse(None, request(1)))
    assert answer == {"id": 1, "why": "element-unavailable", "element": None}


def test_to_whom_is_told_where_that_is_wanted_and_its_time_is_no_loss_of_the_element() -> None:
    button, to = Thing("push button", "Send", (40, 50, 80, 30)), Thing("entry", "To", text="anna@example.org")
    root = application(Thing("frame", "docs", (0, 0, 400, 300), below=[button, to]))
    plain, whom = asyncio.run(converse(_Quick(app=root), request(1), request(2) | {"whom": True}))
    found = {answer["id"]: element_from_json(answer["element"]) for answer in (plain, whom)}
    assert (found[1].recipients, found[2].recipients) == ((), ("anna@example.org",))
    slow = _SlowText(app=application(Thing("frame", "docs", (0, 0, 400, 300), below=[button, to])))
    (answer,) = asyncio.run(converse(slow, request(1, budget_s=1.0) | {"whom": True}))
    assert (answer["why"], answer["element"]["name"], answer["element"]["recipients"]) == ("", "Send", [])
