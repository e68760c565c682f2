"""How much of one action is looked through: many lines that no shell understands would keep the gate for seconds."""

from __future__ import annotations

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.classify import LONGEST_COMMAND, classify_command
from supervisor.detect.shell.verdict import ShellVerdict

MOST_SIGNS = 16_000
"""Of all its lines; of the dearest some 40 µs each."""
MOST_SQUARES = 100_000_000
"""Likewise, of their squares: a line that is no shell's costs a parser the square of its length, some 4 ns each."""
TOO_MUCH = ShellVerdict(Shell.UNKNOWN, Tier.IRREVERSIBLE, ("is more than can be looked through",))
"""INVARIANT: padding makes nothing milder, so what nobody looked at counts as the worst that it could be."""


class Looking:
    """Judges the lines of one action, each once."""

    def __init__(self) -> None:
        self._seen: dict[str, ShellVerdict] = {}
        self._signs = 0
        self._squares = 0

    def judge(self, text: str) -> ShellVerdict:
        """Tell what a line would do; `TOO_MUCH` where there were too many before it."""
        found = self._seen.get(text)
        if found is not None:
            return found
        if len(text) <= LONGEST_COMMAND:
            # A longer one is asked about as it is.
            self._signs += len(text)
            self._squares += len(text) ** 2
            if self._signs > MOST_SIGNS or self._squares > MOST_SQUARES:
                return TOO_MUCH
        found = self._seen[text] = classify_command(text)
        return found
