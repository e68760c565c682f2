"""A connection to the X server, and the requests that python-xlib does not know or asks too little of.

Each connection belongs to one thread. Questions may wait as long as another client's server grab lasts, which is why
the loop asks none.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from Xlib import display as xdisplay
from Xlib import error as xerror
from Xlib.ext import xinput
from Xlib.protocol import request as xrequest
from Xlib.protocol import rq

from supervisor.human.errors import SeatError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_XINPUT_VERSION = (2, 2)
_KEY_CLASS, _BUTTON_CLASS = 0, 1
_STATE_BYTES = 32


class GetDeviceKeyMapping(rq.ReplyRequest):
    """Keysyms of one keyboard. The core request answers for whichever was used last, an agent's included."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(24),
        rq.RequestLength(),
        rq.Card8("deviceid"),
        rq.Card8("first_keycode"),
        rq.Card8("count"),
        rq.Pad(1),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card8("width"),
        rq.Pad(23),
        rq.Binary("keysyms"),
    )


class QueryDeviceState(rq.ReplyRequest):
    """Which keys and buttons of one device are down."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(30), rq.RequestLength(), rq.Card8("deviceid"), rq.Pad(3))
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card8("classes"),
        rq.Pad(23),
        rq.Binary("states"),
    )


class Connection:
    """Requests that wait for their answer, and events.

    Attributes:
        xinput: Whether XInput 2.1 or newer is there.
        root: X id of the root window.
        keycodes: Those that the server knows.

    Raises:
        SeatError: from any method once the server is gone.
    """

    def __init__(self, name: str | None = None) -> None:
        """Connect.

        Args:
            name: Display such as `:0`; None for `$DISPLAY`.

        Raises:
            SeatError: the display cannot be opened.
        """
        try:
            self.display = xdisplay.Display(name)
            _mend_errors(self.display)
            self.display.set_error_handler(lambda _error, _request: None)
            self.xinput = self._negotiate_xinput()
        except (xerror.DisplayError, xerror.ConnectionClosedError, OSError, OverflowError) as e:
            shown = name or "$DISPLAY"
            raise SeatError(f"display `{shown}` cannot be opened: {e}: set DISPLAY and XAUTHORITY") from e
        self.root: int = self.display.screen().root.id
        info = self.display.display.info
        self.keycodes = range(info.min_keycode, info.max_keycode + 1)

    def fileno(self) -> int:
        """Give the descriptor that becomes readable when events arrive."""
        return int(self.display.fileno())

    def close(self) -> None:
        """Close; safe to call twice."""
        try:
            self.display.close()
        except (xerror.ConnectionClosedError, OSError):
            return

    def drop(self) -> None:
        """Close at once; when bytes were written or read past python-xlib, it would stumble over the answers."""
        self.display.display.socket.close()

    def opcode(self, extension: str) -> int | None:
        """Give the major opcode of an extension; None when the server lacks it."""
        try:
            info = self.display.query_extension(extension)
        except xerror.ConnectionClosedError as e:
            raise SeatError("the display has gone") from e
        return int(info.major_opcode) if info is not None else None

    def atom(self, name: str) -> int:
        """Give the atom called `name`, made if need be."""
        reply = self.ask(xrequest.InternAtom, name=name, only_if_exists=0)
        return int(reply.atom) if reply is not None else 0

    def ask(self, kind: type[rq.ReplyRequest], **fields: object) -> Any | None:
        """Ask and wait.

        Returns:
            The reply, or None when the server answered with an error (the window or device is gone).
        """
        return next(self.ask_all(kind, [fields]))

    def ask_all(self, kind: type[rq.ReplyRequest], questions: Sequence[dict[str, object]]) -> Iterator[Any | None]:
        """Ask many questions of a kind in one go and give the answers in order, None where it is an error."""
        try:
            asked = [kind(self.display.display, True, **fields) for fields in questions]
            for question in asked:
                try:
                    question.reply()
                except xerror.XError:
                    yield None
                else:
                    yield question
        except (xerror.ConnectionClosedError, OSError) as e:
            raise SeatError("the display has gone") from e

    def tell(self, kind: type[rq.Request], on_error: Any = None, **fields: object) -> None:
        """Send a request that has no reply; an error of it is ignored, or goes to `on_error` with a later answer."""
        try:
            kind(self.display.display, on_error, **fields)
            self.display.display.flush()
        except (xerror.ConnectionClosedError, OSError) as e:
            raise SeatError("the display has gone") from e

    def ask_device(self, kind: type[rq.ReplyRequest], **fields: object) -> Any | None:
        """Ask a request of XInputExtension; None also when the server lacks it."""
        if not self._xinput_opcode:
            return None
        return self.ask(kind, opcode=self._xinput_opcode, **fields)

    def device_state(self, device: int) -> tuple[frozenset[int], frozenset[int]]:
        """Give keycodes and buttons of `device` that are down; none when it is gone."""
        reply = self.ask_device(QueryDeviceState, deviceid=device)
        return read_device_state(bytes(reply.states)) if reply is not None else (frozenset(), frozenset())

    def events(self) -> Iterator[Any]:
        """Give all events that have arrived, without waiting."""
        try:
            while self.display.pending_events():
                yield self.display.next_event()
        except (xerror.ConnectionClosedError, OSError) as e:
            raise SeatError("the display has gone") from e

    def _negotiate_xinput(self) -> bool:
        """Ask for 2.2: told less (python-xlib says 2.0), the server keeps raw events from us during grabs."""
        self._xinput_opcode = self.opcode(xinput.extname) or 0
        major, minor = _XINPUT_VERSION
        reply = self.ask_device(xinput.XIQueryVersion, major_version=major, minor_version=minor)
        return reply is not None and (reply.major_version, reply.minor_version) >= (2, 1)


def _mend_errors(display: xdisplay.Display) -> None:
    """Give core errors their own class again: python-xlib's RANDR takes their numbers for classes that are no errors.

    Without it a BadValue, which an agent can bring about, would end whatever waits for an answer just then.
    """
    classes = display.display.error_classes
    kinds: list[tuple[int, type[object]]] = list(classes.items())
    for code, kind in kinds:
        if not issubclass(kind, xerror.XError):
            classes[code] = xerror.xerror_class.get(code, xerror.XError)


def read_device_state(states: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Read the classes of a QueryDeviceState reply (XI1 protocol, section 2.23).

    Returns:
        Keycodes and buttons that are down.
    """
    keys: frozenset[int] = frozenset()
    buttons: frozenset[int] = frozenset()
    start = 0
    while start + 4 <= len(states):
        kind, length = struct.unpack_from("=BB", states, start)
        field = states[start + 4 : start + 4 + _STATE_BYTES]
        down = frozenset(i for i in range(8 * len(field)) if field[i // 8] >> (i % 8) & 1)
        if kind == _KEY_CLASS:
            keys = down
        elif kind == _BUTTON_CLASS:
            buttons = down
        if length == 0:
            break
        start += length
    return keys, buttons
