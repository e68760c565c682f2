from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Tier
from supervisor.core.context import Context, Element, Window
from supervisor.detect import ask_sentence, assess, hides_text, words
from supervisor.detect.sentence import BULLETS, LONGEST_TEXT, LONGEST_TITLE, place, shown

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
    assert sentence == "Click “Delete” in docs – Thunar: deletes what is selected, perhaps for good."
    assert ask_sentence(act, context, Assessment(Tier.READ)) == "Click “Delete” in docs – Thunar."
    run = action(ActionKind.TYPE_ENTER, text="rm -rf old")
    assert (
        ask_sentence(run, Context(TERM), assess(run, Context(TERM)))
        == "Run “rm -rf old” in Terminal: deletes `old` for good."
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\tb", "a⇥b"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\u202eb", "a⟨202E⟩b"),
        ("a\u200bb", "a⟨200B⟩b"),
        ("\ud800", "�"),
        ("é", "é"),
        ("שלום", "\u2068שלום\u2069"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_foreign_text_is_made_safe(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(st.text(max_size=300))
def test_attack_no_text_escapes_its_place(text: str) -> None:
    seen = shown(text)
    assert len(seen) <= LONGEST_TITLE + 2
    inside = seen.removeprefix("\u2068").removesuffix("\u2069")
    assert all(unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in inside)
    seen.encode()


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(list(ActionKind)), st.text(max_size=30))
def test_attack_sentences_are_bounded(title: str, text: str, kind: ActionKind, name: str) -> None:
    act = Action("1", "bot", kind, keys=name, text=text)
    context = Context(Window(1, title, "xterm"), Element(name, "push button"))
    for said in (words(act, context), ask_sentence(act, context, assess(act, context))):
        assert "\n" not in said
        assert len(said) <= 3 * LONGEST_TEXT + 200
    assert len(place(context)) <= LONGEST_TITLE + 2
