"""Windows as they are on a real desktop: framed, stacked, with menus open, while programs come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import Point
from supervisor.desktop.windows import Windows
from tests.support.programs import mousepad, terminal, thunar
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.core.context import Window
    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


@pytest.fixture
def windows(desktop: VirtualDesktop) -> Iterator[Windows]:
    looking = Windows(environ=desktop.env)
    yield looking
    looking.close()


def at(windows: Windows, centre: tuple[int, int]) -> Window:
    found = windows.window_at(Point(*centre))
    assert found is not None
    return found


def test_real_programs_are_known_by_title_class_and_executable(
    desktop: VirtualDesktop, windows: Windows, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with terminal(desktop, "xterm", tmp_path) as xterm:
        found = at(windows, xterm.window.centre)
        assert (found.id, found.app, found.executable) == (xterm.window.id, "XTerm", "xterm")
        assert found.pid == xterm.process.pid
        assert windows.focused() == found
        with mousepad(desktop, tmp_path / "notes.txt") as editor:
            found = at(windows, editor.window.centre)
            assert (found.app, found.executable) == ("Mousepad", "mousepad")
            assert "notes.txt" in found.title
            assert found.rect is not None
            assert (found.rect.x, found.rect.y, found.rect.width, found.rect.height) == editor.window.rect
            assert windows.focused() == found
            assert windows.put_focus(xterm.window.id)
            wait_for(lambda: (w := windows.focused()) is not None and w.id == xterm.window.id, "the focus to go back")
        wait_for(lambda: not windows.exists(editor.window.id), "the editor to close")
        assert at(windows, editor.window.centre).id != editor.window.id


def test_a_press_on_the_frame_belongs_to_the_program_in_it(
    desktop: VirtualDesktop, windows: Windows, tmp_path: Path
) -> None:
    with terminal(desktop, "xterm", tmp_path) as xterm:
        x, y, width, _ = xterm.window.rect
        assert at(windows, (x + width // 2, y - 5)).id == xterm.window.id


def test_a_context_menu_is_a_window_of_its_own(
    desktop: VirtualDesktop, windows: Windows, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a")
    with thunar(desktop, tmp_path) as files:
        x, y = files.element(role="table cell", name="a.txt").centre
        person.click(x, y, button=3)
        menu = wait_for(
            lambda: found if (found := at(windows, (x + 20, y + 20))).override_redirect else None, "the menu"
        )
        assert (menu.app, menu.executable) == ("Thunar", "thunar")
        assert menu.transient_for == files.window.id
        person.tap("Escape")
        wait_for(lambda: at(windows, (x + 20, y + 20)).id == files.window.id, "the menu to close")


def test_a_title_that_changes_while_nobody_asks_is_new_at_the_next_question(
    desktop: VirtualDesktop, windows: Windows, person: Person, tmp_path: Path
) -> None:
    with terminal(desktop, "xterm", tmp_path) as xterm:
        before = at(windows, xterm.window.centre)
        person.type("printf '\\033]0;another title\\007'\n")
        wait_for(lambda: at(windows, xterm.window.centre).title == "another title", "the new title")
        assert before.title != "another title"
