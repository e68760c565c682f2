from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from supervisor.core.autonomy_figures import Figures, Result
from supervisor.core.autonomy_tally import DAY_NS, MOST_OPEN, Group, Tally, date_of
from supervisor.core.record import FIELDS, Event, Record

TODAY = 20_778


def row(event: str, number: int, *, day: int = TODAY, **more: Any) -> Record:
    action = {"id": f"a{number}", "kind": more.pop("kind", "click")} | more.pop("action", {})
    empty: dict[str, Any] = dict.fromkeys(("context", "assessment", "decision", "approval", "outcome"))
    return Record(1, day * DAY_NS + 5, "bot", event, **(empty | {"action": action} | more), prev_hash="", hash="")


def decided(number: int, *, tier: str = "high_risk", category: str = "files", **more: Any) -> Record:
    context = {"window": {"app": "Thunar", "executable": more.pop("app", "thunar")}}
    facts: dict[str, Any] = {"assessment": {"tier": tier, "category": category}, "context": context}
    return row(Event.DECIDED, number, **(facts | more))


def asked(number: int) -> Record:
    return row(Event.APPROVAL_REQUESTED, number)


def answered(number: int, answer: str, latency_ms: int = 900) -> Record:
    return row(Event.ANSWERED, number, outcome={"answer": answer}, approval={"latency_ms": latency_ms})


def ended(number: int, result: str = "done", **more: Any) -> Record:
    facts: dict[str, Any] = {"action": {}, "outcome": {"action_id": f"a{number}", "result": result}}
    return row(Event.OUTCOME, number, **(facts | more))


def tally_of(*records: Record) -> Tally:
    tally = Tally()
    for record in records:
        tally.take(record)
    return tally


def total(tally: Tally) -> Figures:
    return tally.grouped(Group.ALL).get("all", Figures())


HELD = (decided(1), asked(1))


@pytest.mark.parametrize(
    ("records", "result"),
    [
        ([decided(1), ended(1)], Result.PASSED),
        ([decided(1), asked(1), answered(1, "approve"), ended(1)], Result.APPROVED),
        ([decided(1), asked(1), answered(1, "reject"), ended(1, "refused")], Result.REJECTED),
        (
            [decided(1), asked(1), answered(1, "modify"), decided(1), answered(1, "approve"), ended(1)],
            Result.MODIFIED,
        ),
        ([decided(1), asked(1), answered(1, "modify"), answered(1, "reject"), ended(1, "refused")], Result.REJECTED),
        ([decided(1), asked(1), ended(1, "expired")], Result.EXPIRED),
        # The target changed, and it was asked anew.
        ([decided(1), asked(1), answered(1, "approve"), decided(1), asked(1), ended(1, "expired")], Result.APPROVED),
    ],
)
def test_what_came_of_an_action(records: list[Record], result: Result) -> None:
    figures = total(tally_of(*records))
    assert figures.of(result) == 1
    assert figures.actions == 1
    assert (figures.median_ms is not None) == (answered(1, "x").event in {r.event for r in records})


STARTED = row(Event.SUPERVISOR_STARTED, 0, action={"id": None})
BEGUN = row(Event.AGENT_STARTED, 0, action={"id": None})


@pytest.mark.parametrize("anew", [STARTED, BEGUN])
def test_what_had_not_ended_when_the_agent_began_again_is_no_part_of_what_has_its_id_then(anew: Record) -> None:
    tally = tally_of(*HELD, answered(1, "reject"), anew, decided(1, tier="read"), ended(1))
    (figures,) = tally.grouped(Group.TIER).values()
    assert list(tally.grouped(Group.TIER)) == ["read"]
    assert (figures.of(Result.PASSED), figures.of(Result.REJECTED)) == (1, 0)
    # What was decided before is ended by nothing that comes after.
    assert total(tally_of(decided(1), anew, ended(1))) == Figures()


def test_what_another_agent_does_goes_on_when_one_begins() -> None:
    other = replace(BEGUN, agent="clerk")
    assert total(tally_of(*HELD, answered(1, "approve"), other, ended(1))).of(Result.APPROVED) == 1


def test_what_was_made_in_part_has_passed_and_may_be_drawn() -> None:
    deny = {"verdict": "deny", "rule_id": "partly-made"}
    tally = tally_of(decided(1, tier="irreversible"), ended(1, "partly", decision=deny))
    assert (tally.refused, total(tally).of(Result.PASSED)) == (0, 1)
    assert list(tally.review.waiting) == [1]
    held = tally_of(*HELD, answered(1, "approve"), ended(1, "partly", decision=deny))
    assert total(held).of(Result.APPROVED) == 1


def test_sums_of_an_older_version_are_not_taken() -> None:
    kept = Tally().data()
    with pytest.raises(ValueError, match="another version"):
        Tally.of(kept | {"format": kept["format"] - 1})
    assert kept["format"] > 2, "which took actions of two agents for one"


def test_what_a_rule_refuses_is_counted_apart() -> None:
    tally = tally_of(decided(1), ended(1, "refused", decision={"verdict": "deny"}))
    assert (tally.refused, total(tally)) == (1, Figures())


@pytest.mark.parametrize(
    "record",
    [
        decided(1, kind="move"),
        decided(1, kind="scroll"),
        decided(1, tier="terrible"),
        decided(1, category="terrible"),
        decided(1, assessment=None),
        decided(1, assessment={}),
        row("strange", 1),
        row(Event.UNREADABLE, 1),
    ],
)
def test_what_says_nothing_is_left_out(record: Record) -> None:
    assert total(tally_of(record, asked(1), ended(1))) == Figures()


def test_strange_rows_break_nothing() -> None:
    strange = [
        row(Event.ANSWERED, 1, outcome="text"),
        row(Event.ANSWERED, 1, outcome={"answer": "approve"}, approval={"latency_ms": "soon"}),
        row(Event.OUTCOME, 1, outcome="text"),
        row(Event.OUTCOME, 1, outcome={}),
        row(Event.DECIDED, 1, assessment={"tier": "read", "category": "files"}, context={"window": 5}),
    ]
    assert total(tally_of(decided(1), *strange, ended(1))).actions == 1


def test_figures_stand_apart_by_what_is_wanted() -> None:
    tally = tally_of(
        decided(1),
        ended(1),
        decided(2, app="", tier="read", category="email"),
        ended(2, day=TODAY + 1),
        decided(3, action={"tool": {"server": "mail", "name": "send"}}),
        ended(3),
    )
    assert {name: one.actions for name, one in tally.grouped(Group.APP).items()} == {
        "Thunar": 1, "thunar": 1, "tool:mail": 1,
    }  # fmt: skip
    assert {name: one.actions for name, one in tally.grouped(Group.CATEGORY).items()} == {"email": 1, "files": 2}
    assert list(tally.grouped(Group.TIER)) == ["high_risk", "read"]
    assert list(tally.grouped(Group.AGENT)) == ["bot"]
    assert list(tally.grouped(Group.DAY)) == ["2026-11-21", "2026-11-22"]
    assert total(tally).actions == 3
    assert tally.grouped(Group.ALL, TODAY + 1)["all"].actions == 1
    assert tally.grouped(Group.ALL, TODAY + 2) == {}


def test_it_goes_on_where_it_was_left() -> None:
    records = [
        decided(1), asked(1), decided(2), ended(2), answered(1, "approve"), ended(1),
        decided(3), asked(3), answered(3, "reject", 5000), ended(3), decided(4), asked(4),
    ]  # fmt: skip
    whole = tally_of(*records)
    for cut in range(len(records) + 1):
        kept = json.loads(json.dumps(tally_of(*records[:cut]).data()))
        tally = Tally.of(kept)
        for record in records[cut:]:
            tally.take(record)
        assert tally == whole


@pytest.mark.parametrize(
    "data", [{}, {"format": 0}, {"format": 1}, {"format": 1, "refused": 0, "days": [[1]], "open": []}]
)
def test_what_is_no_tally_is_not_read(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"tally|version|unpack"):
        Tally.of(data)


def test_actions_that_never_end_are_forgotten() -> None:
    tally = Tally()
    for number in range(MOST_OPEN + 5):
        tally.take(decided(number))
    assert len(tally.open) == MOST_OPEN
    assert "a4" not in tally.open


def test_dates() -> None:
    assert (date_of(0), date_of(TODAY)) == ("1970-01-01", "2026-11-21")


def marked(number: int, mark: str, **more: Any) -> Record:
    said = {"seq": number, "mark": mark, "app": "thunar", "category": "files", "tier": "high_risk"}
    return row(Event.REVIEWED, number, action={}, outcome=said | more)


def passed(number: int) -> list[Record]:
    one = decided(number, tier="irreversible")
    return [Record(**{name: getattr(one, name) for name in FIELDS} | {"seq": number}), ended(number)]


def test_what_passed_and_was_drawn_waits_to_be_gone_through() -> None:
    tally = tally_of(*passed(1), *passed(2), decided(3, tier="irreversible"), ended(3, "refused"))
    assert list(tally.review.waiting) == [1, 2]
    tally = tally_of(decided(1, tier="irreversible"), asked(1), answered(1, "approve"), ended(1))
    assert tally.review.waiting == {}


def test_a_mark_counts_once_and_for_the_agent_and_program_it_is_about() -> None:
    tally = tally_of(*passed(1), *passed(2), marked(1, "wrong"), marked(1, "wrong"), marked(2, "right"))
    assert total(tally).of(Result.FOUND_WRONG) == total(tally).of(Result.FOUND_RIGHT) == 1
    assert total(tally).actions == 2
    assert tally.grouped(Group.APP)["thunar"].of(Result.FOUND_WRONG) == 1
    assert Tally.of(json.loads(json.dumps(tally.data()))) == tally


def test_a_mark_of_another_version_counts_nowhere() -> None:
    assert total(tally_of(marked(1, "wrong", tier="ghastly"))) == Figures()


def test_actions_of_which_the_agent_was_not_sure_are_counted() -> None:
    unsure = decided(1, action={"stated": {"confidence": 0.1}})
    assert total(tally_of(unsure, ended(1), decided(2), ended(2))).unsure == 1
    open_still = tally_of(unsure)
    again = Tally.of(json.loads(json.dumps(open_still.data())))
    again.take(ended(1))
    assert total(again).unsure == 1


@pytest.mark.parametrize("day", [-5, 10**12])
def test_a_clock_that_is_wrong_gives_a_date_all_the_same(day: int) -> None:
    tally = tally_of(decided(1), row(Event.OUTCOME, 1, day=day, outcome={"action_id": "a1", "result": "done"}))
    assert list(tally.grouped(Group.DAY)) in (["1970-01-01"], ["9999-12-31"])


def test_values_that_nobody_writes_are_no_trouble() -> None:
    odd = [decided(1, action={"kind": ["click"]}), answered(1, "approve", 10**400), ended(1)]
    assert total(tally_of(*odd)).actions == 1


def test_what_a_person_ordered_to_be_taken_back_counts_for_nobody() -> None:
    undo = decided(1, action={"origin": "undo"})
    tally = tally_of(undo, asked(1), answered(1, "approve"), ended(1), decided(2), ended(2))
    assert (total(tally).actions, total(tally).of(Result.APPROVED)) == (1, 0)


def test_tests_of_attention_are_counted_apart_by_day_and_are_nobodys_answers() -> None:
    tests = [row(event, 1, day=TODAY + day, outcome={"sentence": "x", "agent": "bot"}) for event, day in CANARIES]
    tally = tally_of(*tests)
    assert tally.tested() == (2, 1)
    assert tally.tested(TODAY + 1) == (1, 0)
    assert total(tally) == Figures()
    assert Tally.of(json.loads(json.dumps(tally.data()))) == tally


CANARIES = [
    (Event.CANARY_MISSED, 0),
    (Event.CANARY_MISSED, 1),
    (Event.CANARY_NOTICED, 0),
    (Event.CANARY_WITHDRAWN, 0),
]
