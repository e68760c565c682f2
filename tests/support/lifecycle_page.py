"""Writes the manual's picture of an action's life from its table: `python -m tests.support.lifecycle_page`."""

from __future__ import annotations

import itertools
from pathlib import Path

from supervisor.core.lifecycle import ENDS, TABLE, State

PAGE = Path(__file__).parents[2] / "resources/manual/lifecycle.md"
_HEAD = """# The life of an action

Drawn from the table in `supervisor/core/lifecycle.py` by `python -m tests.support.lifecycle_page`; do not edit. What
is not drawn is an error that changes nothing. Nothing leads out of done, refused, partly, expired and stopped, and
only an action that was allowed or approved gets to sending. What is held for two is approved by two gestures that
differ. That the engine keeps to it is played through at random: see [fuzzing](fuzzing.md).

"""


def page() -> str:
    """Give the page, with a state diagram in Mermaid's language."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.PROPOSED}"]
    for state, row in TABLE.items():
        ways = sorted(row.items(), key=lambda way: (way[1], way[0]))
        for after, happenings in itertools.groupby(ways, key=lambda way: way[1]):
            words = ", ".join(happening.replace("_", " ") for happening, _ in happenings)
            lines.append(f"    {state} --> {after}: {words}")
    lines += [f"    {state} --> [*]" for state in State if state in ENDS]
    return _HEAD + "\n".join([*lines, "```"]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
