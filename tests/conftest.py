"""Fixtures for every test: the virtual desktop and the physical person at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.demo.virtual_desktop import VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """Give a virtual desktop with a window manager and both buses, one a test module."""
    with VirtualDesktop(folder=tmp_path_factory.mktemp("desktop")) as running:
        yield running


@pytest.fixture
def person(desktop: VirtualDesktop) -> Iterator[Person]:
    """Give the person at `desktop`: a VNC viewer, which is physical input there."""
    with desktop.person() as sitting:
        yield sitting
