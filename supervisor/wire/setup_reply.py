"""The server's answer to a client's connection setup: who the client is among all, and what the screens are.

Format: X11 protocol, section 8, "Connection Setup".
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from supervisor.wire.x11 import WireError

_ACCEPTED = 1
_HEAD_BYTES = 8
_FIXED_BYTES = 40
"""Head and the fields of fixed length."""
_SCREEN_BYTES = 40
_DEPTH_BYTES = 8
_VISUAL_BYTES = 24
_FORMAT_BYTES = 8
_MAX_SCREENS = 16


@dataclass(frozen=True, slots=True)
class ServerScreen:
    """One screen of the server."""

    root: int
    """X id of its root window."""
    colormap: int
    """X id of its default colormap."""
    width: int
    """px, at the time of the connection."""
    height: int
    """px, likewise."""
    root_depth: int
    """Bits a pixel of the root window."""


@dataclass(frozen=True, slots=True)
class SetupReply:
    """What a client was told when it was accepted; of one that was not, only the length says something."""

    accepted: bool
    """False when the server refused, or asks for more credentials."""
    length_bytes: int
    """Bytes of the answer in the stream."""
    resource_base: int = 0
    """Every id that the client makes has these bits."""
    resource_mask: int = 0
    """And may have any of these."""
    least_significant_first: bool = True
    """Byte order of images."""
    min_keycode: int = 8
    """First keycode that the server knows."""
    max_keycode: int = 255
    """Last one."""
    screens: tuple[ServerScreen, ...] = ()
    """The screens, in order."""

    def owns(self, resource: int) -> bool:
        """Tell whether an id is one that this client made, or may make."""
        return self.accepted and resource & ~self.resource_mask == self.resource_base


def read_setup_reply(data: bytes | bytearray | memoryview, *, big_endian: bool) -> SetupReply | None:
    """Read the answer at the start of the server's stream.

    Args:
        data: What has arrived.
        big_endian: The client's byte order, which the server answers in.

    Returns:
        The answer, or None while bytes are missing.

    Raises:
        WireError: its parts do not fit its length; the server is at fault.
    """
    if len(data) < _HEAD_BYTES:
        return None
    order = ">" if big_endian else "<"
    total = _HEAD_BYTES + 4 * struct.unpack_from(order + "H", data, 6)[0]
    if len(data) < total:
        return None
    if data[0] != _ACCEPTED:
        return SetupReply(accepted=False, length_bytes=total)
    try:
        return _accepted(memoryview(data)[:total].tobytes(), order)
    except struct.error as e:
        raise WireError("the server's connection setup is cut short") from e


def _accepted(data: bytes, order: str) -> SetupReply:
    base, mask = struct.unpack_from(order + "II", data, 12)
    vendor_bytes, screens, formats, image_order = struct.unpack_from(order + "HxxBBB", data, 24)
    min_keycode, max_keycode = data[34], data[35]
    if not mask or base & mask:
        raise WireError("the server gives ids that are no range")
    at = _FIXED_BYTES + (vendor_bytes + 3) // 4 * 4 + _FORMAT_BYTES * formats
    found = []
    for _ in range(min(screens, _MAX_SCREENS)):
        root, colormap, width, height = struct.unpack_from(order + "II12xHH", data, at)
        root_depth, depths = struct.unpack_from("BB", data, at + 38)
        found.append(ServerScreen(root, colormap, width, height, root_depth))
        at += _SCREEN_BYTES
        for _ in range(depths):
            at += _DEPTH_BYTES + _VISUAL_BYTES * struct.unpack_from(order + "H", data, at + 2)[0]
    return SetupReply(
        accepted=True,
        length_bytes=len(data),
        resource_base=base,
        resource_mask=mask,
        least_significant_first=not image_order,
        min_keycode=min_keycode,
        max_keycode=max_keycode,
        screens=tuple(found),
    )
