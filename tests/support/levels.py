"""Levels, scopes and dials for property tests, drawn at random in the same order each time."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Dial, Entry
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from supervisor.core.autonomy_terms import Terms

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Tier
    from supervisor.core.autonomy_triggers import Trigger
    from supervisor.core.context import Context

T0 = 10**15
MINUTE = 60 * 10**9
steadily = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
"""How property tests of levels run: a slow machine fails none of them."""

levels = st.sampled_from(Level)
scopes = st.builds(
    Scope,
    agent=st.sampled_from((None, "bot", "clerk")),
    workflow=st.sampled_from((None, "tidy")),
    app=st.sampled_from((None, "thunar", "geary")),
    category=st.sampled_from((None, Category.FILES)),
)
situations = st.builds(
    Situation,
    agent=st.sampled_from(("bot", "clerk")),
    workflow=st.sampled_from(("", "tidy")),
    app=st.sampled_from(("", "thunar", "geary")),
    category=st.sampled_from((Category.FILES, Category.EMAIL)),
)


def _entries(*, lent: bool = False) -> st.SearchStrategy[MappingProxyType[Scope, Entry]]:
    ends = st.integers(T0 + 1, T0 + 10 * MINUTE) if lent else st.none()
    entry = st.builds(Entry, levels, st.just("drawn"), st.just(T0), ends, st.booleans())
    return st.dictionaries(scopes, entry, max_size=5).map(MappingProxyType)


@st.composite
def dials(draw: st.DrawFn) -> Dial:
    """Draw a dial; what is lent on it ends within ten minutes of `T0`."""
    settings = {EVERYTHING: Entry(draw(levels), "drawn"), **draw(_entries())}
    return Dial(MappingProxyType(settings), draw(_entries(lent=True)), draw(_entries()))


class NoLevels:
    """The part of a judge whose policy says nothing of levels."""

    changes = 0
    said = Terms()

    def levels_changed(self) -> None:
        self.changes += 1

    def terms(self) -> Terms:
        return self.said

    def out_of_ordinary(
        self, _action: Action, _context: Context, _raised: Tier | None
    ) -> tuple[frozenset[Trigger], Level | None]:
        return frozenset(), None
