from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.context import Context, Element, Window
from supervisor.detect.telling import clause, program_place, question

DELETES = "deletes what is selected, perhaps for good"


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (Window(1, "docs - Thunar", "Thunar"), ("Thunar", "docs")),
        (Window(1, "Inbox — Webmail — Mozilla Firefox", "firefox"), ("Mozilla Firefox", "Inbox — Webmail")),
        (Window(1, "Thunar", "Thunar"), ("", "Thunar")),
        (Window(1, "Terminal - ", "Xfce4-terminal"), ("", "Terminal")),
        (Window(1, "Terminal - person@desk: ~", "Xfce4-terminal"), ("Terminal", "person@desk: ~")),
        (Window(1, "Inbox - Claws Mail 4.1.1", "Claws-mail"), ("Claws Mail 4.1.1", "Inbox")),
        (Window(1, "Inbox - Mozilla Thunderbird", "thunderbird-default", "Mail"), ("Mozilla Thunderbird", "Inbox")),
        (Window(1, "Save Message", "thunderbird-default", transient_for=3), ("Thunderbird", "")),
        (Window(1, "Empty all", "claws-mail", transient_for=3), ("Claws Mail", "")),
        (Window(1, "Save Document?", "Soffice", transient_for=3), ("LibreOffice", "")),
        (Window(1, "a - b", "Mousepad"), ("Mousepad", "a - b")),
        (Window(1, "Our answer - Compose message", "Claws-mail"), ("Claws Mail", "Our answer - Compose message")),
        (Window(1, "me@desk: ~/work", "XTerm"), ("XTerm", "me@desk: ~/work")),
        (Window(1, "xterm", "XTerm"), ("", "xterm")),
        (Window(1, "Mouse and Touchpad", "Xfce4-mouse-settings"), ("", "Mouse and Touchpad")),
        (Window(1, "a - b"), ("", "a - b")),
        (Window(1, "Delete", "mousepad", transient_for=3), ("Mousepad", "")),
        (Window(1, "", "Thunar"), ("", "Thunar")),
        (Window(1), ("", "")),
        (None, ("", "")),
    ],
)
def test_the_program_is_told_from_what_it_shows(window: Window | None, said: tuple[str, str]) -> None:
    assert program_place(window) == said


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Delete “a.txt”? It is lost then.", "Delete “a.txt”?"),
        ("3 files are open. Close them?", "3 files are open. Close them?"),
        ("ファイルは失われます。削除しますか？ はい", "ファイルは失われます。削除しますか？"),
        ("هل تريد الحذف؟", "هل تريد الحذف؟"),
        ("This cannot be undone.", ""),
        ("Size: 5 bytes Modified: Today with the following file?", ""),
        ("Size: 5 bytes Modified: Today. Replace it?", "Replace it?"),
        ("Are you sure? Do you want to delete “a.txt”?", "Do you want to delete “a.txt”?"),
        ("Your draft was not saved. Discard it?", "Your draft was not saved. Discard it?"),
        (
            "Save changes to “what? me. odt” before closing? They are lost.",
            "Save changes to “what? me. odt” before closing?",
        ),
        ("x" * 300 + ". Discard it?", "x" * 53 + "…" + "x" * 25 + ". Discard it?"),
        ("Delete " + "x" * 300 + ".odt now?", "Delete " + "x" * 66 + "…" + "x" * 27 + ".odt now?"),
        ("", ""),
    ],
)
def test_the_question_of_a_dialog(text: str, asked: str) -> None:
    assert question(Element("OK", dialog_text=text)) == asked


def test_the_heading_of_a_dialog_is_no_part_of_what_it_says() -> None:
    element = Element("Discard", dialog_text="Discard message This message has been modified. Discard it?")
    assert question(element, "Discard message") == "This message has been modified. Discard it?"
    assert question(Element("OK", dialog_text="Delete it? It is lost."), "Delete it?") == "Delete it?"
    assert question(Element("OK", dialog_text="Delete Report now?"), "Delete") == "Delete Report now?"
    assert question(Element("OK", dialog_text="Save this file now?"), "Save this") == "Save this file now?"


@pytest.mark.parametrize(
    ("effect", "element", "said"),
    [
        (
            DELETES,
            Element("Delete 12 messages"),
            "it deletes 12 messages, perhaps for good",
        ),
        (
            DELETES,
            Element("Delete forever"),
            "it deletes what is selected for good",
        ),
        (
            DELETES,
            Element("Endgültig löschen"),
            "it deletes what is selected for good",
        ),
        (
            DELETES,
            Element("OK", dialog_text="Delete 'x.odt'?"),
            "it deletes “x.odt”, perhaps for good",
        ),
        ("spends or moves money", Element("Buy for $3.50"), "it spends or moves $3.50"),
        ("nobody knows this", Element(), "nobody knows this"),
        ("presses a control", Element("x"), ""),
        (DELETES, Element(selected=2, selected_names=("a", "b")), "it deletes “a” and “b”, perhaps for good"),
        (DELETES, Element(selected=2, selected_names=("a",)), "it deletes “a” and 1 more, perhaps for good"),
        (DELETES, Element(selected=1, selected_names=(" ",)), "it deletes one item, perhaps for good"),
        (DELETES, Element(selected=1, selected_names=("a” for “b",)), "it deletes “a’ for ‘b”, perhaps for good"),
        (DELETES, Element("OK", dialog_text="Delete this message?"), "it deletes this message, perhaps for good"),
        (
            "replaces something that exists",
            Element("Replace", dialog_text="Replace “a”?"),
            "it replaces the “a” that is there",
        ),
        (
            "replaces something that exists",
            Element("Replace All", dialog_text="Replace “a”?"),
            "it replaces everything that is there already",
        ),
        (
            "replaces something that exists",
            Element("Replace"),
            "it replaces something that exists",
        ),
        ("deletes `docs` for good", Element(), "it deletes “docs” for good"),
    ],
)
def test_clauses_say_what_it_is_about(effect: str, element: Element, said: str) -> None:
    assert clause(effect, Context(None, element)) == said


@given(st.text(max_size=200), st.text(max_size=400), st.text(max_size=60))
def test_attack_any_text_is_told(name: str, dialog: str, title: str) -> None:
    element = Element(name, dialog_text=dialog)
    assert "\n" not in question(element)
    clause(DELETES, Context(None, element))
    program_place(Window(1, title, "x"))


@pytest.mark.parametrize(
    ("element", "effect", "said"),
    [
        (Element("Remove credit card", "push button"), DELETES, "it deletes what it says, perhaps for good"),
        (Element("Delete folder", "menu item"), DELETES, "it deletes what it says, perhaps for good"),
        (Element("Delete", "push button"), DELETES, "it deletes what is selected, perhaps for good"),
        (Element("Cancel order"), "changes an account or who may do what", "it calls off an order or a booking"),
        (Element("Unsubscribe"), "changes an account or who may do what", "it starts or ends a subscription"),
        (Element("Kündigen"), "changes an account or who may do what", "it changes an account or who may do what"),
        (None, "deletes `…` for good", "it deletes whatever it is given, for good"),
        (None, "changes permissions of `…`", "it changes permissions of whatever it is given"),
        (
            Element("Yes", dialog_text="Do you want to end your subscription?"),
            "changes an account or who may do what",
            "it starts or ends a subscription",
        ),
    ],
)
def test_a_clause_says_as_much_as_the_name_does(element: Element | None, effect: str, said: str) -> None:
    assert clause(effect, Context(Window(1, "x"), element)) == said


SENDS = "sends a message, which cannot be called back"


@pytest.mark.parametrize(
    ("recipients", "said"),
    [
        ((), "it sends a message, which cannot be called back"),
        (("anna@example.org",), "it sends a message to “anna@example.org”, which cannot be called back"),
        (
            ("a@b.example", "c@d.example"),
            "it sends a message to “a@b.example” and “c@d.example”, which cannot be called back",
        ),
        (("a@b.example", "b", "c"), "it sends a message to “a@b.example” and 2 more, which cannot be called back"),
        (
            ("x" * 80 + "@evil.example",),
            f"it sends a message to “{'x' * 40}…{'x' * 6}@evil.example”, which cannot be called back",
        ),
        (("a” b “c",), "it sends a message to “a’ b ‘c”, which cannot be called back"),
    ],
)
def test_a_message_is_told_with_whom_it_goes_to(recipients: tuple[str, ...], said: str) -> None:
    assert clause(SENDS, Context(element=Element("Send", "push button", recipients=recipients))) == said
    deletes = clause("empties the trash", Context(element=Element("Send", recipients=recipients)))
    assert deletes == "it empties the trash"
