"""A witness outside the supervisor: all input requests that reach the X server, by the RECORD extension.

What the gate refuses never gets here; what gets here was sent. Times: `t_ns` is when we heard of it (CLOCK_MONOTONIC,
never before it happened), `server_ms` the server's own clock when it ran the request. Protocols: RECORD 1.13,
XTEST 2.2, XI 2.
"""

from __future__ import annotations

import itertools
import struct
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from Xlib import X
from Xlib.ext import record
from Xlib.protocol import event

from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from supervisor.demo.virtual_desktop import VirtualDesktop

_SEND_EVENT = 25
_WARP_POINTER = 41
_XI_WARP_POINTER = 41
_FAKE_INPUT = 2
_EXTENSION_EVENTS = 64
_INPUT = range(X.KeyPress, X.MotionNotify + 1)
_FULL_RANGE = {
    "core_requests": (0, 0),
    "core_replies": (0, 0),
    "ext_requests": (0, 0, 0, 0),
    "ext_replies": (0, 0, 0, 0),
    "delivered_events": (0, 0),
    "device_events": (0, 0),
    "errors": (0, 0),
    "client_started": False,
    "client_died": False,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One input event in a client's request, or one event of a device."""

    kind: str
    """fake_input, send_event, warp_pointer, xi_warp_pointer: a client asked; device: the server did."""
    t_ns: int
    """CLOCK_MONOTONIC when we heard of it."""
    server_ms: int
    """The X server's time."""
    client: int
    """Resource id base of the client; 0 for devices."""
    type: int
    """Event type: 2 key press ... 6 motion; for warps 6; 64 and up are the device form."""
    detail: int
    """Keycode or button."""
    x: int
    y: int
    delay_ms: int
    """The wait the server was asked to make. It shows such a request twice: as it came, and with 0 when it runs."""

    @property
    def device_form(self) -> bool:
        """Whether the request names a device and so could pass for a physical one."""
        return self.type >= _EXTENSION_EVENTS


class RecordOracle:
    """Listens from `start` to `stop`; also a context manager."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._control = connect(desktop)
        self._data = connect(desktop)
        self._xtest = self._control.query_extension("XTEST").major_opcode  # type: ignore[union-attr]
        self._xinput = self._control.query_extension("XInputExtension").major_opcode  # type: ignore[union-attr]
        self._window = self._control.screen().root.create_window(-10, -10, 1, 1, 0, X.CopyFromParent)
        self._own = self._control.display.info.resource_id_base
        self._lock = threading.Lock()
        self._seen: list[Seen] = []
        self._marks = itertools.count(1)
        self._last_mark = 0
        self._context = 0
        self._thread = threading.Thread(target=self._listen, name="record-oracle", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start to listen; what comes later is seen."""
        ranges = [
            {**_FULL_RANGE, "core_requests": (_SEND_EVENT, _SEND_EVENT), "device_events": (_INPUT[0], _INPUT[-1])},
            {**_FULL_RANGE, "core_requests": (_WARP_POINTER, _WARP_POINTER)},
            {**_FULL_RANGE, "ext_requests": (self._xtest, self._xtest, _FAKE_INPUT, _FAKE_INPUT)},
            {**_FULL_RANGE, "ext_requests": (self._xinput, self._xinput, _XI_WARP_POINTER, _XI_WARP_POINTER)},
        ]
        self._context = self._control.record_create_context(
            record.FromServerTime | record.FromClientTime, [record.AllClients], ranges
        )
        self._control.sync()
        self._thread.start()
        # The context is on when the listener gets something; until then a mark may be lost.
        wait_for(lambda: self._mark() <= self._last_mark, "the RECORD context to start")

    def stop(self) -> None:
        """Stop listening, after all that the server did before."""
        self.settle()
        self._control.record_disable_context(self._context)
        self._control.sync()
        self._thread.join(30)
        self._control.record_free_context(self._context)
        self._control.close()
        self._data.close()

    @property
    def events(self) -> list[Seen]:
        """All that was heard so far, in the server's order."""
        with self._lock:
            return list(self._seen)

    @property
    def requests(self) -> list[Seen]:
        """What clients asked for."""
        return [seen for seen in self.events if seen.kind != "device"]

    @property
    def device_events(self) -> list[Seen]:
        """What keyboards and pointers did, real ones and XTEST's."""
        return [seen for seen in self.events if seen.kind == "device"]

    def clear(self) -> None:
        """Forget what was heard."""
        self.settle()
        with self._lock:
            self._seen.clear()

    def taken(self) -> list[Seen]:
        """Give what was heard and forget it; for runs of which not all can be kept."""
        with self._lock:
            heard, self._seen = self._seen, []
        return heard

    def settle(self) -> None:
        """Wait until all that the server has done before this call is in `events`."""
        mark = self._mark()
        wait_for(lambda: self._last_mark >= mark, "the RECORD listener to catch up")

    def wait_for(self, predicate: Callable[[Sequence[Seen]], bool], timeout_s: float = 45.0) -> list[Seen]:
        """Wait until `predicate(events)` holds and give the events."""
        return wait_for(
            lambda: events if predicate(events := self.events) else None,
            f"the expected input; there were {self.events[-20:]}",
            timeout_s=timeout_s,
        )

    def _mark(self) -> int:
        """Send an event to a window of our own, which comes back by the listener and by nothing else."""
        number = next(self._marks)
        self._window.send_event(
            event.ClientMessage(
                window=self._window,
                client_type=X.NONE + 1,
                data=(32, [number, 0, 0, 0, 0]),
            )
        )
        self._control.sync()
        return number

    def _listen(self) -> None:
        self._data.record_enable_context(self._context, self._heard)

    def _heard(self, reply: Any) -> None:
        now = time.monotonic_ns()
        if reply.category not in {record.FromClient, record.FromServer}:
            return
        order = _order(reply.client_swapped)
        for element in _elements(reply.data, reply.category, order):
            found = list(self._read(reply, element, now, order))
            with self._lock:
                self._seen += found

    def _read(self, reply: Any, element: tuple[int, bytes], now: int, order: str) -> Iterator[Seen]:
        server_ms, data = element
        if reply.category == record.FromServer:
            x, y = struct.unpack_from("<hh", data, 20)
            yield Seen("device", now, server_ms, 0, data[0] & 0x7F, data[1], x, y, 0)
        elif data[0] == self._xtest:
            yield from _fake_input(data, order, now, server_ms, reply.id_base)
        elif data[0] == _SEND_EVENT:
            sent = data[12:44]
            if reply.id_base == self._own:
                (self._last_mark,) = struct.unpack_from(order + "I", sent, 12)
            elif sent[0] & 0x7F in _INPUT:
                x, y = struct.unpack_from(order + "hh", sent, 20)
                yield Seen("send_event", now, server_ms, reply.id_base, sent[0] & 0x7F, sent[1], x, y, 0)
        elif data[0] == _WARP_POINTER:
            x, y = struct.unpack_from(order + "hh", data, 20)
            yield Seen("warp_pointer", now, server_ms, reply.id_base, X.MotionNotify, 0, x, y, 0)
        elif data[0] == self._xinput:
            x, y = (value >> 16 for value in struct.unpack_from(order + "ii", data, 24))
            yield Seen("xi_warp_pointer", now, server_ms, reply.id_base, X.MotionNotify, 0, x, y, 0)


def _fake_input(data: bytes, order: str, now: int, server_ms: int, client: int) -> Iterator[Seen]:
    """Read FakeInput: in the device form the events after the first are only valuators."""
    for offset in range(4, len(data) - 31, 32):
        kind, detail, delay = struct.unpack_from(order + "BBxxI", data, offset)
        x, y = struct.unpack_from(order + "hh", data, offset + 20)
        yield Seen("fake_input", now, server_ms, client, kind & 0x7F, detail, x, y, delay)
        if kind & 0x7F >= _EXTENSION_EVENTS:
            return


def _order(swapped: bool) -> str:
    """Requests are in the client's byte order, the server's is little endian here."""
    return ">" if swapped else "<"


def _elements(data: bytes, category: int, order: str) -> Iterator[tuple[int, bytes]]:
    """Cut a reply into its elements, each with the server's time in front of it.

    The time is in our byte order; a length of 0 is the long form of BIG-REQUESTS.
    """
    at = 0
    while at + 8 <= len(data):
        (server_ms,) = struct.unpack_from("<I", data, at)
        at += 4
        if category == record.FromServer:
            size = 32
        else:
            (size,) = struct.unpack_from(order + "H", data, at + 2)
            size = 4 * (size or struct.unpack_from(order + "I", data, at + 4)[0])
        yield server_ms, data[at : at + size]
        at += size
