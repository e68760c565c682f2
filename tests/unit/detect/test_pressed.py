from __future__ import annotations

import pytest

from supervisor.core.action import Action, ActionKind
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Control, Program
from supervisor.detect.pressed import activated_control, looks, mnemonic_control, pressed_control

FILES, SETTINGS, MAIL = Program.FILE_MANAGER, Program.SETTINGS, Program.MAIL
EDITOR, BROWSER, OTHER = Program.EDITOR, Program.BROWSER, Program.OTHER
MAIN = Window(1, "docs - Thunar", "Thunar", "thunar", "thunar")
MENU = Window(2, "", "Thunar", override_redirect=True)
DIALOG = Window(3, "Delete file?", "Thunar", transient_for=1)


def press(
    element: Element | None,
    program: Program,
    *,
    window: Window | None = MAIN,
    kind: ActionKind = ActionKind.CLICK,
    place: Program | None = None,
) -> Control | None:
    action = Action("1", "bot", kind)
    return pressed_control(action, Context(window, element), program, place or program)


@pytest.mark.parametrize(
    ("element", "program", "control"),
    [
        (Element("Delete", "menu item"), FILES, Control.DELETE),
        (Element("Move to Trash", "menu item"), FILES, Control.TRASH),
        (Element("Copy", "menu item"), FILES, None),
        (Element("Delete", "icon"), FILES, None),
        (Element("Delete", "table cell"), MAIL, None),
        (Element("Delete", "table cell"), OTHER, Control.DELETE),
        (Element("Send", "menu"), FILES, None),
        (Element("Delete", "text"), FILES, None),
        (Element("Delete", "menu item"), EDITOR, None),
        (Element("Delete", "push button"), MAIL, Control.TRASH),
        (Element("Send", "push button"), MAIL, Control.SEND),
        (Element("Inbox", "table cell"), MAIL, None),
        (Element("", "push button"), MAIL, Control.UNSEEN),
        (Element("", "push button"), FILES, None),
        (Element("", "frame"), MAIL, Control.UNSEEN),
        (Element("", "frame"), OTHER, None),
        (Element("Reverse scroll direction", "check box"), SETTINGS, Control.SETTING),
        (Element("", "toggle button"), SETTINGS, Control.SETTING),
        (Element("Speed", "slider"), SETTINGS, Control.SETTING),
        (Element("Theme", "combo box"), SETTINGS, Control.SETTING),
        (Element("Dark", "menu item"), SETTINGS, Control.SETTING),
        (Element("Reset to Defaults", "push button"), SETTINGS, Control.SETTING),
        (Element("Apply", "push button"), SETTINGS, Control.SETTING),
        (Element("Bluetooth", ""), SETTINGS, Control.SETTING),
        (Element("", "push button"), SETTINGS, Control.UNSEEN),
        (Element("Close", "push button"), SETTINGS, None),
        (Element("All Settings", "push button"), SETTINGS, None),
        (Element("Display", "icon"), SETTINGS, None),
        (Element("", "panel"), SETTINGS, None),
        (Element("Behavior", "page tab"), SETTINGS, None),
        (Element("Search", "text"), SETTINGS, None),
        (Element("Theme", "combo box"), EDITOR, None),
    ],
)
def test_what_a_click_presses(element: Element, program: Program, control: Control | None) -> None:
    assert press(element, program) is control


@pytest.mark.parametrize(
    ("name", "text", "window", "program", "control"),
    [
        ("Yes", "Permanently delete “a”?", DIALOG, FILES, Control.DELETE),
        ("OK", "", DIALOG, FILES, Control.DELETE),
        ("OK", "", MAIN, FILES, None),
        ("Cancel", "Permanently delete “a”?", DIALOG, FILES, None),
        ("No", "Permanently delete “a”?", DIALOG, FILES, None),
        ("Save", "Unsaved changes will be lost. Save?", DIALOG, EDITOR, None),
        ("Yes", "Your changes will be lost. Go on?", DIALOG, EDITOR, Control.DISCARD),
        ("Save", "“a” already exists. Replace it?", DIALOG, EDITOR, Control.OVERWRITE),
        ("Replace", "“a” already exists. Do you want to replace it?", DIALOG, EDITOR, Control.OVERWRITE),
        ("Replace", "Search for: Replace with:", DIALOG, EDITOR, None),
        ("Next", "", Window(1, "How to delete"), EDITOR, None),
        ("Run Anyway", "“a.run” comes from an unknown publisher.", DIALOG, BROWSER, Control.RUN),
        ("Run", "", DIALOG, BROWSER, None),
        ("Yes", "", Window(1, "Delete account?"), BROWSER, None),
    ],
)
def test_yes_takes_its_meaning_from_the_dialog(
    name: str, text: str, window: Window, program: Program, control: Control | None
) -> None:
    assert press(Element(name, "push button", dialog_text=text), program, window=window) is control


@pytest.mark.parametrize(
    ("window", "program", "control"),
    [
        (MENU, FILES, Control.UNSEEN),
        (MENU, EDITOR, None),
        (DIALOG, FILES, Control.UNSEEN),
        (DIALOG, OTHER, Control.UNSEEN),
        (Window(3, "Attention", "Thunar", transient_for=1), FILES, Control.UNSEEN),
        (Window(3, "Attention", "mousepad", transient_for=1), EDITOR, None),
        (Window(3, "Delete file?", "Thunar"), FILES, Control.UNSEEN),
        (Window(3, "Delete file?", "x"), OTHER, None),
        (MAIN, FILES, None),
        (Window(1, "delete - Thunar", "Thunar"), FILES, None),
        (Window(1, "Inbox - Claws Mail"), MAIL, Control.UNSEEN),
        (Window(1, "Mouse"), SETTINGS, Control.UNSEEN),
        (None, Program.UNKNOWN, None),
        (Window(1, "x"), EDITOR, None),
    ],
)
def test_what_cannot_be_seen_is_asked_where_it_matters(
    window: Window | None, program: Program, control: Control | None
) -> None:
    assert press(None, program, window=window) is control


def test_a_bank_page_that_cannot_be_seen_is_asked() -> None:
    assert press(None, BROWSER, place=Program.FINANCE) is Control.UNSEEN
    assert press(None, BROWSER, place=MAIL) is None


@pytest.mark.parametrize(
    ("kind", "element", "window", "program", "control"),
    [
        (ActionKind.RIGHT_CLICK, Element("Delete", "icon"), MAIN, FILES, None),
        (ActionKind.RIGHT_CLICK, None, Window(1, "Inbox"), MAIL, None),
        (ActionKind.RIGHT_CLICK, Element("Delete", "menu item"), MENU, FILES, Control.DELETE),
        (ActionKind.RIGHT_CLICK, None, MENU, FILES, Control.UNSEEN),
        (ActionKind.MIDDLE_CLICK, None, Window(1, "x"), Program.TERMINAL, Control.PASTE),
        (ActionKind.MIDDLE_CLICK, Element("Delete", "menu item"), MENU, FILES, Control.DELETE),
        (ActionKind.DOUBLE_CLICK, Element("Delete", "push button"), MAIN, FILES, Control.DELETE),
        (ActionKind.DRAG, Element("Trash", "icon"), MAIN, FILES, Control.TRASH),
        (ActionKind.DRAG, Element("", "icon", ("Places", "Wastebasket")), MAIN, FILES, Control.TRASH),
        (ActionKind.DRAG, Element("docs", "icon"), MAIN, FILES, None),
        (ActionKind.DRAG, None, MAIN, FILES, None),
    ],
)
def test_every_button_of_the_mouse(
    kind: ActionKind, element: Element | None, window: Window, program: Program, control: Control | None
) -> None:
    assert press(element, program, window=window, kind=kind) is control


def test_saving_on_a_page_of_accounts_is_a_change() -> None:
    save = Element("Save changes", "push button")
    assert press(save, BROWSER, place=SETTINGS) is Control.ACCOUNT
    assert press(save, BROWSER, place=BROWSER) is None


@pytest.mark.parametrize(
    ("key", "element", "window", "program", "control"),
    [
        ("Return", Element("Delete", "push button"), DIALOG, FILES, Control.DELETE),
        ("space", Element("Delete", "push button"), DIALOG, FILES, Control.DELETE),
        ("Return", Element("Cancel", "push button", dialog_text="Delete “a”?"), DIALOG, FILES, None),
        ("Return", Element("a", "text", dialog_text="Delete “a”?"), DIALOG, FILES, Control.DELETE),
        ("space", Element("a", "text", dialog_text="Delete “a”?"), DIALOG, FILES, None),
        ("Return", Element("a", "text", dialog_text="Search for: Replace with:"), DIALOG, EDITOR, None),
        ("Return", None, DIALOG, FILES, Control.UNSEEN),
        ("Return", None, MAIN, FILES, None),
        ("Return", Element("a.txt", "icon"), MAIN, FILES, None),
        ("space", Element("x", "check box"), Window(1, "Mouse"), SETTINGS, Control.SETTING),
    ],
)
def test_enter_and_space_press_what_has_the_focus(
    key: str, element: Element | None, window: Window, program: Program, control: Control | None
) -> None:
    assert activated_control(key, Context(window, element), program, program) is control


def test_a_mnemonic_in_a_dialog_presses_its_button() -> None:
    asking = Element("", "label", dialog_text="Delete “a” for good?")
    assert mnemonic_control(Context(DIALOG, asking), FILES) is Control.DELETE
    assert mnemonic_control(Context(DIALOG, None), FILES) is Control.UNSEEN
    assert mnemonic_control(Context(MAIN, None), FILES) is None


def test_what_only_shows_is_reading() -> None:
    click, right = Action("1", "b", ActionKind.CLICK), Action("1", "b", ActionKind.RIGHT_CLICK)
    assert looks(click, Context(MAIN, Element("File", "menu")))
    assert looks(right, Context(MAIN, None))
    assert not looks(click, Context(MAIN, None))


def test_attack_a_menu_item_chosen_by_letting_go_on_it_is_pressed_like_any_other() -> None:
    assert press(Element("Delete", "menu item"), FILES, window=MENU, kind=ActionKind.DRAG) is Control.DELETE
    assert press(None, FILES, window=MENU, kind=ActionKind.DRAG) is Control.UNSEEN
    assert press(Element("Copy", "menu item"), FILES, window=MENU, kind=ActionKind.DRAG) is None


@pytest.mark.parametrize("program", [BROWSER, FILES, EDITOR, OTHER])
def test_a_press_on_what_a_busy_program_did_not_tell_in_time_is_unseen(program: Program) -> None:
    busy = Context(Window(1, "Settings", "any"), unknown=frozenset({"element-timeout"}))
    silent = Context(Window(1, "Settings", "any"), unknown=frozenset({"element"}))
    dialog = Window(2, "Save Document?", "any", transient_for=1)
    assert mnemonic_control(Context(dialog, unknown=frozenset({"element-timeout"})), program) is Control.UNSEEN
    assert mnemonic_control(busy, program) is None
    click = Action("1", "bot", ActionKind.CLICK)
    assert pressed_control(click, busy, program, program) is Control.UNSEEN
    assert activated_control("Return", busy, program, program) is Control.UNSEEN
    assert pressed_control(click, silent, program, program) is None
    assert activated_control("Return", silent, program, program) is None


def test_looking_in_a_busy_program_or_a_click_into_a_busy_terminal_asks_nobody() -> None:
    busy = Context(Window(1, "Settings", "any"), unknown=frozenset({"element-timeout"}))
    for kind in (ActionKind.RIGHT_CLICK, ActionKind.DRAG):
        assert pressed_control(Action("1", "bot", kind), busy, BROWSER, BROWSER) is None
    click = Action("1", "bot", ActionKind.CLICK)
    assert pressed_control(click, busy, Program.TERMINAL, Program.TERMINAL) is None
