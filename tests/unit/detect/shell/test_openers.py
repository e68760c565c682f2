from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tmux ls", READ),
        ("tmux new -d 'rm -r x'", DESTRUCTIVE),
        ("tmux send-keys ls Enter", RISKY),
        ("screen -dm rm -r x", DESTRUCTIVE),
        ("screen -ls", READ),
        ("xdg-open a.pdf", REVERSIBLE),
        ("xdg-open a.desktop", UNKNOWN),
        ("gio open a.sh", UNKNOWN),
        ("cmake ..", UNKNOWN),
        ("cmake -P x.cmake", UNKNOWN),
        ("cmake -E remove_directory docs", DESTRUCTIVE),
        ("gdb a", REVERSIBLE),
        ("gdb -batch -ex 'shell rm a'", RISKY),
        ("gdb -x a.gdb", UNKNOWN),
    ],
)
def test_programs_that_open_others(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "gdb -ex run a",
        "gdb -ex 'pipe p 1 | x' a",
        "gdb -ex 'dump value a 1' b",
        "gdb <<< 'shell x'",
        "gdb -ix orders a",
        "lldb --batch -o 'process launch' ./a",
    ],
)
def test_attack_orders_for_a_debugger_are_asked(text: str) -> None:
    assert classify_command(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize("text", ["gdb a", "gdb -batch -ex bt -p 12", "gdb -ex 'info threads' a core", "lldb a"])
def test_a_look_with_a_debugger_is_not(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)
