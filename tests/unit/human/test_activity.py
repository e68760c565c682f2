from __future__ import annotations

from supervisor.human.activity import Activity

MS = 1_000_000


def test_motion_is_told_at_most_every_50_ms() -> None:
    activity = Activity()
    told = [ms for ms in range(0, 200, 10) if activity.note(1 + ms * MS, down=False, keys=False)]
    assert told == [0, 50, 100, 150]


def test_the_first_press_and_the_last_release_are_told_at_once() -> None:
    activity = Activity()
    assert activity.note(1 * MS, down=False, keys=False)
    assert activity.note(2 * MS, down=True, keys=False)
    assert not activity.note(3 * MS, down=True, keys=False)
    assert activity.note(4 * MS, down=False, keys=False)
    assert activity.told_down is False


def test_a_key_is_told_though_the_pointer_moves_all_the_time() -> None:
    activity = Activity()
    assert activity.note(1 * MS, down=False, keys=False)
    assert activity.note(2 * MS, down=False, keys=True)
    assert not activity.note(3 * MS, down=False, keys=True)
    assert not activity.note(4 * MS, down=False, keys=False)
