from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire.jsonrpc import (
    DEEPEST,
    INVALID_PARAMS,
    INVALID_REQUEST,
    LARGEST_ID,
    LONGEST_ID,
    LONGEST_LINE_BYTES,
    PARSE_ERROR,
    JsonRpcError,
    Lines,
    Request,
    TooLongError,
    failure,
    notification,
    read,
    result,
)


def said(**fields: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0"} | fields).encode()


def error_of(line: bytes) -> JsonRpcError:
    with pytest.raises(JsonRpcError) as caught:
        read(line)
    return caught.value


def answers_or_is_read(line: bytes) -> None:
    """Whatever else is raised fails the test."""
    answer: bytes | None = None
    try:
        read(line)
    except JsonRpcError as e:
        answer = failure(e)
    assert answer is None or json.loads(answer)["error"]["code"] < 0


def test_a_request_is_read() -> None:
    assert read(said(id=7, method="act", params={"a": [1]})) == Request("act", {"a": [1]}, 7)


def test_a_request_without_parameters_has_none() -> None:
    assert read(said(id="x", method="status")) == Request("status", {}, "x")


def test_without_an_id_it_is_a_notification() -> None:
    assert read(said(method="cancel")).id is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", PARSE_ERROR),
        (b"nonsense", PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":1,"method":"a","method":"b"}', PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":NaN}}', PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":' + b"9" * 5000 + b"}}", PARSE_ERROR),
        (b'"\xff"', PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"[" + said(id=1, method="a") + b"]", INVALID_REQUEST),
        (b"1", INVALID_REQUEST),
        (b"null", INVALID_REQUEST),
        (b'{"id":1,"method":"a"}', INVALID_REQUEST),
        (b'{"jsonrpc":"1.0","id":1,"method":"a"}', INVALID_REQUEST),
        (said(id=1), INVALID_REQUEST),
        (said(id=1, method=5), INVALID_REQUEST),
        (said(id=None, method="a"), INVALID_REQUEST),
        (said(id=1.5, method="a"), INVALID_REQUEST),
        (said(id=True, method="a"), INVALID_REQUEST),
        (said(id=[1], method="a"), INVALID_REQUEST),
        (said(id=LARGEST_ID + 1, method="a"), INVALID_REQUEST),
        (said(id="x" * (LONGEST_ID + 1), method="a"), INVALID_REQUEST),
        (said(id=1, method="a", result=2), INVALID_REQUEST),
        (said(id=1, method="a", params=[1]), INVALID_PARAMS),
        (said(id=1, method="a", params=None), INVALID_PARAMS),
        (b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1), INVALID_REQUEST),
        (b"[" * 100_000, INVALID_REQUEST),
    ],
    ids=[str(n) for n in range(25)],
)
def test_what_is_no_request_has_the_error_of_the_specification(line: bytes, code: int) -> None:
    assert error_of(line).code == code


def test_an_error_names_the_request_where_that_could_be_read() -> None:
    assert error_of(said(id=9, method=5)).call == 9
    assert error_of(b"{").call is None


def test_brackets_inside_of_texts_nest_nothing() -> None:
    text = "[" * 100 + '\\"' + "{" * 100
    assert read(said(id=1, method="a", params={"text": text})).params == {"text": text}


def test_what_is_written_is_one_line_of_ascii() -> None:
    for line in (result(1, {"note": "a\n“b”\ud800"}), notification("state", {"state": "idle"})):
        assert line.endswith(b"\n")
        assert line.count(b"\n") == 1
        assert line.isascii()


def test_a_failure_carries_code_sentence_and_data() -> None:
    error = JsonRpcError(-32003, "twice", {"status": "done"}, call="a")
    assert json.loads(failure(error)) == {
        "jsonrpc": "2.0",
        "id": "a",
        "error": {"code": -32003, "message": "twice", "data": {"status": "done"}},
    }
    assert json.loads(failure(JsonRpcError(PARSE_ERROR, "no")))["id"] is None


def test_lines_may_end_in_carriage_returns_and_be_empty() -> None:
    assert Lines().feed(b"\r\n\na\r\n \nb\n") == [b"a", b"b"]


def test_a_line_that_does_not_end_is_too_long() -> None:
    lines = Lines()
    assert lines.feed(b"x" * LONGEST_LINE_BYTES) == []
    with pytest.raises(TooLongError):
        lines.feed(b"x")


def test_a_line_that_ends_too_late_is_too_long() -> None:
    with pytest.raises(TooLongError):
        Lines().feed(b"x" * (LONGEST_LINE_BYTES + 1) + b"\n")


def test_the_longest_line_is_taken() -> None:
    assert Lines().feed(b"x" * LONGEST_LINE_BYTES + b"\n") == [b"x" * LONGEST_LINE_BYTES]


@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=8))
def test_a_stream_is_cut_the_same_however_it_comes(data: bytes, cuts: list[int]) -> None:
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    lines = Lines()
    pieces = [line for start, end in pairwise(places) for line in lines.feed(data[start:end])]
    assert pieces == Lines().feed(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_request_or_an_error_of_this_protocol(line: bytes) -> None:
    answers_or_is_read(line)


@given(
    st.dictionaries(
        st.sampled_from(["jsonrpc", "id", "method", "params", "x"]), st.none() | st.integers() | st.text()
    )
)
def test_any_object_is_a_request_or_an_error_of_this_protocol(raw: dict[str, object]) -> None:
    answers_or_is_read(json.dumps(raw).encode())


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + "0" * 400 + ".0", "NaN", "-Infinity", "9" * 5000])
def test_attack_numbers_that_are_not_finite_or_without_end(number: str) -> None:
    line = b'{"jsonrpc":"2.0","id":1,"method":"propose","params":{"amount":%s}}' % number.encode()
    assert error_of(line).code == PARSE_ERROR
