"""Looks elements up, in a process of its own: no stall or flood of an application reaches the loop that gates.

Run as a process with `--fd N`; ends when the socket does.

One JSON object a packet. In: `{"id", "kind": "point"|"focus", "budget_s", "pid", "point", "window": {…}}`.
Out: `{"ready": true}` once, then `{"id", "why", "element": {…}|null}`; `why` is empty with an element, else the
name of the fact that stays unknown. With `"absent": true` the program of the window shows no elements at all, which
holds until `{"arrived": true}` comes: then some program may have begun to.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import resource
import socket
from dataclasses import asdict, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Point, Rect
from supervisor.core.context import Element, Window
from supervisor.desktop.applications import Applications, Memory
from supervisor.desktop.atspi_bus import AtspiBus, BusUnavailableError, Node, Unanswered
from supervisor.desktop.element_lookup import element_at, element_in_focus
from supervisor.desktop.recipients import recipients_in
from supervisor.desktop.toplevels import owner_of

if TYPE_CHECKING:
    from collections.abc import Coroutine

MAX_PACKET_BYTES = 60_000
_MAX_ELEMENT_BYTES = MAX_PACKET_BYTES - 1000
_MEMORY_BYTES = 1 << 30
_RETRY_S = 3.0
_FOR_CLAIMS = 0.6
"""Of the time of a look-up, at most this share goes to which program a window is of: one that hangs must not make the
windows of all others unknown, and one that is slow must be heard, or another could speak for its window."""
_FOR_WHOM = 0.7
"""Of the time of a look-up, at most this share goes to who the recipients are."""
_CONNECT_S = 10.0


class _Absent(Exception):  # noqa: N818 as Unanswered
    """The program shows no elements at all."""


class ElementServer:
    """Answers look-ups on one socket; each is a task of its own and none waits for another."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._bus: AtspiBus | None = None
        self._applications: Applications | None = None
        self._memory = Memory()
        self._tried_at = -_RETRY_S
        self._connecting = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._arrivals = 0
        self._hears_arrivals = False
        self._told_absent = False

    async def run(self) -> None:
        """Serve until the other end closes."""
        await self._connect()
        with contextlib.suppress(ConnectionError):  # the service was killed: that is an end too
            await self._send({"ready": True})
            await self._serve()

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        while packet := await loop.sock_recv(self._channel, MAX_PACKET_BYTES):
            self._begin(self._answer(json.loads(packet)))

    def _begin(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, request: dict[str, Any]) -> None:
        element: Element | None = None
        why, absent, arrivals = "", False, self._arrivals
        try:
            async with asyncio.timeout(request["budget_s"]):
                element = await self._look_up(request)
                why = "" if element else "element"
        except TimeoutError:
            why = "element-timeout"
        except BusUnavailableError:
            why = "element-unavailable"
        except Unanswered:
            why = "element"
        except _Absent:
            # INVARIANT: said only where it is heard when it is over, and where nothing has come meanwhile.
            why, absent = "element", self._hears_arrivals and arrivals == self._arrivals
        found = as_json(element) if element else None
        if found is not None and len(json.dumps(found)) > _MAX_ELEMENT_BYTES:
            found, why = None, "element"  # half an answer would be none
        self._told_absent = self._told_absent or absent
        answer = {"id": request["id"], "why": why, "element": found}
        await self._send(answer | {"absent": True} if absent else answer)

    def _arrived(self) -> None:
        """Take back that programs show nothing: one may have begun to."""
        self._arrivals += 1
        if self._told_absent:
            self._told_absent = False
            self._begin(self._send({"arrived": True}))

    async def _look_up(self, request: dict[str, Any]) -> Element | None:
        bus, applications = await self._ensure_bus()
        window = window_from_json(request["window"])
        known = await applications.of_process(window.pid)
        if not known:
            raise _Absent
        claims_s = request["budget_s"] * _FOR_CLAIMS
        for application in await owner_of(bus, known, window, self._memory, claims_s):
            try:
                if request["kind"] == "focus":
                    found = await element_in_focus(bus, application, window, self._memory)
                else:
                    point = Point(*request["point"])
                    found = await element_at(bus, application, window, point, self._memory)
            except Unanswered:
                applications.forget(application.owner)
                continue
            if found is not None and request.get("whom"):
                return replace(found, recipients=await self._whom(bus, application, window, request["budget_s"]))
            if found is not None:
                return found
        return None

    async def _whom(self, bus: AtspiBus, application: Node, window: Window, budget_s: float) -> tuple[str, ...]:
        """Give to whom the window would send; nothing when that takes too long: the element counts for more."""
        with contextlib.suppress(TimeoutError, Unanswered):
            async with asyncio.timeout(budget_s * _FOR_WHOM):
                return await recipients_in(bus, application, window, self._memory)
        return ()

    async def _ensure_bus(self) -> tuple[AtspiBus, Applications]:
        if self._bus is None or not self._bus.connected:
            await self._connect()
        if self._bus is None or self._applications is None:
            raise BusUnavailableError("no accessibility bus")
        return self._bus, self._applications

    async def _connect(self) -> None:
        """Connect, at most every few seconds; shielded from the budget of the look-up that noticed."""
        async with self._connecting:
            if (self._bus and self._bus.connected) or monotonic() - self._tried_at < _RETRY_S:
                return
            self._tried_at = monotonic()
            self._bus = self._applications = None
            self._hears_arrivals = False
            self._arrived()
            with contextlib.suppress(BusUnavailableError, Unanswered, TimeoutError):
                async with asyncio.timeout(_CONNECT_S):
                    bus = await AtspiBus.connect(os.environ)
                    bus.on_state = self._memory.note
                    bus.on_arrival = self._arrived
                    await bus.watch_arrivals()
                    self._hears_arrivals = True
                    await bus.watch("focused")
                    self._bus, self._applications = bus, Applications(bus)

    async def _send(self, message: dict[str, Any]) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError):
            await loop.sock_sendall(self._channel, json.dumps(message).encode())


def as_json(element: Element) -> dict[str, Any]:
    """Give an element as plain JSON."""
    return asdict(element) | {"states": sorted(element.states)}


def element_from_json(data: dict[str, Any]) -> Element:
    """Give the element that `as_json` wrote."""
    rect = data["rect"]
    return Element(
        **data
        | {
            "path": tuple(data["path"]),
            "selected_names": tuple(data["selected_names"]),
            "recipients": tuple(data["recipients"]),
            "pages": None if data["pages"] is None else tuple(data["pages"]),
            "states": frozenset(data["states"]),
            "rect": Rect(**rect) if rect else None,
        }
    )


def window_from_json(data: dict[str, Any]) -> Window:
    """Give the window that `dataclasses.asdict` wrote."""
    rect = data["rect"]
    return Window(**data | {"rect": Rect(**rect) if rect else None})


def main() -> None:
    """Serve on the inherited socket."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    channel = socket.socket(fileno=parser.parse_args().fd)
    channel.setblocking(False)
    # What an application sends is read whole: a huge string must end this process, not the machine.
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    asyncio.run(ElementServer(channel).run())


if __name__ == "__main__":
    main()
