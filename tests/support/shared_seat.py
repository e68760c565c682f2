"""What the tests of the shared seat work with: agents that are steered step by step, a person, and witnesses."""

from __future__ import annotations

import itertools
import os
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from Xlib import X

from supervisor.app.joining import connect
from supervisor.app.paths import Paths
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle, Seen
    from tests.support.stopping import Seat
    from tests.support.supervised import Supervised

POLICY = """
version = 1
[tiers]
read = "allow"
reversible = "allow"
high_risk = "allow"
irreversible = "allow"
[[rule]]
id = "all"
reason = "a test"
verdict = "ask"
when.title = "ask all"
[[rule]]
id = "keys"
reason = "a test"
verdict = "ask"
when = { title = "ask keys", keys = ["Delete", "ctrl+Delete"] }
[[rule]]
id = "clicks"
reason = "a test"
verdict = "ask"
when = { title = "ask clicks", action = ["click", "right_click"] }
[[rule]]
id = "double"
reason = "a test"
verdict = "ask"
when = { title = "ask double", action = "double_click" }
[[rule]]
id = "triple"
reason = "a test"
verdict = "ask"
when = { title = "ask triple", action = "triple_click" }
[[rule]]
id = "drops"
reason = "a test"
verdict = "ask"
when = { title = "ask drops", action = "drag" }
[[rule]]
id = "lines"
reason = "a test"
verdict = "ask"
when = { text = "*rm -rf*", keys = ["Return", "KP_Enter", "ctrl+m", "ctrl+j"] }
[[rule]]
id = "menus"
reason = "a test"
verdict = "ask"
when = { role = "menu item", action = "click" }
"""
"""Asks by the title of the window, so that a test chooses what is held; all else is allowed."""
_ANSWER_S = 0.25
_ANSWERING = X.ControlMask | X.Mod1Mask
"""Only the person's chords have both; one that came too late, after the answer, reaches the window in focus."""
_MODIFIERS = frozenset({"Control_L", "Alt_L", "Shift_L"})
_NUMBERS = itertools.count(1)


@dataclass(slots=True)
class Agent:
    """A process under supervision."""

    table: Table
    name: str
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    """What it has written."""
    _pipe: int = -1
    _reader: threading.Thread | None = None

    def listen(self) -> None:
        """Begin to read what it writes."""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        if self.process.stdout is not None:
            self.lines.extend(line.rstrip("\n") for line in iter(self.process.stdout.readline, ""))

    def tell(self, *commands: str) -> None:
        """Give a steered agent commands; the last is followed by a flush."""
        os.write(self._pipe, "".join(f"{command}\n" for command in (*commands, "flush")).encode())

    def do(self, *commands: str) -> None:
        """Give a steered agent commands and wait until it is past them."""
        word = f"done {next(_NUMBERS)}"
        self.tell(*commands, f"say {word}")
        wait_for(lambda: word in self.lines, f"`{self.name}` to say it did {commands}; it said {self.lines}")

    def finish(self) -> list[str]:
        """Wait for its good end; gives what it wrote."""
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1
        status = self.process.wait(30)
        if self._reader is not None:
            self._reader.join(30)
        assert status == 0, (status, self.lines)
        return self.lines

    @property
    def status(self) -> dict[str, Any]:
        """What `status` says of it; empty when it is not there."""
        return next((a for a in self.table.status()["agents"] if a["name"] == self.name), {})

    def wait_held(self) -> None:
        """Wait until an action of it waits for the person."""
        wait_for(lambda: self.status.get("held"), f"`{self.name}` to be held", timeout_s=45)

    def wait_queued(self) -> None:
        """Wait until input of it waits its turn."""
        wait_for(lambda: bool(self.status.get("waiting")), f"`{self.name}` to wait", timeout_s=45)

    def rows(self, event: str) -> list[dict[str, Any]]:
        """Give what the record says of it."""
        return [row for row in self.table.supervised.rows(event) if row["agent"] == self.name]

    def ends(self) -> list[tuple[str, str]]:
        """Give (result, rule) of what has ended, in order; the rule is empty for what was done."""
        rows = self.rows("outcome")
        return [(row["outcome"]["result"], (row["decision"] or {}).get("rule_id") or "") for row in rows]


@dataclass(slots=True)
class Table:
    """One desktop with a supervisor, a person at it, and all that tells what really happened."""

    supervised: Supervised
    person: Person
    oracle: RecordOracle
    seat: Seat
    program: Path
    """The C agent."""
    folder: Path
    agents: list[Agent] = field(default_factory=list)
    receivers: list[Receiver] = field(default_factory=list)

    @property
    def desktop(self) -> VirtualDesktop:
        """The desktop it all happens on."""
        return self.supervised.desktop

    def window(self, title: str, place: tuple[int, int] = (100, 100), size: tuple[int, int] = (300, 200)) -> Receiver:
        """Open a window that tells what it gets; it has the focus then."""
        receiver = Receiver(self.desktop, title=title, geometry=(*place, *size))
        self.receivers.append(receiver)
        return receiver

    def shell(self, script: str) -> Agent:
        """Start a shell script as an agent; `{agent}` in it is the C agent."""
        name = f"agent{next(_NUMBERS)}"
        argv = ("sh", "-c", script.replace("{agent}", str(self.program)))
        agent = Agent(self, name, self.supervised.run(*argv, options=("--name", name)))
        agent.listen()
        self.agents.append(agent)
        return agent

    def agent(self, *commands: str) -> Agent:
        """Start the C agent with these commands."""
        quoted = " ".join(f"'{command}'" for command in commands)
        return self.shell(f"exec {{agent}} {quoted}")

    def steered(self, connections: int = 1) -> tuple[Agent, ...]:
        """Start one agent with some connections, each steered by itself; they wait for commands."""
        pipes = []
        for _ in range(connections):
            path = self.folder / f"pipe{next(_NUMBERS)}"
            os.mkfifo(path)
            pipes.append(path)
        first = self.shell(" & ".join(f"{{agent}} < '{path}'" for path in pipes) + "; wait")
        # Open for both: neither we nor the agent wait for the other.
        hands = [os.open(path, os.O_RDWR) for path in pipes]
        first._pipe = hands[0]
        others = [Agent(self, first.name, first.process, first.lines, hand) for hand in hands[1:]]
        self.agents += others
        for agent in (first, *others):
            agent.do("sync")
        return (first, *others)

    def status(self) -> dict[str, Any]:
        """Give what the command `status --json` prints, without starting one."""
        home = self.supervised.home
        paths = Paths(home / "config", home / "data", home / "state", home / "run")
        connection = connect(paths, self.desktop.display)
        assert connection is not None, "the service is gone"
        try:
            return dict(connection.ask({"t": "status"})["status"])
        finally:
            connection.channel.close()

    def wait_busy(self) -> None:
        """Wait until the supervisor knows that the person is at work."""
        wait_for(lambda: self.status()["yields"], "the person's hand to be noticed")

    def joins(self) -> int:
        """Give how many proposals have joined a hold so far."""
        return int(self.status()["counts"].get("joined", 0))

    def wait_joined(self, before: int) -> None:
        """Wait until one more has."""
        wait_for(lambda: self.joins() > before, "an identical proposal to join the hold")

    def approve(self) -> None:
        """Approve what is asked, by chord."""
        self._answer("ctrl+alt+y")

    def reject(self) -> None:
        """Reject what is asked, by chord."""
        self._answer("ctrl+alt+n")

    def _answer(self, chord: str) -> None:
        request = wait_for(lambda: next(iter(self.status()["requests"]), None), "a question", timeout_s=45)

        def answered() -> bool:
            # A popup takes no answer before it has stood for a while.
            self.person.chord("ctrl+alt+o" if self.status()["half_approved"] == request else chord)
            return self.is_gone(request)

        wait_for(answered, f"the question to be answered by {chord}", timeout_s=45)

    def is_gone(self, request: str) -> bool:
        """Give a question a moment to go and tell whether it went."""
        try:
            wait_for(lambda: request not in self.status()["requests"], "the question to go", timeout_s=_ANSWER_S)
        except AssertionError:
            return False
        return True

    def sent(self) -> list[Seen]:
        """Give what programs asked the server for, and it got, so far."""
        self.oracle.settle()
        return self.oracle.requests

    def pressed(self) -> list[Seen]:
        """Give the presses of keys and buttons among it."""
        return [seen for seen in self.sent() if seen.type in (X.KeyPress, X.ButtonPress)]

    def presses_at(self) -> list[tuple[int, int]]:
        """Give where the buttons were pressed that the server was asked for: at the motion before each."""
        places, at_place = [], (-1, -1)
        for seen in self.sent():
            if seen.type == X.MotionNotify:
                at_place = (seen.x, seen.y)
            elif seen.type == X.ButtonPress:
                places.append(at_place)
        return places

    def focus(self, receiver: Receiver) -> None:
        """Let the person click into a window and see that it has the focus."""
        x, y = receiver.centre
        self.person.click(x, y)
        self.wait_focus(receiver)

    def wait_focus(self, receiver: Receiver) -> None:
        """Wait until a window has the focus."""
        with Windows(self.desktop) as windows:
            wait_for(
                lambda: (active := windows.active()) is not None and active.id == receiver.window,
                "the focus to be there",
            )

    def close(self) -> None:
        """End what the test started."""
        for agent in self.agents:
            if agent._pipe >= 0:
                os.close(agent._pipe)
                agent._pipe = -1
            if agent.process.poll() is None:
                agent.process.kill()
                agent.process.wait()
            if agent._reader is not None:
                agent._reader.join(30)
        wait_for(lambda: not self.status()["agents"], "the agents to be gone")
        for receiver in self.receivers:
            receiver.close()


def is_agents(line: dict[str, Any]) -> bool:
    """Tell whether what a window got can be an agent's: not a modifier, not one of the person's answers."""
    return line.get("key") not in _MODIFIERS and line["state"] & _ANSWERING != _ANSWERING


def typed(receiver: Receiver) -> list[tuple[str, int]]:
    """Give name and modifier state of the keys that a window got, see `is_agents`."""
    return [(line["key"], line["state"] & 0xFF) for line in receiver.of("key_press") if is_agents(line)]


def wait_equal(look: Callable[[], object], expected: object) -> None:
    """Wait until something is as expected; says what it is when it is not in time."""
    try:
        wait_for(lambda: look() == expected, "it")
    except AssertionError:
        found = look()
        assert found == expected, f"{found} instead of {expected}"
        raise


def wait_typed(receiver: Receiver, *keys: str) -> None:
    """Wait until a window has got exactly these keys, whatever the modifiers."""
    wait_equal(lambda: [key for key, _ in typed(receiver)], list(keys))


def buttons(receiver: Receiver) -> list[tuple[str, int]]:
    """Give press or release, and button, of all clicks that a window got."""
    words = {"button_press": "press", "button_release": "release"}
    return [(words[line["event"]], line["detail"]) for line in receiver.of(*words)]


def wait_buttons(receiver: Receiver, *expected: tuple[str, int]) -> None:
    """Wait until a window has got exactly these presses and releases."""
    wait_equal(lambda: buttons(receiver), list(expected))


def at(receiver: Receiver, event: str) -> tuple[int, int]:
    """Give where on the screen a window first got an event."""
    line = receiver.wait_for(lambda lines: [line for line in lines if line["event"] == event])[0]
    return line["root_x"], line["root_y"]


def index_of(events: Sequence[Seen], kind: str, event_type: int, detail: int | None = None) -> int:
    """Give the place of the first such event in the server's order."""
    return next(
        number
        for number, seen in enumerate(events)
        if (seen.kind, seen.type) == (kind, event_type) and detail in (None, seen.detail)
    )
