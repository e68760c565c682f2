"""Rules on what went before with an agent, with a real file manager and a person who says no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.programs import thunar
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
POLICY = """version = 1
[[rule]]
id = "delete"
reason = "this deletes for good"
verdict = "ask"
when.control = "delete"
[[rule]]
id = "trash"
reason = "the trash gives things back"
verdict = "allow"
when.control = "trash"
[[rule]]
id = "first-visit"
reason = "it has not worked in this program before"
verdict = "ask"
when = { visits = { max = 0 }, action = "click" }
[[rule]]
id = "after-a-no"
reason = "you said no to this a moment ago"
verdict = "deny"
when = { rejections = { min = 1 }, control = "trash" }
"""


def test_what_a_person_said_no_to_is_not_done_by_another_way(
    desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name in ("keep.txt", "other.txt"):
        (folder / name).write_text("x")
    with (
        thunar(desktop, folder) as files,
        Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as supervised,
    ):
        supervised.keep()
        # Two files: two quick clicks on one would open it, and its editor would have the keys.
        clicks = [
            "xdotool mousemove {} {} click 1".format(*files.element(role="table cell", name=name).centre)
            for name in ("other.txt", "keep.txt")
        ]
        agent = supervised.shell(
            f"{'; '.join(clicks)}; xdotool key shift+Delete; sleep 1.5; xdotool key Delete; sleep 0.1"
        )
        supervised.approve(person)
        wait_for(lambda: supervised.rows("decided")[-1]["decision"]["rule_id"] == "delete", "the key to be asked")
        supervised.reject(person)
        supervised.finish(agent)
        acts = [rule for kind, _verdict, rule in supervised.decisions() if kind != "move"]
        assert acts == ["first-visit", "default-read", "delete", "after-a-no"]
        assert (folder / "keep.txt").exists()
