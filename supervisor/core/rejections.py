"""What a person keeps rejecting: after the third no to one pattern the agent is refused it without asking again.

A pattern is the same gesture on the same control of the same program under the same rule, by the same agent; where on
the screen, in which window or on which file does not matter. What cannot be told apart has no pattern: refusing it
would refuse something else too.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.grants import Subject

ENOUGH = 3
"""After so many a no is taken for good."""
_MAX_PATTERNS = 256

Pattern = tuple[object, ...]


class Rejections:
    """Counts the noes of a person, by pattern, for as long as the agent runs."""

    def __init__(self) -> None:
        self._counts: collections.OrderedDict[Pattern, int] = collections.OrderedDict()

    def rejected(self, subject: Subject) -> int:
        """Count a no; give how many this pattern has had, 0 for what has no pattern."""
        pattern = _pattern(subject)
        if pattern is None:
            return 0
        self._counts[pattern] = self._counts.pop(pattern, 0) + 1
        while len(self._counts) > _MAX_PATTERNS:
            self._counts.popitem(last=False)
        return self._counts[pattern]

    def approved(self, subject: Subject) -> None:
        """Begin to count anew: the person does want it, sometimes."""
        pattern = _pattern(subject)
        if pattern is not None:
            self._counts.pop(pattern, None)

    def enough(self, subject: Subject) -> bool:
        """Tell whether the person has said no to this often enough."""
        pattern = _pattern(subject)
        return pattern is not None and self._counts.get(pattern, 0) >= ENOUGH

    def patterns(self) -> int:
        """Give how many patterns are refused without asking."""
        return sum(1 for count in self._counts.values() if count >= ENOUGH)

    def forget(self, agent: str | None = None) -> int:
        """Forget all counts, or those of an agent that has ended; give how many patterns are asked about again."""
        before = self.patterns()
        gone = [pattern for pattern in self._counts if agent is None or pattern[0] == agent]
        for pattern in gone:
            del self._counts[pattern]
        return before - self.patterns()


def _pattern(subject: Subject) -> Pattern | None:
    named = bool(subject.control and subject.control[0]) or any(subject.gesture[1:])
    if not (subject.known and named):
        return None
    return (subject.agent, subject.executable, subject.app, subject.rule_id, subject.gesture, subject.control)
