"""What went before with an agent, as far as rules ask for it: where it has acted, and what a person said no to.

Kept while the agent runs and forgotten with it. Numbers that an agent can raise by itself (`visits`, by clicking on
what is harmless) are for rules that ask; a rule that allows by them trusts it.
"""

from __future__ import annotations

import collections
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supervisor.core.assessment import Category

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.context import Context

SPAN_NS = 5 * 60 * 10**9
"""Programs in which an agent acted so long ago do not count as used together, ns."""
_MAX_PROGRAMS = 256
_MAX_NOES = 256


@dataclass(frozen=True, slots=True)
class History:
    """What is known of an agent when an action of its is judged."""

    programs: int
    """In how many programs it has acted within `SPAN_NS`, the one where this action lands included."""
    visits: int | None
    """How many of its actions have been sent to this program; None when the program is not known."""
    noes: Mapping[Category, int] = field(default_factory=dict)
    """How many actions of a category a person has rejected in this program since the last one that was approved."""

    def rejections(self, category: Category) -> int:
        """Give how often a person has said no to such an action; what has no category of its own is like no other."""
        return 0 if category is Category.OTHER else self.noes.get(category, 0)


@dataclass(slots=True)
class _Visited:
    last_ns: int
    count: int


class Histories:
    """The histories of all agents."""

    def __init__(self) -> None:
        self._visited: dict[str, collections.OrderedDict[str, _Visited]] = {}
        self._noes: dict[str, collections.OrderedDict[tuple[str, Category], int]] = {}

    def of(self, agent: str, context: Context, now_ns: int) -> History:
        """Give what is known before an action of `agent` that would land in `context`."""
        program = _program(context)
        visited = self._visited.get(agent, collections.OrderedDict())
        lately = {name for name, seen in visited.items() if now_ns - seen.last_ns <= SPAN_NS}
        noes = {kind: n for (where, kind), n in self._noes.get(agent, {}).items() if where == program}
        here = visited.get(program)
        visits = (here.count if here is not None else 0) if program else None
        return History(len(lately | {program} - {""}), visits, noes)

    def acted(self, agent: str, context: Context, now_ns: int) -> None:
        """Take in that an action was sent."""
        program = _program(context)
        if not program:
            return
        visited = self._visited.setdefault(agent, collections.OrderedDict())
        before = visited.pop(program, None)
        visited[program] = _Visited(now_ns, before.count + 1 if before is not None else 1)
        if len(visited) > _MAX_PROGRAMS:
            visited.popitem(last=False)

    def answered(self, agent: str, context: Context, category: Category, *, approved: bool) -> None:
        """Take in what a person said to an action; a yes ends what was said against such actions there."""
        noes = self._noes.setdefault(agent, collections.OrderedDict())
        kind = (_program(context), category)
        count = noes.pop(kind, 0)
        if not approved:
            noes[kind] = count + 1
            if len(noes) > _MAX_NOES:
                noes.popitem(last=False)

    def forget(self, agent: str) -> None:
        """Forget an agent that has ended: its next run is another one."""
        self._visited.pop(agent, None)
        self._noes.pop(agent, None)


def _program(context: Context) -> str:
    """Name the program; empty when it is not known."""
    window = context.window
    return (window.executable or window.app) if window is not None else ""
