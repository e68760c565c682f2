"""The HTTP front of MCP under drawn connections, with one honest client among enemies.

Each connection says whole and bent requests, some in one write and some in pieces, with the token and without, with
bodies of another length than said, and leaves at any time, also half. Meanwhile the honest client is served, none of
its calls is made twice, and whoever does not show the token gets nothing to the gate.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tests.fuzz.mutations import bend
from tests.fuzz.words import pieces, written
from tests.support.mcp_http import HELLO, TOKEN

if TYPE_CHECKING:
    import random

    from tests.support.mcp_http import HttpRig

STOLEN = "by whoever has no token"
_TOKENS = (
    *(b"Transfer-Encoding: chunked\r\n", b"Content-Length: 0\r\n", b"Content-Length: 99999999999999999999\r\n"),
    *(b"Content-Length: -1\r\n", b"\r\n\r\n", b"\n\n", b"\r", b"0\r\n\r\n", b"Host: evil.example\r\n", b"HTTP/0.9"),
    *(
        b"Origin: null\r\n",
        b"Expect: 100-continue\r\n",
        b"Upgrade: websocket\r\n",
        b"X: " + b"x" * 70_000,
        b" : \r\n",
    ),
    *(b"Transfer-Encoding: identity, chunked\r\n", b"Content-Length: 5, 5\r\n", b"\x00", b"\xff"),
)
_METHODS = ("tools/call",) * 6 + ("tools/list", "ping", "initialize", "nope", "server/discover", "resources/read")
_VERBS = (b"POST",) * 60 + (b"GET", b"DELETE", b"OPTIONS", b"TRACE", b"post", b"PUT")


class Crowd:
    """Enemies of one front, and its honest client.

    Attributes:
        messages: How many requests the enemies have written.
        answers: How many times they heard a status line.
        honest: How many requests of the honest client were served.
        calls: How many of the enemies' that showed the token came to the gate.
    """

    def __init__(self, rig: HttpRig, rng: random.Random) -> None:
        self._rig = rig
        self._rng = rng
        self._session = ""
        self._sessions: list[str] = []
        self.messages = self.answers = self.honest = self.calls = 0

    async def talk(self, count: int) -> None:
        """Let the enemies write so many requests."""
        self._session = await self._rig.opened()
        while self.messages < count:
            if len(self._sessions) < 3:
                self._sessions.append(await self._rig.opened())
            enemies = [await self._arrive() for _ in range(self._rng.randrange(1, 5))]
            await self._honest()
            for reader, writer in enemies:
                await self._leaves(reader, writer)

    async def _arrive(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        rng = self._rng
        reader, writer = await asyncio.open_connection("127.0.0.1", self._rig.port)
        # One connection is of one mind: a bent request of its own may run into the next.
        known = rng.random() < 0.7
        for _ in range(rng.randrange(1, 6)):
            self.messages += 1
            for piece in pieces(self._request(known=known), rng):
                if not writer.transport.is_closing():
                    writer.write(piece)
                if rng.random() < 0.2:
                    await asyncio.sleep(0)
        return reader, writer

    async def _leaves(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        rng = self._rng
        if rng.random() < 0.2:
            with suppress(OSError):
                writer.write_eof()
        if rng.random() < 0.8:
            # What has come while the honest client was served; nobody waits for more.
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(0.002):
                    while data := await reader.read(65536):
                        self.answers += data.count(b"HTTP/1.1 ")
        if rng.random() < 0.5:
            writer.transport.abort()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    def _request(self, *, known: bool) -> bytes:
        rng = self._rng
        arguments = {"text": "enemy" if known else STOLEN}
        params: dict[str, Any] = {"name": rng.choice(("type", "type", "key", "nope")), "arguments": arguments}
        method = rng.choice(_METHODS)
        if method == "initialize":
            params = HELLO
        message = {"jsonrpc": "2.0", "id": rng.choice((rng.randrange(10**9),) * 12 + (1, "a")), "method": method}
        body = written(message | {"params": params}, rng)
        head = [
            b"Host: 127.0.0.1:1",
            b"Accept: application/json, text/event-stream",
            b"Content-Type: application/json",
        ]
        shown = TOKEN if known else rng.choice(("other", ""))
        head.append(f"Authorization: Bearer {shown}".encode())
        verb, session = rng.choice(_VERBS), rng.choice((*self._sessions * 3, "x" * 32))
        if verb == b"DELETE" and session in self._sessions:
            self._sessions.remove(session)
        head.append(f"Mcp-Session-Id: {session}".encode())
        length = len(body) + (rng.choice((-1, 1, 10**6)) if rng.random() < 0.05 else 0)
        if rng.random() < 0.2:
            body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
            head.append(b"Transfer-Encoding: chunked")
        if not body.endswith(b"0\r\n\r\n") or rng.random() < 0.1:
            head.append(b"Content-Length: %d" % max(0, length))
        if rng.random() < 0.3:
            rng.shuffle(head)
        start = verb + b" " + rng.choice((b"/mcp",) * 20 + (b"/", b"/mcp/../x", b"*")) + b" HTTP/1.1\r\n"
        whole = start + b"\r\n".join(head) + b"\r\n\r\n" + body

        return bend(whole, rng, _TOKENS) if rng.random() < 0.3 else whole

    async def _honest(self) -> None:
        """Make a call, and the same again."""
        self.honest += 1
        name = f"once-{self.honest}"
        params = {"name": "type", "arguments": {"text": name}}
        first = await self._rig.asks(self.honest, "tools/call", params, self._session)
        assert "Done." in first.text, first.text
        again = await self._rig.asks(self.honest, "tools/call", params, self._session)
        assert again.status_code == 400
        texts = [json.dumps(params.get("gesture", {})) for _method, params in self._rig.gate.asked]
        assert sum(f'"{name}"' in text for text in texts) == 1
        assert not any(STOLEN in text for text in texts)
        self.calls += sum("enemy" in text for text in texts)
        self._rig.gate.asked.clear()
