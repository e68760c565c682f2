"""The agent of the matrix: `python -m tests.attacks.agent ROUTE WORDS…` tries a route and prints what it saw.

It runs under supervision and is judged from outside: what it says of itself is a hint, never the proof.
"""

from __future__ import annotations

import sys

from tests.attacks.agent import keyrings, keys, mounts, processes, reach, starving, tcp, windows

_MODULES = (keys, windows, starving, processes, reach, tcp, mounts, keyrings)


def main() -> int:
    route, words = sys.argv[1], sys.argv[2:]
    module = next(module for module in _MODULES if route in module.ROUTES)
    for line in module.run(route, words):
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
