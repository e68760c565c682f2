"""The keyboard in use, read from the server, and what its keysyms are called and type."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import TYPE_CHECKING

from Xlib import XK, X
from Xlib.protocol import request as xrequest

from supervisor.core.keymap import Keymap
from supervisor.desktop.x11 import X11

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIBRARY = "libxkbcommon.so.0"
_NAME_BYTES = 64
_UNICODE_KEYSYM = 0x01000000

_CORE_MODIFIERS = {X.ShiftMapIndex: "shift", X.LockMapIndex: "lock", X.ControlMapIndex: "ctrl"}
_MODIFIER_KEYSYMS = {
    0xFFE9: "alt",  # Alt_L
    0xFFEA: "alt",  # Alt_R
    0xFFE7: "alt",  # Meta_L
    0xFFE8: "alt",  # Meta_R
    0xFFEB: "super",  # Super_L
    0xFFEC: "super",  # Super_R
    0xFFED: "super",  # Hyper_L
    0xFFEE: "super",  # Hyper_R
    0xFE03: "altgr",  # ISO_Level3_Shift
    0xFE11: "altgr",  # ISO_Level5_Shift
    0xFF7E: "altgr",  # Mode_switch
    0xFF7F: "lock",  # Num_Lock
    0xFF14: "lock",  # Scroll_Lock
}
"""What the keys on Mod1 to Mod5 are; the X protocol leaves it to the keysyms."""
_MODIFYING = frozenset({*range(0xFFE1, 0xFFEF), *range(0xFE01, 0xFE14), *_MODIFIER_KEYSYMS})
"""Shift_L to Hyper_R, ISO_Lock to ISO_Level5_Lock, and the above."""


class Keyboard:
    """Reads the mapping, and again when it changed.

    Raises:
        DesktopError: the display cannot be opened.
        DisplayLostError: from any method once the server has gone.
    """

    def __init__(self, display: str | None = None, environ: Mapping[str, str] | None = None) -> None:
        """Connect, see `X11`."""
        self._x11 = X11(display, environ)
        self._keymap = Keymap({}, {}, keysym_name, keysym_char)
        self._stale = True
        self._untold = False

    def fileno(self) -> int:
        """Give the descriptor that becomes readable when `drain` has work."""
        return self._x11.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._x11.close()

    def drain(self) -> bool:
        """Take in what has arrived, without waiting.

        Returns:
            True when the mapping changed since it was called last: `keymap` gives a new one.
        """
        self._take()
        told, self._untold = self._untold, False
        return told

    def _take(self) -> None:
        for event in self._x11.events():
            # Every client is sent these, nobody has to ask.
            if event.type == X.MappingNotify and event.request != X.MappingPointer:
                self._stale = self._untold = True

    @property
    def known(self) -> Keymap:
        """The mapping as `keymap` gave it last: that by which whatever comes now was judged."""
        return self._keymap

    def keymap(self) -> Keymap:
        """Give the mapping in use; the last one while nobody answers."""
        # The reply comes after word of every change that was made before: a change must not overtake a key.
        self._x11.answer(self._x11.ask(xrequest.GetInputFocus))
        self._take()
        if self._untold:
            # Others keep what they were given before: whoever watches us has to tell them.
            self._x11.ring()
        if self._stale and (fresh := self._read()) is not None:
            self._keymap, self._stale = fresh, False
        return self._keymap

    def _read(self) -> Keymap | None:
        info = self._x11.display.display.info
        first, count = int(info.min_keycode), int(info.max_keycode) - int(info.min_keycode) + 1
        rows_asked = self._x11.ask(xrequest.GetKeyboardMapping, first_keycode=first, count=count)
        modifiers_asked = self._x11.ask(xrequest.GetModifierMapping)
        rows, modifiers = self._x11.answer(rows_asked), self._x11.answer(modifiers_asked)
        if rows is None or modifiers is None:
            return None
        symbols = {first + i: tuple(int(keysym) for keysym in row) for i, row in enumerate(rows.keysyms)}
        return Keymap(symbols, _modifiers(symbols, modifiers.keycodes), keysym_name, keysym_char)


def _modifiers(symbols: Mapping[int, tuple[int, ...]], table: list[list[int]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, keycodes in enumerate(table):
        for keycode in keycodes:
            if not all(keysym in _MODIFYING for keysym in symbols.get(keycode, ()) if keysym):
                # It modifies, and it also is a key like any other, e.g. a Shift that was made Return.
                continue
            word = _CORE_MODIFIERS.get(index) or next(
                (_MODIFIER_KEYSYMS[keysym] for keysym in symbols.get(keycode, ()) if keysym in _MODIFIER_KEYSYMS), ""
            )
            if keycode and word:
                found.setdefault(int(keycode), word)
    return found


@lru_cache(maxsize=4096)
def keysym_name(keysym: int) -> str:
    """Give the X name of a keysym, e.g. `Delete`; `0x…` when it has none."""
    library = _library()
    if library is None:
        return _xlib_names().get(keysym) or f"0x{keysym:08x}"
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    library.xkb_keysym_get_name(keysym, buffer, _NAME_BYTES)
    return buffer.value.decode("ascii", "replace")


@lru_cache(maxsize=4096)
def keysym_char(keysym: int) -> str:
    """Give the character that a keysym types; empty for none, and for control characters such as Return's."""
    library = _library()
    code = _xlib_code(keysym) if library is None else int(library.xkb_keysym_to_utf32(keysym))
    return chr(code) if code >= 0x20 and code != 0x7F and code <= 0x10FFFF else ""


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        return None
    library.xkb_keysym_get_name.argtypes = (ctypes.c_uint32, ctypes.c_char_p, ctypes.c_size_t)
    library.xkb_keysym_to_utf32.argtypes = (ctypes.c_uint32,)
    library.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    return library


@lru_cache(maxsize=1)
def _xlib_names() -> dict[int, str]:
    """Give python-xlib's names, where libxkbcommon is missing; the first of several names wins."""
    for group in ("latin2", "latin3", "latin4", "greek", "cyrillic", "hebrew", "arabic", "thai", "xkb", "xf86"):
        XK.load_keysym_group(group)
    names: dict[int, str] = {}
    for name, keysym in vars(XK).items():
        if name.startswith("XK_") and isinstance(keysym, int):
            names.setdefault(keysym, name.removeprefix("XK_"))
    return names


def _xlib_code(keysym: int) -> int:
    """Give the code point of a Latin-1 or Unicode keysym, and of the keypad's digits; 0 for others."""
    if 0x20 <= keysym <= 0x7E or 0xA0 <= keysym <= 0xFF:
        return keysym
    if keysym & 0xFF000000 == _UNICODE_KEYSYM:
        return keysym & 0x00FFFFFF
    return keysym - 0xFF80 if 0xFFAA <= keysym <= 0xFFB9 else 0
