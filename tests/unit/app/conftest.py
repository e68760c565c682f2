"""One supervisor for all of this folder's tests of a running service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a running supervisor with its ui."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="mirror_lead_ms = 0\n") as running:
        running.keep()
        yield running
