"""The external judge in a running supervisor: it holds ordinary clicks, and lets none through that it did not see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.chat_server import ChatServer
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle

pytestmark = pytest.mark.desktop
KEY = "sk-do-not-tell-anyone"
JUDGE = """yield_to_person_ms = 0
[judge]
url = "{url}"
model = "test-model"
key_env = "JUDGE_KEY"
limit_ms = {limit_ms}
"""


class Judged:
    """A window, a supervisor with a judge, and the judge."""

    def __init__(self, desktop: VirtualDesktop, home: Path, *, limit_ms: int, more: str = "") -> None:
        self.server = ChatServer()
        self.target = Receiver(desktop, title="target", geometry=(100, 100, 500, 400))
        settings = JUDGE.format(url=self.server.url, limit_ms=limit_ms) + more
        self.supervised = Supervised(desktop, home, settings=settings)
        self.supervised.env["JUDGE_KEY"] = KEY
        self.supervised.keep()

    def click(self, then: str = "true") -> Any:
        x, y = self.target.centre
        return self.supervised.shell(f"xdotool mousemove {x} {y} click 1; {then}")

    def clicks(self) -> list[dict[str, Any]]:
        return [row for row in self.supervised.rows("decided") if row["action"]["kind"] == "click"]

    def close(self) -> None:
        self.supervised.close()
        self.target.close()
        self.server.close()


@pytest.fixture
def judged(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Judged]:
    made = Judged(desktop, tmp_path / "home", limit_ms=20_000)
    yield made
    made.close()


def presses(oracle: RecordOracle) -> int:
    oracle.settle()
    return sum(1 for seen in oracle.requests if seen.type == 4 and seen.detail == 1)


def test_an_ordinary_click_goes_through_when_the_judge_finds_nothing(judged: Judged, oracle: RecordOracle) -> None:
    judged.server.answers("read", "it only looks")
    status, out = judged.supervised.finish(judged.click())
    assert status == 0, out
    assert presses(oracle) == 1
    (row,) = judged.clicks()
    assert row["decision"]["verdict"] == "allow"
    assert row["assessment"]["tier"] == "reversible"
    assert row["assessment"]["evidence"][-1] == "the external judge says: “it only looks” (read)"
    (seen,) = judged.server.seen
    assert seen.headers["Authorization"] == f"Bearer {KEY}"
    assert seen.facts["window"]["title"] == "target"


def test_an_ordinary_click_that_the_judge_raises_waits_for_the_person(
    judged: Judged, person: Person, oracle: RecordOracle
) -> None:
    judged.server.answers("irreversible", "it launches\u202e the missiles”")
    agent = judged.click()
    judged.supervised.wait_popup()
    assert presses(oracle) == 0
    (row,) = judged.clicks()
    said = "the external judge says: “it launches⟨202E⟩ the missiles’”"
    assert row["decision"] == {"verdict": "ask", "rule_id": "external-judge", "reason": said}
    assert (row["assessment"]["tier"], row["assessment"]["evidence"][0]) == ("irreversible", said)
    judged.supervised.approve(person)
    assert judged.supervised.finish(agent)[0] == 0
    assert presses(oracle) == 1


def test_a_judge_that_is_gone_is_not_passed_over(judged: Judged, person: Person, oracle: RecordOracle) -> None:
    judged.server.says(b"", status=503)
    agent = judged.click()
    judged.supervised.wait_held()
    (row,) = judged.clicks()
    assert row["decision"]["rule_id"] == "judge-absent"
    assert row["decision"]["reason"].startswith("the external judge did not answer: ")
    problem = "judge: on, model test-model; it did not answer: its server answers with status 503"
    assert judged.supervised.status()["judge"] == problem
    assert problem in judged.supervised.command("status")
    judged.supervised.reject(person)
    judged.supervised.finish(agent)
    assert presses(oracle) == 0


def test_a_judge_that_hangs_is_waited_for_no_longer_than_its_time(
    desktop: VirtualDesktop, tmp_path: Path, oracle: RecordOracle, person: Person
) -> None:
    judged = Judged(desktop, tmp_path / "home", limit_ms=500)
    judged.server.hangs()
    agent = judged.click()
    judged.supervised.wait_held()
    assert "it took too long" in judged.clicks()[0]["decision"]["reason"] or (
        "it took longer than 500 ms" in judged.clicks()[0]["decision"]["reason"]
    )
    judged.supervised.reject(person)
    judged.supervised.finish(agent)
    assert presses(oracle) == 0
    judged.close()


def test_where_the_person_has_chosen_so_the_rules_alone_decide_without_it(
    desktop: VirtualDesktop, tmp_path: Path, oracle: RecordOracle
) -> None:
    judged = Judged(desktop, tmp_path / "home", limit_ms=20_000, more='on_failure = "ignore"\n')
    judged.server.says(b"garbage")
    status, out = judged.supervised.finish(judged.click())
    assert status == 0, out
    assert presses(oracle) == 1
    evidence = judged.clicks()[0]["assessment"]["evidence"]
    assert evidence[-1] == "the external judge did not answer: its answer is not JSON"
    judged.close()


def test_a_stop_while_the_judge_hangs_is_immediate(judged: Judged, person: Person, oracle: RecordOracle) -> None:
    judged.server.hangs()
    agent = judged.click("sleep 60")
    wait_for(lambda: judged.server.seen, "the question")
    helper = _helper(judged.supervised)
    (child,) = _children(helper)
    # The service's loop is not waiting: it answers while the judge is.
    assert judged.supervised.status()["state"] != "stopped"
    person.chord("ctrl+alt+s")
    judged.supervised.wait_status(lambda status: status["state"] == "stopped", timeout_s=10)
    wait_for(lambda: child not in _children(helper), "the request to end", timeout_s=10)
    status, _ = judged.supervised.finish(agent, timeout_s=45)
    assert status == 124
    assert presses(oracle) == 0
    ended = [row for row in judged.supervised.rows("outcome") if (row["action"] or {}).get("kind") == "click"]
    assert [row["outcome"]["result"] for row in ended] == ["stopped"]
    assert judged.clicks() == []
    judged.supervised.rearm(person)


_LOOKS = {
    "auto": "env; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'",
    "off": "env",
}
"""Where an agent looks: contained, at every process it sees; else only its own environment is promised."""


@pytest.mark.parametrize("how", _LOOKS)
def test_attack_an_agent_does_not_get_the_key(judged: Judged, how: str) -> None:
    agent = judged.supervised.shell(_LOOKS[how], options=(f"--contain={how}",))
    _, out = judged.supervised.finish(agent)
    assert "DISPLAY=" in out
    assert KEY not in out


def test_the_key_is_neither_recorded_nor_logged_nor_inherited(judged: Judged) -> None:
    judged.server.answers("read")
    judged.supervised.finish(judged.click())
    started = _tree(judged.supervised.service_pid())[1:]
    assert _helper(judged.supervised) in started
    for pid in started:
        assert KEY.encode() not in Path(f"/proc/{pid}/environ").read_bytes()
    judged.supervised.close()
    files = [file for file in judged.supervised.home.rglob("*") if file.is_file()]
    assert files
    assert [file for file in files if KEY.encode() in file.read_bytes()] == []


def _helper(supervised: Supervised) -> int:
    """Give the process that asks the judge."""
    (found,) = (
        pid
        for pid in _children(supervised.service_pid())
        if b"supervisor.external_judge" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    return found


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _tree(pid: int) -> list[int]:
    return [pid, *(below for child in _children(pid) for below in _tree(child))]
