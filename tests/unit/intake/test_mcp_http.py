from __future__ import annotations

import asyncio
import json
import socket
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.responses import PlainTextResponse

from supervisor.intake import mcp_http, mcp_sessions, mcp_slots
from supervisor.intake.mcp_http import Strict, WithToken
from supervisor.intake.mcp_sessions import Sessions
from supervisor.intake.mcp_slots import MOST_CONNECTIONS, Slots
from supervisor.wire.mcp_messages import LONGEST_MESSAGE_BYTES
from tests.support.mcp_gate import text
from tests.support.mcp_http import HELLO, SHOWN, TOKEN, HttpRig, http_rig
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from typing import Any

    from starlette.types import Message, Receive, Scope, Send


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("inside")(scope, receive, send)


def served(work: Callable[[HttpRig], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with http_rig() as rig:
            await asyncio.wait_for(work(rig), 100)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        (["Bearer right"], 200),
        (["Bearer wrong"], 401),
        (["Bearer right2"], 401),
        (["bearer right"], 401),
        ([], 401),
        (["Bearer wrong", "Bearer right"], 401),
    ],
)
def test_only_who_shows_the_token_is_let_in(shown: list[str], status: int) -> None:
    async def ask() -> int:
        transport = httpx2.ASGITransport(WithToken(inner, "right", Slots()))
        headers = [("Authorization", value) for value in shown]
        async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
            return (await client.get("/mcp", headers=headers)).status_code

    assert asyncio.run(ask()) == status


def test_attack_a_web_socket_needs_no_token() -> None:
    sent: list[Message] = []

    async def hear() -> Message:
        return {"type": "websocket.connect"}

    async def say(message: Message) -> None:
        sent.append(message)

    asyncio.run(WithToken(inner, "right", Slots())({"type": "websocket", "headers": []}, hear, say))
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_attack_a_call_that_comes_again_runs_once() -> None:
    async def work(rig: HttpRig) -> None:
        session = await rig.opened()
        assert "Done." in (await rig.key(1, session)).text
        for again in (1, "1"):
            refused = await rig.key(again, session)
            assert refused.status_code == 400
            assert "used before" in refused.json()["error"]["message"]
            assert refused.json()["id"] == again
        assert rig.gate.gestures == ["key"]
        assert "Done." in (await rig.key(1, await rig.opened())).text, "another session has ids of its own"

    served(work)


def test_attack_sessions_that_are_not_there_or_over() -> None:
    async def work(rig: HttpRig) -> None:
        session = await rig.opened()
        assert (await rig.key(1, session[:-1])).status_code == 404
        over = await rig.http.delete("/mcp", headers=SHOWN | {"Mcp-Session-Id": session})
        assert over.status_code == 200
        assert (await rig.key(2, session)).status_code == 404
        assert (await rig.key(3, "")).status_code == 400, "out of order: there is no session yet"
        assert rig.gate.gestures == []

    served(work)


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        (b"{", -32700, 400),
        (b'{"jsonrpc":"2.0","id":7,"id":8,"method":"ping"}', -32700, 400),
        (b'{"jsonrpc":"2.0","id":7,"method":"ping","params":{"x":1e999}}', -32700, 400),
        (b'[{"jsonrpc":"2.0","id":7,"method":"ping"}]', -32600, 400),
        (b"[" * 50_000, -32600, 400),
        (b'"' + b"x" * LONGEST_MESSAGE_BYTES, -32600, 413),
    ],
)
def test_attack_what_is_malformed_gets_its_error(body: bytes, code: int, status: int) -> None:
    async def work(rig: HttpRig) -> None:
        session = await rig.opened()
        refused = await rig.post(body, session)
        assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
        assert "Done." in (await rig.key(9, session)).text

    served(work)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([("Host", "evil.example")], 421),
        ([("Host", "127.0.0.1.evil.example:80")], 421),
        ([("Origin", "https://evil.example")], 403),
        ([("Origin", "null")], 403),
        ([("Content-Type", "text/plain")], 400),
        ([("Mcp-Session-Id", "a"), ("Mcp-Session-Id", "b")], 400),
    ],
)
def test_attack_pages_that_call_themselves_this_machine(headers: list[tuple[str, str]], status: int) -> None:
    async def work(rig: HttpRig) -> None:
        named = {name for name, _value in headers}
        rest = [(name, value) for name, value in SHOWN.items() if name not in named]
        good = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": HELLO}).encode()
        for body in (good, b"{}"):
            refused = await rig.http.post("/mcp", content=body, headers=[*rest, *headers])
            assert refused.status_code == status
        assert rig.gate.asked == []

    served(work)


def test_a_revision_without_sessions_is_not_served_and_its_clients_go_back_to_one() -> None:
    async def work(rig: HttpRig) -> None:
        discover = {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {}}
        refused = await rig.post(discover, **{"Mcp-Protocol-Version": "2026-07-28"})
        assert refused.json()["error"]["code"] == -32022
        url = f"http://127.0.0.1:{rig.port}/mcp"
        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            assert client.protocol_version == "2025-11-25"
            assert text(await client.call_tool("key", {"keys": "Return"})) == "Done."

    served(work)


def test_attack_a_client_that_leaves_while_a_person_is_asked_takes_its_call_back() -> None:
    async def work(rig: HttpRig) -> None:
        session = await rig.opened()
        rig.gate.holds = asyncio.Event()
        call = asyncio.ensure_future(rig.key(1, session))
        await rig.gate.is_held.wait()
        call.cancel()
        await rig.gate.is_cancelled.wait()
        rig.gate.holds.set()
        assert "Done." in (await rig.key(2, session)).text

    served(work)


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> Sessions:
    made = Sessions()
    monkeypatch.setattr(mcp_http, "Sessions", lambda: made)
    return made


def test_sessions_that_are_deleted_leave_nothing(sessions: Sessions) -> None:
    async def work(rig: HttpRig) -> None:
        for _ in range(10):
            session = await rig.opened()
            assert "Done." in (await rig.key("x", session)).text
            assert len(sessions) == 1
            await rig.http.delete("/mcp", headers=SHOWN | {"Mcp-Session-Id": session})
            assert len(sessions) == 0
            assert (await rig.key("y", session)).status_code == 404

    served(work)


def test_sessions_that_nobody_uses_leave_nothing(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_sessions, "IDLE_S", 0.3)

    async def work(rig: HttpRig) -> None:
        names = [await rig.opened() for _ in range(10)]
        await asyncio.to_thread(wait_for, lambda: len(sessions) == 0, "all to be over", timeout_s=60)
        assert {(await rig.key(1, name)).status_code for name in names} == {404}

    served(work)


def test_a_session_that_the_library_has_ended_is_forgotten_when_it_says_so(sessions: Sessions) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        opening = not any(name == b"mcp-session-id" for name, _ in scope["headers"])
        named = {"Mcp-Session-Id": "s"} if opening else {}
        await PlainTextResponse("", 200 if opening else 404, named)(scope, receive, send)

    async def work() -> list[int]:
        transport = httpx2.ASGITransport(Strict(app))
        body = {"jsonrpc": "2.0", "id": 0, "method": "ping"}
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as client:
            await client.post("/mcp", json=body)
            kept = [len(sessions)]
            await client.post("/mcp", json=body | {"id": 1}, headers={"Mcp-Session-Id": "s"})
            return [*kept, len(sessions)]

    assert asyncio.run(work()) == [1, 0]


@contextmanager
def strangers(rig: HttpRig, says: bytes) -> Iterator[None]:
    """Connect as often as those with the token may, and show none."""
    with ExitStack() as opened:
        for _ in range(MOST_CONNECTIONS):
            connection = opened.enter_context(socket.create_connection(("127.0.0.1", rig.port)))
            connection.sendall(says)
        yield


@pytest.mark.parametrize("says", [b"", b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n"])
def test_attack_connections_without_the_token_take_no_place_from_who_has_it(says: bytes) -> None:
    async def work(rig: HttpRig) -> None:
        with strangers(rig, says):
            session = await rig.opened()
            with strangers(rig, says):
                assert "Done." in (await rig.key(1, session)).text
                async with httpx2.AsyncClient(timeout=60) as another:
                    refused = await another.post(f"http://127.0.0.1:{rig.port}/mcp", headers=SHOWN, content=b"{")
                    assert refused.status_code == 400, "it was served"

    served(work)


def test_attack_more_connections_with_the_token_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_slots, "MOST_CONNECTIONS", 1)

    async def work(rig: HttpRig) -> None:
        session = await rig.opened()
        rig.gate.holds = asyncio.Event()
        call = asyncio.ensure_future(rig.key(1, session))
        await rig.gate.is_held.wait()
        assert (await rig.key(2, session)).status_code == 503
        rig.gate.holds.set()
        assert "Done." in (await call).text

    served(work)


def test_attack_more_sessions_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_http, "MOST_SESSIONS", 8)

    async def work(rig: HttpRig) -> None:
        session = await rig.opened()
        answers = [(await rig.asks(0, "initialize", HELLO)).status_code for _ in range(20)]
        assert set(answers) == {200, 503}
        assert "Done." in (await rig.key(1, session)).text

    served(work)
