"""How far a yes reaches, and why it is a no: rows of small areas below the two answers of a popup.

Like the answers themselves they do nothing when Qt delivers a press: `human` hears the physical one.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget

from supervisor.core.answers import MODIFY, ONCE, REJECT, SELECT, STOP, TURN
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
_LOW_CHIP, _LOW_ROW = 24, 28
"""Height of a chip, space between chips, and height of a row, units; a target needs 24 px (WCAG 2.2, 2.5.8)."""
_SAYS = 20
_FONT = 12


class Group(Enum):
    """What belongs together, and stands or goes together where there is little room."""

    BREADTH = "breadth"
    """How far a yes reaches."""
    SPAN = "span"
    """For how long."""
    REASONS = "reasons"
    """Why it is a no."""
    MORE = "more"
    """What else can be done."""


EVERY = frozenset(Group)


def groups_of(choices: Choices, more: Sequence[tuple[str, str]]) -> frozenset[Group]:
    """Give what there is to show.

    Args:
        choices: What can be chosen.
        more: Further areas: what each stands for, and its word.
    """
    there = {
        Group.BREADTH: bool(choices.breadths),
        Group.SPAN: bool(choices.spans),
        Group.REASONS: bool(choices.reasons),
        Group.MORE: bool(more) or choices.change in _changes(),
    }
    return frozenset(group for group, is_there in there.items() if is_there)


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

    def __init__(
        self, name: str, word: str, row: str, theme: Theme, parent: QWidget, *, chord: str = "", low: bool = False
    ) -> None:
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
        self.setFixedSize(round(width), theme.px(_LOW_CHIP if low else _CHIP))

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
        groups: frozenset[Group] = EVERY,
        turn: str = "",
        low: bool = False,
    ) -> None:
        """Lay them out.

        Args:
            choices: What can be chosen.
            theme: Colours and measures.
            width: Of all of it, logical px.
            parent: Where it stands.
            more: Further areas: what each stands for, and its word.
            chord: Label of the chord by which the person has something else done; empty for none.
            groups: Which of it stands here.
            turn: Word on the area that leads to the rest of it; empty for none.
            low: There is little room: titles stand in the rows themselves.
        """
        super().__init__(parent)
        self.choices = choices
        self._theme = theme
        self._chord = chord
        self._low = low
        self._groups = groups
        self._titles: list[tuple[str, int]] = []
        self._says_top: int | None = None
        self.chips: list[Chip] = []
        metrics = QFontMetricsF(theme.font(_FONT))
        self._left = 0
        if not low:
            self._left = round(max(metrics.horizontalAdvance(title) for title in _titles())) + theme.px(10)
        top = 0
        for title, chips in self._rows(more, turn):
            if chips:
                self._titles.append((title, top))
                top = self._lay(chips, title, top, width)
            if title == _titles()[1] and self._reach_is_told:
                self._says_top = top
                top += theme.px(_SAYS)
        self.setFixedSize(width, top)
        self.show_choice(choices)

    @property
    def _reach_is_told(self) -> bool:
        # Also where it was chosen on another page: how far a yes reaches is never hidden.
        chosen_here = not self._groups.isdisjoint((Group.BREADTH, Group.SPAN))
        return bool(self.choices.breadths) and (chosen_here or self.choices.breadth != ONCE)

    def _rows(self, more: Sequence[tuple[str, str]], turn: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give the rows with their titles: what each area stands for, and its word."""
        choices, titles = self.choices, _titles()
        breadths, spans, changes, reasons = _breadths(), _spans(), _changes(), _reasons()
        # Beside the ways to say no, of which it is the strongest.
        stop = [(STOP, translate("ui", "Stop all"))] if choices.reasons else []
        why_not = [(f"{REJECT}:{name}", reasons.get(name, cleaned(word))) for name, word in choices.reasons]
        change = [(MODIFY, changes[choices.change])] if choices.change in changes else []
        rows = [
            (
                Group.BREADTH,
                titles[0],
                [(f"{SELECT}:{name}", breadths[name]) for name in choices.breadths if name in breadths],
            ),
            (Group.SPAN, titles[1], [(f"{SELECT}:{name}", spans[name]) for name in choices.spans if name in spans]),
            (Group.REASONS, titles[2], [*why_not, *stop]),
            (Group.MORE, titles[3], [*change, *more]),
        ]
        shown = [(title, chips if group in self._groups else []) for group, title, chips in rows]
        if turn:
            title, chips = shown[-1]
            shown[-1] = title if chips else "", [*chips, (TURN, turn)]
        return shown

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
        return covers if self.choices.breadths and self._says_top is not None else ""

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
            row = mirrored(QRectF(0, top, self.width(), theme.px(_LOW_CHIP if self._low else _CHIP)), self.width())
            painter.drawText(row, where, title)
        if self.says and self._says_top is not None:
            room = self.width() - self._left
            line = elided(self.says, lambda text: metrics.horizontalAdvance(text) <= room)
            row = mirrored(QRectF(self._left, self._says_top, room, theme.px(_SAYS - 4)), self.width())
            painter.drawText(row, where, line)
        painter.end()

    def _lay(self, chips: list[tuple[str, str]], title: str, top: int, width: int) -> int:
        """Put chips side by side, and below where there is no more room; give where the next row begins."""
        theme, first = self._theme, self._left
        height = theme.px(_LOW_ROW if self._low else _ROW)
        left = first
        if self._low and title:
            left += round(QFontMetricsF(theme.font(_FONT)).horizontalAdvance(title)) + theme.px(_GAP + 2)
        for name, word in chips:
            chord = self._chord if name == MODIFY else ""
            chip = Chip(name, word, title, theme, self, chord=chord, low=self._low)
            if left > first and left + chip.width() > width:
                left, top = first, top + height
            chip.move(mirrored(QRectF(chip.rect()).translated(left, top), width).topLeft().toPoint())
            left += chip.width() + theme.px(_GAP)
            self.chips.append(chip)
        return top + height
