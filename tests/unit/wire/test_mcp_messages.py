from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire import mcp_messages
from supervisor.wire.jsonrpc import INVALID_REQUEST, PARSE_ERROR, JsonRpcError
from supervisor.wire.mcp_messages import MAX_OUTSTANDING, TOO_MANY, Said


def line(**fields: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0"} | fields).encode()


def refused(said: Said, data: bytes, *, full: bool = False) -> tuple[int, object]:
    with pytest.raises(JsonRpcError) as caught:
        said.take(data, full=full)
    return caught.value.code, caught.value.call


def test_requests_notifications_and_answers_are_taken() -> None:
    said = Said()
    assert said.take(line(id=0, method="initialize", params={}))["id"] == 0
    assert said.take(line(method="notifications/initialized"))["method"] == "notifications/initialized"
    assert said.take(line(id="x", method="tools/list"))["id"] == "x"
    assert said.take(line(id=5, result={}))["result"] == {}


@pytest.mark.parametrize("again", [7, "7"])
def test_attack_a_request_that_comes_again(again: object) -> None:
    said = Said()
    said.take(line(id=7, method="tools/call", params={"name": "click"}))
    assert refused(said, line(id=again, method="tools/call", params={"name": "click"})) == (INVALID_REQUEST, again)
    said.over(7)
    assert refused(said, line(id=again, method="tools/list")) == (INVALID_REQUEST, again)


@pytest.mark.parametrize(
    ("data", "code", "call"),
    [
        (b"{", PARSE_ERROR, None),
        (b"\xff", PARSE_ERROR, None),
        (b'{"jsonrpc":"2.0","id":1,"id":2,"method":"a"}', PARSE_ERROR, None),
        (b'{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":NaN}}', PARSE_ERROR, None),
        (b"[" + line(id=1, method="a") + b"]", INVALID_REQUEST, None),
        (b"[" * 100_000, INVALID_REQUEST, None),
        (b"7", INVALID_REQUEST, None),
        (line(id=None, method="a"), INVALID_REQUEST, None),
        (line(id=1.5, method="a"), INVALID_REQUEST, None),
        (line(id=[1], method="a"), INVALID_REQUEST, None),
        (line(id=1, method=5), INVALID_REQUEST, 1),
        (line(id=1, method="a", params=[1]), INVALID_REQUEST, 1),
        (line(id=1), INVALID_REQUEST, 1),
        (line(id=1, result={}, error={}), INVALID_REQUEST, 1),
        (b'{"id":1,"method":"a"}', INVALID_REQUEST, 1),
    ],
)
def test_attack_what_is_malformed(data: bytes, code: int, call: object) -> None:
    assert refused(Said(), data) == (code, call)


def test_attack_more_at_once_than_are_answered() -> None:
    said = Said()
    for number in range(MAX_OUTSTANDING):
        said.take(line(id=number, method="tools/call"))
    assert refused(said, line(id="more", method="tools/call")) == (TOO_MANY, "more")
    said.over(3)
    said.take(line(id="more", method="tools/call"))
    assert refused(said, line(id="again", method="tools/call"))[0] == TOO_MANY
    said.take(line(method="notifications/cancelled", params={"requestId": 4}))
    said.take(line(id="again", method="tools/call"))


def test_attack_ids_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_messages, "MAX_IDS", 3)
    said = Said()
    for number in "abc":
        said.take(line(id=number, method="ping"))
        said.over(number)
    assert refused(said, line(id="d", method="ping")) == (TOO_MANY, "d")
    assert refused(said, line(id="a", method="ping")) == (INVALID_REQUEST, "a")
    assert refused(Said(), line(id="d", method="ping"), full=True) == (TOO_MANY, "d")


def test_numbers_that_follow_one_another_are_not_kept_one_by_one() -> None:
    said = Said()
    for number in (5, "6", 8, 9, 4, "x", 7):
        said.take(line(id=number, method="ping"))
        said.over(number)
    assert said.kept == 2, "4 and x stand outside of the row"
    for number in range(4, 10):
        for again in (number, str(number)):
            assert refused(said, line(id=again, method="ping")) == (INVALID_REQUEST, again)
    for number in ("07", 3, -7, "-8", 10, 11):
        said.take(line(id=number, method="ping"), full=number in (10, 11))
        said.over(number)
        assert refused(said, line(id=number, method="ping"))[0] == INVALID_REQUEST
    assert said.kept == 6


@given(st.lists(st.one_of(st.integers(-3, 12), st.integers(-3, 12).map(str), st.sampled_from(["a", "01", "-0"]))))
def test_whatever_comes_each_id_runs_once(ids: list[int | str]) -> None:
    said, used = Said(), set[str]()
    for call in ids:
        if str(call) in used:
            assert refused(said, line(id=call, method="ping")) == (INVALID_REQUEST, call)
        else:
            said.take(line(id=call, method="ping"))
            said.over(call)
        used.add(str(call))
