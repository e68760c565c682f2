"""A supervisor whose input is made by the libraries: text of any script arrives, and a stop leaves nothing down."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.desktop.processes import runs_module
from tests.support.programs import mousepad
from tests.support.receiver import Receiver
from tests.support.stopping import Seat
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
SPEAKER = Path(__file__).parents[1] / "support/agents/speaker.py"
SETTINGS = 'outlet = "portable"\nyield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n'
TEXT = "Grüße, Привет, 世界, שלום, नमस्ते 😀"


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS) as running:
        yield running


def libraries(desktop: VirtualDesktop) -> list[int]:
    """List the processes with the libraries on this desktop."""
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit()
        and f"DISPLAY={desktop.display}".encode() in environ(entry)
        and runs_module(int(entry.name), "supervisor.desktop.portable.process")
    ]


def environ(process: Path) -> list[bytes]:
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def script(*gestures: dict[str, Any]) -> list[str]:
    steps = [*(("propose", {"gesture": gesture}) for gesture in gestures), ("screenshot", {})]
    return [sys.executable, str(SPEAKER), json.dumps(steps)]


def test_text_of_any_script_is_typed_and_saved(
    desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    with mousepad(desktop, file) as editor:
        x, y = editor.element(role="text").centre
        typing = {"type": "type", "text": TEXT}
        click, save = {"type": "click", "x": x, "y": y}, {"type": "key", "keys": "ctrl+s"}
        status, out = supervised.finish(supervised.run(*script(click, typing, save)))
        assert status == 0, out
        _hello, *answers, picture = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
        assert [answer["result"]["status"] for answer in answers] == ["done"] * 3
        assert (picture["result"]["width"], picture["result"]["height"]) == desktop.size
        wait_for(lambda: file.read_text().strip(), "the file to be saved")
        assert file.read_text().strip() == TEXT


DRAG: tuple[dict[str, Any], ...] = (
    {"type": "down", "x": 300, "y": 250, "button": "left"},
    {"type": "move", "x": 390, "y": 310},
    {"type": "wait", "seconds": 60},
)


def test_a_stop_in_the_middle_of_a_drag_takes_it_back_and_leaves_nothing_down(
    desktop: VirtualDesktop, supervised: Supervised
) -> None:
    with Receiver(desktop) as receiver, closing(Seat(desktop)) as seat:
        supervised.run(*script(*DRAG))
        receiver.wait_for(lambda lines: lines[-1]["event"] == "motion" and lines[-1]["state"], what="the drag")
        assert seat.down() == ([], [1])
        assert libraries(desktop)
        supervised.command("stop")
        seat.wait_up(15)
        (let_go,) = receiver.wait_for(lambda _: receiver.of("button_release"), what="the release")
        # Both who let go bring it back in two steps, and one may be a step ahead.
        assert (let_go["root_x"], let_go["root_y"]) in ((300, 250), (301, 250))
        supervised.wait_status(lambda status: status["state"] in ("stopped", "not running"))
        wait_for(lambda: not libraries(desktop), "the libraries' process to end")


def test_when_what_makes_the_input_is_killed_all_is_let_go_and_the_agent_ends(
    desktop: VirtualDesktop, supervised: Supervised
) -> None:
    with Receiver(desktop) as receiver, closing(Seat(desktop)) as seat:
        agent = supervised.run(*script(*DRAG))
        receiver.wait_for(lambda lines: lines[-1]["event"] == "motion" and lines[-1]["state"], what="the drag")
        (pid,) = libraries(desktop)
        os.kill(pid, signal.SIGKILL)
        seat.wait_up(15)
        assert agent.wait(30) != 0
        supervised.wait_status(lambda status: status["state"] in ("stopped", "not running"))
