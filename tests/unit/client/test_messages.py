from __future__ import annotations

import json

import pytest

from supervisor.client.errors import CallError, ConnectionLost, NotSupervised
from supervisor.client.messages import LONGEST_REQUEST, Address, Dialogue
from supervisor.wire.jsonrpc import LONGEST_LINE_BYTES, Lines


def test_the_address_is_what_the_environment_says() -> None:
    env = {"AGENT_SUPERVISOR_SOCKET": "/run/x", "AGENT_SUPERVISOR_TOKEN": "t"}
    assert Address.of_environment(env) == Address("/run/x", "t")
    for name in env:
        with pytest.raises(NotSupervised, match="agent-supervisor run"):
            Address.of_environment({**env, name: ""})


def test_requests_are_numbered_and_one_line_each() -> None:
    dialogue = Dialogue()
    first, line = dialogue.request("propose", {"text": "a\nb"})
    second, _ = dialogue.request("status", {})
    assert second > first
    assert line.count(b"\n") == 1
    assert json.loads(line)["params"] == {"text": "a\nb"}


def test_what_is_no_json_is_the_callers_mistake() -> None:
    with pytest.raises(CallError, match="no JSON"):
        Dialogue().request("propose", {"x": object()})


def test_what_is_longer_than_the_supervisor_takes_is_not_sent() -> None:
    assert LONGEST_REQUEST <= LONGEST_LINE_BYTES
    dialogue = Dialogue()
    _, line = dialogue.request("ask", {"body": "é"})
    most = "x" * (LONGEST_REQUEST - len(line) + 2)
    _, line = dialogue.request("ask", {"body": most})
    assert (len(line), len(Lines().feed(line))) == (LONGEST_REQUEST, 1)
    with pytest.raises(CallError, match="bytes, at most 262144 are taken"):
        dialogue.request("ask", {"body": most + "x"})


@pytest.mark.parametrize("line", [b"", b"hello\n", b"[]\n"])
def test_what_is_no_answer_ends_the_connection(line: bytes) -> None:
    with pytest.raises(ConnectionLost):
        Dialogue.read(line)


def test_an_error_is_raised_with_its_code() -> None:
    with pytest.raises(CallError, match="said before") as raised:
        Dialogue.value({"error": {"code": -32003, "message": "said before"}})
    assert raised.value.code == -32003
