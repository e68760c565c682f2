"""A call of a tool that does its work without any input event: it sends mail, deletes a file, pays.

What is decided is what is called: the arguments are kept as one JSON text, which is handed on as it is, and from
which everything that is shown and judged is read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_NAME = 200
LONGEST_ARGUMENTS = 200_000
"""Characters of the arguments as JSON; a longer call is refused."""
DEEPEST = 16
"""Values inside of values that are looked at."""
MOST_VALUES = 2_000


class ToolCallError(Exception):
    """The agent's: what it calls cannot be decided; the sentence says why."""


@dataclass(frozen=True, slots=True)
class ToolHints:
    """What a server says of its tool (MCP, `ToolAnnotations`); None where it says nothing.

    Hints of an untrusted party: they may raise a tier and never lower it.
    """

    read_only: bool | None = None
    destructive: bool | None = None
    idempotent: bool | None = None
    open_world: bool | None = None

    @classmethod
    def of(cls, annotations: Mapping[str, Any] | None) -> ToolHints:
        """Read annotations as they come; what is no truth value is not said."""
        said = annotations or {}

        def value(name: str) -> bool | None:
            found = said.get(name)
            return found if isinstance(found, bool) else None

        return cls(value("readOnlyHint"), value("destructiveHint"), value("idempotentHint"), value("openWorldHint"))


@dataclass(frozen=True)
class ToolCall:
    """One call."""

    server: str
    """What the person calls the server that has the tool."""
    name: str
    """The tool's name, as its server says it."""
    arguments: str = "{}"
    """A JSON object, with its keys in the order of the agent."""
    hints: ToolHints = ToolHints()
    redefined: str = ""
    """Stands for what its server says of it by now, where that is no longer what it said first."""

    @classmethod
    def of(
        cls,
        server: str,
        name: str,
        arguments: Mapping[str, Any] | None,
        hints: ToolHints | None = None,
        *,
        redefined: str = "",
    ) -> ToolCall:
        """Take a call as it comes.

        Raises:
            ToolCallError: it is too long, or no JSON.
        """
        if not name or len(name) > LONGEST_NAME:
            raise ToolCallError(f"the name of a tool has 1 to {LONGEST_NAME} characters")
        try:
            text = json.dumps(dict(arguments or {}), ensure_ascii=False, allow_nan=False)
            text.encode()
        except (TypeError, ValueError, RecursionError) as e:
            raise ToolCallError("the arguments of a tool are a JSON object") from e
        if len(text) > LONGEST_ARGUMENTS:
            raise ToolCallError(f"the arguments of a tool have at most {LONGEST_ARGUMENTS} characters of JSON")
        return cls(server, name, text, hints or ToolHints(), redefined)

    @cached_property
    def values(self) -> tuple[tuple[str, Any], ...]:
        """Every value that is no object or list, with the nearest key above it; in order, at most `MOST_VALUES`."""
        found: list[tuple[str, Any]] = []
        for value in _leaves("", json.loads(self.arguments), DEEPEST):
            if len(found) == MOST_VALUES:
                break
            found.append(value)
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key of every object, also of those that hold nothing; in order, at most `MOST_VALUES`."""
        return tuple(islice(_keys(json.loads(self.arguments), DEEPEST), MOST_VALUES))

    @cached_property
    def objects(self) -> tuple[dict[str, Any], ...]:
        """The arguments as one object, and behind it those right inside of it."""
        given = json.loads(self.arguments)
        return given, *(value for value in given.values() if isinstance(value, dict))

    @cached_property
    def all_objects(self) -> tuple[dict[str, Any], ...]:
        """Every object, wherever it stands; in order, at most `MOST_VALUES`."""
        return tuple(islice(_objects(json.loads(self.arguments), DEEPEST), MOST_VALUES))

    @cached_property
    def whole(self) -> bool:
        """False when there is more in it than `values` and `keys` have."""
        most = max(len(self.values), len(self.keys))
        return most < MOST_VALUES and _depth(json.loads(self.arguments), DEEPEST)


def _leaves(key: str, value: Any, deepest: int) -> Iterator[tuple[str, Any]]:
    if deepest == 0:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(name, inner, deepest - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(key, inner, deepest - 1)
    else:
        yield key, value


def _objects(value: Any, deepest: int) -> Iterator[dict[str, Any]]:
    if deepest == 0 or not isinstance(value, dict | list):
        return
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        yield from _objects(inner, deepest - 1)


def _keys(value: Any, deepest: int) -> Iterator[str]:
    if deepest == 0 or not isinstance(value, dict | list):
        return
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value:
        yield from _keys(inner, deepest - 1)


def _depth(value: Any, deepest: int) -> bool:
    """Tell whether it is nested no deeper than that."""
    if not isinstance(value, dict | list):
        return True
    if deepest == 0:
        return False
    inner = value.values() if isinstance(value, dict) else value
    return all(_depth(one, deepest - 1) for one in inner)
