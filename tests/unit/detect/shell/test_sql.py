from __future__ import annotations

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.sql import classify_sql, looks_like_sql


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * FROM a", Shell.READ),
        ("select 'drop table a' from b", Shell.READ),
        ("SHOW TABLES;", Shell.READ),
        ("SELECT 1; DROP TABLE a", Shell.DESTRUCTIVE),
        ("drop database a", Shell.DESTRUCTIVE),
        ("TRUNCATE TABLE a", Shell.DESTRUCTIVE),
        ("DELETE FROM a", Shell.DESTRUCTIVE),
        ("delete from a where id = 1", Shell.DESTRUCTIVE),
        ("UPDATE a SET b = 1", Shell.DESTRUCTIVE),
        ("UPDATE a SET b = 1 WHERE id = 1", Shell.RISKY),
        ("ALTER TABLE a DROP COLUMN b", Shell.DESTRUCTIVE),
        ("ALTER TABLE a ADD COLUMN b int", Shell.REVERSIBLE),
        ("GRANT ALL ON a TO b", Shell.RISKY),
        ("INSERT INTO a VALUES (1)", Shell.REVERSIBLE),
        ("SELECT a INTO b FROM c", Shell.REVERSIBLE),
        ("WITH x AS (SELECT 1) DELETE FROM a", Shell.DESTRUCTIVE),
        ("/* a */ -- b\nselect 1", Shell.READ),
        ("frobnicate", Shell.UNKNOWN),
        ("", Shell.READ),
        ("x" * 30_000, Shell.UNKNOWN),
    ],
)
def test_statements_are_judged_by_their_first_words(text: str, kind: Shell) -> None:
    assert classify_sql(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "SELECT '--'; DROP TABLE a",
        'SELECT "--"; DROP TABLE a',
        "SELECT `--`; DROP TABLE a",
        "SELECT '/*'; DROP TABLE a; SELECT '*/'",
        "SELECT '\\'; DROP TABLE a; --'",
        "SELECT 'a\\'', '; DROP TABLE a; -- '",
        "SELECT E'\\'--'; DROP TABLE a",
        "SELECT 1 # '\n; DROP TABLE a; # '",
        "SELECT 1 --1; DROP TABLE a",
        "SELECT $$'$$; DROP TABLE a; SELECT $$'$$",
        "SELECT $x$--$x$; DROP TABLE a",
        "SELECT [a'b]; DROP TABLE a; SELECT [c'd]",
        "SELECT 'a; DROP TABLE a",
        "SELECT 1 /*; DROP TABLE a",
    ],
)
def test_attack_a_text_or_a_comment_of_one_database_hides_nothing_from_another(text: str) -> None:
    assert classify_sql(text).kind is Shell.DESTRUCTIVE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/* /* */ ' */ ; DROP TABLE a; -- '", Shell.UNKNOWN),
        ("SELECT 1 DROP TABLE a", Shell.DESTRUCTIVE),
        ("SELECT a DELETE FROM b", Shell.DESTRUCTIVE),
        ("SELECT 1\nEXEC xp_cmdshell 'x'", Shell.RISKY),
        ("PRAGMA writable_schema = 1", Shell.RISKY),
        ("SELECT readfile('/etc/shadow')", Shell.RISKY),
        ("SELECT set_config('x', 'y', false)", Shell.RISKY),
        ("SELECT * FROM dblink('x', 'y')", Shell.RISKY),
        ("SELECT * FROM OPENROWSET('x')", Shell.RISKY),
    ],
)
def test_attack_what_follows_without_a_sign_or_stands_in_two_comments_is_no_query(text: str, kind: Shell) -> None:
    assert classify_sql(text).kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("EXPLAIN ANALYSE DELETE FROM a", Shell.DESTRUCTIVE),
        ("EXPLAIN (ANALYSE true, VERBOSE) UPDATE a SET b = 1", Shell.DESTRUCTIVE),
        ("EXPLAIN ANALYZE TRUNCATE a", Shell.DESTRUCTIVE),
        ("ANALYZE FORMAT=JSON DELETE FROM a", Shell.DESTRUCTIVE),
        ("DESC ANALYZE FORMAT=TREE DELETE FROM a", Shell.DESTRUCTIVE),
        ("EXPLAIN ANALYZE SELECT pg_terminate_backend(1)", Shell.RISKY),
        ("EXPLAIN ANALYZE EXECUTE a", Shell.RISKY),
        ("PRAGMA writable_schema(1)", Shell.RISKY),
        ("PRAGMA main.journal_mode(delete)", Shell.RISKY),
        ("/*!50000 DROP TABLE a */", Shell.DESTRUCTIVE),
        ("SELECT 1 /*M!100100 ; DROP TABLE a */", Shell.DESTRUCTIVE),
        ("COPY (SELECT 1) TO PROGRAM 'x'", Shell.RISKY),
        ("LOAD 'x.so'", Shell.RISKY),
        ("EXPLAIN DELETE FROM a", Shell.READ),
        ("EXPLAIN ANALYZE SELECT * FROM a", Shell.READ),
        ("DESCRIBE a", Shell.READ),
        ("VALUES (1, 2)", Shell.READ),
        ("PRAGMA main.table_info('a')", Shell.READ),
        ("PRAGMA optimize", Shell.REVERSIBLE),
        ("ANALYZE a", Shell.REVERSIBLE),
    ],
)
def test_attack_what_is_called_explaining_or_a_setting_and_does_more(text: str, kind: Shell) -> None:
    assert classify_sql(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 'it''s', \"a;b\", `c--d` FROM t WHERE a LIKE '%--%'",
        "SELECT 'it\\'s' FROM t",
        "SELECT 1 FROM t -- isn't it; really",
        "SELECT /* ; */ data #>> '{a,b}' FROM t;",
        "SELECT a[1], $1, ARRAY['x;y'] FROM t",
        "SELECT $$a b$$",
        "PRAGMA table_info(a)",
        "/* a */ SELECT 1; /* b */ SELECT 2",
        "SELECT deleted, from_id, drop_off FROM t FOR UPDATE",
    ],
)
def test_a_query_with_texts_and_comments_is_a_query(text: str) -> None:
    assert classify_sql(text).kind is Shell.READ


def test_attack_a_text_that_never_ends_is_looked_through_once() -> None:
    began = thread_time()  # not what others take of a busy machine
    classify_sql("select " + "'\\" * 9_900)
    assert thread_time() - began < 3


@pytest.mark.parametrize(
    "text",
    [
        "select 1 && rm -r x",
        "show tables || rm -r x",
        "show tables | sh",
        "select 1\nrm -r x",
        "select $(rm -r x)",
        "show tables & rm -r x",
        "select 1; rm -r x",
        "select 1 <(rm -r x)",
    ],
)
def test_attack_a_command_behind_a_statement_is_still_a_command(text: str) -> None:
    assert classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


def test_shell_commands_are_no_statements() -> None:
    assert not any(looks_like_sql(text) for text in ("ls", "update-grub", "drop x", "delete x", "selector"))


@given(st.text(max_size=200))
def test_any_statement_has_a_verdict(text: str) -> None:
    assert classify_sql(text).evidence


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("delete from a where id = 1", Tier.REVERSIBLE),
        ("delete from a where 1 = 1", Tier.IRREVERSIBLE),
        ("delete from a where true", Tier.IRREVERSIBLE),
        ("update a set b = 1 where c = 2", Tier.REVERSIBLE),
        ("update a set b = 1 where 'x' = 'x'", Tier.IRREVERSIBLE),
        ("with d as (delete from a returning *) select * from d", Tier.IRREVERSIBLE),
        ("explain analyze delete from a", Tier.IRREVERSIBLE),
        ("explain delete from a", Tier.READ),
        ("select pg_terminate_backend(1)", Tier.HIGH_RISK),
        ("select * from a into outfile '/x'", Tier.HIGH_RISK),
        ("grant select on a to b", Tier.REVERSIBLE),
        ("grant all on *.* to b", Tier.HIGH_RISK),
        ("grant a to b with admin option", Tier.HIGH_RISK),
        ("revoke all on a from b", Tier.HIGH_RISK),
        ("copy a to program 'sh'", Tier.HIGH_RISK),
        ("select 'a;b', \"c\" from d", Tier.READ),
        ("drop temporary table a", Tier.REVERSIBLE),
        ("\\! rm x", Tier.HIGH_RISK),
        (".shell rm x", Tier.HIGH_RISK),
        ("\\dt", Tier.READ),
        (".tables", Tier.READ),
        ("select " + "(" * 3_000, Tier.READ),
    ],
)
def test_statements_have_their_tiers(text: str, tier: Tier) -> None:
    assert classify_sql(text).tier is tier


def test_attack_a_semicolon_in_a_text_ends_nothing() -> None:
    assert classify_sql("select ';' from a; drop table b").tier is Tier.IRREVERSIBLE
    assert classify_sql("select '; drop table b' from a").tier is Tier.READ


@pytest.mark.parametrize(
    "text",
    [
        "\\! rm",
        "select 1 \\! rm",
        "select 1 \\g |sh",
        "select 1 \\g|sh",
        "select 1;\n\\o |sh",
        "\\w |sh",
        "select 1 \\gexec",
        "\\copy a to program 'sh'",
        "\\setenv PAGER sh",
        "\\set a `rm docs`",
        "select 1;\n.shell rm docs",
        "select 1;\n  .once |sh",
        ".log |sh",
        "select 1;\nsystem rm docs",
        "pager sh",
    ],
)
def test_attack_commands_of_the_client_run_nothing_unseen(text: str) -> None:
    assert classify_sql(text).kind is Shell.RISKY
    assert classify_sql(text).tier is Tier.HIGH_RISK


@pytest.mark.parametrize("text", ["\\dt", "\\d+ a", "select 1 \\gx", ".tables", ".mode csv", "select 'a|b'"])
def test_commands_of_the_client_that_look_are_let_through(text: str) -> None:
    assert classify_sql(text).kind is Shell.READ


@pytest.mark.parametrize(
    "text",
    [
        ".read a",
        "\\i a",
        ".output notes",
        ".once notes",
        ".backup notes",
        ".import '|x' t",
        "\\o notes",
        ".log notes",
    ],
)
def test_attack_a_client_that_runs_or_writes_a_file_is_asked(text: str) -> None:
    assert classify_sql(text).kind not in (Shell.READ, Shell.REVERSIBLE)


@pytest.mark.parametrize("text", [".tables", "\\dt", ".output stdout", ".import a.csv t", "\\x"])
def test_a_client_that_shows_is_not(text: str) -> None:
    assert classify_sql(text).kind in (Shell.READ, Shell.REVERSIBLE)
