"""The real display, opened: its numbers, its way out, and letting go."""

from __future__ import annotations

import mmap
import os
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from supervisor.app.screen import open_screen
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import KEYS_DOWN, SIZE, bits
from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.desktop.display import DesktopError
from supervisor.desktop.portable.outlet import PortableOutlet
from supervisor.engine.loop import EventLoop
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.desktop
_SHIFT = 50


class _Parts:
    outlet: Any = None


class _Engine:
    parts = _Parts()
    stopped = False

    def pump(self) -> None:
        """Nothing waits here."""


def _down(desktop: VirtualDesktop, keycode: int) -> bool:
    display = connect(desktop)
    try:
        return bool(display.query_keymap()[keycode // 8] & 1 << keycode % 8)
    finally:
        display.close()


def test_keys_left_down_are_released_past_the_latch(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", desktop.display)
    monkeypatch.setenv("XAUTHORITY", desktop.env["XAUTHORITY"])
    loop, memory, lost = EventLoop(), memoryview(bytearray(SIZE)), list[str]()
    screen = open_screen(desktop.display, loop, lost.append)
    engine = cast("Any", _Engine())
    try:
        opcodes = screen.upstream.opcodes
        assert min(opcodes.xtest, opcodes.xinput, opcodes.big_requests) >= 128

        def register(_socket: object, held: Callable[[], None]) -> Callable[[], None]:
            held()
            return lambda: None

        allowed: list[int] = []
        screen.open_outlet(engine, memory, register, allowed.append)
        assert allowed == [engine.parts.outlet.client]
        done: list[bool] = []
        assert engine.parts.outlet.send([InputEvent(EventKind.KEY_PRESS, _SHIFT)], lambda: done.append(True))

        def pressed() -> bool:
            loop.turn(0.01)
            return bool(done)

        wait_for(pressed, "the press")
        assert _down(desktop, _SHIFT)
        assert bits(memory, KEYS_DOWN) == (_SHIFT,)
        memory[0] = 1
        assert not engine.parts.outlet.send([InputEvent(EventKind.KEY_PRESS, _SHIFT + 1)], lambda: None)
        screen.release(screen.releases(memory))
        wait_for(lambda: not _down(desktop, _SHIFT), "the release")
        assert not lost
    finally:
        screen.close()


def test_the_portable_way_out_is_opened_where_the_settings_say_so(
    desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISPLAY", desktop.display)
    monkeypatch.setenv("XAUTHORITY", desktop.env["XAUTHORITY"])
    loop, lost, allowed = EventLoop(), list[str](), list[int]()
    fd = os.memfd_create("screen", os.MFD_CLOEXEC)
    os.ftruncate(fd, SIZE)
    shared = mmap.mmap(fd, SIZE)
    memory = memoryview(shared)
    screen = open_screen(desktop.display, loop, lost.append, private=tmp_path)
    engine, done, freed = cast("Any", _Engine()), list[bool](), list[bool]()
    engine.parts = SimpleNamespace(outlet=None, closed=lambda: True)

    def register(_socket: object, held: Callable[[], None]) -> Callable[[], None]:
        assert len(allowed) == 2, "the alarm knows who makes the input before any of it is made"
        held()
        return lambda: freed.append(True)

    def turned(look: Callable[[], object]) -> bool:
        loop.turn(0.01)
        return bool(look())

    try:
        screen.open_outlet(engine, memory, register, allowed.append, portable_fd=fd)
        screen.open_outlet(engine, memory, register, allowed.append, portable_fd=fd)
        wait_for(lambda: turned(lambda: engine.parts.outlet), "the libraries")
        assert isinstance(screen.outlet, PortableOutlet)
        screen.keymap()  # by which whatever sends has judged
        assert engine.parts.outlet.send([InputEvent(EventKind.KEY_PRESS, _SHIFT)], lambda: done.append(True))
        assert len(list(tmp_path.rglob("Xauthority"))) == 1, "the cookie lies where agents do not see it"
        wait_for(lambda: turned(lambda: done), "the press")
        assert _down(desktop, _SHIFT)
        memory[0] = 1
        screen.release(screen.releases(memory))
        wait_for(lambda: turned(lambda: not _down(desktop, _SHIFT)), "the release")
        screen.close_outlet(engine)
        assert engine.parts.outlet is None
        assert (freed, lost) == ([True], [])
    finally:
        screen.close()
        loop.close()
        memory.release()
        shared.close()
        os.close(fd)


def test_a_display_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    with pytest.raises(DesktopError, match="987"):
        open_screen(":987", EventLoop(), lambda _why: None)


def test_a_server_that_ends_is_told_whichever_connection_finds_out_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, lost = EventLoop(), list[str]()
    with VirtualDesktop(folder=tmp_path, window_manager=None, buses=False, size=(64, 64)) as short:
        monkeypatch.setenv("DISPLAY", short.display)
        monkeypatch.setenv("XAUTHORITY", short.env["XAUTHORITY"])
        screen = open_screen(short.display, loop, lost.append)
        connections = (screen.desktop, screen.keyboard, screen.selections)

    def told() -> bool:
        loop.turn(0.01)
        return len(lost) == len(connections)

    try:
        wait_for(told, "word from each connection")
    finally:
        screen.close()
        loop.close()
