"""An agent tries to press keys and buttons that nobody saw or decided, by every form that X11 has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attacks.registry import tries
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.attacks.yard import Yard

pytestmark = pytest.mark.desktop
PRESSING = ("xtest", "bit-of-sent-events", "long-form", "guessed-opcode", "device-form", "one-write")
BOTH = pytest.mark.parametrize("order", ["little", "big"])


@BOTH
@pytest.mark.parametrize("route", PRESSING)
@tries(*PRESSING)
def test_attack_a_key_and_a_click_without_being_asked_about(yard: Yard, route: str, order: str) -> None:
    said = yard.attack(route, order)
    assert said
    assert said[0].startswith("went on"), said
    yard.nothing_was_won()
    # It was seen: what was pressed was asked about and is in the record.
    assert "approval_requested" in {row["event"] for row in yard.rows}


@BOTH
@tries("sent-events")
def test_attack_events_that_look_as_if_the_server_had_sent_them(yard: Yard, order: str) -> None:
    yard.attack("sent-events", order, yard.vault.window)
    yard.nothing_was_won()
    assert "approval_requested" in {row["event"] for row in yard.rows}


@tries("many-connections")
def test_attack_other_connections_press_while_one_is_held(yard: Yard) -> None:
    tree = yard.begin("many-connections", "little")
    yard.wait_asked()
    # The others write and are answered nothing; what they want waits behind the first.
    wait_for(yard.mark.exists, "the other connections")
    assert len(yard.supervised.status()["requests"]) == 1
    assert yard.presses == []
    yard.reject_all(tree.run)
    yard.nothing_was_won()


@BOTH
@tries("warps")
def test_attack_the_pointer_moves_and_nobody_knows(yard: Yard, order: str) -> None:
    before = yard.oracle.requests
    assert before == []
    yard.attack("warps", order)
    yard.oracle.settle()
    # It may move; but by the gate, in a form that is recorded before it is sent.
    sends = [send for row in yard.rows if row["event"] == "sending" for send in row["outcome"]["sends"]]
    assert len({seen.client for seen in yard.oracle.requests}) <= 1
    assert len(yard.oracle.requests) <= len(sends)
    assert {seen.kind for seen in yard.oracle.requests} <= {"fake_input"}
    yard.nothing_was_won()
