"""The dial: which level holds for whom, as set by a person, lent for a time, earned, or taken back.

Four things decide, and each is one entry for one scope. *Settings* are what was chosen; of those that cover an action
the one that names most parts holds, of equals the strictest. A *loan* stands in its setting's place until its time is
over. A *ceiling* is what a rejection, a rise in errors, a change of the agent or its learning put above all that;
ceilings hold together, so that adding one can loosen nothing. The *cap* is the policy's.

A change is an entry before and after with its ground; reversed it gives the dial that was there, to the letter.

# INVARIANT: no level above the cap, whatever the entries say; a loan that is over leaves what was there without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from supervisor.core.autonomy import Level, strictest_level
from supervisor.core.autonomy_scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supervisor.core.autonomy_scope import Situation

LONGEST_LOAN_NS = 24 * 3600 * 10**9
"""Who wants a laxer level for longer sets it, ns."""


class DialError(Exception):
    """A level that cannot be set like this; whoever asked for it is at fault."""


class Part(StrEnum):
    """What kind of entry changes."""

    SETTING = "setting"
    LOAN = "loan"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class Entry:
    """One level with why it is there."""

    level: Level
    ground: str
    """One clause for a person."""
    given_ns: int = 0
    """When, ns."""
    ends_ns: int | None = None
    """When it ends by itself, ns; None for never."""
    earned: bool = False
    """Evidence put it there, and no person chose it."""

    def holds(self, now_ns: int) -> bool:
        """Tell whether its time is not over."""
        # A clock that went backwards ends it too: nobody knows how long it has lasted.
        return self.ends_ns is None or self.given_ns <= now_ns < self.ends_ns


@dataclass(frozen=True, slots=True)
class Change:
    """One entry, before and after."""

    part: Part
    scope: Scope
    before: Entry | None
    """None: there was none."""
    after: Entry | None
    """None: there is none any more."""
    ground: str
    """One clause for a person: why."""
    at_ns: int
    """When, ns."""

    def reversed(self, ground: str, at_ns: int) -> Change:
        """Give the change that takes this one back."""
        return Change(self.part, self.scope, self.after, self.before, ground, at_ns)


@dataclass(frozen=True, slots=True)
class Standing:
    """The level that holds for an action, and by which entry."""

    level: Level
    scope: Scope
    """Of the entry."""
    ground: str
    """One clause for a person."""


_FROM_START = Entry(Level.APPROVAL_GATES, "nobody has chosen another level")
_BY_POLICY = "the policy goes no further"
_Entries = MappingProxyType[Scope, Entry]
_NONE: _Entries = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Dial:
    """All entries; a value, so that each change leaves the one before as it was."""

    settings: Mapping[Scope, Entry] = field(default_factory=lambda: MappingProxyType({EVERYTHING: _FROM_START}))
    """What was chosen; there is always one for everything."""
    loans: Mapping[Scope, Entry] = field(default_factory=lambda: _NONE)
    """Laxer for a time."""
    ceilings: Mapping[Scope, Entry] = field(default_factory=lambda: _NONE)
    """Above all others."""

    @classmethod
    def starting_at(cls, level: Level, ground: str) -> Dial:
        """Give a dial on which nobody has chosen anything yet."""
        return cls(MappingProxyType({EVERYTHING: Entry(level, ground)}))

    def standing(self, situation: Situation, now_ns: int, cap: Level) -> Standing:
        """Give the level that holds for an action.

        Args:
            situation: Who acts where.
            now_ns: Now, on the clock of the loans, ns.
            cap: The policy's.

        Returns:
            The level, never above the cap. Where the program is not known, what would be stricter in some program
            holds.
        """
        chosen = self._chosen(now_ns)
        covering = [scope for scope in chosen if scope.covers(situation)]
        most = max(scope.size for scope in covering)
        found = [(scope, chosen[scope]) for scope in covering if scope.size == most]
        found += [(scope, chosen[scope]) for scope in chosen if _is_unsure(scope, situation)]
        found += [(scope, entry) for scope, entry in self.ceilings.items() if scope.may_cover(situation)]
        scope, entry = min(found, key=lambda one: one[1].level.rank)
        if cap.rank < entry.level.rank:
            return Standing(cap, EVERYTHING, _BY_POLICY)
        return Standing(entry.level, scope, entry.ground)

    def _chosen(self, now_ns: int) -> dict[Scope, Entry]:
        return {**self.settings, **{scope: loan for scope, loan in self.loans.items() if loan.holds(now_ns)}}

    def without_loans(self) -> Dial:
        """Give the dial as it is when all loans are over."""
        return replace(self, loans=_NONE)

    def apply(self, changes: Iterable[Change]) -> Dial:
        """Give the dial after changes.

        Raises:
            DialError: an entry is not what the change says it was, so it was made for another dial.
        """
        dial = self
        for change in changes:
            dial = dial._applied(change)
        return dial

    def _applied(self, change: Change) -> Dial:
        entries = dict(self._entries(change.part))
        if entries.pop(change.scope, None) != change.before:
            raise DialError(f"the level for {change.scope.words} has changed meanwhile: look at it again")
        if change.after is not None:
            entries[change.scope] = change.after
        elif change.part is Part.SETTING and change.scope == EVERYTHING:
            raise DialError("a level for everything there has to be: set another one")
        frozen = MappingProxyType(entries)
        if change.part is Part.SETTING:
            return replace(self, settings=frozen)
        return replace(self, loans=frozen) if change.part is Part.LOAN else replace(self, ceilings=frozen)

    def _entries(self, part: Part) -> Mapping[Scope, Entry]:
        return {Part.SETTING: self.settings, Part.LOAN: self.loans, Part.CEILING: self.ceilings}[part]

    # -- what a person asks for

    def set(self, scope: Scope, level: Level, *, ground: str, now_ns: int) -> tuple[Change, ...]:
        """Give the changes by which a person sets a level.

        With it ends the loan of this very scope, and its ceiling where that would keep the level down, and laxer
        loans that would hold against it; what was earned and would do so goes no further any more.
        """
        after = Entry(level, ground, now_ns)

        def against(one: Scope, entry: Entry) -> bool:
            return one != scope and one.size >= scope.size and one.meets(scope) and entry.level.rank > level.rank

        earned = {one: entry for one, entry in self.settings.items() if entry.earned and against(one, entry)}
        lent = {one: loan for one, loan in self.loans.items() if one == scope or against(one, loan)}
        ceiling = self.ceilings.get(scope)
        changes = [Change(Part.SETTING, one, entry, after, ground, now_ns) for one, entry in earned.items()]
        changes.append(Change(Part.SETTING, scope, self.settings.get(scope), after, ground, now_ns))
        changes += [Change(Part.LOAN, one, loan, None, ground, now_ns) for one, loan in lent.items()]
        # INVARIANT: a ceiling that the level does not reach stays: it keeps down what is set more narrowly, too.
        if ceiling is not None and ceiling.level.rank < level.rank:
            changes.append(Change(Part.CEILING, scope, ceiling, None, ground, now_ns))
        return tuple(changes)

    def about(self, scope: Scope) -> frozenset[tuple[Part, Scope, Entry]]:
        """Give what lasts and says something of a scope: who sets a level for it has seen this, or something else."""
        parts = ((Part.SETTING, self.settings), (Part.CEILING, self.ceilings))
        return frozenset(
            (part, one, entry) for part, entries in parts for one, entry in entries.items() if one.meets(scope)
        )

    def unset(self, scope: Scope, *, ground: str, now_ns: int) -> tuple[Change, ...]:
        """Give the changes by which nothing is set for a scope any more."""
        return tuple(
            Change(part, scope, self._entries(part)[scope], None, ground, now_ns)
            for part in Part
            if scope in self._entries(part) and not (part is Part.SETTING and scope == EVERYTHING)
        )

    def lend(self, scope: Scope, level: Level, span_ns: int, *, ground: str, now_ns: int) -> tuple[Change, ...]:
        """Give the changes by which a laxer level holds for a time.

        Raises:
            DialError: it is no time, or the level is no laxer than one that is set: a stricter one that ended by
                itself would loosen without anybody's word.
        """
        if not 0 < span_ns <= LONGEST_LOAN_NS:
            raise DialError("a level is lent for a second to a day: set it without a time to keep it for longer")
        base = self._least(scope)
        if level.rank <= base.rank:
            raise DialError(f"`{level}` is no laxer than `{base}`: set it without a time")
        after = Entry(level, ground, now_ns, now_ns + span_ns)
        return (Change(Part.LOAN, scope, self.loans.get(scope), after, ground, now_ns),)

    def _least(self, scope: Scope) -> Level:
        """Give the laxest level that may hold in a scope once a loan for it is over."""
        if scope in self.settings:
            return self.settings[scope].level
        others = (entry.level for one, entry in self.settings.items() if one.size <= scope.size and one.meets(scope))
        return max(others, key=lambda level: level.rank)

    def cap_with(self, scope: Scope, level: Level, *, ground: str, now_ns: int) -> tuple[Change, ...]:
        """Give the changes by which nothing above a level holds; none where it is so already."""
        before = self.ceilings.get(scope)
        if before is not None and before.level.rank <= level.rank:
            return ()
        return (Change(Part.CEILING, scope, before, Entry(level, ground, now_ns), ground, now_ns),)

    def recalled(self, ground: str, now_ns: int) -> tuple[Change, ...]:
        """Give the changes by which all loans are over before their time."""
        return tuple(Change(Part.LOAN, scope, loan, None, ground, now_ns) for scope, loan in self.loans.items())

    def swept(self, now_ns: int) -> tuple[Change, ...]:
        """Give the changes by which loans whose time is over are gone."""
        return tuple(
            Change(Part.LOAN, scope, loan, None, "its time is over", now_ns)
            for scope, loan in self.loans.items()
            if not loan.holds(now_ns)
        )

    def only_tightens(self, changes: Iterable[Change]) -> bool:
        """Tell whether it is certain that changes loosen nothing for anybody; where nobody can tell it is not."""
        dial = self
        for change in changes:
            if not dial._certain(change):
                return False
            dial = dial._applied(change)
        return True

    def _certain(self, change: Change) -> bool:
        before, after = change.before, change.after
        if change.part is Part.CEILING:
            return after is not None and (before is None or after.level.rank <= before.level.rank)
        if after is None:
            # What holds in its place may be laxer.
            return change.part is Part.LOAN and before is not None and before.level.rank >= self._laxest(change.scope)
        if after.ends_ns is not None:
            return False
        if before is not None and change.part is Part.SETTING:
            return after.level.rank <= before.level.rank
        others = [entry.level for entry in (*self.settings.values(), *self.loans.values())]
        return after.level.rank <= strictest_level(*others).rank

    def _laxest(self, scope: Scope) -> int:
        """Give the rank of the laxest level that may hold where the loan of a scope is gone."""
        entries = [*self.settings.items(), *((one, loan) for one, loan in self.loans.items() if one != scope)]
        # Of those that name more, what lies in the scope holds whether the loan is there or not; others it may keep
        # down where the program is not known.
        return max(
            entry.level.rank
            for one, entry in entries
            if one.meets(scope) and (one.size <= scope.size or not one.lies_in(scope))
        )


def _is_unsure(scope: Scope, situation: Situation) -> bool:
    return scope.may_cover(situation) and not scope.covers(situation)
