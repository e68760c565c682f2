from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from supervisor.core.needs import Need, need_of_expression, need_of_glob
from supervisor.core.patterns import PatternError, compile_patterns


@pytest.mark.parametrize(
    ("glob", "need"),
    [
        ("My Bank", Need("my bank", whole=True)),
        ("*My Bank*", Need("my bank", whole=False)),
        ("a*longest?bc", Need("longest", whole=False)),
        ("*", None),
        ("?*", None),
        ("Straße", Need("strasse", whole=True)),
    ],
)
def test_what_a_glob_needs(glob: str, need: Need | None) -> None:
    assert need_of_glob(glob) == need


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("(?i)Ticket-[0-9]+ of", "ticket-"),
        ("^https?://bank", "://bank"),
        ("colou?r code", "r code"),
        (r"rm\s+-rf", " -rf".strip()),
        (r"\.com$", "com"),
        ("ab+cd", "ab"),
        ("a{2}bcd", None),
        ("bank|shop", None),
        ("(bank|shop)", None),
        ("(?s)bank", None),
        ("[a-z]+", None),
        (r"\Qa.b\E", None),
        (r"\x41bc", None),
        ("ab*", "a"),
        ("überweisung", "berweisung"),
    ],
)
def test_what_an_expression_needs(expression: str, text: str | None) -> None:
    need = need_of_expression(expression)
    assert (need.text if need else None) == text


_SIGNS = "abkKsS .*?+|()[]{}^$\\2,-dwbQEx1ßſKé"


@given(st.text(_SIGNS, min_size=1, max_size=12), st.booleans(), st.text("abkKsS .2,-1ßſKéx", max_size=12))
def test_no_text_fits_without_what_is_needed(expression: str, ignores_case: bool, text: str) -> None:
    expression = f"(?i){expression}" if ignores_case else expression
    try:
        matcher = compile_patterns([], [expression])
    except PatternError:
        assume(False)
    need = need_of_expression(expression)
    if need is not None and matcher.matches(text):
        assert need.text in text.casefold()


@given(st.text("abß*?ſK", min_size=1, max_size=8), st.text("abßsſkK", max_size=8))
def test_no_text_fits_a_glob_without_what_it_needs(glob: str, text: str) -> None:
    need = need_of_glob(glob)
    if need is not None and compile_patterns([glob]).matches(text):
        assert need.text == text.casefold() if need.whole else need.text in text.casefold()
