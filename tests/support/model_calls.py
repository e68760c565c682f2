"""Calls of models for tests: what our words for them are, and junk of every shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from supervisor.wire.vocabulary import read_proposal

if TYPE_CHECKING:
    from supervisor.wire.model_call import Call

ODD = st.sampled_from([float("nan"), float("inf"), -1, 10**400, 1e308, "\ud800", "x" * 20_000, True, [], {}, 0.5])
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | ODD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def gestures(call: Call) -> list[dict[str, Any]]:
    """What a call is in our words; each is one that the gate understands."""
    assert call.error == ""
    for step in call.steps:
        if step.proposal is not None:
            read_proposal(step.proposal)
    return [step.proposal["gesture"] for step in call.steps if step.proposal is not None]


def holds(call: Call) -> None:
    """What is true of every call that was read, from whatever it was read."""
    if call.error:
        assert call.steps == ()
        assert "\n" not in call.error
        assert len(call.error) < 400
    else:
        assert call.names
        assert {step.action for step in call.steps} <= set(range(len(call.names)))
        gestures(call)
