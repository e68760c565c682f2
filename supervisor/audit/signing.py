"""The signing key, and the signed head that says how far a record went.

The head lies beside the record as `<record>.head.json`. It never claims a row that is not yet safe on the disk, so
a head that claims more than the record holds means that rows were taken away.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from supervisor.audit.storage import JournalError
from supervisor.core.record import canonical

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_HEAD_BYTES = 4096


class Signer:
    """Holds the Ed25519 key of this machine's records.

    Attributes:
        public_key: The public half, 32 bytes.
    """

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key: bytes = key.public_key().public_bytes_raw()

    @classmethod
    def load_or_create(cls, path: Path) -> Signer:
        """Read the key from the PEM file at `path`, or make it there, readable by this user alone.

        Raises:
            JournalError: it can be neither read nor made.
        """
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                return cls(_load(path))
            except FileNotFoundError:
                _create(path)
                return cls(_load(path))
        except OSError as error:
            raise JournalError(
                f"the signing key `{path}` cannot be used: {(error.strerror or str(error)).lower()}: "
                "make file and folder readable and writable for this user"
            ) from error

    def sign(self, message: bytes) -> bytes:
        """Give the 64-byte signature of `message`."""
        return self._key.sign(message)


def _load(path: Path) -> Ed25519PrivateKey:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    with os.fdopen(fd, "rb") as file:
        if stat.S_IMODE(os.fstat(fd).st_mode) & 0o077:
            # A copy from a backup is often open to everyone; closing it needs nobody's leave.
            os.fchmod(fd, 0o600)
        text = file.read(_LARGEST_HEAD_BYTES)
    try:
        key = load_pem_private_key(text, password=None)
    except (ValueError, TypeError) as error:
        raise JournalError(
            f"the signing key `{path}` is damaged: put a backup of it back, or move it and the record aside"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise JournalError(f"the signing key `{path}` is not an Ed25519 key: move it and the record aside")
    return key


def _create(path: Path) -> None:
    text = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write_whole(fresh, text)
        # Two supervisors may start at once: link() lets one key win and never replaces one.
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to a file for this user alone and see it safe on the disk."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(fd, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(fd)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a record went at some moment."""

    chain: str
    """Random id of the record, hex; as in its first row."""
    seq: int
    """Last row that is covered."""
    count: int
    """Number of rows then; equal to `seq` since rows have no gaps."""
    hash: str
    """Hash of that row, hex."""
    time_ns: int
    """CLOCK_REALTIME of signing, ns."""
    closed: bool
    """True when the writer ended in good order: nothing may follow until it is opened again."""

    def message(self) -> bytes:
        """Give the bytes that are signed."""
        return b"agent-supervisor head 1\n" + canonical(asdict(self))


class HeadError(Exception):
    """The file is not a genuine head; the text says why."""


def head_path(record: Path) -> Path:
    """Give where the head of the record at `record` lies."""
    return record.with_name(record.name + ".head.json")


def write_head(record: Path, head: Head, signer: Signer) -> None:
    """Sign `head` and put it beside the record in one step.

    Raises:
        OSError: as the system says; the old head is then still there.
    """
    path = head_path(record)
    signature = signer.sign(head.message()).hex()
    content = canonical({**asdict(head), "public_key": signer.public_key.hex(), "signature": signature})
    fresh = path.with_name(f".{path.name}.new")
    write_whole(fresh, content + b"\n")
    fresh.replace(path)


def head_content(record: Path) -> bytes | None:
    """Read what stands where the head of the record at `record` belongs; None when there is nothing.

    Raises:
        HeadError: there is something that cannot be read.
    """
    try:
        with head_path(record).open("rb") as file:
            return file.read(_LARGEST_HEAD_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise HeadError(f"the signed head cannot be read: {(error.strerror or str(error)).lower()}") from error


def parse_head(content: bytes, public_key: bytes) -> Head:
    """Read a head and check its signature.

    Args:
        content: What `head_content` gave.
        public_key: The key named by the record's first row.

    Raises:
        HeadError: it is not a head signed with `public_key`.
    """
    try:
        parts = json.loads(content)
        signature = bytes.fromhex(parts.pop("signature"))
        signed_by = parts.pop("public_key")
        head = Head(**parts)
        message = head.message()
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature as error:
        why = "its signature is wrong" if signed_by == public_key.hex() else "it was signed with another key"
        raise HeadError(f"the signed head is not genuine: {why}") from error
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise HeadError("the signed head is damaged") from error
    return head
