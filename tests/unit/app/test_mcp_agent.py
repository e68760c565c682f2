from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from supervisor.app import mcp_agent
from supervisor.app.mcp_agent import is_listening

if TYPE_CHECKING:
    import pytest


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
