"""An agent tries to write what the supervisor and the person's next log-in go by, and to read what it may not."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
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
    from collections.abc import Callable, Iterable

    from tests.attacks.yard import Yard

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap"),
]
START_UP = (
    *(".bashrc", ".profile", ".bash_profile", ".config/autostart/x.desktop", ".ssh/authorized_keys"),
    *(".Xresources", ".Xdefaults", ".local/share/applications/x.desktop"),
)


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
    said = yard.attack("write", *(home / name for name in START_UP))
    # What it writes it also removes again: its word has to be heard.
    assert said
    assert not [line for line in said if ": reached" in line], said
    wait_for(lambda: not yard.supervised.status()["agents"], "the agent to be forgotten")
    assert not [name for name in START_UP if (home / name).exists() and b"hijacked" in (home / name).read_bytes()]
    assert (home / ".profile").read_bytes() == before[home / ".profile"]
    assert not (home / ".Xdefaults").exists(), "what stood in for it is gone again"
    yard.nothing_was_won()


@tries("replaced-files")
def test_attack_protected_files_are_rewritten_once_the_person_has_replaced_them(yard: Yard) -> None:
    home, go = yard.desktop.folder / "home", yard.desktop.folder / "go"
    cookies, real = home / ".Xauthority", Path(yard.desktop.env["XAUTHORITY"]).read_bytes()
    targets = [home / ".bashrc", home / ".profile", home / ".config/autostart", cookies]
    (home / ".bashrc").write_text("# mine\n")
    (home / ".profile").unlink(missing_ok=True)
    cookies.write_bytes(real)
    tree = yard.begin_and_wait("write-after", go, *(target for target in targets if target != targets[2]))
    for path, content in ((home / ".bashrc", b"# saved by an editor\n"), (cookies, real)):
        saved = path.with_name(f"{path.name}-new")
        saved.write_bytes(content)
        saved.chmod(0o600)
        saved.replace(path)
    (home / ".profile").unlink()
    (home / ".config/autostart").rename(home / ".config/autostart.old")

    def again() -> bool:
        told = [path for row in yard.rows if row["event"] == "replaced" for path in row["outcome"]["again"]]
        return set(map(str, targets)) <= set(told)

    wait_for(again, "all to be protected again")
    go.touch()
    said = yard.supervised.finish(tree.run)[1].splitlines()
    assert said
    assert not [line for line in said if ": reached" in line], said
    assert f"{cookies} holds {real.hex()}" not in said
    assert (home / ".bashrc").read_text() == "# saved by an editor\n"
    assert cookies.read_bytes() == real
    yard.nothing_was_won()


@tries("empty-namespace")
def test_attack_protected_names_are_freed_in_a_namespace_without_their_mounts(yard: Yard) -> None:
    home = yard.desktop.folder / "home"
    (home / ".bashrc").write_text("# mine\n")
    targets = [home / ".bashrc", yard.paths.config, yard.paths.state, Path(supervisor.__file__).parent]
    said = yard.attack("empty-namespace", *targets)
    assert said
    assert not [line for line in said if line.endswith(": reached")], said
    assert (home / ".bashrc").read_text() == "# mine\n"
    assert not [path for path in targets if path.with_name(f"{path.name}.aside").exists()]
    yard.nothing_was_won()


def by_bytes(record: Path) -> None:
    """Write other words over those in the files."""
    for path in (record, Path(f"{record}-wal")):
        data = path.read_bytes()
        path.write_bytes(data.replace(b"deny", b"hold").replace(b"reject", b"accept").replace(b"vault", b"games"))


def by_statement(statement: str) -> Callable[[Path], None]:
    """Change the rows as the database's own programs would, its rules put aside meanwhile."""

    def change(record: Path) -> None:
        with closing(sqlite3.connect(record)) as connection, connection:
            rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _sql in rules:
                connection.execute(f"DROP TRIGGER {name}")
            assert connection.execute(statement).rowcount > 0
            for _name, sql in rules:
                connection.execute(sql)

    return change


FORGERIES = {
    "other bytes": by_bytes,
    "other words": by_statement("UPDATE record SET body = replace(body, 'reject', 'accept')"),
    "a row less": by_statement("DELETE FROM record WHERE seq = (SELECT max(seq) / 2 FROM record)"),
    "cut off": by_statement("DELETE FROM record WHERE seq > (SELECT max(seq) / 2 FROM record)"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
@tries("record-outside")
def test_attack_a_record_that_was_changed_all_the_same_is_told(yard: Yard, forgery: str) -> None:
    """By somebody who can: another program of the person's, on a copy of what the service writes."""
    record = yard.paths.of_display(yard.desktop.display).record
    yard.attack("xtest", "little")
    copy = yard.desktop.folder / f"copy {forgery}.sqlite3"
    # The head is signed a moment after the rows: a cut is told once it covers them.
    wait_for(lambda: "not signed yet" not in verify(record).sentence, "the head")
    for end in ("", "-wal", ".head.json"):
        Path(f"{copy}{end}").write_bytes(Path(f"{record}{end}").read_bytes())
    assert verify(copy).ok
    FORGERIES[forgery](copy)
    try:
        assert not verify(copy).ok
    except RecordError as e:
        assert str(e)  # noqa: PT017 - either way of telling will do
