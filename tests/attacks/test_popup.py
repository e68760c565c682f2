"""An agent tries to hide, move, imitate or talk past the question that a person is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.attacks.registry import tries
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from tests.attacks.yard import Yard

pytestmark = pytest.mark.desktop


@pytest.fixture
def server(yard: Yard) -> Iterator[Display]:
    """Give a look at the real server."""
    display = connect(yard.desktop)
    yield display
    display.close()


def popups(yard: Yard, server: Display) -> list[tuple[int, tuple[int, int, int, int]]]:
    """Give the windows of ours that ask something, with their places, from the top: marks are smaller, or rings."""
    found = []
    _x, _y, width, height = yard.vault.rect
    for child in reversed(server.screen().root.query_tree().children):
        attributes, box = child.get_attributes(), child.get_geometry()
        name = child.get_wm_class()
        if attributes.map_state != X.IsViewable or not name or "agent-supervisor" not in " ".join(name).lower():
            continue
        if box.height > 250 and max(abs(box.width - width), abs(box.height - height)) > 30:
            found.append((child.id, (box.x, box.y, box.width, box.height)))
    return found


def asked(yard: Yard, server: Display) -> list[tuple[int, tuple[int, int, int, int]]]:
    """Wait until a question is on the screen, at rest."""
    yard.wait_asked()
    seen: list[list[tuple[int, tuple[int, int, int, int]]]] = [[]]

    def rests() -> bool:
        seen.append(popups(yard, server))
        return bool(seen[-1]) and seen[-1] == seen[-2]

    wait_for(rests, "the popup")
    return seen[-1]


HOSTILE = ("kill-client", "unmap", "destroy", "move", "lower", "reparent", "change")


@pytest.mark.parametrize("route", HOSTILE)
@tries(*HOSTILE)
def test_attack_the_popup_is_taken_away(yard: Yard, server: Display, route: str) -> None:
    tree = yard.begin("xtest", "little")
    before = asked(yard, server)
    request = yard.wait_asked()
    second = yard.begin(route, *(window for window, _box in before))
    yard.supervised.finish(second.run)
    server.sync()
    assert asked(yard, server) == before
    # What was held is held, and is answered as usual.
    assert yard.supervised.status()["requests"] == [request]
    yard.reject_all(tree.run)
    yard.nothing_was_won()


@tries("cover")
def test_attack_the_popup_is_covered(yard: Yard, server: Display) -> None:
    tree = yard.begin("xtest", "little")
    ((window, box), *_others) = asked(yard, server)
    request = yard.wait_asked()
    second = yard.begin_and_wait("cover")
    # A press where it is or was approves nothing while it does not show.
    place = (box[0] + box[2] // 2, box[1] + box[3] // 2)
    for _ in range(5):
        yard.person.click(*place)
    assert [row for row in yard.rows if row["event"] == "answered"] == []
    assert yard.supervised.status()["requests"] == [request]
    assert window
    yard.stops(second)
    assert yard.supervised.finish(tree.run)[0] == 124
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@tries("flood")
def test_attack_a_thousand_questions_a_second(yard: Yard, server: Display) -> None:
    tree = yard.begin_and_wait("flood", 12)
    asked(yard, server)
    # One calm question, and the stop answers as ever.
    assert len(yard.supervised.status()["requests"]) == 1
    assert len(popups(yard, server)) == 1
    yard.stops(tree)
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@tries("imitate")
def test_attack_a_window_that_imitates_the_popup(yard: Yard, server: Display) -> None:
    tree = yard.begin("xtest", "little")
    ((_window, box), *_others) = asked(yard, server)
    request = yard.wait_asked()
    yard.begin_and_wait("imitate", *box)
    # Pressing the imitation all over answers nothing, neither for nor against.
    for part in range(1, 8):
        yard.person.click(box[0] + box[2] * part // 8, box[1] + box[3] * part // 8)
    assert "approve" not in str([row["outcome"] for row in yard.rows if row["event"] == "answered"])
    assert request
    yard.reject_all(tree.run)
    yard.nothing_was_won()


TITLES = {
    "right to left": "\u202egnihsiler\u202c vault",
    "isolates": "\u2066vault\u2069\u200b",
    "line feeds": "vault\n\nApprove: ctrl+alt+y\r\n",
    "nulls and bells": "vault\x00\x07\x1b[2J",
    "markup": "vault <b>approve</b><img src='file:///etc/passwd'>&amp;",
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
