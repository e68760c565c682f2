from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Point, Rect
from supervisor.wire.vocabulary import (
    Button,
    Click,
    Down,
    Drag,
    Outcome,
    Picture,
    Proposal,
    Status,
    VocabularyError,
    read_proposal,
    read_tool_proposal,
    schema,
)

SCREEN = Rect(0, 0, 1920, 1080)
GOOD = (
    {"type": "move", "x": 1, "y": 2},
    {"type": "click", "x": 1, "y": 2, "button": "right", "held": ["ctrl", "shift"]},
    {"type": "click", "count": 2},
    {"type": "drag", "path": [[1, 2], [30, 40]]},
    {"type": "scroll", "x": 1, "y": 2, "dy": -3},
    {"type": "key", "keys": "ctrl+s"},
    {"type": "type", "text": "Grüße, 世界\n"},
    {"type": "down", "button": "left"},
    {"type": "up", "keys": "shift"},
    {"type": "wait", "seconds": 2},
)
BAD = (
    ({"type": "fly"}, "gesture"),
    ({"type": "move", "x": 1}, "gesture.move.y"),
    ({"type": "move", "x": 1, "y": 2, "z": 3}, "gesture.move.z"),
    ({"type": "move", "x": True, "y": 2}, "gesture.move.x"),
    ({"type": "move", "x": 1.5, "y": 2}, "gesture.move.x"),
    ({"type": "move", "x": -1, "y": 2}, "gesture.move.x"),
    ({"type": "move", "x": 65_536, "y": 2}, "gesture.move.x"),
    ({"type": "click", "x": 1}, "gesture.click"),
    ({"type": "click", "count": 4}, "gesture.click.count"),
    ({"type": "click", "button": "fourth"}, "gesture.click.button"),
    ({"type": "click", "held": ["hyper"]}, "gesture.click.held.0"),
    ({"type": "drag", "path": []}, "gesture.drag.path"),
    ({"type": "drag", "path": [[1, 2]] * 101}, "gesture.drag.path"),
    ({"type": "scroll", "dy": 101}, "gesture.scroll.dy"),
    ({"type": "key", "keys": ""}, "gesture.key.keys"),
    ({"type": "type", "text": ""}, "gesture.type.text"),
    ({"type": "type", "text": "x" * 10_001}, "gesture.type.text"),
    ({"type": "down"}, "gesture.down"),
    ({"type": "up", "button": "left", "keys": "a"}, "gesture.up"),
    ({"type": "wait", "seconds": float("nan")}, "gesture.wait.seconds"),
    ({"type": "wait", "seconds": 61}, "gesture.wait.seconds"),
)


@pytest.mark.parametrize("gesture", GOOD, ids=[str(n) for n in range(len(GOOD))])
def test_what_an_agent_may_want_is_read_and_fits_the_schema(gesture: dict[str, object]) -> None:
    raw = {"gesture": gesture}
    proposal = read_proposal(raw)
    assert read_proposal(json.loads(proposal.model_dump_json(exclude_none=True))) == proposal
    jsonschema.validate(raw, schema())


@pytest.mark.parametrize(("gesture", "field"), BAD, ids=[str(n) for n in range(len(BAD))])
def test_what_is_wrong_is_refused_with_the_name_of_the_field(gesture: dict[str, object], field: str) -> None:
    with pytest.raises(VocabularyError, match=rf"^`{field}`: ") as caught:
        read_proposal({"gesture": gesture})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("raw", [None, 1, "click", [], {}, {"gesture": None}, {"gesture": {}}, {"gesture": [1]}])
def test_what_is_no_proposal_is_refused(raw: object) -> None:
    with pytest.raises(VocabularyError):
        read_proposal(raw)


@pytest.mark.parametrize(
    ("statement", "field"),
    [
        ({"confidence": 1.1}, "statement.confidence"),
        ({"reason": "x" * 2001}, "statement.reason"),
        ({"alternatives": ["x"] * 9}, "statement.alternatives"),
        ({"amount": -1}, "statement.amount"),
        ({"amount": float("inf")}, "statement.amount"),
        ({"source_trust": "me"}, "statement.source_trust"),
        ({"tier": "read"}, "statement.tier"),
    ],
)
def test_what_the_agent_says_of_it_has_bounds_and_no_word_for_a_tier(statement: object, field: str) -> None:
    with pytest.raises(VocabularyError, match=rf"^`{field}`: "):
        read_proposal({"gesture": GOOD[0], "statement": statement})


def test_words_that_are_no_text_are_refused() -> None:
    with pytest.raises(VocabularyError, match=r"gesture\.type\.text"):
        read_proposal({"gesture": {"type": "type", "text": "\ud800"}})


def test_a_place_that_is_left_out_is_where_the_pointer_is() -> None:
    assert Click().point is None
    assert Click(x=3, y=4).point == Point(3, 4)
    assert Down(button=Button.LEFT).point is None
    assert Drag(path=((1, 2), (3, 4))).points == (Point(1, 2), Point(3, 4))


def test_buttons_have_the_numbers_of_x11() -> None:
    assert [button.number for button in Button] == [1, 2, 3, 8, 9]


def test_a_pixel_of_a_picture_is_the_pixel_that_it_shows_the_middle_of() -> None:
    assert Picture(width=1920, height=1080).on_screen(Point(7, 9), SCREEN) == Point(7, 9)
    assert Picture(width=960, height=540).on_screen(Point(0, 0), SCREEN) == Point(1, 1)
    assert Picture(width=3840, height=2160).on_screen(Point(3839, 2159), SCREEN) == Point(1919, 1079)
    assert Picture(width=1000, height=1000).on_screen(Point(1000, 1000), SCREEN) == Point(1919, 1079)
    assert Picture(width=960, height=540).on_screen(Point(0, 0), Rect(100, 50, 1920, 1080)) == Point(101, 51)


def test_a_place_outside_of_the_picture_is_refused() -> None:
    with pytest.raises(VocabularyError, match="outside of the picture"):
        Picture(width=1000, height=1000).on_screen(Point(1001, 0), SCREEN)


@given(st.integers(1, 9000), st.integers(1, 9000), st.data())
def test_a_place_in_a_picture_never_leaves_the_screen(width: int, height: int, data: st.DataObject) -> None:
    point = Point(data.draw(st.integers(0, width)), data.draw(st.integers(0, height)))
    assert SCREEN.contains(Picture(width=width, height=height).on_screen(point, SCREEN))


json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["type", "x", "gesture"]), inner),
    max_leaves=20,
)


@given(json_data)
def test_whatever_is_said_is_a_proposal_or_an_error_of_this_vocabulary(raw: object) -> None:
    try:
        read_proposal({"gesture": raw})
    except VocabularyError:
        return


def test_an_outcome_says_whether_something_was_done() -> None:
    ran = {status for status in Status if Outcome(status=status).ran_through}
    assert ran == {Status.DONE, Status.MODIFIED}


def test_a_proposal_cannot_be_changed_once_it_was_read() -> None:
    proposal = read_proposal({"gesture": GOOD[0]})
    assert isinstance(proposal, Proposal)
    with pytest.raises(ValueError, match="frozen"):
        proposal.picture = None


def test_attack_the_name_of_a_field_stays_on_its_line() -> None:
    with pytest.raises(VocabularyError) as told:
        read_proposal({"gesture": {"type": "wait"}, "a\nb\x1b": 1})
    assert str(told.value).isprintable()


def test_a_wish_to_use_a_tool_is_read_whole() -> None:
    found = read_tool_proposal(
        {
            "tool": "send_email",
            "server": "gmail",
            "arguments": {"to": ["ann@example.org"]},
            "annotations": {"destructiveHint": True},
            "statement": {"reason": "asked for"},
        }
    )
    assert (found.call_made.server, found.call_made.name) == ("gmail", "send_email")
    assert found.call_made.arguments == '{"to": ["ann@example.org"]}'
    assert found.call_made.hints.destructive is True
    assert found.statement.reason == "asked for"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"arguments": {}}, "`tool`"),
        ({"tool": ""}, "`tool`"),
        ({"tool": "x", "arguments": []}, "`arguments`"),
        ({"tool": "x", "more": 1}, "`more`"),
        ({"tool": "x", "arguments": {"a": "b" * 300_000}}, "`arguments`: the arguments of a tool have at most"),
    ],
)
def test_a_wish_that_cannot_be_decided_is_refused_by_its_field(raw: object, said: str) -> None:
    with pytest.raises(VocabularyError, match=said):
        read_tool_proposal(raw)


@pytest.mark.parametrize(
    "said",
    [{}, {"keys": "a", "char": "a"}, {"button": "left", "keysym": 0x61}, {"char": "ab"}, {"char": ""}, {"keysym": 0}],
)
def test_one_thing_goes_down_or_up(said: dict[str, object]) -> None:
    for word in ("down", "up"):
        with pytest.raises(VocabularyError, match=rf"gesture\.{word}"):
            read_proposal({"gesture": {"type": word, **said}})
