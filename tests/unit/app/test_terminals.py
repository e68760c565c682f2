"""Terminals that an agent can write over are marked, others and all else are as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from supervisor.app.terminals import MarkedTerminals
from supervisor.core.context import Element, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Point


class _Elements:
    def __init__(self, element: Element | None) -> None:
        self.element = element

    def request(
        self,
        kind: Literal["point", "focus"],  # noqa: ARG002 - the port's
        window: Window,  # noqa: ARG002 - the port's
        point: Point | None,  # noqa: ARG002 - the port's
        budget_s: float,  # noqa: ARG002 - the port's
        done: Callable[[Element | None, str], None],
    ) -> None:
        done(self.element, "" if self.element else "element-timeout")


@pytest.mark.parametrize(("pid", "forgeable"), [(7, True), (8, False)])
def test_a_terminal_that_an_agent_writes_to_is_marked(pid: int, forgeable: bool) -> None:
    found: list[Element | None] = []
    elements = MarkedTerminals(_Elements(Element("Terminal", "terminal", text="$ ls")))
    elements.paints = lambda pid: pid == 7
    elements.request("focus", Window(1, pid=pid), None, 0.1, lambda element, _why: found.append(element))
    assert found == [Element("Terminal", "terminal", text="$ ls", forgeable=forgeable)]


def test_nothing_else_is_marked() -> None:
    found: list[tuple[Element | None, str]] = []
    for element in (Element("Send", "push button"), None):
        marked = MarkedTerminals(_Elements(element))
        marked.request("point", Window(1, pid=7), None, 0.1, lambda *answer: found.append(answer))
    assert found == [(Element("Send", "push button"), ""), (None, "element-timeout")]
