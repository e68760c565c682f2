"""`agent-supervisor display`: a supervised display for an agent that `run` cannot start, in a container, say.

Its input passes the gate like any other's. Its processes are not ours: they are neither contained nor killed, and all
that says how far an agent is contained says "input only" of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.app.joining import EndedError, JoinError, join_and_ask
from supervisor.app.running import LOST_STATUS, NO_SUPERVISION_STATUS, STOPPED_STATUS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supervisor.app.paths import Paths


def lend(
    *,
    paths: Paths,
    display: str,
    policy: Path | None,
    headless: bool,
    name: str,
    workflow: str = "",
    learn: bool = False,
    say: Callable[[str], None],
    show: Callable[[str], None],
) -> int:
    """Lend a display until we are interrupted or a person presses stop.

    Args:
        paths: The person's folders.
        display: The real display.
        policy: Policy file; None for the person's own or the default.
        headless: Without a user interface.
        name: What the agent is called.
        workflow: The task that it belongs to; empty for none.
        learn: As `run` has it.
        say: Prints a line for the person.
        show: Prints a line for a program to read.

    Returns:
        The exit status.
    """
    wanted = str(policy.resolve()) if policy else ""
    message = {"t": "display", "argv": [], "name": name, "headless": headless, "policy": wanted}
    message |= {"workflow": workflow, "learn": learn}
    try:
        connection, answer = join_and_ask(paths, display, message, policy=policy, headless=headless)
    except JoinError as e:
        say(f"agent-supervisor: {e}")
        return NO_SUPERVISION_STATUS
    if answer.get("t") != "go":
        say(f"agent-supervisor: {answer.get('error') or 'the supervisor refused'}")
        return NO_SUPERVISION_STATUS
    show(f"DISPLAY=:{answer['number']}")
    show(f"XAUTHORITY={answer['xauthority']}")
    say(f"agent-supervisor: `{answer['agent']}` is input only: stop ends its input, not its processes")
    try:
        while connection.next().get("t") != "stopped":
            pass
    except KeyboardInterrupt:
        return 0
    except EndedError:
        say("agent-supervisor: the supervisor has ended and the display with it")
        return LOST_STATUS
    return STOPPED_STATUS
