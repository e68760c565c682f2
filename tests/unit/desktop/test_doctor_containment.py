from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.desktop import doctor_containment
from supervisor.desktop.containment_table import ROWS, Mechanism
from supervisor.desktop.doctor_containment import probe_containment

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from supervisor.desktop.finding import Finding


def probe(
    monkeypatch: pytest.MonkeyPatch, offered: frozenset[Mechanism], environ: dict[str, str]
) -> dict[str, Finding]:
    monkeypatch.setattr(doctor_containment, "available", lambda: offered)
    return {finding.name: finding for finding in probe_containment(environ)}


def test_each_row_is_told_with_what_keeps_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = probe(monkeypatch, frozenset(Mechanism), {"HOME": str(tmp_path)})
    assert found["containment"].ok is True
    assert {f"closed: {row.id}" for row in ROWS} <= set(found)
    assert found["closed: display-socket"].means.endswith("by bubblewrap mounts")
    assert "sudo" in found["what containment breaks"].means


def test_what_is_open_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = probe(monkeypatch, frozenset(Mechanism) - {Mechanism.NETWORK}, {"HOME": str(tmp_path)})
    assert found["containment"].ok is None
    assert "partly contained" in found["containment"].means
    assert "install `passt`" in found["OPEN: local-servers"].remedy
    assert found["closed: display-abstract"].means.endswith("by the Landlock scope")


def test_a_start_up_file_that_is_a_link_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".bashrc").symlink_to("elsewhere")
    found = probe(monkeypatch, frozenset(Mechanism), {"HOME": str(tmp_path)})
    assert ".bashrc" in found["start-up files"].means
    assert "start-up files" not in probe(monkeypatch, frozenset(Mechanism), {"HOME": str(tmp_path / "none")})


def test_on_wayland_nothing_is_contained(monkeypatch: pytest.MonkeyPatch) -> None:
    found = probe(monkeypatch, frozenset(Mechanism), {"WAYLAND_DISPLAY": "wayland-0"})
    assert [finding.ok for finding in found.values()] == [False]
