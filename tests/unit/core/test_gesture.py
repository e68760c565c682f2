"""Scripts of what an agent does with pointer and modifiers, and what comes of it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import ActionKind, Point
from supervisor.core.clicks import MULTI_CLICK_MS
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.step import Draft, StepKind
from tests.support.hand import Hand, key, sent_key
from tests.support.keyboard import code

KEYS = [code(name) for name in ("a", "m", "Return", "BackSpace", "Control_L", "Shift_L", "Super_L", "Caps_Lock", "1")]


@pytest.fixture
def agent() -> Hand:
    return Hand()


# -- the decision falls at the press


def test_a_click_is_one_action_decided_at_the_press(agent: Hand) -> None:
    agent.move(30, 40)
    assert agent.down().kind is StepKind.PROPOSE
    assert agent.up().kind is StepKind.FOLLOW
    assert agent.proposed == [Draft(ActionKind.CLICK, Point(30, 40), button=1)]
    assert agent.sent[-4:] == [
        InputEvent(EventKind.MOTION, x=30, y=40),
        InputEvent(EventKind.BUTTON_PRESS, 1),
        InputEvent(EventKind.MOTION, x=30, y=40),
        InputEvent(EventKind.BUTTON_RELEASE, 1),
    ]


def test_a_press_without_coordinates_goes_where_the_agent_thinks_its_pointer_is(agent: Hand) -> None:
    agent.move(30, 40)
    agent.around = dataclasses.replace(agent.around, pointer=Point(900, 900))
    agent.down()
    assert agent.last.point == Point(30, 40)
    assert InputEvent(EventKind.MOTION, x=30, y=40) in agent.sent


def test_before_it_ever_moved_an_agent_presses_where_the_pointer_is(agent: Hand) -> None:
    agent.down()
    assert agent.last.point == Point(5, 5)
    agent.do(InputEvent(EventKind.MOTION, x=2, y=-3, relative=True))
    assert agent.recogniser.pointer == Point(7, 2)


def test_motion_to_a_place_in_a_window_is_motion_on_the_screen(agent: Hand) -> None:
    agent.around = dataclasses.replace(agent.around, event_point=Point(130, 140))
    agent.do(InputEvent(EventKind.MOTION, x=30, y=40, window=9))
    agent.down()
    assert agent.last.point == Point(130, 140)


def test_motion_in_a_window_that_is_gone_moves_nothing(agent: Hand) -> None:
    agent.move(30, 40)
    assert agent.do(InputEvent(EventKind.MOTION, x=3, y=4, window=9)).kind is StepKind.DROP
    assert agent.recogniser.pointer == Point(30, 40)


def test_after_a_conditional_warp_the_real_pointer_is_asked(agent: Hand) -> None:
    agent.move(30, 40)
    warp = InputEvent(EventKind.MOTION, x=8, y=8, relative=True, raw=b"warp")
    assert agent.perform(agent.feed(warp)).sends == (warp,)
    agent.down()
    assert agent.last.point == Point(5, 5)


@pytest.mark.parametrize(("button", "kind"), [(2, ActionKind.MIDDLE_CLICK), (3, ActionKind.RIGHT_CLICK)])
def test_other_buttons_are_clicks_of_their_own(agent: Hand, button: int, kind: ActionKind) -> None:
    agent.down(button)
    assert (agent.last.kind, agent.last.button) == (kind, button)


def test_double_and_triple_clicks_are_decided_at_each_press(agent: Hand) -> None:
    for _ in range(4):
        agent.down()
        agent.up()
        agent.wait(100)
    kinds = [draft.kind for draft in agent.proposed]
    assert kinds == [ActionKind.CLICK, ActionKind.DOUBLE_CLICK, ActionKind.TRIPLE_CLICK, ActionKind.CLICK]


def test_a_click_after_a_long_hold_of_the_first_is_still_the_second_of_a_double_click(agent: Hand) -> None:
    step = agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1))
    agent.wait(60_000)
    agent.perform(step)
    agent.up()
    agent.wait(MULTI_CLICK_MS)
    agent.down()
    assert agent.last.kind is ActionKind.DOUBLE_CLICK


def test_clicks_that_are_made_whole_count_as_double_clicks_and_leave_nothing_down(agent: Hand) -> None:
    for _ in range(2):
        step = agent.recogniser.whole(agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1)))
        agent.wait(60_000)
        agent.perform(step)
        assert agent.up().kind is StepKind.DROP
        agent.wait(MULTI_CLICK_MS)
    agent.move(300, 300)
    assert [draft.kind for draft in agent.proposed] == [ActionKind.CLICK, ActionKind.DOUBLE_CLICK]
    assert not agent.recogniser.seat.busy
    assert not agent.recogniser.dragging


def test_of_keys_only_those_that_go_down_are_made_whole_and_only_where_that_is_wanted(agent: Hand) -> None:
    down = agent.feed(InputEvent(EventKind.KEY_PRESS, code("a")))
    assert agent.recogniser.whole(down) is down
    tap = agent.recogniser.whole(down, frozenset({EventKind.KEY_PRESS}))
    assert tap.sends == (InputEvent(EventKind.KEY_PRESS, code("a")), InputEvent(EventKind.KEY_RELEASE, code("a")))
    agent.perform(tap)
    assert agent.release("a").kind is StepKind.DROP
    kept = agent.feed(InputEvent(EventKind.KEY_PRESS, code("Shift_L")))
    assert agent.recogniser.whole(kept, frozenset({EventKind.KEY_PRESS})) is kept
    sent = agent.feed(sent_key("a"))
    assert agent.recogniser.whole(sent, frozenset({EventKind.KEY_PRESS})) is sent


def test_an_approved_second_click_repeats_the_first_which_lies_too_far_back(agent: Hand) -> None:
    agent.press("Control_L")
    agent.down()
    agent.up()
    step = agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1))
    agent.lift()
    planned = [(e.kind.value, e.detail) for e in agent.recogniser.plan(step, anew=True)]
    motion, press, release = ("motion", 0), ("button_press", 1), ("button_release", 1)
    assert planned == [key("press", "Control_L"), motion, press, release, motion, press]
    assert len(agent.recogniser.plan(step)) == 3


def test_a_single_click_is_not_repeated(agent: Hand) -> None:
    step = agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1))
    assert agent.recogniser.plan(step, anew=True) == agent.recogniser.plan(step)


def test_a_refused_click_counts_for_nothing(agent: Hand) -> None:
    agent.down(allowed=False)
    assert agent.up().kind is StepKind.DROP
    agent.down()
    assert [draft.kind for draft in agent.proposed] == [ActionKind.CLICK, ActionKind.CLICK]
    assert agent.take() == [("motion", 0), ("button_press", 1)]


def test_scrolling_is_one_action_however_long_and_another_at_another_place(agent: Hand) -> None:
    kinds = []
    for _ in range(5):
        kinds.append(agent.down(5).kind)
        agent.up(5)
        agent.wait(50)
    assert kinds == [StepKind.PROPOSE] + [StepKind.FOLLOW] * 4
    agent.down(4)
    agent.move(300, 300)
    agent.down(4)
    assert [(d.kind, d.button) for d in agent.proposed] == [
        (ActionKind.SCROLL, 5),
        (ActionKind.SCROLL, 4),
        (ActionKind.SCROLL, 4),
    ]


# -- of a drag, again at the drop


def test_a_drag_is_decided_at_the_press_and_again_at_the_drop(agent: Hand) -> None:
    agent.move(10, 10)
    agent.down()
    agent.move(200, 10)
    drop = agent.feed(InputEvent(EventKind.BUTTON_RELEASE, 1))
    assert drop.kind is StepKind.PROPOSE
    assert drop.draft == Draft(ActionKind.DRAG, Point(10, 10), Point(200, 10), button=1)
    assert drop.sends == (InputEvent(EventKind.MOTION, x=200, y=10), InputEvent(EventKind.BUTTON_RELEASE, 1))


def test_a_tremble_is_no_drag_and_coming_back_is(agent: Hand) -> None:
    agent.move(10, 10)
    agent.down()
    agent.move(14, 12)
    assert agent.up().kind is StepKind.FOLLOW
    agent.wait(1000)
    agent.down()
    agent.move(300, 10)
    agent.move(14, 12)
    agent.up()
    assert agent.last.kind is ActionKind.DRAG


def test_attack_a_second_button_at_the_goal_does_not_let_the_drop_through(agent: Hand) -> None:
    agent.move(10, 10)
    agent.down(1)
    agent.move(500, 500)
    agent.down(3)
    drop = agent.feed(InputEvent(EventKind.BUTTON_RELEASE, 1))
    assert drop.kind is StepKind.PROPOSE
    assert drop.draft is not None
    assert (drop.draft.kind, drop.draft.point) == (ActionKind.DRAG, Point(10, 10))


def test_attack_a_warp_that_only_the_server_understands_does_not_hide_a_drop(agent: Hand) -> None:
    agent.move(10, 10)
    agent.down()
    agent.around = dataclasses.replace(agent.around, event_point=Point(11, 11))
    agent.do(InputEvent(EventKind.MOTION, x=1, y=1, window=9, raw=b"warp"))
    agent.up()
    assert agent.last.kind is ActionKind.DRAG


def test_modifiers_pressed_during_a_drag_are_down_at_the_drop_as_the_words_say(agent: Hand) -> None:
    agent.move(10, 10)
    agent.down()
    agent.move(500, 500)
    agent.press("Control_L")
    agent.take()
    agent.up()
    assert agent.last.keys == "ctrl"
    assert agent.take() == [key("press", "Control_L"), ("motion", 0), ("button_release", 1)]
    agent.release("Control_L")
    assert not agent.recogniser.seat.busy


def test_attack_the_drop_of_a_press_that_was_held_and_approved_is_decided_too(agent: Hand) -> None:
    agent.move(10, 10)
    held = agent.feed(InputEvent(EventKind.BUTTON_PRESS, 1))
    agent.lift()
    agent.perform(held)
    agent.move(500, 500)
    assert agent.up().kind is StepKind.PROPOSE
    assert agent.last.kind is ActionKind.DRAG


def test_attack_a_button_that_is_down_and_nobody_knows_why_drops_not_undecided(agent: Hand) -> None:
    agent.recogniser.seat.buttons.add(1)
    assert agent.up().kind is StepKind.PROPOSE


def test_only_a_button_that_is_really_down_drags(agent: Hand) -> None:
    agent.down(allowed=False)
    agent.move(500, 500)
    assert not agent.recogniser.dragging
    agent.down()
    agent.move(10, 10)
    assert agent.recogniser.dragging


# -- modifiers are kept back


def test_a_modifier_is_kept_back_until_its_key_is_decided(agent: Hand) -> None:
    assert agent.press("Control_L").kind is StepKind.KEEP
    assert agent.take() == []
    agent.press("s")
    assert agent.last.keys == "ctrl+s"
    assert agent.take() == [key("press", "Control_L"), key("press", "s")]
    agent.release("s")
    agent.release("Control_L")
    assert agent.take() == [key("release", "s"), key("release", "Control_L")]


def test_after_a_refused_chord_nothing_was_down_and_the_releases_are_dropped(agent: Hand) -> None:
    agent.press("Control_L")
    agent.press("Delete", allowed=False)
    assert agent.release("Delete").kind is StepKind.DROP
    assert agent.release("Control_L").kind is StepKind.DROP
    assert agent.take() == []


def test_a_modifier_goes_down_once_for_many_keys(agent: Hand) -> None:
    agent.press("Control_L")
    agent.tap("c")
    agent.tap("v")
    assert agent.take().count(key("press", "Control_L")) == 1


def test_a_modifier_of_a_click_goes_down_with_it(agent: Hand) -> None:
    agent.press("Shift_L")
    agent.down()
    assert agent.last.keys == "shift"
    assert agent.take() == [key("press", "Shift_L"), ("motion", 0), ("button_press", 1)]


def test_a_modifier_tapped_alone_is_a_key_decided_at_its_release(agent: Hand) -> None:
    agent.press("Super_L")
    event = InputEvent(EventKind.KEY_RELEASE, code("Super_L"))
    assert agent.recogniser.taps(event)
    assert agent.do(event).kind is StepKind.PROPOSE
    assert agent.last == Draft(ActionKind.KEY, keys="Super_L")
    assert agent.take() == [key("press", "Super_L"), key("release", "Super_L")]


def test_two_modifiers_tapped_together_are_named_together(agent: Hand) -> None:
    agent.press("Control_L")
    agent.press("Shift_L")
    agent.release("Shift_L")
    assert [draft.keys for draft in agent.proposed] == ["ctrl+Shift_L"]
    agent.release("Control_L")
    assert len(agent.proposed) == 1
    assert not agent.recogniser.seat.busy


def test_a_used_modifier_does_not_become_a_key_at_its_release(agent: Hand) -> None:
    agent.press("Control_L")
    agent.tap("c")
    assert not agent.recogniser.taps(InputEvent(EventKind.KEY_RELEASE, code("Control_L")))
    agent.release("Control_L")
    assert [draft.keys for draft in agent.proposed] == ["ctrl+c"]


def test_a_kept_modifier_is_known_to_be_kept(agent: Hand) -> None:
    event = InputEvent(EventKind.KEY_PRESS, code("Control_L"))
    assert not agent.recogniser.keeps(event)
    agent.do(event)
    assert agent.recogniser.keeps(event)
    assert agent.recogniser.keeps(dataclasses.replace(event, kind=EventKind.KEY_RELEASE))
    assert not agent.recogniser.keeps(dataclasses.replace(event, sent_to_window=True))
    agent.release("Control_L")
    assert not agent.recogniser.keeps(event)


# -- releases, and what a hold lifts


def test_what_a_hold_lifted_is_put_down_again_with_the_key_and_a_late_release_is_dropped(agent: Hand) -> None:
    agent.press("Control_L")
    agent.tap("a")
    held = agent.feed(InputEvent(EventKind.KEY_PRESS, code("Delete")))
    agent.take()
    agent.lift()
    assert agent.take() == [key("release", "Control_L")]
    agent.perform(held)
    assert agent.take() == [key("press", "Control_L"), key("press", "Delete")]
    agent.lift()
    assert agent.release("Delete").kind is StepKind.DROP
    assert agent.release("Control_L").kind is StepKind.DROP


def test_the_release_of_something_never_pressed_is_dropped(agent: Hand) -> None:
    assert agent.release("a").kind is StepKind.DROP
    assert agent.release("Control_L").kind is StepKind.DROP
    assert agent.up(1).kind is StepKind.DROP
    assert agent.take() == []


# -- whatever comes

_EVENTS = st.one_of(
    st.builds(InputEvent, st.sampled_from([EventKind.KEY_PRESS, EventKind.KEY_RELEASE]), st.sampled_from(KEYS)),
    st.builds(
        InputEvent, st.sampled_from([EventKind.BUTTON_PRESS, EventKind.BUTTON_RELEASE]), st.sampled_from([1, 2, 3, 4])
    ),
    st.builds(
        InputEvent, st.just(EventKind.MOTION), x=st.integers(0, 60), y=st.integers(0, 60), relative=st.booleans()
    ),
    st.just(InputEvent(EventKind.MOTION, x=3, raw=b"warp")),
    st.sampled_from([sent_key("a"), sent_key("a", up=True), sent_key("Return", state=4)]),
)


@given(st.lists(st.tuples(_EVENTS, st.booleans(), st.booleans()), max_size=60))
def test_after_any_events_and_all_releases_the_seat_is_empty(events: list[tuple[InputEvent, bool, bool]]) -> None:
    agent = Hand()
    for event, allowed, lifted in events:
        agent.do(event, allowed=allowed)
        if lifted:
            agent.lift()
    for button in (1, 2, 3, 4):
        agent.up(button)
    for keycode in KEYS:
        agent.do(InputEvent(EventKind.KEY_RELEASE, keycode))
    assert not agent.recogniser.seat.busy


@given(st.lists(st.tuples(_EVENTS, st.booleans()), max_size=60))
def test_no_press_goes_out_that_no_decision_covers(events: list[tuple[InputEvent, bool]]) -> None:
    """What follows without a decision of its own is motion, releases, and the text or scroll of a decided run."""
    agent = Hand()
    for event, allowed in events:
        before = len(agent.sent)
        step = agent.do(event, allowed=allowed)
        new = agent.sent[before:]
        if step.kind in (StepKind.KEEP, StepKind.DROP) or (step.kind is StepKind.PROPOSE and not allowed):
            assert new == []
        if step.kind is StepKind.FOLLOW and any(e.kind.value.endswith("press") for e in new):
            assert step.draft is not None
            assert step.draft.kind in (ActionKind.TYPE, ActionKind.SCROLL)
            assert step.draft.kind in {draft.kind for draft in agent.proposed}


@given(st.lists(_EVENTS, max_size=40), st.text(alphabet="abc", min_size=1, max_size=5))
def test_what_return_submits_ends_with_what_was_typed_last(events: list[InputEvent], text: str) -> None:
    agent = Hand()
    for event in events:
        agent.do(event)
    for keycode in KEYS:
        agent.do(InputEvent(EventKind.KEY_RELEASE, keycode))
    agent.type(text)
    agent.tap("Return")
    assert agent.last.text.endswith(text)
    assert agent.last.kind is ActionKind.TYPE_ENTER
