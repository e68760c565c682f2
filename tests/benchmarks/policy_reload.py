"""How soon a changed policy holds, and what decisions cost meanwhile: `python -m tests.benchmarks.policy_reload`.

A file is saved as editors do, beside and then in its place; timed is from there until what holds has been worked out
in the loop. Then decisions by one policy and by several that hold together.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from supervisor.app.configuration import NamedPolicy, policy_files, read_policy, read_policy_anew
from supervisor.app.policy_watch import PolicyWatch
from supervisor.core.policy_in_force import MOST_TOGETHER, InForce
from supervisor.detect.combine import gather
from supervisor.detect.explain import described
from supervisor.detect.lexicon import prepare
from supervisor.engine.loop import EventLoop
from tests.benchmarks.policy import ACTIONS, ROUNDS, policy_of, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.facts import Facts

TIMES = 20
_RULE = '[[rule]]\nid = "r{n}"\nreason = "because"\nverdict = "deny"\nwhen.title = "*Report {n}*"\n'


def saved(folder: Path, count: int) -> None:
    """Change a policy of so many rules again and again, and print how long it takes until each change holds, ms."""
    text = "".join(_RULE.format(n=n) for n in range(count))
    file, beside = folder / "policy.toml", folder / "beside"
    file.write_text(text)
    loaded = read_policy(None, folder)
    loop, took_ms = EventLoop(), list[float]()
    in_force = InForce.of(loaded.policy)
    began_s = 0.0

    def found(new: NamedPolicy | str) -> None:
        nonlocal in_force
        if isinstance(new, NamedPolicy):
            in_force = in_force.changed(new.policy)
            took_ms.append((time.monotonic() - began_s) * 1e3)

    watch = PolicyWatch(policy_files(None, folder), lambda: read_policy_anew(None, folder, loaded))
    watch.start(loop, found)
    for time_ in range(TIMES):
        text += _RULE.format(n=count + time_)
        beside.write_text(text)
        began_s = time.monotonic()
        beside.rename(file)
        while len(took_ms) <= time_:
            loop.turn(0.05)
    watch.close(loop)
    loop.close()
    print(f"{count:6} rules: holds after {median(took_ms):6.0f} ms p50, {max(took_ms):6.0f} at most, n {TIMES}")


def together(facts: Sequence[Facts]) -> None:
    """Time decisions by several policies of a thousand rules."""
    for count in (1, 2, MOST_TOGETHER):
        _told_of(InForce.of(*(policy_of(1_000) for _ in range(count))), facts)


def _told_of(in_force: InForce, facts: Sequence[Facts]) -> None:
    told(f"  {len(in_force.policies)} together", lambda n: in_force.decide(facts[n % len(facts)]), ROUNDS)


def main() -> None:
    """Print all of it."""
    prepare()
    print(f"load {os.getloadavg()[0]:.2f}")
    for count in (20, 1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            saved(Path(folder), count)
    together([gather(*described(action)) for action in ACTIONS])


if __name__ == "__main__":
    main()
