from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.fuzz.speaking import Speaking

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20261121
MESSAGES = 20_000


def test_whatever_enemies_say_an_honest_agent_is_served_and_no_call_is_made_twice(tmp_path: Path) -> None:
    speaking = Speaking(tmp_path / "agent.sock", random.Random(SEED))  # noqa: S311 - the same messages in each run
    try:
        speaking.talk(MESSAGES)
    finally:
        speaking.close()
    assert speaking.honest > MESSAGES // 100
    assert speaking.answers > MESSAGES // 4
    assert speaking.agent.calls > MESSAGES // 20
