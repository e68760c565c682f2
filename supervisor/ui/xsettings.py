"""The name of the desktop's theme, for desktops that tell Qt no colour scheme (Xfce, MATE, LXDE); pure.

Format: the XSETTINGS specification of freedesktop.org, version 0.5.
"""

from __future__ import annotations

import struct

THEME_NAME = "Net/ThemeName"
_STRING = 1
_MAX_SETTINGS = 1000


def string_setting(data: bytes, wanted: str) -> str:
    """Read one text out of the property `_XSETTINGS_SETTINGS`.

    Args:
        data: The property.
        wanted: Name of the setting.

    Returns:
        Its value; empty when it is not there, is no text, or `data` is malformed.
    """
    if len(data) < 12 or data[0] not in {0, 1}:
        return ""
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
                if name == wanted:
                    return data[offset + 4 : offset + 4 + length].decode("utf-8", "replace")
                offset += 4 + _padded(length)
            else:
                offset += 4 if kind == 0 else 8  # a number, a colour
    except struct.error:
        return ""
    return ""


def _padded(length: int) -> int:
    return (length + 3) & ~3
