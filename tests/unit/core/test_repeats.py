from __future__ import annotations

from dataclasses import replace

import pytest

from supervisor.core.action import Action, ActionKind, Point, Rect
from supervisor.core.context import Context, Element, Window
from supervisor.core.repeats import AGAIN_NS, Repeats

CLICK = Action("a-1", "a", ActionKind.CLICK, point=Point(5, 5), button=1)
FILES = Window(7, "docs – Thunar", "Thunar", rect=Rect(0, 0, 400, 300))
PLACE = Context(FILES, Element("Delete", "menu item", ("Edit",)))
NOW = 10**12


@pytest.fixture
def repeats() -> Repeats:
    made = Repeats()
    made.rejected(CLICK, PLACE, NOW)
    return made


def test_the_same_again_is_known_wherever_in_a_named_thing_it_lands(repeats: Repeats) -> None:
    assert repeats.again(replace(CLICK, id="a-2", point=Point(9, 9)), PLACE, NOW + 1)
    assert repeats.again(CLICK, replace(PLACE, window=replace(FILES, rect=Rect(50, 0, 400, 300))), NOW + 1)
    assert repeats.tried() == 1


@pytest.mark.parametrize(
    ("action", "context"),
    [
        (replace(CLICK, agent="b"), PLACE),
        (replace(CLICK, button=3), PLACE),
        (replace(CLICK, kind=ActionKind.DOUBLE_CLICK), PLACE),
        (CLICK, replace(PLACE, window=replace(FILES, title="photos – Thunar"))),
        (CLICK, replace(PLACE, window=replace(FILES, id=8))),
        (CLICK, replace(PLACE, element=Element("Rename", "menu item", ("Edit",)))),
        (CLICK, replace(PLACE, element=Element("Delete", "menu item", ("Edit",), selected_names=("b.txt",)))),
        (CLICK, replace(PLACE, url="https://bank.example/")),
    ],
)
def test_something_else_is_not_the_same(repeats: Repeats, action: Action, context: Context) -> None:
    assert not repeats.again(action, context, NOW + 1)


def test_of_what_has_no_name_the_place_counts(repeats: Repeats) -> None:
    bare = Context(FILES)
    repeats.rejected(CLICK, bare, NOW)
    assert repeats.again(CLICK, bare, NOW + 1)
    assert not repeats.again(replace(CLICK, point=Point(200, 200)), bare, NOW + 1)


def test_it_is_asked_again_after_a_while_that_each_try_begins_anew(repeats: Repeats) -> None:
    assert repeats.again(CLICK, PLACE, NOW + AGAIN_NS - 1)
    assert repeats.again(CLICK, PLACE, NOW + AGAIN_NS + 10)
    assert not repeats.again(CLICK, PLACE, NOW + 3 * AGAIN_NS)


def test_what_the_agent_did_before_is_a_part_of_it(repeats: Repeats) -> None:
    opened = Action("a-3", "a", ActionKind.CLICK, point=Point(50, 50), button=3)
    repeats.acted(opened, Context(FILES, Element("b.txt", "icon")))
    assert not repeats.again(CLICK, PLACE, NOW + 1)
    repeats.rejected(CLICK, PLACE, NOW + 1)
    repeats.acted(opened, Context(FILES, Element("b.txt", "icon")))
    assert repeats.again(CLICK, PLACE, NOW + 2), "a loop that does the same before each try"


def test_a_yes_the_end_of_the_agent_and_the_person_end_it(repeats: Repeats) -> None:
    repeats.approved(CLICK, PLACE)
    assert not repeats.again(CLICK, PLACE, NOW + 1)
    repeats.rejected(CLICK, PLACE, NOW)
    assert repeats.forget("other") == 0
    assert repeats.again(CLICK, PLACE, NOW + 1)
    assert repeats.forget("a") == 1
    assert not repeats.again(CLICK, PLACE, NOW + 1)
    repeats.rejected(CLICK, PLACE, NOW)
    repeats.forget()
    assert not repeats.again(CLICK, PLACE, NOW + 1)


def test_what_is_remembered_is_bounded(repeats: Repeats) -> None:
    for number in range(1000):
        repeats.rejected(replace(CLICK, text=str(number)), PLACE, NOW)
    assert not repeats.again(CLICK, PLACE, NOW + 1)
    assert repeats.again(replace(CLICK, text="999"), PLACE, NOW + 1)
