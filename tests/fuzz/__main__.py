"""The long run; prints a dated result, which is kept in `resources/manual/fuzzing.md`.

    python -m tests.fuzz --requests 10000000 --live 1000000 [--files 20000] [--seed N]

Without `--seed` the day is the seed. A failure prints the stream or file that brought it about.
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.files import configurations, databases
from tests.fuzz.live import LiveRun
from tests.fuzz.parser import fuzz

if TYPE_CHECKING:
    from collections.abc import Callable

_FLAT_KB = 20_000
_SLICE = 500_000


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def parser(requests: int, seed: int) -> str:
    done = judged = refused = ended = 0
    while done < requests:
        tally = fuzz(min(_SLICE, requests - done), seed + done)
        done, judged = done + tally.requests, judged + tally.judged
        refused, ended = refused + tally.refused, ended + tally.ended
    return (
        f"{done} requests cut as the server cuts them, {judged} judged, {refused} refused, {ended} connections ended"
    )


def live(requests: int, seed: int, folder: Path) -> str:
    with LiveRun(folder) as running:
        result = running.fuzz(requests, seed)
    grown = {name: late - early for name, (early, late) in result.memory_kb.items()}
    assert all(kb < _FLAT_KB for kb in grown.values()), f"memory grows: {result.memory_kb}"
    return (
        f"{requests} requests written, {result.done['connections']} connections in the last three quarters, "
        f"{result.done['ended']} of them ended, {result.sent} inputs at the server, all from the gate; memory in KB "
        f"after a quarter and at the end: {result.memory_kb}; descriptors before and after: {result.descriptors}"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--requests", type=int, default=10_000_000)
    options.add_argument("--live", type=int, default=1_000_000)
    options.add_argument("--files", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=int(dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d")))
    given = options.parse_args()
    now = dt.datetime.now(tz=dt.UTC)
    say(
        f"{now:%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, Linux {platform.release()}, seed {given.seed}"
    )
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        jobs: tuple[tuple[str, int, Callable[[], str]], ...] = (
            ("parser", given.requests, lambda: parser(given.requests, given.seed)),
            ("policy and settings", given.files, lambda: str(configurations(given.files, given.seed, folder))),
            ("record", given.files, lambda: str(databases(given.files, given.seed, folder))),
            ("live", given.live, lambda: live(given.live, given.seed, folder)),
        )
        for what, count, job in jobs:
            if count:
                began = time.monotonic()
                said = job()
                say(f"{what}: {said}; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
