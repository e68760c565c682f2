"""What pyautogui and pynput call a key, by the number that X gives to it: so the protocol names single keys."""

from __future__ import annotations

SHIFT, CTRL, ALT, SUPER = 0xFFE1, 0xFFE3, 0xFFE9, 0xFFEB
"""The left ones."""
SHIFT_R, CTRL_R, ALT_R, SUPER_R = 0xFFE2, 0xFFE4, 0xFFEA, 0xFFEC
_RETURN, _ESCAPE, _TAB, _BACKSPACE, _PRINT = 0xFF0D, 0xFF1B, 0xFF09, 0xFF08, 0xFF61
_PAGE_UP, _PAGE_DOWN = 0xFF55, 0xFF56
_F1, _KP_0 = 0xFFBE, 0xFFB0

_BOTH = {
    "backspace": _BACKSPACE,
    "tab": _TAB,
    "enter": _RETURN,
    "esc": _ESCAPE,
    "space": 0x20,
    "delete": 0xFFFF,
    "home": 0xFF50,
    "left": 0xFF51,
    "up": 0xFF52,
    "right": 0xFF53,
    "down": 0xFF54,
    "end": 0xFF57,
    "shift": SHIFT,
    "ctrl": CTRL,
    "alt": ALT,
    "pause": 0xFF13,
    "insert": 0xFF63,
    **{f"f{number}": _F1 + number - 1 for number in range(1, 21)},
}

PYAUTOGUI = {
    **_BOTH,
    **{f"f{number}": _F1 + number - 1 for number in range(21, 25)},
    **{f"num{digit}": _KP_0 + digit for digit in range(10)},
    **dict.fromkeys(("return", "\n", "\r"), _RETURN),
    "\b": _BACKSPACE,
    "\t": _TAB,
    " ": 0x20,
    "escape": _ESCAPE,
    "\\e": _ESCAPE,
    "del": 0xFFFF,
    **dict.fromkeys(("print", "prtsc", "prtscr", "prntscrn", "printscreen"), _PRINT),
    **dict.fromkeys(("pgup", "pageup"), _PAGE_UP),
    **dict.fromkeys(("pgdn", "pagedown"), _PAGE_DOWN),
    "capslock": 0xFFE5,
    "numlock": 0xFF7F,
    "scrolllock": 0xFF14,
    "select": 0xFF60,
    "execute": 0xFF62,
    "help": 0xFF6A,
    "apps": 0xFF67,
    "win": SUPER,
    "winleft": SUPER,
    "winright": SUPER_R,
    "multiply": 0xFFAA,
    "add": 0xFFAB,
    "separator": 0xFFAC,
    "subtract": 0xFFAD,
    "decimal": 0xFFAE,
    "divide": 0xFFAF,
    "shiftleft": SHIFT,
    "shiftright": SHIFT_R,
    "ctrlleft": CTRL,
    "ctrlright": CTRL_R,
    "altleft": ALT,
    "altright": ALT_R,
}
"""What the original has a key for on X11, and the same words elsewhere."""
PYAUTOGUI_ELSEWHERE = {
    "command": SUPER,
    "option": ALT,
    "optionleft": ALT,
    "optionright": ALT_R,
    "volumeup": 0x1008FF13,
    "volumedown": 0x1008FF11,
    "volumemute": 0x1008FF12,
    "playpause": 0x1008FF14,
    "nexttrack": 0x1008FF17,
    "prevtrack": 0x1008FF16,
    "stop": 0x1008FF15,
    "browserback": 0x1008FF26,
    "browserforward": 0x1008FF27,
    "browserrefresh": 0x1008FF29,
    "browserhome": 0x1008FF18,
    "browsersearch": 0x1008FF1B,
    "browserstop": 0x1008FF28,
    "browserfavorites": 0x1008FF30,
    "launchmail": 0x1008FF19,
    "sleep": 0x1008FF2F,
    "clear": 0xFF0B,
}
"""Words that the original knows on Windows or macOS alone."""

PYNPUT = {
    **_BOTH,
    "alt_l": ALT,
    "alt_r": ALT_R,
    "alt_gr": 0xFF7E,
    "caps_lock": 0xFFE5,
    "cmd": SUPER,
    "cmd_l": SUPER,
    "cmd_r": SUPER_R,
    "ctrl_l": CTRL,
    "ctrl_r": CTRL_R,
    "page_down": _PAGE_DOWN,
    "page_up": _PAGE_UP,
    "shift_l": SHIFT,
    "shift_r": SHIFT_R,
    "menu": 0xFF67,
    "num_lock": 0xFF7F,
    "print_screen": _PRINT,
    "scroll_lock": 0xFF14,
    "media_play_pause": 0x1008FF14,
    "media_volume_mute": 0x1008FF12,
    "media_volume_down": 0x1008FF11,
    "media_volume_up": 0x1008FF13,
    "media_previous": 0x1008FF16,
    "media_next": 0x1008FF17,
    "media_stop": 0x1008FF15,
}
"""The members of `pynput.keyboard.Key`."""
