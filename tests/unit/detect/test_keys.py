from __future__ import annotations

import pytest

from supervisor.core.context import Element, Window
from supervisor.core.facts import Control, Program
from supervisor.detect.keys import key_meaning

THUNAR = Window(1, "docs - Thunar", "Thunar", "thunar", "thunar")
ICONS = Element("docs", "layered pane")
ENTRY = Element("", "text")
FILES, MAIL, EDITOR = Program.FILE_MANAGER, Program.MAIL, Program.EDITOR


@pytest.mark.parametrize(
    ("chord", "program", "element", "control"),
    [
        ("Delete", FILES, None, Control.TRASH),
        ("KP_Delete", FILES, ICONS, Control.TRASH),
        ("shift+Delete", FILES, ICONS, Control.DELETE),
        ("ctrl+Delete", FILES, None, Control.TRASH),
        ("Delete", FILES, ENTRY, None),
        ("shift+Delete", FILES, ENTRY, None),
        ("ctrl+d", FILES, None, None),
        ("BackSpace", FILES, None, None),
        ("super+BackSpace", FILES, None, Control.TRASH),
        ("d", FILES, Element("Copy", "menu item"), Control.UNSEEN),
        ("d", FILES, ICONS, None),
        ("F2", FILES, None, None),
        ("ctrl+Return", MAIL, None, Control.SEND),
        ("ctrl+shift+Return", MAIL, ENTRY, Control.SEND),
        ("Return", MAIL, ENTRY, None),
        ("Delete", MAIL, Element("x", "table cell"), Control.TRASH),
        ("shift+Delete", MAIL, Element("x", "table cell"), Control.DELETE),
        ("Delete", MAIL, ENTRY, None),
        ("Delete", EDITOR, None, None),
        ("shift+Delete", EDITOR, ENTRY, None),
        ("Delete", Program.OTHER, None, None),
        ("Delete", Program.UNKNOWN, None, None),
        ("Return", Program.MESSAGING, None, Control.SEND),
        ("shift+Return", Program.MESSAGING, None, None),
        ("Return", Program.MESSAGING, Element("x", "list item"), None),
        ("ctrl+shift+v", Program.TERMINAL, None, Control.PASTE),
        ("shift+Insert", Program.TERMINAL, None, Control.PASTE),
        ("ctrl+v", Program.TERMINAL, None, None),
        ("ctrl+v", EDITOR, None, None),
        ("Return", Program.SETTINGS, Element("x", "check box"), Control.SETTING),
        ("Up", Program.SETTINGS, Element("x", "spin button"), Control.SETTING),
        ("Down", Program.SETTINGS, Element("x", "combo box"), Control.SETTING),
        ("Down", Program.SETTINGS, Element("x", "list item"), None),
        ("Tab", Program.SETTINGS, Element("x", "check box"), None),
        ("ctrl+alt+Delete", EDITOR, None, Control.SESSION),
        ("ctrl+alt+F2", EDITOR, None, Control.SESSION),
        ("alt+F2", EDITOR, None, None),
        ("XF86PowerOff", Program.UNKNOWN, None, Control.SESSION),
        ("ctrl", FILES, None, None),
        ("", FILES, None, None),
    ],
)
def test_keys_mean_what_the_program_makes_of_them(
    chord: str, program: Program, element: Element | None, control: Control | None
) -> None:
    window = THUNAR if program is FILES else Window(2, "window", "app")
    assert key_meaning(chord, program, program, window, element) is control


def test_without_a_focus_the_title_tells_editing() -> None:
    rename = Window(1, "Rename “a.txt”", "Thunar")
    assert key_meaning("Delete", FILES, FILES, rename, None) is None
    compose = Window(1, "Compose message", "Claws-mail")
    assert key_meaning("Delete", MAIL, MAIL, compose, None) is None


def test_ctrl_d_trashes_where_it_is_no_bookmark() -> None:
    assert key_meaning("ctrl+d", FILES, FILES, Window(1, app="explorer"), None) is Control.TRASH


def test_f8_deletes_in_two_pane_managers() -> None:
    assert key_meaning("F8", FILES, FILES, Window(1, app="krusader"), None) is Control.DELETE
    assert key_meaning("F8", FILES, FILES, THUNAR, None) is None


def test_web_mail_sends_like_mail() -> None:
    assert key_meaning("ctrl+Return", Program.BROWSER, MAIL, None, None) is Control.SEND
    assert key_meaning("ctrl+Return", Program.BROWSER, Program.BROWSER, None, None) is None
