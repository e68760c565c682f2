"""`display`: for agents that `run` cannot start; input passes the gate, and all else is said not to be ours."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.supervised import COMMAND
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from tests.support.supervised import Supervised

pytestmark = pytest.mark.desktop


@contextmanager
def lent(supervised: Supervised) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Lend a display; gives the command and the variables that it printed."""
    # What starts the tests may have told Ctrl-C to be ignored; a person's terminal does not.
    command = ["env", "--default-signal=INT", *COMMAND, "display", "--name", "boxed"]
    with subprocess.Popen(
        command, env=supervised.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield process, dict(process.stdout.readline().strip().split("=", 1) for _ in range(2))
        finally:
            process.kill()


def test_input_passes_the_gate_and_it_is_marked_input_only(supervised: Supervised) -> None:
    before = len(supervised.rows("decided"))
    with lent(supervised) as (process, variables):
        (agent,) = supervised.status()["agents"]
        assert (agent["name"], agent["contained"], agent["containment"]) == ("boxed", False, "input only")
        assert "boxed: input only" in supervised.command("status")
        env = supervised.env | variables
        subprocess.run(["xdotool", "mousemove", "5", "5", "click", "1"], env=env, check=True, timeout=30)
        wait_for(lambda: supervised.rows("decided")[before:] or None, "the click in the record")
        assert {row["agent"] for row in supervised.rows("decided")[before:]} == {"boxed"}
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    wait_for(lambda: not supervised.status()["agents"], "the end of the agent")
    assert subprocess.run(["xdotool", "getmouselocation"], env=env, check=False, capture_output=True).returncode
    assert not os.path.exists(variables["XAUTHORITY"])  # noqa: PTH110 - a name from the program
    started = supervised.rows("agent_started")[-1]["outcome"]
    assert (started["mode"], started["containment"]) == ("display", "input only")


def test_a_stop_ends_it(supervised: Supervised, person: Person) -> None:
    with lent(supervised) as (process, variables):
        supervised.command("stop")
        assert process.wait(30) == 124
        env = supervised.env | variables
        assert subprocess.run(["xdotool", "click", "1"], env=env, check=False, capture_output=True).returncode
    supervised.command("rearm")
    supervised.approve(person)
    supervised.wait_status(lambda s: s["state"] == "idle")


def test_its_end_with_the_supervisor_is_said(supervised: Supervised) -> None:
    with lent(supervised) as (process, _variables):
        os.kill(supervised.service_pid(), signal.SIGTERM)
        assert process.wait(30) == 123
        assert process.stderr
        assert "has ended" in process.stderr.read()
