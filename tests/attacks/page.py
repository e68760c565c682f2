"""Writes `resources/manual/attacks.md`: `python -m tests.attacks.page`."""

from __future__ import annotations

from pathlib import Path

from tests.attacks.registry import ROUTES, Control

PAGE = Path(__file__).parents[2] / "resources/manual/attacks.md"
_HEAD = """# Attacks

What an agent could try, what it could win, and what holds. Each line is tried by a test in `tests/attacks/`, on a
real X server with a person at it, as an ordinary user. `held` stands where the test looks whether that was won: it
was not. This page is made of `tests/attacks/registry.py`; what is not defended is in [limitations](limitations.md).

"""


def page() -> str:
    """Give the page."""
    controls = list(Control)
    lines = ["| route | " + " | ".join(controls) + " | what holds |", "|" + "---|" * (len(controls) + 2)]
    for route in ROUTES:
        cells = ["held" if control in route.controls else "" for control in controls]
        lines.append("| " + " | ".join([route.what, *cells, route.defence]) + " |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
