"""A policy changes under running agents: stricter at once, looser by a hand alone, and never broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

DENY_F5 = """
[[rule]]
id = "no-f5"
reason = "F5 is not for agents"
when = { action = "key", keys = "F5" }
verdict = "deny"
"""
ASK_F6 = DENY_F5.replace("no-f5", "ask-f6").replace("F5", "F6").replace("deny", "ask")
OPEN = '[tiers]\nhigh_risk = "allow"\n'
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"


class Gate:
    """A supervisor that stays, and keys to try on it."""

    def __init__(self, supervised: Supervised) -> None:
        self.supervised = supervised
        self.file = supervised.home / "config/policy.toml"

    def save(self, text: str) -> None:
        """Save as editors do: beside, then in its place."""
        beside = self.file.with_name("policy.toml.new")
        beside.write_text(text)
        beside.rename(self.file)

    def changes(self) -> list[str]:
        return [row["outcome"]["change"] for row in self.supervised.rows("policy_loaded")]

    def saved(self, text: str, change: str) -> dict[str, Any]:
        """Save and wait until the record has what came of it."""
        before = len(self.changes())
        self.save(text)
        wait_for(lambda: len(self.changes()) > before, f"the change to be recorded as {change}")
        row = self.supervised.rows("policy_loaded")[-1]
        assert row["outcome"]["change"] == change
        return row

    def key(self, key: str, *options: str) -> tuple[str, str]:
        """Have an agent press a key; gives verdict and rule."""
        before = len(self.supervised.decisions())
        agent = self.supervised.shell(f"xdotool key {key}", options=options)
        assert self.supervised.finish(agent)[0] == 0
        ((_, verdict, rule),) = self.supervised.decisions()[before:]
        return verdict, rule


@pytest.fixture
def gate(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Gate]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=OPEN) as supervised:
        supervised.keep()
        yield Gate(supervised)


def test_what_was_allowed_is_denied_right_after_saving(gate: Gate) -> None:
    assert gate.key("F5")[0] == "allow"
    row = gate.saved(OPEN + DENY_F5, "tightened")
    assert gate.key("F5") == ("deny", "no-f5")
    status = gate.supervised.status()
    assert (status["requests"], status["policy_waits"]) == ([], None)
    assert row["outcome"]["digest"][:12] in status["policy"]


def test_what_loosens_waits_for_the_hand_and_holds_after_it(gate: Gate, person: Person) -> None:
    gate.saved(OPEN + DENY_F5, "tightened")
    row = gate.saved(OPEN, "waiting")
    assert row["outcome"]["changes"] == "removes `no-f5` (denied)"
    assert gate.key("F5") == ("deny", "no-f5")
    status = gate.supervised.status()
    assert status["policy_waits"].endswith(row["outcome"]["digest"][:12])
    assert "holds only where it is stricter: a person has to confirm it" in str(status["problems"])
    assert "holds only where it is stricter" in gate.supervised.command("status")
    gate.supervised.approve(person)
    wait_for(lambda: gate.changes()[-1] == "confirmed", "the new policy to hold")
    assert gate.key("F5")[0] == "allow"
    confirmed = gate.supervised.rows("policy_loaded")[-1]["outcome"]
    assert confirmed["digest"] == row["outcome"]["digest"]
    assert confirmed["device"] == gate.supervised.rows("answered")[-1]["approval"]["approver"]
    assert not gate.supervised.status()["policy_waits"]
    assert gate.supervised.command("audit", "verify")


def test_a_no_keeps_the_stricter_of_both_and_the_command_asks_again(gate: Gate, person: Person) -> None:
    gate.saved(OPEN + DENY_F5, "tightened")
    gate.saved(OPEN + ASK_F6, "waiting")
    gate.supervised.reject(person)
    gate.supervised.wait_status(lambda status: "a person rejected it" in str(status["problems"]))
    assert gate.key("F5") == ("deny", "no-f5")
    gate.supervised.command("policy", "use")
    assert gate.supervised.wait_held()
    assert gate.key("F5") == ("deny", "no-f5"), "the command alone loosens nothing"
    gate.supervised.approve(person)
    wait_for(lambda: gate.changes()[-1] == "confirmed", "the new policy to hold")
    assert gate.key("F5")[0] == "allow"


def test_a_broken_file_changes_nothing_and_status_names_the_line(gate: Gate) -> None:
    gate.saved(OPEN + DENY_F5, "tightened")
    gate.saved(OPEN + DENY_F5.replace('"deny"', '"maybe"'), "broken")
    said = gate.supervised.command("status")
    assert "line 8: `maybe` is no verdict in rule `no-f5`" in said
    assert "the policy that held goes on" in said
    assert gate.key("F5") == ("deny", "no-f5")
    gate.file.unlink()
    gate.supervised.wait_status(lambda status: "is gone: put it back" in str(status["problems"]))
    assert gate.key("F5") == ("deny", "no-f5")
    gate.saved(OPEN + DENY_F5, "mended")
    assert not gate.supervised.status()["problems"]


def test_a_held_action_that_is_denied_now_ends(gate: Gate) -> None:
    gate.saved(OPEN + ASK_F6, "tightened")
    agent = gate.supervised.shell("xdotool key F6; echo went on")
    gate.supervised.wait_held()
    gate.saved(OPEN + ASK_F6.replace('"ask"', '"deny"'), "tightened")
    status, out = gate.supervised.finish(agent)
    assert (status, out.splitlines()[-1]) == (0, "went on")
    (end,) = [row for row in gate.supervised.rows("outcome") if row["decision"]]
    assert (end["outcome"]["result"], end["decision"]["rule_id"]) == ("refused", "ask-f6")
    assert gate.supervised.status()["requests"] == []


def test_no_agent_confirms_what_it_wrote_itself(gate: Gate) -> None:
    gate.saved(OPEN + DENY_F5, "tightened")
    file = gate.file
    agent = gate.supervised.shell(
        f"printf '%s' '{OPEN}' > {file}; sleep 60", options=["--contain=off", "--name", "writer"]
    )
    wait_for(lambda: gate.changes()[-1] == "waiting", "the change to be noticed")
    gate.supervised.wait_held()
    tries = "agent-supervisor policy use || python -m supervisor policy use; "
    tries += "for i in 1 2 3 4 5; do xdotool key ctrl+alt+y; sleep 0.5; done"
    other = gate.supervised.shell(tries, options=["--contain=off"])
    gate.supervised.finish(other)
    assert gate.changes()[-1] == "waiting"
    assert gate.supervised.rows("answered") == []
    assert gate.key("F5", "--contain=off") == ("deny", "no-f5")
    agent.kill()


def test_without_a_screen_the_stricter_of_both_holds(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=OPEN + DENY_F5) as supervised:
        gate = Gate(supervised)
        stays = supervised.shell("sleep 60", options=["--headless"])
        supervised.wait_status(lambda status: status.get("agents"))
        gate.saved(OPEN + ASK_F6, "waiting")
        assert gate.key("F5", "--headless") == ("deny", "no-f5")
        assert gate.key("F6", "--headless") == ("deny", "no-approver")
        assert "nobody can be asked here" in str(supervised.status()["problems"])
        stays.kill()
