"""The agents of a service: each with a display of its own, each in the hand of `human` before its first step."""

from __future__ import annotations

import logging
import os
import secrets
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from supervisor.app.assigning import assignment, identity, refusal
from supervisor.app.picturing import Picturing
from supervisor.app.speaking import Speaking
from supervisor.core.record import Event
from supervisor.core.shared_state import LATCH
from supervisor.desktop.containment import Proxy
from supervisor.desktop.containment_table import OFF, ROWS, in_words
from supervisor.desktop.display import AgentDisplay, DesktopError
from supervisor.desktop.processes import python_module
from supervisor.desktop.start_up_files import StartUpFiles
from supervisor.desktop.xauthority import write_xauthority
from supervisor.intake.gateway import Gateway, GatewayError
from supervisor.intake.x11_proxy import X11Proxy

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.app.service import Service
    from supervisor.engine.queue import AgentQueue
    from supervisor.intake.control import Peer

_log = logging.getLogger(__name__)
LAST_INPUT_S = 10.0
"""What programs wrote before they exited is still carried out within this time: the person may be busy meanwhile."""
_LOOK_S = 0.005
INPUT_ONLY = "input only"
"""Of an agent whose processes are not ours."""


@dataclass(slots=True)
class AgentRun:
    """One agent."""

    queue: AgentQueue
    proxy: X11Proxy
    display: AgentDisplay
    xauthority: Path
    argv: list[str]
    pidfds: list[int] = field(default_factory=list)
    """To end it when `human` is gone; only of agents in a namespace of their own."""
    helpers: list[int] = field(default_factory=list)
    """Processes beside it that have to end with it."""
    missing: tuple[str, ...] = OFF
    """Rows of the containment table that are not kept."""
    root: int = 0
    """The process that all of it descends from; 0 before it is started."""
    boxed: bool = False
    """It sees mounts of its own."""
    ended: bool = False
    gateway: Gateway | None = None
    """Where it can say what it wants; None for one whose processes are not ours."""
    token: str = ""
    """What it has to show there."""
    picturing: Picturing | None = None
    """Takes pictures of its display; None where it cannot ask for any."""

    def shut(self) -> None:
        """Take nothing of it any more; safe to call twice."""
        self.proxy.close()
        if self.gateway is not None:
            self.gateway.close()
        if self.picturing is not None:
            self.picturing.close()


class Agents:
    """Makes and ends agents for the peers of the control socket."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.runs: list[AgentRun] = []
        self._start_up = StartUpFiles.of(os.environ)

    def on_message(self, peer: Peer, message: dict[str, Any], fds: tuple[int, ...]) -> None:
        """Serve `run`, `display`, `started` and `ended`."""
        kind = message.get("t")
        run = peer.agent
        if kind in ("run", "display") and run is None:
            self._begin(peer, message)
        elif kind == "started" and isinstance(run, AgentRun) and fds and not run.helpers and not run.pidfds:
            run.helpers += fds[1:]
            self._started(peer, run, message, fds[0])
            return
        elif kind == "replaced" and isinstance(run, AgentRun):
            self._replaced(run, message)
        elif kind == "ended" and isinstance(run, AgentRun) and not run.ended:
            run.ended = True
            self._service.recorder.write(
                Event.AGENT_ENDED, run.queue.name, durable=True, outcome={"status": message.get("status")}
            )
            self._part(peer, run, self._service.loop.now_ns() + int(LAST_INPUT_S * 1e9))
        for fd in fds:
            os.close(fd)

    def _part(self, peer: Peer, run: AgentRun, until_ns: int) -> None:
        """Say good-bye once what the agent's programs wrote before they ended is carried out, or refused."""
        loop = self._service.loop
        if run not in self.runs:
            return
        # The latch comes before the death, the word of the stop after it: the starter has to hear that word first.
        stopping = self._service.memory[LATCH] and not self._service.engine.stopped
        if (run.proxy.connections or stopping) and loop.now_ns() < until_ns:
            loop.after(_LOOK_S, lambda: self._part(peer, run, until_ns))
        else:
            peer.tell({"t": "bye"})

    def _begin(self, peer: Peer, message: dict[str, Any]) -> None:
        service = self._service
        refusal = self._refusal(message)
        if refusal:
            peer.tell({"t": "refused", "error": refusal})
            return
        given = assignment(message, service.plan.settings)
        queue = service.engine.add_agent(given.agent, given)
        levels = service.engine.levels
        new = not levels.kept.knows(given.agent)
        levels.kept.agent_here(given.agent, identity(message))
        levels.stages.begin(given.agent, given.workflow, learn=message.get("learn") is True, new=new)
        cookie = secrets.token_bytes(16)
        boxed = message.get("boxed") is True
        try:
            display = AgentDisplay(abstract=message.get("contained") is not True)
            xauthority = service.plan.paths.runtime / f"xauthority-{display.number}"
            numbers = Proxy(display.number, xauthority, service.plan.display).numbers
            write_xauthority(xauthority, display.number, cookie, *(numbers if boxed else ()))
        except (DesktopError, OSError) as e:
            service.engine.remove_agent(queue)
            peer.tell({"t": "refused", "error": f"cannot make a display for the agent: {e}"})
            return
        proxy = X11Proxy(
            loop=service.agents_loop,
            listeners=list(display.sockets),
            cookie=cookie,
            upstream=service.screen.upstream,
            gate=queue,
            register=service.human.hold_socket,
            latched=lambda: bool(service.memory[LATCH]),
            screenshots=service.screenshots,
        )
        words = message.get("argv")
        argv = [str(word) for word in words] if isinstance(words, list) else []
        run = AgentRun(queue, proxy, display, xauthority, argv, boxed=boxed)
        self.runs.append(run)
        if boxed:
            self._start_up.place()
        refusal = self._let_speak(run) if message.get("t") == "run" else self._lent(run)
        if refusal:
            peer.tell({"t": "refused", "error": refusal})
            self.gone(run)
            return
        peer.agent, peer.stays = run, True
        go = {"t": "go", "agent": queue.name, "number": display.number, "xauthority": str(xauthority)}
        settings = service.plan.settings
        go |= {"ports": list(settings.localhost_ports), "hidden": [settings.judge.key_env]}
        go |= {"gateway": str(self._socket_of(run)), "token": run.token}
        peer.tell(go | {"named": self._named()})

    def _socket_of(self, run: AgentRun) -> Path:
        return self._service.plan.paths.runtime / f"agent-{run.display.number}.json-rpc"

    def _let_speak(self, run: AgentRun) -> str:
        """Open the socket at which it can say what it wants; gives why that cannot be."""
        service = self._service
        run.token = secrets.token_urlsafe(24)
        portable = service.plan.settings.outlet == "portable"
        command = python_module("supervisor.desktop.portable.picture") if portable else None
        run.picturing = Picturing(service.loop, run.display.name, run.xauthority, os.environ, command)
        agent = Speaking(service.engine, run.queue, lambda: run.root, run.picturing.take)
        try:
            run.gateway = Gateway(service.agents_loop, self._socket_of(run), agent, run.token)
        except GatewayError as e:
            return str(e)
        return ""

    def _named(self) -> list[str]:
        """List the files that we go by and that lie where the person has put them: policy and trusted programs."""
        policy = self._service.reloading.confirmed.name.rpartition(" ")[0]
        return [name for name in (policy, *self._service.plan.settings.trusted) if name.startswith("/")]

    def _lent(self, run: AgentRun) -> str:
        """Take note of an agent that has our display alone; gives why that cannot be recorded."""
        run.queue.containment = INPUT_ONLY
        outcome: dict[str, Any] = {"argv": [], "pid": None, "mode": "display", "display": run.display.number}
        outcome |= {"contained": False, "containment": INPUT_ONLY}
        outcome |= run.queue.assignment.recorded(run.queue.name)
        written = self._service.recorder.write(Event.AGENT_STARTED, run.queue.name, durable=True, outcome=outcome)
        return "" if written else self._service.recorder.failure

    def owner_of(self, window: int) -> int:
        """Give the process that made a window through one of our proxies; 0 when none did."""
        return next((pid for run in self.runs if (pid := run.proxy.owner_of(window))), 0)

    def _refusal(self, message: dict[str, Any]) -> str:
        service = self._service
        if service.engine.stopped:
            chord = service.plan.settings.chords.rearm
            remedy = f"press {chord} at the machine or run `agent-supervisor rearm`"
            return f"a person pressed stop and nobody re-armed: {remedy}"
        policy = message.get("policy")
        in_force = service.reloading.confirmed.name
        if policy and not in_force.startswith(f"{policy} "):
            return (
                f"another policy is in force here (`{in_force}`): leave out `--policy`, or end the supervisor first "
                "by `Quit…` in its menu"
            )
        if bool(message.get("headless")) != service.plan.headless:
            other, remedy = ("without", "add") if service.plan.headless else ("with", "leave out")
            return f"the supervisor of this display runs {other} a user interface: {remedy} `--headless`"
        return refusal(message)

    def _started(self, peer: Peer, run: AgentRun, message: dict[str, Any], pidfd: int) -> None:
        service = self._service
        said = message.get("pid")
        pid, mode = said if type(said) is int and said > 0 else 0, str(message.get("mode"))
        run.root = pid
        run.pidfds.append(pidfd)
        open_rows = message.get("missing")
        run.missing = tuple(row.id for row in ROWS if not isinstance(open_rows, list) or row.id in open_rows)
        run.queue.containment = in_words(run.missing)
        service.engine.publish()
        outcome = {"argv": run.argv[:64], "pid": pid, "mode": mode, "display": run.display.number}
        outcome |= {"contained": not run.missing, "containment": run.queue.containment}
        outcome |= run.queue.assignment.recorded(run.queue.name)
        if not service.recorder.write(Event.AGENT_STARTED, run.queue.name, durable=True, outcome=outcome):
            peer.tell({"t": "refused", "error": service.recorder.failure})
            return
        service.human.hold_agent(run.queue.name, pid, mode, pidfd, lambda: peer.tell({"t": "release"}))
        if mode == "tree":
            # The descriptor is of the starter, whose children are the agent: it is not ours to kill.
            os.close(run.pidfds.pop())

    def _replaced(self, run: AgentRun, message: dict[str, Any]) -> None:
        """Take note of protected files that other programs have replaced."""
        missing = message.get("missing")
        lost = missing if isinstance(missing, list) else [row.id for row in ROWS]
        run.missing = tuple(row.id for row in ROWS if row.id in lost or row.id in run.missing)
        run.queue.containment = in_words(run.missing)
        self._service.engine.publish()
        outcome = {key: message.get(key) for key in ("again", "lost")} | {"containment": run.queue.containment}
        self._service.recorder.write(Event.REPLACED, run.queue.name, outcome=outcome)

    def gone(self, run: AgentRun) -> None:
        """The starter of an agent has left: its display goes."""
        if run not in self.runs:
            return
        self.runs.remove(run)
        service = self._service
        self._kill(run)
        service.engine.remove_agent(run.queue)
        name = run.queue.assignment.agent
        if all(other.assignment.agent != name for other in service.engine.agents.values()):
            service.engine.levels.kept.agent_gone(name)
        run.shut()
        run.display.close()
        run.xauthority.unlink(missing_ok=True)
        if run.boxed and not any(other.boxed for other in self.runs):
            self._start_up.clear()
        service.human.tell({"t": "agent_gone", "id": run.queue.name})
        if not run.ended:
            service.recorder.write(Event.AGENT_ENDED, run.queue.name, durable=True, outcome={"status": None})

    def _kill(self, run: AgentRun) -> None:
        for pidfd in (*run.pidfds, *run.helpers):
            with suppress(ProcessLookupError, OSError):
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            os.close(pidfd)
        run.pidfds, run.helpers = [], []

    def settled(self) -> bool:
        """Tell whether the server has taken all that was passed on from the agents' programs."""
        return all(connection.settled() for run in self.runs for connection in list(run.proxy.connections))

    def kill_all(self) -> None:
        """End all agents without `human`'s help; those without a namespace are ended by their starter."""
        for run in self.runs:
            run.shut()
            self._kill(run)

    def close(self) -> None:
        """End all agents and take their displays down."""
        for run in list(self.runs):
            self.gone(run)
