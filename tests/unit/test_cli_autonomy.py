from __future__ import annotations

from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from supervisor.cli_autonomy import add_level, told

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
        done = CliRunner().invoke(app, ["level", *argv])
        return done.exit_code, done.output


def test_without_a_word_it_says_what_holds() -> None:
    supervisor = Supervisor()
    status, output = supervisor.run()
    assert status == 0
    assert output.splitlines() == [
        "approval-gates for all agents (your policy begins there)",
        "lent: batch-review for agent bot, 2 min left (chosen by a person)",
        "no more than confidence-based for app thunar (a person said no)",
    ]
    assert supervisor.taken == [("status", {})]


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
    assert supervisor.run(*words)[0] == 0
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
    status, _ = supervisor.run(*words)
    assert status == 2
    assert supervisor.taken == []


def test_a_line_for_each_entry() -> None:
    assert told(ENTRIES[0]) == "approval-gates for all agents (your policy begins there)"
