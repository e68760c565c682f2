"""Input requests to events and back: XTEST FakeInput, SendEvent, WarpPointer, XIWarpPointer, ChangeKeyboardMapping.

Sources: XTEST Extension Protocol 2.2 (and the multi-event device form of the X.Org server, Xext/xtest.c),
X11 protocol (SendEvent, WarpPointer), XI2 protocol (XIWarpPointer).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.wire.image_request import COPIES, GET_IMAGE
from supervisor.wire.x11 import Request, WireError

SEND_EVENT = 25
WARP_POINTER = 41
GET_INPUT_FOCUS = 43
CHANGE_KEYBOARD_MAPPING = 100
XTEST_FAKE_INPUT = 2
XI_WARP_POINTER = 41
_NAMED_WINDOWS = (0, 1)
"""PointerWindow and InputFocus of SendEvent: no windows, but names of one."""
MIN_KEYCODE, MAX_KEYCODE = 8, 255
MAX_DELAY_MS = 60_000
"""A longer wait inside a FakeInput is cut to this: the queue behind it would look dead."""

_CORE_KINDS = {
    2: EventKind.KEY_PRESS,
    3: EventKind.KEY_RELEASE,
    4: EventKind.BUTTON_PRESS,
    5: EventKind.BUTTON_RELEASE,
    6: EventKind.MOTION,
}
_CORE_TYPES = {kind: number for number, kind in _CORE_KINDS.items()}
# Offsets from the extension's first event, XI 1.x protocol: DeviceValuator 0, then key, button and motion.
_DEVICE_KINDS = {
    1: EventKind.KEY_PRESS,
    2: EventKind.KEY_RELEASE,
    3: EventKind.BUTTON_PRESS,
    4: EventKind.BUTTON_RELEASE,
    5: EventKind.MOTION,
}


@dataclass(frozen=True, slots=True)
class Opcodes:
    """Numbers that the server gave to the extensions; 0 when it lacks one."""

    xtest: int = 0
    """Major opcode of XTEST."""
    xinput: int = 0
    """Major opcode of XInputExtension."""
    xinput_first_event: int = 0
    """Number of DeviceValuator."""
    big_requests: int = 0
    """Major opcode of BIG-REQUESTS."""
    shm: int = 0
    """Major opcode of MIT-SHM."""

    def watched(self) -> frozenset[int]:
        """Major opcodes whose requests may be input."""
        return frozenset({SEND_EVENT, WARP_POINTER, CHANGE_KEYBOARD_MAPPING, self.xtest, self.xinput} - {0})

    def images(self) -> frozenset[int]:
        """Major opcodes whose requests may read the screen."""
        return frozenset((COPIES | {GET_IMAGE, self.shm}) - {0})


def read_input(request: Request, opcodes: Opcodes) -> InputEvent | None:
    """Understand a watched request.

    Args:
        request: A whole request whose major opcode is watched.
        opcodes: The server's numbers.

    Returns:
        The event, or None when the request is not input and may pass.

    Raises:
        WireError: it is input, but broken or of a form the server itself would refuse; it must not pass.
    """
    try:
        if request.opcode == opcodes.xtest and request.minor == XTEST_FAKE_INPUT:
            return _fake_input(request, opcodes)
        if request.opcode == SEND_EVENT:
            return _send_event(request)
        if request.opcode == WARP_POINTER:
            return _warp_pointer(request)
        if request.opcode == CHANGE_KEYBOARD_MAPPING:
            return _keyboard_change(request)
        if request.opcode == opcodes.xinput and request.minor == XI_WARP_POINTER:
            return _xi_warp_pointer(request)
    except struct.error as e:
        raise WireError("an input request is too short") from e
    return None


def _order(request: Request) -> str:
    return ">" if request.big_endian else "<"


def _fake_input(request: Request, opcodes: Opcodes) -> InputEvent:
    body, order = request.body, _order(request)
    if len(body) < 32 or len(body) % 32:
        raise WireError("a FakeInput is not made of whole events")
    # The server strips the SendEvent bit from the type (Xext/xtest.c); so must we, or 0x82 would be "unknown".
    number = body[0] & 0x7F
    detail = body[1]
    delay_ms = min(struct.unpack_from(order + "I", body, 4)[0], MAX_DELAY_MS)
    kind = _CORE_KINDS.get(number)
    if kind is not None:
        if len(body) != 32:
            raise WireError("a core FakeInput carries one event")
        if kind is not EventKind.MOTION:
            return InputEvent(kind, _existing(kind, detail), delay_ms=delay_ms)
        x, y = struct.unpack_from(order + "hh", body, 20)
        return InputEvent(kind, x=x, y=y, relative=bool(detail), delay_ms=delay_ms)
    if not opcodes.xinput_first_event or number < opcodes.xinput_first_event:
        raise WireError("a FakeInput of an unknown event")
    return _device_form(body, order, number - opcodes.xinput_first_event, detail, delay_ms)


def _device_form(body: bytes, order: str, offset: int, detail: int, delay_ms: int) -> InputEvent:
    """Read the XI form. It becomes a core event at the outlet: input may not name a physical device."""
    kind = _DEVICE_KINDS.get(offset)
    if kind is None:
        raise WireError("a FakeInput of an unknown device event")
    if kind is not EventKind.MOTION:
        return InputEvent(kind, _existing(kind, detail), delay_ms=delay_ms)
    if len(body) < 64:
        raise WireError("a device motion without valuators")
    # deviceValuator: type, deviceid, sequence, device_state u16, num_valuators u8, first_valuator u8, 6 × i32
    count, first = body[32 + 6], body[32 + 7]
    values = struct.unpack_from(order + "6i", body, 32 + 8)
    axes = {first + i: values[i] for i in range(min(count, 6))}
    return InputEvent(
        kind, x=_clamp(axes.get(0, 0)), y=_clamp(axes.get(1, 0)), relative=bool(detail), delay_ms=delay_ms
    )


def _existing(kind: EventKind, detail: int) -> int:
    """Refuse keys and buttons that no server has: it would refuse the press, and we would wait for the release."""
    lowest = 1 if kind in (EventKind.BUTTON_PRESS, EventKind.BUTTON_RELEASE) else MIN_KEYCODE
    if detail < lowest:
        raise WireError("a FakeInput of a key or button that does not exist")
    return detail


def _clamp(value: int) -> int:
    return max(-32768, min(32767, value))


def _send_event(request: Request) -> InputEvent | None:
    body, order = request.body, _order(request)
    if len(body) != 40:
        raise WireError("a SendEvent of a wrong length")
    if request.big_form:
        # No client needs it, and what RECORD tells of one (X.Org 21.1) is misread by who listens with python-xlib.
        raise WireError("a SendEvent in the long form")
    kind = _CORE_KINDS.get(body[8] & 0x7F)
    if kind is None:
        return None
    window = struct.unpack_from(order + "I", body, 0)[0]
    root, about = struct.unpack_from(order + "II", body, 16)
    if window in _NAMED_WINDOWS and about not in (0, root):
        # Toolkits go by the window that the event speaks of, so it is judged by that one, and sent there.
        window = about
    event_x, event_y = struct.unpack_from(order + "hh", body, 8 + 24)
    state = struct.unpack_from(order + "H", body, 8 + 28)[0]
    return InputEvent(
        kind,
        body[9],
        event_x,
        event_y,
        window=window,
        sent_to_window=True,
        state=state,
        raw=_native_send_event(request, order, window),
    )


def _native_send_event(request: Request, order: str, window: int) -> bytes:
    """Rewrite a SendEvent to little endian, the outlet's order, and to speak of the window that is judged."""
    body = request.body
    mask = struct.unpack_from(order + "I", body, 4)[0]
    head = list(struct.unpack_from(order + "BBHIIIIhhhhHBB", body, 8))
    head[5] = 0 if window in _NAMED_WINDOWS else window
    return struct.pack("<BBHII", SEND_EVENT, request.minor, 11, window, mask) + struct.pack("<BBHIIIIhhhhHBB", *head)


def _warp_pointer(request: Request) -> InputEvent:
    source, destination, sx, sy, sw, sh, x, y = struct.unpack_from(_order(request) + "IIhhHHhh", request.body)
    raw = struct.pack("<BxHIIhhHHhh", WARP_POINTER, 6, source, destination, sx, sy, sw, sh, x, y)
    return InputEvent(
        EventKind.MOTION, x=x, y=y, relative=destination == 0, window=destination, raw=raw if source else b""
    )


def _xi_warp_pointer(request: Request) -> InputEvent:
    source, destination, sx, sy, sw, sh, x, y = struct.unpack_from(_order(request) + "IIiiHHii", request.body)
    if source:
        raw = struct.pack(
            "<BxHIIhhHHhh", WARP_POINTER, 6, source, destination, _fp(sx), _fp(sy), sw, sh, _fp(x), _fp(y)
        )
    else:
        raw = b""
    return InputEvent(EventKind.MOTION, x=_fp(x), y=_fp(y), relative=destination == 0, window=destination, raw=raw)


def _fp(fixed: int) -> int:
    """16.16 fixed point to whole pixels."""
    return _clamp(fixed >> 16)


def _keyboard_change(request: Request) -> InputEvent:
    """Read ChangeKeyboardMapping; one that the server would refuse must not be taken for done."""
    count, body, order = request.minor, request.body, _order(request)
    first, per = struct.unpack_from("BB", body)
    if len(body) != 4 + 4 * count * per or not per or first < MIN_KEYCODE or first + count - 1 > MAX_KEYCODE:
        raise WireError("a ChangeKeyboardMapping that the server would refuse")
    symbols = struct.unpack_from(f"{order}{count * per}I", body, 4)
    raw = struct.pack(
        f"<BBHBBH{len(symbols)}I", CHANGE_KEYBOARD_MAPPING, count, 2 + len(symbols), first, per, 0, *symbols
    )
    rows = tuple(symbols[at : at + per] for at in range(0, len(symbols), per))
    return InputEvent(EventKind.REMAP, first, symbols=rows, raw=raw)


def write_fake_input(opcode: int, event: InputEvent) -> bytes:
    """Make the little-endian core FakeInput of a seat event.

    Args:
        opcode: XTEST's major opcode.
        event: A key, button or motion event in root coordinates.

    Returns:
        36 bytes.
    """
    detail = (1 if event.relative else 0) if event.kind is EventKind.MOTION else event.detail
    return struct.pack(
        "<BBHBBxxIIxxxxxxxxhhxxxxxxxB",
        opcode,
        XTEST_FAKE_INPUT,
        9,
        _CORE_TYPES[event.kind],
        detail,
        0,
        0,
        _clamp(event.x),
        _clamp(event.y),
        0,
    )
