"""What the matrix works with: one desktop and supervisor a module, judged anew for each attack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attacks.yard import POLICY, SETTINGS, Yard, paths_of
from tests.support.receiver import Receiver
from tests.support.stopping import Seat
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle


@pytest.fixture(scope="module")
def guarded(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor with its ui that stays."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings=SETTINGS, policy=POLICY) as running:
        running.keep()
        yield running


@pytest.fixture(scope="module")
def vault(desktop: VirtualDesktop) -> Iterator[Receiver]:
    """Give a window of the person's with something to lose."""
    with Receiver(desktop, title="vault", geometry=(100, 300, 400, 300)) as window:
        yield window


@pytest.fixture
def yard(
    desktop: VirtualDesktop, guarded: Supervised, vault: Receiver, person: Person, oracle: RecordOracle
) -> Iterator[Yard]:
    """Give all of it, ready; what a test leaves behind is ended."""
    seat = Seat(desktop)
    ready = Yard(desktop, guarded, vault, person, oracle, seat, paths_of(guarded.home))
    ready.rearm()
    ready.set_up()
    yield ready
    for agent in guarded.agents[1:]:
        if agent.poll() is None:
            agent.kill()
            agent.wait()
    ready.rearm()
    seat.close()
