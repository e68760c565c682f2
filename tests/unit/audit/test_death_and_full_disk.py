"""What is left of a record when its writer is killed, or the disk has no space."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.storage import JournalError
from supervisor.audit.verification import verify
from supervisor.core.record import Event
from tests.unit.audit.tools import REPOSITORY, begin

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 20
WRITER = """
import os, random, sys, time
from pathlib import Path
from supervisor.audit import journal as journal_module
from supervisor.core.record import Event
from tests.unit.audit.tools import begin
journal_module._CHECKPOINT_COMMITS = 20
journal_module._REST_S = 0.001
journal = begin(Path(sys.argv[1]))
choose = random.Random(int(sys.argv[2]))
while True:
    for _ in range(choose.randint(1, 4)):
        seq = journal.append(Event.SENDING, "bot", outcome={"pad": "x" * choose.randint(0, 3000)})
    journal.commit(durable=choose.random() < 0.1)
    os.write(1, b"%d\\n" % seq)
    if choose.random() < 0.05:
        journal.seal()
    journal.tick(time.monotonic())
"""


def test_sigkill_at_any_moment_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    choose = random.Random(2)  # noqa: S311 - moments to kill at, not secrets
    last = 1
    for kill in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(kill)], cwd=REPOSITORY, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        try:
            for _ in range(choose.randint(1, 120)):
                assert writer.stdout.readline(), "the writer must go on behind what the last one left"
        finally:
            writer.kill()
            rest = writer.communicate()[0]
        # What it could still report before it died counts as well, save a line cut in half.
        reported = [int(line) for line in rest.split(b"\n")[:-1]] or [last]
        result = verify(tmp_path / "record.sqlite3")
        assert result.ok, result.sentence
        assert result.rows >= max(reported)
        assert result.rows >= last
        last = result.rows
    assert last > KILLS


FULL = """
import resource, sys, time
from pathlib import Path
from supervisor.audit.reader import records
from supervisor.audit.storage import JournalError
from supervisor.audit.verification import verify
from supervisor.core.record import Event
from tests.unit.audit.tools import begin, fill
folder, how = Path(sys.argv[1]), sys.argv[2]
journal = begin(folder)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
if how == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
else:
    (folder / "ballast").write_bytes(bytes(1_600_000))
committed = failures = 0
why = set()
while failures < 20:
    try:
        for _ in range(3):
            seq = journal.append(Event.SENDING, outcome={"pad": "x" * 5000})
        journal.commit(durable=failures % 2 == 1)
        assert not failures, "the disk is still full"
        committed = seq
    except JournalError as error:
        failures += 1
        why.add(str(error))
    journal.tick(time.monotonic())
found = verify(journal.path)
assert found.ok and found.rows == committed, found
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
(folder / "ballast").unlink(missing_ok=True)
seq = journal.append(Event.SENDING, outcome="again")
journal.commit()
journal.close()
assert seq == committed + 2
print(*why, sep="\\n")
print(*((r.event, r.outcome) for r in list(records(journal.path))[committed:]), sep="\\n")
print(verify(journal.path).sentence)
"""


def run_full(folder: str, how: str, *wrapper: str) -> list[str]:
    done = subprocess.run(
        [*wrapper, sys.executable, "-W", "error", "-c", FULL, folder, how],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def check_full(said: list[str], remedy: str) -> None:
    why, problem, again, verdict = said
    assert remedy in why
    assert "'problem': 'record-failed'" in problem
    assert "'rows_lost': 60" in problem
    assert remedy in problem
    assert again == "('sending', 'again')"
    assert " rows are good" in verdict


def test_a_file_that_may_not_grow_refuses_and_recovers(tmp_path: Path) -> None:
    check_full(run_full(str(tmp_path), "limit"), "look for free space, a file size limit")


def test_a_full_disk_refuses_and_recovers() -> None:
    small_disk = ["bwrap", "--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--size", "2000000", "--tmpfs", "/mnt"]
    try:
        subprocess.run([*small_disk, "true"], check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no user namespaces here, so no small disk; the file size limit stands in")
    check_full(run_full("/mnt", "ballast", *small_disk), "the disk is full: free some space")


def test_an_endless_failure_keeps_no_rows_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = begin(tmp_path)
    monkeypatch.setattr("supervisor.audit.journal.identity", lambda *_: [])
    for _ in range(500):
        journal.append(Event.SENDING)
        with pytest.raises(JournalError):
            journal.commit()
    assert len(journal._rows) <= 2
    assert len(journal._doubtful) <= 2
    monkeypatch.undo()
    journal.close()


BEGUN_ON_FULL_DISK = """
import resource, sys
from pathlib import Path
from supervisor.audit.signing import Signer
from supervisor.audit.storage import JournalError
from supervisor.audit.verification import verify
from tests.unit.audit.tools import begin
folder = Path(sys.argv[1])
Signer.load_or_create(folder / "signing.key")
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
try:
    begin(folder)
    why = "begun"
except JournalError as error:
    why = str(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
begin(folder).close()
print(why, verify(folder / "record.sqlite3").sentence, sep="\\n")
"""


@pytest.mark.parametrize("limit", [0, 100, 4096, 8000, 20_000])
def test_a_record_that_could_not_be_begun_is_begun_later(tmp_path: Path, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BEGUN_ON_FULL_DISK, str(tmp_path), str(limit)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=True,
    )
    why, verdict = done.stdout.splitlines()
    assert why.startswith("the record `")
    assert verdict == "all 1 rows are good, signed up to row 1"
