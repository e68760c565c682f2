"""The page in the manual is what the registry says, and the registry is what is tried."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.attacks.page import PAGE, page
from tests.attacks.registry import ROUTES

HERE = Path(__file__).parent


def tried() -> set[str]:
    """Give the routes that some test tries."""
    found: set[str] = set()
    for path in HERE.glob("test_*.py"):
        module = importlib.import_module(f"tests.attacks.{path.stem}")
        for name, value in vars(module).items():
            if name.startswith("test_"):
                found |= set(getattr(value, "routes", ()))
    return found


def test_every_route_has_its_test() -> None:
    assert {route.id for route in ROUTES} == tried()


def test_routes_have_names_of_their_own() -> None:
    assert len({route.id for route in ROUTES}) == len(ROUTES)
    assert len({route.what for route in ROUTES}) == len(ROUTES)


def test_the_page_in_the_manual_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "run `python -m tests.attacks.page`"
