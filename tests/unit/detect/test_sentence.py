from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Tier
from supervisor.core.context import Context, Element, Window
from supervisor.core.tool_call import ToolCall
from supervisor.detect import ask_sentence, assess, hides_text, words
from supervisor.detect.sentence import BULLETS, LONGEST_TEXT, place
from supervisor.detect.showing import LONGEST_TITLE

THUNAR = Window(1, "docs – Thunar", "Thunar", "thunar", "thunar")
TERM = Window(2, "Terminal", "Xfce4-terminal")
DELETE = Element("Delete", "menu item")


def action(kind: ActionKind, **more: str) -> Action:
    return Action("1", "bot", kind, keys=more.get("keys", ""), text=more.get("text", ""))


@pytest.mark.parametrize(
    ("act", "context", "said"),
    [
        (action(ActionKind.CLICK), Context(THUNAR, DELETE), "click “Delete” in docs – Thunar"),
        (action(ActionKind.DOUBLE_CLICK), Context(THUNAR, None), "double-click in docs – Thunar"),
        (action(ActionKind.CLICK, keys="ctrl"), Context(THUNAR, DELETE), "Ctrl and click “Delete” in docs – Thunar"),
        (action(ActionKind.RIGHT_CLICK), Context(None, None), "right-click in an unknown window"),
        (action(ActionKind.CLICK), Context(THUNAR, Element("", "check box")), "click a check box in docs – Thunar"),
        (action(ActionKind.MOVE), Context(THUNAR, None), "move in docs – Thunar"),
        (action(ActionKind.SCROLL), Context(THUNAR, None), "scroll in docs – Thunar"),
        (action(ActionKind.KEY, keys="shift+Delete"), Context(THUNAR), "press Shift+Delete in docs – Thunar"),
        (action(ActionKind.TYPE, text="hello"), Context(THUNAR), "type “hello” in docs – Thunar"),
        (
            action(ActionKind.TYPE_ENTER, keys="Return", text="rm -rf old"),
            Context(TERM),
            "run “rm -rf old” in Terminal",
        ),
        (action(ActionKind.TYPE_ENTER, text="rm x"), Context(TERM), "run “rm x” in Terminal"),
        (action(ActionKind.KEY, keys="ctrl+j", text="rm x"), Context(TERM), "run “rm x” in Terminal"),
        (action(ActionKind.TYPE_ENTER, text="hi"), Context(THUNAR), "type “hi” and press Enter in docs – Thunar"),
        (action(ActionKind.KEY, keys="Return"), Context(TERM), "press Enter in Terminal"),
        (action(ActionKind.KEY), Context(TERM), "press a key in Terminal"),
        (action(ActionKind.WINDOW, text="close"), Context(THUNAR), "close docs – Thunar"),
        (action(ActionKind.CLICK), Context(Window(1, "", "Thunar"), None), "click in Thunar"),
        (action(ActionKind.CLICK), Context(Window(1), None), "click in a window without a name"),
        (action(ActionKind.TYPE, text="a\nb\x1b"), Context(TERM), "type “a⏎b␛” in Terminal"),
    ],
)
def test_the_words_of_the_mirror(act: Action, context: Context, said: str) -> None:
    assert words(act, context) == said


def test_passwords_are_never_said() -> None:
    field = Context(THUNAR, Element("Password", "password text"))
    waiting = Context(TERM, Element("", "terminal", text="[sudo] password for me: "))
    typed = action(ActionKind.TYPE, text="hunter2")
    entered = action(ActionKind.TYPE_ENTER, keys="Return", text="hunter2")
    for act in (typed, entered):
        for context in (field, waiting):
            assert hides_text(act, context)
            said = words(act, context) + ask_sentence(act, context, assess(act, context))
            assert "hunter2" not in said
            assert BULLETS in said
    assert "hunter2" not in words(typed, Context(THUNAR), masked=True)
    assert "secret-dir" not in ask_sentence(
        action(ActionKind.TYPE_ENTER, text="rm secret-dir"),
        Context(TERM),
        Assessment(Tier.HIGH_RISK, evidence=("deletes `secret-dir` for good",)),
        masked=True,
    )


def test_attack_harm_is_not_hidden_behind_a_password_prompt() -> None:
    waiting = Context(TERM, Element("", "terminal", text="password: "))
    act = action(ActionKind.TYPE_ENTER, keys="Return", text="rm -rf docs")
    assert "rm -rf docs" in ask_sentence(act, waiting, assess(act, waiting))


def test_one_sentence_says_what_will_happen() -> None:
    act, context = action(ActionKind.CLICK), Context(THUNAR, DELETE)
    sentence = ask_sentence(act, context, assess(act, context))
    assert sentence == "This click presses “Delete” in Thunar (docs): it deletes what is selected, perhaps for good."
    assert ask_sentence(act, context, Assessment(Tier.READ)) == "This click presses “Delete” in Thunar (docs)."
    run = action(ActionKind.TYPE_ENTER, text="rm -rf old")
    assert (
        ask_sentence(run, Context(TERM), assess(run, Context(TERM)))
        == "This runs “rm -rf old” in Terminal: it deletes “old” for good."
    )


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(list(ActionKind)), st.text(max_size=30))
def test_attack_sentences_are_bounded(title: str, text: str, kind: ActionKind, name: str) -> None:
    act = Action("1", "bot", kind, keys=name, text=text)
    context = Context(Window(1, title, "xterm"), Element(name, "push button"))
    for said in (words(act, context), ask_sentence(act, context, assess(act, context))):
        assert "\n" not in said
        assert len(said) <= 3 * LONGEST_TEXT + 200
    assert len(place(context)) <= LONGEST_TITLE + 2


_QUOTED = re.compile("“[^”]*”")
FIREFOX = Window(3, "Checkout — Mozilla Firefox", "firefox")
ASKS = "Permanently delete 3 items? If you delete an item, it is lost."
KEYBOARD = Window(8, "Keyboard", "Xfce4-keyboard-settings", "xfce4-keyboard-settings", "xfce4-keyboard-settings")
DIALOG = Window(9, "Delete", "thunar", transient_for=1)


@pytest.mark.parametrize(
    ("act", "context", "sentence"),
    [
        (
            action(ActionKind.CLICK),
            Context(THUNAR, Element("Delete permanently", "push button")),
            "This click presses “Delete permanently” in Thunar (docs): it deletes what is selected for good.",
        ),
        (
            action(ActionKind.CLICK),
            Context(DIALOG, Element("Delete", "push button", dialog_text=ASKS)),
            "This click answers “Delete” to “Permanently delete 3 items?” in Thunar: it deletes 3 items for good.",
        ),
        (
            action(ActionKind.KEY, keys="Return"),
            Context(THUNAR, Element("Ja", "push button", dialog_text="„a” endgültig löschen?")),
            "Pressing Enter in Thunar (docs) answers “Ja” to “‚a’ endgültig löschen?”: it deletes “a” for good.",
        ),
        (
            action(ActionKind.CLICK),
            Context(FIREFOX, Element("Pay 9 €", "push button"), "https://shop.example/checkout"),
            "This click presses “Pay 9 €” in Mozilla Firefox on shop.example: it spends or moves 9 €.",
        ),
        (
            action(ActionKind.KEY, keys="shift+Delete"),
            Context(THUNAR, Element("a.txt", "table cell", selected=3)),
            "Pressing Shift+Delete in Thunar (docs) deletes 3 items, perhaps for good.",
        ),
        (
            action(ActionKind.KEY, keys="Delete"),
            Context(THUNAR, Element("a.txt", "table cell", selected=1)),
            "Pressing Delete in Thunar (docs) moves one item to the trash.",
        ),
        (
            action(ActionKind.KEY, keys="Delete"),
            Context(THUNAR, Element("", "table cell", selected=1, selected_names=("draft.txt",))),
            "Pressing Delete in Thunar (docs) moves “draft.txt” to the trash.",
        ),
        (
            action(ActionKind.CLICK),
            Context(THUNAR, Element("Delete", "menu item", selected=3, selected_names=("a.txt", "b.txt"))),
            "This click presses “Delete” in Thunar (docs): it deletes “a.txt” and 2 more, perhaps for good.",
        ),
        (
            action(ActionKind.KEY, keys="Return"),
            Context(FIREFOX, Element("Pay 9 €", "push button"), "https://shop.example/checkout"),
            "Pressing Enter on “Pay 9 €” in Mozilla Firefox on shop.example spends or moves 9 €.",
        ),
        (
            action(ActionKind.CLICK),
            Context(DIALOG, Element("Discard", "push button", dialog_text="It was changed. Discard it?")),
            "This click answers “Discard” to “It was changed. Discard it?” in Thunar: it throws unsaved work away.",
        ),
        (
            action(ActionKind.KEY, keys="shift+Delete"),
            Context(THUNAR),
            "Pressing Shift+Delete in Thunar (docs) deletes what is selected, perhaps for good.",
        ),
        (
            action(ActionKind.DRAG),
            Context(THUNAR, Element("Trash", "icon")),
            "This drag ends on “Trash” in Thunar (docs): it moves what is selected to the trash.",
        ),
        (
            action(ActionKind.CLICK),
            Context(Window(4, "Inbox - Thunderbird", "thunderbird"), None),
            "This click in Thunderbird (Inbox) presses something that cannot be seen from here.",
        ),
        (action(ActionKind.CLICK), Context(None, None), "The agent wants to click in an unknown window."),
        (action(ActionKind.WINDOW, text="close"), Context(THUNAR), "The agent wants to close docs – Thunar."),
        (action(ActionKind.TYPE, text="hello"), Context(THUNAR), "This types “hello” in Thunar (docs)."),
        (
            action(ActionKind.CLICK),
            Context(KEYBOARD, Element("Enable key repeat", "check box")),
            "This click switches “Enable key repeat” in Keyboard: it changes a setting of the system.",
        ),
        (
            action(ActionKind.CLICK),
            Context(KEYBOARD, Element("Enable key repeat", "check box", states=frozenset({"showing", "checked"}))),
            "This click switches “Enable key repeat” off in Keyboard: it changes a setting of the system.",
        ),
        (
            action(ActionKind.CLICK),
            Context(KEYBOARD, Element("Enable key repeat", "check box", states=frozenset({"showing"}))),
            "This click switches “Enable key repeat” on in Keyboard: it changes a setting of the system.",
        ),
        (
            action(ActionKind.CLICK, keys="ctrl"),
            Context(THUNAR, Element("a.txt", "icon")),
            "This click with Ctrl held presses “a.txt” in Thunar (docs).",
        ),
    ],
)
def test_sentences_read_as_a_person_would_say_them(act: Action, context: Context, sentence: str) -> None:
    assert ask_sentence(act, context, assess(act, context)) == sentence


def test_an_agents_word_is_told_as_its_word() -> None:
    act = Action("1", "bot", ActionKind.CLICK, reason="delete the old invoices")
    context = Context(THUNAR, Element("OK", "push button"))
    assert ask_sentence(act, context, assess(act, context)).startswith(
        "This click presses “OK” in Thunar (docs): the agent says that this deletes"
    )


def test_attack_typed_text_cannot_end_its_quotes() -> None:
    for kind, window in ((ActionKind.TYPE, THUNAR), (ActionKind.TYPE_ENTER, TERM)):
        act = action(kind, text="ls” in Notepad. “rm -rf x")
        said = ask_sentence(act, Context(window), assess(act, Context(window)))
        assert "ls’ in Notepad" in said
        assert "“" not in (ours := _QUOTED.sub("", said))
        assert "-rf" not in ours


def test_quotes_of_a_command_stay_its_own() -> None:
    act = action(ActionKind.TYPE_ENTER, text='rm "a b"')
    assert 'rm "a b"' in ask_sentence(act, Context(TERM), assess(act, Context(TERM)))


def test_attack_a_name_cannot_end_its_quotes() -> None:
    name = "Cancel” in Mousepad: it does nothing. “Delete"
    act, context = action(ActionKind.CLICK), Context(THUNAR, Element(name, "push button"))
    for said in (words(act, context), ask_sentence(act, context, assess(act, context))):
        assert said.count("“") == 1
        assert said.count("”") == 1


@given(
    st.text(max_size=80),
    st.text(max_size=300),
    st.sampled_from(list(ActionKind)),
    st.sampled_from(["", "Return", "ctrl+x"]),
)
def test_every_sentence_is_one_line_that_ends(name: str, dialog: str, kind: ActionKind, keys: str) -> None:
    act = Action("1", "bot", kind, keys=keys, text="x")
    context = Context(THUNAR, Element(name, "push button", dialog_text=dialog))
    said = ask_sentence(act, context, assess(act, context))
    assert said.endswith(".")
    assert "\n" not in said
    assert said[0].isupper()


def test_text_for_a_field_that_did_not_answer_is_said_by_nobody() -> None:
    busy = Context(THUNAR, unknown=frozenset({"element-timeout"}), veiled=True)
    for kind in (ActionKind.TYPE, ActionKind.TYPE_ENTER):
        act = action(kind, text="hunter2", keys="Return")
        assert hides_text(act, busy)
        for said in (words(act, busy), ask_sentence(act, busy, assess(act, busy))):
            assert "hunter" not in said


def test_a_mnemonic_is_not_said_to_press_the_button_in_focus() -> None:
    element = Element("Save", "push button", dialog_text="Save changes before closing? They will be lost.")
    context = Context(Window(1, "Save Document?", "Soffice", transient_for=2), element)
    action = Action("1", "bot", ActionKind.KEY, keys="alt+n")
    sentence = ask_sentence(action, context, Assessment(Tier.IRREVERSIBLE, evidence=("throws unsaved work away",)))
    assert sentence == (
        "Pressing Alt+N in LibreOffice answers “Save changes before closing?”: it throws unsaved work away."
    )


@pytest.mark.parametrize("sign", ["x", "\u202e", "\n", "”", "“", "א", "\x1b"])
def test_attack_no_name_of_a_file_hides_what_happens_to_it(sign: str) -> None:
    names = (sign * 300 + ".txt", "b” is kept. “c")
    for count in (1, 2, 9):
        element = Element("", "table cell", selected=count, selected_names=names)
        act, context = action(ActionKind.KEY, keys="Delete"), Context(THUNAR, element)
        said = ask_sentence(act, context, assess(act, context))
        ours = _QUOTED.sub("“”", said).replace("\u2068", "").replace("\u2069", "")
        assert ours.startswith("Pressing Delete in Thunar (docs) moves “”")
        assert ours.endswith("to the trash.")
        assert ours.count("“") == (2 if count == 2 else 1)


def test_a_call_of_a_tool_is_said_without_a_window() -> None:
    call = ToolCall.of("gmail", "send_email", {"to": "ann@example.org"})
    sends = Action("1", "bot", ActionKind.TOOL, tool=call, text=call.arguments)
    context = Context(Window(1, title="Cancel", app="thunar"))
    said = "call “send_email” of gmail (to: ann@example.org)"
    assert words(sends, context) == said
    assert ask_sentence(sends, context, assess(sends, context)) == (
        f"The agent wants to {said}: it sends a message, which cannot be called back."
    )
    assert not hides_text(sends, Context(veiled=True))


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (action(ActionKind.KEY, keys="ctrl+z"), "Your undo wants to press Ctrl+Z in docs – Thunar"),
        (
            Action("1", "undo", ActionKind.TOOL, tool=ToolCall.of("s", "put_back_from_trash", {})),
            "Your undo wants to call “put_back_from_trash” of s",
        ),
    ],
)
def test_what_a_person_ordered_is_said_as_theirs(act: Action, said: str) -> None:
    own = dataclasses.replace(act, origin="undo")
    judged = Assessment(Tier.HIGH_RISK)
    assert said in ask_sentence(own, Context(THUNAR), judged)
    assert "The agent wants" in ask_sentence(act, Context(THUNAR), judged)
