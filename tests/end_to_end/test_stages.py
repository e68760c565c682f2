"""Stages on the virtual desktop: an agent learns, the answers to it count, and a person takes it further."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.fatigue import REFLEX_MS
from tests.support.accessible import Accessible
from tests.support.supervised import Supervised
from tests.support.tray_menu import take_up_what_was_earned
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

POLICY = """
[autonomy]
highest = "confidence-based"

[autonomy.evidence]
answers = 10
rate = 0.5
risk = 0.05

[[rule]]
id = "ask-f6"
reason = "F6 is asked about"
when = { action = "key", keys = "F6" }
tier = "high_risk"
verdict = "ask"
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"
LEARN = ("--learn", "--name", "tidy")
TAKES = 10
"""Answers that a stage takes by this policy."""
KEY = "Insert"
"""What is pressed; a key that means nothing more while the person's hands are still on Ctrl and Alt, as F5 would."""


def agent(supervised: Supervised, *keys: str) -> subprocess.Popen[str]:
    """Start an agent that presses keys, one after the other."""
    return supervised.shell("; ".join(f"xdotool key {key}" for key in keys), options=LEARN)


def read_and_approve(supervised: Supervised, person: Person) -> None:
    """Say yes no sooner than anybody can have read the question."""
    supervised.wait_held()
    asked_s = time.monotonic()
    wait_for(lambda: time.monotonic() - asked_s > REFLEX_MS / 1000 + 0.2, "the time to read it")
    supervised.approve(person)


def stages(supervised: Supervised) -> list[tuple[str, str, int, str | None]]:
    found = supervised.status().get("stages", [])
    return [(one["for"], one["stage"], one["answers"], one["earned"]) for one in found]


def counts(number: int, status: dict[str, Any]) -> bool:
    return [one["answers"] for one in status["stages"]] == [number]


def steps(supervised: Supervised) -> list[dict[str, Any]]:
    return [row for row in supervised.rows("level_changed") if row["outcome"]["part"] == "stage"]


def test_an_agent_learns_and_a_person_takes_it_to_the_next_stage(
    desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as supervised:
        supervised.keep()
        learner = agent(supervised, *[KEY] * TAKES)
        for number in range(TAKES):
            assert stages(supervised) in ([("agent tidy", "launch", number, None)], [])
            read_and_approve(supervised, person)
            supervised.wait_status(partial(counts, number + 1))
        assert supervised.finish(learner)[0] == 0
        # The policy allows all of it.
        assert supervised.decisions() == [("key", "ask", "level-full-oversight")] * TAKES
        earned = [("agent tidy", "launch", TAKES, "early-production")]
        assert stages(supervised) == earned
        assert "10 of 10 answers" in supervised.command("stage")

        # It is so in the next supervisor.
        supervised.end_service()
        supervised.keep()
        assert stages(supervised) == earned
        before = len(steps(supervised))

        more = Accessible(desktop).wait(role="push button", name="More", application="agent-supervisor")
        person.click(*more.centre)
        take_up_what_was_earned(desktop, person.tap)
        supervised.wait_held()
        assert len(steps(supervised)) == before, "a press in the menu only asks"
        supervised.approve(person)
        (step,) = wait_for(lambda: steps(supervised)[before:], "the next stage", timeout_s=30)
        assert (step["outcome"]["before"], step["outcome"]["after"]) == ("launch", "early-production")
        assert step["approval"] is not None

        # `--learn` has nobody begin anew; what the policy allows passes, what it asks is asked.
        assert supervised.finish(agent(supervised, KEY, KEY))[0] == 0
        assert [verdict for _, verdict, _ in supervised.decisions()[TAKES:]] == ["allow", "allow"]
        asks = agent(supervised, "F6")
        supervised.wait_held()
        assert supervised.decisions()[-1] == ("key", "ask", "ask-f6")
        supervised.reject(person)
        supervised.finish(asks)
        assert stages(supervised) == [("agent tidy", "early-production", 1, None)]

        # To learn again takes nobody's word.
        supervised.command("stage", "launch", "--agent", "tidy")
        again = agent(supervised, KEY)
        supervised.wait_held()
        assert supervised.decisions()[-1] == ("key", "ask", "level-full-oversight")
        supervised.reject(person)
        supervised.finish(again)
