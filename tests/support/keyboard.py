"""A keyboard as plain data: QWERTY, with a Cyrillic second group on a few keys and AltGr on `e`."""

from __future__ import annotations

from supervisor.core.keymap import Keymap

_NAMED = {
    "Escape": (9, 0xFF1B),
    "BackSpace": (22, 0xFF08),
    "Tab": (23, 0xFF09),
    "Return": (36, 0xFF0D),
    "Control_L": (37, 0xFFE3),
    "Shift_L": (50, 0xFFE1),
    "Alt_L": (64, 0xFFE9),
    "Caps_Lock": (66, 0xFFE5),
    "KP_Enter": (104, 0xFF8D),
    "Control_R": (105, 0xFFE4),
    "ISO_Level3_Shift": (108, 0xFE03),
    "Left": (113, 0xFF51),
    "Delete": (119, 0xFFFF),
    "Super_L": (133, 0xFFEB),
    "space": (65, 0x20),
    "minus": (20, 0x2D),
    "slash": (61, 0x2F),
}
_LETTERS: dict[str, int] = dict(
    zip("qwertyuiopasdfghjklzxcvbnm", [*range(24, 34), *range(38, 47), *range(52, 59)], strict=True)
)
_DIGITS: dict[str, int] = dict(zip("1234567890", range(10, 20), strict=True))
SPARE = 250
"""A keycode that means nothing."""
_CYRILLIC = {"m": (0x06D8, 0x06F8), "a": (0x06C6, 0x06E6)}  # softsign, ef
_EURO = 0x20AC

_NAMES = {keysym: name for name, (_, keysym) in _NAMED.items()} | {_EURO: "EuroSign"}
_NAMES |= {0x06D8: "Cyrillic_softsign", 0x06F8: "Cyrillic_SOFTSIGN", 0x06C6: "Cyrillic_ef", 0x06E6: "Cyrillic_EF"}
_CHARS = {_EURO: "€", 0x06D8: "ь", 0x06F8: "Ь", 0x06C6: "ф", 0x06E6: "Ф"}


def _name(keysym: int) -> str:
    return _NAMES.get(keysym) or (chr(keysym) if 0x20 < keysym < 0x7F else f"0x{keysym:08x}")


def _char(keysym: int) -> str:
    return _CHARS.get(keysym) or (chr(keysym) if 0x20 <= keysym < 0x7F else "")


def _letter_row(letter: str) -> tuple[int, ...]:
    row = (ord(letter), ord(letter.upper()))
    if letter in _CYRILLIC:
        return (*row, *_CYRILLIC[letter])
    return (*row, 0, 0, _EURO, 0) if letter == "e" else row


MODIFIERS = {37: "ctrl", 105: "ctrl", 50: "shift", 64: "alt", 66: "lock", 108: "altgr", 133: "super"}


def keymap() -> Keymap:
    """Give the keyboard."""
    symbols: dict[int, tuple[int, ...]] = {code: (keysym,) for code, keysym in _NAMED.values()}
    symbols |= {code: _letter_row(letter) for letter, code in _LETTERS.items()}
    symbols |= {code: (ord(digit),) for digit, code in _DIGITS.items()}
    return Keymap(symbols, MODIFIERS, _name, _char)


def code(name: str) -> int:
    """Give the keycode of a letter, a digit or a key by its X name."""
    named: dict[str, int] = {key: keycode for key, (keycode, _) in _NAMED.items()}
    named |= _LETTERS | _DIGITS | {" ": 65, "-": 20, "/": 61}
    return named[name]
