"""The long run; prints a dated result, which is kept in `resources/manual/fuzzing.md`.

    python -m tests.fuzz --requests 10000000 --live 1000000 --words 1000000 [--http 100000] [--files 20000] [--seed N]

Without `--seed` the day is the seed. A failure prints the stream or file that brought it about.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import platform
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.control import resident_kb
from tests.fuzz.files import configurations, databases
from tests.fuzz.http_front import Crowd
from tests.fuzz.live import LiveRun
from tests.fuzz.parser import fuzz
from tests.fuzz.speaking import Speaking
from tests.support.mcp_http import http_rig

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


def words(messages: int, seed: int, folder: Path) -> str:
    done = answers = honest = calls = 0
    before = resident_kb(os.getpid())
    while done < messages:
        speaking = Speaking(folder / "agent.sock", random.Random(seed + done))  # noqa: S311 - the same for each seed
        try:
            speaking.talk(min(_SLICE // 10, messages - done))
        finally:
            speaking.close()
        done, answers = done + speaking.messages, answers + speaking.answers
        honest, calls = honest + speaking.honest, calls + speaking.agent.calls
    grown = resident_kb(os.getpid()) - before
    assert grown < _FLAT_KB * 5, f"memory grew by {grown} KB"
    return f"{done} messages, {answers} answers read, {calls} calls, {honest} honest; memory grew {grown} KB"


def http(messages: int, seed: int) -> str:
    async def slice_of(count: int, at: int) -> Crowd:
        async with http_rig() as rig:
            crowd = Crowd(rig, random.Random(at))  # noqa: S311 - the same for each seed
            await crowd.talk(count)
            return crowd

    done = answers = honest = 0
    before = resident_kb(os.getpid())
    while done < messages:
        crowd = asyncio.run(slice_of(min(_SLICE // 25, messages - done), seed + done))
        done, answers, honest = done + crowd.messages, answers + crowd.answers, honest + crowd.honest
    grown = resident_kb(os.getpid()) - before
    assert grown < _FLAT_KB * 5, f"memory grew by {grown} KB"
    return f"{done} requests, {answers} answers read, {honest} honest calls; memory grew {grown} KB"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--requests", type=int, default=10_000_000)
    options.add_argument("--live", type=int, default=1_000_000)
    options.add_argument("--files", type=int, default=20_000)
    options.add_argument("--words", type=int, default=1_000_000)
    options.add_argument("--http", type=int, default=100_000)
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
            ("words of agents", given.words, lambda: words(given.words, given.seed, folder)),
            ("MCP over HTTP", given.http, lambda: http(given.http, given.seed)),
            ("live", given.live, lambda: live(given.live, given.seed, folder)),
        )
        for what, count, job in jobs:
            if count:
                began = time.monotonic()
                said = job()
                say(f"{what}: {said}; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
