from __future__ import annotations

import pytest
from pydantic import ValidationError

from supervisor.core.policy_written import Expression, Strict, Texts, nearest, short


class Table(Strict):
    """A table of a file."""

    app: Texts


@pytest.mark.parametrize("written", ["a*", ["a*"]])
def test_a_single_entry_is_a_list_of_one(written: object) -> None:
    assert Table.model_validate({"app": written}).app == ("a*",)


def test_expressions_stand_beside_texts() -> None:
    assert Table.model_validate({"app": ["a", {"re": "^b"}]}).app == ("a", Expression(re="^b"))


@pytest.mark.parametrize("written", [{"app": []}, {"app": 5}, {"app": "a", "other": 1}, {}])
def test_all_else_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Table.model_validate(written)


def test_the_schema_says_both() -> None:
    one, several = Table.model_json_schema()["properties"]["app"]["anyOf"]
    assert several["type"] == "array"
    assert several["items"] == one


def test_the_remedy_names_what_is_near() -> None:
    assert nearest("Alow", ["allow", "ask"]) == "did you mean `allow`?"
    assert nearest("xyz", ["allow", "ask"]) == "use one of allow, ask"


def test_long_values_are_cut() -> None:
    assert short("x" * 41) == "x" * 40 + "…"
    assert short(5) == "5"
