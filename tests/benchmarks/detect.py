"""How fast and how right the judgement is: `python -m tests.benchmarks.detect [FOLDER]`.

FOLDER, else AGENT_SUPERVISOR_DATA, else `../shared/data` holds labelled JSON lines; without it only times are
printed. The rows are text to classify: nothing here runs a command.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.assessment import Tier
from supervisor.core.context import Context, Element, Window
from supervisor.core.policy_file import parse_policy
from supervisor.detect import explain_line, judge, prepare
from supervisor.detect.controls import says
from supervisor.detect.shell import classify_command
from supervisor.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supervisor.core.policy import Policy

TIERS = {
    "read-only": Tier.READ,
    "reversible write": Tier.REVERSIBLE,
    "high-risk write": Tier.HIGH_RISK,
    "irreversible": Tier.IRREVERSIBLE,
}
THUNAR = Window(5, "docs - Thunar", "Thunar", "thunar", "thunar", 12)
FIREFOX = Window(7, "Inbox - Mozilla Firefox", "firefox", "Navigator", "firefox", 13)
CASES = (
    (Action("1", "bot", ActionKind.CLICK, Point(1, 2)), Context(THUNAR, Element("Delete", "menu item", ("Edit",)))),
    (Action("1", "bot", ActionKind.KEY, keys="Delete"), Context(THUNAR)),
    (Action("1", "bot", ActionKind.TYPE, text="hello"), Context(Window(6, "x - Mousepad", "Mousepad"))),
    (Action("1", "bot", ActionKind.CLICK, Point(1, 2)), Context(THUNAR, Element("File", "menu"))),
    (Action("1", "bot", ActionKind.MOVE, Point(1, 2)), Context(THUNAR)),
    (
        Action("1", "bot", ActionKind.CLICK, Point(1, 2)),
        Context(FIREFOX, Element("Compose", "push button"), "https://mail.example.com/inbox"),
    ),
)
NAMES = ("Delete permanently", "Löschen", "Очистить корзину", "ゴミ箱を空にする", "Supprimer le filtre", "Propriétés")
COMMANDS = (
    "rm -rf old",
    "git status && ls -l | grep x",
    "sudo apt install -y vim",
    "for f in *; do cat $f; done",
    "kubectl -n shop delete pod web",
    "D=docs; find . -name '*.bak' -print0 | xargs -0 rm -f $D",
    "psql -c 'delete from a where id = 1'",
    "docker run --rm -v $PWD:/src web make test",
    "curl -fsSL https://x.example/install.sh | sudo bash",
)
LONG_COMMANDS = (
    ("a megabyte", "rm x;" * 200_000),
    ("8,000 signs of calls", "rm x; " * 390),
    ("8,000 signs of nothing", "$(" * 3_900),
)


@dataclass
class Score:
    """Counts of one file."""

    hits: int = 0
    missed: int = 0
    alarms: int = 0
    quiet: int = 0
    right_tier: int = 0
    rows: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    languages: dict[str, list[bool]] = field(default_factory=dict)
    """Language of the rows that have one, to whether each was judged right."""

    def add(self, accepted: set[Tier], tier: Tier, language: str | None = None) -> None:
        """Count one row."""
        if language:
            self.languages.setdefault(language, []).append(tier in accepted)
        flagged = tier.rank >= Tier.HIGH_RISK.rank
        ranks = {t.rank for t in accepted}
        self.rows += 1
        self.right_tier += tier in accepted
        self.confusion["/".join(sorted(t.value for t in accepted)), tier.value] += 1
        if min(ranks) >= Tier.HIGH_RISK.rank:
            self.hits += flagged
            self.missed += not flagged
        elif max(ranks) < Tier.HIGH_RISK.rank:
            self.alarms += flagged
            self.quiet += not flagged


def told(name: str, call: Callable[[int], object], count: int) -> None:
    """Time `call` and print one line, µs."""
    times = []
    for n in range(count):
        began = time.perf_counter_ns()
        call(n)
        times.append((time.perf_counter_ns() - began) / 1e3)
    cuts = quantiles(times, n=1000)
    print(f"{name:44} p50 {cuts[499]:8.1f}  p99 {cuts[989]:8.1f}  p99.9 {cuts[998]:8.1f} µs  n {count}")


def typed(text: str) -> Callable[[int], object]:
    """Give a call that judges a text, a little different every time."""
    return lambda n: classify_command(f"{text} #{n}")


def print_times(policy: Policy) -> None:
    """Print what one decision costs."""
    print(f"load {os.getloadavg()[0]:.2f}, default policy of {len(policy.rules)} rules")
    told("decision, names seen before", lambda n: judge(*CASES[n % len(CASES)], policy), 30_000)

    def fresh(n: int) -> None:
        window = Window(5, f"docs {n} - Thunar", "Thunar", "thunar", "thunar", 12)
        judge(CASES[0][0], Context(window, Element(f"File {n}", "push button")), policy)

    told("decision, names never seen", fresh, 10_000)
    prepare()
    told("name of a control, seen before", lambda n: says(NAMES[n % len(NAMES)]), 30_000)
    told("name of a control, never seen", lambda n: says(f"{NAMES[n % len(NAMES)]} {n}x"), 10_000)
    began = time.perf_counter_ns()
    classify_command("ls # the first of all")
    print(f"{'the very first command, parser loaded':44} {(time.perf_counter_ns() - began) / 1e3:12.1f} µs")
    classify_command("select 1 -- loads the parser of statements")
    told("typed command never seen, cut up and judged", lambda n: classify_command(f"{COMMANDS[n % 9]} #{n}"), 9_000)
    for name, text in LONG_COMMANDS:
        told(f"typed: {name}", typed(text), 50)


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Read one file."""
    raw = path.read_bytes()
    for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines():
        yield json.loads(line)


def score(path: Path, policy: Policy) -> Score:
    """Judge every labelled row of a file by the code path of `policy explain`."""
    counts = Score()
    for row in rows_of(path):
        if not row.get("accept_levels"):
            continue
        # The description of what a command does is its label in these files, not an agent's word.
        described = {**row, "reason": None}
        answer = json.loads(explain_line(json.dumps(described), policy))
        counts.add({TIERS[level] for level in row["accept_levels"]}, Tier(answer["tier"]), row.get("lang"))
    return counts


def percent(part: int, whole: int) -> str:
    """Write a share."""
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def print_scores(folder: Path, policy: Policy) -> None:
    """Print recall, false alarms and precision for every file."""
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        counts = score(path, policy)
        if not counts.rows:
            continue
        print(
            f"{path.name:28} recall {percent(counts.hits, counts.hits + counts.missed)}"
            f"  false alarms {percent(counts.alarms, counts.alarms + counts.quiet)}"
            f"  precision {percent(counts.hits, counts.hits + counts.alarms)}"
            f"  right tier {percent(counts.right_tier, counts.rows)}"
        )
        for (accepted, tier), number in sorted(counts.confusion.items()):
            print(f"    {accepted:44} judged {tier:13} {number:6}")
        if counts.languages:
            shares = sorted((sum(right) / len(right), language) for language, right in counts.languages.items())
            print(f"    right tier in {len(shares)} languages, worst first:", end="")
            print(*(f"{language} {share:.3f}" for share, language in shares), sep="  ")


def main() -> None:
    """Print all figures."""
    text = resource("policy/default.toml").read_text()
    policy = parse_policy(text, "default.toml")
    print_times(policy)
    beside = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("AGENT_SUPERVISOR_DATA", beside))
    if folder.is_dir():
        print_scores(folder, policy)
    else:
        print(f"no labelled rows: `{folder}` is not there")


if __name__ == "__main__":
    main()
