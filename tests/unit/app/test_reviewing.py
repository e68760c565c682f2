from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.app.reviewing import MOST, Reviewing
from supervisor.app.turns import Turns
from supervisor.audit.review import Passed, passed_at
from supervisor.core.assessment import Tier
from supervisor.core.record import Event
from tests.support.levels_at_work import stage_with
from tests.unit.audit.test_review import act
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.journal import Journal
    from tests.support.playbook import Stage


class Rig:
    """An engine, and a record in which something passed."""

    def __init__(self, folder: Path) -> None:
        self.stage: Stage = stage_with()
        self.journal: Journal = begin(folder)
        self.rows = [act(self.journal, number, Tier.HIGH_RISK, sure=0.5) for number in range(3)]
        self.reviewing = Reviewing(self.stage.engine, self.journal.path, Turns(self.stage.loop))

    def say(self, mark: str, rows: str, note: str = "") -> str:
        said: list[str] = []
        self.reviewing.take({"mark": mark, "rows": rows, "note": note}, "command", said.append)
        self.stage.advance(0)
        return said[0]

    def passed(self) -> list[Passed]:
        return passed_at(self.journal.path, self.rows)

    def marks(self) -> list[tuple[object, object]]:
        outcomes = [row["outcome"] for row in self.stage.rows("reviewed")]
        return [(outcome["seq"], outcome["mark"]) for outcome in outcomes]


def test_wrong_is_written_at_once_with_the_row_it_is_about(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    first, second, _ = rig.rows
    assert rig.say("wrong", f"{first} {second} {first}", "n" * 9000) == "marked wrong: 2 of 2"
    assert rig.marks() == [(first, "wrong"), (second, "wrong")]
    row = rig.stage.rows("reviewed")[0]
    assert row["agent"] == "bot"
    assert len(row["approval"].note) == 500
    assert {"app", "category", "tier", "hash"} < row["outcome"].keys()
    assert len(row["outcome"]["hash"]) == 64
    rig.journal.close()


def test_right_is_asked(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    assert "a person must confirm" in rig.say("right", str(rig.rows[0]))
    assert rig.stage.asked is not None
    assert rig.marks() == []
    rig.journal.close()


@pytest.mark.parametrize(
    ("mark", "rows", "says"),
    [
        ("maybe", "2", "nothing to do"),
        ("wrong", "", "nothing to do"),
        ("wrong", "two", "nothing to do"),
        ("wrong", "2,3", "nothing to do"),
        ("wrong", "9" * 19, "nothing to do"),
        ("wrong", "1", "row 1 decided nothing that passed: `agent-supervisor review` lists what did"),
        ("wrong", " ".join(map(str, range(MOST + 1))), f"these are {MOST + 1} rows: mark {MOST} at a time"),
    ],
)
def test_what_is_not_there_is_not_marked(tmp_path: Path, mark: str, rows: str, says: str) -> None:
    rig = Rig(tmp_path)
    assert rig.say(mark, rows) == says
    assert rig.marks() == []
    rig.journal.close()


def test_where_one_row_cannot_be_marked_none_is(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    assert "row 1 " in rig.say("wrong", f"{rig.rows[0]} 1")
    assert rig.marks() == []
    rig.journal.close()


def test_what_somebody_did_who_is_gone_says_nothing_of_who_is_here(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    recorder = rig.stage.engine.parts.recorder
    rig.stage.agent("bot")
    assert [rig.reviewing._found(one).here for one in rig.passed()] == [False] * 3, "nobody knows when it began"
    recorder.began["bot"] = rig.rows[0] - 1
    recorder.began["other"] = rig.rows[2] + 1
    assert [rig.reviewing._found(one).here for one in rig.passed()] == [True] * 3
    assert [rig.reviewing._found(one).drawn for one in rig.passed()] == [True] * 3
    recorder.began["bot"] = rig.rows[0] + 1
    assert [rig.reviewing._found(one).here for one in rig.passed()] == [False, True, True]
    del rig.stage.engine.agents["bot"]
    assert [rig.reviewing._found(one).here for one in rig.passed()] == [False] * 3
    rig.journal.close()


def test_what_is_held_meanwhile_goes_on_while_the_record_is_looked_up(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.journal.append(Event.DECIDED, "bot")
    last = act(rig.journal, 9, Tier.HIGH_RISK, result="refused")
    for _ in range(500):
        rig.journal.append(Event.STOPPED, outcome={"how": "bot-7 was named"})
    rig.journal.commit()
    before = rig.stage.loop.calls
    assert "not done" in rig.say("wrong", f"{rig.rows[0]} {last}")
    act(rig.journal, 7, Tier.HIGH_RISK)
    assert rig.say("wrong", f"{rig.rows[0]}") == "marked wrong: 1 of 1"
    assert rig.stage.loop.calls > before + 1
    rig.journal.close()
