"""The requests, one popup at a time in the order of arrival, and what `human` must know of the popup."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from supervisor.core.action import Point, Rect
from supervisor.core.answers import SECOND
from supervisor.ui.approval_popup import RADIUS, SHORT, ApprovalPopup, Room
from supervisor.ui.late_notice import STANDS_MS, LateNotice
from supervisor.ui.picture import HEIGHT, TALL, WIDTH, marked
from supervisor.ui.placing import area_around, is_large, overlap, place_popup
from supervisor.ui.screens import monitor_at, monitors, physical_rect
from supervisor.ui.timers import timer
from supervisor.ui.x_display import settle_qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from supervisor.ui.messages import Choices, Config, Request
    from supervisor.ui.overlay import Overlay
    from supervisor.ui.screens import Monitor
    from supervisor.ui.stage import Stage

_ON_TOP_MS = 250
_MARGIN = 24
_NARROW = 320
"""Width of the popup where there is little room, units."""
_THING = 0.1
"""What fills more of its monitor than this is a window rather than a thing in one."""
_CLEAR = 45
"""Half-width of the area around a point that the popup keeps off, units."""
_COVER, _NOTICE_COVER = "popup", "late-notice"
MAX_REQUESTS = 256
"""More than this are not taken; their actions stay held."""


@dataclass(slots=True)
class _Asked:
    """A request in the queue."""

    request: Request
    picture: QImage | None
    """The target when the request came, marked; None for none."""
    left_s: float | None
    """How much time is left to answer, as told last; None for as long as it takes."""
    runs: bool = True
    """That time runs."""
    page: int = 0
    """Which of its smaller answers are shown, where there is no room for all."""


@dataclass(frozen=True, slots=True)
class _Late:
    """A popup whose time was over."""

    request: Request
    corner: QPoint
    """Logical px."""
    size: QSize
    """Logical px."""
    place: Rect
    """The same, physical px."""


class Approvals(QObject):
    """Shows requests.

    Attributes:
        popup: What is shown; None for nothing.
        notice: What stands where a popup stood whose time was over; None for nothing.

    Signals:
        to_human: A message for `human`: where the popup's areas are, or that it has gone.
        to_service: A message for the service: the popup is visible.
        settled: The popup that was being put up can be read, or has gone again.
        pictured: The picture of a request's target was taken; carries the request's id and the picture.
    """

    to_human = Signal(dict)
    to_service = Signal(dict)
    settled = Signal()
    pictured = Signal(str, QImage)

    def __init__(
        self, stage: Stage, overlay: Overlay, config: Callable[[], Config], parent: QObject | None = None
    ) -> None:
        """Begin with nothing to ask.

        Args:
            stage: Where the popup comes up.
            overlay: Gives pictures of targets; its marks stay below the popup.
            config: Gives chord labels and the arming time.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._stage = stage
        self._x11, self._theme, self._covers = stage.x11, stage.theme, stage.covers
        self._overlay = overlay
        self._config = config
        self._queue: list[_Asked] = []
        self.popup: ApprovalPopup | None = None
        self._place: Rect | None = None
        self._told_shown = False
        self._told_waiting = 0
        self._astray = ""
        """The request whose popup was painted and is not where anybody could find it; empty for none."""
        self._on_top = timer(self, "popup-on-top", _ON_TOP_MS, self._look_after)
        self.notice: LateNotice | None = None
        self._late: _Late | None = None
        self._notice_over = timer(self, "late-notice", STANDS_MS, self._end_notice, repeats=False)
        stage.x11.disturbed.connect(self._disturbed)
        stage.x11.compositor_changed.connect(self.rebuild)

    def add(self, request: Request) -> None:
        """Ask; at once when nothing else is asked, else in turn. The same id again replaces what was asked."""
        self.close(request.id)
        if len(self._queue) >= MAX_REQUESTS:
            return
        picture = self._picture(request)
        if picture is not None:
            self.pictured.emit(request.id, picture)
        self._queue.append(_Asked(request, picture, request.deadline_s))
        self._next()

    def close(self, request_id: str, *, late: bool = False, says: str = "") -> None:
        """End a request, asked or waiting; unknown ids are ignored.

        Args:
            request_id: Which.
            late: Its time was over.
            says: What is said in its place for a while; empty for nothing, or that its time was over.
        """
        for asked in self._queue:
            if asked.request.id == request_id and not asked.request.confirm:
                self._overlay.let_go(asked.request.point, asked.request.rect)
        self._queue = [asked for asked in self._queue if asked.request.id != request_id]
        if self.popup is not None and self.popup.request.id == request_id:
            popup = self.popup
            if late or says:
                self._leave_notice(popup)
            if says and self.notice is not None:
                self.notice.tell(says)
            self._take_down()
        self._next()

    def choose(self, request_id: str, choices: Choices) -> None:
        """Show how far a yes to a request reaches now, and say so once it is on the screen."""
        for asked in self._queue:
            if asked.request.id == request_id:
                asked.request = replace(asked.request, choices=choices)
        if self.popup is None or self.popup.request.id != request_id:
            return
        self.popup.show_choice(choices)
        self.popup.repaint()
        settle_qt()
        self.to_service.emit({"t": "chosen", "id": request_id, "breadth": choices.breadth, "span": choices.span})

    def show_first(self, request_id: str, first: str) -> None:
        """Show which of two gestures was made for a request, and tell `human` where the second can be."""
        for asked in self._queue:
            if asked.request.id == request_id:
                asked.request = replace(asked.request, first=first)
        popup = self.popup
        if popup is None or popup.request.id != request_id or popup.second is None:
            return
        popup.request = replace(popup.request, first=first)
        popup.show_first(first)
        popup.repaint()
        settle_qt()
        if self._place is not None:
            self._tell_areas(popup, self._place)

    def set_time(self, request_id: str, left_s: float, *, runs: bool) -> None:
        """Show how much time is left to answer; the engine counts it."""
        for asked in self._queue:
            if asked.request.id == request_id:
                asked.left_s, asked.runs = left_s, runs
        if self.popup is not None and self.popup.request.id == request_id:
            self._tell_left()

    def too_late(self, request_id: str, says: str) -> None:
        """Say that an answer came when the time was over."""
        if self.popup is not None or self._late is None or self._late.request.id != request_id:
            return
        if self.notice is None:
            self._put_notice(self._late)
        if self.notice is not None:
            self.notice.tell(says)
            self._notice_over.start()

    def open_did(self, request_id: str, *, opened: bool) -> None:
        """Show what the agent did so far, or hide it: in another popup, which has to be read anew."""
        for asked in self._queue:
            if asked.request.id == request_id:
                asked.request = replace(asked.request, opened=opened)
        if self.popup is not None and self.popup.request.id == request_id:
            self.rebuild()

    def turn(self, request_id: str) -> None:
        """Show those of the smaller answers that there was no room for, or the first ones again; to be read anew."""
        for asked in self._queue:
            if asked.request.id == request_id:
                asked.page += 1
        if self.popup is not None and self.popup.request.id == request_id:
            self.rebuild()

    def set_waiting(self, count: int) -> None:
        """Take how many requests wait in all: the service may keep those back that are not asked yet."""
        self._told_waiting = count
        self._next()

    def rebuild(self) -> None:
        """Make the popup anew: colours, compositor, monitors or labels have changed."""
        if self.popup is not None:
            self._take_down()
        self._next()

    def dispose(self) -> None:
        """End all of it."""
        self._queue.clear()
        self._take_down()
        self._end_notice()

    def _next(self) -> None:
        if self.popup is None and self._queue:
            self._put_up(self._queue[0])
        if self.popup is not None:
            self.popup.set_waiting(max(len(self._queue), self._told_waiting) - 1)

    def _leave_notice(self, popup: ApprovalPopup) -> None:
        """Put a notice where a popup stands whose time is over."""
        self._end_notice()
        if self._place is not None:
            self._late = _Late(popup.request, popup.pos(), popup.size(), self._place)
            self._put_notice(self._late)

    def _put_notice(self, late: _Late) -> None:
        notice = LateNotice(late.request.id, late.request.sentence, self._theme(), late.corner, late.size)
        self.notice = notice
        self._covers.cover(_NOTICE_COVER, [late.place])
        notice.show()
        settle_qt()
        self._notice_over.start()

    def _end_notice(self) -> None:
        notice, self.notice = self.notice, None
        if notice is None:
            return
        self._notice_over.stop()
        self._stage.take_off(notice, _NOTICE_COVER)

    @property
    def is_coming(self) -> bool:
        """True while a popup is being put up that nobody can read yet."""
        return self.popup is not None and not self._told_shown

    def _put_up(self, asked: _Asked) -> None:
        self._end_notice()
        monitor = self._monitor_of(asked.request)
        popup, place = self._fitted(asked, monitor)
        self.popup = popup
        self._place = None
        self._told_shown = False
        popup.painted.connect(self._now_visible)
        self._tell_left()
        # The window is made while the service thinks.
        self._covers.ask(_COVER, [place], partial(self._show, popup, place))
        self._make_window(popup, place)

    def _make_window(self, popup: ApprovalPopup, place: Rect) -> None:
        """Make the window of a popup, at its place, unless it has one."""
        if popup.internalWinId():
            return
        corner = Point(place.x, place.y)
        monitor = monitor_at(corner, monitors())
        popup.move(monitor.to_logical(corner))
        window = int(popup.winId())
        settle_qt()  # the window has to exist before another connection can speak of it
        if not self._x11.composited:
            radius = monitor.physical(RADIUS * self._theme().unit)
            self._x11.round_corners(window, (place.width, place.height), radius)

    def _show(self, popup: ApprovalPopup, place: Rect) -> None:
        """No agent looks at the screen right now, and those that will do not see it."""
        if popup is self.popup:
            self._make_window(popup, place)
            popup.show()
            # Else Qt paints all of it twice: when the window is exposed, and once more for having been shown.
            QCoreApplication.sendPostedEvents(popup)
            self._on_top.start()

    def _fitted(self, asked: _Asked, monitor: Monitor) -> tuple[ApprovalPopup, Rect]:
        """Build the popup as large as it can be without covering the target: the picture is of it, after all."""
        theme = self._theme()
        short = monitor.free.height / monitor.scale < theme.px(SHORT)
        margin = round((_MARGIN / 2 if short else _MARGIN) * theme.unit)
        width, height = (
            round(side / monitor.scale) - 2 * margin for side in (monitor.free.width, monitor.free.height)
        )
        narrow = min(width, theme.px(_NARROW))
        targets = self._targets(asked.request, monitor)
        built: list[tuple[ApprovalPopup, Rect]] = []
        for room_width, picture in ((width, asked.picture), (width, None), (narrow, None)):
            room = Room(room_width, height, monitor.scale, self._x11.composited)
            popup = ApprovalPopup(asked.request, self._config(), theme, room, picture, page=asked.page)
            size = (monitor.physical(popup.width()), monitor.physical(popup.height()))
            place = self._choose_place(size, monitor, targets, monitor.physical(margin))
            built.append((popup, place))
            if not any(overlap(place, target) for target in targets):
                break
        else:
            # Nothing spares all of it. A part of a whole window may be covered; then the picture can stay.
            things = [target for target in targets if not is_large(target, monitor.rect, share=_THING)]
            built.append(min(built, key=lambda pair: sum(overlap(pair[1], thing) for thing in things)))
        chosen = built[-1]
        for popup, _ in built:
            if popup is not chosen[0]:
                popup.deleteLater()
        return chosen

    def _take_down(self) -> None:
        popup, self.popup = self.popup, None
        if popup is None:
            return
        self._on_top.stop()
        self._overlay.stay_below(0, [])
        self.to_human.emit({"t": "popup_gone", "request": popup.request.id})
        popup.painted.disconnect(self._now_visible)  # it may have a first frame under way
        self._stage.take_off(popup, _COVER)
        if not self._told_shown:
            self.settled.emit()

    def _now_visible(self) -> None:
        if self.popup is None:
            return
        window = int(self.popup.winId())
        self._x11.watch(window)
        self._x11.raise_window(window)
        if not self._report():
            return
        if not self._told_shown:
            self._told_shown = True
            self.to_service.emit({"t": "shown", "id": self.popup.request.id})
            self.popup.announce()
            if self._config().sound:
                QApplication.beep()
            self.settled.emit()

    def _report(self) -> bool:
        """Tell `human` where the popup is; both begin to wait for it to stand still.

        Returns:
            False when nobody knows where it is. No yes could be given to it then, so it is shown anew a little later.
        """
        popup = self.popup
        if popup is None:
            return False
        place = self._x11.place_of(int(popup.winId()))
        if place is None:
            if self._astray != popup.request.id:
                sys.stderr.write(f"ui: nobody knows where the popup of `{popup.request.id}` is: it is shown anew\n")
            self._astray = popup.request.id
            return False
        self._place, self._astray = place, ""
        self._covers.cover(_COVER, [place])
        self._overlay.stay_below(int(popup.winId()), [place])
        self._tell_areas(popup, place)
        popup.arm()
        return True

    def _tell_areas(self, popup: ApprovalPopup, place: Rect) -> None:
        """Tell `human` which places of the popup stand for what."""
        scale = popup.devicePixelRatio()
        message: dict[str, Any] = {"t": "popup", "request": popup.request.id, "window": int(popup.winId())}
        message["approve"] = physical_rect(popup.approve.geometry(), place, scale)
        message["reject"] = physical_rect(popup.reject.geometry(), place, scale)
        areas = dict(popup.rows.areas(popup))
        if popup.second is not None and popup.request.first:
            areas[SECOND] = popup.second.geometry()
        message["others"] = {name: physical_rect(area, place, scale) for name, area in areas.items()}
        self.to_human.emit(message)

    def _disturbed(self, window: int) -> None:
        if self.popup is not None and self._place is not None and window == int(self.popup.winId()):
            self._look_after()

    def _look_after(self) -> None:
        """See that the popup is still where it was, on top and visible; if not, mend that and tell."""
        popup = self.popup
        if popup is not None and self._astray == popup.request.id:
            self.rebuild()
            return
        if popup is None or self._place is None:
            return
        window = int(popup.winId())
        place = self._x11.place_of(window)
        if place is None or not self._x11.is_viewable(window):
            self.rebuild()
            return
        if place != self._place:
            # Somebody moved it. It stays there: it is told where it is now, and has to stand still anew.
            self._report()
        elif self._is_covered(place):
            self._x11.raise_window(window)
            self._report()
        elif self._x11.stack()[:1] != [window]:
            self._x11.raise_window(window)

    def _is_covered(self, place: Rect) -> bool:
        """Tell whether a press somewhere on the popup would reach another window."""
        popup = self.popup
        if popup is None:
            return False
        scale = popup.devicePixelRatio()
        spots = [Point(place.x + place.width // 2, place.y + place.height // 4)]
        for area in filter(None, (popup.approve, popup.reject, popup.second)):
            x, y, width, height = physical_rect(area.geometry(), place, scale)
            spots += [
                Point(x + 2, y + 2),
                Point(x + width // 2, y + height // 2),
                Point(x + width - 3, y + height - 3),
            ]
        return not self._x11.receives(int(popup.winId()), spots)

    def _tell_left(self) -> None:
        if self.popup is None or not self._queue:
            return
        asked = self._queue[0]
        if asked.left_s is not None:
            self.popup.set_left(asked.left_s, runs=asked.runs)

    def _picture(self, request: Request) -> QImage | None:
        if request.masked or request.confirm:
            return None
        found = self._overlay.picture_of(request.point, request.rect)
        if found is None:
            return None
        image, origin = found
        size = self._theme().unit * self._monitor_of(request).scale
        room = QSize(round(WIDTH * size), round((TALL if request.point is None else HEIGHT) * size))
        return marked(image, origin, request.point, request.rect, room)

    def _monitor_of(self, request: Request) -> Monitor:
        rect = request.rect
        if request.point is not None:
            place = request.point
        elif rect is not None:
            place = Point(rect.x + rect.width // 2, rect.y + rect.height // 2)
        else:
            place = self._x11.pointer()
        return monitor_at(place, monitors())

    def _targets(self, request: Request, monitor: Monitor) -> list[Rect]:
        """Give what the popup must not cover."""
        targets = [] if request.rect is None else [request.rect]
        if request.point is not None:
            targets.append(area_around(request.point, round(_CLEAR * self._theme().unit * monitor.scale)))
        return targets

    def _choose_place(self, size: tuple[int, int], home: Monitor, targets: list[Rect], margin: int) -> Rect:
        others = [monitor.free for monitor in monitors() if monitor.rect != home.rect]
        pointer = self._x11.pointer()
        # Labels and our control are spared where that is possible.
        wanted = [*targets, *self._overlay.occupied(), *self._stage.spare()]
        place = place_popup(size, home.free, others, wanted, pointer, margin=margin)
        if any(overlap(place, target) for target in targets):
            return place_popup(size, home.free, others, targets, pointer, margin=margin)
        return place
