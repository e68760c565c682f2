from __future__ import annotations

import base64
import json
import random
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.intake import gateway_session as module
from supervisor.intake.peers import Role
from supervisor.wire.agent_protocol import (
    NO_PICTURE,
    NOT_FOR_ROLE,
    NOT_GREETED,
    OTHER_PROTOCOL,
    REFUSED,
    REPEATED,
    TOO_FAST,
    TOO_MANY,
    UNKNOWN_CALL,
)
from supervisor.wire.jsonrpc import INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, PARSE_ERROR
from supervisor.wire.vocabulary import Status, ToolProposal
from tests.support.gateway_rig import MOVE, PNG, GatewayRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRESS = {"type": "down", "button": "left"}


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[GatewayRig]:
    made = GatewayRig(tmp_path / "agent.sock")
    yield made
    made.close()


def code_of(answer: dict[str, Any]) -> int:
    code: int = answer["error"]["code"]
    return code


def test_hello_tells_protocol_role_and_screen(rig: GatewayRig) -> None:
    result = rig.connect().greet()["result"]
    assert (result["protocol"], result["role"]) == (1, "agent")
    assert result["screen"] == {"width": 1000, "height": 800}
    assert result["limits"]["outstanding"] == module.MAX_OUTSTANDING


def test_the_agent_says_which_model_it_has_and_an_observer_does_not(rig: GatewayRig) -> None:
    assert rig.connect().greet(model="m-1")["result"]["role"] == "agent"
    assert rig.agent.models == ["m-1"]
    rig.agent.as_role = Role.OBSERVER
    assert rig.connect().greet(model="m-2", role="observer")["result"]["role"] == "observer"
    assert rig.agent.models == ["m-1"]


def test_before_hello_nothing_is_served(rig: GatewayRig) -> None:
    client = rig.connect()
    for method in ("propose", "act", "status", "cancel", "subscribe", "nonsense"):
        assert code_of(client.gets(method)) == NOT_GREETED
    assert rig.agent.made == []


def test_hello_is_said_once(rig: GatewayRig) -> None:
    assert code_of(rig.greeted().greet()) == INVALID_REQUEST


@pytest.mark.parametrize("token", ["", "another", "the-token "])
def test_another_token_is_refused_and_the_connection_ends(rig: GatewayRig, token: str) -> None:
    client = rig.connect()
    assert code_of(client.greet(token=token)) == REFUSED
    rig.until(client.ends)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.UNKNOWN])
def test_the_token_in_other_hands_lets_nobody_act(rig: GatewayRig, role: Role) -> None:
    rig.agent.as_role = role
    client = rig.connect()
    assert code_of(client.greet()) == REFUSED
    rig.until(client.ends)


def test_a_program_of_the_persons_may_look(rig: GatewayRig) -> None:
    rig.agent.as_role = Role.OBSERVER
    client = rig.connect()
    assert client.greet(role="observer")["result"]["role"] == "observer"
    assert client.gets("status")["result"]["state"] == "idle"
    assert code_of(client.gets("propose", {"gesture": MOVE})) == NOT_FOR_ROLE
    assert rig.agent.made == []


def test_who_asked_to_observe_may_not_act_either(rig: GatewayRig) -> None:
    client = rig.connect()
    client.greet(role="observer")
    assert code_of(client.gets("act", {"gestures": [MOVE]})) == NOT_FOR_ROLE


def test_another_protocol_is_told_which_one_this_is(rig: GatewayRig) -> None:
    client = rig.connect()
    answer = client.greet(protocol=2)
    assert code_of(answer) == OTHER_PROTOCOL
    assert answer["error"]["data"] == {"protocols": [1]}
    rig.until(client.ends)


def test_who_says_nothing_is_sent_away(rig: GatewayRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HELLO_S", 0.01)
    rig.until(rig.connect().ends)


def test_a_proposal_is_answered_when_it_has_ended(rig: GatewayRig) -> None:
    client = rig.greeted()
    call = client.asks("propose", {"gesture": MOVE, "statement": {"reason": "why"}})
    rig.until(lambda: rig.agent.made)
    client.listen()
    assert client.answers == []
    assert rig.agent.made[0].proposal.statement.reason == "why"
    rig.agent.made[0].end(Status.REJECTED, rule="r", reason="no", note="else")
    assert client.answer(call)["result"] == {
        "status": "rejected",
        "rule": "r",
        "reason": "no",
        "note": "else",
        "ran": "",
        "action_id": "",
        "approved": False,
        "partly": False,
    }


def test_a_proposal_that_need_not_wait_is_collected_later(rig: GatewayRig) -> None:
    client = rig.greeted()
    accepted = client.gets("propose", {"gesture": MOVE, "wait": False, "call": "a"})["result"]
    assert accepted == {"call": "a", "state": "accepted"}
    assert client.gets("status", {"call": "a"})["result"] == {"call": "a", "state": "running"}
    rig.agent.made[0].on_held()
    assert client.gets("status", {"call": "a"})["result"]["state"] == "held"
    rig.agent.made[0].end()
    result = client.gets("status", {"call": "a"})["result"]
    assert (result["state"], result["outcome"]["status"]) == ("over", "done")


def test_news_of_calls_come_to_who_wants_them(rig: GatewayRig) -> None:
    client = rig.greeted()
    assert client.gets("subscribe", {"topics": ["calls"]})["result"] == {"topics": ["calls"]}
    call = client.asks("propose", {"gesture": MOVE})
    rig.until(lambda: rig.agent.made)
    rig.agent.made[0].on_held()
    rig.agent.made[0].end()
    client.answer(call)
    rig.until(lambda: client.has_news(2))
    assert [(news["params"]["call"], news["params"]["state"]) for news in client.news] == [
        (call, "held"),
        (call, "over"),
    ]


def test_who_wants_to_know_only_of_what_is_asked_is_not_told_of_what_has_ended(rig: GatewayRig) -> None:
    client = rig.greeted()
    assert client.gets("subscribe", {"topics": ["held"]})["result"] == {"topics": ["held"]}
    call = client.asks("propose", {"gesture": MOVE})
    rig.until(lambda: rig.agent.made)
    rig.agent.made[0].on_held()
    rig.agent.made[0].end()
    client.answer(call)
    client.gets("status", {})
    assert [news["params"]["state"] for news in client.news] == ["held"]


def test_gestures_in_order_end_at_the_first_that_is_not_done(rig: GatewayRig) -> None:
    client = rig.greeted()
    call = client.asks("act", {"gestures": [MOVE, MOVE, MOVE]})
    rig.until(lambda: len(rig.agent.made) == 1)
    rig.agent.made[0].end(Status.MODIFIED)
    rig.until(lambda: len(rig.agent.made) == 2)
    rig.agent.made[1].end(Status.DENIED)
    result = client.answer(call)["result"]
    assert [outcome["status"] for outcome in result["outcomes"]] == ["modified", "denied"]
    assert result["not_run"] == 1
    assert len(rig.agent.made) == 2


def test_gestures_that_are_done_at_once_are_all_done(rig: GatewayRig) -> None:
    rig.agent.at_once = Status.DONE
    result = rig.greeted().gets("act", {"gestures": [MOVE] * 50})["result"]
    assert len(result["outcomes"]) == 50
    assert result["not_run"] == 0


def test_an_id_that_comes_again_runs_nothing(rig: GatewayRig) -> None:
    rig.agent.at_once = Status.DONE
    client = rig.greeted()
    assert "result" in client.gets("propose", {"gesture": MOVE}, id=100)
    for again in (100, 99, -5):
        assert code_of(client.gets("propose", {"gesture": MOVE}, id=again)) == REPEATED
    assert "result" in client.gets("propose", {"gesture": MOVE}, id="x")
    assert code_of(client.gets("propose", {"gesture": MOVE}, id="x")) == REPEATED
    assert len(rig.agent.made) == 2


def test_a_named_call_that_is_replayed_on_any_connection_runs_once(rig: GatewayRig) -> None:
    rig.agent.at_once = Status.DONE
    first = rig.greeted()
    assert first.gets("propose", {"gesture": MOVE, "call": "pay"})["result"]["status"] == "done"
    answer = rig.greeted().gets("propose", {"gesture": MOVE, "call": "pay"})
    assert code_of(answer) == REPEATED
    assert answer["error"]["data"]["status"] == "done"
    assert code_of(first.gets("act", {"gestures": [MOVE], "call": "pay"})) == REPEATED
    assert len(rig.agent.made) == 1


def test_a_named_call_that_was_cut_off_does_not_run_again(rig: GatewayRig) -> None:
    client = rig.greeted()
    client.asks("propose", {"gesture": MOVE, "call": "pay"})
    rig.until(lambda: rig.agent.made)
    client.socket.close()
    rig.until(lambda: rig.agent.made[0].off)
    assert code_of(rig.greeted().gets("propose", {"gesture": MOVE, "call": "pay"})) == REPEATED


def test_a_name_that_is_the_id_of_another_call_is_refused(rig: GatewayRig) -> None:
    client = rig.greeted()
    client.asks("propose", {"gesture": MOVE}, id="x")
    assert code_of(client.gets("propose", {"gesture": MOVE, "call": "x"})) == REPEATED
    assert len(rig.agent.made) == 1


def test_a_call_can_be_taken_back(rig: GatewayRig) -> None:
    client = rig.greeted()
    call = client.asks("propose", {"gesture": MOVE})
    assert client.gets("cancel", {"call": call})["result"] == {"call": call, "cancelled": True}
    assert rig.agent.made[0].off == ["called-off"]
    rig.agent.made[0].end(Status.EXPIRED)
    assert client.answer(call)["result"]["status"] == "expired"
    assert client.gets("cancel", {"call": call})["result"]["cancelled"] is False


def test_a_call_of_several_gestures_that_is_taken_back_does_no_further_one(rig: GatewayRig) -> None:
    client = rig.greeted()
    call = client.asks("act", {"gestures": [MOVE, MOVE]})
    rig.until(lambda: rig.agent.made)
    client.gets("cancel", {"call": call})
    rig.agent.made[0].end(Status.DONE)
    assert client.answer(call)["result"]["not_run"] == 1
    assert len(rig.agent.made) == 1


def test_what_is_not_known_cannot_be_taken_back(rig: GatewayRig) -> None:
    client = rig.greeted()
    assert code_of(client.gets("cancel", {"call": "x"})) == UNKNOWN_CALL
    assert code_of(client.gets("status", {"call": "x"})) == UNKNOWN_CALL


def test_a_client_that_dies_takes_its_calls_back_and_lets_go(rig: GatewayRig) -> None:
    client = rig.greeted()
    client.asks("propose", {"gesture": PRESS})
    client.asks("propose", {"gesture": MOVE})
    rig.until(lambda: len(rig.agent.made) == 2)
    client.socket.close()
    rig.until(lambda: rig.agent.lets_go)
    assert [made.off for made in rig.agent.made] == [["client-gone"], ["client-gone"]]
    rig.agent.made[0].end(Status.EXPIRED)


def test_attack_what_a_client_of_mcp_left_down_is_let_go_when_it_is_not_heard_any_more(
    rig: GatewayRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "UNHEARD_S", 0.02)
    client, program = rig.connect(), rig.greeted()
    client.greet(via="mcp")
    call = client.asks("propose", {"gesture": PRESS})
    program.asks("propose", {"gesture": PRESS})
    rig.until(lambda: len(rig.agent.made) == 2)
    for _ in range(5):
        rig.loop.turn(0.01)
    assert rig.agent.lets_go == 0, "while its call is under way it is there"
    for made in rig.agent.made:
        made.end()
    assert client.answer(call)["result"]["status"] == "done"
    rig.until(lambda: rig.agent.lets_go)
    for _ in range(5):
        rig.loop.turn(0.01)
    assert rig.agent.lets_go == 1, "the connection of a program says when it ends"


def test_who_left_nothing_down_lets_nothing_go(rig: GatewayRig) -> None:
    client = rig.greeted()
    client.asks("propose", {"gesture": MOVE})
    rig.until(lambda: rig.agent.made)
    client.socket.close()
    rig.until(lambda: rig.agent.made[0].off)
    assert rig.agent.lets_go == 0


def test_a_wish_that_nobody_could_be_told_the_end_of_is_none(rig: GatewayRig) -> None:
    client = rig.greeted()
    client.write(json.dumps({"jsonrpc": "2.0", "method": "propose", "params": {"gesture": MOVE}}).encode() + b"\n")
    client.gets("status")
    assert rig.agent.made == []


def test_a_picture_comes_with_its_size(rig: GatewayRig) -> None:
    client = rig.greeted()
    call = client.asks("screenshot")
    rig.until(lambda: rig.agent.pictures)
    rig.agent.pictures[0](PNG)
    result = client.answer(call)["result"]
    assert (result["format"], result["width"], result["height"]) == ("png", 20, 10)
    assert base64.b64decode(result["data"]) == PNG


def test_a_picture_that_cannot_be_taken_is_an_error(rig: GatewayRig) -> None:
    client = rig.greeted()
    call = client.asks("screenshot")
    rig.until(lambda: rig.agent.pictures)
    rig.agent.pictures[0](b"")
    assert code_of(client.answer(call)) == NO_PICTURE


def test_there_is_a_bound_to_pictures_that_are_being_taken(rig: GatewayRig) -> None:
    client = rig.greeted()
    for _ in range(module.MAX_PICTURES):
        client.asks("screenshot")
    assert code_of(client.gets("screenshot")) == TOO_MANY
    assert len(rig.agent.pictures) == module.MAX_PICTURES
    client.socket.close()
    rig.until(lambda: not rig.gateway.sessions)
    rig.agent.pictures[0](PNG)


def test_an_observer_gets_no_picture(rig: GatewayRig) -> None:
    client = rig.connect()
    client.greet(role="observer")
    assert code_of(client.gets("screenshot")) == NOT_FOR_ROLE
    assert rig.agent.pictures == []


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("propose", {}, INVALID_PARAMS),
        ("propose", {"gesture": {"type": "fly"}}, INVALID_PARAMS),
        ("propose", {"gesture": MOVE, "tier": "read"}, INVALID_PARAMS),
        ("propose", {"gesture": MOVE, "wait": "no"}, INVALID_PARAMS),
        ("propose", {"gesture": MOVE, "call": ""}, INVALID_PARAMS),
        ("act", {"gestures": []}, INVALID_PARAMS),
        ("act", {"gestures": [MOVE] * 51}, INVALID_PARAMS),
        ("cancel", {}, INVALID_PARAMS),
        ("subscribe", {"topics": ["everything"]}, INVALID_PARAMS),
        ("approve", {}, METHOD_NOT_FOUND),
        ("rearm", {}, METHOD_NOT_FOUND),
    ],
)
def test_what_is_wrong_is_said_and_the_connection_goes_on(
    rig: GatewayRig, method: str, params: dict[str, Any], code: int
) -> None:
    client = rig.greeted()
    assert code_of(client.gets(method, params)) == code
    assert "result" in client.gets("status")
    assert rig.agent.made == []


def test_what_cannot_be_read_is_answered_without_an_id(rig: GatewayRig) -> None:
    client = rig.greeted()
    client.write(b"{nonsense\n")
    assert code_of(client.answer(None)) == PARSE_ERROR
    client.write(b"[]\n")
    assert code_of(client.answer(None)) == INVALID_REQUEST
    assert "result" in client.gets("status")


def test_a_message_without_an_end_ends_the_connection(rig: GatewayRig) -> None:
    client = rig.greeted()

    def ended() -> bool:
        with suppress(OSError):
            client.write(b"x" * 10_000)
        return client.ends()

    rig.until(ended)


def test_there_is_a_bound_to_calls_that_have_not_ended(rig: GatewayRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_OUTSTANDING", 3)
    client = rig.greeted()
    for _ in range(3):
        client.asks("propose", {"gesture": MOVE})
    assert code_of(client.gets("propose", {"gesture": MOVE})) == TOO_MANY
    rig.agent.made[0].end()
    client.asks("propose", {"gesture": MOVE})
    rig.until(lambda: len(rig.agent.made) == 4)


def test_there_is_a_bound_to_messages(rig: GatewayRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_A_SECOND", 0.0001)
    client = rig.connect()
    assert code_of(client.greet()) == TOO_FAST


def test_there_is_a_bound_to_ids_that_are_texts(rig: GatewayRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_IDS", 1)
    client = rig.greeted()
    assert "result" in client.gets("status", id="a")
    assert code_of(client.gets("status", id="b")) == TOO_MANY
    assert "result" in client.gets("status")


def test_who_does_not_read_is_not_kept(rig: GatewayRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_UNREAD_BYTES", 1000)
    client = rig.greeted()

    def full() -> bool:
        if not rig.gateway.sessions:
            return True
        client.asks("status")
        return False

    rig.until(full)
    assert not rig.gateway.sessions


def test_any_bytes_in_any_pieces_leave_the_gateway_standing(rig: GatewayRig) -> None:
    dice = random.Random(7)  # noqa: S311 - the same each time
    good = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "method": "hello", "params": {"protocol": 1, "token": "t"}}
    ).encode()
    for _ in range(60):
        client = rig.connect()
        message = bytearray(good + b"\n" + good)
        for _ in range(dice.randrange(6)):
            message[dice.randrange(len(message))] = dice.randrange(256)
        half = dice.randrange(len(message))
        client.write(bytes(message[:half]))
        rig.loop.turn(0)
        client.write(bytes(message[half:]))
        rig.loop.turn(0)
        client.socket.close()
    rig.until(lambda: not rig.gateway.sessions)
    assert "result" in rig.connect().greet()
    assert rig.agent.made == []


def test_a_wish_to_use_a_tool_is_decided_like_a_gesture(rig: GatewayRig) -> None:
    client = rig.greeted()
    call = client.asks("ask", {"tool": "send_email", "server": "gmail", "arguments": {"to": "ann@example.org"}})
    rig.until(lambda: rig.agent.made)
    (made,) = rig.agent.made
    assert isinstance(made.proposal, ToolProposal)
    assert made.proposal.arguments == {"to": "ann@example.org"}
    made.end(Status.REJECTED, reason="not to her")
    found = client.answer(call)["result"]
    assert (found["status"], found["reason"]) == ("rejected", "not to her")


def test_a_wish_that_is_too_long_to_be_decided_is_refused(rig: GatewayRig) -> None:
    client = rig.greeted()
    answer = client.gets("ask", {"tool": "x", "arguments": {"a": "b" * 201_000}})
    assert answer["error"]["code"] == -32602
    assert rig.agent.made == []


def test_an_observer_may_not_ask_for_tools(rig: GatewayRig) -> None:
    client = rig.connect()
    client.greet(role="observer")
    assert client.gets("ask", {"tool": "x"})["error"]["code"] == NOT_FOR_ROLE


def test_where_the_pointer_is_can_be_asked(rig: GatewayRig) -> None:
    answer = rig.greeted().gets("pointer")
    assert answer["result"] == {"x": 10, "y": 20, "screen": {"width": 1000, "height": 800}}
    rig.agent.as_role = Role.OBSERVER
    observer = rig.connect()
    observer.greet(role="observer")
    assert code_of(observer.gets("pointer")) == NOT_FOR_ROLE
