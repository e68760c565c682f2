from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.facts import Control, Program
from supervisor.detect.controls import (
    fits_program,
    is_agreeing,
    is_harmless,
    is_sure,
    meaning_of_name,
    names_trash,
    only_looks,
    says,
)
from supervisor.detect.fold import LONGEST_NAME, normalise


@pytest.mark.parametrize(
    ("name", "control"),
    [
        ("Delete", Control.DELETE),
        ("Delete permanently", Control.DELETE),
        ("Permanently Delete", Control.DELETE),
        ("Yes, delete it", Control.DELETE),
        ("Delete branch", Control.DELETE),
        ("Remove", Control.DELETE),
        ("Clear history", Control.DELETE),
        ("Move to Trash", Control.TRASH),
        ("Mo_ve to Trash", Control.TRASH),
        ("Move selected to the Recycle Bin", Control.TRASH),
        ("Empty Trash", Control.EMPTY_TRASH),
        ("Empty Recycle Bin…", Control.EMPTY_TRASH),
        ("Format drive", Control.ERASE),
        ("Factory reset", Control.ERASE),
        ("Don't Save", Control.DISCARD),
        ("Don’t save", Control.DISCARD),
        ("Discard changes", Control.DISCARD),
        ("Close without saving", Control.DISCARD),
        ("Replace", Control.OVERWRITE),
        ("Export Passwords…", Control.ACCOUNT),
        ("Download your recovery codes", Control.ACCOUNT),
        ("Overwrite all", Control.OVERWRITE),
        ("Send", Control.SEND),
        ("Send Now", Control.SEND),
        ("Send Later", Control.SEND),
        ("Resend", Control.SEND),
        ("Post", Control.PUBLISH),
        ("Publish changes", Control.PUBLISH),
        ("Submit", Control.PUBLISH),
        ("Place your order", Control.PAY),
        ("Buy now", Control.PAY),
        ("Pay $12", Control.PAY),
        ("Confirm and pay", Control.PAY),
        ("Send money", Control.PAY),
        ("Delete my account", Control.ACCOUNT),
        ("Cancel subscription", Control.ACCOUNT),
        ("Remove all inherited permissions", Control.ACCOUNT),
        ("Sign up", Control.ACCOUNT),
        ("Install", Control.INSTALL),
        ("Uninstall", Control.UNINSTALL),
        ("Shut Down", Control.SESSION),
        ("Log Out…", Control.SESSION),
        ("Run in Terminal", Control.RUN),
        ("Löschen", Control.DELETE),
        ("In den Papierkorb verschieben", Control.TRASH),
        ("Supprimer définitivement", Control.DELETE),
        ("Vaciar la papelera", Control.EMPTY_TRASH),
        ("Отправить", Control.SEND),
        ("削除(D)", Control.DELETE),
        ("清空回收站", Control.EMPTY_TRASH),
        ("حذف", Control.DELETE),
        ("\u200fإرسال\u200f", Control.SEND),
    ],
)
def test_dangerous_names_are_known(name: str, control: Control) -> None:
    assert meaning_of_name(name) is control


@pytest.mark.parametrize(
    "name",
    [
        "Deleted items",
        "Date deleted",
        "Undelete",
        "Undo Delete",
        "Cancel",
        "Cancel deletion",
        "Don't delete",
        "Restore",
        "Keep file",
        "Send feedback",
        "Send To",
        "Send to back",
        "Sent",
        "Sender",
        "Remove from favorites",
        "Delete filter",
        "Delete line",
        "Delete left",
        "Remove formatting",
        "Clear search",
        "Copy",
        "Cut",
        "Open",
        "Rename…",
        "Close",
        "New Folder",
        "Properties",
        "Select All",
        "Formatting",
        "Format painter",
        "Information",
        "Formats",
        "Order by name",
        "Payment methods",
        "Posts",
        "Installed",
        "Install location",
        "Undo",
        "No",
        "",
        "   ",
    ],
)
def test_look_alikes_are_left_alone(name: str) -> None:
    assert meaning_of_name(name) is None


def test_words_that_say_yes() -> None:
    assert all(is_sure(name) for name in ("Yes", "OK", "_Yes", "Continue", "Yes to All"))
    assert all(is_agreeing(name) and not is_sure(name) for name in ("Save", "Apply", "Next", "Allow"))
    assert not any(is_sure(name) or is_agreeing(name) for name in ("No", "Cancel", "Copy", ""))


def test_names_that_do_nothing() -> None:
    assert is_harmless("Cancel")
    assert not is_harmless("Delete")
    assert only_looks("Zoom in", "push button")
    assert only_looks("Anything", "menu")
    assert not only_looks("Frobnicate", "push button")


@pytest.mark.parametrize(
    ("control", "name", "program", "there"),
    [
        (Control.DELETE, "Delete", Program.EDITOR, None),
        (Control.DELETE, "Delete this file", Program.EDITOR, Control.DELETE),
        (Control.DELETE, "Delete", Program.MAIL, Control.TRASH),
        (Control.DELETE, "Delete", Program.FILE_MANAGER, Control.DELETE),
        (Control.PASTE, "Paste", Program.TERMINAL, Control.PASTE),
        (Control.PASTE, "Paste", Program.EDITOR, None),
        (Control.SESSION, "Log out", Program.BROWSER, None),
        (Control.SESSION, "Log out", Program.OTHER, Control.SESSION),
        (Control.RUN, "Run", Program.EDITOR, None),
        (Control.RUN, "Run", Program.FILE_MANAGER, Control.RUN),
        (Control.DELETE, "Remove", Program.INSTALLER, Control.UNINSTALL),
        (Control.OVERWRITE, "Replace", Program.EDITOR, None),
    ],
)
def test_the_program_sets_meanings_right(
    control: Control, name: str, program: Program, there: Control | None
) -> None:
    assert fits_program(control, name, program) is there


@pytest.mark.parametrize(
    ("control", "name", "program", "there"),
    [
        (Control.DELETE, "Löschen", Program.EDITOR, None),
        (Control.DELETE, "Datei löschen", Program.EDITOR, Control.DELETE),
        (Control.DELETE, "Supprimer", Program.MAIL, Control.TRASH),
        (Control.DELETE, "Delete folder", Program.MAIL, Control.DELETE),
        (Control.DELETE, "Delete permanently", Program.MAIL, Control.DELETE),
        (Control.OVERWRITE, "Ersetzen", Program.EDITOR, None),
        (Control.EMPTY_TRASH, "Leeren", Program.OTHER, None),
        (Control.EMPTY_TRASH, "Leeren", Program.FILE_MANAGER, Control.EMPTY_TRASH),
        (Control.ERASE, "Formato", Program.BROWSER, None),
    ],
)
def test_the_program_sets_names_of_all_languages_right(
    control: Control, name: str, program: Program, there: Control | None
) -> None:
    assert fits_program(control, name, program) is there


def test_a_picture_of_a_bin_deletes() -> None:
    for name in ("🗑", "🗑️"):
        assert meaning_of_name(name) is Control.DELETE
    assert meaning_of_name("📄") is None


def test_closing_an_account_is_grave_and_signing_up_is_not() -> None:
    for name, grave in (
        ("Delete account", True),
        ("Konto löschen", True),
        ("Sign up", False),
        ("Crear cuenta", False),
    ):
        meaning = says(name)
        assert meaning is not None
        assert meaning.control is Control.ACCOUNT
        assert meaning.grave is grave, name


def test_a_trash_is_known_by_its_title() -> None:
    assert all(map(names_trash, ("Trash - Thunderbird", "Recycle Bin", "Papierkorb – Mail", "ゴミ箱", "Corbeille")))
    assert not any(map(names_trash, ("Inbox - Thunderbird", "docs - Thunar", "", "Move to trash?")))


@given(st.text(max_size=2 * LONGEST_NAME))
def test_any_name_is_read(name: str) -> None:
    normal = normalise(name)
    assert len(normal) <= LONGEST_NAME
    meaning_of_name(name)


def test_attack_endless_names_are_cut() -> None:
    assert len(normalise("delete " * 100_000)) <= LONGEST_NAME
