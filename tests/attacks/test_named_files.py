"""An agent tries to write what the supervisor goes by and the person keeps where agents may write: in their home."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.launcher import namespace_available
from tests.attacks.registry import tries
from tests.attacks.yard import POLICY, agent_command
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap"),
]


def files_of(desktop: VirtualDesktop) -> tuple[Path, Path]:
    """Make a policy and a program that answers for the person, each in a folder of the home."""
    policy, tool = desktop.folder / "home/rules/mine.toml", desktop.folder / "home/tools/keyboard"
    for file, content in ((policy, POLICY), (tool, "#!/bin/sh\n")):
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)
    return policy, tool


def seen(file: Path) -> tuple[int, str]:
    """Give which file it is and what it holds; nothing when it is gone."""
    return (file.stat().st_ino, file.read_text()) if file.exists() else (0, "")


@tries("named-files")
def test_attack_a_policy_and_a_trusted_program_in_the_home_are_rewritten(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    settings = f'trusted = ["{desktop.folder / "home/tools/keyboard"}"]\n'
    with Supervised(desktop, tmp_path / "home", settings=settings) as supervised:
        for options, won in ((("--contain=off",), True), ((), False)):
            policy, tool = files_of(desktop)
            before = [seen(policy), seen(tool)]
            agent = supervised.run(
                *agent_command("write", policy, tool), options=("--headless", "--policy", str(policy), *options)
            )
            status, said = supervised.finish(agent)
            assert status == 0, said
            assert (": reached" in said) is won, said
            assert [kept == seen(file) for file, kept in zip((policy, tool), before, strict=True)] == [not won] * 2


def test_a_policy_that_is_named_by_a_link_is_told(desktop: VirtualDesktop, tmp_path: Path) -> None:
    policy, _tool = files_of(desktop)
    link = policy.with_name("link.toml")
    link.symlink_to(policy)
    with Supervised(desktop, tmp_path / "home") as supervised:
        for given, told in ((policy, False), (link, True)):
            agent = supervised.run(sys.executable, "-c", "", options=("--headless", "--policy", str(given)))
            assert ("is a link, which agents can replace" in supervised.finish(agent)[1]) is told
