from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.app.locking import LOOK_S, Locking
from supervisor.core.action import Rect
from supervisor.core.context import Window
from tests.support.playbook import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import Loop


class SimulatedBuses:
    """Says what it is told to."""

    on_change: Callable[[str], None]

    closed = False

    def start(self, _loop: Loop) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def test_bus_and_window_lock_it_and_it_is_open_when_neither_says_so() -> None:
    stage, buses = Stage(), SimulatedBuses()
    locking = Locking(stage.engine, stage.desktop, buses)
    locking.start(stage.loop)
    assert stage.rows("locked") == []
    size = stage.desktop.screen_size()
    stage.desktop.put(Window(77, executable="slock", rect=Rect(0, 0, *size), override_redirect=True))
    stage.advance(LOOK_S)
    assert len(stage.rows("locked")) == 1
    buses.on_change("session: org.gnome.ScreenSaver")
    stage.desktop.close(77)
    stage.advance(2 * LOOK_S)
    assert stage.rows("unlocked") == []
    buses.on_change("")
    assert [row["outcome"]["how"] for row in stage.rows("locked")] == ["window: slock"]
    assert len(stage.rows("unlocked")) == 1
    locking.close()
    assert buses.closed
