from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.context import Window
from supervisor.core.facts import Program
from supervisor.detect.programs import CATEGORY, GUARDED, program_kind, program_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("XTerm", Program.TERMINAL),
        ("Xfce4-terminal", Program.TERMINAL),
        ("lxterminal", Program.TERMINAL),
        ("org.gnome.Terminal", Program.TERMINAL),
        ("terminal", Program.TERMINAL),
        ("Some Terminal Emulator", Program.TERMINAL),
        ("xfce4-appfinder", Program.RUN_DIALOG),
        ("Thunar", Program.FILE_MANAGER),
        ("xfdesktop", Program.FILE_MANAGER),
        ("org.gnome.Nautilus.desktop", Program.FILE_MANAGER),
        ("Files.App (Windows file manager)", Program.FILE_MANAGER),
        ("Claws-mail", Program.MAIL),
        ("Claws Mail", Program.MAIL),
        ("thunderbird-esr", Program.MAIL),
        ("My E-Mail", Program.MAIL),
        ("Slack", Program.MESSAGING),
        ("Xfce4-mouse-settings", Program.SETTINGS),
        ("new-thing-settings", Program.SETTINGS),
        ("gnome-control-center", Program.SETTINGS),
        ("KeePassXC", Program.CREDENTIALS),
        ("polkit-new-agent", Program.CREDENTIALS),
        ("GnuCash", Program.FINANCE),
        ("Acme Wallet", Program.FINANCE),
        ("gnome-software", Program.INSTALLER),
        ("xfce4-session-logout", Program.SESSION),
        ("firefox-esr", Program.BROWSER),
        ("browser:www.example.com", Program.BROWSER),
        ("/usr/bin/chromium", Program.BROWSER),
        ("Mousepad", Program.EDITOR),
        ("libreoffice-startcenter", Program.EDITOR),
        ("chrome.exe", Program.BROWSER),
        ("Frobnicator", Program.OTHER),
        ("Filesystem Mailman", Program.OTHER),
        ("", Program.UNKNOWN),
        ("   ", Program.UNKNOWN),
    ],
)
def test_names_say_what_a_program_is(name: str, kind: Program) -> None:
    assert program_of(name) is kind


def test_a_window_that_lies_in_one_name_is_known_by_another() -> None:
    assert program_kind(Window(1, app="Mousepad", instance="mousepad", executable="xterm")) is Program.TERMINAL
    assert program_kind(Window(1, app="XTerm", executable="python3")) is Program.TERMINAL


def test_no_window_and_no_name_are_unknown() -> None:
    assert program_kind(None) is Program.UNKNOWN
    assert program_kind(Window(1, "a title")) is Program.UNKNOWN
    assert program_kind(Window(1, executable="frobnicator")) is Program.OTHER


def test_every_guarded_kind_has_its_category() -> None:
    assert set(CATEGORY) >= GUARDED


@given(st.text(max_size=300))
def test_any_name_has_a_kind(name: str) -> None:
    assert program_of(name) in Program
