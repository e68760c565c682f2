from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor import resources
from supervisor.resources import resource

if TYPE_CHECKING:
    from pathlib import Path


def test_what_ships_with_the_package_is_found_in_a_checkout() -> None:
    assert resource("policy/default.toml").is_file()
    assert resource("icons").is_dir()


def test_an_installed_package_has_it_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "supervisor"
    (package / "_resources" / "policy").mkdir(parents=True)
    inside = package / "_resources" / "policy" / "default.toml"
    inside.write_text("")
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resource("policy/default.toml") == inside


def test_a_file_that_is_missing_is_one_sentence_with_the_remedy() -> None:
    with pytest.raises(FileNotFoundError, match=r"lacks `policy/none.toml`: reinstall agent-supervisor"):
        resource("policy/none.toml")
