"""A supervisor whose agents are contained, and what runs programs as its agents."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.containment_table import Mechanism
from supervisor.desktop.landlock import scope_available
from supervisor.desktop.launcher import namespace_available
from supervisor.desktop.mechanisms import available
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

OFF = ["--contain=off"]
ALLOWED = 28_471
"""A port that the settings of these tests let agents reach."""
MARKS = [
    pytest.mark.desktop,
    pytest.mark.skipif(not (namespace_available() and scope_available()), reason="needs bubblewrap and Landlock 6"),
]
needs_pasta = pytest.mark.skipif(Mechanism.NETWORK not in available(), reason="needs pasta")


@contextmanager
def containing(desktop: VirtualDesktop, home: Path) -> Iterator[Supervised]:
    """Run a supervisor that stays."""
    settings = f"mirror_lead_ms = 0\naccessibility_budget_ms = 1000\nlocalhost_ports = [{ALLOWED}]\n"
    with Supervised(desktop, home, settings=settings) as running:
        running.keep()
        yield running


def said(supervised: Supervised, *argv: str, options: list[str] | None = None) -> list[str]:
    """Run an agent and give the lines that it printed."""
    out = supervised.finish(supervised.run(*argv, options=options or []))[1]
    return [line for line in out.splitlines() if not line.startswith("agent-supervisor: ")]


def python(supervised: Supervised, program: str, *argv: str, options: list[str] | None = None) -> list[str]:
    """Run a Python program as an agent and give the lines that it printed."""
    return said(supervised, sys.executable, "-c", program, *argv, options=options)
