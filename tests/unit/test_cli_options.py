from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from supervisor.cli_options import ContainOption, Given, HeadlessOption, LearnOption, PolicyOption, WorkflowOption
from supervisor.desktop.containment_table import Contain

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer()
found: list[Given] = []


@app.command()
def given(
    policy: PolicyOption = None,
    headless: HeadlessOption = False,
    workflow: WorkflowOption = "",
    contain: ContainOption = Contain.AUTO,
    learn: LearnOption = False,
) -> None:
    found[:] = [Given(policy, headless, workflow, contain, learn)]


def test_what_is_not_said_is_as_before() -> None:
    assert CliRunner().invoke(app, []).exit_code == 0
    assert found == [Given(None, False, "", Contain.AUTO, False)]


def test_what_is_said_arrives(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text("version = 1\n")
    words = ["--policy", str(policy), "--headless", "--workflow", "tidy up", "--contain", "strict", "--learn"]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert found == [Given(policy, True, "tidy up", Contain.STRICT, True)]


@pytest.mark.parametrize("words", [["--workflow", " tidy"], ["--contain", "some"]])
def test_a_mistake_is_told(words: list[str]) -> None:
    assert CliRunner().invoke(app, words).exit_code == 2
