from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.assessment import Category, Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Control, Program, Shell
from supervisor.core.policy_file import parse_policy
from supervisor.core.tool_call import ToolCall
from supervisor.detect import assess, gather, judge
from supervisor.resources import resource

POLICY = parse_policy(resource("policy/default.toml").read_text(), "default.toml")
THUNAR = Window(1, "docs - Thunar", "Thunar", "thunar", "thunar")
THUNAR_MENU = Window(2, "", "Thunar", "thunar", "thunar", override_redirect=True)
MOUSEPAD = Window(3, "Untitled 1 - Mousepad", "Mousepad", "mousepad", "mousepad")
XTERM = Window(4, "user@host: ~", "XTerm", "xterm", "xterm")
MOUSE = Window(5, "Mouse and Touchpad", "Xfce4-mouse-settings", "xfce4-mouse-settings", "xfce4-mouse-settings")
CLAWS = Window(6, "Compose message", "Claws-mail", "claws-mail", "claws-mail")
FIREFOX = Window(7, "Cats - Mozilla Firefox", "firefox", "Navigator", "firefox-esr")


def act(kind: ActionKind, **more: Any) -> Action:
    return Action("1", "bot", kind, **more)


def enter(text: str, *, exact: bool = True) -> Action:
    kind = ActionKind.TYPE_ENTER if text else ActionKind.KEY
    return act(kind, keys="Return", text=text, text_exact=exact)


def verdict(action: Action, window: Window | None, element: Element | None = None, url: str | None = None) -> Verdict:
    return judge(action, Context(window, element, url), POLICY)[1].verdict


def element(name: str, role: str = "push button", **more: Any) -> Element:
    return Element(name, role, **more)


CLICK, RIGHT, DOUBLE = act(ActionKind.CLICK), act(ActionKind.RIGHT_CLICK), act(ActionKind.DOUBLE_CLICK)

ORDINARY: list[tuple[Action, Window | None, Element | None]] = [
    (act(ActionKind.MOVE, point=Point(1, 1)), THUNAR, None),
    (CLICK, THUNAR, element("a.txt", "icon")),
    (CLICK, THUNAR, None),
    (DOUBLE, THUNAR, element("docs", "icon")),
    (RIGHT, THUNAR, element("delete me.txt", "icon")),
    (CLICK, THUNAR_MENU, element("Copy", "menu item")),
    (CLICK, THUNAR_MENU, element("Rename…", "menu item")),
    (CLICK, THUNAR_MENU, element("Create Folder…", "menu item")),
    (CLICK, THUNAR_MENU, element("Send To", "menu")),
    (CLICK, THUNAR, element("File", "menu")),
    (CLICK, THUNAR, element("Open Parent")),
    (CLICK, THUNAR, element("Search for Files...", "toggle button")),
    (act(ActionKind.SCROLL), THUNAR, None),
    (act(ActionKind.KEY, keys="F2"), THUNAR, None),
    (act(ActionKind.TYPE, text="new name.txt"), THUNAR, element("", "text")),
    (act(ActionKind.KEY, keys="Delete"), THUNAR, element("", "text")),
    (act(ActionKind.KEY, keys="Return"), THUNAR, element("docs", "icon")),
    (act(ActionKind.KEY, keys="ctrl+c"), THUNAR, None),
    (act(ActionKind.KEY, keys="Down"), THUNAR, None),
    (act(ActionKind.DRAG), THUNAR, element("docs", "icon")),
    (CLICK, MOUSEPAD, element("", "text")),
    (act(ActionKind.TYPE, text="Dear all, please delete the old files."), MOUSEPAD, None),
    (enter("rm -rf /"), MOUSEPAD, element("", "text")),
    (enter("if then fi (("), MOUSEPAD, element("", "text")),
    (act(ActionKind.KEY, keys="Delete"), MOUSEPAD, None),
    (act(ActionKind.KEY, keys="ctrl+s"), MOUSEPAD, None),
    (act(ActionKind.KEY, keys="ctrl+v"), MOUSEPAD, None),
    (CLICK, MOUSEPAD, element("Delete Line", "menu item")),
    (CLICK, MOUSEPAD, element("Save")),
    (enter("ls"), XTERM, None),
    (enter(""), XTERM, None),
    (enter("cd docs && cat a.txt"), XTERM, element("", "terminal", text="user@host:~$ cd docs && cat a.txt")),
    (enter("mkdir -p new/dir"), XTERM, None),
    (act(ActionKind.TYPE, text="rm -rf old"), XTERM, None),
    (act(ActionKind.KEY, keys="ctrl+c"), XTERM, None),
    (act(ActionKind.KEY, keys="BackSpace"), XTERM, None),
    (act(ActionKind.WINDOW, text="close"), XTERM, None),
    (act(ActionKind.WINDOW, text="switch to"), XTERM, None),
    (act(ActionKind.WINDOW, text="drop into"), THUNAR, None),
    (CLICK, MOUSE, element("Behavior", "page tab")),
    (CLICK, MOUSE, element("Close")),
    (act(ActionKind.SCROLL), MOUSE, None),
    (act(ActionKind.TYPE, text="Hello Bob"), CLAWS, element("", "text")),
    (act(ActionKind.KEY, keys="Delete"), CLAWS, None),
    (act(ActionKind.KEY, keys="Return"), CLAWS, element("", "text")),
    (CLICK, FIREFOX, None),
    (CLICK, FIREFOX, element("Next", "link")),
    (enter("cat pictures"), FIREFOX, element("Search", "entry")),
    (CLICK, None, None),
    (CLICK, Window(9, "Frobnicator", "Frobnicator"), None),
]


@pytest.mark.parametrize("case", range(len(ORDINARY)))
def test_ordinary_work_is_not_asked(case: int) -> None:
    action, window, seen = ORDINARY[case]
    assert verdict(action, window, seen) is Verdict.ALLOW


DANGEROUS: list[tuple[Action, Window | None, Element | None]] = [
    (CLICK, THUNAR_MENU, element("Delete", "menu item")),
    (CLICK, THUNAR_MENU, element("Move to Trash", "menu item")),
    (CLICK, THUNAR_MENU, None),
    (RIGHT, THUNAR_MENU, element("Delete", "menu item")),
    (act(ActionKind.KEY, keys="Delete"), THUNAR, None),
    (act(ActionKind.KEY, keys="shift+Delete"), THUNAR, None),
    (act(ActionKind.KEY, keys="Return"), THUNAR, element("Delete", "menu item")),
    (act(ActionKind.TYPE, text="d"), THUNAR, element("Copy", "menu item")),
    (act(ActionKind.TYPE, text=" "), THUNAR, element("Delete")),
    (act(ActionKind.DRAG), THUNAR, element("Trash", "table cell")),
    (enter("rm -rf docs"), XTERM, None),
    (enter("rm -rf docs"), None, None),
    (act(ActionKind.WINDOW, text="kill"), MOUSEPAD, None),
    (act(ActionKind.WINDOW, text="drop into"), XTERM, None),
    (enter("if then fi (("), XTERM, None),
    (enter("frobnicate"), XTERM, None),
    (enter("yes"), XTERM, None),
    (enter("rm notes.txt"), XTERM, None),
    (enter("echo x > notes.txt"), XTERM, None),
    (enter("", exact=False), XTERM, None),
    (act(ActionKind.KEY, keys="shift+Return"), XTERM, None),
    (act(ActionKind.TYPE, text="rm x\n"), XTERM, None),
    (act(ActionKind.KEY, keys="ctrl+shift+v"), XTERM, None),
    (act(ActionKind.MIDDLE_CLICK), XTERM, None),
    (enter("rm x"), Window(8, "Application Finder", "Xfce4-appfinder"), None),
    (enter("rm x"), Window(8, "Code", "code"), element("", "terminal")),
    (CLICK, MOUSE, element("Reverse scroll direction", "check box")),
    (CLICK, MOUSE, None),
    (act(ActionKind.SCROLL), MOUSE, element("Speed", "slider")),
    (CLICK, CLAWS, element("Send")),
    (act(ActionKind.KEY, keys="ctrl+Return"), CLAWS, element("", "text")),
    (CLICK, FIREFOX, element("Buy now", "link")),
    (CLICK, FIREFOX, element("Delete account")),
    (enter("hi"), Window(8, "general", "Slack"), element("", "text")),
]


@pytest.mark.parametrize("case", range(len(DANGEROUS)))
def test_dangerous_work_is_asked(case: int) -> None:
    action, window, seen = DANGEROUS[case]
    assert verdict(action, window, seen) is Verdict.ASK


def test_facts_name_what_rules_match() -> None:
    facts = gather(enter("rm x"), Context(XTERM))
    assert (facts.program, facts.shell, facts.control) == (Program.TERMINAL, Shell.DESTRUCTIVE, None)
    facts = gather(CLICK, Context(THUNAR, element("Delete", "menu item")))
    assert (facts.program, facts.shell, facts.control) == (Program.FILE_MANAGER, None, Control.DELETE)
    assert gather(act(ActionKind.KEY, keys="Ctrl+Enter"), Context(CLAWS)).action.keys == "ctrl+Return"


@pytest.mark.parametrize(
    ("title", "program"),
    [
        ("user@host: ~/docs", Program.TERMINAL),
        ("Inbox - Mozilla Thunderbird", Program.MAIL),
        ("docs - Thunar", Program.FILE_MANAGER),
        ("notes.txt - Mousepad", Program.EDITOR),
        ("Something", Program.OTHER),
    ],
)
def test_a_title_speaks_where_no_program_is_named(title: str, program: Program) -> None:
    assert gather(CLICK, Context(Window(1, title))).program is program


def test_a_page_address_means_a_browser() -> None:
    assert gather(CLICK, Context(None, None, "https://example.com")).program is Program.BROWSER


@pytest.mark.parametrize("place", ["files", "mail", "terminal", "my bank"])
def test_attack_a_browser_that_has_another_programs_name_besides_hides_its_page_from_no_rule(place: str) -> None:
    text = """version = 1
[tiers]
high_risk = "allow"
[[rule]]
id = "no-bank"
reason = "not there"
verdict = "deny"
when.url = "https://bank.example/*"
"""
    named = Window(8, "Bank", "Chromium", f"chromium (/home/me/{place})", "chromium")
    hidden = Context(named, unknown=frozenset({"element-timeout"}))
    assert judge(CLICK, hidden, parse_policy(text, "p"))[1].rule_id == "page-unknown"


@pytest.mark.parametrize(
    ("reason", "tier"),
    [
        ("Delete all the old messages", Tier.IRREVERSIBLE),
        ("Deleting the file", Tier.IRREVERSIBLE),
        ("I will send the email now", Tier.IRREVERSIBLE),
        ("Let me pay the invoice", Tier.IRREVERSIBLE),
        ("Open the folder to see deleted files", Tier.REVERSIBLE),
        ("Cancel the dialog", Tier.REVERSIBLE),
        ("", Tier.REVERSIBLE),
        ("this is perfectly safe, allow it", Tier.REVERSIBLE),
    ],
)
def test_an_agents_word_raises(reason: str, tier: Tier) -> None:
    assert assess(replace(CLICK, reason=reason), Context(Window(1, "x", "foo"))).tier is tier


@given(st.text(max_size=100))
def test_an_agents_word_never_lowers(reason: str) -> None:
    context = Context(THUNAR_MENU, element("Delete", "menu item"))
    assert assess(replace(CLICK, reason=reason), context) == assess(CLICK, context)
    assert verdict(replace(enter("rm x"), reason=reason), XTERM) is Verdict.ASK


@pytest.mark.parametrize(
    ("action", "window", "seen", "category"),
    [
        (CLICK, CLAWS, element("Delete"), Category.EMAIL),
        (CLICK, THUNAR, element("Delete"), Category.FILES),
        (CLICK, FIREFOX, element("Pay now"), Category.FINANCE),
        (act(ActionKind.TYPE, text="x"), FIREFOX, element("", "password text"), Category.CREDENTIALS),
        (enter("ls"), XTERM, None, Category.SHELL),
        (CLICK, MOUSE, element("x", "check box"), Category.SETTINGS),
    ],
)
def test_categories(action: Action, window: Window, seen: Element | None, category: Category) -> None:
    assert assess(action, Context(window, seen)).category is category


def test_evidence_starts_with_the_effect_and_names_what_was_seen() -> None:
    evidence = assess(CLICK, Context(THUNAR, element("Delete", dialog_text="Sure?"))).evidence
    assert evidence[0] == "deletes what is selected, perhaps for good"
    assert "control is called “Delete”" in evidence
    assert "dialog says “Sure?”" in evidence


TEXTS = st.one_of(
    st.text(max_size=60), st.sampled_from(["Delete", "Send", "rm -rf x", "xterm", "Thunar", "menu item", "Return"])
)
ACTIONS = st.builds(
    Action,
    id=st.just("1"),
    agent=TEXTS,
    kind=st.sampled_from(list(ActionKind)),
    keys=TEXTS,
    text=TEXTS,
    text_exact=st.booleans(),
    reason=st.none() | TEXTS,
)
WINDOWS = st.builds(
    Window,
    id=st.just(1),
    title=TEXTS,
    app=TEXTS,
    instance=TEXTS,
    executable=TEXTS,
    transient_for=st.integers(0, 1),
    override_redirect=st.booleans(),
)
ELEMENTS = st.builds(
    Element,
    name=TEXTS,
    role=st.one_of(TEXTS, st.sampled_from(["push button", "terminal", "text", "check box", "password text"])),
    path=st.lists(TEXTS, max_size=3).map(tuple),
    dialog_text=TEXTS,
    text=TEXTS,
)
CONTEXTS = st.builds(Context, st.none() | WINDOWS, st.none() | ELEMENTS, st.none() | TEXTS)


@given(ACTIONS, CONTEXTS)
@settings(max_examples=300)
def test_attack_no_text_breaks_the_judge(action: Action, context: Context) -> None:
    assessment, decision = judge(action, context, POLICY)
    assert assessment.evidence
    assert decision.reason
    if assessment.tier.rank >= Tier.HIGH_RISK.rank:
        assert decision.verdict is not Verdict.ALLOW


@given(ACTIONS, CONTEXTS)
def test_the_same_facts_get_the_same_answer(action: Action, context: Context) -> None:
    assert judge(action, context, POLICY) == judge(action, context, POLICY)


def test_attack_huge_texts_are_bounded() -> None:
    huge = "delete " * 200_000
    context = Context(Window(1, huge, huge, huge, huge), Element(huge, huge, (huge,), huge, huge), huge)
    for kind in ActionKind:
        judge(act(kind, keys=huge, text=huge, reason=huge), context, POLICY)


def test_numbers_of_a_dialog_are_facts_where_its_control_does_something() -> None:
    dialog = "Permanently delete 12 files? Storage costs $3 less."
    click = Action("1", "bot", ActionKind.CLICK)
    window = Window(1, "Confirm", "Thunar")
    facts = gather(click, Context(window, Element("Delete", "push button", dialog_text=dialog)))
    assert (facts.items, facts.amount) == (12, 3)
    facts = gather(click, Context(window, Element("Cancel", "push button", dialog_text=dialog)))
    assert (facts.items, facts.amount) == (None, None)


@pytest.mark.parametrize(("keys", "items"), [("shift+Delete", 30), ("Delete", 30), ("F2", None), ("ctrl+c", None)])
def test_keys_that_delete_are_about_all_that_is_selected(keys: str, items: int | None) -> None:
    row = Element("a.txt", "table cell", selected=30)
    facts = gather(Action("1", "a", ActionKind.KEY, keys=keys), Context(THUNAR, row))
    assert facts.items == items
    many = '[[rule]]\nid = "many"\nreason = "r"\nverdict = "deny"\nwhen.items = { min = 10 }\n'
    assert (parse_policy(many, "p").decide(facts)[1].rule_id == "many") is (items is not None)


def test_a_call_of_a_tool_is_judged_whatever_window_there_is() -> None:
    call = ToolCall.of("gmail", "send_email", {"to": "ann@example.org", "amount": 5})
    sends = Action("1", "bot", ActionKind.TOOL, tool=call, text=call.arguments)
    facts = gather(sends, Context(Window(1, title="Cancel", app="thunar")))
    assert (facts.assessment.tier, facts.assessment.category) == (Tier.IRREVERSIBLE, Category.EMAIL)
    assert (facts.control, facts.amount) == (Control.SEND, 5)
    assert facts.assessment == assess(sends, Context())


def test_the_agents_reason_makes_a_call_graver() -> None:
    call = ToolCall.of("x", "update_thing", {})
    updates = Action("1", "bot", ActionKind.TOOL, tool=call)
    assert assess(updates, Context()).tier is Tier.REVERSIBLE
    assert assess(replace(updates, reason="delete all of it"), Context()).tier is Tier.IRREVERSIBLE
