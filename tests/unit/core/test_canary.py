from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING

import pytest

from supervisor.core.canary import WHY, falls, riddle

if TYPE_CHECKING:
    from collections.abc import Callable


def lots(seed: int) -> Callable[[], float]:
    """Draw the same numbers each time, as even as any."""
    numbers = itertools.count(seed * 10**9)
    return lambda: int.from_bytes(hashlib.sha256(b"%d" % next(numbers)).digest()[:6]) / 2**48


def test_one_in_so_many_is_drawn_on_average_and_none_where_none_is_wanted() -> None:
    lot = lots(1)
    drawn = sum(falls(lot(), 50) for _ in range(50_000))
    assert 850 < drawn < 1150
    assert not any(falls(lot(), 0) for _ in range(1000))
    assert all(falls(lot(), 1) for _ in range(1000))


def test_it_reads_like_a_question_and_is_wrong_for_whoever_reads_it() -> None:
    made = riddle(["tidy"], itertools.repeat(0.0).__next__)
    name = "Velvet Submarine Receipts"
    assert made.sentence == f"This click presses “Move to Trash” in Thunar ({name}): it moves “{name}” to the trash."
    assert made.agent == "tidy"
    assert "trash" in WHY


def test_no_two_are_alike_for_long_and_any_agent_may_be_named() -> None:
    lot = lots(2)
    made = [riddle(["a", "b"], lot) for _ in range(300)]
    assert len({one.sentence for one in made}) > 290
    assert {one.agent for one in made} == {"a", "b"}


@pytest.mark.parametrize("number", [0.0, 0.999999999999])
def test_the_ends_of_the_lot_make_a_question_too(number: float) -> None:
    assert riddle(["a"], lambda: number).sentence.endswith("to the trash.")
