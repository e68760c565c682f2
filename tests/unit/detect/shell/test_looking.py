from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Tier
from supervisor.core.context import Paste
from supervisor.core.facts import Shell
from supervisor.core.tool_call import ToolCall
from supervisor.detect.shell import classify_command, looking
from supervisor.detect.shell.classify import LONGEST_COMMAND
from supervisor.detect.shell.looking import MOST_SIGNS, TOO_MUCH, Looking
from supervisor.detect.tool_commands import judge_commands
from supervisor.detect.typed import pasted_lines, submitted_line

if TYPE_CHECKING:
    import pytest

    from supervisor.detect.shell import ShellVerdict

STRANGE = ")" * 7_900
"""A line that costs a parser the square of its length."""


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the lines that are looked at from now on; too long ones are not."""
    seen: list[str] = []

    def classify(text: str) -> ShellVerdict:
        seen.extend([text] if len(text) <= LONGEST_COMMAND else [])
        return classify_command(text)

    monkeypatch.setattr(looking, "classify_command", classify)
    return seen


def test_what_is_looked_at_is_judged_as_it_is_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch)
    mind = Looking()
    assert mind.judge("rm -rf old") == classify_command("rm -rf old")
    for _ in range(5_000):
        assert mind.judge("ls").kind is Shell.READ
    assert seen == ["rm -rf old", "ls"]


def test_attack_what_is_beyond_the_bound_counts_as_the_worst() -> None:
    mind = Looking()
    for number in range(20):
        mind.judge(f"echo {number} {'x' * 1_000}")
    assert mind.judge("rm -rf ~") is TOO_MUCH
    assert TOO_MUCH.tier is Tier.IRREVERSIBLE
    assert mind.judge("#" * 100_000) == classify_command("#" * 100_000), "too long a line is asked about as that"


def test_attack_a_tool_is_given_lines_that_no_shell_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty-four of them kept the gate for six seconds, which is taken for the end of it."""
    seen = counted(monkeypatch)
    call = ToolCall.of("desk", "run", {"commands": [f"{number}{STRANGE}" for number in range(24)]})
    assert TOO_MUCH in list(judge_commands(call))
    assert sum(map(len, seen)) <= MOST_SIGNS


def test_attack_a_paste_of_lines_that_no_shell_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = counted(monkeypatch)
    lines = "".join(f"{number}{STRANGE}\n" for number in range(12))
    verdict = pasted_lines(Paste("PRIMARY", lines, "", True), None)
    assert verdict == TOO_MUCH
    assert sum(map(len, seen)) <= MOST_SIGNS
    seen.clear()
    typed = Action("1", "agent", ActionKind.TYPE_ENTER, text=lines, keys="Return")
    assert submitted_line(typed, None).tier is Tier.IRREVERSIBLE
    assert sum(map(len, seen)) <= MOST_SIGNS


def test_attack_a_deletion_behind_much_that_is_harmless_is_no_milder() -> None:
    lines = "".join(f"echo {number} {'x' * 90}\n" for number in range(300)) + "rm -rf ~\n"
    verdict = pasted_lines(Paste("PRIMARY", lines, "", True), None)
    assert verdict is not None
    assert verdict.tier is Tier.IRREVERSIBLE
