"""Where the files that ship with the package are; the only code that knows the two layouts."""

from __future__ import annotations

from pathlib import Path


def resource(relative: str) -> Path:
    """Give the path of a shipped file.

    Args:
        relative: Path below `resources/`, e.g. `policy/default.toml`.

    Returns:
        The path in an installed package or, in a checkout, below `resources/`.

    Raises:
        FileNotFoundError: the file is in neither place.
    """
    package = Path(__file__).parent
    for root in (package / "_resources", package.parent / "resources"):
        candidate = root / relative
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"the installation lacks `{relative}`: reinstall agent-supervisor")
