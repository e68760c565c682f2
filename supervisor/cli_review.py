"""The command to go through what passed without a question: parse, call, print."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from supervisor.audit.plain_text import plain
from supervisor.core.review import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

RowsArgument = Annotated[list[int], typer.Argument(min=1, help="Numbers of the rows, as listed.")]
NoteOption = Annotated[str, typer.Option("--note", help="Why, in your words; it stands in the record.")]


@dataclass(frozen=True, slots=True)
class Supervisor:
    """The supervisor of this display."""

    command: Callable[..., dict[str, Any]]
    """Sends it a word, and gives its answer."""
    stay: Callable[[str], None]
    """Has it do something, and waits until that is over; starts it where none runs."""


def add_review(
    app: typer.Typer,
    record: Callable[[Path | None], Path],
    supervisor: Supervisor,
    say: Callable[[str], None],
    fail: Callable[[Exception], NoReturn],
) -> None:
    """Add the commands `review`, `review right`, `review wrong` and `review undo`.

    Args:
        app: Gets them.
        record: Gives the record that is meant.
        supervisor: The one of this display.
        say: Tells the person who typed.
        fail: Ends with an error's sentence.
    """
    review = typer.Typer(help="Go through what passed without a question.", invoke_without_command=True)
    app.add_typer(review, name="review")

    @review.callback()
    def listing(
        context: typer.Context,
        *,
        everything: Annotated[
            bool, typer.Option("--all", help="All that passed of late, not only a sample.")
        ] = False,
        most: Annotated[int, typer.Option("--most", min=1, max=1000, help="So many lines at most.")] = 20,
        as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
        window: Annotated[bool, typer.Option("--window", help="In a window, to be marked there.")] = False,
        given: Annotated[Path | None, typer.Option("--record", help="Record instead of this display's.")] = None,
    ) -> None:
        """List what passed without a question: a sample, the gravest first, or all of it."""
        if context.invoked_subcommand is not None:
            return
        if window:
            if given is not None:
                raise typer.BadParameter("the window shows the record of this display: leave out --record")
            supervisor.stay("review-window")
            return
        _list(record(given), most, fail, everything=everything, as_json=as_json)

    def mark(mark: Mark, rows: list[int], note: str) -> None:
        answer = supervisor.command("review", mark=mark.value, rows=" ".join(map(str, rows)), note=note)
        say(f"agent-supervisor: {plain(str(answer.get('says')))}")

    @review.command()
    def right(rows: RowsArgument, *, note: NoteOption = "") -> None:
        """Mark actions as right; a person confirms it at the screen."""
        mark(Mark.RIGHT, rows, note)

    @review.command()
    def wrong(rows: RowsArgument, *, note: NoteOption = "") -> None:
        """Mark actions as wrong, which counts as a rejection, at once."""
        mark(Mark.WRONG, rows, note)

    @review.command()
    def undo(row: Annotated[int, typer.Argument(min=1, help="Number of the row, as listed.")]) -> None:
        """Have an action taken back, where its program or the trash can; a person confirms it at the screen."""
        answer = supervisor.command("review", mark="undo", rows=str(row))
        say(f"agent-supervisor: {plain(str(answer.get('says')))}")


def _list(record: Path, most: int, fail: Callable[[Exception], NoReturn], *, everything: bool, as_json: bool) -> None:
    from supervisor.audit import figures, review, storage  # noqa: PLC0415 - other commands start faster without it

    try:
        queue = figures.figures(record).review
        found = (review.every if everything else review.drawn)(record, queue, most)
    except storage.RecordError as e:
        fail(e)
    if as_json:
        print(json.dumps([one.data for one in found], indent=2))
        return
    for one in found:
        print(one.line)
    waits = f"{len(queue.waiting)} drawn and not gone through, {len(queue.marks)} marked"
    print(waits + (f", {queue.left_out} left out since too many waited" if queue.left_out else ""))
    if not found and not everything:
        print("`agent-supervisor review --all` lists what passed of late, drawn or not")
