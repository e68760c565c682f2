from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app.past import MOST, PAGE_BYTES, Past
from supervisor.audit.journal import Journal
from supervisor.audit.signing import Signer
from supervisor.core.record import Event
from tests.support.simulators import SimulatedLoop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal.open(tmp_path / "record.db", Signer.load_or_create(tmp_path / "key.pem"))
    yield made
    made.close()


class Told:
    """What a window was told."""

    def __init__(self, record: Path) -> None:
        self.loop = SimulatedLoop()
        self.pages: list[dict[str, Any]] = []
        self.past = Past(self.loop, record, self.pages.append)

    def all(self) -> list[dict[str, Any]]:
        """Ask, and take every page."""
        self.past.open()
        self.loop.advance(1)
        count = 0
        while count < len(self.pages):
            count = len(self.pages)
            self.past.taken()
        return [row for page in self.pages for row in page["rows"]]


def stops(journal: Journal, count: int, words: str = "") -> None:
    for number in range(count):
        journal.append(Event.STOPPED, outcome={"how": f"{words}{number}"})
    journal.commit()


def test_the_newest_comes_first(journal: Journal, tmp_path: Path) -> None:
    stops(journal, 3)
    rows = Told(tmp_path / "record.db").all()
    assert [row["outcome"] for row in rows[:3]] == ["how 2", "how 1", "how 0"]
    assert rows[0]["words"] == "stopped"
    assert rows[0]["told"] is True


def test_much_is_read_in_turns_and_told_in_pages_that_fit_a_packet(journal: Journal, tmp_path: Path) -> None:
    stops(journal, MOST + 100, "😀" * 100)
    told = Told(tmp_path / "record.db")
    assert len(told.all()) == MOST
    assert told.loop.calls > 5
    assert [page["fresh"] for page in told.pages] == [True] + [False] * (len(told.pages) - 1)
    assert all(len(json.dumps(page)) < PAGE_BYTES + 2_000 for page in told.pages)


def test_asked_again_while_it_reads_it_tells_once(journal: Journal, tmp_path: Path) -> None:
    stops(journal, 300)
    told = Told(tmp_path / "record.db")
    told.past.open()
    rows = told.all()
    assert len(rows) == 301
    assert len([page for page in told.pages if page["fresh"]]) == 1


def test_a_record_that_cannot_be_read_is_told_as_far_as_it_goes(tmp_path: Path) -> None:
    assert Told(tmp_path / "nothing.db").all() == []
