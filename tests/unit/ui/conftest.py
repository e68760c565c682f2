"""A Qt application on an X server of its own, and a watch over timers."""

from __future__ import annotations

import functools
import gc
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer
from PySide6.QtWidgets import QApplication

from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.ui.lasting_singletons import keep_singletons_alive
from supervisor.ui.theme import LIGHT, Theme
from supervisor.ui.translation import install
from supervisor.ui.x_display import XDisplay
from tests.support.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_PATIENCE_MS = 45_000


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """A bare X server: no window manager, no compositor, no buses."""
    folder = tmp_path_factory.mktemp("screen")
    with VirtualDesktop(folder=folder, window_manager=None, buses=False) as running:
        yield running


@contextmanager
def _borrowed(env: dict[str, str]) -> Iterator[None]:
    """Qt reads its environment once; other tests are not to see it."""
    before = {name: os.environ.get(name) for name in env}
    os.environ.update(env)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value


@pytest.fixture(scope="session")
def qapp(screen: VirtualDesktop) -> Iterator[QApplication]:
    """The application that pytest-qt uses; it ends before its X server does."""
    keep_singletons_alive()
    env = {"DISPLAY": screen.display, "XAUTHORITY": screen.env["XAUTHORITY"]}
    with _borrowed({**env, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": "generic"}):
        application = QApplication(["ui-tests"])
    application.setQuitOnLastWindowClosed(False)
    install(application, QLocale("en_GB"))
    yield application
    application.shutdown()


@pytest.fixture
def x11(screen: VirtualDesktop, qapp: QApplication) -> Iterator[XDisplay]:  # noqa: ARG001 - Qt has to be there first
    connection = XDisplay(connect(screen))
    yield connection
    connection.close()


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait as long as a busy machine takes; what does not come is a failure all the same."""
    for name in ("waitUntil", "waitSignal"):
        setattr(qtbot, name, functools.partial(getattr(qtbot, name), timeout=_PATIENCE_MS))
    return qtbot


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(LIGHT, 1.0, qapp.font().family())


@pytest.fixture(autouse=True, scope="module")
def _what_went_before_is_not_searched() -> None:
    """Keep what all tests before have left, their reports most of all, out of the search after each test here."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_timer_is_left(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - Qt has to be there first
    """Fail a test that leaves a timer running, or one without a name."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    timers = [item for item in gc.get_objects() if isinstance(item, QTimer) and shiboken6.isValid(item)]
    assert not [timer.objectName() for timer in timers if timer.isActive()], "left running"
    ours = [timer for timer in timers if type(timer.parent()).__module__.startswith("supervisor.")]
    assert all(timer.objectName() for timer in ours), "a timer has no name"
