"""The record's one writer: everything is written here before it happens.

How it is used: `append` what is about to happen, `commit` before the first byte goes out. After a failed commit
nothing since the last good one is recorded, and the caller must refuse (fallback `record-failed`).

What a commit promises: plain, the rows survive the death of any process; durable, also of the machine. Plain ones
become durable within a second, as long as `tick` is called every 100 ms.

# INVARIANT: a signed head claims no row that is not yet on the disk.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from time import time_ns
from typing import TYPE_CHECKING, Any

from supervisor.audit.disk import flush_file, fold_log, identity
from supervisor.audit.flusher import Flusher
from supervisor.audit.opening import INSERT, open_record
from supervisor.audit.secrecy import Secrecy
from supervisor.audit.signing import Head, write_head
from supervisor.audit.storage import JournalError, explain
from supervisor.core.record import Event, chain_hash, compose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from supervisor.audit.opening import Opened
    from supervisor.audit.signing import Signer
    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.context import Context
    from supervisor.core.record_fields import Approval

_REST_S = 0.4
"""From the first tick that sees an unsafe row to its flush; with 100 ms ticks and the disk's time, under 1 s."""
_STUCK_S = 10.0
"""A flush that takes longer means that the disk is gone."""
_SIGN_WAIT_S = 2.0
"""Longest wait for the thread before a head is left unsigned."""
_CHECKPOINT_COMMITS = 1000
"""Commits after which the write-ahead log (4 to 8 kB each) is folded into the database."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in the chain."""

    seq: int
    hash: bytes


class Journal:
    """The open record; one thread uses it.

    Attributes:
        path: The database.
        warning: What is wrong with the signed head, in one sentence; None when all is well.
    """

    def __init__(self, path: Path, signer: Signer, clock: Callable[[], int], opened: Opened) -> None:
        self.path = path
        self.warning: str | None = None
        self._signer = signer
        self._clock = clock
        self._opened = opened
        self._connection = opened.connection
        self._wal = path.with_name(path.name + "-wal")
        self._flusher = Flusher()
        self._secrecy = Secrecy()
        self._rows: list[tuple[int, str, bytes, bytes]] = []
        self._tail = self._committed = self._safe = self._signed = _Mark(opened.seq, opened.hash)
        self._files = identity(path, self._wal)
        self._closed = False
        self._failure: str | None = None
        self._repairing = False
        self._lost = 0
        self._void_from = 0
        self._doubtful: set[bytes] = set()
        self._unsafe_since_s: float | None = None
        self._flush_began_s = 0.0
        self._flushing: _Mark | None = None
        self._stuck = False
        self._flush_error: Exception | None = None
        self._commits = 0
        self._checkpointed = 0

    @classmethod
    def open(cls, path: Path, signer: Signer, clock: Callable[[], int] = time_ns) -> Journal:
        """Become the one writer of the record at `path`; begins it when it does not exist.

        Args:
            path: The database; one file a display.
            signer: The key that signs how far the record went.
            clock: Gives CLOCK_REALTIME in ns.

        Raises:
            JournalError: it cannot be written, another process writes it, or it is not as its writer left it.
        """
        opened = open_record(path, signer, clock())
        try:
            journal = cls(path, signer, clock, opened)
            journal._sync()
            flush_file(path.parent)
            journal._sign_now(closed=False)
            if opened.problem:
                journal.append(Event.PROBLEM, outcome={"problem": "record-opened", "why": opened.problem})
                journal.commit(durable=True)
        except (OSError, sqlite3.Error, JournalError) as error:
            opened.connection.close()
            os.close(opened.lock_fd)
            if isinstance(error, JournalError):
                raise
            raise JournalError(explain(path, error)) from error
        return journal

    @property
    def public_key(self) -> bytes:
        """The key that its heads are signed with."""
        return self._signer.public_key

    @property
    def last_seq(self) -> int:
        """The last row that is committed."""
        return self._committed.seq

    def append(
        self,
        event: Event,
        agent: str | None = None,
        *,
        action: Action | None = None,
        context: Context | None = None,
        assessment: Assessment | None = None,
        decision: Decision | None = None,
        approval: Approval | None = None,
        outcome: Mapping[str, Any] | str | None = None,
        masked: bool = False,
    ) -> int:
        """Add a row to the next commit; see `core.record.compose` for the arguments.

        Rows about an action whose field was seen to be a password field are masked without being told.

        Returns:
            Its `seq`, which holds once `commit` returned.

        Raises:
            JournalError: an earlier failure lasts.
        """
        if self._failure is not None:
            self._recover()
        if event is Event.AGENT_STARTED:
            self._secrecy.began(agent)
        return self._add(
            event,
            agent,
            action=action,
            context=context,
            assessment=assessment,
            decision=decision,
            approval=approval,
            outcome=outcome,
            masked=self._secrecy.covers(agent, action, context, masked=masked),
        )

    def commit(self, *, durable: bool = False) -> None:
        """Write all appended rows.

        Args:
            durable: Also wait until these and all rows before are on the disk.

        Raises:
            JournalError: nothing since the last good commit is recorded. Later commits try again.
        """
        before = self._committed
        try:
            if self._failure is not None:
                self._recover()
            self._heed_thread()
            if self._rows:
                self._insert()
            if self._repairing or (durable and self._safe != self._committed):
                self._sync()
        except (sqlite3.Error, OSError, JournalError) as error:
            if self._committed != before:
                self._void_from = self._void_from or before.seq + 1
            raise self._fail(error) from error
        if self._repairing:
            self._repairing, self._lost, self._void_from = False, 0, 0

    def seal(self) -> None:
        """Commit durably and sign how far the record went; for a stop.

        Raises:
            JournalError: as `commit`.
        """
        self.commit(durable=True)
        self._sign_now(closed=False)

    def tick(self, now_s: float) -> None:
        """Let the thread make rows safe, sign and tidy up; call it at least every 100 ms.

        Args:
            now_s: A monotonic clock, s.
        """
        if not self._flusher.idle:
            self._stuck = now_s - self._flush_began_s > _STUCK_S
            return
        self._stuck = False
        self._adopt_flush()
        if self._committed == self._signed:
            self._unsafe_since_s = None
        elif self._unsafe_since_s is None:
            self._unsafe_since_s = now_s
        elif now_s - self._unsafe_since_s >= _REST_S:
            self._unsafe_since_s = None
            self._flush_began_s = now_s
            self._flushing = self._committed
            checkpoint = self._commits - self._checkpointed >= _CHECKPOINT_COMMITS
            self._flusher.start(partial(self._flush, self._committed, self._clock(), checkpoint))

    def close(self) -> None:
        """Commit what is left, sign the record as closed and give it up; a second call does nothing.

        Raises:
            JournalError: the last rows could not be written; the record is closed all the same.
        """
        if self._closed:
            return
        self._closed = True
        try:
            self.commit(durable=True)
            self._sign_now(closed=True)
        finally:
            self._flusher.stop(1.0)
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with suppress(sqlite3.Error):
                self._connection.close()
            os.close(self._opened.lock_fd)

    def _add(self, event: Event, agent: str | None = None, **parts: Any) -> int:
        tail = self._tail
        seq = tail.seq + 1
        body = compose(seq, self._clock(), event, agent, **parts)
        digest = chain_hash(tail.hash, body)
        self._rows.append((seq, body.decode(), tail.hash, digest))
        self._tail = _Mark(seq, digest)
        return seq

    def _insert(self) -> None:
        if identity(self.path, self._wal) != self._files:
            raise JournalError(
                f"the record `{self.path}` was removed or replaced while in use: put it back, or start again"
            )
        if len(self._rows) == 1:
            self._connection.execute(INSERT, self._rows[0])
        else:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(INSERT, self._rows)
            self._connection.execute("COMMIT")
        self._rows.clear()
        self._committed = self._tail
        self._commits += 1

    def _sync(self) -> None:
        flush_file(self._wal)
        self._safe = self._committed

    def _fail(self, error: Exception) -> JournalError:
        """Forget what was appended, and stay failed until a commit works again."""
        self._failure = str(error) if isinstance(error, JournalError) else explain(self.path, error)
        self._lost += max(0, len(self._rows) - int(self._repairing))
        self._repairing = False
        self._doubtful.update(row[3] for row in self._rows)
        self._rows.clear()
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        return JournalError(self._failure)

    def _recover(self) -> None:
        """Go on behind what the file really holds, with a row that says what is lacking."""
        try:
            row = self._connection.execute("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise self._fail(error) from error
        found = _Mark(row[0], row[1])
        if found != self._committed and found.hash not in self._doubtful:
            raise self._fail(
                JournalError(f"another program wrote to the record `{self.path}`: verify it and start again")
            )
        if found != self._committed:
            self._void_from = self._void_from or self._committed.seq + 1
        self._committed = self._tail = found
        self._doubtful.clear()
        lost: dict[str, Any] = {"problem": "record-failed", "why": self._failure, "rows_lost": self._lost}
        if self._void_from:
            # Their commit was reported as failed, so what they announce was refused.
            lost["rows_void"] = [self._void_from, found.seq]
        self._failure = None
        self._repairing = True
        self._add(Event.PROBLEM, outcome=lost)

    def _flush(self, mark: _Mark, time_ns: int, checkpoint: bool) -> None:
        """Make `mark` safe, sign it and fold the log; runs in the thread while the loop leaves these alone."""
        flush_file(self._wal)
        self._sign(mark, time_ns, closed=False)
        if checkpoint:
            commits = self._commits
            try:
                if fold_log(self.path):
                    self._checkpointed = commits
            except sqlite3.Error as error:
                # The log keeps everything and grows; a full disk shows at the next commit.
                self.warning = explain(self.path, error)

    def _adopt_flush(self) -> None:
        """Take over what the thread's last job achieved."""
        mark, self._flushing = self._flushing, None
        self._flush_error = self._flusher.take_error() or self._flush_error
        if mark is not None and self._flush_error is None:
            self._safe = max(self._safe, mark, key=attrgetter("seq"))

    def _heed_thread(self) -> None:
        """Fail this commit when the promise of earlier ones is not kept."""
        if self._stuck:
            raise TimeoutError(0, "the disk does not finish writing")
        error, self._flush_error = self._flush_error, None
        if error is not None:
            raise error

    def _sign_now(self, *, closed: bool) -> None:
        # The thread's job may be writing an older head: it must not come last.
        if self._flusher.wait(_SIGN_WAIT_S):
            self._sign(self._safe, self._clock(), closed=closed)

    def _sign(self, mark: _Mark, time_ns: int, *, closed: bool) -> None:
        head = Head(self._opened.chain, mark.seq, mark.seq, mark.hash.hex(), time_ns, closed)
        try:
            write_head(self.path, head, self._signer)
        except OSError as error:
            # The rows themselves are safe, so this is no reason to refuse; it is tried again.
            self.warning = f"{explain(self.path, error)}: rows after the last signed head are not covered"
        else:
            self.warning = None
            self._signed = mark
