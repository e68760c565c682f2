from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import typer
from typer.testing import CliRunner

from supervisor.cli_review import Supervisor, add_review
from supervisor.core.assessment import Tier
from supervisor.core.review import Mark
from tests.unit.audit.test_review import act, mark
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from pathlib import Path


class Person:
    """Types commands, with a supervisor that takes note of what it is told."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.stayed: list[str] = []

    def _command(self, what: str, **more: Any) -> dict[str, Any]:
        self.told.append((what, more))
        return {"says": "marked"}

    def _fail(self, error: Exception) -> NoReturn:
        self.said.append(str(error))
        raise typer.Exit(1)

    def type(self, *argv: str) -> tuple[int, str]:
        app = typer.Typer()
        app.callback()(lambda: None)
        supervisor = Supervisor(self._command, self.stayed.append)
        add_review(app, lambda given: given or self.record, supervisor, self.said.append, self._fail)
        done = CliRunner().invoke(app, ["review", *argv])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done.exit_code, done.output


def test_what_was_drawn_is_listed_with_what_waits(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    first, grave = act(journal, 1, Tier.HIGH_RISK, sure=0.1), act(journal, 2)
    mark(journal, act(journal, 3), Mark.RIGHT)
    person = Person(journal.path)
    status, output = person.type()
    assert status == 0
    assert [line.split()[0] for line in output.splitlines()] == [str(grave), str(first), "2"]
    assert output.splitlines()[1].split("  ")[-2:] == [
        "high risk, files, the agent was not sure",
        "mine: you allow it",
    ]
    assert output.splitlines()[-1] == "2 drawn and not gone through, 1 marked"
    assert [one["seq"] for one in json.loads(person.type("--json", "--most", "1")[1])] == [grave]
    journal.close()


def test_where_nothing_was_drawn_it_says_what_lists_the_rest(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    act(journal, 1, Tier.REVERSIBLE)
    person = Person(journal.path)
    hint = "`agent-supervisor review --all` lists what passed of late, drawn or not"
    assert person.type()[1].splitlines()[-1] == hint
    assert hint not in person.type("--all")[1]
    journal.close()


def test_all_of_it_can_be_listed(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    seqs = [act(journal, number, Tier.REVERSIBLE) for number in range(5)]
    found = json.loads(Person(journal.path).type("--all", "--json")[1])
    assert [one["seq"] for one in found] == seqs[::-1]
    journal.close()


@pytest.mark.parametrize("word", list(Mark))
def test_a_mark_is_sent_with_its_note(tmp_path: Path, word: Mark) -> None:
    person = Person(tmp_path / "none")
    assert person.type(word, "12", "15", "--note", "not what I asked for")[0] == 0
    assert person.told == [("review", {"mark": word.value, "rows": "12 15", "note": "not what I asked for"})]
    assert person.said == ["agent-supervisor: marked"]


@pytest.mark.parametrize("argv", [("right",), ("wrong", "x"), ("wrong", "0"), ("--most", "0"), ("unsure", "1")])
def test_a_mistake_is_not_sent(tmp_path: Path, argv: tuple[str, ...]) -> None:
    person = Person(tmp_path / "none")
    assert person.type(*argv)[0] == 2
    assert person.told == []


@pytest.mark.parametrize("content", [b"", b"no record" * 1000, None])
def test_a_record_that_is_none_is_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "record.sqlite3"
    if content is not None:
        path.write_bytes(content)
    person = Person(path)
    assert person.type()[0] == 1
    assert len(person.said) == 1
    assert "\n" not in person.said[0]


def test_the_window_is_the_supervisors_own_and_of_its_own_record(tmp_path: Path) -> None:
    person = Person(tmp_path / "none.sqlite3")
    assert person.type("--window") == (0, "")
    assert person.stayed == ["review-window"]
    assert person.type("--window", "--record", "x.sqlite3")[0] == 2
    assert person.stayed == ["review-window"]
