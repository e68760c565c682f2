"""A supervisor that stays for a whole module, and the table at which agents and a person share one seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.shared_seat import POLICY, Table
from tests.support.stopping import Seat
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, request: pytest.FixtureRequest) -> Iterator[Supervised]:
    """Give the commands, the service running; a module sets SETTINGS for it."""
    settings = getattr(request.module, "SETTINGS", "")
    with Supervised(desktop, desktop.folder / "seat", settings=settings, policy=POLICY) as running:
        running.keep()
        yield running


@pytest.fixture
def table(
    supervised: Supervised, person: Person, oracle: RecordOracle, xtest_agent: Path, tmp_path: Path
) -> Iterator[Table]:
    """Give all of it; what the test leaves is cleared away."""
    seat = Seat(supervised.desktop)
    table = Table(supervised, person, oracle, seat, xtest_agent, tmp_path)
    yield table
    table.close()
    seat.close()
