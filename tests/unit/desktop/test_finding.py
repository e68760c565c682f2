from __future__ import annotations

from supervisor.desktop.finding import Finding


def test_a_finding_without_a_remedy_needs_none() -> None:
    assert Finding("tray", True, "state is in the tray").remedy == ""
