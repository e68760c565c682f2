from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from supervisor.app.judge_examining import probe_judge
from supervisor.core.settings import Settings
from tests.support.chat_server import ChatServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.desktop.finding import Finding

KEY = "sk-do-not-tell"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


def probe(server: ChatServer, **more: object) -> Finding:
    judge = {"url": server.url, "model": "m", "key_env": "JUDGE_KEY", "limit_ms": 20_000} | more
    finding = probe_judge(Settings.model_validate({"judge": judge}), {"JUDGE_KEY": KEY})
    assert KEY not in repr(finding)
    return finding


def test_one_that_answers_is_well_and_was_told_nothing_of_the_person(server: ChatServer) -> None:
    finding = probe(server)
    assert finding.ok
    assert "model `m` answers, in " in finding.means
    (seen,) = server.seen
    assert seen.facts["window"]["title"] == "Calculator"
    assert "Calculator" in json.dumps(seen.body)


def test_one_that_does_not_is_bad_with_what_follows_and_the_remedy(server: ChatServer) -> None:
    server.says(b"", status=401)
    finding = probe(server)
    assert finding.ok is False
    assert "its server answers with status 401; while it does not, you are asked instead" in finding.means
    assert server.url in finding.remedy
    assert "your rules alone decide" in probe(server, on_failure="ignore").means


def test_one_whose_server_agents_reach_is_worth_knowing(server: ChatServer) -> None:
    judge = {"url": server.url, "model": "m", "limit_ms": 20_000}
    finding = probe_judge(Settings.model_validate({"judge": judge, "localhost_ports": [server.port]}), {})
    assert finding.ok is None
    assert "agents reach its server too" in finding.means
    assert str(server.port) in finding.remedy
