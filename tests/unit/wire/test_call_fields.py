from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from supervisor.wire.call_fields import LONGEST_TEXT, CallError, Fields, id_of, kind_of, shown
from supervisor.wire.model_call import Size
from supervisor.wire.vocabulary import LONGEST_TEXT as LONGEST_OF_THE_GATE
from tests.support.model_calls import JUNK

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = Size(100, 50)


def test_fields_are_taken_by_name_and_null_is_none() -> None:
    fields = Fields({"text": "a\r\nb\rc", "x": 3.0, "on": True, "at": [100, 50], "none": None, "in": {"x": 1}})
    assert fields.typed("text") == "a\nb\nc"
    assert fields.whole("x", 0, 3) == 3
    assert fields.whole("none", 0, 3, 2) == 2
    assert fields.flag("on", default=False)
    assert fields.flag("none", default=True)
    assert fields.place("at", SIZE) == (100, 50)
    assert fields.inside("in").whole("x", 0, 1) == 1
    assert not fields.has("none")
    fields.nothing_else()
    assert LONGEST_TEXT == LONGEST_OF_THE_GATE


WRONG: list[tuple[Callable[[Fields], object], object, str]] = [
    (lambda f: f.text("a"), None, "`in.a` is missing"),
    (lambda f: f.text("a"), "", "`in.a` is empty"),
    (lambda f: f.text("a"), 1, "`in.a` has to be text, not a number"),
    (lambda f: f.text("a"), "x" * 10_001, "`in.a` is longer than 10000 characters"),
    (lambda f: f.text("a"), "\ud800", "`in.a` has half a surrogate pair"),
    (lambda f: f.choice("a", ("up", "down")), "u`p\n", "`in.a` has to be one of up, down, not `u.p.`"),
    (lambda f: f.whole("a", 0, 9), 10, "`in.a` has to be from 0 to 9"),
    (lambda f: f.whole("a", 0, 9), 10**5000, "`in.a` has to be from 0 to 9"),
    (lambda f: f.whole("a", 0, 9), 1.5, "`in.a` has to be a whole number"),
    (lambda f: f.whole("a", 0, 9), float("nan"), "`in.a` has to be from 0 to 9"),
    (lambda f: f.whole("a", 0, 9), True, "`in.a` has to be a whole number, not true or false"),
    (lambda f: f.number("a", 0, 9), float("inf"), "`in.a` has to be from 0 to 9"),
    (lambda f: f.number("a", 0, 9), None, "`in.a` is missing"),
    (lambda f: f.number("a", 0, 9), "1", "`in.a` has to be a number, not text"),
    (lambda f: f.flag("a", default=True), 0, "`in.a` has to be true or false, not a number"),
    (lambda f: f.items("a", 2), {}, "`in.a` has to be a list, not an object"),
    (lambda f: f.items("a", 2), [], "`in.a` is empty"),
    (lambda f: f.items("a", 2), [1, 2, 3], "`in.a` has more than 2 entries"),
    (lambda f: f.place("a", SIZE), [1], "`in.a` has to be two numbers"),
    (lambda f: f.place("a", SIZE), [101, 1], r"`in.a\[0\]` has to be from 0 to 100"),
    (lambda f: f.place("a", SIZE), [1, -1], r"`in.a\[1\]` has to be from 0 to 50"),
    (lambda f: f.inside("a"), 0, "`a` has to be an object, not a number"),
    (lambda f: f.nothing_else(), 1, "`in.a` is not known here"),
]


@pytest.mark.parametrize(("take", "value", "words"), WRONG, ids=[str(n) for n in range(len(WRONG))])
def test_a_wrong_field_is_named(take: Callable[[Fields], object], value: object, words: str) -> None:
    with pytest.raises(CallError, match=f"^{words}"):
        take(Fields({"a": value}, "in."))


def test_what_is_no_object_has_no_fields() -> None:
    with pytest.raises(CallError, match=r"^`input` has to be an object, not a list"):
        Fields([], "input.")


def test_the_edges_of_the_picture_are_inside() -> None:
    assert Fields({"x": 0, "y": 50}).x_and_y("x", "y", SIZE) == (0, 50)


def test_an_id_that_cannot_be_used_is_none() -> None:
    assert id_of({"id": "a1"}, "id") == "a1"
    assert [id_of(raw, "id") for raw in (None, {}, {"id": 1}, {"id": "x" * 201})] == [""] * 4


@given(JUNK)
def test_anything_is_shown_in_one_short_line(value: Any) -> None:
    for line in (shown(value), kind_of(value)):
        assert len(line) <= 41
        assert line.isprintable()
        assert "`" not in line
