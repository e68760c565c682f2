"""What an agent is started for: the starter names the task, and the machine and the settings the rest."""

from __future__ import annotations

import os
import pwd
from typing import Any

import pytest

from supervisor.app.assigning import assignment, identity, login_name, refusal
from supervisor.core.assignment import Assignment
from supervisor.core.autonomy_promotion import Identity
from supervisor.core.settings import Settings


def test_the_user_is_the_one_of_the_process_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert login_name() == pwd.getpwuid(os.getuid()).pw_name


def test_a_user_without_a_name_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert login_name() == "4000000000"


def test_the_starter_names_agent_and_workflow_and_nothing_else() -> None:
    message = {"t": "run", "name": "bot", "workflow": "invoices", "user": "root", "team": "board", "agent": "other"}
    assert not refusal(message)
    assert assignment(message, Settings(team="ops")) == Assignment("bot", login_name(), "ops", "invoices")


def test_the_starter_says_which_program_it_is() -> None:
    assert identity({"t": "run", "program": "0a1b", "model": "m-1"}) == Identity("0a1b")
    assert identity({"t": "display", "program": None}) == Identity()
    assert len(identity({"program": "x" * 10_000}).executable_hash) == 100


def test_who_names_no_workflow_has_none() -> None:
    assert assignment({"t": "run"}, Settings()) == Assignment("agent", login_name())


@pytest.mark.parametrize("workflow", [None, 7, ["x"], "a\nb", "x" * 61, "\u202ex"])
def test_a_workflow_that_rules_could_not_name_is_refused(workflow: Any) -> None:
    said = refusal({"t": "run", "workflow": workflow})
    assert "workflow" in said
    assert len(said) < 200


@pytest.mark.parametrize("name", ["undo of row 7", "undo of row "])
def test_attack_no_agent_is_called_like_a_persons_undo(name: str) -> None:
    assert "supervisor's own" in refusal({"t": "run", "name": name})
    assert not refusal({"t": "run", "name": "undo of all"})
