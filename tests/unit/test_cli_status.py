from __future__ import annotations

from typing import Any

from supervisor.cli_status import lines
from tests.support.playbook import Stage

HELD = {"name": "helper", "workflow": "invoices", "containment": "not contained", "held": True}


def told(**found: Any) -> list[str]:
    return list(lines({"state": "idle", "display": ":1", "agents": []} | found))


def test_state_agents_judge_and_problems_are_told() -> None:
    assert told(agents=[HELD], judge="judge: on", problems=["no tray"]) == [
        "idle on display :1",
        "  helper (workflow invoices): not contained, held for an answer",
        "  judge: on",
        "  no tray",
    ]


def test_after_a_stop_it_says_how_agents_can_work_again() -> None:
    by_chord = "  agents stay stopped until you press Ctrl+Alt+R or run `agent-supervisor rearm`"
    assert told(state="stopped", rearm="Ctrl+Alt+R") == ["stopped on display :1", by_chord]
    # Nobody hears a chord where no supervisor runs.
    assert told(state="stopped")[1] == "  agents stay stopped until you run `agent-supervisor rearm`"


def test_the_chord_is_told_while_all_is_stopped() -> None:
    stage = Stage()
    assert stage.engine.status()["rearm"] is None
    stage.engine.stop({"how": "chord"})
    assert stage.engine.status()["rearm"] == "Ctrl+Alt+R"
