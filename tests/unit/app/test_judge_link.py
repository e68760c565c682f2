from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app.judge_link import JudgeLink, open_judge, take_key
from supervisor.core.assessment import Tier
from supervisor.core.opinion import Opinion
from supervisor.core.settings import JudgeSettings
from supervisor.engine.loop import EventLoop
from tests.support.chat_server import ChatServer
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-do-not-tell"


class Asking:
    """A link to a server, with a loop that the test turns."""

    def __init__(self, server: ChatServer, *, key: str = KEY, **settings: Any) -> None:
        self.loop = EventLoop()
        judge = JudgeSettings(url=server.url, model="m", key_env="JUDGE_KEY", **settings)
        self.link = JudgeLink(self.loop, judge, key, {"PATH": os.environ["PATH"]})
        self.heard: list[Opinion] = []

    def ask(self, question: str = "{}") -> Any:
        return self.link.ask(question, self.heard.append)

    def answer(self) -> Opinion:
        """Turn the loop until there is an answer."""

        def turned() -> bool:
            self.loop.turn(0.01)
            return bool(self.heard)

        wait_for(turned, "an answer", timeout_s=30)
        return self.heard.pop()

    def lost(self) -> None:
        """Turn the loop until the end of the process is noticed: its last child may outlive it for a moment."""

        def turned() -> bool:
            self.loop.turn(0.01)
            return self.link._channel is None

        wait_for(turned, "the end of the process", timeout_s=30)

    def ready(self) -> None:
        self.link.start()

        def turned() -> bool:
            self.loop.turn(0.01)
            return self.link.ready

        wait_for(turned, "the process", timeout_s=30)

    def close(self) -> None:
        self.link.close()
        self.loop.close()


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


@pytest.fixture
def asking(server: ChatServer) -> Iterator[Asking]:
    made = Asking(server, limit_ms=20_000)
    made.ready()
    yield made
    made.close()


def test_an_answer_comes_from_the_loop_and_never_from_ask(asking: Asking, server: ChatServer) -> None:
    server.answers("high_risk", "it sends")
    asking.ask()
    assert asking.heard == []
    assert asking.answer() == Opinion(Tier.HIGH_RISK, "it sends")
    assert asking.link.words == "judge: on, model m"


def test_the_same_question_is_answered_the_same_for_a_while(asking: Asking, server: ChatServer) -> None:
    server.answers("high_risk")
    asking.ask("one")
    asking.answer()
    server.answers("read")
    asking.ask("one")
    assert asking.heard == []
    assert asking.answer().tier is Tier.HIGH_RISK
    asking.ask("another")
    assert asking.answer().tier is Tier.READ
    asking.link._kept = type(asking.link._kept)((q, (0, o)) for q, (_, o) in asking.link._kept.items())
    asking.ask("one")
    assert asking.answer().tier is Tier.READ


def test_a_failure_is_not_kept(asking: Asking, server: ChatServer) -> None:
    server.says(b"", status=500)
    asking.ask()
    assert asking.answer() == Opinion(None, "its server answers with status 500")
    assert asking.link.words == "judge: on, model m; it did not answer: its server answers with status 500"
    server.answers("read")
    asking.ask()
    assert asking.answer().tier is Tier.READ
    assert asking.link.words == "judge: on, model m"


def test_the_time_is_kept_here_though_the_process_is_stopped(server: ChatServer) -> None:
    asking = Asking(server, limit_ms=100)
    asking.ready()
    assert asking.link._process is not None
    asking.link._process.send_signal(signal.SIGSTOP)
    asking.ask()
    assert asking.answer() == Opinion(None, "it took longer than 100 ms")
    asking.close()


def test_one_that_is_taken_back_is_never_answered(asking: Asking, server: ChatServer) -> None:
    server.hangs()
    request = asking.ask("hangs")
    wait_for(lambda: server.seen, "the question")
    request.cancel()
    request.cancel()
    server.answers("read")
    asking.ask("answers")
    assert asking.answer().tier is Tier.READ
    assert asking.heard == []


def test_a_process_that_dies_is_no_answer_and_started_again(asking: Asking, server: ChatServer) -> None:
    server.hangs()
    asking.ask()
    assert asking.link._process is not None
    first = asking.link._process.pid
    wait_for(lambda: server.seen, "the question")
    asking.link._process.kill()
    server.close()
    assert asking.answer().tier is None
    asking.lost()
    asking.link._started_ns = 0
    asking.ask()
    assert asking.answer() == Opinion(None, "nothing listens at its address")
    assert asking.link._process is not None
    assert asking.link._process.pid != first


def test_a_process_that_keeps_dying_is_not_started_each_time(asking: Asking) -> None:
    assert asking.link._process is not None
    asking.link._process.kill()
    asking.lost()
    asking.link._started_ns = asking.loop.now_ns()
    asking.ask()
    assert asking.answer() == Opinion(None, "the process that asks it does not run")


@pytest.mark.parametrize(("key", "why"), [("", "was not set where"), ("sk\nx", "cannot be a key"), ("ü", "cannot")])
def test_without_a_usable_key_nothing_is_asked(server: ChatServer, key: str, why: str) -> None:
    asking = Asking(server, key=key)
    asking.ready()
    assert why in asking.link.words
    asking.ask()
    opinion = asking.answer()
    assert opinion.tier is None
    assert why in opinion.words
    assert "JUDGE_KEY" in opinion.words
    assert server.seen == []
    asking.close()


def test_the_key_is_taken_out_of_the_environment_even_while_there_is_no_judge() -> None:
    environ = {"JUDGE_KEY": KEY, "PATH": "/bin"}
    assert take_key(JudgeSettings(key_env="JUDGE_KEY"), environ) == KEY
    assert environ == {"PATH": "/bin"}
    assert take_key(JudgeSettings(), environ) == ""
    environ = {"JUDGE_KEY": KEY}
    assert open_judge(EventLoop(), JudgeSettings(key_env="JUDGE_KEY"), environ) is None
    assert environ == {}


def test_after_the_end_nothing_is_started(server: ChatServer) -> None:
    asking = Asking(server)
    asking.ready()
    asking.link.close()
    asking.ask()
    assert asking.answer() == Opinion(None, "the process that asks it does not run")
    asking.close()
