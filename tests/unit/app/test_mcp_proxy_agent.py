from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from supervisor.app import mcp_proxy_agent
from supervisor.app.mcp_proxy_agent import WrappedServerError, started
from supervisor.intake.mcp_proxy import ToolNews
from tests.unit.client.conftest import TurningRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[TurningRig]:
    made = TurningRig(tmp_path / "gateway")
    yield made
    made.stop()


async def start(*command: str) -> None:
    async with AsyncExitStack() as stack:
        await started(stack, list(command), ToolNews())


def test_without_a_supervisor_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AGENT_SUPERVISOR_SOCKET", raising=False)
    monkeypatch.setattr(sys, "argv", ["-c", "mail", "/no/such/program"])
    assert mcp_proxy_agent.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("agent-supervisor mcp-proxy: no supervisor is there")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("/no/such/server",), "`/no/such/server` cannot be started: no such file or directory"),
        ((sys.executable, "-c", "pass"), "is no MCP server, or ended before it answered"),
    ],
)
def test_a_server_that_does_not_start_or_answer_is_named(command: tuple[str, ...], words: str) -> None:
    with pytest.raises(WrappedServerError, match=words):
        asyncio.run(start(*command))


def test_it_is_said_in_one_line(
    rig: TurningRig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AGENT_SUPERVISOR_SOCKET", rig.address.socket)
    monkeypatch.setenv("AGENT_SUPERVISOR_TOKEN", rig.address.token)
    monkeypatch.setattr(sys, "argv", ["-c", "mail", "/no/such/server"])
    assert mcp_proxy_agent.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("agent-supervisor mcp-proxy: `/no/such/server` cannot be started")
