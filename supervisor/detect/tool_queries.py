"""Statements that a call of a tool is given for a database, a graph or a store: SQL, Cypher, GraphQL, Redis, Mongo.

What only searches texts may be asked for anything; for all others a statement that is not understood is no reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.looking import TOO_MUCH
from supervisor.detect.shell.sql import classify_sql, looks_like_sql, without_comments
from supervisor.detect.shell.verdict import read, risky, unknown, worst
from supervisor.detect.tool_names import Deed, key_holds, key_is, words_of
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.core.tool_call import ToolCall
    from supervisor.detect.shell import ShellVerdict

STATEMENT_KEYS = wordlist("sql query queries statement statements stmt graphql cypher sparql gql mql")
"""Keys whose value is a statement, or may be one."""
_CERTAIN = STATEMENT_KEYS - wordlist("query queries")
_SEARCHING = wordlist("search find lookup browse ask logs metrics traces")
_OF_TEXTS = wordlist(
    "docs documentation library code repositories web knowledge wiki help emails email mail messages issues news"
)
"""What is searched by words, and understands no statement."""
_STORES = wordlist(
    "query sql db database databases postgres postgresql mysql mariadb sqlite mongo mongodb redis neo4j cypher"
    " graphql gql bigquery snowflake duckdb clickhouse oracle mssql supabase sparql"
)
_CHANGING_WORDS = wordlist(
    "delete drop update insert merge truncate alter create grant revoke replace detach upsert exec execute"
)
_BEGINNINGS = wordlist(
    """
    shutdown kill vacuum reindex rename load copy clear move do begin declare attach detach flush flushall flushdb del
    unlink config purge reset refresh cluster lock foreach remove set hset hdel mset lpush rpush sadd zadd expire eval
    evalsha script migrate restore swapdb debug pragma import call handler
    """
)
"""Words that begin a statement that does more than look, in the languages that are no SQL, or hardly."""
_GRAPH_OR_STORE = re.compile(
    r"\W*(?:(?:explain|profile)\s+)?(?:optional\s+match|match|unwind|call|db)\s*[\s.(\[]", re.IGNORECASE
)
"""Where a statement of a graph or of a store of documents begins."""
_CHANGES_GRAPH = wordlist(
    "create delete detach set remove merge foreach call load drop insert update alter grant revoke deny start stop"
)
_CALLED = re.compile(r"(?<![\w.])(?P<first>\w+)\s*(?:\.\s*\w+\s*)+\(")
_OF_VALUES = wordlist("point date datetime localdatetime time localtime duration vector")
"""Whose functions make a value of others, in Cypher."""
_CYPHER = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))|(?P<text>'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\")|`[^`]*`", re.DOTALL
)
"""What hides words in Cypher, or makes a name of any."""
_CACHES = wordlist("redis valkey keydb dragonfly memcached")
_NEXT_LINE = re.compile(r"[\r\n][^\S\r\n]*(?P<first>[A-Za-z]+)(?=\s|$)")
_CACHE_WORDS = wordlist(
    """
    flush flushall flushdb shutdown swapdb evalsha eval slaveof replicaof hset hdel mset lpush rpush lpop rpop ltrim
    sadd srem spop zadd zrem xadd xdel xtrim del unlink getdel getset set setex incr decr expire persist rename move
    copy config script restore migrate debug acl module bgsave save bgrewriteaof failover cluster publish
    """
)
"""Words that begin a command of Redis that does more than look."""
_NO_SQL = _CACHE_WORDS - wordlist(
    "set move copy rename script restore migrate debug module save cluster flush persist"
)
"""Those of them that begin no line of other statements."""
_HELD = wordlist("value values content text data body message")
_MUTATION = re.compile(r"\b(?:mutation|subscription)\b[^{}]{0,500}\{", re.IGNORECASE)
_ASKED_OF_GRAPH = re.compile(r"\s*query\b[^{}\"']{0,500}\{", re.IGNORECASE)
_SQL = re.compile(
    r"\b(?:delete\s+from|drop\s+(?:table|database|schema|index|view|user|role|if|column)|update\s+\S+\s+set|insert\s+into"
    r"|truncate\s+\w|alter\s+(?:table|database|user|role)|merge\s+into|replace\s+into|create\s+(?:or|table|user|role)"
    r"|grant\s.{1,200}?\son|revoke\s.{1,200}?\son|select\s.{1,2000}?\sfrom|select\s+\w+\s*\()",
    re.IGNORECASE,
)
"""What no words that are looked for have."""
_ANOTHER_BEHIND = re.compile(
    r";\s*(?:drop\s+\w|delete\s+from|truncate\s+\w|update\s+\S+\s+set|insert\s+into|alter\s+\w|exec(?:ute)?\s+\w)",
    re.IGNORECASE,
)
"""What a careless server hands on to its database with the name or the condition that it is put in."""
_OPERATORS = re.compile(r"\$(?:out|merge|where|function|accumulator)(?![\w])")
"""Of MongoDB: they write, or run code."""
_LONGEST = 20_000
_MOST_SIGNS = 40_000
"""Of all statements of a call: some 8 µs each."""
_LEAST = 3
"""Words of a statement."""
_BREAKS = re.compile(r"[\s|&(;]+")
_NOT_UNDERSTOOD = unknown("the statement is not understood")


def judge_statements(call: ToolCall, deed: Deed) -> Iterator[ShellVerdict]:
    """Judge every statement that a call is given.

    Args:
        call: The call.
        deed: What the tool does, as its name says.
    """
    words = {*words_of(call.name), *words_of(call.server)}
    store = not words.isdisjoint(_STORES)
    left = _MOST_SIGNS
    for key in call.keys:
        if _OPERATORS.fullmatch(key):
            yield risky("writes to a store, or runs code in it")
    for key, value in call.values:
        if not isinstance(value, str) or not value.strip() or _is_only_searched(call, key):
            continue
        if deed is Deed.READS and _SEARCHING.isdisjoint(words_of(call.name)) and _ANOTHER_BEHIND.search(value):
            yield risky("holds a statement behind what it looks for")
        if _goes_on(call, key, value):
            yield risky("holds a second command, in a line of its own")
        if key_holds(key, STATEMENT_KEYS) or (store and deed is Deed.READS and _is_statement(value)):
            left -= len(value)
            if left < 0:
                yield TOO_MUCH
                return
            yield from _judged(call, key, value, deed)


def _goes_on(call: ToolCall, key: str, value: str) -> bool:
    """Tell whether another command begins in a line of its own, as Redis takes it."""
    cache = not _CACHES.isdisjoint({*words_of(call.name), *words_of(call.server)})
    if not (cache or key_holds(key, STATEMENT_KEYS)) or key_is(key, _HELD):
        return False
    known = _CACHE_WORDS if cache else _NO_SQL
    return any(found["first"].lower() in known for found in _NEXT_LINE.finditer(value))


def _is_only_searched(call: ToolCall, key: str) -> bool:
    return not key_is(key, _CERTAIN) and not _OF_TEXTS.isdisjoint(words_of(call.name))


def _is_statement(value: str) -> bool:
    """Tell whether a text is a statement, whatever its key says; one word is what is looked for."""
    spaced = _spaced(value)
    return _MUTATION.search(value) is not None or (len(spaced.split()) >= _LEAST and looks_like_sql(spaced))


def _spaced(value: str) -> str:
    return _BREAKS.sub(" ", without_comments(value)).strip()


def _judged(call: ToolCall, key: str, value: str, deed: Deed) -> Iterator[ShellVerdict]:
    """Judge a statement; what a reading tool only searches for is none, unless it begins like one."""
    if len(value) > _LONGEST:
        yield unknown("is given more than can be looked through")
        return
    if _MUTATION.search(value) or _OPERATORS.search(value):
        yield risky("changes something at a server, or runs code there")
    spaced = _spaced(value)
    certain = deed is Deed.RUNS or key_holds(key, _CERTAIN)
    store = not _STORES.isdisjoint({*words_of(call.name), *words_of(call.server)})
    if deed is Deed.READS and not certain and not store and not _is_surely_one(value):
        # What is listed or got by words is found by `update` and `delete` too.
        return
    if not (
        certain or looks_like_sql(spaced) or (_SEARCHING.isdisjoint(words_of(call.name)) and _changes(call, value))
    ):
        return
    if _only_asks_a_graph(value):
        yield read("only queries")
        return
    verdict = classify_sql(value)
    if not spaced:
        verdict = worst([verdict, _NOT_UNDERSTOOD])
    if verdict.kind is Shell.UNKNOWN and (deed is Deed.RUNS or not _STORES.isdisjoint(words_of(call.name))):
        verdict = verdict._replace(tier=max(verdict.tier, Tier.HIGH_RISK, key=lambda tier: tier.rank))
    yield verdict


def _changes(call: ToolCall, value: str) -> bool:
    """Tell whether words of it change something, in whichever language it is."""
    words = re.findall(r"[a-z]+", value.lower())
    if not _CHANGING_WORDS.isdisjoint((*words, *words_of(value))) or _GRAPH_OR_STORE.match(value):
        return True
    return _begins(value, store=not _STORES.isdisjoint(words_of(call.name)))


def _begins(value: str, *, store: bool) -> bool:
    """Tell whether a statement begins that does more than look; where no store is named its word is a shouted one."""
    firsts = [part.split(maxsplit=1)[0] for part in re.split(r"[;\r\n]", value) if part.strip()]
    return any(first.lower() in _BEGINNINGS and (store or first.isupper()) for first in firsts)


def _is_surely_one(value: str) -> bool:
    """Tell whether words that are looked for would never be like this."""
    return (
        _SQL.search(without_comments(value)) is not None
        or _GRAPH_OR_STORE.match(value) is not None
        or _begins(value, store=False)
    )


def _only_asks_a_graph(value: str) -> bool:
    """Tell whether a statement of Cypher or GraphQL only looks: no word of it does more, and it calls nothing."""
    if _ASKED_OF_GRAPH.match(value):
        return not set(re.findall(r"[a-z]+", value.lower())) & {"mutation", "subscription"}
    bare = _CYPHER.sub(_bare, value)
    words = set(re.findall(r"[a-z]+", bare.lower()))
    return (
        _GRAPH_OR_STORE.match(value) is not None
        and "return" in words
        and not words & _CHANGES_GRAPH
        and all(found["first"].lower() in _OF_VALUES for found in _CALLED.finditer(bare))
        # An escape may stand for any letter, and for the end of a text; a comment without an end hides what follows.
        and "\\u" not in value.lower()
        and value.count("/*") == value.count("*/")
    )


def _bare(found: re.Match[str]) -> str:
    return " " if found["comment"] is not None else "''" if found["text"] is not None else "x"
