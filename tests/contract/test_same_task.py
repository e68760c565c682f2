"""One task by every way in: the same on the screen, the same decisions, records that differ only in the origin."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mcp import Client, StdioServerParameters

from tests.support.agents.task_agent import ROUNDS, WAYS, gestures
from tests.support.receiver import Receiver
from tests.support.supervised import COMMAND, Supervised

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
AGENT = Path(__file__).parents[1] / "support/agents/task_agent.py"
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
POLICY = """version = 1
[[rule]]
id = "select-all"
reason = "a test"
verdict = "allow"
when.keys = "ctrl+a"
"""
ACTIONS = 5 * ROUNDS
Done = tuple[list[list[tuple[object, ...]]], list[dict[str, Any]], set[str]]
_OWN = ("id", "agent", "origin", "reason", "stated")
"""What an action's row has of its own."""


def seen(receiver: Receiver) -> list[list[tuple[object, ...]]]:
    """What a program got: its keys, and its buttons with their places.

    Apart, because a window manager holds a press back for a moment to look at it, and keys overtake it.
    """
    keys = [(line["event"], line["key"]) for line in receiver.of("key_press", "key_release")]
    places = ("event", "detail", "x", "y")
    buttons = receiver.of("button_press", "button_release")
    return [[*keys], [tuple(line.get(name) for name in places) for line in buttons]]


def told(supervised: Supervised) -> list[dict[str, Any]]:
    """What the record says of actions, without what is each one's own."""
    found = []
    for row in supervised.rows():
        if row["event"] not in ("decided", "sending", "outcome") or not row.get("action"):
            continue
        action = {name: value for name, value in row["action"].items() if name not in _OWN}
        decision, assessment = row.get("decision"), row.get("assessment")
        found.append({"event": row["event"], "action": action, "decision": decision, "assessment": assessment})
    return found


def without_moves(record: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the motions: pyautogui makes more of them."""
    return [row for row in record if row["action"]["kind"] != "move"]


def origins(supervised: Supervised) -> set[str]:
    return {row["action"]["origin"] for row in supervised.rows("decided")}


def done(desktop: VirtualDesktop, home: Path, way: str, settings: str = SETTINGS) -> Done:
    """Do the task by one way; gives what a program got, what is recorded, and the origins."""
    with (
        Receiver(desktop, geometry=(60, 60, 1100, 640)) as receiver,
        Supervised(desktop, home, settings=settings, policy=POLICY) as supervised,
    ):
        if way == "mcp":
            asyncio.run(asyncio.wait_for(by_mcp(desktop, supervised), 120))
        else:
            options = ["--name", "worker", *(["--calls"] if way == "pyautogui" else [])]
            status, out = supervised.finish(supervised.run(sys.executable, AGENT, way, options=options))
            assert status == 0, out
        releases = 2 * ROUNDS + 5 * ROUNDS
        receiver.wait_for(lambda _: len(receiver.of("button_release")) == releases, what=f"the last release by {way}")
        return seen(receiver), told(supervised), origins(supervised)


async def by_mcp(desktop: VirtualDesktop, supervised: Supervised) -> None:
    command, *rest = COMMAND
    server = StdioServerParameters(command=command, args=[*rest, "mcp", "--name", "worker"], env=supervised.env)
    async with Client(server) as client:
        for gesture in gestures(desktop.size):
            tool = gesture.pop("type")
            result = await client.call_tool(tool, gesture)
            assert not result.is_error, result


@pytest.fixture(scope="module")
def by_x11(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Done:
    return done(desktop, tmp_path_factory.mktemp("same") / "x11", "x11")


def test_forty_actions_are_the_same_by_every_way_in(desktop: VirtualDesktop, by_x11: Done, tmp_path: Path) -> None:
    screen, record, origin = by_x11
    decided = [row for row in record if row["event"] == "decided" and row["action"]["kind"] != "move"]
    assert len(decided) >= ACTIONS
    assert {row["decision"]["rule_id"] for row in decided} >= {"select-all", "default-reversible"}
    assert origin == {"x11"}
    for way in (*WAYS, "mcp"):
        got, rows, by = done(desktop, tmp_path / way, way)
        assert got == screen, way
        assert rows == record, way
        assert by == {"mcp" if way == "mcp" else "python"}, way


def test_they_are_the_same_by_the_libraries_that_make_input_elsewhere(
    desktop: VirtualDesktop, by_x11: Done, tmp_path: Path
) -> None:
    assert done(desktop, tmp_path / "portable", "x11", SETTINGS + 'outlet = "portable"\n') == by_x11


def test_they_are_the_same_by_a_library_whose_calls_are_routed(
    desktop: VirtualDesktop, by_x11: Done, tmp_path: Path
) -> None:
    screen, record, _ = by_x11
    got, rows, by = done(desktop, tmp_path / "routed", "pyautogui")
    assert got == screen
    assert without_moves(rows) == without_moves(record)
    assert by == {"pyautogui"}
