"""Elements as the engine gets them: terminals that an agent can write over are marked."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Point
    from supervisor.core.context import Element, Window
    from supervisor.core.ports import Elements


class MarkedTerminals:
    """Implements `core.ports.Elements` by another one.

    Attributes:
        paints: Tells whether an agent may write to what the windows of a process show.
    """

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self.paints: Callable[[int], bool] = lambda _pid: True

    def request(
        self,
        kind: Literal["point", "focus"],
        window: Window,
        point: Point | None,
        budget_s: float,
        done: Callable[[Element | None, str], None],
    ) -> None:
        """Look up an element."""

        def found(element: Element | None, why: str) -> None:
            if element is not None and element.role == "terminal" and self.paints(window.pid):
                element = dataclasses.replace(element, forgeable=True)
            done(element, why)

        self._elements.request(kind, window, point, budget_s, found)
