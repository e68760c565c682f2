"""Which program an agent is: so that another one under the same name does not have what the first has earned."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_WORDS = 8
"""Words of a command line among which its script is looked for."""
_MOST_BYTES = 64 * 2**20
"""So much of a file is read, and its size counts besides: every agent waits for it."""


def program_hash(argv: Sequence[str]) -> str:
    """Give the SHA-256 of what the files of a command line hold, hex; empty where one of them cannot be read.

    Counted are the program and the first of its arguments that is a file, which for an interpreter is the script.
    What they load besides is not.

    Args:
        argv: As it was given, to be run here.
    """
    digests = [_digest(path) for path in _files(argv)]
    # Two programs of which the same part can be read are not the same.
    return hashlib.sha256("\n".join(digests).encode()).hexdigest() if digests and all(digests) else ""


def _files(argv: Sequence[str]) -> Iterator[str]:
    program = shutil.which(argv[0]) if argv else None
    if program is not None:
        yield program
    script = next((word for word in argv[1:_MOST_WORDS] if _is_file(word)), None)
    if script is not None:
        yield script


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        # Of what names no file: too long, or with a zero in it.
        return False


def _digest(path: str) -> str:
    try:
        # One that waits for a writer would keep us waiting.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return ""
            digest = hashlib.sha256(b"%d\n" % found.st_size)
            left = _MOST_BYTES
            while left > 0 and (chunk := file.read(min(2**20, left))):
                digest.update(chunk)
                left -= len(chunk)
            return digest.hexdigest()
    except OSError:
        return ""
