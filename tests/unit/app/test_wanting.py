"""What commands and tray want: tightening is done, loosening is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app.wanting import Wants
from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy_figures import Result
from supervisor.core.autonomy_scope import Situation
from supervisor.core.autonomy_terms import Promotion, Terms
from supervisor.core.record_fields import Approval
from supervisor.core.settings import Chords
from tests.support.playbook import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping


class Rig:
    def __init__(self, *, chords: Chords | None = None) -> None:
        self.stage = Stage()
        self.told: list[Mapping[str, object]] = []
        self.quits = 0
        engine = self.stage.engine
        self.wants = Wants(engine, engine.parts.recorder, self.told.append, quit_=self._quit, chords=chords)

    def _quit(self) -> None:
        self.quits += 1

    @property
    def told_by_engine(self) -> list[dict[str, Any]]:
        return self.stage.human_told

    @property
    def loans(self) -> object:
        return self.stage.engine.levels.dial.loans

    def want(self, what: str) -> str:
        return self.wants.take(what, "command")


@pytest.mark.parametrize("what", ["stop", "pause"])
def test_what_tightens_is_done_at_once(what: str) -> None:
    rig = Rig()
    rig.want(what)
    assert rig.told == [{"t": what, "how": "command"}]
    assert rig.stage.asked is None


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("resume", "nothing is paused"),
        ("rearm", "nothing is stopped"),
        ("ask-again", "nothing is refused since you rejected it"),
        ("use-policy", "nothing to do"),
        ("nonsense", "nothing to do"),
    ],
)
def test_what_there_is_not_is_not_asked(what: str, said: str) -> None:
    rig = Rig()
    assert rig.want(what) == said
    assert rig.stage.asked is None


def test_a_resume_is_asked_and_ordered_by_the_answered_request() -> None:
    rig = Rig()
    rig.stage.engine.pause("command")
    assert "a person must confirm" in rig.want("resume")
    request = rig.stage.asked
    assert rig.told == []
    rig.stage.approve(request)
    assert rig.told == [{"t": "resume", "request": request}]


def test_a_no_changes_nothing() -> None:
    rig = Rig()
    rig.stage.engine.pause("command")
    rig.want("resume")
    rig.stage.reject()
    assert rig.told == []
    assert rig.stage.engine.paused


def test_it_quits_at_once_where_nothing_is_supervised_and_asks_where_something_is() -> None:
    rig = Rig()
    assert rig.want("quit") == "quitting"
    rig.stage.agent()
    assert "a person must confirm" in rig.want("quit")
    assert rig.quits == 1
    rig.stage.approve(rig.stage.asked)
    assert rig.quits == 2


def test_without_a_screen_it_names_the_chord() -> None:
    rig = Rig(chords=Chords())
    rig.stage.engine.pause("command")
    assert rig.want("resume") == f"a person must press {Chords().pause} at the machine"
    rig.stage.agent()
    assert rig.want("quit") == "end the agents first"


def test_a_changed_policy_is_somebody_elses_question() -> None:
    rig = Rig()
    rig.wants.use_policy = lambda: "asked"
    assert rig.want("use-policy") == "asked"


def test_the_tray_sets_what_is_stricter_at_once_and_has_a_person_asked_about_what_is_laxer() -> None:
    rig = Rig()
    assert rig.want("level:full-oversight::") == "set: full-oversight for all agents"
    assert rig.want("level:approval-gates:15m:") == "asked: a person must confirm it at the screen"
    question = rig.stage.ui.all("request")[-1]
    assert question["sentence"] == "Let approval-gates hold for all agents for 15 min?"
    rig.stage.approve(rig.stage.asked)
    told = rig.told_by_engine[-1]
    assert told["t"] == "policy"
    assert not rig.loans, "only `human` knows whose yes it was"
    rig.wants.confirmed_by_hand(told)
    assert rig.loans
    assert rig.want("level-end:") == "ended"
    assert not rig.loans


def test_a_level_that_is_none_and_a_proposal_that_there_is_not_change_nothing() -> None:
    rig = Rig()
    assert "is no level" in rig.want("level:lax::")
    for what in ("level-end:", "level-end:bot", "level-accept:p1", "level-decline:p1"):
        assert rig.want(what) == "nothing to do"
    assert rig.stage.asked is None


def test_tray_and_command_have_an_agent_learn_and_what_was_earned_is_taken_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rig = Rig()
    terms = Terms(promotion=Promotion.PROPOSE)
    monkeypatch.setattr(rig.stage.engine.parts.judge, "terms", lambda: terms)
    stages = rig.stage.engine.levels.stages
    assert rig.want("stage-learn:bot") == "set: stage launch for agent bot"
    assert "is no stage" in rig.wants.take("stage", "command", {"stage": "ripe", "agent": "bot"})
    said = Approval("keyboard", "chord", 5000)
    situation = Situation("bot", "", "thunar", Category.FILES)
    for _ in range(70):
        stages.answered(situation, Tier.READ, Result.APPROVED, replace(said), tightened=False)
    assert [offer.name for offer in stages.offers] == ["s1"]
    assert rig.want("level-accept:s1") == "asked: a person must confirm it at the screen"
    rig.stage.reject(rig.stage.asked)
    assert stages.offers == []
    for what in ("level-accept:s1", "level-decline:s1", "level-accept:s9"):
        assert rig.want(what) == "nothing to do"
