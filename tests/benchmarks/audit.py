"""What the record costs: `python -m tests.benchmarks.audit [FOLDER]`; the folder names the disk to measure."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

from supervisor.audit.export import export_jsonl
from supervisor.audit.journal import Journal
from supervisor.audit.signing import Signer
from supervisor.audit.verification import verify
from supervisor.core.action import Action, ActionKind, Point, Rect
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.record import Event

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = Context(
    Window(1, "docs – Thunar", "Thunar", "thunar", "thunar", 4242, Rect(0, 0, 800, 600)),
    Element("Delete", "menu item", ("Thunar", "Edit"), rect=Rect(10, 20, 80, 20)),
)
ASSESSMENT = Assessment(Tier.HIGH_RISK, Category.FILES, ("control is called “Delete”",))
DECISION = Decision(Verdict.ALLOW, "default", "nothing speaks against it")


def small(journal: Journal, n: int) -> None:
    """Append what is written before a send."""
    journal.append(Event.SENDING, "bot", outcome={"action_id": f"a-{n}", "sends": [["key_press", 43, 0, 0, 0]]})


def full(journal: Journal, n: int) -> None:
    """Append a decision with all that is known."""
    action = Action(f"a-{n}", "bot", ActionKind.CLICK, Point(n % 1000, 20), button=1)
    journal.append(Event.DECIDED, "bot", action=action, context=CONTEXT, assessment=ASSESSMENT, decision=DECISION)


def committed(journal: Journal, append: Callable[[Journal, int], None], count: int, *, durable: bool) -> list[float]:
    """Time append + commit, µs each, with the loop's ticks between them."""
    times = []
    for n in range(count):
        began = time.perf_counter_ns()
        append(journal, n)
        journal.commit(durable=durable)
        times.append((time.perf_counter_ns() - began) / 1e3)
        if n % 20 == 0:
            journal.tick(time.monotonic())
    return times


def told(name: str, times: list[float]) -> None:
    """Print one line of figures."""
    cuts = quantiles(times, n=1000)
    print(f"{name:34} p50 {cuts[499]:8.1f}   p99 {cuts[989]:8.1f}   p99.9 {cuts[998]:8.1f}   n {len(times)}   µs")


def main() -> None:
    """Measure in a fresh record and print."""
    folder = sys.argv[1] if len(sys.argv) > 1 else None
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors, {folder or tempfile.gettempdir()}")
    with tempfile.TemporaryDirectory(dir=folder) as name:
        journal = Journal.open(Path(name) / "record.sqlite3", Signer.load_or_create(Path(name) / "signing.key"))
        committed(journal, small, 1000, durable=False)
        told("append + commit, small row", committed(journal, small, 20_000, durable=False))
        told("append + commit, full row", committed(journal, full, 20_000, durable=False))
        told("append + durable commit, full row", committed(journal, full, 1000, durable=True))
        for n in range(250_000):
            full(journal, n)
            if n % 10_000 == 0:
                journal.commit()
        began = time.perf_counter()
        journal.close()
        print(f"close and fold {journal.last_seq} rows: {time.perf_counter() - began:.2f} s")
        began = time.perf_counter()
        result = verify(journal.path)
        took_s = time.perf_counter() - began
        size = journal.path.stat().st_size / result.rows
        print(f"verify: {result.rows / took_s / 1e6:.2f} M rows/s ({result.rows} rows of {size:.0f} bytes)")
        print(result.sentence)
        out = io.StringIO()
        began = time.perf_counter()
        rows = export_jsonl(journal.path, out)
        print(f"export: {rows / (time.perf_counter() - began) / 1e3:.0f} k rows/s")


if __name__ == "__main__":
    main()
