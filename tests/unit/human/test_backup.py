from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, Any

from supervisor.core.chord import Chord
from supervisor.human import backup as module
from supervisor.human.backup import BackupListener
from supervisor.human.corroboration import Corroboration
from supervisor.human.layout import resolve
from tests.support.connect import connect
from tests.unit.human.test_layout import FIRST, keyboard

if TYPE_CHECKING:
    import pytest

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

PRESS, RELEASE = 2, 3
CTRL, ALT, S, P, R = 37, 64, 39, 33, 27
CHORDS = {
    "stop": Chord.parse("ctrl+alt+s"),
    "pause": Chord.parse("ctrl+alt+p"),
    "rearm": Chord.parse("ctrl+alt+r"),
}
LAYOUT = resolve(keyboard(k33=(ord("p"), 0), k27=(ord("r"), 0)), FIRST, CHORDS)


class Scene:
    """A second listener without a display: events are handed to it."""

    def __init__(self) -> None:
        self.heard_too = Corroboration()
        self.acts: list[str] = []
        self.failures: queue.Queue[str] = queue.Queue()
        self.backup = BackupListener(self.heard_too, lambda name, _: self.acts.append(name), self.failures.put)
        self.backup.learn(LAYOUT)

    def press(self, *keycodes: int, time_ms: int = 1000) -> None:
        for keycode in keycodes:
            self.backup.heard(PRESS, keycode, time_ms)

    def release(self, *keycodes: int) -> None:
        for keycode in keycodes:
            self.backup.heard(RELEASE, keycode, 1000)


def test_what_the_first_listener_did_not_hear_stops() -> None:
    scene = Scene()
    scene.press(CTRL, ALT, S)
    assert scene.acts == ["stop"]


def test_what_the_first_listener_heard_is_left_to_it() -> None:
    """Typed by an agent it is nothing, typed by the person it was acted on already."""
    scene = Scene()
    scene.heard_too.note(S, 1000)
    scene.press(CTRL, ALT, S)
    assert scene.acts == []


def test_the_first_listener_may_be_a_little_late(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene()
    looks = iter([False, True])
    monkeypatch.setattr(scene.heard_too, "knows", lambda *_: next(looks))
    scene.press(CTRL, ALT, S)
    assert scene.acts == []


def test_it_pauses_but_never_loosens() -> None:
    scene = Scene()
    scene.press(CTRL, ALT, P)
    scene.release(P)
    scene.press(R)
    scene.release(R)
    assert scene.acts == ["pause"]


def test_repeats_of_a_held_chord_are_no_chord() -> None:
    scene = Scene()
    scene.heard_too.note(S, 1000)
    scene.press(CTRL, ALT, S)
    scene.press(S, time_ms=1250)
    assert scene.acts == []


def test_on_a_display_it_hears_the_person(on_desktop: VirtualDesktop, person: Person) -> None:
    scene = Scene()
    scene.backup.start()
    assert scene.backup.problem is None
    person.chord("ctrl+alt+s")
    display = connect(on_desktop)
    deadline_s = time.monotonic() + 30
    while not scene.acts and time.monotonic() < deadline_s:
        display.sync()  # RECORD keeps its last event back until the server has something else to write
    display.close()
    assert scene.acts == ["stop"]
    scene.backup.end()


def test_a_server_without_record_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Any) -> Any:
        raise AttributeError("record_create_context")

    monkeypatch.setattr(module, "_make_listener", missing)
    scene = Scene()
    scene.backup.start()
    assert scene.backup.problem
    assert "record_create_context" in scene.backup.problem
    assert scene.failures.empty(), "said at the start, not as a failure later"


def test_one_that_ends_later_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Listener:
        def run(self) -> None:
            scene.backup._begin()

    monkeypatch.setattr(module, "_make_listener", lambda *_: Listener())
    scene = Scene()
    scene.backup.start()
    assert "it ended" in scene.failures.get(timeout=30)
