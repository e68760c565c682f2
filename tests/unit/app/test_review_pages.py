from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from supervisor.app.review_pages import PAGE_BYTES, ReviewPages
from supervisor.app.review_showing import ReviewShowing
from supervisor.app.reviewing import Reviewing
from supervisor.app.summing import Summing
from supervisor.app.turns import Turns
from supervisor.core.assessment import Tier
from supervisor.core.autonomy_tally import DAY_NS
from tests.support.levels_at_work import confirm, stage_with
from tests.unit.audit.test_review import ASKED, act
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from supervisor.core.review import Mark
    from tests.support.playbook import Stage

NOW_NS = 1_700_000_000_000_000_000
"""When the record of the tests begins."""


class PagesRig:
    """A record that is added up, and the ui that is told of it; `stage` has its own record."""

    def __init__(self, folder: Path, stage: Stage, now_ns: int = NOW_NS) -> None:
        self.stage = stage
        self.journal = begin(folder)
        turns = Turns(stage.loop)
        self.summing = Summing(stage.loop, self.journal)
        self.reviewing = Reviewing(stage.engine, self.journal.path, turns)
        tell = stage.engine.parts.mirror.tell
        self.pages = ReviewPages(self.summing, self.journal.path, turns, tell, clock=lambda: now_ns)
        self.reviewing.reviews.on_marked = self._marked
        self.counts: list[int] = []
        self.pages.on_count = self.counts.append
        self.showing = ReviewShowing(stage.engine.parts.mirror)

    def _marked(self, rows: list[int], mark: Mark) -> None:
        self.pages.marked(rows, mark)

    def told(self, kind: str = "review") -> list[Mapping[str, Any]]:
        self.stage.settle()
        return self.stage.ui.all(kind)

    def all(self) -> list[Mapping[str, Any]]:
        """Ask, and take every page."""
        before = len(self.told())
        self.pages.open()
        count = before
        while count < len(self.told()):
            count = len(self.told())
            self.pages.taken()
        return self.told()[before:]

    def close(self) -> None:
        self.summing.close()
        self.journal.close()


def rows_of(pages: list[Mapping[str, Any]]) -> list[int]:
    return [row["seq"] for page in pages for row in page["rows"]]


def test_the_gravest_comes_first_with_what_the_day_was_like(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with())
    risky = act(rig.journal, 1, Tier.HIGH_RISK, sure=0.5)
    grave = act(rig.journal, 2)
    act(rig.journal, 3, decision=ASKED)
    (page,) = rig.all()
    assert page["fresh"]
    assert rows_of([page]) == [grave, risky]
    assert (page["waiting"], page["left_out"], page["behind"], page["problem"]) == (2, 0, 0, "")
    assert page["today"] == [3, 1, 1]
    assert rig.counts[-1] == 2
    row = page["rows"][1]
    assert (row["agent"], row["app"], row["tier"], row["confidence"]) == ("bot", "thunar", "high_risk", 0.5)
    assert "hash" not in row
    rig.close()


def test_yesterday_is_not_today(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with(), NOW_NS + 2 * DAY_NS)
    act(rig.journal, 1)
    (page,) = rig.all()
    assert page["today"] == [0, 0, 0]
    assert page["waiting"] == 1
    rig.close()


def test_much_is_told_in_pages_that_fit_a_packet(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with())
    seqs = [act(rig.journal, number, title="\U0001f600" * 90) for number in range(120)]
    pages = rig.all()
    assert [page["fresh"] for page in pages] == [True] + [False] * (len(pages) - 1)
    assert len(pages) > 1
    assert rows_of(pages) == seqs[::-1]
    assert all(len(json.dumps(page)) < PAGE_BYTES + 2_000 for page in pages)
    rig.close()


def test_asked_again_while_it_reads_it_tells_once(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with())
    for number in range(40):
        act(rig.journal, number)
    rig.pages.open()
    rig.pages.open()
    assert len([page for page in rig.told() if page["fresh"]]) == 1
    rig.close()


def test_a_record_that_cannot_be_read_is_said_and_nothing_is_listed(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with())
    rig.journal.close()
    rig.journal.path.write_bytes(b"no record at all, but a file of its name " * 100)
    (page,) = rig.all()
    assert page["rows"] == []
    assert "it is not a record" in page["problem"]
    rig.summing.close()


def test_wrong_in_the_window_is_written_at_once_and_told_back(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with())
    seqs = [act(rig.journal, number) for number in range(3)]
    rig.pages.mark(rig.reviewing, {"mark": "wrong", "rows": seqs[:2], "note": "not that"})
    assert rig.told("review_marked") == [{"t": "review_marked", "rows": seqs[:2], "mark": "wrong"}]
    assert rig.told("review_said") == [{"t": "review_said", "says": "marked wrong: 2 of 2"}]
    marked = rig.stage.rows("reviewed")
    assert [(row["approval"].approver, row["approval"].note) for row in marked] == [("tray", "not that")] * 2
    rig.close()


def test_attack_a_press_on_right_in_the_window_marks_nothing_without_a_hand(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with())
    row = act(rig.journal, 1)
    rig.pages.mark(rig.reviewing, {"mark": "right", "rows": [row], "note": ""})
    said = rig.told("review_said")
    assert said == [{"t": "review_said", "says": "asked: a person must confirm it at the screen"}]
    assert rig.told("review_marked") == []
    assert rig.stage.rows("reviewed") == []
    confirm(rig.stage)
    assert rig.told("review_marked") == [{"t": "review_marked", "rows": [row], "mark": "right"}]
    rig.close()


def test_what_makes_no_sense_marks_nothing(tmp_path: Path) -> None:
    rig = PagesRig(tmp_path, stage_with())
    wrong: list[object] = [None, "1 2", [], ["x"], [{}], [-1]]
    for rows in wrong:
        rig.pages.mark(rig.reviewing, {"mark": "wrong", "rows": rows})
    assert [said["says"] for said in rig.told("review_said")] == ["nothing to do"] * len(wrong)
    rig.close()
