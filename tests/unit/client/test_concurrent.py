from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from supervisor.client import AsyncSupervisor, CallError, ConnectionLost, NotSupervised, Rejected
from supervisor.client.messages import Address
from supervisor.wire.vocabulary import Status
from tests.support.gateway_rig import PNG
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from tests.support.gateway_rig import Made
    from tests.unit.client.conftest import TurningRig


async def until(look: Callable[[], bool]) -> None:
    await asyncio.to_thread(wait_for, look, "the gateway")


async def made(rig: TurningRig, count: int) -> list[Made]:
    await until(lambda: len(rig.agent.made) == count)
    return rig.agent.made


def run(work: Coroutine[None, None, None]) -> None:
    asyncio.run(work)


def test_a_socket_with_a_long_name_is_reached(far_rig: TurningRig) -> None:
    async def work() -> None:
        far_rig.agent.at_once = Status.DONE
        async with AsyncSupervisor(far_rig.address) as supervisor:
            assert (await supervisor.click(5, 6)).status == "done"

    run(work())


def test_an_agent_says_which_model_it_has(rig: TurningRig) -> None:
    async def work() -> None:
        async with AsyncSupervisor(rig.address, model="m-1"):
            assert rig.agent.models == ["m-1"]

    run(work())


def test_several_calls_wait_at_once_and_keep_their_order(rig: TurningRig) -> None:
    async def work() -> None:
        async with AsyncSupervisor(rig.address) as supervisor:
            assert supervisor.screen == (1000, 800)
            one = asyncio.ensure_future(supervisor.type("one"))
            two = asyncio.ensure_future(supervisor.ask("send_email", {}))
            first, second = await made(rig, 2)
            assert first.proposal.model_dump()["gesture"]["text"] == "one"
            rig.loop.after(0, second.end)
            assert (await two).done
            assert not one.done()
            rig.loop.after(0, lambda: first.end(Status.REJECTED, reason="no"))
            with pytest.raises(Rejected, match="no"):
                await one

    run(work())


def test_a_call_that_is_cancelled_is_taken_back(rig: TurningRig) -> None:
    async def work() -> None:
        async with AsyncSupervisor(rig.address) as supervisor:
            call = asyncio.ensure_future(supervisor.type("hello"))
            (one,) = await made(rig, 1)
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            await until(lambda: one.off == ["called-off"])
            assert (await supervisor.status())["state"] == "idle", "the connection goes on"

    run(work())


def test_a_call_that_is_asked_about_is_told_as_held(rig: TurningRig) -> None:
    async def work() -> None:
        held = asyncio.Event()
        async with AsyncSupervisor(rig.address) as supervisor:
            call = asyncio.ensure_future(supervisor.propose({"type": "key", "keys": "a"}, on_held=held.set))
            (one,) = await made(rig, 1)
            rig.loop.after(0, one.on_held)
            async with asyncio.timeout(20):
                await held.wait()
            rig.loop.after(0, one.end)
            assert (await call).done

    run(work())


def test_a_screenshot_is_a_png(rig: TurningRig) -> None:
    async def work() -> None:
        async with AsyncSupervisor(rig.address) as supervisor:
            rig.agent.picture_at_once = PNG
            assert await supervisor.screenshot() == PNG

    run(work())


def test_gestures_in_order_and_mistakes(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE

    async def work() -> None:
        async with AsyncSupervisor(rig.address) as supervisor:
            found = await supervisor.act([{"type": "key", "keys": "a"}, {"type": "key", "keys": "b"}])
            assert [each.status for each in found] == ["done", "done"]
            with pytest.raises(CallError):
                await supervisor.propose({"type": "fly"})

    run(work())


def test_a_supervisor_that_ends_ends_what_waits(rig: TurningRig) -> None:
    async def work() -> None:
        async with AsyncSupervisor(rig.address) as supervisor:
            call = asyncio.ensure_future(supervisor.type("hello"))
            await made(rig, 1)
            rig.stop()
            with pytest.raises(ConnectionLost, match=r"^the supervisor has ended the connection$"):
                await call
            with pytest.raises(ConnectionLost, match=r"^the supervisor has ended the connection$"):
                await supervisor.status()

    run(work())


def test_who_calls_before_it_is_open_or_after_it_was_closed_is_told_so(rig: TurningRig) -> None:
    async def work() -> None:
        supervisor = AsyncSupervisor(rig.address)
        for _ in range(2):
            with pytest.raises(ConnectionLost, match=r"not open: call it inside of its `with`$"):
                await supervisor.status()
            async with supervisor:
                pass

    run(work())


def test_without_a_supervisor_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    async def work() -> None:
        with pytest.raises(NotSupervised, match="does not answer"):
            async with AsyncSupervisor(Address(str(tmp_path / "none"), "t")):
                pass

    run(work())
