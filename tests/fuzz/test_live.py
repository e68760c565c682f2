"""Drawn streams through a running supervisor to a real server; the long run is `python -m tests.fuzz`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fuzz.live import LiveRun

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.desktop
SEED = 20261120
REQUESTS = 5_000
GROWTH_KB = 12_000
"""A service that has just started still fills its caches; the long run sees whether it goes on."""


def test_streams_of_an_agent_neither_hang_nor_end_the_supervisor_nor_pass_it(tmp_path: Path) -> None:
    with LiveRun(tmp_path) as live:
        result = live.fuzz(REQUESTS, SEED)
    assert result.done["answered"] > result.done["connections"] // 2
    assert result.sent > REQUESTS // 20
    for early, late in result.memory_kb.values():
        assert late - early < GROWTH_KB
