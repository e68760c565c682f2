from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import psutil
import pytest

from supervisor.demo.children import VirtualDesktopError
from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.living import lives

pytestmark = pytest.mark.desktop


def test_the_display_has_the_size_asked_for(desktop: VirtualDesktop) -> None:
    assert "dimensions:    1280x800 pixels" in desktop.run(["xdpyinfo"])


def test_the_display_wants_its_cookie(desktop: VirtualDesktop, tmp_path: Path) -> None:
    nobody = {**desktop.env, "XAUTHORITY": str(tmp_path / "none")}
    done = subprocess.run(["xdpyinfo"], env=nobody, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Authorization required" in done.stderr


def test_the_window_manager_is_there(desktop: VirtualDesktop) -> None:
    assert "window id" in desktop.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"])


def test_accessibility_is_switched_on(desktop: VirtualDesktop) -> None:
    answer = desktop.run(
        [
            *("dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"),
            *("org.freedesktop.DBus.Properties.Get", "string:org.a11y.Status", "string:IsEnabled"),
        ]
    )
    assert "boolean true" in answer


def test_nothing_of_the_real_user_is_reachable_by_environment(desktop: VirtualDesktop) -> None:
    for name in (
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
        "AGENT_SUPERVISOR_HOME",
    ):
        assert Path(desktop.env[name]).is_relative_to(desktop.folder)
    assert stat.S_IMODE(desktop.runtime.stat().st_mode) == 0o700
    assert "WAYLAND_DISPLAY" not in desktop.env
    assert desktop.env["DISPLAY"] != os.environ.get("DISPLAY")


def test_only_our_user_can_use_the_keyboard(desktop: VirtualDesktop) -> None:
    assert stat.S_ISSOCK(desktop.vnc.stat().st_mode)
    assert stat.S_IMODE(desktop.vnc.stat().st_mode) == 0o600


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    running = VirtualDesktop(folder=tmp_path, size=(640, 480))
    with running:
        mark = running.env["XDG_RUNTIME_DIR"]
        ours = running.spawn(["xterm"])
        daemon = running.spawn(["sh", "-c", "setsid sleep 600 & echo $!"], stdout=subprocess.PIPE, text=True)
        server = next(p for p in map(psutil.Process, running.processes()) if p.name() == "Xtigervnc")
        assert daemon.stdout is not None
        away = psutil.Process(int(daemon.stdout.readline()))
    assert ours.poll() is not None
    assert not lives(away)
    assert not Path(mark).exists()
    assert not server.is_running()
    assert running.processes() == []
    running.stop()


def test_a_missing_window_manager_is_named_and_nothing_stays(tmp_path: Path) -> None:
    trial = VirtualDesktop(folder=tmp_path, window_manager="no-such-manager", buses=False)
    with pytest.raises(VirtualDesktopError, match="`no-such-manager` is missing: install it with"):
        trial.start()
    assert not trial.runtime.exists()
    assert trial.processes() == []


def test_a_desktop_can_do_without_window_manager_and_buses(tmp_path: Path) -> None:
    with VirtualDesktop(folder=tmp_path, window_manager=None, buses=False) as bare:
        assert "DBUS_SESSION_BUS_ADDRESS" not in bare.env
        assert "window id" not in bare.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"])
