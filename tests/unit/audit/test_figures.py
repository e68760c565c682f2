from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from supervisor.audit import figures as room
from supervisor.audit.figures import figures, kept_beside
from supervisor.audit.storage import UnreadableError
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.autonomy_tally import Group, Tally
from supervisor.core.record import Event
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.journal import Journal


def act(journal: Journal, first: int, count: int) -> None:
    for number in range(first, first + count):
        action = Action(f"bot-{number}", "bot", ActionKind.CLICK)
        allowed = Decision(Verdict.ALLOW, "r", "why")
        judged = Assessment(Tier.REVERSIBLE, Category.FILES)
        journal.append(Event.DECIDED, "bot", action=action, assessment=judged, decision=allowed)
        journal.append(Event.SENDING, "bot", action=action)
        journal.append(Event.OUTCOME, "bot", outcome={"action_id": action.id, "result": "done"})
    journal.commit()


def actions(path: Path) -> int:
    found = figures(path).grouped(Group.AGENT)
    return found["bot"].actions if found else 0


@pytest.fixture(autouse=True)
def keeps_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WORTH_KEEPING", 1)


def test_the_figures_of_a_record_grow_with_it(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    assert actions(journal.path) == 0
    act(journal, 0, 3)
    assert actions(journal.path) == 3
    kept = json.loads(kept_beside(journal.path).read_text())
    assert kept_beside(journal.path).stat().st_mode & 0o777 == 0o600
    act(journal, 3, 2)
    assert actions(journal.path) == 5
    assert json.loads(kept_beside(journal.path).read_text())["seq"] == kept["seq"] + 6
    assert actions(journal.path) == 5
    journal.close()


def test_only_what_is_new_is_gone_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = begin(tmp_path)
    act(journal, 0, 3)
    assert actions(journal.path) == 3
    monkeypatch.setattr(room, "record_of", lambda *_row: pytest.fail("an old row was read again"))
    assert actions(journal.path) == 3
    journal.close()


def test_an_action_may_begin_in_one_sitting_and_end_in_the_next(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.CLICK)
    journal.append(Event.DECIDED, "bot", action=action, assessment=Assessment(Tier.READ))
    journal.commit()
    assert actions(journal.path) == 0
    journal.append(Event.OUTCOME, "bot", outcome={"action_id": "bot-1", "result": "done"})
    journal.commit()
    assert actions(journal.path) == 1
    journal.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _kept: "no json",
        lambda kept: json.dumps(kept | {"hash": "00", "tally": Tally().data()}),
        lambda kept: json.dumps(kept | {"seq": 10_000, "tally": Tally().data()}),
        lambda kept: json.dumps(kept | {"tally": {"format": 0}}),
        lambda _kept: "[]",
        lambda kept: json.dumps(kept | {"seq": 10**30}),
        lambda kept: json.dumps(kept | {"seq": 1e999}),
        lambda kept: json.dumps(kept | {"hash": ""}),
        lambda kept: json.dumps(kept | {"tally": kept["tally"] | {"review": []}}),
        lambda _kept: "[" * 100_000,
    ],
)
def test_what_does_not_fit_the_record_is_thrown_away(tmp_path: Path, spoil: object) -> None:
    journal = begin(tmp_path)
    act(journal, 0, 3)
    assert actions(journal.path) == 3
    file = kept_beside(journal.path)
    assert callable(spoil)
    file.write_text(spoil(json.loads(file.read_text())))
    assert actions(journal.path) == 3
    journal.close()


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = begin(tmp_path)
    act(journal, 0, 2)

    def refuse(*_args: object, **_more: object) -> tuple[int, str]:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert actions(journal.path) == 2
    assert not kept_beside(journal.path).exists()
    journal.close()


def test_few_rows_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WORTH_KEEPING", 1000)
    journal = begin(tmp_path)
    act(journal, 0, 2)
    assert actions(journal.path) == 2
    assert not kept_beside(journal.path).exists()
    journal.close()


def test_without_a_record_there_are_no_figures(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        figures(tmp_path / "none.sqlite3")


def test_rows_that_are_none_are_passed_over(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    act(journal, 0, 3)
    journal.close()
    with closing(sqlite3.connect(journal.path)) as connection, connection:
        for name in ("record_update", "record_add"):
            connection.execute(f"DROP TRIGGER {name}")
        body = '{"event":"outcome"} nothing that anybody wrote'
        connection.execute("UPDATE record SET body = ?, hash = x'00' WHERE seq = 2", (body,))
        connection.execute("UPDATE record SET hash = x'00' WHERE seq = (SELECT max(seq) FROM record)")
    assert actions(journal.path) == 2
    assert not kept_beside(journal.path).exists()


def test_tests_of_attention_are_among_what_is_added_up(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    for event in (Event.CANARY_MISSED, Event.CANARY_NOTICED, Event.CANARY_WITHDRAWN):
        journal.append(event, outcome={"sentence": "x"})
    journal.commit()
    assert figures(journal.path).tested() == (1, 1)
    journal.close()
