from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.app import picturing as module
from supervisor.app.picturing import Picturing
from supervisor.engine.loop import EventLoop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Rig:
    def __init__(self, folder: Path) -> None:
        self.loop = EventLoop()
        self.folder = folder
        self.made: list[bytes] = []

    def picturing(self, program: str) -> Picturing:
        command = [sys.executable, "-I", "-c", f"import os, sys, time\n{program}"]
        return Picturing(self.loop, ":77", self.folder / "cookie", {"A": "b"}, command)

    def until(self, look: Callable[[], object]) -> None:
        for _ in range(3000):
            if look():
                return
            self.loop.turn(0.01)
        raise AssertionError("turned the loop in vain")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.loop.close()


def test_what_the_process_writes_is_the_picture(rig: Rig) -> None:
    rig.picturing("sys.stdout.write('x' * 300_000)").take(rig.made.append)
    rig.until(lambda: rig.made)
    assert rig.made == [b"x" * 300_000]


def test_it_sees_the_agents_display_with_the_agents_cookie(rig: Rig) -> None:
    rig.picturing("sys.stdout.write(os.environ['DISPLAY'] + os.environ['XAUTHORITY'])").take(rig.made.append)
    rig.until(lambda: rig.made)
    assert rig.made == [f":77{rig.folder}/cookie".encode()]


def test_a_process_that_fails_gives_none(rig: Rig) -> None:
    rig.picturing("sys.exit(1)").take(rig.made.append)
    rig.until(lambda: rig.made)
    assert rig.made == [b""]


def test_a_program_that_is_not_there_gives_none(rig: Rig) -> None:
    Picturing(rig.loop, ":77", rig.folder, {}, ["/nonexistent"]).take(rig.made.append)
    assert rig.made == [b""]


def test_who_asks_meanwhile_gets_the_next_one(rig: Rig) -> None:
    picturing = rig.picturing("sys.stdout.write(str(time.monotonic_ns()))")
    for _ in range(3):
        picturing.take(rig.made.append)
    rig.until(lambda: len(rig.made) == 3)
    first, second, third = rig.made
    assert first != second == third


def test_one_that_takes_too_long_is_given_up(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT_S", 0.05)
    rig.picturing("time.sleep(600)").take(rig.made.append)
    rig.until(lambda: rig.made)
    assert rig.made == [b""]


def test_one_without_an_end_is_given_up(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    rig.picturing("while True: sys.stdout.write('x' * 1000)").take(rig.made.append)
    rig.until(lambda: rig.made)
    assert rig.made == [b""]


def test_closing_ends_what_is_under_way_and_tells_nobody(rig: Rig) -> None:
    picturing = rig.picturing("time.sleep(600)")
    picturing.take(rig.made.append)
    picturing.close()
    picturing.close()
    rig.loop.turn(0)
    assert rig.made == []
