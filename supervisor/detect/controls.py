"""What pressing a control does, from its name, its role and the dialog that holds it."""

from __future__ import annotations

import re
from functools import lru_cache

from supervisor.core.facts import Control, Program
from supervisor.detect.control_names import AGREEING, ANY_MEANING, HARMLESS, LOOKING, MEANINGS, SURE
from supervisor.detect.fold import LONGEST_NAME, latin_twin, normalise, skeleton
from supervisor.detect.grammar import LOOKS, VERB_LAST, Meaning, Sense, meaning_of, worst
from supervisor.detect.lexicon import BIT
from supervisor.detect.reading import readings
from supervisor.detect.wordlist import wordlist

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

_OF_A_PROGRAM = re.compile(r" [-\u2013\u2014|] ")
"""Main windows are called `document - Program`, dialogs are not."""
_TRASH_TITLE = re.compile(
    r"(?:the )?(?:trash(?: can)?|recycle bin|waste ?basket|rubbish bin|bin|deleted (?:items|messages))"
)
_WASTEBASKET = "\U0001f5d1"
"""The picture of a bin: on a button it deletes."""
_CLOSES = re.compile(r"(?:delete|close|deactivate|terminate)\b")
_FOR_GOOD = re.compile(r"\b(?:permanent(?:ly)?|forever|for good|immediately|completely)\b")
_OF_MAIL = re.compile(
    r"(?:delete|remove)(?: (?:this |the |selected |all )?(?:messages?|e?-?mails?|conversations?|selected|thread))?"
)
_BARE = frozenset({"replace all", "empty", "delete selected", "delete selection"})
"""Names of several words that say no more than their verb."""


@lru_cache(maxsize=4096)
def says(name: str) -> Meaning | None:
    """Give what a control of this name does on its own, in any language.

    Args:
        name: Accessible name as read.

    Returns:
        The meaning; None for names that say nothing.
    """
    normal = normalise(name)
    text = skeleton(normal)
    if not text:
        return Meaning(Sense.DOES, Control.DELETE, bare=True) if _WASTEBASKET in name[:LONGEST_NAME] else None
    meaning = _in_english(text)
    # Quotes and dashes as printers have them are of no language.
    plain = all(sign.isascii() for sign in normal if sign.isalnum())
    if meaning is None or (meaning.sense is not Sense.DOES and not plain):
        # Without its accents, a word of another language may look like a harmless English one: `Gỡ` and `Go`.
        meaning = _in_other_languages(text, maybe_english=plain) or meaning
    twin = latin_twin(text)
    if twin != text and (meaning is None or meaning.sense is not Sense.DOES):
        return _in_english(twin) or meaning
    return meaning


def _in_other_languages(text: str, *, maybe_english: bool) -> Meaning | None:
    read = readings(text)
    if any(reading.language == "en" for reading in read):
        if maybe_english:
            # Plain English means what the English patterns say, here nothing, whatever it looks like elsewhere.
            return None
        read = tuple(reading for reading in read if reading.language != "en")
    if len(read) > 1:
        # Kindred languages often read a name alike.
        read = tuple({(r.concepts, r.language in VERB_LAST): r for r in read}.values())
    return worst([meaning for reading in read if (meaning := meaning_of(reading)) is not None])


def _in_english(text: str) -> Meaning | None:
    if HARMLESS.fullmatch(text):
        return Meaning(Sense.HARMLESS, bare=LOOKING.fullmatch(text) is not None)
    found = ANY_MEANING.fullmatch(text)
    if found is not None:
        control = MEANINGS[int(str(found.lastgroup)[1:])][1]
        return Meaning(
            Sense.DOES,
            control,
            bare=" " not in text or text in _BARE,
            grave=control is Control.ACCOUNT and _CLOSES.match(text) is not None,
            for_good=_FOR_GOOD.search(text) is not None,
            of_mail=_OF_MAIL.fullmatch(text) is not None,
        )
    if SURE.fullmatch(text):
        return Meaning(Sense.SURE)
    if LOOKING.fullmatch(text):
        return LOOKS
    return Meaning(Sense.AGREES) if AGREEING.fullmatch(text) else None


def meaning_of_name(name: str) -> Control | None:
    """Give what a control of this name does on its own.

    Args:
        name: Accessible name as read.

    Returns:
        The meaning; None for harmless names and for names that say nothing.
    """
    meaning = says(name)
    return None if meaning is None else meaning.control


@lru_cache(maxsize=512)
def names_trash(title: str) -> bool:
    """Tell whether a title, or its first part, is that of a trash, in any language: `Trash - Thunderbird`."""
    first = skeleton(normalise(_OF_A_PROGRAM.split(title[:LONGEST_NAME])[0]))
    return _TRASH_TITLE.fullmatch(first) is not None or any(
        reading.concepts and reading.concepts[0] & BIT["trash"] and reading.covered > 0.8
        for reading in readings(first)
    )


def is_harmless(name: str) -> bool:
    """Tell whether the name says that pressing it does nothing that lasts, e.g. `Cancel`."""
    return _senses(name, Sense.HARMLESS)


def says_little(name: str) -> bool:
    """Tell whether the name says that pressing it stops, undoes or shows something, e.g. `Cancel`, `Details`."""
    return _senses(name, Sense.HARMLESS) or _senses(name, Sense.LOOKS)


def is_sure(name: str) -> bool:
    """Tell whether the name says yes to the dialog, e.g. `OK`."""
    return SURE.fullmatch(skeleton(normalise(name))) is not None or _senses(name, Sense.SURE)


def is_agreeing(name: str) -> bool:
    """Tell whether the name may say yes to a question, e.g. `Save`."""
    return AGREEING.fullmatch(skeleton(normalise(name))) is not None or _senses(name, Sense.AGREES)


def _senses(name: str, sense: Sense) -> bool:
    meaning = says(name)
    return meaning is not None and meaning.sense is sense


def only_looks(name: str, role: str) -> bool:
    """Tell whether pressing the control only shows something."""
    if role in OPENING_ROLES or role in FIELD_ROLES or role in CONTENT_ROLES:
        return True
    meaning = says(name)
    return meaning is not None and (
        meaning.sense is Sense.LOOKS or (meaning.sense is Sense.HARMLESS and meaning.bare)
    )


_EDITS = frozenset(
    {Control.DELETE, Control.OVERWRITE, Control.ERASE, Control.RUN, Control.EMPTY_TRASH, Control.DISCARD}
)
"""What a bare verb means to an editor's document, and undo takes back."""
_NEVER_BARE = wordlist("format empty trash push order transfer")
"""Words that are too common on web pages to mean much alone."""


def fits_program(control: Control, name: str, program: Program) -> Control | None:
    """Set right what a name means in a kind of program.

    Args:
        control: What the name means on its own.
        name: The name.
        program: Where it stands.

    Returns:
        The meaning there; None when it is harmless there.
    """
    meaning = says(name)
    bare = meaning is not None and meaning.bare
    if control is Control.PASTE:
        return control if program in (Program.TERMINAL, Program.RUN_DIALOG) else None
    if program is Program.EDITOR and bare and control in _EDITS and normalise(name) not in ("discard", "empty"):
        # Editing, which the editor can undo.
        return None
    if program is Program.BROWSER and not (control is Control.RUN and "anyway" in normalise(name)):
        if control in (Control.SESSION, Control.RUN, Control.OVERWRITE) or normalise(name) in _NEVER_BARE:
            return None
        if bare and control in (Control.ERASE, Control.TRASH):
            return None
    if bare and control is Control.EMPTY_TRASH and program not in (Program.FILE_MANAGER, Program.UNKNOWN):
        return None
    if program is Program.MAIL and control is Control.DELETE and meaning is not None:
        return Control.TRASH if meaning.of_mail else control
    if control is Control.RUN and program in (Program.EDITOR, Program.OTHER, Program.TERMINAL):
        return None
    if control in (Control.UNINSTALL, Control.DELETE) and program is Program.INSTALLER:
        return Control.UNINSTALL
    return control
