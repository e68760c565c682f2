"""What agents read of the screen does not show the supervisor's windows, and the person sees nothing of that."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from Xlib import X

from supervisor.ui.theme import DARK, LIGHT
from tests.support.onlooker import GREY, Onlooker, Shot, colours
from tests.support.pixels import CONTROL, MARK, POPUP, Pixels
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "Delete" }\n'
WAYS = ("core", "mss", "import", "pyautogui", "pillow", "copy", "planes", "plane copies")
# Marks go in time also on a busy machine.
SETTINGS = "yield_to_person_ms = 0\nscreenshot_wait_ms = 2000\n"
Box = tuple[int, int, int, int]
AREA_PX = 2000
"""More than this are of the approve area's ground."""
MOST_WAIT_MS = 1900
ON_ALL_PLANES = tuple(way for way in WAYS if way != "plane copies")


@pytest.fixture(scope="module")
def target(desktop: VirtualDesktop) -> Iterator[Receiver]:
    """Give a window that takes keys."""
    with Receiver(desktop, title="target", geometry=(100, 100, 500, 400)) as window:
        yield window


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor whose service stays for the module."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings=SETTINGS, policy=POLICY) as running:
        running.keep()
        yield running


@pytest.fixture
def agent(supervised: Supervised, target: Receiver, tmp_path: Path) -> Iterator[Onlooker]:
    """Give an agent that looks at the screen."""
    assert target.window
    with Onlooker.supervised(supervised, tmp_path / "agent") as running:
        yield running


@pytest.fixture
def witness(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Onlooker]:
    """Give a program of the person's that looks at the screen."""
    with Onlooker.direct(desktop.env, tmp_path / "witness") as running:
        yield running


@pytest.fixture
def pixels(desktop: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(desktop) as looking:
        yield looking


@dataclass
class Seat:
    """Who looks at the screen.

    Attributes:
        agent: An agent.
        witness: A program of the person's.
    """

    agent: Onlooker
    witness: Onlooker
    supervised: Supervised
    person: Person
    pixels: Pixels

    def ask(self) -> int:
        """Have the agent do what it has to ask for; gives the popup's window once it takes answers."""
        self.agent.ask("press", "Delete")
        self.supervised.wait_held()
        wait_for(lambda: looks_armed(self.pixels), "the popup to take answers")
        threading.Event().wait(0.5)  # the process that takes them counts its own time
        return self.pixels.shown(POPUP)[0].id

    def answer(self) -> None:
        """Answer by one press of a chord, which only a popup that is still armed takes."""
        self.person.chord("ctrl+alt+n")
        self.supervised.wait_status(lambda s: not s["requests"])
        wait_for(lambda: not self.pixels.shown(POPUP) and not self.pixels.shown(MARK), "the popup to go")


@pytest.fixture
def seat(agent: Onlooker, witness: Onlooker, supervised: Supervised, person: Person, pixels: Pixels) -> Seat:
    """Give all of them, with nothing left on the screen by the test before."""
    wait_for(lambda: not pixels.shown(POPUP) and not pixels.shown(MARK), "an idle screen")
    return Seat(agent, witness, supervised, person, pixels)


def rects(pixels: Pixels, *names: str) -> list[Box]:
    return [window.rect for name in names for window in pixels.shown(name)]


def seen(pixels: Pixels) -> bytes:
    """Give the popup as the person sees it; empty while there is none."""
    shown = rects(pixels, POPUP)
    return b"".join(bytes((c.blue, c.green, c.red, 0)) for c in pixels.area(*shown[0])) if shown else b""


def assert_alike(one: bytes, other: bytes) -> None:
    """Compare without writing out megabytes."""
    differing = [i for i in range(0, len(one), 4) if one[i : i + 4] != other[i : i + 4]] if one != other else []
    places = [(i // 4 % 1280, i // 4 // 1280, one[i : i + 3].hex(), other[i : i + 3].hex()) for i in differing[:5]]
    assert not differing, f"{len(differing)} pixels differ: {places}"


def looks_armed(pixels: Pixels) -> bool:
    """Tell whether the approve area has the colour of one that takes a press."""
    shown = rects(pixels, POPUP)
    return bool(shown) and any(pixels.count(p.approve_ground, shown[0]) > AREA_PX for p in (LIGHT, DARK))


@pytest.mark.parametrize("way", WAYS)
def test_a_screenshot_shows_all_but_the_popup_which_stays_as_it_is(seat: Seat, way: str) -> None:
    seat.ask()
    before = seen(seat.pixels)
    shot, direct = seat.agent.look(way), seat.witness.look(way)
    (popup,) = rects(seat.pixels, POPUP)
    ours = rects(seat.pixels, POPUP, MARK, CONTROL)
    assert len(colours(direct.part(popup))) > 3, "the person does not see the popup"
    blank = colours(shot.part(popup))
    assert blank == {GREY} if way in ON_ALL_PLANES else len(blank) == 1
    assert_alike(shot.outside(ours), direct.outside(ours))
    assert seen(seat.pixels) == before
    seat.answer()


@pytest.mark.parametrize("way", ["window", "window copy"])
def test_a_look_at_the_popup_itself_shows_nothing(seat: Seat, way: str) -> None:
    popup = seat.ask()
    assert colours(seat.agent.look(way, str(popup)).data) <= {GREY, (0, 0, 0)}
    seat.answer()


@pytest.mark.parametrize("way", ["window", "window copy"])
def test_neither_does_a_look_at_the_agents_own_window_below_it(seat: Seat, way: str) -> None:
    own = seat.agent.ask("own window", "0", "0", "1280", "800")["window"]
    seat.ask()
    (popup,) = rects(seat.pixels, POPUP)
    words = colours(seen(seat.pixels)) - {GREY, (0, 0, 0)}
    assert not colours(seat.agent.look(way, str(own)).part(popup)) & words
    seat.answer()


def test_nothing_of_the_popup_stays_in_a_window_below_that_does_not_paint(seat: Seat) -> None:
    seat.agent.ask("own window", "0", "0", "1280", "800")
    seat.ask()
    (popup,) = rects(seat.pixels, POPUP)
    words = colours(seen(seat.pixels)) - {GREY, (0, 0, 0)}
    seat.answer()
    assert not colours(seat.witness.look("core").part(popup)) & words


@pytest.mark.parametrize("way", ["core", "mss", "copy"])
def test_marks_of_what_is_done_have_gone_before_a_screenshot_is_taken(seat: Seat, way: str) -> None:
    idle = seat.witness.look("core")

    def in_time() -> Shot | None:
        """Look while a mark stands; nothing on a machine so busy that the longest wait for the mark was over."""
        wait_for(lambda: not seat.pixels.shown(MARK), "an idle screen")
        seat.agent.ask("press", "Right")
        wait_for(lambda: bool(seat.pixels.shown(MARK)), "the mark")
        shot = seat.agent.look(way)
        return shot if shot.took_ms < MOST_WAIT_MS else None

    shot = wait_for(in_time, "a screenshot that did not have to be taken with the mark", timeout_s=60)
    control = rects(seat.pixels, CONTROL)
    assert_alike(shot.outside(control), idle.outside(control))
    assert seat.supervised.status()["state"] in ("idle", "working")


@pytest.mark.parametrize("way", WAYS)
def test_with_nothing_of_ours_on_the_screen_a_screenshot_is_what_a_direct_one_is(seat: Seat, way: str) -> None:
    wait_for(lambda: not seat.pixels.shown(MARK), "the marks to go")
    control = rects(seat.pixels, CONTROL)
    assert_alike(seat.agent.look(way).outside(control), seat.witness.look(way).outside(control))


@pytest.fixture
def compositor(desktop: VirtualDesktop, pixels: Pixels) -> Iterator[None]:
    """Run a compositor: windows are translucent, and the server keeps a picture of each."""
    selection = pixels.connection.get_atom("_NET_WM_CM_S0")
    process = desktop.spawn(["picom", "--config", "/dev/null", "--backend", "xrender"])
    wait_for(lambda: pixels.connection.get_selection_owner(selection) != X.NONE, "the compositor")
    yield
    desktop.end(process)
    wait_for(lambda: pixels.connection.get_selection_owner(selection) == X.NONE, "the end of the compositor")


@pytest.mark.usefixtures("compositor")
@pytest.mark.parametrize("way", ["core", "pyautogui", "copy", "window", "window copy"])
def test_under_a_compositor_nothing_of_the_popup_is_seen_either(seat: Seat, way: str) -> None:
    popup = seat.ask()
    (rect,) = rects(seat.pixels, POPUP)
    words = colours(seen(seat.pixels)) - {GREY, (0, 0, 0), (255, 255, 255)}
    shot = seat.agent.look(way, *([str(popup)] if way.startswith("window") else []))
    assert not colours(shot.data if way.startswith("window") else shot.part(rect)) & words
    assert len(colours(seat.witness.look("core").part(rect))) > 3, "the person does not see the popup"
    seat.answer()
