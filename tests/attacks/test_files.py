"""An agent tries to write what the supervisor and the person's next log-in go by, and to read what it may not."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import supervisor
from supervisor.audit.storage import RecordError
from supervisor.audit.verification import verify
from supervisor.desktop.launcher import namespace_available
from tests.attacks.registry import tries
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.attacks.yard import Yard

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap"),
]
START_UP = (".bashrc", ".profile", ".bash_profile", ".config/autostart/x.desktop", ".ssh/authorized_keys")


def digests(paths: Iterable[Path]) -> dict[Path, str]:
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in paths}


@tries("own-files")
def test_attack_settings_policy_latch_key_and_record_are_rewritten(yard: Yard) -> None:
    files = yard.paths.of_display(yard.desktop.display)
    settled = [yard.paths.config / "settings.toml", yard.paths.config / "policy.toml"]
    settled += [yard.paths.data / "signing-key.pem", files.latch]
    before = digests(settled)
    said = yard.attack("write", *settled, files.record, files.log, f"{files.record}.head.json", files.control)
    assert not [line for line in said if ": reached" in line], said
    assert digests(settled) == before
    assert verify(files.record).ok
    yard.nothing_was_won()


@tries("own-secrets")
def test_attack_the_record_of_others_and_the_signing_key_are_read(yard: Yard) -> None:
    files = yard.paths.of_display(yard.desktop.display)
    said = yard.attack("read", files.record, yard.paths.data / "signing-key.pem", files.log, files.control)
    assert not [line for line in said if ": reached" in line], said
    yard.nothing_was_won()


@tries("own-code")
def test_attack_the_supervisors_code_is_rewritten(yard: Yard) -> None:
    package = Path(supervisor.__file__).parent
    targets = [package / "core/policy.py", package / "human/answers.py", package / "fresh.py"]
    before = digests(targets)
    said = yard.attack("write", *targets)
    # The code may be in another's hands altogether, which holds as well.
    assert not [line for line in said if ": reached" in line], said
    assert digests(targets) == before
    yard.nothing_was_won()


@tries("start-up-files")
def test_attack_start_up_files_are_rewritten(yard: Yard) -> None:
    home = yard.desktop.folder / "home"
    (home / ".profile").write_text("# mine\n")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    yard.attack("write", *(home / name for name in START_UP))
    wait_for(lambda: not yard.supervised.status()["agents"], "the agent to be forgotten")
    assert not [name for name in START_UP if (home / name).exists() and b"hijacked" in (home / name).read_bytes()]
    assert (home / ".profile").read_bytes() == before[home / ".profile"]
    yard.nothing_was_won()


@tries("record-outside")
def test_attack_a_record_that_was_changed_all_the_same_is_told(yard: Yard) -> None:
    """By somebody who can: another program of the person's, on a copy of what the service writes."""
    files = yard.paths.of_display(yard.desktop.display)
    yard.attack("xtest", "little")
    copy = yard.desktop.folder / "copy.sqlite3"
    for end in ("", "-wal", ".head.json"):
        source = Path(f"{files.record}{end}")
        if source.exists():
            Path(f"{copy}{end}").write_bytes(source.read_bytes())
    assert verify(copy).ok
    wal = Path(f"{copy}-wal")
    target = wal if b"xtest" in wal.read_bytes() or b"vault" in wal.read_bytes() else copy
    data = target.read_bytes()
    target.write_bytes(data.replace(b"deny", b"hold").replace(b"reject", b"accept").replace(b"vault", b"games"))
    try:
        assert not verify(copy).ok
    except RecordError as e:
        assert str(e)  # noqa: PT017 - either way of telling will do
