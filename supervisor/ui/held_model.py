"""The held actions as a table for Qt's views, and the order and choice that a person makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from supervisor.core.assessment import Category, Tier
from supervisor.ui.text import cleaned, isolated, sentence_case
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QObject

    from supervisor.ui.held import Held

ASKED_ROLE = Qt.ItemDataRole.UserRole + 2
TIER_ROLE = Qt.ItemDataRole.UserRole + 3
_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands where."""

    RISK = 0
    WHAT = 1
    AGENT = 2
    KIND = 3
    CONFIDENCE = 4
    AGE = 5


def titles() -> dict[Column, str]:
    """Give what stands above the columns."""
    return {
        Column.RISK: translate("ui", "Risk"),
        Column.WHAT: translate("ui", "What will happen"),
        Column.AGENT: translate("ui", "Agent"),
        Column.KIND: translate("ui", "Kind"),
        Column.CONFIDENCE: translate("ui", "Sure", "how sure the agent is; above a column of percentages"),
        Column.AGE: translate("ui", "Waits", "how long something waits; above a column of times"),
    }


def tier_words() -> dict[Tier, str]:
    """Give the names of the risks."""
    return {
        Tier.READ: translate("ui", "Reads only"),
        Tier.REVERSIBLE: translate("ui", "Can be undone"),
        Tier.HIGH_RISK: translate("ui", "High risk"),
        Tier.IRREVERSIBLE: translate("ui", "For good"),
    }


def category_words() -> dict[Category, str]:
    """Give the names of the parts of life that something touches."""
    return {
        Category.EMAIL: translate("ui", "Email"),
        Category.MESSAGING: translate("ui", "Messaging"),
        Category.FILES: translate("ui", "Files"),
        Category.SETTINGS: translate("ui", "Settings"),
        Category.FINANCE: translate("ui", "Finance"),
        Category.CREDENTIALS: translate("ui", "Credentials"),
        Category.ACCOUNT: translate("ui", "Account"),
        Category.SHELL: translate("ui", "Shell"),
        Category.PUBLISH: translate("ui", "Publish"),
        Category.INSTALL: translate("ui", "Install"),
        Category.OTHER: translate("ui", "Other"),
    }


def age_words(age_s: float) -> str:
    """Say how long something waits."""
    minutes, seconds = divmod(int(age_s), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return translate("ui", "{hours} h {minutes} min").format(hours=hours, minutes=f"{minutes:02d}")
    if minutes:
        return translate("ui", "{minutes}:{seconds} min").format(minutes=minutes, seconds=f"{seconds:02d}")
    return translate("ui", "{seconds} s").format(seconds=seconds)


class HeldModel(QAbstractTableModel):
    """What waits, in the order in which it came."""

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._rows: list[Held] = []
        self._since: list[float] = []
        self._places: dict[str, int] = {}
        self._keys: dict[Column, list[Any]] = {}
        self.asked = ""
        self.members: tuple[str, ...] = ()
        self._titles, self._tiers, self._categories = titles(), tier_words(), category_words()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Count what waits."""
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
        """Give what a cell shows, or sorts by."""
        row, column = index.row(), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column)
        if role == TIER_ROLE:
            return self._rows[row].tier.value
        if role == ASKED_ROLE:
            return self._rows[row].id == self.asked or self._rows[row].id in self.members
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.WHAT:
            held = self._rows[row]
            return "\n".join(sentence_case(isolated(part)) for part in (held.sentence, held.why) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.WHAT and self.data(index, ASKED_ROLE):
            return translate("ui", "{action}, asked now").format(action=self._shown(row, column))
        return None

    def held(self, row: int) -> Held:
        """Give one of them."""
        return self._rows[row]

    def age_s(self, row: int) -> float:
        """Give how long one has waited."""
        return self._clock() - self._since[row]

    def place(self, request: str) -> int | None:
        """Give the row of a request; None when it is not there."""
        return self._places.get(request)

    def keys(self, column: Column) -> list[Any]:
        """Give what the rows are sorted by in a column."""
        if column not in self._keys:
            self._keys[column] = [self._sorts(row, column) for row in range(len(self._rows))]
        return self._keys[column]

    def clear(self) -> None:
        """Forget all."""
        self.beginResetModel()
        self._keys.clear()
        self._rows, self._since, self._places = [], [], {}
        self.asked, self.members = "", ()
        self.endResetModel()

    def add(self, rows: Iterable[Held]) -> None:
        """Put rows at the end; one that is there already stays as it is."""
        new = [row for row in rows if row.id not in self._places]
        if not new:
            return
        first, now = len(self._rows), self._clock()
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._keys.clear()
        for row in new:
            self._places[row.id] = len(self._rows)
            self._rows.append(row)
            self._since.append(now - row.age_s)
        self.endInsertRows()

    def drop(self, requests: Iterable[str]) -> None:
        """Take rows away; neighbours together."""
        places = sorted((self._places[one] for one in requests if one in self._places), reverse=True)
        while places:
            last = first = places.pop(0)
            while places and places[0] == first - 1:
                first = places.pop(0)
            self.beginRemoveRows(QModelIndex(), first, last)
            self._keys.clear()
            del self._rows[first : last + 1]
            del self._since[first : last + 1]
            self._places = {row.id: place for place, row in enumerate(self._rows)}
            self.endRemoveRows()

    def set_asked(self, request: str, members: tuple[str, ...] = ()) -> None:
        """Take which one is asked now, or which ones are together."""
        before = (self.asked, *self.members)
        self.asked, self.members = request, members
        for one in (*before, request, *members):
            place = self._places.get(one)
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def older(self) -> None:
        """Let time pass on the screen."""
        if self._rows:
            ages = self.index(0, Column.AGE), self.index(len(self._rows) - 1, Column.AGE)
            self.dataChanged.emit(*ages, [Qt.ItemDataRole.DisplayRole])

    @property
    def any_confidence(self) -> bool:
        """Some agent says how sure it is."""
        return any(row.confidence is not None for row in self._rows)

    def _shown(self, row: int, column: Column) -> str:
        held = self._rows[row]
        if column is Column.RISK:
            return self._tiers[held.tier]
        if column is Column.WHAT:
            return sentence_case(isolated(held.sentence))
        if column is Column.AGENT:
            return " · ".join(cleaned(name) for name in (held.agent, held.workflow) if name)
        if column is Column.KIND:
            return self._categories[held.category]
        if column is Column.AGE:
            return age_words(self.age_s(row))
        return "–" if held.confidence is None else f"{held.confidence:.0%}"

    def _sorts(self, row: int, column: Column) -> Any:
        held = self._rows[row]
        if column is Column.RISK:
            return held.tier.rank
        if column is Column.AGE:
            return -self._since[row]
        if column is Column.CONFIDENCE:
            # Who does not say how sure it is comes with the least sure.
            return -1.0 if held.confidence is None else held.confidence
        return self._shown(row, column).casefold()


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the list a person wants to see."""

    words: str = ""
    """Has to stand in sentence, agent, reason or rule."""
    tier: Tier | None = None
    """Only this risk; None for any."""
    category: Category | None = None
    """Only this kind; None for any."""
    least_age_s: float = 0.0
    """Waits at least so long; s."""
    most_confidence: float = 1.0
    """Its agent is at most so sure, 0 to 1; one that does not say counts as not sure at all."""

    def fits(self, held: Held, age_s: float) -> bool:
        """Tell whether one is to be seen."""
        if self.tier is not None and held.tier is not self.tier:
            return False
        if self.category is not None and held.category is not self.category:
            return False
        if age_s < self.least_age_s or (held.confidence or 0.0) > self.most_confidence:
            return False
        said = f"{held.sentence}\n{held.agent}\n{held.workflow}\n{held.why}\n{held.rule}".casefold()
        return all(word in said for word in self.words.casefold().split())


class HeldView(QSortFilterProxyModel):
    """The list as the person sorts and filters it; the worst first, of those the oldest."""

    def __init__(self, model: HeldModel, parent: QObject | None = None) -> None:
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

    def filterAcceptsRow(self, row: int, _parent: _Index) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt whether a row is to be seen."""
        return self.choice == Choice() or self.choice.fits(self._model.held(row), self._model.age_s(row))

    def lessThan(self, left: _Index, right: _Index) -> bool:  # noqa: N802 - Qt's name
        """Order two rows; what is equal stands in the order in which it came, whichever way it is sorted."""
        keys = self._model.keys(Column(left.column()))
        place, other_place = left.row(), right.row()
        one, other = keys[place], keys[other_place]
        if one == other:
            came_later = place > other_place
            return came_later if self.sortOrder() is Qt.SortOrder.DescendingOrder else not came_later
        return bool(one < other)

    def requests(self, first: int, count: int) -> list[str]:
        """Give the requests from a row on, as they stand."""
        last = min(self.rowCount(), first + count)
        return [self._model.held(self.mapToSource(self.index(row, 0)).row()).id for row in range(first, last)]

    def shown_place(self, request: str) -> int | None:
        """Give where a request stands; None when it is not shown."""
        place = self._model.place(request)
        if place is None:
            return None
        found = self.mapFromSource(self._model.index(place, 0))
        return found.row() if found.isValid() else None
