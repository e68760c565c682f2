from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from supervisor.ui.covers import Covers
from supervisor.ui.never_active import NEVER_ACTIVE
from supervisor.ui.stage import Stage
from supervisor.ui.x_display import settle_qt
from tests.support.pixels import Pixels

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.theme import Theme
    from supervisor.ui.x_display import XDisplay


def test_what_is_taken_off_is_gone_from_the_screen_before_it_is_told(
    x11: XDisplay, screen: VirtualDesktop, theme: Theme
) -> None:
    told: list[tuple[dict[str, Any], bool]] = []
    covers = Covers(alone=True)
    with Pixels(screen) as look:
        look.window("#336699", (0, 0, 1280, 800))
        window = QWidget(None, NEVER_ACTIVE)
        window.setStyleSheet("background: #ff00ff")
        window.setGeometry(100, 100, 200, 100)
        window.show()
        assert QTest.qWaitForWindowExposed(window)
        settle_qt()
        covers.told.connect(lambda message: told.append((message, look.at(150, 150).is_near("#ff00ff"))))
        Stage(x11, lambda: theme, covers, list).take_off(window, "some")
        assert told == [({"t": "uncover", "id": "some"}, False)]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(window)
    covers.dispose()
