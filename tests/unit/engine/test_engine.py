"""Several agents, the person, the ui, pause and stop: who may use the seat, and when."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.core.fallbacks import FALLBACK_IDS
from supervisor.core.input_event import EventKind, InputEvent
from tests.support.keyboard import code
from tests.support.playbook import (
    BESIDE,
    DELETE,
    DOCS,
    TERMINAL,
    Client,
    SimulatedAgent,
    Stage,
    chord,
    key_down,
    key_up,
    move,
    press,
    release,
)

DOCS_ALL = Rect(0, 0, 400, 300)


def asking_stage(**given: object) -> Stage:
    made = Stage(**given)  # type: ignore[arg-type]
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def stage() -> Stage:
    return asking_stage()


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


@pytest.fixture
def other(stage: Stage) -> SimulatedAgent:
    return stage.agent("other")


# -- agents and the shared seat


def test_a_taken_name_gets_a_number(stage: Stage) -> None:
    assert [stage.agent("a").queue.name for _ in range(3)] == ["a", "a-2", "a-3"]


def test_while_one_agent_is_held_the_others_go_on(stage: Stage, agent: SimulatedAgent, other: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    other.click(BESIDE)
    stage.settle()
    assert stage.sent() == "@50,50 @500,500 @500,500 +b1 -b1"


def test_two_clicks_at_the_same_time_do_not_press_into_each_other(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(press(), release())
    other.does(move(600, 600), press(), release())
    stage.advance(1)
    assert stage.sent() == "@0,0 +b1 -b1 @600,600 @600,600 +b1 -b1"


def test_another_agent_waits_until_a_drag_is_dropped(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    other.chord("Return")
    stage.advance(5)
    assert stage.sent() == "@200,200 @200,200 +b1 @500,500"
    agent.does(release())
    stage.advance(1)
    assert stage.sent() == "@500,500 -b1 +Return -Return"


def test_an_agent_that_waited_for_the_seat_goes_on_when_the_other_is_held(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(key_down("Left"))
    stage.settle()
    other.click(BESIDE)
    stage.settle()
    assert stage.sent() == "+Left"
    agent.does(move(50, 50), press())
    stage.advance(1)
    assert stage.sent() == "@50,50 -Left @500,500 @500,500 +b1 -b1"


def test_an_agent_held_with_a_menu_open_keeps_the_seat(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    stage.open_menu()
    agent.click(DELETE)
    stage.settle()
    other.click(BESIDE)
    stage.advance(30)
    assert stage.sent() == "@50,50"
    stage.approve()
    stage.advance(1)
    assert stage.sent() == "@50,50 +b1 -b1 @500,500 @500,500 +b1 -b1"


def test_an_approved_action_waits_for_the_other_agents_gesture(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.does(move(200, 200), press())
    stage.settle()
    stage.sent()
    stage.approve()
    stage.advance(1)
    assert stage.sent() == ""
    other.does(release())
    stage.advance(1)
    assert stage.sent() == "-b1 @50,50 +b1 -b1"


def test_when_an_agent_ends_in_the_middle_of_a_gesture_it_is_undone_and_the_next_goes_on(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    other.chord("Return")
    stage.engine.remove_agent(agent.queue)
    stage.engine.remove_agent(agent.queue)
    stage.advance(1)
    assert stage.sent().endswith("+Escape -Escape -b1 +Return -Return")
    assert "agent" not in stage.engine.agents


def test_holds_of_two_agents_are_asked_one_after_the_other(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.click(DELETE)
    stage.settle()
    assert len(stage.ui.all("request")) == 1
    first = stage.asked
    stage.reject()
    stage.settle()
    assert stage.asked not in (None, first)
    assert len(stage.ui.all("request")) == 2
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 @50,50 +b1 -b1"


# -- the person at the machine


def test_while_the_person_uses_the_machine_agents_wait(stage: Stage, agent: SimulatedAgent) -> None:
    stage.person()
    agent.click(BESIDE)
    stage.advance(0.3)
    stage.person()
    stage.advance(0.3)
    assert stage.sent() == ""
    stage.advance(0.4)
    assert stage.sent() == "@500,500 @500,500 +b1 -b1"


def test_a_person_who_begins_during_the_lead_is_not_clicked_into(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(500, 500), press(), release())
    stage.advance(0.05)
    stage.person(down=True, keys=False)
    stage.advance(3)
    assert stage.sent() == "@500,500"
    stage.person(down=False, keys=False)
    stage.advance(1)
    assert stage.sent() == "@500,500 +b1 -b1"


def test_agents_do_not_wait_when_that_is_switched_off() -> None:
    stage = Stage(yield_to_person_ms=0)
    stage.person(down=True)
    stage.agent().click(BESIDE)
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 -b1"


def test_in_the_middle_of_its_gesture_an_agent_goes_on(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(200, 200), press())
    stage.settle()
    stage.person(keys=False)
    agent.does(move(500, 500), release())
    stage.advance(0.2)
    assert stage.sent().endswith("@500,500 @500,500 -b1")


@pytest.mark.parametrize("change", ["focus", "window under the pointer"])
def test_what_waited_for_the_person_expires_when_the_scene_under_it_changed(
    stage: Stage, agent: SimulatedAgent, change: str
) -> None:
    agent.move(50, 200)
    stage.settle()
    stage.person()
    agent.chord("ctrl+s")
    if change == "focus":
        stage.desktop.focus = TERMINAL
    else:
        stage.desktop.close(DOCS)
    stage.advance(1)
    assert stage.sent() == "@50,200"
    assert ("refused", "scene-changed") in stage.outcomes()
    agent.chord("ctrl+s")
    stage.advance(1)
    assert "+s" in stage.sent()


def test_what_waited_for_the_person_goes_on_when_the_scene_is_the_same(stage: Stage, agent: SimulatedAgent) -> None:
    stage.person()
    agent.chord("ctrl+s")
    stage.advance(1)
    assert stage.sent() == "+Control_L +s -s -Control_L"


def test_a_scene_of_an_earlier_wait_is_not_compared_with(stage: Stage, agent: SimulatedAgent) -> None:
    stage.person()
    agent.chord("Left")
    stage.advance(1)
    stage.desktop.focus = TERMINAL
    agent.chord("Left")
    stage.advance(1)
    assert stage.sent() == "+Left -Left +Left -Left"


# -- the ui


def test_without_a_ui_everything_waits_and_is_shown_and_sent_when_it_comes(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.ui_dies()
    agent.click(BESIDE)
    stage.advance(600)
    assert stage.sent() == ""
    assert [row["outcome"]["rule"] for row in stage.rows("problem")] == ["ui-absent"]
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 -b1"
    assert [m["kind"] for m in stage.ui.all("mirror")][:2] == ["move", "click"]


def test_a_ui_that_dies_before_it_drew_gets_the_action_shown_again(stage: Stage, agent: SimulatedAgent) -> None:
    stage.ui.draws = False
    agent.does(press())
    stage.advance(0.05)
    stage.ui_dies()
    stage.advance(5)
    assert stage.sent() == ""
    stage.ui.draws = True
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "@0,0 +b1"
    assert len({m["id"] for m in stage.ui.all("mirror")}) == 2


def test_what_waited_for_the_ui_is_judged_anew_when_the_target_is_another_one(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.ui.draws = False
    agent.does(move(50, 200), press())
    stage.advance(0.05)
    stage.ui_dies()
    stage.elements.places.append((DOCS_ALL, Element("Delete", "push button")))
    stage.ui_comes()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.asked is not None


def test_a_ui_that_takes_no_more_messages_is_absent(stage: Stage, agent: SimulatedAgent) -> None:
    stage.ui.takes = False
    agent.click(BESIDE)
    stage.advance(5)
    assert stage.sent() == ""


def test_when_the_ui_dies_no_button_stays_down(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    stage.ui_dies()
    agent.does(release())
    stage.advance(5)
    assert stage.sent().endswith("+Escape -Escape -b1")


def test_a_held_question_cannot_be_answered_unseen_and_is_shown_to_the_next_ui(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    request = stage.asked
    stage.ui_dies()
    assert stage.asked is None
    stage.ui_comes()
    assert stage.asked == request
    assert [m["id"] for m in stage.ui.all("request")] == [request, request]
    assert [m["state"] for m in stage.ui.all("mirror")][-1] == "held"
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 -b1"


# -- headless


def test_headless_shows_nothing_sends_what_is_allowed_and_refuses_what_must_be_asked() -> None:
    stage = asking_stage(headless=True)
    agent = stage.agent()
    agent.click(BESIDE)
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 -b1"
    agent.click(DELETE)
    stage.settle()
    assert stage.sent() == "@50,50"
    assert stage.outcomes()[-1] == ("refused", "no-approver")
    assert stage.ui.told == []
    assert stage.asked is None


# -- pause


def test_pause_closes_the_gate_and_resume_opens_it(stage: Stage, agent: SimulatedAgent) -> None:
    stage.pause()
    agent.click(BESIDE)
    stage.advance(60)
    assert stage.sent() == ""
    stage.resume()
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 -b1"
    assert [row["event"] for row in stage.rows() if row["event"] in ("paused", "resumed")] == ["paused", "resumed"]


def test_pause_takes_everything_off_the_seat_and_a_late_release_is_dropped(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(key_down("Control_L"), key_down("c"))
    stage.settle()
    stage.pause()
    assert stage.sent() == "+Control_L +c -c -Control_L"
    agent.does(key_up("c"), key_up("Control_L"))
    stage.resume()
    stage.settle()
    assert stage.sent() == ""
    assert not stage.outlet.seat.busy


def test_pause_lifts_the_seat_also_with_an_action_on_its_way(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(key_down("Left"))
    stage.settle()
    agent.another_client().write(press(), release())
    stage.advance(0.05)
    stage.pause()
    stage.advance(1)
    assert stage.sent() == "+Left -Left"
    stage.resume()
    stage.settle()
    assert stage.sent() == "@0,0 +b1 -b1"


def test_pause_cancels_a_held_drop(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), BESIDE)
    stage.settle()
    stage.sent()
    stage.pause()
    assert stage.sent() == "+Escape -Escape -b1"
    assert stage.outcomes()[-1] == ("expired", "paused")
    stage.resume()
    stage.settle()
    assert stage.sent() == ""


def test_a_lead_that_ends_during_a_pause_is_looked_at_again_after_it(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 200), press())
    stage.advance(0.05)
    stage.pause()
    stage.advance(10)
    stage.elements.places.append((DOCS_ALL, Element("Delete", "push button")))
    stage.resume()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.asked is not None


def test_an_answer_during_a_pause_is_carried_out_after_it(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.pause()
    stage.approve()
    calls = stage.loop.calls
    stage.advance(600)
    assert stage.loop.calls - calls < 20, "a pause is not polled"
    assert stage.sent() == "@50,50"
    stage.resume()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 -b1"


def test_pausing_or_resuming_twice_is_recorded_once(stage: Stage) -> None:
    for _ in range(2):
        stage.pause()
    for _ in range(2):
        stage.resume()
    assert len(stage.rows("paused")) == len(stage.rows("resumed")) == 1


# -- stop


def test_after_a_stop_nothing_is_sent_and_nobody_waits(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    stage.sent()
    told = len(stage.ui.all("request"))
    stage.stop()
    agent.click(BESIDE)
    other.does(release(), *chord("a"))
    stage.person()
    stage.advance(600)
    assert stage.sent() == ""
    assert not agent.client.waits
    assert not other.client.waits
    assert stage.asked is None
    assert len(stage.ui.all("request")) == told, "a stop asks nothing more"
    assert stage.engine.state() == "stopped"
    assert stage.rows()[-1]["event"] == "stopped"


def test_a_stop_with_two_holds_denies_both_without_asking_the_second(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.click(DELETE)
    stage.settle()
    stage.stop()
    assert len(stage.ui.all("request")) == 1
    assert [result for result, _ in stage.outcomes()] == ["stopped", "stopped"]


def test_after_rearming_nothing_of_before_comes_back(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(key_down("Control_L"), key_down("c"))
    stage.settle()
    agent.another_client().write(move(500, 500), press())
    stage.stop()
    stage.sent()
    stage.rearm()
    stage.advance(5)
    assert stage.sent() == ""
    agent.does(key_up("c"), key_up("Control_L"), key_down("x"))
    stage.settle()
    assert stage.sent() == "+x"


def test_an_answer_after_the_stop_changes_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    request = stage.asked
    stage.stop()
    stage.approve(request)
    stage.rearm()
    stage.approve(request)
    stage.advance(5)
    assert stage.sent() == "@50,50"


def test_the_latch_is_heeded_before_word_of_the_stop_arrives(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(0.05)
    stage.latched = stage.outlet.latched = True
    stage.advance(5)
    assert stage.sent() == "@500,500"
    stage.engine.stop({"how": "escape"})
    assert stage.outcomes() == [("stopped", "stopped")]


def test_a_full_disk_keeps_no_key_down_but_presses_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    stage.sent()
    stage.journal.room = 0
    stage.engine.remove_agent(agent.queue)
    assert stage.sent() == "-b1"


# -- every fallback refuses


def test_every_fallback_that_the_engine_uses_ends_in_no_send() -> None:
    """Each is brought about above; here: none of their outcomes stands beside a send of its action."""
    stage = asking_stage()
    stage.judge.deadline = 5.0
    agent = stage.agent()
    agent.click(DELETE)
    stage.advance(6)
    agent.click(DELETE)
    stage.settle()
    agent.client.leave()
    stage.settle()
    stage.stop()
    refused = [row for row in stage.rows("outcome") if row["outcome"]["result"] != "done"]
    assert {row["decision"].rule_id for row in refused} == {"deadline", "client-gone"}
    assert {row["decision"].rule_id for row in refused} <= FALLBACK_IDS
    sent = {row["outcome"]["action_id"] for row in stage.rows("sending")}
    assert not sent & {row["outcome"]["action_id"] for row in refused}


# -- whatever comes

_KEYS = ["a", "Return", "Delete", "Control_L", "Shift_L", "Super_L"]
_INPUT = st.one_of(
    st.builds(move, st.sampled_from([50, 500]), st.sampled_from([50, 60, 400])),
    st.builds(press, st.sampled_from([1, 3, 5])),
    st.builds(release, st.sampled_from([1, 3, 5])),
    st.builds(key_down, st.sampled_from(_KEYS)),
    st.builds(key_up, st.sampled_from(_KEYS)),
    st.just(InputEvent(EventKind.KEY_PRESS, code("Delete"), window=DOCS, sent_to_window=True, raw=b"x")),
    st.just(InputEvent(EventKind.MOTION, x=1, delay_ms=30, relative=True)),
)
_MOVES = st.one_of(
    st.tuples(st.just("agent"), st.integers(0, 3), st.lists(_INPUT, min_size=1, max_size=4)),
    st.tuples(st.just("time"), st.sampled_from([0.0, 0.01, 0.13, 0.5, 3.0, 25.0])),
    st.tuples(
        st.sampled_from(
            [
                *("approve", "reject", "hand down", "hand up", "ui dies", "ui comes", "pause", "resume"),
                *("window closes", "window opens", "disk full", "disk empty", "client leaves"),
            ]
        )
    ),
)


class Fuzzed:
    """A stage with two agents of two clients each, moved at random."""

    def __init__(self) -> None:
        self.stage = asking_stage()
        self.stage.rule(
            Verdict.ASK, lambda action, _: action.keys.endswith("Delete") or action.kind is ActionKind.DRAG
        )
        self.stage.rule(Verdict.DENY, lambda action, _: action.kind is ActionKind.RIGHT_CLICK)
        agents = [self.stage.agent() for _ in range(2)]
        self.clients: list[Client] = [c for a in agents for c in (a.client, a.another_client())]

    def make(self, step: tuple[object, ...]) -> None:
        stage = self.stage
        match step:
            case ("agent", int(number), list(events)):
                if not self.clients[number].gone:
                    self.clients[number].write(*events)
            case ("time", float(seconds)):
                stage.advance(seconds)
            case ("approve",) | ("reject",) if stage.asked:
                (stage.approve if step[0] == "approve" else stage.reject)()
            case ("hand down",) | ("hand up",):
                stage.person(down=step[0] == "hand down")
            case ("ui dies",) | ("ui comes",):
                (stage.ui_dies if step[0] == "ui dies" else stage.ui_comes)()
            case ("pause",) | ("resume",):
                (stage.pause if step[0] == "pause" else stage.resume)()
            case ("window closes",):
                stage.desktop.close(DOCS)
            case ("window opens",):
                stage.desktop.put(Stage().desktop.windows[0])
            case ("disk full",) | ("disk empty",):
                stage.journal.room = 0 if step[0] == "disk full" else None
            case ("client leaves",):
                self.clients[0].leave()

    def check(self) -> None:
        """Every send has its row, written before it; and nothing dangerous goes without a person's yes."""
        spelled_out: list[list[int | str]] = []
        for happened in self.stage.log:
            if happened.what == "row":
                if happened.row["event"] == "sending":
                    spelled_out += happened.row["outcome"]["sends"]
                continue
            for event in happened.events:
                entry = [
                    event.kind.value,
                    event.detail,
                    event.x,
                    event.y,
                    event.window if event.sent_to_window else 0,
                ]
                if entry in spelled_out:
                    spelled_out.remove(entry)
                else:
                    assert event.kind in (EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE), f"{event} is not recorded"
        approved = {r["action"].id for r in self.stage.rows("answered") if r["outcome"]["answer"] == "approve"}
        for row in self.stage.rows("sending"):
            action = row.get("action")
            if action is not None and action.kind not in (ActionKind.MOVE, ActionKind.SCROLL, ActionKind.TYPE):
                decided = [r["decision"] for r in self.stage.rows("decided") if r["action"].id == action.id]
                assert decided[-1].verdict is Verdict.ALLOW or action.id in approved


@settings(max_examples=150, deadline=None)
@given(st.lists(_MOVES, max_size=40))
def test_whatever_happens_nothing_is_sent_unrecorded_or_unapproved_nor_after_a_stop(
    steps: list[tuple[object, ...]],
) -> None:
    fuzzed = Fuzzed()
    for step in steps:
        fuzzed.make(step)
    fuzzed.check()
    stage = fuzzed.stage
    stage.stop()
    stage.sent()
    for step in reversed(steps):
        if step[0] != "resume":
            fuzzed.make(step)
    stage.advance(100)
    assert stage.sent() == ""
    assert not any(client.waits for client in fuzzed.clients)


@settings(max_examples=100, deadline=None)
@given(st.lists(_MOVES, max_size=40))
def test_whatever_happens_in_the_end_nobody_waits_for_ever_and_the_seat_is_empty(
    steps: list[tuple[object, ...]],
) -> None:
    fuzzed = Fuzzed()
    stage = fuzzed.stage
    for step in steps:
        fuzzed.make(step)
    for name in ("disk empty", "ui comes", "resume", "hand up"):
        fuzzed.make((name,))
    for client in fuzzed.clients:
        client.gone = False
        client.write(*(key_up(name) for name in _KEYS), *(release(b) for b in (1, 3, 5)))
    for _ in range(300):
        stage.advance(1)
        if stage.asked:
            stage.reject()
    assert not any(client.waits for client in fuzzed.clients)
    assert not stage.outlet.seat.busy
    assert stage.asked is None
