"""Which key of pynput's, and which of pyautogui's, an X keysym is. Pure.

Where there is no X server, keys are told apart by what they mean: a key with a character is that character on the
keyboard in use, whatever its layout; all others have a name. On X11 pynput takes the keysym itself.
"""

from __future__ import annotations

_SAME_IN_BOTH = {
    "backspace": (0xFF08,),
    "tab": (0xFF09, 0xFE20),
    "enter": (0xFF0D, 0xFF8D),
    "esc": (0xFF1B,),
    "delete": (0xFFFF, 0xFF9F),
    "insert": (0xFF63, 0xFF9E),
    "home": (0xFF50, 0xFF95),
    "end": (0xFF57, 0xFF9C),
    "left": (0xFF51, 0xFF96),
    "up": (0xFF52, 0xFF97),
    "right": (0xFF53, 0xFF98),
    "down": (0xFF54, 0xFF99),
    "pause": (0xFF13,),
    "space": (0x20, 0xFF80),
    **{f"f{number}": (0xFFBD + number,) for number in range(1, 21)},
}
_PYNPUT = {
    "page_up": (0xFF55, 0xFF9A),
    "page_down": (0xFF56, 0xFF9B),
    "menu": (0xFF67,),
    "print_screen": (0xFF61,),
    "caps_lock": (0xFFE5,),
    "num_lock": (0xFF7F,),
    "scroll_lock": (0xFF14,),
    "shift_l": (0xFFE1,),
    "shift_r": (0xFFE2,),
    "ctrl_l": (0xFFE3,),
    "ctrl_r": (0xFFE4,),
    "alt_l": (0xFFE9, 0xFFE7),
    "alt_r": (0xFFEA, 0xFFE8),
    "alt_gr": (0xFE03, 0xFF7E),
    "cmd_l": (0xFFEB, 0xFFED),
    "cmd_r": (0xFFEC, 0xFFEE),
    "media_play_pause": (0x1008FF14,),
    "media_volume_mute": (0x1008FF12,),
    "media_volume_down": (0x1008FF11,),
    "media_volume_up": (0x1008FF13,),
    "media_previous": (0x1008FF16,),
    "media_next": (0x1008FF17,),
}
_PYAUTOGUI = {
    "pageup": (0xFF55, 0xFF9A),
    "pagedown": (0xFF56, 0xFF9B),
    "apps": (0xFF67,),
    "printscreen": (0xFF61,),
    "capslock": (0xFFE5,),
    "numlock": (0xFF7F,),
    "scrolllock": (0xFF14,),
    "shiftleft": (0xFFE1,),
    "shiftright": (0xFFE2,),
    "ctrlleft": (0xFFE3,),
    "ctrlright": (0xFFE4,),
    "altleft": (0xFFE9, 0xFFE7),
    "altright": (0xFFEA, 0xFFE8, 0xFE03),
    "winleft": (0xFFEB, 0xFFED),
    "winright": (0xFFEC, 0xFFEE),
}


def _by_keysym(*tables: dict[str, tuple[int, ...]]) -> dict[int, str]:
    return {keysym: name for table in tables for name, keysyms in table.items() for keysym in keysyms}


PYNPUT_NAMES = _by_keysym(_SAME_IN_BOTH, _PYNPUT)
"""Members of `pynput.keyboard.Key` by keysym; a platform may lack some."""
PYAUTOGUI_NAMES = _by_keysym(_SAME_IN_BOTH, _PYAUTOGUI)
"""Names that `pyautogui.keyDown` takes, by keysym; those of characters stand for themselves."""


def utf16_units(char: str) -> tuple[str, ...]:
    """Cut a character as Windows takes it: outside the Basic Multilingual Plane it is two key presses."""
    data = char.encode("utf-16-le", "surrogatepass")
    return tuple(chr(int.from_bytes(data[i : i + 2], "little")) for i in range(0, len(data), 2))
