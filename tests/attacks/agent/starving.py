"""Routes that use things up: processes, descriptors, memory, disk, and the person's patience.

Each stays inside limits that it sets for itself first (rlimits), so that the machine of the test is never at stake.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.attacks.agent.keys import KEY, fake_event
from tests.attacks.agent.mark import under_way
from tests.attacks.agent.wire import Client, ClosedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STAY_S = 600.0
_SESSIONS = 80
_PROCESSES = 60
_MEMORY_BYTES = 300 << 20
_FILE_BYTES = 64 << 20
_FILES = 4
_REST = threading.Event()
"""Never set: only to let time pass."""


def fork_bomb(_words: Sequence[str]) -> None:
    """Fork without end, each child in a session of its own, up to a number of living processes."""
    limit = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    resource.setrlimit(resource.RLIMIT_NPROC, (_PROCESSES, limit))
    # Root has no such limit; a tree of fixed depth keeps the number then.
    for _ in range(6):
        with suppress(OSError):
            if os.fork() == 0:
                os.setsid()
    under_way()
    while True:
        with suppress(OSError):
            if os.fork() == 0:
                os._exit(0)
            os.wait()


def sessions(_words: Sequence[str]) -> None:
    """Open as many sessions as can be had."""
    for _ in range(_SESSIONS):
        opened, told = os.pipe()
        if os.fork() == 0:
            with suppress(OSError):
                os.setsid()
            os.close(told)
            signal.pause()
        os.close(told)
        os.read(opened, 1)
        os.close(opened)
    under_way()
    signal.pause()


def orphans(_words: Sequence[str]) -> None:
    """Fork twice into another session, and let the grandchild press keys for ever."""
    if os.fork():
        # The namespace ends with its first program.
        signal.pause()
    os.setsid()
    if os.fork():
        os._exit(0)
    under_way()
    client = Client()
    major = client.extension("XTEST")[0]
    while True:
        for kind in (2, 3):
            client.send(major, 2, fake_event(client, kind, KEY))
        client.sync()


def descriptors(_words: Sequence[str]) -> None:
    """Open all connections that the display takes, and leave descriptors in the queue of each."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    kept: list[Client] = []
    with suppress(ClosedError, OSError):
        while len(kept) < 1000:
            kept.append(Client())
    under_way()
    signal.pause()


def memory(_words: Sequence[str]) -> None:
    """Write without reading: requests whose answers pile up, and half a request that is never finished."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    clients = [Client() for _ in range(20)]
    # Eight bytes that are answered by thousands: the meaning of all keys.
    question = clients[0].pack("BxHBBxx", 101, 2, 8, 240) * 512
    for client in clients:
        client._socket.setblocking(False)
    end = time.monotonic() + STAY_S
    while time.monotonic() < end:
        for client in clients:
            with suppress(BlockingIOError, ClosedError):
                client.raw(question, requests=512)
        under_way()
        _REST.wait(0.001)


def disk(words: Sequence[str]) -> None:
    """Fill files in the folder given, up to a size."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    for number in range(_FILES):
        with suppress(OSError), (Path(words[0]) / f"full-{number}").open("wb") as file:
            while True:
                file.write(bytes(1 << 20))


def flood(words: Sequence[str]) -> None:
    """Make dangerous actions as fast as it goes from as many connections as there may be; the word is a number."""
    for _ in range(int(words[0])):
        if os.fork() == 0:
            with suppress(ClosedError):
                client = Client()
                major = client.extension("XTEST")[0]
                under_way()
                while True:
                    for kind in (2, 3):
                        client.send(major, 2, fake_event(client, kind, KEY))
                    client.sync()
            os._exit(0)
    with suppress(ChildProcessError):
        while True:
            os.wait()


ROUTES: dict[str, Callable[[Sequence[str]], None]] = {
    "fork-bomb": fork_bomb,
    "sessions": sessions,
    "orphans": orphans,
    "descriptors": descriptors,
    "memory": memory,
    "disk": disk,
    "flood": flood,
}


def run(route: str, words: Sequence[str]) -> list[str]:
    """Try a route."""
    ROUTES[route](words)
    return ["done"]
