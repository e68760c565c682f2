"""Requests that read the screen: GetImage, ShmGetImage, and copies from a window into something a client can read.

Sources: X11 protocol (GetImage, CopyArea, CopyPlane), MIT-SHM protocol (ShmGetImage).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.action import Rect

if TYPE_CHECKING:
    from supervisor.wire.x11 import Request

COPY_AREA = 62
COPY_PLANE = 63
GET_IMAGE = 73
SHM_GET_IMAGE = 4
"""Minor opcode of MIT-SHM's."""
COPIES = frozenset({COPY_AREA, COPY_PLANE})
"""Without an answer."""


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One request that reads pixels of a drawable."""

    source: int
    """X id of the window or pixmap that is read."""
    rect: Rect
    """Which part, px of the source."""
    answered: bool
    """True when the server answers with the pixels; False for copies, which have no answer."""


def read_image_request(request: Request, shm_opcode: int) -> ImageRequest | None:
    """Understand a request.

    Args:
        request: A whole request.
        shm_opcode: Major opcode of MIT-SHM; 0 when the server lacks it.

    Returns:
        What it reads; None when it reads no pixels, or has a length that the server refuses.
    """
    order, body = ">" if request.big_endian else "<", request.body
    if request.opcode == GET_IMAGE and len(body) == 16:
        source, *rect = struct.unpack_from(order + "IhhHH", body)
        return ImageRequest(source, Rect(*rect), answered=True)
    if request.opcode == shm_opcode and request.minor == SHM_GET_IMAGE and len(body) == 28:
        source, *rect = struct.unpack_from(order + "IhhHH", body)
        return ImageRequest(source, Rect(*rect), answered=True)
    if (request.opcode, len(body)) in ((COPY_AREA, 24), (COPY_PLANE, 28)):
        source, x, y, width, height = struct.unpack_from(order + "I8xhh4xHH", body)
        return ImageRequest(source, Rect(x, y, width, height), answered=False)
    return None


def read_from(request: Request, source: int) -> bytes:
    """Give an image request that reads another drawable, from its corner on.

    Args:
        request: One that `read_image_request` understands.
        source: X id of the drawable to read instead; it holds the wanted part at 0, 0.

    Returns:
        The whole request, as long as the first.
    """
    order, body = ">" if request.big_endian else "<", bytearray(request.body)
    struct.pack_into(order + "I", body, 0, source)
    place = 12 if request.opcode in COPIES else 4
    struct.pack_into(order + "hh", body, place, 0, 0)
    units = request.length_bytes // 4
    if request.big_form:
        return struct.pack(order + "BBHI", request.opcode, request.minor, 0, units) + body
    return struct.pack(order + "BBH", request.opcode, request.minor, units) + body
