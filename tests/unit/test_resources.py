from __future__ import annotations

import re
from pathlib import Path

import pytest

from supervisor import resources
from supervisor.core.time_limit import Fallback
from supervisor.resources import resource


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


def test_each_answer_and_fallback_of_the_manual_has_a_test_that_is_there() -> None:
    tests = Path(__file__).parents[1]
    page = resource("manual/answers.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| ") and "| shown by |" not in line]
    assert len(lines) > 30
    for line in lines:
        named = re.fullmatch(r"\| .+ \| .+ \| `(test_\w+\.py)::(test_\w+)` \|", line)
        assert named is not None, line
        found = [path for path in tests.rglob(named[1]) if f"def {named[2]}(" in path.read_text(encoding="utf-8")]
        assert found, f"no test `{named[2]}` in a `{named[1]}`"
        assert any("pytest.mark.desktop" in path.read_text(encoding="utf-8") for path in found), line


def test_the_page_of_answers_has_each_fallback_of_a_limit() -> None:
    page = resource("manual/answers.md").read_text(encoding="utf-8")
    for fallback in Fallback:
        assert f"| the time is over: {fallback} |" in page
