from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import typer
from typer.testing import CliRunner

from supervisor.cli_autonomy import add_level, add_stats, attention, row, table, today, told
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Tier
from supervisor.core.autonomy_figures import Figures, Key, Ledger, Result
from supervisor.core.autonomy_tally import DAY_NS, Tally
from supervisor.core.record import Event
from supervisor.ui import figures_app
from supervisor.ui.application import NoDisplayError
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRIES = [
    {"part": "setting", "for": "all agents", "level": "approval-gates", "why": "your policy begins there"},
    {"part": "loan", "for": "agent bot", "level": "batch-review", "why": "chosen by a person", "seconds_left": "61"},
    {"part": "ceiling", "for": "app thunar", "level": "confidence-based", "why": "a person said no"},
]


class Supervisor:
    """Takes words and answers."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []

    def command(self, what: str, **more: Any) -> dict[str, Any]:
        self.taken.append((what, more))
        return {"says": "set", "status": {"levels": ENTRIES}}

    def run(self, *argv: str) -> tuple[int, str]:
        app = typer.Typer()
        app.callback()(lambda: None)
        add_level(app, self.command, self.said.append)
        done = CliRunner().invoke(app, argv)
        return done.exit_code, done.output


def test_without_a_word_it_says_what_holds() -> None:
    supervisor = Supervisor()
    status, output = supervisor.run("level")
    assert status == 0
    assert output.splitlines() == [
        "approval-gates for all agents (your policy begins there)",
        "lent: batch-review for agent bot, 2 min left (chosen by a person)",
        "no more than confidence-based for app thunar (a person said no)",
    ]
    assert supervisor.taken == [("status", {})]


HOSTILE = "bot\x1b[2J\u202egnp\x07\n"


def test_attack_a_name_gives_the_terminal_no_orders() -> None:
    line = told({"part": "loan", "for": f"agent {HOSTILE}", "level": "batch-review", "why": HOSTILE})
    found = table({HOSTILE: Figures(), "x" * 500: Figures()})
    supervisor = Supervisor()
    supervisor.command = lambda what, **_more: {"says": f"set: {what} for agent {HOSTILE}"}  # type: ignore[method-assign]
    supervisor.run("level", "full-oversight")
    for text in (line, *found, *supervisor.said):
        assert text.isprintable(), text
        assert len(text) < 200
    assert "agent bot\\u001b[2J\\u202egnp\\u0007\\n" in line
    assert len(found) == 3
    assert len({len(text) for text in found}) == 1, "columns stay columns"


def test_a_level_is_sent_with_all_that_was_said() -> None:
    supervisor = Supervisor()
    words = (
        "batch-review",
        "--for",
        "30m",
        "--agent",
        "bot",
        "--workflow",
        "w",
        "--app",
        "gimp",
        "--category",
        "files",
    )
    assert supervisor.run("level", *words)[0] == 0
    wanted = {
        "level": "batch-review",
        "for": "30m",
        "agent": "bot",
        "workflow": "w",
        "app": "gimp",
        "category": "files",
    }
    assert supervisor.taken == [("level", wanted)]
    assert supervisor.said == ["agent-supervisor: set"]


@pytest.mark.parametrize("words", [("lax",), ("batch-review", "--for", "soon"), ("batch-review", "--category", "x")])
def test_a_mistake_is_not_sent(words: tuple[str, ...]) -> None:
    supervisor = Supervisor()
    status, _ = supervisor.run("level", *words)
    assert status == 2
    assert supervisor.taken == []


def test_one_can_be_asked_again() -> None:
    supervisor = Supervisor()
    assert supervisor.run("ask-again")[0] == 0
    assert (supervisor.taken, supervisor.said) == ([("ask-again", {})], ["agent-supervisor: set"])


def test_a_line_for_each_entry() -> None:
    assert told(ENTRIES[0]) == "approval-gates for all agents (your policy begins there)"


def some(*results: Result) -> Figures:
    figures = Figures()
    for result in results:
        figures = figures.after(result, 1000 if result is Result.APPROVED else None)
    return figures


def test_figures_as_a_table() -> None:
    found = {
        "bot": some(Result.PASSED, Result.PASSED, Result.APPROVED, Result.REJECTED),
        "clerk": some(Result.PASSED),
    }
    lines = table(found)
    assert [line.split() for line in lines[1:]] == [
        ["bot", "4", "2", "50.0", "50.0%", "50.0%", "0.0%", "0.0%", "1.4", "s"],
        ["clerk", "1", "0", "0.0", "–", "–", "–", "–", "–"],
    ]
    assert table({}) == ["nothing yet"]


def test_figures_as_data() -> None:
    assert row(some(Result.PASSED, Result.APPROVED, Result.EXPIRED)) == {
        "actions": 3,
        "asked": 2,
        "prompts_per_100": 66.67,
        "approved": 0.5,
        "rejected": 0.0,
        "modified": 0.0,
        "expired": 0.5,
        "median_answer_ms": 1414,
        "low_confidence": 0,
    }
    assert row(Figures())["approved"] is None


def test_no_name_of_an_agent_reaches_the_terminal_as_it_is() -> None:
    found = {"\x1b[2Jbot\n": some(Result.PASSED), "b" * 500: some(Result.PASSED), "b" * 501: some()}
    lines = table(found)
    assert len(lines) == 4
    assert "\\u001b[2Jbot\\n " in lines[1]
    assert all(len(line) < 200 for line in lines)


def test_the_day_in_one_line() -> None:
    tally, key = Tally(), Key("bot", Category.FILES, "thunar", Tier.READ)
    for day in (20_000, 20_001):
        ledger = tally.days[day] = Ledger()
        for number in range(day - 19_998):
            ledger.count(key, Result.EXPIRED if number else Result.PASSED, unsure=bool(number))
    assert today(tally, 20_001 * DAY_NS + 5) == "today: 3 actions, 2 asked, 2 with low confidence"
    assert today(tally, 20_002 * DAY_NS) == "today: 0 actions, 0 asked, 0 with low confidence"


def stats(record: Path, *argv: str) -> tuple[int, str, list[str]]:
    app, failed = typer.Typer(), []

    def fail(error: Exception) -> NoReturn:
        failed.append(str(error))
        raise typer.Exit(1)

    app.callback()(lambda: None)
    add_stats(app, lambda given: given or record, fail)
    done = CliRunner().invoke(app, ["stats", *argv])
    return done.exit_code, done.output, failed


def test_stats_reads_the_record(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.CLICK)
    journal.append(Event.DECIDED, "bot", action=action, assessment=Assessment(Tier.READ, Category.FILES))
    journal.append(Event.OUTCOME, "bot", outcome={"action_id": "bot-1", "result": "done"})
    journal.close()
    status, output, _ = stats(journal.path, "--json", "--by", "category")
    assert status == 0
    assert json.loads(output)["files"]["actions"] == 1
    assert "bot" in stats(journal.path, "--by", "agent", "--days", "36500")[1]
    assert stats(tmp_path / "other", "--record", str(journal.path))[0] == 0


def test_stats_in_a_window_reads_the_record_whenever_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[object] = []

    def show(read: Callable[[], object]) -> int:
        found.append(read())
        begin(tmp_path).close()
        found.append(read())
        return 0

    monkeypatch.setattr(figures_app, "show", show)
    assert stats(tmp_path / "record.sqlite3", "--window")[0] == 0
    before, after = found
    assert "record.sqlite3" in str(before)
    assert isinstance(after, Tally)


def test_stats_without_a_display_to_show_a_window_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def show(_: object) -> int:
        raise NoDisplayError("cannot open display `:9`")

    monkeypatch.setattr(figures_app, "show", show)
    status, _, failed = stats(tmp_path / "record.db", "--window")
    assert (status, failed) == (1, ["cannot open display `:9`"])


def test_stats_says_what_is_wrong(tmp_path: Path) -> None:
    status, _, failed = stats(tmp_path / "none")
    assert (status, len(failed)) == (1, 1)
    assert stats(tmp_path / "none", "--by", "colour")[0] == 2


def test_decisions_are_written_for_their_owner_and_over_nothing(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    journal.close()
    file = tmp_path / "decisions.jsonl"
    assert stats(journal.path, "--export", str(file))[1] == f"0 decisions written to {file}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    status, _, failed = stats(journal.path, "--export", str(file))
    assert (status, failed) == (1, [f"`{file}` cannot be written: file exists: name another file"])
    status, _, failed = stats(tmp_path / "none", "--export", str(tmp_path / "other"))
    assert status == 1
    assert len(failed) == 1
    assert not (tmp_path / "other").exists()


def test_tests_of_attention_have_a_line_where_there_was_one() -> None:
    tally = Tally()
    assert attention(tally, 0) == []
    tally.tests = {7: (1, 2), 9: (0, 1)}
    assert attention(tally, 0) == ["tests of attention: 4, of these 1 answered by a yes"]
    assert attention(tally, 8) == ["tests of attention: 1, of these 0 answered by a yes"]
