"""The real parts keep the promises that the engine is written against."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core import ports
from supervisor.desktop.accessibility import Accessibility
from supervisor.desktop.outlet import Outlet
from supervisor.desktop.targets import Targets
from supervisor.desktop.windows import PointerState
from supervisor.engine.loop import EventLoop, Timer
from supervisor.engine.queue import AgentQueue
from supervisor.intake.x11_connection import Connection

if TYPE_CHECKING:

    def _mypy_holds_that_these_fit(
        *,
        desktop: Targets,
        elements: Accessibility,
        outlet: Outlet,
        loop: EventLoop,
        gate: AgentQueue,
        source: Connection,
    ) -> tuple[ports.Desktop, ports.Elements, ports.Outlet, ports.Loop, ports.Gate, ports.Source]:
        return desktop, elements, outlet, loop, gate, source


REAL: list[tuple[type[Any], type[Any]]] = [
    (ports.Desktop, Targets),
    (ports.Elements, Accessibility),
    (ports.Outlet, Outlet),
    (ports.Loop, EventLoop),
    (ports.Timer, Timer),
    (ports.Gate, AgentQueue),
    (ports.Source, Connection),
    (ports.PointerFacts, PointerState),
]


@pytest.mark.parametrize(("port", "real"), REAL, ids=lambda c: c.__name__)
def test_the_real_part_has_all_that_its_port_names_with_the_same_arguments(port: type, real: type) -> None:
    for name, wanted in vars(port).items():
        if name.startswith("_"):
            continue
        if not inspect.isfunction(wanted):
            assert hasattr(real, name) or name in getattr(real, "__slots__", ()), name
            continue
        given = inspect.signature(getattr(real, name)).parameters
        for parameter in inspect.signature(wanted).parameters.values():
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                assert parameter.name in given, f"{name}({parameter.name}=)"
        assert len(given) >= len(inspect.signature(wanted).parameters), name
