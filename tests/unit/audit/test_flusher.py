from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.flusher import Flusher

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def flusher() -> Iterator[Flusher]:
    made = Flusher()
    yield made
    made.stop(5)


def test_a_job_runs_beside_the_caller(flusher: Flusher) -> None:
    ran: list[int] = []
    assert flusher.idle
    assert flusher.start(lambda: ran.append(threading.get_ident()))
    assert flusher.wait(30)
    assert ran != [threading.get_ident()]
    assert flusher.take_error() is None


def test_one_job_at_a_time(flusher: Flusher) -> None:
    go = threading.Event()
    ran: list[str] = []

    def first() -> None:
        go.wait(30)
        ran.append("first")

    assert flusher.start(first)
    assert not flusher.idle
    assert not flusher.start(lambda: ran.append("second"))
    assert not flusher.wait(0.01)
    go.set()
    assert flusher.wait(30)
    assert flusher.start(lambda: ran.append("third"))
    assert flusher.wait(30)
    assert ran == ["first", "third"]


def test_an_error_is_handed_over_once_and_the_thread_lives(flusher: Flusher) -> None:
    def fail() -> None:
        raise OSError(5, "Input/output error")

    flusher.start(fail)
    assert flusher.wait(30)
    assert isinstance(flusher.take_error(), OSError)
    assert flusher.take_error() is None
    ran: list[int] = []
    flusher.start(lambda: ran.append(1))
    assert flusher.wait(30)
    assert ran == [1]


def test_stop_ends_the_thread(flusher: Flusher) -> None:
    threads: list[threading.Thread] = []
    flusher.start(lambda: threads.append(threading.current_thread()))
    assert flusher.wait(30)
    assert threads[0].is_alive()
    flusher.stop(5)
    assert not threads[0].is_alive()


def test_a_thread_stuck_in_the_disk_is_left_behind(flusher: Flusher) -> None:
    go = threading.Event()

    def stuck() -> None:
        go.wait(30)

    flusher.start(stuck)
    flusher.stop(0.01)
    assert not flusher.idle
    go.set()
    assert flusher.wait(30)


def test_nothing_is_started_before_it_is_needed() -> None:
    before = threading.active_count()
    Flusher().stop(1)
    assert threading.active_count() == before
