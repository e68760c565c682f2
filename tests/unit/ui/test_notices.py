"""What a notification says, and when it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.ui.messages import Config
from supervisor.ui.notices import Notices

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supervisor.ui.notification_bus import Notification


class SimulatedBus:
    """Keeps what is said."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.said: list[tuple[str, Notification | None]] = []
        self.closed = False

    def say(self, place: str, what: Notification | None) -> None:
        self.said.append((place, what))

    def close(self) -> None:
        self.closed = True


class Told:
    """What is told with some settings."""

    def __init__(self, config: Config, waiting: int = 1) -> None:
        self.buses: list[SimulatedBus] = []
        self.notices = Notices(lambda: config, lambda: waiting, self._open)

    def _open(self, address: str) -> SimulatedBus:
        self.buses.append(SimulatedBus(address))
        return self.buses[-1]

    def take(self, kind: str, says: str = "", request: str = "r1") -> Notification | None:
        self.notices.take({"t": "notice", "kind": kind, "id": request, "says": says})
        return self.buses[-1].said[-1][1] if self.buses else None


ON = Config({}, bus="unix:path=/bus")


@pytest.mark.parametrize(
    ("kind", "summary", "urgent"),
    [
        ("waiting", "1 action waits for you", False),
        ("urgent", "Urgent: waiting for your approval", True),
        ("late", "Nobody answered in time: it was rejected", False),
        ("stopped", "All agents were stopped", True),
        ("undone", "It was taken back", False),
        ("not-undone", "It was not taken back", False),
    ],
)
def test_each_kind_says_what_it_is(kind: str, summary: str, urgent: bool, qtbot: QtBot) -> None:
    assert qtbot
    said = Told(ON).take(kind, "press “Delete”")
    assert said is not None
    assert (said.summary, said.body, said.urgent, said.sound) == (summary, "press “Delete”", urgent, "")


def test_how_many_wait_is_said(qtbot: QtBot) -> None:
    assert qtbot
    said = Told(ON, waiting=12).take("waiting")
    assert said is not None
    assert said.summary == "12 actions wait for you"


def test_off_means_nothing_and_opens_nothing() -> None:
    told = Told(Config({}))
    told.take("waiting")
    told.notices.closed("r1")
    told.notices.dispose()
    assert told.buses == []


def test_a_sound_only_where_sounds_are_wanted() -> None:
    said = Told(Config({}, sound=True, bus="unix:path=/bus")).take("stopped")
    assert said is not None
    assert said.sound == "dialog-warning"


def test_it_goes_when_its_question_is_closed_and_only_then() -> None:
    told = Told(ON)
    told.take("waiting", request="r1")
    told.notices.closed("r7")
    told.notices.closed("r1")
    told.notices.closed("r1")
    (bus,) = told.buses
    assert [(place, what is None) for place, what in bus.said] == [("question", False), ("question", True)]
    told.take("late", request="r2")
    told.notices.closed("r2")
    assert bus.said[-1][1] is not None, "that the time is over stays"
    told.notices.dispose()
    assert bus.closed


def test_what_programs_wrote_is_cleaned_and_short() -> None:
    said = Told(ON).take("waiting", "close “a\u202eb”\n" + "x" * 1000)
    assert said is not None
    assert "\u202e" not in said.body
    assert "\n" not in said.body
    assert len(said.body) == 300


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        Told(ON).take("approve")


def test_a_batch_is_told_without_a_sound_and_taken_back_when_the_list_is_open(qtbot: QtBot) -> None:
    assert qtbot
    told = Told(Config({}, bus="unix:path=/bus", sound=True))
    told.notices.gone_through()
    assert told.buses == []
    told.notices.batch((("tidy", 14),))
    place, said = told.buses[0].said[-1]
    assert said is not None
    assert (said.summary, said.urgent, said.sound) == ("tidy did 14 things without a question", False, "")
    told.notices.gone_through()
    assert told.buses[0].said[-1] == (place, None)
    off = Told(Config({}))
    off.notices.batch((("tidy", 14),))
    assert off.buses == []
