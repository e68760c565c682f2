"""`run`: the agent's own exit status, or one that says what happened to supervision."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from supervisor.app.containing import Containment
from supervisor.app.joining import Connection
from supervisor.app.running import _few, _shown, _tell_replaced, _Voice
from supervisor.channel import Channel
from supervisor.desktop.containment_table import Contain, Mechanism
from supervisor.desktop.covers import Renewal
from supervisor.desktop.mounting import Cover
from tests.support.supervised import COMMAND
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.support.supervised import Supervised

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize(
    ("script", "status"), [("exit 0", 0), ("exit 7", 7), ("exit 255", 255), ("kill -TERM $$", 143)]
)
def test_the_exit_status_is_the_agents(supervised: Supervised, script: str, status: int) -> None:
    assert supervised.finish(supervised.shell(script))[0] == status


def test_a_command_line_may_be_longer_than_a_message(supervised: Supervised) -> None:
    words = ["x" * 50_000, *("word" for _ in range(5_000))]
    assert supervised.finish(supervised.run("sh", "-c", "exit $(($# % 250))", *words))[0] == 5_000 % 250
    (row,) = [row for row in supervised.rows("agent_started") if row["outcome"]["argv"][2].startswith("exit $(($#")]
    assert row["outcome"]["argv"][:2] == ["sh", "-c"]


@pytest.mark.parametrize("argv", [["x" * 50_000], ["sh", *["word"] * 50_000], ["sh", "x" * 50_000, "last"]])
def test_a_long_command_line_is_cut_for_message_and_record(argv: list[str]) -> None:
    shown = _shown(argv)
    assert shown
    assert sum(map(len, shown)) <= 4000
    assert all(whole.startswith(part) for whole, part in zip(argv, shown, strict=False))


def test_a_usual_command_line_is_shown_whole() -> None:
    argv = ["sh", "-c", "", "exit 0"]
    assert _shown(argv) == argv


@pytest.mark.parametrize("wanted", [Contain.AUTO, Contain.STRICT])
def test_what_was_replaced_is_told_and_ends_an_agent_that_was_to_be_contained_strictly(wanted: Contain) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection, service = Connection(Channel(ours)), Channel(theirs)
    containment = Containment(wanted, frozenset(Mechanism), ("start-up",))
    said: list[str] = []
    bashrc, profile = Path("/h/.bashrc"), Path("/h/.profile")
    _tell_replaced(Renewal(), connection, containment, said.append)
    _tell_replaced(Renewal(again=(bashrc,)), connection, containment, said.append)
    assert said == []
    lost = Renewal(lost=(Cover(profile, profile, "start-up"),))
    _tell_replaced(lost, connection, containment, said.append)
    assert "`/h/.profile` was replaced" in said[0]
    assert any("was ended" in line for line in said) is (wanted is Contain.STRICT)
    told = [dict(packet.message) for packet in service.receive()]
    assert [(one["again"], one["lost"]) for one in told] == [(["/h/.bashrc"], []), ([], ["/h/.profile"])]
    assert told[-1]["missing"] == ["start-up"]
    connection.channel.close()
    service.close()


def test_of_many_paths_a_few_are_named() -> None:
    assert _few((Path("/a"),)) == ["/a"]
    assert _few(tuple(Path(f"/{number}") for number in range(20)))[-1] == "and 12 more"


def test_attack_a_terminal_that_takes_nothing_keeps_nobody_waiting() -> None:
    goes_on, said = threading.Event(), list[str]()

    def say(line: str) -> None:
        goes_on.wait(30)
        said.append(line)

    with closing(_Voice(say)) as voice:
        voice.say("one")
        voice.say("two")
        assert said == []
        goes_on.set()
    assert said == ["one", "two"]


def test_attack_the_terminals_stop_reaches_nobody_who_contains(supervised: Supervised, tmp_path: Path) -> None:
    go, here = tmp_path / "go", tmp_path / "here"
    script = f"trap '' TSTP; touch {here}; while [ ! -e {go} ]; do sleep 0.05; done"
    run = subprocess.Popen(
        [*COMMAND, "run", "--", "sh", "-c", script],
        env=supervised.env,
        cwd=supervised.desktop.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(here.exists, "the agent", timeout_s=30)
    group = [p for p in psutil.Process(run.pid).children(recursive=True) if os.getpgid(p.pid) == run.pid]
    assert group
    for _ in range(5):
        os.killpg(run.pid, signal.SIGTSTP)
    wait_for(
        lambda: all(p.status() != psutil.STATUS_STOPPED for p in (psutil.Process(run.pid), *group)), "all to go on"
    )
    go.touch()
    assert run.wait(30) == 0


def test_a_program_that_does_not_exist_is_an_error_of_its_own(supervised: Supervised) -> None:
    status, out = supervised.finish(supervised.run("no-such-program-here"))
    assert status == 125
    assert "no-such-program-here" in out


def test_the_agent_sees_its_own_display_and_keeps_the_rest(supervised: Supervised) -> None:
    script = "echo $DISPLAY; echo $XAUTHORITY; echo $HOME; echo ${WAYLAND_DISPLAY-none}; pwd; cat"
    status, out = supervised.finish(supervised.shell(script))
    display, authority, home, wayland, folder = out.splitlines()[-5:]
    assert status == 0
    assert display != supervised.desktop.display
    assert authority.startswith(str(supervised.home))
    assert (home, wayland, folder) == (supervised.env["HOME"], "none", str(supervised.desktop.folder))


def test_a_person_is_told_how_far_it_is_contained(supervised: Supervised) -> None:
    assert "not contained" in supervised.finish(supervised.shell("true", options=["--contain=off"]))[1]
    said = supervised.finish(supervised.shell("true"))[1]
    assert "contained" in said
    assert "not contained" not in said
    rows = [row["outcome"] for row in supervised.rows("agent_started")][-2:]
    assert [row["containment"] == "not contained" for row in rows] == [True, False]
    assert rows[0]["contained"] is False


def test_another_policy_is_not_joined(supervised: Supervised) -> None:
    policy = supervised.home / "other.toml"
    policy.write_text('[[rule]]\nid = "a"\nreason = "x"\nwhen.app = "x"\nverdict = "allow"\n')
    status, out = supervised.finish(supervised.run("true", options=["--policy", str(policy)]))
    assert status == 125
    assert "another policy is in force" in out
    assert out.rstrip().endswith("leave out `--policy`, or end the supervisor first by `Quit…` in its menu")


def test_headless_does_not_join_one_with_a_screen(supervised: Supervised) -> None:
    status, out = supervised.finish(supervised.run("true", options=["--headless"]))
    assert status == 125
    assert out.rstrip().endswith("runs with a user interface: leave out `--headless`")
