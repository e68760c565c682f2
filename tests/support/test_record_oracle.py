from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from Xlib import X

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle

pytestmark = pytest.mark.desktop


def test_an_agents_input_is_seen_in_order(desktop: VirtualDesktop, oracle: RecordOracle, xtest_agent: Path) -> None:
    before = time.monotonic_ns()
    desktop.run([str(xtest_agent), "move 30 40", "click 3", "key Control_L+a"])
    oracle.settle()
    seen = [s for s in oracle.requests if s.kind == "fake_input"]
    assert [s.type for s in seen] == [6, 4, 5, 2, 2, 3, 3]
    assert (seen[0].x, seen[0].y) == (30, 40)
    assert seen[1].detail == seen[2].detail == 3
    assert seen[3].detail == seen[6].detail
    assert len({s.client for s in seen}) == 1
    assert all(before < s.t_ns < time.monotonic_ns() for s in seen)
    # The devices did what was asked, in that order.
    assert [s.type for s in oracle.device_events] == [6, 4, 5, 2, 2, 3, 3]


def test_the_side_doors_are_seen(desktop: VirtualDesktop, oracle: RecordOracle, xtest_agent: Path) -> None:
    commands = ["warp 50 60", "sendclick 1", "sendkey a", "devicekey a", "devicebutton 1", "delay 1", "move 1 1"]
    desktop.run([str(xtest_agent), *commands])
    oracle.settle()
    seen = oracle.requests
    assert [(s.kind, s.device_form) for s in seen] == [
        ("warp_pointer", False),
        *[("send_event", False)] * 4,
        *[("fake_input", True)] * 4,
        *[("fake_input", False)] * 2,
    ]
    assert (seen[0].x, seen[0].y) == (50, 60)
    assert [s.type for s in seen[1:5]] == [X.ButtonPress, X.ButtonRelease, X.KeyPress, X.KeyRelease]
    assert [s.delay_ms for s in seen[-2:]] == [1, 0]


def test_two_agents_are_told_apart(desktop: VirtualDesktop, oracle: RecordOracle, xtest_agent: Path) -> None:
    first = desktop.spawn([str(xtest_agent), "move 5 5", "wait"])
    oracle.wait_for(lambda events: len(events) > 0)
    desktop.run([str(xtest_agent), "move 9 9"])
    oracle.settle()
    desktop.end(first)
    assert len({s.client for s in oracle.requests}) == 2


def test_a_person_makes_device_events_and_no_requests(oracle: RecordOracle, person: Person) -> None:
    person.click(200, 210)
    person.tap("F5")
    oracle.settle()
    assert oracle.requests == []
    assert [s.type for s in oracle.device_events] == [6, 4, 5, 2, 3]


def test_a_burst_is_seen_whole(desktop: VirtualDesktop, oracle: RecordOracle, xtest_agent: Path) -> None:
    desktop.run([str(xtest_agent), "move 1270 790", "repeat 2500 click 9"])
    oracle.settle()
    assert len(oracle.requests) == 5001


def test_clearing_forgets(desktop: VirtualDesktop, oracle: RecordOracle, xtest_agent: Path) -> None:
    desktop.run([str(xtest_agent), "move 3 3"])
    oracle.clear()
    assert oracle.events == []


def test_waiting_in_vain_fails(oracle: RecordOracle) -> None:
    with pytest.raises(AssertionError, match="waited"):
        oracle.wait_for(lambda events: len(events) > 0, timeout_s=0.1)
