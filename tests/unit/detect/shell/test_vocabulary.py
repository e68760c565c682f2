from __future__ import annotations

from supervisor.detect.shell.vocabulary import DESTRUCTIVE, INTERPRETERS, READ, REVERSIBLE, RISKY, SHELLS


def test_no_name_that_harms_is_also_called_harmless() -> None:
    harmless = READ | REVERSIBLE
    assert not harmless & set(DESTRUCTIVE)
    assert not harmless & set(RISKY)
    assert not harmless & (SHELLS | INTERPRETERS)


def test_the_usual_suspects_are_there() -> None:
    assert {"rm", "dd", "shred", "mkfs", "truncate"} <= set(DESTRUCTIVE)
    assert {"kill", "shutdown", "insmod", "useradd"} <= set(RISKY)
    assert {"ls", "cat", "grep", "pwd"} <= READ
    assert {"mkdir", "touch", "make"} <= REVERSIBLE
