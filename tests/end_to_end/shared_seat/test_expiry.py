"""What an agent queued behind a hold, what joins it, and what becomes of a client that leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.shared_seat import buttons, typed, wait_buttons, wait_equal, wait_typed
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.support.shared_seat import Table

pytestmark = pytest.mark.desktop
# Every answered hold is a long one here; the person's hand does not matter; there is time while a press is shown.
SETTINGS = "queue_expiry_s = 0.3\nyield_to_person_ms = 0\nmirror_lead_ms = 400\n"
CLICK = (("press", 1), ("release", 1))
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def letters(receiver_keys: list[tuple[str, int]]) -> list[str]:
    """Give the letters among what a window got, without the person's answering chord."""
    return [key for key, state in receiver_keys if key in LETTERS and not state]


def test_after_a_reject_what_the_agent_had_queued_expires(table: Table) -> None:
    window = table.window("ask keys")
    first, second = table.steered(2)
    first.tell("key Delete", "type abc", "move 5 5", "key Control_L+k")
    first.wait_held()
    second.tell("type def")
    second.wait_queued()
    table.reject()
    first.do("sync")
    second.do("sync")
    assert not table.pressed()
    assert not letters(typed(window))
    rules = [rule for _, rule in first.ends()]
    assert rules[0] == "keys"
    assert set(rules[1:]) == {"behind-reject"}
    first.do("type xyz")
    wait_equal(lambda: letters(typed(window)), list("xyz"))
    table.seat.wait_up()


def test_after_a_reject_another_agent_goes_on(table: Table) -> None:
    window = table.window("ask keys")
    (one,), (other,) = table.steered(), table.steered()
    one.tell("key Delete")
    one.wait_held()
    other.do("type abc")
    table.reject()
    other.do("type def")
    one.do("sync")
    assert letters(typed(window)) == list("abcdef")


def test_after_a_long_hold_what_the_agent_had_queued_expires(table: Table) -> None:
    window = table.window("ask keys")
    first, second = table.steered(2)
    first.tell("key Delete", "type abc", "key Control_L+k")
    first.wait_held()
    second.tell("type def")
    second.wait_queued()
    table.approve()
    first.do("sync")
    second.do("sync")
    wait_for(lambda: "Delete" in window.keys, "what was approved")
    table.seat.wait_up()
    assert [seen.type for seen in table.pressed()] == [X.KeyPress]
    assert {rule for _, rule in first.ends()} == {"", "behind-hold"}


def test_the_rest_of_an_approved_gesture_does_not_expire(table: Table) -> None:
    window = table.window("ask all")
    x, y = window.centre
    agent = table.agent("type hello", f"move {x} {y}", "click 1")
    agent.wait_held()
    table.approve()
    agent.finish()
    wait_equal(lambda: letters(typed(window)), list("hello"))
    assert not buttons(window), "the click behind it was another action"


def test_an_approved_drag_is_made_whole(table: Table) -> None:
    window = table.window("ask clicks")
    x, y = window.centre
    agent = table.agent(f"drag {x} {y} {x + 60} {y + 40}", "type abc")
    agent.wait_held()
    table.approve()
    agent.finish()
    wait_buttons(window, *CLICK)
    release = window.of("button_release")[0]
    assert (release["root_x"], release["root_y"]) == (x + 60, y + 40)
    dragged = [line for line in window.of("motion") if line["state"] & X.Button1Mask]
    assert len(dragged) >= 7, "with every step between"
    assert not letters(typed(window))


@pytest.mark.parametrize(
    ("title", "command", "expected"),
    [
        ("ask keys", "xdotool key Delete", X.KeyPress),
        ("ask keys", "xdotool key ctrl+Delete", X.KeyPress),
        ("ask clicks", "xdotool mousemove {x} {y} click 1", X.ButtonPress),
    ],
    ids=["key", "chord", "click"],
)
def test_an_identical_proposal_during_a_hold_joins_it(table: Table, title: str, command: str, expected: int) -> None:
    window = table.window(title)
    x, y = window.centre
    line = command.format(x=x, y=y)
    go = table.folder / "go"
    agent = table.shell(f"{line} & while [ ! -e '{go}' ]; do sleep 0.05; done; {line} && echo second; wait; echo end")
    agent.wait_held()
    before = table.joins()
    go.touch()
    table.wait_joined(before)
    table.approve()
    assert agent.finish()[-2:] == ["second", "end"]
    modifiers = {37, 105}
    pressed = [seen for seen in table.pressed() if seen.detail not in modifiers]
    assert [seen.type for seen in pressed] == [expected], "one send"
    assert len(agent.rows("approval_requested")) == 1, "one prompt"
    table.seat.wait_up()
    if expected == X.ButtonPress:
        assert buttons(window) == list(CLICK)


def test_a_rejected_proposal_is_rejected_for_all_that_joined_it(table: Table) -> None:
    window = table.window("ask keys")
    first, second = table.steered(2)
    first.tell("key Delete")
    first.wait_held()
    before = table.joins()
    second.tell("key Delete", "type abc")
    table.wait_joined(before)
    table.reject()
    first.do("sync")
    second.do("sync")
    assert not table.pressed()
    assert "Delete" not in window.keys
    assert len(first.rows("approval_requested")) == 1


def test_a_client_that_leaves_while_held_cancels_its_action(table: Table) -> None:
    window = table.window("ask keys")
    go, end = table.folder / "go", table.folder / "end"
    agent = table.shell(
        f"{{agent}} 'key Delete' & client=$!; while [ ! -e '{go}' ]; do sleep 0.05; done; kill -9 $client; wait;"
        f" while [ ! -e '{end}' ]; do sleep 0.05; done; echo on"
    )
    agent.wait_held()
    go.touch()
    # The agent itself lives on.
    wait_for(lambda: not table.status()["requests"], "the question to be taken back")
    end.touch()
    assert agent.finish()[-1] == "on"
    assert agent.ends() == [("expired", "client-gone")]
    assert not table.sent()
    assert "Delete" not in window.keys


def test_what_must_be_asked_of_a_client_that_exits_at_once_is_cancelled(table: Table) -> None:
    window = table.window("ask keys")
    agent = table.shell("{agent} 'key Delete' leave; echo on; sleep 0.3")
    assert agent.finish()[-1] == "on"
    wait_equal(agent.ends, [("expired", "client-gone")])
    assert not table.status()["requests"]
    assert not table.sent()
    assert "Delete" not in window.keys


def test_a_client_that_has_joined_may_leave_and_the_hold_stays(table: Table) -> None:
    window = table.window("ask keys")
    first, second = table.steered(2)
    first.tell("key Delete")
    first.wait_held()
    before = table.joins()
    second.tell("key Delete", "leave")
    table.wait_joined(before)
    table.approve()
    wait_typed(window, "Delete")
    assert len(table.pressed()) == 1


@pytest.mark.parametrize("ends", ["sleep 1", "exec true"], ids=["the agent goes on", "the agent ends too"])
def test_allowed_input_of_a_client_that_exits_at_once_is_still_sent(table: Table, ends: str) -> None:
    window = table.window("free")
    x, y = window.centre
    agent = table.shell(f"{{agent}} 'move {x} {y}' 'click 1' 'type abc' leave; {ends}")
    agent.finish()
    wait_buttons(window, *CLICK)
    wait_typed(window, *"abc")
    table.seat.wait_up()


def test_an_allowed_press_is_sent_though_its_client_leaves_while_it_is_shown(table: Table) -> None:
    window = table.window("free")
    x, y = window.centre
    (agent,) = table.steered()
    agent.do(f"move {x} {y}")
    agent.tell("click 1")
    # What follows comes well within the mirror's lead.
    wait_for(lambda: agent.rows("decided"), "the press to be decided")
    agent.tell("leave")
    wait_buttons(window, *CLICK)
    agent.finish()


def test_the_switch_lets_agents_go_on_while_the_person_works(table: Table) -> None:
    window = table.window("free")
    x, y = window.centre
    (agent,) = table.steered()
    table.person.key_down("F5")
    agent.do(f"move {x} {y}", "click 1")
    wait_buttons(window, *CLICK)
    assert "F5" not in [line["key"] for line in window.of("key_release")], "the person's key is still down"
    table.person.key_up("F5")
