from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core import shared_state
from supervisor.human.kill import Target
from supervisor.human.latch import Latch
from supervisor.human.stop import Stop
from tests.support.human_process import is_shut
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Scene:
    """A stop whose messages are written down, and a release that ends when it is told to."""

    def __init__(self) -> None:
        fd = os.memfd_create("latch")
        os.ftruncate(fd, shared_state.SIZE)
        self.latch = Latch(fd)
        os.close(fd)
        self.said: list[dict[str, Any]] = []
        self.carried_out = threading.Event()
        self.may_release = threading.Event()
        self.may_release.set()
        self.releases = 0
        self.stop = Stop(self.latch, self.tell, self.carried_out.set)
        self.stop.release_with(self)

    def tell(self, message: Mapping[str, object]) -> None:
        self.said.append(dict(message))

    def release(self, then: Callable[[int], None]) -> None:
        self.releases += 1

        def later() -> None:
            self.may_release.wait(30)
            then(time.monotonic_ns())

        threading.Thread(target=later).start()

    def upstream(self, number: int) -> socket.socket:
        far, near = socket.socketpair()
        self.stop.add_upstream(number, near.detach())
        return far

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.said if message["t"] == kind]


@pytest.fixture
def scene() -> Scene:
    """Give a fresh stop."""
    return Scene()


def test_it_closes_before_it_returns_and_tells_before_anything_is_waited_for(scene: Scene) -> None:
    scene.may_release.clear()
    far = scene.upstream(1)
    t_ns = time.monotonic_ns()
    scene.stop.trigger("chord", "keyboard", t_ns)
    assert scene.latch.stopped
    assert is_shut(far)
    (told,) = scene.said
    assert (told["t"], told["how"], told["device"], told["t_ns"]) == ("stopped", "chord", "keyboard", t_ns)
    assert told["closed_ns"] >= t_ns
    assert scene.stop.under_way
    scene.may_release.set()
    far.close()


def test_all_times_are_told_at_the_end(scene: Scene) -> None:
    scene.stop.trigger("escape", "keyboard", time.monotonic_ns())
    assert scene.carried_out.wait(30)
    (done,) = scene.of("stop_done")
    assert done["t_ns"] <= done["closed_ns"] <= done["killed_ns"]
    assert done["released_ns"] >= done["closed_ns"]
    assert not scene.stop.under_way


def test_an_agent_dies_and_what_it_holds_is_let_go_after_it(scene: Scene) -> None:
    scene.may_release.clear()
    agent = subprocess.Popen(["sleep", "1000"])
    scene.stop.add_agent("a", Target(agent.pid, os.pidfd_open(agent.pid), "pidns"))
    scene.stop.trigger("chord", "", time.monotonic_ns())
    agent.wait(30)
    scene.may_release.set()
    assert scene.carried_out.wait(30)
    assert scene.of("stop_done")[0]["killed_ns"] > 0


def test_keys_are_let_go_before_the_processes_take_the_machine_to_die(scene: Scene) -> None:
    order: list[str] = []
    scene.stop.agents.kill_at_once = lambda: order.append("kill")  # type: ignore[method-assign]

    def release(then: Callable[[int], None]) -> None:
        order.append("release")
        then(time.monotonic_ns())

    scene.release = release  # type: ignore[method-assign]
    scene.stop.trigger("chord", "", time.monotonic_ns())
    assert order[:2] == ["release", "kill"]


def test_a_server_that_releases_nothing_does_not_keep_the_processes_alive(scene: Scene) -> None:
    scene.may_release.clear()
    with subprocess.Popen(["sleep", "1000"]) as agent:
        scene.stop.add_agent("a", Target(agent.pid, os.pidfd_open(agent.pid), "pidns"))
        scene.stop.trigger("chord", "", time.monotonic_ns())
        assert agent.wait(30) < 0
    assert not scene.carried_out.is_set()
    scene.may_release.set()
    assert scene.carried_out.wait(30)


def test_killing_is_begun_again_while_something_is_left(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([False, False, True])
    monkeypatch.setattr(scene.stop.agents, "finish", lambda: next(tries))
    scene.stop.trigger("chord", "", time.monotonic_ns())
    assert scene.carried_out.wait(30)
    assert scene.of("stop_done")[0]["killed_ns"] > 0


def test_a_connection_or_agent_that_comes_while_stopped_is_ended(scene: Scene) -> None:
    scene.stop.trigger("chord", "", time.monotonic_ns())
    far = scene.upstream(1)
    assert is_shut(far)
    agent = subprocess.Popen(["sleep", "1000"])
    scene.stop.add_agent("a", Target(agent.pid, os.pidfd_open(agent.pid), "pidns"))
    assert agent.wait(30) < 0
    assert len(scene.of("stopped")) == 1, "nobody pressed anything a second time"
    far.close()


def test_pressed_again_and_again_it_is_carried_out_each_time(scene: Scene) -> None:
    for _ in range(5):
        scene.stop.trigger("chord", "", time.monotonic_ns())
    wait_for(lambda: len(scene.of("stop_done")) == 5, "all to be carried out")
    assert len(scene.of("stopped")) == 5


def test_rearming_waits_until_the_stop_is_carried_out(scene: Scene) -> None:
    scene.may_release.clear()
    scene.stop.trigger("chord", "", time.monotonic_ns())
    assert not scene.stop.rearm()
    assert scene.latch.stopped
    scene.may_release.set()
    assert scene.carried_out.wait(30)
    wait_for(lambda: not scene.stop.under_way, "the stop to be carried out")
    assert scene.stop.rearm()
    assert not scene.latch.stopped


def test_a_connection_that_is_gone_or_replaced_is_let_go(scene: Scene) -> None:
    first, second = scene.upstream(1), scene.upstream(1)
    assert is_shut(first), "replaced"
    assert not is_shut(second)
    scene.stop.drop_upstream(1)
    scene.stop.drop_upstream(1)
    assert is_shut(second)
    for far in (first, second):
        far.close()


def test_a_descriptor_that_is_no_socket_is_an_error_and_stays_the_callers(scene: Scene) -> None:
    fd = os.memfd_create("no socket")
    with pytest.raises(OSError, match="socket"):
        scene.stop.add_upstream(1, fd)
    os.close(fd)


def test_it_stops_without_anything_that_releases(scene: Scene) -> None:
    fd = os.memfd_create("latch")
    os.ftruncate(fd, shared_state.SIZE)
    alone = Stop(Latch(fd), scene.tell, scene.carried_out.set)
    os.close(fd)
    alone.trigger("chord", "", time.monotonic_ns())
    assert scene.carried_out.wait(30)
    assert scene.of("stop_done")[0]["released_ns"] == 0


def test_any_thread_may_stop(scene: Scene) -> None:
    threads = [threading.Thread(target=scene.stop.trigger, args=("chord", "", n)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_for(lambda: len(scene.of("stop_done")) == 20, "all to be carried out")


def test_a_kill_that_fails_ends_neither_the_release_nor_the_next_stop(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise OSError("no")

    monkeypatch.setattr(scene.stop.agents, "finish", fail)
    for _ in range(2):
        scene.carried_out.clear()
        scene.stop.trigger("chord", "", time.monotonic_ns())
        assert scene.carried_out.wait(30)
    assert [one["killed_ns"] for one in scene.of("stop_done")] == [0, 0]
    assert scene.releases >= 2


def test_waiting_for_the_end_is_bounded(scene: Scene) -> None:
    assert scene.stop.wait(0.01)
    scene.may_release.clear()
    scene.stop.trigger("chord", "", time.monotonic_ns())
    assert not scene.stop.wait(0.05)
    scene.may_release.set()
    assert scene.stop.wait(30)
