"""The engine's judge is the code of `policy explain`."""

from __future__ import annotations

import json
from pathlib import Path

from supervisor.app.configuration import read_policy
from supervisor.app.judging import PolicyJudge
from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.opinion import Opinion
from supervisor.core.policy_file import parse_policy
from supervisor.core.policy_in_force import InForce
from supervisor.core.settings import JudgeSettings
from supervisor.detect.explain import explain_line

_POLICY = read_policy(None, Path("/nonexistent")).policy
_THUNAR = Window(1, title="docs - Thunar", app="Thunar", executable="thunar")


def test_live_and_explained_decisions_agree() -> None:
    judge = PolicyJudge(_POLICY)
    for name, role in (("Delete", "menu item"), ("Copy", "menu item"), ("Open", "push button")):
        action = Action("a-1", "a", ActionKind.CLICK, Point(1, 1), button=1)
        assessment, decision = judge.judge(action, Context(_THUNAR, Element(name=name, role=role)))
        line = {"action": "click", "app": "Thunar", "window_title": "docs - Thunar"}
        explained = json.loads(explain_line(json.dumps(line | {"target_name": name, "target_role": role}), _POLICY))
        assert (explained["verdict"], explained["rule_id"]) == (decision.verdict, decision.rule_id)
        assert explained["tier"] == assessment.tier


def test_words_name_the_control_and_hide_passwords() -> None:
    judge = PolicyJudge(_POLICY)
    click = Action("a-1", "a", ActionKind.CLICK, Point(1, 1), button=1)
    assert "Delete" in judge.words(click, Context(_THUNAR, Element(name="Delete", role="menu item")))
    typed = Action("a-2", "a", ActionKind.TYPE, text="hunter2")
    assert "hunter2" not in judge.words(typed, Context(_THUNAR, Element(role="password text")))


def test_words_are_those_of_the_action_that_is_asked_about_and_of_the_policy_that_holds() -> None:
    judge = PolicyJudge(_POLICY)
    place = Context(_THUNAR, Element(name="Delete", role="menu item"))
    click = Action("a-1", "a", ActionKind.CLICK, Point(1, 1), button=1)
    other = Context(_THUNAR, Element(name="Copy zebra", role="menu item"))
    assert "Delete" in judge.words(click, place)
    assert "Copy zebra" in judge.words(click, other)
    judge.use(InForce.of(parse_policy('version = 1\n[mask]\ntext = ["zebra"]\n', "p")))
    assert "zebra" not in judge.words(click, other)


def test_fields_that_the_policy_names_are_masked() -> None:
    judge = PolicyJudge(_POLICY)
    typed = Action("a-1", "a", ActionKind.TYPE, text="abc")
    assert judge.masks(typed, Context(_THUNAR, Element(name="API key", role="text")))
    assert not judge.masks(typed, Context(_THUNAR, Element(name="Subject", role="text")))


def test_a_terminal_is_known_as_one() -> None:
    judge = PolicyJudge(_POLICY)
    assert judge.is_terminal(Window(2, app="XTerm", executable="xterm"))
    assert not judge.is_terminal(_THUNAR)
    assert judge.time_limit("delete") is None


def test_a_paste_into_a_terminal_is_told_by_its_selection() -> None:
    judge = PolicyJudge(_POLICY)
    action = Action("a-1", "a", ActionKind.KEY, keys="shift+Insert")
    assert judge.pastes(action, Context(Window(2, app="XTerm", executable="xterm"))) == ("PRIMARY",)
    assert judge.pastes(action, Context(_THUNAR)) == ()


def test_secrets_inside_of_commands_reach_neither_words_nor_evidence() -> None:
    judge = PolicyJudge(_POLICY)
    line = "rm -rf /srv/token=hunter2"
    typed = Action("a-1", "a", ActionKind.TYPE_ENTER, text=line)
    context = Context(Window(2, app="XTerm", executable="xterm"))
    assessment, decision = judge.judge(typed, context)
    said = judge.words(typed, context) + judge.sentence(typed, context, assessment) + judge.redacted(line)
    assert "hunter2" not in said + repr(assessment) + repr(decision)
    assert "rm -rf" in said
    assert "token=" in repr(assessment)
    assert judge.ends_in_secret(line)
    assert not judge.ends_in_secret(f"{line} ")


def test_another_policy_decides_and_masks_from_the_moment_it_is_used() -> None:
    judge = PolicyJudge(_POLICY)
    strict = parse_policy('[tiers]\nread = "deny"\nreversible = "deny"\n[mask]\ntext = ["zz+"]\n', "strict")
    action, context = Action("a-1", "a", ActionKind.KEY, keys="F5"), Context(_THUNAR)
    before = judge.version()
    assert judge.judge(action, context)[1].verdict == "allow"
    judge.use(InForce.of(_POLICY, strict))
    assert judge.version() > before
    assert judge.judge(action, context)[1].verdict == "deny"
    assert "zzz" not in judge.redacted("zzz")
    assert "zzz" not in str(judge.fields({"outcome": {"says": "zzz"}}))


_SETTINGS = JudgeSettings(url="http://127.0.0.1:1/v1", model="m", tiers=tuple(Tier))
_XTERM = Window(2, app="XTerm", executable="xterm")


def test_attack_no_secret_goes_to_the_external_judge() -> None:
    judge = PolicyJudge(_POLICY)
    line = "ls --password=hunter2"
    typed = Action("a-1", "a", ActionKind.TYPE_ENTER, text=line, reason="token=hunter2")
    title = Window(2, "token=hunter2", "XTerm", executable="xterm")
    named = Element("Terminal", "terminal", ("token=hunter2",), "secret=hunter2", text="$ ")
    asked = judge.question(typed, Context(title, named, "https://a:hunter2@b/"), _SETTINGS)
    assert "ls --password=" in asked
    assert "hunter2" not in asked


def test_attack_a_long_secret_is_taken_out_before_the_text_is_cut() -> None:
    judge = PolicyJudge(_POLICY)
    typed = Action("a-1", "a", ActionKind.TYPE_ENTER, text=f"ls --password={'h' * 3000}")
    asked = judge.question(typed, Context(_XTERM), _SETTINGS)
    assert "ls --password=" in asked
    assert "hhh" not in asked


def test_attack_what_goes_into_a_hidden_field_is_not_asked_about_at_all() -> None:
    judge = PolicyJudge(_POLICY)
    typed = Action("a-1", "a", ActionKind.TYPE_ENTER, text="ls")
    assert judge.question(typed, Context(_XTERM), _SETTINGS)
    for field in (Element(role="password text"), Element(role="entry", hidden=True), Element("API key", "text")):
        assert judge.question(typed, Context(_XTERM, field), _SETTINGS) == ""
    assert judge.question(typed, Context(_XTERM, veiled=True), _SETTINGS) == ""
    prompt = Element("Terminal", "terminal", text="[sudo] password for me: ")
    assert judge.question(typed, Context(_XTERM, prompt), _SETTINGS) == ""


def test_the_external_judge_is_asked_what_the_settings_say_and_its_words_are_redacted() -> None:
    judge = PolicyJudge(_POLICY)
    click = Action("a-1", "a", ActionKind.CLICK, Point(1, 1), button=1)
    context = Context(_THUNAR, Element("Frobnicate", "push button"))
    assert judge.question(click, context, _SETTINGS)
    assert judge.question(click, context, JudgeSettings(tiers=(Tier.READ,))) == ""
    opinion = Opinion(Tier.HIGH_RISK, "it shows --password=hunter2")
    assessment, decision = judge.weighed(click, context, opinion, _SETTINGS)
    assert decision.verdict is Verdict.ASK
    assert "hunter2" not in repr(assessment) + repr(decision)
    ignoring = JudgeSettings(on_failure="ignore")
    assert judge.weighed(click, context, Opinion(None, "gone"), ignoring)[1].verdict is Verdict.ALLOW
    assert judge.weighed(click, context, Opinion(None, "gone"), _SETTINGS)[1].rule_id == "judge-absent"
