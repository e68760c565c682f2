"""How `run` contains its agent: what is wanted, what this machine can keep, and what is told to whom."""

from __future__ import annotations

import os
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervisor.desktop.containment import Box, Proxy, build_box, clean_environment, open_start_up_files
from supervisor.desktop.containment_table import (
    OFF,
    REMEDIES,
    ROWS,
    Contain,
    Mechanism,
    in_words,
    lacking,
    missing_rows,
)
from supervisor.desktop.covers import Covers, Renewal
from supervisor.desktop.inner_buses import AccessibilityFilter, Question, start_filter
from supervisor.desktop.launcher import LaunchError, ProgramNotFoundError, StartedAgent, start_agent
from supervisor.desktop.local_network import Network, NetworkError, connect, named_ports, reachable_ports
from supervisor.desktop.mechanisms import available, is_wayland
from supervisor.desktop.session_pace import SessionPace
from supervisor.desktop.session_shares import SessionShares
from supervisor.desktop.start_up_files import StartUpFiles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from supervisor.app.paths import Paths
    from supervisor.desktop.mounting import Cover
    from supervisor.desktop.name_changes import NameChanges


_TRIES = 3
"""How often the start is tried: what is to be covered may go between the look and the mount."""
_INPUT_METHODS = frozenset({"ibus", "fcitx", "fcitx5"})
"""Their buses are closed inside; through the X protocol they work, where all keys pass the gate."""
_SPEAK = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "ACCESSIBILITY_ENABLED": "1"}
"""For programs that ask the session bus whether they are to tell their elements: theirs cannot know."""


class ContainmentError(Exception):
    """The agent may not start; the sentence says why and the remedy."""


@dataclass(slots=True)
class Containment:
    """What was decided for one agent before it starts."""

    wanted: Contain
    offered: frozenset[Mechanism]
    """What the machine offers; empty when nothing is wanted."""
    missing: tuple[str, ...]
    """Ids of the rows that are not kept."""
    _network: Network | None = None
    _where: Question | None = None
    _filter: AccessibilityFilter | None = None
    _problem: str = ""
    _pace: SessionPace | None = None
    _absent: tuple[Path, ...] = ()
    _to_cover: tuple[Cover, ...] = ()
    _covers: Covers | None = None

    @property
    def boxed(self) -> bool:
        """The agent sees mounts of its own."""
        return Mechanism.MOUNTS in self.offered

    def prepare(self, runtime: Path) -> None:
        """Start what takes time and can be done before the service has answered.

        Args:
            runtime: The supervisor's folder of sockets.
        """
        if self.boxed and self._where is not None:
            self._filter = start_filter(self._where.answer(), runtime)

    def start(
        self,
        argv: Sequence[str],
        environ: Mapping[str, str],
        *,
        paths: Paths,
        display: str,
        answer: Mapping[str, Any],
    ) -> StartedAgent:
        """Start the agent, contained, behind its gate.

        Args:
            argv: Its command.
            environ: The person's environment.
            paths: The supervisor's folders.
            display: The real display.
            answer: The service's `go`.

        Raises:
            LaunchError: it cannot be started, or not be contained as wanted.
        """
        if self.boxed:
            self._absent = tuple(path for path in open_start_up_files(environ) if not os.path.lexists(path))
        if self._filter is not None and not self._filter.ready():
            self._filter = None
        tries = _TRIES if self.boxed else 1
        while True:
            tries -= 1
            box = self._box(environ, paths, display, answer)
            self._to_cover = tuple(box.covers) if box else ()
            try:
                with closing(box) if box else nullcontext():
                    agent = start_agent(argv, self.environment(environ, answer), Path.cwd(), box=box)
                    self._keep_pace(agent, box)
            except LaunchError as e:
                # What other programs own comes and goes: what is no longer there cannot be covered.
                if tries <= 0 or isinstance(e, ProgramNotFoundError):
                    raise
                continue
            problem = self._connect(agent, environ, answer)
            stands = agent.stands()
            if stands and not problem:
                return agent
            self._take_back(agent)
            if not stands and tries <= 0:
                raise LaunchError("the agent cannot be contained: bubblewrap failed: run `agent-supervisor doctor`")
            if stands and self.wanted is Contain.STRICT:
                raise LaunchError(f"the agent cannot be contained: {problem}: run `agent-supervisor doctor`")
            if stands:
                self._do_without(Mechanism.NETWORK, problem)

    def _connect(self, agent: StartedAgent, environ: Mapping[str, str], answer: Mapping[str, Any]) -> str:
        """Connect the agent's network, where it gets one of its own; says why that failed."""
        if Mechanism.NETWORK in self.offered:
            try:
                self._network = connect(agent.pid, reachable_ports({*answer.get("ports", ()), *named_ports(environ)}))
            except NetworkError as e:
                return str(e)
        return ""

    def _take_back(self, agent: StartedAgent) -> None:
        """End what was started and has not been released."""
        agent.kill()
        agent.wait()
        agent.close()
        self._end_pace()
        if self._network is not None:
            self._network.close()
            self._network = None

    def _keep_pace(self, agent: StartedAgent, box: Box | None) -> None:
        """Serve the agent's calls for sessions: from now on, for its bus makes one before it is released."""
        self._end_pace()
        listener = box.calls.listener() if box is not None and box.calls is not None else -1
        if listener >= 0:
            self._pace = SessionPace(listener, SessionShares(agent.pid))

    def _end_pace(self) -> None:
        if self._pace is not None:
            self._pace.close()
            self._pace = None

    @property
    def paced(self) -> bool:
        """Its sessions are counted, and their shares kept small, by this."""
        return self._pace is not None

    def released(self, agent: StartedAgent) -> None:
        """Start what the agent need not wait for."""
        if self._filter is not None:
            self._filter.serve()
        if self.boxed:
            self._covers = Covers(agent.pid, self._to_cover, StartUpFiles.of(os.environ))

    @property
    def watches(self) -> tuple[NameChanges, ...]:
        """What is readable when `renew` has something to look at."""
        return self._covers.watches if self._covers is not None else ()

    @property
    def wait_s(self) -> float | None:
        """How long `renew` can wait without that, s; None for ever."""
        return self._covers.wait_s if self._covers is not None else None

    def renew(self) -> Renewal:
        """Protect again what programs outside have replaced."""
        if self._covers is None:
            return Renewal()
        renewal = self._covers.look()
        lost = {cover.row for cover in renewal.lost}
        self.missing = tuple(row.id for row in ROWS if row.id in lost or row.id in self.missing)
        return renewal

    def made_start_up_files(self) -> list[Path]:
        """List the files that run at a login and were not there when the agent started."""
        return [path for path in self._absent if os.path.lexists(path)]

    @property
    def helpers(self) -> tuple[int, ...]:
        """Handles of what runs beside the agent and does not end by itself."""
        return (self._network.pidfd,) if self._network is not None else ()

    def _do_without(self, mechanism: Mechanism, why: str) -> None:
        self._problem = f" ({' '.join(why.split())})"
        self.offered -= {mechanism}
        self.missing = tuple(row.id for row in missing_rows(self.offered))

    def _box(self, environ: Mapping[str, str], paths: Paths, display: str, answer: Mapping[str, Any]) -> Box | None:
        if self.wanted is Contain.OFF:
            return None
        number = int(answer["number"])
        control = tuple(paths.of_display(name).control for name in (display, f":{number}"))
        gateway = Path(str(answer["gateway"])) if answer.get("gateway") else None
        proxy = Proxy(number, Path(str(answer["xauthority"])), display, control, gateway)
        folders = (paths.config, paths.data, paths.state, paths.runtime)
        try:
            return build_box(
                environ,
                proxy=proxy,
                folders=folders,
                available=self.offered,
                accessibility=self._filter,
                named=tuple(Path(name) for name in answer.get("named", ())),
            )
        except OSError as e:
            raise LaunchError(f"the agent cannot be contained: {e}: run `agent-supervisor doctor`") from e

    def environment(self, environ: Mapping[str, str], answer: Mapping[str, Any]) -> dict[str, str]:
        """Give the agent's environment: its display is the proxy, and nothing of the real session is named.

        Keys that are the supervisor's own are taken out of it, whatever else is wanted.
        """
        env = dict(environ) if self.wanted is Contain.OFF else clean_environment(environ)
        for name in ("WAYLAND_DISPLAY", "WAYLAND_SOCKET", *answer.get("hidden", ())):
            env.pop(name, None)
        if self._filter is not None:
            env |= {"AT_SPI_BUS_ADDRESS": self._filter.address} | _SPEAK
        if self.boxed and env.get("GTK_IM_MODULE") in _INPUT_METHODS:
            env["GTK_IM_MODULE"] = "xim"
        if answer.get("gateway"):
            env |= {"AGENT_SUPERVISOR_SOCKET": str(answer["gateway"]), "AGENT_SUPERVISOR_TOKEN": str(answer["token"])}
        return env | {
            "DISPLAY": f":{answer['number']}",
            "XAUTHORITY": str(answer["xauthority"]),
            "AGENT_SUPERVISOR_AGENT": str(answer["agent"]),
        }

    def close(self) -> None:
        """End what was started beside the agent; safe to call twice."""
        self._end_pace()
        if self._where is not None:
            self._where.close()
        if self._network is not None:
            self._network.close()
        if self._filter is not None:
            self._filter.close()
            self._filter = None
        if self._covers is not None:
            self._covers.close()

    def sentence(self, agent: str) -> str:
        """Say what is true of the agent, for the person at the terminal."""
        words = in_words(self.missing)
        if not self.missing:
            return f"`{agent}` is supervised and contained"
        if words == "not contained":
            return f"`{agent}` is supervised; it is not contained: it could reach the display itself"
        return (
            f"`{agent}` is supervised; it is {words}{self._problem}: run `agent-supervisor doctor` for the remedies"
        )


def contain(wanted: Contain, environ: Mapping[str, str]) -> Containment:
    """Decide how an agent is contained here.

    Args:
        wanted: What the person wants.
        environ: The person's environment.

    Raises:
        ContainmentError: it may not start.
    """
    if wanted is Contain.OFF:
        return Containment(wanted, frozenset(), OFF)
    if is_wayland(environ):
        raise ContainmentError(
            "this is a Wayland session, where programs do not pass the gate: log in to an X11 session, or run "
            "with `--contain=off` and know that the agent is not contained"
        )
    where = Question(environ)
    offered = available()
    missing = missing_rows(offered)
    if missing and wanted is Contain.STRICT:
        where.close()
        row = missing[0]
        lack = lacking(row, offered)
        remedy = REMEDIES[lack] if lack else ""
        others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise ContainmentError(f"this machine cannot close {row.closes}{others}: {remedy}, or use `--contain=auto`")
    return Containment(wanted, offered, tuple(row.id for row in ROWS if row in missing), _where=where)
