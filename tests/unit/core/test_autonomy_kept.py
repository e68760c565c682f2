from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Dial, Entry
from supervisor.core.autonomy_kept import MOST, Kept
from supervisor.core.autonomy_path import Path
from supervisor.core.autonomy_promotion import Identity
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.core.autonomy_stages import Stage
from tests.support.levels import T0, dials, scopes, steadily

BOT = Scope("bot", None, "thunar", Category.FILES)
KEPT = Kept(
    {
        EVERYTHING: Entry(Level.BATCH_REVIEW, "set by tray", T0),
        BOT: Entry(Level.EXCEPTION_ONLY, "e", T0, earned=True),
    },
    {Scope(workflow="tidy"): Entry(Level.FULL_OVERSIGHT, "a person said no", T0)},
    {BOT: 3},
    {"bot": Identity("0a1b", "m-1")},
    {BOT: Path.begins(Stage.LAUNCH, ())},
)


def again(kept: Kept, now_ns: int = T0) -> Kept:
    return Kept.of(json.loads(json.dumps(kept.data())), now_ns)


def test_what_is_kept_is_read_back() -> None:
    assert again(KEPT) == KEPT
    assert again(Kept()) == Kept()


def test_what_was_written_before_there_were_stages_is_read_too() -> None:
    data = KEPT.data()
    del data["paths"]
    assert Kept.of(data, T0) == replace(KEPT, paths={})


@steadily
@given(dials(), st.dictionaries(scopes, st.integers(1, 99)))
def test_all_that_lasts_is_read_back_and_is_given_now(dial: Dial, attempts: dict[Scope, int]) -> None:
    kept = again(Kept(dial.settings, dial.ceilings, attempts), T0 + 1)
    for before, after in ((dial.settings, kept.settings), (dial.ceilings, kept.ceilings)):
        assert {scope: (entry.level, entry.ground, entry.earned) for scope, entry in before.items()} == {
            scope: (entry.level, entry.ground, entry.earned) for scope, entry in after.items()
        }
        assert {(entry.given_ns, entry.ends_ns) for entry in after.values()} <= {(T0 + 1, None)}
    assert kept.attempts == attempts


def broken(*path: str | int, value: Any) -> Any:
    data: Any = copy.deepcopy(json.loads(json.dumps(KEPT.data())))
    place = data
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        "levels",
        broken("format", value=2),
        broken("format", value=True) | {"settings": 1},
        broken("settings", value={}),
        broken("settings", 0, value=[]),
        broken("settings", 0, 0, value=7),
        broken("settings", 0, 3, value="money"),
        broken("settings", 0, 4, value="lax"),
        broken("settings", 0, 4, value=5),
        broken("settings", 0, 5, value=None),
        broken("settings", 0, 5, value="x" * 1000),
        broken("settings", 0, 6, value="no"),
        broken("ceilings", value=None),
        broken("ceilings", 0, 4, value=[]),
        broken("attempts", 0, 4, value=0),
        broken("attempts", 0, 4, value=True),
        broken("attempts", 0, 4, value=1e400),
        broken("attempts", 0, 4, value=10**30),
        broken("agents", 0, 1, value=7),
        broken("agents", 0, value=["bot"]),
    ],
)
def test_of_what_is_not_as_it_was_written_nothing_is_believed(data: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Kept.of(data, T0)


def test_of_many_agents_the_last_ones_are_kept() -> None:
    kept = again(Kept(agents={f"bot {number}": Identity() for number in range(MOST + 10)}))
    assert len(kept.agents) == MOST
    assert list(kept.agents)[-1] == f"bot {MOST + 9}"
