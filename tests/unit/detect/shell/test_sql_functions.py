from __future__ import annotations

import pytest

from supervisor.core.facts import Shell
from supervisor.detect.shell.sql import classify_sql
from supervisor.detect.shell.sql_functions import called_to_do


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("SELECT lo_unlink(1)", "lo_unlink"),
        ('SELECT public . "lo_unlink"/**/(1)', "lo_unlink"),
        ("SELECT lo_put(1, 0, 'x')", "lo_put"),
        ("SELECT pg_drop_publication(1)", "pg_drop_publication"),
        ("SELECT pg_notify('a', 'b')", "pg_notify"),
        ("SELECT * FROM dblink_connect('x')", "dblink_connect"),
        ("SELECT utl_file.fremove('a', 'b') FROM dual", "utl_file"),
        ("SELECT dbms_scheduler.create_job('a') FROM dual", "dbms_scheduler"),
        ("SELECT cron.schedule('x', 'y', 'DELETE FROM a')", "schedule"),
        ("SELECT net.http_post('https://example.org')", "http_post"),
        ("SELECT delete_user(1)", "delete_user"),
        ("WITH a AS (SELECT 1) SELECT create_user(x) FROM a", "create_user"),
        ("VALUES (pg_terminate_backend(1))", "pg_terminate_backend"),
    ],
)
def test_attack_a_query_calls_what_does_more_than_look(text: str, called: str) -> None:
    assert called_to_do(text.replace("/**/", " ")) == called
    assert classify_sql(text).kind is Shell.RISKY


@pytest.mark.parametrize(
    "text",
    [
        "SELECT count(*), lower(a), st_area(b), my_function(c) FROM d",
        "SELECT regexp_replace(a, b, c), json_remove(a, '$.b'), array_remove(a, b), jsonb_set(a, b, c) FROM d",
        "SELECT max(update_time) FROM a WHERE update_time IN (1) AND b LIKE 'send(%'",
        "SELECT has_table_privilege('a', 'update'), current_setting('x')",
        "WITH create_log (a) AS (SELECT 1) SELECT a FROM create_log",
    ],
)
def test_a_function_that_makes_a_value_of_others_is_no_alarm(text: str) -> None:
    assert called_to_do(text) is None
    assert classify_sql(text).kind is Shell.READ
