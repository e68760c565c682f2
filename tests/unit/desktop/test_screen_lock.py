from __future__ import annotations

import select
import subprocess
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import Rect
from supervisor.core.context import Window
from supervisor.desktop.screen_lock import ScreenLock, is_locker
from supervisor.engine.loop import EventLoop
from tests.support.screen_saver import ScreenSaver
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

SCREEN = (1280, 800)
LOCK = Window(5, app="", executable="slock", rect=Rect(0, 0, *SCREEN), override_redirect=True)


@pytest.fixture
def bus() -> Iterator[str]:
    """Give the address of a session bus with nobody on it."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        assert select.select([daemon.stdout], [], [], 20)[0]
        yield daemon.stdout.readline().strip()
        daemon.terminate()


class Listener:
    """A lock that is listened to, and what it said."""

    def __init__(self, bus: str) -> None:
        self.said: list[str] = []
        self._loop = EventLoop()
        lock = ScreenLock({"DBUS_SESSION_BUS_ADDRESS": bus, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"})
        lock.on_change = self.said.append
        lock.start(self._loop)

    def look(self) -> list[str]:
        self._loop.after(0.01, self._loop.stop)
        self._loop.run()
        return self.said

    def wait(self, *said: str) -> None:
        wait_for(lambda: self.look() == list(said), f"`{said}` to be said")


LOCKED = "session: org.freedesktop.ScreenSaver"


def test_a_screen_saver_says_that_the_screen_is_locked_and_open_again(bus: str) -> None:
    with ScreenSaver(bus) as saver:
        listener = Listener(bus)

        def heard() -> list[str]:
            saver.say(active=True)
            return listener.look()

        wait_for(heard, "it to be heard")
        listener.wait(LOCKED)
        saver.say(active=False)
        listener.wait(LOCKED, "")


def test_a_screen_that_is_locked_already_is_known(bus: str) -> None:
    with ScreenSaver(bus, active=True):
        listener = Listener(bus)
        listener.wait(LOCKED)
    listener.wait(LOCKED, "")


def test_attack_who_does_not_own_the_name_opens_nothing(bus: str) -> None:
    with ScreenSaver(bus, active=True), ScreenSaver(bus, name="") as liar:
        listener = Listener(bus)
        listener.wait(LOCKED)
        for _ in range(20):
            liar.say(active=False)
            assert listener.look() == [LOCKED]


def test_one_that_hangs_keeps_nobody_from_being_heard(bus: str) -> None:
    with ScreenSaver(bus, hangs=True), ScreenSaver(bus, active=True, name="org.xfce.ScreenSaver"):
        Listener(bus).wait("session: org.xfce.ScreenSaver")


@pytest.mark.parametrize(
    ("window", "locks"),
    [
        (LOCK, True),
        (Window(5, executable="xscreensaver-gf", rect=Rect(-1, -1, 1400, 900), override_redirect=True), True),
        (Window(5, executable="slock", rect=Rect(0, 0, *SCREEN)), False),
        (Window(5, executable="slock", rect=Rect(0, 0, 640, 480), override_redirect=True), False),
        (Window(5, executable="game", rect=Rect(0, 0, *SCREEN), override_redirect=True), False),
        (None, False),
    ],
)
def test_a_locker_is_told_by_its_program_and_its_window(window: Window | None, locks: bool) -> None:
    assert is_locker(window, SCREEN) is locks
