"""What a caller on the control socket may have done: a program of the person's, or a process of an agent."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from supervisor.core.record import Event
from supervisor.desktop import processes
from supervisor.intake.peers import MAY_SAY, Role

if TYPE_CHECKING:
    from supervisor.app.agents import AgentRun
    from supervisor.app.service import Service
    from supervisor.intake.control import Peer


class Callers:
    """Tells roles and serves agents; what a program of the person's wants is the service's own."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def refused(self, peer: Peer, message: dict[str, Any]) -> bool:
        """Tell whether a message is not for the service to serve; it has its answer then.

        An agent's wishes for itself are carried out here.
        """
        role, run = self.role(peer)
        kind = str(message.get("t"))
        if kind not in MAY_SAY[role]:
            sentence = "a process of an agent may only ask for its own status, pause itself or stop itself"
            if role is Role.UNKNOWN:
                sentence = "who called could not be told"
            peer.tell({"t": "refused", "error": sentence})
            return True
        if run is None:
            return False
        self._serve(peer, run, kind)
        return True

    def role(self, peer: Peer) -> tuple[Role, AgentRun | None]:
        """Tell what a caller is, and of which agent."""
        pid = peer.caller.pid
        above = processes.settled_parents(pid) if pid else ()
        if not above or not peer.caller.alive:
            # The starter of an agent is known from when it came.
            return (Role.OBSERVER if peer.stays else Role.UNKNOWN), None
        for run in self._service.agents.runs:
            if run.root and run.root in (pid, *above):
                return Role.AGENT, run
        return Role.OBSERVER, None

    def _serve(self, peer: Peer, run: AgentRun, kind: str) -> None:
        service, state = self._service, partial(self._service.engine.telling.state, to_agent=True)
        if kind == "status":
            agents = [agent for agent in service.engine.status()["agents"] if agent["name"] == run.queue.name]
            status = {
                "state": state(),
                "display": f":{run.display.number}",
                "agents": agents,
            }
            peer.tell({"t": "status", "status": status})
        elif kind == "pause":
            service.engine.pause_agent(run.queue)
            peer.tell({"t": "ok", "state": state(), "says": "paused: this agent only"})
        else:
            self._stop(run)
            peer.tell({"t": "ok", "state": state(), "says": "stopped: this agent only"})

    def _stop(self, run: AgentRun) -> None:
        """No further input of this agent; its starter ends what could not be ended from here."""
        run.shut()
        self._service.recorder.write(Event.STOPPED, run.queue.name, durable=True, outcome={"how": "agent"})
        for other in self._service.control.peers.values():
            if other.agent is run:
                other.tell({"t": "end"})
        for pidfd in run.pidfds:
            with suppress(ProcessLookupError, OSError):
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)


def close_all(fds: tuple[int, ...]) -> None:
    """Close descriptors that nobody wants."""
    for fd in fds:
        os.close(fd)
