"""How long a decision takes with 100, 1,000 and 10,000 rules: `python -m tests.benchmarks.policy [FOLDER]`.

The rules are of the kinds that people write, mixed, each about another thing; the actions are those of ordinary work
and some dangerous ones. Facts are worked out beforehand: what is timed is the policy alone, then judgement and policy
together. The goal is 50 µs at the 99th percentile with 1,000 rules.

Then the same of commands that were never seen: those of the recordings of ordinary work, and of the development data
in FOLDER, else AGENT_SUPERVISOR_DATA, else `../shared/data`, where it is there. Each line is typed once: a file, a
folder or a word of it has another name every time. Nothing here runs a command.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
import time
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

from supervisor.core.action import Action, ActionKind
from supervisor.core.assignment import Assignment
from supervisor.core.context import Context, Element, Window
from supervisor.core.policy_file import parse_policy
from supervisor.detect.combine import gather, judge
from supervisor.detect.explain import described
from supervisor.detect.lexicon import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from supervisor.core.facts import Facts
    from supervisor.core.policy import Policy

ROUNDS = 20_000
WARM = 500

_KINDS = (
    (20, 'when.title = ["*Report {n}*", "*Minutes {n}*"]\nverdict = "deny"'),
    (20, 'when.app = "Program-{n}"\nwhen.control = "send"\nverdict = "ask"'),
    (15, 'when.name = ["Order {n}", "Cancel {n}", "Confirm {n}"]\nwhen.role = "push button"\nverdict = "ask"'),
    (10, 'when.title = {{ re = "(?i)ticket-{n}[0-9]+ of" }}\nverdict = "deny"'),
    (10, 'when.text = "*--target=host-{n}*"\nwhen.program = "terminal"\nverdict = "deny"'),
    (5, 'when.workflow = "task {n}"\nwhen.tier = "high_risk"\nverdict = "ask"'),
    (5, 'when.workflow = "invoices"\nwhen.team = "ops"\nwhen.name = "*Contract {n}*"\nverdict = "deny"'),
    (5, 'when.agent = "bot-{n}"\nwhen.tier = "high_risk"\nverdict = "deny"'),
    (5, 'when.control = "pay"\nwhen.amount = {{ min = {n} }}\nverdict = "deny"'),
    (5, 'when.dialog = "*group {n}?*"\nwhen.executable = "tool{n}"\nverdict = "allow"'),
)
"""Of a hundred rules so many of a kind."""

ACTIONS = (
    {
        "action": "click",
        "app": "Thunar",
        "window_title": "docs - Thunar",
        "target_name": "File",
        "target_role": "menu",
    },
    {
        "action": "click",
        "app": "Thunar",
        "window_title": "docs - Thunar",
        "target_name": "Delete",
        "target_role": "menu item",
    },
    {"action": "key", "app": "Thunar", "window_title": "docs - Thunar", "keys": "Delete"},
    {
        "action": "type",
        "app": "Mousepad",
        "window_title": "letter.txt - Mousepad",
        "text": "Dear all, as we said on Monday",
    },
    {"action": "key", "app": "Mousepad", "window_title": "letter.txt - Mousepad", "keys": "ctrl+s"},
    {"action": "type+enter", "app": "XTerm", "window_title": "user@host: ~/work", "text": "git status"},
    {"action": "type+enter", "app": "XTerm", "window_title": "user@host: ~/work", "text": "rm -rf build"},
    {
        "action": "click",
        "app": "firefox",
        "window_title": "Inbox - Mozilla Firefox",
        "target_name": "Send",
        "target_role": "push button",
    },
    {
        "action": "click",
        "app": "firefox",
        "window_title": "Shop - Mozilla Firefox",
        "target_name": "Pay 12,50 €",
        "target_role": "push button",
    },
    {
        "action": "click",
        "app": "firefox",
        "window_title": "News of the day - Mozilla Firefox",
        "target_name": "Read more",
        "target_role": "link",
    },
    {"action": "scroll", "app": "firefox", "window_title": "News of the day - Mozilla Firefox"},
    {"action": "move", "app": "Evince", "window_title": "Report 17.pdf"},
)

SCOPE = {"agent": "bot", "user": "anna", "team": "ops", "workflow": "invoices"}


def policy_of(count: int) -> Policy:
    """Make a policy of so many rules."""
    rng = random.Random(count)  # noqa: S311 - the same rules every time
    kinds = [kind for share, kind in _KINDS for _ in range(share)]
    rules = [
        f'[[rule]]\nid = "r{n}"\nreason = "because"\n{rng.choice(kinds).format(n=n)}\n'
        for n in range(10_000, 10_000 + count)
    ]
    return parse_policy("".join(rules), f"{count} rules")


def told(name: str, call: Callable[[int], object], rounds: int) -> None:
    """Time `call` and print one line, µs."""
    times = []
    for n in range(rounds + WARM):
        began = time.perf_counter_ns()
        call(n)
        times.append((time.perf_counter_ns() - began) / 1e3)
    cuts = quantiles(times[WARM:], n=100)
    print(f"{name:44} p50 {cuts[49]:8.1f}  p95 {cuts[94]:8.1f}  p99 {cuts[98]:8.1f} µs  n {rounds}", flush=True)


def recorded_commands() -> list[str]:
    """Give what was typed into terminals in the recordings of ordinary work."""
    folder = Path(__file__).parents[1] / "data" / "ordinary"
    rows = (json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines())
    typed = [row["text"] for row in rows if row["kind"] == "type+enter" and row.get("text") and _in_terminal(row)]
    return list(dict.fromkeys(typed))


def _in_terminal(row: dict[str, dict[str, str]]) -> bool:
    return "term" in row.get("window", {}).get("app", "").lower()


def commands_of(path: Path) -> list[str]:
    """Give the commands of a file of development data."""
    raw = path.read_bytes()
    rows = [json.loads(line) for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).splitlines()]
    return list(dict.fromkeys(row["text"] for row in rows if row.get("text") and row["text"].strip()))


_NAMES = (re.compile(r"(?<=[ /'\"=])[A-Za-z]\w*(?=\.[a-z]\w*)"), re.compile(r"(?<=[ '\"=~/])[A-Za-z][\w-]*(?=/)"))
"""Files and folders in a line."""
_GOES_ON = re.compile(r"(?!.*(?:\b(?:done|fi|esac|EOF)|\s-\w)$).*[\w./'\"-]$", re.DOTALL)
"""Lines that may have another word at their end."""


def varied(text: str, number: int) -> str | None:
    """Give the line with another name in it; None where there is no place for one."""
    for names in _NAMES:
        if names.search(text):
            return names.sub(lambda found: f"{found[0]}{number}", text, count=1)
    return f"{text} notes{number}.txt" if _GOES_ON.match(text) else None


def never_seen(commands: Sequence[str], rounds: int) -> Iterator[tuple[Action, Context]]:
    """Give what is typed into a terminal and handed over, another line every time, in no order."""
    rng = random.Random(rounds)  # noqa: S311 - the same lines every time
    window = Window(7, "person@desk: ~/work", "XTerm", "xterm", "xterm", 12)
    assigned = Assignment(**SCOPE)
    number = 0
    while number < rounds:
        line = varied(rng.choice(commands), number)
        if line is None:
            continue
        shown = Element("Terminal", "terminal", text=f"person@desk:~/work$ {line}")
        yield (
            Action(f"a{number}", "bot", ActionKind.TYPE_ENTER, keys="Return", text=line, assignment=assigned),
            Context(window, shown),
        )
        number += 1


def told_of_new(policy: Policy) -> None:
    """Print how long commands take that were never seen."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("AGENT_SUPERVISOR_DATA", beside))
    print("typed commands never seen before, judged and decided with 1,000 rules")
    sets = {"recordings of ordinary work": recorded_commands()}
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        commands = commands_of(path)
        if commands:
            sets[path.name] = commands
    for name, commands in sets.items():
        _told_of_commands(f"  {name} ({len(commands)})", commands, policy)
    if not folder.is_dir():
        print(f"  no development data: `{folder}` is not there")


def _told_of_commands(name: str, commands: Sequence[str], policy: Policy) -> None:
    cases = list(never_seen(commands, ROUNDS // 2 + WARM))
    told(name, lambda n: judge(*cases[n], policy), ROUNDS // 2)


def main() -> None:
    """Print all of it."""
    prepare()
    print(f"load {os.getloadavg()[0]:.2f}")
    actions = [described(action | SCOPE) for action in ACTIONS]
    facts = [gather(*action) for action in actions]
    for count in (100, 1_000, 10_000):
        began = time.perf_counter_ns()
        policy = policy_of(count)
        print(f"{count} rules read in {(time.perf_counter_ns() - began) / 1e6:.0f} ms")
        _told_of(policy, actions, facts, ROUNDS if count < 10_000 else ROUNDS // 4)
    told_of_new(policy_of(1_000))


def _told_of(policy: Policy, actions: Sequence[tuple[Action, Context]], facts: Sequence[Facts], rounds: int) -> None:
    told("  policy alone", lambda n: policy.decide(facts[n % len(facts)]), rounds)
    told("  judged and decided", lambda n: judge(*actions[n % len(actions)], policy), rounds)


if __name__ == "__main__":
    main()
