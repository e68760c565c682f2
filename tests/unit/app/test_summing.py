from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.app import summing as room
from supervisor.app.summing import AGAIN_S, LOOK_S, Summing
from supervisor.audit import figures as kept
from supervisor.audit.figures import Sums, kept_beside
from supervisor.core.autonomy_tally import Group
from supervisor.core.record import Event
from tests.support.simulators import SimulatedLoop
from tests.unit.audit.test_figures import act
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "ENOUGH_ROWS", 100)
    monkeypatch.setattr(room, "KEEP_ROWS", 100)


def test_what_is_written_is_added_up_behind_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, loop = begin(tmp_path), SimulatedLoop()
    summing = Summing(loop, journal)
    act(journal, 0, 20)
    loop.advance(LOOK_S)
    assert not kept_beside(journal.path).exists()
    act(journal, 20, 480)
    loop.advance(2 * LOOK_S)
    assert kept_beside(journal.path).exists()
    read = []
    monkeypatch.setattr(kept, "record_of", lambda *row: read.append(row))
    sums = Sums(journal.path)
    assert len(list(sums.catch_up())) < room.ENOUGH_ROWS
    assert sums.tally.grouped(Group.AGENT)["bot"].actions + len(read) // 2 == 500
    summing.close()
    journal.close()


def test_the_loop_has_its_turn_in_between(tmp_path: Path) -> None:
    journal, loop = begin(tmp_path), SimulatedLoop()
    act(journal, 0, 500)
    summing = Summing(loop, journal)
    loop.advance(LOOK_S)
    assert not kept_beside(journal.path).exists()
    loop.advance(LOOK_S)
    assert kept_beside(journal.path).exists()
    summing.close()
    journal.close()


def test_who_closes_in_the_middle_leaves_nothing_open(tmp_path: Path) -> None:
    journal, loop = begin(tmp_path), SimulatedLoop()
    act(journal, 0, 500)
    summing = Summing(loop, journal)
    loop.advance(LOOK_S)
    summing.close()
    loop.advance(10 * LOOK_S)
    assert not kept_beside(journal.path).exists()
    journal.close()


class Watched:
    """A record of which somebody says that it grew; counts how often it is looked at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.looks = 0

    @property
    def last_seq(self) -> int:
        self.looks += 1
        return 1000


def test_a_record_that_cannot_be_read_is_looked_at_less_and_less_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr("supervisor.app.summing._log.warning", lambda *words: told.append(words))
    loop, record = SimulatedLoop(), Watched(tmp_path / "record.sqlite3")
    record.path.write_bytes(b"no record at all, but a file of its name " * 100)
    summing = Summing(loop, record)
    loop.advance(10 * LOOK_S)
    assert record.looks == 1
    loop.advance(3600)
    assert 5 <= record.looks <= 8
    before = record.looks
    loop.advance(24 * 3600)
    assert record.looks - before <= 25
    assert len(told) == 1
    summing.close()


def test_once_the_record_can_be_read_again_the_figures_are_kept_up_with_it(tmp_path: Path) -> None:
    journal, loop = begin(tmp_path), SimulatedLoop()
    summing = Summing(loop, journal)
    act(journal, 0, 200)
    loop.advance(3 * LOOK_S)
    assert (summing.behind, summing.problem) == (0, "")
    away = journal.path.with_name("away")
    act(journal, 200, 200)
    journal.path.rename(away)
    loop.advance(3 * LOOK_S)
    assert "there is no record" in summing.problem
    away.rename(journal.path)
    loop.advance(AGAIN_S + 3 * LOOK_S)
    assert (summing.behind, summing.problem) == (0, "")
    assert summing.tally.grouped(Group.AGENT)["bot"].actions == 400
    # A later failure is looked at as soon as the first one.
    act(journal, 400, 200)
    journal.path.rename(away)
    loop.advance(3 * LOOK_S)
    assert summing.problem
    away.rename(journal.path)
    loop.advance(AGAIN_S + 3 * LOOK_S)
    assert summing.problem == ""
    summing.close()
    journal.close()


def test_other_rows_are_passed_over(tmp_path: Path) -> None:
    journal, loop = begin(tmp_path), SimulatedLoop()
    for _ in range(room.KEEP_ROWS):
        journal.append(Event.STOPPED)
    journal.commit()
    summing = Summing(loop, journal)
    loop.advance(2 * LOOK_S)
    assert kept_beside(journal.path).exists()
    assert Sums(journal.path).tally.days == {}
    summing.close()
    journal.close()


def test_what_is_wanted_now_waits_for_no_other_rows(tmp_path: Path) -> None:
    journal, loop = begin(tmp_path), SimulatedLoop()
    summing, heard = Summing(loop, journal), list[int]()
    act(journal, 0, 20)
    assert summing.behind == journal.last_seq
    summing.now(lambda: heard.append(summing.tally.grouped(Group.AGENT)["bot"].actions))
    loop.advance(0)
    assert (heard, summing.behind) == ([20], 0)
    act(journal, 20, 5)
    summing.now(lambda: heard.append(summing.tally.grouped(Group.AGENT)["bot"].actions))
    summing.now(lambda: heard.append(0))
    loop.advance(0)
    assert heard == [20, 25, 0]
    summing.close()
    summing.now(lambda: heard.append(-1))
    assert heard[-1] == -1
    journal.close()


def test_few_rows_are_added_up_once_no_more_come(tmp_path: Path) -> None:
    journal, loop = begin(tmp_path), SimulatedLoop()
    summing, told = Summing(loop, journal), list[int]()
    summing.on_new = lambda: told.append(len(summing.tally.review.waiting))
    for number in range(3):
        act(journal, 10 * number, 1)
        loop.advance(LOOK_S)
    assert told == []
    loop.advance(LOOK_S)
    assert len(told) == 1
    loop.advance(10 * LOOK_S)
    assert len(told) == 1
    summing.close()
    journal.close()


def test_who_asks_where_nothing_can_be_read_is_answered(tmp_path: Path) -> None:
    loop, record = SimulatedLoop(), Watched(tmp_path / "record.sqlite3")
    summing, heard = Summing(loop, record), list[str]()
    for _ in range(2):
        summing.now(lambda: heard.append(summing.problem))
        loop.advance(0)
    assert len(heard) == 2
    assert all("there is no record" in problem for problem in heard)
    summing.close()
