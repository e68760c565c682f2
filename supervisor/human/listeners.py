"""The first listener: raw events of XInput 2, which tell which device moved, and are heard during others' grabs."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from Xlib.ext import xinput
from Xlib.protocol import rq

from supervisor.human.connection import Connection
from supervisor.human.errors import SeatError
from supervisor.human.raw_events import StreamCutter, StreamError

if TYPE_CHECKING:
    from supervisor.human.raw_events import Heard

_SELECT_EVENTS = 46
_XKB = "XKEYBOARD"
_XKB_SELECT_EVENTS = 1
_XKB_CORE_KEYBOARD = 0x100
_XKB_STATE_NOTIFY_MASK = 1 << 2
_XKB_GROUP_STATE = 1 << 4
_RECEIVE_BYTES = 1 << 16


class _XkbUseExtension(rq.ReplyRequest):
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(0), rq.RequestLength(), rq.Card16("major"), rq.Card16("minor"))
    _reply = rq.Struct(
        rq.ReplyCode(), rq.Card8("supported"), rq.Card16("sequence_number"), rq.ReplyLength(), rq.Pad(24)
    )


class _XkbGetState(rq.ReplyRequest):
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(4), rq.RequestLength(), rq.Card16("device"), rq.Pad(2))
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Pad(4),
        rq.Card8("group"),
        rq.Pad(19),
    )


class RawListener:
    """Hears all devices.

    python-xlib opens the connection and negotiates; from then on no request is sent and the bytes are cut here: it
    takes a tenth of the time, and what never asks never waits.

    Attributes:
        group: Keyboard layout group that was active at the start.
    """

    def __init__(self, name: str | None = None) -> None:
        """Begin to listen.

        Args:
            name: Display such as `:0`; None for `$DISPLAY`.

        Raises:
            SeatError: the display cannot be opened, or has no XInput 2.1.
        """
        self._connection = Connection(name)
        opcode = self._connection.opcode(xinput.extname)
        if not self._connection.xinput or opcode is None:
            self._connection.close()
            raise SeatError("the X server has no XInput 2.1: physical keys cannot be told from programs' keys")
        self.group, xkb = self._ask_group()
        first_event = xkb[1] if xkb is not None else None
        self._cutter = StreamCutter(opcode, first_event)
        self._cutter.feed(bytes(self._connection.display.display.data_recv))
        requests = _select_raw(opcode, self._connection.root)
        if xkb is not None:
            requests += _select_group(xkb[0])
        os.set_blocking(self.fileno(), True)
        os.write(self.fileno(), requests)
        os.set_blocking(self.fileno(), False)

    def fileno(self) -> int:
        """Give the descriptor that becomes readable when something was heard."""
        return self._connection.fileno()

    def close(self) -> None:
        """Listen no more."""
        self._connection.close()

    def read(self) -> list[Heard]:
        """Give what was heard, without waiting.

        Raises:
            SeatError: the X server is gone.
        """
        try:
            data = os.read(self.fileno(), _RECEIVE_BYTES)
        except BlockingIOError:
            return []
        except OSError as e:
            raise SeatError(f"the display has gone: {e}") from e
        if not data:
            raise SeatError("the display has gone")
        try:
            return self._cutter.feed(data)
        except StreamError as e:
            raise SeatError(f"the X server cannot be understood: {e}") from e

    def _ask_group(self) -> tuple[int, tuple[int, int] | None]:
        """Give the active group, and opcode and first event of XKB."""
        info = self._connection.display.query_extension(_XKB)
        if info is None:
            return 0, None
        opcode = int(info.major_opcode)
        used = self._connection.ask(_XkbUseExtension, opcode=opcode, major=1, minor=0)
        if used is None or not used.supported:
            return 0, None
        state = self._connection.ask(_XkbGetState, opcode=opcode, device=_XKB_CORE_KEYBOARD)
        return (int(state.group) if state is not None else 0), (opcode, int(info.first_event))


def _select_raw(opcode: int, root: int) -> bytes:
    """Write XISelectEvents.

    Keys and buttons of all devices: under a frozen (synchronous) grab only the slave's copy comes. Motion of masters
    only, which is half as much.
    """
    keys = (
        xinput.RawKeyPressMask
        | xinput.RawKeyReleaseMask
        | xinput.RawButtonPressMask
        | xinput.RawButtonReleaseMask
        | xinput.HierarchyChangedMask
    )
    masks = ((xinput.AllDevices, keys), (xinput.AllMasterDevices, xinput.RawMotionMask))
    body = b"".join(struct.pack("=HH", device, 1) + mask.to_bytes(4, "little") for device, mask in masks)
    return struct.pack("=BBHIHH", opcode, _SELECT_EVENTS, 3 + len(body) // 4, root, len(masks), 0) + body


def _select_group(opcode: int) -> bytes:
    """Write XkbSelectEvents for changes of the layout group."""
    which = _XKB_STATE_NOTIFY_MASK
    details = struct.pack("=HH", _XKB_GROUP_STATE, _XKB_GROUP_STATE)
    head = struct.pack("=BBHHHHHHH", opcode, _XKB_SELECT_EVENTS, 5, _XKB_CORE_KEYBOARD, which, 0, 0, 0, 0)
    return head + details
