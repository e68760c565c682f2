"""The names that models have for keys, as chords in our own spelling. Pure, standard library only.

`core.keynames` knows what people and X11 call a key. Models were trained on Playwright, the web's KeyboardEvent and
xdotool as well; those words are here. A word that is in none of the tables is refused by its name, save where a
vocabulary is xdotool's: there every keysym is a key, and the gate knows which of them the keyboard has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.keynames import KEY_NAMES, MODIFIERS, canonical_key
from supervisor.wire.call_fields import CallError, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_KEYS = 20
"""Keys of one chord."""

_WORDS = {
    "control": "ctrl",
    **dict.fromkeys(("controlleft", "controlright", "ctrl_left", "ctrl_right", "controlormeta"), "ctrl"),
    **dict.fromkeys(("alt_left", "alt_right", "optionleft"), "alt"),
    **dict.fromkeys(("shift_left", "shift_right"), "shift"),
    **dict.fromkeys(("metaleft", "metaright", "os", "osleft", "osright", "super_left", "super_right"), "super"),
    **dict.fromkeys(("hyper", "hyper_l", "windowskey", "commandleft", "commandright", "left_command"), "super"),
    **dict.fromkeys(("altgraph", "alt_graph"), "altgr"),
    **dict.fromkeys(("arrow_up", "up_arrow", "uparrow", "kup"), "Up"),
    **dict.fromkeys(("arrow_down", "down_arrow", "downarrow"), "Down"),
    **dict.fromkeys(("arrow_left", "left_arrow", "leftarrow"), "Left"),
    **dict.fromkeys(("arrow_right", "right_arrow", "rightarrow"), "Right"),
    **dict.fromkeys(("back", "back_space"), "BackSpace"),
    **dict.fromkeys(("page-up", "pg_up"), "Page_Up"),
    **dict.fromkeys(("page-down", "pg_dn", "pg_down"), "Page_Down"),
    **dict.fromkeys(("contextmenu", "context_menu"), "Menu"),
    **dict.fromkeys(("caps", "caps lock"), "Caps_Lock"),
    **dict.fromkeys(("equals", "equal"), "equal"),
    **dict.fromkeys(("hyphen", "dash", "minus"), "minus"),
    **dict.fromkeys(("quote", "singlequote"), "apostrophe"),
    **dict.fromkeys(("backquote", "backtick"), "grave"),
    **dict.fromkeys(("doublequote",), "quotedbl"),
    **dict.fromkeys(("openbracket", "leftbracket"), "bracketleft"),
    **dict.fromkeys(("closebracket", "rightbracket"), "bracketright"),
    "numpadenter": "KP_Enter",
    **dict.fromkeys(("numpadadd", "add"), "KP_Add"),
    **dict.fromkeys(("numpadsubtract", "subtract"), "KP_Subtract"),
    **dict.fromkeys(("numpadmultiply", "multiply"), "KP_Multiply"),
    **dict.fromkeys(("numpaddivide", "divide"), "KP_Divide"),
    **dict.fromkeys(("numpaddecimal", "decimal"), "KP_Decimal"),
    **dict.fromkeys(("numpadseparator", "separator", "kp_separator"), "KP_Separator"),
    **{f"numpad{digit}": f"KP_{digit}" for digit in range(10)},
    **{f"digit{digit}": str(digit) for digit in range(10)},
    **{f"key{letter}": letter for letter in "abcdefghijklmnopqrstuvwxyz"},
    **dict.fromkeys(("volumeup", "audiovolumeup"), "XF86AudioRaiseVolume"),
    **dict.fromkeys(("volumedown", "audiovolumedown"), "XF86AudioLowerVolume"),
    **dict.fromkeys(("volumemute", "audiovolumemute"), "XF86AudioMute"),
    **dict.fromkeys(("playpause", "mediaplaypause"), "XF86AudioPlay"),
    "mediatracknext": "XF86AudioNext",
    "mediatrackprevious": "XF86AudioPrev",
    "browserback": "XF86Back",
    "browserforward": "XF86Forward",
}
_KEYSYM = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,39}")
_KNOWN = frozenset(KEY_NAMES) | frozenset(MODIFIERS) | frozenset(_WORDS.values())


def key(word: str, where: str, *, keysyms: bool = False) -> str:
    """Give our name of a key.

    Args:
        word: The model's.
        where: Name of the field, for the error.
        keysyms: A word that no table has may be the name of an X keysym.

    Raises:
        CallError: there is no such key.
    """
    if len(word) == 1 and word.isprintable():
        return canonical_key(word)
    word = word.strip()
    low = word.lower()
    found = _WORDS.get(low) or canonical_key(low)
    if found in _KNOWN or (len(found) == 1 and found.isprintable()):
        return found
    if keysyms and _KEYSYM.fullmatch(word):
        return word
    raise CallError(f"`{where}`: `{shown(word)}` is no key that is known here")


def chord(words: Sequence[str], where: str, *, keysyms: bool = False) -> str:
    """Give keys that are pressed together.

    Args:
        words: The model's, one for each key.
        where: Name of the field, for the error.
        keysyms: As for `key`.

    Returns:
        Modifiers in our order, then the key, joined by `+`; modifiers alone keep their words.

    Raises:
        CallError: one is no key, there is none, or more than one beside the modifiers, which no chord can have.
    """
    if not words:
        raise CallError(f"`{where}` names no key")
    if len(words) > MOST_KEYS:
        raise CallError(f"`{where}` has more than {MOST_KEYS} keys")
    found = [key(word, where, keysyms=keysyms) for word in words]
    keys = [name for name in found if name not in MODIFIERS]
    if len(keys) > 1:
        raise CallError(f"`{where}` has more than one key beside modifiers: press them one after the other")
    return "+".join([*(name for name in MODIFIERS if name in found), *keys])


def modifiers(words: Sequence[str], where: str) -> list[str] | None:
    """Give what is held meanwhile; None for nothing.

    Args:
        words: The model's, one for each key.
        where: Name of the field, for the error.

    Raises:
        CallError: one is no modifier.
    """
    if len(words) > MOST_KEYS:
        raise CallError(f"`{where}` has more than {MOST_KEYS} keys")
    found = [key(word, where) for word in words]
    for name, word in zip(found, words, strict=True):
        if name not in MODIFIERS:
            raise CallError(f"`{where}`: `{shown(word)}` is no modifier: hold ctrl, alt, shift or super")
    return [name for name in MODIFIERS if name in found] or None


def split(text: str) -> list[str]:
    """Cut a chord at its `+`; in `ctrl++` the last one is the key."""
    if text.endswith("++") or text == "+":
        return [*(part for part in text[:-1].split("+") if part.strip()), "+"]
    return [part for part in text.split("+") if part.strip()]
