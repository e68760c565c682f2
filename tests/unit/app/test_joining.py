"""Reaching a service: found, started, or said why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.app.joining import JoinError, connect, display_name, join
from supervisor.app.paths import Paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("AGENT_SUPERVISOR_HOME", str(tmp_path))
    return Paths.of_environment()


def test_no_display_and_wayland_only_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(JoinError, match="no display"):
        display_name()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(JoinError, match="Wayland"):
        display_name()
    monkeypatch.setenv("DISPLAY", ":7")
    assert display_name() == ":7"


def test_nobody_there_is_none(paths: Paths) -> None:
    assert connect(paths, ":987") is None


def test_a_service_that_cannot_start_says_why(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(JoinError, match="987"):
        join(paths, ":987", policy=None, headless=True)
    bad = tmp_path / "bad.toml"
    bad.write_text("nonsense = 1\n")
    with pytest.raises(JoinError, match="nonsense"):
        join(paths, ":987", policy=bad, headless=True)
