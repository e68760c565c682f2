from __future__ import annotations

import fnmatch
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.patterns import LONGEST_PATTERN, PatternError, compile_patterns


@pytest.mark.parametrize(
    ("glob", "text", "fits"),
    [
        ("delete", "Delete", True),
        ("delete", "delete it", False),
        ("*delete*", "please DELETE it", True),
        ("*.txt", "a.TXT", True),
        ("a*z", "az", True),
        ("a*z", "a", False),
        ("aa*aa", "aaa", False),
        ("*a*", "", False),
        ("a*b*c", "a-b-c", True),
        ("a*b*c", "acb", False),
        ("?", "x", True),
        ("?", "xy", False),
        ("a?c*", "ABC and more", True),
        ("[x]", "[x]", True),
        ("*", "", True),
        ("*bank*", "a\nBank\nb", True),
        ("straße", "STRASSE", True),
    ],
)
def test_globs_fit_whole_texts_whatever_the_case(glob: str, text: str, fits: bool) -> None:
    assert compile_patterns([glob]).matches(text) is fits


@given(st.text("ab*?", min_size=1, max_size=8), st.text("ab", max_size=10))
def test_globs_mean_what_they_mean_in_a_shell(glob: str, text: str) -> None:
    assert compile_patterns([glob]).matches(text) == fnmatch.fnmatchcase(text, glob)


def test_expressions_are_found_anywhere_and_heed_case() -> None:
    matcher = compile_patterns([], ["pay(ment|pal)"])
    assert matcher.matches("my payment")
    assert not matcher.matches("my Payment")
    assert compile_patterns([], ["(?i)payment"]).matches("my Payment")


def test_one_of_a_list_is_enough() -> None:
    matcher = compile_patterns(["a", "*b"], ["c$"])
    assert [text for text in ("A", "xb", "xc", "xd") if matcher.matches(text)] == ["A", "xb", "xc"]
    assert matcher.size == 3


@pytest.mark.parametrize("bad", ["(", "(?=x)", r"(a)\1", "a{5000}", "[", "\ud800"])
def test_what_is_not_re2_is_refused_with_a_reason(bad: str) -> None:
    with pytest.raises(PatternError, match="RE2"):
        compile_patterns([], [bad])


def test_empty_and_endless_patterns_are_refused() -> None:
    with pytest.raises(PatternError, match="empty"):
        compile_patterns([""])
    with pytest.raises(PatternError, match="too long"):
        compile_patterns(["x" * (LONGEST_PATTERN + 1)])


def test_attack_catastrophic_pattern_takes_no_time() -> None:
    matcher = compile_patterns(["*a*a*a*a*a*a*a*a*a*b"], ["(a+)+$", "(a|aa)+c"])
    began = time.process_time()  # not what others take of a busy machine
    assert not matcher.matches("a" * 3_000 + "!")
    assert time.process_time() - began < 2


def test_places_are_given_in_characters() -> None:
    matcher = compile_patterns(["ignored"], ["[0-9]+", "b?"])
    assert sorted(matcher.spans("üb 12 ü3")) == [(1, 2), (3, 5), (7, 8)]
    assert compile_patterns((), ["x"]).spans("\ud800x") == [(0, 2)]
