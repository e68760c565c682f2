from __future__ import annotations

from supervisor.core.facts import Program
from supervisor.detect.program_names import KIND_OF


def test_names_are_small_and_every_kind_has_some() -> None:
    assert all(name == name.casefold() for name in KIND_OF)
    assert set(KIND_OF.values()) == set(Program) - {Program.OTHER, Program.UNKNOWN}
