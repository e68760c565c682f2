from __future__ import annotations

import json

import pytest

from supervisor.core.tool_call import (
    DEEPEST,
    LONGEST_ARGUMENTS,
    LONGEST_NAME,
    MOST_VALUES,
    ToolCall,
    ToolCallError,
    ToolHints,
)


def test_what_is_decided_is_what_is_called() -> None:
    call = ToolCall.of(
        "mail", "send", {"to": ["ann@example.org", "bob@example.org"], "later": False, "ö": {"n": 1.5}}
    )
    assert json.loads(call.arguments) == {
        "to": ["ann@example.org", "bob@example.org"],
        "later": False,
        "ö": {"n": 1.5},
    }
    assert call.values == (("to", "ann@example.org"), ("to", "bob@example.org"), ("later", False), ("n", 1.5))
    assert call.whole


def test_a_call_without_arguments_has_none() -> None:
    assert ToolCall.of("mail", "list", None).arguments == "{}"
    assert ToolCall.of("mail", "list", None).values == ()


def nested(depth: int) -> dict[str, object]:
    value: dict[str, object] = {"path": "/"}
    for _ in range(depth):
        value = {"in": value}
    return value


def test_attack_what_lies_too_deep_or_behind_too_much_is_told() -> None:
    assert ToolCall.of("x", "y", nested(DEEPEST - 2)).whole
    deep = ToolCall.of("x", "y", nested(DEEPEST + 2))
    assert deep.values == ()
    assert not deep.whole
    many = ToolCall.of("x", "y", {"list": list(range(MOST_VALUES + 1))})
    assert len(many.values) == MOST_VALUES
    assert not many.whole


def test_the_objects_of_a_call_are_its_arguments_and_those_inside() -> None:
    assert ToolCall.of("x", "y", {"a": {"b": {"c": 1}}, "d": [{"e": 1}]}).objects == (
        {"a": {"b": {"c": 1}}, "d": [{"e": 1}]},
        {"b": {"c": 1}},
    )


def test_every_object_of_a_call_is_found_wherever_it_stands() -> None:
    given = {"a": [{"b": {"c": 1}}], "d": 2}
    assert ToolCall.of("x", "y", given).all_objects == (given, {"b": {"c": 1}}, {"c": 1})
    assert len(ToolCall.of("x", "y", {"a": [{}] * 3000}).all_objects) == 2000


def test_attack_a_key_that_holds_nothing_is_seen() -> None:
    call = ToolCall.of("x", "y", {"files": {"/etc/passwd": {}, "a": [{"b": []}, {"c": {"d": None}}]}})
    assert call.keys == ("files", "/etc/passwd", "a", "b", "c", "d")
    assert call.values == (("d", None),)
    assert call.whole
    assert not ToolCall.of("x", "y", {str(n): {} for n in range(MOST_VALUES + 1)}).whole


@pytest.mark.parametrize("name", ["", "a" * (LONGEST_NAME + 1)])
def test_a_tool_has_a_name_that_can_be_shown(name: str) -> None:
    with pytest.raises(ToolCallError, match="name"):
        ToolCall.of("x", name, {})


@pytest.mark.parametrize("value", [float("nan"), object(), "\ud800", {1: {2: {3}}}])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(ToolCallError, match="JSON object"):
        ToolCall.of("x", "y", {"value": value})


def test_a_call_that_is_too_long_is_refused() -> None:
    with pytest.raises(ToolCallError, match="at most"):
        ToolCall.of("x", "y", {"value": "a" * LONGEST_ARGUMENTS})


def test_hints_are_taken_where_they_are_truth_values() -> None:
    assert ToolHints.of({"readOnlyHint": True, "destructiveHint": "no", "openWorldHint": False}) == ToolHints(
        read_only=True, open_world=False
    )
    assert ToolHints.of(None) == ToolHints()
