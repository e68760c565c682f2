"""A person who answers by a program of theirs: named in the settings, confirmed once by hand, then trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.scene import POLICY
from tests.support.stopping import agent_input
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop


def press(scene: Scene, tool: Path, letter: str) -> None:
    """Have the tool press a chord, as an on-screen keyboard that has been there for a while."""
    scene.desktop.run(
        [
            *(str(tool), "say here", "sleep 60", "keydown Control_L", "keydown Alt_L", f"keydown {letter}", "flush"),
            *(f"keyup {letter}", "keyup Alt_L", "keyup Control_L", "sleep 60"),
        ]
    )


def test_a_program_answers_for_the_person_once_they_have_confirmed_it(scene: Scene, xtest_agent: Path) -> None:
    tool = scene.folder / "onscreen"
    tool.write_bytes(xtest_agent.read_bytes())
    tool.chmod(0o755)
    settings = f'yield_to_person_ms = 0\ntrusted = ["{tool}"]\n'
    with Supervised(scene.desktop, scene.folder / "trusting", settings=settings, policy=POLICY) as supervised:
        supervised.keep()
        # The question about the tool itself: its own chords do not answer it.
        question = supervised.wait_held()
        for _ in range(10):
            press(scene, tool, "y")
        assert supervised.status()["requests"] == [question]
        assert any("not trusted yet" in problem for problem in supervised.status()["problems"])
        supervised.approve(scene.person)
        supervised.wait_status(lambda s: not s["problems"])
        (row,) = supervised.rows("answered")
        assert (row["outcome"]["program"], row["outcome"]["answer"]) == (str(tool), "approve")
        # Now they do.
        agent = supervised.shell("xdotool key Delete; sleep 600")
        request = supervised.wait_held()

        def gone() -> bool:
            press(scene, tool, "y")
            return request not in supervised.status()["requests"]

        wait_for(gone, "the tool's answer", timeout_s=30)
        answered = supervised.rows("answered")[-1]
        assert answered["approval"]["approver"] == f"{tool} (trusted)"
        # An agent that clicked somewhere just now may have clicked on the tool's keys.
        scene.oracle.wait_for(lambda _: any(s.detail == 119 for s in agent_input(scene.oracle)))
        second = supervised.shell("xdotool mousemove 5 5 key Delete; sleep 600")
        request = supervised.wait_held()
        for _ in range(5):
            press(scene, tool, "y")
        assert request in supervised.status()["requests"]
        press(scene, tool, "s")
        for run in (agent, second):
            assert supervised.finish(run)[0] == 124
        assert supervised.rows("stopped")[-1]["outcome"]["device"] == f"{tool} (trusted)"
        supervised.rearm(scene.person)


def test_attack_a_program_that_is_replaced_after_it_was_confirmed_answers_nothing(
    scene: Scene, xtest_agent: Path
) -> None:
    tool = scene.folder / "replaced"
    tool.write_bytes(xtest_agent.read_bytes())
    tool.chmod(0o755)
    settings = f'yield_to_person_ms = 0\ntrusted = ["{tool}"]\n'
    with Supervised(scene.desktop, scene.folder / "changing", settings=settings, policy=POLICY) as supervised:
        supervised.keep()
        supervised.wait_held()
        supervised.approve(scene.person)
        supervised.wait_status(lambda s: not s["problems"])
        other = tool.with_name("other")
        other.write_bytes(tool.read_bytes())
        other.chmod(0o755)
        other.replace(tool)
        agent = supervised.shell("xdotool key Delete; sleep 600")
        request = supervised.wait_held()
        for _ in range(10):
            press(scene, tool, "y")
        assert supervised.status()["requests"] == [request]
        supervised.reject(scene.person)
        agent.terminate()
        supervised.finish(agent)
