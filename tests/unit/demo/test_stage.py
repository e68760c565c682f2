from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.demo.audience import RealPerson, ScriptedPerson
from supervisor.demo.children import VirtualDesktopError
from supervisor.demo.stage import Stage, real_stage, virtual_stage
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def shows(stage: Stage, name: str) -> bool:
    (stage.documents / name).write_text("text")
    return bool(
        wait_for(lambda: stage.controls.find(role="table cell", name=name), f"{name} in Thunar", timeout_s=30)
    )


def test_the_virtual_stage_shows_its_documents_and_keeps_all_below_its_folder(tmp_path: Path) -> None:
    with virtual_stage(tmp_path, print) as stage:
        assert isinstance(stage.audience, ScriptedPerson)
        assert shows(stage, "a.txt")
        home = Path(stage.env["AGENT_SUPERVISOR_HOME"])
        assert home.is_relative_to(tmp_path)
        assert "mirror_lead_ms" in (home / "config/settings.toml").read_text()


def test_a_folder_that_was_used_before_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    with (
        pytest.raises(VirtualDesktopError, match="is there already: name another folder"),
        virtual_stage(tmp_path, print),
    ):
        pass


def test_the_real_stage_shows_its_documents_on_the_display_that_is_there(
    desktop: VirtualDesktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in desktop.env.items():
        monkeypatch.setenv(name, value)
    with real_stage(tmp_path, print) as stage:
        assert isinstance(stage.audience, RealPerson)
        assert stage.env["DISPLAY"] == desktop.display
        assert shows(stage, "a.txt")
    wait_for(lambda: not stage.controls.find(name="a.txt"), "Thunar to be gone")


def test_without_an_accessibility_bus_the_remedy_is_named(
    desktop: VirtualDesktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in desktop.env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    with (
        pytest.raises(VirtualDesktopError, match="no accessibility bus: install at-spi2-core"),
        real_stage(tmp_path, print),
    ):
        pass
