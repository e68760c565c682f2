"""The commands about levels of autonomy: parse, call, print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from supervisor.app.leveling import LevelError, wanted_level
from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS = ", ".join(Level)
LevelArgument = Annotated[str, typer.Argument(help=f"One of {LEVELS}; what holds without it.")]
ForOption = Annotated[str, typer.Option("--for", help="Only for so long, e.g. 30m; then all is as before.")]
AgentOption = Annotated[str, typer.Option("--agent", help="For the agents of this name.")]
TaskOption = Annotated[str, typer.Option("--workflow", help="For this workflow.")]
AppOption = Annotated[str, typer.Option("--app", help="Where the program's file is called so.")]
CategoryOption = Annotated[str, typer.Option("--category", help=f"For one of {', '.join(Category)}.")]


def add_level(app: typer.Typer, command: Callable[..., dict[str, Any]], say: Callable[[str], None]) -> None:
    """Add the command `level`.

    Args:
        app: Gets it.
        command: Sends a word to the supervisor of this display, and gives its answer.
        say: Tells the person who typed.
    """

    @app.command()
    def level(
        name: LevelArgument = "",
        *,
        span: ForOption = "",
        agent: AgentOption = "",
        workflow: TaskOption = "",
        application: AppOption = "",
        category: CategoryOption = "",
    ) -> None:
        """Say which levels of autonomy hold, or set one; a laxer one a person confirms at the screen."""
        if not name:
            for entry in command("status")["status"]["levels"]:
                print(told(entry))
            return
        more = {"for": span, "agent": agent, "workflow": workflow, "app": application, "category": category}
        wanted = {"level": name} | {key: value for key, value in more.items() if value}
        try:
            wanted_level(wanted)
        except LevelError as e:
            raise typer.BadParameter(str(e)) from e
        answer = command("level", **wanted)
        say(f"agent-supervisor: {answer.get('says')}")


def told(entry: dict[str, str]) -> str:
    """Give one entry of the dial as a line."""
    kind = {"setting": "", "loan": "lent: ", "ceiling": "no more than "}.get(entry["part"], "")
    left = f", {int(entry['seconds_left']) // 60 + 1} min left" if "seconds_left" in entry else ""
    return f"{kind}{entry['level']} for {entry['for']}{left} ({entry['why']})"
