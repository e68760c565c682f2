"""Pastes in scripts: what is judged is what comes, and nobody can put something else in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Verdict
from supervisor.core.typing_buffer import TypingBuffer
from tests.support.playbook import DOCS, TERMINAL, Stage, move, press, release

if TYPE_CHECKING:
    from supervisor.core.context import Context
    from tests.support.playbook import SimulatedAgent

CHORD = "ctrl+v"


class Quiet:
    """Remembers whether agents are heard."""

    def __init__(self, stage: Stage) -> None:
        self._now = False
        self.ever = False
        stage.engine.parts.hush = self.hush

    def now(self) -> bool:
        return self._now

    def hush(self, *, quiet: bool) -> None:
        self._now = quiet
        self.ever = self.ever or quiet


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.desktop.focus = TERMINAL
    made.judge.pasting = {CHORD: ("CLIPBOARD",), "middle_click": ("PRIMARY",), "drag": ("XdndSelection",)}
    made.selections.texts = {"CLIPBOARD": "ls\n", "PRIMARY": "ls"}
    made.rule(Verdict.ASK, lambda _, context: any("rm" in (p.text or "") for p in context.pastes))
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


@pytest.fixture
def quiet(stage: Stage) -> Quiet:
    return Quiet(stage)


def judged(stage: Stage) -> Context:
    return stage.judge.judged[-1][1]


def test_a_paste_is_judged_by_what_the_selection_holds_and_the_copy_stays_ours(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.chord(CHORD)
    stage.settle()
    assert [p.text for p in judged(stage).pastes] == ["ls\n"]
    assert "+v" in stage.sent()
    assert stage.selections.held == {"CLIPBOARD": "ls\n"}


def test_a_selection_that_changed_before_it_was_sent_is_judged_anew(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord(CHORD)
    stage.advance(0.05)
    stage.selections.own("CLIPBOARD", "rm -rf docs\n")
    stage.settle()
    assert stage.sent() == ""
    assert stage.asked is not None
    stage.reject()
    stage.settle()
    assert stage.sent() == ""


def test_an_answer_is_void_when_the_selection_changed_during_the_hold(stage: Stage, agent: SimulatedAgent) -> None:
    stage.selections.texts["CLIPBOARD"] = "rm -rf docs\n"
    agent.chord(CHORD)
    stage.settle()
    first = stage.asked
    stage.selections.own("CLIPBOARD", "rm -rf other\n")
    stage.approve()
    stage.settle()
    assert stage.asked != first
    assert stage.sent() == ""


def test_agents_are_not_heard_from_before_the_send_until_the_text_was_fetched(
    stage: Stage, agent: SimulatedAgent, quiet: Quiet
) -> None:
    settled = False
    stage.engine.parts.agents_settled = lambda: settled
    other = stage.agent("other")
    agent.chord(CHORD)
    stage.settle()
    assert quiet.now()
    assert stage.sent() == "", "the server has not taken yet what agents wrote before"
    other.does(release(2))
    settled = True
    stage.advance(0.001)
    assert stage.sent() == "+Control_L +v"
    assert quiet.now()
    assert other.queue.queue, "not even a release of another agent is answered"
    stage.advance(0.01)
    assert not quiet.now()
    assert not other.queue.queue


def test_an_event_of_another_agent_that_is_being_sent_is_waited_for(
    stage: Stage, agent: SimulatedAgent, quiet: Quiet
) -> None:
    other = stage.agent("other")
    stage.outlet.hangs = True
    other.move(900, 900)
    stage.outlet.hangs = False
    agent.chord(CHORD)
    stage.settle()
    assert quiet.now()
    assert "+v" not in stage.sent()


def test_a_server_that_does_not_come_to_it_refuses_the_paste(
    stage: Stage, agent: SimulatedAgent, quiet: Quiet
) -> None:
    stage.engine.parts.agents_settled = lambda: False
    agent.chord(CHORD)
    stage.advance(2)
    assert "+v" not in stage.sent()
    assert stage.outcomes()[0] == ("refused", "paste-unsafe")
    assert quiet.ever
    assert not quiet.now()


def test_a_selection_that_cannot_be_secured_refuses_the_paste(
    stage: Stage, agent: SimulatedAgent, quiet: Quiet
) -> None:
    stage.selections.refused = True
    agent.chord(CHORD)
    stage.settle()
    assert "+v" not in stage.sent()
    assert stage.outcomes()[0] == ("refused", "paste-unsafe")
    assert not quiet.now()


def test_a_stop_in_the_middle_ends_the_silence(stage: Stage, agent: SimulatedAgent, quiet: Quiet) -> None:
    stage.selections.fetches = False
    agent.chord(CHORD)
    stage.settle()
    assert quiet.now()
    stage.stop()
    assert not quiet.now()
    stage.advance(2)
    assert not quiet.now()


def test_a_pause_before_it_is_sent_ends_the_silence_and_it_is_looked_at_again(
    stage: Stage, agent: SimulatedAgent, quiet: Quiet
) -> None:
    settled = False
    stage.engine.parts.agents_settled = lambda: settled
    agent.chord(CHORD)
    stage.settle()
    stage.pause()
    settled = True
    stage.settle()
    assert not quiet.now()
    stage.selections.own("CLIPBOARD", "rm -rf docs\n")
    stage.resume()
    stage.settle()
    assert stage.asked is not None
    assert "+v" not in stage.sent()


def test_a_click_that_pastes_is_made_whole_and_the_agents_own_release_is_dropped(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(500, 50), press(2))
    stage.settle()
    assert stage.sent() == "@500,50 @500,50 +b2 -b2"
    agent.does(release(2), press(1), release(1))
    stage.settle()
    assert stage.sent() == "@500,50 +b1 @500,50 -b1"


def line(agent: SimulatedAgent) -> TypingBuffer:
    return agent.queue.recogniser.lines.line(TERMINAL)


def test_what_was_pasted_is_on_the_line_that_the_next_enter_hands_over(stage: Stage, agent: SimulatedAgent) -> None:
    agent.type("rm ")
    stage.settle()
    agent.does(move(500, 50), press(2), release(2))
    stage.settle()
    assert judged(stage).pastes[0].before == "rm "
    assert line(agent) == TypingBuffer("rm ls")


@pytest.mark.parametrize("person", [True, False])
def test_a_paste_that_was_not_fetched_or_mixed_with_the_persons_keys_makes_the_line_a_guess(
    stage: Stage, agent: SimulatedAgent, *, person: bool
) -> None:
    stage.selections.fetches = person
    if person:
        stage.rule(Verdict.ASK, lambda action, _: action.button == 2)
    agent.does(move(500, 50), press(2), release(2))
    stage.settle()
    if person:
        stage.person()
        stage.approve()
    stage.advance(2)
    assert "+b2" in stage.sent()
    assert line(agent) == TypingBuffer("ls", exact=False)


def test_a_selection_that_could_not_be_read_makes_the_line_a_guess(stage: Stage, agent: SimulatedAgent) -> None:
    stage.selections.texts["CLIPBOARD"] = None
    agent.chord(CHORD)
    stage.advance(1)
    assert not line(agent).exact


def test_a_slow_owner_holds_nobody_else_up_in_the_loop(stage: Stage, agent: SimulatedAgent) -> None:
    stage.selections.takes_s = 0.3
    agent.chord(CHORD)
    stage.advance(0.1)
    assert not stage.judge.judged
    stage.advance(1)
    assert "+v" in stage.sent()


def test_the_window_that_comes_while_it_is_read_is_looked_at(stage: Stage, agent: SimulatedAgent) -> None:
    stage.selections.takes_s = 0.1
    agent.chord(CHORD)
    stage.advance(0.05)
    stage.desktop.focus = DOCS
    stage.advance(1)
    window = judged(stage).window
    assert window is not None
    assert window.id == DOCS


def test_a_drag_of_nothing_is_no_paste(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(500, 50), press(), move(600, 60), release())
    stage.settle()
    assert judged(stage).pastes == ()


def test_what_cannot_be_told_apart_from_a_paste_is_judged_as_one(
    stage: Stage, agent: SimulatedAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> tuple[str, ...]:
        raise ValueError

    monkeypatch.setattr(stage.judge, "pastes", fail)
    agent.chord("ctrl+x")
    stage.settle()
    assert [p.selection for p in judged(stage).pastes] == ["CLIPBOARD", "PRIMARY"]


def test_a_window_that_got_the_id_of_one_that_is_gone_has_a_line_of_its_own(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.window(TERMINAL, pid=100)
    agent.type("rm ")
    stage.settle()
    stage.window(TERMINAL, pid=200)
    agent.does(move(500, 50), press(2), release(2))
    stage.settle()
    assert judged(stage).pastes[0].before == ""
    stage.window(TERMINAL, pid=100)
    agent.does(press(2), release(2))
    stage.settle()
    assert judged(stage).pastes[0].before == "rm "


@pytest.mark.parametrize(("behind", "pause_s", "exact"), [("", 0, False), ("", 2, True), ("rm -rf x", 2, False)])
def test_attack_a_paste_right_behind_ctrl_c_or_before_what_may_stand_there_is_not_certain(
    stage: Stage, agent: SimulatedAgent, behind: str, pause_s: float, *, exact: bool
) -> None:
    stage.advance(5)
    after = TypingBuffer(behind=behind, interrupted=True, since_ms=stage.loop.now_ns() // 1_000_000)
    agent.queue.recogniser.lines.store(TERMINAL, after, terminal=True)
    stage.advance(pause_s)
    agent.chord(CHORD)
    stage.advance(1)
    assert [paste.exact for paste in judged(stage).pastes] == [exact]
