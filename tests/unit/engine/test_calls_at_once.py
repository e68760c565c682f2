"""What a call presses and lets go in one breath: one write, and one row of the record."""

from __future__ import annotations

from supervisor.wire.vocabulary import Button, Down, Gesture, Key, Outcome, Proposal, Scroll, Statement, Type, Up
from tests.support.playbook import DELETE, Stage, key_down, key_up
from tests.support.simulators import spelled


def batches(stage: Stage) -> list[str]:
    """Spell what was written, one write after the other."""
    return [spelled(happened.events) for happened in stage.log if happened.what == "send"]


def test_what_a_call_presses_and_lets_go_is_written_at_once() -> None:
    stage, outcomes = Stage(), list[Outcome]()
    queue = stage.agent().queue
    gestures: tuple[Gesture, ...] = (
        Key(keys="ctrl+s"),
        Type(text="ab"),
        Scroll(x=DELETE.x, y=DELETE.y, dy=2),
        Down(button=Button.LEFT, x=9, y=9),
        Up(button=Button.LEFT),
    )
    for gesture in gestures:
        said = Proposal(gesture=gesture, statement=Statement())
        queue.calls.propose(said, origin="json-rpc", on_held=lambda: None, on_end=outcomes.append)
    stage.advance(2)
    assert [outcome.status.value for outcome in outcomes] == ["done"] * 5
    assert batches(stage) == [
        "+Control_L +s -s", "-Control_L", "+a -a", "+b -b",
        "@50,50", "@50,50 +b5 -b5", "@50,50 +b5 -b5",
        "@9,9", "@9,9 +b1", "@9,9 -b1",
    ]  # fmt: skip
    assert not queue.recogniser.seat.busy


def test_what_a_program_presses_waits_for_its_own_release() -> None:
    stage = Stage()
    stage.agent().does(key_down("a"), key_up("a"))
    stage.settle()
    assert batches(stage) == ["+a", "-a"]
