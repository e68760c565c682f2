"""`agent-supervisor run`: bring an agent to the service and wait for it."""

from __future__ import annotations

import os
import queue
import select
import signal
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.app.agent_program import program_hash
from supervisor.app.configuration import chord_that_gave_way
from supervisor.app.containing import Containment, ContainmentError, contain
from supervisor.app.joining import Connection, JoinError, join_and_ask
from supervisor.client.shims import routed
from supervisor.desktop.broken_inside import sentence
from supervisor.desktop.closed_paths import changeable
from supervisor.desktop.containment_table import Contain
from supervisor.desktop.launcher import LaunchError, StartedAgent
from supervisor.desktop.mechanisms import has_display_gate
from supervisor.desktop.session_shares import SessionShares

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.app.paths import Paths
    from supervisor.desktop.covers import Renewal

    Say = Callable[[str], None]

STOPPED_STATUS = 124
"""A person stopped the agent."""
NO_SUPERVISION_STATUS = 125
"""Supervision could not start; the agent never ran."""
LOST_STATUS = 123
"""Supervision was lost while the agent ran; the agent was ended."""
_LOSSES = frozenset({"display-lost", "alarm-lost", "human-failed", "service-lost"})
"""Stops that nobody made: what watches has lost what it watches by, and stopped all before the service knew."""
_SHOWN_CHARACTERS = 4000
_SHOWN_PATHS = 8
_SAID_S = 2.0
_LAST_WORD_S = 12.0
"""The service carries out what the agent wrote last before it says good-bye."""
_BYPASS = "agent-supervisor: input came past the gate, so all agents were stopped: run `agent-supervisor audit show`"
_LOST = "agent-supervisor: supervision was lost, the agent was ended: run `agent-supervisor doctor`"


def run(
    argv: list[str],
    *,
    paths: Paths,
    display: str,
    policy: Path | None,
    headless: bool,
    name: str,
    workflow: str = "",
    say: Say,
    contained: Contain = Contain.AUTO,
    calls: bool | None = None,
    learn: bool = False,
) -> int:
    """Run a program under supervision.

    Args:
        argv: The program and its arguments.
        paths: The person's folders.
        display: The real display.
        policy: Policy file; None for the person's own or the default.
        headless: Without a user interface.
        name: The agent's name.
        workflow: The task that it belongs to; empty for none.
        say: Prints a line for the person.
        contained: How far the agent is to be contained.
        calls: Its pyautogui and pynput are routed to the supervisor; None: where no display gate is.
        learn: It begins to learn, with everything asked, unless it is on the way through the stages already.

    Returns:
        The agent's exit status, or one of the statuses above.
    """
    try:
        containment = contain(contained, os.environ)
    except ContainmentError as e:
        return _refused(say, e)
    by_calls = not has_display_gate(os.environ) if calls is None else calls
    message: dict[str, object] = {"t": "run", "argv": _shown(argv), "name": name, "workflow": workflow}
    message |= {"program": program_hash(argv), "policy": str(policy.resolve()) if policy else ""}
    message |= {"learn": learn}
    message |= {"headless": headless, "boxed": containment.boxed, "contained": contained is not Contain.OFF}
    with closing(containment):
        containment.prepare(paths.runtime)
        try:
            connection, answer = join_and_ask(paths, display, message, policy=policy, headless=headless)
            if answer.get("t") != "go":
                return _refused(say, answer.get("error") or "the supervisor refused")
            agent = containment.start(argv, _environ(by_calls), paths=paths, display=display, answer=answer)
        except (JoinError, LaunchError) as e:
            return _refused(say, e)
        say(f"agent-supervisor: {containment.sentence(answer['agent'])}")
        for words in _remarks(paths, policy if containment.boxed else None, by_calls=by_calls):
            say(f"agent-supervisor: {words}")
        with closing(_Voice(say)) as voice:
            status = _attend(connection, agent, containment, voice.say)
    for path in containment.made_start_up_files():
        say(f"agent-supervisor: while the agent ran `{path}` was made, which runs when you log in: look at it")
    if containment.boxed and status < LOST_STATUS and (words := sentence(argv, status)):
        say(f"agent-supervisor: {words}")
    return status


def _refused(say: Say, why: object) -> int:
    say(f"agent-supervisor: {why}")
    return NO_SUPERVISION_STATUS


def _environ(by_calls: bool) -> Mapping[str, str]:
    return routed(os.environ) if by_calls else os.environ


def _remarks(paths: Paths, policy: Path | None, *, by_calls: bool) -> list[str]:
    """Say what else a person at the terminal should know once the agent is about to begin."""
    routed_words = "its pyautogui and pynput make their input by way of the supervisor" if by_calls else ""
    words = [chord_that_gave_way(paths.config), routed_words, replaceable(policy) if policy is not None else ""]
    return [each for each in words if each]


def replaceable(policy: Path) -> str:
    """Say that a policy is named by a link, which cannot be protected as a file can; nothing where it is not."""
    named, real = Path(os.path.abspath(policy)), policy.resolve()  # noqa: PTH100 - links are to stay
    if named == real or not any(part.is_symlink() and changeable(part.parent) for part in (named, *named.parents)):
        return ""
    return f"the policy `{policy}` is a link, which agents can replace: name `{real}` itself"


def _shown(argv: list[str]) -> list[str]:
    """Cut a command line to what a message and a row of the record can hold."""
    left, shown = _SHOWN_CHARACTERS, []
    for word in argv:
        shown.append(word[:left])
        left -= len(word)
        if left <= 0:
            break
    return shown


def _attend(connection: Connection, agent: StartedAgent, containment: Containment, say: Say) -> int:
    """Let the agent go once `human` holds it, and wait for whichever ends first."""
    # Ctrl-C is for the agent: it shares our terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _signal, _frame: agent.kill())
    _stay_awake()
    exit_fd = os.pidfd_open(agent.process.pid)
    started = {"t": "started", "pid": agent.pid, "mode": agent.mode, "missing": list(containment.missing)}
    connection.channel.send(started, (agent.pidfd, *containment.helpers))
    stop, released = "", False
    shares = None if containment.paced else SessionShares(agent.pid)
    while True:
        due_s = shares.keep(time.monotonic()) if shares is not None else None
        waits = [wait_s for wait_s in (due_s, containment.wait_s) if wait_s is not None]
        watched = [connection.channel.fileno(), exit_fd, *(watch.fileno() for watch in containment.watches)]
        ready, _, _ = select.select(watched, [], [], min(waits, default=None))
        renewal = containment.renew()
        if renewal.lost and containment.wanted is Contain.STRICT:
            # Before a word is said: the agent can keep the terminal from taking it.
            agent.kill()
        _tell_replaced(renewal, connection, containment, say)
        for message in connection.received():
            kind = message.get("t")
            if kind == "release":
                released = True
                agent.release()
                containment.released(agent)
            elif kind == "refused":
                agent.kill()
                say(f"agent-supervisor: {message.get('error')}")
                return NO_SUPERVISION_STATUS
            elif kind == "stopped":
                stop = _explained(message, say)
            elif kind == "end":
                say("agent-supervisor: the agent stopped itself")
                agent.kill()
        if exit_fd in ready:
            status = agent.wait()
            connection.channel.send({"t": "ended", "status": status})
            # The word of a stop may arrive just after the death it caused.
            last = stop or _last_word(connection, say)
            if last == "lost":
                say(_LOST)
            return {"stopped": STOPPED_STATUS, "lost": LOST_STATUS}.get(last, status)
        if connection.channel.closed:
            agent.kill()
            agent.wait()
            if stop == "stopped":
                return STOPPED_STATUS
            say(_LOST)
            return LOST_STATUS if released else NO_SUPERVISION_STATUS


def _tell_replaced(renewal: Renewal, connection: Connection, containment: Containment, say: Say) -> None:
    """Tell what programs outside have replaced."""
    if not (renewal.again or renewal.lost):
        return
    again, lost = _few(renewal.again), _few(renewal.lost_paths)
    connection.channel.send({"t": "replaced", "again": again, "lost": lost, "missing": list(containment.missing)})
    for path in lost:
        say(f"agent-supervisor: `{path}` was replaced while the agent runs and is not protected from it any more")
    if lost and containment.wanted is Contain.STRICT:
        say("agent-supervisor: the agent was ended, for it is not contained as wanted")


def _stay_awake() -> None:
    """Take no nap: who keeps an agent contained may not be stopped by the terminal that they share.

    Ctrl+Z, and an agent that has the terminal send one, would stop us and not every process of the agent. So nobody
    is stopped: an agent is paused by chord, tray or command.
    """

    def woken(_signal: int, _frame: object) -> None:
        with suppress(OSError):
            os.killpg(0, signal.SIGCONT)

    signal.signal(signal.SIGTSTP, woken)
    signal.signal(signal.SIGTTIN, signal.SIG_IGN)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)


class _Voice:
    """Says what is to be said from a thread of its own: an agent can keep the terminal from taking it."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._speak, name="voice", daemon=True)
        self._thread.start()

    def say(self, line: str) -> None:
        """Say a line, soon."""
        self._lines.put(line)

    def close(self) -> None:
        """Wait until all is said, for a bounded time."""
        self._lines.put(None)
        self._thread.join(_SAID_S)

    def _speak(self) -> None:
        while (line := self._lines.get()) is not None:
            self._say(line)


def _few(paths: tuple[Path, ...]) -> list[str]:
    """Name as many as a message and a row of the record can hold."""
    more = [f"and {len(paths) - _SHOWN_PATHS} more"] if len(paths) > _SHOWN_PATHS else []
    return [*map(str, paths[:_SHOWN_PATHS]), *more]


def _explained(stop: Mapping[str, object], say: Say) -> str:
    """Say why all was stopped, where no person did it; gives stopped, or lost."""
    if stop.get("how") == "bypass":
        say(_BYPASS)
    return "lost" if stop.get("how") in _LOSSES else "stopped"


def _last_word(connection: Connection, say: Say) -> str:
    """Give stopped, bye, or lost when the service is gone."""
    try:
        while True:
            message = connection.next(_LAST_WORD_S)
            kind = str(message.get("t"))
            if kind == "stopped":
                return _explained(message, say)
            if kind == "bye":
                return kind
    except JoinError:
        return "lost"
