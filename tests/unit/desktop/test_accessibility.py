from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import select
import signal
import socket
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import Point, Rect
from supervisor.core.context import Element, Window
from supervisor.desktop.accessibility import Accessibility
from supervisor.desktop.element_process import window_from_json
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOW = Window(id=1, title="docs", pid=os.getpid(), rect=Rect(0, 0, 400, 300))
Answer = tuple[Element | None, str]


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Accessibility]:
    """Give one whose process runs, in a session without a bus."""
    environ = {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(tmp_path)}
    accessibility = Accessibility(environ)
    accessibility.start()
    assert accessibility.wait_ready(30)
    yield accessibility
    accessibility.stop()


def ask(accessibility: Accessibility, budget_s: float) -> list[Answer]:
    answers: list[Answer] = []
    accessibility.request("point", WINDOW, Point(1, 1), budget_s, lambda element, why: answers.append((element, why)))
    return answers


def collect(accessibility: Accessibility, answers: list[Answer]) -> Answer:
    """Wait as the loop does: for the descriptor only."""
    deadline = monotonic() + 30
    while not answers:
        assert select.select([accessibility], [], [], deadline - monotonic())[0], "the descriptor did not wake"
        accessibility.dispatch()
    assert len(answers) == 1
    return answers[0]


def test_without_a_bus_the_answer_is_unavailable(asking: Accessibility) -> None:
    assert collect(asking, ask(asking, 20)) == (None, "element-unavailable")


def test_the_callback_comes_from_dispatch_and_never_from_request(asking: Accessibility) -> None:
    answers = ask(asking, 20)
    assert answers == []
    collect(asking, answers)
    asking.dispatch()
    assert len(answers) == 1


def test_the_budget_holds_though_the_process_is_stopped(asking: Accessibility) -> None:
    assert asking._process
    asking._process.send_signal(signal.SIGSTOP)
    began = monotonic()
    slow, quick = ask(asking, 2), ask(asking, 0.05)
    assert collect(asking, quick) == (None, "element-timeout")
    assert slow == []
    assert collect(asking, slow) == (None, "element-timeout")
    assert 2 <= monotonic() - began < 15
    asking._process.send_signal(signal.SIGCONT)
    assert collect(asking, ask(asking, 20)) == (None, "element-unavailable")
    assert len(slow) == len(quick) == 1


def test_a_process_that_reads_nothing_does_not_block_the_asker(asking: Accessibility) -> None:
    assert asking._process
    asking._process.send_signal(signal.SIGSTOP)
    all_answers = [ask(asking, 0.3) for _ in range(3000)]
    for answers in all_answers:
        assert collect(asking, answers) == (None, "element-timeout")


def test_a_process_that_dies_is_unavailable_and_started_again(asking: Accessibility) -> None:
    assert asking._process
    first = asking._process.pid
    asking._process.send_signal(signal.SIGSTOP)
    answers = ask(asking, 20)
    asking._process.kill()
    assert collect(asking, answers) == (None, "element-unavailable")
    asking._started_at -= 60

    def again() -> bool:
        collect(asking, ask(asking, 20))
        return asking._process is not None and asking._process.pid != first

    wait_for(again, "a new process")
    assert asking.wait_ready(30)


def test_one_that_was_never_started_starts_on_request_or_says_unavailable() -> None:
    idle = Accessibility({"PATH": ""})
    idle._started_at = monotonic()
    assert collect(idle, ask(idle, 20)) == (None, "element-unavailable")
    idle.stop()


class Answering:
    """The other end: what was asked of the process that looks, and its answers."""

    def __init__(self) -> None:
        self.accessibility = Accessibility({"PATH": ""})
        ours, self._theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (ours, self._theirs):
            end.setblocking(False)
        self.accessibility._channel = ours
        self.accessibility._epoll.register(ours.fileno(), select.EPOLLIN)

    def close(self) -> None:
        self.accessibility.stop()
        self._theirs.close()

    def ask(self, pid: int) -> list[Answer]:
        answers: list[Answer] = []
        window = dataclasses.replace(WINDOW, pid=pid)
        self.accessibility.request("focus", window, None, 20, lambda element, why: answers.append((element, why)))
        return answers

    def asked(self) -> list[int]:
        """Give the numbers of what was asked since the last call."""
        found: list[int] = []
        with contextlib.suppress(BlockingIOError):
            while True:
                found.append(json.loads(self._theirs.recv(60_000))["id"])
        return found

    def tells(self, **message: object) -> None:
        self._theirs.send(json.dumps(message).encode())

    def learns_absence(self, pid: int) -> None:
        answers = self.ask(pid)
        self.tells(id=self.asked()[-1], why="element", element=None, absent=True)
        assert collect(self.accessibility, answers) == (None, "element")


@pytest.fixture
def answering() -> Iterator[Answering]:
    made = Answering()
    yield made
    made.close()


def test_of_a_program_that_shows_nothing_it_is_not_asked_again(answering: Answering) -> None:
    answering.learns_absence(7)
    answers = answering.ask(7)
    assert answers == []
    assert answering.asked() == []
    assert collect(answering.accessibility, answers) == (None, "element")
    answering.ask(8)
    assert len(answering.asked()) == 1


def test_a_process_that_is_not_known_is_asked_about_each_time(answering: Answering) -> None:
    answering.learns_absence(0)
    answering.ask(0)
    assert len(answering.asked()) == 1


def test_once_a_program_has_come_it_is_asked_though_nobody_has_listened_yet(answering: Answering) -> None:
    answering.learns_absence(7)
    answering.tells(arrived=True)
    answering.ask(7)
    assert len(answering.asked()) == 1


def test_that_a_program_shows_nothing_is_not_believed_for_long(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering.learns_absence(7)
    monkeypatch.setattr("supervisor.desktop.accessibility.monotonic", lambda: monotonic() + 1.5)
    answering.ask(7)
    assert len(answering.asked()) == 1


def test_with_the_process_goes_what_it_said(answering: Answering) -> None:
    answering.learns_absence(7)
    answering.accessibility._lose_process()
    answering.accessibility._started_at = monotonic()
    assert collect(answering.accessibility, answering.ask(7)) == (None, "element-unavailable")


def test_an_answer_that_comes_in_on_the_way_is_called_back_for(answering: Answering) -> None:
    answering.learns_absence(7)
    other = answering.ask(8)
    answering.tells(id=answering.asked()[-1], why="element-timeout", element=None)
    absent = answering.ask(7)
    assert collect(answering.accessibility, other) == (None, "element-timeout")
    assert collect(answering.accessibility, absent) == (None, "element")


def test_a_program_that_shows_none_is_known_without_asking(answering: Answering) -> None:
    window = dataclasses.replace(WINDOW, pid=7)
    assert not answering.accessibility.shows_none(window)
    answering.learns_absence(7)
    assert answering.accessibility.shows_none(window)
    assert not answering.accessibility.shows_none(dataclasses.replace(WINDOW, pid=8))
    answering.tells(arrived=True)
    assert not answering.accessibility.shows_none(window)


def test_a_window_is_told_as_the_other_side_reads_it(answering: Answering) -> None:
    answering.ask(7)
    told = json.loads(answering._theirs.recv(60_000))["window"]
    assert window_from_json(told) == dataclasses.replace(WINDOW, pid=7)
    answering.accessibility.request("focus", Window(id=3), None, 20, lambda _element, _why: None)
    assert window_from_json(json.loads(answering._theirs.recv(60_000))["window"]) == Window(id=3)
