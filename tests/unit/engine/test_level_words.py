from __future__ import annotations

import pytest

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Dial, Entry, Part
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.engine.level_words import MEANS, span_words, told, until_now

BOT, MAIL = Scope(agent="bot"), Scope(agent="bot", app="geary")


def put(dial: Dial, scope: Scope, level: Level) -> Dial:
    return dial.apply(dial.set(scope, level, ground="chosen", now_ns=1))


def capped(dial: Dial) -> Dial:
    return dial.apply(dial.cap_with(BOT, Level.FULL_OVERSIGHT, ground="another program", now_ns=1))


def test_each_level_has_its_meaning() -> None:
    assert set(MEANS) == set(Level)


def test_what_is_set_is_said() -> None:
    dial = put(Dial(), BOT, Level.BATCH_REVIEW)
    assert until_now(dial, BOT, Level.EXCEPTION_ONLY) == "until now it is batch-review"
    assert until_now(dial, MAIL, Level.EXCEPTION_ONLY) == "until now nothing is set for it"
    assert until_now(dial, EVERYTHING, Level.EXCEPTION_ONLY) == "until now it is approval-gates"


def test_who_lifts_what_was_taken_back_reads_what_else_holds_again() -> None:
    dial = capped(put(put(Dial(), BOT, Level.BATCH_REVIEW), MAIL, Level.EXCEPTION_ONLY))
    words = "until now it is batch-review, and no more than full-oversight by what was taken back"
    more = "; with it holds again exception-only for agent bot, app geary"
    assert until_now(dial, BOT, Level.BATCH_REVIEW) == words + more
    assert until_now(dial, BOT, Level.EXCEPTION_ONLY) == words
    # What is stricter lifts nothing.
    assert until_now(dial, BOT, Level.FULL_OVERSIGHT) == "until now it is batch-review"


def test_of_many_that_hold_again_some_are_named() -> None:
    dial = put(Dial(), BOT, Level.BATCH_REVIEW)
    for number in range(5):
        dial = put(dial, Scope(agent="bot", app=f"app-{number}"), Level.EXCEPTION_ONLY)
    words = until_now(capped(dial), BOT, Level.CONFIDENCE_BASED)
    assert words.endswith("app app-1, exception-only for agent bot, app app-2 and 2 more")


def test_an_entry_is_told_with_the_time_that_is_left() -> None:
    lasting, lent = Entry(Level.BATCH_REVIEW, "chosen"), Entry(Level.BATCH_REVIEW, "lent", 0, 90 * 10**9)
    found = {"part": "setting", "for": "agent bot", "level": "batch-review", "why": "chosen"}
    assert told(Part.SETTING, BOT, lasting, 0) == found
    assert told(Part.LOAN, BOT, lent, 30 * 10**9)["seconds_left"] == "60"
    assert told(Part.LOAN, BOT, lent, 99 * 10**9)["seconds_left"] == "0"


@pytest.mark.parametrize(("seconds", "words"), [(90, "90 s"), (1800, "30 min"), (7200, "2 h"), (0, "0 s")])
def test_a_time_is_said_as_it_is_written(seconds: int, words: str) -> None:
    assert span_words(seconds * 10**9) == words
