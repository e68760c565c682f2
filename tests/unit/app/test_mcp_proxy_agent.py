from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from supervisor.app import mcp_proxy_agent

if TYPE_CHECKING:
    import pytest


def test_without_a_supervisor_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AGENT_SUPERVISOR_SOCKET", raising=False)
    monkeypatch.setattr(sys, "argv", ["-c", "mail", "/no/such/program"])
    assert mcp_proxy_agent.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("agent-supervisor mcp-proxy: no supervisor is there")
