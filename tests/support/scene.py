"""A supervised desktop with a window that takes input, a person, and witnesses; for tests of the stop."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tests.support.receiver import Receiver
from tests.support.stopping import Seat, Tree, agent_input, start_tree
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle

# Agents do not wait for the person's hand here: else the chord's own first key would quiet them before the stop does.
SETTINGS = "yield_to_person_ms = 0\n"
POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "Delete" }\n'

TYPING = 'while :; do echo "type abcdefg"; echo "sleep 4"; done | {agent}'
DRAGGING = """{{ echo "move {x} {y}"; echo "down 1"
while :; do echo "moverel 2 0"; echo "sleep 4"; echo "moverel -2 0"; echo "sleep 4"; done; }} | {agent}"""
DRAGGING_WITH_SHIFT = """{{ echo "move {x} {y}"; echo "keydown Shift_L"; echo "down 1"
while :; do echo "moverel 2 0"; echo "sleep 4"; echo "moverel -2 0"; echo "sleep 4"; done; }} | {agent}"""


class Stage:
    """A window that takes input and a supervisor that has not been started yet; a context manager.

    Attributes:
        desktop: Where.
        target: The window.
        supervised: The supervisor's commands.
    """

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.desktop = desktop
        self.target = Receiver(desktop, title="target", geometry=(100, 100, 500, 400))
        self.supervised = Supervised(desktop, desktop.folder / "stage", settings=SETTINGS, policy=POLICY)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.supervised.close()
        self.target.close()


@dataclass
class Scene:
    """What one test has to do with."""

    stage: Stage
    agent: Path
    """The C agent."""
    folder: Path
    person: Person
    oracle: RecordOracle
    seat: Seat

    @property
    def desktop(self) -> VirtualDesktop:
        """Where."""
        return self.stage.desktop

    @property
    def supervised(self) -> Supervised:
        """The supervisor's commands."""
        return self.stage.supervised

    @property
    def target(self) -> Receiver:
        """The window that takes input."""
        return self.stage.target

    def start(self, script: str) -> Tree:
        """Start a shell script as an agent, see `TYPING`, and wait until its input arrives."""
        x, y = self.target.centre
        self.oracle.clear()
        tree = start_tree(self.supervised, "sh", "-c", script.format(agent=self.agent, x=x, y=y))

        def arrives() -> bool:
            assert tree.run.poll() is None, f"the agent ended: {self.supervised.finish(tree.run)}"
            return len(agent_input(self.oracle)) > 5

        wait_for(arrives, "the agent's input", timeout_s=30)
        return tree

    def wait_stuck(self) -> None:
        """Wait until the gate has written input that the server does not read, under another client's grab."""
        last = -1

        def same() -> bool:
            nonlocal last
            before, last = last, len(self.supervised.rows("sending"))
            return before == last

        wait_for(same, "the gate to be stuck")

    def quiet(self, seconds: float = 0.3) -> None:
        """Let time pass in which an agent that may would send something: only so can its silence be seen."""
        threading.Event().wait(seconds)
        self.oracle.settle()

    def end_agents(self) -> None:
        """End what a test has left running."""
        for agent in self.supervised.agents:
            if agent.poll() is None:
                agent.kill()
                agent.wait()

    def rearm(self) -> None:
        """End a stop, if there is one."""
        self.supervised.rearm(self.person)
