"""X11 requests as clients write them, in either byte order; made by hand, so that no code of ours checks itself."""

from __future__ import annotations

import struct

XTEST = 132
XINPUT = 131
XINPUT_FIRST_EVENT = 66
BIG_REQUESTS = 133
SHM = 130
EXTENSIONS = {
    "XTEST": XTEST,
    "XInputExtension": XINPUT,
    "BIG-REQUESTS": BIG_REQUESTS,
    "SHAPE": 129,
    "MIT-SHM": SHM,
    "SYNC": 134,
    "XKEYBOARD": 135,
    "XC-MISC": 136,
    "SECURITY": 137,
    "XINERAMA": 138,
    "XFIXES": 139,
    "RENDER": 140,
    "RANDR": 141,
    "Composite": 142,
    "DAMAGE": 143,
    "MIT-SCREEN-SAVER": 144,
    "DOUBLE-BUFFER": 145,
    "RECORD": 146,
    "DPMS": 147,
    "Present": 148,
    "DRI3": 149,
    "X-Resource": 150,
    "XVideo": 151,
    "GLX": 152,
    "DRI2": 153,
    "XFree86-VidModeExtension": 154,
    "Generic Event Extension": 128,
    "NV-GLX": 155,
    "VNC-EXTENSION": 156,
}
"""As a server may number them; the last has no table."""
KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION = 2, 3, 4, 5, 6


def order(*, big_endian: bool) -> str:
    return ">" if big_endian else "<"


def request(opcode: int, minor: int, body: bytes = b"", *, big_endian: bool = False, big_form: bool = False) -> bytes:
    """Give a whole request; `body` is filled up to 4 bytes."""
    body += b"\0" * (-len(body) % 4)
    units = (len(body) + (8 if big_form else 4)) // 4
    if big_form:
        return struct.pack(order(big_endian=big_endian) + "BBHI", opcode, minor, 0, units) + body
    return struct.pack(order(big_endian=big_endian) + "BBH", opcode, minor, units) + body


def big_requests_enable(*, big_endian: bool = False) -> bytes:
    return request(BIG_REQUESTS, 0, big_endian=big_endian)


def core_event(
    kind: int,
    detail: int,
    *,
    time: int = 0,
    root: tuple[int, int] = (0, 0),
    event: tuple[int, int] = (0, 0),
    window: int = 0,
    state: int = 0,
    big_endian: bool = False,
) -> bytes:
    """Give the 32 bytes of a core key, button or motion event."""
    return struct.pack(
        order(big_endian=big_endian) + "BBHIIIIhhhhHBB",
        *(kind, detail, 0, time, 0, window, 0, *root, *event, state, 1, 0),
    )


def fake_input(
    kind: int,
    detail: int = 0,
    *,
    at: tuple[int, int] = (0, 0),
    delay_ms: int = 0,
    big_endian: bool = False,
    big_form: bool = False,
) -> bytes:
    """Give a core XTEST FakeInput; the time of the event is the delay."""
    body = core_event(kind, detail, time=delay_ms, root=at, big_endian=big_endian)
    return request(XTEST, 2, body, big_endian=big_endian, big_form=big_form)


def device_input(
    offset: int,
    detail: int = 0,
    *,
    axes: tuple[int, ...] = (),
    first_axis: int = 0,
    device: int = 4,
    delay_ms: int = 0,
    big_endian: bool = False,
) -> bytes:
    """Give the device form; `offset` counts from DeviceValuator. Each six axes are one more event."""
    mark = order(big_endian=big_endian)
    body = struct.pack(mark + "BBHI", XINPUT_FIRST_EVENT + offset, detail, 0, delay_ms) + b"\0" * 23 + bytes([device])
    for start in range(0, len(axes), 6):
        part = axes[start : start + 6]
        head = struct.pack(mark + "BBHHBB", XINPUT_FIRST_EVENT, device, 0, 0, len(axes), first_axis + start)
        body += head + struct.pack(mark + "6i", *part, *[0] * (6 - len(part)))
    return request(XTEST, 2, body, big_endian=big_endian)


def send_event(
    destination: int, event: bytes, *, mask: int = 0, propagate: int = 0, big_endian: bool = False
) -> bytes:
    head = struct.pack(order(big_endian=big_endian) + "II", destination, mask)
    return request(25, propagate, head + event, big_endian=big_endian)


def warp_pointer(
    x: int,
    y: int,
    *,
    window: int = 0,
    source: int = 0,
    area: tuple[int, int, int, int] = (0, 0, 0, 0),
    big_endian: bool = False,
) -> bytes:
    body = struct.pack(order(big_endian=big_endian) + "IIhhHHhh", source, window, *area, x, y)
    return request(41, 0, body, big_endian=big_endian)


def xi_warp_pointer(
    x: int,
    y: int,
    *,
    window: int = 0,
    source: int = 0,
    area: tuple[int, int, int, int] = (0, 0, 0, 0),
    big_endian: bool = False,
) -> bytes:
    left, top, width, height = area
    numbers = (source, window, left << 16, top << 16, width, height, x << 16, y << 16)
    body = struct.pack(order(big_endian=big_endian) + "IIiiHHiiHH", *numbers, 2, 0)
    return request(XINPUT, 41, body, big_endian=big_endian)


def change_keyboard(first: int, rows: tuple[tuple[int, ...], ...], *, big_endian: bool = False) -> bytes:
    per = len(rows[0])
    symbols = [symbol for row in rows for symbol in row]
    body = bytes([first, per, 0, 0]) + struct.pack(f"{order(big_endian=big_endian)}{len(symbols)}I", *symbols)
    return request(100, len(rows), body, big_endian=big_endian)


def setup_reply(base: int, mask: int, *, roots: tuple[int, ...] = (0x529,), big_endian: bool = False) -> bytes:
    """Give a server's answer to a setup, with screens of 1920×1080 that have one depth of two visuals."""
    mark = order(big_endian=big_endian)
    vendor, formats = b"A server\0\0\0\0", struct.pack("BBB5x", 24, 32, 32) * 2
    visuals = struct.pack(mark + "IBBHIII4x", 0x21, 4, 8, 256, 0xFF0000, 0xFF00, 0xFF) * 2
    depth = struct.pack(mark + "BxH4x", 24, 2) + visuals
    screens = b"".join(
        struct.pack(mark + "IIIIIHHHHHHIBBBB", root, 0x20, 0, 0, 0, 1920, 1080, 508, 285, 1, 1, 0x21, 0, 0, 24, 1)
        + depth
        for root in roots
    )
    fixed = struct.pack(
        mark + "IIIIHHBBBBBBBB4x", 12101007, base, mask, 256, 9, 0xFFFF, len(roots), 2, 0, 0, 32, 32, 8, 255
    )
    body = fixed + vendor + formats + screens
    return struct.pack(mark + "BxHHH", 1, 11, 0, len(body) // 4) + body
