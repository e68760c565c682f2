from __future__ import annotations

import hashlib
from typing import Any

import pytest

from supervisor.core import review as room
from supervisor.core.assessment import Tier
from supervisor.core.review import ODDS, UNSURE_FACTOR, Mark, Queue, gravity, is_drawn, is_unsure, may_mark, odds_of
from tests.unit.core.test_autonomy_tally import decided


def row(tier: str = "high_risk", rule: str = "r", stated: dict[str, Any] | None = None, **more: Any) -> Any:
    action = {} if stated is None else {"stated": stated}
    return decided(1, tier=tier, action=action, decision={"verdict": "allow", "rule_id": rule}, **more)


@pytest.mark.parametrize(
    ("record", "odds"),
    [
        (row("read"), 0.002),
        (row("reversible"), 0.02),
        (row("high_risk"), 0.2),
        (row("irreversible"), 1.0),
        (row("reversible", stated={"confidence": 0.4}), 0.2),
        (row("high_risk", stated={"confidence": 0.4}), 1.0),
        (row("high_risk", stated={"confidence": 0.9}), 0.2),
        (row("read", "level-batch-review"), 1.0),
        (row("high_risk", "level-exception-only"), 0.2),
        (row("irreversible", "level-full-autonomy"), 0.0),
        (row("of another version"), 1.0),
    ],
)
def test_the_odds_grow_with_the_risk_and_with_doubt(record: Any, odds: float) -> None:
    assert odds_of(record) == pytest.approx(odds)


def test_what_is_graver_is_never_drawn_more_rarely() -> None:
    odds = list(ODDS.values())
    assert odds == sorted(odds)
    assert UNSURE_FACTOR > 1


@pytest.mark.parametrize(
    ("stated", "unsure"),
    [
        (None, False),
        ({}, False),
        ({"confidence": 0.79}, True),
        ({"confidence": 0.8}, False),
        ({"confidence": float("nan")}, True),
        ({"confidence": "sure"}, False),
    ],
)
def test_an_agent_is_unsure_by_its_own_word(stated: dict[str, Any] | None, unsure: bool) -> None:
    assert is_unsure(row(stated=stated)) is unsure
    assert not is_unsure(row("no tier", stated=stated))


def test_the_lot_falls_as_often_as_the_odds_say_and_always_on_the_same() -> None:
    class Hashed:
        def __init__(self, number: int) -> None:
            self.hash = hashlib.sha256(str(number).encode()).hexdigest()

    rows: list[Any] = [Hashed(number) for number in range(20_000)]
    drawn = [is_drawn(one, 0.2) for one in rows]
    assert 3_700 < sum(drawn) < 4_300
    assert drawn == [is_drawn(one, 0.2) for one in rows]
    assert all(is_drawn(one, 1.0) for one in rows)
    assert not any(is_drawn(one, 0.0) for one in rows)
    # Who is drawn at small odds is drawn at greater ones.
    assert all(is_drawn(one, 0.4) for one, was in zip(rows, drawn, strict=True) if was)


def test_a_row_without_a_hash_is_looked_at() -> None:
    assert is_drawn(row(), 0.5)


def marked(seq: Any, mark: Any) -> dict[str, Any]:
    return {"seq": seq, "mark": mark}


def test_what_is_marked_no_longer_waits() -> None:
    queue = Queue()
    queue.passed(5, 0.2)
    queue.passed(9, 1.0)
    assert queue.marked(marked(5, "right")) is Mark.RIGHT
    assert list(queue.waiting) == [9]
    queue.passed(5, 0.2)
    assert list(queue.waiting) == [9]


def test_a_mark_stands_save_that_right_may_turn_out_wrong() -> None:
    assert [(a, b) for a in (None, *Mark) for b in Mark if may_mark(a, b)] == [
        (None, Mark.RIGHT),
        (None, Mark.WRONG),
        (Mark.RIGHT, Mark.WRONG),
    ]
    queue = Queue()
    assert queue.marked(marked(5, "wrong")) is Mark.WRONG
    assert queue.marked(marked(5, "right")) is None
    assert queue.marks == {5: Mark.WRONG}


@pytest.mark.parametrize(
    "outcome", [{}, marked(5, "maybe"), marked("5", "right"), marked(None, "right"), marked(5, [])]
)
def test_a_mark_that_cannot_be_read_says_nothing(outcome: dict[str, Any]) -> None:
    queue = Queue()
    assert queue.marked(outcome) is None
    assert queue.marks == {}


def test_of_too_many_the_oldest_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_WAITING", 3)
    queue = Queue()
    for seq in range(5):
        queue.passed(seq, 0.2)
    assert (list(queue.waiting), queue.left_out) == ([2, 3, 4], 2)


def test_attack_no_flood_of_what_is_harmless_pushes_out_what_is_grave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_WAITING", 3)
    queue = Queue()
    grave = gravity(Tier.IRREVERSIBLE, 1.0)
    for seq, weight in enumerate((grave, *[gravity(Tier.READ, 1.0)] * 9)):
        queue.passed(seq, weight)
    assert list(queue.waiting) == [0, 8, 9]
    queue = Queue.of(queue.data())
    queue.marked(marked(8, "right"))
    for seq in (10, 11, 12):
        queue.passed(seq, grave)
    assert list(queue.waiting) == [10, 11, 12]
    assert queue.left_out == 7 + 2


def test_what_could_do_more_harm_is_graver_by_whatever_odds_it_was_drawn() -> None:
    weights = [gravity(tier, odds) for tier in Tier for odds in (0.0, 0.002, 0.2, 1.0)]
    assert weights == sorted(set(weights))


def test_it_is_kept_and_read_again() -> None:
    queue = Queue({7: 0.2, 9: 1.0}, {3: Mark.WRONG}, 4)
    assert Queue.of(queue.data()) == queue
