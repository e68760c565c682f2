from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.autonomy import Level
from supervisor.ui.messages import (
    MAX_WORDS,
    Activity,
    Agent,
    Choices,
    MessageError,
    MirrorState,
    Past,
    Standing,
    parse_config,
    parse_mirror,
    parse_request,
    parse_state,
)

MIRROR: dict[str, Any] = {"t": "mirror", "id": 7, "kind": "click", "state": "coming"}
REQUEST: dict[str, Any] = {"t": "request", "id": "r1", "kind": "action", "sentence": "Click “Delete”"}


def test_a_mirror_carries_all_its_fields() -> None:
    mirror = parse_mirror(
        {
            **MIRROR,
            "kind": "drag",
            "x": 10,
            "y": 20,
            "end": [30, 40],
            "rect": [1, 2, 3, 4],
            "words": "drag",
            "keys": "ctrl",
            "text": "",
            "button": 1,
            "ack": True,
        }
    )
    assert (mirror.id, mirror.kind, mirror.state) == (7, ActionKind.DRAG, MirrorState.COMING)
    assert (mirror.point, mirror.end, mirror.rect) == (Point(10, 20), Point(30, 40), Rect(1, 2, 3, 4))
    assert (mirror.words, mirror.keys, mirror.button, mirror.ack) == ("drag", "ctrl", 1, True)


def test_a_request_says_what_went_before() -> None:
    did = [{"words": "click “Open”", "outcome": "done"}]
    advice = {"answer": "reject", "ground": "you rejected the very same"}
    request = parse_request(
        {**REQUEST, "did": did, "said": "s", "like": "You rejected 1.", "advice": advice, "opened": True}
    )
    assert request.did == (Past("click “Open”", "done"),)
    assert (request.like, request.advice, request.opened) == ("You rejected 1.", "reject", True)
    assert request.said == "s"
    assert request.advice_ground == "you rejected the very same"


@pytest.mark.parametrize("wrong", [{"did": 5}, {"did": ["x"]}, {"advice": "approve"}, {"like": 3}])
def test_what_went_before_in_another_form_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(MessageError, match="bad `request`"):
        parse_request({**REQUEST, **wrong})


def test_what_a_mirror_leaves_out_is_nothing() -> None:
    mirror = parse_mirror({**MIRROR, "x": None, "rect": None})
    assert (mirror.point, mirror.rect, mirror.words, mirror.ack) == (None, None, "", False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "7"},
        {"id": True},
        {"kind": "explode"},
        {"state": "gone"},
        {"x": 1},
        {"x": float("nan"), "y": 1},
        {"x": float("inf"), "y": 1},
        {"rect": [1, 2, 3]},
        {"rect": "1234"},
        {"words": 5},
        {"end": {"x": 1}},
    ],
)
def test_a_mirror_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MessageError):
        parse_mirror({**MIRROR, **wrong})


def test_places_and_texts_are_bounded() -> None:
    mirror = parse_mirror({**MIRROR, "x": 10**9, "y": -(10**9), "rect": [0, 0, -5, 10**7], "words": "w" * 10_000})
    assert mirror.point == Point(32_767, -32_767)
    assert mirror.rect == Rect(0, 0, 0, 32_767)
    assert len(mirror.words) == MAX_WORDS


def test_a_request_is_not_pictured_unless_it_says_that_it_may_be() -> None:
    assert parse_request(REQUEST).masked
    assert parse_request({**REQUEST, "masked": None}).masked
    assert not parse_request({**REQUEST, "masked": False}).masked


def test_a_confirmation_is_told_from_an_action() -> None:
    assert not parse_request(REQUEST).confirm
    assert parse_request({**REQUEST, "kind": "confirm"}).confirm


def test_a_request_says_whose_it_is_and_for_what() -> None:
    request = parse_request({**REQUEST, "agent": "bot", "workflow": "invoices"})
    assert (request.agent, request.workflow) == ("bot", "invoices")
    assert parse_request(REQUEST).workflow == ""


def test_a_question_to_practise_on_is_told_from_others() -> None:
    assert parse_request({**REQUEST, "practice": True}).practice
    assert not parse_request({**REQUEST, "practice": "yes"}).practice


def test_a_request_about_several_says_which() -> None:
    request = parse_request({**REQUEST, "lines": ["2 × click", "x" * 10_000, *["y"] * 20], "beside": "1 more"})
    assert request.lines[0] == "2 × click"
    assert (len(request.lines), len(request.lines[1]), request.beside) == (8, MAX_WORDS, "1 more")
    assert (parse_request(REQUEST).lines, parse_request(REQUEST).beside) == ((), "")


@pytest.mark.parametrize(
    "wrong",
    [{"id": ""}, {"id": 5}, {"point": [1]}, {"deadline_s": "soon"}, {"sentence": []}, {"lines": 5}, {"beside": 5}],
)
def test_a_request_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MessageError):
        parse_request({**REQUEST, **wrong})


def test_state_lists_agents_and_what_they_did() -> None:
    state = parse_state(
        {
            "state": "waiting",
            "agents": [
                {"name": "a", "contained": False},
                {"name": "b", "contained": True, "containment": "contained", "workflow": "w"},
            ],
            "last": [{"words": "click", "outcome": "done"}],
            "note": "not contained",
            "waiting": 3,
            "autonomy": {
                "dials": [
                    {"agent": "", "level": "batch-review", "lasting": "approval-gates", "highest": "batch-review"}
                ]
            },
        }
    )
    assert state.activity is Activity.WAITING
    assert state.autonomy.all is not None
    assert state.autonomy.all.level is Level.BATCH_REVIEW
    assert state.agents == (Agent("a"), Agent("b", contained=True, containment="contained", workflow="w"))
    assert state.last == (Past("click", "done"),)
    assert (state.note, state.waiting) == ("not contained", 3)


def test_a_request_is_matched_with_its_mirror_by_where_it_takes_effect() -> None:
    click = parse_mirror({**MIRROR, "x": 10, "y": 20})
    drag = parse_mirror({**MIRROR, "kind": "drag", "x": 10, "y": 20, "end": [30, 40]})
    keys = parse_mirror({**MIRROR, "kind": "key", "rect": [1, 2, 3, 4]})
    assert click.is_aimed_at(Point(10, 20), Rect(5, 5, 50, 50))
    assert drag.is_aimed_at(Point(30, 40), None)
    assert not drag.is_aimed_at(Point(10, 20), None)
    assert keys.is_aimed_at(None, Rect(1, 2, 3, 4))
    assert not keys.is_aimed_at(None, None)
    assert not click.is_aimed_at(None, None)
    assert click.is_like(parse_mirror({**MIRROR, "id": 99, "x": 10, "y": 20, "state": "held"}))
    assert not click.is_like(drag)


@pytest.mark.parametrize("wrong", [{"state": "asleep"}, {"state": "idle", "agents": ["a"]}, {}])
def test_a_state_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MessageError):
        parse_state(wrong)


def test_config_knows_labels_and_colours() -> None:
    config = parse_config({"labels": {"stop": "Ctrl+Alt+S"}, "settings": {"arm_ms": 700, "color_scheme": "dark"}})
    assert (config.labels, config.arm_ms, config.color_scheme) == ({"stop": "Ctrl+Alt+S"}, 700, "dark")
    assert parse_config({"settings": {"reduced_motion": "on"}}).reduced_motion == "on"
    assert parse_config({"settings": {"reduced_motion": "slow"}}).reduced_motion == "auto"
    assert parse_config({"settings": {"color_scheme": "pink"}}).color_scheme == "system"


def test_the_bus_is_known_only_where_notifications_are_wanted() -> None:
    bus = "unix:path=/run/user/1000/bus"
    assert parse_config({"bus": bus, "settings": {"notifications": True}}).bus == bus
    assert parse_config({"bus": bus, "settings": {"notifications": False}}).bus == ""
    assert parse_config({"bus": 7, "settings": {"notifications": True}}).bus == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=10), inner, max_size=5),
    max_leaves=10,
)
FIELDS = st.sampled_from(
    [
        "id",
        "kind",
        "state",
        "x",
        "y",
        "end",
        "rect",
        "words",
        "point",
        "deadline_s",
        "agents",
        "last",
        "labels",
        "settings",
    ]
)


# Making the first of these takes long on a machine that is busy.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(FIELDS, JSON, max_size=14))
def test_any_json_is_read_or_refused_and_nothing_else(packet: dict[str, Any]) -> None:
    packet = json.loads(json.dumps(packet))
    for parse, base in (
        (parse_mirror, MIRROR),
        (parse_request, REQUEST),
        (parse_state, {"state": "idle"}),
        (parse_config, {}),
    ):
        try:
            parse({**base, **packet})
        except MessageError:
            continue


def test_choices_and_standing_answers_are_read() -> None:
    given = {
        "breadths": ["once", "control"],
        "spans": ["today"],
        "breadth": "control",
        "span": "today",
        "says": "“Delete” in Thunar, today",
        "reasons": [["too-risky", "Too risky"], ["select:x", "no area"]],
    }
    choices = parse_request({**REQUEST, "choices": given}).choices
    assert (choices.breadths, choices.spans, choices.breadth, choices.span) == (
        ("once", "control"),
        ("today",),
        "control",
        "today",
    )
    assert (choices.says, choices.reasons) == ("“Delete” in Thunar, today", (("too-risky", "Too risky"),))
    assert parse_request(REQUEST).choices == Choices()
    state = parse_state({"t": "state", "state": "idle", "note": "", "grants": [{"id": "g", "words": "all"}]})
    assert state.grants == (Standing("g", "all"),)


@pytest.mark.parametrize("wrong", [5, {"reasons": [1]}, {"breadths": 5}, {"reasons": [["a", "b", "c"]]}])
def test_choices_that_make_no_sense_are_refused(wrong: Any) -> None:
    with pytest.raises(MessageError):
        parse_request({**REQUEST, "choices": wrong})


def test_a_policy_that_waits_is_read() -> None:
    assert parse_state({"state": "idle", "policy_waits": True}).policy_waits
    assert parse_state({"state": "idle", "review": 12}).review == 12
    assert parse_state({"state": "idle", "batch": True}).batch
    assert not parse_state({"state": "idle", "batch": 1}).batch
    assert not parse_state({"state": "idle", "policy_waits": "yes"}).policy_waits


def test_a_state_may_tell_of_a_judge() -> None:
    assert parse_state({"state": "idle", "judge": "judge: on, model m"}).judge == "judge: on, model m"
    assert parse_state({"state": "idle"}).judge == ""
    with pytest.raises(MessageError):
        parse_state({"state": "idle", "judge": 5})


def test_a_request_that_takes_two_gestures_is_read() -> None:
    assert not parse_request(REQUEST).twice
    assert parse_request({**REQUEST, "twice": True}).twice
    assert [parse_request({**REQUEST, "first": first}).first for first in ("press", "chord", "wave", 5, None)] == [
        *("press", "chord"),
        *("", "", ""),
    ]
