"""Agents with a model's computer tool, over its adapter."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.programs import mousepad
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
AGENT = Path(__file__).parents[1] / "support/agents/model_agent.py"
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"


def test_calls_of_four_models_write_a_line_each(desktop: VirtualDesktop, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    with (
        Supervised(desktop, tmp_path / "home", settings=SETTINGS) as supervised,
        mousepad(desktop, file) as editor,
    ):
        supervised.keep()
        x, y = editor.element(role="text").centre
        status, out = supervised.finish(supervised.run(sys.executable, AGENT, str(x), str(y)))
        assert status == 0, out
        answers = [answer for line in out.splitlines() if line.startswith("[") for answer in json.loads(line)]
        assert len(answers) == 5
        assert not any("is_error" in answer or "Not executed" in str(answer) for answer in answers)
        wait_for(lambda: file.read_text().count("\n") >= 4, "the file to be saved")
        assert file.read_text().split() == ["eins", "zwei", "drei", "vier"]
