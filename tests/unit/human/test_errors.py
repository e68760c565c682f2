from __future__ import annotations

from supervisor.human.errors import HumanError, MessageError, SeatError


def test_whoever_catches_the_base_catches_all() -> None:
    assert all(issubclass(kind, HumanError) for kind in (MessageError, SeatError))
