"""An action is a gesture, and figures and prompts count gestures; where in it the decision falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.programs import terminal
from tests.support.shared_seat import buttons, typed, wait_buttons, wait_typed
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.shared_seat import Table

pytestmark = pytest.mark.desktop
# A hold here may last as long as a busy machine makes it.
SETTINGS = "queue_expiry_s = 60\n"
CLICK = ("press", 1), ("release", 1)
WHEEL = (("press", 4), ("release", 4)) * 5


@pytest.mark.parametrize(
    ("commands", "decided"),
    [
        (["move {x} {y}", "click 1"], ["click"]),
        (["drag {x} {y} {x2} {y2}"], ["click", "drag"]),
        (["key Control_L+Shift_L+k"], ["key"]),
        (["type hello"], ["type"]),
        (["move {x} {y}", "repeat 5 click 4"], ["scroll"]),
    ],
    ids=["click", "drag", "chord", "text", "scroll"],
)
def test_each_gesture_counts_as_one_action(table: Table, commands: list[str], decided: list[str]) -> None:
    window = table.window("free")
    x, y = window.centre
    before = table.status()["counts"].get("actions", 0)
    agent = table.agent(*(command.format(x=x, y=y, x2=x + 60, y2=y + 40) for command in commands))
    agent.finish()
    wait_for(lambda: table.status()["counts"].get("actions", 0) > before, "the action to be counted")
    assert table.status()["counts"]["actions"] == before + 1
    assert [row["action"]["kind"] for row in agent.rows("decided")] == decided
    assert window.of("key_press", "button_press"), "and it was really made"


def test_a_click_has_one_prompt_at_its_press(table: Table) -> None:
    window = table.window("ask all")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "click 1")
    agent.wait_held()
    assert not buttons(window)
    assert not table.pressed()
    table.approve()
    agent.finish()
    wait_buttons(window, *CLICK)
    assert len(agent.rows("approval_requested")) == 1


def test_a_chord_has_one_prompt(table: Table) -> None:
    window = table.window("ask all")
    agent = table.agent("key Control_L+Shift_L+k")
    agent.wait_held()
    assert not table.pressed()
    table.approve()
    agent.finish()
    wait_typed(window, "K")
    assert typed(window) == [("K", 5)], "with Control and Shift"
    assert len(agent.rows("approval_requested")) == 1


def test_a_run_of_text_has_one_prompt_at_its_start(table: Table) -> None:
    window = table.window("ask all")
    agent = table.agent("type hello")
    agent.wait_held()
    assert not table.pressed()
    table.approve()
    agent.finish()
    wait_typed(window, *"hello")
    assert len(agent.rows("approval_requested")) == 1


def test_a_scroll_has_one_prompt(table: Table) -> None:
    window = table.window("ask all")
    x, y = window.centre
    agent = table.agent(f"move {x} {y}", "repeat 5 click 4")
    agent.wait_held()
    assert not buttons(window)
    table.approve()
    agent.finish()
    wait_buttons(window, *WHEEL)
    assert len(agent.rows("approval_requested")) == 1


def test_text_to_another_focus_is_another_run(table: Table) -> None:
    first = table.window("ask all")
    second = table.window("ask all", place=(500, 100))
    x, y = first.centre
    (agent,) = table.steered()
    agent.tell("type ab")
    table.approve()
    wait_typed(second, *"ab")
    table.person.click(x, y)
    table.wait_focus(first)
    agent.tell("type cd")
    table.approve()
    wait_typed(first, *"cd")
    assert [row["action"]["kind"] for row in agent.rows("approval_requested")] == ["type", "type"]


@pytest.mark.parametrize("keys", ["Return", "KP_Enter", "ctrl+m", "ctrl+j"])
def test_text_is_decided_again_at_each_key_that_submits_it(table: Table, desktop: VirtualDesktop, keys: str) -> None:
    (table.folder / "old").mkdir()
    modifier, _, key = keys.rpartition("+")
    submit = f"key Control_L+{key}" if modifier else f"key {key}"
    with terminal(desktop, "xterm", table.folder):
        agent = table.agent("type rm -rf old", submit)
        agent.wait_held()
        asked = [row["action"]["kind"] for row in agent.rows("decided")]
        assert asked == ["type", "type+enter" if not modifier else "key"], "the text itself was allowed"
        assert (table.folder / "old").exists()
        table.approve()
        agent.finish()
        wait_for(lambda: not (table.folder / "old").exists(), "the line to be run")
