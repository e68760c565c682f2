from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire import anthropic
from supervisor.wire.anthropic import ACTIONS, Tool
from supervisor.wire.call_fields import CallError
from supervisor.wire.model_call import DONE, NOT_EXECUTED, Ended, Ending, Kind, Size
from tests.support.model_calls import JUNK, gestures, holds

SIZE = Size(1024, 768)
OLD, MIDDLE, NEW, SET = (Tool(version, SIZE) for version in ACTIONS)
PICTURE = {"width": 1024, "height": 768}


def block(tool: Tool, action: str, /, **given: Any) -> dict[str, Any]:
    if tool.is_toolset:
        return {"type": "tool_use", "id": "toolu_1", "name": action, "toolset_name": "computer", "input": given}
    return {"type": "tool_use", "id": "toolu_1", "name": "computer", "input": {"action": action, **given}}


def made(tool: Tool, action: str, /, **given: Any) -> list[dict[str, Any]]:
    return gestures(anthropic.read(block(tool, action, **given), tool))


def refused(tool: Tool, action: str, /, **given: Any) -> str:
    call = anthropic.read(block(tool, action, **given), tool)
    holds(call)
    assert call.id == "toolu_1"
    assert call.error
    return call.error


@pytest.mark.parametrize("tool", [MIDDLE, NEW, SET], ids=lambda tool: tool.version)
def test_clicks(tool: Tool) -> None:
    at = {"coordinate": [10, 20]}
    click = {"type": "click", "x": 10, "y": 20, "button": "left"}
    assert made(tool, "left_click", **at) == [click]
    assert made(tool, "right_click", **at) == [click | {"button": "right"}]
    assert made(tool, "middle_click", **at) == [click | {"button": "middle"}]
    assert made(tool, "double_click", **at) == [click | {"count": 2}]
    assert made(tool, "triple_click", **at) == [click | {"count": 3}]
    assert made(tool, "left_click", **at, text="shift+ctrl") == [click | {"held": ["ctrl", "shift"]}]
    assert made(tool, "left_click") == [{"type": "click", "button": "left"}]
    assert made(tool, "left_click", coordinate=None, text=None) == [{"type": "click", "button": "left"}]


def test_places_count_in_the_picture_of_the_tool() -> None:
    (step,) = anthropic.read(block(NEW, "left_click", coordinate=[1024, 768]), NEW).steps
    assert step.proposal is not None
    assert step.proposal["picture"] == PICTURE


def test_the_reference_s_name_for_what_is_held() -> None:
    assert made(MIDDLE, "left_click", key="ctrl")[0]["held"] == ["ctrl"]
    assert "says what `text` says already" in refused(MIDDLE, "left_click", key="ctrl", text="ctrl")
    assert refused(SET, "left_click", key="ctrl") == "`input.key` is not known here: leave it out"


def test_the_first_version_moves_before_it_clicks_and_drags() -> None:
    assert made(OLD, "left_click") == [{"type": "click", "button": "left"}]
    assert made(OLD, "left_click_drag", coordinate=[5, 6]) == [{"type": "drag", "path": [[5, 6]]}]
    assert "`input.coordinate` is not taken" in refused(OLD, "left_click", coordinate=[1, 2])
    assert "`input.start_coordinate` is not taken" in refused(
        OLD, "left_click_drag", coordinate=[1, 2], start_coordinate=[3, 4]
    )
    assert "`input.text` is not taken" in refused(OLD, "left_click", text="ctrl")


def test_drags() -> None:
    both = {"start_coordinate": [1, 2], "coordinate": [3, 4]}
    for tool in MIDDLE, NEW, SET:
        assert made(tool, "left_click_drag", **both) == [{"type": "drag", "path": [[1, 2], [3, 4]]}]
    assert made(SET, "left_click_drag", **both, text="alt")[0]["held"] == ["alt"]
    assert made(MIDDLE, "left_click_drag", coordinate=[3, 4]) == [{"type": "drag", "path": [[3, 4]]}]
    assert refused(SET, "left_click_drag", coordinate=[3, 4]) == "`input.start_coordinate` is missing"


@pytest.mark.parametrize(
    ("direction", "turned"), [("up", {"dy": -3}), ("down", {"dy": 3}), ("left", {"dx": -3}), ("right", {"dx": 3})]
)
def test_scrolls(direction: str, turned: dict[str, int]) -> None:
    found = made(NEW, "scroll", scroll_direction=direction, scroll_amount=3, coordinate=[1, 2], text="ctrl")
    assert found == [{"type": "scroll", "x": 1, "y": 2, **turned, "held": ["ctrl"]}]


@pytest.mark.parametrize(
    ("text", "chords"),
    [
        ("Return", ["Return"]),
        ("ctrl+s", ["ctrl+s"]),
        ("ctrl+S", ["ctrl+s"]),
        ("A", ["shift+a"]),
        ("alt+Tab", ["alt+Tab"]),
        ("ctrl+a BackSpace", ["ctrl+a", "BackSpace"]),
        ("ctrl++", ["ctrl+plus"]),
        ("KP_0", ["KP_0"]),
        ("super", ["super"]),
        (" ", ["space"]),
        ("XF86AudioPlay", ["XF86AudioPlay"]),
    ],
)
def test_keys(text: str, chords: list[str]) -> None:
    assert [found["keys"] for found in made(NEW, "key", text=text)] == chords


def test_keys_of_the_toolset_come_several_times_and_in_any_case() -> None:
    assert made(SET, "key", text="DOWN", repeat=5) == [{"type": "key", "keys": "Down", "count": 5}]
    assert [found["keys"] for found in made(SET, "key", text="a b", repeat=2)] == ["a", "b", "a", "b"]
    assert made(SET, "key", text="A") == [{"type": "key", "keys": "a"}]
    assert refused(NEW, "key", text="a", repeat=2) == "`input.repeat` is not known here: leave it out"


def test_a_key_is_held_for_a_time() -> None:
    call = anthropic.read(block(NEW, "hold_key", text="shift", duration=2), NEW)
    assert gestures(call) == [
        {"type": "down", "keys": "shift"},
        {"type": "wait", "seconds": 2},
        {"type": "up", "keys": "shift"},
    ]
    assert [step.cleanup for step in call.steps] == [False, False, True]


def test_the_rest_of_the_gestures() -> None:
    assert made(OLD, "mouse_move", coordinate=[1, 2]) == [{"type": "move", "x": 1, "y": 2}]
    assert made(OLD, "type", text="a\r\nb") == [{"type": "type", "text": "a\nb"}]
    assert made(NEW, "left_mouse_down") == [{"type": "down", "button": "left"}]
    assert made(NEW, "left_mouse_up") == [{"type": "up", "button": "left"}]
    assert made(NEW, "wait", duration=100) == [{"type": "wait", "seconds": 60}, {"type": "wait", "seconds": 40}]


def test_what_only_looks() -> None:
    for action, kind in (("screenshot", Kind.SCREENSHOT), ("cursor_position", Kind.POINTER)):
        (step,) = anthropic.read(block(OLD, action), OLD).steps
        assert (step.kind, step.proposal) == (kind, None)
    (step,) = anthropic.read(block(NEW, "zoom", region=[0, 0, 512, 384]), NEW).steps
    assert (step.kind, step.region) == (Kind.ZOOM, (0, 0, 512, 384))
    assert "switched off" in refused(Tool("computer_20251124", SIZE, zoom=False), "zoom", region=[0, 0, 1, 1])


@pytest.mark.parametrize(
    ("action", "given", "field"),
    [
        ("left_click", {"coordinate": [1025, 0]}, "coordinate[0]"),
        ("left_click", {"coordinate": [0, -1]}, "coordinate[1]"),
        ("left_click", {"coordinate": [1.5, 2]}, "coordinate[0]"),
        ("left_click", {"coordinate": "1,2"}, "coordinate"),
        ("left_click", {"coordinate": [1, 2, 3]}, "coordinate"),
        ("left_click", {"text": "Tab"}, "text"),
        ("left_click", {"spin": 1}, "spin"),
        ("mouse_move", {}, "coordinate"),
        ("type", {}, "text"),
        ("type", {"text": ""}, "text"),
        ("type", {"text": "x" * 10_001}, "text"),
        ("type", {"text": "x", "coordinate": [1, 2]}, "coordinate"),
        ("key", {"text": "no such key;"}, "text"),
        ("key", {"text": "a+b"}, "text"),
        ("key", {"text": "a " * 21}, "text"),
        ("hold_key", {"text": "a"}, "duration"),
        ("hold_key", {"text": "a", "duration": 101}, "duration"),
        ("wait", {"duration": -1}, "duration"),
        ("scroll", {"scroll_direction": "down"}, "scroll_amount"),
        ("scroll", {"scroll_direction": "sideways", "scroll_amount": 1}, "scroll_direction"),
        ("scroll", {"scroll_direction": "down", "scroll_amount": 101}, "scroll_amount"),
        ("zoom", {"region": [0, 0, 1]}, "region"),
        ("zoom", {"region": [5, 0, 5, 1]}, "region"),
        ("zoom", {"region": [0, 0, 1025, 1]}, "region[2]"),
        ("screenshot", {"text": "x"}, "text"),
    ],
)
def test_what_is_wrong_is_named(action: str, given: dict[str, Any], field: str) -> None:
    for tool in NEW, SET:
        assert refused(tool, action, **given).startswith(f"`input.{field}`")


def test_an_action_of_another_version_is_none_of_this() -> None:
    for tool, action in ((OLD, "scroll"), (OLD, "zoom"), (MIDDLE, "zoom"), (NEW, "fly"), (SET, "fly")):
        assert f"`{action}` is no action of {tool.version}" in refused(tool, action)
    assert refused(SET, "left_mouse_down", action="x") == "`input.action` is not known here: leave it out"


def test_blocks_of_other_tools_are_left_alone() -> None:
    assert anthropic.is_call(block(NEW, "wait"), NEW)
    assert anthropic.is_call(block(SET, "wait"), SET)
    others: list[object] = [
        block(SET, "wait"),
        {"type": "text"},
        {"type": "tool_use", "name": "bash"},
        None,
        "computer",
    ]
    assert not any(anthropic.is_call(other, NEW) for other in others)
    assert not anthropic.is_call(block(NEW, "wait"), SET)


def test_the_tool_is_read_from_what_the_app_offers() -> None:
    entry = {"name": "computer", "display_width_px": 1024, "display_height_px": 768}
    assert Tool.from_param(entry | {"type": "computer_20250124"}) == MIDDLE
    assert Tool.from_param(entry | {"type": "computer_20251124", "enable_zoom": True}) == NEW
    assert not Tool.from_param(entry | {"type": "computer_20251124"}).zoom
    assert Tool.from_param({"type": "computer_toolset_20260801"}, SIZE) == SET
    assert not Tool.from_param({"type": SET.version, "configs": {"zoom": {"enabled": False}}}, SIZE).zoom
    with pytest.raises(CallError, match=r"`tool.type` has to be one of"):
        Tool.from_param({"type": "computer_19991231"}, SIZE)
    with pytest.raises(CallError, match=r"`tool.display_width_px` is missing"):
        Tool.from_param({"type": "computer_toolset_20260801"})


def test_what_was_done_is_answered_with_the_picture() -> None:
    call = anthropic.read(block(NEW, "left_click"), NEW)
    assert anthropic.answer(call, Ending((DONE,)), NEW, image="aGk=") == {
        "type": "tool_result",
        "tool_use_id": "toolu_1",
        "content": [
            {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "aGk="}},
        ],
    }
    assert anthropic.answer(call, Ending((DONE,)), NEW)["content"] == [{"type": "text", "text": "Done."}]


def test_a_no_is_an_error_that_the_model_can_use() -> None:
    call = anthropic.read(block(SET, "left_click"), SET)
    result = anthropic.answer(call, Ending((Ended("rejected", "it is too risky"),)), SET, image="aGk=")
    assert result["is_error"] is True
    assert result["toolset_name"] == "computer"
    (part,) = result["content"]
    assert "a person rejected this action: it is too risky" in part["text"]


def test_what_stands_behind_a_no_is_answered_in_the_api_s_words() -> None:
    call = anthropic.read(block(SET, "left_click"), SET)
    result = anthropic.answer(call, Ending(), SET)
    assert result["content"] == [{"type": "text", "text": NOT_EXECUTED}]
    assert result["is_error"] is True


def test_the_pointer_is_told_in_pixels_of_the_picture() -> None:
    call = anthropic.read(block(OLD, "cursor_position"), OLD)
    assert anthropic.answer(call, Ending((DONE,)), OLD, pointer=(3, 4))["content"][0]["text"] == "X=3,Y=4"


def test_a_call_that_is_none_is_answered_with_what_is_wrong() -> None:
    call = anthropic.read({"type": "tool_use", "id": "a", "name": "computer", "input": []}, NEW)
    result = anthropic.answer(call, Ending(), NEW)
    assert result["content"][0]["text"] == "Not executed: `input` has to be an object, not a list"
    assert result["is_error"] is True


_NAMES = st.sampled_from(
    ["text", "coordinate", "start_coordinate", "duration", "region", "key", "scroll_amount", "x"]
)
_GIVEN = st.dictionaries(_NAMES, JUNK | st.lists(st.integers(-9, 2000), min_size=2, max_size=4), max_size=4)


@given(st.sampled_from([OLD, MIDDLE, NEW, SET]), st.sampled_from([*ACTIONS["computer_20251124"], "fly"]), _GIVEN)
def test_any_input_is_a_call_or_an_error_that_names_the_field(tool: Tool, action: str, raw: dict[str, Any]) -> None:
    holds(anthropic.read(block(tool, action, **raw), tool))


@given(JUNK)
def test_anything_is_a_call_or_an_error(raw: Any) -> None:
    for tool in NEW, SET:
        call = anthropic.read(raw, tool)
        holds(call)
        anthropic.answer(call, Ending(), tool)
