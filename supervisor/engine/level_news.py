"""What the tray is told of levels: which holds for all and for each agent, what is lent and till when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy_dial import Entry
from supervisor.core.autonomy_scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supervisor.core.autonomy import Level
    from supervisor.core.autonomy_dial import Dial
    from supervisor.core.autonomy_terms import Terms

POLICY = "your policy goes no further"
"""Why no laxer level holds, for a person."""


def level_news(dial: Dial, terms: Terms, agents: Iterable[str], now_ns: int) -> dict[str, Any]:
    """Give the dials that the tray shows, and how many entries there are beside them.

    Args:
        dial: What holds.
        terms: The policy's.
        agents: Names of those that run, as given to `run --name`.
        now_ns: Now, on the clock of the loans, ns.
    """
    scopes = [EVERYTHING, *(Scope(agent=name) for name in dict.fromkeys(agents))]
    narrower = {*dial.settings, *dial.loans, *dial.ceilings}.difference(scopes)
    return {"dials": [_dial_for(scope, dial, terms, now_ns) for scope in scopes], "narrower": len(narrower)}


def shown_level(scope: Scope, dial: Dial, terms: Terms, now_ns: int) -> Level:
    """Give the level that a person is shown for a scope; see `level_news`."""
    return shown(scope, dial, terms, now_ns).level


def shown(scope: Scope, dial: Dial, terms: Terms, now_ns: int) -> Entry:
    """Give the entry that a person is shown for a scope: the strictest of what was chosen or lent and what is above.

    Args:
        scope: For whom and what.
        dial: What holds.
        terms: The policy's.
        now_ns: Now, on the clock of the loans, ns.
    """
    ceilings = [entry for one, entry in dial.ceilings.items() if scope.lies_in(one)]
    found = [_chosen(scope, dial, now_ns), *ceilings, Entry(terms.highest_for(scope), POLICY)]
    return min(found, key=lambda entry: entry.level.rank)


def _dial_for(scope: Scope, dial: Dial, terms: Terms, now_ns: int) -> dict[str, Any]:
    now = shown(scope, dial, terms, now_ns)
    ends_ns = _chosen(scope, dial, now_ns).ends_ns
    # When what is lent here is over, what is lent for something wider may hold still.
    later = now if ends_ns is None else shown(scope, dial, terms, ends_ns)
    highest = terms.highest_for(scope)
    return {
        "agent": scope.agent or "",
        "level": now.level.value,
        "lasting": later.level.value,
        "highest": highest.value,
        "limited": highest is not terms.highest,
        "ends_ns": ends_ns,
        "lent_here": scope in dial.loans,
        "why": now.ground,
    }


def _chosen(scope: Scope, dial: Dial, now_ns: int) -> Entry:
    """Give what was set for a scope, or lent."""
    return _most_specific(
        scope, {**dial.settings, **{one: loan for one, loan in dial.loans.items() if loan.holds(now_ns)}}
    )


def _most_specific(scope: Scope, entries: Mapping[Scope, Entry]) -> Entry:
    """Give what holds for all of a scope: of the entries that cover it the one that names most."""
    covering = {one: entry for one, entry in entries.items() if scope.lies_in(one)}
    most = max(one.size for one in covering)
    return min((entry for one, entry in covering.items() if one.size == most), key=lambda entry: entry.level.rank)
