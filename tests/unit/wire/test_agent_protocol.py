from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from supervisor.resources import resource
from supervisor.wire.agent_protocol import METHODS, Act, Propose, read_params, schema
from supervisor.wire.jsonrpc import INVALID_PARAMS, JsonRpcError, Request
from supervisor.wire.vocabulary import Move

MOVE = {"type": "move", "x": 1, "y": 2}


def test_the_published_schema_is_that_of_the_models() -> None:
    assert json.loads(resource("protocol/json-rpc.schema.json").read_text("utf-8")) == schema()


def test_the_schema_takes_what_the_models_take() -> None:
    good: dict[str, dict[str, Any]] = {
        "hello": {"protocol": 1, "token": "t"},
        "propose": {"gesture": MOVE, "wait": False, "statement": {"reason": "r"}},
        "act": {"gestures": [MOVE], "picture": {"width": 10, "height": 10}},
        "status": {},
        "screenshot": {},
        "cancel": {"call": 3},
        "subscribe": {"topics": ["calls"]},
    }
    jsonschema.validate(good, schema())
    for name, params in good.items():
        read_params(Request(name, params, 1), METHODS[name])


@pytest.mark.parametrize(
    "bad", [{"propose": {}}, {"act": {"gestures": []}}, {"hello": {"protocol": 1}}, {"cancel": {"call": None}}]
)
def test_the_schema_refuses_what_the_models_refuse(bad: dict[str, dict[str, object]]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(bad, schema())
    for name, params in bad.items():
        with pytest.raises(JsonRpcError) as caught:
            read_params(Request(name, params, 1), METHODS[name])
        assert (caught.value.code, caught.value.call) == (INVALID_PARAMS, 1)


def test_gestures_in_order_become_proposals_that_share_what_is_said() -> None:
    act = read_params(Request("act", {"gestures": [MOVE, MOVE], "statement": {"reason": "r"}}, 1), Act)
    assert [proposal.statement.reason for proposal in act.proposals()] == ["r", "r"]
    assert all(isinstance(proposal.gesture, Move) for proposal in act.proposals())


def test_a_proposal_waits_unless_it_says_otherwise() -> None:
    assert read_params(Request("propose", {"gesture": MOVE}, 1), Propose).wait
