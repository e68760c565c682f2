"""An agent tries to choke the supervisor, the mirror and the record with a text without end."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from Xlib import X

from supervisor.audit.verification import verify
from tests.attacks.agent.keys import TEXT
from tests.attacks.registry import tries
from tests.attacks.yard import SETTINGS, resident_kb
from tests.support.pixels import MARK, Pixels
from tests.support.programs import Program
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.attacks.yard import Yard

pytestmark = pytest.mark.desktop
ENOUGH = 600
"""Characters that arrive before the person stops it: all of them would take minutes."""
MEMORY_KB = 60_000
MARKS, WIDEST_PX, TALLEST_PX = 16, 520, 360
"""The ring around the terminal is the largest of them."""


@pytest.fixture(scope="module")
def guarded(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor with the policy that we ship: running text is allowed."""
    with Supervised(desktop, tmp_path_factory.mktemp("supervisor") / "home", settings=SETTINGS) as running:
        running.keep()
        yield running


@pytest.fixture
def typed(yard: Yard, tmp_path: Path) -> Iterator[Path]:
    """Give the file of what is typed into a terminal of the person's, which has the focus."""
    file = tmp_path / "typed"
    keeping = f"stty raw -echo && exec cat > {file}"
    with Program(yard.desktop, ["xterm", "-T", "notes", "-e", "sh", "-c", keeping], wm_class="xterm"):
        wait_for(file.exists, "the terminal")
        yield file


@tries("long-text")
def test_attack_a_hundred_thousand_characters_in_one_stream(yard: Yard, typed: Path) -> None:
    assert len(TEXT) > 100_000
    before = {pid: resident_kb(pid) for pid in yard.pids}
    tree = yard.begin_and_wait("long-text", "little")
    sizes: list[tuple[int, int]] = []

    def enough() -> bool:
        with Pixels(yard.desktop) as pixels:
            marks = [mark.rect for mark in pixels.shown(MARK)]
        assert len(marks) <= MARKS
        sizes.extend((width, height) for _x, _y, width, height in marks)
        return typed.stat().st_size >= ENOUGH

    wait_for(enough, "some of the text", timeout_s=60)
    # The mirror shows what is typed, and not all of it.
    assert sizes
    assert max(width for width, _height in sizes) < WIDEST_PX
    assert max(height for _width, height in sizes) < TALLEST_PX
    assert all(resident_kb(pid) - kb < MEMORY_KB for pid, kb in before.items())
    yard.stops(tree)
    # What comes last is the person's chord, and perhaps a key of the agent's while Ctrl was down.
    (text,) = re.findall(r"\A[ -~]*", typed.read_text("latin-1"))
    assert len(text) >= ENOUGH
    assert TEXT.startswith(text)
    # What was written is what the server was asked for, key by key, and what it was asked for is what arrived.
    sends = list(chain.from_iterable(row["outcome"]["sends"] for row in yard.rows if row["event"] == "sending"))
    recorded = [detail for kind, detail, *_rest in sends if kind == "key_press"]
    asked = [seen.detail for seen in yard.presses if seen.type == X.KeyPress]
    assert recorded[: len(asked)] == asked
    assert len(text) <= len(asked)
    assert 0 <= len(recorded) - len(asked) <= 1
    whole = verify(yard.paths.of_display(yard.desktop.display).record)
    assert whole.ok, whole.sentence
    assert yard.processes == yard.pids
