from __future__ import annotations

import json
from typing import Any

import pytest

from supervisor.core.autonomy_figures import Figures, Result
from supervisor.core.autonomy_tally import DAY_NS, MOST_OPEN, Group, Tally, date_of
from supervisor.core.record import Event, Record

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
