from __future__ import annotations

import pytest

from supervisor.detect import prepare


@pytest.fixture(scope="session", autouse=True)
def _words_are_loaded() -> None:
    """Read the lexicons before anything is timed."""
    prepare()
