"""Which selections an action would paste into a place where lines are commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind
from supervisor.core.facts import Program
from supervisor.core.keynames import canonical_chord, split_chord
from supervisor.detect.controls import MENU_ROLES, OPENING_ROLES
from supervisor.detect.fold import normalise
from supervisor.detect.keys import ACTIVATE_KEYS, LOOKING_KEYS
from supervisor.detect.place import COMMAND_PLACES, program_at
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context, Element

PRIMARY = "PRIMARY"
"""What is marked."""
CLIPBOARD = "CLIPBOARD"
"""What was copied."""
DRAGGED = "XdndSelection"
"""What is being dragged."""

_EITHER = (CLIPBOARD, PRIMARY)
_COPIED_CHORDS = frozenset({"ctrl+shift+v", "ctrl+v", "super+v", "ctrl+shift+y", "XF86Paste", "SunPaste"})
_MARKED_CHORDS = frozenset({"ctrl+y"})
"""In launchers; in a terminal that is readline's own."""
_INSERT_KEYS = frozenset({"Insert", "KP_Insert"})
_INSERTS_MARKED = wordlist(
    "xterm uxterm urxvt rxvt st alacritty kitty qterminal xfce4-terminal lxterminal gnome-terminal mate-terminal"
    " tilix terminator guake tilda roxterm sakura termite"
)
"""Terminals that take PRIMARY for Shift+Insert and CLIPBOARD for Ctrl+Shift+Insert; others may do the reverse."""
_PASTE_WORDS = tuple(
    normalise(word)
    for word in (
        *("Paste", "Einfügen", "Coller", "Pegar", "Incolla", "Colar", "Plakken", "Wklej", "Klistra in", "Lim inn"),
        *("Sæt ind", "Indsæt", "Liitä", "Vložit", "Vložiť", "Beilleszt", "Lipește", "Yapıştır", "Вставить"),
        *("Вставити", "Поставяне", "Επικόλληση", "הדבק", "لصق", "粘贴", "貼上", "貼り付け", "붙여넣기", "Dán"),
    )
)
"""How the items of terminals' menus begin that paste, as the languages have it."""
_MARKED_WORDS = ("selection", "primary", "auswahl", "sélection", "selección")


def pasted_selections(action: Action, context: Context) -> tuple[str, ...]:
    """Name the selections whose content the action would paste.

    Args:
        action: The gesture.
        context: Where it lands.

    Returns:
        X11 names of selections, more than one when nobody can tell which the program takes; empty when nothing is
        pasted, or only into a place where text waits to be submitted as all typed text does.
    """
    program, element = program_at(context), context.element
    if program not in COMMAND_PLACES:
        return ()
    unseen = element is None and context.window is not None and context.window.override_redirect
    in_menu = element is not None and element.role in MENU_ROLES and element.role not in OPENING_ROLES
    if program is Program.TERMINAL and unseen and action.kind is not ActionKind.MIDDLE_CLICK:
        # An item of a menu that cannot be read may be the one that pastes.
        return _EITHER if action.kind not in (ActionKind.MOVE, ActionKind.SCROLL) else ()
    if action.kind is ActionKind.DRAG and not in_menu:
        return (DRAGGED,)
    if in_menu and element is not None:
        return _by_menu(action, element) if program is Program.TERMINAL else ()
    if action.kind is ActionKind.MIDDLE_CLICK:
        return () if element is not None and element.role == "scroll bar" else (PRIMARY,)
    if action.kind is ActionKind.KEY:
        return _by_chord(canonical_chord(action.keys), program, context)
    return ()


def _by_menu(action: Action, item: Element) -> tuple[str, ...]:
    """Tell what an item pastes, by its words; a letter presses whatever item has that mnemonic."""
    held, key = split_chord(canonical_chord(action.keys))
    if action.kind is ActionKind.TYPE and not action.text.endswith(" "):
        return _EITHER
    if action.kind is ActionKind.KEY and key not in ACTIVATE_KEYS:
        return () if key in LOOKING_KEYS or held - {"shift", "alt"} else _EITHER
    words = normalise(item.name)
    if not words.startswith(_PASTE_WORDS):
        return ()
    return (PRIMARY,) if any(word in words for word in _MARKED_WORDS) else (CLIPBOARD,)


def _by_chord(chord: str, program: Program, context: Context) -> tuple[str, ...]:
    held, key = split_chord(chord)
    if key in _INSERT_KEYS and "shift" in held and not held - {"shift", "ctrl"}:
        window = context.window
        names = {window.app.casefold(), window.instance.casefold(), window.executable.casefold()} if window else set()
        if program is not Program.TERMINAL or not names & _INSERTS_MARKED:
            return _EITHER
        return (CLIPBOARD,) if "ctrl" in held else (PRIMARY,)
    if chord in _COPIED_CHORDS:
        return (CLIPBOARD,)
    return (PRIMARY,) if chord in _MARKED_CHORDS and program is not Program.TERMINAL else ()
