from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from supervisor.core.policy_file import PolicyError, When, parse_policy
from supervisor.core.policy_schema import policy_schema
from supervisor.resources import resource
from tests.unit.core.test_policy_file import GOOD, MISTAKES, SCOPED

SCHEMA = policy_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("text", [resource("policy/default.toml").read_text(), GOOD, SCOPED])
def test_what_the_parser_takes_is_valid(text: str) -> None:
    parse_policy(text, "x")
    VALIDATOR.validate(tomllib.loads(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (old, new)
        for old, new, _, words in MISTAKES
        # No schema can know of these, and JSON has no such number.
        if not {*words, new} & {"RE2", "not TOML", "`one` is used twice", "deadline_s = nan", "nan"}
    ],
)
def test_what_the_parser_rejects_is_not_valid(old: str, new: str) -> None:
    assert not VALIDATOR.is_valid(tomllib.loads(GOOD.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("workflow =", "worklow ="),
        ("[scope.accounts]", "[scope.Accounts]"),
        ("[scope.accounts]", "[scope.other]\n[scope.accounts]"),
        ('scope = "accounts"', "scope = 5"),
    ],
)
def test_a_scope_that_the_parser_rejects_is_not_valid(old: str, new: str) -> None:
    assert not VALIDATOR.is_valid(tomllib.loads(SCOPED.replace(old, new, 1)))


def test_no_file_at_all_is_not_valid() -> None:
    assert not VALIDATOR.is_valid({})


def test_every_key_is_explained() -> None:
    tables = [
        SCHEMA,
        *(SCHEMA["$defs"][name] for name in ("RuleEntry", "When", "TierDefaults", "Mask", "Expression")),
    ]
    keys = {f"{table['title']}.{key}": value for table in tables for key, value in table["properties"].items()}
    assert not [key for key, value in keys.items() if not value.get("description")]
    assert set(SCHEMA["$defs"]["When"]["properties"]) == set(When.model_fields)


_VALUES = st.one_of(
    st.sampled_from(
        ["ask", "deny", "mail", "destructive", "delete", "read", "files", "click", "", "x", "rule-error"]
    ),
    st.integers(-2, 2),
    st.floats(0, 2),
    st.booleans(),
    st.lists(st.sampled_from(["mail", "delete", "", 5, True]), max_size=2),
    st.just({"re": "a"}),
    st.just({"re": ""}),
    st.just({"min": 1}),
    st.lists(st.sampled_from([1, 0.5, {"max": 2}, {"min": True}]), min_size=1, max_size=2),
    st.just({}),
)
_RULE = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", "A", "rule-error", "default-read"]), "reason": st.sampled_from(["x", ""])},
    optional={
        "when": st.dictionaries(
            st.sampled_from(["title", "program", "shell", "keys", "amount", "other"]), _VALUES, max_size=2
        ),
        "verdict": _VALUES,
        "tier": _VALUES,
        "category": _VALUES,
        "deadline_s": _VALUES,
        "fallback": _VALUES,
        "more": _VALUES,
    },
)
_FILES = st.fixed_dictionaries(
    {},
    optional={
        "version": _VALUES,
        "tiers": st.dictionaries(st.sampled_from(["read", "high_risk", "other"]), _VALUES, max_size=2),
        "mask": st.dictionaries(st.sampled_from(["fields", "text", "other"]), _VALUES, max_size=2),
        "rule": st.lists(_RULE, max_size=1),
        "scope": st.dictionaries(
            st.sampled_from(["a", "A", "", "x" * 61]),
            st.dictionaries(st.sampled_from(["title", "program", "other"]), _VALUES, max_size=2),
            max_size=2,
        ),
    },
)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(inner) for inner in value) + "]"
    return json.dumps(value)


@given(_FILES)
@example({"version": True})
@example({"version": 1.0})
@example({"mask": {"fields": "x"}})
def test_schema_and_parser_agree_about_any_file(content: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {_toml(value)}" for key, value in content.items())
    try:
        parse_policy(text, "x")
        taken = True
    except PolicyError:
        taken = False
    assert VALIDATOR.is_valid(tomllib.loads(text)) is taken
