from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire import ui_tars
from supervisor.wire.call_fields import CallError
from supervisor.wire.model_call import DONE, NOT_EXECUTED, Ended, Ending, Kind, Size
from tests.support.model_calls import JUNK, gestures, holds


def made(action: str, size: Size = ui_tars.GRID) -> list[dict[str, Any]]:
    return gestures(ui_tars.read(f"Thought: I know what to do.\nAction: {action}", size))


CLICK = {"type": "click", "x": 279, "y": 81, "button": "left"}
FORMS = (
    "click(start_box='(279,81)')",
    'click(start_box="(279, 81)")',
    "click(point='<point>279 81</point>')",
    "click(start_box='<bbox>279 81 279 81</bbox>')",
    "click(start_box='<|box_start|>(279,81)<|box_end|>')",
    "click(start_box='[270,80,288,82]')",
    "click(start_box='[270, 80, 288, 81]')",
    "click(start_box='(270,80)(288,82)')",
    "left_click(point='(279,81)')",
    "left_single(point='279 81')",
    "click(start_box='(278.5,80.6)')",
)
OTHERS: list[tuple[str, list[dict[str, Any]]]] = [
    ("left_double(start_box='(279,81)')", [CLICK | {"count": 2}]),
    ("double_click(start_box='(279,81)')", [CLICK | {"count": 2}]),
    ("right_single(start_box='(279,81)')", [CLICK | {"button": "right"}]),
    ("right_click(start_box='(279,81)')", [CLICK | {"button": "right"}]),
    ("middle_click(start_box='(279,81)')", [CLICK | {"button": "middle"}]),
    ("mouse_move(start_box='(279,81)')", [{"type": "move", "x": 279, "y": 81}]),
    ("hover(start_box='(279,81)')", [{"type": "move", "x": 279, "y": 81}]),
    ("drag(start_box='(1,2)', end_box='(3,4)')", [{"type": "drag", "path": [[1, 2], [3, 4]]}]),
    (
        "left_click_drag(start_point='<point>1 2</point>', end_point='<point>3 4</point>')",
        [{"type": "drag", "path": [[1, 2], [3, 4]]}],
    ),
    ("hotkey(key='ctrl c')", [{"type": "key", "keys": "ctrl+c"}]),
    ("hotkey(key='ctrl+shift+Esc')", [{"type": "key", "keys": "ctrl+shift+Escape"}]),
    ("hotkey(hotkey='page_down')", [{"type": "key", "keys": "Page_Down"}]),
    ("press(key='shift')", [{"type": "down", "keys": "shift"}]),
    ("release(key='shift')", [{"type": "up", "keys": "shift"}]),
    ("type(content='it\\'s a \\\"test\\\"\\n')", [{"type": "type", "text": 'it\'s a "test"\n'}]),
    ("type(content='C:\\\\new')", [{"type": "type", "text": "C:\\new"}]),
    ("type(content='a) b, c=d (e')", [{"type": "type", "text": "a) b, c=d (e"}]),
    ("scroll(start_box='(279,81)', direction='down')", [{"type": "scroll", "x": 279, "y": 81, "dy": 5}]),
    ("scroll(point='(279,81)', direction='left')", [{"type": "scroll", "x": 279, "y": 81, "dx": -5}]),
    ("wait()", [{"type": "wait", "seconds": 5}]),
    ("finished(content='done')", []),
    ("call_user()", []),
]


@pytest.mark.parametrize("action", FORMS)
def test_every_form_of_a_place(action: str) -> None:
    assert made(action) == [CLICK]


@pytest.mark.parametrize(("action", "ours"), OTHERS, ids=[action for action, _ in OTHERS])
def test_every_function(action: str, ours: list[dict[str, Any]]) -> None:
    assert made(action) == ours


def test_every_function_was_tried() -> None:
    assert {action.split("(")[0] for action in [*FORMS, *(action for action, _ in OTHERS)]} == set(ui_tars.ACTIONS)


def test_several_actions_stand_apart_by_a_blank_line() -> None:
    call = ui_tars.read("Thought: x\nAction: click(start_box='(1,2)')\n\ntype(content='a')\n\nAction: wait()\n")
    assert call.names == ("click", "type", "wait")
    assert [step.action for step in call.steps] == [0, 1, 2]


def test_the_thought_is_the_model_s_reason() -> None:
    (step,) = ui_tars.read("Thought: The button is there.\nAction: click(start_box='(1,2)')").steps
    assert step.proposal is not None
    assert step.proposal["statement"] == {"reason": "The button is there."}


def test_an_action_that_is_typed_is_text() -> None:
    text = "Thought: note\nAction: type(content='x\nAction: click(start_box=\"(1,2)\")')"
    assert gestures(ui_tars.read(text)) == [{"type": "type", "text": 'x\nAction: click(start_box="(1,2)")'}]


def test_a_thought_may_speak_of_an_action() -> None:
    assert ui_tars.read("Thought: My next Action: a click.\nAction: wait()").names == ("wait",)
    assert ui_tars.read("Action：wait()").names == ("wait",)


def test_the_end_and_a_call_for_the_person_are_no_gestures() -> None:
    (step,) = ui_tars.read("Action: finished(content='It is \\'done\\'')").steps
    assert (step.kind, step.text) == (Kind.FINISHED, "It is 'done'")
    (step,) = ui_tars.read("Action: call_user()").steps
    assert (step.kind, step.text) == (Kind.CALL_USER, "")


@pytest.mark.parametrize(
    ("screen", "picture"),
    [
        (Size(1920, 1080), Size(1932, 1092)),
        (Size(1280, 720), Size(1288, 728)),
        (Size(100, 100), Size(280, 280)),
        (Size(10_000, 8_000), Size(4004, 3192)),
    ],
)
def test_places_of_1_5_count_in_the_resized_picture(screen: Size, picture: Size) -> None:
    found = ui_tars.smart_resized(screen)
    assert found == picture
    (step,) = ui_tars.read("Action: click(start_box='(200,81)')", found).steps
    assert step.proposal is not None
    assert step.proposal["picture"] == {"width": picture.width, "height": picture.height}


def test_a_picture_can_be_too_long() -> None:
    with pytest.raises(CallError, match="2010x10 is too long"):
        ui_tars.smart_resized(Size(2010, 10))


@pytest.mark.parametrize(
    ("action", "error"),
    [
        ("nothing", "`Action`: `nothing` is no call"),
        ("fly(to='moon')", "`Action`: `fly` is no function"),
        ("click()", "`click.start_box` is missing"),
        ("click(start_box='here')", "`click.start_box` has to be a place"),
        ("click(start_box='(1,2,3)')", "`click.start_box` has to be a place"),
        ("click(start_box='(1001,2)')", "`click.start_box` has to be from 0 to 1000"),
        ("click(start_box='(-1,2)')", "`click.start_box` has to be from 0 to 1000"),
        ("click(start_box='(1,2)', speed='fast')", "`click.speed` is not known here"),
        ("click(start_box='(1,2)', start_box='(3,4)')", "`click.start_box` comes twice"),
        ("click(start_box=(1,2))", "`click`: `start_box=(1,2))` is no argument"),
        ("click(start_box='(1,2)'", "`click`: `` is no argument"),
        ("click(start_box='(1,2)", "`click.start_box` has no ' at its end"),
        ("click(start_box='(1,2)') and more", "`Action`: `and more` is no call"),
        ("drag(start_box='(1,2)')", "`drag.end_box` is missing"),
        ("hotkey(key='ctrl nokey')", "`hotkey.key`: `nokey` is no key"),
        ("hotkey(key='a b')", "`hotkey.key` has more than one key"),
        ("type()", "`type.content` is missing"),
        ("scroll(point='(1,2)', direction='in')", "`scroll.direction` has to be one of"),
        ("wait()\n\n" * 51, "`Action` has more than 50 calls"),
        ("wait(" + "a='', b='', c='', d='', e='', f='', g='', h='', i=''" + ")", "`wait` has more than 8 arguments"),
    ],
)
def test_what_is_wrong_is_named(action: str, error: str) -> None:
    call = ui_tars.read(f"Thought: x\nAction: {action}")
    holds(call)
    assert call.error.startswith(error)


def test_what_is_no_action_at_all_is_told() -> None:
    assert ui_tars.read("I am done.").error.startswith("`Action:` is missing")
    assert ui_tars.read(None).error == "`output` has to be text"
    assert ui_tars.read("x" * 40_001).error.startswith("`output` is longer")
    assert ui_tars.read("Action:").error.startswith("`Action` has no call")


def test_the_model_is_told_what_became_of_each() -> None:
    call = ui_tars.read("Action: wait()\n\nhotkey(key='enter')\n\nwait()")
    message = ui_tars.answer(call, Ending((DONE, Ended("stopped"))), image_url="data:x")
    text, image = message["content"]
    assert [line.split(": ", 1)[1] for line in text["text"].splitlines()] == [
        "Done.",
        "Not executed: a person stopped all agents. Do nothing more and end your turn.",
        NOT_EXECUTED,
    ]
    assert image == {"type": "image_url", "image_url": {"url": "data:x"}}
    assert ui_tars.answer(ui_tars.read("Action: wait()"), Ending((DONE,)))["content"][0]["text"] == "Done."


_BITS = st.sampled_from(
    [
        "Action:",
        "\n",
        "click",
        "(",
        ")",
        "start_box",
        "=",
        "'",
        '"',
        "(1,2)",
        "\\",
        ",",
        " ",
        "<point>",
        "type",
        "1e9",
        "é",
    ]
)


@given(st.lists(_BITS | st.text(max_size=3), max_size=30))
def test_any_text_is_a_call_or_an_error(bits: list[str]) -> None:
    call = ui_tars.read("Action: " + "".join(bits))
    holds(call)
    ui_tars.answer(call, Ending())


@given(JUNK)
def test_anything_is_a_call_or_an_error(raw: Any) -> None:
    holds(ui_tars.read(raw))


@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_typed_when_it_is_escaped(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    assert made(f"type(content='{escaped}')")[0]["text"] == text.replace("\r\n", "\n").replace("\r", "\n")
