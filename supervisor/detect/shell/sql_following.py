"""A statement that follows another one without a `;`, as SQL Server takes it: `SELECT 1 DELETE FROM a`.

Where a word may as well be a column's name or a part of the statement before it (`FOR UPDATE`), what stands around it
tells.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from supervisor.detect.wordlist import wordlist

_TOKEN = re.compile(
    r"'(?:[^']|'')*+'|(?P<name>\"(?:[^\"]|\"\")*+\"|\[[^\]]*\]|`[^`]*`)|(?P<word>[a-z_@#$][\w@#$]*)|(?P<number>\d[\w.]*)"
    r"|(?P<sign>[^\s\w])",
    re.IGNORECASE,
)
"""Pieces of a statement, texts and names in quotes as SQL Server ends them."""
_FIRST = wordlist(
    """
    select with values use show describe desc begin start commit rollback savepoint help list table pragma update
    delete insert merge set declare if print while from
    """
)
"""First words of a statement behind which another one may begin."""
_THINGS = wordlist(
    """
    table database schema index view user role login procedure proc function trigger sequence server column constraint
    materialized type synonym statistics certificate credential queue assembly endpoint partition unique clustered
    nonclustered temporary temp global or if extension tablespace policy rule domain keyspace
    """
)
_NAMES = None
_BEHIND: dict[str, frozenset[str] | None] = {
    "delete": _NAMES,
    "update": _NAMES,
    "insert": _NAMES,
    "truncate": _NAMES,
    "drop": _THINGS,
    "create": _THINGS,
    "alter": _THINGS,
    "merge": wordlist("into top"),
    "replace": wordlist("into"),
    "exec": _NAMES,
    "execute": _NAMES,
    "grant": _NAMES,
    "revoke": _NAMES,
    "deny": _NAMES,
    "kill": wordlist("query connection stats"),
    "backup": wordlist("database log certificate master"),
    "restore": wordlist("database log filelistonly headeronly"),
    "bulk": wordlist("insert"),
    "dbcc": _NAMES,
    "waitfor": wordlist("delay time"),
    "shutdown": wordlist("with"),
    "reconfigure": wordlist("with"),
}
"""Words that begin a statement, and those that have to stand behind them; None for any name."""
_ALONE = wordlist("shutdown reconfigure")
"""These may be all of one."""
_NOT_BEFORE = wordlist("as for on do key then no when or and not by instead of to , . = < > + - * / % ( @ : |")
"""Behind these a word is a name, or goes on with what it is a part of."""
_GOES_ON = wordlist(
    """
    from where and or is in like between order group limit having union except intersect join inner left right full
    cross natural on as asc desc not then else end when over offset fetch for using returning window collate at escape
    nulls
    """
)
"""Behind what is a column's name the statement goes on with one of these."""
_FAR = 40
"""Pieces in which `set` follows an `update`."""


class _Token(NamedTuple):
    text: str
    """In small letters; `"` for a name in quotes, `0` for a number, `'` for a text."""
    start: int

    @property
    def is_name(self) -> bool:
        return self.text == '"' or self.text[0].isalpha() or self.text[0] in "_@#"


def following(text: str) -> int | None:
    """Find where another statement begins behind the first one.

    Args:
        text: A statement without comments.

    Returns:
        Its place, characters from the start; None where there is none.
    """
    tokens = [_Token(_kind(found), found.start()) for found in _TOKEN.finditer(text)]
    first = next((number for number, token in enumerate(tokens) if token.text != "("), 0)
    if not tokens or tokens[first].text not in _FIRST:
        return None
    for number in range(first + 1, len(tokens)):
        if tokens[number].text in _BEHIND and _begins(tokens, number):
            return tokens[number].start
    return None


def _kind(found: re.Match[str]) -> str:
    if found["word"] is not None:
        return found["word"].lower()
    if found["name"] is not None:
        return '"'
    return "0" if found["number"] is not None else found[0][0]


def _begins(tokens: list[_Token], number: int) -> bool:
    """Tell whether a word begins a statement where it stands."""
    verb, before = tokens[number].text, tokens[number - 1].text
    behind = tokens[number + 1] if number + 1 < len(tokens) else None
    if before in _NOT_BEFORE or (before == "show" and verb == "create"):
        return False
    if behind is None:
        return verb in _ALONE
    known = _BEHIND[verb]
    if verb in ("exec", "execute") and behind.text == "(":
        return before != "select"
    if verb == "kill" and behind.text == "0":
        return True
    if known is not None:
        return behind.text in known
    if verb == "delete" and behind.text == "from":
        return True
    if not behind.is_name or behind.text in _GOES_ON:
        return False
    if verb == "update":
        return any(token.text == "set" for token in tokens[number + 2 : number + _FAR])
    return True
