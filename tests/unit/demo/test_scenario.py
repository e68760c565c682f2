from __future__ import annotations

import contextlib
import json
import queue
import re
import subprocess
import threading
from typing import IO, TYPE_CHECKING

import pytest

from supervisor.demo import scenario
from supervisor.demo.children import VirtualDesktopError
from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def test_headless_the_whole_story_is_shown_and_left_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    said: list[str] = []
    status = scenario.show(headless=True, out=tmp_path, say=said.append)
    assert [line for line in said if line.startswith("WRONG")] == []
    assert status == 0
    assert said[-1] == f"all of it is in {tmp_path}"
    for picture in ("overlay", "popup-rejected", "popup-approved", "stopped"):
        assert (tmp_path / f"{picture}.png").read_bytes().startswith(b"\x89PNG")
    records = [json.loads(line) for line in (tmp_path / "record.jsonl").read_text().splitlines()]
    answers = [r["approval"]["approver"] for r in records if r["approval"]]
    assert len(answers) >= 2
    assert set(answers) == {"TigerVNC keyboard"}
    assert {"stopped", "agent_ended"} <= {r["event"] for r in records}
    assert re.match(r"all \d+ rows are good", (tmp_path / "verified.txt").read_text())
    assert not (tmp_path / "desktop/home/Documents" / scenario.FILE).exists()


def test_on_a_display_the_person_there_answers(desktop: VirtualDesktop, person: Person, tmp_path: Path) -> None:
    turns = {"reject it": "ctrl+alt+n", "approve it": "ctrl+alt+y ctrl+alt+o", "hold Escape": "ctrl+alt+s"}
    demo = desktop.spawn(
        [*python_module("supervisor.cli"), "demo", "--out", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read, args=(demo.stdout, lines), daemon=True).start()
    said: list[str] = []
    while demo.poll() is None or not lines.empty():
        # A popup takes no answer before it has been there for a while: so press until the story goes on.
        turn = next(
            (chords for words, chords in turns.items() if said and "your turn" in said[-1] and words in said[-1]), ""
        )
        for chord in turn.split():
            person.chord(chord)
        with contextlib.suppress(queue.Empty):
            said.append(lines.get(timeout=1))
    assert demo.returncode == 0, "".join(said)
    assert sum("your turn" in line for line in said) >= 3
    assert not (tmp_path / "documents" / scenario.FILE).exists()
    assert list(tmp_path.glob("*.png")) == []
    assert any("rearm" in line for line in said)


def _read(stream: IO[str], lines: queue.Queue[str]) -> None:
    for line in stream:
        lines.put(line)


def test_a_folder_that_cannot_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VirtualDesktopError, match="name another with --out"):
        scenario.show(headless=True, out=tmp_path / "file/below", say=print)
