from __future__ import annotations

from dataclasses import replace

from supervisor.engine import hands_in as room
from supervisor.engine.hands_in import HandsIn
from tests.support.playbook import DOCS, TERMINAL, Stage


def staged() -> tuple[Stage, HandsIn]:
    stage = Stage()
    for window, pid in ((DOCS, 12), (TERMINAL, 13)):
        stage.window(window, pid=pid)
    hands = HandsIn(stage.loop, stage.desktop)
    stage.engine.person.on_press = hands.pressed
    return stage, hands


def test_a_key_counts_for_the_program_that_has_the_keyboard() -> None:
    stage, hands = staged()
    stage.advance(1)
    stage.person()
    stage.advance(2)
    assert hands.since_ns(12) == 2_000_000_000
    assert hands.since_ns(13) is None


def test_a_button_that_goes_down_counts_and_a_pointer_that_moves_does_not() -> None:
    stage, hands = staged()
    stage.person(keys=False)
    assert hands.since_ns(12) is None
    stage.person(keys=False, down=True)
    assert hands.since_ns(12) == 0


def test_it_is_looked_no_more_often_than_needed() -> None:
    stage, hands = staged()
    stage.person()
    stage.desktop.focus = TERMINAL
    stage.person()
    assert hands.since_ns(13) is None
    stage.advance(0.3)
    assert hands.since_ns(13) is not None, "what was pressed meanwhile is looked at once more"
    stage.desktop.focus = DOCS
    stage.advance(5)
    assert hands.since_ns(12) == 5_300_000_000, "nothing was pressed there since"


def test_a_click_counts_for_the_program_that_it_gives_the_keyboard_to() -> None:
    stage, hands = staged()
    stage.desktop.focus = TERMINAL
    stage.person(keys=False, down=True)
    stage.desktop.focus = DOCS
    stage.advance(1)
    assert hands.since_ns(12) is not None
    assert hands.since_ns(13) == 1_000_000_000


def test_a_window_of_nobody_known_is_nowhere_and_only_so_many_are_remembered() -> None:
    stage, hands = staged()
    stage.desktop.focus = 0
    stage.person()
    (window,) = (one for one in stage.desktop.windows if one.id == DOCS)
    stage.desktop.focus = DOCS
    for pid in range(room.MOST + 1):
        stage.desktop.put(replace(window, pid=pid + 1))
        stage.advance(0.3)
        stage.person()
    assert hands.since_ns(1) is None
    assert hands.since_ns(2) is not None
