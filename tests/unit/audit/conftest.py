from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.audit.tools import begin, give_to_ordinary_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.audit.journal import Journal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = begin(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that the ordinary user can reach, whoever runs the tests."""
    with tempfile.TemporaryDirectory(prefix="agent-supervisor-test-") as name:
        folder = Path(name)
        give_to_ordinary_user(folder)
        yield folder
        folder.chmod(0o700)
