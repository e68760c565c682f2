"""Writes a record as JSON, one object a line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from supervisor.audit.reader import records

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

# DEL, C1 controls, soft hyphen, bidirectional, zero width, line and paragraph separators, tags, surrogates: JSON may
# escape them, and a terminal that the export is printed on must not obey them.
_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def export_jsonl(path: Path, out: TextIO) -> int:
    """Write each row of the record at `path` to `out` as one JSON object with the documented members.

    Whoever has the export can check it: `hash` is the sha256 of the raw bytes of `prev_hash` followed by the object
    without `prev_hash` and `hash`, as JSON with sorted members, no white space, in UTF-8.

    Args:
        path: The database.
        out: A text stream.

    Returns:
        How many rows.

    Raises:
        UnreadableError: there is no record, or it cannot be read any further.
        OSError: `out` does not take it.
    """
    count = 0
    for record in records(path):
        out.write(safe(_ENCODER.encode(record.exported())) + "\n")
        count += 1
    return count


def safe(text: str) -> str:
    """Give JSON in which nothing is left that a terminal would obey or hide; it says the same."""
    return _UNSAFE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
