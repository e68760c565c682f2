"""Seeds: inputs that once broke something or stand for a rule, kept in the tree and tried in each run.

`seeds/x11/NAME.txt` holds the byte order and the stream in hex, parted by blanks where it was read in parts;
`seeds/control/NAME.json` one message a line; `seeds/policy/NAME.toml` a policy file; `seeds/record.txt` changes of a
record's file: what is done, where, and with which bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_SEEDS = Path(__file__).parent / "seeds"


def streams() -> dict[str, tuple[bool, list[bytes]]]:
    """Give by name whether a stream is big endian, and its parts."""
    found = {}
    for path in sorted((_SEEDS / "x11").glob("*.txt")):
        words = path.read_text().split()
        found[path.stem] = (words[0] == "big", [bytes.fromhex(word) for word in words[1:]])
    return found


def messages() -> list[dict[str, Any]]:
    """Give the messages to the control socket."""
    files = sorted((_SEEDS / "control").glob("*.json"))
    return [json.loads(line) for path in files for line in path.read_text().splitlines()]


def policies() -> dict[str, str]:
    """Give the policy files by name."""
    return {path.stem: path.read_text() for path in sorted((_SEEDS / "policy").glob("*.toml"))}
