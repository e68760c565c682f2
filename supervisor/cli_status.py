"""What `status` prints: the state of one display in lines, and what to do where agents are stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines for a person.

    Args:
        found: What `status --json` prints.
    """
    yield f"{found['state']} on display {found['display']}"
    if found["state"] == "stopped":
        press = f"press {found['rearm']} or " if found.get("rearm") else ""
        yield f"  agents stay stopped until you {press}run `agent-supervisor rearm`"
    for agent in found.get("agents", []):
        held = ", held for an answer" if agent["held"] else ""
        task = f" (workflow {agent['workflow']})" if agent["workflow"] else ""
        yield f"  {agent['name']}{task}: {agent['containment']}{held}"
    if found.get("judge"):
        yield f"  {found['judge']}"
    yield from (f"  {problem}" for problem in found.get("problems", []))
