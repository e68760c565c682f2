"""How far a yes reaches, and why it is a no: rows of small areas below the two answers of a popup.

Like the answers themselves they do nothing when Qt delivers a press: `human` hears the physical one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget

from supervisor.core.answers import MODIFY, ONCE, REJECT, SELECT, STOP
from supervisor.ui.mirroring import inserted, mirrored
from supervisor.ui.service_words import in_our_language
from supervisor.ui.text import cleaned, elided, isolated
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from supervisor.ui.messages import Choices
    from supervisor.ui.theme import Theme

_SPANS = ("quarter-hour", "task", "today")
_CHIP, _GAP, _ROW = 26, 6, 32
"""Height of a chip, space between chips, and height of a row, units; a target needs 24 px (WCAG 2.2, 2.5.8)."""
_SAYS = 20
_FONT = 12


def _breadths() -> dict[str, str]:
    return {
        ONCE: translate("ui", "Once"),
        "control": translate("ui", "Just this"),
        "tool": translate("ui", "This tool"),
        "application": translate("ui", "This program"),
        "kind": translate("ui", "Any program"),
    }


def _spans() -> dict[str, str]:
    names = (translate("ui", "15 minutes"), translate("ui", "This task"), translate("ui", "Today"))
    return dict(zip(_SPANS, names, strict=True))


def _reasons() -> dict[str, str]:
    return {
        "wrong-target": translate("ui", "Wrong target"),
        "not-wanted": translate("ui", "Not wanted"),
        "too-risky": translate("ui", "Too risky"),
        "not-now": translate("ui", "Not now", "a reason for a rejection"),
        "other": translate("ui", "Other…", "a reason for a rejection"),
    }


def _changes() -> dict[str, str]:
    return {
        "text": translate("ui", "Other text…"),
        "keys": translate("ui", "Other keys…"),
        "point": translate("ui", "Another place…"),
    }


def _titles() -> tuple[str, str, str, str]:
    return (
        translate("ui", "Approve"),
        translate("ui", "For", "how long; before `15 minutes`, `This task`, `Today`"),
        translate("ui", "Reject as", "before `Wrong target`, `Too risky`"),
        translate("ui", "More"),
    )


class Chip(QLabel):
    """One small area.

    Attributes:
        name: What a press on it stands for: see `core.answers`.
        chosen: It is what counts now.
        dim: A press on it changes nothing now.
    """

    def __init__(self, name: str, word: str, row: str, theme: Theme, parent: QWidget, *, chord: str = "") -> None:
        super().__init__(parent)
        self.name = name
        self.setAccessibleDescription(f"{row}, {chord}" if chord else row)
        self.chosen = False
        self.dim = False
        self.armed = False
        self._word = word
        self._written = f"{word}  {chord}" if chord else word
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        width = QFontMetricsF(theme.font(_FONT, QFont.Weight.Medium)).horizontalAdvance(self._written) + theme.px(20)
        self.setFixedSize(round(width), theme.px(_CHIP))

    def show_as(self, *, chosen: bool, dim: bool) -> None:
        """Look chosen or not, and live or not."""
        self.chosen, self.dim = chosen, dim
        marked = translate("ui", "{choice}, chosen").format(choice=self._word)
        self.setAccessibleName(marked if chosen else self._word)
        self.setEnabled(self.armed and not dim)
        self.update()

    def set_armed(self, armed: bool) -> None:
        """Look live, or grey."""
        self.setEnabled(armed and not self.dim)  # for a screen reader: nothing of Qt's presses it, this way or that
        if armed != self.armed:
            self.armed = armed
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a pill; the chosen one is filled and has a heavier edge."""
        theme, palette = self._theme, self._theme.palette
        ink = palette.coming if self.chosen else palette.quiet if self.dim else palette.text
        if not self.armed:
            ink = palette.waiting
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = max(1.0, theme.unit * (1.6 if self.chosen else 1.0))
        painter.setPen(QPen(QColor(ink if self.chosen else palette.line), edge))
        painter.setBrush(QColor(palette.ground if self.dim else palette.raised))
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(ink))
        painter.setFont(theme.font(_FONT, QFont.Weight.DemiBold if self.chosen else QFont.Weight.Medium))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._written)
        painter.end()


class ChoiceRows(QLabel):
    """All rows, with the line that says what a yes covers."""

    def __init__(
        self,
        choices: Choices,
        theme: Theme,
        width: int,
        parent: QWidget,
        *,
        more: Sequence[tuple[str, str]] = (),
        chord: str = "",
    ) -> None:
        """Lay them out.

        Args:
            choices: What can be chosen.
            theme: Colours and measures.
            width: Of all of it, logical px.
            parent: Where it stands.
            more: Further areas: what each stands for, and its word.
            chord: Label of the chord by which the person has something else done; empty for none.
        """
        super().__init__(parent)
        self.choices = choices
        self._theme = theme
        self._chord = chord
        self._titles: list[tuple[str, int]] = []
        self._says_top = 0
        self.chips: list[Chip] = []
        # Beside the ways to say no, of which it is the strongest.
        stop = [(STOP, translate("ui", "Stop all"))] if choices.reasons else []
        titles, breadths, spans, changes, reasons = _titles(), _breadths(), _spans(), _changes(), _reasons()
        rows = [
            (titles[0], [(f"{SELECT}:{name}", breadths[name]) for name in choices.breadths if name in breadths]),
            (titles[1], [(f"{SELECT}:{name}", spans[name]) for name in choices.spans if name in spans]),
            (
                titles[2],
                [*((f"{REJECT}:{name}", reasons.get(name, cleaned(word))) for name, word in choices.reasons), *stop],
            ),
            (titles[3], [*([(MODIFY, changes[choices.change])] if choices.change in changes else []), *more]),
        ]
        metrics = QFontMetricsF(theme.font(_FONT))
        self._left = round(max(metrics.horizontalAdvance(title) for title in titles)) + theme.px(10)
        top = 0
        for index, (title, chips) in enumerate(rows):
            if chips:
                self._titles.append((title, top))
                top = self._lay(chips, title, top, width)
            if index == 1 and choices.breadths:
                self._says_top = top
                top += theme.px(_SAYS)
        self.setFixedSize(width, top)
        self.show_choice(choices)

    def show_choice(self, choices: Choices) -> None:
        """Show what is chosen; what can be chosen stays."""
        self.choices = choices
        for chip in self.chips:
            kind, _, name = chip.name.partition(":")
            span = name in _SPANS
            alone = span and choices.breadth == ONCE
            chip.show_as(
                chosen=kind == SELECT and not alone and name == (choices.span if span else choices.breadth), dim=alone
            )
        self.setAccessibleName(self.says)
        self.update()

    @property
    def says(self) -> str:
        """What a yes covers, in words; empty when there is no choice."""
        covers = translate("ui", "Approve covers {what}").format(
            what=inserted(isolated(in_our_language(self.choices.says)))
        )
        return covers if self.choices.breadths else ""

    def set_armed(self, armed: bool) -> None:
        """Look live, or grey."""
        for chip in self.chips:
            chip.set_armed(armed)

    def areas(self, above: QWidget) -> dict[str, QRect]:
        """Give where each chip is, in logical pixels of `above`, by what it stands for."""
        return {chip.name: chip.rect().translated(chip.mapTo(above, chip.rect().topLeft())) for chip in self.chips}

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the rows' titles and the line that says what a yes covers."""
        theme = self._theme
        font = theme.font(_FONT)
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(theme.palette.quiet))
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for title, top in self._titles:
            row = mirrored(QRectF(0, top, self._left, theme.px(_CHIP)), self.width())
            painter.drawText(row, where, title)
        if self.says:
            room = self.width() - self._left
            line = elided(self.says, lambda text: metrics.horizontalAdvance(text) <= room)
            row = mirrored(QRectF(self._left, self._says_top, room, theme.px(_SAYS - 4)), self.width())
            painter.drawText(row, where, line)
        painter.end()

    def _lay(self, chips: list[tuple[str, str]], title: str, top: int, width: int) -> int:
        """Put chips side by side, and below where there is no more room; give where the next row begins."""
        theme = self._theme
        left = self._left
        for name, word in chips:
            chip = Chip(name, word, title, theme, self, chord=self._chord if name == MODIFY else "")
            if left > self._left and left + chip.width() > width:
                left, top = self._left, top + theme.px(_ROW)
            chip.move(mirrored(QRectF(chip.rect()).translated(left, top), width).topLeft().toPoint())
            left += chip.width() + theme.px(_GAP)
            self.chips.append(chip)
        return top + theme.px(_ROW)
