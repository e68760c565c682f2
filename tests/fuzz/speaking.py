"""The JSON-RPC socket under drawn sessions, with one honest client among enemies.

Each enemy says whole and bent messages, in pieces or many in one write, reads its answers or never does, closes one
direction or leaves at any time. Meanwhile the honest one is served, and none of its calls is made twice.
"""

from __future__ import annotations

import json
import socket
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from supervisor.intake.control import short_path
from supervisor.intake.gateway_session import MAX_UNREAD_BYTES
from supervisor.wire.agent_protocol import METHODS, REPEATED, TOO_FAST
from supervisor.wire.jsonrpc import LONGEST_LINE_BYTES
from supervisor.wire.vocabulary import Proposal, Status, ToolProposal
from tests.fuzz.words import pieces, written
from tests.support.gateway_rig import MOVE, TOKEN, FakeAgent, GatewayRig, Made

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from supervisor.wire.vocabulary import Outcome

_GESTURES: tuple[dict[str, Any], ...] = (
    MOVE,
    {"type": "click", "x": 5, "y": 6, "button": "left", "count": 2, "held": ["ctrl"]},
    {"type": "drag", "path": [[1, 2], [3, 4]]},
    {"type": "scroll", "x": 1, "y": 1, "dy": 3},
    {"type": "key", "keys": "ctrl+s"},
    {"type": "type", "text": "Grüße"},
    {"type": "down", "button": "left"},
    {"type": "up", "button": "left"},
    {"type": "wait", "seconds": 0},
)
_SAID = {"reason": "because", "confidence": 0.5, "alternatives": ["not"], "amount": 5, "recipients": ["ann"]}
_MOST_ENEMIES = 12
_A_TURN = 40
"""Messages between two of the honest client's."""


@dataclass
class Wild(FakeAgent):
    """Ends calls whenever it likes, and counts what was asked of it by its text."""

    rng: random.Random
    waiting: list[Made] = field(default_factory=list)
    texts: Counter[str] = field(default_factory=Counter)
    calls: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def propose(
        self,
        proposal: Proposal | ToolProposal,
        origin: str,
        *,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> Made:
        made = Made(proposal, on_held, on_end, origin)
        self.calls += 1
        text = getattr(getattr(proposal, "gesture", None), "text", "")
        if text.startswith("once-"):
            self.texts[text] += 1
        if self.rng.random() < 0.5 or text:
            made.end(self.rng.choice(list(Status)) if not text else Status.DONE)
        else:
            self.waiting.append(made)
        return made

    def go_on(self) -> None:
        """Hold or end some of what waits; what was taken back ends soon."""
        for made in [*self.waiting]:
            if made.off or self.rng.random() < 0.2:
                self.waiting.remove(made)
                made.end(self.rng.choice(list(Status)))
            elif self.rng.random() < 0.2:
                made.on_held()
        while self.pictures:
            self.pictures.pop()(b"" if self.rng.random() < 0.5 else b"\x89PNG" + bytes(60))


@dataclass
class _Enemy:
    socket: socket.socket
    reads: bool
    said: int = 0
    last: int = 0
    heard: bytes = b""
    answers: int = 0


class Speaking:
    """A gateway, its enemies and one honest client.

    Attributes:
        messages: How many lines the enemies have written.
        answers: How many answers those that read have read.
        honest: How many requests of the honest client were served.
    """

    def __init__(self, path: Path, rng: random.Random) -> None:
        self.rig = GatewayRig(path)
        self.agent = Wild(rng)
        self.rig.agent = self.rig.gateway.agent = self.agent
        self.messages = self.answers = self.honest = 0
        self._rng = rng
        self._path = path
        self._enemies: list[_Enemy] = []
        self._client = self.rig.greeted()

    def talk(self, count: int) -> None:
        """Let the enemies write so many lines."""
        rng = self._rng
        while self.messages < count:
            for _ in range(_A_TURN):
                if len(self._enemies) < 3 or (rng.random() < 0.05 and len(self._enemies) < _MOST_ENEMIES):
                    self._enemies.append(self._arrive())
                enemy = rng.choice(self._enemies)
                self._write(enemy)
                if rng.random() < 0.02:
                    self._leaves(enemy)
            self._turn()
            self._honest()
        for enemy in [*self._enemies]:
            self._leaves(enemy)
        self.rig.until(lambda: len(self.rig.gateway.sessions) == 1)
        self.agent.go_on()
        assert all(made.off for made in self.agent.waiting), "whoever leaves takes back what waits"

    def close(self) -> None:
        for enemy in self._enemies:
            enemy.socket.close()
        self.rig.close()

    def _arrive(self) -> _Enemy:
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with short_path(self._path) as name:
            made.connect(name)
        made.setblocking(False)
        enemy = _Enemy(made, reads=self._rng.random() < 0.8)
        if self._rng.random() < 0.9:
            hello = {"protocol": 1, "token": TOKEN, "role": self._rng.choice(("agent",) * 5 + ("observer",))}
            self._send(enemy, json.dumps(self._request(enemy, "hello", hello)).encode() + b"\n")
        return enemy

    def _request(self, enemy: _Enemy, method: str, params: dict[str, Any]) -> dict[str, Any]:
        rng = self._rng
        enemy.last += rng.choice((1,) * 12 + (0, -1))
        call: Any = enemy.last
        if rng.random() < 0.1:
            call = rng.choice((f"id-{rng.randrange(40)}", 2**53, -(2**70), enemy.last - 5))
        return {"jsonrpc": "2.0", "id": call, "method": method, "params": params}

    def _write(self, enemy: _Enemy) -> None:
        rng = self._rng
        method = rng.choice(("propose", "propose", *METHODS))
        params: dict[str, Any] = {}
        if method == "propose":
            params = {"gesture": rng.choice(_GESTURES), "statement": _SAID, "wait": rng.random() < 0.7}
        elif method == "act":
            params = {"gestures": rng.choices(_GESTURES, k=rng.randrange(4))}
        elif method == "ask":
            params = {"tool": "send_mail", "server": "mail", "arguments": {"to": "ann", "n": [1, {"a": 2}]}}
        elif method in ("cancel", "status"):
            params = {"call": rng.choice((enemy.last - 1, f"name-{rng.randrange(5000)}"))}
        elif method == "subscribe":
            params = {"topics": ["calls"]}
        elif method == "hello":
            params = {"protocol": 1, "token": rng.choice((TOKEN, "other"))}
        if method in ("propose", "act", "ask") and rng.random() < 0.4:
            params["call"] = f"name-{rng.randrange(5000)}"
        data = written(self._request(enemy, method, params), rng)
        if rng.random() < 0.001:
            data += b"x" * (LONGEST_LINE_BYTES * 2)
        for piece in pieces(data + b"\n" * rng.choice((1,) * 18 + (0, 2)), rng):
            self._send(enemy, piece)
            if rng.random() < 0.05:
                self.rig.loop.turn(0)
        enemy.said += data.count(b"\n") + 1
        self.messages += 1

    def _send(self, enemy: _Enemy, data: bytes) -> None:
        # Gone, or not read for long: both are the gateway's right.
        with suppress(OSError):
            enemy.socket.send(data)

    def _leaves(self, enemy: _Enemy) -> None:
        if self._rng.random() < 0.3:
            with suppress(OSError):
                enemy.socket.shutdown(self._rng.choice((socket.SHUT_WR, socket.SHUT_RD)))
            self.rig.loop.turn(0)
        self._enemies.remove(enemy)
        enemy.socket.close()

    def _turn(self) -> None:
        for _ in range(6):
            self.rig.loop.turn(0)
        self.agent.go_on()
        for session in self.rig.gateway.sessions:
            assert len(session._unsent) <= MAX_UNREAD_BYTES + LONGEST_LINE_BYTES
            assert len(session._lines._rest) <= LONGEST_LINE_BYTES
        for enemy in [*self._enemies]:
            if enemy.reads:
                self._listen(enemy)

    def _listen(self, enemy: _Enemy) -> None:
        try:
            while data := enemy.socket.recv(65536):
                enemy.heard += data
            gone = True
        except BlockingIOError:
            gone = False
        except OSError:
            gone = True
        *lines, enemy.heard = enemy.heard.split(b"\n")
        for line in lines:
            answer = json.loads(line)
            assert answer["jsonrpc"] == "2.0"
            if "id" not in answer:
                continue
            assert ("result" in answer) != ("error" in answer)
            enemy.answers += 1
            self.answers += 1
        assert enemy.answers <= enemy.said + 1, "one answer at most to each line"
        if gone:
            self._enemies.remove(enemy)
            enemy.socket.close()

    def _honest(self) -> None:
        """Make a named call, and the same again: it is made once and answered twice."""
        name = f"once-{self.honest}"
        wish = {"gesture": {"type": "type", "text": name}, "call": name}
        first = self._client.gets("propose", wish)
        again = self._client.gets("propose", wish)
        if "error" in first or again["error"]["code"] == TOO_FAST:
            assert (first if "error" in first else again)["error"]["code"] == TOO_FAST
            return
        assert first["result"]["status"] == "done"
        assert again["error"]["code"] == REPEATED
        assert again["error"]["data"]["status"] == "done"
        assert self.agent.texts[name] == 1
        self.honest += 1
