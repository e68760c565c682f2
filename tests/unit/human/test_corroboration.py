from __future__ import annotations

import pytest

from supervisor.human.corroboration import Corroboration


def test_what_the_first_listener_heard_at_that_time_is_known() -> None:
    heard = Corroboration()
    heard.note(39, 1000)
    assert heard.knows(39, 1000)
    assert heard.knows(39, 1030)
    assert heard.knows(39, 970)


@pytest.mark.parametrize(("keycode", "time_ms"), [(39, 1031), (39, 969), (40, 1000)])
def test_another_time_or_key_is_not_known(keycode: int, time_ms: int) -> None:
    heard = Corroboration()
    heard.note(39, 1000)
    assert not heard.knows(keycode, time_ms)


def test_the_servers_clock_may_turn_over() -> None:
    heard = Corroboration()
    heard.note(39, (1 << 32) - 5)
    assert heard.knows(39, 5)


def test_nothing_is_known_of_a_deaf_listener() -> None:
    assert not Corroboration().knows(39, 0)
