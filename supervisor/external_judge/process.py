"""Asks the external judge, in a process of its own: no slow server and no look-up of a name reaches the gate's loop.

Run as a process with `--fd N`; ends when the socket does. Each question has a child, which the kernel ends when its
time is over, whatever it hangs in.

One JSON object a packet. In: first `{"url", "model", "key", "limit_s"}`, then `{"id", "question"}` and
`{"cancel": id}`. Out: `{"ready": true}` once, then `{"id", "tier", "words"}`; the tier is null where there is no
answer, and the words say why.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import select
import signal
import socket
from typing import Any

from supervisor import traces
from supervisor.channel import MAX_BYTES
from supervisor.external_judge.endpoint import Endpoint, EndpointError

MOST_AT_ONCE = 16
"""Agents wait for their answers, so there is one for each of them at most; the rest would be a fault."""
_MEMORY_BYTES = 1 << 29


class Asking:
    """Serves one socket."""

    def __init__(self, channel: socket.socket, endpoint: Endpoint, limit_s: float) -> None:
        self._channel = channel
        self._endpoint = endpoint
        self._limit_s = limit_s
        self._children: dict[int, int] = {}

    def run(self) -> None:
        """Serve until the other end closes; then nothing is asked any more."""
        with contextlib.suppress(ConnectionError):  # the service was killed: that is an end too
            self._channel.send(b'{"ready":true}')
            while packet := self._channel.recv(MAX_BYTES):
                self._take(json.loads(packet))
        for number in list(self._children):
            self._end(number)

    def _take(self, message: dict[str, Any]) -> None:
        for number, pidfd in list(self._children.items()):
            if select.select([pidfd], [], [], 0)[0]:
                self._end(number)
        if "cancel" in message:
            self._end(message["cancel"])
        elif len(self._children) >= MOST_AT_ONCE:
            self._send({"id": message["id"], "tier": None, "words": "too much is asked of it at once"})
        else:
            self._ask(message["id"], message["question"])

    def _ask(self, number: int, question: str) -> None:
        pid = os.fork()
        if pid:
            self._children[number] = os.pidfd_open(pid)
            return
        try:
            # Nobody handles it: the kernel ends the child.
            signal.setitimer(signal.ITIMER_REAL, self._limit_s)
            self._send({"id": number, **self._answer(question)})
        finally:
            os._exit(0)

    def _answer(self, question: str) -> dict[str, Any]:
        try:
            opinion = self._endpoint.ask(question, self._limit_s)
        except EndpointError as e:
            return {"tier": None, "words": str(e)}
        except Exception:  # noqa: BLE001 - its message may quote the key or the server, and no answer must be told
            return {"tier": None, "words": "asking it failed"}
        return {"tier": opinion.tier, "words": opinion.words}

    def _end(self, number: int) -> None:
        pidfd = self._children.pop(number, -1)
        if pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            os.close(pidfd)

    def _send(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):
            self._channel.send(json.dumps(message).encode())


def main() -> None:
    """Serve on the inherited socket."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    channel = socket.socket(fileno=parser.parse_args().fd)
    traces.install()
    # No core file may hold the key, and no answer fill the machine.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    # Children that have ended are gone at once; those that live are known by their handles.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    config = json.loads(channel.recv(MAX_BYTES) or b"{}")
    if config:
        endpoint = Endpoint(config["url"], config["model"], config["key"])
        Asking(channel, endpoint, config["limit_s"]).run()


if __name__ == "__main__":
    main()
