from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.login_shell import edits_like_bash

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INPUTRC", raising=False)


@pytest.mark.parametrize(
    ("shell", "does"),
    [
        ("/bin/bash", True),
        ("/bin/zsh", False),
        ("/usr/bin/fish", False),
        ("/bin/sh", False),
        ("/sbin/nologin", False),
    ],
)
def test_only_bash_edits_like_bash(tmp_path: Path, shell: str, does: bool) -> None:
    assert edits_like_bash(shell, tmp_path, tmp_path / "etc") is does


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".inputrc", "set editing-mode vi"),
        (".inputrc", "set keymap vi-insert"),
        (".inputrc", '"\\C-u": universal-argument'),
        (".inputrc", "Control-e: beginning-of-line"),
        (".inputrc", "$include ~/keys"),
        ("etc/inputrc", "set editing-mode vi"),
        (".bashrc", "set -o vi"),
        (".bashrc", "shopt -s x; set -o  vi"),
        (".bashrc", "bind '\"\\\\C-u\": abort'"),
        (".bashrc", "stty kill ^-"),
        (".bashrc", "export HISTIGNORE='rm *'"),
        (".profile", "export INPUTRC=~/keys"),
        ("etc/bash.bashrc", "set -o vi"),
        (".bashrc", "source ~/.local/share/blesh/ble.sh"),
    ],
)
def test_keys_with_another_meaning_are_noticed(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / name).write_text("# set -o vi, set editing-mode emacs\nset bell-style none\n")
    assert edits_like_bash("/bin/bash", tmp_path, tmp_path / "etc")
    with (tmp_path / name).open("a") as file:
        file.write(text)
    assert not edits_like_bash("/bin/bash", tmp_path, tmp_path / "etc")


def test_the_file_that_the_environment_names_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keys").write_text("set editing-mode vi")
    monkeypatch.setenv("INPUTRC", str(tmp_path / "keys"))
    assert not edits_like_bash("/bin/bash", tmp_path, tmp_path / "etc")


def test_a_file_that_cannot_be_read_may_say_anything(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").mkdir()
    assert not edits_like_bash("/bin/bash", tmp_path, tmp_path / "etc")


def test_two_shells_of_which_one_is_another_are_not_bash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for shell in ("/bin/zsh", "/bin/fish"):
        monkeypatch.setitem(os.environ, "SHELL", shell)
        assert not edits_like_bash(home=tmp_path, etc=tmp_path)
