from __future__ import annotations

import os

import pytest

from supervisor.app.speaking import Speaking
from supervisor.core.canary import WHAT
from supervisor.engine.canaries import Canary
from supervisor.intake.peers import Caller, Role
from supervisor.wire.vocabulary import Move, Outcome, Proposal
from tests.support.playbook import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


def speaking(stage: Stage, root: int = 0) -> Speaking:
    return Speaking(stage.engine, stage.agent().queue, lambda: root, lambda done: done(b"png"))


def role_of_this_process(stage: Stage, root: int) -> Role:
    caller = Caller(os.getpid(), os.pidfd_open(os.getpid()))
    role = speaking(stage, root).role(caller)
    caller.close()
    return role


def test_a_process_of_the_tree_is_the_agent(stage: Stage) -> None:
    assert role_of_this_process(stage, os.getpid()) is Role.AGENT
    assert role_of_this_process(stage, os.getppid()) is Role.AGENT


def test_any_other_is_a_program_of_the_persons(stage: Stage) -> None:
    assert role_of_this_process(stage, 0) is Role.OBSERVER
    assert role_of_this_process(stage, 2**22) is Role.OBSERVER


def test_who_has_gone_is_nobody(stage: Stage) -> None:
    assert speaking(stage, os.getpid()).role(Caller(0, -1)) is Role.UNKNOWN
    assert speaking(stage, os.getpid()).role(Caller(os.getpid(), -1)) is Role.UNKNOWN


def test_a_call_goes_to_the_agents_queue(stage: Stage) -> None:
    outcomes: list[Outcome] = []
    agent = speaking(stage)
    agent.propose(Proposal(gesture=Move(x=3, y=4)), "python", on_held=lambda: None, on_end=outcomes.append)
    stage.settle()
    assert stage.sent() == "@3,4"
    assert [outcome.status for outcome in outcomes] == ["done"]
    assert stage.rows("sending")[0]["action"].origin == "python"


def test_the_model_that_it_says_is_that_of_its_name(stage: Stage) -> None:
    said: list[tuple[str, str]] = []
    stage.engine.levels.kept.model_said = lambda *words: said.append(words)  # type: ignore[method-assign]
    speaking(stage).model_said("m-1")
    assert said == [("agent", "m-1")]


def test_an_agent_hears_of_itself_alone(stage: Stage) -> None:
    stage.agent("other")
    status = speaking(stage).status()
    assert status["agent"]["name"] == "agent"
    assert "other" not in str(status)
    assert speaking(stage).screen_size() == stage.desktop.screen_size()


def test_what_is_down_can_be_let_go(stage: Stage) -> None:
    agent = stage.agent()
    agent.does()
    Speaking(stage.engine, agent.queue, lambda: 0, lambda done: done(b"")).let_go()
    assert stage.sent() == ""


def test_a_picture_is_of_its_own_display(stage: Stage) -> None:
    made: list[bytes] = []
    speaking(stage).picture(made.append)
    assert made == [b"png"]


def test_where_the_pointer_is_is_what_the_screen_shows(stage: Stage) -> None:
    assert speaking(stage).pointer() == stage.desktop.pointer().point


def test_attack_an_agent_hears_nothing_of_a_question_that_nobody_wants(stage: Stage) -> None:
    agent = speaking(stage)
    before = agent.status()
    canary = Canary("r9", WHAT, lambda _yes, _approval: None)
    stage.engine.holds.put(canary, {"t": "request", "id": "r9", "kind": "action", "sentence": "", "rule": ""})
    assert stage.engine.state() == "waiting"
    assert agent.status() == before
