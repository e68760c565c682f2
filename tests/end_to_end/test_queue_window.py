"""The window that lists what waits, gone through by keyboard by a physical person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.programs import thunar
from tests.support.supervised import Supervised
from tests.support.tray_menu import choose_from_menu
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop

TITLE = "Waiting for you – agent-supervisor"
SETTINGS = "yield_to_person_ms = 0\n"
POLICY = """version = 1
[[rule]]
id = "ask"
reason = "a test"
verdict = "ask"
when = { keys = "*Delete" }
[[rule]]
id = "ask-click"
reason = "a test"
verdict = "ask"
when = { action = "right_click" }
"""
TOUCHES = """version = 1
[[rule]]
id = "touch-files"
reason = "a test"
verdict = "ask"
when = { action = "click", role = "table cell" }
"""
KEYS = {"ada": "Delete", "ben": "shift+Delete", "cleo": "ctrl+Delete"}


@pytest.fixture
def supervised(scene: Scene) -> Iterator[Supervised]:
    with Supervised(scene.desktop, scene.folder / "queued", settings=SETTINGS, policy=POLICY) as running:
        running.keep()
        yield running


def hold(supervised: Supervised, agent: Path) -> dict[str, str]:
    """Let three agents wait; gives their requests by name."""
    requests: dict[str, str] = {}
    for name, keys in KEYS.items():
        supervised.run(agent, f"key {keys}", "wait", options=("--name", name))
        waiting = supervised.wait_status(lambda s: len(s["requests"]) > len(requests), timeout_s=60)["requests"]
        requests[name] = next(request for request in waiting if request not in requests.values())
    return requests


def open_window(scene: Scene) -> Accessible:
    """Let the person open it from the control's menu."""
    elements = Accessible(scene.desktop)
    scene.person.click(*elements.wait(name="More", application="agent-supervisor").centre)
    choose_from_menu(scene.desktop, scene.person.tap, "queue")
    elements.wait(name="What waits for you", role="table", application="agent-supervisor")
    with Windows(scene.desktop) as windows:
        windows.wait_active(windows.wait(title=TITLE))
    return elements


def first(supervised: Supervised) -> str:
    """Give the request that is asked now; empty for none."""
    return str((supervised.status()["requests"] or [""])[0])


def test_the_person_goes_through_what_waits_by_keyboard(
    scene: Scene, supervised: Supervised, xtest_agent: Path
) -> None:
    requests = hold(supervised, xtest_agent)
    assert first(supervised) == requests["ada"]
    elements = open_window(scene)
    wait_for(lambda: elements.find(name=".*asked now", application="agent-supervisor"), "the question to be marked")
    scene.person.tap("Down")
    wait_for(lambda: first(supervised) == requests["ben"], "the next one down to be asked")
    supervised.reject(scene.person)
    wait_for(lambda: first(supervised) == requests["cleo"], "the one that follows in the window")
    supervised.approve(scene.person)
    wait_for(lambda: first(supervised) == requests["ada"], "after the last, the first")
    wait_for(lambda: "Delete" in scene.target.keys, "what was approved to arrive where it was aimed")
    supervised.reject(scene.person)
    answered = [(row["agent"], row["outcome"]["answer"]) for row in supervised.rows("answered")]
    assert answered == [("ben", "reject"), ("cleo", "approve"), ("ada", "reject")]


def test_what_is_approved_is_done_below_the_window_that_it_was_approved_in(
    scene: Scene, supervised: Supervised, xtest_agent: Path
) -> None:
    """Twice: the window comes back in between."""
    left, top, width, height = scene.target.rect
    x, y = left + width - 40, top + height // 2
    script = (f"move {x} {y}", "click 3", "wait")
    supervised.run(xtest_agent, *script, options=("--name", "dora"))
    supervised.wait_status(lambda s: len(s["requests"]) == 1, timeout_s=60)
    supervised.run(xtest_agent, *script, options=("--name", "emil"))
    supervised.wait_status(lambda s: len(s["requests"]) == 2, timeout_s=60)
    open_window(scene)
    with Windows(scene.desktop) as windows:
        window = windows.wait(title=TITLE)
        left, top, width, height = window.rect
        assert left < x < left + width, "it lies over the target"
        assert top < y < top + height
        wait_for(lambda: windows.uppermost() == window.id, "the list to be above the target")
        supervised.approve(scene.person)
        wait_for(lambda: len(scene.target.of("button_press")) == 1, "the click to arrive below it")
        wait_for(lambda: windows.uppermost() == window.id, "the list to come back")
        supervised.approve(scene.person)
        wait_for(lambda: len(scene.target.of("button_press")) == 2, "the next one to arrive")

    def ended() -> list[str]:
        rows = [row for row in supervised.rows("outcome") if (row["action"] or {}).get("kind") == "right_click"]
        return [row["outcome"]["result"] for row in rows]

    wait_for(lambda: len(ended()) == 2, "both to end")
    assert ended() == ["done", "done"]


def test_of_those_that_are_alike_some_are_rejected_together_and_all_the_others_approved(
    scene: Scene, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/one.txt").touch()
    with (
        thunar(scene.desktop, tmp_path / "docs") as files,
        Supervised(scene.desktop, tmp_path / "home", settings=SETTINGS, policy=TOUCHES) as supervised,
    ):
        supervised.keep()
        x, y = files.element(role="table cell", name="one.txt").centre
        for count in range(1, 5):
            supervised.shell(f"xdotool mousemove {x} {y} click 1")
            supervised.wait_status(lambda s, count=count: len(s["requests"]) == count, timeout_s=60)  # type: ignore[misc]
        held = list(supervised.status()["requests"])
        elements = open_window(scene)
        marked = ".*asked now"
        for chord, answer in (("shift+Down", supervised.reject), ("ctrl+a", supervised.approve)):
            wait_for(lambda: elements.find(name=marked, application="agent-supervisor"), "the question to be marked")
            scene.person.chord(chord)
            wait_for(lambda: first(supervised) not in held, "two to be asked about together")
            answer(scene.person)
            wait_for(lambda: first(supervised) in ("", held[2]), "both to be answered")
        asked = [row["outcome"]["members"] for row in supervised.rows("approval_requested") if row["agent"] is None]
        assert asked == [held[:2], held[2:]]
        answers = [row["outcome"]["answer"] for row in supervised.rows("answered")]
        assert answers == ["reject", "reject", "approve", "approve"]

        def ended() -> list[str]:
            rows = [row for row in supervised.rows("outcome") if (row["action"] or {}).get("kind") == "click"]
            return [row["outcome"]["result"] for row in rows]

        wait_for(lambda: len(ended()) == 4, "all to end")
        assert sorted(ended()) == ["done", "done", "refused", "refused"]
