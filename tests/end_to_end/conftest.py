"""What the end-to-end tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.scene import Scene, Stage
from tests.support.stopping import Seat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle


@pytest.fixture(scope="module")
def stage(desktop: VirtualDesktop) -> Iterator[Stage]:
    """Give a supervised desktop with a window that takes input, one a test module."""
    with Stage(desktop) as set_up:
        yield set_up


@pytest.fixture
def scene(stage: Stage, xtest_agent: Path, person: Person, oracle: RecordOracle, tmp_path: Path) -> Iterator[Scene]:
    """Give `stage` with a person and witnesses; a stop is re-armed afterwards."""
    seat = Seat(stage.desktop)
    ready = Scene(stage, xtest_agent, tmp_path, person, oracle, seat)
    yield ready
    ready.end_agents()
    ready.rearm()
    seat.close()
