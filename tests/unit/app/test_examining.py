"""Doctor looks at the person's files too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.app.examining import examine
from supervisor.app.paths import Paths
from supervisor.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_without_a_display_it_still_says_what_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    findings = {f.name: f for f in examine(Paths(tmp_path, tmp_path, tmp_path, tmp_path))}
    assert findings["policy"].ok
    assert any(f.ok is False and f.remedy for f in findings.values())


def test_a_broken_file_is_a_finding_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    (tmp_path / "settings.toml").write_text("nonsense = 1\n")
    broken = [f for f in examine(Paths(tmp_path, tmp_path, tmp_path, tmp_path)) if "nonsense" in f.means]
    assert broken
    assert broken[0].ok is False


def test_a_chord_that_gave_way_is_worth_knowing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    (tmp_path / "settings.toml").write_text('[chords]\npause = "ctrl+alt+e"\n')
    found = [f.means for f in examine(Paths(tmp_path, tmp_path, tmp_path, tmp_path)) if f.name == "modify"]
    assert [means.split(":")[0] for means in found] == ["`ctrl+alt+e` is yours for pause"]


def test_a_person_is_told_where_the_policy_is_and_where_theirs_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    own, paths = tmp_path / "policy.toml", Paths(tmp_path, tmp_path, tmp_path, tmp_path)

    def means() -> str:
        return next(f.means for f in examine(paths) if f.name == "policy")

    assert str(resource("policy/default.toml")) in means()
    assert means().endswith(f"a copy of it as `{own}` is yours to change")
    own.write_text("version = 1\n")
    assert means().endswith(f"has 0 rules: it is `{own}`")
