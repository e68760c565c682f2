"""What an agent was started for decides with the rest: told by its starter, and by nobody inside."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app.assigning import login_name
from tests.support.accessible import Accessible
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
POLICY = f"""[tiers]
reversible = "deny"
[[rule]]
id = "may-enter"
reason = "invoices are entered"
when = {{ action = "click", team = "Accounts", user = "{login_name()}", workflow = "invoices" }}
verdict = "allow"
[[rule]]
id = "look-only"
reason = "reports are only looked at"
when = {{ action = "click", workflow = "reports*" }}
verdict = "deny"
[[rule]]
id = "new-work"
reason = "this is new"
when = {{ action = "click", workflow = "onboarding" }}
verdict = "ask"
"""
CLICK = "xdotool mousemove 5 5 click 1"


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    settings = 'yield_to_person_ms = 0\nmirror_lead_ms = 0\nteam = "accounts"\n'
    with Supervised(desktop, tmp_path / "home", settings=settings, policy=POLICY) as running:
        running.keep()
        yield running


def clicks(supervised: Supervised) -> list[tuple[str, str, str]]:
    """Give agent, verdict and rule of each decided click."""
    rows = [row for row in supervised.rows("decided") if row["action"]["kind"] == "click"]
    return [(row["agent"], row["decision"]["verdict"], row["decision"]["rule_id"]) for row in rows]


def started(supervised: Supervised) -> dict[str, Any]:
    return dict(supervised.rows("agent_started")[-1]["outcome"])


def test_the_same_click_is_allowed_in_one_workflow_and_denied_in_another(supervised: Supervised) -> None:
    for name, options in (
        ("clerk", ["--workflow", "Invoices"]),
        ("reporter", ["--workflow", "reports 2026"]),
        ("nobody", []),
    ):
        supervised.finish(supervised.shell(CLICK, options=["--name", name, *options]))
    assert clicks(supervised) == [
        ("clerk", "allow", "may-enter"),
        ("reporter", "deny", "look-only"),
        ("nobody", "deny", "default-reversible"),
    ]
    told = [(row["outcome"]["workflow"], row["outcome"]["team"]) for row in supervised.rows("agent_started")]
    assert told == [("Invoices", "accounts"), ("reports 2026", "accounts"), (None, "accounts")]
    assert started(supervised)["user"] == login_name()
    assert "reporter | agent started | workflow reports 2026, team accounts" in supervised.command("audit", "show")


def test_a_second_agent_of_a_workflow_is_held_to_its_rules_beside_the_first(supervised: Supervised) -> None:
    options = ["--name", "clerk"]
    first = supervised.shell(f"{CLICK}; sleep 60", options=[*options, "--workflow", "invoices"])
    wait_for(lambda: clicks(supervised), "the first click")
    supervised.finish(supervised.shell(CLICK, options=[*options, "--workflow", "reports"]))
    assert clicks(supervised) == [("clerk", "allow", "may-enter"), ("clerk-2", "deny", "look-only")]
    assert started(supervised)["called"] == "clerk"
    assert [(agent["name"], agent["workflow"]) for agent in supervised.status()["agents"]] == [("clerk", "invoices")]
    assert "clerk (workflow invoices): " in supervised.command("status")
    first.terminate()
    supervised.finish(first)


def test_the_popup_says_for_what_the_agent_works(
    desktop: VirtualDesktop, supervised: Supervised, person: Person
) -> None:
    agent = supervised.shell(CLICK, options=["--name", "clerk", "--workflow", "onboarding"])
    supervised.wait_popup()
    name = "Waiting for your approval, agent clerk, workflow onboarding"
    wait_for(lambda: Accessible(desktop).find(name=name), "the popup's header")
    supervised.approve(person)
    assert supervised.finish(agent)[0] == 0


@pytest.mark.parametrize("contain", ["auto", "off"])
def test_attack_an_agent_that_starts_itself_for_another_workflow_wins_nothing(
    supervised: Supervised, contain: str
) -> None:
    again = shlex.join([*COMMAND, "run", "--contain=off", "--name", "risen", "--workflow", "invoices"])
    lend = shlex.join([*COMMAND, "display", "--name", "risen", "--workflow", "invoices"])
    tries = (
        f"{again} -- sh -c {shlex.quote(CLICK)}",
        f"DISPLAY={supervised.desktop.display} {again} -- sh -c {shlex.quote(CLICK)}",
        f"AGENT_SUPERVISOR_HOME=$(mktemp -d) timeout 20 {again} -- sh -c {shlex.quote(CLICK)}",
        f"DISPLAY={supervised.desktop.display} timeout 20 {lend}",
    )
    script = "; ".join([*(f"{{ {one}; }} 2>&1" for one in tries), CLICK])
    agent = supervised.shell(script, options=[f"--contain={contain}", "--name", "reporter", "--workflow", "reports"])
    _, out = supervised.finish(agent, timeout_s=120)
    made = clicks(supervised)
    assert made, out
    assert {click[1:] for click in made} == {("deny", "look-only")}, out
    assert {click[0] for click in made} == {"reporter"}
    assert [row["agent"] for row in supervised.rows("agent_started")] == ["reporter"], out


def test_a_lent_display_is_held_to_the_rules_of_its_workflow(supervised: Supervised) -> None:
    command = [*COMMAND, "display", "--name", "boxed", "--workflow", "reports"]
    with subprocess.Popen(command, env=supervised.env, stdout=subprocess.PIPE, text=True) as lending:
        assert lending.stdout
        try:
            variables = dict(lending.stdout.readline().strip().split("=", 1) for _ in range(2))
            subprocess.run(CLICK.split(), env=supervised.env | variables, check=False, timeout=30)
            wait_for(lambda: clicks(supervised), "the click to be decided")
            assert clicks(supervised) == [("boxed", "deny", "look-only")]
            assert started(supervised)["workflow"] == "reports"
        finally:
            lending.terminate()
