from __future__ import annotations

import pytest

from supervisor.engine.person import Person, hands_up

MS = 1_000_000


def heard(*, down: bool = False, keys: bool = True, t_ms: int = 1000) -> Person:
    person = Person()
    person.heard(t_ns=t_ms * MS, down=down, keys=keys)
    return person


def test_nobody_waits_for_a_hand_that_never_moved() -> None:
    assert Person().rests_in_ns(5, 400) == 0


def test_agents_wait_until_the_hand_has_rested_long_enough() -> None:
    person = heard()
    assert person.rests_in_ns(1100 * MS, 400) == 300 * MS
    assert person.rests_in_ns(1400 * MS, 400) == 0
    assert person.rests_in_ns(9999 * MS, 400) == 0


def test_a_hand_that_holds_something_down_does_not_rest_however_long() -> None:
    assert heard(down=True).rests_in_ns(99_999 * MS, 400) == 400 * MS


def test_waiting_can_be_switched_off() -> None:
    assert heard(down=True).rests_in_ns(1000 * MS, 0) == 0


def test_only_keys_count_as_typing() -> None:
    person = heard(keys=False)
    assert (person.last_ns, person.keys_ns) == (1000 * MS, 0)
    person.heard(t_ns=2000 * MS, down=False, keys=True)
    assert person.keys_ns == 2000 * MS


@pytest.mark.parametrize("mask", [0x1, 0x4, 0x8, 0x40, 0x80])
def test_a_held_modifier_would_mix_with_the_agents_input(mask: int) -> None:
    assert not hands_up(Person(), mask, 0, own=False)


@pytest.mark.parametrize("mask", [0x0, 0x2, 0x10, 0x12])
def test_locks_are_no_hands(mask: int) -> None:
    assert hands_up(Person(), mask, 0, own=False)


def test_a_held_button_or_anything_the_person_has_down_is_waited_out() -> None:
    assert not hands_up(Person(), 0, 1, own=False)
    assert not hands_up(heard(down=True), 0, 0, own=False)
    assert hands_up(heard(down=False), 0, 0, own=False)


def test_in_a_held_drop_the_agents_own_button_and_modifiers_are_not_taken_for_the_persons() -> None:
    assert hands_up(Person(), 0x4, 1, own=True)
    assert not hands_up(heard(down=True), 0x4, 1, own=True)
