"""Where things are kept, and that others cannot read them."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from supervisor.app.paths import Paths

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENT_SUPERVISOR_HOME", str(tmp_path / "home"))
    paths = Paths.of_environment()
    for folder in (paths.config, paths.data, paths.state, paths.runtime):
        assert folder.is_relative_to(tmp_path / "home")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_a_session_folder_sockets_stay_out_of_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AGENT_SUPERVISOR_HOME", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    paths = Paths.of_environment()
    assert paths.runtime.is_relative_to(tmp_path / "XDG_STATE_HOME")


def test_screen_zero_is_the_display_itself_and_displays_do_not_share_files(tmp_path: Path) -> None:
    paths = Paths(tmp_path, tmp_path, tmp_path, tmp_path)
    assert paths.of_display(":0.0") == paths.of_display(":0")
    names = {paths.of_display(d).record for d in (":0", ":1", ":10", "remote:0", "remote:1")}
    assert len(names) == 5
