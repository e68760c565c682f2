"""The levels of one display, kept in a file beside its record from one supervisor to the next.

No contained agent writes there. Without the file all begins as the policy says.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from supervisor.core.autonomy_kept import Kept

_MOST_BYTES = 4_000_000


class LevelsFile:
    """Reads and writes it; implements `engine.kept_levels.Store`."""

    def __init__(self, record: Path) -> None:
        """Begin.

        Args:
            record: The display's.
        """
        self._file = record.with_name(f"{record.name}.levels")

    def read(self, now_ns: int) -> Kept | None:
        """Give what was kept; None where there is nothing.

        Raises:
            OSError: it cannot be read.
            ValueError: it is not what we wrote.
        """
        try:
            with self._file.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return None
        if len(content) > _MOST_BYTES:
            raise ValueError(f"`{self._file}` is too large")
        try:
            return Kept.of(json.loads(content), now_ns)
        except (ValueError, RecursionError) as e:
            raise ValueError(f"`{self._file}` is not as it was written") from e

    def write(self, kept: Kept) -> None:
        """Put it in the place of what was kept, on the disk.

        Raises:
            OSError: it cannot be written; what was kept before stays.
        """
        text = json.dumps(kept.data(), separators=(",", ":"))
        descriptor, name = tempfile.mkstemp(prefix=".levels-", dir=self._file.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as new:
                new.write(text)
                new.flush()
                os.fsync(new.fileno())
            Path(name).replace(self._file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
