"""What went before with an agent, as rules see it: the engine counts, the real policy decides."""

from __future__ import annotations

import pytest

from supervisor.app.judging import PolicyJudge
from supervisor.core.policy_file import parse_policy
from tests.support.playbook import BESIDE, DELETE, DOCS, TERMINAL, SimulatedAgent, Stage

_RULES = """version = 1
[tiers]
irreversible = "ask"
[[rule]]
id = "trash"
reason = "the trash gives things back"
verdict = "allow"
when.control = "trash"
"""
PRESS = '[[rule]]\nid = "{id}"\nreason = "a test"\nverdict = "{verdict}"\nwhen = {{ {when} }}\n'


def stage_with(rule_id: str, verdict: str, when: str) -> Stage:
    """Give an engine with the real judge and one rule more."""
    stage = Stage()
    rules = _RULES + PRESS.format(id=rule_id, verdict=verdict, when=when)
    stage.engine.parts.judge = PolicyJudge(parse_policy(rules, "test"))
    stage.engine.parts.external_judge = None
    stage.engine.parts.boot_ns = stage.loop.now_ns
    stage.window(DOCS, executable="thunar", app="Thunar")
    stage.window(TERMINAL, executable="mousepad", app="Mousepad")
    stage.desktop.focus = DOCS
    return stage


def decided(stage: Stage) -> tuple[str, str]:
    """Let things settle; give verdict and rule of the last decision."""
    stage.settle()
    stage.advance(1.5)
    decision = stage.rows("decided")[-1]["decision"]
    return decision.verdict, decision.rule_id


def press_delete(stage: Stage, agent: SimulatedAgent) -> tuple[str, str]:
    agent.chord("Delete")
    return decided(stage)


def test_what_contradicts_an_earlier_rejection() -> None:
    stage = stage_with("after-a-no", "deny", 'rejections = { min = 1 }, category = "files"')
    agent, other = stage.agent(), stage.agent("other")
    assert press_delete(stage, agent) == ("allow", "trash")
    agent.click(DELETE)
    assert decided(stage) == ("ask", "default-irreversible")
    stage.reject()
    stage.advance(2)
    # The same by another way: the key instead of the button.
    assert press_delete(stage, agent) == ("deny", "after-a-no")
    assert press_delete(stage, other) == ("allow", "trash"), "the no was said to another agent"


def test_a_yes_ends_what_was_said_against_it() -> None:
    stage = stage_with("after-a-no", "ask", 'rejections = { min = 1 }, control = "trash"')
    agent = stage.agent()
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    stage.advance(2)
    assert press_delete(stage, agent) == ("ask", "after-a-no")
    stage.approve()
    stage.advance(2)
    assert press_delete(stage, agent) == ("allow", "trash")


@pytest.mark.parametrize("back_s", [10, 400])
def test_several_programs_within_a_span(back_s: float) -> None:
    stage = stage_with("many-programs", "ask", "programs = { min = 2 }")
    agent, other = stage.agent(), stage.agent("other")
    assert press_delete(stage, agent) == ("allow", "trash")
    stage.advance(back_s)
    agent.click(BESIDE)
    assert decided(stage)[1] == ("many-programs" if back_s < 300 else "default-reversible")
    if stage.asked:
        stage.approve()
    stage.advance(2)
    other.click(BESIDE)
    assert decided(stage)[1] == "default-reversible"


def test_the_first_action_in_a_program() -> None:
    stage = stage_with("first-visit", "ask", "visits = { max = 0 }")
    agent = stage.agent()
    agent.click(BESIDE)
    assert decided(stage) == ("ask", "first-visit")
    stage.reject()
    stage.advance(301)
    agent.click(BESIDE)
    assert decided(stage) == ("ask", "first-visit"), "what was not sent was no visit"
    stage.approve()
    stage.advance(2)
    agent.click(BESIDE)
    assert decided(stage)[0] == "allow"
    assert press_delete(stage, agent) == ("ask", "first-visit"), "another program"


def test_an_agent_that_runs_again_is_another_one() -> None:
    stage = stage_with("first-visit", "ask", "visits = { max = 0 }")
    agent = stage.agent()
    agent.click(BESIDE)
    assert decided(stage) == ("ask", "first-visit")
    stage.approve()
    stage.advance(2)
    stage.engine.standing.agent_gone("agent")
    agent.click(BESIDE)
    assert decided(stage) == ("ask", "first-visit")
