"""The window in which a person goes through what passed without a question: filtered, told in full, marked.

It marks nothing itself. *Wrong* the service writes at once, since it only tightens; for *right*, and for what is to
be taken back, it raises a question of the popup, which a hand confirms as always. What agents aim at this window is
refused; whoever else forges a press here, or presses something by the accessibility bus, says at most that something
was wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
)

from supervisor.core.assessment import Tier
from supervisor.core.review import Mark
from supervisor.ui.held_cells import ROW, HeldCells
from supervisor.ui.held_model import category_words, tier_words
from supervisor.ui.list_table import list_table, select_row
from supervisor.ui.mirroring import inserted
from supervisor.ui.note_field import NoteField
from supervisor.ui.opened_window import OpenedWindow
from supervisor.ui.queue_window import ChoiceBox
from supervisor.ui.review import Summary
from supervisor.ui.review_model import Choice, Column, ReviewModel, ReviewView, drawn_words
from supervisor.ui.service_words import in_our_language
from supervisor.ui.text import cleaned, elided, elided_sentence, isolated, sentence_case
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from supervisor.ui.review import Passed, ReviewNews
    from supervisor.ui.theme import Theme

TOGETHER = 200
"""So many are marked at once; of more the first ones."""
LONGEST_NOTE = 500
_SIZE = QSize(1040, 600)
_WIDE, _NARROW = 900, 680
"""A window of so many units has room for all columns, and for the agent's."""
_LONGEST_NAME = 30
_LONGEST_SENTENCE = 160
"""Characters that are told below the list at once; the rest is under the pointer."""
_WOULD_ASK = re.compile(r"(.*) \(`([^`]*)`.*\)")
"""How a level says which rule it has let pass."""
_MARKED = "marked "
"""How the service begins when a mark is written, which it also tells by `review_marked`."""


class ReviewWindow(OpenedWindow):
    """The window.

    Attributes:
        model: What waits.
        view: The same as it is sorted and filtered.

    Signals:
        told: A message for the service.
    """

    told = Signal(dict)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "review-window", translate("ui", "To go through – agent-supervisor"), _SIZE)
        self.model = ReviewModel(self)
        self.view = ReviewView(self.model, self)
        self._summary: Summary | None = None
        self._waiting = 0
        self._count, self._today = QLabel(self), QLabel(self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(translate("ui", "Search"))
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(translate("ui", "Search in what passed"))
        risks, any_risk = tier_words(), (translate("ui", "Any risk"), None)
        self._risk = ChoiceBox(translate("ui", "Risk"), [any_risk, *((risks[t], t) for t in reversed(Tier))], self)
        self._agent = ChoiceBox(translate("ui", "Agent"), [(translate("ui", "Any agent"), None)], self)
        self._app = ChoiceBox(translate("ui", "Program"), [(translate("ui", "Any program"), None)], self)
        self._again = QPushButton(translate("ui", "Refresh"), self)
        self.table = self._table()
        self._nothing, self._what, self._story, self._result = (QLabel(self) for _ in range(4))
        self._note = NoteField(self)
        self._wanted: tuple[frozenset[int], str] = (frozenset(), "")
        """The rows of which a mark was wanted last, and what the note was then."""
        self._right, self._wrong, self._undo = (QPushButton(self) for _ in range(3))
        self._name_parts()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self._say()

    def take(self, news: ReviewNews) -> None:
        """Show a page."""
        chosen = {passed.seq for passed in self._chosen()} if news.summary is not None else set[int]()
        if news.summary is not None:
            self._summary, self._waiting = news.summary, news.summary.waiting
            self.model.begin()
        self.model.add(news.rows)
        self.table.setColumnHidden(Column.CONFIDENCE, not self._shows(Column.CONFIDENCE))
        self._list_names()
        if news.summary is not None and self.view.rowCount():
            if not self.table.isVisible() and not self._search.text():
                self._say()
                self.table.setFocus()
            places = [row for row in range(self.view.rowCount()) if self.view.passed(row).seq in chosen]
            select_row(self.table, places[0] if places else 0)
        self._say()
        self.told.emit({"t": "review_taken"})

    def take_marked(self, seqs: tuple[int, ...], mark: Mark) -> None:
        """Take rows away that have their mark, and go on with what stood below them."""
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        gone = self.model.drop(seqs)
        self._waiting = max(0, self._waiting - gone)
        if gone and rows and self.view.rowCount():
            select_row(self.table, min(*rows, self.view.rowCount() - 1))
        self._forget_note(seqs)
        told = {
            Mark.RIGHT: translate("ui", "%n action(s) marked as right", "", len(seqs)),
            Mark.WRONG: translate("ui", "%n action(s) marked as wrong", "", len(seqs)),
        }
        self._tell(told[mark])
        self._say()

    def take_said(self, says: str) -> None:
        """Show what the service says of a mark that was wanted."""
        if not says.startswith(_MARKED):
            self._tell(sentence_case(isolated(in_our_language(says))))

    def set_waiting(self, count: int) -> None:
        """Take how many wait by now; what is new is shown when the person wants it."""
        new = count - self._waiting if self._summary is not None else 0
        words = translate("ui", "Refresh ({count} new)").format(count=new) if new > 0 else translate("ui", "Refresh")
        self._again.setText(words)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        super().set_theme(theme)
        self.table.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        widths = {Column.RISK: 150, Column.AGENT: 120, Column.PROGRAM: 120, Column.CONFIDENCE: 70}
        for column, width in (widths | {Column.DRAWN: 82, Column.WHEN: 140}).items():
            self.table.setColumnWidth(column, theme.px(width))
        self._what.setStyleSheet("font-weight: 600")
        self._what.setMinimumHeight(theme.px(19))
        self._story.setMinimumHeight(theme.px(57))
        self._fit()

    def refresh(self) -> None:
        """Read the record anew."""
        self.told.emit({"t": "review_open"})

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the list."""
        super().showEvent(event)
        if not event.spontaneous():
            self._tell("")
            self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that it is closed."""
        super().closeEvent(event)
        self.told.emit({"t": "review_shut"})

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many columns as there is room for; the rest is told below."""
        super().resizeEvent(event)
        self._fit()

    # -- what is wanted

    def mark(self, mark: Mark) -> None:
        """Have what is selected marked."""
        self._want(mark.value, [passed.seq for passed in self._chosen()[:TOGETHER]])

    def undo(self) -> None:
        """Have what is selected taken back, where that is one action that can be."""
        chosen = self._chosen()
        if len(chosen) == 1 and chosen[0].undo:
            self._want("undo", [chosen[0].seq])

    def _want(self, mark: str, rows: list[int]) -> None:
        if rows:
            self._note.when_whole(lambda: self._send(mark, rows))

    def _send(self, mark: str, rows: list[int]) -> None:
        self._wanted = (frozenset(rows), self._note.text())
        note = self._note.text().strip()[:LONGEST_NOTE]
        self.told.emit({"t": "review_mark", "mark": mark, "rows": rows, "note": note})

    def _forget_note(self, seqs: tuple[int, ...]) -> None:
        """Take the note of what is marked away; what was written since, or about something else, stays."""
        rows, written = self._wanted
        text, place = self._note.text(), self._note.cursorPosition()
        if rows.isdisjoint(seqs):
            return
        self._wanted = (frozenset(), "")
        if text.startswith(written):
            self._note.setText(text[len(written) :])
            self._note.setCursorPosition(max(0, place - len(written)))

    def _chosen(self) -> list[Passed]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.view.passed(row) for row in rows]

    def _filter(self) -> None:
        words, tier = self._search.text(), self._risk.value
        self.view.choose(Choice(words, tier, self._agent.value, self._app.value))
        if self.view.rowCount() and not self._chosen():
            select_row(self.table, 0)
        self._say()

    def _list_names(self) -> None:
        """Let the person choose among the agents and programs that are there; what is chosen stays so."""
        for box, names, every in (
            (self._agent, self.model.agents, translate("ui", "Any agent")),
            (self._app, self.model.apps, translate("ui", "Any program")),
        ):
            if box.values[1:] == names:
                continue
            chosen = box.value
            box.blockSignals(True)
            box.clear()
            box.values = [None, *names]
            box.addItems([every, *(_short(name) for name in names)])
            box.setCurrentIndex(box.values.index(chosen) if chosen in box.values else 0)
            box.blockSignals(False)
            if chosen is not None and chosen != box.value:
                self._filter()

    # -- words

    def _say(self) -> None:
        self._say_how_many()
        chosen = self._chosen()
        one = chosen[0] if len(chosen) == 1 else None
        several = translate("ui", "%n action(s) selected", "", len(chosen)) if chosen else ""
        words = sentence_case(isolated(one.words)) if one is not None else several
        self._what.setText(elided_sentence(words, lambda text: len(text) <= _LONGEST_SENTENCE))
        self._what.setToolTip(words)
        self._story.setText(_story(one) if one is not None else "")
        for button in (self._right, self._wrong):
            button.setEnabled(bool(chosen))
        undo = one if one is not None and one.undo else None
        self._undo.setVisible(undo is not None)
        self._undo.setToolTip(sentence_case(isolated(undo.undo_why)) if undo is not None else "")

    def _say_how_many(self) -> None:
        there, shown, summary = self.model.rowCount(), self.view.rowCount(), self._summary or Summary()
        words = translate("ui", "%n action(s) to go through", "", max(there, self._waiting))
        if there and shown != max(there, self._waiting):
            text = translate("ui", "%n action(s) to go through, {shown} shown", "", max(there, self._waiting))
            words = text.format(shown=shown)
        self._count.setText(words if there else translate("ui", "Nothing to go through"))
        day = translate("ui", "Today: {actions} actions, {asked} asked, {unsure} with low confidence")
        day = day.format(actions=summary.actions, asked=summary.asked, unsure=summary.unsure)
        behind = translate("ui", "The record is still being read; there may be more.") if summary.behind else ""
        self._today.setText("  ".join(part for part in (day, behind) if part))
        self._today.setVisible(self._summary is not None)
        nothing = translate("ui", "What passed without a question has been gone through, or none of it was drawn.")
        if summary.problem:
            nothing = sentence_case(isolated(summary.problem))
        elif there:
            nothing = translate("ui", "None of it is what you look for.")
        self._nothing.setText(nothing if self._summary is not None else "")
        self._nothing.setVisible(not shown)
        self.table.setVisible(bool(shown))
        for label in (self._what, self._story):
            label.setVisible(bool(shown))

    def _tell(self, words: str) -> None:
        hint = translate(
            "ui", "Several can be selected and marked at once. {right} right, {wrong} wrong, {note} note."
        )
        self._result.setText(words or hint.format(right="Alt+R", wrong="Alt+W", note="Alt+N"))
        if words and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._result, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)

    # -- building

    def _shows(self, column: Column) -> bool:
        units = self.width() / self._theme.unit
        if column is Column.CONFIDENCE and not self.model.any_confidence:
            return False
        if column is Column.AGENT:
            return units >= _NARROW
        return units >= _WIDE or column in (Column.RISK, Column.WHAT, Column.WHEN)

    def _fit(self) -> None:
        for column in Column:
            self.table.setColumnHidden(column, not self._shows(column))

    def _table(self) -> QTableView:
        spoken = translate("ui", "What passed without a question")
        table = list_table(self.view, Column.WHAT, name="review-table", spoken=spoken, parent=self)
        table.setItemDelegate(HeldCells(lambda: self._theme, table))
        table.setSortingEnabled(True)
        table.sortByColumn(Column.RISK, Qt.SortOrder.DescendingOrder)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        return table

    def _name_parts(self) -> None:
        for label in (self._count, self._today, self._nothing, self._what, self._story, self._result):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self._count)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._story.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._count.setProperty("title", True)
        for label in (self._today, self._nothing, self._story, self._result):
            label.setProperty("quiet", True)
        self._result.setProperty("small", True)
        self._note.setPlaceholderText(translate("ui", "Note for the record"))
        self._note.setAccessibleName(translate("ui", "Note for the record"))
        self._note.setMaxLength(LONGEST_NOTE)
        told = translate("ui", "It counts as a yes once you have confirmed it in the popup ({keys})")
        for button, name, text, tip in (
            (self._right, "review-right", translate("ui", "Right…"), told.format(keys="Alt+R")),
            (
                self._wrong,
                "review-wrong",
                translate("ui", "Wrong"),
                translate("ui", "It counts as a rejection, at once ({keys})").format(keys="Alt+W"),
            ),
            (self._undo, "review-undo", translate("ui", "Undo…"), ""),
        ):
            button.setObjectName(name)
            # Pressed with the mouse it leaves the keyboard to the note: a space of it would press it once more.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._again)
        filters = QHBoxLayout()
        filters.addWidget(self._search, 1)
        for part in (self._risk, self._agent, self._app):
            filters.addWidget(part)
        marks = QHBoxLayout()
        marks.addWidget(self._note, 1)
        for button in (self._undo, self._wrong, self._right):
            marks.addWidget(button)
        column = self._column()
        column.addLayout(head)
        column.addWidget(self._today)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._what)
        column.addWidget(self._story)
        column.addLayout(marks)
        column.addWidget(self._result)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._filter)
        for box in (self._risk, self._agent, self._app):
            box.currentIndexChanged.connect(self._filter)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self._again.clicked.connect(self.refresh)
        self._right.clicked.connect(lambda: self.mark(Mark.RIGHT))
        self._wrong.clicked.connect(lambda: self.mark(Mark.WRONG))
        self._undo.clicked.connect(self.undo)
        for keys, then in (
            ("Ctrl+F", lambda: self._note.when_whole(self._search.setFocus)),
            ("F5", self.refresh),
            ("Alt+R", lambda: self.mark(Mark.RIGHT)),
            ("Alt+W", lambda: self.mark(Mark.WRONG)),
            ("Alt+N", self._note.setFocus),
            ("Esc", lambda: self._note.when_whole(self._leave)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(then)

    def _leave(self) -> None:
        """Go back to the list; from there, close."""
        if self.table.isVisible() and (self._search.hasFocus() or self._note.hasFocus()):
            self.table.setFocus()
        else:
            self.close()


def _short(name: str) -> str:
    return elided(cleaned(name), lambda text: len(text) <= _LONGEST_NAME) or "–"


def _story(passed: Passed) -> str:
    """Tell of one action who did it where, why nobody was asked, and why it is here."""
    who = translate("ui", "{agent} in {program}: {kind}").format(
        agent=inserted(_short(passed.agent)),
        program=inserted(_short(passed.app)),
        kind=category_words()[passed.category],
    )
    rule, _, reason = passed.why.partition(": ")
    relaxed = _WOULD_ASK.fullmatch(reason)
    text = translate("ui", "{reason} (rule {rule})")
    if relaxed is not None:
        reason, rule, text = *relaxed.groups(), translate("ui", "{reason} (rule {rule} would ask)")
    reason = elided_sentence(isolated(in_our_language(reason)), lambda said: len(said) <= _LONGEST_SENTENCE)
    why = text.format(reason=sentence_case(reason), rule=inserted(_short(rule)))
    return "\n".join((who, why, drawn_words(passed)))
