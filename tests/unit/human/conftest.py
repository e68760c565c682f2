"""The display that these tests are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.human.connection import Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop


@pytest.fixture
def on_desktop(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> VirtualDesktop:
    """Let this process be on the desktop, as the process of the person's hand is."""
    for name in ("DISPLAY", "XAUTHORITY"):
        monkeypatch.setenv(name, desktop.env[name])
    return desktop


@pytest.fixture
def connection(on_desktop: VirtualDesktop) -> Iterator[Connection]:
    """Give a connection to the desktop."""
    opened = Connection(on_desktop.display)
    yield opened
    opened.close()
