"""The dial on the virtual desktop: a person turns it in the menu, and each level does what its line says."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.autonomy import Level
from tests.support.accessible import Accessible
from tests.support.programs import mousepad
from tests.support.supervised import Supervised
from tests.support.tray_menu import turn_dial
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

POLICY = """
[autonomy]
highest = "full-autonomy"

[[rule]]
id = "ask-f6"
reason = "F6 is asked about"
when = { action = "key", keys = "F6" }
tier = "high_risk"
verdict = "ask"

[[rule]]
id = "ask-f7"
reason = "F7 cannot be undone"
when = { action = "key", keys = "F7" }
tier = "irreversible"
verdict = "ask"
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
AGENT = """
while read -r key; do
    xdotool key "$key" & typing=$!
    read -r _; kill $typing 2>/dev/null; wait $typing
done <'{pipe}'
"""
"""Presses a key, and gives up when it is told to go on."""
KEYS = ("F5", "F6", "F7")
"""What the policy allows, asks about, and asks about as it cannot be undone."""
EXPECTED = {
    #                      F5       F6       F7
    "approval-gates": ("allow", "ask", "ask"),
    "confidence-based": ("allow", "ask", "ask"),
    "batch-review": ("allow", "allow", "ask"),
    "exception-only": ("allow", "allow", "ask"),
    "full-autonomy": ("allow", "allow", "allow"),
    "full-oversight": ("ask", "ask", "ask"),
}
"""At each level, in the order in which the person goes through them; nothing is earned at `confidence-based`."""
LENT = "batch-review"
"""For 15 minutes."""


class Typist:
    """An agent that presses a key at a time, and does not insist."""

    def __init__(self, supervised: Supervised, pipe: int) -> None:
        self._supervised = supervised
        self._pipe = pipe

    def press(self, key: str) -> str:
        """Press a key and give the verdict on it; what is asked is given up."""
        before = len(self._supervised.decisions())
        os.write(self._pipe, f"{key}\n".encode())
        decisions = wait_for(lambda: self._supervised.decisions()[before:], f"a decision on {key}", timeout_s=30)
        if decisions[0][1] == "ask":
            self._supervised.wait_held()
        os.write(self._pipe, b"go on\n")
        self._supervised.wait_status(lambda status: not status["requests"])
        return decisions[0][1]


@contextmanager
def typing(supervised: Supervised, pipe: Path) -> Iterator[Typist]:
    """Start the agent."""
    os.mkfifo(pipe)
    # For both: else opening waits for the agent.
    end = os.open(pipe, os.O_RDWR)
    try:
        supervised.shell(AGENT.format(pipe=pipe))
        yield Typist(supervised, end)
    finally:
        os.close(end)


def test_each_level_is_chosen_in_the_menu_and_does_what_it_says(
    desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    with (
        # Accessible: where an element is not known, that is out of the ordinary.
        mousepad(desktop),
        Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as supervised,
    ):
        supervised.keep()
        with typing(supervised, tmp_path / "keys") as agent:
            now, found = Level.APPROVAL_GATES, {}
            for level in map(Level, EXPECTED):
                if level is not now:
                    turn(supervised, person, level, laxer=level.rank > now.rank)
                    now = level
                found[level.value] = tuple(map(agent.press, KEYS))
            assert found == EXPECTED


def turn(supervised: Supervised, person: Person, level: Level, *, laxer: bool) -> None:
    """Turn the dial; what is laxer holds no sooner than a hand has confirmed it."""
    before = len(supervised.rows("level_changed"))
    more = Accessible(supervised.desktop).wait(role="push button", name="More", application="agent-supervisor")
    person.click(*more.centre)
    turn_dial(supervised.desktop, person.tap, level, laxer=laxer, span=int(level.value == LENT))
    if laxer:
        supervised.wait_held()
        assert len(supervised.rows("level_changed")) == before
        supervised.approve(person)

    def held() -> list[dict[str, Any]]:
        # A loan that stood in its place is over first.
        rows = supervised.rows("level_changed")[before:]
        return [row for row in rows if row["outcome"]["after"] == level.value]

    (row,) = wait_for(held, "the level to hold", timeout_s=30)
    assert row["outcome"]["part"] == ("loan" if level.value == LENT else "setting")
    assert (row["approval"] is not None) == laxer
