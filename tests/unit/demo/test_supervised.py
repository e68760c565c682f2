from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.demo.children import VirtualDesktopError
from supervisor.demo.supervised import NAME, Supervised
from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def test_the_hand_does_what_it_is_told_and_ends_when_told_no_more(desktop: VirtualDesktop, tmp_path: Path) -> None:
    agent = Supervised(desktop.env, desktop.spawn, tmp_path / "log")
    agent.wait_working()
    assert [a["name"] for a in agent.status()["agents"]] == [NAME]
    with Receiver(desktop) as receiver:
        agent.do("key a")
        receiver.wait_for(lambda _: receiver.keys == ["a"])
        assert agent.waiting() == []
    agent.leave()
    assert agent.process.wait(30) == 0
    with pytest.raises((VirtualDesktopError, ValueError)):
        agent.do("key a")


def test_an_agent_that_cannot_start_is_told_with_the_remedy(desktop: VirtualDesktop, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config/settings.toml").write_text("no = such\nsetting")
    env = {**desktop.env, "AGENT_SUPERVISOR_HOME": str(tmp_path)}
    agent = Supervised(env, lambda argv, **kw: desktop.spawn(argv, env=env, **kw), tmp_path / "log")
    with pytest.raises(VirtualDesktopError, match=r"`agent-supervisor run` ended: .*settings\.toml"):
        agent.wait_working()
    agent.leave()
