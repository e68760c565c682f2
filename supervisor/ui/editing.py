"""Lets the person write what shall be done instead of a held action, or point at where; tells the service."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from supervisor.core.action import Point, Rect
from supervisor.ui.edit_window import EditWindow
from supervisor.ui.messages import MAX_WORDS, MessageError, parse_request
from supervisor.ui.placing import place_popup
from supervisor.ui.screens import monitor_at, monitors
from supervisor.ui.x_display import settle_qt

if TYPE_CHECKING:
    from supervisor.ui.messages import Request
    from supervisor.ui.stage import Stage

WHAT = ("text", "keys", "point", "reason")
"""What can be written."""
_COVER = "edit"
_MARGIN = 24
_LEFT_BUTTON = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """What the person is let write."""

    request: Request
    """The question in whose place it stands."""
    what: str
    """One of `WHAT`."""
    given: str
    """What there is to be written over."""
    note: str
    """Why it was not taken before; empty for nothing."""


def parse_edit(packet: dict[str, Any]) -> Edit:
    """Read a `request` packet that lets the person write.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    edit = packet.get("edit")
    if not isinstance(edit, dict) or edit.get("what") not in WHAT:
        raise MessageError("bad `request`: it does not say what is to be written")
    given, note = (str(edit.get(name) or "")[:MAX_WORDS] for name in ("given", "note"))
    return Edit(parse_request(packet), str(edit["what"]), given, note)


class Editing(QObject):
    """Shows the window, and takes it away.

    Attributes:
        window: What is shown; None for nothing.

    Signals:
        to_service: What was written.
    """

    to_service = Signal(dict)

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        """Begin with nothing to write.

        Args:
            stage: Where the window comes up.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._stage = stage
        self._x11 = stage.x11
        self._edit: Edit | None = None
        self._focus_before = 0
        self._catcher = 0
        self.window: EditWindow | None = None
        stage.x11.pressed.connect(self._pressed)

    def open(self, edit: Edit) -> None:
        """Let the person write; whatever stood open before is closed."""
        self._take_down()
        self._edit = edit
        theme = self._stage.theme()
        request = edit.request
        at = request.point or (Point(request.rect.x, request.rect.y) if request.rect else self._x11.pointer())
        monitor = monitor_at(at, monitors())
        margin = round(_MARGIN * theme.unit)
        width = round(monitor.free.width / monitor.scale) - 2 * margin
        self.window = window = EditWindow(
            edit.what, edit.given, about=request.sentence, note=edit.note, theme=theme, width=width
        )
        size = (monitor.physical(window.width()), monitor.physical(window.height()))
        others = [other.free for other in monitors() if other.rect != monitor.rect]
        targets = [*([request.rect] if request.rect is not None else []), *self._stage.spare()]
        place = place_popup(size, monitor.free, others, targets, self._x11.pointer(), margin=monitor.physical(margin))
        window.move(monitor_at(Point(place.x, place.y), monitors()).to_logical(Point(place.x, place.y)))
        window.written.connect(lambda text: self._tell({"text": text}))
        window.left.connect(lambda: self._tell({"back": True}))
        window.clicked.connect(self._take_keyboard)
        self._stage.covers.ask(_COVER, [place], partial(self._show, window, place))

    def close(self, request_id: str) -> None:
        """End it, when it is about that request."""
        if self._edit is not None and self._edit.request.id == request_id:
            self._edit = None
            self._take_down()

    def dispose(self) -> None:
        """End it in any case."""
        self._edit = None
        self._take_down()

    def _show(self, window: EditWindow, place: Rect) -> None:
        if window is not self.window:
            return
        window.show()
        settle_qt()
        self._stage.covers.cover(_COVER, [place])
        if window.field is None:
            self._catcher = self._x11.catch_presses()
        else:
            self._take_keyboard()

    def _take_keyboard(self) -> None:
        window = self.window
        if window is None or window.field is None:
            return
        before = self._x11.take_focus(int(window.winId()))
        if before != int(window.winId()):
            self._focus_before = before
        window.activateWindow()
        window.field.setFocus()

    def _pressed(self, window: int, place: Point, button: int) -> None:
        """Take where the person pressed, while a place is asked for; no program gets that press."""
        if self._catcher and window == self._catcher:
            self._tell({"point": [place.x, place.y]} if button == _LEFT_BUTTON else {"back": True})

    def _tell(self, written: dict[str, Any]) -> None:
        edit, self._edit = self._edit, None
        self._take_down()
        if edit is not None:
            self.to_service.emit({"t": "written", "id": edit.request.id} | written)

    def _take_down(self) -> None:
        """Take the window off the screen, and give back what it took, before anything else is done."""
        if self._catcher:
            self._x11.end_catching(self._catcher)
            self._catcher = 0
        window, self.window = self.window, None
        if window is None:
            return
        if self._focus_before:
            self._x11.take_focus(self._focus_before)
            self._focus_before = 0
        self._stage.take_off(window, _COVER)
