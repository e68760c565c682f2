"""On whose behalf an agent of this service acts, and for what."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING, Any

from supervisor.core.assignment import Assignment, wrong_name
from supervisor.core.autonomy_promotion import Identity
from supervisor.core.undo import AGENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.settings import Settings

LONGEST_DIGEST = 100
"""Characters of what tells a program from another."""
LONGEST_AGENT = 60
"""Characters of an agent's name."""


def login_name() -> str:
    """Give the name of the user that this process runs as; the number of one who has none.

    The environment, which may say otherwise, does not count.
    """
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def refusal(message: Mapping[str, Any]) -> str:
    """Say why an agent cannot be started for what its starter says; empty when it can."""
    if str(message.get("name") or "").startswith(AGENT):
        return f"a name that begins with `{AGENT.strip()}` is the supervisor's own: give another by `--name`"
    workflow = message.get("workflow", "")
    if not isinstance(workflow, str):
        return "the workflow is no text: give its name"
    wrong = wrong_name(workflow)
    return f"the workflow `{workflow[:LONGEST_AGENT]}` is not usable: {wrong}" if wrong else ""


def identity(message: Mapping[str, Any]) -> Identity:
    """Give which program an agent is, as its starter says; unknown where it does not. Its model it says itself."""
    return Identity(str(message.get("program") or "")[:LONGEST_DIGEST])


def assignment(message: Mapping[str, Any], settings: Settings) -> Assignment:
    """Give what an agent is started for.

    Args:
        message: Its starter's, one that `refusal` has nothing against.
        settings: The person's.
    """
    agent = str(message.get("name") or "agent")[:LONGEST_AGENT]
    return Assignment(agent, login_name(), settings.team, message.get("workflow", ""))
