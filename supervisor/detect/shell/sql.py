"""What a statement typed into a database client would do, by its first words."""

from __future__ import annotations

import re

from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unknown

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(r"'(?:[^'\\]|\\.|'')*'")
_WORD = re.compile(r"[a-z_]+")
_START = re.compile(
    r"\s*(?:select|insert|update|delete\s+from|drop\s+(?:table|database|schema|index|view|user|role|column"
    r"|function|if)|truncate\s|alter\s+"
    r"(?:table|database|user|role)|create\s+(?:table|index|database|schema|view|user|role|unique|or)|grant\s+\w+"
    r"|revoke\s+\w+|replace\s+into|merge\s+into|show\s+(?:tables|databases|columns|create)"
    r"|desc(?:ribe)?\s+\w+\s*;?\s*$|explain\s+(?:select|analyze))(?![\w-])",
    re.IGNORECASE,
)
_SHELL_SIGNS = re.compile(r"[|&\n\r]|\$\(|<<|<\(|>\(")
_LOOKING = frozenset(
    {"select", "show", "explain", "describe", "desc", "with", "values", "pragma", "use", "begin", "commit", "help"}
)
_LONGEST = 20_000


def looks_like_sql(text: str) -> bool:
    """Tell whether a line is a statement rather than a shell command.

    Never for a text in which a shell would find a second command: pipes, `&`, substitutions, line breaks.
    """
    return _START.match(text[:200]) is not None and _SHELL_SIGNS.search(text) is None


def classify_sql(text: str) -> ShellVerdict:
    """Judge one or more statements.

    Args:
        text: SQL as typed; `;` ends a statement.

    Returns:
        The worst of the statements.
    """
    if len(text) > _LONGEST:
        return unknown("the statement is too long to judge")
    bare = _TEXT.sub("''", _COMMENT.sub(" ", text)).lower()
    verdicts = [_statement(part) for part in bare.split(";") if part.strip()]
    return max(verdicts, key=lambda verdict: verdict.badness, default=read())


def _statement(text: str) -> ShellVerdict:
    words = _WORD.findall(text)
    first = words[0] if words else ""
    if first == "delete":
        limited = "where" in words
        return destructive("deletes the rows of a table" if not limited else "deletes rows")
    if first in ("drop", "truncate"):
        return destructive(f"{'drops' if first == 'drop' else 'empties'} a part of a database")
    if first == "alter" and "drop" in words:
        return destructive("drops a part of a table")
    if first == "alter" and words[1:2] == ["table"] and "add" in words:
        return reversible("adds to a table")
    if first == "update":
        limited = "where" in words
        return risky("changes rows") if limited else destructive("changes every row of a table")
    if first in (
        "grant",
        "revoke",
        "alter",
        "call",
        "exec",
        "execute",
        "merge",
        "replace",
        "rename",
        "set",
        "copy",
        "load",
    ):
        return risky("changes a database or who may use it")
    if first in ("insert", "create", "vacuum", "analyze", "reindex", "comment"):
        return reversible("adds to a database")
    if first == "with" and {"delete", "update"} & set(words):
        return destructive("changes or deletes rows")
    if first in _LOOKING and "into" not in words:
        return read("only queries")
    return unknown("the statement is not understood")
