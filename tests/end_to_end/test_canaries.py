"""A question about what nobody wants, on the virtual desktop: told at once what it was, and nothing done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

POLICY = """
[attention]
canaries = 1

[[rule]]
id = "ask-f6"
reason = "F6 is asked about"
when = { action = "key", keys = "F6" }
verdict = "ask"
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"
OURS = "agent-supervisor"


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as it:
        it.keep()
        yield it


def test_a_yes_to_what_nobody_wants_is_told_at_once_and_a_no_is_noticed(
    desktop: VirtualDesktop, supervised: Supervised, person: Person
) -> None:
    agent = supervised.shell("xdotool key F6; sleep 600")
    supervised.approve(person)
    wait_for(lambda: supervised.status()["requests"], "a test of attention", timeout_s=60)
    assert [one["held"] for one in supervised.status()["agents"]] == [False]
    before = len(supervised.rows("sending"))
    supervised.approve(person)
    wait_for(lambda: supervised.rows("canary_missed"), "the miss to be recorded")

    said = "This was a test of attention: nobody wanted to do this, and nothing was done.*"
    wait_for(lambda: Accessible(desktop).find(name=said, application=OURS), "the person to be told")
    assert len(supervised.rows("sending")) == before
    assert supervised.status()["tests"] == {"missed": 1, "noticed": 0}
    assert "test questions" in supervised.status()["attention"]
    assert "tests of attention: 1, of these 1 answered by a yes" in supervised.command("stats")
    (figures,) = json.loads(supervised.command("stats", "--json")).values()
    assert (figures["actions"], figures["asked"]) == (1, 1)
    agent.kill()
