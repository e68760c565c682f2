from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.client.gestures import Gestures
from supervisor.wire.vocabulary import read_proposal

if TYPE_CHECKING:
    from collections.abc import Mapping


class Noted(Gestures[dict[str, Any]]):
    """Gives what would be said."""

    def propose(self, gesture: Mapping[str, Any], **said: Any) -> dict[str, Any]:
        return self.proposal(gesture, said)


def test_every_method_says_what_the_vocabulary_understands() -> None:
    agent = Noted()
    said = [
        agent.move(1, 2),
        agent.click(),
        agent.click(1, 2, button="right", count=2, held=["ctrl"]),
        agent.drag([(1, 2), (3, 4)], held=["shift"]),
        agent.scroll(dy=-3, x=1, y=2),
        agent.key("ctrl+s", count=2),
        agent.type("Grüße"),
        agent.down(button="left"),
        agent.up(keys="shift"),
        agent.down(keysym=0xFFE4),
        agent.up(char="世"),
        agent.wait(0.5),
    ]
    assert [read_proposal(each).gesture.type for each in said] == [
        *("move", "click", "click", "drag", "scroll", "key", "type", "down", "up", "down", "up", "wait")
    ]


def test_what_is_said_and_the_picture_go_with_it() -> None:
    agent = Noted()
    agent.picture = (640, 400)
    found = read_proposal(agent.click(1, 2, reason="to open it", confidence=0.5, recipients=["ann@example.org"]))
    assert (found.statement.reason, found.statement.confidence) == ("to open it", 0.5)
    assert found.picture is not None
    assert (found.picture.width, found.picture.height) == (640, 400)


def test_a_word_that_is_none_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="`reasn`"):
        Noted().click(1, 2, reasn="typo")
