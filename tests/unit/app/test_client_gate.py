from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from supervisor.app.client_gate import ClientGate
from supervisor.client import AsyncSupervisor
from supervisor.client.messages import LONGEST_REQUEST, Address
from supervisor.intake.mcp_gate import GateError
from tests.unit.client.conftest import TurningRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[TurningRig]:
    made = TurningRig(tmp_path / "gateway")
    yield made
    made.stop()


def test_what_goes_wrong_is_one_sentence(tmp_path: Path) -> None:
    async def work() -> None:
        gate = ClientGate(AsyncSupervisor(Address(str(tmp_path / "none"), "t")))
        with pytest.raises(GateError, match=r"is not open: call it inside of its `with`\.$"):
            await gate.call("status", {})

    asyncio.run(work())


def test_attack_a_call_that_is_too_long_costs_no_more_than_itself(rig: TurningRig) -> None:
    async def work() -> None:
        async with AsyncSupervisor(rig.address) as supervisor:
            gate = ClientGate(supervisor)
            with pytest.raises(GateError, match=r"bytes, at most \d+ are taken: give it less\.$"):
                await gate.call("ask", {"tool": "send", "arguments": {"body": "x" * LONGEST_REQUEST}})
            assert await gate.call("status", {})

    asyncio.run(asyncio.wait_for(work(), 60))
