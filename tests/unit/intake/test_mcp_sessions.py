from __future__ import annotations

import asyncio
import json

import pytest

from supervisor.intake import mcp_sessions
from supervisor.intake.mcp_sessions import Sessions, UnknownSessionError
from supervisor.wire.mcp_messages import Said
from tests.support.waiting import wait_for


def names(count: int) -> list[bytes]:
    return [b"%d" % number for number in range(count)]


async def _until_empty(sessions: Sessions) -> None:
    await asyncio.to_thread(wait_for, lambda: len(sessions) == 0, "all to be over", timeout_s=60)


def test_a_thousand_sessions_that_are_deleted_leave_nothing() -> None:
    async def work() -> None:
        sessions = Sessions()
        for name in names(1_000):
            sessions.opened(name, Said())
            with sessions.serving(name):
                sessions.ended(name)
            sessions.ended(name)
            with pytest.raises(UnknownSessionError), sessions.serving(name):
                pass
        assert len(sessions) == 0

    asyncio.run(work())


def test_a_thousand_sessions_that_nobody_uses_leave_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_sessions, "IDLE_S", 0.01)

    async def work() -> None:
        sessions = Sessions()
        for name in names(1_000):
            sessions.opened(name, Said())
            with sessions.serving(name):
                pass
        await _until_empty(sessions)

    asyncio.run(asyncio.wait_for(work(), 60))


def test_one_that_is_served_is_not_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_sessions, "IDLE_S", 0.001)

    async def work() -> None:
        served, others = Sessions(), Sessions()
        served.opened(b"a", Said())
        with served.serving(b"a") as said:
            with served.serving(b"a"):
                pass
            # Whatever was to end it would have done so before these end, which began later.
            others.opened(b"b", Said())
            await _until_empty(others)
            with served.serving(b"a") as same:
                assert same is said
        await _until_empty(served)

    asyncio.run(asyncio.wait_for(work(), 60))


def test_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_sessions, "MOST_KEPT", 2)
    monkeypatch.setattr(mcp_sessions, "MOST_IDS", 3)

    async def work() -> None:
        sessions = Sessions()
        for name in names(3):
            sessions.opened(name, Said())
        assert len(sessions) == 2
        with pytest.raises(UnknownSessionError), sessions.serving(b"0"):
            pass
        for call, full in ((b"1", False), (b"2", True)):
            with sessions.serving(call) as said:
                for number in range(2):
                    said.take(json.dumps({"jsonrpc": "2.0", "id": f"a{number}", "method": "ping"}).encode())
            assert sessions.full is full

    asyncio.run(work())
