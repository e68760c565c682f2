from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from supervisor.audit.signing import (
    Head,
    HeadError,
    Signer,
    head_content,
    head_path,
    parse_head,
    write_head,
    write_whole,
)
from supervisor.audit.storage import JournalError
from tests.unit.audit.tools import REPOSITORY, run_as_ordinary_user

if TYPE_CHECKING:
    from pathlib import Path

HEAD = Head("ab" * 16, 7, 7, "cd" * 32, 1_700_000_000_000_000_000, False)


def test_the_key_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "signing.key"
    first = Signer.load_or_create(path)
    again = Signer.load_or_create(path)
    assert first.public_key == again.public_key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["signing.key"]
    Ed25519PublicKey.from_public_bytes(again.public_key).verify(first.sign(b"x"), b"x")


def test_a_key_open_to_others_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    Signer.load_or_create(path)
    path.chmod(0o644)
    Signer.load_or_create(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_two_that_start_at_once_agree_on_the_key(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from supervisor.audit.signing import Signer; sys.stdin.readline(); "
        f"print(Signer.load_or_create(Path({str(tmp_path / 'signing.key')!r})).public_key.hex())"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    keys = set()
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        keys.add(child.communicate(timeout=60)[0])
        assert child.returncode == 0
    assert len(keys) == 1


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"]
)
def test_a_damaged_key_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "signing.key"
    path.write_bytes(content)
    with pytest.raises(JournalError, match=r"is damaged: put a backup of it back"):
        Signer.load_or_create(path)
    assert path.read_bytes() == content


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    key = generate_private_key(SECP256R1())
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(JournalError, match="is not an Ed25519 key"):
        Signer.load_or_create(path)


def test_a_folder_that_may_not_be_written(shared_folder: Path) -> None:
    shared_folder.chmod(0o500)
    said = run_as_ordinary_user(
        shared_folder,
        "try: Signer.load_or_create(folder / 'signing.key')\nexcept JournalError as error: print(error)",
    )
    assert "cannot be used: permission denied: make file and folder readable and writable" in said


def test_a_head_comes_back(tmp_path: Path) -> None:
    signer = Signer.load_or_create(tmp_path / "key")
    record = tmp_path / "record.sqlite3"
    assert head_content(record) is None
    write_head(record, HEAD, signer)
    content = head_content(record)
    assert content is not None
    assert parse_head(content, signer.public_key) == HEAD
    assert json.loads(content)["public_key"] == signer.public_key.hex()
    assert head_path(record).stat().st_mode & 0o777 == 0o600


def test_a_head_replaces_the_one_before_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signer = Signer.load_or_create(tmp_path / "key")
    record = tmp_path / "record.sqlite3"
    write_head(record, HEAD, signer)

    def torn(path: Path, content: bytes) -> None:
        write_whole(path, content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("supervisor.audit.signing.write_whole", torn)
    with pytest.raises(OSError, match="No space"):
        write_head(record, replace(HEAD, seq=8, count=8), signer)
    assert parse_head(head_content(record) or b"", signer.public_key) == HEAD


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("seq", 6),
        ("count", 8),
        ("hash", "00" * 32),
        ("chain", "00" * 16),
        ("time_ns", 1),
        ("closed", True),
        ("signature", "00" * 64),
    ],
)
def test_any_changed_member_breaks_the_signature(tmp_path: Path, member: str, value: object) -> None:
    signer = Signer.load_or_create(tmp_path / "key")
    write_head(tmp_path / "r", HEAD, signer)
    changed = {**json.loads(head_path(tmp_path / "r").read_bytes()), member: value}
    with pytest.raises(HeadError, match="not genuine: its signature is wrong"):
        parse_head(json.dumps(changed).encode(), signer.public_key)


def test_another_key_is_told(tmp_path: Path) -> None:
    write_head(tmp_path / "r", HEAD, Signer.load_or_create(tmp_path / "key"))
    other = Signer.load_or_create(tmp_path / "other")
    with pytest.raises(HeadError, match="signed with another key"):
        parse_head(head_content(tmp_path / "r") or b"", other.public_key)


@pytest.mark.parametrize(
    "content", [b"", b"null", b"[]", b"{}", b'{"signature":"zz"}', b'{"signature":"00","public_key":1,"x":2}']
)
def test_a_damaged_head_is_told(tmp_path: Path, content: bytes) -> None:
    signer = Signer.load_or_create(tmp_path / "key")
    with pytest.raises(HeadError, match="damaged"):
        parse_head(content, signer.public_key)


def test_a_head_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    head_path(tmp_path / "r").mkdir()
    with pytest.raises(HeadError, match="cannot be read: is a directory"):
        head_content(tmp_path / "r")
