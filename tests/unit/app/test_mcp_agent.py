from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING

import httpx2
import pytest
from starlette.responses import PlainTextResponse

from supervisor.app import mcp_agent
from supervisor.app.mcp_agent import WithToken, is_listening

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("inside")(scope, receive, send)


@pytest.mark.parametrize(
    ("shown", "status"),
    [("Bearer right", 200), ("Bearer wrong", 401), ("Bearer right2", 401), ("bearer right", 401), ("", 401)],
)
def test_only_who_shows_the_token_is_let_in(shown: str, status: int) -> None:
    async def ask() -> int:
        transport = httpx2.ASGITransport(WithToken(inner, "right"))
        headers = {"Authorization": shown} if shown else {}
        async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
            return (await client.get("/mcp", headers=headers)).status_code

    assert asyncio.run(ask()) == status


def test_without_a_supervisor_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AGENT_SUPERVISOR_SOCKET", raising=False)
    assert mcp_agent.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("agent-supervisor mcp: no supervisor is there")


def test_a_pair_of_sockets_for_the_standard_streams_is_no_listening_socket() -> None:
    one, other = socket.socketpair()
    with one, other, socket.create_server(("127.0.0.1", 0)) as listening:
        assert not is_listening(one.fileno())
        assert is_listening(listening.fileno())
    read, write = os.pipe()
    try:
        assert not is_listening(read)
    finally:
        os.close(read)
        os.close(write)
