"""`policy test`: actions with what a policy is expected to decide, and whether it does."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from supervisor.core.assessment import Category, Tier, Verdict  # noqa: TC001 - pydantic looks these up
from supervisor.core.policy_file import LONGEST_FILE
from supervisor.core.policy_lines import line_of, syntax_line
from supervisor.detect.combine import judge
from supervisor.detect.explain import FIELDS, MORE_FIELDS, InputError, described

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.policy import Policy


class ExamplesError(Exception):
    """A file of examples that cannot be used; the person's file is at fault."""

    def __init__(self, name: str, line: int, sentence: str) -> None:
        super().__init__(f"examples `{name}`, line {line}: {sentence}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Strict):
    """What the policy should decide; what is left out may be anything."""

    verdict: Verdict | None = None
    tier: Tier | None = None
    category: Category | None = None
    rule: str | None = None
    """Id of the rule that decides."""


class Example(_Strict):
    """One `[[example]]`: an action as `policy explain --jsonl` takes it, and what is expected."""

    words: Annotated[str, Field(max_length=300)] = ""
    """What it is about, for the report."""
    expect: Expected
    action: str | None = None
    window_title: str | None = None
    app: str | None = None
    url: str | None = None
    target_name: str | None = None
    target_role: str | None = None
    target_tag: str | None = None
    keys: str | None = None
    text: str | None = None
    reason: str | None = None
    agent: str | None = None
    user: str | None = None
    team: str | None = None
    workflow: str | None = None
    executable: str | None = None
    dialog_text: str | None = None
    target_path: str | None = None


class Examples(_Strict):
    """The whole file."""

    policy: str | None = None
    """Policy that they are about: a path from this file, or the name of one that is shipped."""
    example: Annotated[tuple[Example, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that is decided otherwise."""

    line: int
    """Where it begins, from 1."""
    sentence: str
    """What was expected and what is decided, by which rule and why."""


def read_examples(text: str, name: str) -> Examples:
    """Read a file of examples.

    Raises:
        ExamplesError: it cannot be used; says where, why and what to do.
    """
    if len(text) > LONGEST_FILE:
        raise ExamplesError(name, 1, f"the file is too long: keep it below {LONGEST_FILE} characters")
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as e:
        line, words = syntax_line(str(e), text)
        raise ExamplesError(name, line, f"this is not TOML: {words}: see https://toml.io for the syntax") from e
    try:
        examples = Examples.model_validate(raw)
    except ValidationError as e:
        error = e.errors(include_url=False)[0]
        raise ExamplesError(name, line_of(text, error["loc"]), _sentence(error)) from e
    for index, example in enumerate(examples.example):
        if not example.expect.model_fields_set:
            line = line_of(text, ("example", index))
            raise ExamplesError(name, line, "the example expects nothing: say `expect = { verdict = … }`")
        try:
            described(_given(example))
        except InputError as e:
            raise ExamplesError(name, line_of(text, ("example", index, "action")), str(e)) from e
    return examples


def failures(examples: Examples, text: str, policy: Policy) -> list[Failure]:
    """Decide all examples.

    Args:
        examples: What `read_examples` made of `text`.
        text: The file.
        policy: The rules.

    Returns:
        Those that are decided otherwise than expected, in the order of the file.
    """
    found = []
    for index, example in enumerate(examples.example):
        assessment, decision = judge(*described(_given(example)), policy)
        wrong = _wrong(example.expect, assessment, decision)
        if wrong:
            words = f"`{example.words}`: " if example.words else ""
            sentence = f"{words}{wrong}: {decision.reason} ({assessment.tier}, {assessment.category})"
            found.append(Failure(line_of(text, ("example", index)), sentence))
    return found


def _given(example: Example) -> dict[str, str | None]:
    return {name: getattr(example, name) for name in (*FIELDS, *MORE_FIELDS)}


def _wrong(expect: Expected, assessment: Assessment, decision: Decision) -> str:
    """Say what is otherwise; empty when nothing is."""
    pairs = (
        ("verdict", expect.verdict, decision.verdict),
        ("tier", expect.tier, assessment.tier),
        ("category", expect.category, assessment.category),
        ("rule", expect.rule, decision.rule_id),
    )
    wrong = [(name, wanted) for name, wanted, got in pairs if wanted is not None and wanted != got]
    if not wrong:
        return ""
    wanted = ", ".join(f"{name} `{value}`" for name, value in wrong)
    return f"expected {wanted}, got `{decision.verdict}` by `{decision.rule_id}`"


def _sentence(error: ErrorDetails) -> str:
    names = [part for part in error["loc"] if isinstance(part, str)]
    kind, key = error["type"], names[-1]
    if kind == "missing":
        return f"the key `{key}` is missing: add it"
    if kind == "extra_forbidden":
        known = list((Expected if "expect" in names else Example if "example" in names else Examples).model_fields)
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        return f"unknown key `{key}`: " + (f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(known)}")
    return f"`{key}` is not usable: {error['msg'][:1].lower()}{error['msg'][1:]}"
