from __future__ import annotations

import asyncio
import json
import os
import select
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

import pytest

from supervisor.intake.mcp_server import McpServer
from supervisor.intake.mcp_stdio import Stdio
from supervisor.wire.mcp_messages import LONGEST_MESSAGE_BYTES, MAX_OUTSTANDING
from tests.support.mcp_gate import ScriptedGate
from tests.support.mcp_http import HELLO, NoEyes

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path


class Peer:
    """A client that writes what it likes."""

    def __init__(self, gate: ScriptedGate) -> None:
        self.gate = gate
        self.reads, self._says = os.pipe()
        self._hears, self.writes = os.pipe()
        self._rest = b""
        self.answers: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for number in (self.reads, self.writes, self._hears):
            os.close(number)
        self.leave()

    def leave(self) -> None:
        if self._says >= 0:
            os.close(self._says)
            self._says = -1

    async def write(self, data: bytes) -> None:
        await asyncio.to_thread(os.write, self._says, data)

    async def asks(self, call: object, method: str, **params: Any) -> None:
        await self.write(
            json.dumps({"jsonrpc": "2.0", "id": call, "method": method, "params": params}).encode() + b"\n"
        )

    async def presses(self, call: object) -> None:
        await self.asks(call, "tools/call", name="key", arguments={"keys": "Return"})

    async def hears(self) -> dict[str, Any]:
        """Wait for the next line."""
        while b"\n" not in self._rest:
            data = await asyncio.to_thread(os.read, self._hears, 65536)
            assert data, "the server is gone"
            self._rest += data
        line, self._rest = self._rest.split(b"\n", 1)
        found: dict[str, Any] = json.loads(line)
        return found

    async def greets(self) -> None:
        await self.asks(0, "initialize", **HELLO)
        assert "result" in await self.hears()
        await self.write(b'{"jsonrpc":"2.0","method":"notifications/initialized"}\n')


def served(work: Callable[[Peer], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        gate = ScriptedGate()
        server = McpServer(gate, NoEyes(), version="1").server

        async def serve(peer: Peer) -> None:
            async with Stdio(peer.reads, peer.writes).streams() as (read, write):
                await server.run(read, write, server.create_initialization_options())

        with Peer(gate) as peer:
            serving = asyncio.ensure_future(serve(peer))
            await asyncio.wait_for(work(peer), 60)
            peer.leave()
            await asyncio.wait_for(serving, 60)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("line", "code", "call"),
    [
        (b"{\n", -32700, None),
        (b"\xff\xfe\n", -32700, None),
        (b'{"jsonrpc":"2.0","id":7,"method":"ping","params":{"a":1,"a":2}}\n', -32700, None),
        (b'[{"jsonrpc":"2.0","id":7,"method":"ping"}]\n', -32600, None),
        (b'{"jsonrpc":"2.0","id":7,"method":"ping","params":[]}\n', -32600, 7),
        (b'{"jsonrpc":"2.0","id":7,"error":5}\n', -32600, 7),
        (b'{"jsonrpc":"2.0","id":0,"method":"ping"}\n', -32600, 0),
    ],
)
def test_attack_what_is_malformed_gets_its_error_and_what_follows_is_served(
    line: bytes, code: int, call: object
) -> None:
    async def work(peer: Peer) -> None:
        await peer.greets()
        await peer.write(line)
        heard = await peer.hears()
        assert (heard["error"]["code"], heard["id"]) == (code, call)
        await peer.presses(9)
        assert (await peer.hears())["result"]["content"][0]["text"] == "Done."

    served(work)


def test_attack_a_call_before_the_greeting_is_an_error() -> None:
    async def work(peer: Peer) -> None:
        await peer.presses(1)
        assert "error" in await peer.hears()
        assert peer.gate.asked == []

    served(work)


def test_attack_a_call_that_comes_again_runs_once() -> None:
    async def work(peer: Peer) -> None:
        await peer.greets()
        for call in (1, 1, "1"):
            await peer.presses(call)
        heard = [await peer.hears() for _ in range(3)]
        assert sorted("result" in answer for answer in heard) == [False, False, True]
        assert peer.gate.gestures == ["key"]

    served(work)


def test_attack_a_line_without_an_end_ends_the_connection() -> None:
    async def work(peer: Peer) -> None:
        await peer.greets()
        writing = asyncio.ensure_future(peer.write(b"x" * (LONGEST_MESSAGE_BYTES + 100_000)))
        assert (await peer.hears())["error"]["code"] == -32600
        await asyncio.to_thread(os.read, peer.reads, 200_000)  # what nobody reads any more
        await writing

    served(work)


def test_attack_more_calls_than_are_answered() -> None:
    async def work(peer: Peer) -> None:
        await peer.greets()
        peer.gate.holds = asyncio.Event()
        for number in range(1, MAX_OUTSTANDING + 2):
            await peer.presses(number)
        assert (await peer.hears())["error"]["code"] == -32004
        peer.gate.holds.set()
        heard = [await peer.hears() for _ in range(MAX_OUTSTANDING)]
        assert all("result" in answer for answer in heard)

    served(work)


def test_attack_a_client_that_leaves_while_a_person_is_asked_takes_its_call_back() -> None:
    async def work(peer: Peer) -> None:
        await peer.greets()
        peer.gate.holds = asyncio.Event()
        await peer.presses(1)
        await peer.gate.is_held.wait()
        peer.leave()
        await peer.gate.is_cancelled.wait()

    served(work)


def test_attack_a_client_that_does_not_read_its_answers_keeps_nobody_waiting() -> None:
    async def work(peer: Peer) -> None:
        await peer.greets()
        os.set_blocking(peer.writes, False)
        with suppress(BlockingIOError):
            while True:
                os.write(peer.writes, b" " * 4096)
        os.set_blocking(peer.writes, True)
        for call in (1, 2):
            peer.gate.holds = asyncio.Event()
            peer.gate.is_held.clear()
            await peer.presses(call)
            await peer.gate.is_held.wait()
            peer.gate.holds.set()
        assert [(await peer.hears())["id"] for _ in range(2)] == [1, 2]

    served(work)


def test_a_file_is_read_to_its_end(tmp_path: Path) -> None:
    """The system tells of no file when it can be read."""
    greeting = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": HELLO}
    (tmp_path / "asked").write_text(f"{json.dumps(greeting)}\n")

    async def run(reads: int, writes: int) -> None:
        server = McpServer(ScriptedGate(), NoEyes(), version="1").server
        async with Stdio(reads, writes).streams() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    with (tmp_path / "asked").open("rb") as asked, (tmp_path / "answered").open("wb") as answered:
        asyncio.run(run(asked.fileno(), answered.fileno()))
        assert not os.read(asked.fileno(), 1)


def test_a_client_that_closes_its_socket_with_an_answer_unread_has_left() -> None:
    greeting = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": HELLO}

    async def run() -> None:
        server = McpServer(ScriptedGate(), NoEyes(), version="1").server
        ours, theirs = socket.socketpair()

        async def serve() -> None:
            async with Stdio(ours.fileno(), ours.fileno()).streams() as (read, write):
                await server.run(read, write, server.create_initialization_options())

        with ours:
            serving = asyncio.ensure_future(serve())
            with theirs:
                theirs.sendall(json.dumps(greeting).encode() + b"\n")
                await asyncio.to_thread(select.select, [theirs], [], [], 60)
            await asyncio.wait_for(serving, 60)

    asyncio.run(run())
