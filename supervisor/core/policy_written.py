"""How entries of a policy file are written: what every part of it shares."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core.core_schema import no_info_before_validator_function

from supervisor.core.patterns import LONGEST_PATTERN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


def _listed(value: object) -> object:
    """Let a single entry stand for a list of one."""
    return value if isinstance(value, list) else [value]


class OneOrMore:
    """Lets a single entry stand for a list of one, and says so in the schema."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give the schema that reads it."""
        return no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Give the schema for editors."""
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


class Strict(BaseModel):
    """A table in which no unknown key passes."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


Pattern = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_PATTERN})]


class Expression(Strict):
    """An RE2 expression, found anywhere in the text; capital letters count unless it says `(?i)`."""

    re: Pattern
    """The expression."""


Texts = Annotated[tuple[Pattern | Expression, ...], Field(min_length=1), OneOrMore()]


def nearest(word: str, choices: Sequence[str]) -> str:
    """Give the remedy for a word that is not one of `choices`."""
    near = get_close_matches(word.lower(), choices, n=1, cutoff=0.5)
    return f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(choices)}"


def short(value: object) -> str:
    """Give a value of a file for a sentence."""
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
