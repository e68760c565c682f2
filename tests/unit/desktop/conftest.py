"""A bare X server: no window manager, no buses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.desktop import x11 as x11_module
from supervisor.desktop.x11 import X11
from tests.support.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the server time on a busy machine; a test that holds it says itself how long it waits."""
    monkeypatch.setattr(x11_module, "REPLY_BUDGET_S", 15)


@pytest.fixture(scope="package")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """Give an X server on which nothing runs."""
    folder = tmp_path_factory.mktemp("bare")
    with VirtualDesktop(folder=folder, window_manager=None, buses=False, size=(800, 600)) as running:
        yield running


@pytest.fixture
def x11(bare: VirtualDesktop) -> Iterator[X11]:
    """Give our connection to the bare server."""
    connection = X11(environ=bare.env)
    yield connection
    connection.close()


@pytest.fixture
def other(bare: VirtualDesktop) -> Iterator[Display]:
    """Give another client's connection; its windows go with it."""
    connection = connect(bare)
    yield connection
    connection.close()
