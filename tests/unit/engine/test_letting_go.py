"""A refused drag is cancelled when the hand that answered is up, or after a while all the same."""

from __future__ import annotations

import pytest

from supervisor.engine.letting_go import HANDS_S, are_hands_up, let_go
from tests.support.playbook import DELETE, Stage, press


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
