from __future__ import annotations

import pytest

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Tier
from supervisor.core.context import Context, Element, Paste, Window
from supervisor.core.facts import Control, Shell
from supervisor.detect import ask_sentence, assess, gather, hides_text, words
from supervisor.detect.pastes import CLIPBOARD, DRAGGED, PRIMARY, pasted_selections

XTERM = Window(1, "bash", "XTerm", "xterm", "xterm")
VTE = Window(2, "Terminal", "Xfce4-terminal", "xfce4-terminal", "xfce4-terminal")
KONSOLE = Window(3, "Konsole", "konsole", "konsole", "konsole")
ROFI = Window(4, "rofi", "Rofi", "rofi", "rofi")
EDITOR = Window(5, "a - Mousepad", "Mousepad", "mousepad", "mousepad")
MENU = Window(6, "Terminal", "Xfce4-terminal", "xfce4-terminal", override_redirect=True)


def key(keys: str) -> Action:
    return Action("1", "bot", ActionKind.KEY, keys=keys)


def act(kind: ActionKind, text: str = "") -> Action:
    return Action("1", "bot", kind, text=text)


CLICK, MIDDLE, DRAG = act(ActionKind.CLICK), act(ActionKind.MIDDLE_CLICK), act(ActionKind.DRAG)


def item(name: str) -> Element:
    return Element(name, "menu item")


@pytest.mark.parametrize(
    ("action", "window", "element", "expected"),
    [
        (key("shift+Insert"), XTERM, None, (PRIMARY,)),
        (key("shift+KP_Insert"), XTERM, None, (PRIMARY,)),
        (key("shift+Insert"), VTE, Element("", "terminal"), (PRIMARY,)),
        (key("ctrl+shift+Insert"), VTE, None, (CLIPBOARD,)),
        (key("shift+Insert"), KONSOLE, None, (CLIPBOARD, PRIMARY)),
        (key("ctrl+shift+v"), VTE, None, (CLIPBOARD,)),
        (key("ctrl+v"), VTE, None, (CLIPBOARD,)),
        (key("XF86Paste"), XTERM, None, (CLIPBOARD,)),
        (key("ctrl+v"), ROFI, None, (CLIPBOARD,)),
        (key("ctrl+y"), ROFI, None, (PRIMARY,)),
        (key("ctrl+y"), VTE, None, ()),
        (key("ctrl+v"), EDITOR, None, ()),
        (key("ctrl+v"), EDITOR, Element("", "terminal"), (CLIPBOARD,)),
        (key("ctrl+Insert"), VTE, None, ()),
        (key("Insert"), XTERM, None, ()),
        (MIDDLE, XTERM, None, (PRIMARY,)),
        (MIDDLE, VTE, Element("", "scroll bar"), ()),
        (MIDDLE, EDITOR, None, ()),
        (CLICK, XTERM, None, ()),
        (DRAG, VTE, Element("", "terminal"), (DRAGGED,)),
        (DRAG, EDITOR, None, ()),
        (CLICK, MENU, item("Paste"), (CLIPBOARD,)),
        (CLICK, MENU, item("_Paste Selection"), (PRIMARY,)),
        (CLICK, MENU, item("Einfügen"), (CLIPBOARD,)),
        (CLICK, MENU, item("Вставить"), (CLIPBOARD,)),
        (CLICK, MENU, item("Copy"), ()),
        (DRAG, MENU, item("Paste"), (CLIPBOARD,)),
        (key("Return"), VTE, item("Paste"), (CLIPBOARD,)),
        (key("Down"), VTE, item("Paste"), ()),
        (act(ActionKind.TYPE, "p"), VTE, item("Copy"), (CLIPBOARD, PRIMARY)),
        (key("p"), VTE, item("Copy"), (CLIPBOARD, PRIMARY)),
        (CLICK, MENU, None, (CLIPBOARD, PRIMARY)),
        (act(ActionKind.MOVE), MENU, None, ()),
        (CLICK, EDITOR, item("Paste"), ()),
        (act(ActionKind.TYPE, "ls"), XTERM, None, ()),
        (key("ctrl+v"), None, None, (CLIPBOARD,)),
    ],
)
def test_the_selection_that_a_gesture_pastes(
    action: Action, window: Window | None, element: Element | None, expected: tuple[str, ...]
) -> None:
    assert pasted_selections(action, Context(window, element)) == expected


def pasted(text: str | None, before: str = "", *, exact: bool = True, shown: str = "") -> Context:
    element = Element("", "terminal", text=shown) if shown else None
    return Context(XTERM, element, pastes=(Paste(PRIMARY, text, before, exact),))


PASTE = key("shift+Insert")


@pytest.mark.parametrize(
    ("context", "shell"),
    [
        (pasted("rm -rf docs\n"), Shell.DESTRUCTIVE),
        (pasted("rm -rf docs\r"), Shell.DESTRUCTIVE),
        (pasted("ls\necho a\nrm -rf docs\n"), Shell.DESTRUCTIVE),
        (pasted("ls\nrm -rf docs"), Shell.DESTRUCTIVE),
        (pasted("docs\n", before="rm -rf "), Shell.DESTRUCTIVE),
        (pasted("docs\n", exact=False, shown="user@host:~$ rm -rf "), Shell.DESTRUCTIVE),
        (pasted("cat <<X\nrm -rf docs\nX\n"), Shell.DESTRUCTIVE),
        (pasted("ls\n"), Shell.READ),
        (pasted("ls\n", shown="user@host:~$ "), Shell.READ),
        (pasted("ls\n", exact=False, shown="user@host:~$ "), Shell.UNKNOWN),
        (pasted("ls\n", exact=False), Shell.UNKNOWN),
        (pasted("l\x1bs"), Shell.UNKNOWN),
        (pasted("ls\x85"), Shell.UNKNOWN),
        (pasted("y\n", shown="Really? [y/N] "), Shell.UNKNOWN),
        (pasted("hunter2\n", shown="Password: "), Shell.UNKNOWN),
        (pasted("ls" + " a" * 60_000 + "\n"), Shell.UNKNOWN),
    ],
)
def test_a_paste_that_ends_a_line_is_judged_as_a_command(context: Context, shell: Shell) -> None:
    assert gather(PASTE, context).shell is shell


@pytest.mark.parametrize("text", ["rm -rf docs", "hello", "ünï"])
def test_a_paste_that_ends_no_line_is_mere_text(text: str) -> None:
    facts = gather(PASTE, pasted(text))
    assert (facts.shell, facts.control, facts.assessment.tier) == (None, None, Tier.REVERSIBLE)


def test_a_paste_of_nothing_does_nothing() -> None:
    assert assess(PASTE, pasted("")).tier is Tier.READ


def test_what_could_not_be_read_is_said_to_be_so() -> None:
    facts = gather(PASTE, pasted(None))
    assert facts.control is Control.PASTE
    assert facts.assessment.tier is Tier.HIGH_RISK
    assert "could not be read" in facts.assessment.evidence[0]


def test_the_worst_of_what_may_be_pasted_counts() -> None:
    context = Context(KONSOLE, pastes=(Paste(CLIPBOARD, "ls\n"), Paste(PRIMARY, "rm -rf docs\n")))
    assert gather(PASTE, context).shell is Shell.DESTRUCTIVE


def test_enter_on_an_item_of_the_terminals_menu_presses_it() -> None:
    button = Element("Paste", "push button")
    facts = gather(key("Return"), Context(VTE, button))
    assert facts.control is Control.PASTE
    typed = Action("1", "bot", ActionKind.TYPE_ENTER, keys="Return", text="rm -rf docs")
    assert gather(typed, Context(VTE, button)).shell is Shell.DESTRUCTIVE


@pytest.mark.parametrize(
    ("context", "said"),
    [
        (pasted("rm -rf docs\n"), "paste “rm -rf docs⏎” into bash"),
        (pasted("a” into b: “c"), "paste “a’ into b: ‘c” into bash"),
        (pasted(None), "paste what could not be read into bash"),
        (pasted(""), "paste nothing into bash"),
        (
            Context(KONSOLE, pastes=(Paste(CLIPBOARD, "a"), Paste(PRIMARY, "b"))),
            "paste “a” or “b” into Konsole",
        ),
        (Context(VTE, pastes=(Paste(DRAGGED, "a"),)), "drop “a” into Terminal"),
    ],
)
def test_the_words_say_what_is_pasted(context: Context, said: str) -> None:
    assert words(PASTE, context) == said
    assert ask_sentence(PASTE, context, assess(PASTE, context)).startswith(f"The agent wants to {said}: ")


def test_a_pasted_password_is_hidden_but_no_command_that_does_harm() -> None:
    secret = pasted("hunter2\n", shown="Password: ")
    assert hides_text(PASTE, secret)
    assert "hunter2" not in ask_sentence(PASTE, secret, assess(PASTE, secret))
    assert not hides_text(PASTE, pasted("rm -rf docs\n", shown="Password: "))
    field = Context(ROFI, Element("", "password text"), pastes=(Paste(CLIPBOARD, "rm -rf docs\n"),))
    assert hides_text(PASTE, field)
