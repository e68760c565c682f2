"""The three questions that are asked for each action, written and read by hand.

They are python-xlib's own requests, sent by it and answered through it; only the bytes are made here, for its
descriptions of fields take ten times as long, and an agent waits.
"""

from __future__ import annotations

import struct
from typing import Any

from Xlib.protocol import request as xrequest


class _Asked:
    """The bytes of a request, from its fields in their order."""

    def __init__(self, opcode: int, layout: str, *names: str) -> None:
        self._names = names
        self._struct = struct.Struct(f"=BxH{layout}")
        self._head = (opcode, self._struct.size // 4)

    def to_binary(self, **fields: int) -> bytes:
        """Write the request."""
        return self._struct.pack(*self._head, *(fields[name] for name in self._names))


class _Told:
    """The fields of a reply."""

    def __init__(self, layout: str, *names: str) -> None:
        self._names = ("sequence_number", *names)
        self._struct = struct.Struct(f"=2xH4x{layout}")

    def parse_binary(self, data: bytes, _display: object, **_how: object) -> tuple[dict[str, Any], bytes]:
        """Read the reply, which is the whole of `data`."""
        return dict(zip(self._names, self._struct.unpack_from(data), strict=True)), b""


class PointerQuestion(xrequest.QueryPointer):
    """QueryPointer; `window`."""

    _request = _Asked(38, "I", "window")
    _reply = _Told("8xhh4xH", "root_x", "root_y", "mask")


class WindowQuestion(xrequest.TranslateCoords):
    """TranslateCoords, which tells the child at a place; `src_wid`, `dst_wid`, `src_x`, `src_y`."""

    _request = _Asked(40, "IIhh", "src_wid", "dst_wid", "src_x", "src_y")
    _reply = _Told("Ihh", "child", "x", "y")


class FocusQuestion(xrequest.GetInputFocus):
    """GetInputFocus."""

    _request = _Asked(43, "")
    _reply = _Told("I", "focus")
