"""What waits to be gone through as a table for Qt's views, and the order and choice that a person makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from supervisor.ui.held_model import TIER_ROLE, tier_words
from supervisor.ui.text import cleaned, isolated, sentence_case
from supervisor.ui.timeline_window import when
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from supervisor.core.assessment import Tier
    from supervisor.ui.review import Passed

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where; the first two as `HeldCells` paints them."""

    RISK = 0
    WHAT = 1
    AGENT = 2
    PROGRAM = 3
    CONFIDENCE = 4
    DRAWN = 5
    WHEN = 6


def titles() -> dict[Column, str]:
    """Give what stands above the columns."""
    return {
        Column.RISK: translate("ui", "Risk"),
        Column.WHAT: translate("ui", "What was done"),
        Column.AGENT: translate("ui", "Agent"),
        Column.PROGRAM: translate("ui", "Program"),
        Column.CONFIDENCE: translate("ui", "Sure", "how sure the agent is; above a column of percentages"),
        Column.DRAWN: translate("ui", "Drawn", "by what odds something was chosen; above a column of odds"),
        Column.WHEN: translate("ui", "When"),
    }


def odds_words(passed: Passed) -> str:
    """Say in a word or two by what odds it was drawn."""
    if passed.odds >= 1 or passed.odds <= 0:
        return translate("ui", "each", "every one of its kind is chosen")
    return translate("ui", "1 in {count}").format(count=round(1 / passed.odds))


def drawn_words(passed: Passed) -> str:
    """Say why it is here."""
    each, count = passed.odds >= 1, round(1 / passed.odds) if passed.odds > 0 else 0
    if passed.in_batch:
        return translate("ui", "It is here because all that passes at batch review is gone through.")
    if passed.unsure:
        if each:
            return translate("ui", "It is here because the agent was not sure: each such action is gone through.")
        text = translate("ui", "It is here because the agent was not sure: of such actions 1 in {count} is drawn.")
        return text.format(count=count)
    if each:
        return translate("ui", "It is here because what cannot be undone is gone through, each of it.")
    return translate("ui", "It was drawn by lot: 1 in {count} of such actions.").format(count=count)


class ReviewModel(QAbstractTableModel):
    """What waits, in the order in which it is told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Passed] = []
        self._titles, self._tiers = titles(), tier_words()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Count what is told."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give a column's title."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._titles[Column(section)]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows."""
        passed, column = self._rows[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._shown(passed, column)
        if role == TIER_ROLE:
            return passed.tier.value
        if role == Qt.ItemDataRole.ToolTipRole:
            if column is Column.WHAT:
                return "\n".join((sentence_case(isolated(passed.words)), drawn_words(passed)))
            return self._shown(passed, column)
        return None

    def passed(self, row: int) -> Passed:
        """Give one of them."""
        return self._rows[row]

    def begin(self) -> None:
        """Forget all."""
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def add(self, rows: Iterable[Passed]) -> None:
        """Put rows at the end."""
        new = list(rows)
        if not new:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._rows += new
        self.endInsertRows()

    def drop(self, seqs: Iterable[int]) -> int:
        """Take rows away; gives how many were there."""
        gone = set(seqs)
        places = [place for place, row in enumerate(self._rows) if row.seq in gone]
        for place in reversed(places):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._rows[place]
            self.endRemoveRows()
        return len(places)

    @property
    def any_confidence(self) -> bool:
        """Some agent said how sure it was."""
        return any(row.confidence is not None for row in self._rows)

    @property
    def agents(self) -> list[str]:
        """Names of those that did something of it."""
        return sorted({row.agent for row in self._rows})

    @property
    def apps(self) -> list[str]:
        """The programs in which something of it was done; an empty one where that is not known."""
        return sorted({row.app for row in self._rows})

    def _shown(self, passed: Passed, column: Column) -> str:
        if column is Column.RISK:
            return self._tiers[passed.tier]
        if column is Column.WHAT:
            return sentence_case(isolated(passed.words))
        if column is Column.CONFIDENCE:
            return "–" if passed.confidence is None else f"{passed.confidence:.0%}"
        if column is Column.DRAWN:
            return odds_words(passed)
        if column is Column.WHEN:
            return when(passed.time_ns)
        return cleaned(passed.agent if column is Column.AGENT else passed.app) or "–"

    def key(self, row: int, column: Column) -> tuple[Any, ...]:
        """Give what a row is sorted by; the newest comes first among equals."""
        passed = self._rows[row]
        first: Any = self._shown(passed, column).casefold()
        if column is Column.RISK:
            first = (passed.tier.rank, passed.unsure)
        elif column is Column.CONFIDENCE:
            # Who does not say how sure it is comes with the least sure.
            first = -1.0 if passed.confidence is None else passed.confidence
        elif column is Column.DRAWN:
            first = passed.odds
        elif column is Column.WHEN:
            first = passed.time_ns
        return first, passed.seq


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the list a person wants to see."""

    words: str = ""
    """Has to stand in what was done, agent, program or why it passed."""
    tier: Tier | None = None
    """Only this risk; None for any."""
    agent: str | None = None
    """Only this agent; None for any."""
    app: str | None = None
    """Only this program; None for any."""

    def fits(self, passed: Passed) -> bool:
        """Tell whether one is to be seen."""
        if self.tier is not None and passed.tier is not self.tier:
            return False
        if self.agent is not None and passed.agent != self.agent:
            return False
        if self.app is not None and passed.app != self.app:
            return False
        said = f"{passed.words}\n{passed.agent}\n{passed.app}\n{passed.why}".casefold()
        return all(word in said for word in self.words.casefold().split())


class ReviewView(QSortFilterProxyModel):
    """The list as the person sorts and filters it; the gravest first."""

    def __init__(self, model: ReviewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.choice = Choice()
        self.setSourceModel(model)
        self.setDynamicSortFilter(True)
        self.sort(Column.RISK, Qt.SortOrder.DescendingOrder)

    def choose(self, choice: Choice) -> None:
        """Show what fits."""
        self.choice = choice
        self.invalidate()

    def passed(self, row: int) -> Passed:
        """Give what stands in a row that is shown."""
        return self._model.passed(self.mapToSource(self.index(row, 0)).row())

    def filterAcceptsRow(self, row: int, _parent: _Index) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt whether a row is to be seen."""
        return self.choice == Choice() or self.choice.fits(self._model.passed(row))

    def lessThan(self, left: _Index, right: _Index) -> bool:  # noqa: N802 - Qt's name
        """Order two rows."""
        column = Column(left.column())
        return bool(self._model.key(left.row(), column) < self._model.key(right.row(), column))
