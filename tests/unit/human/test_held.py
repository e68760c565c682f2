from __future__ import annotations

from supervisor.human.held import Held

MS = 1_000_000
S = 1000 * MS


def test_a_repeat_is_not_a_new_press() -> None:
    held = Held()
    assert held.press(7, 38, 0)
    assert not held.press(7, 38, 500 * MS)
    assert not held.press(7, 38, 530 * MS)
    held.release(7, 38)
    assert held.press(7, 38, 560 * MS)


def test_a_press_after_a_lost_release_is_new() -> None:
    held = Held()
    held.press(7, 38, 0)
    assert held.press(7, 38, 1 * S)


def test_each_device_has_its_own_keys() -> None:
    held = Held()
    assert held.press(7, 38, 0)
    assert held.press(8, 38, 1)
    held.release(7, 38)
    assert set(held.down) == {(8, 38)}


def test_a_release_without_a_press_changes_nothing() -> None:
    held = Held()
    held.release(7, 38)
    assert not held.down


def test_what_stays_down_long_is_asked_about_and_forgotten_when_it_is_up() -> None:
    held = Held()
    held.press(7, 37, 0)
    held.processed(7, 37)
    assert held.doubtful(999 * MS) == frozenset()
    assert held.doubtful(1 * S) == {7}
    held.correct(7, {37}, 1 * S)
    assert held.down
    held.correct(7, set(), 1 * S)
    assert not held.down


def test_an_answer_older_than_a_press_is_no_answer() -> None:
    held = Held()
    held.press(7, 37, 0)
    held.processed(7, 37)
    held.press(7, 64, 2 * S)
    held.correct(7, set(), 1 * S)
    assert set(held.down) == {(7, 37), (7, 64)}


def test_a_key_behind_a_frozen_grab_is_never_doubted() -> None:
    """The server says that it is up, because it has not acted on the press: Ctrl+Alt would be forgotten."""
    held = Held()
    held.press(7, 37, 0)
    assert held.doubtful(10 * S) == frozenset()
    held.correct(7, set(), 10 * S)
    assert held.down


def test_a_new_press_has_to_be_acted_on_anew() -> None:
    held = Held()
    held.press(7, 37, 0)
    held.processed(7, 37)
    held.release(7, 37)
    held.press(7, 37, 10 * MS)
    assert held.doubtful(5 * S) == frozenset()


def test_a_device_that_goes_takes_its_keys_along() -> None:
    held = Held()
    held.press(7, 37, 0)
    held.press(9, 37, 0)
    held.keep_devices({9})
    assert set(held.down) == {(9, 37)}


def test_what_another_device_released_is_held_but_no_longer_felt() -> None:
    held = Held()
    held.press(7, 50, 0)
    held.press(7, 37, 0)
    held.overrule(5, 50)
    held.overrule(7, 37)
    assert set(held.down) == {(7, 50), (7, 37)}
    assert set(held.felt) == {(7, 37)}
    held.release(7, 50)
    held.press(7, 50, 1)
    assert (7, 50) in held.felt
