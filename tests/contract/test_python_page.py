"""What the manual's page for agents in Python says, run as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.client.messages import SOCKET, TOKEN
from supervisor.wire.vocabulary import Proposal, Status
from tests.unit.client.conftest import TurningRig

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SNIPPETS = re.findall(r"```python\n(.*?)```", (ROOT / "resources/manual/python.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[TurningRig]:
    made = TurningRig(tmp_path / "gateway")
    yield made
    made.stop()


def run(rig: TurningRig, snippet: str) -> str:
    env = os.environ | {SOCKET: rig.address.socket, TOKEN: rig.address.token, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", snippet], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def kinds(rig: TurningRig) -> list[str]:
    return [made.proposal.gesture.type for made in rig.agent.made if isinstance(made.proposal, Proposal)]


GESTURES = ["move", "click", "click", "drag", "scroll", "key", "type", "down", "up", "wait"]


def test_there_are_three_snippets() -> None:
    assert len(SNIPPETS) == 3


@pytest.mark.parametrize(("number", "made"), [(0, ["click", "type", "key"]), (1, GESTURES), (2, ["click", "type"])])
def test_a_snippet_runs_as_it_stands(rig: TurningRig, number: int, made: list[str]) -> None:
    rig.agent.at_once = Status.DONE
    run(rig, SNIPPETS[number])
    assert kinds(rig) == made


def test_a_stop_ends_the_agent_of_the_page(rig: TurningRig) -> None:
    rig.agent.at_once = Status.STOPPED
    env = os.environ | {SOCKET: rig.address.socket, TOKEN: rig.address.token, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run([sys.executable, "-c", SNIPPETS[0]], env=env, capture_output=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert kinds(rig) == ["click"]
