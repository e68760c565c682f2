"""The ui as a process: how it begins, what it survives, how it ends."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.fake_service import ROOT, FakeService
from tests.support.waiting import wait_for

pytestmark = pytest.mark.desktop


def run(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        numbers = ["--fd", str(theirs.fileno()), "--human-fd", str(theirs.fileno())]
        return subprocess.run(
            [sys.executable, "-m", "supervisor.ui", *numbers],
            cwd=ROOT,
            env=env,
            pass_fds=[theirs.fileno()],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def test_it_ends_when_the_service_goes(ui: FakeService) -> None:
    assert ui.close() == 0


def test_it_ends_at_goodbye_and_takes_all_windows_with_it(ui: FakeService) -> None:
    ui.mirror(1, x=400, y=300, words="click", state="held")
    ui.request("r1")
    ui.service.send("bye")
    assert ui.process.wait(30) == 0


def test_the_terminals_interrupt_does_not_end_it(ui: FakeService) -> None:
    ui.process.send_signal(signal.SIGINT)
    ui.service.send("ping", n=1)
    assert ui.service.expect("pong")["n"] == 1


def test_garbage_does_not_end_it(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with FakeService(desktop.env, log=tmp_path / "ui.log") as ui:
        ui.begin()
        for junk in (
            b"\0\xff",
            b"[]",
            b"{}",
            b'{"t": "mirror"}',
            b'{"t": "request", "id": {}}',
            b'{"t": "x" }',
            b"9" * 60_000,
        ):
            ui.service.socket.send(junk)
        ui.mirror(1, x=400, y=300, words="click")
        assert ui.close() == 0
    errors = ui.errors().splitlines()
    assert errors
    assert all(line.startswith("ui: ") for line in errors)


def test_a_long_busy_life_is_no_harm(ui: FakeService) -> None:
    """Some hundred thousand calls into Qt: enough for a lost reference to end the process."""
    for number in range(300):
        ui.mirror(number, x=100 + number, y=300, words=f"click {number}")
        ui.service.send(
            "state", state="working", agents=[], last=[{"words": f"{number}", "outcome": "done"}], note=""
        )
    for number in range(15):
        ui.request(f"r{number}", point=[400, 300])
        ui.service.send("request_closed", id=f"r{number}", outcome="approved")
    ui.service.send("ping", n=1)
    ui.service.expect("pong")
    assert ui.close() == 0


def test_it_tells_of_tray_and_compositor(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with FakeService(desktop.env, log=tmp_path / "ui.log") as ui:
        ready = ui.service.expect("ready")
        assert {name: ready[name] for name in ("tray", "composited")} == {"tray": False, "composited": False}


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({}, "ui: no display: start an X11 session, or use --headless"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "ui: Wayland without X11: start an X11 session, or use --headless"),
        ({"DISPLAY": ":31999"}, "ui: cannot open display `:31999`"),
    ],
)
def test_without_a_display_it_says_so_in_one_sentence(
    desktop: VirtualDesktop, env: dict[str, str], sentence: str
) -> None:
    bare = {name: value for name, value in desktop.env.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    done = run({**bare, **env})
    assert done.returncode == 3
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.splitlines()) == 1


def test_when_the_display_dies_it_ends_without_a_traceback(tmp_path: Path) -> None:
    with VirtualDesktop(folder=tmp_path, window_manager=None, buses=False) as gone:
        ui = FakeService(gone.env, log=tmp_path / "ui.log")
        ui.begin()
        ui.mirror(1, x=400, y=300, words="click", state="held")
    wait_for(lambda: ui.process.poll() is not None, "the end of the ui")
    assert ui.close() != 0
    assert "Traceback" not in ui.errors()


def test_attack_fonts_and_font_settings_in_the_home_change_nothing(desktop: VirtualDesktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    match = ["fc-match", "-f", "%{file}"]
    found = subprocess.run([*match, "monospace:bold"], capture_output=True, text=True, check=True)
    rule = home / ".config/fontconfig/fonts.conf"
    for folder in (rule.parent, home / ".local/share/fonts"):
        folder.mkdir(parents=True)
    font = shutil.copy(found.stdout, home / ".local/share/fonts")
    family = '<edit name="family" mode="assign_replace" binding="strong"><string>Planted</string></edit>'
    scanned = '<match target="scan"><test name="file" compare="contains"><string>/home/.local/</string></test>'
    rule.write_text(f'<fontconfig>{scanned}{family}</match><match target="pattern">{family}</match></fontconfig>')
    env = {name: value for name, value in desktop.env.items() if not name.startswith("XDG_")}
    env |= {"HOME": str(home), "XDG_RUNTIME_DIR": desktop.env["XDG_RUNTIME_DIR"]}
    told = subprocess.run([*match, "sans-serif"], env=env, capture_output=True, text=True, check=True)
    assert told.stdout == font, "other programs go by the home"
    with FakeService(env, log=tmp_path / "ui.log") as ui:
        ui.begin()
        ui.request("r1")
        maps = Path(f"/proc/{ui.process.pid}/maps")
        wait_for(lambda: "/usr/share/fonts/" in maps.read_text(), "the popup to use a font")
        assert str(home) not in maps.read_text()
