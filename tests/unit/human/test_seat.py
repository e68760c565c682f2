from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X
from Xlib.protocol import request as xrequest

from supervisor.human import seat as seat_module
from supervisor.human.errors import SeatError
from supervisor.human.seat import Seat
from tests.support.connect import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.human.connection import Connection


class Scene:
    """A seat whose calls into the loop are made here."""

    def __init__(self, display: str) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self.lost = threading.Event()
        self.seat = Seat(self.calls.put, self.lost.set, display)
        self.seat.start()

    def call(self, timeout_s: float = 45) -> None:
        self.calls.get(timeout=timeout_s)()

    def answer(self, question: Callable[[Connection], Any]) -> Any:
        answers: list[Any] = []
        self.seat.ask(question, answers.append)
        while not answers:
            self.call()
        return answers[0]


@pytest.fixture
def scene(on_desktop: VirtualDesktop) -> Iterator[Scene]:
    """Give a seat on the desktop."""
    made = Scene(on_desktop.display)
    yield made
    made.seat.end()


def test_answers_come_in_the_loops_thread_and_in_order(scene: Scene) -> None:
    asked_in: list[int] = []
    answers: list[int] = []
    for number in range(5):

        def question(_: Connection, number: int = number) -> int:
            asked_in.append(threading.get_ident())
            return number

        scene.seat.ask(question, answers.append)
    while len(answers) < 5:
        scene.call()
    assert answers == [0, 1, 2, 3, 4]
    assert threading.get_ident() not in asked_in


def test_the_loop_is_free_while_another_holds_the_server(scene: Scene, on_desktop: VirtualDesktop) -> None:
    other = connect(on_desktop)
    other.grab_server()
    other.sync()
    answers: list[Any] = []
    scene.seat.ask(lambda connection: connection.ask(xrequest.GetInputFocus), answers.append)
    with pytest.raises(queue.Empty):
        scene.call(0.2)
    other.close()
    scene.call()
    assert answers


def test_a_changed_keymap_is_told(scene: Scene, on_desktop: VirtualDesktop) -> None:
    told = threading.Event()
    scene.seat.on_keymap = told.set
    scene.answer(lambda connection: connection.ask(xrequest.GetInputFocus))
    on_desktop.run(["setxkbmap", "de"])
    on_desktop.run(["setxkbmap", "us"])
    while not told.is_set():
        scene.call()


def test_moving_windows_are_told_while_watched(scene: Scene, on_desktop: VirtualDesktop) -> None:
    told = threading.Event()
    scene.seat.on_restack = told.set
    scene.seat.watch_windows(watch=True)
    scene.answer(lambda connection: connection.ask(xrequest.GetInputFocus))
    other = connect(on_desktop)
    window = other.screen().root.create_window(0, 0, 10, 10, 0, X.CopyFromParent, override_redirect=1)
    window.map()
    other.sync()
    while not told.is_set():
        scene.call()
    scene.seat.watch_windows(watch=False)
    scene.answer(lambda connection: connection.ask(xrequest.GetInputFocus))
    told.clear()
    window.configure(x=50)
    other.sync()
    with pytest.raises(queue.Empty):
        scene.call(0.3)
    assert not told.is_set()
    other.close()


def test_what_comes_in_with_an_answer_is_told(on_desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing else is to happen that would have it found.
    monkeypatch.setattr(seat_module, "_TURN_S", 3600)
    scene = Scene(on_desktop.display)
    told = threading.Event()
    scene.seat.on_restack = told.set
    scene.seat.watch_windows(watch=True)
    other = connect(on_desktop)
    window = other.screen().root.create_window(0, 0, 10, 10, 0, X.CopyFromParent, override_redirect=1)

    def question(connection: Connection) -> object:
        window.map()
        other.sync()
        return connection.ask(xrequest.GetInputFocus)

    scene.answer(question)
    while not told.is_set():
        scene.call()
    other.close()
    scene.seat.end()


@pytest.mark.parametrize("error", [SeatError("the display has gone"), RuntimeError("not understood")])
def test_a_lost_display_is_told_once(on_desktop: VirtualDesktop, error: Exception) -> None:
    scene = Scene(on_desktop.display)

    def fail(_: Connection) -> None:
        raise error

    scene.seat.ask(fail, lambda _: None)
    scene.call()
    assert scene.lost.is_set()
    scene.seat.end()
