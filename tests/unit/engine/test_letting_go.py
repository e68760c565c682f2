"""A refused drag is cancelled when the hand that answered is up, or after a while all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.engine.letting_go import HANDS_S, are_hands_up, let_go
from tests.support.playbook import DELETE, Stage, press

if TYPE_CHECKING:
    from tests.support.simulators import SimulatedPointer


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_hands_are_up_when_server_and_devices_say_so(stage: Stage) -> None:
    queue = stage.agent().queue
    assert are_hands_up(queue)
    stage.desktop.modifiers = 0x4
    assert not are_hands_up(queue)
    stage.desktop.modifiers = 0
    stage.engine.person.heard(t_ns=stage.loop.now_ns(), down=True, keys=True)
    assert not are_hands_up(queue)


def test_the_server_is_not_asked_while_a_hand_is_known_to_be_down(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, asked = stage.agent().queue, list[int]()
    pointer = stage.desktop.pointer

    def counted() -> SimulatedPointer:
        asked.append(1)
        return pointer()

    monkeypatch.setattr(stage.desktop, "pointer", counted)
    stage.engine.person.heard(t_ns=stage.loop.now_ns(), down=True, keys=True)
    assert not are_hands_up(queue)
    assert not asked
    stage.engine.person.heard(t_ns=stage.loop.now_ns(), down=False, keys=True)
    assert are_hands_up(queue)
    assert asked


@pytest.mark.parametrize("rests", [True, False])
def test_the_drag_waits_for_the_hand_but_not_for_ever(stage: Stage, *, rests: bool) -> None:
    agent = stage.agent()
    agent.move(DELETE.x, DELETE.y)
    agent.does(press(1))
    stage.settle()
    stage.engine.person.heard(t_ns=stage.loop.now_ns(), down=True, keys=True)
    let_go(agent.queue, "behind-reject", stage.loop.now_ns() + 1_000_000_000)
    stage.advance(0.5)
    assert agent.queue.recogniser.seat.buttons
    if rests:
        stage.engine.person.heard(t_ns=stage.loop.now_ns(), down=False, keys=True)
        stage.advance(2 * HANDS_S)
    else:
        stage.advance(0.6)
    assert not agent.queue.recogniser.seat.buttons
