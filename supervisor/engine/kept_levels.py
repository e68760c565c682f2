"""Keeping levels from one supervisor to the next, and noticing when an agent is not the one that earned them.

# INVARIANT: what cannot be read, or not be recorded, loosens nothing: everything is asked until a person says else.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Change, Part
from supervisor.core.autonomy_kept import Kept
from supervisor.core.autonomy_promotion import Identity, Trial, change_of, learning
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.core.record import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from supervisor.core.autonomy_dial import Dial
    from supervisor.engine.parts import Parts

_log = logging.getLogger(__name__)
_LONGEST = 300
"""Longest name of an agent or program, as kept, characters."""


class Store(Protocol):
    """Where it is kept."""

    def read(self, now_ns: int) -> Kept | None:
        """Give what is there, None for nothing; ValueError or OSError where it cannot be read."""

    def write(self, kept: Kept) -> None:
        """Put this in its place; OSError where that fails."""


class KeptLevels:
    """What of the dial outlasts the supervisor."""

    def __init__(
        self,
        parts: Parts,
        dial: Callable[[], Dial],
        trials: dict[Scope, Trial],
        change: Callable[[tuple[Change, ...]], bool],
        proposed: Callable[[], Collection[Scope]],
    ) -> None:
        """Begin with nothing.

        Args:
            parts: The engine's.
            dial: Gives what holds.
            trials: What the answers say, by scope.
            change: Lets changes hold.
            proposed: Gives for whom a level that was earned waits for a person's word.
        """
        self._parts = parts
        self._dial = dial
        self._trials = trials
        self._change = change
        self._proposed = proposed
        self._store: Store | None = None
        self._agents: dict[str, Identity] = {}
        self._changed: set[str] = set()
        self._failure = ""

    def restore(self, store: Store) -> None:
        """Let hold what was kept, and keep what changes from now on."""
        now_ns = self._parts.boot_ns()
        try:
            kept = store.read(now_ns) or Kept()
        except (ValueError, OSError) as e:
            kept = None
            self._problem(f"the levels that were kept cannot be read: {e}: set them again")
        if kept is not None:
            self._agents = dict(kept.agents)
            self._trials.update({scope: Trial(attempt=count) for scope, count in kept.attempts.items()})
        if kept is None or not self._change(_restoring(self._dial(), kept, now_ns)):
            self._change(learning(self._dial(), EVERYTHING, "the levels that were kept cannot be read", now_ns))
        self._store = store
        if kept is None:
            self.keep()

    def keep(self) -> None:
        """Write down what holds, save what is only lent."""
        if self._store is None:
            return
        dial = self._dial()
        chosen = {scope: entry for scope, entry in dial.settings.items() if entry.given_ns or scope != EVERYTHING}
        attempts = {scope: trial.attempt for scope, trial in self._trials.items() if trial.attempt > 1}
        try:
            self._store.write(Kept(chosen, dial.ceilings, attempts, self._agents))
            self._failure = ""
        except OSError as e:
            self._problem(f"levels cannot be kept for the next supervisor: {e.strerror or e}")

    def _problem(self, why: str) -> None:
        if why != self._failure:
            _log.error("%s", why)
            self._parts.recorder.write(Event.PROBLEM, outcome={"problem": "levels-kept", "why": why})
        self._failure = why

    # -- agents

    def agent_here(self, agent: str, identity: Identity) -> None:
        """Take which agent has begun; another one than before loses what the name has earned.

        Args:
            agent: Its name as it was given.
            identity: What it is now.
        """
        agent = agent[:_LONGEST]
        known = before = self._agents.pop(agent, None)
        if before is not None and not identity.model:
            # It may still say it. Who says nothing could as well say what is not so.
            identity = replace(identity, model=before.model)
        elif before is not None and not before.model:
            before = replace(before, model=identity.model)
        # The last one that began comes last.
        self._agents[agent] = identity
        changed = change_of(before, identity) if before is not None else ""
        if changed:
            self._begin_anew(agent)
            dial = self._dial()
            # What holds for all holds for an agent that nobody knows, too: only what it has by its name is lost.
            named = [entry for one, entry in (*dial.settings.items(), *dial.loans.items()) if one.agent == agent]
            if any(entry.level.rank > Level.APPROVAL_GATES.rank for entry in named):
                self._change(learning(dial, Scope(agent=agent), changed, self._parts.boot_ns()))
        if known != identity:
            self.keep()

    def model_said(self, agent: str, model: str) -> None:
        """Take which model an agent says that it has."""
        known = self._agents.get(agent[:_LONGEST], Identity())
        if agent in self._changed or model[:_LONGEST] == known.model:
            # One change is enough: who says another one again and again keeps nobody busy.
            return
        if known.model:
            self._changed.add(agent)
        self.agent_here(agent, replace(known, model=model[:_LONGEST]))

    def agent_gone(self, agent: str) -> None:
        """Take that no agent of a name is there any more: the next one has to show all of it itself.

        What is enough for a level already goes on waiting for a person's word.
        """
        self._changed.discard(agent)
        if self._begin_anew(agent, self._proposed()):
            self.keep()

    def _begin_anew(self, agent: str, but: Collection[Scope] = ()) -> bool:
        """Forget the answers to an agent; the next ones are another attempt, so that none is gained by leaving."""
        begun = {scope: trial for scope, trial in self._trials.items() if scope.agent == agent and scope not in but}
        begun = {scope: trial for scope, trial in begun.items() if trial != Trial(attempt=trial.attempt)}
        self._trials.update({scope: trial.tightened() for scope, trial in begun.items()})
        return bool(begun)


def _restoring(dial: Dial, kept: Kept, now_ns: int) -> tuple[Change, ...]:
    parts = (Part.SETTING, kept.settings, dial.settings), (Part.CEILING, kept.ceilings, dial.ceilings)
    return tuple(
        Change(part, scope, there.get(scope), entry, f"as before the supervisor ended: {entry.ground}", now_ns)
        for part, entries, there in parts
        for scope, entry in entries.items()
    )
