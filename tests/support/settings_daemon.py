"""A settings daemon of the desktop, which announces by XSETTINGS as those of Xfce, GNOME, KDE and MATE do."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING

from Xlib import X

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from Xlib.display import Display


def announcement(values: Mapping[str, str | int | None], order: str = "<") -> bytes:
    """Write `_XSETTINGS_SETTINGS`.

    Args:
        values: Texts and numbers by name; None for a colour.
        order: `<` or `>`, of the bytes.
    """
    data = bytes([order == ">", 0, 0, 0]) + struct.pack(f"{order}II", 1, len(values))
    for name, value in values.items():
        kind = 2 if value is None else isinstance(value, str)
        data += struct.pack(f"{order}BxH", kind, len(name)) + _padded(name.encode())
        if value is None:
            data += struct.pack(f"{order}I4H", 1, 1, 2, 3, 4)
        elif isinstance(value, int):
            data += struct.pack(f"{order}Ii", 1, value)
        else:
            data += struct.pack(f"{order}II", 1, len(value.encode())) + _padded(value.encode())
    return data


@contextmanager
def announcing(connection: Display, values: Mapping[str, str | int | None]) -> Iterator[None]:
    """Announce until the end of the block."""
    daemon = connection.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    kind = connection.intern_atom("_XSETTINGS_SETTINGS")
    daemon.change_property(kind, kind, 8, announcement(values))
    daemon.set_selection_owner(connection.intern_atom("_XSETTINGS_S0"), X.CurrentTime)
    connection.sync()
    yield
    daemon.destroy()
    connection.sync()


def _padded(text: bytes) -> bytes:
    return text + bytes(-len(text) % 4)
