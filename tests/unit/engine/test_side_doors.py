from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Verdict
from supervisor.core.context import Window
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.engine.side_doors import MAX_DOORS, RECORD_EVERY_S
from supervisor.wire.doors.acts import CLOSE, FOCUS, KILL
from tests.support.playbook import DOCS, Stage

LETTER, SPARE, NOTES, POPUP = 38, 250, 40, 41


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.desktop.put(Window(NOTES, "notes – Mousepad", "Mousepad", pid=777))
    made.desktop.put(Window(POPUP, "May it?", "agent-supervisor", pid=778))
    made.desktop.ours = {POPUP}
    return made


def rows(stage: Stage, key: str = "door") -> list[dict[str, Any]]:
    return [h.row["outcome"] for h in stage.log if h.row and key in (h.row.get("outcome") or {})]


def sent(stage: Stage) -> list[InputEvent]:
    return [event for h in stage.log for event in h.events or ()]


def act(text: str, window: int = NOTES) -> InputEvent:
    return InputEvent(EventKind.WINDOW, window=window, text=text, raw=b"a request")


def remap(keycode: int, keysym: int = 0xE9) -> InputEvent:
    return InputEvent(EventKind.REMAP, keycode, symbols=((keysym,),), raw=b"a map")


# -- what the doorkeeper refused


def test_each_attempt_is_counted_and_few_are_recorded(stage: Stage) -> None:
    agent = stage.agent()
    for _ in range(10_000):
        agent.queue.refused("GrabServer")
    agent.queue.refused("KillClient")
    assert stage.engine.status()["counts"]["side_doors"] == 10_001
    assert [(row["door"], row["times"]) for row in rows(stage)] == [("GrabServer", 1), ("KillClient", 1)]
    stage.advance(RECORD_EVERY_S + 1)
    agent.queue.refused("GrabServer")
    assert rows(stage)[-1] == {"action_id": None, "result": "refused", "door": "GrabServer", "times": 10_000}


def test_attack_a_flood_of_names_does_not_fill_the_record(stage: Stage) -> None:
    agent = stage.agent()
    for number in range(1000):
        agent.queue.refused(f"door {number}")
    assert len(rows(stage)) == MAX_DOORS + 1
    assert rows(stage)[-1]["door"] == "others"


def test_each_agent_has_its_own_rows_and_after_a_stop_there_are_none(stage: Stage) -> None:
    one, other = stage.agent("one"), stage.agent("other")
    one.queue.refused("GrabServer")
    other.queue.refused("GrabServer")
    stage.stop()
    one.queue.refused("KillClient")
    assert [h.row["agent"] for h in stage.log if h.row and "door" in (h.row.get("outcome") or {})] == ["one", "other"]


# -- another program's window


def test_closing_another_window_is_an_action_that_is_judged_shown_and_recorded(stage: Stage) -> None:
    agent = stage.agent()
    agent.does(act(CLOSE))
    stage.settle()
    action, context = stage.judge.judged[-1]
    assert (action.kind, action.text) == (ActionKind.WINDOW, CLOSE)
    assert context.window is not None
    assert context.window.id == NOTES
    assert [event.raw for event in sent(stage)] == [b"a request"]
    assert agent.client.finished == 1


def test_an_act_that_is_asked_about_waits_and_is_sent_when_approved(stage: Stage) -> None:
    stage.rule(Verdict.ASK, lambda action, _context: action.kind is ActionKind.WINDOW)
    agent = stage.agent()
    agent.does(act(KILL))
    stage.settle()
    assert (sent(stage), agent.client.waits) == ([], True)
    stage.approve()
    stage.settle()
    assert [event.raw for event in sent(stage)] == [b"a request"]


def test_an_act_that_is_rejected_is_never_sent_and_the_client_is_told_of_the_refusal(stage: Stage) -> None:
    stage.rule(Verdict.ASK, lambda action, _context: action.kind is ActionKind.WINDOW)
    agent = stage.agent()
    agent.does(act(CLOSE))
    stage.settle()
    stage.reject()
    stage.settle()
    assert (sent(stage), agent.client.finished, agent.client.refused) == ([], 1, 1)


def test_a_hidden_window_may_be_acted_on_while_a_person_is_asked(stage: Stage) -> None:
    stage.rule(Verdict.ASK, lambda action, _context: action.kind is ActionKind.WINDOW)
    agent = stage.agent()
    agent.does(act(FOCUS))
    stage.settle()
    stage.advance(5)
    assert agent.client.waits, "the target is there, though not on the screen"
    stage.desktop.close(NOTES)
    stage.advance(5)
    assert not agent.client.waits


@pytest.mark.parametrize("text", [CLOSE, FOCUS, KILL, "arrange", "hide", "show"])
def test_attack_the_supervisors_own_windows_are_not_even_asked_about(stage: Stage, text: str) -> None:
    agent = stage.agent()
    agent.does(act(text, POPUP))
    stage.settle()
    assert (stage.judge.judged, sent(stage), agent.client.refused) == ([], [], 1)
    assert rows(stage)[-1]["door"] == f"{text} a window of the supervisor or of nobody"


def test_attack_an_id_that_is_no_programs_window(stage: Stage) -> None:
    agent = stage.agent()
    agent.does(act(KILL, 4711))
    agent.does(act(CLOSE, DOCS))
    stage.settle()
    assert (sent(stage), agent.client.refused) == ([], 2), "nobody knows whose DOCS is"


def test_attack_the_frame_of_a_window_belongs_to_the_window_manager(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = stage.desktop.by_id(NOTES)
    monkeypatch.setattr(stage.desktop, "by_id", lambda _window: notes)
    agent = stage.agent()
    agent.does(act(KILL, 4712))
    stage.settle()
    assert (sent(stage), agent.client.refused) == ([], 1)
    agent.does(act("arrange", 4712))
    stage.settle()
    assert len(sent(stage)) == 1, "moving the frame moves the window"


# -- keys


def test_only_keys_without_a_meaning_are_lent(stage: Stage) -> None:
    agent = stage.agent()
    agent.does(remap(SPARE), remap(LETTER))
    stage.settle()
    assert [event.detail for event in sent(stage)] == [SPARE]
    assert (agent.client.finished, agent.client.refused) == (2, 1)
    assert rows(stage)[-1]["door"] == "ChangeKeyboardMapping"
    stage.keymap = stage.keymap.with_rows(SPARE, ((0xE9, 0xC9),))
    agent.does(remap(SPARE, 0))
    stage.settle()
    assert [event.detail for event in sent(stage)] == [SPARE, SPARE]
