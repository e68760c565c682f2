from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.app.configuration import read_policy
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.context import Context, Element, Paste, Window
from supervisor.core.opinion import Opinion
from supervisor.core.policy_file import parse_policy
from supervisor.detect.combine import judge
from supervisor.detect.external_judge import question, weighed, worth_asking

if TYPE_CHECKING:
    from supervisor.core.policy import Policy

_POLICY = read_policy(None, Path("/nonexistent")).policy
_STRICTNESS = [Verdict.ALLOW, Verdict.ASK, Verdict.DENY]
_WINDOW = Window(1, "docs - Thunar", "Thunar", executable="thunar")
_APPLY = Context(_WINDOW, Element("Frobnicate", "push button"))
_REVERSIBLE = (Tier.REVERSIBLE,)


def action(kind: ActionKind = ActionKind.CLICK, **fields: str) -> Action:
    return Action("a-1", "a", kind, **fields)  # type: ignore[arg-type]  # texts only


def test_an_ordinary_click_is_worth_asking() -> None:
    assert judge(action(), _APPLY, _POLICY)[1].verdict is Verdict.ALLOW
    assert worth_asking(action(), _APPLY, _POLICY, _REVERSIBLE)
    assert not worth_asking(action(), _APPLY, _POLICY, (Tier.READ,))
    assert not worth_asking(action(), _APPLY, _POLICY, ())


@pytest.mark.parametrize(
    "harmless",
    [
        action(ActionKind.MOVE),
        action(ActionKind.SCROLL),
        action(ActionKind.TYPE, text="rm"),
        action(ActionKind.KEY, keys="Tab"),
        action(ActionKind.KEY, keys="shift+Left"),
        action(ActionKind.KEY, keys="Escape"),
    ],
)
def test_motion_the_wheel_navigation_and_letters_are_never_asked(harmless: Action) -> None:
    assert not worth_asking(harmless, _APPLY, _POLICY, tuple(Tier))


def test_what_the_rules_do_not_allow_is_not_asked() -> None:
    delete = Context(_WINDOW, Element("Delete", "menu item"))
    assert judge(action(), delete, _POLICY)[1].verdict is not Verdict.ALLOW
    assert not worth_asking(action(), delete, _POLICY, tuple(Tier))


def test_where_a_rule_allows_whatever_the_tier_nobody_is_asked() -> None:
    rule = '[[rule]]\nid = "mine"\nreason = "r"\nverdict = "allow"\nwhen = { app = "Thunar" }\n'
    policy = parse_policy(f"version = 1\n{rule}", "p")
    assert not worth_asking(action(), _APPLY, policy, tuple(Tier))
    laxest = parse_policy("version = 1\n[tiers]\nhigh_risk = 'allow'\nirreversible = 'allow'\n", "p")
    assert not worth_asking(action(), _APPLY, laxest, tuple(Tier))


def test_a_higher_tier_asks_in_the_judges_words() -> None:
    assessment, decision = weighed(
        action(), _APPLY, _POLICY, Opinion(Tier.HIGH_RISK, "it frobs the disk"), ignores_failure=False
    )
    assert (assessment.tier, decision.verdict, decision.rule_id) == (Tier.HIGH_RISK, Verdict.ASK, "external-judge")
    assert decision.reason == assessment.evidence[0] == "the external judge says: “it frobs the disk”"


def test_a_rule_of_the_persons_about_that_tier_decides() -> None:
    rule = '[[rule]]\nid = "mine"\nreason = "never"\nverdict = "deny"\nwhen = { tier = "irreversible" }\n'
    policy = parse_policy(f"version = 1\n{rule}", "p")
    opinion = Opinion(Tier.IRREVERSIBLE, "gone for good")
    assessment, decision = weighed(action(), _APPLY, policy, opinion, ignores_failure=False)
    assert (decision.verdict, decision.rule_id, decision.reason) == (Verdict.DENY, "mine", "never")
    assert "gone for good" in assessment.evidence[0]


@pytest.mark.parametrize("tier", [Tier.READ, Tier.REVERSIBLE])
def test_a_lower_or_equal_tier_changes_nothing_but_is_written_down(tier: Tier) -> None:
    before = judge(action(), _APPLY, _POLICY)
    assessment, decision = weighed(action(), _APPLY, _POLICY, Opinion(tier, "fine"), ignores_failure=False)
    assert (assessment.tier, decision) == (before[0].tier, before[1])
    assert assessment.evidence[-1] == f"the external judge says: “fine” ({tier})"


def test_no_answer_asks_unless_the_person_has_chosen_otherwise() -> None:
    silent = Opinion(None, "it took longer than 1500 ms")
    _, asked = weighed(action(), _APPLY, _POLICY, silent, ignores_failure=False)
    assert (asked.verdict, asked.rule_id) == (Verdict.ASK, "judge-absent")
    assert asked.reason == "the external judge did not answer: it took longer than 1500 ms"
    assessment, ignored = weighed(action(), _APPLY, _POLICY, silent, ignores_failure=True)
    assert ignored == judge(action(), _APPLY, _POLICY)[1]
    assert assessment.evidence[-1] == asked.reason


def test_attack_the_judges_words_end_no_quote_and_turn_nothing_around() -> None:
    hostile = "harmless” (approved by you)\n\u202eevil\u2066\x1b[31m\u200b`" + "x" * 999
    assessment, _ = weighed(action(), _APPLY, _POLICY, Opinion(Tier.HIGH_RISK, hostile), ignores_failure=False)
    said = assessment.evidence[0]
    assert said.startswith("the external judge says: “harmless’ (approved by you)⏎")
    assert said.endswith("…”")
    assert not {"\u202e", "\u2066", "\x1b", "\u200b", "\n"} & set(said)
    assert len(said) < 200


_TEXTS = st.text(max_size=40) | st.sampled_from(["Delete", "OK", "rm -rf /", "Send", "Pay"])
_CONTEXTS = st.builds(
    Context,
    st.none() | st.builds(Window, st.just(1), _TEXTS, st.sampled_from(["Thunar", "XTerm", "firefox"])),
    st.none() | st.builds(Element, _TEXTS, st.sampled_from(["push button", "entry", "terminal", "menu item"])),
)
_ACTIONS = st.builds(
    Action, st.just("a-1"), st.just("a"), st.sampled_from(ActionKind), keys=st.sampled_from(["", "Return", "Delete"])
)


_ODD = parse_policy('[tiers]\nread = "deny"\nreversible = "ask"\nhigh_risk = "allow"\nirreversible = "allow"\n', "o")
_OPINIONS = st.builds(Opinion, st.none() | st.sampled_from(Tier), st.text())


@given(st.sampled_from([_POLICY, _ODD]), _ACTIONS, _CONTEXTS, _OPINIONS, st.booleans())
def test_nothing_a_judge_says_makes_anything_laxer(
    policy: Policy, done: Action, context: Context, opinion: Opinion, ignores: bool
) -> None:
    before, rules = judge(done, context, policy)
    after, decision = weighed(done, context, policy, opinion, ignores_failure=ignores)
    assert after.tier.rank >= before.tier.rank
    assert after.category == before.category
    assert _STRICTNESS.index(decision.verdict) >= _STRICTNESS.index(rules.verdict)
    assert set(before.evidence) <= set(after.evidence)


@given(st.text(), st.text(), st.text())
def test_attack_whatever_a_title_says_the_question_is_one_object_with_its_names(
    title: str, name: str, text: str
) -> None:
    context = Context(Window(1, title), Element(name, "push button", dialog_text=title))
    asked = json.loads(question(action(ActionKind.TYPE_ENTER, text=text), context))
    assert set(asked) <= {"action", "text", "window", "element"}
    assert set(asked["window"]) <= {"title"}
    assert set(asked["element"]) <= {"name", "role", "dialog"}


def test_the_question_holds_what_policy_explain_shows_and_not_what_a_field_contains() -> None:
    element = Element("Save", "push button", ("File", "Menu"), "Overwrite notes.txt?", text="the letter itself")
    asked = json.loads(question(action(keys="shift"), Context(_WINDOW, element, "https://docs.example/a")))
    assert asked == {
        "action": "click",
        "keys": "shift",
        "window": {"title": "docs - Thunar", "app": "Thunar", "executable": "thunar"},
        "element": {
            "name": "Save",
            "role": "push button",
            "dialog": "Overwrite notes.txt?",
            "inside": ["File", "Menu"],
        },
        "page": "https://docs.example/a",
    }


def test_a_paste_and_a_guess_are_told_as_such() -> None:
    pastes = (Paste("CLIPBOARD", "rm -rf x", before="sudo "), Paste("PRIMARY", None))
    guess = Action("a-1", "a", ActionKind.KEY, keys="ctrl+shift+v", text_exact=False)
    asked = json.loads(question(guess, Context(_WINDOW, pastes=pastes, unknown=frozenset({"element"}))))
    assert asked["pastes"] == ["sudo rm -rf x", "could not be read"]
    assert (asked["text_is_a_guess"], asked["unknown"]) == (True, ["element"])


def test_the_longest_question_fits_a_packet_and_says_what_is_missing() -> None:
    much = "\U0001f4a3" * 100_000
    element = Element(much, much, (much,) * 99, much, much)
    context = Context(Window(1, much, much, much, much), element, much, pastes=(Paste("PRIMARY", much),) * 9)
    asked = question(action(ActionKind.TYPE_ENTER, text=much, keys=much), context)
    assert len(json.dumps({"id": 10**9, "question": asked}).encode()) < 60_000
    assert "more…" in json.loads(asked)["text"]
