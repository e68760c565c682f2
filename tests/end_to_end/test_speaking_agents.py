"""Agents that say what they want over the socket that `run` names to them."""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.accessible import Accessible
from tests.support.programs import mousepad
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
SPEAKER = Path(__file__).parents[1] / "support/agents/speaker.py"
POLICY = """version = 1
[[rule]]
id = "no-close"
reason = "a test"
verdict = "ask"
when = { keys = "ctrl+q" }
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
TEXT = "Grüße, Привет, 世界, שלום, नमस्ते"


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as running:
        running.keep()
        yield running


def speaks(supervised: Supervised, *steps: tuple[str, dict[str, Any]]) -> subprocess.Popen[str]:
    return supervised.run(sys.executable, SPEAKER, json.dumps(steps))


def said(supervised: Supervised, agent: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """What the agent was told, without the answer to its hello."""
    status, out = supervised.finish(agent)
    assert status == 0, out
    hello, *answers = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert hello["result"]["role"] == "agent"
    return [answer["result"] for answer in answers]


def propose(**gesture: Any) -> tuple[str, dict[str, Any]]:
    return "propose", {"gesture": gesture}


def test_text_of_any_script_is_typed_and_saved(
    desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    with mousepad(desktop, file) as editor:
        x, y = editor.element(role="text").centre
        click = {"gesture": {"type": "click", "x": x, "y": y}, "statement": {"reason": "to write there"}}
        agent = speaks(
            supervised,
            ("propose", click),
            propose(type="type", text=TEXT),
            propose(type="key", keys="ctrl+s"),
            ("screenshot", {}),
        )
        *outcomes, picture = said(supervised, agent)
        assert [outcome["status"] for outcome in outcomes] == ["done"] * 3
        assert (picture["width"], picture["height"]) == desktop.size
        assert base64.b64decode(picture["data"]).startswith(b"\x89PNG")
        wait_for(lambda: file.read_text().strip(), "the file to be saved")
        assert file.read_text().strip() == TEXT
    (first, *_) = supervised.rows("decided")
    assert (first["action"]["origin"], first["action"]["reason"]) == ("json-rpc", "to write there")


def test_a_no_reaches_the_agent_and_its_second_try_ends_the_loop(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    with mousepad(desktop, file) as editor:
        editor.element(role="text")
        quits = propose(type="key", keys="ctrl+q")
        agent = speaks(supervised, quits, quits)
        asked = supervised.wait_held()
        elements = Accessible(desktop)

        def answered() -> bool:
            area = elements.find(name="Wrong target")
            if area is not None:
                person.click(*area.centre)
            return asked not in supervised.status()["requests"]

        wait_for(answered, "the reason to be taken", timeout_s=30)
        first, second = said(supervised, agent)
        assert (first["status"], first["rule"]) == ("rejected", "no-close")
        assert "person rejected it" in first["reason"]
        assert first["note"]
        assert (second["status"], second["rule"]) == ("rejected", "rejected-again")
    assert len(supervised.rows("approval_requested")) == 1


def test_an_agent_that_dies_while_it_is_held_leaves_nothing_held(
    desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path
) -> None:
    file, pipe = tmp_path / "notes.txt", tmp_path / "pipe"
    file.touch()
    os.mkfifo(pipe)
    with mousepad(desktop, file) as editor:
        editor.element(role="text")
        agent = speaks(supervised, propose(type="key", keys="ctrl+q"), ("leave", {"when": str(pipe)}))
        supervised.wait_held()
        pipe.write_text("now")
        supervised.finish(agent)
        supervised.wait_status(lambda status: not status["requests"])
        (end,) = [row for row in supervised.rows("outcome") if row["action"]]
        assert (end["outcome"]["result"], end["decision"]["rule_id"]) == ("expired", "client-gone")
        assert supervised.rows("sending") == []
