"""Questions about what nobody wants: they look like others, make way for others, and nothing is behind them."""

from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Verdict
from supervisor.core.autonomy_terms import Terms
from supervisor.engine.canaries import AGAIN_S, LATER_S, SOON_S, WAITS_S, Canaries
from tests.support.playbook import Stage, chord

LONG_S = SOON_S + LATER_S + 1


class Rig:
    """A stage on which Ctrl+D is asked about, and lots that can be told."""

    def __init__(self, one_in: int = 50, **settings: Any) -> None:
        self.stage = Stage(**settings)
        self.stage.rule(Verdict.ASK, lambda action, _context: action.keys == "ctrl+d")
        self.stage.judge.said = Terms(canaries=one_in)
        self.agent = self.stage.agent("tidy")
        self.lot = 0.0
        self.canaries = Canaries(self.stage.engine, lambda: self.lot)

    def asks(self) -> None:
        self.agent.chord("ctrl+d")
        self.stage.advance(2)

    def draws(self) -> None:
        """Have one drawn: a question is asked and answered, and some time goes by."""
        self.asks()
        self.stage.approve()
        self.stage.settle()
        self.stage.sent()
        self.stage.advance(LONG_S)

    @property
    def shown(self) -> dict[str, Any]:
        return dict(self.stage.engine.holds.asked[0])

    @property
    def is_canary(self) -> bool:
        return "to the trash." in str(self.shown.get("sentence"))

    def ends(self) -> list[str]:
        names = ("canary_missed", "canary_noticed", "canary_withdrawn")
        return [str(row["event"]) for row in self.stage.rows() if row["event"] in names]


def test_it_comes_by_lot_after_a_question_and_looks_like_one() -> None:
    rig = Rig()
    rig.asks()
    real = rig.shown
    rig.stage.approve()
    rig.stage.advance(1)
    assert rig.stage.asked is None
    rig.stage.advance(LONG_S)
    assert rig.is_canary
    assert {name: rig.shown[name] for name in ("kind", "twice", "first", "t", "agent")} == {
        name: real[name] for name in ("kind", "twice", "first", "t", "agent")
    }
    pending = [message for message in rig.stage.human_told if message["t"] == "pending"]
    assert {**pending[-1], "request": ""} == {**pending[0], "request": ""}


@pytest.mark.parametrize(("lot", "one_in"), [(0.03, 50), (0.0, 0), (0.999, 1000)])
def test_where_the_lot_does_not_fall_or_nobody_wants_it_none_comes(lot: float, one_in: int) -> None:
    rig = Rig(one_in)
    rig.lot = lot
    rig.draws()
    assert rig.stage.asked is None
    assert rig.ends() == []


def test_a_yes_is_a_miss_that_is_told_at_once_and_does_nothing() -> None:
    rig = Rig()
    rig.draws()
    request = rig.stage.asked
    sends, rows = len(rig.stage.rows("sending")), len(rig.stage.rows("decided"))
    rig.stage.approve()
    rig.stage.advance(3)
    assert rig.ends() == ["canary_missed"]
    (row,) = rig.stage.rows("canary_missed")
    assert row.get("agent") is None
    assert row["approval"].approver == "keyboard"
    closed = rig.stage.ui.all("request_closed")[-1]
    assert (closed["id"], closed["outcome"]) == (request, "missed")
    assert (len(rig.stage.rows("sending")), len(rig.stage.rows("decided"))) == (sends, rows)
    assert rig.stage.sent() == ""
    status = rig.stage.engine.status()
    assert status["tests"] == {"missed": 1, "noticed": 0}
    assert "1 of the last 1 test questions" in status["attention"]
    assert rig.stage.asked is None


@pytest.mark.parametrize("how", ["reject", "reason", "change"])
def test_a_no_is_noticed_and_so_is_who_wants_to_write_about_it(how: str) -> None:
    rig = Rig()
    rig.draws()
    request = rig.stage.asked
    assert request is not None
    if how == "reject":
        rig.stage.reject()
    else:
        word = "modify" if how == "change" else "reject:other"
        rig.stage.engine.holds.write(request, word, approver="mouse", gesture="press")
    rig.stage.advance(1)
    assert rig.ends() == ["canary_noticed"]
    assert rig.stage.ui.all("request_closed")[-1]["outcome"] == "noticed"
    assert rig.stage.engine.status()["tests"] == {"missed": 0, "noticed": 1}
    assert rig.stage.asked is None


def test_it_is_in_no_figure_and_no_level_hears_of_it() -> None:
    rig = Rig()
    rig.draws()
    counts = dict(rig.stage.engine.status()["counts"])
    trials = dict(rig.stage.engine.levels._trials)
    rig.stage.approve()
    rig.stage.advance(1)
    assert rig.stage.engine.status()["counts"] == counts
    assert rig.stage.engine.levels._trials == trials
    assert [row["outcome"]["request"] for row in rig.stage.rows("answered")] == ["r1"]


def test_a_real_question_takes_its_place_at_once() -> None:
    rig = Rig()
    rig.draws()
    test = rig.stage.asked
    rig.agent.does(*chord("ctrl+d"))
    rig.stage.settle()
    assert rig.stage.asked not in (None, test)
    assert not rig.is_canary
    rig.stage.advance(1)
    assert rig.ends() == ["canary_withdrawn"]
    rig.stage.approve(test)
    rig.stage.advance(1)
    assert rig.ends() == ["canary_withdrawn"]
    assert rig.stage.engine.holds.waiting != []


def test_a_confirmation_takes_its_place_at_once_as_well() -> None:
    rig = Rig()
    rig.draws()
    rig.stage.engine.holds.confirm("quit", "End it?", "why", lambda _yes, _approval: None)
    assert rig.shown["sentence"] == "End it?"


def test_while_a_real_question_waits_none_is_shown() -> None:
    rig = Rig()
    rig.asks()
    rig.stage.approve()
    rig.stage.settle()
    rig.asks()
    rig.stage.advance(LONG_S)
    assert [item.request for item in rig.stage.engine.holds.waiting] == [rig.stage.asked]
    assert not rig.is_canary
    rig.lot = 1.0
    rig.stage.approve()
    rig.stage.advance(AGAIN_S + 1)
    assert rig.is_canary


@pytest.mark.parametrize("how", ["pause", "stop", "lock", "ui"])
@pytest.mark.parametrize("shown", [False, True])
def test_none_is_shown_while_all_stands_still_and_one_that_is_goes(how: str, shown: bool) -> None:
    rig = Rig()
    if shown:
        rig.draws()
        assert rig.is_canary
    else:
        rig.asks()
        rig.stage.approve()
        rig.stage.settle()
    {
        "pause": rig.stage.pause,
        "stop": rig.stage.stop,
        "lock": lambda: rig.stage.engine.lock("screen"),
        "ui": rig.stage.ui_dies,
    }[how]()
    rig.stage.advance(LONG_S)
    assert rig.stage.asked is None
    assert not rig.stage.engine.holds.waiting
    assert rig.ends() == (["canary_withdrawn"] if shown else [])


def test_who_is_not_there_has_missed_nothing() -> None:
    rig = Rig()
    rig.draws()
    rig.stage.advance(WAITS_S + 1)
    assert rig.ends() == ["canary_withdrawn"]
    assert rig.stage.engine.status()["tests"] == {"missed": 0, "noticed": 0}


def test_its_own_answer_draws_no_other() -> None:
    rig = Rig(1)
    rig.draws()
    rig.stage.reject()
    rig.stage.advance(LONG_S)
    assert (rig.stage.asked, rig.ends()) == (None, ["canary_noticed"])


def test_of_many_that_are_drawn_at_once_one_comes() -> None:
    rig = Rig()
    for _ in range(3):
        rig.agent.chord("ctrl+d")
        rig.stage.advance(0.5)
        rig.stage.approve()
        rig.stage.advance(0.1)
    rig.stage.advance(LONG_S)
    rig.stage.reject()
    rig.stage.advance(LONG_S + AGAIN_S)
    assert (rig.stage.asked, rig.ends()) == (None, ["canary_noticed"])


def test_without_an_agent_or_a_screen_there_is_none() -> None:
    rig = Rig()
    rig.asks()
    rig.stage.approve()
    rig.stage.settle()
    rig.stage.engine.remove_agent(rig.agent.queue)
    rig.stage.advance(LONG_S * 30)
    assert (rig.stage.asked, rig.ends()) == (None, [])
    assert Rig(headless=True).ends() == []


def test_a_policy_that_wants_none_any_more_ends_what_was_drawn() -> None:
    rig = Rig()
    rig.asks()
    rig.stage.approve()
    rig.stage.judge.said = Terms()
    rig.stage.advance(LONG_S * 30)
    assert (rig.stage.asked, rig.ends()) == (None, [])


def test_attack_an_agent_does_not_learn_that_one_is_asked() -> None:
    rig = Rig()
    rig.draws()
    telling = rig.stage.engine.telling
    assert telling.state() == "waiting"
    assert telling.state(to_agent=True) == "idle"
    own = next(one for one in rig.stage.engine.status()["agents"] if one["name"] == "tidy")
    assert (own["held"], own["waiting"]) == (False, 0)
    assert not rig.agent.queue.asks_person()
    rig.agent.does(*chord("ctrl+f"))
    rig.stage.settle()
    assert rig.stage.sent() != ""
