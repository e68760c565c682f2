"""Each agent has a display and a cookie of its own, and both go with it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from supervisor.app.joining import connect
from supervisor.app.paths import Paths
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.support.supervised import Supervised

pytestmark = pytest.mark.desktop


def test_two_agents_have_two_displays_and_cannot_use_each_others_cookie(supervised: Supervised) -> None:
    script = "xauth list | awk '{print $3}'; echo $DISPLAY; touch {}; while [ -e {} ]; do sleep 0.05; done"
    marks = [supervised.home / "one", supervised.home / "two"]
    agents = [supervised.shell(script.replace("{}", str(mark)), options=["--name", mark.name]) for mark in marks]
    for mark in marks:
        wait_for(mark.exists, "the agent to run")
    names = {agent["name"] for agent in supervised.status()["agents"]}
    assert names == {"one", "two"}
    for mark in marks:
        mark.unlink()
    cookies, displays = zip(*(supervised.finish(agent)[1].splitlines()[-2:] for agent in agents), strict=True)
    assert len(set(cookies)) == len(set(displays)) == 2


def test_a_client_without_the_cookie_is_refused(supervised: Supervised) -> None:
    mark = supervised.home / "mark"
    agent = supervised.shell(f"echo $DISPLAY > {mark}.part; mv {mark}.part {mark}; cat {mark}; sleep 30")
    wait_for(mark.exists, "the agent to run")
    env = supervised.env | {"DISPLAY": mark.read_text().strip(), "XAUTHORITY": "/dev/null"}
    stranger = subprocess.run(["xdotool", "getmouselocation"], env=env, capture_output=True, text=True, check=False)
    assert stranger.returncode != 0
    agent.terminate()
    supervised.finish(agent)


def test_what_was_made_for_an_agent_goes_with_it(supervised: Supervised) -> None:
    status, out = supervised.finish(supervised.shell("echo $DISPLAY; echo $XAUTHORITY"))
    assert status == 0
    number, authority = out.splitlines()[-2:]
    wait_for(lambda: not supervised.status()["agents"], "the agent to be forgotten")
    files = supervised.command("status", "--json")
    assert authority not in files
    assert not (supervised.home / "run" / authority.rsplit("/", maxsplit=1)[-1]).exists()
    env = supervised.env | {"DISPLAY": number, "XAUTHORITY": authority}
    assert subprocess.run(["xdotool", "getmouselocation"], env=env, capture_output=True, check=False).returncode


def test_the_same_name_twice_gets_a_number(supervised: Supervised) -> None:
    before = len(supervised.rows("agent_started"))
    first = supervised.shell("sleep 30", options=["--name", "twin"])
    wait_for(lambda: len(supervised.rows("agent_started")) > before, "the first")
    assert supervised.finish(supervised.shell("true", options=["--name", "twin"]))[0] == 0
    assert [row["agent"] for row in supervised.rows("agent_started")[before:]] == ["twin", "twin-2"]
    first.terminate()
    supervised.finish(first)


def test_what_is_no_longer_protected_is_recorded_and_shown(supervised: Supervised) -> None:
    folders = Paths(*(supervised.home / name for name in ("config", "data", "state", "run")))
    connection = connect(folders, supervised.desktop.display)
    assert connection is not None
    agent = connection.ask({"t": "run", "argv": ["x"], "name": "lossy", "headless": False})["agent"]
    lost = {"t": "replaced", "again": ["/h/.bashrc"], "lost": ["/h/.profile"], "missing": ["start-up"]}
    connection.channel.send(lost)
    rows = wait_for(lambda: [row for row in supervised.rows("replaced") if row["agent"] == agent] or None, "the row")
    outcome = rows[0]["outcome"]
    assert (outcome["again"], outcome["lost"]) == (["/h/.bashrc"], ["/h/.profile"])
    assert outcome["containment"] == "not contained", "nobody has said yet that it is"
    connection.channel.close()


def test_an_agent_learns_where_its_starter_says_so_and_another_of_its_name_goes_on(supervised: Supervised) -> None:
    def stages() -> list[tuple[str, str]]:
        return [(one["for"], one["stage"]) for one in supervised.status()["stages"]]

    assert supervised.finish(supervised.shell("true", options=["--name", "old hand"]))[0] == 0
    assert stages() == []
    options = ["--learn", "--name", "pupil", "--workflow", "tidy"]
    for _ in range(2):
        assert supervised.finish(supervised.shell("true", options=options))[0] == 0
        assert stages() == [("agent pupil, workflow tidy", "launch")]
    (row,) = (row for row in supervised.rows("level_changed") if row["outcome"]["part"] == "stage")
    assert row["outcome"]["why"] == "it learns, as whoever started it wants"
