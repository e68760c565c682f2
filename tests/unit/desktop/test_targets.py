"""What the engine asks of the windows: by id, menus, what is on the screen."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from Xlib import X, Xatom

from supervisor.core.action import Point
from supervisor.desktop import x11
from supervisor.desktop.targets import Targets
from tests.support.connect import connect
from tests.support.programs import mousepad
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


@pytest.fixture
def targets(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Targets]:
    monkeypatch.setenv("XAUTHORITY", desktop.env["XAUTHORITY"])
    opened = Targets(desktop.display)
    yield opened
    opened.close()


def test_an_extension_that_is_not_there_is_zero(targets: Targets) -> None:
    assert targets.extension("XTEST")[0] >= 128
    assert targets.extension("NO-SUCH-EXTENSION") == (0, 0)


def test_an_inner_window_belongs_to_its_top_level_and_counts_from_the_root(
    desktop: VirtualDesktop, targets: Targets, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Receiver(desktop, title="inner") as receiver:
        found = targets.by_id(receiver.window)
        assert found is not None
        assert found.title == "inner"
        x, y, _, _ = receiver.rect
        assert targets.translate(receiver.window, 3, 4) == Point(x + 3, y + 4)
        assert targets.viewable(receiver.window) is True
        window = receiver.window
        with monkeypatch.context() as impatient:
            impatient.setattr(x11, "REPLY_BUDGET_S", 0.05)
            other = connect(desktop)
            other.grab_server()
            other.sync()
            assert targets.viewable(window) is None
            other.close()
    wait_for(lambda: targets.viewable(window) is False, "the window to go")
    assert targets.by_id(window) is None
    assert targets.translate(window, 0, 0) is None


def test_an_open_menu_has_the_keyboard(desktop: VirtualDesktop, targets: Targets) -> None:
    assert targets.menu() is None
    with mousepad(desktop) as editor:
        x, y, width, height = editor.element(role="text").rect
        at = [str(x + width // 2), str(y + height // 2)]
        subprocess.run(["xdotool", "mousemove", *at, "click", "3"], env=desktop.env, check=True)
        menu = wait_for(targets.menu, "the menu")
        assert menu.override_redirect
        subprocess.run(["xdotool", "key", "Escape"], env=desktop.env, check=True)
        wait_for(lambda: targets.menu() is None, "the menu to close")


def test_a_menu_bears_the_title_of_its_window(desktop: VirtualDesktop, targets: Targets) -> None:
    with mousepad(desktop) as editor:
        x, y, width, height = editor.element(role="text").rect
        at = Point(x + width // 2, y + height // 2)
        subprocess.run(["xdotool", "mousemove", str(at.x), str(at.y), "click", "3"], env=desktop.env, check=True)
        menu = wait_for(targets.menu, "the menu")
        assert menu.rect is not None
        under = targets.window_at(Point(menu.rect.x + 10, menu.rect.y + 10))
        assert under is not None
        assert under.id == menu.id
        assert "Mousepad" in under.title
        assert targets.glance(Point(menu.rect.x + 10, menu.rect.y + 10))[1] == under
        subprocess.run(["xdotool", "key", "Escape"], env=desktop.env, check=True)


def test_the_picture_of_what_is_dragged_is_looked_through(desktop: VirtualDesktop, targets: Targets) -> None:
    with Receiver(desktop, title="below") as receiver:
        x, y = receiver.centre
        other = connect(desktop)
        try:
            picture = other.screen().root.create_window(
                x - 5, y - 5, 50, 50, 0, X.CopyFromParent, override_redirect=True
            )
            kind = other.intern_atom("_NET_WM_WINDOW_TYPE_DND")
            picture.map()
            other.sync()
            found = targets.window_at(Point(x, y))
            assert found is not None
            assert found.id == picture.id, "a window like any other"
            picture.unmap()
            picture.change_property(other.intern_atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, [kind])
            picture.map()
            other.sync()
            found = targets.window_at(Point(x, y))
            assert found is not None
            assert found.title == "below"
        finally:
            other.close()


def test_a_launcher_that_no_window_manager_handles_takes_the_keys(desktop: VirtualDesktop, targets: Targets) -> None:
    with Receiver(desktop, title="below"):
        assert targets.menu() is None
        launcher = desktop.spawn(["sh", "-c", "echo one | dmenu"])
        try:
            # It has neither the focus nor a type; its class is all that it tells.
            wait_for(lambda: (found := targets.menu()) is not None and found.app == "dmenu", "the launcher")
            focused = targets.focused()
            assert focused is not None
            assert focused.title == "below"
        finally:
            desktop.end(launcher)
        wait_for(lambda: targets.menu() is None, "the launcher to go")
