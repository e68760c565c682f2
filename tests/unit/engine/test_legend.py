from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Verdict
from supervisor.core.step import Step, StepKind, Surroundings
from supervisor.engine.legend import Legend
from tests.support.keyboard import code, keymap
from tests.support.playbook import TERMINAL, Stage, key_down

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context
    from tests.support.playbook import SimulatedAgent

CAPS, CYRILLIC = 2, 1
"""Bit of Caps Lock; the layout group that the keyboard of these tests has beside the Latin one."""


def asking(stage: Stage) -> SimulatedAgent:
    """Give an agent each of whose keys is asked about."""

    def is_key(action: Action, _context: Context) -> bool:
        return action.kind in (ActionKind.KEY, ActionKind.TYPE)

    stage.rule(Verdict.ASK, is_key)
    return stage.agent()


def answered_after(change: str, keys: str) -> tuple[str, str]:
    """Have a key asked about, the keyboard changed and a yes said; gives what was sent and the rule that ended it."""
    stage = Stage()
    agent = asking(stage)
    agent.chord(keys)
    stage.settle()
    assert stage.asked is not None
    if change == "group":
        stage.desktop.group = CYRILLIC
    elif change == "caps":
        stage.desktop.modifiers = CAPS
    stage.approve()
    stage.advance(1)
    return stage.sent(), stage.outcomes()[-1][1]


@pytest.mark.parametrize("change", ["group", "caps"])
def test_attack_a_key_that_another_layout_makes_another_is_not_sent_for_the_yes_to_the_first(change: str) -> None:
    """Any program of an agent may choose the layout group while another one's key is held."""
    assert answered_after(change, "a") == ("", "scene-changed")
    assert answered_after("", "a") == ("+a -a", "")


@pytest.mark.parametrize(("change", "keys"), [("group", "b"), ("group", "Return"), ("caps", "Return"), ("caps", "1")])
def test_a_key_that_means_the_same_in_both_is_sent(change: str, keys: str) -> None:
    sent, rule = answered_after(change, keys)
    assert (sent.split()[0], rule) == (f"+{keys}", "")


def test_a_chord_is_the_same_by_caps_lock_and_by_a_layout_without_latin_letters() -> None:
    for change in ("caps", "group"):
        sent, rule = answered_after(change, "ctrl+a")
        assert ("+a" in sent, rule) == (True, "")


def test_what_is_allowed_is_looked_at_again_too_when_the_mirror_has_led() -> None:
    stage = Stage(motion_lead_ms=100)
    agent = stage.agent()
    agent.chord("a")
    stage.advance(0.05)
    assert stage.sent() == ""
    stage.desktop.group = CYRILLIC
    stage.settle()
    assert stage.sent() == ""
    assert stage.outcomes() == [("refused", "scene-changed")]


def test_text_that_goes_on_after_the_ui_was_away_is_what_was_understood() -> None:
    stage = Stage()
    agent = stage.agent()
    agent.type("b")
    stage.settle()
    stage.ui.takes = False
    agent.type("a")
    stage.settle()
    assert stage.sent() == "+b -b"
    stage.desktop.group = CYRILLIC
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == ""
    assert agent.client.endings[-1].decision.rule_id == "scene-changed"


def legend(stage: Stage, *, group: int = 0) -> tuple[Legend, Step]:
    queue = stage.agent().queue
    step = Step(StepKind.FOLLOW, sends=(key_down("a"),))
    return Legend(queue, step, Surroundings(0, stage.desktop.at, group=group)), step


def test_another_keyboard_is_another_legend() -> None:
    stage = Stage()
    read, step = legend(stage)
    assert read.stands(step)
    stage.keymap = keymap().with_rows(code("a"), ((0xFF0D,),))
    assert not read.stands(step)


def test_the_group_is_that_of_the_judgement_whichever_it_was() -> None:
    stage = Stage()
    read, step = legend(stage, group=CYRILLIC)
    assert not read.stands(step)
    stage.desktop.group = CYRILLIC
    assert read.stands(step)


def test_what_one_window_alone_is_sent_has_its_group_in_it() -> None:
    stage = Stage()
    sent = dataclasses.replace(key_down("a"), sent_to_window=True, window=7)
    step = Step(StepKind.FOLLOW, sends=(sent,))
    read = Legend(stage.agent().queue, step, Surroundings(0, stage.desktop.at))
    stage.desktop.group = CYRILLIC
    assert read.stands(step)


HELD = {"ctrl": 0x4, "ctrl+alt": 0xC, "super": 0x40}


@pytest.mark.parametrize("held", HELD)
def test_attack_a_key_judged_with_a_modifier_down_is_not_sent_without_it(held: str) -> None:
    """No hand is known to be there: a lock, or one that is reported late."""
    stage = Stage(yield_to_person_ms=0)
    agent = asking(stage)
    stage.desktop.modifiers = HELD[held]
    agent.chord("c")
    stage.advance(1)
    assert stage.rows("decided")[-1]["action"].keys == f"{held}+c"
    stage.desktop.modifiers = 0
    stage.approve()
    stage.advance(1)
    assert (stage.sent(), stage.outcomes()[-1]) == ("", ("refused", "scene-changed"))


def test_attack_a_key_judged_alone_is_not_sent_into_the_persons_chord() -> None:
    stage = Stage(yield_to_person_ms=0, motion_lead_ms=100)
    stage.desktop.focus = TERMINAL
    agent = stage.agent()
    agent.chord("j")
    stage.advance(0.05)
    stage.desktop.modifiers = HELD["ctrl"]
    stage.settle()
    assert (stage.sent(), stage.outcomes()) == ("", [("refused", "scene-changed")])


def test_what_the_agent_itself_holds_is_no_hand_of_the_persons() -> None:
    stage = Stage()
    agent = asking(stage)
    agent.chord("ctrl+a")
    stage.settle()
    stage.approve()
    stage.desktop.modifiers = HELD["ctrl"]
    agent.does(key_down("a"))
    stage.advance(0.1)
    stage.desktop.modifiers = 0
    stage.advance(1)
    assert stage.outcomes()[-1] == ("done", "")
