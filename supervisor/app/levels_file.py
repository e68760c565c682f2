"""The levels of one display, kept in a file beside its record from one supervisor to the next.

No contained agent writes there. Without the file all begins as the policy says.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from supervisor.audit.whole_file import write_whole
from supervisor.core.autonomy_kept import Kept

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 4_000_000
_MOST_ASIDE = 9
"""Of more that could not be read the last one is written over."""


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
        write_whole(self._file, json.dumps(kept.data(), separators=(",", ":")))

    def set_aside(self) -> str:
        """Give what cannot be read another name, beside it; says which.

        Raises:
            OSError: it cannot be renamed.
        """
        names = (self._file.with_name(f"{self._file.name}.unreadable-{number}") for number in range(1, _MOST_ASIDE))
        free = next((name for name in names if not os.path.lexists(name)), None)
        aside = free or self._file.with_name(f"{self._file.name}.unreadable-{_MOST_ASIDE}")
        self._file.replace(aside)
        return str(aside)
