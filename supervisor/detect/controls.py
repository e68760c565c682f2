"""What pressing a control does, from its name, its role and the dialog that holds it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from supervisor.core.facts import Control, Program
from supervisor.detect.control_names import AGREEING, ASKING, DIALOGS, HARMLESS, LOOKING, MEANINGS, SURE
from supervisor.detect.lexicon import foreign_names

LONGEST_NAME = 120
"""Characters of a control's name that are looked at; longer texts are content and not names."""
LONGEST_DIALOG = 4000
"""Characters of a dialog's text that are looked at."""

CONTENT_ROLES = frozenset(
    {"table cell", "list item", "icon", "tree item", "table row", "heading", "paragraph", "canvas"}
)
"""Roles whose name is data: a file, a message."""
FIELD_ROLES = frozenset(
    {
        "text",
        "entry",
        "password text",
        "document text",
        "document web",
        "document frame",
        "paragraph",
        "terminal",
        "editbar",
    }
)
"""Roles that take typed text."""
MENU_ROLES = frozenset(
    {"menu", "menu bar", "menu item", "check menu item", "radio menu item", "popup menu", "tearoff menu item"}
)
"""Roles in an open menu, where a letter is a command."""
OPENING_ROLES = frozenset(
    {
        "menu",
        "menu bar",
        "page tab",
        "page tab list",
        "combo box",
        "scroll bar",
        "split pane",
        "table column header",
        "tool tip",
    }
)
"""Roles that open or show something when pressed."""
SWITCH_ROLES = frozenset(
    {
        "check box",
        "toggle button",
        "radio button",
        "switch",
        "slider",
        "spin button",
        "dial",
        "check menu item",
        "radio menu item",
    }
)
"""Roles that change a value when pressed."""
BUTTON_ROLES = frozenset(
    {
        "push button",
        "button",
        "toggle button",
        "menu item",
        "check menu item",
        "radio menu item",
        "link",
        "push button menu",
    }
)
"""Roles that do something when pressed."""

_MNEMONIC_AT_END = re.compile(r"\s*\([&_]?[a-z0-9]\)$")
_COUNT_AT_END = re.compile(r"\s*\(\d{1,6}\)$")
_SHORTCUT = re.compile(r"\s*(?:\t.*|\b(?:ctrl|alt|shift|strg|f\d{1,2})\s*[+-].*)$")
_AMPERSAND = re.compile(r"&(?=\S)")
_OF_A_PROGRAM = re.compile(r" [-\u2013\u2014|] ")
"""Main windows are called `document - Program`, dialogs are not."""
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u0455\u0501\u051b\u0578\u03bf\u03b1\u03b5\u03b9\u03ba\u03bd\u03c1\u03c4\u0131\u217c\u04cf\u01c0",
    "aeopcxyijsdqnoaeikvptilll",
)


@lru_cache(maxsize=2048)
def normalise(name: str) -> str:
    """Bring a control's name to the form the lexicon knows.

    Takes away case, compatibility forms (full width), mnemonics `_` and `&`, zero-width and direction signs,
    shortcuts, counts and dots at the end; letters of other scripts that look Latin become Latin when Latin ones stand
    beside them.

    Args:
        name: Accessible name as read.

    Returns:
        The normalised name, bounded.
    """
    text = unicodedata.normalize("NFKC", name[: LONGEST_NAME * 4]).casefold()
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn", "Cs", "Co"))
        if any("a" <= c <= "z" for c in text):
            text = text.translate(_LOOKALIKES)
    text = _AMPERSAND.sub("", text) if text.count("&") == 1 else text
    text = text.replace("_", "" if text.count("_") == 1 else " ")
    text = _MNEMONIC_AT_END.sub("", _SHORTCUT.sub("", text).rstrip(" .:\u2026"))
    text = _COUNT_AT_END.sub("", " ".join(text.split()))
    return text.strip(" .!:\u2026\u2192\u279c\u27a4\u00bb>*\u2022\"'\u201c\u201d")[:LONGEST_NAME]


@lru_cache(maxsize=2048)
def meaning_of_name(name: str) -> Control | None:
    """Give what a control of this name does on its own.

    Args:
        name: Accessible name as read.

    Returns:
        The meaning; None for harmless names and for names that say nothing.
    """
    text = normalise(name)
    if not text or HARMLESS.fullmatch(text):
        return None
    for pattern, control in MEANINGS:
        if pattern.fullmatch(text):
            return control
    return _foreign().get(text)


@lru_cache(maxsize=1)
def _foreign() -> dict[str, Control]:
    return {normalise(name): control for name, control in foreign_names().items()}


@lru_cache(maxsize=512)
def meaning_of_dialog(text: str) -> Control | None:
    """Give what confirming a dialog of this text does; None when the text asks nothing of note."""
    folded = normalise_text(text)
    return _in_running_text(folded) if ASKING.search(folded) else None


@lru_cache(maxsize=512)
def meaning_of_title(title: str) -> Control | None:
    """Give what confirming a dialog of this title does; None when it says nothing, or names a main window."""
    folded = normalise_text(title)
    return None if _OF_A_PROGRAM.search(folded) else _in_running_text(folded)


def _in_running_text(folded: str) -> Control | None:
    for pattern, control in DIALOGS:
        if pattern.search(folded):
            return control
    return None


def normalise_text(text: str) -> str:
    """Fold a running text: case, compatibility forms, invisible signs; bounded."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST_DIALOG]).casefold()
    return " ".join("".join(c for c in folded if unicodedata.category(c) != "Cf").split())


def is_harmless(name: str) -> bool:
    """Tell whether the name says that pressing it does nothing that lasts, e.g. `Cancel`."""
    return HARMLESS.fullmatch(normalise(name)) is not None


def is_sure(name: str) -> bool:
    """Tell whether the name says yes to the dialog, e.g. `OK`."""
    return SURE.fullmatch(normalise(name)) is not None


def is_agreeing(name: str) -> bool:
    """Tell whether the name may say yes to a question, e.g. `Save`."""
    return AGREEING.fullmatch(normalise(name)) is not None


def only_looks(name: str, role: str) -> bool:
    """Tell whether pressing the control only shows something."""
    return (
        role in OPENING_ROLES
        or role in FIELD_ROLES
        or role in CONTENT_ROLES
        or LOOKING.fullmatch(normalise(name)) is not None
    )


def fits_program(control: Control, name: str, program: Program) -> Control | None:
    """Set right what a name means in a kind of program.

    Args:
        control: What the name means on its own.
        name: The name.
        program: Where it stands.

    Returns:
        The meaning there; None when it is harmless there.
    """
    text = normalise(name)
    if control is Control.PASTE:
        return control if program in (Program.TERMINAL, Program.RUN_DIALOG) else None
    if program is Program.EDITOR and text in (
        "delete",
        "remove",
        "replace",
        "replace all",
        "format",
        "run",
        "clear",
        "revert",
        "terminate",
    ):
        # Editing, which the editor can undo.
        return None
    if program is Program.BROWSER and control in (Control.SESSION, Control.RUN, Control.OVERWRITE):
        return None
    if program is Program.BROWSER and text in ("format", "empty", "trash", "push", "order", "transfer"):
        return None
    if (
        program is Program.MAIL
        and control is Control.DELETE
        and text in ("delete", "delete message", "delete messages", "delete selected")
    ):
        return Control.TRASH
    if control is Control.RUN and program in (Program.EDITOR, Program.OTHER, Program.TERMINAL):
        return None
    if control in (Control.UNINSTALL, Control.DELETE) and program is Program.INSTALLER:
        return Control.UNINSTALL
    return control
