"""X11 streams as no honest client writes them: requests of every kind, each rule of the framing bent a little."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from tests.support.x11_bytes import (
    change_keyboard,
    core_event,
    order,
    request,
    send_event,
    warp_pointer,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from tests.fuzz.reference import Numbers

HARMLESS = (
    14,
    15,
    16,
    17,
    20,
    21,
    23,
    38,
    40,
    43,
    44,
    47,
    49,
    50,
    52,
    84,
    91,
    97,
    98,
    99,
    101,
    103,
    106,
    108,
    110,
    127,
)
"""Core requests that ask and change nothing, with any body; the live server gets only these and input."""
_EVERY = tuple(range(1, 128))
_TIME = range(8, 12)
"""Where a FakeInput says how long the server is to wait: up to a minute, which a live run does not have."""
_SENT_KIND = 12
"""Where a SendEvent has the type of its event: TigerVNC's server ends when it gets some selection events."""
_ENDS = 0.002
"""How often a request is one that no two readers cut alike; the stream is over there."""


class Streams:
    """Draws streams; the same seed draws the same ones.

    Args:
        rng: Where chance comes from.
        numbers: Major opcodes of the server that is imitated.
        xinput_first_event: Number of its DeviceValuator.
        core: Core opcodes to draw from.
        extensions: Other major opcodes to draw from, with any minor.
        ends: Share of requests that break the framing for good.
        remaps: Whether keys may get another meaning.
    """

    def __init__(
        self,
        rng: random.Random,
        numbers: Numbers,
        xinput_first_event: int,
        *,
        core: Sequence[int] = _EVERY,
        extensions: Sequence[int] = tuple(range(128, 256)),
        ends: float = _ENDS,
        remaps: bool = True,
    ) -> None:
        self._rng = rng
        self._numbers = numbers
        self._first = xinput_first_event
        self._core = core
        self._extensions = extensions
        self._ends = ends
        self._big = False
        self._mark = "<"
        self._kinds: tuple[Callable[[], bytes], ...] = (
            *(self._core_request, self._core_request, self._extension, self._extension),
            *(self._fake, self._fake, self._device, self._sent, self._warp, self._xi_warp),
            *(self._bent, self._bent, self._decoy, self._enable, self._remap if remaps else self._warp),
        )

    def draw(self, requests: int) -> tuple[bool, bytes]:
        """Draw one stream; gives whether it is big endian, and its bytes."""
        rng = self._rng
        self._big, enabled = rng.random() < 0.5, False
        self._mark = order(big_endian=self._big)
        out: list[bytes] = []
        for _ in range(requests):
            if rng.random() < self._ends:
                out.append(self._broken())
                continue
            made = rng.choice(self._kinds)()
            if made[0] == self._numbers.big_requests and len(made) == 4 and made[1] == 0:
                enabled = True
            elif enabled and rng.random() < 0.3:
                made = self._long_form(made)
            out.append(made)
        whole = b"".join(out)
        # The last request is often torn.
        return self._big, whole[: rng.randrange(len(whole) + 1)] if rng.random() < 0.3 else whole

    def parts(self, data: bytes) -> list[bytes]:
        """Cut a stream into reads."""
        rng = self._rng
        if rng.random() < 0.3:
            return [data]
        if len(data) < 400 and rng.random() < 0.1:
            return [data[i : i + 1] for i in range(len(data))]
        cuts = sorted(rng.randrange(len(data) + 1) for _ in range(rng.randrange(1, 9)))
        return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]

    # -- whole requests

    def _request(self, opcode: int, minor: int, body: bytes = b"") -> bytes:
        return request(opcode, minor, body, big_endian=self._big)

    def _noise(self, longest: int = 40) -> bytes:
        return self._rng.randbytes(self._rng.randrange(0, longest + 1, 4))

    def _core_request(self) -> bytes:
        return self._request(self._rng.choice(self._core), self._rng.randrange(256), self._noise())

    def _extension(self) -> bytes:
        minor = self._rng.randrange(64 if self._rng.random() < 0.9 else 256)
        return self._request(self._rng.choice(self._extensions), minor, self._noise())

    def _event(self, kind: int, detail: int) -> bytes:
        rng = self._rng
        place = (rng.randrange(-9, 2000), rng.randrange(-9, 2000))
        delay = 0 if rng.random() < 0.98 else rng.randrange(3)
        return core_event(kind, detail, time=delay, root=place, event=place, big_endian=self._big)

    def _fake(self) -> bytes:
        kind = self._rng.choice((2, 3, 4, 5, 6, 6))
        detail = self._rng.randrange(8, 256) if kind < 4 else self._rng.randrange(1, 10) if kind < 6 else 0
        return self._request(self._numbers.xtest, 2, self._event(kind | self._rng.choice((0, 0, 0x80)), detail))

    def _device(self) -> bytes:
        rng = self._rng
        events = rng.choice((1, 1, 2, 3))
        head = (
            bytes([self._first + rng.randrange(1, 6), rng.randrange(8, 60), 0, 0])
            + bytes(27)
            + bytes([rng.randrange(2, 12)])
        )
        rest = b"".join(bytes([self._first, *rng.randbytes(31)]) for _ in range(events - 1))
        return self._request(self._numbers.xtest, 2, head + rest)

    def _sent(self) -> bytes:
        kind = self._rng.choice((2, 3, 4, 5, 6, 0x82, 0x84, 12, 33, 35))
        event = self._event(kind, self._rng.randrange(1, 256))
        return send_event(
            self._rng.choice((0, 1, 0x200001)), event, mask=self._rng.choice((0, 1, 0x1FFFFFF)), big_endian=self._big
        )

    def _warp(self) -> bytes:
        return warp_pointer(self._rng.randrange(2000), self._rng.randrange(2000), big_endian=self._big)

    def _xi_warp(self) -> bytes:
        x, y = self._rng.randrange(2000) << 16, self._rng.randrange(2000) << 16
        body = struct.pack(self._mark + "IIiiHHiiHH", 0, 0, 0, 0, 0, 0, x, y, 2, 0)
        return self._request(self._numbers.xinput, 41, body)

    def _remap(self) -> bytes:
        return change_keyboard(
            self._rng.randrange(248, 256), ((self._rng.randrange(0x20, 0x7F),),), big_endian=self._big
        )

    def _enable(self) -> bytes:
        rng = self._rng
        right = rng.random() < 0.5
        return self._request(
            self._numbers.big_requests,
            0 if right else rng.randrange(3),
            b"" if right else bytes(rng.choice((0, 4, 8))),
        )

    # -- bent ones, all still of a length that everybody agrees on

    def _bent(self) -> bytes:
        """Input with some of its bytes changed, or with a length that does not fit its kind."""
        rng = self._rng
        made = bytearray(rng.choice((self._fake, self._device, self._sent, self._warp, self._xi_warp))())
        if rng.random() < 0.5:
            for _ in range(rng.randrange(1, 4)):
                at = rng.randrange(4, len(made))
                if at not in (_SENT_KIND, *_TIME):
                    made[at] = rng.randrange(256)
            return bytes(made)
        body = bytes(made[4:]) + rng.randbytes(64)
        return self._request(made[0], made[1], body[: rng.randrange(0, len(body), 4)])

    def _decoy(self) -> bytes:
        """A long harmless request full of whole input requests."""
        inside = b"".join(self._fake() for _ in range(self._rng.randrange(1, 6)))
        return self._request(self._rng.choice((16, 127)), 0, bytes(4 * self._rng.randrange(3)) + inside)

    def _long_form(self, made: bytes) -> bytes:
        return made[:2] + b"\0\0" + struct.pack(self._mark + "I", len(made) // 4 + 1) + made[4:]

    # -- those after which nothing is agreed

    def _broken(self) -> bytes:
        rng = self._rng
        opcode = rng.choice((16, 127, 25, self._numbers.xtest, self._numbers.big_requests))
        units = rng.choice((0, 1, 2, 3, 0x400002, 0x40000000, 0x40000009, 0xFFFFFFFF))
        head = bytes([opcode, rng.choice((0, 2)), 0, 0]) + struct.pack(self._mark + "I", units)
        return head + self._fake() if rng.random() < 0.8 else rng.randbytes(rng.randrange(1, 60))
