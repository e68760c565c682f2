from __future__ import annotations

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
ONBOARD = Origin(Whose.OTHER, 77, "/usr/bin/python3.11", "", "/usr/bin/onboard")
XDOTOOL = Origin(Whose.OTHER, 78, "/usr/bin/xdotool", "", "/usr/bin/xdotool")


class Scene:
    """Tools that trust one program, and what they made of it."""

    def __init__(self) -> None:
        self.chords: list[tuple[str, int]] = []
        self.tightened: list[str] = []
        self.activity: list[tuple[bool, bool]] = []
        self.tools = Tools(["/usr/bin/onboard"], self)
        self.tools.learn(merge([resolve(keyboard(k33=(0x70, 0x50)), FIRST, CHORDS | PAUSE)]))

    def on_chord(self, name: str, device: int, _now_ns: int) -> None:
        self.chords.append((name, device))

    def on_backup(self, name: str, _now_ns: int) -> None:
        self.tightened.append(name)

    def on_activity(self, _now_ns: int, *, down: bool, keys: bool) -> None:
        self.activity.append((down, keys))

    def do(self, kind: int, code: int, *, client: int = TOOL, origin: Origin = ONBOARD, now_ns: int = S_NS) -> bool:
        return self.tools.take(origin, Asked(client, Deed.FAKE_INPUT, kind, code, delayed=False), now_ns)

    def type(self, *codes: int, **who: int) -> None:
        for code in codes:
            self.do(PRESS, code, **who)  # type: ignore[arg-type]
        for code in codes:
            self.do(RELEASE, code, **who)  # type: ignore[arg-type]


@pytest.fixture
def scene() -> Scene:
    """Give tools that trust onboard."""
    return Scene()


def test_the_chords_of_a_trusted_program_are_the_persons(scene: Scene) -> None:
    scene.type(CTRL, ALT, Y)
    scene.type(CTRL, ALT, S)
    assert scene.chords == [("approve", TOOL), ("stop", TOOL)]
    assert scene.tools.name_of(TOOL) == "/usr/bin/onboard (trusted)"
    assert scene.tools.name_of(ANOTHER) is None


def test_those_of_others_are_not(scene: Scene) -> None:
    assert not scene.do(PRESS, CTRL, origin=XDOTOOL, client=ANOTHER)
    scene.do(PRESS, ALT, origin=XDOTOOL, client=ANOTHER)
    scene.do(PRESS, Y, origin=XDOTOOL, client=ANOTHER)
    assert (scene.chords, scene.activity) == ([], [])
    scene.tools.trust("/usr/bin/xdotool")
    assert scene.do(PRESS, CTRL, origin=XDOTOOL, client=ANOTHER)


def test_only_what_it_presses_now_counts(scene: Scene) -> None:
    for code in (CTRL, ALT):
        scene.do(PRESS, code)
    scene.tools.take(ONBOARD, Asked(TOOL, Deed.FAKE_INPUT, PRESS, Y, delayed=True), S_NS)
    scene.tools.take(ONBOARD, Asked(TOOL, Deed.SEND_EVENT, PRESS, Y, delayed=False), S_NS)
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
