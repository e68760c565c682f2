from __future__ import annotations

import pytest

from supervisor.core.policy_lines import line_of, lines_of, syntax_line

TEXT = """# a comment
version = 1

[tiers]
read = "allow"

[[rule]]
id = "one"
when.title = ["a",
  "b"]
reason = '''
[[rule]]
not a rule
'''

[[rule]]
id = "two"

[rule.when]
title = "x"
name = { re = "y" }
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("version",), 2),
        (("tiers",), 4),
        (("tiers", "read"), 5),
        (("rule", 0), 7),
        (("rule", 0, "id"), 8),
        (("rule", 0, "when", "title"), 9),
        (("rule", 0, "when", "title", 1), 9),
        (("rule", 0, "reason"), 11),
        (("rule", 1), 16),
        (("rule", 1, "missing"), 16),
        (("rule", 1, "when", "title"), 20),
        (("rule", 1, "when", "name", "re"), 21),
        (("rule", 9, "id"), 7),
        (("nothing", "here"), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_value_is_found(place: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, place) == line


def test_a_table_with_nothing_in_it_is_found_by_its_header() -> None:
    text = "version = 1\n[scope.other]\n  [scope.empty] # nothing\n[mask]\n"
    assert [line_of(text, ("scope", name)) for name in ("other", "empty")] == [2, 3]
    assert line_of(text, ("mask", "text")) == 4


def test_a_text_that_is_no_toml_has_a_first_line() -> None:
    assert line_of("= =", ("a",)) == 1


@pytest.mark.parametrize(
    ("message", "line", "words"),
    [
        ("Invalid value (at line 3, column 5)", 3, "invalid value"),
        ("Expected ']' (at end of document)", 2, "expected ']'"),
        ("Something else", 2, "something else"),
    ],
)
def test_the_line_is_taken_out_of_a_parser_message(message: str, line: int, words: str) -> None:
    assert syntax_line(message, "a\nb") == (line, words)


PLACES: list[tuple[str | int, ...]] = [
    ("rule", 1, "when", "name"),
    ("version",),
    ("tiers",),
    ("rule", 0, "when", "title"),
    ("rule", 0, "reason"),
    ("rule", 1),
    ("rule", 1, "id"),
    ("rule", 1, "when"),
    ("rule", 0),
    ("rule", 7, "id"),
    ("rule", 1, "when", "absent"),
]


def test_many_values_are_found_as_each_alone_is() -> None:
    assert lines_of(TEXT, PLACES) == [line_of(TEXT, place) for place in PLACES]
    assert lines_of(TEXT, []) == []
