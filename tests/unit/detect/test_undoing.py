from __future__ import annotations

import json
from typing import Any

import pytest

from supervisor.audit.reader import record_of
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Tier
from supervisor.core.context import Context, Element, Window
from supervisor.core.record import Event, compose
from supervisor.core.tool_call import ToolCall
from supervisor.core.undo import ORIGIN, Offer, Undo
from supervisor.detect.undoing import EDITORS, FILE_MANAGERS, offer_of

FILES = Element("docs", "table", selected=2, selected_names=("old.txt", "older.txt"))


def offered(
    kind: ActionKind,
    program: str = "mousepad",
    *,
    tier: Tier = Tier.REVERSIBLE,
    element: Element | None = None,
    window: bool = True,
    **more: Any,
) -> Offer:
    where = Context(Window(5, "docs", executable=program, pid=12) if window else None, element)
    body = compose(
        3,
        1,
        Event.DECIDED,
        "bot",
        action=Action("bot-1", "bot", kind, **more),
        context=where,
        assessment=Assessment(tier, Category.FILES),
    )
    return offer_of(record_of(3, body, bytes(32), bytes(32)))


@pytest.mark.parametrize("program", ["mousepad", "Mousepad", "gedit", "thunar", "soffice.bin"])
def test_what_was_typed_in_a_program_that_takes_things_back_is_offered(program: str) -> None:
    assert offered(ActionKind.TYPE, program, text="words").how is Undo.CTRL_Z


@pytest.mark.parametrize("program", ["", "xterm", "emacs", "firefox", "python3", "claws-mail"])
def test_a_program_that_is_not_known_to_is_not_offered(program: str) -> None:
    found = offered(ActionKind.TYPE, program, text="words")
    assert (found.how, found.why) == (None, "its program is not known to take things back by Ctrl+Z")


def test_no_terminal_is_among_the_programs_for_there_ctrl_z_stops_one() -> None:
    assert not (EDITORS | FILE_MANAGERS) & {"xterm", "konsole", "emacs", "vim", "gvim", "nano"}


@pytest.mark.parametrize(
    ("keys", "program", "taken_back"),
    [
        ("Delete", "mousepad", True),
        ("ctrl+v", "mousepad", True),
        ("ctrl+v", "thunar", True),
        ("ctrl+s", "mousepad", False),
        ("ctrl+c", "mousepad", False),
        ("ctrl+z", "mousepad", False),
        ("ctrl+p", "mousepad", False),
        ("Down", "mousepad", False),
        ("BackSpace", "thunar", False),
        ("Return", "thunar", False),
    ],
)
def test_of_keys_those_are_offered_that_change_something_there(keys: str, program: str, taken_back: bool) -> None:
    assert (offered(ActionKind.KEY, program, keys=keys).how is Undo.CTRL_Z) is taken_back


@pytest.mark.parametrize(
    ("name", "role", "taken_back"),
    [
        ("Paste", "menu item", True),
        ("Rename", "push button", True),
        ("Save", "menu item", False),
        ("Undo", "menu item", False),
        ("Close Window", "menu item", False),
        ("", "push button", False),
        ("notes.txt", "table cell", False),
    ],
)
def test_of_clicks_those_are_offered_that_change_something_there(name: str, role: str, taken_back: bool) -> None:
    found = offered(ActionKind.CLICK, "thunar", element=Element(name, role))
    assert (found.how is Undo.CTRL_Z) is taken_back


def test_what_changed_nothing_or_cannot_be_undone_or_is_hidden_is_not_offered() -> None:
    assert offered(ActionKind.TYPE, tier=Tier.READ, text="a").how is None
    assert offered(ActionKind.TYPE, tier=Tier.IRREVERSIBLE, text="a").why == "it cannot be undone"
    assert offered(ActionKind.TYPE, element=Element(role="password text"), text="secret").how is None
    assert offered(ActionKind.TYPE, window=False, text="a").how is None
    assert offered(ActionKind.SCROLL).how is None
    assert offered(ActionKind.TYPE, text="a", origin=ORIGIN).how is None


def test_files_that_went_to_the_trash_are_put_back_from_there_by_their_names() -> None:
    found = offered(ActionKind.KEY, "thunar", tier=Tier.HIGH_RISK, element=FILES, keys="Delete")
    assert (found.how, found.names, found.count) == (Undo.TRASH, ("old.txt", "older.txt"), 2)
    item = Element("Move to Trash", "menu item", selected=7, selected_names=("old.txt",))
    found = offered(ActionKind.CLICK, "nautilus", element=item)
    assert (found.how, found.names, found.count) == (Undo.TRASH, ("old.txt",), 7)
    named = Element("In den Papierkorb verschieben", "menu item", selected=1, selected_names=("alt.txt",))
    assert offered(ActionKind.CLICK, "thunar", element=named).how is Undo.TRASH


def test_where_nobody_told_which_files_its_program_may_take_it_back() -> None:
    assert offered(ActionKind.KEY, "thunar", keys="Delete").how is Undo.CTRL_Z


def test_the_same_key_elsewhere_moves_nothing_to_the_trash() -> None:
    assert offered(ActionKind.KEY, "mousepad", element=FILES, keys="Delete").how is Undo.CTRL_Z
    gone = offered(ActionKind.KEY, "thunar", tier=Tier.IRREVERSIBLE, element=FILES, keys="shift+Delete")
    assert gone.how is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("gio trash old.txt", ("old.txt",)),
        ("gio trash -f 'my notes' /srv/b\n", ("my notes", "/srv/b")),
        ("trash-put -- a b", ("a", "b")),
        ("trash a", ("a",)),
        ("gio trash *.txt", ()),
        ("gio trash $X", ()),
        ("gio trash ~/a", ()),
        ("gio trash a; rm b", ()),
        ("gio trash --empty", ()),
        ("gio trash --restore trash:///a", ()),
        ("gio trash 'a", ()),
        ("rm a", ()),
        ("gio open trash", ()),
    ],
)
def test_a_command_line_names_what_it_moves_to_the_trash_where_that_stands_there_plainly(
    line: str, names: tuple[str, ...]
) -> None:
    found = offered(ActionKind.TYPE_ENTER, "xterm", tier=Tier.HIGH_RISK, text=line)
    assert found.names == names
    assert (found.how is Undo.TRASH) is bool(names)


def test_a_line_that_is_not_known_to_the_letter_names_nothing() -> None:
    assert offered(ActionKind.TYPE_ENTER, "xterm", text="gio trash a", text_exact=False).how is None


@pytest.mark.parametrize(
    ("name", "arguments", "names"),
    [
        ("move_to_trash", {"path": "/home/me/a"}, ("/home/me/a",)),
        ("trash-files", {"paths": ["a", "b"], "force": True}, ("a", "b")),
        ("delete_file", {"path": "a"}, ()),
        ("move_to_trash", {"path": "a\nb"}, ()),
    ],
)
def test_a_tool_that_moves_to_the_trash_is_known_by_its_name(
    name: str, arguments: dict[str, object], names: tuple[str, ...]
) -> None:
    call = ToolCall.of("files", name, arguments)
    found = offered(ActionKind.TOOL, window=False, text=json.dumps(arguments), tool=call)
    assert found.names == names
    assert (found.how is Undo.TRASH) is bool(names)


def test_attack_arguments_of_any_depth_end_nobody_who_goes_through_the_record() -> None:
    text = '{"path": ' + "[" * 100_000
    action = Action("bot-1", "bot", ActionKind.TOOL, text=text, tool=ToolCall("files", "move_to_trash", "{}"))
    body = compose(3, 1, Event.DECIDED, "bot", action=action, assessment=Assessment(Tier.HIGH_RISK, Category.FILES))
    assert offer_of(record_of(3, body, bytes(32), bytes(32))).how is None
