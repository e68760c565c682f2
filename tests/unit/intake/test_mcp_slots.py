from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from supervisor.intake import mcp_slots
from supervisor.intake.mcp_slots import Slots
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    import pytest


class Line(asyncio.Transport):
    """A connection that can be ended."""

    def __init__(self) -> None:
        super().__init__()
        self.ended = False

    def abort(self) -> None:
        self.ended = True


def come(slots: Slots, *ports: int) -> list[Line]:
    lines = [Line() for _ in ports]
    for port, line in zip(ports, lines, strict=True):
        slots.came(("127.0.0.1", port), line)
    return lines


def run(work: Callable[[Slots], Coroutine[Any, Any, None]]) -> None:
    async def within() -> None:
        await asyncio.wait_for(work(Slots()), 60)

    asyncio.run(within())


def test_of_too_many_strangers_the_first_has_to_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_slots, "MOST_STRANGERS", 2)

    async def work(slots: Slots) -> None:
        (known,) = come(slots, 1)
        assert slots.shown(("127.0.0.1", 1))
        first, second, third = come(slots, 2, 3, 4)
        assert [line.ended for line in (known, first, second, third)] == [False, True, False, False]
        slots.left(("127.0.0.1", 3))
        come(slots, 5)
        assert not third.ended

    run(work)


def test_a_stranger_has_a_moment_to_show_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_slots, "STRANGER_S", 0.01)

    async def work(slots: Slots) -> None:
        known, gone, silent = come(slots, 1, 2, 3)
        assert slots.shown(("127.0.0.1", 1))
        slots.left(("127.0.0.1", 2))
        await asyncio.to_thread(wait_for, lambda: silent.ended, "the silent one to be ended", timeout_s=50)
        assert not known.ended
        assert not gone.ended

    run(work)


def test_those_with_the_token_have_their_own_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_slots, "MOST_CONNECTIONS", 1)

    async def work(slots: Slots) -> None:
        come(slots, 1, 2)
        assert slots.shown(("127.0.0.1", 1))
        assert slots.shown(("127.0.0.1", 1)), "again, for its next request"
        assert not slots.shown(("127.0.0.1", 2))
        slots.left(("127.0.0.1", 1))
        assert slots.shown(("127.0.0.1", 2))

    run(work)
