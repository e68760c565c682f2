"""The commands about levels of autonomy and about figures: parse, call, print."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from supervisor import cli_stages
from supervisor.app.leveling import LevelError, wanted_level
from supervisor.audit.plain_text import plain, shortened
from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_figures import Figures, Result
from supervisor.core.autonomy_tally import DAY_NS, Group, date_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.autonomy_tally import Tally

LEVELS = ", ".join(Level)
_WIDEST = 60
"""Longest name in a table, characters."""
_LONGEST = 300
"""Longest scope in a line, characters."""
LevelArgument = Annotated[str, typer.Argument(help=f"One of {LEVELS}; what holds without it.")]
ForOption = Annotated[str, typer.Option("--for", help="Only for so long, e.g. 30m; then all is as before.")]
AgentOption = Annotated[str, typer.Option("--agent", help="For the agents of this name.")]
TaskOption = Annotated[str, typer.Option("--workflow", help="For this workflow.")]
AppOption = Annotated[str, typer.Option("--app", help="Where the program's file is called so.")]
ByOption = Annotated[str, typer.Option("--by", help=f"One of {', '.join(Group)}.")]
DaysOption = Annotated[int, typer.Option("--days", min=0, help="Only the last so many days, UTC; 0 for all.")]
CategoryOption = Annotated[str, typer.Option("--category", help=f"For one of {', '.join(Category)}.")]


class ExportError(Exception):
    """Decisions cannot be written where they are wanted; the sentence says why."""


def add_level(app: typer.Typer, command: Callable[..., dict[str, Any]], say: Callable[[str], None]) -> None:
    """Add the commands `level` and `ask-again`.

    Args:
        app: Gets it.
        command: Sends a word to the supervisor of this display, and gives its answer.
        say: Tells the person who typed.
    """

    @app.command("ask-again")
    def ask_again() -> None:
        """Be asked again about what is refused since you rejected it; a person confirms it at the screen."""
        say(f"agent-supervisor: {command('ask-again').get('says')}")

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
            status = command("status")["status"]
            for line in (*map(told, status["levels"]), *map(cli_stages.told, status.get("stages", []))):
                print(line)
            return
        more = {"for": span, "agent": agent, "workflow": workflow, "app": application, "category": category}
        wanted = {"level": name} | {key: value for key, value in more.items() if value}
        try:
            wanted_level(wanted)
        except LevelError as e:
            raise typer.BadParameter(str(e)) from e
        answer = command("level", **wanted)
        say(f"agent-supervisor: {plain(str(answer.get('says')))}")


def add_stats(app: typer.Typer, record: Callable[[Path | None], Path], fail: Callable[[Exception], NoReturn]) -> None:
    """Add the command `stats`.

    Args:
        app: Gets it.
        record: Gives the record that is meant.
        fail: Ends with an error's sentence.
    """

    @app.command()
    def stats(
        *,
        by: ByOption = Group.ALL.value,
        days: DaysOption = 0,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
        window: Annotated[bool, typer.Option("--window", help="As plots over days, in a window.")] = False,
        export: Annotated[Path | None, typer.Option("--export", help="Write your decisions to this file.")] = None,
        given: Annotated[Path | None, typer.Option("--record", help="Record instead of this display's.")] = None,
    ) -> None:
        """Say how often agents were asked about and what you answered, by the record."""
        from supervisor.audit import figures, storage  # noqa: PLC0415 - other commands start faster without it

        if by not in set(Group):
            raise typer.BadParameter(f"`{by}` is nothing to group by: use one of {', '.join(Group)}")
        if window:
            _show(record(given), fail)
            return
        if export is not None:
            _export(record(given), export, fail)
            return
        try:
            tally = figures.figures(record(given))
        except storage.RecordError as e:
            fail(e)
        first_day = time.time_ns() // DAY_NS - days + 1 if days else 0
        found = tally.grouped(Group(by), first_day)
        if as_json:
            print(json.dumps({name: row(one) for name, one in found.items()}, indent=2))
            return
        for line in (*table(found), *attention(tally, first_day), today(tally, time.time_ns())):
            print(line)


def _export(record: Path, to: Path, fail: Callable[[Exception], NoReturn]) -> None:
    from supervisor.audit import storage, training  # noqa: PLC0415 - as above

    try:
        # What a person decided is theirs: nobody else reads it, and what is there already is not written over.
        descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            count = training.export_decisions(record, out)
    except storage.RecordError as e:
        to.unlink(missing_ok=True)
        fail(e)
    except OSError as e:
        fail(
            ExportError(f"`{plain(str(to))}` cannot be written: {(e.strerror or str(e)).lower()}: name another file")
        )
    print(f"{count} decisions written to {plain(str(to))}")


def _show(record: Path, fail: Callable[[Exception], NoReturn]) -> None:
    from supervisor.audit import figures, storage  # noqa: PLC0415 - as above
    from supervisor.ui import application, figures_app  # noqa: PLC0415 - as above

    def read() -> Tally | str:
        try:
            return figures.figures(record)
        except storage.RecordError as e:
            return str(e)

    try:
        status = figures_app.show(read)
    except application.NoDisplayError as e:
        fail(e)
    raise typer.Exit(status)


def row(figures: Figures) -> dict[str, float | int | None]:
    """Give the figures of one group as plain JSON; rates are of what was asked, 0 to 1."""
    return {
        "actions": figures.actions,
        "asked": figures.asked,
        "prompts_per_100": _rounded(figures.prompts_per_100, 2),
        "approved": _rounded(figures.rate(Result.APPROVED), 4),
        "rejected": _rounded(figures.rate(Result.REJECTED), 4),
        "modified": _rounded(figures.rate(Result.MODIFIED), 4),
        "expired": _rounded(figures.rate(Result.EXPIRED), 4),
        "median_answer_ms": _rounded(figures.median_ms, 0),
        "low_confidence": figures.unsure,
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def table(found: dict[str, Figures]) -> list[str]:
    """Give the figures of groups as lines of one table."""
    if not found:
        return ["nothing yet"]
    names = [shortened(plain(name), _WIDEST) for name in found]
    width = max(len(name) for name in names)
    head = f"{'':{width}} {'actions':>9} {'asked':>7} {'per 100':>8}"
    lines = [f"{head} {'approved':>9} {'rejected':>9} {'modified':>9} {'expired':>8} {'median':>8}"]
    for name, figures in zip(names, found.values(), strict=True):
        rates = [figures.rate(r) for r in (Result.APPROVED, Result.REJECTED, Result.MODIFIED, Result.EXPIRED)]
        shares = [f"{rate:.1%}" if rate is not None else "–" for rate in rates]
        per_100 = f"{figures.prompts_per_100:.1f}" if figures.prompts_per_100 is not None else "–"
        median = f"{figures.median_ms / 1000:.1f} s" if figures.median_ms is not None else "–"
        counts = f"{name:{width}} {figures.actions:>9} {figures.asked:>7} {per_100:>8}"
        lines.append(f"{counts} {shares[0]:>9} {shares[1]:>9} {shares[2]:>9} {shares[3]:>8} {median:>8}")
    return lines


def attention(tally: Tally, first_day: int) -> list[str]:
    """Give how the tests of attention ended in one line; none where there was none."""
    missed, noticed = tally.tested(first_day)
    return (
        [f"tests of attention: {missed + noticed}, of these {missed} answered by a yes"] if missed + noticed else []
    )


def today(tally: Tally, now_ns: int) -> str:
    """Give the day's figures in one line, e.g. `today: 147 actions, 12 asked, 5 with low confidence`."""
    day = now_ns // DAY_NS
    figures = tally.grouped(Group.DAY, day).get(date_of(day), Figures())
    return f"today: {figures.actions} actions, {figures.asked} asked, {figures.unsure} with low confidence"


def told(entry: dict[str, str]) -> str:
    """Give one entry of the dial as a line."""
    kind = {"setting": "", "loan": "lent: ", "ceiling": "no more than "}.get(entry["part"], "")
    left = f", {int(entry['seconds_left']) // 60 + 1} min left" if "seconds_left" in entry else ""
    return plain(f"{kind}{entry['level']} for {shortened(entry['for'], _LONGEST)}{left} ({entry['why']})")
