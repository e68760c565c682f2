"""The mirrors on the screen: shown before the action is sent, changed as it goes on, gone when idle."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.ui.covers import drawn_parts
from supervisor.ui.drawing import compose
from supervisor.ui.mark_stock import MarkSet, MarkStock
from supervisor.ui.messages import Mirror, MirrorState
from supervisor.ui.picture import region
from supervisor.ui.placing import overlap
from supervisor.ui.screens import monitor_at, monitors
from supervisor.ui.timers import timer

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from supervisor.ui.screens import Monitor
    from supervisor.ui.stage import Stage

_FRAME_MS = 12
"""Mirrors that nobody waits for are drawn at most this often; of several only the latest."""
_RESTS = 3
"""And there is a rest of so many times what a frame took, so that they leave the cores to what is being done, ..."""
_SLOWEST_FRAME_MS = 40
"""... but no longer one."""
_LINGER_S = {MirrorState.SENT: 0.6, MirrorState.REFUSED: 1.2}
"""How long a finished action stays to be seen; s."""
_MOTION_LINGER_S = 0.6
_PASSING_LINGER_S = 1.0
"""How long a mirror stays that nobody waits for and nobody brings up to date, such as running text; s."""
_HURRIED_S = 0.06
"""How long a finished action stays when an agent waits to look at the screen; s."""
_FADE_S = 0.2
_FADE_TICK_MS = 50
_ON_TOP_MS = 250
_MOTION_KEY = -1
"""All bare motions share one mark."""
_MAX_MIRRORS = 64


@dataclass(slots=True)
class _Shown:
    """One mirror on the screen."""

    mirror: Mirror
    marks: MarkSet
    occupied: list[Rect]
    until: float | None = None
    """When it goes, monotonic s; None while its action is under way."""


@dataclass(slots=True)
class _Above:
    """The window of ours that marks must not cover."""

    window: int = 0
    areas: list[Rect] = field(default_factory=list)


class Overlay(QObject):
    """Shows mirrors.

    Signals:
        drawn: The frame with this mirror is on the X server; carries its id. Only for mirrors with `ack`.
    """

    drawn = Signal(int)

    def __init__(self, stage: Stage, process_id: int, parent: QObject | None = None) -> None:
        """Begin with nothing to show.

        Args:
            stage: Where marks come up.
            process_id: Said on each window, so that others know whose it is.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._stage = stage
        self._x11, self._theme, self._covers = stage.x11, stage.theme, stage.covers
        self._ended: list[str] = []
        self._stock = MarkStock(stage.x11, process_id)
        self._shown: dict[int, _Shown] = {}
        self._waiting: dict[int, Mirror] = {}
        self._above = _Above()
        self._frame = timer(self, "overlay-frame", _FRAME_MS, self._draw_waiting, repeats=False)
        self._rest_ms = _FRAME_MS
        self._fading = timer(self, "overlay-fading", _FADE_TICK_MS, self._fade)
        self._on_top = timer(self, "overlay-on-top", _ON_TOP_MS, self._keep_on_top)
        stage.x11.compositor_changed.connect(self.redraw)

    def warm_up(self) -> None:
        """Make windows and load fonts ahead of the first action."""
        self._stock.fill()
        for state in MirrorState:
            sample = Mirror(0, ActionKind.TYPE_ENTER, state, words="“Aé” – ش", keys="ctrl+Return", text="Aé")
            compose(sample, monitors()[0], self._theme(), [])

    def show(self, mirror: Mirror) -> None:
        """Show a mirror, or the new state of one; at once when its `drawn` is awaited, else with the next frame."""
        key = _key(mirror)
        self._waiting.pop(key, None)
        self._waiting[key] = mirror
        if not mirror.ack:
            rest = self._rest_ms if _makes_room(mirror) else _FRAME_MS
            if not self._frame.isActive() or self._frame.remainingTime() > rest:
                self._frame.start(rest)
            return
        # With what waits for its frame, in order: drawn after this one, it would take its place.
        self._draw_all()
        self._x11.sync()
        self._tell_ended()
        self.drawn.emit(mirror.id)

    def remove(self, mirror_id: int) -> None:
        """Take a mirror away at once."""
        self._waiting.pop(mirror_id, None)
        self._end(mirror_id)
        self._settle()

    def let_go(self, point: Point | None, rect: Rect | None) -> None:
        """Take away what is shown as held at this target: nobody is asked about it any more."""
        for key, shown in list(self._shown.items()):
            if shown.mirror.state is MirrorState.HELD and shown.mirror.is_aimed_at(point, rect):
                self.remove(key)
        for key, mirror in list(self._waiting.items()):
            if mirror.state is MirrorState.HELD and mirror.is_aimed_at(point, rect):
                del self._waiting[key]

    def clear(self) -> None:
        """Take everything away at once."""
        self._waiting.clear()
        for key in list(self._shown):
            self._end(key)
        self._settle()

    def hurry(self) -> None:
        """Let what has been done with go sooner: an agent waits to look at the screen."""
        soon = monotonic() + _HURRIED_S
        for shown in self._shown.values():
            if shown.until is not None:
                shown.until = min(shown.until, soon)

    def dispose(self) -> None:
        """End all windows."""
        self._frame.stop()
        self.clear()
        self._stock.destroy()
        self._x11.flush()

    def redraw(self) -> None:
        """Draw everything anew: a compositor came or went, the colours changed."""
        mirrors = [shown.mirror for shown in self._shown.values()]
        for shown in self._shown.values():
            self._stock.take_back(shown.marks)
        self._stock.destroy()
        for mirror in mirrors:
            self._draw(mirror)
        self._x11.sync()

    def stay_below(self, window: int, areas: list[Rect]) -> None:
        """Keep marks under a window of ours and labels off its area; 0 and no areas to end that."""
        self._above = _Above(window, areas)
        if window:
            for shown in list(self._shown.values()):
                if any(overlap(shown.occupied[-1], area) for area in areas):
                    self._draw(shown.mirror)
            self._raise_all()

    def occupied(self) -> list[Rect]:
        """Give the areas of all marks and labels, physical px."""
        return [area for shown in self._shown.values() for area in shown.occupied]

    def picture_of(self, point: Point | None, rect: Rect | None) -> tuple[QImage, Point] | None:
        """Give the target as it looks without our marks.

        Args:
            point: The target of a request.
            rect: The element concerned.

        Returns:
            The pixels and where their corner is, physical px; None when there is nothing to see.
        """
        if point is None and rect is None:
            return None
        area = region(point, rect, monitor_at(point or _middle(rect), monitors()), self._theme().unit)
        copy = self._stock.copy_without_marks(area) if area is not None else None
        if copy is None:
            return None
        image = copy.image()
        copy.free()
        return (image, Point(copy.rect.x, copy.rect.y)) if image else None

    def _draw_waiting(self) -> None:
        began = monotonic()
        self._draw_all()
        self._settle()
        took_ms = (monotonic() - began) * 1000
        self._rest_ms = min(max(_FRAME_MS, round(took_ms * _RESTS)), _SLOWEST_FRAME_MS)

    def _draw_all(self) -> None:
        waiting, self._waiting = list(self._waiting.values()), {}
        # What would make room for a later one of the same frame is seen by nobody: it is not drawn at all. What is
        # on the screen already takes nobody's place with its new state.
        last = max((turn for turn, mirror in enumerate(waiting) if self._takes_place(mirror)), default=0)
        for turn, mirror in enumerate(waiting):
            if turn < last and _makes_room(mirror):
                self._make_room(mirror)
                self._end(_key(mirror))
            else:
                self._draw(mirror)

    def _takes_place(self, mirror: Mirror) -> bool:
        return not mirror.is_motion and _key(mirror) not in self._shown

    def _draw(self, mirror: Mirror) -> None:
        key = _key(mirror)
        self._make_room(mirror)
        shown = self._shown.setdefault(key, _Shown(mirror, MarkSet(), []))
        shown.mirror = mirror
        taken = [area for other, item in self._shown.items() if other != key for area in item.occupied]
        monitor = self._monitor_of(mirror)
        drawing = compose(mirror, monitor, self._theme(), [*taken, *self._above.areas, *self._stage.spare()])
        self._covers.cover(_cover(key), drawn_parts(drawing), passing=mirror.state is not MirrorState.HELD)
        self._stock.show(drawing, shown.marks, self._above.window)
        shown.occupied = drawing.occupied
        linger = _linger_s(mirror)
        shown.until = None if linger is None else monotonic() + linger
        if linger is not None and not self._fading.isActive():
            self._fading.start()
        if not self._on_top.isActive():
            self._on_top.start()

    def _make_room(self, mirror: Mirror) -> None:
        """Let a new action take the place of what has been done with: lingering is for idle screens.

        An action that is shown under another id at the same target is one that was shown before it was judged anew.
        """
        if _key(mirror) in self._shown:
            return
        if not mirror.is_motion:
            for key, shown in list(self._shown.items()):
                over = shown.until is not None and shown.mirror.state is not MirrorState.REFUSED
                if over or (shown.until is None and shown.mirror.is_like(mirror)):
                    self._end(key)
        while len(self._shown) >= _MAX_MIRRORS:
            self._end(next(iter(self._shown)))

    def _end(self, key: int) -> None:
        shown = self._shown.pop(key, None)
        if shown is None:
            return
        self._stock.take_back(shown.marks)
        self._ended.append(_cover(key))
        if not self._shown:
            self._fading.stop()
            self._on_top.stop()

    def _fade(self) -> None:
        now = monotonic()
        ending = False
        for key, shown in list(self._shown.items()):
            if shown.until is None:
                continue
            left = shown.until - now
            if left <= 0:
                self._end(key)
                continue
            ending = True
            if left < _FADE_S and not self._stage.still():
                for window in shown.marks.windows:
                    window.fade(left / _FADE_S)
        if not ending:
            self._fading.stop()
        self._settle()

    def _settle(self) -> None:
        """Send what is queued; what has been taken away is told once it is off the screen."""
        if self._ended:
            self._x11.sync()
            self._tell_ended()
        else:
            self._x11.flush()

    def _tell_ended(self) -> None:
        ended, self._ended = self._ended, []
        for name in ended:
            self._covers.gone(name)

    def _keep_on_top(self) -> None:
        ours = {window.id for shown in self._shown.values() for window in shown.marks.windows}
        above = self._x11.stack()[: len(ours) + bool(self._above.window)]
        if not ours.issubset(above):
            self._raise_all()

    def _raise_all(self) -> None:
        for shown in self._shown.values():
            for window in shown.marks.windows:
                window.raise_(self._above.window)
        self._x11.flush()

    def _monitor_of(self, mirror: Mirror) -> Monitor:
        if mirror.point is not None:
            place = mirror.point
        elif mirror.rect is not None:
            place = _middle(mirror.rect)
        else:
            place = self._x11.pointer()
        return monitor_at(place, monitors())


def _linger_s(mirror: Mirror) -> float | None:
    """Give how long a mirror stays when no more is heard of it, s; None for as long as its action takes."""
    if mirror.is_motion:
        return _MOTION_LINGER_S
    if mirror.state is MirrorState.COMING and not mirror.ack:
        return _PASSING_LINGER_S
    return _LINGER_S.get(mirror.state)


def _makes_room(mirror: Mirror) -> bool:
    """Tell whether the next action takes the place of this one: it has been done with, or nobody waits for it."""
    return _linger_s(mirror) is not None and mirror.state is not MirrorState.REFUSED


def _key(mirror: Mirror) -> int:
    return _MOTION_KEY if mirror.is_motion else mirror.id


def _cover(key: int) -> str:
    return f"mark-{key}"


def _middle(rect: Rect | None) -> Point:
    return Point(rect.x + rect.width // 2, rect.y + rect.height // 2) if rect is not None else Point(0, 0)
