from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X
from Xlib.protocol import request as xrequest

from supervisor.desktop.quick_questions import FocusQuestion, PointerQuestion, WindowQuestion

if TYPE_CHECKING:
    from Xlib.display import Display

    from supervisor.desktop.x11 import X11


def _ids(value: Any) -> int:
    return int(getattr(value, "id", value))


def _both(x11: X11, ours: Any, theirs: Any, **fields: int) -> tuple[Any, Any]:
    """Ask in one go, so that both speak of one moment."""
    questions = [x11.ask(kind, **fields) for kind in (ours, theirs)]
    mine, other = (x11.answer(question) for question in questions)
    return mine, other


def test_the_pointer_is_told_as_by_python_xlib(x11: X11, other: Display) -> None:
    other.screen().root.warp_pointer(799, 123)
    other.xtest_fake_input(X.ButtonPress, 1)
    other.sync()
    try:
        mine, theirs = _both(x11, PointerQuestion, xrequest.QueryPointer, window=x11.root)
    finally:
        other.xtest_fake_input(X.ButtonRelease, 1)
        other.sync()
    assert (mine.root_x, mine.root_y, mine.mask) == (theirs.root_x, theirs.root_y, theirs.mask)
    assert (mine.root_x, mine.root_y, mine.mask) == (799, 123, X.Button1Mask)


@pytest.mark.parametrize("place", [(15, 25), (500, 500), (-5, -5)])
def test_what_is_at_a_place_is_told_as_by_python_xlib(x11: X11, other: Display, place: tuple[int, int]) -> None:
    made = other.screen().root.create_window(10, 20, 50, 50, 0, X.CopyFromParent)
    made.map()
    other.sync()
    at = {"src_wid": x11.root, "dst_wid": x11.root, "src_x": place[0], "src_y": place[1]}
    mine, theirs = _both(x11, WindowQuestion, xrequest.TranslateCoords, **at)
    assert (_ids(mine.child), mine.x, mine.y) == (_ids(theirs.child), theirs.x, theirs.y)
    assert (_ids(mine.child) == made.id) == (place == (15, 25))


def test_the_focus_is_told_as_by_python_xlib(x11: X11, other: Display) -> None:
    made = other.screen().root.create_window(10, 20, 50, 50, 0, X.CopyFromParent)
    made.map()
    other.sync()
    made.set_input_focus(X.RevertToNone, X.CurrentTime)
    other.sync()
    mine, theirs = _both(x11, FocusQuestion, xrequest.GetInputFocus)
    assert _ids(mine.focus) == _ids(theirs.focus) == made.id


def test_a_window_that_is_gone_gets_no_answer(x11: X11) -> None:
    at = {"src_wid": 0x7FFF_FFF0, "dst_wid": x11.root, "src_x": 1, "src_y": 1}
    assert x11.answer(x11.ask(WindowQuestion, **at)) is None
    assert x11.answer(x11.ask(FocusQuestion)) is not None
