"""Keeping levels from one supervisor to the next, and noticing when an agent is not the one that earned them.

# INVARIANT: what cannot be read, or not be recorded, loosens nothing: everything is asked until a person says else,
and what was taken back stays so.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Change, Part
from supervisor.core.autonomy_kept import Kept
from supervisor.core.autonomy_promotion import Identity, Trial, learning, model_change, program_change
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.core.autonomy_stages import Stage
from supervisor.core.record import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from supervisor.core.autonomy_dial import Dial
    from supervisor.core.autonomy_path import Path
    from supervisor.engine.parts import Parts

_log = logging.getLogger(__name__)
_UNREADABLE = "the levels that were kept cannot be read"
_LONGEST = 300
"""Longest name of an agent or program, as kept, characters."""


class Store(Protocol):
    """Where it is kept."""

    def read(self, now_ns: int) -> Kept | None:
        """Give what is there, None for nothing; ValueError or OSError where it cannot be read."""

    def write(self, kept: Kept) -> None:
        """Put this in its place; OSError where that fails."""

    def set_aside(self) -> str:
        """Put what is there out of the way, so that it is not written over; gives where, OSError where that fails."""


class KeptLevels:
    """What of the dial outlasts the supervisor.

    Attributes:
        paths: Who is on the way through the stages.
        on_changed: Hears of an agent that is not known to be the one of before, and why, before it loses anything.
    """

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
        self.paths: dict[Scope, Path] = {}
        self.on_changed: Callable[[str, str], None] = lambda _agent, _why: None

    def restore(self, store: Store) -> None:
        """Let hold what was kept, and keep what changes from now on."""
        now_ns = self._parts.boot_ns()
        try:
            kept = store.read(now_ns) or Kept()
        except (ValueError, OSError) as e:
            self._change(learning(self._dial(), EVERYTHING, _UNREADABLE, now_ns))
            self._set_aside(store, f"{_UNREADABLE}: {e}: set them again")
            return
        self._agents = dict(kept.agents)
        self._trials.update({scope: Trial(attempt=count) for scope, count in kept.attempts.items()})
        stricter, laxer = _restoring(self._dial(), kept, now_ns)
        # INVARIANT: what tightens holds whether it can be recorded or not, whatever becomes of the rest.
        recorded = [self._change(changes) for changes in (stricter, laxer) if changes]
        if not all(recorded):
            self._change(learning(self._dial(), EVERYTHING, "the levels that were kept cannot be recorded", now_ns))
        # Only now: who has not the levels of a stage is not at it.
        self.paths |= kept.paths
        self._store = store

    def _set_aside(self, store: Store, why: str) -> None:
        """Keep what changes from now on beside what cannot be read, of which somebody may still make something."""
        try:
            self._problem(f"{why}; what was there is in `{store.set_aside()}` now")
        except OSError as e:
            # Nothing is written over it; the next supervisor has everything asked, too.
            self._problem(f"{why}; what is there cannot be set aside: {e.strerror or e}: remove it")
            return
        self._store = store
        self.keep()

    def keep(self) -> None:
        """Write down what holds, save what is only lent."""
        if self._store is None:
            return
        dial = self._dial()
        chosen = {scope: entry for scope, entry in dial.settings.items() if entry.given_ns or scope != EVERYTHING}
        # INVARIANT: what has begun is another attempt in the next supervisor, however this one ends: answers do not
        # outlast it, and nothing is gained by its end.
        attempts = {scope: trial.attempt + trial.begun for scope, trial in self._trials.items()}
        attempts = {scope: count for scope, count in attempts.items() if count > 1}
        try:
            self._store.write(Kept(chosen, dial.ceilings, attempts, self._agents, self.paths))
            self._failure = ""
        except OSError as e:
            self._problem(f"levels cannot be kept for the next supervisor: {e.strerror or e}")

    def _problem(self, why: str) -> None:
        if why != self._failure:
            _log.error("%s", why)
            self._parts.recorder.write(Event.PROBLEM, outcome={"problem": "levels-kept", "why": why})
        self._failure = why

    # -- agents

    def knows(self, agent: str) -> bool:
        """Tell whether an agent of a name has been here before."""
        return agent[:_LONGEST] in self._agents

    def agent_here(self, agent: str, identity: Identity) -> None:
        """Take which agent has begun; one that is not known to be the one of before loses what the name has.

        Args:
            agent: Its name as it was given.
            identity: What it is now.
        """
        agent = agent[:_LONGEST]
        before = self._agents.get(agent)
        changed = program_change(before, identity)
        if before is not None and not identity.model:
            # It may still say it. Who says nothing could as well say what is not so.
            identity = replace(identity, model=before.model)
        elif before is not None and before.model:
            changed = changed or model_change(before, identity)
        self._take(agent, identity, changed)

    def doubt(self, agent: str | None) -> str:
        """Say why what is set for a name will not hold for the next program of that name; empty when it may."""
        known = self._agents.get(agent[:_LONGEST]) if agent is not None else Identity("any")
        if known is None:
            return "no agent of that name has begun yet: the first one has everything asked"
        if not known.executable_hash:
            return "which program it is cannot be told: when it begins again everything is asked"
        return ""

    def model_said(self, agent: str, model: str) -> None:
        """Take which model an agent says that it has."""
        agent, model = agent[:_LONGEST], model[:_LONGEST]
        known = self._agents.get(agent, Identity())
        if model == known.model or (agent in self._changed and not self._has_shown(agent)):
            # Who says another one again and again keeps nobody busy: what it can lose it has from a person since.
            return
        now = replace(known, model=model)
        if known.model:
            self._changed.add(agent)
        self._take(agent, now, model_change(known, now) if known.model else "")

    def _take(self, agent: str, identity: Identity, changed: str) -> None:
        """Take what an agent is, and why it is not known to be the one of before; empty when it is."""
        # The last one that began comes last.
        known = self._agents.pop(agent, None)
        self._agents[agent] = identity
        begun = self._begin_anew(agent) if changed else False
        if changed:
            self.on_changed(agent, changed)
        lost: tuple[Change, ...] = ()
        if changed and self._is_lax(agent):
            lost = learning(self._dial(), Scope(agent=agent), changed, self._parts.boot_ns())
        if lost:
            self._change(lost)
        elif begun or known != identity:
            self.keep()

    def _is_lax(self, agent: str) -> bool:
        """Tell whether anything laxer than the gates holds for an agent by its name."""
        dial = self._dial()
        # What holds for all holds for an agent that nobody knows, too: only what it has by its name is lost.
        # A ceiling that is wider than the agent may be lifted for the sake of others.
        own = {one: entry for one, entry in dial.ceilings.items() if one.agent == agent}
        held = [one for one, entry in own.items() if entry.level is Level.FULL_OVERSIGHT]
        entries = (*dial.settings.items(), *dial.loans.items())
        named = [entry for one, entry in entries if one.agent == agent and not any(map(one.lies_in, held))]
        return any(entry.level.rank > Level.APPROVAL_GATES.rank for entry in named)

    def _has_shown(self, agent: str) -> bool:
        """Tell whether an agent has anything that is lost when it is another one: a level, a stage, or answers."""
        trials = any(trial.begun for scope, trial in self._trials.items() if scope.agent == agent)
        paths = any(
            path.count.answers or path.stage is not Stage.LAUNCH
            for scope, path in self.paths.items()
            if scope.agent == agent
        )
        return trials or paths or self._is_lax(agent)

    def agent_gone(self, agent: str) -> None:
        """Take that no agent of a name is there any more: the next one has to show all of it itself.

        What is enough for a level already goes on waiting for a person's word.
        """
        agent = agent[:_LONGEST]
        self._changed.discard(agent)
        if self._begin_anew(agent, self._proposed()) or self.paths:
            self.keep()

    def _begin_anew(self, agent: str, but: Collection[Scope] = ()) -> bool:
        """Forget the answers to an agent; the next ones are another attempt, so that none is gained by leaving."""
        own = {scope: trial for scope, trial in self._trials.items() if scope.agent == agent and scope not in but}
        begun = {scope: trial for scope, trial in own.items() if trial.begun}
        self._trials.update({scope: trial.tightened() for scope, trial in begun.items()})
        return bool(begun)


def _restoring(dial: Dial, kept: Kept, now_ns: int) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Give the changes by which what was kept holds: those that certainly tighten, and the others."""
    parts = (Part.CEILING, kept.ceilings, dial.ceilings), (Part.SETTING, kept.settings, dial.settings)
    changes = [
        Change(part, scope, there.get(scope), entry, f"as before the supervisor ended: {entry.ground}", now_ns)
        for part, entries, there in parts
        for scope, entry in sorted(entries.items(), key=lambda one: one[1].level.rank)
    ]
    stricter: list[Change] = []
    laxer: list[Change] = []
    for change in changes:
        if dial.only_tightens((change,)):
            stricter.append(change)
            dial = dial.apply((change,))
        else:
            laxer.append(change)
    return tuple(stricter), tuple(laxer)
