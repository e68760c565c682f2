from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from supervisor.core.chord import Chord
from supervisor.human.layout import merge, resolve
from supervisor.human.origin import Origin, Whose
from supervisor.human.recorded import Asked, Deed
from supervisor.human.trusted import CALM_NS, Tools
from tests.unit.human.test_layout import CHORDS, FIRST, keyboard

S_NS = 1_000_000_000
PAUSE = {"pause": Chord.parse("ctrl+alt+p")}
PRESS, RELEASE, MOTION = 2, 3, 6
CTRL, ALT, S, Y, P = 37, 64, 39, 29, 33
TOOL, ANOTHER = 0x600000, 0x800000


class Scene:
    """Tools that trust one program, and what they made of it."""

    def __init__(self, folder: Path) -> None:
        onboard, xdotool = (folder / name for name in ("onboard", "xdotool"))
        for file in (onboard, xdotool):
            file.touch()
        self.onboard = Origin(Whose.OTHER, 77, "/usr/bin/python3.11", "", str(onboard))
        self.xdotool = Origin(Whose.OTHER, 78, "/usr/bin/dash", "", str(xdotool))
        self.chords: list[tuple[str, int]] = []
        self.tightened: list[str] = []
        self.activity: list[tuple[bool, bool]] = []
        self.tools = Tools([str(onboard)], self)
        self.tools.learn(merge([resolve(keyboard(k33=(0x70, 0x50)), FIRST, CHORDS | PAUSE)]))

    def on_chord(self, name: str, device: int, _now_ns: int) -> None:
        self.chords.append((name, device))

    def on_backup(self, name: str, _now_ns: int) -> None:
        self.tightened.append(name)

    def on_activity(self, _now_ns: int, *, down: bool, keys: bool) -> None:
        self.activity.append((down, keys))

    def do(
        self, kind: int, code: int, *, client: int = TOOL, origin: Origin | None = None, now_ns: int = S_NS
    ) -> bool:
        return self.tools.take(
            origin or self.onboard, Asked(client, Deed.FAKE_INPUT, kind, code, delayed=False), now_ns
        )

    def type(self, *codes: int, **who: int) -> None:
        for code in codes:
            self.do(PRESS, code, **who)  # type: ignore[arg-type]
        for code in codes:
            self.do(RELEASE, code, **who)  # type: ignore[arg-type]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """Give tools that trust onboard."""
    return Scene(tmp_path)


def test_the_chords_of_a_trusted_program_are_the_persons(scene: Scene) -> None:
    scene.type(CTRL, ALT, Y)
    scene.type(CTRL, ALT, S)
    assert scene.chords == [("approve", TOOL), ("stop", TOOL)]
    assert scene.tools.name_of(TOOL) == f"{scene.onboard.program} (trusted)"
    assert scene.tools.name_of(ANOTHER) is None


def test_those_of_others_are_not(scene: Scene) -> None:
    assert not scene.do(PRESS, CTRL, origin=scene.xdotool, client=ANOTHER)
    scene.do(PRESS, ALT, origin=scene.xdotool, client=ANOTHER)
    scene.do(PRESS, Y, origin=scene.xdotool, client=ANOTHER)
    assert (scene.chords, scene.activity) == ([], [])
    scene.tools.trust(scene.xdotool.program)
    assert scene.do(PRESS, CTRL, origin=scene.xdotool, client=ANOTHER)


def test_only_what_it_presses_now_counts(scene: Scene) -> None:
    for code in (CTRL, ALT):
        scene.do(PRESS, code)
    scene.tools.take(scene.onboard, Asked(TOOL, Deed.FAKE_INPUT, PRESS, Y, delayed=True), S_NS)
    scene.tools.take(scene.onboard, Asked(TOOL, Deed.SEND_EVENT, PRESS, Y, delayed=False), S_NS)
    scene.do(70, Y)
    assert scene.chords == []


def test_after_an_agents_input_it_has_to_wait_save_for_what_tightens(scene: Scene) -> None:
    scene.tools.gated(10 * S_NS)
    scene.type(CTRL, ALT, Y, now_ns=10 * S_NS + CALM_NS - 1)
    assert scene.chords == []
    scene.type(CTRL, ALT, S, now_ns=10 * S_NS + CALM_NS - 1)
    scene.type(CTRL, ALT, P, now_ns=10 * S_NS + CALM_NS - 1)
    assert (scene.chords, scene.tightened) == ([("stop", TOOL)], ["pause"])
    scene.type(CTRL, ALT, Y, now_ns=10 * S_NS + CALM_NS)
    assert scene.chords[1:] == [("approve", TOOL)]


def test_what_a_program_held_that_has_gone_is_forgotten(scene: Scene) -> None:
    for code in (CTRL, ALT):
        scene.do(PRESS, code)
    scene.tools.gone(TOOL)
    assert scene.tools.name_of(TOOL) is None
    scene.do(PRESS, Y, now_ns=2 * S_NS)
    assert scene.chords == []


def test_agents_hear_that_the_person_is_at_work(scene: Scene) -> None:
    scene.do(PRESS, CTRL)
    scene.do(RELEASE, CTRL)
    scene.do(MOTION, 0, now_ns=2 * S_NS)
    assert scene.activity == [(True, True), (False, True), (False, False)]


def test_attack_another_file_at_the_path_of_a_trusted_program_is_not_it(scene: Scene) -> None:
    Path(scene.onboard.program).write_text("hijacked")
    scene.type(CTRL, ALT, Y)
    assert scene.chords == []
    scene.tools.trust(scene.onboard.program)
    scene.type(CTRL, ALT, Y, now_ns=2 * S_NS)
    assert scene.chords == [("approve", TOOL)], "a person has confirmed the new one"


def test_a_program_is_told_by_what_runs_and_not_by_what_lies_at_its_path(scene: Scene, tmp_path: Path) -> None:
    tool, real = tmp_path / "tool", shutil.which("sleep") or ""
    shutil.copy2(real, tool)
    scene.tools.trust(str(tool))
    with subprocess.Popen([tool, "60"]) as genuine, subprocess.Popen([real, "60"]) as other:
        processes = {TOOL: genuine.pid, ANOTHER: other.pid}
        origins = {client: Origin(Whose.OTHER, pid, str(tool), "", str(tool)) for client, pid in processes.items()}
        counted = {client: scene.do(PRESS, CTRL, origin=origin, client=client) for client, origin in origins.items()}
        genuine.kill()
        other.kill()
    assert counted == {TOOL: True, ANOTHER: False}
