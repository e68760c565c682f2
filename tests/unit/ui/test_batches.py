"""Where and when the card of a batch is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from supervisor.ui.batches import Batches, parse_batch
from supervisor.ui.covers import Covers
from supervisor.ui.messages import MessageError
from supervisor.ui.stage import Stage
from supervisor.ui.windows import REVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.batch_card import BatchCard
    from supervisor.ui.theme import Theme
    from supervisor.ui.x_display import XDisplay

NEWS: dict[str, Any] = {"t": "batch", "agents": [["tidy", 14]], "card": True}


class Desk:
    """A screen, and whoever asks on it."""

    def __init__(self, x11: XDisplay, theme: Theme) -> None:
        self.asks = self.open = False
        self.control: QWidget | None = None
        self.heard: list[dict[str, Any]] = []
        self.covers = Covers(alone=True)
        self.covers.told.connect(self.heard.append)
        stage = Stage(x11, lambda: theme, self.covers, list)
        self.batches = Batches(stage, lambda: self.asks, lambda: self.control, lambda: self.open)
        self.batches.told.connect(self.heard.append)
        self.wanted: list[str] = []
        self.batches.wanted.connect(self.wanted.append)

    def kinds(self) -> list[str]:
        return [message["t"] for message in self.heard]

    def card(self) -> BatchCard | None:
        return self.batches.card

    def shown(self) -> BatchCard:
        assert self.batches.card is not None
        return self.batches.card

    def press(self, name: str) -> None:
        assert self.batches.card is not None
        button = self.batches.card.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        button.click()


@pytest.fixture
def desk(x11: XDisplay, theme: Theme, qtbot: QtBot) -> Iterator[Desk]:
    assert qtbot
    made = Desk(x11, theme)
    yield made
    made.batches.dispose()
    made.covers.dispose()


def test_it_is_told_to_be_there_before_it_is_seen_and_then_as_shown(desk: Desk) -> None:
    assert desk.batches.take(NEWS) == (("tidy", 14),)
    assert desk.shown().isVisible()
    assert desk.kinds() == ["cover", "batch_shown"]
    desk.batches.leave()
    assert desk.card() is None
    assert desk.kinds() == ["cover", "batch_shown", "uncover"]


def test_it_stands_in_the_corner_above_the_control(desk: Desk) -> None:
    desk.batches.take(NEWS)
    free = QGuiApplication.primaryScreen().availableGeometry()
    alone = desk.shown().frameGeometry()
    assert free.contains(alone)
    assert free.bottom() - alone.bottom() < 40
    desk.control = QWidget()
    desk.control.setGeometry(alone.x() + 50, alone.bottom() - 30, 200, 30)
    desk.control.show()
    desk.batches.take(NEWS)
    assert not desk.shown().frameGeometry().intersects(desk.control.frameGeometry())
    assert free.contains(desk.shown().frameGeometry())
    desk.control.close()


def test_never_over_a_question(desk: Desk) -> None:
    desk.asks = True
    desk.batches.take(NEWS)
    assert desk.card() is None
    assert "batch_shown" not in desk.kinds(), "what nobody sees is not presented"
    desk.asks = False
    desk.batches.settle()
    assert desk.card() is not None
    desk.asks = True
    desk.batches.settle()
    assert desk.card() is None
    desk.asks = False
    desk.batches.settle()
    assert desk.card() is not None, "it comes back"


def test_while_an_agent_works_there_is_no_card_and_it_counts_as_told(desk: Desk) -> None:
    desk.batches.take({**NEWS, "card": False})
    assert desk.card() is None
    assert desk.kinds() == ["batch_shown"]
    desk.batches.settle()
    assert desk.card() is None


def test_where_the_list_is_open_there_is_no_card(desk: Desk) -> None:
    desk.open = True
    desk.batches.take(NEWS)
    assert desk.card() is None
    assert desk.kinds() == ["batch_shown"]


def test_what_is_pressed_opens_the_list_or_lets_it_be(desk: Desk) -> None:
    desk.batches.take(NEWS)
    desk.press("batch-later")
    assert desk.card() is None
    desk.batches.settle()
    assert desk.card() is None, "later means not again"
    desk.batches.take(NEWS)
    desk.press("batch-open")
    assert desk.card() is None
    assert desk.wanted == [REVIEW]


def test_it_goes_by_itself(desk: Desk) -> None:
    desk.batches.take(NEWS)
    over = desk.batches._over
    assert over.isActive()
    assert over.isSingleShot()
    over.timeout.emit()
    assert desk.card() is None


def test_a_newer_one_takes_its_place(desk: Desk) -> None:
    desk.batches.take(NEWS)
    desk.batches.take({**NEWS, "agents": [["clerk", 3]]})
    assert desk.shown().says == "clerk did 3 things without a question"


@pytest.mark.parametrize(
    "agents", [None, [], [["tidy"]], [["tidy", "many"]], [["tidy", float("inf")]], ["x"], {"tidy": 3}]
)
def test_what_makes_no_sense_is_no_batch(agents: object, desk: Desk) -> None:
    with pytest.raises(MessageError, match="bad `batch`"):
        desk.batches.take({**NEWS, "agents": agents})
    assert desk.card() is None


def test_what_is_told_is_bounded() -> None:
    told = parse_batch({"agents": [["x" * 9_000, 10**30]] * 99})
    assert len(told) == 50
    assert len(told[0][0]) == 2_000
    assert told[0][1] == 1_000_000
