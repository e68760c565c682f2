"""The first run: a physical person learns approve, reject and stop by doing each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def test_the_first_run_teaches_by_doing(desktop: VirtualDesktop, person: Person) -> None:
    home = desktop.folder / "first-run"
    with Supervised(desktop, home) as supervised:
        seen = home / "data/welcomed"
        seen.unlink()
        supervised.keep()
        elements = Accessible(desktop)
        person.click(*elements.wait(name="Begin", application="agent-supervisor").centre)
        supervised.approve(person)
        supervised.wait_held()
        supervised.reject(person)
        elements.wait(name="This ends all agents.*", application="agent-supervisor")
        person.chord("ctrl+alt+s")
        supervised.wait_status(lambda status: status["state"] == "stopped")
        supervised.rearm(person)
        elements.wait(name="That is all.*", application="agent-supervisor")
        assert seen.exists()
        answers = [row["outcome"] for row in supervised.rows("answered")]
        assert answers == [{"question": "practice", "answer": word} for word in ("approve", "reject")]
        person.click(*elements.wait(name="Close", application="agent-supervisor").centre)
        wait_for(lambda: elements.find(name="Close", application="agent-supervisor") is None, "the welcome to close")
