"""Walks a long record in parts, one a processor, each in a process of its own.

Each part begins with the hash that the row before it is known to have, and has to end with the one that the next part
begins with: so parts that are all good are one good chain. Whatever else comes of a part, the record is walked from
the start by itself, and that walk names the row.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from supervisor.audit.chain import Walk, walk
from supervisor.audit.storage import UnreadableError, reading

WORTH_ROWS = 200_000
"""Fewer are walked sooner than another process has begun."""
MOST_PARTS = 8
_MAPPED_BYTES = 1 << 40
"""Pages of so much of the record are looked at where they lie; SQLite takes as much of it as it can."""
_LAST = "SELECT coalesce(max(seq), 0) FROM record NOT INDEXED"
_HASH = "SELECT hash FROM record NOT INDEXED WHERE seq = ?"


def walk_in_parts(
    path: Path, connection: sqlite3.Connection, *, anchor: tuple[int, bytes] | None, parts: int | None = None
) -> Walk:
    """Walk all rows; see `chain.walk`.

    Args:
        path: The database, for the other processes.
        connection: The same, open.
        anchor: A row and the hash it is known to have; None when none is known.
        parts: How many; None for one a processor.
    """
    count = parts or min(MOST_PARTS, len(os.sched_getaffinity(0)))
    with suppress(sqlite3.Error, OSError):
        last = connection.execute(_LAST).fetchone()[0]
        if last >= WORTH_ROWS and count > 1 and (digest := _parted(path, connection, last, count)):
            return walk(connection, after=last, after_hash=digest)
    return walk(connection, anchor=anchor)


def _parted(path: Path, connection: sqlite3.Connection, last: int, count: int) -> bytes:
    """Give the hash of the last row when all parts are good to their ends; empty when they are not.

    Raises:
        sqlite3.Error: the record cannot be read.
        OSError: no process can be begun.
    """
    ends = [last * part // count for part in range(1, count + 1)]
    hashes = [_hash(connection, end) for end in ends]
    others: list[subprocess.Popen[bytes]] = []
    try:
        # One at a time goes in: when the next cannot be begun, those before it are ended all the same.
        others.extend(_begin(path, ends[k - 1], hashes[k - 1], ends[k]) for k in range(1, count))
        first = walk(connection, until=ends[0])
        told = [_told(other) for other in others]
    finally:
        for other in others:
            if other.returncode is None:
                other.kill()
                other.communicate()
    wanted = [(end, digest.hex()) for end, digest in zip(ends[1:], hashes[1:], strict=True)]
    good = first.bad_seq is None and (first.last_seq, first.last_hash) == (ends[0], hashes[0]) and told == wanted
    return hashes[-1] if good else b""


def _hash(connection: sqlite3.Connection, seq: int) -> bytes:
    row = connection.execute(_HASH, (seq,)).fetchone()
    return row[0] if row is not None and isinstance(row[0], bytes) else b""


def _begin(path: Path, after: int, after_hash: bytes, until: int) -> subprocess.Popen[bytes]:
    # Isolated, as all of our processes: a module of that name in the folder where somebody stands is not ours.
    home = str(Path(__file__).resolve().parents[2])
    program = f"import sys; sys.path.insert(0, {home!r}); from {__name__} import main; main()"
    given = json.dumps([str(path.absolute()), after, after_hash.hex(), until])
    null = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-I", "-c", program, given], stdin=null, stdout=subprocess.PIPE, stderr=null
    )


def _told(process: subprocess.Popen[bytes]) -> object:
    out, _ = process.communicate()
    try:
        seq, digest = json.loads(out)
    except (ValueError, TypeError):
        return None
    return (seq, digest)


def main() -> None:
    """Walk one part and print where it ended; nothing when it is not good to its end."""
    path, after, after_hash, until = json.loads(sys.argv[1])
    with suppress(UnreadableError), reading(Path(path)) as connection:
        # Where the file is cut meanwhile, this process ends by it, and the other walks all rows by itself.
        connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        found = walk(connection, after=after, after_hash=bytes.fromhex(after_hash), until=until)
        if found.bad_seq is None:
            sys.stdout.write(json.dumps([found.last_seq, found.last_hash.hex()]))
