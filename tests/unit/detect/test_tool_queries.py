from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.tool_call import ToolCall
from supervisor.detect.tool_calls import judge_call
from supervisor.detect.tool_names import Deed
from supervisor.detect.tool_queries import judge_statements

READ, REVERSIBLE, HIGH_RISK, IRREVERSIBLE = Tier


def judged(name: str, arguments: dict[str, Any]) -> Tier:
    return judge_call(ToolCall.of("srv", name, arguments)).tier


@pytest.mark.parametrize(
    ("name", "arguments", "tier"),
    [
        ("query", {"query": "mutation { pay(amount: 5) { id } }"}, HIGH_RISK),
        ("query", {"query": "# a\nquery A { a } mutation B { pay }"}, HIGH_RISK),
        ("get_graphql", {"document": "mutation M($x: ID!) { star(id: $x) { id } }"}, HIGH_RISK),
        ("run_query", {"query": "query A { a } subscription B { b }"}, HIGH_RISK),
        ("query", {"pipeline": [{"$match": {}}, {"$out": "users"}]}, HIGH_RISK),
        ("find", {"filter": {"$where": "sleep(1)"}}, HIGH_RISK),
        ("query", {"query": '[{"$merge": "users"}]'}, HIGH_RISK),
        ("query", {"query": "db['users'].renameCollection('x')"}, HIGH_RISK),
        ("query", {"query": "FLUSHALL"}, HIGH_RISK),
        ("query", {"query": "del a"}, HIGH_RISK),
        ("get_x", {"query": "CONFIG SET dir /tmp"}, REVERSIBLE),
        ("query", {"query": "SHUTDOWN"}, HIGH_RISK),
        ("query", {"query": "COPY t FROM PROGRAM 'x'"}, HIGH_RISK),
        ("query", {"query": "CLEAR GRAPH <x>"}, HIGH_RISK),
        ("query", {"query": "PROFILE MATCH (n) SET n.x = 1"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n) REMOVE n.x RETURN n"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n) RETURN apoc.run(n)"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n) RETURN `apoc`.`run`(n)"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n) RETURN apoc.`do`. x /* a */ (n)"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n) SE\\u0054 n.x = 1 RETURN n"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n) WHERE n.a = '\\u0027 DETACH DELETE n //' RETURN n"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n) // it's\nDETACH DELETE n //'\nRETURN 1"}, HIGH_RISK),
        ("run_cypher", {"query": "MATCH (n:`return`) DETACH DELETE n"}, HIGH_RISK),
        ("query", {"query": "GET a\nFLUSHALL"}, HIGH_RISK),
        ("query", {"query": "GET a\r\nDEL b"}, HIGH_RISK),
        ("query", {"query": "GET a\nSET b 1"}, HIGH_RISK),
        ("run_query", {"query": "SELECT 1\n flushdb"}, HIGH_RISK),
        ("redis_get", {"key": "a\r\nDEL b"}, HIGH_RISK),
        ("query", {"sql": {"text": "DROP TABLE users"}}, IRREVERSIBLE),
        ("query", {"queries": ["select 1", "drop table x"]}, IRREVERSIBLE),
        ("query", {"q": "DROP TABLE x"}, IRREVERSIBLE),
        ("query", {"sql": "SELECT 1 DELETE users"}, IRREVERSIBLE),
        ("query", {"sql": "EXPLAIN ANALYSE DELETE FROM x"}, IRREVERSIBLE),
        ("query", {"sql": "VALUES (lo_unlink(1))"}, HIGH_RISK),
        ("query", {"sql": "PRAGMA writable_schema(1)"}, HIGH_RISK),
        ("query", {"": "DROP\nTABLE x"}, IRREVERSIBLE),
        ("query", {"stmt": "KILL 5"}, HIGH_RISK),
        ("query", {"sql_query": "KILL 5"}, HIGH_RISK),
        ("query", {"SQL": "\u200bdrop table x"}, IRREVERSIBLE),
        ("query", {"query": "; DROP\u00a0TABLE x"}, IRREVERSIBLE),
        ("list_rows", {"query": "update a set b = 1"}, IRREVERSIBLE),
        ("list_rows", {"query": "select pg_terminate_backend (1)"}, HIGH_RISK),
        ("get_x", {"query": "db.users.drop()"}, REVERSIBLE),
        ("list_rows", {"where": "1 = 1; DROP TABLE x"}, HIGH_RISK),
        ("read_table", {"table": "users;delete\nfrom users"}, HIGH_RISK),
        ("query_docs", {"sql": "DROP TABLE x"}, IRREVERSIBLE),
        ("query", {"query": "a " * 10_001}, HIGH_RISK),
    ],
)
def test_attack_statements_of_other_languages_and_under_other_keys(
    name: str, arguments: dict[str, Any], tier: Tier
) -> None:
    assert judged(name, arguments) is tier


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("query", {"query": "query { viewer { login } }"}),
        ("run_query", {"query": "query A($x: ID!) { node(id: $x) { id } }"}),
        ("run_cypher", {"query": "MATCH (n)-[r]->(m) WHERE n.a = 1 RETURN n LIMIT 5"}),
        ("run_cypher", {"query": "MATCH (n:`a b`) WHERE n.`delete` = 'drop it' RETURN n // all"}),
        ("run_cypher", {"query": "MATCH (n) WHERE n.u = 'http://x.org' RETURN point.distance(n.a, n.b)"}),
        ("query", {"query": "query {\n  set {\n a } }"}),
        ("query", {"sql": "SELECT *\nFROM t\nWHERE a = 1\n  AND b = 2"}),
        ("query", {"query": "SELECT updated_at, deleted FROM t WHERE deleted = false"}),
        ("query", {"sql": "SELECT * FROM t -- not dropped"}),
        ("execute_sql", {"sql": "SELECT 1", "project_id": "abc-1", "schema": "public"}),
        ("query_database", {"filter": {"property": "Status", "select": {"equals": "Update"}}}),
        ("query_docs", {"query": "How do I update state?"}),
        ("get_library_docs", {"query": "delete a row"}),
        ("search_code", {"query": "DROP TABLE repo:x"}),
        ("query_logs", {"query": "level:error AND message:delete"}),
        ("query_prometheus", {"query": "rate(http_requests_total[5m])"}),
        ("query", {"query": "status:open author:ann"}),
        ("list_emails", {"query": "subject:update"}),
        ("get_issues", {"query": "Update the docs; delete the rest"}),
        ("list_files", {"query": "name contains 'create'"}),
        ("find", {"filter": {"age": {"$gt": 5}}}),
        ("search_issues", {"jql": "text ~ 'delete'"}),
    ],
)
def test_what_only_asks_is_no_alarm(name: str, arguments: dict[str, Any]) -> None:
    assert judged(name, arguments) is READ


def test_every_statement_of_a_call_is_judged() -> None:
    call = ToolCall.of("db", "query", {"sql": ["select 1", "drop table x"], "x": ""})
    assert [verdict.tier for verdict in judge_statements(call, Deed.READS)] == [READ, IRREVERSIBLE]


def test_attack_more_statements_than_can_be_looked_through_count_as_the_worst() -> None:
    """Each is looked at whole: ten long ones kept the gate for more than a second."""
    padding = " ".join(["select a from b where", *["a = 1 or"] * 2_000, "a = 2"])
    statements = [f"{padding}{number}" for number in range(10)]
    assert judged("query", {"sql": [*statements, "drop table users"]}) is IRREVERSIBLE
    assert judged("query", {"sql": statements}) is IRREVERSIBLE
    assert judged("query", {"sql": statements[:2]}) is READ
