"""Agents that use pyautogui and pynput, routed to the supervisor by calls: the originals beside the stand-ins."""

from __future__ import annotations

import difflib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.agents.library_agent import LAST, TWELVE
from tests.support.programs import mousepad
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
AGENT = Path(__file__).parents[1] / "support/agents/library_agent.py"
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
POLICY = """version = 1
[[rule]]
id = "all-of-it"
reason = "a test"
verdict = "allow"
when.action = ["move", "click", "double_click", "triple_click", "right_click", "middle_click", "drag", "scroll",
    "key", "type", "type+enter"]
"""
MARK = "F9"
AREA, KEYS = (60, 60, 500, 400), (700, 100, 300, 200)
LAST_WHEEL = 6
"""To the left: nothing comes after it."""
_MODIFIERS = {f"{name}_{side}" for name in ("Shift", "Control", "Alt", "Super", "Meta") for side in "LR"}


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as running:
        yield running


def told(lines: str) -> dict[str, Any]:
    return dict(json.loads(line) for line in lines.splitlines() if line.startswith("["))


def keys_of(lines: list[dict[str, Any]]) -> list[list[tuple[str, str, int]]]:
    """What a program got of keys, step by step: press or release, which key, and what modified it."""
    steps: list[list[tuple[str, str, int]]] = [[]]
    for line in lines:
        if not line["event"].startswith("key"):
            continue
        if line["key"] == MARK:
            steps += [[]] if line["event"] == "key_release" else []
        else:
            steps[-1].append((line["event"], line["key"], line["state"]))
    return steps


def characters(step: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """What was typed: the original sends made-up events with a state instead of pressing Shift."""
    keys = [one for one in step if one[1] not in _MODIFIERS]
    return [(event, key, state) if event == "key_press" else (event, key.lower(), 0) for event, key, state in keys]


def buttons_of(lines: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What a program got of the pointer: a motion to where it is already is none."""
    found: list[tuple[Any, ...]] = []
    for line in lines:
        if line["event"] not in ("motion", "button_press", "button_release"):
            continue
        one = (line["event"], line["detail"], line["x"], line["y"], line["state"])
        if one[0] != "motion" or not found or found[-1][2:4] != one[2:4]:
            found.append(one)
    return found


def differences(original: Sequence[object], stand_in: Sequence[object]) -> list[str]:
    return list(difflib.unified_diff([*map(str, original)], [*map(str, stand_in)], lineterm="", n=3))


def ended(keys: list[dict[str, Any]], buttons: list[dict[str, Any]]) -> bool:
    """Tell whether all has come."""
    wheel = [line for line in buttons if line["event"] == "button_release" and line["detail"] == LAST_WHEEL]
    return len(wheel) == 3 and len(keys_of(keys)) == 4


def test_a_program_receives_the_same_from_original_and_stand_in(
    desktop: VirtualDesktop, supervised: Supervised
) -> None:
    seen = []
    # A window manager holds presses back for a moment to look at them: none is around the one that gets the buttons.
    with Receiver(desktop, title="keys", geometry=KEYS) as keys, Receiver(desktop, geometry=AREA, bare=True) as area:
        argv = [sys.executable, str(AGENT), "everything", *map(str, area.rect[:2])]
        for routed in (False, True):
            known, pressed = len(keys.lines), len(area.lines)
            if routed:
                status, out = supervised.finish(supervised.run(*argv, options=["--calls"]))
                assert status == 0, out
            else:
                out = desktop.run(argv, timeout_s=90)
            wait_for(
                lambda: ended(keys.lines[known:], area.lines[pressed:]),  # noqa: B023 - looked at at once
                "the last of it",
                timeout_s=60,
            )
            seen.append((told(out), keys_of(keys.lines[known:]), buttons_of(area.lines[pressed:])))
    (answers, typed, clicked), (routed_answers, routed_typed, routed_clicked) = seen
    assert routed_answers == answers
    assert differences(clicked, routed_clicked) == []
    assert [differences(*steps) for steps in zip(typed[:2], routed_typed[:2], strict=True)] == [[], []]
    assert differences(characters(typed[2]), characters(routed_typed[2])) == []
    assert {row["action"]["origin"] for row in supervised.rows("decided")} == {"pyautogui", "pynput"}


def test_twelve_scripts_are_typed_exactly(desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    with mousepad(desktop, file) as editor:
        x, y = editor.element(role="text").centre
        argv = [sys.executable, str(AGENT), "scripts", str(x), str(y)]
        status, out = supervised.finish(supervised.run(*argv, options=["--calls"]))
        assert status == 0, out
        wait_for(lambda: file.read_text().strip(), "the file to be saved", timeout_s=30)
    assert file.read_text().strip() == f"{' '.join(TWELVE)}\n{' '.join(LAST)}"
    assert told(out) == {"picture": list(desktop.size), "colours": 3}
