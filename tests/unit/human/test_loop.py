from __future__ import annotations

import os
import threading

from supervisor.human.loop import Loop


def test_it_reads_beats_and_ends() -> None:
    loop = Loop()
    reader, writer = os.pipe()
    got: list[bytes] = []

    def read() -> None:
        got.append(os.read(reader, 10))
        loop.end(3)

    beats: list[int] = []
    loop.on_beat = beats.append
    loop.watch(reader, read)
    os.write(writer, b"x")
    assert loop.run() == 3
    assert got == [b"x"]
    assert beats
    for fd in (reader, writer):
        os.close(fd)


def test_calls_from_other_threads_are_made_in_its_own() -> None:
    loop = Loop()
    threads: list[int] = []

    def call() -> None:
        threads.append(threading.get_ident())
        loop.end(0)

    threading.Thread(target=lambda: loop.post(call)).start()
    loop.run()
    assert threads == [threading.get_ident()]


def test_what_is_no_longer_watched_is_not_read() -> None:
    loop = Loop()
    reader, writer = os.pipe()
    loop.watch(reader, lambda: loop.end(1))
    loop.unwatch(reader)
    loop.unwatch(reader)
    os.write(writer, b"x")
    loop.post(lambda: loop.post(lambda: loop.end(0)))
    assert loop.run() == 0
    for fd in (reader, writer):
        os.close(fd)


def test_it_wakes_when_something_is_due() -> None:
    loop = Loop()
    beats: list[int] = []

    def beat(now_ns: int) -> None:
        beats.append(now_ns)
        if len(beats) == 1:
            loop.due_ns = lambda: now_ns + 5_000_000
        else:
            loop.due_ns = lambda: None
            loop.end(0)

    loop.on_beat = beat
    loop.run()
    assert 5_000_000 <= beats[1] - beats[0] < 45_000_000


def test_the_first_code_counts() -> None:
    loop = Loop()
    loop.end(1)
    loop.end(2)
    assert loop.run() == 1
