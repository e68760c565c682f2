from __future__ import annotations

import pytest

from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Program
from supervisor.detect.place import program_at


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (Context(Window(1, "docs", "Thunar")), Program.FILE_MANAGER),
        (Context(Window(1, "main.py - Code", "Code"), Element("", "terminal")), Program.TERMINAL),
        (Context(Window(1, "user@host: ~/docs")), Program.TERMINAL),
        (Context(Window(1, "Untitled - Mousepad")), Program.EDITOR),
        (Context(Window(1, "nothing that is known")), Program.OTHER),
        (Context(None, url="https://example.org"), Program.BROWSER),
        (Context(), Program.UNKNOWN),
        (Context(Window(1)), Program.UNKNOWN),
    ],
)
def test_the_program_by_element_by_name_by_address_and_by_title(context: Context, expected: Program) -> None:
    assert program_at(context) is expected
