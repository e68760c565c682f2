from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Control
from supervisor.core.tool_call import ToolCall
from supervisor.detect.tool_calls import judge_call
from supervisor.detect.tool_names import Deed
from supervisor.detect.tool_operations import is_switch, is_yes, what_is_told

READ, REVERSIBLE, HIGH_RISK, IRREVERSIBLE = Tier


def judged(name: str, arguments: dict[str, Any]) -> Tier:
    return judge_call(ToolCall.of("x", name, arguments)).tier


@pytest.mark.parametrize(
    ("name", "arguments", "tier"),
    [
        ("get_messages", {"delete": True}, IRREVERSIBLE),
        ("get_messages", {"options": {"deleteAfterRead": "true"}}, IRREVERSIBLE),
        ("read_queue", {"purge": 1}, IRREVERSIBLE),
        ("draft_email", {"send": True}, IRREVERSIBLE),
        ("create_event", {"summary": "Lunch", "attendees": [{"email": "bob@example.org"}]}, HIGH_RISK),
        ("create_event", {"summary": "Lunch", "attendees": []}, REVERSIBLE),
        ("list_files", {"action": "remove"}, IRREVERSIBLE),
        ("list_files", {"Operation": " delete_all "}, IRREVERSIBLE),
        ("browser_snapshot", {"action": "click"}, HIGH_RISK),
        ("get_server", {"action": "restart"}, HIGH_RISK),
        ("get_messages", {"delete": False, "purge": "no", "send": None, "remove": 0}, READ),
        ("get_messages", {"include_delete": True, "action": "list", "mode": "fast"}, READ),
        ("list_files", {"action": "delete the rest"}, READ),
        ("search_files", {"remove": "old.txt"}, READ),
    ],
)
def test_attack_a_tool_that_looks_is_told_to_do_more(name: str, arguments: dict[str, Any], tier: Tier) -> None:
    assert judged(name, arguments) is tier


@pytest.mark.parametrize(
    "arguments",
    [
        {"operations": ["read", "delete"]},
        {"operations": [["read"], {"op": "delete"}]},
        {"actions": [{"kind": "delete", "id": 3}]},
        {"op": {"type": "delete"}},
        {"request": {"operation": {"name": "delete"}}},
        {"operation": {"delete": {"id": 1}}},
        {"operations": {"delete": True}},
        {"delete": {"id": 1}},
        {"delete": [{"id": 1}]},
        {"requests": [{"deleteSheet": {"sheetId": 1}}]},
        {"steps": [{"type": "list"}, {"type": "delete"}]},
        {"action": "list,delete"},
        {"action": "list; delete"},
        {"do": "delete"},
    ],
)
@pytest.mark.parametrize("name", ["get_messages", "write_file", "frobnicate", "run"])
def test_attack_an_operation_among_others_or_in_an_object_is_seen(name: str, arguments: dict[str, Any]) -> None:
    assert judged(name, arguments) is IRREVERSIBLE


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("list_events", {"type": "delete"}),
        ("list_events", {"filters": [{"type": "delete"}]}),
        ("modify_email", {"id": "1", "addLabelIds": [], "removeLabelIds": ["UNREAD"]}),
        ("modify_labels", {"labels": {"add": ["a"], "remove": ["b"]}}),
        ("maps_directions", {"mode": "driving"}),
        ("get_messages", {"operations": ["read", "list"], "delete": None, "send": []}),
        ("get_messages", {"operations": {"delete": False, "read": True}}),
        ("search_logs", {"action": "how to delete a row"}),
    ],
)
def test_what_is_asked_for_is_no_operation(name: str, arguments: dict[str, Any]) -> None:
    assert judged(name, arguments) in (READ, REVERSIBLE)


def test_what_is_told_is_said() -> None:
    call = ToolCall.of("x", "get_x", {"operations": ["read", "deleteAll"]})
    (found,) = what_is_told(call, Deed.READS)
    assert (found.evidence, found.control) == (("is told to “deleteAll”",), Control.DELETE)


@pytest.mark.parametrize(
    ("value", "switch", "yes"),
    [(True, True, True), ("on", True, True), (1, True, True), (0, False, False), ("a.txt", False, True)],
)
def test_what_turns_something_on(value: object, *, switch: bool, yes: bool) -> None:
    assert (is_switch(value), is_yes(value)) == (switch, yes)
