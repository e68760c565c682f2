from __future__ import annotations

from dataclasses import replace

import pytest

from supervisor.core.action import Rect
from supervisor.core.context import Context, Element, Window

WINDOW = Window(1, "docs - Thunar", "Thunar", "thunar", "thunar", 7, Rect(0, 0, 10, 10))
ELEMENT = Element("Delete", "menu item", text="a", rect=Rect(1, 1, 2, 2))
SEEN = Context(WINDOW, ELEMENT, "https://example.com")


def test_what_was_answered_for_is_still_the_target() -> None:
    assert SEEN.same_target(replace(SEEN, unknown=frozenset({"element"})))
    assert SEEN.same_target(replace(SEEN, window=replace(WINDOW, pid=8)))


@pytest.mark.parametrize(
    "now",
    [
        replace(SEEN, window=None),
        replace(SEEN, window=replace(WINDOW, id=2)),
        replace(SEEN, window=replace(WINDOW, title="other")),
        replace(SEEN, window=replace(WINDOW, rect=Rect(5, 0, 10, 10))),
        replace(SEEN, element=None),
        replace(SEEN, element=replace(ELEMENT, name="Copy")),
        replace(SEEN, element=replace(ELEMENT, role="menu")),
        replace(SEEN, element=replace(ELEMENT, text="ab")),
        replace(SEEN, element=replace(ELEMENT, rect=Rect(2, 1, 2, 2))),
        replace(SEEN, element=replace(ELEMENT, selected=300)),
        replace(SEEN, element=replace(ELEMENT, selected_names=("other.txt",))),
        replace(SEEN, element=replace(ELEMENT, recipients=("other@example.org",))),
        replace(SEEN, url=None),
        replace(SEEN, frame_url="https://pay.example/"),
    ],
)
def test_any_change_voids_the_answer(now: Context) -> None:
    assert not SEEN.same_target(now)
    assert not now.same_target(SEEN)


def test_only_password_fields_are_password_fields() -> None:
    assert Element(role="password text").is_password
    assert not Element("Password", "text").is_password


def test_without_its_element_nothing_of_the_page_is_known() -> None:
    bare = replace(SEEN, frame_url="https://pay.example/").without_element()
    assert bare == Context(WINDOW)
