from __future__ import annotations

import pytest

from supervisor.app.leveling import LevelError, span_ns, wanted_level
from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.engine.levels import Wanted

MINUTE = 60 * 10**9


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ({"level": "batch-review"}, Wanted(Level.BATCH_REVIEW, EVERYTHING, None)),
        (
            {
                "level": "full-autonomy",
                "for": "30m",
                "agent": "bot",
                "workflow": "w",
                "app": "a",
                "category": "files",
            },
            Wanted(Level.FULL_AUTONOMY, Scope("bot", "w", "a", Category.FILES), 30 * MINUTE),
        ),
        ({"level": "full-oversight", "agent": "", "category": None, "for": ""}, Wanted(Level.FULL_OVERSIGHT)),
    ],
)
def test_what_is_wanted_is_read(message: dict[str, object], wanted: Wanted) -> None:
    assert wanted_level(message) == wanted


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({}, "`None` is no level: use one of full-oversight"),
        ({"level": "lax"}, "`lax` is no level"),
        ({"level": "batch-review", "category": "money"}, "`money` is no category: use one of email"),
        ({"level": "batch-review", "for": "soon"}, "`soon` is no time: write it like 30m"),
        ({"level": "x" * 10_000}, "is no level"),
    ],
)
def test_what_cannot_be_read_has_its_sentence(message: dict[str, object], words: str) -> None:
    with pytest.raises(LevelError, match=words) as caught:
        wanted_level(message)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("30m", 1800), ("30 min", 1800), ("2h", 7200), ("0m", 0)])
def test_times(text: str, seconds: int) -> None:
    assert span_ns(text) == seconds * 10**9


@pytest.mark.parametrize("text", ["", "30", "m", "-5m", "1.5h", "999999h", "5 days"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(LevelError):
        span_ns(text)
