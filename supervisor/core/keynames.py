"""One spelling for keys and chords, whoever wrote them.

Agents, policies and people write `Ctrl+Enter`, `ctrl+Return`, `CTRL-SHIFT-DEL` or `shift+pagedown`. Everything
behind this module sees the canonical form of `Action.keys`.
"""

from __future__ import annotations

from functools import lru_cache

MODIFIERS = ("ctrl", "alt", "shift", "super", "altgr")
"""Modifier words in the order in which a canonical chord has them."""

_LONGEST = 200
"""Characters of a chord that are looked at; no chord that a keyboard can make is nearly as long."""

_MODIFIER_WORDS = {
    **dict.fromkeys(("ctrl", "control", "ctl", "ctrlleft", "ctrlright", "control_l", "control_r"), "ctrl"),
    **dict.fromkeys(("ctrl_l", "ctrl_r", "primary", "strg"), "ctrl"),
    **dict.fromkeys(("alt", "alt_l", "alt_r", "altleft", "altright", "option", "opt", "meta_l", "meta_r"), "alt"),
    **dict.fromkeys(("shift", "shift_l", "shift_r", "shiftleft", "shiftright"), "shift"),
    **dict.fromkeys(("super", "super_l", "super_r", "win", "windows", "winleft", "winright"), "super"),
    **dict.fromkeys(("cmd", "command", "meta", "cmd_l", "cmd_r"), "super"),
    **dict.fromkeys(("altgr", "alt_gr", "iso_level3_shift", "mode_switch", "optionright"), "altgr"),
}

_KEY_WORDS = {
    "enter": "Return",
    "return": "Return",
    "linefeed": "Linefeed",
    "iso_enter": "Return",
    "esc": "Escape",
    "escape": "Escape",
    "del": "Delete",
    "delete": "Delete",
    "ins": "Insert",
    "insert": "Insert",
    "bksp": "BackSpace",
    "backspace": "BackSpace",
    "tab": "Tab",
    "iso_left_tab": "Tab",
    "space": "space",
    "spacebar": "space",
    "home": "Home",
    "end": "End",
    "pgup": "Page_Up",
    "pageup": "Page_Up",
    "page_up": "Page_Up",
    "prior": "Page_Up",
    "pgdn": "Page_Down",
    "pgdown": "Page_Down",
    "pagedown": "Page_Down",
    "page_down": "Page_Down",
    "next": "Page_Down",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "arrowup": "Up",
    "arrowdown": "Down",
    "arrowleft": "Left",
    "arrowright": "Right",
    "menu": "Menu",
    "apps": "Menu",
    "print": "Print",
    "printscreen": "Print",
    "prtsc": "Print",
    "prtscr": "Print",
    "print_screen": "Print",
    "sys_req": "Sys_Req",
    "pause": "Pause",
    "break": "Break",
    "capslock": "Caps_Lock",
    "caps_lock": "Caps_Lock",
    "numlock": "Num_Lock",
    "num_lock": "Num_Lock",
    "scrolllock": "Scroll_Lock",
    "scroll_lock": "Scroll_Lock",
    "kp_enter": "KP_Enter",
    "kp_delete": "KP_Delete",
    "kp_insert": "KP_Insert",
    "kp_home": "KP_Home",
    "kp_end": "KP_End",
    "kp_up": "KP_Up",
    "kp_down": "KP_Down",
    "kp_left": "KP_Left",
    "kp_right": "KP_Right",
    "kp_prior": "KP_Page_Up",
    "kp_page_up": "KP_Page_Up",
    "kp_next": "KP_Page_Down",
    "kp_page_down": "KP_Page_Down",
    "kp_add": "KP_Add",
    "kp_subtract": "KP_Subtract",
    "kp_multiply": "KP_Multiply",
    "kp_divide": "KP_Divide",
    "kp_decimal": "KP_Decimal",
    **{f"kp_{digit}": f"KP_{digit}" for digit in range(10)},
    **{f"num{digit}": f"KP_{digit}" for digit in range(10)},
    **{f"f{number}": f"F{number}" for number in range(1, 36)},
}

_SIGNS = {
    " ": "space",
    "\n": "Return",
    "\r": "Return",
    "\t": "Tab",
    "\b": "BackSpace",
    "\x1b": "Escape",
    "\x7f": "Delete",
    "!": "exclam",
    '"': "quotedbl",
    "#": "numbersign",
    "$": "dollar",
    "%": "percent",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "parenleft",
    ")": "parenright",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "period",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "=": "equal",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "bracketleft",
    "\\": "backslash",
    "]": "bracketright",
    "^": "asciicircum",
    "_": "underscore",
    "`": "grave",
    "{": "braceleft",
    "|": "bar",
    "}": "braceright",
    "~": "asciitilde",
}

_SIGN_WORDS = {name.lower(): name for name in _SIGNS.values()} | {"plus": "plus", "minus": "minus", "dot": "period"}

KEY_NAMES = tuple(sorted({*_KEY_WORDS.values(), *_SIGN_WORDS.values()}))
"""Names of keys that have more than a letter; a keyboard may have others (`XF86AudioPlay`, `adiaeresis`)."""


def canonical_key(name: str) -> str:
    """Give the canonical name of one key.

    Args:
        name: A keysym name, a common alias or the character itself.

    Returns:
        The X keysym name; a single letter in lower case (letters outside ASCII stand for themselves); a
        modifier's word for a modifier key; an unknown name unchanged.
    """
    if len(name) == 1:
        return _SIGNS.get(name, name.lower())
    word = name.strip().lower()
    if len(word) == 1:
        return _SIGNS.get(word, word)
    return _KEY_WORDS.get(word) or _MODIFIER_WORDS.get(word) or _SIGN_WORDS.get(word) or name.strip()


def _split(text: str) -> list[str]:
    """Cut a chord at its separator: `+`, else `-` or blanks when it starts with a modifier's word."""
    text = text.strip() or text[:1]
    for separator in ("+", "-", " "):
        first, found, _ = text.partition(separator)
        if not found or len(text) == 1 or (separator != "+" and first.lower() not in _MODIFIER_WORDS):
            continue
        # In `ctrl++` and `ctrl--` the last sign is the key, in `ctrl+` the key is missing.
        last = [separator] if text.endswith(separator * 2) else []
        return [part.strip() for part in text.split(separator) if part.strip()] + last
    return [text]


@lru_cache(maxsize=1024)
def canonical_chord(text: str) -> str:
    """Give the canonical spelling of a chord.

    Args:
        text: Any common spelling, e.g. `Ctrl+Enter`, `shift+delete`, `ctrl c`, `CTRL-ALT-DEL`.

    Returns:
        Modifiers ctrl, alt, shift, super, altgr in that order, then the key, joined by `+`. A chord of
        modifiers alone keeps their words (`ctrl+shift`). Empty for blank text.
    """
    held: set[str] = set()
    key = ""
    for part in _split(text[:_LONGEST]):
        word = _MODIFIER_WORDS.get(part.lower())
        if word:
            held.add(word)
            continue
        if part.lower() == "iso_left_tab":
            held.add("shift")
        # More than one key (`a+b`) is no chord; the last one decides what would happen.
        key = canonical_key(part)
    return "+".join([*(word for word in MODIFIERS if word in held), *([key] if key else [])])


def split_chord(chord: str) -> tuple[frozenset[str], str]:
    """Cut a canonical chord into its modifiers and its key (empty for modifiers alone)."""
    *held, key = chord.split("+")
    if key in MODIFIERS:
        return frozenset([*held, key]), ""
    return frozenset(held), key


_LABELS = {
    "Return": "Enter",
    "KP_Enter": "Enter",
    "space": "Space",
    "Page_Up": "Page Up",
    "Page_Down": "Page Down",
    "BackSpace": "Backspace",
    "altgr": "AltGr",
    **{word: word.capitalize() for word in ("ctrl", "alt", "shift", "super")},
}


def chord_label(chord: str) -> str:
    """Write a canonical chord as people know it, e.g. `Ctrl+Shift+Delete`."""
    return "+".join(_LABELS.get(part, part.upper() if len(part) == 1 else part) for part in chord.split("+"))
