from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy_figures import Key, Ledger, Result
from supervisor.core.autonomy_tally import DAY_NS, Tally
from supervisor.ui.figures_window import FiguresWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

TODAY = 20_000
BOT = Key("bot", Category.FILES, "thunar", Tier.REVERSIBLE)
MAIL = Key("mail \u202ebot\n", Category.EMAIL, "claws-mail", Tier.HIGH_RISK)


class Opened:
    """The window over a record of ours, which may grow."""

    def __init__(self, theme: Theme) -> None:
        self.read: Tally | str = Tally()
        self.theme = theme
        self.add(BOT, Result.PASSED, times=3)
        self.add(BOT, Result.APPROVED, decision_ms=4_000)
        self.add(MAIL, Result.REJECTED, day=TODAY - 3, decision_ms=1_000)
        self.add(BOT, Result.EXPIRED, day=TODAY - 50)
        self.window = FiguresWindow(theme, lambda: self.read, lambda: TODAY * DAY_NS + 5)
        self.window.appear()
        self.part, self.days = self.window.findChildren(QComboBox)

    def add(
        self, key: Key, result: Result, *, day: int = TODAY, times: int = 1, decision_ms: float | None = None
    ) -> None:
        assert isinstance(self.read, Tally)
        for _ in range(times):
            self.read.days.setdefault(day, Ledger()).count(key, result, decision_ms)

    def numbers(self) -> list[str]:
        return [label.text() for label in self.window.tiles.numbers]

    def problem(self) -> str:
        return next(
            (label.text() for label in self.window.findChildren(QLabel) if label.isVisible() and label.wordWrap()), ""
        )


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:  # noqa: ARG001 - Qt has to be there first
    QLocale.setDefault(QLocale("en_GB"))
    made = Opened(theme)
    yield made
    made.window.dispose()


def test_the_last_month_of_all_agents_is_shown_first(opened: Opened) -> None:
    assert opened.numbers()[:4] == ["5", "2", "40.0", "50.0 %"]
    assert opened.numbers()[4].endswith(" s")
    assert not opened.problem()
    assert all(plot.isVisible() for plot in opened.window.plots)


def test_all_of_the_record(opened: Opened) -> None:
    opened.days.setCurrentIndex(opened.days.count() - 1)
    assert opened.numbers()[:2] == ["6", "3"]
    assert len(opened.window.plots[0].spoken.splitlines()) == 51


def test_only_one_agent_kind_program_or_risk(opened: Opened) -> None:
    choices = [opened.part.itemText(place) for place in range(opened.part.count())]
    assert choices[0] == "All"
    assert {"Agent: bot", "Kind: Email", "Program: claws-mail"} <= set(choices)
    for choice in ("Kind: Email", "Program: claws-mail"):
        opened.part.setCurrentIndex(choices.index(choice))
        assert opened.numbers()[:4] == ["1", "1", "100.0", "0.0 %"]


def test_attack_an_agents_name_is_one_line_that_runs_its_way(opened: Opened) -> None:
    choices = [opened.part.itemText(place) for place in range(opened.part.count())]
    assert not any(character in "".join(choices) for character in "\u202e\n")


def test_each_plot_says_what_its_days_were(opened: Opened) -> None:
    actions, ends, per_100, median = (plot.told_at(-1).splitlines()[1:] for plot in opened.window.plots)
    assert actions == ["asked: 1", "not asked: 3"]
    assert ends == ["approved: 1", "changed: 0", "rejected: 0", "not answered: 0"]
    assert per_100 == ["25"]
    assert len(median) == 1


def test_a_time_without_anything_says_so(opened: Opened) -> None:
    opened.read = Tally()
    opened.window.refresh()
    assert opened.problem() == "Nothing happened in this time."
    assert opened.numbers() == ["0", "0", "–", "–", "–"]
    assert not any(plot.isVisible() for plot in opened.window.plots)


def test_a_record_that_cannot_be_read_is_said_in_its_sentence_until_it_can(opened: Opened) -> None:
    tally, opened.read = opened.read, "there is no record at `x`"
    opened.window.refresh()
    assert opened.problem() == "there is no record at `x`"
    opened.days.setCurrentIndex(0)
    assert opened.problem() == "there is no record at `x`"
    opened.read = tally
    opened.window.findChild(QPushButton).click()  # type: ignore[union-attr]
    assert not opened.problem()
    assert all(plot.isVisible() for plot in opened.window.plots)


def test_what_is_chosen_stays_chosen_when_the_record_has_grown(opened: Opened, qtbot: QtBot) -> None:
    opened.part.setCurrentIndex(opened.part.findText("Agent: bot"))
    opened.add(MAIL, Result.PASSED, times=50)
    opened.add(BOT, Result.PASSED)
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: opened.numbers()[0] == "5")
    assert opened.part.currentText() == "Agent: bot"


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en_US", "10/4"),
        ("en_GB", "04/10"),
        ("de_DE", "04.10."),
        ("ja_JP", "10/04"),
        ("hu_HU", "10. 04."),
        ("C", "10-04"),
    ],
)
def test_days_are_written_as_the_person_does(theme: Theme, qtbot: QtBot, locale: str, written: str) -> None:  # noqa: ARG001 - Qt has to be there first
    QLocale.setDefault(QLocale(locale))
    try:
        opened = Opened(theme)
        assert QDate(1970, 1, 1).addDays(TODAY) == QDate(2024, 10, 4)
        assert opened.window.plots[0].told_at(-1).splitlines()[0].strip() == written
        opened.window.dispose()
    finally:
        QLocale.setDefault(QLocale("en_GB"))
