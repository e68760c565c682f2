from __future__ import annotations

import pytest

from supervisor.app.leveling import LevelError, TrayWord, span_ns, tray_word, wanted_level
from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.engine.levels import Wanted

MINUTE = 60 * 10**9
GATES = Level.APPROVAL_GATES


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
        ({"level": "batch-review", "meets": "approval-gates"}, Wanted(Level.BATCH_REVIEW, meets=GATES)),
    ],
)
def test_what_is_wanted_is_read(message: dict[str, object], wanted: Wanted) -> None:
    assert wanted_level(message) == wanted


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({}, "`None` is no level: use one of full-oversight"),
        ({"level": "lax"}, "`lax` is no level"),
        ({"level": "batch-review", "meets": "lax"}, "`lax` is no level"),
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


@pytest.mark.parametrize(
    ("what", "word"),
    [
        ("stop", None),
        ("revoke:g1", None),
        ("level", None),
        ("level-end:", TrayWord("level-end")),
        ("level-end:a:b", TrayWord("level-end", scope=Scope(agent="a:b"))),
        ("level-accept:p1", TrayWord("level-accept", "p1")),
        ("level-decline:p1", TrayWord("level-decline", "p1")),
    ],
)
def test_what_the_tray_wants(what: str, word: TrayWord | None) -> None:
    assert tray_word(what) == word


@pytest.mark.parametrize(
    ("what", "wanted"),
    [
        ("level:batch-review::", Wanted(Level.BATCH_REVIEW)),
        ("level:batch-review:15m:", Wanted(Level.BATCH_REVIEW, for_ns=15 * MINUTE)),
        ("level:batch-review@approval-gates:15m:", Wanted(Level.BATCH_REVIEW, EVERYTHING, 15 * MINUTE, GATES)),
        ("level:batch-review:1h:a@b:c", Wanted(Level.BATCH_REVIEW, Scope(agent="a@b:c"), 60 * MINUTE)),
        ("level:batch-review:1h:a:b", Wanted(Level.BATCH_REVIEW, Scope(agent="a:b"), 60 * MINUTE)),
    ],
)
def test_a_level_that_the_tray_wants(what: str, wanted: Wanted) -> None:
    word = tray_word(what)
    assert word is not None
    assert wanted_level(word.wanted) == wanted


def test_what_the_tray_says_and_nobody_can_read_has_its_sentence_too() -> None:
    word = tray_word("level:")
    assert word is not None
    with pytest.raises(LevelError, match="`` is no level"):
        wanted_level(word.wanted)
