from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.core.tool_call import ToolCall
from supervisor.detect.tool_calls import judge_call
from supervisor.detect.tool_commands import judge_commands

READ, REVERSIBLE, HIGH_RISK, IRREVERSIBLE = Tier


def call(name: str, arguments: dict[str, Any]) -> ToolCall:
    return ToolCall.of("x", name, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        {"command": "find .", "args": ["-delete"]},
        {"command": "find .", "args": "-delete"},
        {"command": "find .", "args": "-name '*.o' -delete"},
        {"command": "find", "args": "-name x -delete ."},
        {"command": ["find .", "-delete"]},
        {"cmd": "find", "argv": [".", "-delete"]},
        {"command": "find .", "arguments": ["-delete"]},
        {"command": "find .", "options": {"flags": ["-delete"]}},
        {"commands": ["ls", "find ."], "args": ["-delete"]},
        {"command": "git reset", "args": ["--hard"]},
        {"command": "ls", "argv": ["rm", "-rf", "/home/ann/work"]},
        {"command": "ls", "args": ["; rm", "-rf", "/home/ann/work"]},
        {"command": "bash -c", "args": ["rm -rf /home/ann/work"]},
        {"command": "echo '", "args": ["'; rm -rf /home/ann/work"]},
        {"command": "find . 'x", "args": ["y' -delete"]},
    ],
)
@pytest.mark.parametrize("name", ["run_command", "get_output"])
def test_attack_what_stands_beside_a_line_is_judged_as_a_part_of_it(name: str, arguments: dict[str, Any]) -> None:
    found = judge_call(call(name, arguments))
    assert found.tier is IRREVERSIBLE, found.evidence
    assert found.shell is not Shell.READ


@pytest.mark.parametrize(
    "arguments",
    [
        {"commands": [*["ls"] * 450, "rm -rf /home/ann/work"]},
        {"command": "rm", "args": [*["-v"] * 300, "-rf", "/home/ann/work"]},
        {f"{n} cmd": "ls" for n in range(20)} | {"command": "rm -rf /home/ann/work"},
    ],
)
def test_attack_padding_makes_nothing_milder(arguments: dict[str, Any]) -> None:
    assert judge_call(call("run_command", arguments)).tier is IRREVERSIBLE


@pytest.mark.parametrize(
    ("arguments", "tier"),
    [
        ({"command": "sed -n p a.txt", "args": ["-i"]}, REVERSIBLE),
        ({"command": "kill -9", "args": [1]}, HIGH_RISK),
        ({"command": "ls", "args": ["a"] * 300}, HIGH_RISK),
        ({"command": "ls\0reboot"}, HIGH_RISK),
    ],
)
def test_attack_what_cannot_be_told_or_changes_more_is_no_reading(arguments: dict[str, Any], tier: Tier) -> None:
    assert judge_call(call("run_command", arguments)).tier is tier


@pytest.mark.parametrize(
    "arguments",
    [
        {"command": "git status", "args": ["--short"]},
        {"command": "git", "args": ["log", "--format=%h %s", "--grep=it's"]},
        {"command": "grep", "args": ["old name", "a.txt"]},
        {"command": "ls -l", "args": []},
        {"command": "head", "args": "-n 5 a.txt"},
        {"commands": ["cd /tmp", "ls"]},
        {"command": ["ls", "-l", "my folder"]},
    ],
)
def test_a_line_that_only_looks_with_all_that_stands_beside_it_is_no_alarm(arguments: dict[str, Any]) -> None:
    found = judge_call(call("run_command", arguments))
    assert (found.tier, found.shell) == (READ, Shell.READ), found.evidence


def test_the_kind_of_a_call_is_that_of_its_worst_command() -> None:
    found = judge_call(call("run_commands", {"commands": ["ls -l", "rm -rf /home/ann/work"]}))
    assert found.shell is Shell.DESTRUCTIVE


def test_a_command_by_itself_is_judged_once() -> None:
    assert len(list(judge_commands(call("run_command", {"command": "ls -l"})))) == 1
    assert list(judge_commands(call("list_files", {"options": ["-delete"]}))) == []
