from __future__ import annotations

import os
import select
import signal
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import Point, Rect
from supervisor.core.context import Element, Window
from supervisor.desktop.accessibility import Accessibility
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOW = Window(id=1, title="docs", pid=os.getpid(), rect=Rect(0, 0, 400, 300))
Answer = tuple[Element | None, str]


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Accessibility]:
    """Give one whose process runs, in a session without a bus."""
    environ = {"PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(tmp_path)}
    accessibility = Accessibility(environ)
    accessibility.start()
    assert accessibility.wait_ready(30)
    yield accessibility
    accessibility.stop()


def ask(accessibility: Accessibility, budget_s: float) -> list[Answer]:
    answers: list[Answer] = []
    accessibility.request("point", WINDOW, Point(1, 1), budget_s, lambda element, why: answers.append((element, why)))
    return answers


def collect(accessibility: Accessibility, answers: list[Answer]) -> Answer:
    """Wait as the loop does: for the descriptor only."""
    deadline = monotonic() + 30
    while not answers:
        assert select.select([accessibility], [], [], deadline - monotonic())[0], "the descriptor did not wake"
        accessibility.dispatch()
    assert len(answers) == 1
    return answers[0]


def test_without_a_bus_the_answer_is_unavailable(asking: Accessibility) -> None:
    assert collect(asking, ask(asking, 20)) == (None, "element-unavailable")


def test_the_callback_comes_from_dispatch_and_never_from_request(asking: Accessibility) -> None:
    answers = ask(asking, 20)
    assert answers == []
    collect(asking, answers)
    asking.dispatch()
    assert len(answers) == 1


def test_the_budget_holds_though_the_process_is_stopped(asking: Accessibility) -> None:
    assert asking._process
    asking._process.send_signal(signal.SIGSTOP)
    began = monotonic()
    slow, quick = ask(asking, 2), ask(asking, 0.05)
    assert collect(asking, quick) == (None, "element-timeout")
    assert slow == []
    assert collect(asking, slow) == (None, "element-timeout")
    assert 2 <= monotonic() - began < 15
    asking._process.send_signal(signal.SIGCONT)
    assert collect(asking, ask(asking, 20)) == (None, "element-unavailable")
    assert len(slow) == len(quick) == 1


def test_a_process_that_reads_nothing_does_not_block_the_asker(asking: Accessibility) -> None:
    assert asking._process
    asking._process.send_signal(signal.SIGSTOP)
    all_answers = [ask(asking, 0.3) for _ in range(3000)]
    for answers in all_answers:
        assert collect(asking, answers) == (None, "element-timeout")


def test_a_process_that_dies_is_unavailable_and_started_again(asking: Accessibility) -> None:
    assert asking._process
    first = asking._process.pid
    asking._process.send_signal(signal.SIGSTOP)
    answers = ask(asking, 20)
    asking._process.kill()
    assert collect(asking, answers) == (None, "element-unavailable")
    asking._started_at -= 60

    def again() -> bool:
        collect(asking, ask(asking, 20))
        return asking._process is not None and asking._process.pid != first

    wait_for(again, "a new process")
    assert asking.wait_ready(30)


def test_one_that_was_never_started_starts_on_request_or_says_unavailable() -> None:
    idle = Accessibility({"PATH": ""})
    idle._started_at = monotonic()
    assert collect(idle, ask(idle, 20)) == (None, "element-unavailable")
    idle.stop()
