"""Tools to make records, change them behind their writer's back, and act as an ordinary user."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.audit.journal import Journal
from supervisor.audit.signing import Signer
from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.assessment import Decision, Verdict
from supervisor.core.record import Event, chain_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPOSITORY = Path(__file__).parents[3]
ORDINARY_USER = 65534
Row = tuple[int, str, bytes, bytes]


def clock(start_ns: int = 1_700_000_000_000_000_000, step_ns: int = 1_000_000) -> Callable[[], int]:
    """A clock that moves by `step_ns` whenever it is read."""
    times: Iterator[int] = iter(range(start_ns, start_ns + step_ns * 10**9, step_ns))
    return lambda: next(times)


def begin(folder: Path) -> Journal:
    """Open the record in `folder`."""
    return Journal.open(folder / "record.sqlite3", Signer.load_or_create(folder / "signing.key"), clock())


def fill(journal: Journal, count: int) -> None:
    """Append and commit `count` rows."""
    for n in range(count):
        action = Action(f"a-{n}", "bot", ActionKind.CLICK, Point(n, n), button=1)
        journal.append(Event.DECIDED, "bot", action=action, decision=Decision(Verdict.ALLOW, "default", "harmless"))
    journal.commit()


def closed_record(folder: Path, rows: int) -> Path:
    """Make a record that holds `rows` rows, the first included, and was closed in good order."""
    journal = begin(folder)
    fill(journal, rows - 1)
    journal.close()
    return journal.path


def read_rows(path: Path) -> list[Row]:
    """Read all rows as they are."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT seq, body, prev_hash, hash FROM record ORDER BY seq").fetchall()


def rewrite(path: Path, rows: list[Row]) -> None:
    """Put `rows` in place of all rows, as someone with a database tool would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM record")
        connection.executemany("INSERT INTO record (seq, body, prev_hash, hash) VALUES (?, ?, ?, ?)", rows)
        for _, sql in triggers:
            connection.execute(sql)


def relinked(row: Row, *, body: str | None = None, prev_hash: bytes | None = None, seq: int | None = None) -> Row:
    """Change a row so that its own hash fits again."""
    new_body = row[1] if body is None else body
    new_prev = row[2] if prev_hash is None else prev_hash
    return (row[0] if seq is None else seq, new_body, new_prev, chain_hash(new_prev, new_body.encode()))


def run_as_ordinary_user(folder: Path, code: str) -> str:
    """Run `code` in another Python, not as root, with `folder` as `folder`; give what it printed."""
    head = f"""
import os, sys
from pathlib import Path
from supervisor.audit.export import export_jsonl
from supervisor.audit.journal import Journal
from supervisor.audit.reader import records
from supervisor.audit.signing import Signer
from supervisor.audit.storage import JournalError, RecordError
from supervisor.audit.verification import verify
from supervisor.core.record import Event
import cryptography.hazmat.primitives.serialization.ssh, encodings.idna
folder = Path({str(folder)!r})
if os.getuid() == 0:
    os.setgroups([])
    os.setgid({ORDINARY_USER})
    os.setuid({ORDINARY_USER})
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", head + code],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def give_to_ordinary_user(folder: Path) -> None:
    """Make `folder` and all in it the ordinary user's, when that is not who runs the tests."""
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, ORDINARY_USER, ORDINARY_USER)
