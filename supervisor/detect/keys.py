"""What a key does in a kind of program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.facts import Control, Program
from supervisor.core.keynames import split_chord
from supervisor.detect.controls import FIELD_ROLES, MENU_ROLES, SWITCH_ROLES
from supervisor.detect.programs import BOOKMARKS_ON_CTRL_D
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from supervisor.core.context import Element, Window

SUBMIT_KEYS = frozenset({"Return", "KP_Enter", "Linefeed", "ISO_Enter"})
"""Keys that hand a line over or press the default button."""
ACTIVATE_KEYS = SUBMIT_KEYS | {"space"}
"""Keys that press the focused control."""
LINE_KEYS = frozenset({"j", "m", "o"})
"""Letters that, with Ctrl, hand a line over in a terminal."""
PASTE_CHORDS = frozenset({"ctrl+shift+v", "shift+Insert", "ctrl+v", "super+v"})
"""Chords that paste in one terminal or another, as far as nobody could look at the selections; see `pastes`."""
LOOKING_KEYS = wordlist(
    "Up Down Left Right Home End Page_Up Page_Down KP_Up KP_Down KP_Left KP_Right KP_Home KP_End KP_Page_Up"
    " KP_Page_Down Tab Escape Menu F1 Caps_Lock Num_Lock Scroll_Lock Print"
)
"""Keys that move or show."""

_DELETE_KEYS = frozenset({"Delete", "KP_Delete"})
_VALUE_KEYS = wordlist("Up Down Left Right Page_Up Page_Down Home End plus minus KP_Add KP_Subtract")
_COMPOSE_TITLES = ("compose", "write:", "reply", "re:", "new message", "forward")
_RENAME_TITLES = ("rename", "new folder", "create new", "save as", "save file", "new file")
_POWER_KEYS = frozenset(
    {
        "XF86PowerOff",
        "XF86Sleep",
        "XF86Suspend",
        "XF86Hibernate",
        "XF86LogOff",
        "XF86Shutdown",
        "XF86Reboot",
        "XF86Eject",
    }
)
_F8_DELETES = frozenset({"krusader", "mc", "doublecmd", "double-commander", "gnome-commander", "sunflower", "vifm"})


def key_meaning(
    chord: str, program: Program, place: Program, window: Window | None, element: Element | None
) -> Control | None:
    """Give what a chord does where it lands, pressing a focused button aside.

    Args:
        chord: Canonical chord.
        program: Kind of the program.
        place: The same, or the kind of web page in a browser.
        window: The window; None when unknown.
        element: The focused element; None when unknown.

    Returns:
        The meaning; None for editing, moving and keys that do nothing of note.
    """
    held, key = split_chord(chord)
    if key in _POWER_KEYS or (
        held >= {"ctrl", "alt"} and (key in ("Delete", "BackSpace", "KP_Delete") or _is_console(key))
    ):
        return Control.SESSION
    if program is Program.FILE_MANAGER:
        return _in_file_manager(held, key, window, element)
    if place is Program.MAIL:
        return _in_mail(held, key, program, window, element)
    if (
        place is Program.MESSAGING
        and key in SUBMIT_KEYS
        and "shift" not in held
        and (element is None or element.role in FIELD_ROLES)
    ):
        return Control.SEND
    if program is Program.SETTINGS and element is not None:
        changes = element.role in SWITCH_ROLES and (key in ACTIVATE_KEYS or key in _VALUE_KEYS)
        return Control.SETTING if changes or (element.role == "combo box" and key in _VALUE_KEYS) else None
    if program is Program.TERMINAL and chord in PASTE_CHORDS - {"ctrl+v"}:
        return Control.PASTE
    if program is Program.RUN_DIALOG and chord in PASTE_CHORDS:
        # The line itself is judged when it is submitted.
        return None
    return None


def _is_console(key: str) -> bool:
    return key[:1] == "F" and key[1:].isdigit() and int(key[1:]) <= 12


def _editing(window: Window | None, element: Element | None, titles: tuple[str, ...]) -> bool:
    """Tell whether typed keys edit a text: the focus says so, or the title when the focus is unknown."""
    if element is not None:
        return element.role in FIELD_ROLES
    title = window.title.casefold() if window else ""
    return any(word in title for word in titles)


def _in_file_manager(
    held: frozenset[str], key: str, window: Window | None, element: Element | None
) -> Control | None:
    if key in ACTIVATE_KEYS or _editing(window, element, _RENAME_TITLES):
        return None
    names = {window.app.casefold(), window.executable.casefold(), window.instance.casefold()} if window else set()
    if key in _DELETE_KEYS:
        return Control.DELETE if "shift" in held else Control.TRASH
    if key == "BackSpace" and held & {"super", "ctrl"}:
        return Control.TRASH
    if key == "d" and held == {"ctrl"} and not names & BOOKMARKS_ON_CTRL_D:
        return Control.TRASH
    if key == "F8" and names & _F8_DELETES:
        return Control.DELETE
    return _blind_mnemonic(held, key, element)


def _in_mail(
    held: frozenset[str], key: str, program: Program, window: Window | None, element: Element | None
) -> Control | None:
    if key in SUBMIT_KEYS and held & {"ctrl", "alt", "super"}:
        return Control.SEND
    if _editing(window, element, _COMPOSE_TITLES):
        return None
    if program is Program.BROWSER:
        return Control.TRASH if key == "numbersign" and element is not None else None
    if key in _DELETE_KEYS:
        return Control.DELETE if "shift" in held else Control.TRASH
    if key == "d" and held == {"ctrl"}:
        return Control.TRASH
    return _blind_mnemonic(held, key, element)


def _blind_mnemonic(held: frozenset[str], key: str, element: Element | None) -> Control | None:
    """Give UNSEEN for a letter in an open menu: it presses whatever item has that mnemonic."""
    in_menu = element is not None and element.role in MENU_ROLES
    return Control.UNSEEN if in_menu and len(key) == 1 and not held - {"alt", "shift"} else None
