"""The window that asks: what will happen, to what, why it was stopped, and two areas to answer on.

It only shows. It takes no focus, has no default, answers to nothing that Qt can deliver, and does not decide when
it is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supervisor.core.answers import DID, MORE_TIME
from supervisor.ui.answer_area import LOW, AnswerArea, SecondArea
from supervisor.ui.answer_pages import pages
from supervisor.ui.before import Before, said_before
from supervisor.ui.choice_rows import ChoiceRows, groups_of
from supervisor.ui.messages import Choices
from supervisor.ui.never_active import NEVER_ACTIVE, stay_inactive
from supervisor.ui.picture import TALL
from supervisor.ui.popup_parts import Footer, Header, TargetPicture
from supervisor.ui.service_words import full_stop, in_our_language
from supervisor.ui.text import POP_ISOLATE, cleaned, isolated, sentence_case
from supervisor.ui.timers import timer
from supervisor.ui.translation import translate
from supervisor.ui.wrapped_text import WrappedText
from supervisor.ui.x_display import settle_qt

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from supervisor.ui.choice_rows import Group
    from supervisor.ui.messages import Config, Request
    from supervisor.ui.theme import Theme

WIDTH = 452
"""Of the popup, units."""
_PAD, _GAP = 16, 12
_LOW_PAD, _LOW_GAP = 12, 8
SHORT = 560
"""In a room that is lower than this all stands closer, so that the smaller answers find a place; units."""
_SENTENCE_LINES = 4
"""Fewer where there is little room."""
_WHY_LINES = 2
_CONFIRMED_LINES = 8
"""What a confirmation changes has to be read whole."""
_EACH_LINES = 3
"""Of one of several that are asked about together."""
_ROOMY = 340
"""Height of a room in which there is place for a sentence of so many lines, units."""
WARN_S = 20
"""So long before the end it is said that it comes."""
RADIUS = 12
"""Of its corners, units."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a popup has to fit in."""

    width: int
    """Logical px."""
    height: int
    """Logical px."""
    scale: float
    """Physical pixels to a logical one."""
    composited: bool
    """True when its corners can be transparent."""


class ApprovalPopup(QWidget):
    """One request, shown. Another request, theme or monitor gets another popup.

    Attributes:
        request: What is asked.
        approve: The area that says yes.
        reject: The area that says no.
        second: The area of the second gesture; None where one is enough.
        rows: What can be said beside yes and no; empty for a confirmation.
        footer: What stands below.

    Signals:
        painted: Its first frame has been handed to the X server.
    """

    painted = Signal()

    def __init__(
        self,
        request: Request,
        config: Config,
        theme: Theme,
        room: Room,
        picture: QImage | None,
        *,
        page: int = 0,
    ) -> None:
        """Build it for a room.

        Args:
            request: What is asked.
            config: Chord labels, and how long no press is taken.
            theme: Colours and measures.
            room: What it has to fit in.
            picture: The target; None for none.
            page: How often the person turned to smaller answers that there was no room for.
        """
        super().__init__(None, NEVER_ACTIVE)
        self.request = request
        self._theme = theme
        self._room = room
        self._config = config
        self._was_painted = False
        self._left = request.deadline_s
        stay_inactive(self, "approval-popup", "agent-supervisor: approval")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, room.composited)
        self._first_frame = timer(self, "popup-first-frame", 0, self._tell_painted, repeats=False)
        self._arming = timer(self, "popup-arming", config.arm_ms, self._now_armed, repeats=False)
        self._low, self._is_roomy = room.height < theme.px(SHORT), room.height >= theme.px(_ROOMY)
        self._pad, self._gap = (theme.px(units) for units in ((_LOW_PAD, _LOW_GAP) if self._low else (_PAD, _GAP)))
        width = min(theme.px(WIDTH), room.width)
        inner = width - 2 * self._pad
        self._header = Header(request, theme, inner, self)
        self.footer = Footer(request, theme, inner, self)
        self.approve = self._area(approve=True)
        self.reject = self._area(approve=False)
        self.second = SecondArea(config.labels, theme, self) if request.twice else None
        self._first = request.first
        for area in filter(None, (self.approve, self.reject, self.second) if self._low else ()):
            area.setFixedHeight(theme.px(LOW))
        self.rows = ChoiceRows(Choices(), theme, inner, self)
        self._build(width, inner, picture, page)

    def set_waiting(self, count: int) -> None:
        """Tell how many more requests wait behind this one."""
        self.footer.set_waiting(count)

    def set_left(self, seconds: float | None, *, runs: bool = True) -> None:
        """Tell how long the request still stands, and whether that time runs; None for as long as it takes."""
        before, self._left = self._left, seconds
        self.footer.set_left(seconds, runs=runs)
        if before is not None and seconds is not None and seconds > before:
            self.arm()  # who took more time pressed: that is no answer yet
        elif seconds is not None and seconds <= WARN_S and (before is None or before > WARN_S):
            self._say(self.footer.remark)

    def arm(self) -> None:
        """Look grey for as long as no press is taken, then live. Repeat after each move and when uncovered."""
        self._set_armed(False)
        self._arming.start()

    def show_choice(self, choices: Choices) -> None:
        """Show how far a yes reaches now; it has to be read before a press counts."""
        self.rows.show_choice(choices)
        self.arm()

    def show_first(self, first: str) -> None:
        """Show which of two gestures was made; the next has to be read before it counts, a no has been."""
        self._first = first
        if self.second is None:
            return
        self.second.show_first(first)
        self.approve.set_armed(False)
        self.second.set_armed(False)
        self._arming.start()
        if first:
            self._say(self.second.accessibleName())

    def announce(self) -> None:
        """Let a screen reader say what is asked: nothing else tells, as the focus does not move."""
        self._say(self.accessibleName())

    def _say(self, words: str) -> None:
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground; the parts paint themselves."""
        palette, unit = self._theme.palette, self._theme.unit
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self._room.composited:
            painter.fillRect(self.rect(), QColor(palette.line))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.ground))
        painter.drawRoundedRect(box, RADIUS * unit, RADIUS * unit)
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            self._first_frame.start()

    def _area(self, *, approve: bool) -> AnswerArea:
        name = "approve" if approve else "reject"
        word = translate("ui", "Approve") if approve else translate("ui", "Reject")
        if self.request.confirm and not self.request.practice:
            word = translate("ui", "Confirm") if approve else translate("ui", "Cancel")
        elif self.request.count > 1:
            count = self.request.count
            word = (
                translate("ui", "Approve all %n", "", count)
                if approve
                else translate("ui", "Reject all %n", "", count)
            )
        return AnswerArea(
            approve=approve, word=word, chord=self._config.labels.get(name, ""), theme=self._theme, parent=self
        )

    def _build(self, width: int, inner: int, picture: QImage | None, page: int) -> None:
        if self.second is not None:
            self.second.show_first(self.request.first)
        asked = self._asked(inner)
        beside = self._beside(inner, self._left_beside(asked) - self._gap)
        shared = pages(
            groups_of(self.request.choices, self._more()),
            lambda groups, number, turn: self._fits(inner, asked + (beside if not number else []), groups, turn=turn),
        )
        number = page % len(shared)
        for part in beside if number else ():
            part.hide()
            part.deleteLater()
        parts = asked if number else asked + beside
        self._take_rows(self._choice_rows(inner, shared[number], turn=self._turn(number, len(shared))))
        shown = self._picture(picture, inner, self._left_beside(parts) - self.rows.height()) if not number else None
        if shown is not None:
            parts.append(shown)
        self._lay_out(parts, width)
        self._name()

    def _left_beside(self, parts: list[QWidget]) -> int:
        """Give the height that is left beside what is told and the answers, logical px."""
        second = self.second.height() + self._gap if self.second is not None else 0
        taken = sum(part.height() for part in parts) + self.reject.height() + second + self.footer.height()
        return self._room.height - taken - self._gap * (len(parts) + 2) - 2 * self._pad

    def _fits(self, inner: int, parts: list[QWidget], groups: frozenset[Group], *, turn: bool) -> bool:
        rows = self._choice_rows(inner, groups, turn=_further() if turn else "")
        height = rows.height()
        rows.hide()
        rows.deleteLater()
        return not height or height <= self._left_beside(parts) - self._gap

    def _turn(self, number: int, count: int) -> str:
        """Give the word on the area that leads to the next page; empty where there is one page."""
        if count == 1:
            return ""
        return _further() if number < count - 1 else translate("ui", "Back")

    def _asked(self, inner: int) -> list[QWidget]:
        """Build what stands on every page: whose question it is, and what it is."""
        theme = self._theme
        sentence = sentence_case(isolated(in_our_language(self.request.sentence)))
        lines = _SENTENCE_LINES if self._is_roomy else _SENTENCE_LINES - 1
        font, ink = theme.font(17, QFont.Weight.DemiBold), QColor(theme.palette.text)
        return [self._header, WrappedText(sentence, font, ink, room=(inner, lines), parent=self)]

    def _beside(self, inner: int, height: int) -> list[QWidget]:
        """Build what else is read before the answers: why, what it is about, and what to know beside it."""
        theme, palette, request = self._theme, self._theme.palette, self.request
        why, font = _reason(request), theme.font(13)
        parts: list[QWidget] = []
        if why:
            lines = min(_CONFIRMED_LINES, height // QFontMetrics(font).lineSpacing()) if request.confirm else 0
            room = inner, max(_WHY_LINES, lines)
            parts.append(WrappedText(why, font, QColor(palette.quiet), room=room, parent=self))
        parts += self._several(inner)
        before = Before(request, theme, inner, self)
        before.setVisible(not before.empty)
        return parts if before.empty else [*parts, before]

    def _lay_out(self, parts: list[QWidget], width: int) -> None:
        """Put all parts below each other, and let a screen reader go through them in that order."""
        gap, pad = self._gap, self._pad
        answers = QHBoxLayout()
        answers.setSpacing(gap)
        answers.addWidget(self.reject, 1)
        answers.addWidget(self.approve, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(gap)
        for part in parts:
            column.addWidget(part)
        column.addLayout(answers)
        second = [self.second] if self.second is not None else []
        self.rows.setVisible(bool(self.rows.chips))
        for part in (*second, *([self.rows] if self.rows.chips else []), self.footer):
            column.addWidget(part)
        for part in (*parts, self.reject, self.approve, *second, self.rows, self.footer):
            part.raise_()
        column.activate()
        self.setFixedSize(width, column.totalSizeHint().height())
        column.setGeometry(self.rect())  # now and not with the first frame: where the areas are is told before it

    def _name(self) -> None:
        """Say to a screen reader what is asked."""
        request = self.request
        said = (
            *map(in_our_language, (request.sentence, request.why)),
            *request.lines,
            request.beside,
            *said_before(request),
        )
        spoken = (cleaned(part).removesuffix(".") for part in said if part)
        self.setAccessibleName(". ".join(spoken))

    def _several(self, inner: int) -> list[QWidget]:
        """Build what an answer to several questions is for, and what it is not for."""
        theme, palette = self._theme, self._theme.palette
        lines = [
            WrappedText(isolated(line), theme.font(13), QColor(palette.text), room=(inner, _EACH_LINES), parent=self)
            for line in self.request.lines
        ]
        if not self.request.beside:
            return [*lines]
        words, font = isolated(self.request.beside), theme.font(12)
        return [*lines, WrappedText(words, font, QColor(palette.quiet), room=(inner, _EACH_LINES), parent=self)]

    def _choice_rows(self, inner: int, groups: frozenset[Group], *, turn: str) -> ChoiceRows:
        """Build the rows of some of the smaller answers."""
        return ChoiceRows(
            self.request.choices,
            self._theme,
            inner,
            self,
            more=self._more(),
            chord=self._config.labels.get("modify", ""),
            groups=groups,
            turn=turn,
            low=self._low,
        )

    def _take_rows(self, rows: ChoiceRows) -> None:
        self.rows.hide()
        self.rows.deleteLater()
        self.rows = rows

    def _more(self) -> list[tuple[str, str]]:
        request = self.request
        more = [(MORE_TIME, translate("ui", "More time"))] if request.extends else []
        if request.did:
            opened = translate("ui", "Hide what it did") if request.opened else translate("ui", "What it did so far")
            more.append((DID, opened))
        return more

    def _picture(self, picture: QImage | None, inner: int, room: int) -> TargetPicture | None:
        theme = self._theme
        height = min(theme.px(TALL), room - self._gap)
        if picture is None or height < theme.px(56):
            return None
        return TargetPicture(QPixmap.fromImage(picture), QSize(inner, height), self._room.scale, theme, self)

    def _now_armed(self) -> None:
        self._set_armed(True)

    def _set_armed(self, armed: bool) -> None:
        self.rows.set_armed(armed)
        self.approve.set_armed(armed and not self._first)
        self.reject.set_armed(armed)
        if self.second is not None:
            self.second.set_armed(armed and bool(self._first))

    def _tell_painted(self) -> None:
        # The paint event has returned and its pixels were sent; after this round trip the server has them.
        settle_qt()
        self.painted.emit()


def _further() -> str:
    return translate("ui", "More answers…")


def _reason(request: Request) -> str:
    """Say why, as a sentence of its own; empty when it was not told."""
    why = sentence_case(isolated(in_our_language(request.why)))
    return why if not why or why.endswith((".", "!", "?", "…", POP_ISOLATE)) else full_stop(why)
