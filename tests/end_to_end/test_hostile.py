"""An agent that knows how the gate works tries to get a command run that nobody approved, or a key past the gate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.programs import terminal
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.programs import Program
    from tests.support.record_oracle import RecordOracle

pytestmark = pytest.mark.desktop
HOSTILE = Path(__file__).parents[1] / "support/agents/hostile.py"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with something to lose."""
    work = tmp_path_factory.mktemp("work")
    (work / "old").mkdir()
    return work


@pytest.fixture(scope="module")
def shell(desktop: VirtualDesktop, work: Path) -> Iterator[Program]:
    """Give a terminal whose text nobody can read, in that folder."""
    with terminal(desktop, "xterm", work) as running:
        yield running


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor that nobody sits at: what must be asked is refused."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="yield_to_person_ms = 0\n") as running:
        # Keeps the service, and with it what it knows, between the agents.
        keeper = running.run("sleep", "600", options=("--headless",))
        running.wait_status(lambda s: s.get("agents"))
        yield running
        keeper.kill()


def attack(supervised: Supervised, *names: str) -> None:
    """Let hostile agents run one after the other."""
    for name in names:
        status, out = supervised.finish(supervised.run(sys.executable, HOSTILE, name, options=("--headless",)))
        assert status == 0, out


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize(
    "name", ["refused-map", "shift-is-return", "control-sign", "other-map", "false-menu", "first-half second-half"]
)
def test_attack_a_command_is_handed_over_by_something_that_does_not_look_like_return(
    supervised: Supervised, work: Path, name: str
) -> None:
    attack(supervised, *name.split())
    # A new prompt: whatever was handed over has been carried out by then.
    prompt = work / ".shell-of-xterm"
    prompt.unlink()
    attack(supervised, "clear")
    wait_for(prompt.exists, "the shell to be ready")
    try:
        assert (work / "old").exists(), supervised.decisions()[-4:]
    finally:
        (work / "old").mkdir(exist_ok=True)


def test_attack_a_key_hidden_in_a_request_that_server_and_gate_cut_differently(
    supervised: Supervised, oracle: RecordOracle
) -> None:
    oracle.clear()
    supervised.finish(supervised.run(sys.executable, HOSTILE, "framing", options=("--headless",)))
    oracle.settle()
    assert [seen for seen in oracle.requests if seen.detail == 38] == []
