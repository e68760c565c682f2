"""What a press does: by pointer, or by Enter, Space or a mnemonic on the focused control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind
from supervisor.core.facts import Control, Program
from supervisor.detect.controls import (
    BUTTON_ROLES,
    CONTENT_ROLES,
    FIELD_ROLES,
    MENU_ROLES,
    OPENING_ROLES,
    SWITCH_ROLES,
    fits_program,
    is_agreeing,
    is_sure,
    meaning_of_name,
    names_trash,
    only_looks,
    says,
    says_little,
)
from supervisor.detect.dialogs import meaning_of_dialog, meaning_of_title
from supervisor.detect.fold import normalise
from supervisor.detect.keys import SUBMIT_KEYS
from supervisor.detect.place import COMMAND_PLACES
from supervisor.detect.programs import GUARDED, recycles
from supervisor.detect.web import fits_page
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context, Element, Window

_BLANK_ROLES = frozenset(
    {
        "frame",
        "window",
        "application",
        "drawing area",
        "unknown",
        "embedded component",
        "invalid",
        "html container",
        "",
    }
)
"""Roles of a surface that says nothing about what is drawn on it."""
_NAVIGATION_ROLES = (
    OPENING_ROLES
    | CONTENT_ROLES
    | frozenset(
        {
            "label",
            "panel",
            "filler",
            "scroll pane",
            "viewport",
            "separator",
            "tool bar",
            "status bar",
            "layered pane",
            "tree table",
            "tree",
            "list",
            "table",
            "image",
            "link",
            "internal frame",
            "dialog",
            "alert",
            "frame",
            "section",
            "static",
            "form",
            "grouping",
            "list box",
        }
    )
)
_OPENS_IN_SETTINGS = wordlist(
    "close cancel help back about search all settings open browse details options previous next home undo more"
) | {"all settings", "go back"}


def pressed_control(action: Action, context: Context, program: Program, place: Program) -> Control | None:
    """Give what a pointer gesture presses.

    Args:
        action: A click, drag or the like.
        context: Where it lands.
        program: Kind of the program.
        place: The same, or the kind of web page.

    Returns:
        The meaning; None for nothing of note.
    """
    element, window = context.element, context.window
    if action.kind is ActionKind.DRAG and not _is_menu(window, element):
        return _dropped(element, program)
    # A press that opens a menu and is let go on an item chooses it.
    if action.kind is ActionKind.MIDDLE_CLICK and program in (Program.TERMINAL, Program.RUN_DIALOG):
        return Control.PASTE
    if action.kind is ActionKind.RIGHT_CLICK and not _is_menu(window, element):
        # It opens a menu; in an open menu it presses an item like any other button.
        return None
    if element is None:
        return _unseen(context, program, place)
    if element.role in _BLANK_ROLES and not element.name:
        return _unseen(context, program, place) if place in GUARDED or _is_menu(window, None) else None
    return _of_element(element, context, program, place)


def _is_menu(window: Window | None, element: Element | None) -> bool:
    if element is not None:
        return element.role in MENU_ROLES and element.role not in OPENING_ROLES
    return window is not None and window.override_redirect


def _dropped(element: Element | None, program: Program) -> Control | None:
    if element is None:
        return None
    names = (element.name, *element.path[-2:])
    return Control.TRASH if any(map(names_trash, names)) and program is not Program.EDITOR else None


def _unseen(context: Context, program: Program, place: Program) -> Control | None:
    """Judge a press on something that could not be read."""
    window = context.window
    if window is None:
        return None
    by_title = meaning_of_title(window.title) if _is_dialog(window, program) else None
    if by_title is not None:
        return Control.UNSEEN
    if program in GUARDED or (program is Program.BROWSER and place is Program.FINANCE):
        return Control.UNSEEN
    if _is_busy(context, program):
        return Control.UNSEEN
    if program is Program.FILE_MANAGER and (window.override_redirect or window.transient_for):
        # A menu, or a dialog whose title says nothing: Thunar asks whether to delete in one called `Attention`.
        return Control.UNSEEN
    return None


def _is_busy(context: Context, program: Program) -> bool:
    """Tell whether a program that can say what it shows did not do so in time.

    What is there may be anything. The engine looks again, with more patience, before it asks a person.
    """
    return "element-timeout" in context.unknown and program not in COMMAND_PLACES


def _is_dialog(window: Window, program: Program) -> bool:
    return window.transient_for != 0 or program is Program.FILE_MANAGER or program in GUARDED


def _of_element(element: Element, context: Context, program: Program, place: Program) -> Control | None:
    window = context.window
    if element.role == "combo box" and program is Program.SETTINGS:
        return Control.SETTING
    if element.role in FIELD_ROLES or element.role in OPENING_ROLES or element.role == "heading":
        return None
    is_data = element.role in CONTENT_ROLES and program in (
        Program.FILE_MANAGER,
        Program.MAIL,
        Program.EDITOR,
        Program.MESSAGING,
    )
    if not is_data:
        meaning = meaning_of_name(element.name)
        if program is Program.BROWSER:
            meaning = fits_page(meaning, element, context, place)
        elif meaning is not None:
            # `Replace` edits a text, save where the dialog asks whether to replace the file that is there.
            replaces = meaning is Control.OVERWRITE and meaning_of_dialog(element.dialog_text) is meaning
            meaning = meaning if replaces else fits_program(meaning, element.name, program)
        if meaning is Control.DELETE and _goes_to_trash(element, window, place):
            return Control.TRASH
        if meaning is not None:
            return meaning
        confirmed = _confirmed(element, window, program)
        if confirmed is not None:
            return confirmed
    if program is Program.SETTINGS:
        return _in_settings(element)
    if program in GUARDED and element.role in BUTTON_ROLES and not element.name:
        return Control.UNSEEN
    return None


def _goes_to_trash(element: Element, window: Window | None, place: Program) -> bool:
    """Tell whether what is deleted here can be fetched back from a trash: mail, and some file managers."""
    meaning = says(element.name)
    if meaning is None or not meaning.of_mail or element.dialog_text:
        return False
    if window is not None and names_trash(window.title):
        return False
    return place is Program.MAIL or (meaning.bare and recycles(window))


def _confirmed(element: Element, window: Window | None, program: Program) -> Control | None:
    """Give what a button that says yes does, from the dialog's text, else its title."""
    sure = is_sure(element.name)
    if not sure and not is_agreeing(element.name):
        return None
    meaning = meaning_of_dialog(element.dialog_text)
    if meaning is None and sure and window is not None and program is not Program.BROWSER:
        meaning = meaning_of_title(window.title)
    if meaning is Control.DISCARD and not sure:
        # `Save changes before closing?`: Save keeps the work.
        return None
    return meaning


def _in_settings(element: Element) -> Control | None:
    name = normalise(element.name)
    if element.role in SWITCH_ROLES:
        return Control.SETTING
    if element.role in ("menu item", "check menu item", "radio menu item"):
        return Control.SETTING
    if element.role in _NAVIGATION_ROLES or name in _OPENS_IN_SETTINGS or says_little(element.name):
        return None
    if element.role in BUTTON_ROLES or not element.role:
        return Control.SETTING if name else Control.UNSEEN
    return None


def activated_control(key: str, context: Context, program: Program, place: Program) -> Control | None:
    """Give what Enter or Space does in a dialog or on a focused control.

    Args:
        key: Keysym name.
        context: Where it lands.
        program: Kind of the program.
        place: The same, or the kind of web page.

    Returns:
        The meaning; None when nothing of note is pressed.
    """
    element, window = context.element, context.window
    if element is None:
        if _is_busy(context, program):
            return Control.UNSEEN
        dialog = window is not None and _is_dialog(window, program) and window.transient_for != 0
        return (
            _unseen(context, program, place)
            if dialog and window is not None and meaning_of_dialog(window.title)
            else None
        )
    if element.role in BUTTON_ROLES or element.role in SWITCH_ROLES:
        return _of_element(element, context, program, place)
    if key in SUBMIT_KEYS and element.dialog_text:
        # Enter in a dialog presses its default button, whatever has the focus.
        meaning = meaning_of_dialog(element.dialog_text)
        return None if meaning in (Control.DISCARD, Control.ACCOUNT) else meaning
    return None


def mnemonic_control(context: Context, program: Program) -> Control | None:
    """Give what Alt and a letter may press: in a dialog that confirms something, its button."""
    element, window = context.element, context.window
    if element is not None and element.dialog_text:
        return meaning_of_dialog(element.dialog_text)
    if element is None and window is not None and window.transient_for and _is_dialog(window, program):
        return Control.UNSEEN if _is_busy(context, program) or meaning_of_title(window.title) else None
    return None


def looks(action: Action, context: Context) -> bool:
    """Tell whether a press without meaning only shows something."""
    element = context.element
    if action.kind is ActionKind.RIGHT_CLICK:
        return True
    return element is not None and only_looks(element.name, element.role)
