from __future__ import annotations

import os
import subprocess
from configparser import ConfigParser
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import start_up_files
from supervisor.desktop.start_up_files import StartUpFiles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> StartUpFiles:
    home = tmp_path / "home"
    home.mkdir()
    return StartUpFiles.of({"HOME": str(home)})


def login(home: Path) -> str:
    """What a login shell says that reads this home."""
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}
    return subprocess.run(["bash", "-l", "-i"], env=env, input="", capture_output=True, text=True, check=False).stdout


def test_the_folders_are_those_of_the_environment(tmp_path: Path) -> None:
    named = StartUpFiles.of(
        {"HOME": "/h", "XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_DATA_HOME": str(tmp_path / "d")}
    )
    assert (named.config, named.data) == (tmp_path / "c", tmp_path / "d")
    assert str(StartUpFiles.of({"HOME": "/h"}).config) == "/h/.config"


def test_attack_what_further_folders_in_the_home_would_start_is_protected(tmp_path: Path) -> None:
    home = tmp_path / "home"
    plasma, flatpak = home / ".config/kdedefaults", home / ".local/share/flatpak/exports/share"
    named = StartUpFiles.of(
        {
            "HOME": str(home),
            "XDG_CONFIG_DIRS": f"{plasma}:/etc/xdg",
            "XDG_DATA_DIRS": f"{flatpak}:/usr/share::{tmp_path}",
        }
    )
    named.place()
    protected = set(named.protected())
    assert {plasma / "autostart", flatpak / "dbus-1", flatpak / "systemd", flatpak / "applications"} <= protected
    assert all(path.is_relative_to(home) for path in named.candidates())


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every program installed."""
    monkeypatch.setattr(start_up_files, "_installed", lambda _program: True)


@pytest.mark.usefixtures("everything")
def test_files_of_many_desktops_are_protected_though_they_were_not_there(files: StartUpFiles) -> None:
    files.place()
    xfce = "xfce4/xfconf/xfce-perchannel-xml/xfce4-session.xml"
    wanted = {files.home / name for name in (".Xdefaults", ".Xresources", ".vnc", ".tmux.conf", ".cache/sessions")}
    wanted |= {files.config / name for name in (xfce, "kglobalshortcutsrc", "ksmserverrc", "session", "lxqt")}
    wanted |= {files.home / ".bash_completion", files.config / "bash_completion", files.data / "bash-completion"}
    wanted |= {files.config / "pipewire", files.config / "wireplumber", files.data / "wireplumber"}
    assert wanted <= set(files.protected())
    files.clear()
    assert not [path for path in wanted if path.is_file()]


@pytest.mark.usefixtures("everything")
def test_placeholders_are_what_their_readers_understand(files: StartUpFiles) -> None:
    files.place()
    channel = (files.config / "xfce4/xfconf/xfce-perchannel-xml/xfce4-session.xml").read_text().splitlines()
    assert channel[0].startswith("<?xml ")
    assert channel[1].startswith("<!-- ")
    assert channel[2:] == ['<channel name="xfce4-session" version="1.0"/>']
    assert (files.home / ".Xresources").read_text().startswith("!")
    settings = ConfigParser()
    settings.read(files.config / "kglobalshortcutsrc")
    assert settings.sections() == []


@pytest.mark.usefixtures("everything")
def test_files_of_zsh_are_protected_where_it_looks_for_them(tmp_path: Path) -> None:
    elsewhere = tmp_path / "zsh"
    elsewhere.mkdir()
    files = StartUpFiles.of({"HOME": str(tmp_path), "ZDOTDIR": str(elsewhere)})
    files.place()
    assert {elsewhere / ".zshrc", elsewhere / ".zlogin", tmp_path / ".zshenv"} <= set(files.protected())


def test_what_was_missing_is_made_protected_and_taken_away_again(files: StartUpFiles) -> None:
    assert files.protected() == []
    files.place()
    protected = files.protected()
    assert {files.home / ".bashrc", files.home / ".profile", files.config / "autostart"} <= set(protected)
    files.clear()
    assert not [path for path in protected if path.is_file()]


def test_what_the_person_has_stays_as_it_is(files: StartUpFiles) -> None:
    own = files.home / ".bashrc"
    own.write_text("echo mine\n")
    files.place()
    (files.home / ".profile").write_text("echo written since\n")
    files.clear()
    assert own.read_text() == "echo mine\n"
    assert (files.home / ".profile").read_text() == "echo written since\n"


def test_placeholders_change_nothing_for_a_login_shell(files: StartUpFiles) -> None:
    (files.home / ".profile").write_text("echo profile\n")
    (files.home / ".bashrc").write_text("echo bashrc\n")
    before = login(files.home)
    assert before == "profile\n"
    files.place()
    assert login(files.home) == before


def test_names_without_a_harmless_placeholder_are_told(files: StartUpFiles) -> None:
    files.place()
    open_ones = files.unprotected()
    assert files.home / ".xsession" in open_ones
    assert files.home / ".bashrc" not in open_ones
    (files.home / ".xsession").write_text("exec startxfce4\n")
    assert files.home / ".xsession" not in files.unprotected()
    assert files.home / ".xsession" in files.protected()


def test_a_link_can_be_replaced_and_is_told(files: StartUpFiles) -> None:
    (files.home / "dotfiles").write_text("")
    (files.home / ".bashrc").symlink_to("dotfiles")
    files.place()
    assert files.home / ".bashrc" in files.unprotected()
    files.clear()
    assert (files.home / ".bashrc").is_symlink()


def test_a_home_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    nowhere = StartUpFiles.of({"HOME": str(file)})
    nowhere.place()
    nowhere.clear()
    assert nowhere.protected() == []
