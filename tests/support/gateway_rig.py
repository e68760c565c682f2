"""A gateway on a loop of its own, an agent behind it that does as it is told, and clients of the socket."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Point
from supervisor.engine.loop import EventLoop
from supervisor.intake.control import short_path
from supervisor.intake.gateway import Gateway
from supervisor.intake.peers import Caller, Role
from supervisor.wire.vocabulary import Outcome, Proposal, Status, ToolProposal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supervisor.intake.gateway import Ticket

TOKEN = "the-token"  # noqa: S105 - of nobody
MOVE = {"type": "move", "x": 1, "y": 2}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (20).to_bytes(4, "big") + (10).to_bytes(4, "big") + b"rest"
"""As much of a picture as is looked at."""


@dataclass
class Made:
    """A call as the agent got it."""

    proposal: Proposal | ToolProposal
    on_held: Callable[[], None]
    on_end: Callable[[Outcome], None]
    origin: str
    off: list[str] = field(default_factory=list)

    def call_off(self, because: str) -> None:
        self.off.append(because)

    def end(self, status: Status = Status.DONE, **fields: Any) -> None:
        self.on_end(Outcome(status=status, **fields))


class FakeAgent:
    def __init__(self) -> None:
        self.as_role = Role.AGENT
        self.made: list[Made] = []
        self.at_once: Status | None = None
        self.lets_go = 0
        self.at = Point(10, 20)
        self.pictures: list[Callable[[bytes], None]] = []
        self.picture_at_once: bytes | None = None
        self.models: list[str] = []

    def role(self, caller: Caller) -> Role:
        assert caller.pid
        return self.as_role

    def model_said(self, model: str) -> None:
        self.models.append(model)

    def propose(
        self,
        proposal: Proposal | ToolProposal,
        origin: str,
        *,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> Ticket:
        made = Made(proposal, on_held, on_end, origin)
        self.made.append(made)
        if self.at_once is not None:
            made.end(self.at_once)
        return made

    def picture(self, done: Callable[[bytes], None]) -> None:
        self.pictures.append(done)
        if self.picture_at_once is not None:
            done(self.picture_at_once)

    def let_go(self) -> None:
        self.lets_go += 1

    def status(self) -> dict[str, Any]:
        return {"state": "idle", "agent": None}

    def pointer(self) -> Point:
        return self.at

    def screen_size(self) -> tuple[int, int]:
        return (1000, 800)


class Client:
    """A connection that writes what it likes."""

    def __init__(self, rig: GatewayRig) -> None:
        self._rig = rig
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with short_path(rig.path) as name:
            self.socket.connect(name)
        self.socket.setblocking(False)
        self.closed = False
        self._rest = b""
        self._last = 0
        self.news: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []

    def write(self, data: bytes) -> None:
        self.socket.sendall(data)

    def asks(self, method: str, params: dict[str, Any] | None = None, **more: Any) -> int | str | None:
        """Write a request; gives its id."""
        self._last += 1
        message: dict[str, Any] = {
            "jsonrpc": "2.0",
            "id": self._last,
            "method": method,
            "params": params or {},
        } | more
        self.write(json.dumps(message).encode() + b"\n")
        call: int | str | None = message["id"]
        return call

    def gets(self, method: str, params: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Ask and give the answer."""
        return self.answer(self.asks(method, params, **more))

    def answer(self, call: int | str | None) -> dict[str, Any]:
        """Wait for the answer to a request."""

        def look() -> list[dict[str, Any]]:
            self.listen()
            return [answer for answer in self.answers if answer["id"] == call]

        self._rig.until(look)
        found = look()[-1]
        self.answers.remove(found)
        return found

    def greet(self, **params: Any) -> dict[str, Any]:
        return self.gets("hello", {"protocol": 1, "token": TOKEN} | params)

    def listen(self) -> None:
        try:
            while True:
                data = self.socket.recv(65536)
                if not data:
                    self.closed = True
                    break
                self._rest += data
        except BlockingIOError:
            pass
        except OSError:
            self.closed = True
        *lines, self._rest = self._rest.split(b"\n")
        for message in map(json.loads, lines):
            (self.answers if "id" in message else self.news).append(message)

    def has_news(self, count: int) -> bool:
        self.listen()
        return len(self.news) == count

    def ends(self) -> bool:
        self.listen()
        return self.closed


class GatewayRig:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.loop = EventLoop()
        self.agent = FakeAgent()
        self.gateway = Gateway(self.loop, path, self.agent, TOKEN)
        self._clients: list[Client] = []

    def connect(self) -> Client:
        client = Client(self)
        self._clients.append(client)
        return client

    def greeted(self) -> Client:
        client = self.connect()
        assert "result" in client.greet()
        return client

    def until(self, look: Callable[[], object]) -> None:
        for _ in range(1000):
            if look():
                return
            self.loop.turn(0.01)
        raise AssertionError("turned the loop in vain")

    def close(self) -> None:
        self.gateway.close()
        for client in self._clients:
            client.socket.close()
        self.loop.close()
