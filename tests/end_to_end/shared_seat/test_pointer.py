"""A press has no coordinates: it lands where its agent meant it; a later click of several brings the earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.shared_seat import at, buttons, typed, wait_buttons, wait_typed

if TYPE_CHECKING:
    from tests.support.receiver import Receiver
    from tests.support.shared_seat import Table

pytestmark = pytest.mark.desktop
# The person's hand is at the mouse all the time here, and agents do not wait for it.
SETTINGS = "queue_expiry_s = 60\nyield_to_person_ms = 0\n"
CLICK = (("press", 1), ("release", 1))
AWAY = (1000, 60)
PROGRAM_DOUBLE_CLICK_MS = 400
"""GTK's and Qt's own limit; what is replayed must lie well inside."""


def assert_pressed_at(table: Table, x: int, y: int) -> None:
    """See that the server was asked for one press, and for the motion to its place right before, in one go."""
    table.oracle.settle()
    events = table.oracle.events
    (number,) = [n for n, seen in enumerate(events) if (seen.kind, seen.type) == ("fake_input", X.ButtonPress)]
    motion = max(n for n, seen in enumerate(events[:number]) if seen.kind != "device")
    assert (events[motion].type, events[motion].x, events[motion].y) == (X.MotionNotify, x, y)
    assert events[motion].client == events[number].client
    between = {(seen.x, seen.y) for seen in events[motion:number]}
    assert between == {(x, y)}, "no other hand came between"


def test_a_click_lands_where_the_agent_meant_though_the_person_moved_the_pointer_before_the_press(
    table: Table,
) -> None:
    window = table.window("free")
    x, y = window.centre
    (agent,) = table.steered()
    agent.do(f"move {x} {y}")
    table.person.move(*AWAY)
    agent.do("click 1")
    wait_buttons(window, *CLICK)
    assert at(window, "button_press") == (x, y)
    assert_pressed_at(table, x, y)


def test_a_held_click_lands_on_its_target_though_the_person_moved_the_pointer(table: Table) -> None:
    window = table.window("ask clicks")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "click 1")
    agent.wait_held()
    table.person.move(*AWAY)
    table.approve()
    agent.finish()
    wait_buttons(window, *CLICK)
    assert at(window, "button_press") == (x, y)
    assert_pressed_at(table, x, y)


def test_each_agent_has_a_pointer_of_its_own(table: Table) -> None:
    left = table.window("left")
    right = table.window("right", place=(700, 100))
    (one,), (other,) = table.steered(), table.steered()
    one.do("move {} {}".format(*left.centre))
    other.do("move {} {}".format(*right.centre))
    one.do("click 1")
    wait_buttons(left, *CLICK)
    other.do("click 1")
    wait_buttons(right, *CLICK)
    one.do("moverel 7 5", "click 3")
    wait_buttons(left, *CLICK, ("press", 3), ("release", 3))
    last = left.of("button_press")[-1]
    assert (last["root_x"], last["root_y"]) == (left.centre[0] + 7, left.centre[1] + 5)


def within_one_multi_click(window: Receiver, count: int) -> bool:
    """Tell whether the last presses follow each other fast enough for any program, at one place."""
    last = window.of("button_press")[-count:]
    near = {(line["root_x"], line["root_y"]) for line in last}
    return last[-1]["server_ms"] - last[0]["server_ms"] < PROGRAM_DOUBLE_CLICK_MS and len(near) == 1


@pytest.mark.parametrize(("title", "clicks"), [("ask double", 2), ("ask triple", 3)])
def test_approving_a_later_click_replays_the_whole_multi_click(table: Table, title: str, clicks: int) -> None:
    window = table.window(title)
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", f"repeat {clicks} click 1")
    agent.wait_held()
    before = len(buttons(window))
    assert before == 2 * (clicks - 1), "the earlier clicks were allowed"
    table.person.move(*AWAY)
    table.approve()
    agent.finish()
    wait_buttons(window, *CLICK * (clicks - 1), *CLICK * clicks)
    assert within_one_multi_click(window, clicks)
    presses = window.of("button_press")
    gap_ms = presses[clicks - 1]["server_ms"] - presses[clicks - 2]["server_ms"]
    assert gap_ms > PROGRAM_DOUBLE_CLICK_MS, "so the clicks before the hold no longer count"


def test_rejecting_a_later_click_sends_nothing_of_it(table: Table) -> None:
    window = table.window("ask double")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "repeat 2 click 1")
    agent.wait_held()
    table.reject()
    agent.finish()
    assert len(table.pressed()) == 1
    assert buttons(window) == list(CLICK)


def test_a_click_after_an_approved_double_click_counts_from_when_that_was_sent(table: Table) -> None:
    window = table.window("ask double")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "repeat 3 click 1")
    agent.wait_held()
    table.approve()
    agent.finish()
    wait_buttons(window, *CLICK, *CLICK * 2, *CLICK)
    kinds = [row["action"]["kind"] for row in agent.rows("decided")]
    assert kinds == ["click", "double_click", "triple_click"], "as the program counts them"


@pytest.mark.parametrize("command", ["warp {x} {y}", "xiwarp {x} {y}", "devicemove {x} {y}", "move {x} {y}"])
def test_every_form_of_pointer_motion_is_the_agents_own_pointer(table: Table, command: str) -> None:
    window = table.window("free")
    x, y = window.centre
    (agent,) = table.steered()
    agent.do(command.format(x=x, y=y))
    table.person.move(*AWAY)
    agent.do("click 1")
    wait_buttons(window, *CLICK)
    assert at(window, "button_press") == (x, y)
    assert {(seen.kind, seen.device_form) for seen in table.sent()} == {("fake_input", False)}


@pytest.mark.parametrize("command", ["moverel -20 15", "warprel -20 15"])
def test_relative_motion_counts_from_the_agents_own_pointer(table: Table, command: str) -> None:
    window = table.window("free")
    x, y = window.centre
    (agent,) = table.steered()
    agent.do(f"move {x} {y}")
    table.person.move(*AWAY)
    agent.do(command, "click 1")
    wait_buttons(window, *CLICK)
    assert at(window, "button_press") == (x - 20, y + 15)


def test_the_device_form_is_held_like_any_other_and_never_names_a_device(table: Table) -> None:
    window = table.window("ask all")
    x, y = window.centre
    agent = table.agent(f"devicemove {x} {y}", "devicebutton 1", "devicekey a")
    agent.wait_held()
    assert not table.pressed()
    table.approve()
    wait_buttons(window, *CLICK)
    table.approve()
    agent.finish()
    wait_typed(window, "a")
    assert not any(seen.device_form for seen in table.sent())


def test_an_event_sent_to_a_window_is_held_and_arrives_as_it_was(table: Table) -> None:
    window = table.window("ask all")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "sendkey a", "sendclick 1")
    agent.wait_held()
    assert [seen.kind for seen in table.sent()] == ["fake_input"], "the motion alone"
    table.approve()
    wait_typed(window, "a")
    table.approve()
    agent.finish()
    wait_buttons(window, *CLICK)
    got = [line for line in window.of("key_press", "key_release") if line["key"] == "a"]
    assert [(line["event"], line["send_event"]) for line in got] == [("key_press", True), ("key_release", True)]
    assert all(line["send_event"] for line in window.of("button_press", "button_release"))
    assert len(table.pressed()) == 2, "each once"


def test_an_event_sent_to_a_window_is_dropped_when_rejected_and_its_release_too(table: Table) -> None:
    window = table.window("ask all")
    agent = table.agent("sendkey a")
    agent.wait_held()
    table.reject()
    agent.finish()
    assert not table.sent()
    assert not [line for line in window.of("key_press", "key_release") if line["key"] == "a"]


def test_a_delay_asked_of_the_server_is_waited_for_at_the_gate(table: Table) -> None:
    window = table.window("free")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "delay 300", "click 1")
    agent.finish()
    wait_buttons(window, *CLICK)
    press, release = window.of("button_press", "button_release")
    assert release["server_ms"] - press["server_ms"] >= 290, "the wait between press and release is kept"
    assert {seen.delay_ms for seen in table.sent()} == {0}, "but the server itself never waits"


def test_a_delayed_press_is_held(table: Table) -> None:
    window = table.window("ask keys")
    agent = table.agent("delay 50", "key Delete")
    agent.wait_held()
    assert not table.sent()
    table.reject()
    agent.finish()
    assert not typed(window)
