from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import inner_buses
from supervisor.desktop.inner_buses import Question, real_launchers, start_filter
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

needs_filter = pytest.mark.skipif(shutil.which("xdg-dbus-proxy") is None, reason="needs xdg-dbus-proxy")


def ask(desktop: VirtualDesktop, address: str, *words: str) -> str:
    done = subprocess.run(
        ["dbus-send", f"--bus={address}", "--print-reply", "--reply-timeout=3000", *words],
        env=desktop.env,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.desktop
def test_the_accessibility_bus_is_found(desktop: VirtualDesktop) -> None:
    assert Question(desktop.env).answer().startswith("unix:")


def test_without_a_session_bus_there_is_none_and_none_is_started(tmp_path: Path) -> None:
    assert Question({"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(tmp_path)}).answer() == ""
    assert Question({"PATH": os.environ["PATH"]}).answer() == ""
    forgotten = Question({"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"})
    forgotten.close()
    assert forgotten.answer() == ""


@pytest.mark.parametrize("said", ["unixexec:path=/bin/sh", "unix:path=/a;unixexec:path=/b", "tcp:host=h,port=1", "x"])
def test_attack_an_address_that_runs_something_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str
) -> None:
    monkeypatch.setattr(inner_buses, "_ASK", ("echo", said))
    assert Question({"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}).answer() == ""
    assert start_filter(said, tmp_path) is None


def test_a_bus_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inner_buses, "_ASK", ("sleep", "60"))
    monkeypatch.setattr(inner_buses, "_ASK_S", 0.05)
    assert Question({"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}).answer() == ""


@needs_filter
@pytest.mark.desktop
def test_through_the_filter_one_may_register_and_nothing_else(desktop: VirtualDesktop, tmp_path: Path) -> None:
    real = Question(desktop.env).answer()
    found = start_filter(real, tmp_path)
    assert found is not None
    assert found.ready()
    found.serve()
    try:
        registry, controller = "/org/a11y/atspi/registry", "/org/a11y/atspi/registry/deviceeventcontroller"
        events = [registry, "org.a11y.atspi.Registry.GetRegisteredEvents"]
        assert "array" in ask(desktop, found.address, "--dest=org.a11y.atspi.Registry", *events)
        names = ["--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames"]
        assert "org.a11y.atspi.Registry" in ask(desktop, real, *names)
        for path, member in (
            ("/org/a11y/atspi/accessible/root", "org.a11y.atspi.Accessible.GetChildren"),
            ("/org/a11y/atspi/accessible/root", "org.a11y.atspi.Socket.Unembed"),
            (controller, "org.a11y.atspi.DeviceEventController.NotifyListenersSync"),
            (controller, "org.a11y.atspi.DeviceEventController.GenerateKeyboardEvent"),
        ):
            assert "Error" in ask(desktop, found.address, "--dest=org.a11y.atspi.Registry", path, member), member
    finally:
        found.close()
        found.close()
    assert not found.path.exists()


@needs_filter
@pytest.mark.desktop
def test_the_filter_ends_with_whoever_started_it(desktop: VirtualDesktop, tmp_path: Path) -> None:
    found = start_filter(Question(desktop.env).answer(), tmp_path)
    assert found is not None
    assert found.ready()
    found.serve()
    assert found._relay
    assert found._relay.stdin
    os.close(found._life)
    found._relay.stdin.close()
    found._life = -1
    for process in (found._process, found._relay):
        wait_for(lambda process=process: process.poll() is not None, "the end of the filter")  # type: ignore[misc]


@needs_filter
def test_what_a_killed_starter_left_is_swept_away(tmp_path: Path) -> None:
    for name in ("at-spi-4000000", "at-spi-4000000-bus", f"at-spi-{os.getppid()}", "other"):
        (tmp_path / name).touch()
    found = start_filter("unix:path=/nowhere", tmp_path)
    assert found is not None
    found.ready()
    found.close()
    assert {path.name for path in tmp_path.iterdir()} == {f"at-spi-{os.getppid()}", "other"}


def test_without_the_program_there_is_no_filter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert start_filter("unix:path=/x", tmp_path) is None


def test_a_filter_that_does_not_start_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "xdg-dbus-proxy").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "xdg-dbus-proxy").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    found = start_filter("unix:path=/x", tmp_path)
    assert found is not None
    assert not found.ready()
    assert not found.ready()


def test_what_would_start_another_accessibility_bus_is_found(tmp_path: Path) -> None:
    file = tmp_path / "data/dbus-1/services/org.a11y.Bus.service"
    file.parent.mkdir(parents=True)
    file.touch()
    environ = {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "none"),
        "XDG_DATA_DIRS": str(tmp_path / "data"),
    }
    assert file in list(real_launchers(environ))
