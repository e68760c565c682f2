from __future__ import annotations

from time import thread_time

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell.sql import classify_sql
from supervisor.detect.shell.sql_following import following


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT 1 DELETE users", Shell.DESTRUCTIVE),
        ("SELECT 1 UPDATE users SET a = 1", Shell.DESTRUCTIVE),
        ("SELECT 1 TRUNCATE TABLE users", Shell.DESTRUCTIVE),
        ("SELECT/**/1/**/DELETE/**/FROM/**/users", Shell.DESTRUCTIVE),
        ("SELECT 'a\\' DELETE FROM users WHERE 'b'='b'", Shell.DESTRUCTIVE),
        ("(SELECT 1) DROP TABLE users", Shell.DESTRUCTIVE),
        ("VALUES (1) DROP TABLE users", Shell.DESTRUCTIVE),
        ("USE master DROP DATABASE users", Shell.DESTRUCTIVE),
        ("SHOW TABLES DELETE FROM users", Shell.DESTRUCTIVE),
        ("BEGIN DELETE FROM users END", Shell.DESTRUCTIVE),
        ("IF 1 = 1 DROP TABLE users", Shell.DESTRUCTIVE),
        ("DECLARE @a int DELETE FROM users", Shell.DESTRUCTIVE),
        ("UPDATE a SET b = 1 WHERE c = 1 DROP TABLE d", Shell.DESTRUCTIVE),
        ("WITH a AS (SELECT 1) SELECT * FROM a DROP TABLE users", Shell.DESTRUCTIVE),
        ("SELECT 1 EXEC ('drop table a')", Shell.RISKY),
        ("SELECT 1 EXEC sp_configure", Shell.RISKY),
        ("SELECT 1 INSERT users VALUES (1)", Shell.RISKY),
        ("SELECT 1 GRANT ALL TO ann", Shell.RISKY),
        ("SELECT 1 CREATE LOGIN ann", Shell.RISKY),
        ("SELECT 1 BACKUP DATABASE a TO DISK='b'", Shell.RISKY),
        ("SELECT 1 KILL 5", Shell.RISKY),
        ("SELECT 1 SHUTDOWN", Shell.RISKY),
    ],
)
def test_attack_a_statement_behind_another_without_a_sign_between_them(text: str, kind: Shell) -> None:
    assert classify_sql(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM a FOR UPDATE",
        "SELECT * FROM a FOR NO KEY UPDATE OF b SKIP LOCKED",
        "SELECT a.delete, update FROM a WHERE update > 1 AND drop IS NULL ORDER BY insert",
        "SELECT id drop FROM a",
        "SELECT grant, kill, execute FROM a CROSS JOIN (SELECT 1 AS delete) d",
        "SELECT * FROM a WHERE b IN ('; delete from x') AND c = \"drop table\"",
        "SELECT TOP 5 * FROM [drop table] WITH (NOLOCK)",
        "SHOW CREATE TABLE a",
        "SELECT truncate(a, 2), insert('a', 1, 1, 'b'), replace(a, 'x', 'y') FROM b",
    ],
)
def test_a_word_that_is_a_name_begins_no_statement(text: str) -> None:
    assert following(text) is None
    assert classify_sql(text).kind is Shell.READ


def test_where_it_begins() -> None:
    assert following("SELECT 1 DELETE FROM a") == len("SELECT 1 ")
    assert following("DELETE FROM a") is None
    assert following("") is None


def test_attack_a_long_statement_is_looked_through_once() -> None:
    for text in ("select " + "update " * 2_500, "select " + "(" * 19_000, "select '" + "''" * 9_000):
        began = thread_time()  # not what others take of a busy machine
        following(text)
        assert thread_time() - began < 2
