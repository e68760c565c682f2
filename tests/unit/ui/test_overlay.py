from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.ui.covers import Covers
from supervisor.ui.drawing import compose
from supervisor.ui.messages import Mirror, MirrorState
from supervisor.ui.overlay import Overlay
from supervisor.ui.placing import overlap
from supervisor.ui.rings import RADIUS
from supervisor.ui.stage import Stage
from supervisor.ui.theme import DARK, RING, Theme
from tests.support.pixels import MARK, ON_A_LINE, Pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.drawing import Drawing
    from supervisor.ui.x_display import XDisplay

RIM = round(RADIUS)
PILL = Rect(1000, 740, 260, 40)
CLICK = Mirror(1, ActionKind.CLICK, MirrorState.COMING, point=Point(300, 200), words="click “Delete”", ack=True)


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        pixels.window("#336699", (0, 0, 1280, 800))
        yield pixels


class Styled:
    """A theme that a test can change."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def __call__(self) -> Theme:
        return self.theme


@pytest.fixture
def style(theme: Theme) -> Styled:
    return Styled(theme)


@pytest.fixture
def overlay(x11: XDisplay, look: Pixels, style: Styled) -> Iterator[Overlay]:  # noqa: ARG001 - the ground comes first
    made = Overlay(Stage(x11, style, Covers(alone=True), lambda: [PILL]), 42)
    yield made
    made.dispose()
    x11.sync()


def rim(look: Pixels, point: Point) -> str:
    """Name the state whose colour the ring around a point has; empty for none."""
    pixel = look.at(point.x + RIM, point.y)
    return next((state for state, color in RING.items() if pixel.is_near(color, within=ON_A_LINE)), "")


def test_drawn_is_told_when_the_pixels_are_on_the_server(overlay: Overlay, look: Pixels) -> None:
    seen: list[tuple[int, str]] = []
    overlay.drawn.connect(lambda mirror: seen.append((mirror, rim(look, Point(300, 200)))))
    overlay.show(CLICK)
    assert seen == [(1, "coming")]


def test_what_nobody_waits_for_is_drawn_soon_and_not_told(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    seen: list[int] = []
    overlay.drawn.connect(seen.append)
    overlay.show(replace(CLICK, ack=False))
    qtbot.waitUntil(lambda: rim(look, Point(300, 200)) == "coming")
    assert seen == []


def test_the_state_changes_in_place(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    overlay.show(CLICK)
    windows = len(look.shown(MARK))
    for state in (MirrorState.HELD, MirrorState.REFUSED):
        overlay.show(replace(CLICK, state=state, ack=False))
        qtbot.waitUntil(lambda state=state: rim(look, Point(300, 200)) == state.value)  # type: ignore[misc]  # pytest-qt takes any callable
        assert len(look.shown(MARK)) == windows
    overlay.clear()


def test_a_held_mirror_stays_and_a_sent_one_goes(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    overlay.show(replace(CLICK, state=MirrorState.HELD))
    overlay.show(replace(CLICK, id=2, point=Point(600, 500), state=MirrorState.SENT))
    assert rim(look, Point(600, 500)) == "sent"
    qtbot.waitUntil(lambda: rim(look, Point(600, 500)) == "")
    assert rim(look, Point(300, 200)) == "held"
    overlay.remove(1)
    qtbot.waitUntil(lambda: look.shown(MARK) == [])


def test_of_many_motions_the_last_is_shown_once(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    for step in range(500):
        overlay.show(Mirror(step, ActionKind.MOVE, MirrorState.COMING, point=Point(100 + step, 300)))
    qtbot.waitUntil(lambda: len(look.shown(MARK)) == 1)
    x, _, width, _ = look.shown(MARK)[0].rect
    assert x + width // 2 == 599
    qtbot.waitUntil(lambda: look.shown(MARK) == [])


def test_the_next_action_takes_the_place_of_what_is_done(overlay: Overlay, look: Pixels) -> None:
    overlay.show(replace(CLICK, state=MirrorState.SENT))
    overlay.show(replace(CLICK, id=2, point=Point(600, 500)))
    assert rim(look, Point(300, 200)) == ""
    assert rim(look, Point(600, 500)) == "coming"


def test_of_many_actions_in_one_frame_only_what_stays_is_drawn(
    overlay: Overlay, look: Pixels, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def composed(mirror: Mirror, *given: Any) -> Drawing:
        drawn.append(mirror.id)
        return compose(mirror, *given)

    monkeypatch.setattr("supervisor.ui.overlay.compose", composed)
    quick = replace(CLICK, ack=False)
    overlay.show(replace(quick, id=1))
    qtbot.waitUntil(lambda: rim(look, Point(300, 200)) == "coming")
    drawn.clear()
    overlay.show(replace(quick, id=1, state=MirrorState.SENT))
    overlay.show(replace(quick, id=2, point=Point(400, 300), state=MirrorState.REFUSED))
    overlay.show(replace(quick, id=3, point=Point(500, 300), state=MirrorState.HELD))
    for turn in range(4, 9):
        overlay.show(replace(quick, id=turn, point=Point(100 * turn, 500), state=MirrorState.SENT))
    qtbot.waitUntil(lambda: rim(look, Point(800, 500)) == "sent")
    assert drawn == [2, 3, 8]
    assert (rim(look, Point(400, 300)), rim(look, Point(500, 300))) == ("refused", "held")
    assert [rim(look, point) for point in (Point(300, 200), Point(400, 500), Point(700, 500))] == ["", "", ""]


@pytest.mark.parametrize("case", [(0.001, 12), (0.01, 30), (1.0, 40)])
def test_a_frame_that_takes_long_is_followed_by_a_rest_but_what_is_held_is_not_kept_waiting(
    overlay: Overlay, look: Pixels, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, case: tuple[float, int]
) -> None:
    (took_s, next_ms), now_s = case, 0.0

    def composed(mirror: Mirror, *given: Any) -> Drawing:
        nonlocal now_s
        now_s += took_s
        return compose(mirror, *given)

    monkeypatch.setattr("supervisor.ui.overlay.monotonic", lambda: now_s)
    monkeypatch.setattr("supervisor.ui.overlay.compose", composed)
    quick = replace(CLICK, ack=False, state=MirrorState.REFUSED)
    overlay.show(quick)
    qtbot.waitUntil(lambda: rim(look, Point(300, 200)) == "refused")
    frame = overlay.findChild(QTimer, "overlay-frame")
    assert isinstance(frame, QTimer)
    overlay.show(replace(quick, id=2, state=MirrorState.SENT))
    assert frame.interval() == next_ms
    overlay.show(replace(quick, id=3, state=MirrorState.HELD, point=Point(600, 500)))
    assert frame.interval() == 12
    qtbot.waitUntil(lambda: rim(look, Point(600, 500)) == "held")


def test_the_new_state_of_one_that_is_shown_takes_nobodys_place(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    overlay.show(CLICK)
    other = replace(CLICK, id=2, point=Point(600, 500), ack=False)
    overlay.show(replace(other, state=MirrorState.SENT))
    overlay.show(replace(CLICK, state=MirrorState.HELD, ack=False))
    qtbot.waitUntil(lambda: rim(look, Point(300, 200)) == "held")
    assert rim(look, Point(600, 500)) == "sent"


def test_the_same_click_again_is_not_hidden_by_the_end_of_the_first(
    overlay: Overlay, look: Pixels, qtbot: QtBot
) -> None:
    overlay.show(CLICK)
    overlay.show(replace(CLICK, state=MirrorState.SENT, ack=False))
    overlay.show(replace(CLICK, id=2))
    overlay.show(Mirror(3, ActionKind.MOVE, MirrorState.COMING, point=Point(900, 300)))
    qtbot.waitUntil(lambda: any(shown.rect[0] > 800 for shown in look.shown(MARK)))
    assert rim(look, Point(300, 200)) == "coming"


def test_what_was_judged_anew_goes_also_when_nobody_sees_the_end_of_it(
    overlay: Overlay, look: Pixels, qtbot: QtBot
) -> None:
    overlay.show(replace(CLICK, state=MirrorState.HELD))
    overlay.show(replace(CLICK, id=2, state=MirrorState.SENT, ack=False))
    overlay.show(replace(CLICK, id=3, point=Point(600, 500), ack=False, state=MirrorState.HELD))
    qtbot.waitUntil(lambda: rim(look, Point(600, 500)) == "held")
    assert rim(look, Point(300, 200)) == ""


def test_taking_away_what_waits_to_be_drawn(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    overlay.show(replace(CLICK, ack=False))
    overlay.remove(1)
    overlay.show(replace(CLICK, id=2, point=Point(600, 500), ack=False))
    qtbot.waitUntil(lambda: rim(look, Point(600, 500)) == "coming")
    assert rim(look, Point(300, 200)) == ""


def test_marks_come_up_again_over_what_covers_them(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    overlay.show(replace(CLICK, state=MirrorState.HELD))
    cover = look.window("#222222", (200, 100, 300, 300))
    qtbot.waitUntil(lambda: rim(look, Point(300, 200)) == "held")
    cover.destroy()


def test_marks_stay_under_the_popup(overlay: Overlay, look: Pixels, x11: XDisplay) -> None:
    popup = look.window("#222222", (200, 100, 300, 300))
    overlay.stay_below(int(popup.id), [Rect(200, 100, 300, 300)])
    overlay.show(CLICK)
    x11.sync()
    assert look.top().id == popup.id
    overlay.stay_below(0, [])
    overlay.show(CLICK)
    assert look.top().name == MARK
    popup.destroy()


def test_new_colours_are_taken_at_once(overlay: Overlay, look: Pixels, style: Styled, x11: XDisplay) -> None:
    overlay.show(CLICK)
    label = look.shown(MARK)[0].rect
    light = look.count(style.theme.palette.ground, label)
    style.theme = replace(style.theme, palette=DARK, is_dark=True)
    overlay.redraw()
    x11.sync()
    assert light > 500
    assert look.count(DARK.ground, look.shown(MARK)[0].rect) > 500


def test_the_picture_of_a_target_is_from_before_it_was_marked(overlay: Overlay) -> None:
    overlay.show(Mirror(9, ActionKind.MOVE, MirrorState.COMING, point=Point(298, 199), ack=True))
    overlay.show(Mirror(9, ActionKind.MOVE, MirrorState.COMING, point=Point(300, 200), ack=True))
    overlay.show(CLICK)
    overlay.show(replace(CLICK, id=2, point=Point(310, 210), kind=ActionKind.DOUBLE_CLICK))
    found = overlay.picture_of(CLICK.point, None)
    assert found is not None
    image, _ = found
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert seen == {"#336699"}


def test_a_target_that_was_not_mirrored_is_pictured_as_it_is_now(overlay: Overlay, look: Pixels) -> None:
    window = look.window("#aa3300", (500, 500, 100, 50))
    found = overlay.picture_of(None, Rect(500, 500, 100, 50))
    assert found is not None
    image, corner = found
    assert image.pixelColor(550 - corner.x, 525 - corner.y).name() == "#aa3300"
    assert overlay.picture_of(None, None) is None
    window.destroy()


def test_more_mirrors_than_a_person_can_read_take_the_place_of_the_oldest(overlay: Overlay, look: Pixels) -> None:
    for number in range(70):
        overlay.show(replace(CLICK, id=number, words="", point=Point(20 + 15 * number, 30 + 10 * number)))
    assert len(look.shown(MARK)) == 2 * 64


def test_words_spare_our_other_things(overlay: Overlay, look: Pixels) -> None:
    overlay.show(replace(CLICK, point=Point(960, 760)))
    label = max((window.rect for window in look.shown(MARK)), key=lambda rect: rect[2])
    assert overlap(Rect(*label), PILL) == 0


def test_running_text_shows_its_latest_and_goes_by_itself(overlay: Overlay, look: Pixels, qtbot: QtBot) -> None:
    rect = Rect(200, 200, 300, 40)
    for number in range(5):
        text = Mirror(number, ActionKind.TYPE, MirrorState.COMING, rect=rect, words="type", text="x" * number)
        overlay.show(text)
        qtbot.waitUntil(lambda: len(look.shown(MARK)) == 3)
    qtbot.waitUntil(lambda: not look.shown(MARK))


def test_the_same_action_under_another_id_takes_its_own_place(overlay: Overlay, look: Pixels) -> None:
    """It was shown, the screen changed, it was judged anew."""
    overlay.show(replace(CLICK, state=MirrorState.HELD))
    overlay.show(replace(CLICK, id=2))
    assert rim(look, Point(300, 200)) == "coming"
    assert len(look.shown(MARK)) == 2


def test_a_drag_is_pictured_where_it_is_dropped(overlay: Overlay) -> None:
    drag = replace(CLICK, kind=ActionKind.DRAG, end=Point(900, 500), state=MirrorState.HELD)
    overlay.show(drag)
    found = overlay.picture_of(Point(900, 500), Rect(850, 480, 100, 40))
    assert found is not None
    image, corner = found
    assert image.pixelColor(900 - corner.x, 500 - corner.y).name() == "#336699"
    assert image.pixelColor(900 + 10 - corner.x, 500 - corner.y).name() == "#336699"


def test_everything_goes_at_once_on_clear(overlay: Overlay, look: Pixels, x11: XDisplay) -> None:
    overlay.show(CLICK)
    overlay.show(replace(CLICK, id=2, ack=False))
    overlay.clear()
    x11.sync()
    assert look.shown(MARK) == []
    assert overlay.occupied() == []


def test_warming_up_shows_nothing(overlay: Overlay, look: Pixels, x11: XDisplay) -> None:
    overlay.warm_up()
    x11.sync()
    assert look.shown(MARK) == []
