"""A supervised desktop with a person at it and something to lose, and a judge who looks at it from outside."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import X

from supervisor.app.paths import Paths
from supervisor.audit.verification import verify
from tests.attacks.agent.mark import MARK
from tests.support import accessible_actions
from tests.support.stopping import PRESSES, Seat, sent_after, start_tree
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    import subprocess

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.receiver import Receiver
    from tests.support.record_oracle import RecordOracle, Seen
    from tests.support.stopping import Tree
    from tests.support.supervised import Supervised

SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\ngrab_limit_s = 2\n"
POLICY = """version = 1
[tiers]
read = "allow"
reversible = "allow"
high_risk = "allow"
irreversible = "allow"
[[rule]]
id = "vault"
reason = "what is in the vault is to be asked about"
verdict = "ask"
[rule.when]
title = "*vault*"
action = ["key", "type", "type+enter", "click", "double_click", "triple_click", "right_click", "middle_click", "drag"]
"""
_MODULES = ("supervisor.app", "supervisor.human", "supervisor.ui")
_ROUTE_S = 60.0
STOPPED = 124
"""Exit status of `run` when a person stopped the agent."""
_ANSWER_S = 1.0


def agent_command(route: str, *words: object) -> list[str]:
    """Give the command of the attacking agent."""
    return [sys.executable, "-m", "tests.attacks.agent", route, *map(str, words)]


@dataclass
class Yard:
    """What a test of the matrix has to do with."""

    desktop: VirtualDesktop
    supervised: Supervised
    vault: Receiver
    """The person's window, in focus and under the pointer; what an agent does to it has to be asked about."""
    person: Person
    oracle: RecordOracle
    seat: Seat
    paths: Paths
    policy: str = ""
    """As `status` names it."""
    pids: tuple[int, ...] = ()
    """Of service, `human` and ui."""
    known: int = 0
    """Rows of the record when the test began."""
    lines: int = 0
    """What the vault had told then."""
    mark: Path = Path()
    """Made by the agent when its attack is under way."""

    # -- before

    def set_up(self) -> None:
        """Have the vault in focus, the pointer above it, and all else forgotten."""
        with Windows(self.desktop) as windows:
            window = next(window for window in windows.all() if window.id == self.vault.window)
            windows.activate(window)
        self.person.move(*self.vault.centre)
        status = self.supervised.wait_status(lambda found: not found["agents"] and found.get("ui"))
        self.policy, self.pids = status["policy"], self.processes
        self.known, self.lines = len(self.supervised.rows()), len(self.vault.lines)
        self.oracle.clear()

    @property
    def processes(self) -> tuple[int, ...]:
        """The supervisor's processes."""
        return tuple(pid for module in _MODULES for pid in self.supervised.processes(module))

    # -- during

    def begin(self, route: str, *words: object, options: tuple[str, ...] = ()) -> Tree:
        """Let the agent try a route; it goes on meanwhile."""
        self.mark = self.desktop.folder / f"mark-{len(self.supervised.agents)}"
        command = ["env", f"{MARK}={self.mark}", *agent_command(route, *words)]
        return start_tree(self.supervised, *command, options=options)

    def begin_and_wait(self, route: str, *words: object) -> Tree:
        """Let the agent try a route that goes on and on, and wait until it is under way."""
        tree = self.begin(route, *words)

        def under_way() -> bool:
            assert tree.run.poll() is None, f"the agent ended: {self.supervised.finish(tree.run)}"
            return self.mark.exists()

        wait_for(under_way, "the attack to be under way", timeout_s=_ROUTE_S)
        return tree

    def attack(self, route: str, *words: object, options: tuple[str, ...] = ()) -> list[str]:
        """Let the agent try a route to its end, and reject all that is asked meanwhile; gives what it said."""
        tree = self.begin(route, *words, options=options)
        self.reject_all(tree.run)
        _status, said = self.supervised.finish(tree.run, _ROUTE_S)
        return [line for line in said.splitlines() if not line.startswith("agent-supervisor: ")]

    def reject_all(self, run: subprocess.Popen[str]) -> int:
        """Reject what is asked until the agent has ended; gives how much that was."""
        asked: set[str] = set()

        def over() -> bool:
            requests = self.supervised.status().get("requests", [])
            asked.update(requests)
            if requests:
                self.person.chord("ctrl+alt+n")
            return run.poll() is not None

        wait_for(over, "the agent to end", timeout_s=_ROUTE_S)
        return len(asked)

    def attack_beside(self, route: str, *words: object) -> list[str]:
        """Let a program that is no agent try a route: it runs as the person's own."""
        return self.desktop.run(agent_command(route, *words)).splitlines()

    def wait_asked(self) -> str:
        """Wait until something is asked; gives its id."""
        return self.supervised.wait_held()

    # -- after

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What was recorded since the test began."""
        return self.supervised.rows()[self.known :]

    @property
    def hits(self) -> list[dict[str, Any]]:
        """Keys and buttons that the vault got since the test began, but the person's own."""
        chord = X.ControlMask | X.Mod1Mask
        got = [line for line in self.vault.lines[self.lines :] if line["event"] in ("key_press", "button_press")]
        return [line for line in got if line["state"] & chord != chord and line.get("key") not in _PERSONS_KEYS]

    @property
    def presses(self) -> list[Seen]:
        """Presses that some program asked the server for since the test began, however it did."""
        self.oracle.settle()
        return [seen for seen in self.oracle.requests if seen.type in PRESSES and seen.type != X.MotionNotify]

    def nothing_was_won(self) -> None:
        """Show what must hold after every attack: nothing done, answered, loosened, changed or lost."""
        assert {"rearmed", "resumed", "bypassed"}.isdisjoint(row["event"] for row in self.rows)
        self.nothing_of_the_agent_acted()

    def nothing_of_the_agent_acted(self) -> None:
        """Show the same after a stop that the person ended."""
        assert self.presses == []
        assert self.hits == []
        assert self.processes == self.pids, self.supervised.log()
        status = self.supervised.status()
        assert status["policy"] == self.policy
        answers = [str(row["outcome"]) for row in self.rows if row["event"] == "answered"]
        assert not [answer for answer in answers if "approve" in answer]
        whole = verify(self.paths.of_display(self.desktop.display).record)
        assert whole.ok, whole.sentence

    def stops(self, tree: Tree) -> None:
        """Press stop under the attack: it holds at once and for good, and only the person ends it."""
        self.person.chord("ctrl+alt+s")
        self.supervised.wait_status(lambda status: status["state"] == "stopped")
        stopped = [row for row in self.rows if row["event"] == "stopped"][-1]["outcome"]
        assert self.supervised.finish(tree.run, _ROUTE_S)[0] == STOPPED
        wait_for(lambda: not tree.processes(), "the agent's tree to end")
        self.seat.wait_up()
        self.oracle.settle()
        assert sent_after(self.oracle, stopped["closed_ns"]) == []

    def rearm(self) -> None:
        """End a stop, as the person does."""
        self.supervised.rearm(self.person)


_PERSONS_KEYS = frozenset({"Control_L", "Alt_L", "q"})


def paths_of(home: Path) -> Paths:
    """Give the supervisor's folders."""
    return Paths(home / "config", home / "data", home / "state", home / "run")


async def popup_words(yard: Yard) -> list[str] | None:
    """Give what a screen reader reads of our windows; None while there is no popup."""
    session = yard.desktop.env["DBUS_SESSION_BUS_ADDRESS"]
    async with accessible_actions._nodes(session, "agent-supervisor") as (bus, found):
        read = [await accessible_actions._name(bus, at) for at in found]
    return read if "Approve" in "\n".join(read) else None


def resident_kb(pid: int) -> int:
    """Give how much memory a process has, kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
