"""The machine waits for us before it sleeps, where it can, and for nobody who has gone."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.sleep_delay import SleepDelay
from tests.support.login_manager import LoginManager
from tests.support.private_bus import PrivateBus
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def bus() -> Iterator[str]:
    """Give the address of a bus with nobody on it."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder, PrivateBus(Path(folder)) as running:
        yield running.address


def take(delay: SleepDelay, address: str) -> None:
    asyncio.run(delay.take(address))


def test_sleep_waits_from_take_to_release(bus: str) -> None:
    delay = SleepDelay()
    with LoginManager(bus) as login:
        take(delay, bus)
        wait_for(lambda: login.delayed() == 1, "one that is held")
        assert login.inhibitors == [["sleep", "agent-supervisor", "holds agents before the machine sleeps", "delay"]]
        assert not os.get_inheritable(delay._fd), "an agent must not keep the machine awake"
        delay.release()
        delay.release()
        wait_for(lambda: login.delayed() == 0, "none that is held")


def test_at_most_one_is_held(bus: str) -> None:
    delay = SleepDelay()
    with LoginManager(bus) as login:
        for _ in range(5):
            take(delay, bus)
        wait_for(lambda: login.delayed() == 1, "one that is held")
        assert len(login.inhibitors) == 5
        delay.release()


def test_where_it_is_refused_nothing_is_held_any_more(bus: str) -> None:
    delay = SleepDelay()
    with LoginManager(bus) as login:
        take(delay, bus)
        login.refuses = True
        take(delay, bus)
        wait_for(lambda: login.delayed() == 0, "none that is held")
    assert delay._fd == -1


def test_where_nobody_offers_it_nothing_is_held(bus: str) -> None:
    delay = SleepDelay()
    take(delay, bus)
    assert delay._fd == -1


def test_a_bus_that_is_not_there_keeps_nothing(bus: str) -> None:
    delay = SleepDelay()
    with LoginManager(bus) as login:
        take(delay, bus)
        take(delay, "unix:path=/nowhere")
        wait_for(lambda: login.delayed() == 0, "none that is held")
