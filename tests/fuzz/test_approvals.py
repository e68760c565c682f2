from __future__ import annotations

import pytest

from supervisor.core.lifecycle import Happening, State
from supervisor.engine.holds import Holds
from supervisor.engine.way import Way
from supervisor.human.answers import Answers
from tests.fuzz.approvals import drawn, fuzz, play, shortest

SEED = 20261121
SEQUENCES = 20_000
WEAK = 4_000
"""So many sequences find each weakness below, most of them within some hundred."""


@pytest.mark.timeout(600)
def test_whatever_happens_one_answer_wins_nothing_dead_is_performed_and_nobody_waits_for_ever() -> None:
    tally = fuzz(SEQUENCES, SEED)
    # A generator that gets nowhere would prove nothing.
    assert tally.sequences == SEQUENCES
    assert tally.ends["done"] > SEQUENCES // 4
    assert tally.two > SEQUENCES // 50
    assert all(tally.ends[end] > SEQUENCES // 100 for end in ("refused", "expired", "stopped"))
    for happening in (Happening.ANSWERED_NO, Happening.DENIED, Happening.GONE, Happening.STOP, Happening.SECOND_YES):
        assert tally.pairs[State.HALF_APPROVED, happening], happening
    assert tally.pairs[State.HELD, Happening.MODIFIED]
    assert tally.pairs[State.HELD, Happening.LATE]


def test_a_sequence_is_the_same_again() -> None:
    assert drawn(SEED) == drawn(SEED)
    assert drawn(SEED) != drawn(SEED + 1)


@pytest.mark.parametrize("weakness", ["one gesture", "late answers", "lost answers", "stop", "rejected"])
def test_each_weakness_is_found(weakness: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if weakness == "one gesture":
        monkeypatch.setattr(Way, "twice", property(lambda _way: False))
    elif weakness == "late answers":
        monkeypatch.setattr(Holds, "_waits", lambda holds, _request: next(iter(holds.waiting), None))
        monkeypatch.setattr(Answers, "_may_answer", lambda answers, *_, **__: answers.request is not None)
    elif weakness == "lost answers":
        monkeypatch.setattr(Holds, "_replace", lambda *_: None)
    elif weakness == "stop":
        monkeypatch.setattr(Way, "stop", lambda _way: None)
    else:
        answered = Way.answer

        def turned(way: Way, answer: object, approval: object) -> None:
            answered(way, type(answer)(approved=True), approval)  # type: ignore[call-arg, arg-type]  # a weakness

        monkeypatch.setattr(Way, "answer", turned)
    with pytest.raises(AssertionError, match="seed"):
        fuzz(WEAK, SEED)


def test_what_fails_is_told_as_short_as_it_can_be() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Way, "twice", property(lambda _way: False))
        steps = [("time", 0), ("agent", 3), ("time", 2), ("covered", 0), ("yes", 0), ("hand", 0)]
        with pytest.raises(AssertionError):
            play(steps, by_stop=False)
        assert shortest(steps, by_stop=False) == [("agent", 3), ("time", 2), ("yes", 0)]
