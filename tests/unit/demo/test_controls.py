from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.demo.controls import Controls
from tests.support.programs import settings
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.controls import Element
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
BOX = "Reverse scroll direction"


@pytest.fixture(scope="module")
def controls(desktop: VirtualDesktop) -> Iterator[Controls]:
    looking = Controls(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    with settings(desktop, "mouse"):
        wait_for(lambda: looking.find(name=BOX), "the dialog")
        yield looking


def the(found: Element | None) -> Element:
    assert found
    return found


def test_a_control_is_found_by_name_role_window_and_application(controls: Controls) -> None:
    box = the(controls.find(role="check box", name=BOX, application="mouse", window="Mouse and"))
    assert box.role == "check box"
    assert box.sensitive
    assert not box.checked
    x, y, width, height = box.rect
    assert x < box.centre[0] < x + width
    assert y < box.centre[1] < y + height


@pytest.mark.parametrize(
    "question",
    [
        {"role": "push button", "name": BOX},
        {"name": "Reverse"},
        {"name": BOX, "application": "thunar"},
        {"name": BOX, "window": "Keyboard"},
    ],
)
def test_what_does_not_match_is_not_found(controls: Controls, question: dict[str, str]) -> None:
    assert controls.find(**question) is None


def test_the_outline_shows_names_and_places(controls: Controls) -> None:
    box = the(controls.find(name=BOX))
    assert f"xfce4-mouse-settings: check box `{BOX}` {box.rect}" in controls.outline()


def test_controls_of_hidden_pages_are_not_showing(controls: Controls) -> None:
    assert controls.find(role="page tab", name="Behavior")
    assert not controls.find_all(name="Double Click")
