"""A ui that is killed or hangs is absent, and another one is started."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.supervised import Supervised

pytestmark = pytest.mark.desktop


def test_a_killed_ui_is_started_again(supervised: Supervised) -> None:
    (before,) = supervised.processes("supervisor.ui")
    os.kill(before, signal.SIGKILL)
    supervised.wait_status(lambda s: s["ui"] and supervised.processes("supervisor.ui") not in ([], [before]))


def test_a_ui_that_hangs_is_replaced(supervised: Supervised) -> None:
    (before,) = supervised.processes("supervisor.ui")
    os.kill(before, signal.SIGSTOP)
    supervised.wait_status(lambda s: not s["ui"])
    supervised.wait_status(lambda s: s["ui"] and supervised.processes("supervisor.ui") not in ([], [before]))
