"""While something is held: what is kept back, what the person's own hands still do, what a release does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.shared_seat import buttons, index_of, typed, wait_buttons, wait_typed
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.support.shared_seat import Table

pytestmark = pytest.mark.desktop
# A hold here may last as long as a busy machine makes it.
SETTINGS = "queue_expiry_s = 60\n"
NOTHING: tuple[list[int], list[int]] = ([], [])
SIDE = (100, 480)
"""Where a second window stands, clear of the popup's corners."""


def test_a_modifier_is_kept_back_until_its_key_is_decided(table: Table) -> None:
    window = table.window("ask keys")
    (agent,) = table.steered()
    agent.do("keydown Control_L", "keydown Shift_L")
    assert not table.sent()
    assert table.seat.down() == NOTHING
    agent.do("key k", "keyup Shift_L", "keyup Control_L")
    wait_typed(window, "K")
    assert typed(window) == [("K", X.ControlMask | X.ShiftMask)]
    table.seat.wait_up()


def test_a_modifier_tapped_alone_is_a_key(table: Table) -> None:
    window = table.window("free")
    agent = table.agent("key Shift_L")
    agent.finish()
    wait_for(lambda: window.keys == ["Shift_L"], "the key")
    assert [row["action"]["keys"] for row in agent.rows("decided")] == ["Shift_L"]


def test_the_persons_keys_and_clicks_elsewhere_are_their_own_while_a_chord_is_held(table: Table) -> None:
    window = table.window("ask keys")
    other = table.window("other", place=SIDE)
    table.focus(window)
    agent = table.agent("key Control_L+Delete")
    agent.wait_held()
    assert table.seat.down() == NOTHING
    x, y = other.centre
    table.person.click(x, y)
    table.wait_focus(other)
    table.person.type("w")
    wait_typed(other, "w")
    assert typed(other) == [("w", 0)]
    wait_buttons(other, ("press", 1), ("release", 1))
    assert not typed(window)
    table.approve()
    agent.finish()
    # The focus is put back for the key that was held, and the chord is whole.
    wait_typed(window, "Delete")
    assert typed(window) == [("Delete", X.ControlMask)]
    table.seat.wait_up()


def test_what_an_agent_has_down_is_lifted_when_an_action_of_it_is_held(table: Table) -> None:
    window = table.window("ask keys")
    x, y = window.centre
    pointing, typing = table.steered(2)
    pointing.do(f"move {x} {y}", "down 1", "keydown a")
    wait_for(lambda: table.seat.down()[1] == [1] and len(table.seat.down()[0]) == 1, "both to be down")
    typing.tell("key Delete")
    typing.wait_held()
    table.seat.wait_up()
    assert buttons(window) == [("press", 1), ("release", 1)]
    assert typed(window) == [("a", 0)], "a button that dragged nothing is let go without Escape"
    table.reject()
    assert table.seat.down() == NOTHING


def test_a_drag_is_cancelled_when_another_action_of_the_agent_is_held(table: Table) -> None:
    window = table.window("ask keys")
    x, y = window.centre
    pointing, typing = table.steered(2)
    pointing.do(f"move {x} {y}", "down 1", f"move {x + 40} {y + 40}")
    typing.tell("key Delete")
    typing.wait_held()
    table.seat.wait_up()
    wait_for(lambda: bool(window.of("button_release")), "the release")
    lines = [line for line in window.lines if line["event"] in ("key_press", "button_release")]
    assert [line.get("key") for line in lines] == ["Escape", None], "first cancelled, then let go"
    table.reject()


def test_a_release_never_waits_behind_a_hold(table: Table) -> None:
    window = table.window("ask keys")
    first, second = table.steered(2)
    first.do("keydown a")
    second.tell("key Delete")
    second.wait_held()
    first.do("keyup a")
    assert second.status["held"], "it came through while the other was held"
    assert [line["key"] for line in window.of("key_release")] == ["a"], "and the key came up once"
    table.reject()


@pytest.mark.parametrize("gesture", ["click 1", "key Delete", "key Control_L+Delete"])
def test_the_release_of_a_refused_press_is_dropped(table: Table, gesture: str) -> None:
    window = table.window("ask all")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", gesture)
    agent.wait_held()
    table.reject()
    agent.finish()
    assert {seen.type for seen in table.sent()} == {X.MotionNotify}
    assert not buttons(window)
    assert "Delete" not in window.keys


def test_after_the_answer_nothing_is_sent_while_the_person_holds_a_modifier(table: Table) -> None:
    window = table.window("ask keys")
    agent = table.agent("key Delete")
    agent.wait_held()
    answered = 0
    while not answered:
        # The chord, with Ctrl kept down; a popup takes no answer before it has stood for a while.
        for name in ("Control_L", "Alt_L", "y"):
            table.person.key_down(name)
        for name in ("y", "Alt_L"):
            table.person.key_up(name)
        request = table.status()["requests"]
        answered = not request or table.is_gone(request[0])
        if not answered:
            table.person.key_up("Control_L")
    wait_for(lambda: agent.rows("answered"), "the answer in the record")
    assert not table.sent()
    table.person.key_up("Control_L")
    agent.finish()
    wait_typed(window, "Delete")
    assert typed(window) == [("Delete", 0)]
    events = table.oracle.events
    let_go = max(n for n, seen in enumerate(events) if (seen.kind, seen.type, seen.detail) == ("device", 3, 37))
    assert index_of(events, "fake_input", X.KeyPress) > let_go


def test_a_button_that_was_held_waits_for_the_persons_button(table: Table) -> None:
    window = table.window("ask clicks")
    other = table.window("other", place=SIDE)
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "click 1")
    agent.wait_held()
    table.person.move(*other.centre)
    table.person.button_down()
    table.approve()
    wait_for(lambda: agent.rows("answered"), "the answer in the record")
    assert not table.pressed()
    table.person.button_up()
    agent.finish()
    wait_buttons(window, ("press", 1), ("release", 1))
    wait_buttons(other, ("press", 1), ("release", 1))
    events = table.oracle.events
    let_go = index_of(events, "device", X.ButtonRelease, 1)
    assert index_of(events, "fake_input", X.ButtonPress) > let_go
