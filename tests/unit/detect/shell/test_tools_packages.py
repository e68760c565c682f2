from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command


def flagged(text: str) -> bool:
    return classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    "text",
    [
        "npm publish",
        "npm unpublish web",
        "npm uninstall -g web",
        "npm owner add eve web",
        "yarn npm publish",
        "cargo publish",
        "cargo yank --vers 1.0.0 web",
        "cargo install web",
        "pip uninstall -y web",
        "conda env remove -n web",
        "poetry remove web",
        "uv pip uninstall web",
        "brew uninstall vim",
        "nix store gc",
    ],
)
def test_what_removes_or_stops_is_found(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "npm ls",
        "npm audit",
        "npm org ls me",
        "pnpm outdated",
        "cargo publish --dry-run",
        "cargo tree",
        "pip list",
        "conda list",
        "brew list",
        "brew search vim",
        "brew update",
        "nix search nixpkgs vim",
    ],
)
def test_what_looks_or_makes_is_left_alone(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.kind in (Shell.READ, Shell.REVERSIBLE)
    assert not flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "npm uninstall web",
        "cargo clean",
        "conda clean -a",
        "brew cleanup",
    ],
)
def test_what_others_may_see_is_asked_but_no_alarm(text: str) -> None:
    assert classify_command(text).kind is Shell.RISKY
    assert not flagged(text)
