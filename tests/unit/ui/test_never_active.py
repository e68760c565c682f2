from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from supervisor.ui.never_active import NEVER_ACTIVE, stay_inactive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_window_made_so_is_never_active(qtbot: QtBot) -> None:
    widget = QWidget(None, NEVER_ACTIVE)
    stay_inactive(widget, "sample", "a sample")
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    assert not widget.isActiveWindow()
    assert not widget.hasFocus()
    assert widget.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert (widget.objectName(), widget.windowTitle()) == ("sample", "a sample")
    assert widget.windowFlags() & Qt.WindowType.X11BypassWindowManagerHint
