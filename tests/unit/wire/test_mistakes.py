"""What a caller got wrong is said in words that need no knowledge of how it is read here."""

from __future__ import annotations

import re

import pytest

from supervisor.wire.mistakes import in_plain_words
from supervisor.wire.vocabulary import VocabularyError, read_proposal, read_tool_proposal

CLICK = {"type": "click", "x": 1, "y": 2}
TYPES = "'move', 'click', 'drag', 'scroll', 'key', 'type', 'down', 'up', 'wait'"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({}, "`gesture`: it is missing"),
        ({"gesture": "click"}, "`gesture`: it has to be an object"),
        ({"gesture": {"x": 1}}, "`gesture`: its `type` is missing"),
        ({"gesture": {"type": "clik"}}, f"`gesture`: its `type` has to be one of {TYPES}"),
        ({"gesture": {"type": "\x1b[2J\n"}}, f"`gesture`: its `type` has to be one of {TYPES}"),
        ({"gesture": CLICK | {"buton": "left"}}, "`gesture.click.buton`: there is no such field"),
        ({"gesture": CLICK | {"x": "1"}}, "`gesture.click.x`: it has to be a whole number"),
        ({"gesture": CLICK | {"x": 1.5}}, "`gesture.click.x`: it has to be a whole number"),
        ({"gesture": CLICK | {"x": 70000}}, "`gesture.click.x`: it may be 65535 at most"),
        ({"gesture": CLICK | {"x": -1}}, "`gesture.click.x`: it has to be 0 at least"),
        (
            {"gesture": CLICK | {"button": "midle"}},
            "`gesture.click.button`: it has to be 'left', 'middle', 'right', 'back' or 'forward'",
        ),
        ({"gesture": {"type": "key"}}, "`gesture.key.keys`: it is missing"),
        ({"gesture": {"type": "type", "text": ""}}, "`gesture.type.text`: it may not be empty"),
        ({"gesture": {"type": "type", "text": 5}}, "`gesture.type.text`: it has to be a text"),
        ({"gesture": {"type": "drag", "path": "here"}}, "`gesture.drag.path`: it has to be a list"),
        ({"gesture": {"type": "wait", "seconds": 61}}, "`gesture.wait.seconds`: it may be 60 at most"),
        ({"gesture": CLICK, "statement": {"confidence": "high"}}, "`statement.confidence`: it has to be a number"),
        ({"gesture": CLICK, "statement": {"confidence": 95}}, "`statement.confidence`: it may be 1 at most"),
    ],
)
def test_each_mistake_of_a_beginner_is_said_with_what_belongs_there(raw: object, said: str) -> None:
    with pytest.raises(VocabularyError) as found:
        read_proposal(raw)
    assert str(found.value) == said


def test_a_field_of_a_tool_call_is_named_likewise() -> None:
    with pytest.raises(VocabularyError, match=re.escape("`arguments`: it has to be an object")):
        read_tool_proposal({"tool": "send", "arguments": "all"})


def test_what_is_not_known_here_is_said_as_it_came() -> None:
    assert in_plain_words("value_error", "Value error, Say both", {}) == "say both"
    assert in_plain_words("odd", "Odd it is", {}) == "odd it is"
