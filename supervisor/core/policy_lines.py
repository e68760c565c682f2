"""Where something stands in a TOML text.

Neither tomllib nor tomlkit gives the line of a value, but tomlkit writes a changed document back with everything
else in place: put a mark there, write, and look for the mark. This runs only to word an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARK = "\ue000here\ue000"
_MARKED = re.compile(f"{_MARK}\\d+{_MARK}")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Find a value.

    Args:
        text: A TOML document that parses.
        place: Keys and indices from the top, e.g. `("rule", 2, "when", "title")`; what the document does not
            have is cut off at the end.

    Returns:
        The line of its key, from 1; of the first key inside for a table; 1 when it cannot be found.
    """
    keys = list(place)
    while keys:
        line = _mark(text, keys)
        if line:
            return line
        keys.pop()
    return 1


def lines_of(text: str, places: Sequence[Sequence[str | int]]) -> list[int]:
    """Find several values at once, since reading a long document takes its time.

    Args:
        text: A TOML document that parses.
        places: As for `line_of`.

    Returns:
        Their lines, in the order of `places`.
    """
    document = tomlkit.parse(text)
    leaves: dict[tuple[str | int, ...], str] = {}
    cut: dict[str, int] = {}
    for place in places:
        leaf = _leaf(document, place)
        if leaf is None or leaf in leaves:
            continue
        parent, mark = _walk(document, leaf[:-1]), f"{_MARK}{len(leaves)}{_MARK}"
        # A value of several lines takes them with it.
        cut[mark] = parent[leaf[-1]].as_string().count("\n")
        parent[leaf[-1]] = mark
        leaves[leaf] = mark
    lines: dict[str, int] = {}
    gone = 0
    for number, line in enumerate(tomlkit.dumps(document).split("\n"), 1):
        for mark in _MARKED.findall(line):
            lines[mark] = number + gone
            gone += cut[mark]
    return [_found(text, document, place, leaves, lines) for place in places]


def _found(
    text: str,
    document: Any,
    place: Sequence[str | int],
    leaves: Mapping[tuple[str | int, ...], str],
    lines: Mapping[str, int],
) -> int:
    leaf = _leaf(document, place)
    line = lines.get(leaves.get(leaf, "")) if leaf is not None else None
    if leaf is None or line is None:
        return line_of(text, place)
    return line if len(leaf) == len(place) else _header(text, line, place)


def _leaf(document: Any, place: Sequence[str | int]) -> tuple[str | int, ...] | None:
    """Give the place of a value that is no table: the first one inside; None where there is none."""
    keys = list(place)
    try:
        value = _walk(document, keys)
        while isinstance(value, dict) and value:
            keys.append(next(iter(value)))
            value = value[keys[-1]]
        return None if isinstance(value, AoT) or not isinstance(_walk(document, keys[:-1]), dict) else tuple(keys)
    except (TOMLKitError, LookupError, TypeError):
        return None


def _walk(document: Any, keys: Sequence[str | int]) -> Any:
    for key in keys:
        document = document[key]
    return document


def _mark(text: str, keys: Sequence[str | int]) -> int:
    """Give the line of a value, of its header for a table; 0 when there is nothing with a line of its own."""
    try:
        document = tomlkit.parse(text)
        value = _walk(document, keys)
        if isinstance(value, dict) and value:
            return _header(text, _mark(text, [*keys, next(iter(value))]), keys)
        if isinstance(value, list) and value and isinstance(value[0], dict) and isinstance(keys[-1], str):
            return _mark(text, [*keys, 0])
        if isinstance(value, Table):
            # An empty one has nothing inside to mark, and a mark in its stead would stand elsewhere.
            header = f"[{'.'.join(map(str, keys))}]"
            return next((n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(header)), 0)
        parent = _walk(document, keys[:-1])
        if not isinstance(parent, dict):
            return 0
        parent[keys[-1]] = _MARK
        written = tomlkit.dumps(document)
    except (TOMLKitError, LookupError, TypeError, ValueError):
        return 0
    before, found, _ = written.partition(_MARK)
    return before.count("\n") + 1 if found else 0


def _header(text: str, line: int, keys: Sequence[str | int]) -> int:
    """Go up from the first key of a table to its `[header]`; stay when it has none."""
    name = next((key for key in reversed(keys) if isinstance(key, str)), "")
    lines = text.splitlines()
    for number in range(line, 0, -1):
        words = lines[number - 1].strip()
        if words.startswith("["):
            return number if name in words else line
    return line


def syntax_line(message: str, text: str) -> tuple[int, str]:
    """Take the line out of what tomllib says.

    Args:
        message: Text of its error.
        text: The document.

    Returns:
        The line, from 1, and the message without it, first letter small.
    """
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else max(1, len(text.splitlines()))
    words = _PLACE.sub("", message)
    return line, words[:1].lower() + words[1:]
