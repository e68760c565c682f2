"""What the manual's page for agents with pyautogui and pynput says, run as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.wire.vocabulary import Status
from tests.support.routed import gestures, program, runs
from tests.unit.client.conftest import TurningRig

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[2] / "resources/manual/shims.md").read_text("utf-8")
(SNIPPET,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[TurningRig]:
    made = TurningRig(tmp_path / "gateway")
    yield made
    made.stop()


def test_the_snippet_runs_as_it_stands(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    runs(SNIPPET, rig.address)
    made = gestures(rig)
    assert {"type": "click", "x": 400, "y": 300} in made
    assert [one["char"] for one in made if one["type"] == "down" and "char" in one] == [*"Grüße,", *"世界", "s"]


def test_a_stop_ends_the_agent_of_the_page(rig: TurningRig) -> None:
    rig.agent.at_once = Status.STOPPED
    status, _, err = program(SNIPPET, rig.address)
    assert status != 0
    assert "FailSafeException" in err
    assert [one["type"] for one in gestures(rig)] == ["move"]
