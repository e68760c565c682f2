"""A light part of the table of real programs (tests/live/table.py), for every run of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.live.stage import Stage
from tests.live.table import tried

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

LIGHT = {
    "thunar": {
        "Shift+Delete on a chosen file",
        "menu of a file: Delete",
        "dialog, permanently delete: Delete",
        "dialog, permanently delete: Cancel",
        "open a folder called “Trash talk”",
        "F2, then Delete in the new name",
    },
    "terminal": {
        "`rm -rf docs`, Enter",
        "`git reset --hard HEAD~1`, Enter",
        "paste of `rm -rf docs` with its line end",
        "`grep -rn 'rm -rf' .`, Enter",
        "`rm --help | head -3`, Enter",
    },
    "claws": {"compose: Ctrl+Return", "a message: Delete", "compose: Draft", "compose: text about sending"},
    "settings": {"Mouse: Left-handed", "Keyboard: tab Layout"},
}


@pytest.fixture(scope="module")
def stage(desktop: VirtualDesktop) -> Iterator[Stage]:
    with Stage(desktop) as running:
        yield running


@pytest.mark.parametrize("program", LIGHT)
def test_what_is_dangerous_is_held_and_what_looks_alike_is_not_asked_about(stage: Stage, program: str) -> None:
    results = tried(stage, [program], lambda case: case.name in LIGHT[program])
    assert {result.case.name for result in results} == LIGHT[program]
    wrong = [(result.case.name, result.verdict, result.untouched) for result in results if not result.right]
    assert not wrong
