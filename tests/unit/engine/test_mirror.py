from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from supervisor.core.action import Action, ActionKind, Point, Rect
from supervisor.core.context import Context, Element, Window
from supervisor.engine.mirror import MIN_GAP_S, Mirror
from tests.support.simulators import SimulatedLoop

CLICK = Action("a-1", "a", ActionKind.CLICK, point=Point(3, 4), button=1)
TYPING = Action("a-2", "a", ActionKind.TYPE, text="hunter2")
FORM = Context(Window(5, rect=Rect(0, 0, 90, 80)), Element("Name", "text", rect=Rect(10, 20, 30, 40)))
SECRET = Context(FORM.window, Element("Password", "password text"))


class Rig:
    def __init__(self) -> None:
        self.loop = SimulatedLoop()
        self.mirror = Mirror(self.loop, lambda action, _context: f"words for {action.id}")
        self.told: list[dict[str, Any]] = []
        self.takes = True
        self.mirror.attach(self.take)

    def take(self, message: dict[str, Any]) -> bool:
        if self.takes:
            self.told.append(message)
        return self.takes


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_an_action_is_shown_with_place_words_and_state(rig: Rig) -> None:
    assert rig.mirror.show(CLICK, FORM, "coming", ack=True) == 1
    assert rig.told == [
        {
            "t": "mirror",
            "id": 1,
            "kind": "click",
            "button": CLICK.button,
            "x": 3,
            "y": 4,
            "end": None,
            "rect": [10, 20, 30, 40],
            "words": "words for a-1",
            "keys": "",
            "text": "",
            "state": "coming",
            "ack": True,
        }
    ]


def test_keys_are_shown_at_the_field_or_else_the_window_they_go_to(rig: Rig) -> None:
    rig.mirror.show(TYPING, FORM, "coming", ack=False)
    rig.mirror.show(TYPING, SECRET, "coming", ack=False)
    rig.mirror.show(TYPING, Context(), "coming", ack=False)
    assert [m["rect"] for m in rig.told] == [[10, 20, 30, 40], [0, 0, 90, 80], None]


def test_a_drag_is_shown_from_start_to_end(rig: Rig) -> None:
    rig.mirror.show(dataclasses.replace(CLICK, kind=ActionKind.DRAG, end_point=Point(7, 8)), FORM, "held", ack=False)
    assert (rig.told[0]["x"], rig.told[0]["end"], rig.told[0]["state"]) == (3, [7, 8], "held")


def test_what_goes_into_a_password_field_is_dots_and_not_even_its_length_beyond_twelve(rig: Rig) -> None:
    for text in ("hunter2", "a" * 40):
        rig.mirror.show(dataclasses.replace(TYPING, text=text), SECRET, "coming", ack=False)
    rig.mirror.show(Action("a", "a", ActionKind.KEY, keys="shift+q"), SECRET, "coming", ack=False)
    assert [m["text"] for m in rig.told] == ["•" * 7, "•" * 12, ""]
    assert rig.told[2]["keys"] == "•"


def test_of_a_long_text_the_end_is_shown(rig: Rig) -> None:
    rig.mirror.show(dataclasses.replace(TYPING, text="x" * 500 + "end"), FORM, "coming", ack=False)
    assert len(rig.told[0]["text"]) == 200
    assert rig.told[0]["text"].endswith("end")


def test_without_a_ui_nothing_is_shown_and_the_caller_knows(rig: Rig) -> None:
    rig.mirror.detach()
    assert rig.mirror.show(CLICK, FORM, "coming", ack=True) == 0
    rig.mirror.update(1, CLICK, FORM, "sent")
    rig.mirror.stream(CLICK, FORM)
    assert rig.told == []
    assert not rig.mirror.alive


def test_a_ui_that_takes_no_message_is_no_ui(rig: Rig) -> None:
    rig.takes = False
    assert rig.mirror.show(CLICK, FORM, "coming", ack=True) == 0
    assert not rig.mirror.alive
    rig.takes = True
    rig.mirror.attach(rig.take)
    assert rig.mirror.show(CLICK, FORM, "coming", ack=True) == 2


def test_motion_is_shown_no_more_often_than_a_screen_can_and_the_last_always_is(rig: Rig) -> None:
    for x in range(100):
        rig.mirror.stream(Action("m", "a", ActionKind.MOVE, point=Point(x, 0)), Context())
        rig.loop.advance(0.001)
    rig.loop.advance(1)
    shown = [m["x"] for m in rig.told]
    assert shown[0] == 0
    assert shown[-1] == 99
    assert len(shown) <= 0.1 / MIN_GAP_S + 2
    assert {m["words"] for m in rig.told} == {""}


def test_what_comes_after_a_stream_is_shown_after_the_last_of_it(rig: Rig) -> None:
    for x in range(3):
        rig.mirror.stream(Action("m", "a", ActionKind.MOVE, point=Point(x, 0)), Context())
    rig.mirror.show(CLICK, FORM, "coming", ack=True)
    rig.loop.advance(1)
    assert [(m["kind"], m["x"]) for m in rig.told] == [("move", 0), ("move", 2), ("click", 3)]


def test_a_late_motion_is_not_shown_to_the_next_ui(rig: Rig) -> None:
    for x in range(3):
        rig.mirror.stream(Action("m", "a", ActionKind.MOVE, point=Point(x, 0)), Context())
    rig.mirror.detach()
    rig.mirror.attach(rig.take)
    rig.loop.advance(1)
    assert [m["x"] for m in rig.told] == [0]


def test_another_state_keeps_the_id(rig: Rig) -> None:
    shown = rig.mirror.show(CLICK, FORM, "coming", ack=True)
    rig.mirror.update(shown, CLICK, FORM, "sent")
    assert [(m["id"], m["state"], m["ack"]) for m in rig.told] == [(1, "coming", True), (1, "sent", False)]


def test_secrets_inside_of_a_text_are_not_shown() -> None:
    rig = Rig()
    mirror = Mirror(rig.loop, lambda _action, _context: "", lambda text: text.replace("hunter2", "•"))
    mirror.attach(rig.take)
    text = "x" * 190 + "--password=hunter2 --password=hunter2"
    mirror.show(dataclasses.replace(TYPING, text=text), FORM, "coming", ack=False)
    assert "hunter2" not in rig.told[0]["text"]
    assert len(rig.told[0]["text"]) == 200


def test_what_has_passed_is_shown_as_sent_a_moment_later(rig: Rig) -> None:
    mirror = rig.mirror.show(CLICK, FORM, "coming", ack=False)
    rig.mirror.passed(mirror, CLICK, FORM)
    assert [message["state"] for message in rig.told] == ["coming"]
    rig.loop.advance(MIN_GAP_S)
    assert [(message["id"], message["state"]) for message in rig.told] == [(mirror, "coming"), (mirror, "sent")]


def test_what_has_passed_is_not_told_of_when_the_next_takes_its_place(rig: Rig) -> None:
    first = rig.mirror.show(CLICK, FORM, "coming", ack=False)
    rig.mirror.passed(first, CLICK, FORM)
    second = rig.mirror.show(TYPING, FORM, "coming", ack=False)
    rig.loop.advance(1)
    assert [message["state"] for message in rig.told] == ["coming", "coming"]
    rig.mirror.passed(second, TYPING, FORM)
    rig.loop.advance(1)
    assert [(message["id"], message["state"]) for message in rig.told] == [
        (first, "coming"),
        (second, "coming"),
        (second, "sent"),
    ]


def test_a_ui_that_is_gone_is_told_nothing_of_what_has_passed(rig: Rig) -> None:
    mirror = rig.mirror.show(CLICK, FORM, "coming", ack=False)
    rig.mirror.passed(mirror, CLICK, FORM)
    rig.mirror.detach()
    rig.mirror.attach(rig.take)
    rig.loop.advance(1)
    assert [message["state"] for message in rig.told] == ["coming"]
