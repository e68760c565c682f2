"""What a statement typed into a database client would do: parsed where the words alone do not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.sql_following import following
from supervisor.detect.shell.sql_functions import called_to_do
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
_CLIENT_RUNS = re.compile(
    r"\\!|\\(?:o|out|g|gx|w|write)\b[^|\n\\]{0,200}\||\\copy\b[^\n]{0,400}\bprogram\b|\\gexec\b|\\setenv\b"
    r"|\\\w{1,20}[^\n`\\]{0,200}`"
    r"|^[ \t]*(?:\.(?:shell|system|load|excel|www)\b|\.(?:once|output|log)\b[^\n]{0,200}\||(?:system|pager)\s+\w|!)",
    re.IGNORECASE | re.MULTILINE,
)
"""Commands of psql, sqlite3 and mysql themselves that run something; psql takes them behind a statement too."""
_LONGEST = 20_000
_LONGEST_NAME = 60
"""Characters of a function's name that are shown."""
_EXPLAINING = wordlist("explain describe desc analyze")
_EXPLAINED = re.compile(
    r"\b(?:select|with|insert|update|delete|merge|replace|truncate|drop|create|alter|execute|exec|declare|values|table"
    r"|call|refresh|do|copy)\b",
    re.IGNORECASE,
)
"""Where the statement begins that is explained."""
_MOST_OPTIONS = 20
"""Words of `explain` before that."""
_SHOWN = wordlist(
    "table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list foreign_key_check"
    " integrity_check quick_check function_list module_list collation_list database_list pragma_list compile_options"
)
"""Settings of SQLite that take a name and only show something."""
_TIDYING = wordlist("incremental_vacuum optimize wal_checkpoint shrink_memory")
_RAW = wordlist("writable_schema rekey hexrekey textrekey")
"""Those that let a database be written to as if it were no more than a file, or lock its owner out."""
_RUN_COMMENT = re.compile(r"/\*M?!\d*(?P<inside>.*?)(?:\*/|\Z)", re.DOTALL)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)


def looks_like_sql(text: str) -> bool:
    """Tell whether a line is a statement rather than a shell command.

    Never for a text in which a shell would find a second command: pipes, `&`, substitutions, line breaks.
    """
    return _START.match(text[:200]) is not None and _SHELL_SIGNS.search(text) is None


def without_comments(text: str) -> str:
    """Put a blank where a comment stands, as every kind of database reads it; a text that looks like one goes too."""
    return _COMMENT.sub(" ", text)


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
    verdicts = [_with_following(part) for part in _statements(text)]
    if _RUN_COMMENT.search(text):
        # MySQL and MariaDB run what stands in such a comment.
        inside = _statements(_RUN_COMMENT.sub(r" \g<inside> ", text))
        verdicts += [unknown("holds a comment that some databases run"), *map(_with_following, inside)]
    if _NESTED.search(text):
        verdicts.append(unknown("holds a comment inside of a comment"))
    return worst(verdicts)


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


def _with_following(text: str) -> ShellVerdict:
    """Judge a statement, and one that follows it without a `;`."""
    start = following(text)
    if start is None:
        return _statement(text)
    return worst([_statement(text), risky("holds a second statement"), _statement(text[start:])])


def _statement(text: str) -> ShellVerdict:
    words = _words(text)
    first = words[0] if words else ""
    judged = _BY_WORD.get(first)
    if first == "pragma":
        return _pragma(text, words)
    if first in _EXPLAINING:
        return _explains(text, words)
    if first == "grant" and "*.*" in text and "all" in words[:2]:
        return risky("gives every right on every database")
    if judged is not None:
        return judged(words)
    if first in ("select", "with", "values", "update", "delete", "insert", "merge"):
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
        return _by_words(text, first, words)
    called = called_to_do(text)
    verdicts = [read("only queries") if called is None else risky(f"calls {called[:_LONGEST_NAME]}")]
    for tree in trees:
        if tree is None:
            continue
        verdicts += [_changed(node) for node in tree.find_all(exp.Delete, exp.Update, exp.Insert, exp.Merge)]
        if any(node.args.get("into") for node in tree.find_all(exp.Select)):
            verdicts.append(reversible("makes a table"))
    return worst(verdicts)


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


def _by_words(text: str, first: str, words: list[str]) -> ShellVerdict:
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
    if first in ("select", "values") and "into" not in words and called_to_do(text) is None:
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


def _explains(text: str, words: list[str]) -> ShellVerdict:
    """Judge `explain analyze`, which runs what it explains, and MariaDB's `analyze`, which does too."""
    if words[0] != "analyze" and not {"analyze", "analyse"} & set(words[1:_MOST_OPTIONS]):
        return read("only queries")
    begins = _EXPLAINED.search(text)
    if begins is None:
        return reversible("adds to a database") if words[0] == "analyze" else read("only queries")
    if {"delete", "update", "insert", "merge"} & set(words):
        return destructive("runs the statement that it explains")
    return _statement(text[begins.start() :])


def _pragma(text: str, words: list[str]) -> ShellVerdict:
    """Judge a setting of SQLite: what is given to it, behind `=` or in brackets, changes all but those that look."""
    name = next((word for word in reversed(words[1:3]) if word in _SHOWN or word in _RAW), words[-1])
    if "=" not in text and ("(" not in text or name in _SHOWN):
        return reversible("tidies a database up") if name in _TIDYING else read("only queries")
    return risky("changes a setting of a database", Tier.HIGH_RISK if name in _RAW else Tier.REVERSIBLE)


def _loads(words: list[str]) -> ShellVerdict:
    return reversible("adds to a database") if words[1:2] in (["data"], ["xml"], ["index"]) else _LOADS_A_LIBRARY


_LOADS_A_LIBRARY = risky("loads a library into a database")


def _certain(verdict: ShellVerdict) -> Callable[[list[str]], ShellVerdict]:
    return lambda _: verdict


_BY_WORD: dict[str, Callable[[list[str]], ShellVerdict]] = {
    "alter": _alters,
    "grant": _grants,
    "set": _sets,
    "create": _creates,
    "copy": _copies,
    "load": _loads,
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
