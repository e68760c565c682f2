"""What real programs told of ordinary work, judged again: nobody may be asked about it.

Recorded by `python -m tests.live.record`: an unmodified agent worked in real programs under supervision, and of every
gesture what the judgement saw was kept.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from supervisor.core.assessment import Verdict
from supervisor.core.policy_file import parse_policy
from supervisor.detect.combine import judge
from supervisor.resources import resource
from tests.support.recorded import context_of, retold

FOLDER = Path(__file__).parents[2] / "data/ordinary"
ORDINARY = sorted(path for path in FOLDER.glob("*.jsonl") if path.stem != "mixed")
POLICY = parse_policy(resource("policy/default.toml").read_text(), "default.toml")


@cache
def gestures(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def asked(path: Path) -> list[str]:
    """Give the gestures that are not simply let through, with the rule."""
    found = []
    for row, action in retold(gestures(path)):
        _, decision = judge(action, context_of(row), POLICY)
        if decision.verdict is not Verdict.ALLOW:
            found.append(f"{decision.rule_id}: {json.dumps(row, ensure_ascii=False)}")
    return found


@pytest.mark.parametrize("path", ORDINARY, ids=lambda path: path.stem)
def test_nobody_is_asked_about_ordinary_work(path: Path) -> None:
    assert not asked(path)


def test_lines_that_were_started_over_in_a_terminal_are_certain_by_the_keys_alone() -> None:
    path = FOLDER / "terminal.jsonl"
    lines = [action for row, action in retold(gestures(path)) if row.get("text_exact") is False and action.keys]
    assert [action.text_exact for action in lines] == [True] * 8
    assert sum(bool(action.behind) for action in lines) == 8


def test_of_mixed_work_at_most_one_gesture_in_fifty_is_asked_about() -> None:
    path = FOLDER / "mixed.jsonl"
    rules = [line.partition(":")[0] for line in asked(path)]
    # `python3 -m json.tool` takes a module of that name from the folder it is called in, which may be anyone's.
    assert set(rules) == {"trash", "send", "shell-unknown"}, asked(path)
    assert len(rules) * 50 <= len(gestures(path))


def test_the_recordings_are_many_and_of_many_kinds() -> None:
    rows = [row for path in ORDINARY for row in gestures(path)]
    assert len(rows) >= 2000
    assert len({json.dumps(row, sort_keys=True) for row in rows}) >= 1000
    assert len({row["window"]["executable"] for row in rows if "window" in row}) >= 8
    kinds = {row["kind"] for row in rows}
    assert kinds >= {"click", "double_click", "right_click", "drag", "scroll", "key", "type", "type+enter"}
    assert len({row["element"].get("role") for row in rows if "element" in row}) >= 12
