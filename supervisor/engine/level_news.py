"""What the tray is told of levels: which holds for all and for each agent, what is lent and till when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy import Level, strictest_level
from supervisor.core.autonomy_scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supervisor.core.autonomy_dial import Dial, Entry
    from supervisor.core.autonomy_terms import Terms


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
    return Level(_dial_for(scope, dial, terms, now_ns)["level"])


def _dial_for(scope: Scope, dial: Dial, terms: Terms, now_ns: int) -> dict[str, Any]:
    highest = strictest_level(
        terms.highest, *(limit.highest for limit in terms.limits if limit.is_for_agent(scope.agent or ""))
    )
    ceilings = [entry for one, entry in dial.ceilings.items() if scope.lies_in(one)]
    loans = {one: loan for one, loan in dial.loans.items() if loan.holds(now_ns)}
    here = _most_specific(scope, {**dial.settings, **loans})
    lasting = _most_specific(scope, dial.settings)

    def within(entry: Entry) -> Level:
        return strictest_level(highest, entry.level, *(ceiling.level for ceiling in ceilings))

    return {
        "agent": scope.agent or "",
        "level": within(here).value,
        "lasting": within(lasting).value,
        "highest": highest.value,
        "ends_ns": here.ends_ns,
        "lent_here": scope in loans,
        "why": min((here, *ceilings), key=lambda entry: entry.level.rank).ground,
    }


def _most_specific(scope: Scope, entries: Mapping[Scope, Entry]) -> Entry:
    """Give what holds for all of a scope: of the entries that cover it the one that names most."""
    covering = {one: entry for one, entry in entries.items() if scope.lies_in(one)}
    most = max(one.size for one in covering)
    return min((entry for one, entry in covering.items() if one.size == most), key=lambda entry: entry.level.rank)
