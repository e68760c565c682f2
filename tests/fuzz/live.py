"""The same streams through a running supervisor to a real server, with a witness at the server.

What must hold: nothing hangs, service and `human` live on, their memory stays flat, and every input request that the
server ran came from the gate's one connection, in its one form.
"""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.fuzz.control import descriptors, resident_kb
from tests.support.record_oracle import RecordOracle
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICY = """version = 1
[tiers]
read = "allow"
reversible = "allow"
high_risk = "allow"
irreversible = "allow"
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"
CLIENT = Path(__file__).with_name("client.py")
_FINISH_S = 4 * 3600.0
_LOOK_S = 0.5
_SPARE = 4
"""Descriptors that a process may open and keep once: the database's index, say."""


@dataclass(slots=True)
class Result:
    """What came of it."""

    done: dict[str, Any]
    """What the agent says it did."""
    sent: int
    """Input requests that the server ran, all from the gate."""
    memory_kb: dict[str, tuple[int, int]]
    """Of service and `human`: after the first quarter, at the end."""
    descriptors: dict[str, tuple[int, int]]
    """Likewise: before, at the end."""


class LiveRun:
    """A desktop, a supervisor that allows all, and the witness; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._stack = contextlib.ExitStack()
        self._folder = folder

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            desktop = stack.enter_context(
                VirtualDesktop(folder=self._folder / "desktop", window_manager=None, buses=False)
            )
            self._supervised = stack.enter_context(
                Supervised(desktop, self._folder / "home", settings=SETTINGS, policy=POLICY)
            )
            self._oracle = stack.enter_context(RecordOracle(desktop))
            self._supervised.run("sleep", "100000", options=("--headless",))
            self._supervised.wait_status(lambda status: status.get("agents"), timeout_s=60)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    @property
    def _pids(self) -> dict[str, int]:
        return {name: self._supervised.processes(f"supervisor.{name}")[0] for name in ("app", "human")}

    def fuzz(self, requests: int, seed: int) -> Result:
        """Let the agent write, and judge from outside.

        Raises:
            AssertionError: something does not hold.
        """
        self._oracle.clear()
        pids, before = self._pids, {name: descriptors(pid) for name, pid in self._pids.items()}
        self._write(requests // 4, seed)
        early = {name: resident_kb(pid) for name, pid in pids.items()}
        done = self._write(requests - requests // 4, seed + 1)
        late = {name: resident_kb(pid) for name, pid in pids.items()}
        assert self._pids == pids, f"service or human ended: {self._supervised.log()}"
        wait_for(
            lambda: all(descriptors(pid) <= before[name] + _SPARE for name, pid in pids.items()),
            "descriptors to be given back",
        )
        after = {name: descriptors(pid) for name, pid in pids.items()}
        self._supervised.command("audit", "verify")
        return Result(
            done,
            self._sent,
            {name: (early[name], late[name]) for name in pids},
            {name: (before[name], after[name]) for name in pids},
        )

    def _write(self, requests: int, seed: int) -> dict[str, Any]:
        self._clients: Counter[int] = Counter()
        agent = self._supervised.run(sys.executable, CLIENT, str(requests), str(seed), options=("--headless",))
        with self._emptied():
            status, said = self._supervised.finish(agent, _FINISH_S)
        assert status == 0, f"{said}: {self._supervised.log()}"
        self._take()
        assert len(self._clients) <= 1, f"input from others than the gate: {self._clients}"
        self._sent = sum(self._clients.values())
        return dict(json.loads(said.splitlines()[-1]))

    @contextlib.contextmanager
    def _emptied(self) -> Iterator[None]:
        """Take over what the witness saw as it comes: there is too much to keep."""
        over = threading.Event()

        def take() -> None:
            while not over.wait(_LOOK_S):
                self._take(settled=False)

        thread = threading.Thread(target=take, name="witness", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _take(self, *, settled: bool = True) -> None:
        if settled:
            self._oracle.settle()
        for seen in self._oracle.taken():
            if seen.kind != "device":
                assert not seen.device_form, f"a request that names a device came through: {seen}"
                self._clients[seen.client] += 1
