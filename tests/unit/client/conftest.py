"""A gateway whose loop turns in a thread, for clients that wait."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from supervisor.client.messages import Address
from tests.support.gateway_rig import TOKEN, GatewayRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class TurningRig(GatewayRig):
    """Turns by itself; what is asked of the agent is answered from within its loop."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._turn, daemon=True)
        self._thread.start()

    @property
    def address(self) -> Address:
        return Address(str(self.path), TOKEN)

    def _turn(self) -> None:
        while not self._over.is_set():
            self.loop.turn(0.005)

    def stop(self) -> None:
        self._over.set()
        self._thread.join(20)
        self.close()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[TurningRig]:
    made = TurningRig(tmp_path / "gateway")
    yield made
    made.stop()


@pytest.fixture
def far_rig(tmp_path: Path) -> Iterator[TurningRig]:
    """Listen at a name that is longer than the kernel connects to."""
    folder = tmp_path / ("deep" * 30)
    folder.mkdir()
    made = TurningRig(folder / "gateway")
    yield made
    made.stop()
