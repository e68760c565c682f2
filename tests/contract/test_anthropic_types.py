"""Every action of every version in the types of the official `anthropic` package, there and back."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest
from pydantic import BaseModel, TypeAdapter

from supervisor.wire import anthropic
from supervisor.wire.anthropic import ACTIONS, Tool
from supervisor.wire.model_call import DONE, Ended, Ending, Size
from tests.support.model_calls import gestures

if TYPE_CHECKING:
    from supervisor.wire.model_call import Call

# Loaded by name: a type checker that reads all of the package takes a minute for it.
beta = importlib.import_module("anthropic.types.beta")
stable = importlib.import_module("anthropic.types")
HOMES = {"Beta": beta, "": stable}
"""Where the types are, by the first word of their names."""
RESULTS: tuple[TypeAdapter[Any], ...] = tuple(
    TypeAdapter(getattr(home, f"{prefix}ToolResultBlockParam")) for prefix, home in HOMES.items()
)
SIZE = Size(1024, 768)
TOOLSET = "computer_toolset_20260801"
VALUES: dict[str, Any] = {
    "coordinate": [10, 20],
    "start_coordinate": [30, 40],
    "region": [0, 0, 100, 100],
    "duration": 1,
    "scroll_amount": 3,
    "scroll_direction": "down",
    "repeat": 2,
}


def block_of(member: str, prefix: str = "Beta") -> type[BaseModel]:
    camel = "".join(word.capitalize() for word in member.split("_"))
    found: type[BaseModel] = getattr(HOMES[prefix], f"{prefix}Computer{camel}ToolUseBlock")
    return found


def input_of(member: str, prefix: str = "Beta", *, whole: bool) -> dict[str, Any]:
    """An example with all fields that the official type has, or with those alone that it needs."""
    fields = block_of(member, prefix).model_fields["input"].annotation
    assert isinstance(fields, type)
    assert issubclass(fields, BaseModel)
    wanted = [name for name, field in fields.model_fields.items() if whole or field.is_required()]
    held = "hello" if member == "type" else "ctrl+Tab" if member in ("key", "hold_key") else "ctrl+shift"
    return {name: held if name == "text" else VALUES[name] for name in wanted}


def answers(call: Call, tool: Tool) -> list[dict[str, Any]]:
    no = [Ended(status, "because") for status in ("rejected", "denied", "expired", "stopped")]
    endings = [Ending((DONE,) * len(call.steps)), Ending(), *(Ending((end,)) for end in no)]
    return [anthropic.answer(call, ending, tool, image="aGk=", pointer=(1, 2)) for ending in endings]


def check(raw: dict[str, Any], tool: Tool) -> None:
    assert anthropic.is_call(raw, tool)
    call = anthropic.read(raw, tool)
    gestures(call)
    assert call.steps
    for answer in answers(call, tool):
        assert answer["tool_use_id"] == raw["id"]
        for result in RESULTS:
            result.validate_python(answer, strict=True)


@pytest.mark.parametrize("prefix", HOMES)
def test_the_toolset_has_the_members_of_the_official_one(prefix: str) -> None:
    names = getattr(HOMES[prefix], f"{prefix}ComputerMemberName")
    assert set(get_args(names)) == set(ACTIONS[TOOLSET])


def test_every_version_of_the_official_tools_is_known() -> None:
    known = r"(Beta)?(ToolComputerUse|ComputerToolset)\d+Param"
    found = [getattr(home, name) for home in HOMES.values() for name in dir(home) if re.fullmatch(known, name)]
    versions = {get_args(get_args(get_type_hints(param, include_extras=True)["type"])[0])[0] for param in found}
    assert versions == set(ACTIONS)


@pytest.mark.parametrize("whole", [False, True], ids=["needed", "all"])
@pytest.mark.parametrize("prefix", HOMES)
@pytest.mark.parametrize("member", ACTIONS[TOOLSET])
def test_every_member_of_the_toolset_there_and_back(member: str, prefix: str, whole: bool) -> None:
    raw: dict[str, Any] = {"type": "tool_use", "id": "toolu_1", "name": member, "toolset_name": "computer"}
    raw |= {"input": input_of(member, prefix, whole=whole), "caller": {"type": "direct"}}
    official = block_of(member, prefix).model_validate(raw, strict=True)
    tool = Tool.from_param({"type": TOOLSET}, SIZE)
    for mode in "json", "python":
        check(official.model_dump(mode=mode), tool)
    check(official.model_dump(exclude_unset=True), tool)


@pytest.mark.parametrize("whole", [False, True], ids=["needed", "all"])
@pytest.mark.parametrize(("version", "action"), [(v, a) for v in ACTIONS if v != TOOLSET for a in ACTIONS[v]])
def test_every_action_of_the_single_tool_there_and_back(version: str, action: str, whole: bool) -> None:
    given = input_of(action, whole=whole)
    given.pop("repeat", None)
    if version == "computer_20241022":
        given.pop("start_coordinate", None)
        if "click" in action:
            given = {name: value for name, value in given.items() if name == "coordinate" and "drag" in action}
    raw = {"type": "tool_use", "id": "toolu_1", "name": "computer", "input": {"action": action, **given}}
    entry: dict[str, Any] = {"type": version, "name": "computer", "display_width_px": 1024, "display_height_px": 768}
    if version == "computer_20251124":
        entry["enable_zoom"] = True
    param = getattr(beta, f"BetaToolComputerUse{version.removeprefix('computer_')}Param")
    TypeAdapter(param).validate_python(entry)
    check(beta.BetaToolUseBlock.model_validate(raw).model_dump(mode="json"), Tool.from_param(entry))
