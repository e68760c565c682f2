from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.context import UNKNOWN_FACTS, Context, Element, Paste, Window
from supervisor.core.facts import Control
from supervisor.core.policy_file import parse_policy
from supervisor.detect.combine import gather
from supervisor.detect.place import COMMAND_PLACES
from supervisor.detect.rule_review import MOST_REMARKS, Remark, review, tiers_of
from supervisor.resources import resource


def rule(conditions: str, verdict: str = 'verdict = "ask"', name: str = "one") -> str:
    return f'[[rule]]\nid = "{name}"\nreason = "x"\n{conditions}\n{verdict}\n'


def remarks(text: str) -> list[Remark]:
    parse_policy(text, "p")
    return review(text, "p")


@pytest.mark.parametrize(
    ("conditions", "line", "words"),
    [
        ('when.shell = "risky"\nwhen.control = "delete"', 5, ["`shell`", "`control`", "a rule for each"]),
        ('when.shell = "risky"\nwhen.program = ["mail", "editor"]', 5, ["terminal", "leave `program` out"]),
        ('when.control = "delete"\nwhen.tier = "reversible"', 5, ["`delete` has the tier irreversible"]),
        ('when.control = "account"\nwhen.tier = ["read"]', 5, ["high_risk, irreversible", "leave `tier` out"]),
        ('when.url = "bank.example/*"', 4, ["begins with its scheme", "write `*://bank.example/*`"]),
        ('when.url = "bank.example"', 4, ["write `*://bank.example` and a path, e.g. `/*`"]),
        ('when.url = "https://bank.example"', 4, ["write `https://bank.example/`"]),
        ('when.url = "https://me:pw@bank.example/"', 4, ["write `https://bank.example/`"]),
        ('when.url = "https://mail.example/#inbox*"', 4, ["without their `#`", "write `https://mail.example/*`"]),
        ('when.unknown = "url"\nwhen.url = "https://*"', 5, ["`url` is not known where `unknown` says so"]),
        ('when.unknown = "elemnt"', 4, ["did you mean `element`"]),
        ('when.unknown = "nothing like that"', 4, ["use one of these", "element-timeout"]),
        ('when.executable = "/usr/bin/thunar"', 4, ["write `thunar`"]),
        ('when.keys = "*+Enter"', 4, ["write `*+Return`"]),
        ('when.keys = ["shift+ctrl+*", "cmd+*"]', 4, ["write `ctrl+shift+*`"]),
        ('when.keys = "ctrl+Delte"', 4, ["`Delte`", "did you mean `Delete`"]),
        ('when.action = "click"\nwhen.text = "*secret*"', 5, ["types no text"]),
        ('when.action = "type"\nwhen.keys = "ctrl+v"', 5, ["no chord"]),
        ('when.action = ["click", "drag"]\nwhen.keys = "ctrl+v"', 5, ["held modifiers"]),
        ('when.unknown = "element*"\nwhen.name = "OK"', 5, ["`name`", "leave one of them out"]),
        ('when.unknown = "window"\nwhen.title = "*bank*"', 5, ["`title`"]),
        ("when.amount = { min = 500, max = 100 }", 4, ["at least 500 and at most 100", "swap them"]),
        ("when.items = { max = -1 }", 4, ["never below 0"]),
    ],
)
def test_a_rule_that_can_never_match_has_line_and_remedy(conditions: str, line: int, words: list[str]) -> None:
    (remark,) = remarks(rule(conditions))
    assert remark.line == line, remark
    assert remark.sentence.startswith("rule `one` can never match: ")
    for word in words:
        assert word in remark.sentence


@pytest.mark.parametrize(
    "conditions",
    [
        'when.shell = "risky"\nwhen.program = ["mail", "terminal"]',
        'when.control = ["delete", "trash"]\nwhen.tier = "reversible"',
        'when.control = "trash"\nwhen.tier = "irreversible"',
        'when.control = "account"\nwhen.tier = "irreversible"',
        'when.unknown = ["elemnt", "window"]',
        'when.unknown = { re = "^element" }',
        'when.executable = ["/usr/bin/thunar", "thunar"]',
        'when.keys = ["*+Enter", "*+Return"]',
        'when.keys = ["ctrl+*", "*Enter*", "*", "f?", "ctrl+plus", "XF86Paste", "ä", "ctrl+shift", "adiaeresis"]',
        'when.action = ["click", "type"]\nwhen.text = "*secret*"',
        'when.action = "click"\nwhen.text = "*"',
        'when.action = "click"\nwhen.keys = "ctrl"',
        'when.action = ["click", "key"]\nwhen.keys = "Delete"',
        'when.unknown = "window"\nwhen.name = "OK"',
        'when.unknown = ["window", "element"]\nwhen.title = "*bank*"',
        "when.amount = [{ min = 500, max = 100 }, 5]",
        "when.items = { min = 3 }",
    ],
)
def test_a_rule_that_may_match_is_let_pass(conditions: str) -> None:
    assert not remarks(rule(conditions))


def test_a_rule_behind_a_stricter_one_names_it_with_its_line() -> None:
    text = rule('when.title = "*bank*"', 'verdict = "deny"') + rule('when.title = "my bank"', name="two")
    (remark,) = remarks(text)
    assert remark.line == 6
    assert remark.sentence == (
        "rule `two` never decides: rule `one` (line 1) matches whenever it does and denies: "
        "remove one of them or change their conditions"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://bank.example/*",
        "*bank.example*",
        "*://*.bank.example/pay",
        "about:blank",
        "http*",
        "HTTPS://X.example/A",
    ],
)
def test_addresses_as_browsers_tell_them_are_let_pass(url: str) -> None:
    assert not remarks(rule(f'when.url = "{url}"'))
    assert not remarks(rule(f'when.url = ["bank.example", "{url}"]'))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://bücher.example/*", "https://xn--bcher-kva.example/*"),
        ("*://*.bücher.example/*", "*://*.xn--bcher-kva.example/*"),
        ("https://bank.example:443/*", "https://bank.example/*"),
        ("http://bank.example.:80/*", "http://bank.example/*"),
        ("https://bank.example./*", "https://bank.example/*"),
        ("https://bank.example/für mich*", "https://bank.example/f%C3%BCr%20mich*"),
    ],
)
def test_an_address_that_no_browser_tells_is_named_with_the_one_that_they_do(url: str, told: str) -> None:
    (remark,) = remarks(rule(f'when.url = "{url}"'))
    assert remark.sentence.endswith(f"can never match: browsers tell addresses otherwise: write `{told}`")
    assert not remarks(rule(f'when.url = "{told}"'))


def test_a_rule_behind_one_that_cannot_match_is_not_blamed() -> None:
    text = rule('when.url = "a"\nwhen.keys = "b"', 'verdict = "deny"')
    assert len(remarks(text + rule('when.url = "a"\nwhen.keys = "b"', name="two"))) == 2
    assert all("can never match" in remark.sentence for remark in remarks(text))


def test_a_rule_without_any_effect_is_named() -> None:
    (remark,) = remarks(rule('when.name = "x"', ""))
    assert "nothing but the words" in remark.sentence
    assert remark.line == 2


@pytest.mark.parametrize(("verdict", "count"), [("ask", 0), ("allow", 1), ("deny", 1)])
def test_a_deadline_of_what_is_never_asked_is_named(verdict: str, count: int) -> None:
    found = remarks(rule('when.name = "x"', f'verdict = "{verdict}"\ndeadline_s = 5'))
    assert [(remark.line, "never waits" in remark.sentence) for remark in found] == [(6, True)] * count


def test_a_file_full_of_them_is_answered_in_part() -> None:
    text = "".join(rule('when.url = "x"', name=f"r{n}") for n in range(MOST_REMARKS + 5))
    assert len(remarks(text)) == MOST_REMARKS


def test_a_scope_that_no_rule_names_is_told() -> None:
    scopes = '[scope.used]\nteam = "ops"\n[scope.unused]\nteam = "x"\n'
    (remark,) = remarks(scopes + rule('scope = "used"\nwhen.name = "x"'))
    assert (remark.line, remark.sentence.partition(":")[0]) == (3, "scope `unused` is used by no rule")


def test_a_rule_that_its_scope_keeps_from_matching_is_told() -> None:
    (remark,) = remarks('[scope.typed]\nshell = "risky"\n' + rule('scope = "typed"\nwhen.control = "delete"'))
    assert remark.sentence.startswith("rule `one` can never match: `shell` is about commands")


def test_the_shipped_policy_has_none() -> None:
    assert not remarks(resource("policy/default.toml").read_text())


_TEXTS = st.sampled_from(["", "rm -rf x\n", "ls", "hello"])
_WINDOWS = st.sampled_from(
    [
        None,
        *(
            Window(1, title, app)
            for title, app in itertools.product(
                ["", "docs", "user@host: ~", "Trash"], ["", "XTerm", "Thunar", "firefox"]
            )
        ),
    ]
)
_ELEMENTS = st.none() | st.builds(
    Element,
    st.sampled_from(["", "Delete", "Move to Trash", "Close account", "Send", "Pay now", "Paste"]),
    st.sampled_from(["", "push button", "menu item", "terminal", "link"]),
)
_ACTIONS = st.builds(
    Action,
    st.just("1"),
    st.just("bot"),
    st.sampled_from(ActionKind),
    keys=st.sampled_from(["", "Delete", "shift+Delete", "Return", "ctrl+Return", "ctrl+shift+v"]),
    text=_TEXTS,
)
_PASTES = st.lists(st.builds(Paste, st.just("PRIMARY"), st.none() | _TEXTS), max_size=1).map(tuple)


@given(_ACTIONS, _WINDOWS, _ELEMENTS, _PASTES)
def test_no_facts_are_there_that_the_warnings_exclude(
    action: Action, window: Window | None, element: Element | None, pastes: tuple[Paste, ...]
) -> None:
    bare = gather(action, Context(window, element))
    facts = gather(action, Context(window, element, pastes=pastes if bare.program in COMMAND_PLACES else ()))
    assert facts.shell is None or facts.control is None
    assert facts.shell is None or facts.program in COMMAND_PLACES
    assert facts.control is None or facts.assessment.tier in tiers_of(facts.control)


_WORDS = st.text("ab*?+/", min_size=1, max_size=6).map(lambda word: f'"{word}"')
_FIELDS = st.sampled_from(["keys", "text", "executable", "unknown", "name", "url", "title", "path"])


@given(st.lists(st.dictionaries(_FIELDS, _WORDS, min_size=1, max_size=3), max_size=6))
def test_any_policy_is_looked_through(rules: list[dict[str, str]]) -> None:
    text = "version = 1\n" + "".join(
        rule("\n".join(f"when.{field} = {word}" for field, word in conditions.items()), name=f"r{n}")
        for n, conditions in enumerate(rules)
    )
    lines = text.count("\n")
    assert all(1 <= remark.line <= lines and "\n" not in remark.sentence for remark in remarks(text))


def test_every_control_has_its_tiers() -> None:
    assert all(tiers_of(control) for control in Control)
    assert set(UNKNOWN_FACTS) == {"window", "element", "element-timeout", "element-unavailable", "url"}
