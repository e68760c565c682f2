"""What a statement typed into a database client would do: parsed where the words alone do not tell."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import (
    ShellVerdict,
    destructive,
    read,
    reversible,
    risky,
    unfamiliar,
    unknown,
    worst,
)
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlglot import exp

_QUOTED = r"'(?:[^']|'')*+(?:'|\Z)|\"(?:[^\"]|\"\")*+(?:\"|\Z)|`[^`]*(?:`|\Z)"
_ESCAPED = r"'(?:[^'\\]|\\.?|'')*+(?:'|\Z)|\"(?:[^\"\\]|\\.?|\"\")*+(?:\"|\Z)|`[^`]*(?:`|\Z)"
_DOLLARS = r"\$(?P<tag>(?:[A-Za-z_]\w*)?)\$.*?(?:\$(?P=tag)\$|\Z)"
_BRACKETS = r"\[[^\]]*(?:\]|\Z)"
_READINGS = tuple(
    re.compile(rf"(?P<comment>{comment}|/\*.*?(?:\*/|\Z))|(?P<text>{text})|(?P<end>;)", re.DOTALL)
    for comment, text in (
        (r"--[^\n]*", _QUOTED),
        (r"--[^\n]*", _ESCAPED),
        (r"--[^\n]*", f"{_DOLLARS}|{_QUOTED}"),
        (r"--[^\n]*", f"{_DOLLARS}|{_ESCAPED}"),
        (r"--[^\n]*", f"{_BRACKETS}|{_QUOTED}"),
        (r"(?:--(?=\s|$)|#)[^\n]*", _ESCAPED),
    )
)
"""Where texts and comments end: standard; with backslashes; PostgreSQL, in both modes; SQL Server; MySQL."""
_SIGNS = re.compile(r"['\"`$\[;#]|--|/\*")
"""Without these every kind of database reads a text alike."""
_NESTED = re.compile(r"/\*(?:[^*/]|\*(?!/)|/(?!\*))*/\*")
"""A comment inside of a comment, where each kind of database ends it elsewhere."""
_TEXT = re.compile(r"'(?:[^'\\]|\\.?|'')*+(?P<end>'|\Z)", re.DOTALL)
_WORD = re.compile(r"[a-z_]+")
_START = re.compile(
    r"\s*(?:select|insert|update|delete\s+from|drop\s+(?:table|database|schema|index|view|user|role|column"
    r"|function|if|procedure|trigger|sequence|keyspace|materialized)|truncate\s+(?!-)|alter\s+"
    r"(?:table|database|user|role)|create\s+(?:table|index|database|schema|view|user|role|unique|or)|grant\s+\w+"
    r"|revoke\s+\w+|replace\s+into|merge\s+into|show\s+(?:tables|databases|columns|create)"
    r"|desc(?:ribe)?\s+\w+\s*;?\s*$|explain\s+(?:select|analyze)|with\s+\w+\s+as\s*\()(?![\w-])",
    re.IGNORECASE,
)
_SHELL_SIGNS = re.compile(r"[|&\n\r]|\$\(|<<|<\(|>\(")
_LOOKING = wordlist("show explain describe desc values pragma use begin commit help rollback start savepoint list")
_MAKING = wordlist(
    "create vacuum analyze reindex comment attach detach set copy load import lock unlock reset cluster"
)
_RUNS = wordlist(
    "pg_terminate_backend pg_cancel_backend lo_unlink lo_export lo_import xp_cmdshell load_extension dblink_exec"
    " sys_exec sys_eval pg_drop_replication_slot pg_read_file pg_write_file pg_reload_conf pg_rotate_logfile setval"
    " pg_promote pg_switch_wal set_config readfile pg_ls_dir pg_read_binary_file openrowset opendatasource openquery"
    " dblink fts3_tokenizer load_file query_to_xml writefile edit pg_file_unlink"
)
"""Functions that a SELECT may call and that do more than look."""
_CLIENT_RUNS = re.compile(
    r"\\!|\\(?:o|out|g|gx|w|write)\b[^|\n\\]{0,200}\||\\copy\b[^\n]{0,400}\bprogram\b|\\gexec\b|\\setenv\b"
    r"|\\\w{1,20}[^\n`\\]{0,200}`"
    r"|^[ \t]*(?:\.(?:shell|system|load|excel|www)\b|\.(?:once|output|log)\b[^\n]{0,200}\||(?:system|pager)\s+\w|!)",
    re.IGNORECASE | re.MULTILINE,
)
"""Commands of psql, sqlite3 and mysql themselves that run something; psql takes them behind a statement too."""
_FOLLOWING = frozenset(
    (verb, thing)
    for verb, things in (
        ("delete", "from"),
        ("insert", "into"),
        ("truncate", "table"),
        ("drop", "table database schema view index user login procedure function"),
        ("alter", "table database login user role"),
        ("shutdown", "with"),
        ("exec", "sp_executesql xp_cmdshell master"),
        ("execute", "sp_executesql xp_cmdshell master"),
    )
    for thing in things.split()
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
    if _CLIENT_RUNS.search(text):
        return risky("runs a program from inside the database client")
    if text.lstrip().startswith(("\\", ".")):
        return _client_command(text.strip())
    verdict = worst(_statement(part) for part in _statements(text))
    return worst([verdict, unknown("holds a comment inside of a comment")]) if _NESTED.search(text) else verdict


def _statements(text: str) -> list[str]:
    """Cut at `;`, not inside texts and comments, as each kind of database does: which one it is nobody knows."""
    if _SIGNS.search(text) is None:
        return [text] if text.strip() else []
    found = (part for reading in _READINGS for part in _cut(text, reading))
    return list(dict.fromkeys(part for part in found if part.strip()))


_CLOSING = frozenset("'\"`]$/;")


def _cut(text: str, reading: re.Pattern[str]) -> list[str]:
    parts, start = [""], 0
    for token in reading.finditer(text):
        parts[-1] += text[start : token.start()]
        start = token.end()
        if token["comment"] is not None:
            parts[-1] += " "
        elif token["text"] is not None:
            parts[-1] += token["text"]
        else:
            parts.append("")
        if token.end() == len(text) and token[0][-1:] not in _CLOSING and not token[0].startswith("--"):
            # It never ends, and so may begin elsewhere.
            parts += token[0].split(";")[1:]
    parts[-1] += text[start:]
    return parts


def _client_command(text: str) -> ShellVerdict:
    r"""Judge `\dt` of psql and `.tables` of sqlite3."""
    if "|" in text or "`" in text:
        return unfamiliar("may run a program from inside the database client")
    if text.startswith((".read", ".restore", "\\i", "source ", "\\.")):
        return unfamiliar("runs statements from a file, or puts a database in another's place")
    if text.startswith((".output", ".once", "\\o", ".save", ".backup", ".log", ".dump", ".clone", ".excel", "\\w")):
        named = text.split()[1:]
        return overwriting(Word(named[-1])) if named and named[-1] not in ("stdout", "off") else read("only looks")
    return reversible("reads or writes a file") if text.startswith((".import", "\\copy")) else read("only looks")


def _statement(text: str) -> ShellVerdict:
    words = _words(text)
    first = words[0] if words else ""
    judged = _BY_WORD.get(first)
    if first == "pragma" and "=" in text:
        return risky("changes a setting of a database", Tier.REVERSIBLE)
    if first == "grant" and "*.*" in text and "all" in words[:2]:
        return risky("gives every right on every database")
    if judged is not None:
        return judged(words)
    if first in ("select", "with", "update", "delete", "insert", "merge"):
        return _parsed(text, first, words)
    if first in ("drop", "truncate"):
        if "temporary" in words[:3] or words[1:2] == ["prepare"]:
            return reversible("drops what is temporary")
        return destructive(f"{'drops' if first == 'drop' else 'empties'} a part of a database")
    if first in _MAKING:
        return reversible("adds to a database")
    if first in ("source", "tee", "system", "delimiter"):
        return unfamiliar("reads statements from a file")
    return read("only queries") if first in _LOOKING else unfamiliar("the statement is not understood")


def _words(text: str) -> list[str]:
    """Give the words outside of texts; of one that never ends its words too."""
    return _WORD.findall(_TEXT.sub(lambda found: "''" if found["end"] else found[0], text).lower())


def _parsed(text: str, first: str, words: list[str]) -> ShellVerdict:
    """Judge by the tree, because `with` may hide a delete and `where 1 = 1` limits nothing."""
    # Imported when the first statement comes: it is large, and most terminals never see SQL.
    import sqlglot  # noqa: PLC0415 see above
    from sqlglot import exp  # noqa: PLC0415 see above

    try:
        trees = sqlglot.parse(text)
    except (sqlglot.errors.SqlglotError, RecursionError, ValueError, AttributeError):
        return _by_words(first, words)
    verdicts = [risky("holds a second statement") if _goes_on(words) else read("only queries")]
    for tree in trees:
        if tree is None:
            continue
        verdicts += [_changed(node) for node in tree.find_all(exp.Delete, exp.Update, exp.Insert, exp.Merge)]
        called = {str(node.name).lower() for node in tree.find_all(exp.Anonymous)}
        if called & _RUNS:
            verdicts.append(risky(f"calls {min(called & _RUNS)}"))
        if any(node.args.get("into") for node in tree.find_all(exp.Select)):
            verdicts.append(reversible("makes a table"))
    return worst(verdicts)


def _goes_on(words: list[str]) -> bool:
    """Tell whether another statement follows a query without a `;`, as SQL Server takes it."""
    return words[:1] == ["select"] and any(pair in _FOLLOWING for pair in pairwise(words))


def _changed(node: exp.Expression) -> ShellVerdict:
    """Judge a part of a statement that changes rows."""
    from sqlglot import exp  # noqa: PLC0415 loaded with the first statement

    if isinstance(node, exp.Insert):
        replaces = node.args.get("overwrite")
        return destructive("replaces the rows of a table") if replaces else reversible("adds to a database")
    if isinstance(node, exp.Merge):
        return risky("merges rows into a table", Tier.REVERSIBLE)
    where = node.args.get("where")
    # A condition without a column limits nothing.
    limited = where is not None and next(where.find_all(exp.Column), None) is not None
    if isinstance(node, exp.Delete):
        return _deletes(limited=limited)
    return _updates(limited=limited)


def _deletes(*, limited: bool) -> ShellVerdict:
    return destructive("deletes rows", Tier.REVERSIBLE) if limited else destructive("deletes the rows of a table")


def _updates(*, limited: bool) -> ShellVerdict:
    return risky("changes rows", Tier.REVERSIBLE) if limited else destructive("changes every row of a table")


def _by_words(first: str, words: list[str]) -> ShellVerdict:
    """Judge what the parser does not take, more strictly."""
    if {"delete", "update"} & set(words) and first == "with":
        return destructive("changes or deletes rows")
    if first == "delete":
        return _deletes(limited="where" in words)
    if first == "update":
        return _updates(limited="where" in words)
    if first == "insert":
        return reversible("adds to a database")
    if "outfile" in words or "dumpfile" in words:
        return risky("writes a file on the server")
    if first == "select" and "into" not in words and not _RUNS & set(words) and not _goes_on(words):
        return read("only queries")
    return risky("changes a database")


def _alters(words: list[str]) -> ShellVerdict:
    if words[1:2] == ["table"] and "drop" in words:
        return destructive("drops a part of a table")
    if words[1:2] == ["table"] and {"add", "rename", "enable", "owner", "comment", "validate"} & set(words[2:]):
        return reversible("adds to a table")
    if words[1:2] == ["table"]:
        return risky("changes the form of a table", Tier.REVERSIBLE)
    return risky("changes a database or who may use it")


def _grants(words: list[str]) -> ShellVerdict:
    passes_on = {"option", "superuser", "super", "public", "sysadmin", "dba", "rds_superuser"} & set(words)
    return risky("lets somebody use a database", Tier.HIGH_RISK if passes_on else Tier.REVERSIBLE)


def _sets(words: list[str]) -> ShellVerdict:
    if {"global", "password", "persist"} & set(words[:3]):
        return risky("changes a setting of the server")
    return reversible("changes a setting of the session")


def _creates(words: list[str]) -> ShellVerdict:
    if {"user", "role", "login"} & set(words[1:4]):
        return risky("makes an account", Tier.REVERSIBLE)
    replaces = words[1:3] == ["or", "replace"]
    return risky("replaces a part of a database", Tier.REVERSIBLE) if replaces else reversible("adds to a database")


def _copies(words: list[str]) -> ShellVerdict:
    return risky("runs a program on the server") if "program" in words else reversible("copies rows")


def _explains(words: list[str]) -> ShellVerdict:
    runs = "analyze" in words and {"delete", "update", "insert", "merge"} & set(words)
    return destructive("runs the statement that it explains") if runs else read("only queries")


def _certain(verdict: ShellVerdict) -> Callable[[list[str]], ShellVerdict]:
    return lambda _: verdict


_BY_WORD: dict[str, Callable[[list[str]], ShellVerdict]] = {
    "alter": _alters,
    "grant": _grants,
    "set": _sets,
    "create": _creates,
    "copy": _copies,
    "explain": _explains,
    "revoke": _certain(risky("takes a right away")),
    "purge": _certain(destructive("removes logs of a database")),
    "flush": _certain(risky("empties caches of a database", Tier.REVERSIBLE)),
    "rename": _certain(risky("renames a table", Tier.REVERSIBLE)),
    "replace": _certain(risky("replaces rows", Tier.REVERSIBLE)),
    "reset": _certain(risky("resets a part of a server")),
    **dict.fromkeys(("shutdown", "kill"), _certain(risky("stops a part of a server"))),
    **dict.fromkeys(("call", "exec", "execute", "do"), _certain(risky("runs a procedure that nobody can read here"))),
}
"""First word to what judges the rest, where the words tell."""
