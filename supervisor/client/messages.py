"""Requests and answers as lines of JSON-RPC 2.0: what a client says, and what it understands."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.client.errors import CallError, ConnectionLost, NotSupervised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROTOCOL = 1
SOCKET, TOKEN = "AGENT_SUPERVISOR_SOCKET", "AGENT_SUPERVISOR_TOKEN"
LONGEST_LINE = 1 << 26
"""Bytes of one answer; pictures are the longest."""
LONGEST_REQUEST = 262_144
"""Bytes of one request; who sends a longer one is no longer listened to."""
ENDED = "the supervisor has ended the connection"
NOT_OPEN = "this connection is not open: call it inside of its `with`"
NEWS = "call"
"""The notification about a call."""
_LONGEST_NAME = 107
"""Bytes of the name of a socket that the kernel takes (unix(7), `sun_path` less the zero at its end)."""


@dataclass(frozen=True)
class Address:
    """Where the supervisor is, and what shows that this process may speak to it."""

    socket: str
    token: str

    @classmethod
    def of_environment(cls, environ: Mapping[str, str] | None = None) -> Address:
        """Read what `agent-supervisor run` gives to an agent.

        Raises:
            NotSupervised: it gave nothing.
        """
        env = os.environ if environ is None else environ
        socket, token = env.get(SOCKET, ""), env.get(TOKEN, "")
        if not socket or not token:
            raise NotSupervised("no supervisor is there: start this program with `agent-supervisor run -- …`")
        return cls(socket, token)

    @contextlib.contextmanager
    def name(self) -> Iterator[str]:
        """Give a name by which the socket can be connected to, while inside: its own may be too long for that.

        Raises:
            OSError: its folder cannot be reached.
        """
        if len(os.fsencode(self.socket)) <= _LONGEST_NAME:
            yield self.socket
            return
        parent, base = os.path.split(self.socket)
        folder = os.open(parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            yield f"/proc/self/fd/{folder}/{base}"
        finally:
            os.close(folder)


class Dialogue:
    """Numbers requests, and understands what comes back."""

    def __init__(self) -> None:
        self._last = 0

    def request(self, method: str, params: Mapping[str, Any]) -> tuple[int, bytes]:
        """Give the number of a request, and its line.

        Raises:
            CallError: the parameters are no JSON, or too much of it; nothing has to be sent.
        """
        self._last += 1
        message = {"jsonrpc": "2.0", "id": self._last, "method": method, "params": dict(params)}
        try:
            line = json.dumps(message, ensure_ascii=False, allow_nan=False).encode() + b"\n"
        except (TypeError, ValueError) as e:
            raise CallError(f"the parameters of `{method}` are no JSON: {e}") from e
        if len(line) > LONGEST_REQUEST:
            raise CallError(f"this call has {len(line)} bytes, at most {LONGEST_REQUEST} are taken: give it less")
        return self._last, line

    def hello(self, address: Address, client: str, via: str, model: str) -> tuple[int, bytes]:
        """Give the greeting."""
        said = {"protocol": PROTOCOL, "token": address.token, "role": "agent", "via": via, "client": client}
        return self.request("hello", said | ({"model": model} if model else {}))

    @staticmethod
    def read(line: bytes) -> dict[str, Any]:
        """Understand a line.

        Raises:
            ConnectionLost: it is none, or the end.
        """
        if not line:
            raise ConnectionLost(ENDED)
        try:
            message = json.loads(line)
        except ValueError as e:
            raise ConnectionLost("what answers is no supervisor") from e
        if not isinstance(message, dict):
            raise ConnectionLost("what answers is no supervisor")
        return message

    @staticmethod
    def value(message: Mapping[str, Any]) -> Any:
        """Give the value of an answer.

        Raises:
            CallError: it is an error.
        """
        error = message.get("error")
        if isinstance(error, dict):
            raise CallError(str(error.get("message", "refused")), int(error.get("code", 0)))
        return message.get("result")
