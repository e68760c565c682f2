"""Mark windows, kept for reuse: showing one that exists takes the server a fraction of a millisecond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from supervisor.ui.mark_window import MarkWindow

if TYPE_CHECKING:
    from supervisor.core.action import Rect
    from supervisor.ui.drawing import Drawing
    from supervisor.ui.x_display import Snapshot, XDisplay

_SPARE = 8


class MarkSet:
    """The windows of one mirror.

    Attributes:
        lines: Windows of one colour, lowest first.
        pictures: Windows with pictures, above them.
    """

    def __init__(self) -> None:
        self.lines: list[MarkWindow] = []
        self.pictures: list[MarkWindow] = []

    @property
    def windows(self) -> list[MarkWindow]:
        """All of them, lowest first."""
        return self.lines + self.pictures


class MarkStock:
    """Gives windows out and takes them back."""

    def __init__(self, x11: XDisplay, process_id: int) -> None:
        self._x11 = x11
        self._process_id = process_id
        # A window cut to lines stays cut, so the two sorts are never mixed.
        self._spare_lines: list[MarkWindow] = []
        self._spare_pictures: list[MarkWindow] = []
        self._used: list[MarkWindow] = []

    def fill(self) -> None:
        """Make a few windows ahead of need."""
        while len(self._spare_pictures) < 2:
            self._spare_pictures.append(MarkWindow(self._x11, self._process_id))
        while len(self._spare_lines) < 2:
            self._spare_lines.append(MarkWindow(self._x11, self._process_id))

    def show(self, drawing: Drawing, marks: MarkSet, below: int) -> None:
        """Put a drawing on the screen.

        Args:
            drawing: What to show.
            marks: Windows that show an earlier state of it, or none; afterwards, those that show it now.
            below: Id of a window of ours to stay under; 0 for none.
        """
        self._fit(marks.lines, self._spare_lines, len(drawing.lines))
        self._fit(marks.pictures, self._spare_pictures, len(drawing.pictures))
        for window, lines in zip(marks.lines, drawing.lines, strict=True):
            window.show_solid(QColor(lines.color), lines.parts, lines.place, below)
        for window, picture in zip(marks.pictures, drawing.pictures, strict=True):
            if window.under is None or window.under.rect != picture.rect:
                window.lie_over(self.copy_without_marks(picture.rect))
            window.show_image(picture.image, picture.x, picture.y, below=below)

    def copy_without_marks(self, rect: Rect) -> Snapshot | None:
        """Copy a part of the screen with what lies under our marks in their place; None off the screen.

        A mark that is taken away leaves a hole until the program below has painted: there is no waiting for that.
        """
        copy = self._x11.snapshot(rect)
        if copy is not None:
            for window in self._used:
                if window.under is not None:
                    copy.patch(window.under)
        return copy

    def take_back(self, marks: MarkSet) -> None:
        """Take the windows of a mirror off the screen."""
        self._fit(marks.lines, self._spare_lines, 0)
        self._fit(marks.pictures, self._spare_pictures, 0)

    def destroy(self) -> None:
        """End all spare windows; take back the others first."""
        for window in self._spare_lines + self._spare_pictures:
            window.destroy()
        self._spare_lines, self._spare_pictures = [], []

    def _fit(self, used: list[MarkWindow], spare: list[MarkWindow], count: int) -> None:
        while len(used) > count:
            window = used.pop()
            window.hide()
            self._used.remove(window)
            if len(spare) < _SPARE:
                spare.append(window)
            else:
                window.destroy()
        while len(used) < count:
            window = spare.pop() if spare else MarkWindow(self._x11, self._process_id)
            used.append(window)
            self._used.append(window)
