from __future__ import annotations

import pytest

from supervisor.core.action import Point, Rect
from supervisor.desktop.portable.geometry import Geometry, GeometryError
from supervisor.desktop.portable.monitors import Monitors
from supervisor.desktop.portable.performing import Performer, Refused
from supervisor.desktop.portable.strokes import Button, Key, Move, Refuse, Remap, Stroke
from tests.unit.desktop.portable.simulated_hand import SimulatedHand

PRESS, RELEASE = Button(1, down=True), Button(1, down=False)
CTRL, CTRL_UP = Key(0xFFE3, "ctrl", down=True, keycode=37), Key(0xFFE3, "ctrl", down=False, keycode=37)
A, A_UP = Key(0x61, "a", down=True, keycode=38), Key(0x61, "a", down=False, keycode=38)
TWO = Geometry(Rect(-100, 0, 300, 200), (Rect(0, 0, 200, 200), Rect(-100, 0, 100, 100)), 600, 400)
"""A sharp desktop of two monitors, the smaller one on the left; nothing below that."""


class KnownMonitors(Monitors):
    def __init__(self) -> None:
        self.doubted = 0
        self.gone = False

    def geometry(self) -> Geometry:
        if self.gone:
            raise GeometryError("no monitor is on")
        return TWO

    def doubt(self) -> None:
        self.doubted += 1


class Rig:
    def __init__(self) -> None:
        self.hand = SimulatedHand()
        self.monitors = KnownMonitors()
        self.stopped = False
        self.rearmed = 0
        self.performer = Performer(self.hand, self.monitors, lambda armed: self.stopped or armed < self.rearmed)

    def did(self, *strokes: Stroke) -> str:
        self.hand.did.clear()
        self.performer.perform(strokes)
        return " ".join(self.hand.did)

    def refused(self, *strokes: Stroke) -> tuple[str, str]:
        """Give what was done all the same, and why not all."""
        self.hand.did.clear()
        with pytest.raises(Refused) as caught:
            self.performer.perform(strokes)
        return " ".join(self.hand.did), str(caught.value)


def test_all_is_done_in_order_at_the_place_where_input_counts() -> None:
    rig = Rig()
    assert rig.did(CTRL, Move(400, 100), PRESS, RELEASE, CTRL_UP) == "+ctrl @100,50 +b1 -b1 -ctrl"
    assert rig.did(Remap(255, (1,)), A, A_UP) == "remap 255 +a -a"
    assert rig.did(Button(5, down=True), Button(5, down=False)) == "+b5 -b5"


def test_what_failed_says_whether_a_part_of_it_was_done() -> None:
    def partly(breaks_at: str, *strokes: Stroke) -> bool:
        rig = Rig()
        rig.hand.breaks_at = breaks_at
        with pytest.raises(Refused) as caught:
            rig.performer.perform(strokes)
        return caught.value.partly

    assert partly("+a", CTRL, A)
    assert partly("+a", A), "nobody knows how far a press got that failed"
    assert partly("-b1", Move(400, 100), PRESS, RELEASE)
    assert partly("+a", Remap(255, (1,)), A)
    assert not partly("@100,50", Move(400, 100), PRESS)
    assert not partly("", Refuse("it cannot be said"))
    rig = Rig()
    rig.hand.lands = lambda _point: Point(5, 5)
    with pytest.raises(Refused) as caught:
        rig.performer.perform((Move(400, 100), PRESS))
    assert not caught.value.partly, "a pointer that moved is no part"
    with pytest.raises(Refused) as caught:
        rig.performer.perform((Refuse("the next write begins anew"),))
    assert not caught.value.partly


def test_what_cannot_be_done_is_not_begun() -> None:
    rig = Rig()
    rig.hand.cannot = "no such key"
    assert rig.refused(CTRL, A, A_UP, CTRL_UP) == ("", "no such key: 4")
    rig.hand.cannot = ""
    rig.monitors.gone = True
    assert rig.refused(CTRL, Move(1, 1), PRESS)[0] == ""


def test_nothing_is_pressed_where_no_monitor_shows_anything() -> None:
    rig = Rig()
    did, why = rig.refused(CTRL, Move(10, 390), PRESS, RELEASE, CTRL_UP)
    assert (did, why) == ("", "no monitor shows `10,390`, so nothing can be pressed there")
    assert rig.did(Move(10, 390)) == "@0,195", "the pointer alone stops at the edge"


def test_nothing_is_pressed_where_the_pointer_is_not_what_was_meant() -> None:
    rig = Rig()
    rig.hand.lands = lambda point: Point(point.x // 2, point.y)
    did, why = rig.refused(CTRL, Move(400, 100), PRESS, RELEASE, CTRL_UP)
    assert "+b1" not in did
    assert did.endswith("-ctrl")
    assert why == "the pointer is at `50,50` and not at `100,50`, where it was sent"
    assert rig.monitors.doubted == 1


def test_a_pointer_that_was_pushed_is_brought_there_again() -> None:
    rig = Rig()
    pushes = [Point(7, 7), Point(8, 8)]
    rig.hand.lands = lambda point: pushes.pop() if pushes else point
    assert rig.did(Move(400, 100), PRESS, RELEASE) == "@100,50 @100,50 @100,50 +b1 -b1"


def test_a_press_alone_is_where_the_pointer_is() -> None:
    rig = Rig()
    rig.did(Move(400, 100))
    rig.hand.at = Point(3, 3)
    assert rig.did(PRESS, RELEASE) == "+b1 -b1"


def test_a_drop_that_would_land_elsewhere_is_taken_back() -> None:
    rig = Rig()
    rig.did(Move(400, 100), PRESS)
    rig.hand.lands = lambda point: point if point.y == 50 and point.x < 102 else Point(60, 60)
    did, why = rig.refused(Move(500, 100), RELEASE)
    assert "where it was sent" in why
    assert did.endswith("@150,50 @101,50 @100,50 -b1"), "back where it began, and only then let go"


def test_what_is_refused_before_it_is_begun_leaves_nothing_down_of_what_was_before() -> None:
    for refused in (Refuse("it cannot be said"), Key(0x62, "b", down=True)):
        rig = Rig()
        rig.did(Move(400, 100), PRESS)
        rig.hand.cannot = "no such key"
        did, _ = rig.refused(refused)
        assert did.endswith("-b1")
        rig.hand.cannot = ""
        assert rig.did(Move(400, 100)) == "@100,50"


def test_a_failure_in_the_middle_leaves_nothing_down() -> None:
    rig = Rig()
    rig.hand.breaks_at = "+a"
    did, why = rig.refused(CTRL, Move(400, 100), PRESS, A, A_UP, RELEASE, CTRL_UP)
    assert did == "+ctrl @100,50 +b1 -b1 -ctrl -a"
    assert why == "simulated failed: OSError: the cable is out"
    rig.hand.breaks_at = ""
    rig.hand.did.clear()
    rig.performer.release()
    assert rig.hand.did == []


def test_a_key_comes_up_as_what_it_went_down_whatever_it_means_by_now() -> None:
    rig = Rig()
    assert rig.did(A, Key(0x62, "b", down=False, keycode=38)) == "+a -a"
    rig.hand.did.clear()
    rig.performer.release()
    assert rig.hand.did == []


def test_letting_go_goes_on_where_one_release_fails() -> None:
    rig = Rig()
    rig.did(CTRL, Move(400, 100), PRESS)
    rig.hand.breaks_at = "-b1"
    rig.hand.did.clear()
    rig.performer.release()
    assert rig.hand.did == ["-ctrl"]


def test_a_stop_is_seen_before_each_stroke_and_lets_all_go() -> None:
    rig = Rig()

    def stop_after_three() -> None:
        rig.stopped = len(rig.hand.did) >= 2

    rig.hand.before = stop_after_three
    assert rig.refused(CTRL, Move(400, 100), PRESS, A, A_UP) == ("+ctrl @100,50 +b1 -b1 -ctrl", "stopped")
    assert rig.refused(A, A_UP) == ("", "stopped")


def test_a_stop_that_is_over_again_ends_what_was_written_before_it() -> None:
    rig = Rig()

    def stop_and_rearm() -> None:
        rig.rearmed = 1

    rig.hand.before = stop_and_rearm
    assert rig.refused(CTRL, A, A_UP) == ("+ctrl -ctrl", "stopped")
    rig.performer.perform((A, A_UP), 1)
    assert rig.hand.did[-2:] == ["+a", "-a"]


def test_a_drag_that_has_to_end_is_taken_back_to_where_it_began() -> None:
    rig = Rig()
    rig.did(CTRL, Move(400, 100), PRESS, Move(500, 100))
    rig.hand.did.clear()
    rig.performer.release()
    assert rig.hand.did == ["@101,50", "@100,50", "-b1", "-ctrl"]
