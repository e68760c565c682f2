from __future__ import annotations

from supervisor.human.watch import ServiceWatch

MS = 1_000_000
S = 1000 * MS
START = 1000 * S


def run(watch: ServiceWatch, start_ns: int, end_ns: int, *, beat_ns: int, agents: bool = True) -> list[int]:
    """Look every 50 ms and give when it said that the service is lost."""
    times = range(start_ns, end_ns, 50 * MS)
    return [now for now in times if watch.check(now, beat_ns, agents=agents)]


def test_a_service_that_falls_silent_is_lost_once() -> None:
    watch = ServiceWatch()
    lost = run(watch, START, START + 5 * S, beat_ns=START)
    assert len(lost) == 1
    assert START + 1 * S < lost[0] <= START + int(1.1 * S)


def test_it_can_be_lost_again_after_it_came_back() -> None:
    watch = ServiceWatch()
    run(watch, START, START + 3 * S, beat_ns=START)
    run(watch, START + 3 * S, START + 4 * S, beat_ns=START + 3 * S)
    assert run(watch, START + 4 * S, START + 8 * S, beat_ns=START + 4 * S)


def test_without_agents_silence_means_nothing() -> None:
    assert run(ServiceWatch(), START, START + 60 * S, beat_ns=START, agents=False) == []


def test_an_agent_that_comes_late_gives_a_full_second() -> None:
    watch = ServiceWatch()
    run(watch, START, START + 60 * S, beat_ns=START, agents=False)
    lost = run(watch, START + 60 * S, START + 62 * S, beat_ns=START)
    assert lost
    assert lost[0] > START + 60 * S + 950 * MS


def test_before_its_first_beat_a_service_has_ten_seconds() -> None:
    lost = run(ServiceWatch(), START, START + 20 * S, beat_ns=0)
    assert len(lost) == 1
    assert lost[0] > START + 9 * S


def test_a_machine_that_slept_does_not_accuse_the_service() -> None:
    watch = ServiceWatch()
    run(watch, START, START + S, beat_ns=START + S)
    woke = START + 100 * S
    assert not watch.check(woke, START + S, agents=True)
    assert not watch.check(woke + 50 * MS, START + S, agents=True)
    assert run(watch, woke + 100 * MS, woke + 3 * S, beat_ns=START + S)
