"""What a process with windows begins with, as it is started: what it loads, and how it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.ui.theme import DARK, LIGHT
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

_WINDOW = """
import sys
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QLabel
from supervisor.ui.application import NoDisplayError, show_alone
from supervisor.ui.opened_window import OpenedWindow

class Window(OpenedWindow):
    def __init__(self, theme):
        super().__init__(theme, "window", "Window", QSize(200, 100))
        self.set_theme(theme)
        self._column().addWidget(QLabel("Words", self))
        QTimer.singleShot(0, self, {then})

    def say(self):
        print("shown", flush=True)

    def color(self):
        from PySide6.QtWidgets import QApplication
        print(QApplication.palette().highlight().color().name(), flush=True)

    def warn(self):
        from PySide6.QtCore import qWarning
        qWarning("careful")
        self.close()

    def fail(self):
        raise ValueError("what an agent typed")

try:
    sys.exit(show_alone(Window))
except NoDisplayError as e:
    sys.exit(f"none: {{e}}")
"""


@contextmanager
def window(env: dict[str, str], then: str = "self.say") -> Iterator[subprocess.Popen[str]]:
    """Run a process of one window."""
    with subprocess.Popen(
        [sys.executable, "-c", _WINDOW.format(then=then)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as shown:
        try:
            yield shown
        finally:
            shown.kill()


def on(screen: VirtualDesktop, **more: str) -> dict[str, str]:
    return {**os.environ, "DISPLAY": screen.display, "XAUTHORITY": screen.env["XAUTHORITY"], **more}


def ended(shown: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = shown.communicate(timeout=60)
    return shown.returncode, said


def test_attack_fonts_and_themes_that_the_home_names_are_not_loaded(screen: VirtualDesktop, tmp_path: Path) -> None:
    home = tmp_path / "home"
    found = subprocess.run(["fc-match", "-f", "%{file}", "monospace"], capture_output=True, text=True, check=True)
    rule = home / ".config/fontconfig/fonts.conf"
    for folder in (rule.parent, home / ".local/share/fonts"):
        folder.mkdir(parents=True)
    planted = shutil.copy(found.stdout, home / ".local/share/fonts")
    family = '<edit name="family" mode="assign_replace" binding="strong"><string>Planted</string></edit>'
    scanned = '<match target="scan"><test name="file" compare="contains"><string>/home/.local/</string></test>'
    rule.write_text(f'<fontconfig>{scanned}{family}</match><match target="pattern">{family}</match></fontconfig>')
    hostile = {"HOME": str(home), "QT_QPA_PLATFORMTHEME": "gtk3", "SESSION_MANAGER": "local/nowhere:/nowhere"}
    env = {name: value for name, value in on(screen, **hostile).items() if not name.startswith("XDG_")}
    told = subprocess.run(["fc-match", "-f", "%{file}"], env=env, capture_output=True, text=True, check=True)
    assert told.stdout == planted, "other programs go by the home"
    with window(env) as shown:
        assert shown.stdout is not None
        assert shown.stdout.readline() == "shown\n"
        maps = Path(f"/proc/{shown.pid}/maps")
        wait_for(lambda: "/usr/share/fonts/" in maps.read_text(), "the window to use a font")
        assert str(home) not in maps.read_text()
        assert "libgtk" not in maps.read_text()


def test_the_terminals_interrupt_closes_it(screen: VirtualDesktop) -> None:
    with window(on(screen)) as shown:
        assert shown.stdout is not None
        shown.stdout.readline()
        shown.send_signal(signal.SIGINT)
        assert ended(shown) == (-signal.SIGINT, "")


def test_its_colours_are_ours(screen: VirtualDesktop) -> None:
    with window(on(screen), "self.color") as shown:
        assert shown.stdout is not None
        assert shown.stdout.readline().strip() in (LIGHT.coming, DARK.coming)


def test_what_qt_says_names_who_said_it(screen: VirtualDesktop) -> None:
    with window(on(screen), "self.warn") as shown:
        assert ended(shown) == (0, "ui: Qt warning: careful (default)\n")


def test_what_nobody_handles_ends_it_and_is_told_without_the_words_it_carries(screen: VirtualDesktop) -> None:
    with window(on(screen), "self.fail") as shown:
        status, said = ended(shown)
    assert status == 1
    assert "ValueError" in said
    assert "what an agent typed" not in said


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({}, "no display: start an X11 session"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "Wayland without X11: start an X11 session"),
        ({"DISPLAY": ":4095"}, "cannot open display `:4095`: start an X11 session"),
    ],
)
def test_without_a_display_it_says_which_and_what_to_do(env: dict[str, str], sentence: str) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    with window({**bare, **env}) as shown:
        assert ended(shown) == (1, f"none: {sentence}\n")
