"""The overlay as a person sees it: pixels asked of the X server, clicks that go where they would go without us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.ui.rings import RADIUS
from supervisor.ui.theme import LIGHT, RING
from tests.support.pixels import MARK, ON_A_LINE, Pixels
from tests.support.programs import thunar
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for
from tests.support.windows import Windows
from tests.ui.conftest import GROUND, composing

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.fake_service import FakeService
    from tests.ui.conftest import StartUi

pytestmark = pytest.mark.desktop

UNIT = 12 / 13
"""The desktop's font is 9 points, 12 px at 96 dpi."""
RIM = round(RADIUS * UNIT)
WORDS = "click “Delete” in docs – Thunar"


def rim_color(look: Pixels, x: int, y: int, rim: int = RIM) -> str:
    """Name the state whose colour is seen right of a point; empty for none."""
    pixel = look.at(x + rim, y)
    return next((state for state, color in RING.items() if pixel.is_near(color, within=ON_A_LINE)), "")


def test_drawn_means_that_the_pixels_are_on_the_server(ui: FakeService, look: Pixels) -> None:
    for number in range(20):
        x, y = 100 + 50 * number, 100 + 30 * number
        ui.mirror(number, x=x, y=y, words=WORDS)
        assert rim_color(look, x, y) == "coming"


@pytest.mark.parametrize("state", ["coming", "held", "sent", "refused"])
def test_each_state_is_seen_with_and_without_compositor(
    ui: FakeService, look: Pixels, desktop_kind: str, state: str
) -> None:
    ui.mirror(1, x=400, y=300, words=WORDS, state=state)
    wait_for(lambda: rim_color(look, 400, 300) == state, f"a ring of state {state} on a {desktop_kind} desktop")


def test_nothing_is_black_with_or_without_compositor(ui: FakeService, look: Pixels, desktop_kind: str) -> None:
    ui.mirror(1, "drag", x=300, y=300, end=[700, 500], words="drag")
    ui.mirror(2, "key", rect=[800, 100, 300, 200], words="press", keys="ctrl+a", state="held")
    wait_for(lambda: rim_color(look, 300, 300) == "coming", f"the ring on a {desktop_kind} desktop")
    for window in look.shown(MARK):
        x, y, width, height = window.rect
        assert look.count("#000000", (x, y, width, height)) < 0.05 * width * height
    assert look.at(300, 300).is_near(GROUND)
    assert look.at(950, 200).is_near(GROUND)
    assert look.at(520, 350).is_near(GROUND)


def test_a_compositor_may_come_and_go(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    ui.mirror(1, x=400, y=300, words=WORDS, state="held")
    assert {window.depth for window in look.shown(MARK)} == {24}
    with composing(desktop, look):
        wait_for(lambda: {window.depth for window in look.shown(MARK)} == {32}, "translucent marks")
        wait_for(lambda: rim_color(look, 400, 300) == "held", "the ring")
    wait_for(lambda: {window.depth for window in look.shown(MARK)} == {24}, "marks cut to shape")
    wait_for(lambda: rim_color(look, 400, 300) == "held", "the ring")
    assert look.at(400, 300).is_near(GROUND)


def test_clicks_reach_what_lies_below(
    ui: FakeService, look: Pixels, desktop: VirtualDesktop, desktop_kind: str
) -> None:
    with Receiver(desktop, geometry=(100, 100, 900, 500)) as below:
        ui.mirror(1, x=400, y=300, words=WORDS, state="held")
        wait_for(lambda: rim_color(look, 400, 300) == "held", f"the ring on a {desktop_kind} desktop")
        places = [(400 + RIM, 300), *(middle(window.rect) for window in look.shown(MARK))]
        for x, y in places:
            desktop.run(["xdotool", "mousemove", str(x), str(y), "click", "1"])
        below.wait_for(lambda _: len(below.of("button_press")) == len(places), what="every click")
        assert all(not look.takes_input(window.id) for window in look.shown(MARK))


def middle(rect: tuple[int, int, int, int]) -> tuple[int, int]:
    x, y, width, height = rect
    return x + width // 2, y + height // 2


def test_the_focus_stays_where_it_is(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    with Receiver(desktop) as program:
        ui.mirror(1, x=300, y=250, words=WORDS, state="held")
        ui.mirror(2, "type+enter", rect=list(program.rect), words="type", text="ls")
        desktop.run(["xdotool", "key", "a"])
        program.wait_for(lambda _: program.keys == ["a"], what="the key")
        assert len(look.shown(MARK)) >= 4
        assert not program.of("focus_out")


def test_marks_lie_over_an_open_menu(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    folder = desktop.folder / "home/Documents"
    (folder / "notes.txt").write_text("some")
    with thunar(desktop, folder) as program, Windows(desktop) as windows:
        x, y = program.element(role="table cell", name="notes.txt").centre
        desktop.run(["xdotool", "mousemove", str(x), str(y), "click", "3"])
        item = program.element(role="menu item", name="Rename.*")
        x, y = item.centre
        ui.mirror(1, x=x, y=y, rect=list(item.rect), words="click “Rename…”")
        assert rim_color(look, x, y) == "coming"
        assert windows.topmost_at(x, y) in {window.id for window in look.shown(MARK)}
        desktop.run(["xdotool", "key", "Escape"])


def test_what_is_sent_is_gone_soon_after(ui: FakeService, look: Pixels, desktop_kind: str) -> None:
    ui.mirror(1, x=400, y=300, words=WORDS)
    ui.mirror(1, x=400, y=300, words=WORDS, state="sent", ack=False)
    wait_for(lambda: rim_color(look, 400, 300) == "sent", f"the sent ring on a {desktop_kind} desktop")
    wait_for(lambda: not look.shown(MARK), "an idle screen without marks")
    wait_for(lambda: look.at(400 + RIM, 300).is_near(GROUND), "the ground")


def test_a_flood_of_motion_neither_delays_nor_piles_up(ui: FakeService, look: Pixels) -> None:
    for step in range(2000):
        ui.service.send(
            "mirror", id=step, kind="move", x=100 + step % 1000, y=300, state="coming", words="", ack=False
        )
    ui.mirror(5000, x=700, y=600, words=WORDS)
    assert rim_color(look, 700, 600) == "coming"
    assert len(look.shown(MARK)) <= 3


@pytest.fixture
def two_monitors(desktop: VirtualDesktop) -> object:
    """The screen as two monitors side by side."""
    output = desktop.run(["xrandr"]).split("\n")[1].split()[0]
    desktop.run(["xrandr", "--setmonitor", "left", "640/169x800/212+0+0", output])
    desktop.run(["xrandr", "--setmonitor", "right", "640/169x800/212+640+0", "none"])
    yield None
    desktop.run(["xrandr", "--delmonitor", "right"])
    desktop.run(["xrandr", "--delmonitor", "left"])


@pytest.mark.parametrize("x", [5, 320, 634, 645, 960, 1275])
def test_marks_and_words_stay_on_the_monitor_of_the_target(
    two_monitors: object,  # noqa: ARG001 - it is how the screen is
    ui: FakeService,
    look: Pixels,
    x: int,
) -> None:
    ui.mirror(1, x=x, y=400, words=WORDS)
    left, right = (0, 640) if x < 640 else (640, 1280)
    label = max((window.rect for window in look.shown(MARK)), key=lambda rect: rect[2])
    assert left <= label[0]
    assert label[0] + label[2] <= right
    assert look.count(LIGHT.ground, label) > 1000


@pytest.mark.parametrize("env", [{"QT_SCALE_FACTOR": "2"}, {"QT_FONT_DPI": "192"}], ids=["scale factor", "font size"])
def test_at_200_percent_all_is_twice_as_large_and_in_its_place(
    start_ui: StartUi, look: Pixels, env: dict[str, str]
) -> None:
    ui = start_ui(**env)
    ui.mirror(1, x=500, y=400, words="click")
    assert rim_color(look, 500, 400, rim=round(2 * RADIUS * UNIT)) == "coming"
    assert rim_color(look, 500, 400, rim=-round(2 * RADIUS * UNIT)) == "coming"
    large = max(window.rect[2] for window in look.shown(MARK))
    ui.close()
    small = start_ui()
    small.mirror(1, x=500, y=400, words="click")
    assert large == pytest.approx(2 * max(window.rect[2] for window in look.shown(MARK)), abs=6)
