from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import doctor
from supervisor.desktop.doctor import Wanted, examine, process_control, record, session_kind

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.desktop.finding import Finding

CHORDS = {"stop": "ctrl+alt+s"}


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    assert len({finding.name for finding in findings}) == len(findings)
    return {finding.name: finding for finding in findings}


def test_a_bare_server_is_examined_to_the_end(bare: VirtualDesktop, tmp_path: Path) -> None:
    found = by_name(examine(bare.env, Wanted(CHORDS, tmp_path)))
    assert {name for name, finding in found.items() if finding.ok} >= {"session", "display", "chords", "record"}
    assert found["window manager"].ok is None
    assert found["compositor"].ok is None
    assert found["tray"].ok is None
    assert found["accessibility"].ok is False
    assert "contained" in found["containment"].means
    assert "physical input" in found


def test_what_is_wrong_has_a_remedy_and_one_line(bare: VirtualDesktop, tmp_path: Path) -> None:
    for environ in (bare.env, {"DISPLAY": ":7999"}, {}, {"WAYLAND_DISPLAY": "wayland-0"}):
        for finding in examine({"XDG_RUNTIME_DIR": str(tmp_path), **environ}, Wanted(CHORDS, tmp_path)):
            assert finding.remedy or finding.ok is not False, finding
            assert "\n" not in finding.means + finding.remedy


def test_no_display_does_not_end_the_examination(tmp_path: Path) -> None:
    found = by_name(examine({"XDG_RUNTIME_DIR": str(tmp_path)}, Wanted(CHORDS, tmp_path)))
    assert found["display"].ok is False
    assert found["record"].ok is True


@pytest.mark.parametrize(
    ("environ", "ok"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, False),
    ],
)
def test_x11_or_wayland(environ: dict[str, str], ok: bool) -> None:
    assert session_kind(environ).ok is ok


def test_process_control_names_the_remedy_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "namespace_available", lambda: True)
    assert process_control().ok is True
    monkeypatch.setattr(doctor, "namespace_available", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert "install" in process_control().remedy
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/bwrap")
    assert "AppArmor" in process_control().remedy


def test_a_record_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert record(tmp_path / "not/yet/there").ok is True
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert record(tmp_path).ok is False
    monkeypatch.undo()
    full = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    assert record(tmp_path).ok is False
