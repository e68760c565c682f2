"""Each line of the manual's page of attacks by words names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "resources/manual/attacks_by_words.md").read_text("utf-8")
ROWS = re.findall(r"`(\w+/test_\w+\.py)` `(test_\w+)` \|$", PAGE, re.MULTILINE)


def test_every_attack_of_the_page_is_tried() -> None:
    assert len(ROWS) > 15
    gone = [(file, name) for file, name in ROWS if f"def {name}(" not in (ROOT / "tests/unit" / file).read_text()]
    assert not gone
