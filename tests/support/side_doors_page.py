"""Writes the manual's page of side doors from the tables: `python -m tests.support.side_doors_page`."""

from __future__ import annotations

from pathlib import Path

from supervisor.wire.doors.tables import page

PAGE = Path(__file__).parents[2] / "resources/manual/side_doors.md"

if __name__ == "__main__":
    PAGE.write_text(page())
