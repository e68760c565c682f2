from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import LONGEST_LOAN_NS, Change, Dial, DialError, Entry, Part
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from tests.support.levels import MINUTE, T0, dials, levels, scopes, situations, steadily

ANY = Level.FULL_AUTONOMY
FILES = Situation("bot", "tidy", "thunar", Category.FILES)
BOT = Scope(agent="bot")
EXACT = Scope("bot", "tidy", "thunar", Category.FILES)


def level_of(dial: Dial, where: Situation = FILES, now_ns: int = T0, cap: Level = ANY) -> Level:
    return dial.standing(where, now_ns, cap).level


def put(dial: Dial, scope: Scope, level: Level) -> Dial:
    return dial.apply(dial.set(scope, level, ground="chosen", now_ns=T0))


def test_at_first_the_policy_decides() -> None:
    standing = Dial().standing(FILES, T0, ANY)
    assert (standing.level, standing.scope) == (Level.APPROVAL_GATES, EVERYTHING)
    assert level_of(Dial.starting_at(Level.BATCH_REVIEW, "your policy begins there")) is Level.BATCH_REVIEW


def test_the_most_specific_setting_holds() -> None:
    dial = put(Dial(), EVERYTHING, Level.EXCEPTION_ONLY)
    dial = put(dial, BOT, Level.FULL_OVERSIGHT)
    assert level_of(dial) is Level.FULL_OVERSIGHT
    dial = put(dial, Scope(agent="bot", app="thunar"), Level.BATCH_REVIEW)
    assert level_of(dial) is Level.BATCH_REVIEW
    assert dial.standing(FILES, T0, ANY).scope == Scope(agent="bot", app="thunar")
    assert level_of(dial, Situation("bot", "tidy", "geary", Category.EMAIL)) is Level.FULL_OVERSIGHT
    assert level_of(dial, Situation("clerk", "", "geary", Category.EMAIL)) is Level.EXCEPTION_ONLY


def test_of_equally_specific_settings_the_strictest_holds() -> None:
    dial = put(put(Dial(), BOT, Level.EXCEPTION_ONLY), Scope(category=Category.FILES), Level.CONFIDENCE_BASED)
    assert level_of(dial) is Level.CONFIDENCE_BASED


def test_where_the_program_is_not_known_what_would_be_stricter_holds() -> None:
    dial = put(put(Dial(), EVERYTHING, Level.EXCEPTION_ONLY), Scope(app="gnucash"), Level.FULL_OVERSIGHT)
    unknown = Situation("bot", "", "", Category.FILES)
    assert level_of(dial, unknown) is Level.FULL_OVERSIGHT
    laxer = put(put(Dial(), EVERYTHING, Level.APPROVAL_GATES), Scope(app="gedit"), Level.EXCEPTION_ONLY)
    assert level_of(laxer, unknown) is Level.APPROVAL_GATES


@steadily
@given(dials(), situations, levels, st.integers(0, 2 * T0))
def test_no_level_is_ever_past_the_cap(dial: Dial, where: Situation, cap: Level, now_ns: int) -> None:
    assert level_of(dial, where, now_ns, cap).rank <= cap.rank


def test_past_the_cap_the_policy_is_the_ground() -> None:
    dial = put(Dial(), EVERYTHING, Level.FULL_AUTONOMY)
    standing = dial.standing(FILES, T0, Level.BATCH_REVIEW)
    assert (standing.level, standing.ground) == (Level.BATCH_REVIEW, "the policy goes no further")


def test_a_loan_ends_by_itself_and_leaves_what_was_there() -> None:
    dial = put(Dial(), BOT, Level.CONFIDENCE_BASED)
    lent = dial.apply(dial.lend(BOT, Level.EXCEPTION_ONLY, 30 * MINUTE, ground="for this hour", now_ns=T0))
    assert level_of(lent, now_ns=T0) is Level.EXCEPTION_ONLY
    assert level_of(lent, now_ns=T0 + 30 * MINUTE - 1) is Level.EXCEPTION_ONLY
    assert level_of(lent, now_ns=T0 + 30 * MINUTE) is Level.CONFIDENCE_BASED
    # A clock that went back.
    assert level_of(lent, now_ns=T0 - 1) is Level.CONFIDENCE_BASED
    assert lent.swept(T0 + MINUTE) == ()
    assert lent.apply(lent.swept(T0 + 30 * MINUTE)) == dial


@steadily
@given(dials(), situations, st.tuples(scopes, levels), st.integers(1, 60 * MINUTE), levels)
def test_when_a_loan_is_over_all_is_as_if_it_had_never_been(
    dial: Dial, where: Situation, asked_for: tuple[Scope, Level], span_ns: int, cap: Level
) -> None:
    dial = dial.without_loans()
    try:
        lent = dial.apply(dial.lend(*asked_for, span_ns, ground="lent", now_ns=T0))
    except DialError:
        return
    end_ns = T0 + span_ns
    assert lent.standing(where, end_ns, cap) == dial.standing(where, end_ns, cap)
    assert lent.apply(lent.swept(end_ns)) == dial
    # Its end loosens nothing for anybody.
    assert level_of(lent, where, T0, cap).rank >= level_of(lent, where, end_ns, cap).rank


@pytest.mark.parametrize("span_ns", [0, -MINUTE, LONGEST_LOAN_NS + 1])
def test_a_loan_has_a_time(span_ns: int) -> None:
    with pytest.raises(DialError, match="lent for a second to a day"):
        Dial().lend(BOT, Level.BATCH_REVIEW, span_ns, ground="", now_ns=T0)


@pytest.mark.parametrize("level", [Level.FULL_OVERSIGHT, Level.APPROVAL_GATES])
def test_what_is_no_laxer_is_not_lent(level: Level) -> None:
    with pytest.raises(DialError, match="is no laxer than `approval-gates`: set it without a time"):
        Dial().lend(BOT, level, MINUTE, ground="", now_ns=T0)


def test_what_is_laxer_within_is_not_lent_over() -> None:
    dial = put(Dial(), Scope(app="thunar"), Level.EXCEPTION_ONLY)
    with pytest.raises(DialError, match="is no laxer than `exception-only`"):
        dial.lend(BOT, Level.BATCH_REVIEW, MINUTE, ground="", now_ns=T0)


@steadily
@given(dials(), situations, scopes, levels, levels)
def test_a_ceiling_loosens_nothing_for_anybody(
    dial: Dial, where: Situation, scope: Scope, level: Level, cap: Level
) -> None:
    changes = dial.cap_with(scope, level, ground="a no", now_ns=T0)
    after = dial.apply(changes)
    assert dial.only_tightens(changes)
    assert level_of(after, where, cap=cap).rank <= level_of(dial, where, cap=cap).rank
    if scope.covers(where):
        assert level_of(after, where, cap=cap).rank <= level.rank


def test_what_a_person_sets_ends_loan_and_ceiling_of_the_same_scope() -> None:
    dial = put(Dial(), BOT, Level.CONFIDENCE_BASED)
    dial = dial.apply(dial.lend(BOT, Level.EXCEPTION_ONLY, MINUTE, ground="lent", now_ns=T0))
    dial = dial.apply(dial.cap_with(BOT, Level.APPROVAL_GATES, ground="a no", now_ns=T0))
    assert level_of(dial) is Level.APPROVAL_GATES
    dial = put(dial, BOT, Level.BATCH_REVIEW)
    assert level_of(dial) is Level.BATCH_REVIEW
    assert (dial.loans, dial.ceilings) == ({}, {})


@steadily
@given(dials(), situations, scopes, levels, levels)
def test_attack_a_level_that_a_ceiling_does_not_keep_down_leaves_it_to_what_is_narrower(
    dial: Dial, where: Situation, scope: Scope, ceiling: Level, level: Level
) -> None:
    after = put(dial.apply(dial.cap_with(scope, ceiling, ground="a no", now_ns=T0)), scope, level)
    if scope.covers(where) and level.rank <= ceiling.rank:
        assert level_of(after, where).rank <= ceiling.rank


def test_what_is_set_under_its_ceiling_holds_without_a_question() -> None:
    dial = put(put(Dial(), BOT, Level.EXCEPTION_ONLY), EXACT, Level.FULL_AUTONOMY)
    dial = dial.apply(dial.cap_with(BOT, Level.CONFIDENCE_BASED, ground="a no", now_ns=T0))
    for level in (Level.CONFIDENCE_BASED, Level.FULL_OVERSIGHT):
        changes = dial.set(BOT, level, ground="chosen", now_ns=T0)
        assert dial.only_tightens(changes)
        assert level_of(dial.apply(changes)) is Level.CONFIDENCE_BASED
        # What loosens later needs a word of its own.
        later = dial.apply(changes)
        assert not later.only_tightens(later.set(BOT, Level.BATCH_REVIEW, ground="chosen", now_ns=T0))


def test_what_a_person_sets_holds_against_what_was_earned_within() -> None:
    earned = Entry(Level.EXCEPTION_ONLY, "earned", T0, earned=True)
    dial = Dial().apply([Change(Part.SETTING, EXACT, None, earned, "earned", T0)])
    assert level_of(dial) is Level.EXCEPTION_ONLY
    assert level_of(put(dial, BOT, Level.FULL_OVERSIGHT)) is Level.FULL_OVERSIGHT
    assert level_of(put(dial, Scope(agent="clerk"), Level.FULL_OVERSIGHT)) is Level.EXCEPTION_ONLY
    chosen = put(Dial(), EXACT, Level.EXCEPTION_ONLY)
    assert level_of(put(chosen, BOT, Level.FULL_OVERSIGHT)) is Level.EXCEPTION_ONLY


def lent(dial: Dial, scope: Scope, level: Level) -> Dial:
    return dial.apply(dial.lend(scope, level, MINUTE, ground="lent", now_ns=T0))


def test_a_stricter_level_ends_laxer_loans_that_would_hold_against_it() -> None:
    dial = lent(lent(Dial(), BOT, Level.BATCH_REVIEW), EXACT, Level.EXCEPTION_ONLY)
    changes = dial.set(EVERYTHING, Level.FULL_OVERSIGHT, ground="chosen", now_ns=T0)
    assert dial.only_tightens(changes), "so that nobody has to confirm it"
    assert dial.apply(changes).loans == {}
    assert level_of(dial.apply(changes)) is Level.FULL_OVERSIGHT
    # What is lent to others, or is no laxer, goes on; and so does what is lent to all, which holds elsewhere.
    assert set(put(dial, Scope(agent="clerk"), Level.FULL_OVERSIGHT).loans) == {BOT, EXACT}
    assert set(put(dial, EVERYTHING, Level.BATCH_REVIEW).loans) == {BOT}
    wide = lent(Dial(), EVERYTHING, Level.BATCH_REVIEW)
    assert put(wide, BOT, Level.FULL_OVERSIGHT).loans == wide.loans
    assert level_of(put(wide, BOT, Level.FULL_OVERSIGHT)) is Level.FULL_OVERSIGHT


def test_a_setting_of_others_keeps_no_stricter_level_from_holding_at_once() -> None:
    dial = lent(put(Dial(), Scope(agent="clerk"), Level.FULL_AUTONOMY), BOT, Level.BATCH_REVIEW)
    assert dial.only_tightens(dial.set(BOT, Level.FULL_OVERSIGHT, ground="", now_ns=T0))


def test_the_end_of_a_loan_for_a_program_may_loosen_where_none_is_known() -> None:
    dial = put(Dial(), Scope(agent="bot", category=Category.FILES), Level.FULL_AUTONOMY)
    loan = Entry(Level.BATCH_REVIEW, "lent", T0, T0 + MINUTE)
    dial = dial.apply([Change(Part.LOAN, Scope(app="thunar"), None, loan, "lent", T0)])
    unknown, ending = Situation("bot", "", "", Category.FILES), dial.recalled("", T0)
    assert level_of(dial, unknown) is Level.BATCH_REVIEW
    assert level_of(dial.apply(ending), unknown) is Level.FULL_AUTONOMY
    assert not dial.only_tightens(ending)


def test_what_a_person_sets_for_a_workflow_holds_against_what_was_earned_outside_of_any() -> None:
    scope, tidy = Scope("bot", None, "thunar", Category.FILES), Scope(agent="bot", workflow="tidy")
    earned = Entry(Level.EXCEPTION_ONLY, "earned", T0, earned=True)
    dial = Dial().apply([Change(Part.SETTING, scope, None, earned, "earned", T0)])
    assert level_of(put(dial, tidy, Level.FULL_OVERSIGHT)) is Level.FULL_OVERSIGHT


def test_who_sets_a_level_has_seen_what_is_about_its_scope() -> None:
    dial = put(Dial(), BOT, Level.BATCH_REVIEW)
    seen = dial.about(BOT)
    assert put(dial, Scope(agent="clerk"), Level.FULL_OVERSIGHT).about(BOT) == seen
    assert lent(dial, BOT, Level.EXCEPTION_ONLY).about(BOT) == seen
    for scope in (EVERYTHING, BOT, EXACT, Scope(app="thunar")):
        assert put(dial, scope, Level.FULL_OVERSIGHT).about(BOT) != seen
        assert dial.apply(dial.cap_with(scope, Level.FULL_OVERSIGHT, ground="", now_ns=T0)).about(BOT) != seen


def test_what_is_set_no_more_leaves_the_wider_setting() -> None:
    dial = put(put(Dial(), EVERYTHING, Level.BATCH_REVIEW), BOT, Level.FULL_OVERSIGHT)
    dial = dial.apply(dial.unset(BOT, ground="chosen", now_ns=T0))
    assert level_of(dial) is Level.BATCH_REVIEW
    assert dial.unset(EVERYTHING, ground="chosen", now_ns=T0) == ()


@st.composite
def moves(draw: st.DrawFn, dial: Dial) -> tuple[Change, ...]:
    scope, level = draw(scopes), draw(levels)
    kind = draw(st.sampled_from(("set", "unset", "lend", "cap", "sweep")))
    if kind == "set":
        return dial.set(scope, level, ground="drawn", now_ns=T0)
    if kind == "unset":
        return dial.unset(scope, ground="drawn", now_ns=T0)
    if kind == "cap":
        return dial.cap_with(scope, level, ground="drawn", now_ns=T0)
    if kind == "sweep":
        return dial.swept(draw(st.integers(T0, T0 + 20 * MINUTE)))
    try:
        return dial.lend(scope, level, draw(st.integers(1, 10 * MINUTE)), ground="drawn", now_ns=T0)
    except DialError:
        return ()


@steadily
@given(dials())
def test_all_loans_can_be_recalled(dial: Dial) -> None:
    after = dial.apply(dial.recalled("everything was stopped", T0))
    assert after == dial.without_loans()


@steadily
@given(st.data(), dials())
def test_each_change_can_be_taken_back_to_the_letter(data: st.DataObject, dial: Dial) -> None:
    changes = data.draw(moves(dial))
    after = dial.apply(changes)
    back = [change.reversed("a person took it back", T0 + 1) for change in reversed(changes)]
    assert after.apply(back) == dial


@steadily
@given(st.data(), dials(), situations, levels, st.integers(T0, T0 + 20 * MINUTE))
def test_what_is_said_to_tighten_loosens_nothing_for_anybody(
    data: st.DataObject, dial: Dial, where: Situation, cap: Level, now_ns: int
) -> None:
    changes = data.draw(moves(dial))
    if dial.only_tightens(changes):
        after = dial.apply(changes)
        assert level_of(after, where, now_ns, cap).rank <= level_of(dial, where, now_ns, cap).rank


def test_what_tightens_for_certain() -> None:
    dial = put(put(Dial(), EVERYTHING, Level.BATCH_REVIEW), BOT, Level.CONFIDENCE_BASED)

    def tightens(scope: Scope, level: Level) -> bool:
        return dial.only_tightens(dial.set(scope, level, ground="", now_ns=T0))

    assert tightens(EVERYTHING, Level.FULL_OVERSIGHT)
    assert tightens(Scope(app="thunar"), Level.CONFIDENCE_BASED)
    assert not tightens(Scope(app="thunar"), Level.BATCH_REVIEW)
    assert not tightens(BOT, Level.BATCH_REVIEW)
    assert not dial.only_tightens(dial.unset(BOT, ground="", now_ns=T0))
    assert not dial.only_tightens(dial.lend(BOT, Level.BATCH_REVIEW, MINUTE, ground="", now_ns=T0))


def test_the_end_of_one_loan_may_leave_another() -> None:
    dial = Dial()
    dial = dial.apply(dial.lend(EVERYTHING, Level.FULL_AUTONOMY, MINUTE, ground="", now_ns=T0))
    loan = Entry(Level.BATCH_REVIEW, "lent", T0, T0 + MINUTE)
    dial = dial.apply([Change(Part.LOAN, BOT, None, loan, "lent", T0)])
    assert not dial.only_tightens(dial.unset(BOT, ground="", now_ns=T0))
    assert dial.only_tightens(dial.unset(EVERYTHING, ground="", now_ns=T0))


def test_a_change_made_for_another_dial_is_refused() -> None:
    changes = Dial().set(BOT, Level.BATCH_REVIEW, ground="", now_ns=T0)
    meanwhile = put(Dial(), BOT, Level.FULL_OVERSIGHT)
    with pytest.raises(DialError, match="agent bot has changed meanwhile"):
        meanwhile.apply(changes)
    gone = Change(Part.SETTING, EVERYTHING, Dial().settings[EVERYTHING], None, "", T0)
    with pytest.raises(DialError, match="a level for everything there has to be"):
        Dial().apply([gone])
