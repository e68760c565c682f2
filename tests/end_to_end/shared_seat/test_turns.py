"""One gesture at a time owns the seat; agents wait for each other and for the person's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.programs import thunar
from tests.support.shared_seat import buttons, index_of, typed, wait_buttons, wait_typed
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.shared_seat import Table

pytestmark = pytest.mark.desktop
SETTINGS = "queue_expiry_s = 60\n"
CLICK = (("press", 1), ("release", 1))
SIDE = (100, 480)


def test_an_agent_waits_while_another_is_in_the_middle_of_a_gesture(table: Table) -> None:
    left = table.window("left")
    right = table.window("right", place=SIDE)
    (one,), (other,) = table.steered(), table.steered()
    x, y = left.centre
    one.do(f"move {x} {y}", "down 1", f"move {x + 40} {y + 20}")
    other.tell("move {} {}".format(*right.centre), "click 1")
    other.wait_queued()
    one.do(f"move {x + 50} {y + 30}")
    assert not right.of("button_press", "motion")
    one.do("up 1")
    wait_buttons(left, *CLICK)
    wait_buttons(right, *CLICK)
    motions = [(seen.x, seen.y) for seen in table.sent() if seen.type == X.MotionNotify]
    assert motions.index(right.centre) > motions.index((x + 50, y + 30)), "the drag was one piece"


def test_an_agent_that_ends_in_the_middle_of_a_gesture_leaves_the_seat_to_the_others(table: Table) -> None:
    left = table.window("left")
    right = table.window("right", place=SIDE)
    (one,), (other,) = table.steered(), table.steered()
    one.do("move {} {}".format(*left.centre), "down 1")
    other.tell("move {} {}".format(*right.centre), "click 1")
    other.wait_queued()
    one.process.kill()
    wait_buttons(left, *CLICK)
    wait_buttons(right, *CLICK)


def test_an_agent_that_is_held_over_an_ordinary_window_lets_the_others_go_on(table: Table) -> None:
    asked = table.window("ask keys")
    free = table.window("free", place=SIDE)
    (one,), (other,) = table.steered(), table.steered()
    table.focus(asked)
    one.tell("key Delete")
    one.wait_held()
    other.do("move {} {}".format(*free.centre), "click 1", "type abc")
    wait_buttons(free, *CLICK)
    wait_typed(free, *"abc")
    assert one.status["held"]
    table.approve()
    wait_typed(asked, "Delete")


def test_a_hold_that_lifts_a_gesture_lets_the_others_go_on(table: Table) -> None:
    asked = table.window("ask keys")
    free = table.window("free", place=SIDE)
    table.focus(asked)
    pointing, typing = table.steered(2)
    (other,) = table.steered()
    pointing.do("move {} {}".format(*asked.centre), "down 1")
    other.tell("move {} {}".format(*free.centre), "click 1")
    other.wait_queued()
    typing.tell("key Delete")
    typing.wait_held()
    wait_buttons(free, *CLICK)
    assert typing.status["held"]
    table.reject()


def test_an_agent_that_is_held_with_a_menu_open_keeps_the_seat(table: Table, desktop: VirtualDesktop) -> None:
    docs = table.folder / "docs"
    docs.mkdir()
    (docs / "some.txt").write_text("text")
    with thunar(desktop, docs) as files:
        free = table.window("free", place=(20, 560), size=(200, 120))
        (one,), (other,) = table.steered(), table.steered()
        file = files.element(role="table cell", name="some.txt")
        one.do("move {} {}".format(*file.centre), "click 3")
        item = files.element(role="menu item", name="Copy")
        one.tell("move {} {}".format(*item.centre), "click 1")
        one.wait_held()
        other.tell("move {} {}".format(*free.centre), "click 1")
        other.wait_queued()
        assert files.element(role="menu item", name="Copy").rect == item.rect, "the menu is open"
        assert not other.rows("decided"), "the other has not even begun"
        assert not buttons(free)
        table.approve()
        wait_buttons(free, *CLICK)
        assert table.presses_at() == [file.centre, item.centre, free.centre], "the click in the menu came first"


def test_agents_wait_while_the_person_holds_a_key_or_a_button(table: Table) -> None:
    mine = table.window("mine")
    window = table.window("free", place=SIDE)
    table.focus(mine)
    (agent,) = table.steered()
    x, y = mine.centre
    table.person.button_down()
    table.wait_busy()
    agent.tell("move {} {}".format(*window.centre), "click 1")
    agent.wait_queued()
    table.person.move(x + 30, y + 20)
    assert not table.sent()
    table.person.key_down("a")
    table.person.button_up()
    assert agent.status["waiting"]
    assert not table.sent()
    table.person.key_up("a")
    wait_buttons(window, *CLICK)
    assert typed(mine) == [("a", 0)]
    events = table.oracle.events
    let_go = max(n for n, seen in enumerate(events) if (seen.kind, seen.type) == ("device", X.KeyRelease))
    first = index_of(events, "fake_input", X.MotionNotify)
    assert first > let_go
    rested_ms = events[first].server_ms - events[let_go].server_ms
    assert rested_ms >= 380, "and then until the hand has rested"


def test_a_reject_does_not_touch_what_another_agent_has_queued(table: Table) -> None:
    window = table.window("ask keys")
    (one,), (other,) = table.steered(), table.steered()
    one.tell("key Delete")
    one.wait_held()
    # In the window that has the focus: nothing changes but that the person is busy.
    table.person.move(*window.centre)
    table.person.button_down()
    table.wait_busy()
    other.tell("type def")
    other.wait_queued()
    table.reject()
    assert other.status["waiting"], "the person's button is still down"
    table.person.button_up()
    wait_for(lambda: not other.status["waiting"], "the queue to be done with")
    other.do("sync")
    assert [key for key, state in typed(window) if not state] == list("def")


def test_what_waited_for_the_person_expires_when_another_window_was_raised_meanwhile(table: Table) -> None:
    below = table.window("below", place=(300, 200))
    above = table.window("above", place=(200, 150))
    table.wait_focus(above)
    (agent,) = table.steered()
    x, y = below.centre
    agent.do(f"move {x + 100} {y + 60}")
    # A key of theirs stays down until the agent waits; then their click raises the other window.
    table.person.key_down("Shift_L")
    table.person.move(x + 130, y + 80)
    table.wait_busy()
    agent.tell("click 1", "type abc")
    agent.wait_queued()
    table.person.key_up("Shift_L")
    table.person.button_down()
    table.wait_focus(below)
    table.person.button_up()
    wait_for(lambda: not agent.status["waiting"], "the queue to be done with")
    agent.do("sync")
    assert not table.pressed()
    assert not typed(above)
    assert not typed(below)
    assert {rule for _, rule in agent.ends()} == {"scene-changed"}


def test_what_waited_for_the_person_expires_when_a_window_now_covers_its_target(
    table: Table, desktop: VirtualDesktop
) -> None:
    target = table.window("target", place=(600, 100))
    cover = table.window("cover", place=(100, 100))
    (agent,) = table.steered()
    agent.do("move {} {}".format(*cover.centre))
    x, y = cover.centre
    # The focused window is moved over the target: the focus stays, and so does what is under the agent's pointer.
    with Windows(desktop) as windows:

        def covered() -> bool:
            table.person.move(*target.centre)
            table.person.move(x + 500, y + 10)
            found = windows.find(title="cover")
            return found is not None and found.rect[0] > target.rect[0] - 100

        table.person.move(x, y)
        table.person.key_down("Alt_L")
        table.person.button_down()
        table.wait_busy()
        agent.tell("move {} {}".format(*target.centre), "click 1")
        agent.wait_queued()
        wait_for(covered, "the window to be over the target")
    table.person.button_up()
    table.person.key_up("Alt_L")
    wait_for(lambda: not agent.status["waiting"], "the queue to be done with")
    agent.do("sync")
    assert not table.pressed()
    assert not buttons(cover)
    assert "scene-changed" in {rule for _, rule in agent.ends()}


def test_what_waited_for_the_person_goes_on_when_the_scene_is_the_same(table: Table) -> None:
    mine = table.window("mine")
    window = table.window("free", place=SIDE)
    (agent,) = table.steered()
    x, y = window.centre
    agent.do(f"move {x} {y}")
    table.person.key_down("Shift_L")
    table.wait_busy()
    agent.tell("click 1", "type abc")
    agent.wait_queued()
    table.person.move(*mine.centre)
    table.person.key_up("Shift_L")
    wait_buttons(window, *CLICK)
    wait_typed(window, *"abc")
