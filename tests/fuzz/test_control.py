"""Anything may be said to the control socket: the service lives, forgets who left, and loosens nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from supervisor.app.paths import Paths
from tests.fuzz.control import Crowd, descriptors
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
SEED = 20261120
MESSAGES = 1500
SPARE = 4
"""Descriptors that a service may open once and keep."""


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home") as running:
        running.keep()
        yield running


def control_of(supervised: Supervised) -> Path:
    home = supervised.home
    paths = Paths(home / "config", home / "data", home / "state", home / "run")
    return paths.of_display(supervised.desktop.display).control


@pytest.mark.parametrize("tightening", [False, True], ids=["anything", "anything-and-stop"])
def test_whatever_is_said_the_service_lives_and_loosens_nothing(supervised: Supervised, *, tightening: bool) -> None:
    pid = supervised.service_pid()
    rng = random.Random(SEED + tightening)  # noqa: S311 - the same messages in each run
    if tightening:
        supervised.command("stop")
        supervised.wait_status(lambda status: status["state"] == "stopped")
    else:
        # While an agent runs, even quitting is for the person.
        supervised.run("sleep", "600")
        supervised.wait_status(lambda status: status["agents"] and status["agents"][0]["containment"])
    before = descriptors(pid)
    with Crowd(control_of(supervised), rng, tightening=tightening) as crowd:
        try:
            crowd.talk(MESSAGES)
        except AssertionError as e:
            raise AssertionError(f"{e}: {supervised.log()}") from e
        assert crowd.said.answers > MESSAGES // 20
    assert supervised.service_pid() == pid, supervised.log()
    wait_for(lambda: descriptors(pid) <= before + SPARE, "what they opened to be closed", timeout_s=40)
    status = supervised.wait_status(lambda found: len(found["agents"]) == (not tightening))
    # Nobody answered: what was asked for is at most asked of the person.
    assert status["state"] == ("stopped" if tightening else status["state"])
    assert {"rearmed", "resumed", "answered"}.isdisjoint(row["event"] for row in supervised.rows())
    assert "Traceback" not in supervised.log()
    supervised.command("audit", "verify")
