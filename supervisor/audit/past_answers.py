"""Reads what was decided and answered before, off the end of a record that is proven to be as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.audit.chain import walk
from supervisor.audit.reader import record_of, tells
from supervisor.audit.signing import HeadError, head_content, parse_head
from supervisor.audit.storage import UnreadableError, is_guarded, reading
from supervisor.audit.verification import genesis, judge_head
from supervisor.core.record import FIRST_PREV_HASH, Event

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.core.record import Record

LAST_ROWS = 20_000
"""Rows that are walked, from the end."""
MOST = 500
"""Answers that are read; the newest."""
_ROWS = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq > ? AND seq <= ? ORDER BY seq"
_HASH = "SELECT hash FROM record NOT INDEXED WHERE seq = ?"
_ANSWERED = b'"event":"%s"' % Event.ANSWERED.encode()
_began = tells(Event.SUPERVISOR_STARTED, Event.AGENT_STARTED)
_UNPROVEN = b'"problem":"record-opened"'
_ASKED = (b'"event":"%s"' % Event.DECIDED.encode(), b'"verdict":"ask"')


def past_answers(path: Path, public_key: bytes) -> list[Record]:
    """Give the rows that say what was asked and how it was answered, in order.

    A row says by its hash what all before it were, and the last one that counts is signed: so the end of a long
    record is proven without walking all of it. What follows the signed row is not proven, and is not taken.

    Args:
        path: The database.
        public_key: The key that it must be signed with.

    Returns:
        Nothing at all of a record that does not verify.
    """
    try:
        content = head_content(path)
        head = parse_head(content, public_key) if content is not None else None
        if head is None:
            return []
        with reading(path) as connection:
            first = genesis(connection)
            if first is None or first.public_key != public_key or not is_guarded(connection):
                return []
            after = max(0, head.seq - LAST_ROWS)
            before = connection.execute(_HASH, (after,)).fetchone() if after else (FIRST_PREV_HASH,)
            if before is None:
                return []
            walked = walk(connection, after=after, after_hash=bytes(before[0]))
            if walked.bad_seq is not None or not judge_head(connection, walked, head, first).ok:
                return []
            rows = [row for row in connection.execute(_ROWS, (after, head.seq)) if _told(row[1])]
    except (HeadError, UnreadableError):
        return []
    # A record that was opened with no head is signed from then on, whatever stood in it.
    unproven = [place for place, row in enumerate(rows) if _UNPROVEN in row[1]]
    rows = rows[unproven[-1] + 1 :] if unproven else rows
    answered = [place for place, row in enumerate(rows) if _ANSWERED in row[1]]
    # What the oldest of them answer stands before them: rows that answer nothing any more are harmless.
    return [record_of(*row) for row in rows[answered[-MOST] if len(answered) > MOST else 0 :]]


def _told(body: bytes) -> bool:
    return _ANSWERED in body or _UNPROVEN in body or _began(body) or all(part in body for part in _ASKED)
