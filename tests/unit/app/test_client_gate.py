from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from supervisor.app.client_gate import ClientGate
from supervisor.client import AsyncSupervisor
from supervisor.client.messages import Address
from supervisor.intake.mcp_gate import GateError

if TYPE_CHECKING:
    from pathlib import Path


def test_what_goes_wrong_is_one_sentence(tmp_path: Path) -> None:
    async def work() -> None:
        gate = ClientGate(AsyncSupervisor(Address(str(tmp_path / "none"), "t")))
        with pytest.raises(GateError, match=r"has ended the connection\.$"):
            await gate.call("status", {})

    asyncio.run(work())
