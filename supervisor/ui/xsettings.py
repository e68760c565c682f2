"""What the desktop's settings daemon announces, for what desktops tell Qt nothing of (Xfce, MATE, LXDE); pure.

Format: the XSETTINGS specification of freedesktop.org, version 0.5.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

THEME_NAME = "Net/ThemeName"
ANIMATIONS = "Gtk/EnableAnimations"
"""A number: 0 when the person wants things to stand still. GNOME, KDE, Xfce and MATE announce it under this name."""
_NUMBER, _STRING = 0, 1
_MAX_SETTINGS = 1000


def string_setting(data: bytes, wanted: str) -> str:
    """Read one text out of the property `_XSETTINGS_SETTINGS`.

    Args:
        data: The property.
        wanted: Name of the setting.

    Returns:
        Its value; empty when it is not there, is no text, or `data` is malformed.
    """
    return next((value for name, value in _settings(data) if name == wanted and isinstance(value, str)), "")


def number_setting(data: bytes, wanted: str) -> int | None:
    """Read one number out of the property `_XSETTINGS_SETTINGS`.

    Args:
        data: The property.
        wanted: Name of the setting.

    Returns:
        Its value; None when it is not there, is no number, or `data` is malformed.
    """
    return next((value for name, value in _settings(data) if name == wanted and isinstance(value, int)), None)


def _settings(data: bytes) -> Iterator[tuple[str, str | int]]:
    """Give texts and numbers by name, as far as `data` is well formed."""
    if len(data) < 12 or data[0] not in {0, 1}:
        return
    order = "><"[data[0] == 0]
    (count,) = struct.unpack_from(f"{order}I", data, 8)
    offset = 12
    try:
        for _ in range(min(count, _MAX_SETTINGS)):
            kind, name_length = struct.unpack_from(f"{order}BxH", data, offset)
            name = data[offset + 4 : offset + 4 + name_length].decode("latin-1")
            offset += 4 + _padded(name_length) + 4  # header, name, serial
            if kind == _STRING:
                (length,) = struct.unpack_from(f"{order}I", data, offset)
                yield name, data[offset + 4 : offset + 4 + length].decode("utf-8", "replace")
                offset += 4 + _padded(length)
            elif kind == _NUMBER:
                yield name, struct.unpack_from(f"{order}i", data, offset)[0]
                offset += 4
            else:
                offset += 8  # a colour
    except struct.error:
        return


def _padded(length: int) -> int:
    return (length + 3) & ~3
