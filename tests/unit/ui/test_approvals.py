from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.ui.approvals import MAX_REQUESTS, Approvals
from supervisor.ui.covers import Covers
from supervisor.ui.messages import Choices, Config, Mirror, MirrorState, Past, Request
from supervisor.ui.overlay import Overlay
from supervisor.ui.placing import area_around, overlap
from supervisor.ui.popup_parts import TargetPicture
from supervisor.ui.stage import Stage
from supervisor.ui.theme import DARK, Theme
from tests.support.pixels import MARK, POPUP, Pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.x_display import XDisplay

    Opens = Callable[[Approvals, str], None]

REQUEST = Request(
    "r1", confirm=False, sentence="Click “Delete”", why="it deletes", rule="delete", point=Point(300, 200)
)


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        pixels.window("#336699", (0, 0, 1280, 800))
        pixels.root.warp_pointer(640, 400)
        pixels.connection.sync()
        yield pixels


PILL = Rect(1000, 740, 260, 40)


@dataclass
class Desk:
    """The approvals, and what they said."""

    approvals: Approvals
    overlay: Overlay
    themes: list[Theme]
    human: list[dict[str, Any]] = field(default_factory=list)
    service: list[dict[str, Any]] = field(default_factory=list)

    def told(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.human if message["t"] == kind]


@pytest.fixture
def desk(x11: XDisplay, look: Pixels, theme: Theme) -> Iterator[Desk]:  # noqa: ARG001 - the ground comes first
    themes = [theme]
    covers = Covers(alone=True)
    overlay = Overlay(Stage(x11, lambda: themes[-1], covers, list), 42)
    config = Config({"approve": "Ctrl+Alt+Y", "reject": "Ctrl+Alt+N"}, arm_ms=40)
    approvals = Approvals(Stage(x11, lambda: themes[-1], covers, lambda: [PILL]), overlay, lambda: config)
    made = Desk(approvals, overlay, themes)
    made.approvals.to_human.connect(made.human.append)
    made.approvals.to_service.connect(made.service.append)
    yield made
    made.approvals.dispose()
    overlay.dispose()
    x11.sync()


def test_human_and_service_are_told_when_it_is_on_the_screen(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    assert desk.human == []
    qtbot.waitUntil(lambda: desk.service == [{"t": "shown", "id": "r1"}])
    (message,) = desk.human
    (shown,) = look.shown(POPUP)
    assert (message["t"], message["request"], message["window"]) == ("popup", "r1", shown.id)
    left, top, width, height = shown.rect
    for name in ("approve", "reject"):
        x, y, w, h = message[name]
        assert left < x
        assert x + w < left + width
        assert top < y
        assert y + h < top + height
        assert h >= 44


class Events(QObject):
    """Counts what one object is sent."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.counts: Counter[QEvent.Type] = Counter()
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.counts[event.type()] += 1
        return False


def test_it_is_not_painted_once_more_for_having_been_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    assert desk.approvals.popup is not None
    seen = Events(desk.approvals.popup)
    QCoreApplication.sendPostedEvents(desk.approvals.popup)
    assert not seen.counts[QEvent.Type.UpdateRequest]
    qtbot.waitUntil(lambda: bool(desk.service))


def test_it_says_that_it_is_coming_until_it_can_be_read_or_goes(desk: Desk, qtbot: QtBot) -> None:
    settled: list[bool] = []
    desk.approvals.settled.connect(lambda: settled.append(desk.approvals.is_coming))
    coming = [desk.approvals.is_coming]
    desk.approvals.add(REQUEST)
    coming.append(desk.approvals.is_coming)
    assert coming == [False, True]
    qtbot.waitUntil(lambda: settled == [False])
    assert desk.service == [{"t": "shown", "id": "r1"}]
    desk.approvals.close("r1")
    assert settled == [False]
    desk.approvals.add(REQUEST)
    desk.approvals.close("r1")
    assert settled == [False, False]


def test_its_window_is_made_while_the_service_thinks(x11: XDisplay, look: Pixels, theme: Theme, qtbot: QtBot) -> None:
    covers, asked = Covers(), list[int]()
    stage = Stage(x11, lambda: theme, covers, list)
    overlay = Overlay(stage, 42)
    approvals = Approvals(stage, overlay, lambda: Config({}))
    covers.told.connect(
        lambda message: (
            asked.append(int(approvals.popup.internalWinId() if approvals.popup else -1))
            if message.get("ask")
            else None
        )
    )
    approvals.add(REQUEST)
    assert asked == [0]
    assert approvals.popup is not None
    assert approvals.popup.internalWinId()
    assert not approvals.popup.isVisible()
    covers.granted("popup")
    qtbot.waitUntil(lambda: len(look.shown(POPUP)) == 1)
    approvals.dispose()
    overlay.dispose()
    covers.dispose()
    x11.sync()


def test_what_is_told_of_the_areas_is_where_they_are_drawn(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: bool(desk.human))
    palette = desk.themes[-1].palette
    for name, ground in (("approve", palette.approve_ground), ("reject", palette.reject_ground)):
        x, y, width, height = desk.human[0][name]
        qtbot.waitUntil(lambda ground=ground, at=(x + width // 2, y + 5): look.at(*at).is_near(ground))  # type: ignore[misc]  # any callable
        assert look.at(x + 12, y + height - 12).is_near(ground)
        assert look.at(x - 3, y + height // 2).is_near(palette.ground)


def test_it_covers_neither_target_nor_pointer(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    for number, point in enumerate(
        [Point(10, 10), Point(1270, 10), Point(640, 400), Point(10, 790), Point(1270, 790)]
    ):
        rect = Rect(point.x - 60, point.y - 15, 120, 30)
        desk.approvals.add(replace(REQUEST, id=str(number), point=point, rect=rect))
        qtbot.waitUntil(lambda: len(look.shown(POPUP)) == 1)
        place = Rect(*look.shown(POPUP)[0].rect)
        assert overlap(place, rect) == 0
        assert overlap(place, area_around(Point(640, 400), 20)) == 0
        desk.approvals.close(str(number))


def test_it_spares_our_other_things_if_it_can(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(replace(REQUEST, point=Point(50, 50)))
    qtbot.waitUntil(lambda: len(look.shown(POPUP)) == 1)
    assert overlap(Rect(*look.shown(POPUP)[0].rect), PILL) == 0


@pytest.mark.parametrize(
    ("target", "pictured"),
    [(Rect(0, 380, 1280, 420), False), (Rect(0, 0, 1280, 800), True), (Rect(230, 165, 820, 480), True)],
)
def test_it_goes_without_picture_where_that_spares_the_target(
    desk: Desk, look: Pixels, qtbot: QtBot, target: Rect, pictured: bool
) -> None:
    desk.approvals.add(replace(REQUEST, point=None, rect=target))
    qtbot.waitUntil(lambda: len(look.shown(POPUP)) == 1)
    assert desk.approvals.popup is not None
    assert bool(desk.approvals.popup.findChildren(TargetPicture)) is pictured
    assert (overlap(Rect(*look.shown(POPUP)[0].rect), target) == 0) is not pictured


def test_a_label_gives_way_to_the_popup(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    mirror = Mirror(1, ActionKind.CLICK, MirrorState.HELD, point=Point(900, 60), words="click " * 30, ack=True)
    desk.approvals.add(replace(REQUEST, point=Point(640, 790)))
    qtbot.waitUntil(lambda: len(look.shown(POPUP)) == 1)
    desk.overlay.show(mirror)

    def apart() -> bool:
        label = max((window.rect for window in look.shown(MARK)), key=lambda rect: rect[2])
        return overlap(Rect(*label), Rect(*look.shown(POPUP)[0].rect)) == 0

    qtbot.waitUntil(apart)


def test_one_at_a_time_in_order_of_arrival(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    for number in range(3):
        desk.approvals.add(replace(REQUEST, id=f"r{number}"))
    qtbot.waitUntil(lambda: len(desk.service) == 1)
    desk.approvals.close("r1")
    desk.approvals.close("r0")
    qtbot.waitUntil(lambda: len(desk.service) == 2)
    assert [message["id"] for message in desk.service] == ["r0", "r2"]
    assert desk.told("popup_gone") == [{"t": "popup_gone", "request": "r0"}]
    desk.approvals.close("r2")
    desk.approvals.close("unknown")
    qtbot.waitUntil(lambda: look.shown(POPUP) == [])
    assert desk.human[-1] == {"t": "popup_gone", "request": "r2"}


def test_how_many_wait_is_told(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    popup = desk.approvals.popup
    assert popup is not None
    assert popup.footer.remark == ""
    desk.approvals.add(replace(REQUEST, id="r2"))
    desk.approvals.add(replace(REQUEST, id="r3"))
    assert popup.footer.remark == "2 more waiting"
    desk.approvals.close("r3")
    assert popup.footer.remark == "1 more waiting"
    qtbot.waitUntil(lambda: bool(desk.service))


def test_requests_that_the_service_keeps_back_are_counted_too(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    desk.approvals.set_waiting(4)
    assert desk.approvals.popup is not None
    assert desk.approvals.popup.footer.remark == "3 more waiting"
    desk.approvals.set_waiting(1)
    assert desk.approvals.popup.footer.remark == ""
    qtbot.waitUntil(lambda: bool(desk.service))


def test_what_nobody_is_asked_about_any_more_is_not_shown_as_held(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    held = Mirror(1, ActionKind.CLICK, MirrorState.HELD, point=Point(300, 200), words="click", ack=False)
    desk.overlay.show(held)
    desk.overlay.show(replace(held, id=2, point=Point(900, 700)))
    qtbot.waitUntil(lambda: len(look.shown(MARK)) == 4)
    desk.approvals.add(REQUEST)
    desk.approvals.close("r1")
    qtbot.waitUntil(lambda: len(look.shown(MARK)) == 2)
    assert look.shown(POPUP) == []


def test_the_time_that_is_left_is_what_the_engine_says(desk: Desk) -> None:
    desk.approvals.add(replace(REQUEST, deadline_s=90.0))
    popup = desk.approvals.popup
    assert popup is not None
    assert popup.footer.remark == "ends in 1:30"
    desk.approvals.set_time("other", 5, runs=True)
    desk.approvals.set_time("r1", 89, runs=True)
    assert popup.footer.remark == "ends in 1:29"
    desk.approvals.set_time("r1", 89, runs=False)
    assert popup.footer.remark == "1:29 left, the time stands still"
    desk.approvals.rebuild()
    assert desk.approvals.popup is not None
    assert desk.approvals.popup.footer.remark == "1:29 left, the time stands still"


def test_who_takes_more_time_has_not_answered_yet(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(replace(REQUEST, deadline_s=90.0, extends=True))
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 1)
    popup = desk.approvals.popup
    assert popup is not None
    assert "select:more-time" in desk.told("popup")[0]["others"]
    qtbot.waitUntil(lambda: popup.approve.armed)
    desk.approvals.set_time("r1", 170, runs=True)
    assert not popup.approve.armed
    qtbot.waitUntil(lambda: popup.approve.armed)


@pytest.mark.parametrize("opens", [partial(Approvals.open_did, opened=True), Approvals.turn])
def test_what_is_opened_or_turned_to_is_read_anew(desk: Desk, qtbot: QtBot, opens: Opens) -> None:
    desk.approvals.add(replace(REQUEST, did=(Past("click “Open” in docs", "done"),)))
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 1)
    assert "select:did" in desk.told("popup")[0]["others"]
    popup = desk.approvals.popup
    opens(desk.approvals, "other")
    opens(desk.approvals, "r1")
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 2)
    assert (len(desk.told("popup_gone")), desk.approvals.popup is popup) == (1, False), "a press is for what it hit"


def test_a_popup_whose_time_is_over_leaves_a_notice_in_its_place(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(replace(REQUEST, deadline_s=1.0))
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 1)
    place = look.shown(POPUP)[0].rect
    desk.approvals.close("r1", late=True)
    notice = desk.approvals.notice
    assert notice is not None
    assert desk.told("popup_gone") == [{"t": "popup_gone", "request": "r1"}]
    qtbot.waitUntil(lambda: [window.rect for window in look.shown("agent-supervisor: too late")] == [place])
    assert look.shown(POPUP) == []
    desk.approvals.too_late("other", "something else")
    assert notice.says == "Nobody answered in time: it was rejected"
    desk.approvals.too_late("r1", "this answer had no effect")
    assert notice.says == "This answer had no effect"
    desk.approvals.add(replace(REQUEST, id="r2"))
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 2)
    assert look.shown("agent-supervisor: too late") == []
    desk.approvals.close("r2", says="this was a test")
    assert desk.approvals.notice is not None
    assert desk.approvals.notice.says == "This was a test"


def test_the_same_id_again_asks_anew(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: len(desk.service) == 1)
    desk.approvals.add(replace(REQUEST, sentence="Click “Delete all”"))
    qtbot.waitUntil(lambda: len(desk.service) == 2)
    assert [message["t"] for message in desk.human] == ["popup", "popup_gone", "popup"]


def test_when_covered_it_comes_up_again_and_has_to_stand_still_anew(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 1)
    x, y, width, height = look.shown(POPUP)[0].rect
    cover = look.window("#222222", (x + 10, y + 10, width, height))
    qtbot.waitUntil(lambda: look.top().name == POPUP)
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 2)
    cover.destroy()


def test_when_moved_its_new_place_is_told(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 1)
    (shown,) = look.shown(POPUP)
    look.connection.create_resource_object("window", shown.id).configure(x=50, y=60)
    look.connection.sync()
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 2)
    before, after = desk.told("popup")
    assert after["approve"][0] - before["approve"][0] == 50 - shown.rect[0]
    assert after["approve"][1] - before["approve"][1] == 60 - shown.rect[1]


def test_when_unmapped_it_comes_back(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 1)
    (shown,) = look.shown(POPUP)
    look.connection.create_resource_object("window", shown.id).unmap()
    look.connection.sync()
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 2)
    qtbot.waitUntil(lambda: len(look.shown(POPUP)) == 1)
    assert desk.told("popup_gone")


def test_when_nobody_knows_where_it_is_it_is_shown_anew_and_can_be_answered(
    desk: Desk, x11: XDisplay, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its place `human` takes no yes: told to be shown, it would stand there and nobody could agree to it."""
    place_of, first = x11.place_of, list[int]()

    def without_first(window: int) -> Rect | None:
        first.append(window)
        return place_of(window) if window != first[0] else None

    monkeypatch.setattr(x11, "place_of", without_first)
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: bool(desk.told("popup")))
    assert [message["t"] for message in desk.human] == ["popup_gone", "popup"]
    assert desk.told("popup")[0]["window"] != first[0]
    assert desk.service == [{"t": "shown", "id": "r1"}]
    assert capsys.readouterr().err.count("nobody knows where the popup of `r1` is") == 1


def test_other_colours_make_another_popup_of_the_same_request(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 1)
    desk.themes.append(replace(desk.themes[-1], palette=DARK, is_dark=True))
    desk.approvals.rebuild()
    qtbot.waitUntil(lambda: len(desk.told("popup")) == 2)
    assert look.count(DARK.ground, look.shown(POPUP)[0].rect) > 10_000


def pictured(desk: Desk, look: Pixels, qtbot: QtBot, request: Request) -> int:
    """How much of a magenta target is to be seen inside the popup."""
    target = look.window("#ff00ff", (270, 190, 60, 20))
    desk.approvals.add(request)
    qtbot.waitUntil(lambda: bool(desk.service))
    found = look.count("#ff00ff", look.shown(POPUP)[0].rect)
    target.destroy()
    return found


def test_the_target_is_pictured(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    assert pictured(desk, look, qtbot, REQUEST) > 300


@pytest.mark.parametrize("unseen", [{"masked": True}, {"confirm": True}])
def test_what_is_secret_or_no_action_is_not(desk: Desk, look: Pixels, qtbot: QtBot, unseen: dict[str, Any]) -> None:
    assert pictured(desk, look, qtbot, replace(REQUEST, **unseen)) == 0


def test_without_a_compositor_the_corners_are_cut_and_nothing_is_black(
    desk: Desk, look: Pixels, qtbot: QtBot
) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: bool(desk.service))
    x, y, width, height = look.shown(POPUP)[0].rect
    for corner in ((x, y), (x + width - 1, y), (x, y + height - 1), (x + width - 1, y + height - 1)):
        assert look.at(*corner).is_near("#336699")
    assert look.count("#000000", (x, y, width, height)) == 0


def test_more_than_can_be_asked_is_not_taken(desk: Desk) -> None:
    for number in range(MAX_REQUESTS + 10):
        desk.approvals.add(replace(REQUEST, id=str(number), masked=True))
    popup = desk.approvals.popup
    assert popup is not None
    assert popup.footer.remark == f"{MAX_REQUESTS - 1} more waiting"


CHOICES = Choices(breadths=("once", "control"), spans=("today",), span="today", reasons=(("too-risky", "Too risky"),))


def test_further_areas_are_told_where_they_are(desk: Desk, look: Pixels, qtbot: QtBot) -> None:
    desk.approvals.add(replace(REQUEST, choices=CHOICES))
    qtbot.waitUntil(lambda: bool(desk.human))
    left, top, width, height = look.shown(POPUP)[0].rect
    others = desk.human[0]["others"]
    assert set(others) == {"select:once", "select:control", "select:today", "reject:too-risky", "stop"}
    for x, y, w, h in others.values():
        assert left < x < x + w < left + width
        assert top < y < y + h < top + height


def test_a_choice_is_shown_and_said_to_be_shown_and_the_popup_waits_anew(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(replace(REQUEST, choices=CHOICES))
    qtbot.waitUntil(lambda: bool(desk.human))
    popup = desk.approvals.popup
    assert popup is not None
    qtbot.waitUntil(lambda: popup.approve.armed)
    desk.approvals.choose("r1", replace(CHOICES, breadth="control", says="“Delete” in Thunar, today"))
    assert desk.service[-1] == {"t": "chosen", "id": "r1", "breadth": "control", "span": "today"}
    assert desk.approvals.popup is popup
    assert not popup.approve.armed
    assert popup.rows.says == "Approve covers “Delete” in Thunar, today"
    desk.approvals.rebuild()
    assert desk.approvals.popup.rows.choices.breadth == "control"


def test_a_choice_for_what_is_not_shown_is_not_said_to_be(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: bool(desk.service))
    desk.approvals.choose("r2", CHOICES)
    assert [message["t"] for message in desk.service] == ["shown"]


def test_the_second_place_is_told_only_once_the_first_gesture_is_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(replace(REQUEST, twice=True))
    qtbot.waitUntil(lambda: bool(desk.told("popup")))
    before = desk.told("popup")[-1]
    assert "second" not in before["others"]
    desk.approvals.show_first("r1", "press")
    after = desk.told("popup")[-1]
    x, y, width, height = after["others"].pop("second")
    assert after == before
    approve = Rect(*after["approve"])
    assert overlap(Rect(x, y, width, height), approve) == 0
    desk.approvals.show_first("r1", "")
    assert "second" not in desk.told("popup")[-1]["others"]


def test_a_first_gesture_outlives_a_change_of_colours(desk: Desk, qtbot: QtBot) -> None:
    desk.approvals.add(replace(REQUEST, twice=True))
    qtbot.waitUntil(lambda: bool(desk.told("popup")))
    desk.approvals.show_first("r1", "chord")
    told = len(desk.told("popup"))
    desk.approvals.rebuild()
    qtbot.waitUntil(lambda: len(desk.told("popup")) > told)
    assert "second" in desk.told("popup")[-1]["others"]


@pytest.mark.parametrize("name", ["r1", "other"])
def test_a_first_gesture_for_what_takes_one_or_is_not_shown_does_nothing(desk: Desk, qtbot: QtBot, name: str) -> None:
    desk.approvals.add(REQUEST)
    qtbot.waitUntil(lambda: bool(desk.told("popup")))
    told = len(desk.human)
    desk.approvals.show_first(name, "press")
    assert len(desk.human) == told
