"""A held drop is the one exception: its button stays down, for a bounded time, and a refusal cancels the drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.shared_seat import at, buttons, index_of, is_agents, wait_buttons, wait_equal, wait_typed

if TYPE_CHECKING:
    from tests.support.receiver import Receiver
    from tests.support.shared_seat import Table

pytestmark = pytest.mark.desktop
SETTINGS = "queue_expiry_s = 60\nheld_drop_s = 10\n"
HELD_DROP_S = 10
"""A person answers well within this, on a busy machine too."""
SIDE = (100, 480)


def drag_in(window: Receiver) -> tuple[str, tuple[int, int]]:
    """Give the command of a drag inside a window, and where it ends."""
    x, y = window.centre
    return f"drag {x} {y} {x + 60} {y + 40}", (x + 60, y + 40)


def after_press(window: Receiver) -> list[str]:
    """Give what came after the press, without motion and the person's answer: keys, and the release."""
    lines = [line for line in window.lines if line["event"] in ("key_press", "button_release")]
    return [line.get("key", line["event"]) for line in lines if is_agents(line)]


def test_a_drag_is_decided_at_its_press_and_again_at_its_drop(table: Table) -> None:
    window = table.window("ask drops")
    command, end = drag_in(window)
    agent = table.agent(command)
    agent.wait_held()
    assert buttons(window) == [("press", 1)], "the press was allowed"
    assert at(window, "button_press") == window.centre
    assert table.seat.down() == ([], [1])
    table.person.move(*end)
    table.approve()
    agent.finish()
    release = window.wait_for(lambda lines: [line for line in lines if line["event"] == "button_release"])[0]
    assert (release["root_x"], release["root_y"]) == end
    assert after_press(window) == ["button_release"]
    assert [(row["action"]["kind"], row["decision"]["verdict"]) for row in agent.rows("decided")] == [
        ("click", "allow"),
        ("drag", "ask"),
    ]


def test_a_drop_lands_where_it_was_asked_for_though_the_person_moved_the_pointer(table: Table) -> None:
    window = table.window("ask drops")
    command, end = drag_in(window)
    agent = table.agent(command)
    agent.wait_held()
    table.person.move(window.centre[0] - 50, window.centre[1] - 50)
    table.approve()
    agent.finish()
    release = window.wait_for(lambda lines: [line for line in lines if line["event"] == "button_release"])[0]
    assert (release["root_x"], release["root_y"]) == end


def test_a_rejected_drop_is_cancelled_by_escape_and_then_let_go(table: Table) -> None:
    window = table.window("ask drops")
    (agent,) = table.steered()
    agent.tell(drag_in(window)[0])
    agent.wait_held()
    table.reject()
    # The agent lives on: what an agent's end lifts is not what is seen here.
    table.seat.wait_up()
    wait_equal(lambda: after_press(window), ["Escape", "button_release"])
    agent.do("sync")
    assert ("refused", "drops") in agent.ends()


def test_a_held_drop_that_nobody_answers_is_cancelled_after_a_while(table: Table) -> None:
    window = table.window("ask drops")
    (agent,) = table.steered()
    agent.tell(drag_in(window)[0])
    agent.wait_held()
    table.seat.wait_up(HELD_DROP_S + 10)
    wait_equal(lambda: after_press(window), ["Escape", "button_release"])
    agent.do("sync")
    press, release = window.of("button_press", "button_release")
    held_s = (release["server_ms"] - press["server_ms"]) / 1000
    assert HELD_DROP_S - 0.1 <= held_s < HELD_DROP_S + 10
    assert ("refused", "drop-timeout") in agent.ends()
    assert not table.status()["requests"]


def test_a_held_drop_keeps_only_its_button_and_gets_its_modifier_back(table: Table) -> None:
    window = table.window("ask drops")
    other = table.window("other", place=SIDE)
    x, y = window.centre
    (agent,) = table.steered()
    agent.do(f"move {x} {y}", "keydown Control_L", "down 1", f"move {x + 60} {y + 40}")
    agent.tell("up 1", "keyup Control_L")
    agent.wait_held()
    assert table.seat.down() == ([], [1]), "the agent's Ctrl is up: the person's keys are their own"
    table.person.type("w")
    wait_typed(other, "w")
    assert other.of("key_press")[-1]["state"] & X.ControlMask == 0
    table.approve()
    release = window.wait_for(lambda lines: [line for line in lines if line["event"] == "button_release"])[0]
    assert release["state"] & X.ControlMask, "the drop is the one that was asked for"
    table.seat.wait_up()


def test_a_held_drop_keeps_the_seat(table: Table) -> None:
    window = table.window("ask drops")
    other = table.window("other", place=SIDE)
    # There before the drag is held, which is for a bounded time.
    (second,) = table.steered()
    dragging = table.agent(drag_in(window)[0])
    dragging.wait_held()
    x, y = other.centre
    second.tell(f"move {x} {y}", "click 1")
    second.wait_queued()
    assert not buttons(other)
    table.reject()
    wait_buttons(other, ("press", 1), ("release", 1))
    asked = table.sent()
    let_go = index_of(asked, "fake_input", X.ButtonRelease)
    assert (x, y) not in {(seen.x, seen.y) for seen in asked[:let_go]}, "the drag was one piece to its end"
