"""Waiting for a control to be on a virtual desktop, by what assistive technology sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.demo.controls import Controls, Element
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop


class Accessible(Controls):
    """Looks for controls on a virtual desktop."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        super().__init__(desktop.env["DBUS_SESSION_BUS_ADDRESS"])

    def wait(
        self, *, role: str = "", name: str = "", application: str = "", window: str = "", timeout_s: float = 20.0
    ) -> Element:
        """Wait for such an element to be there, usable and in a place that stays the same between two looks."""
        last: Element | None = None

        def look() -> Element | None:
            nonlocal last
            before, last = last, self.find(role=role, name=name, application=application, window=window)
            return last if last and last.sensitive and before and before.rect == last.rect else None

        return wait_for(look, f"a `{role}` named `{name}` in `{window or application}`", timeout_s=timeout_s)
