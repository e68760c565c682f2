"""What a wrapped server says of its tools, from the first time on: a tool that was approved may become another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import mcp_types as types

_BAD = {"readOnlyHint": False, "destructiveHint": True, "idempotentHint": False, "openWorldHint": True}
"""Of each hint, what makes a tool graver."""
_UNLISTED = "unlisted"
"""Stands for what is said of a tool of which nothing is said."""
_SAID = {"name", "title", "description", "input_schema", "output_schema", "annotations"}
"""All by which a model or a person knows a tool."""


@dataclass(slots=True)
class _Tool:
    first: str
    """Digest of what was said first."""
    now: str
    hints: dict[str, Any]


class Definitions:
    """All that was said, by the names of the tools."""

    def __init__(self) -> None:
        self._tools: dict[str, _Tool] = {}

    def __contains__(self, name: str) -> bool:
        """Tell whether anything was said of a tool."""
        return name in self._tools

    def note(self, found: types.ListToolsResult) -> None:
        """Take in a list, or a page of it."""
        for tool in found.tools:
            said = tool.model_dump(mode="json", by_alias=True, exclude_none=True, include=_SAID)
            now = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
            known = self._tools.setdefault(tool.name, _Tool(now, now, {}))
            # A title as well may be among them, as long as the server likes.
            hints = {hint: value for hint, value in said.get("annotations", {}).items() if hint in _BAD}
            # What was said against a tool once stays: a server may change its mind when a person trusts it.
            against = {hint: bad for hint, bad in _BAD.items() if known.hints.get(hint) is bad}
            known.now, known.hints = now, hints | against

    def hints(self, name: str) -> dict[str, Any]:
        """Give the hints at a tool, as the protocol names them."""
        return self._tools[name].hints if name in self._tools else {}

    def now(self, name: str) -> str:
        """Give what stands for all that is said of a tool."""
        return self._tools[name].now if name in self._tools else _UNLISTED

    def redefined(self, name: str) -> str:
        """Give the same where it is no longer what was said first; else nothing."""
        known = self._tools.get(name)
        return _UNLISTED if known is None else "" if known.now == known.first else known.now
