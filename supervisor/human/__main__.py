"""Start of the process: `python -m supervisor.human --fd N --ui-fd M --memory-fd K`; only the service calls it."""

from __future__ import annotations

import argparse
import os
import sys

from supervisor import traces
from supervisor.human import process


def main() -> None:
    """Read the descriptors, run, and leave at once: threads may still wait for a server that is held."""
    parser = argparse.ArgumentParser(prog="supervisor.human")
    for name in ("--fd", "--ui-fd", "--memory-fd"):
        parser.add_argument(name, type=int, required=True)
    arguments = parser.parse_args()
    traces.install()
    traces.log_to_stderr()
    code = process.main(arguments.fd, arguments.ui_fd, arguments.memory_fd)
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
