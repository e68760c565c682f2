from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from supervisor.ui.covers import Covers
from supervisor.ui.messages import Config, Standing, State
from supervisor.ui.welcome_window import Bullet
from supervisor.ui.windows import GRANTS, PAST, QUEUE, REVIEW, SETTINGS, WELCOME, Windows
from tests.unit.ui.test_review import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from supervisor.ui.theme import Theme

HELD: dict[str, Any] = {"t": "held", "fresh": True, "rows": [], "gone": [], "asked": ""}


class Opened:
    def __init__(self, theme: Theme) -> None:
        self.covers = Covers()
        self.told: list[dict[str, Any]] = []
        self.covers.told.connect(self.told.append)
        self.windows = Windows(lambda: theme, lambda: Config({}), covers=self.covers)
        self.windows.told.connect(self.told.append)


@pytest.fixture
def opened(theme: Theme, qapp: QApplication) -> Iterator[Opened]:  # noqa: ARG001 - Qt has to be there first
    made = Opened(theme)
    yield made
    made.windows.dispose()
    made.covers.dispose()


def test_a_window_is_made_when_it_is_wanted_and_its_place_told_before_it_is_seen(opened: Opened) -> None:
    assert not opened.windows.open("stop")
    assert opened.told == []
    assert opened.windows.open(QUEUE)
    kinds = [(message["t"], message.get("id")) for message in opened.told]
    assert kinds.index(("cover", "queue")) < kinds.index(("held_open", None))
    assert len(opened.windows.spare()) == 1


def test_news_reach_it_while_it_is_open(opened: Opened) -> None:
    opened.windows.take_held(HELD)
    opened.windows.open(QUEUE)
    opened.windows.take_held(HELD)
    assert [message for message in opened.told if message["t"] == "held_taken"] == [{"t": "held_taken"}]
    assert opened.windows.queue is not None
    opened.windows.queue.close()
    opened.windows.take_held(HELD)
    assert len([message for message in opened.told if message["t"] == "held_taken"]) == 1
    assert opened.windows.spare() == []
    assert {"t": "uncover", "id": "queue"} in opened.told


def test_it_takes_new_colours(opened: Opened) -> None:
    opened.windows.open(QUEUE)
    opened.windows.restyle()


def test_the_past_is_read_anew_when_a_question_is_over(opened: Opened) -> None:
    opened.windows.answered()
    opened.windows.open(PAST)
    assert {"t": "past_open"} in opened.told
    opened.told.clear()
    opened.windows.take_past({"t": "past", "fresh": True, "rows": []})
    opened.windows.answered()
    assert [message["t"] for message in opened.told] == ["past_taken", "past_open"]


def test_what_stands_is_shown_and_taken_back(opened: Opened) -> None:
    opened.windows.display(State(grants=(Standing("g1", "“Like” in Firefox"),)))
    opened.windows.open(GRANTS)
    assert opened.windows.grants is not None
    opened.windows.grants.findChildren(QPushButton, "revoke-g1")[0].click()
    assert opened.told[-1] == {"t": "want", "what": "revoke:g1"}
    opened.windows.display(State())


def test_what_is_practised_is_shown_and_begun(opened: Opened) -> None:
    opened.windows.take_practice({"t": "practice", "step": "stop", "note": ""})
    opened.windows.open(WELCOME)
    assert opened.windows.welcome is not None
    opened.windows.take_practice({"t": "practice", "step": "stop", "note": "well done"})
    assert opened.windows.welcome.findChildren(Bullet)[2].state == "now"
    opened.windows.welcome.close()
    assert {"t": "practice_leave"} in opened.told


def test_settings_are_shown_while_their_window_is_open(opened: Opened) -> None:
    opened.windows.take_settings({"t": "settings", "values": {"sound": True}, "note": ""})
    opened.windows.open(SETTINGS)
    assert {"t": "settings_open"} in opened.told
    opened.windows.take_settings({"t": "settings", "values": {"sound": True}, "note": ""})
    assert opened.windows.settings is not None
    assert opened.windows.settings.values()["sound"] is True


def test_those_that_are_open_go_below_the_others_and_come_back(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    for name in ("lower", "raise_"):
        monkeypatch.setattr(QWidget, name, lambda window, name=name: done.append((name, window.objectName())))
    opened.windows.step_aside(away=True)
    opened.windows.step_aside(away=False)
    assert done == [], "none is open"
    opened.windows.open(QUEUE)
    opened.windows.open(PAST)
    assert opened.windows.queue is not None
    assert opened.windows.past is not None
    queue, past = opened.windows.queue.objectName(), opened.windows.past.objectName()
    opened.windows.past.hide()
    done.clear()
    opened.windows.step_aside(away=True)
    assert done == [("lower", queue)]
    opened.windows.past.show()
    opened.windows.step_aside(away=False)
    assert done == [("lower", queue), ("raise_", queue)]
    assert past != queue


def test_what_waits_to_be_gone_through_reaches_its_window_while_it_is_open(opened: Opened) -> None:
    opened.windows.take_review(PAGE)
    assert not opened.windows.review_is_open()
    assert opened.windows.open(REVIEW)
    assert opened.windows.review_is_open()
    kinds = [(message["t"], message.get("id")) for message in opened.told]
    assert kinds.index(("cover", "review")) < kinds.index(("review_open", None))
    opened.windows.take_review(PAGE)
    window = opened.windows.review
    assert window is not None
    assert window.model.rowCount() == 1
    opened.windows.display(State(review=5))
    assert any(button.text() == "Refresh (2 new)" for button in window.findChildren(QPushButton))
    opened.windows.take_review({"t": "review_said", "says": "nothing to do"})
    opened.windows.take_review({"t": "review_marked", "rows": [7], "mark": "wrong"})
    assert window.model.rowCount() == 0
    window.close()
    opened.windows.take_review(PAGE)
    assert window.model.rowCount() == 0
