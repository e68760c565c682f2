"""How soon the figures of a long record are there: `python -m tests.benchmarks.stats [ACTIONS]`.

Writes a record, adds it up while it grows, as the service does, and asks for the figures as `stats` does; verifies
it, and goes through all of it for once, as `stats` does where nobody kept the figures up with it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervisor.app.review_pages import ReviewPages
from supervisor.app.summing import KEEP_ROWS, Summing
from supervisor.app.turns import Turns
from supervisor.audit.figures import Sums, figures, kept_beside
from supervisor.audit.journal import Journal
from supervisor.audit.review import drawn
from supervisor.audit.signing import Signer
from supervisor.audit.verification import verify
from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.autonomy_tally import Group
from supervisor.core.context import Context, Element, Window
from supervisor.core.record import Event
from supervisor.core.record_fields import Approval
from tests.support.simulators import SimulatedLoop, SimulatedTimer

if TYPE_CHECKING:
    from collections.abc import Callable

APPS = ("thunar", "firefox", "mousepad", "libreoffice")
ALLOWED = Decision(Verdict.ALLOW, "default-reversible", "this can be undone")
ASKED = Decision(Verdict.ASK, "delete", "your policy asks before anything is deleted for good")
TOGETHER = 1_000
"""Actions between two commits."""


def act(journal: Journal, number: int) -> None:
    """Write the rows of one action; every fiftieth is asked."""
    app = APPS[number % len(APPS)]
    action = Action(f"bot-{number}", "bot", ActionKind.CLICK, Point(1, 2), button=1)
    context = Context(Window(5, f"docs - {app}", app, app, app, 12), Element("Delete", "menu item", ("Edit",)))
    asked = number % 50 == 0
    judged = Assessment(Tier.HIGH_RISK if asked else Tier.REVERSIBLE, Category.FILES, ("control is called “Delete”",))
    decision = ASKED if asked else ALLOWED
    journal.append(Event.DECIDED, "bot", context=context, action=action, assessment=judged, decision=decision)
    if asked:
        requested = {"request": f"r{number}"}
        journal.append(Event.APPROVAL_REQUESTED, "bot", action=action, decision=decision, outcome=requested)
        approval = Approval("keyboard", "chord", 900 + number % 3_000)
        answer = {"request": f"r{number}", "answer": "approve" if number % 500 else "reject"}
        journal.append(Event.ANSWERED, "bot", action=action, approval=approval, outcome=answer)
    sends = {"sends": [], "action_id": action.id}
    journal.append(Event.SENDING, "bot", action=action, decision=decision, outcome=sends)
    journal.append(Event.OUTCOME, "bot", outcome={"action_id": action.id, "result": "done"})


def main(actions: int = 1_000_000) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite3"
        journal = Journal.open(path, Signer.load_or_create(Path(folder) / "key.pem"))
        sums, adding_s = Sums(path), 0.0
        began = time.perf_counter()
        for number in range(actions):
            act(journal, number)
            if number % TOGETHER == TOGETHER - 1:
                journal.commit()
                adding_s += added(sums)
        journal.close()
        took_s = time.perf_counter() - began - adding_s
        rows = journal.last_seq
        print(f"{actions} actions ({rows} rows) written in {took_s:.1f} s, {path.stat().st_size / 1e9:.2f} GB")
        print(f"added up meanwhile: {adding_s / rows * 1e6:.1f} µs a row")
        for which in ("stats, the first time", "again", "again"):
            told(path, which)
        began = time.perf_counter()
        waiting = drawn(path, figures(path).review, 20)
        print(f"review: {time.perf_counter() - began:.3f} s, the {len(waiting)} gravest")
        opened(path, rows)
        print(f"kept beside it: {kept_beside(path).stat().st_size} bytes")
        began = time.perf_counter()
        sentence = verify(path).sentence
        print(f"verify: {time.perf_counter() - began:.2f} s, {sentence}")
        kept_beside(path).unlink()
        told(path, "stats with nothing kept")


@dataclass
class Written:
    """A record that does not grow any more."""

    path: Path
    last_seq: int


class TimedLoop(SimulatedLoop):
    """Tells the longest turn, s."""

    longest_s = 0.0

    def after(self, delay_s: float, call: Callable[[], None]) -> SimulatedTimer:
        def timed() -> None:
            began = time.perf_counter()
            call()
            self.longest_s = max(self.longest_s, time.perf_counter() - began)

        return super().after(delay_s, timed)


def opened(path: Path, rows: int) -> None:
    """Print how soon the window to go through what passed has its first page, by a service that has just begun."""
    loop, pages = TimedLoop(), list[dict[str, Any]]()
    began = time.perf_counter()
    ReviewPages(Summing(loop, Written(path, rows)), path, Turns(loop), pages.append).open()
    loop.advance(0)
    took_s = time.perf_counter() - began
    told = f"{len(pages[0]['rows'])} rows of {pages[0]['waiting']} that wait"
    print(f"review window: {took_s:.3f} s to the first page, {told}; longest turn {loop.longest_s * 1e3:.1f} ms")


def added(sums: Sums) -> float:
    """Add up what is new, and give how long that took, s."""
    began = time.perf_counter()
    for _ in sums.catch_up():
        pass
    if sums.new >= KEEP_ROWS:
        sums.keep()
    return time.perf_counter() - began


def told(path: Path, which: str) -> None:
    """Print how soon the figures are there."""
    began = time.perf_counter()
    found = figures(path).grouped(Group.APP)
    took_s = time.perf_counter() - began
    print(f"{which}: {took_s:.3f} s, {sum(one.actions for one in found.values())} actions")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
