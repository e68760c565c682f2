"""README and manual point at what is there, and name packages that the tests have tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "resources/manual").glob("*.md"))]


def links(page: Path) -> set[str]:
    """Give the files that a page points at, as it names them."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    return {link.partition("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert not [link for link in links(page) if not (page.parent / link).exists()]


def test_every_page_and_example_is_found_from_the_readme() -> None:
    found, seen = [ROOT / "README.md"], set[Path]()
    while found:
        page = found.pop()
        if page in seen:
            continue
        seen.add(page)
        if page.suffix == ".md":
            found += [(page.parent / link).resolve() for link in links(page)]
    assert {path.resolve() for path in PAGES} <= seen
    assert set((ROOT / "resources/examples").glob("*.py")) <= seen


def test_the_packages_to_install_are_those_of_the_scripts() -> None:
    (line,) = re.findall(r"^sudo apt install pipx (.*)$", PAGES[0].read_text("utf-8"), re.MULTILINE)
    script = (ROOT / "packaging/install.sh").read_text("utf-8")
    named = set(" ".join(re.findall(r'^[A-Z]+_PACKAGES="([^"]*)"', script, re.MULTILINE)).split())
    assert set(line.split()) <= named
