from __future__ import annotations

import pytest

from supervisor.engine.burst import CLICK_GAP_S, Burst
from tests.support.playbook import Stage, move, press, release

CLICKS = (move(5, 5), press(), release(), move(5, 5), press())


class Bursting:
    """A burst on its way, and what it said."""

    def __init__(self, *, apart: bool = True) -> None:
        self.stage = Stage()
        self.said: list[str] = []
        self.burst = Burst(
            self.stage.agent().queue,
            CLICKS,
            apart=apart,
            done=lambda: self.said.append("done"),
            failed=lambda rule, partly: self.said.append(f"partly {rule}" if partly else rule),
        )
        self.burst.begin()

    def sent(self, seconds: float) -> str:
        self.stage.advance(seconds)
        return self.stage.sent()


def test_all_goes_in_one_write_and_is_done_when_the_server_has_performed_it() -> None:
    bursting = Bursting(apart=False)
    assert [len(h.events) for h in bursting.stage.log if h.what == "send"] == [5]
    assert bursting.said == []
    bursting.stage.advance(0.001)
    assert bursting.said == ["done"]


def test_clicks_that_are_made_anew_go_one_after_the_other() -> None:
    bursting = Bursting()
    assert bursting.sent(CLICK_GAP_S / 2) == "@5,5 +b1 -b1"
    assert bursting.said == []
    assert bursting.sent(CLICK_GAP_S) == "@5,5 +b1"
    assert bursting.said == ["done"]


def test_a_pause_between_clicks_ends_it() -> None:
    bursting = Bursting()
    bursting.stage.advance(CLICK_GAP_S / 2)
    bursting.stage.paused = True
    assert bursting.sent(1) == "@5,5 +b1 -b1"
    assert bursting.said == ["partly paused"]


def test_a_stop_between_clicks_ends_it() -> None:
    bursting = Bursting()
    bursting.stage.advance(CLICK_GAP_S / 2)
    bursting.stage.outlet.latched = True
    assert bursting.sent(1) == "@5,5 +b1 -b1"
    assert bursting.said == ["partly stopped"]


@pytest.mark.parametrize("partly", [False, True])
def test_of_one_write_the_outlet_says_whether_a_part_of_it_was_made(partly: bool) -> None:
    stage = Stage()
    stage.outlet.breaks, stage.outlet.partly = "the cable is out", partly
    said: list[tuple[str, bool]] = []
    queue = stage.agent().queue
    Burst(queue, CLICKS, apart=False, done=lambda: None, failed=lambda *why: said.append(why)).begin()
    stage.advance(1)
    assert said == [("outlet-failed", partly)]


def test_once_ended_it_writes_and_says_nothing_more() -> None:
    bursting = Bursting()
    bursting.stage.advance(CLICK_GAP_S / 2)
    bursting.burst.end()
    assert bursting.sent(1) == "@5,5 +b1 -b1"
    assert bursting.said == []


def test_what_could_not_be_made_fails_and_is_not_gone_on_with() -> None:
    bursting = Bursting()
    bursting.stage.outlet.breaks = "the pointer is elsewhere"
    assert bursting.sent(1) == "@5,5 +b1 -b1"
    assert bursting.said == ["partly outlet-failed"]
    assert not bursting.stage.engine.agents["agent"].recogniser.seat.busy
