from __future__ import annotations

import asyncio
import random

from tests.fuzz.http_front import Crowd
from tests.support.mcp_http import http_rig

SEED = 20261121
MESSAGES = 400


def test_whatever_comes_over_http_an_honest_client_is_served_and_no_call_is_made_without_the_token() -> None:
    async def work() -> Crowd:
        async with http_rig() as rig:
            crowd = Crowd(rig, random.Random(SEED))  # noqa: S311 - the same messages in each run
            await crowd.talk(MESSAGES)
            return crowd

    crowd = asyncio.run(work())
    assert crowd.honest > MESSAGES // 100
    assert crowd.calls > 0
    assert crowd.answers > MESSAGES // 20
