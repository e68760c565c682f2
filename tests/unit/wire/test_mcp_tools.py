from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire.mcp_tools import INSTRUCTIONS, Question, answer, read_call, tools
from supervisor.wire.vocabulary import (
    Click,
    Key,
    Outcome,
    Picture,
    Proposal,
    Status,
    ToolProposal,
    Trust,
    Type,
    VocabularyError,
)

TOOLS = {tool.name: tool for tool in tools()}
EXAMPLES: dict[str, dict[str, Any]] = {
    "move": {"x": 1, "y": 2},
    "click": {"x": 1, "y": 2, "button": "right", "count": 1, "held": ["ctrl"]},
    "drag": {"path": [[1, 2], [3, 4]]},
    "scroll": {"dy": 3},
    "key": {"keys": "ctrl+s"},
    "type": {"text": "Grüße"},
    "down": {"button": "left"},
    "up": {"keys": "shift"},
    "wait": {"seconds": 0.5},
    "propose_action": {"kind": "send_email", "summary": "Send the report to Ann", "recipients": ["ann@example.org"]},
    "screenshot": {},
    "cursor_position": {},
    "supervisor_status": {},
}


def test_every_tool_has_an_example_that_fits_its_schema_and_is_understood() -> None:
    assert TOOLS.keys() == EXAMPLES.keys()
    for name, tool in TOOLS.items():
        jsonschema.Draft202012Validator.check_schema(tool.schema)
        jsonschema.validate(EXAMPLES[name], tool.schema)
        read_call(name, EXAMPLES[name])


def test_what_acts_says_so_and_what_looks_says_so() -> None:
    for name, tool in TOOLS.items():
        looks = name in {*Question, "propose_action"}
        assert tool.annotations["readOnlyHint"] is looks
        assert tool.annotations["destructiveHint"] is not looks


def test_a_call_is_a_proposal_with_what_is_said_beside_it() -> None:
    found = read_call(
        "click",
        {"x": 5, "y": 6, "reason": "to open it", "confidence": 0.8, "source_trust": "web"},
        Picture(width=640, height=400),
    )
    assert isinstance(found, Proposal)
    assert found.gesture == Click(x=5, y=6)
    assert (found.statement.reason, found.statement.confidence) == ("to open it", 0.8)
    assert found.statement.source_trust is Trust.WEB
    assert found.picture == Picture(width=640, height=400)
    assert read_call("key", {"keys": "Return"}) == Proposal(gesture=Key(keys="Return"))
    assert read_call("type", {"text": "a\n"}) == Proposal(gesture=Type(text="a\n"))


def test_a_wish_to_act_elsewhere_is_a_call_to_be_decided() -> None:
    found = read_call(
        "propose_action", {"kind": "pay", "summary": "Pay the bill", "amount": 12.5, "reason": "due today"}
    )
    assert isinstance(found, ToolProposal)
    assert (found.tool, found.server) == ("pay", "")
    assert dict(found.call_made.values) == {"summary": "Pay the bill", "amount": 12.5}
    assert found.statement.reason == "due today"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("click", {"x": 1}, "`click`: say both `x` and `y`"),
        ("click", {"x": "1", "y": 2}, "`x`:"),
        ("click", {"where": 1}, "`where`:"),
        ("click", {"x": 1, "y": 2, "confidence": 3}, "`confidence`:"),
        ("type", {}, "`text`:"),
        ("screenshot", {"x": 1}, "takes no arguments"),
        ("propose_action", {"kind": "pay"}, "`summary`:"),
        ("propose_action", {"kind": "pay", "summary": "x", "amount": -1}, "`amount`:"),
        ("propose_action", {"kind": "p" * 500, "summary": "x"}, "`kind`:"),
        ("computer_use", {}, "there is no tool `computer_use`"),
    ],
)
def test_what_is_wrong_is_named(name: str, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(VocabularyError, match=said):
        read_call(name, arguments)


@given(
    st.sampled_from([*EXAMPLES, "other"]),
    st.dictionaries(
        st.sampled_from(["x", "y", "text", "keys", "path", "kind", "summary", "reason", "amount", "held"])
        | st.text(),
        st.none() | st.integers() | st.floats() | st.text() | st.lists(st.integers() | st.text(), max_size=3),
        max_size=4,
    ),
)
def test_whatever_is_called_is_understood_or_refused(name: str, arguments: dict[str, Any]) -> None:
    said = ""
    try:
        read_call(name, arguments)
    except VocabularyError as e:
        said = str(e)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("outcome", "said", "error"),
    [
        (Outcome(status=Status.DONE), "Done.", False),
        (Outcome(status=Status.DONE, ran="click “OK” in Files"), "Done: click “OK” in Files.", False),
        (
            Outcome(status=Status.MODIFIED, ran="type “b”", note="look at the screen before you go on"),
            "The person changed it before it was done: type “b”. Look at the screen before you go on.",
            False,
        ),
        (
            Outcome(status=Status.REJECTED, reason="wrong file", note="do something else"),
            "The person rejected it: wrong file. Do something else.",
            True,
        ),
        (Outcome(status=Status.REJECTED, reason="a person rejected it"), "The person rejected it.", True),
        (
            Outcome(status=Status.REJECTED, reason="a person rejected it: wrong target"),
            "The person rejected it: wrong target.",
            True,
        ),
        (Outcome(status=Status.DENIED, reason="no."), "It was refused: no.", True),
        (Outcome(status=Status.EXPIRED), "It expired, and nothing was done.", True),
        (Outcome(status=Status.STOPPED, note="end here"), "Stopped. End here.", True),
        (
            Outcome(status=Status.EXPIRED, reason="the screen changed", partly=True),
            "A part of it was done, and the rest expired: the screen changed.",
            True,
        ),
        (Outcome(status=Status.DENIED, partly=True), "A part of it was done, and the rest was refused.", True),
        (
            Outcome(status=Status.REJECTED, partly=True),
            "A part of it was done, and a person rejected the rest.",
            True,
        ),
        (
            Outcome(status=Status.STOPPED, partly=True),
            "A part of it was done, and a person stopped all agents.",
            True,
        ),
    ],
)
def test_a_model_is_told_in_words_it_can_use(outcome: Outcome, said: str, error: bool) -> None:
    assert answer(outcome) == (said, error)


def test_a_yes_to_a_wish_says_that_nothing_was_done_yet() -> None:
    assert answer(Outcome(status=Status.DONE), permission=True) == ("Approved: do it now, as you said.", False)


def test_the_instructions_say_what_a_supervised_model_must_know() -> None:
    assert "may take minutes" in INSTRUCTIONS
    assert "do not try it again" in INSTRUCTIONS
