from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from supervisor.cli_stages import add_stage, told

BOT = {
    "for": "agent bot",
    "agent": "bot",
    "workflow": "",
    "stage": "launch",
    "words": "23 of 65 answers, lower bound 0.77 of 0.90",
    "earned": None,
}
TIDY = {
    "for": "workflow tidy",
    "agent": "",
    "workflow": "tidy",
    "stage": "mature",
    "words": "w",
    "earned": "optimised",
}
HOSTILE = "bot\x1b[2J\u202egnp\x07\n"


class Supervisor:
    """Takes words and answers."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.stages = [BOT, TIDY]

    def command(self, what: str, **more: Any) -> dict[str, Any]:
        self.taken.append((what, more))
        return {"says": "set", "status": {"stages": self.stages}}

    def run(self, *argv: str) -> tuple[int, str]:
        app = typer.Typer()
        app.callback()(lambda: None)
        add_stage(app, self.command, self.said.append)
        done = CliRunner().invoke(app, ["stage", *argv])
        return done.exit_code, done.output


def test_without_a_word_it_says_who_is_where() -> None:
    supervisor = Supervisor()
    assert supervisor.run()[1].splitlines() == [
        "stage launch for agent bot: 23 of 65 answers, lower bound 0.77 of 0.90",
        "stage mature for workflow tidy: w, optimised is earned: see the tray",
    ]
    assert supervisor.run("--workflow", "tidy")[1].splitlines() == [told(TIDY)]
    assert json.loads(supervisor.run("--agent", "bot", "--json")[1]) == [BOT]
    supervisor.stages = []
    assert supervisor.run() == (0, "nobody is on this path: `agent-supervisor run --learn` begins it\n")


@pytest.mark.parametrize("word", ["launch", "optimised", "back", "leave"])
def test_a_stage_is_sent_with_whose_it_is(word: str) -> None:
    supervisor = Supervisor()
    assert supervisor.run(word, "--agent", "bot", "--workflow", "tidy")[0] == 0
    assert supervisor.taken == [("stage", {"stage": word, "agent": "bot", "workflow": "tidy"})]
    assert supervisor.said == ["agent-supervisor: set"]


@pytest.mark.parametrize("words", [("ripe", "--agent", "bot"), ("launch",)])
def test_a_mistake_is_not_sent(words: tuple[str, ...]) -> None:
    supervisor = Supervisor()
    assert supervisor.run(*words)[0] == 2
    assert supervisor.taken == []


def test_attack_a_name_gives_the_terminal_no_orders() -> None:
    line = told(BOT | {"for": f"agent {HOSTILE}"})
    assert line.isprintable()
    assert "\\u001b" in line
    assert len(told(BOT | {"for": "x" * 5000})) < 500
