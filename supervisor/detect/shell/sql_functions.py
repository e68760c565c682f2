"""Functions that a query may call and that do more than look: they stop, delete, send, write or run."""

from __future__ import annotations

import re

from supervisor.detect.wordlist import wordlist

_CALLED = re.compile(r"(?:\b(?P<package>\w+)[\"\]`]?\s*\.\s*)?[\"\[`]?\b(?P<name>\w+)[\"\]`]?\s*\(")
_TEXT = re.compile(r"'(?:[^'\\]|\\.?|'')*+'", re.DOTALL)
_RUNS = wordlist(
    """
    pg_terminate_backend pg_cancel_backend lo_unlink lo_export lo_import lo_put lo_create lo_creat lo_truncate
    lo_from_bytea lowrite xp_cmdshell load_extension dblink_exec sys_exec sys_eval pg_drop_replication_slot
    pg_read_file pg_write_file pg_reload_conf pg_rotate_logfile setval pg_promote pg_switch_wal set_config readfile
    pg_ls_dir pg_read_binary_file openrowset opendatasource openquery dblink fts3_tokenizer load_file query_to_xml
    writefile edit pg_file_unlink ts_stat executable http
    """
)
"""By their names."""
_PACKAGES = wordlist(
    """
    utl_file utl_http utl_tcp utl_smtp utl_mail utl_inaddr dbms_scheduler dbms_job dbms_pipe dbms_java dbms_sql
    dbms_ldap dbms_advisor dbms_xslprocessor dbms_lock
    """
)
"""Of Oracle, with all that is in them."""
_PREFIXES = ("dblink", "xp_", "pg_ls_", "pg_file_", "pg_replication_", "sys_ex", "sys_set", "lib_mysqludf")
_VERBS = wordlist(
    """
    delete drop remove purge truncate kill terminate cancel exec execute eval cmdshell system shell unlink write send
    post patch schedule unschedule grant revoke reset restore reload rotate promote notify emit advance pause resume
    install uninstall upload export import create alter insert update upsert destroy wipe erase publish pay shutdown
    restart enqueue dequeue
    """
)
"""Words of a name that say that it does more, wherever they stand."""
_FIRST_VERBS = wordlist("run load set put call invoke trigger")
"""And those that say so where they come first."""
_OF_VALUES = wordlist(
    """
    json jsonb array list map st string hstore xml object regexp regex text bit bits range obj struct dict str row
    bitmap date time timestamp interval uuid geography geometry path url uri hll sketch has make to truncate insert
    """
)
"""Words that begin the name of a function that only makes one value of others: `json_remove`, `insert` of MySQL."""
_PURE = wordlist("delete set_bit set_byte set_masklen last_insert_id")
"""Functions that are called like what they do to a value that they are given; `delete` is one of hstore."""
_TABLES = wordlist("into update table exists with recursive as")
"""Words before a table, whose columns stand in brackets behind it."""


def called_to_do(text: str) -> str | None:
    """Give a function that a statement calls and that does more than look; None where it calls none.

    Args:
        text: The statement, with or without comments.
    """
    text = text.lower()
    for found in _CALLED.finditer(text):
        if found["package"] in _PACKAGES:
            return found["package"]
        if found["name"] in _RUNS or found["name"].startswith(_PREFIXES):
            return found["name"]
    for found in _CALLED.finditer(_TEXT.sub("''", text)):
        words = found["name"].split("_")
        if found["name"] in _PURE or words[0] in _OF_VALUES:
            continue
        before = found.string[max(0, found.start() - 10) : found.start()].split()
        if before and before[-1] in _TABLES:
            continue
        if not _VERBS.isdisjoint(words) or (words[0] in _FIRST_VERBS and len(words) > 1):
            return found["name"]
    return None
