"""Options that several commands have alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from supervisor.app.configuration import ConfigurationError, policy_path
from supervisor.core.assignment import wrong_name
from supervisor.core.settings import PRESETS
from supervisor.desktop.containment_table import Contain


def _policy(given: Path | None) -> Path | None:
    try:
        return policy_path(given)
    except ConfigurationError as e:
        raise typer.BadParameter(str(e)) from e


def _workflow(given: str) -> str:
    wrong = wrong_name(given)
    if wrong:
        raise typer.BadParameter(wrong)
    return given


PolicyOption = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        help=f"Policy instead of your own: a file, or {', '.join(PRESETS)}.",
        callback=_policy,
    ),
]
ContainOption = Annotated[
    Contain, typer.Option("--contain", help="auto: as far as this machine can; strict: wholly or not at all; off.")
]
CallsOption = Annotated[
    bool | None, typer.Option("--calls/--no-calls", help="Route its pyautogui and pynput: else where no X11 gate is.")
]
WorkflowOption = Annotated[
    str, typer.Option("--workflow", help="Task that it belongs to, for `when.workflow`.", callback=_workflow)
]
HeadlessOption = Annotated[bool, typer.Option("--headless", help="No user interface: what must be asked is refused.")]
LearnOption = Annotated[
    bool, typer.Option("--learn", help="Ask about everything it does until its answers have earned more.")
]


@dataclass(frozen=True, slots=True)
class Given:
    """What a command that runs an agent was given."""

    policy: Path | None
    """Instead of the person's own."""
    headless: bool
    workflow: str
    """Empty for none."""
    contain: Contain
    learn: bool
