"""An agent tries to hide, move, imitate or talk past the question that a person is asked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X
from Xlib.ext import shape

from tests.attacks.registry import tries
from tests.attacks.yard import popup_words
from tests.support.accessible import Accessible
from tests.support.accessible_actions import meddle
from tests.support.pixels import POPUP, Pixels
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.attacks.yard import Yard
    from tests.support.pixels import Shown

pytestmark = pytest.mark.desktop


def popups(yard: Yard) -> list[Shown]:
    """Give the popups that are on the screen."""
    with Pixels(yard.desktop) as pixels:
        return pixels.shown(POPUP)


def asked(yard: Yard) -> list[Shown]:
    """Wait until a question is on the screen, at rest."""
    yard.wait_asked()
    seen: list[list[Shown]] = [[]]

    def rests() -> bool:
        seen.append(popups(yard))
        return bool(seen[-1]) and seen[-1] == seen[-2]

    wait_for(rests, "the popup")
    return seen[-1]


def looks_of(yard: Yard, window: int) -> tuple[object, ...]:
    """Give what a window shows of itself and lets through."""
    with Pixels(yard.desktop) as pixels:
        seen: Any = pixels.connection.create_resource_object("window", window)
        extents, attributes = seen.shape_query_extents(), seen.get_attributes()
        opacity = seen.get_full_property(pixels.connection.intern_atom("_NET_WM_WINDOW_OPACITY"), X.AnyPropertyType)
        rectangles = seen.shape_get_rectangles(shape.SK.Input).rectangles
        return (
            *(extents.bounding_shaped, extents.clip_shaped),
            *([str(rectangle) for rectangle in rectangles], attributes.override_redirect, opacity and opacity.value),
        )


def answers(yard: Yard) -> dict[str, tuple[int, int]]:
    """Give where the popup is to be pressed."""
    elements = Accessible(yard.desktop)
    return {word: elements.wait(name=f"{word}: press here.*").centre for word in ANSWERS}


def press(yard: Yard, places: Iterable[tuple[int, int]]) -> None:
    """Press at places again and again, the pointer at rest while it is looked what is there."""
    for _ in range(PRESSES):
        for x, y in places:
            yard.person.click(x, y)
            popups(yard)


ANSWERS = ("Reject", "Approve")
PRESSES = 20
"""Of each place."""
OURS = "agent-supervisor"
"""How the supervisor's windows are called."""
HOSTILE = ("kill-client", "unmap", "destroy", "move", "lower", "reparent", "change")


@pytest.mark.parametrize("route", HOSTILE)
@tries(*HOSTILE)
def test_attack_the_popup_is_taken_away(yard: Yard, route: str) -> None:
    tree = yard.begin("xtest", "little")
    before = asked(yard)
    request, looks = yard.wait_asked(), looks_of(yard, before[0].id)
    second = yard.begin(route, *(window.id for window in before))
    yard.supervised.finish(second.run)
    assert asked(yard) == before
    assert looks_of(yard, before[0].id) == looks
    with Pixels(yard.desktop) as pixels:
        assert [other.name for other in pixels.above(before[0].id) if not other.name.startswith(OURS)] == []
    # What was held is held, and is answered as usual.
    assert yard.supervised.status()["requests"] == [request]
    yard.reject_all(tree.run)
    yard.nothing_was_won()


@tries("cover")
def test_attack_the_popup_is_covered(yard: Yard) -> None:
    tree = yard.begin("xtest", "little")
    asked(yard)
    request, places = yard.wait_asked(), answers(yard)
    second = yard.begin_and_wait("cover")
    # A press anywhere where it is answers nothing while it does not show.
    press(yard, places.values())
    assert [row for row in yard.rows if row["event"] == "answered"] == []
    assert yard.supervised.status()["requests"] == [request]
    yard.stops(second)
    assert yard.supervised.finish(tree.run)[0] == 124
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@tries("flood")
def test_attack_a_thousand_questions_a_second(yard: Yard) -> None:
    tree = yard.begin_and_wait("flood", 12)
    asked(yard)
    # One calm question, and the stop answers as ever.
    assert len(yard.supervised.status()["requests"]) == 1
    assert len(popups(yard)) == 1
    yard.stops(tree)
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@tries("imitate")
def test_attack_a_window_that_imitates_the_popup(yard: Yard) -> None:
    tree = yard.begin("xtest", "little")
    (popup,) = asked(yard)
    request, places = yard.wait_asked(), answers(yard)
    second = yard.begin_and_wait("imitate", *popup.rect)
    # Pressing the imitation all over answers nothing.
    press(yard, places.values())
    assert [row for row in yard.rows if row["event"] == "answered"] == []
    assert yard.supervised.status()["requests"] == [request]
    second.run.kill()

    def rejected() -> bool:
        yard.person.click(*places["Reject"])
        return not yard.supervised.status()["requests"]

    # The same press on the popup itself, once it has been seen for long enough, answers.
    wait_for(rejected, "the answer")
    yard.reject_all(tree.run)
    yard.nothing_was_won()


TITLES = {
    "right to left and isolates": "\u202egnihsiler\u202c vault\u2066vault\u2069\u200b",
    "line feeds, nulls and markup": (
        "vault\n\nApprove: ctrl+alt+y\r\n\x00\x07\x1b[2J<b>approve</b><img src='file:///etc/passwd'>&amp;"
    ),
    "long": "vault ",
}


@pytest.mark.parametrize("name", TITLES)
@tries("titles")
def test_attack_a_title_that_talks_to_the_person(yard: Yard, name: str) -> None:
    """The popup quotes titles; none of them answers, hides or breaks the question, or the record."""
    title = TITLES[name].encode().hex()
    yard.begin_and_wait("titled", title, 100_000 if name == "long" else 0)
    tree = yard.begin("xtest", "little")
    yard.reject_all(tree.run)
    yard.nothing_was_won()
    shown = yard.supervised.command("audit", "show")
    assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(shown)


@tries("press-accessible")
def test_attack_the_popup_is_pressed_by_its_accessible_elements(yard: Yard) -> None:
    """By a program that is not contained: all that assistive technology may do, to all that the popup is made of."""
    tree = yard.begin("xtest", "little")
    request = yard.wait_asked()
    asked(yard)

    # The window is called by its question; the others may be pressed by anybody, to stop.
    read = wait_for(lambda: asyncio.run(popup_words(yard)), "the popup on the accessibility bus")
    # Its window is called by its question.
    done = meddle(yard.desktop, "agent-supervisor", next(name for name in read if "in vault" in name))
    assert not [name for name in done if name.startswith(("Action.", "Value."))], done
    assert yard.supervised.status()["requests"] == [request]
    assert [row for row in yard.rows if row["event"] == "answered"] == []
    yard.reject_all(tree.run)
    yard.nothing_was_won()
