"""A policy that changes: stricter at once, looser by a hand alone, and never broken."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from supervisor.app.configuration import NamedPolicy
from supervisor.app.judging import PolicyJudge
from supervisor.app.reloading import Reloading
from supervisor.core.action import Action, ActionKind
from supervisor.core.context import Context, Window
from supervisor.core.policy_file import parse_policy
from supervisor.core.policy_in_force import MOST_TOGETHER
from supervisor.core.record import Event
from supervisor.core.record_fields import Approval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.engine.engine import Engine
    from supervisor.engine.recorder import Recorder

BY_HAND = Approval("keyboard", "chord", 900)
START = '[tiers]\nhigh_risk = "ask"\n'


def named(*rules: str) -> NamedPolicy:
    text = START + "".join(rules)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return NamedPolicy(parse_policy(text, "test"), f"policy.toml {digest[:12]}", Path("/home/me/policy.toml"), digest)


def rule(app: str, verdict: str) -> str:
    return f'[[rule]]\nid = "{app}"\nreason = "because of {app}"\nverdict = "{verdict}"\nwhen.app = "{app}"\n'


class Around:
    """What is asked, recorded and told; the judge is the real one."""

    def __init__(self, *rules: str, headless: bool = False) -> None:
        self.questions: dict[str, tuple[str, str, Callable[[bool, Approval], None]]] = {}
        self.rows: list[tuple[Event, dict[str, Any]]] = []
        self.told: list[Mapping[str, object]] = []
        self.last_answered = "r7"
        self.works = True
        self.changes = 0
        self.telling = SimpleNamespace(policy="", policy_waits=False)
        self.holds = self
        start = named(*rules)
        self.judge = PolicyJudge(start.policy)
        self.reloading = Reloading(
            start,
            judge=self.judge,
            engine=cast("Engine", self),
            recorder=cast("Recorder", self),
            tell_human=self.told.append,
            headless=headless,
        )

    def confirm(self, what: str, sentence: str, why: str, then: Callable[[bool, Approval], None]) -> None:
        self.questions[what] = (sentence, why, then)

    def withdraw(self, what: str) -> None:
        self.questions.pop(what, None)

    def policy_changed(self) -> None:
        self.changes += 1

    def publish(self) -> None:
        pass

    def write(self, event: Event, *, durable: bool, outcome: dict[str, Any], approval: object = None) -> bool:
        assert durable
        self.rows.append((event, outcome | {"by": approval}))
        return self.works

    def verdict(self, app: str) -> str:
        action = Action("1", "bot", ActionKind.KEY, keys="F5")
        return self.judge.judge(action, Context(Window(1, "a title", app, app, app)))[1].verdict.value

    def loaded(self) -> list[str]:
        return [outcome["change"] for event, outcome in self.rows if event is Event.POLICY_LOADED]

    def answer(self, *, yes: bool) -> None:
        ((what, (_, _, then)),) = self.questions.items()
        del self.questions[what]
        then(yes, BY_HAND)

    def human_confirms(self, new: NamedPolicy) -> None:
        self.reloading.confirmed_by_hand({"t": "policy", "digest": new.digest, "device": "keyboard"})


def test_what_tightens_holds_at_once_and_nobody_is_asked() -> None:
    around = Around()
    assert around.verdict("gimp") == "allow"
    around.reloading.found(named(rule("gimp", "deny")))
    assert around.verdict("gimp") == "deny"
    assert (around.questions, around.changes, around.loaded()) == ({}, 1, ["tightened"])
    assert around.reloading.problems == []


def test_what_loosens_waits_for_a_hand() -> None:
    around = Around(rule("gimp", "deny"))
    looser = named()
    around.reloading.found(looser)
    assert around.verdict("gimp") == "deny"
    ((sentence, why, _),) = around.questions.values()
    assert sentence == "Use the changed policy policy.toml?"
    assert why == "removes `gimp` (denied)"
    assert "holds only where it is stricter" in around.telling.policy
    assert around.telling.policy_waits
    around.answer(yes=True)
    assert around.verdict("gimp") == "deny", "the word of `human` is missing yet"
    assert around.told == [{"t": "policy", "request": "r7", "digest": looser.digest}]
    around.human_confirms(looser)
    assert around.verdict("gimp") == "allow"
    assert around.reloading.confirmed is looser
    assert (around.telling.policy, around.telling.policy_waits) == ("", False)
    event, outcome = around.rows[-1]
    assert (event, outcome["change"], outcome["digest"]) == (Event.POLICY_LOADED, "confirmed", looser.digest)
    assert outcome["device"] == "keyboard"


def test_what_tightens_here_and_loosens_there_does_the_one_at_once() -> None:
    around = Around(rule("gimp", "deny"))
    around.reloading.found(named(rule("xterm", "ask")))
    assert (around.verdict("gimp"), around.verdict("xterm")) == ("deny", "ask")
    around.reloading.found(named())
    assert (around.verdict("gimp"), around.verdict("xterm")) == ("deny", "ask"), "taken back by a hand alone"
    ((_, why, _),) = around.questions.values()
    assert why == "removes `gimp` (denied); it takes back what was made stricter meanwhile"


def test_a_no_leaves_the_stricter_of_both_until_it_is_asked_again() -> None:
    around = Around(rule("gimp", "deny"))
    new = named(rule("xterm", "ask"))
    around.reloading.found(new)
    around.answer(yes=False)
    assert around.told == []
    assert (around.verdict("gimp"), around.verdict("xterm")) == ("deny", "ask")
    assert "a person rejected it: `agent-supervisor policy use` asks again" in around.telling.policy
    around.reloading.found(new)
    around.reloading.ask_anew()
    assert around.questions == {}
    assert "asked" in around.reloading.ask()
    around.answer(yes=True)
    around.human_confirms(new)
    assert (around.verdict("gimp"), around.verdict("xterm")) == ("allow", "ask")


def test_human_alone_says_that_a_hand_confirmed() -> None:
    around = Around(rule("gimp", "deny"))
    looser = named()
    around.reloading.found(looser)
    around.answer(yes=True)
    around.reloading.refused_by_hand({"what": "policy", "digest": looser.digest})
    assert around.verdict("gimp") == "deny"
    assert "a keyboard or pointer of this machine has to confirm it" in around.telling.policy


def test_what_no_hand_confirmed_of_something_else_says_nothing_of_the_policy() -> None:
    around = Around(rule("gimp", "deny"))
    looser = named()
    around.reloading.found(looser)
    asked = around.reloading.problems
    around.answer(yes=True)
    around.reloading.refused_by_hand({"what": "policy", "digest": "level 1"})
    assert around.reloading.problems == asked
    around.human_confirms(looser)
    assert around.verdict("gimp") == "allow"
    around.reloading.refused_by_hand({"what": "policy", "digest": looser.digest})
    assert around.reloading.problems == []


def test_a_yes_is_for_the_policy_that_was_shown() -> None:
    around = Around(rule("gimp", "deny"), rule("xterm", "deny"))
    first, second = named(rule("gimp", "deny")), named()
    around.reloading.found(first)
    ((_, _, then_first),) = around.questions.values()
    around.reloading.found(second)
    assert len(around.questions) == 1, "the question about the first is taken back"
    then_first(True, BY_HAND)
    around.human_confirms(first)
    assert around.verdict("xterm") == "deny"
    around.human_confirms(second)
    assert around.verdict("xterm") == "allow"


def test_what_cannot_be_recorded_is_not_loosened() -> None:
    around = Around(rule("gimp", "deny"))
    looser = named()
    around.reloading.found(looser)
    around.works = False
    around.answer(yes=True)
    assert around.told == []
    around.human_confirms(looser)
    assert around.verdict("gimp") == "deny"
    assert "could not be recorded" in around.telling.policy


def test_a_broken_file_changes_nothing_and_is_told() -> None:
    around = Around(rule("gimp", "deny"))
    broken = "policy `policy.toml`, line 3: this is not TOML"
    around.reloading.found(broken)
    around.reloading.found(broken)
    assert around.verdict("gimp") == "deny"
    assert around.reloading.problems == [f"{broken} (the policy that held goes on)"]
    assert around.loaded() == ["broken"]
    around.reloading.found(named(rule("gimp", "deny")))
    assert (around.reloading.problems, around.loaded()) == ([], ["broken", "mended"])
    assert around.changes == 0


def test_a_question_about_a_file_that_broke_meanwhile_is_taken_back() -> None:
    around = Around(rule("gimp", "deny"))
    looser = named()
    around.reloading.found(looser)
    around.reloading.found("broken")
    assert around.questions == {}
    assert around.reloading.ask() == "broken: mend it first"
    around.reloading.found(looser)
    assert len(around.questions) == 1


def test_the_old_file_put_back_ends_a_change_that_only_loosened() -> None:
    around = Around(rule("gimp", "deny"))
    around.reloading.found(named())
    around.reloading.found(named(rule("gimp", "deny")))
    assert around.questions == {}
    assert around.reloading.waiting is None
    assert around.telling.policy == ""


def test_after_a_stop_it_is_asked_again() -> None:
    around = Around(rule("gimp", "deny"))
    around.reloading.found(named())
    around.questions.clear()
    around.reloading.ask_anew()
    assert len(around.questions) == 1


def test_where_nobody_can_be_asked_it_says_so() -> None:
    around = Around(rule("gimp", "deny"), headless=True)
    around.reloading.found(named(rule("xterm", "deny")))
    assert around.questions == {}
    assert (around.verdict("gimp"), around.verdict("xterm")) == ("deny", "deny")
    assert "nobody can be asked here" in around.reloading.problems[0]
    assert "nobody can be asked here" in around.reloading.ask()
    assert not around.telling.policy_waits


def test_nothing_waits_at_the_start() -> None:
    assert Around().reloading.ask() == "nothing to do"


def test_a_file_that_changes_for_ever_ends_in_one_question_on_demand() -> None:
    around = Around(rule("app-0", "deny"))
    for number in range(1, MOST_TOGETHER + 2):
        last = named(rule(f"app-{number}", "deny"))
        around.reloading.found(last)
    assert around.verdict("any") == "deny"
    assert around.questions == {}
    assert "changed too often unconfirmed" in around.telling.policy
    around.reloading.ask()
    around.answer(yes=True)
    around.human_confirms(last)
    assert around.verdict("any") == "allow"


@pytest.mark.parametrize("digest", [None, "", "0" * 64])
def test_a_word_about_another_policy_changes_nothing(digest: object) -> None:
    around = Around(rule("gimp", "deny"))
    around.reloading.found(named())
    around.reloading.confirmed_by_hand({"t": "policy", "digest": digest})
    assert around.verdict("gimp") == "deny"
