from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from supervisor.client import ConnectionLost, Denied, Stopped, Supervisor
from supervisor.client.shims import routed
from supervisor.client.shims.connection import MOST_TURNS, Connection, NoSuchKeyError, Pointer
from supervisor.core.action import Point
from supervisor.wire.vocabulary import Outcome, Proposal, Status, ToolProposal
from tests.support.routed import gestures

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.intake.gateway import Ticket
    from tests.unit.client.conftest import TurningRig


@pytest.fixture
def made() -> list[Supervisor]:
    return []


@pytest.fixture
def connection(rig: TurningRig, made: list[Supervisor]) -> Connection:
    def connect(via: str) -> Supervisor:
        made.append(Supervisor(rig.address, via=via))
        return made[-1]

    rig.agent.at_once = Status.DONE
    return Connection("pynput", connect)


def close(made: list[Supervisor]) -> None:
    for hands in made:
        hands.close()


def answers(rig: TurningRig, outcome: Outcome) -> None:
    """Let the agent answer each call with this."""
    propose = rig.agent.propose

    def answer(
        proposal: Proposal | ToolProposal,
        origin: str,
        *,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> Ticket:
        one = propose(proposal, origin, on_held=on_held, on_end=lambda _outcome: None)
        on_end(outcome)
        return one

    rig.agent.propose = answer  # type: ignore[method-assign]


def test_nothing_is_connected_before_it_is_needed(connection: Connection, made: list[Supervisor]) -> None:
    assert made == []
    connection.does(type="move", x=1, y=2, button=None)
    connection.does(type="move", x=3, y=4)
    assert len(made) == 1
    close(made)


def test_a_gesture_is_made_and_carried_by_its_library(
    rig: TurningRig, connection: Connection, made: list[Supervisor]
) -> None:
    connection.does(type="down", keysym=0xFFE4, char=None)
    assert gestures(rig) == [{"type": "down", "keysym": 0xFFE4}]
    assert [one.origin for one in rig.agent.made] == ["pynput"]
    close(made)


def test_where_the_pointer_is_and_how_large_the_screen_is(
    rig: TurningRig, connection: Connection, made: list[Supervisor]
) -> None:
    rig.agent.at = Point(7, 9)
    assert connection.pointer() == Pointer(7, 9, 1000, 800)
    assert connection.on_screen(-5, 900.7) == (0, 799)
    assert connection.on_screen(5.9, 7) == (5, 7)
    close(made)


def test_a_long_turn_of_the_wheel_is_several(rig: TurningRig, connection: Connection, made: list[Supervisor]) -> None:
    connection.turns(-3, 2 * MOST_TURNS + 1, 4, 5)
    turned = [(one.get("dx", 0), one.get("dy", 0)) for one in gestures(rig)]
    assert turned == [(0, MOST_TURNS), (0, MOST_TURNS), (0, 1), (-3, 0)]
    assert {(one["x"], one["y"]) for one in gestures(rig)} == {(4, 5)}
    close(made)


def test_a_key_that_is_not_there_is_told_from_a_no(
    rig: TurningRig, connection: Connection, made: list[Supervisor]
) -> None:
    answers(rig, Outcome(status=Status.DENIED, reason="this keyboard has no key"))
    with pytest.raises(NoSuchKeyError, match="no key"):
        connection.does(type="down", keysym=0xFF60)
    answers(rig, Outcome(status=Status.DENIED, rule="no-keys", reason="not here"))
    with pytest.raises(Denied):
        connection.does(type="down", keysym=0xFF60)
    with pytest.raises(NoSuchKeyError):
        connection.does(type="down", char="ab")
    close(made)


def test_what_a_person_made_of_it_is_as_good(rig: TurningRig, connection: Connection, made: list[Supervisor]) -> None:
    connection.does(type="move", x=1, y=2)
    made[0].accept_modified = True
    rig.agent.at_once = Status.MODIFIED
    connection.does(type="move", x=1, y=2)
    rig.agent.at_once = Status.STOPPED
    with pytest.raises(Stopped):
        connection.does(type="move", x=1, y=2)
    close(made)


def test_a_connection_that_is_lost_is_never_gone_around(connection: Connection, made: list[Supervisor]) -> None:
    connection.pointer()
    made[0].close()
    with pytest.raises(ConnectionLost):
        connection.does(type="move", x=1, y=2)
    connection.does(type="move", x=1, y=2)
    assert len(made) == 2
    close(made)


def test_a_child_process_connects_for_itself(
    connection: Connection, made: list[Supervisor], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.pointer()
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    connection.pointer()
    assert len(made) == 2
    assert made[0].status()
    close(made)


def test_the_module_path_gets_the_folder_in_front_once() -> None:
    first = routed({"PYTHONPATH": "/mine", "HOME": "/h"})
    front, rest = first["PYTHONPATH"].split(os.pathsep)
    assert front.endswith("start")
    assert (rest, first["HOME"]) == ("/mine", "/h")
    assert routed(first) == first
    assert routed({})["PYTHONPATH"] == front
