from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X
from Xlib.error import BadDrawable, BadMatch

from supervisor.core.action import Rect
from supervisor.desktop import x11
from supervisor.desktop.stand_ins import NOTHING, ScreenCopies, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display
    from Xlib.xobject.drawable import Window

    from supervisor.core.ports import StandIn
    from supervisor.demo.virtual_desktop import VirtualDesktop

RED, BLUE, GREY = 0xFF0000, 0x0000FF, 0x808080


@pytest.fixture
def copies(bare: VirtualDesktop) -> Iterator[ScreenCopies]:
    made = ScreenCopies(environ=bare.env)
    yield made
    made.close()


def window(other: Display, color: int, rect: tuple[int, int, int, int], *, shown: bool = True) -> Window:
    made: Window = other.screen().root.create_window(
        *rect, 0, X.CopyFromParent, background_pixel=color, override_redirect=True
    )
    if shown:
        made.map()
    other.sync()
    return made


def pixels(other: Display, stand_in: StandIn | None, width: int, height: int) -> list[list[int]]:
    """Read a stand-in as an agent would; rows of colours."""
    assert stand_in is not None
    found = other.create_resource_object("pixmap", stand_in.pixmap)
    reply = found.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF)
    data = reply.data.encode("latin-1") if isinstance(reply.data, str) else bytes(reply.data)
    words = [word & 0xFFFFFF for word in memoryview(data).cast("I")]
    return [words[row * width : (row + 1) * width] for row in range(height)]


def test_the_screen_is_copied_without_what_is_hidden(copies: ScreenCopies, other: Display) -> None:
    window(other, RED, (10, 10, 100, 100))
    window(other, BLUE, (50, 50, 20, 20))
    made = copies.make(copies._x11.root, Rect(40, 40, 40, 40), [Rect(50, 50, 20, 20)], whole=True)
    rows = pixels(other, made, 40, 40)
    assert [row[15] for row in rows] == [RED] * 10 + [GREY] * 20 + [RED] * 10
    assert rows[15] == [RED] * 10 + [GREY] * 20 + [RED] * 10
    assert made is not None
    assert made.visual == other.screen().root_visual


def test_another_window_shows_what_is_over_it_but_not_what_is_hidden(copies: ScreenCopies, other: Display) -> None:
    below = window(other, RED, (10, 10, 100, 100))
    window(other, BLUE, (20, 20, 20, 20))
    window(other, 0x00FF00, (60, 20, 20, 20))
    made = copies.make(int(below.id), Rect(0, 0, 100, 100), [Rect(60, 20, 20, 20)], whole=True)
    assert pixels(other, made, 100, 100)[15] == [RED] * 10 + [BLUE] * 20 + [RED] * 20 + [GREY] * 20 + [RED] * 30


def test_a_pixmap_is_copied_and_names_no_visual(copies: ScreenCopies, other: Display) -> None:
    pixmap = other.screen().root.create_pixmap(10, 10, 24)
    pixmap.fill_rectangle(int(pixmap.create_gc(foreground=BLUE).id), 0, 0, 10, 10)
    other.sync()
    made = copies.make(int(pixmap.id), Rect(0, 0, 10, 10), [Rect(0, 0, 800, 600)], whole=True)
    assert pixels(other, made, 10, 10) == [[BLUE] * 10] * 10
    assert made is not None
    assert made.visual == 0


@pytest.mark.parametrize("rect", [Rect(0, 0, 101, 10), Rect(-1, 0, 10, 10), Rect(0, 95, 10, 10)])
def test_what_the_server_would_refuse_is_refused(copies: ScreenCopies, other: Display, rect: Rect) -> None:
    made = copies.make(int(window(other, RED, (10, 10, 100, 100)).id), rect, [], whole=True)
    with pytest.raises(BadMatch):
        pixels(other, made, rect.width, rect.height)


def test_so_is_a_window_that_is_not_there_not_shown_or_off_the_screen(copies: ScreenCopies, other: Display) -> None:
    hidden = window(other, RED, (10, 10, 100, 100), shown=False)
    outside = window(other, RED, (750, 10, 100, 100))
    for found in (hidden, outside):
        with pytest.raises(BadMatch):
            pixels(other, copies.make(int(found.id), Rect(0, 0, 100, 100), [], whole=True), 100, 100)
    assert copies.make(0x123, Rect(0, 0, 10, 10), [], whole=True) == NOTHING
    with pytest.raises(BadDrawable):
        pixels(other, NOTHING, 10, 10)


def test_a_copy_may_reach_beyond_the_screen_and_is_grey_there(copies: ScreenCopies, other: Display) -> None:
    window(other, RED, (0, 0, 800, 600))
    made = copies.make(copies._x11.root, Rect(790, 0, 30, 10), [], whole=False)
    assert pixels(other, made, 30, 10) == [[RED] * 10 + [GREY] * 20] * 10


def test_nobody_can_fill_the_servers_memory(copies: ScreenCopies) -> None:
    assert copies.make(copies._x11.root, Rect(0, 0, 32000, 32000), [], whole=False) == NOTHING
    assert copies.blank(60000, 1) == copies.blank(32000, 32000) == copies.blank(0, 5) == NOTHING


def test_a_blank_one_is_grey(copies: ScreenCopies, other: Display) -> None:
    made = copies.blank(5, 4)
    assert pixels(other, made, 5, 4) == [[GREY] * 5] * 4
    assert made is not None
    copies.free(made)
    with pytest.raises(BadDrawable):
        pixels(other, made, 5, 4)


def test_under_a_server_grab_there_is_none_for_now(
    copies: ScreenCopies, other: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as impatient:
        impatient.setattr(x11, "REPLY_BUDGET_S", 0.05)
        _refused_under_a_grab(copies, other)
    assert copies.blank(5, 5) not in (None, NOTHING)


def _refused_under_a_grab(copies: ScreenCopies, other: Display) -> None:
    other.grab_server()
    other.sync()
    try:
        assert copies.make(copies._x11.root, Rect(0, 0, 10, 10), [], whole=True) is None
        assert copies.blank(5, 5) is None
    finally:
        other.ungrab_server()
        other.sync()


def test_when_the_server_has_gone_there_is_nothing_to_read(bare: VirtualDesktop) -> None:
    gone = ScreenCopies(environ=bare.env)
    gone._x11.display.display.socket.shutdown(2)
    assert gone.make(1, Rect(0, 0, 1, 1), [], whole=True) == gone.blank(1, 1) == NOTHING
    gone.free(NOTHING)


def test_holes_are_cut_out() -> None:
    area = Rect(0, 0, 10, 10)
    holes = [Rect(2, 2, 3, 3), Rect(4, 4, 20, 2), Rect(-5, 9, 100, 100), Rect(50, 50, 5, 5)]
    left = without(area, holes)
    covered = [(x, y) for r in left for x in range(r.x, r.x + r.width) for y in range(r.y, r.y + r.height)]

    def in_hole(x: int, y: int) -> bool:
        return any(h.x <= x < h.x + h.width and h.y <= y < h.y + h.height for h in holes)

    assert sorted(covered) == [(x, y) for x in range(10) for y in range(10) if not in_hole(x, y)]
    assert without(area, [area]) == []
