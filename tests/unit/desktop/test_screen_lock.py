"""What the buses say of locks and of sleep, and what is believed when they say nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import Rect
from supervisor.core.context import Window
from supervisor.desktop import screen_lock
from supervisor.desktop.screen_lock import ScreenLock, is_locker
from supervisor.engine.loop import EventLoop
from tests.support import login_manager
from tests.support.login_manager import LoginManager
from tests.support.private_bus import PrivateBus
from tests.support.screen_saver import ScreenSaver
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

SCREEN = (1280, 800)
LOCK = Window(5, app="", executable="slock", rect=Rect(0, 0, *SCREEN), override_redirect=True)
LISTENERS: list[Listener] = []
NOWHERE = "unix:path=/nowhere"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less where only the wait itself would be looked at."""
    monkeypatch.setattr(screen_lock, "RETRY_S", 0.05)
    monkeypatch.setattr(screen_lock, "SILENT_S", 0.1)
    monkeypatch.setattr(screen_lock, "ASKED_S", 600.0)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Let nobody listen on."""
    yield
    while LISTENERS:
        lock = LISTENERS.pop().lock
        lock.close()
        assert lock.thread is not None
        lock.thread.join(30)


@pytest.fixture
def private() -> Iterator[PrivateBus]:
    """Give a bus with nobody on it."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder, PrivateBus(Path(folder)) as running:
        yield running


@pytest.fixture
def bus(private: PrivateBus) -> str:
    """Give the address of a bus with nobody on it."""
    return private.address


class Listener:
    """A lock that is listened to, and what it said."""

    def __init__(self, session: str = NOWHERE, *, system: str = NOWHERE, session_id: str = "") -> None:
        self.said: list[str] = []
        self._loop = EventLoop()
        buses = {"DBUS_SESSION_BUS_ADDRESS": session, "DBUS_SYSTEM_BUS_ADDRESS": system}
        self.lock = ScreenLock(buses | {"XDG_SESSION_ID": session_id})
        self.lock.on_change = self.said.append
        self.lock.start(self._loop)
        LISTENERS.append(self)

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


def test_one_that_hangs_keeps_nobody_from_being_heard(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_lock, "SILENT_S", 600.0)
    with ScreenSaver(bus, hangs=True), ScreenSaver(bus, active=True, name="org.xfce.ScreenSaver"):
        Listener(bus).wait("session: org.xfce.ScreenSaver")


def test_one_that_keeps_silent_counts_as_locked_until_it_speaks(bus: str) -> None:
    with ScreenSaver(bus, hangs=True) as saver:
        listener = Listener(bus)
        listener.wait(f"{LOCKED} does not answer")
        saver.answer()
        listener.wait(f"{LOCKED} does not answer", "")


def test_one_that_keeps_silent_and_goes_is_waited_for_no_longer(bus: str) -> None:
    with ScreenSaver(bus, hangs=True):
        listener = Listener(bus)
        listener.wait(f"{LOCKED} does not answer")
    listener.wait(f"{LOCKED} does not answer", "")


def test_what_only_keeps_the_screen_from_locking_locks_nothing(bus: str) -> None:
    with (
        ScreenSaver(bus, knows=False) as saver,
        ScreenSaver(bus, active=True, name="org.xfce.ScreenSaver"),
    ):
        listener = Listener(bus)
        listener.wait("session: org.xfce.ScreenSaver")
        saver.wait_asked()
        assert LOCKED not in listener.lock._locks


def test_what_was_locked_is_open_only_once_a_bus_is_heard_that_has_no_locker(private: PrivateBus) -> None:
    with ScreenSaver(private.address, active=True):
        listener = Listener(private.address)
        listener.wait(LOCKED)
        private.end()
        for _ in range(20):
            assert listener.look() == [LOCKED]
    private.start()
    listener.wait(LOCKED, "")


@pytest.mark.parametrize("late", ["hangs", "refuses"])
def test_a_locker_that_does_not_tell_opens_nothing_after_its_bus_has_ended(private: PrivateBus, late: str) -> None:
    with (
        PrivateBus(private.socket.parent, "other") as other,
        ScreenSaver(other.address, hangs=late == "hangs", knows=late != "refuses") as saver,
    ):
        with ScreenSaver(private.address, active=True):
            listener = Listener(private.address)
            listener.wait(LOCKED)
            private.end()
        other.socket.rename(private.socket)
        saver.wait_asked()
        for _ in range(20):
            assert listener.look() == [LOCKED]
        saver.answer()
        saver.say(active=False)
        listener.wait(LOCKED, "")


def test_a_locker_that_another_takes_the_name_from_is_asked_anew(bus: str) -> None:
    with ScreenSaver(bus) as first:
        listener = Listener(bus)
        wait_for(lambda: listener.look() == [] and LOCKED in listener.lock._locks, "the first to be heard")
        with ScreenSaver(bus, active=True, replaces=True):
            listener.wait(LOCKED)
        first.say(active=False)
        listener.wait(LOCKED, "")


LOGIN = "system: org.freedesktop.login1"


@pytest.mark.parametrize("session_id", [login_manager.SESSION_ID, "", "99"], ids=["ours", "none", "one that is over"])
def test_the_lock_of_our_session_is_known_from_the_start_and_later(bus: str, session_id: str) -> None:
    with LoginManager(bus, locked=True) as login:
        listener = Listener(system=bus, session_id=session_id)
        listener.wait(LOGIN)
        login.hint(locked=False)
        listener.wait(LOGIN, "")
        login.hint(locked=True)
        listener.wait(LOGIN, "", LOGIN)
    listener.wait(LOGIN, "", LOGIN, "")


def test_a_session_that_does_not_say_whether_it_is_locked_is_asked(bus: str) -> None:
    with LoginManager(bus, locked=True) as login:
        listener = Listener(system=bus)
        listener.wait(LOGIN)
        login.forget(locked=False)
        listener.wait(LOGIN, "")


def test_a_lock_of_another_session_is_none_of_ours(bus: str) -> None:
    with LoginManager(bus) as login:
        listener = Listener(system=bus)
        wait_for(lambda: LOGIN in listener.lock._locks, "our session to be known")
        login.hint(locked=True, session="/org/freedesktop/login1/session/_38")
        login.sleep(asleep=True)
        listener.wait("system: sleep")
        assert not listener.lock._locks[LOGIN]


@pytest.mark.parametrize(("kind", "state"), [("x11", "closing"), ("tty", "active")], ids=["ends", "a shell"])
@pytest.mark.parametrize("by", ["shown", "auto"])
def test_the_session_that_is_named_may_not_be_the_one_on_the_screen(bus: str, kind: str, state: str, by: str) -> None:
    with LoginManager(bus, locked=True) as login:
        login.sessions[login_manager.OTHER_ID] = (login_manager.OTHER, kind, state)
        login.auto = login_manager.SESSION_ID if by == "auto" else login_manager.OTHER_ID
        login.shown = login_manager.SESSION_ID if by == "shown" else ""
        listener = Listener(system=bus, session_id=login_manager.OTHER_ID)
        listener.wait(LOGIN)
        login.hint(locked=False)
        listener.wait(LOGIN, "")


def test_a_session_on_a_console_is_ours_where_there_is_no_other(bus: str) -> None:
    with LoginManager(bus, locked=True) as login:
        login.sessions[login_manager.SESSION_ID] = (login_manager.SESSION, "tty", "active")
        Listener(system=bus).wait(LOGIN)


def test_a_lock_goes_with_its_session_and_the_next_session_is_ours(bus: str) -> None:
    with LoginManager(bus, locked=True) as login:
        listener = Listener(system=bus, session_id=login_manager.SESSION_ID)
        listener.wait(LOGIN)
        login.auto = ""
        login.ends(login_manager.SESSION_ID)
        listener.wait(LOGIN, "")
        login.begins(login_manager.OTHER_ID, login_manager.OTHER)

        def heard() -> bool:
            login.hint(locked=True, session=login_manager.OTHER)
            return listener.look() == [LOGIN, "", LOGIN]

        wait_for(heard, "the next session to be heard")


def test_attack_another_session_that_ends_opens_nothing(bus: str) -> None:
    with LoginManager(bus, locked=True) as login:
        login.sessions[login_manager.OTHER_ID] = (login_manager.OTHER, "tty", "active")
        listener = Listener(system=bus)
        listener.wait(LOGIN)
        login.ends(login_manager.OTHER_ID)
        for _ in range(20):
            assert listener.look() == [LOGIN]


def test_sleep_that_is_near_is_known_from_the_start_and_later(bus: str) -> None:
    with LoginManager(bus, asleep=True) as login:
        listener = Listener(system=bus)
        listener.wait("system: sleep")
        login.sleep(asleep=False)
        listener.wait("system: sleep", "")
        login.sleep(asleep=True)
        listener.wait("system: sleep", "", "system: sleep")


def test_the_machine_sleeps_only_once_the_agents_are_held_and_waits_anew_the_next_time(bus: str) -> None:
    with LoginManager(bus) as login:
        listener = Listener(system=bus)
        waiting: list[int] = []
        listener.lock.on_change = lambda why: waiting.append(login.delayed()) if why else None
        for count in (1, 2):
            wait_for(lambda: login.delayed() == 1, "sleep to wait for us")
            login.sleep(asleep=True)
            wait_for(lambda: listener.look() is not None and login.delayed() == 0, "sleep to wait no longer")
            assert waiting == [1] * count
            login.sleep(asleep=False)
            wait_for(lambda: listener.look() is not None and not listener.lock._locks["system: sleep"], "the morning")
        assert login.inhibitors[0][::3] == ["sleep", "delay"]


def test_sleep_below_a_locked_screen_is_let_go_too(bus: str) -> None:
    with LoginManager(bus, locked=True) as login:
        listener = Listener(system=bus)
        wait_for(lambda: listener.look() == [LOGIN] and login.delayed() == 1, "sleep to wait for us")
        login.sleep(asleep=True)
        wait_for(lambda: listener.look() == [LOGIN] and login.delayed() == 0, "sleep to wait no longer")


def test_a_session_that_is_asked_to_lock_counts_as_locked(bus: str) -> None:
    with LoginManager(bus) as login:
        listener = Listener(system=bus)
        wait_for(lambda: LOGIN in listener.lock._locks, "our session to be known")
        login.ask_to("Lock")
        listener.wait("system: asked to lock")
        login.ask_to("Unlock")
        listener.wait("system: asked to lock", "")


def test_a_locker_that_never_comes_keeps_nobody_out(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_lock, "ASKED_S", 0.1)
    with LoginManager(bus) as login:
        listener = Listener(system=bus)
        wait_for(lambda: LOGIN in listener.lock._locks, "our session to be known")
        login.ask_to("Lock")
        wait_for(lambda: listener.lock._locks.get("system: asked to lock") is False, "the time to be over")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lock_while_we_ask_is_not_lost(bus: str, when: str) -> None:
    with LoginManager(bus) as login:
        signals = login.before_answer if when == "before" else login.after_answer
        signals.append(login_manager.hint(locked=True))
        listener = Listener(system=bus)
        listener.wait(LOGIN)
        for _ in range(20):
            assert listener.look() == [LOGIN]


def test_attack_a_bus_of_the_system_that_ends_opens_nothing(private: PrivateBus) -> None:
    with LoginManager(private.address, locked=True, asleep=True) as login:
        listener = Listener(system=private.address)
        wait_for(lambda: listener.look() and listener.lock._locks.get(LOGIN), "both to be heard")
        private.end()
        for _ in range(20):
            listener.look()
            assert listener.lock._locks[LOGIN]
            assert listener.lock._locks["system: sleep"]
        assert login
    private.start()
    wait_for(lambda: listener.look()[-1] == "", "it to be open")


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
