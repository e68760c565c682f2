"""A server of these tests' own: what others leave on theirs, such as a focus, decides where keys go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.demo.virtual_desktop import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """Give an X server on which nothing runs."""
    folder = tmp_path_factory.mktemp("bare")
    with VirtualDesktop(folder=folder, window_manager=None, buses=False, size=(800, 600)) as running:
        yield running
