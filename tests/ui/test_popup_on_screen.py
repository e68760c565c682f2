"""The popup as a person, an agent and a screen reader meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.ui.theme import LIGHT
from tests.support.accessible_actions import meddle, press_everything
from tests.support.pixels import POPUP, Pixels
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


def middle(rect: list[int]) -> tuple[int, int]:
    x, y, width, height = rect
    return x + width // 2, y + height // 2


def live(look: Pixels, message: dict[str, list[int]]) -> bool:
    """Tell whether both areas look live where `human` was told that they are."""
    approve, reject = message["approve"], message["reject"]
    return look.at(approve[0] + 14, approve[1] + approve[3] - 8).is_near(LIGHT.approve_ground) and look.at(
        reject[0] + 14, reject[1] + reject[3] - 8
    ).is_near(LIGHT.reject_ground)


def test_the_focus_stays_where_it_is_and_typing_too(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    with Receiver(desktop, geometry=(50, 50, 400, 300)) as program:
        message = ui.request("r1", point=[200, 200])
        wait_for(lambda: live(look, message), "the popup to look live")
        desktop.run(["xdotool", "key", "x", "key", "Return", "key", "space"])
        program.wait_for(lambda _: program.keys == ["x", "Return", "space"], what="the keys")
        assert not program.of("focus_out")
        assert len(look.shown(POPUP)) == 1


def test_it_looks_grey_until_it_takes_an_answer(ui: FakeService, look: Pixels) -> None:
    message = ui.request("r1")
    assert look.at(message["approve"][0] + 14, middle(message["approve"])[1]).is_near(LIGHT.waiting_ground)
    wait_for(lambda: live(look, message), "the popup to look live")


def test_forged_clicks_and_keys_on_it_do_nothing(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    message = ui.request("r1")
    wait_for(lambda: live(look, message), "the popup to look live")
    window = str(message["window"])
    for area in ("approve", "reject"):
        x, y = middle(message[area])
        desktop.run(["xdotool", "mousemove", str(x), str(y), "click", "1", "click", "3", "key", "Return"])
    desktop.run(["xdotool", "key", "--window", window, "Return", "space", "Escape", "alt+F4"])
    desktop.run(["xdotool", "click", "--window", window, "1"])
    ui.service.send("ping", n=1)
    ui.service.expect("pong")
    assert len(look.shown(POPUP)) == 1
    said = {message["t"] for message in ui.service.heard() + ui.human.heard()}
    assert said <= {"cover"}, "it says more than where it is"


def test_it_lies_over_an_open_menu_that_stays_open(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    folder = desktop.folder / "home/Documents"
    (folder / "notes.txt").write_text("some")
    with thunar(desktop, folder) as program, Windows(desktop) as windows:
        x, y = program.element(role="table cell", name="notes.txt").centre
        desktop.run(["xdotool", "mousemove", str(x), str(y), "click", "3"])
        item = program.element(role="menu item", name="Delete")
        menu = windows.topmost_at(*item.centre)
        message = ui.request("r1", point=list(item.centre), rect=list(item.rect))
        wait_for(lambda: live(look, message), "the popup to look live")
        assert windows.topmost_at(*middle(message["approve"])) == message["window"]
        assert windows.topmost_at(*item.centre) == menu
        ui.service.send("request_closed", id="r1", outcome="rejected")
        ui.human.expect("popup_gone", request="r1")
        assert windows.topmost_at(*item.centre) == menu
        desktop.run(["xdotool", "key", "Escape"])


def test_it_lies_over_whatever_was_there_before(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    everywhere = look.window("#222222", (0, 0, 1280, 800))
    with Windows(desktop) as windows:
        message = ui.request("r1", point=[100, 700])
        assert windows.topmost_at(*middle(message["approve"])) == message["window"]
    everywhere.destroy()


@pytest.mark.usefixtures("look")
def test_it_comes_up_again_over_a_menu_opened_later(ui: FakeService, desktop: VirtualDesktop) -> None:
    message = ui.request("r1", point=[100, 700])
    x, y = middle(message["approve"])
    with Receiver(desktop, geometry=(x - 200, y - 100, 400, 200), bare=True), Windows(desktop) as windows:
        wait_for(lambda: windows.topmost_at(x, y) == message["window"], "the popup on top")
    again = ui.human.expect("popup", request="r1")
    assert again["approve"] == message["approve"]


def test_a_screen_reader_can_read_it_and_press_nothing(
    ui: FakeService, look: Pixels, desktop: VirtualDesktop
) -> None:
    ui.request("r1", sentence="Click “Delete” in docs – Thunar", why="it deletes files")

    def nodes() -> dict[str, tuple[int, bool]]:
        return {node.name: (node.actions, node.pressed) for node in press_everything(desktop, "agent-supervisor")}

    wait_for(lambda: any("Approve" in name for name in nodes()), "the popup on the accessibility bus")
    found = nodes()
    assert found["Approve: press here or Ctrl+Alt+Y"] == (0, False)
    assert found["Reject: press here or Ctrl+Alt+N"] == (0, False)
    assert found["Click “Delete” in docs – Thunar"] == (0, False)
    assert len(look.shown(POPUP)) == 1


def test_a_screen_reader_can_read_all_of_it(ui: FakeService, desktop: VirtualDesktop) -> None:
    ui.request(
        "r1", sentence="Click “Delete” in docs – Thunar", why="it deletes files", rule="some-rule", agent="bot"
    )

    def words() -> str:
        return "\n".join(node.name for node in press_everything(desktop, "agent-supervisor"))

    wait_for(lambda: "Approve" in words(), "the popup on the accessibility bus")
    read = words()
    for part in ("Click “Delete”", "It deletes files", "some-rule", "bot", "Approve", "Reject"):
        assert part.lower() in read.lower(), read


def test_assistive_technology_can_do_nothing_to_it(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    def names() -> list[str]:
        return sorted(node.name for node in press_everything(desktop, "agent-supervisor"))

    with Receiver(desktop, geometry=(20, 20, 200, 100)):
        message = ui.request("r1", sentence="Harm something")
        wait_for(lambda: live(look, message), "the popup to look live")
        wait_for(lambda: any("Approve" in name for name in names()), "the popup on the accessibility bus")
        before, focus, shown = names(), look.connection.get_input_focus().focus.id, look.shown(POPUP)
        ui.service.heard() + ui.human.heard()  # pressing all has pressed the control, which may be pressed by anybody
        done = meddle(desktop, "agent-supervisor", "Harm something")
        ui.service.send("ping", n=1)
        ui.service.expect("pong")
        assert not {name for name in done if name.startswith(("Action.", "Value."))}, done
        assert {said["t"] for said in ui.service.heard() + ui.human.heard()} <= {"cover"}
        assert names() == before
        assert look.shown(POPUP) == shown
        assert look.connection.get_input_focus().focus.id == focus
        assert live(look, message)


@pytest.mark.parametrize("scale", ["1", "2"])
def test_human_is_told_physical_pixels(start_ui: StartUi, look: Pixels, scale: str) -> None:
    ui = start_ui(QT_SCALE_FACTOR=scale)
    message = ui.request("r1")
    wait_for(lambda: live(look, message), "the areas where they are told to be")
    x, y, width, height = look.shown(POPUP)[0].rect
    for area in ("approve", "reject"):
        left, top, wide, high = message[area]
        assert x < left
        assert left + wide < x + width
        assert y < top
        assert top + high < y + height
        assert high >= 44 * int(scale)
        assert look.at(left - 3 * int(scale), top + high // 2).is_near(LIGHT.ground)


@pytest.mark.parametrize("point", [(5, 5), (1275, 5), (640, 400), (5, 795), (1275, 795), (900, 200)])
def test_it_keeps_clear_of_target_and_pointer(
    ui: FakeService, look: Pixels, desktop: VirtualDesktop, point: tuple[int, int]
) -> None:
    x, y = point
    desktop.run(["xdotool", "mousemove", str(x), str(y)])
    rect = [max(0, x - 80), max(0, y - 15), 160, 30]
    ui.mirror(1, x=x, y=y, rect=rect, words="click “Delete”", state="held")
    ui.request("r1", point=[x, y], rect=rect)
    left, top, width, height = look.shown(POPUP)[0].rect
    assert not (
        left < rect[0] + rect[2] and rect[0] < left + width and top < rect[1] + rect[3] and rect[1] < top + height
    )
    assert left >= 0
    assert left + width <= 1280
    assert top >= 0
    assert top + height <= 800


def test_it_pictures_the_target_as_it_was_before_it_was_marked(
    ui: FakeService, look: Pixels, desktop_kind: str
) -> None:
    target = look.window("#ff00ff", (200, 200, 100, 40))
    wait_for(lambda: look.at(250, 220).is_near("#ff00ff"), "the target")
    ui.mirror(1, x=250, y=220, words="click", state="coming")
    ui.mirror(1, x=250, y=220, words="click", state="held")
    ui.request("r1", point=[250, 220])
    wait_for(
        lambda: look.count("#ff00ff", look.shown(POPUP)[0].rect) > 1500, f"the picture on a {desktop_kind} desktop"
    )
    # The popup's own ring is amber; none of the blue one of the mirror got into the picture.
    assert look.count("#2f7bff", look.shown(POPUP)[0].rect) == 0
    target.destroy()


def test_a_secret_place_is_not_pictured(ui: FakeService, look: Pixels) -> None:
    target = look.window("#ff00ff", (200, 200, 100, 40))
    ui.request("r1", point=[250, 220], masked=True)
    assert look.count("#ff00ff", look.shown(POPUP)[0].rect) == 0
    target.destroy()


def test_nothing_is_left_after_it(ui: FakeService, look: Pixels, desktop_kind: str) -> None:
    ui.request("r1")
    x, y, _, _ = look.shown(POPUP)[0].rect
    ui.service.send("request_closed", id="r1", outcome="approved")
    ui.human.expect("popup_gone", request="r1")
    wait_for(lambda: not look.shown(POPUP), "the popup to go")
    wait_for(lambda: look.at(x + 100, y + 100).is_near(GROUND), f"the ground on a {desktop_kind} desktop")


def test_a_compositor_may_come_while_it_asks(ui: FakeService, look: Pixels, desktop: VirtualDesktop) -> None:
    before = ui.request("r1")
    with composing(desktop, look):
        wait_for(lambda: {window.depth for window in look.shown(POPUP)} == {32}, "a translucent popup")
        wait_for(lambda: look.at(*look.shown(POPUP)[0].rect[:2]).is_near(GROUND), "clear corners")
        shown = look.shown(POPUP)[0].id
        assert shown != before["window"]
        after = ui.human.expect("popup", window=shown)
        assert after["approve"] == before["approve"]
        wait_for(lambda: live(look, after), "the popup to look live")
    wait_for(lambda: {window.depth for window in look.shown(POPUP)} == {24}, "an opaque popup")
    wait_for(lambda: look.at(*look.shown(POPUP)[0].rect[:2]).is_near(GROUND), "cut corners")
