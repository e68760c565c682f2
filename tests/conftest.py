"""Fixtures for every test: the virtual desktop and the physical person at it."""

from __future__ import annotations

import gc
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.record_oracle import RecordOracle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person


# How long an example takes says how busy the machine is, and nothing about what is tried.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """Keep the collected tests, which are millions of objects, out of every later look at what is garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """Give a virtual desktop with a window manager and both buses, one a test module."""
    with VirtualDesktop(folder=tmp_path_factory.mktemp("desktop")) as running:
        yield running


@pytest.fixture
def person(desktop: VirtualDesktop) -> Iterator[Person]:
    """Give the person at `desktop`: a VNC viewer, which is physical input there."""
    with desktop.person() as sitting:
        yield sitting


@pytest.fixture(scope="session")
def xtest_agent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the compiled C agent, see tests/support/agents/xtest_agent.c."""
    program = tmp_path_factory.mktemp("agents") / "xtest_agent"
    source = Path(__file__).parent / "support/agents/xtest_agent.c"
    subprocess.run(["gcc", "-O1", "-o", program, source, "-lX11", "-lXtst", "-lXi"], check=True)
    return program


@pytest.fixture
def oracle(desktop: VirtualDesktop) -> Iterator[RecordOracle]:
    """Give a witness of all input requests that reach `desktop`."""
    with RecordOracle(desktop) as listening:
        yield listening
