import hashlib
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Paste
from supervisor.core.record import (
    FIELDS,
    FIRST_PREV_HASH,
    Event,
    Record,
    canonical,
    chain_hash,
    compose,
    is_secret,
)
from supervisor.core.record_fields import MASK, Approval

PASSWORD = Context(element=Element(name="Password", role="password text", text="hunter2"))


def body_of(**parts: Any) -> dict[str, Any]:
    out = json.loads(compose(7, 1_700_000_000_000_000_000, Event.DECIDED, "bot", **parts))
    assert isinstance(out, dict)
    return out


def test_a_row_has_exactly_the_documented_fields() -> None:
    documented = "seq time_ns agent event action context assessment decision approval outcome prev_hash hash"
    assert documented.split() == list(FIELDS)
    assert {*body_of(), "prev_hash", "hash"} == set(FIELDS)


def test_what_does_not_apply_is_null() -> None:
    body = body_of()
    assert (body["seq"], body["time_ns"], body["agent"], body["event"]) == (
        7,
        1_700_000_000_000_000_000,
        "bot",
        "decided",
    )
    assert all(body[name] is None for name in ("action", "context", "assessment", "decision", "approval", "outcome"))


def test_parts_are_written_in_the_words_of_the_design() -> None:
    body = body_of(
        assessment=Assessment(Tier.HIGH_RISK, evidence=("control is called “Delete”",)),
        decision=Decision(Verdict.ASK, "delete-file", "it deletes a file"),
        approval=Approval("TigerVNC keyboard", "chord", 1200),
        outcome={"sends": [{"type": "button", "button": 1}]},
    )
    assert body["assessment"] == {
        "tier": "high_risk",
        "category": "other",
        "evidence": ["control is called “Delete”"],
    }
    assert body["decision"] == {"verdict": "ask", "rule_id": "delete-file", "reason": "it deletes a file"}
    assert body["approval"] == {
        "approver": "TigerVNC keyboard",
        "gesture": "chord",
        "latency_ms": 1200,
        "note": None,
    }
    assert body["outcome"] == {"sends": [{"type": "button", "button": 1}]}


def test_canonical_text_is_sorted_dense_utf8() -> None:
    assert canonical({"b": [1, 2], "a": "ä\n"}) == '{"a":"ä\\n","b":[1,2]}'.encode()


def test_the_chain_is_sha256_over_the_raw_hash_before_and_the_body() -> None:
    assert len(FIRST_PREV_HASH) == 32
    assert not any(FIRST_PREV_HASH)
    assert chain_hash(b"\1" * 32, b"{}") == hashlib.sha256(b"\1" * 32 + b"{}").digest()


def test_a_lone_surrogate_is_shown_by_number_in_any_strict_reader() -> None:
    body = canonical({"text": "a\ud800b\\\udfff"})
    assert json.loads(body.decode("utf-8", "strict"))["text"] == "a\\ud800b\\\\udfff"


@pytest.mark.parametrize(
    ("strange", "written"),
    [
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (1.5, 1.5),
        (frozenset({"b", "a"}), ["a", "b"]),
        (b"\xff", "b'\\xff'"),
        ({1: 2, "x": float("nan")}, {"1": 2, "x": "nan"}),
        ((1, (2,)), [1, [2]]),
    ],
)
def test_strange_values_are_written_as_text(strange: object, written: object) -> None:
    assert json.loads(canonical({"value": strange}))["value"] == written


def test_a_number_too_long_to_print_is_shown_in_part() -> None:
    value = json.loads(canonical({"value": 10**5000}))["value"]
    assert value.startswith("0x")
    assert len(value) <= 4096


def test_endless_nesting_ends() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert b"\xe2\x80\xa6" in canonical({"value": loop})


def test_a_huge_text_anywhere_is_cut_with_its_length_and_digest() -> None:
    text = "x" * 100_000
    value = json.loads(canonical({"outcome": {"error": text}}))["outcome"]["error"]
    assert value["length"] == 100_000
    assert value["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert len(value["cut"]) == 4096


def test_many_sends_are_all_kept() -> None:
    sends = [{"type": "motion", "x": n, "y": n} for n in range(10_000)]
    assert json.loads(canonical({"sends": sends}))["sends"] == sends


@example({"]": None, "\ud800": None})
@example({"\ud800": None, "\\ud800": 1})
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats() | st.text(st.characters()),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
        max_leaves=20,
    )
)
def test_any_value_becomes_json_that_reads_back_to_the_same_text(value: object) -> None:
    once = canonical({"value": value})
    assert canonical(json.loads(once.decode("utf-8", "strict"))) == once


def test_a_password_field_hides_all_that_is_typed() -> None:
    action = Action("1", "bot", ActionKind.TYPE, keys="shift+H", text="hunter2", reason="typing hunter2")
    raw = compose(
        1,
        2,
        Event.SENDING,
        "bot",
        action=action,
        context=PASSWORD,
        assessment=Assessment(Tier.READ, evidence=("typed “hunter2”",)),
        decision=Decision(Verdict.ALLOW, "r", "typed hunter2 there"),
        outcome={"sends": [{"type": "key", "keycode": 43, "down": True}], "words": "type hunter2"},
    ).decode()
    body = json.loads(raw)
    assert "hunter2" not in raw
    assert body["action"]["text"] == body["context"]["element"]["text"] == MASK
    assert body["action"]["keys"] == MASK
    assert body["action"]["masked"] is True
    assert body["outcome"]["sends"] == [{"type": "key", "keycode": MASK, "down": True}]


def test_the_caller_can_hide_without_a_context() -> None:
    action = Action("1", "bot", ActionKind.TYPE, text="hunter2")
    assert b"hunter2" not in compose(1, 2, Event.OUTCOME, "bot", action=action, masked=True)
    assert b"hunter2" in compose(1, 2, Event.OUTCOME, "bot", action=action)


def test_hiding_keeps_the_event_readable_whatever_the_password_is() -> None:
    action = Action("1", "bot", ActionKind.TYPE, text="outcome")
    body = json.loads(compose(1, 2, Event.OUTCOME, "bot", action=action, masked=True))
    assert body["event"] == "outcome"


@pytest.mark.parametrize(
    ("context", "secret"),
    [(None, False), (Context(), False), (Context(element=Element(role="text")), False), (PASSWORD, True)],
)
def test_only_password_fields_are_secret(context: Context | None, secret: bool) -> None:
    assert is_secret(context) is secret


def test_export_keeps_the_order() -> None:
    record = Record(1, 2, None, "stopped", None, None, None, None, None, "chord", "00", "11")
    assert list(record.exported()) == list(FIELDS)
    assert record.exported()["outcome"] == "chord"


def test_what_is_pasted_into_a_password_field_is_hidden_wherever_it_is_quoted() -> None:
    action = Action("1", "bot", ActionKind.KEY, keys="ctrl+v")
    context = Context(element=PASSWORD.element, pastes=(Paste("CLIPBOARD", "hunter2", "abc"),))
    assessment = Assessment(Tier.HIGH_RISK, evidence=("answers with `hunter2`",))
    body = body_of(action=action, context=context, assessment=assessment)
    assert "hunter2" not in json.dumps(body)
    assert "abc" not in json.dumps(body["context"])
    shown = body_of(action=action, context=Context(pastes=context.pastes))
    assert shown["context"]["pastes"] == [{"selection": "CLIPBOARD", "text": "hunter2", "before": "abc"}]


def test_text_for_a_field_that_did_not_answer_is_hidden_like_a_password() -> None:
    action = Action("1", "a", ActionKind.TYPE, text="hunter2")
    body = compose(1, 1, Event.DECIDED, "a", action=action, context=Context(veiled=True)).decode()
    assert "hunter" not in body
    assert "hunter2" in compose(1, 1, Event.DECIDED, "a", action=action, context=Context()).decode()


def _row(**parts: Any) -> Record:
    return Record(**{"seq": 1, "time_ns": 0, "prev_hash": "", "hash": "", **dict.fromkeys(FIELDS), **parts})


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"action": {"id": "bot-1"}, "outcome": "done"}, "bot-1"),
        ({"outcome": {"action_id": "bot-1"}}, "bot-1"),
        ({"outcome": {"action_id": None}}, ""),
        ({"outcome": "done"}, ""),
        ({}, ""),
    ],
)
def test_a_row_says_which_action_it_is_about(parts: dict[str, Any], found: str) -> None:
    assert _row(**parts).action_id == found


@pytest.mark.parametrize(
    ("event", "agent", "anew"),
    [
        (Event.SUPERVISOR_STARTED, None, {"bot", "clerk", None}),
        (Event.AGENT_STARTED, "bot", {"bot"}),
        (Event.AGENT_ENDED, "bot", set()),
        (Event.DECIDED, "bot", set()),
    ],
)
def test_ids_may_repeat_once_the_agent_or_the_supervisor_has_begun_again(
    event: Event, agent: str | None, anew: set[str | None]
) -> None:
    row = _row(event=event, agent=agent)
    assert {name for name in ("bot", "clerk", None) if row.begins_anew(name)} == anew
