"""The command about stages: parse, call, print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from supervisor.app.leveling import LevelError
from supervisor.app.staging import BACK, LEAVE, wanted_stage
from supervisor.audit.plain_text import plain, shortened
from supervisor.core.autonomy_stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 300
"""Longest name in a line, characters."""
_HELP = (
    f"One of {', '.join(Stage)}; `{BACK}` takes back the last step, `{LEAVE}` all of them; who is where without it."
)
_NOBODY = "nobody is on this path: `agent-supervisor run --learn` begins it"
StageArgument = Annotated[str, typer.Argument(help=_HELP)]
AgentOption = Annotated[str, typer.Option("--agent", help="The agents of this name.")]
TaskOption = Annotated[str, typer.Option("--workflow", help="This workflow; with `--agent`, that agent in it.")]


def add_stage(app: typer.Typer, command: Callable[..., dict[str, Any]], say: Callable[[str], None]) -> None:
    """Add the command `stage`.

    Args:
        app: Gets it.
        command: Sends a word to the supervisor of this display, and gives its answer.
        say: Tells the person who typed.
    """

    @app.command()
    def stage(
        name: StageArgument = "",
        *,
        agent: AgentOption = "",
        workflow: TaskOption = "",
        as_json: Annotated[bool, typer.Option("--json", help="Who is where, as JSON.")] = False,
    ) -> None:
        """Say which agents are on their way from learning to autonomy and how far, or put one in a stage."""
        if not name:
            found = [
                one
                for one in command("status")["status"]["stages"]
                if agent in ("", one["agent"]) and workflow in ("", one["workflow"])
            ]
            lines = [json.dumps(found, indent=2)] if as_json else [told(one) for one in found]
            for line in lines or [_NOBODY]:
                print(line)
            return
        wanted = {"stage": name} | {key: value for key, value in (("agent", agent), ("workflow", workflow)) if value}
        try:
            wanted_stage(wanted)
        except LevelError as e:
            raise typer.BadParameter(str(e)) from e
        answer = command("stage", **wanted)
        say(f"agent-supervisor: {plain(str(answer.get('says')))}")


def told(one: Mapping[str, Any]) -> str:
    """Give where somebody is as a line."""
    earned = f", {one['earned']} is earned: see the tray" if one.get("earned") else ""
    return plain(f"stage {one['stage']} for {shortened(one['for'], _LONGEST)}: {one['words']}{earned}")
