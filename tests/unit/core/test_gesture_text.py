"""Scripts of what an agent types, by the seat and by SendEvent, and what comes of it."""

from __future__ import annotations

import dataclasses

import pytest

from supervisor.core.action import ActionKind, Point
from supervisor.core.gesture import MOST_SENT_DOWN, RUN_PAUSE_MS
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.step import Draft, StepKind
from tests.support.hand import FORM, TERMINAL, Hand, sent_key
from tests.support.keyboard import SPARE, code


@pytest.fixture
def agent() -> Hand:
    return Hand()


# -- typing


def test_a_run_of_text_is_one_action_and_return_submits_all_of_it(agent: Hand) -> None:
    agent.type("Ls -a")
    agent.tap("Return")
    assert agent.proposed == [
        Draft(ActionKind.TYPE, text="L"),
        Draft(ActionKind.TYPE_ENTER, keys="Return", text="Ls -a"),
    ]


def test_a_running_text_shows_all_that_was_typed(agent: Hand) -> None:
    agent.type("ab")
    step = agent.press("c")
    assert step.kind is StepKind.FOLLOW
    assert step.draft == Draft(ActionKind.TYPE, text="abc")


def test_back_space_edits_what_return_will_submit(agent: Hand) -> None:
    agent.type("lsx")
    agent.tap("BackSpace")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == ("ls", True)


def test_after_return_the_next_line_begins_empty(agent: Hand) -> None:
    agent.type("ls")
    agent.tap("Return")
    agent.tap("Return")
    assert agent.last == Draft(ActionKind.KEY, keys="Return")


@pytest.mark.parametrize(
    "chord", [("Shift_L", "Return"), ("Control_L", "m"), ("Control_L", "j"), ("Alt_L", "Return")]
)
def test_attack_another_chord_for_return_submits_the_line_just_as_well(agent: Hand, chord: tuple[str, str]) -> None:
    agent.type("rm -rf x")
    modifier, name = chord
    agent.press(modifier)
    agent.tap(name)
    assert (agent.last.kind, agent.last.text) == (ActionKind.KEY, "rm -rf x")


@pytest.mark.parametrize("control", [0x0A, 0x0D, 0x0F])
def test_attack_a_control_character_as_a_keysym_is_ctrl_and_its_letter(agent: Hand, control: int) -> None:
    agent.type("rm -rf x")
    agent.recogniser.keymap = agent.recogniser.keymap.with_rows(SPARE, ((0x01000000 | control,),))
    agent.do(InputEvent(EventKind.KEY_PRESS, SPARE))
    assert agent.last == Draft(ActionKind.KEY, keys=f"ctrl+{chr(control + 0x60)}", text="rm -rf x")


def test_attack_a_borrowed_keycode_that_means_return_submits(agent: Hand) -> None:
    agent.type("rm -rf x")
    agent.recogniser.keymap = agent.recogniser.keymap.with_rows(SPARE, ((0xFF0D,),))
    agent.do(InputEvent(EventKind.KEY_PRESS, SPARE))
    assert agent.last == Draft(ActionKind.TYPE_ENTER, keys="Return", text="rm -rf x")


def test_attack_half_a_command_a_click_on_another_tab_and_the_rest_is_a_guess(agent: Hand) -> None:
    agent.type("echo ")
    agent.move(30, 40)
    agent.down()
    agent.up()
    agent.type("rm -rf x")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == ("echo rm -rf x", False)


def test_clicking_into_a_terminal_before_typing_leaves_the_line_exact(agent: Hand) -> None:
    agent.down()
    agent.up()
    agent.type("ls")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == ("ls", True)


def test_editing_keys_make_the_line_a_guess_until_it_is_handed_over(agent: Hand) -> None:
    agent.type("ab")
    agent.tap("Left")
    agent.type("c")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == ("abc", False)
    agent.type("d")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == ("d", True)


def test_what_the_person_typed_meanwhile_makes_every_line_a_guess(agent: Hand) -> None:
    agent.type("ab")
    agent.around = dataclasses.replace(agent.around, person_typed=True)
    agent.press("c")
    agent.around = dataclasses.replace(agent.around, person_typed=False)
    agent.release("c")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == ("abc", False)


def test_each_window_has_its_own_line_and_another_focus_begins_another_run(agent: Hand) -> None:
    agent.type("ls")
    agent.focus(FORM)
    agent.type("name")
    agent.focus(TERMINAL, terminal=True)
    agent.tap("Return")
    assert [(d.kind, d.text) for d in agent.proposed] == [
        (ActionKind.TYPE, "l"),
        (ActionKind.TYPE, "n"),
        (ActionKind.TYPE_ENTER, "ls"),
    ]


def test_a_long_pause_begins_a_run_anew(agent: Hand) -> None:
    agent.type("a")
    agent.wait(RUN_PAUSE_MS)
    assert agent.press("b").kind is StepKind.FOLLOW
    agent.wait(RUN_PAUSE_MS + 1)
    assert agent.press("c").kind is StepKind.PROPOSE


def test_motion_does_not_keep_a_run_alive(agent: Hand) -> None:
    agent.type("a")
    agent.wait(RUN_PAUSE_MS)
    agent.move(1, 1)
    agent.wait(RUN_PAUSE_MS)
    assert agent.press("b").kind is StepKind.PROPOSE


def test_a_refused_letter_leaves_no_run_and_no_text_behind(agent: Hand) -> None:
    agent.press("a", allowed=False)
    agent.release("a")
    agent.press("b")
    assert [draft.text for draft in agent.proposed] == ["a", "b"]


def test_an_approved_text_goes_on_without_another_question(agent: Hand) -> None:
    step = agent.feed(InputEvent(EventKind.KEY_PRESS, code("a")))
    agent.lift()
    agent.wait(1500)
    agent.perform(step)
    assert agent.press("b").kind is StepKind.FOLLOW


def test_a_click_ends_a_run(agent: Hand) -> None:
    agent.type("a")
    agent.down()
    agent.up()
    assert agent.press("b").kind is StepKind.PROPOSE


def test_a_chord_types_nothing(agent: Hand) -> None:
    agent.press("Control_L")
    agent.press("a")
    assert agent.last == Draft(ActionKind.KEY, keys="ctrl+a")


def test_altgr_and_the_layout_in_use_type_their_own_letters(agent: Hand) -> None:
    agent.press("ISO_Level3_Shift")
    agent.tap("e")
    agent.release("ISO_Level3_Shift")
    agent.around = dataclasses.replace(agent.around, group=1)
    agent.tap("m")
    agent.tap("Return")
    assert agent.last.text == "€ь"


def test_attack_ctrl_m_on_a_cyrillic_layout_is_still_ctrl_m(agent: Hand) -> None:
    agent.type("rm -rf x")
    agent.around = dataclasses.replace(agent.around, group=1)
    agent.press("Control_L")
    agent.press("m")
    assert (agent.last.keys, agent.last.text) == ("ctrl+m", "rm -rf x")


def test_caps_lock_is_heeded(agent: Hand) -> None:
    agent.around = dataclasses.replace(agent.around, caps=True)
    agent.press("a")
    assert agent.last.text == "A"


# -- SendEvent


def test_an_event_sent_to_one_window_is_judged_for_that_window_and_goes_out_unchanged(agent: Hand) -> None:
    step = agent.do(sent_key("Delete"))
    assert step.draft == Draft(ActionKind.KEY, keys="Delete", window=300)
    assert agent.sent == [sent_key("Delete")]
    assert agent.do(sent_key("Delete", up=True)).kind is StepKind.FOLLOW
    assert agent.do(sent_key("Delete", up=True)).kind is StepKind.DROP
    assert not agent.recogniser.seat.busy


def test_the_names_of_pointer_and_focus_are_windows_too(agent: Hand) -> None:
    agent.do(sent_key("Delete", window=0))
    assert agent.last.window == 0
    agent.press("Delete")
    assert agent.last.window is None


def test_a_sent_events_modifiers_are_those_it_claims_and_never_the_seats(agent: Hand) -> None:
    agent.press("Shift_L")
    agent.do(sent_key("Return", state=0x4 | 0x8))
    assert agent.last.keys == "ctrl+alt+Return"
    assert [e.kind for e in agent.sent] == [EventKind.KEY_PRESS]


def test_attack_a_command_typed_by_send_event_is_submitted_by_the_seat(agent: Hand) -> None:
    for char in "rm -rf x":
        agent.do(sent_key(char))
        agent.do(sent_key(char, up=True))
    agent.tap("Return")
    assert (agent.last.kind, agent.last.text) == (ActionKind.TYPE_ENTER, "rm -rf x")


def test_a_sent_click_is_an_action_at_its_place_and_sent_motion_follows(agent: Hand) -> None:
    agent.around = dataclasses.replace(agent.around, event_point=Point(70, 80))
    press = InputEvent(EventKind.BUTTON_PRESS, 3, window=9, sent_to_window=True, state=1, raw=b"x")
    assert agent.do(press).kind is StepKind.PROPOSE
    assert agent.last == Draft(ActionKind.RIGHT_CLICK, Point(70, 80), button=3, keys="shift", window=9)
    move = dataclasses.replace(press, kind=EventKind.MOTION, detail=0)
    assert agent.do(move).kind is StepKind.FOLLOW


def test_a_line_that_was_started_over_is_certain_and_what_may_be_left_of_it_is_told(agent: Hand) -> None:
    agent.recogniser.lines.readline = True
    agent.type("rm -rf x")
    for letter in ("a", "e", "u"):
        agent.press("Control_L")
        agent.tap(letter)
        agent.release("Control_L")
    agent.type("ls")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact, agent.last.behind) == ("ls", True, "rm -rf x")


@pytest.mark.parametrize("pause_ms", [0, 2000])
def test_attack_what_comes_right_behind_ctrl_c_is_a_guess(agent: Hand, pause_ms: int) -> None:
    agent.type("rm -rf x")
    agent.press("Control_L")
    agent.tap("c")
    agent.release("Control_L")
    agent.wait(pause_ms)
    agent.type("ls")
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == ("ls", pause_ms > 0)


def test_attack_the_shell_types_anew_what_was_recorded(agent: Hand) -> None:
    agent.type("rm -rf x")
    agent.press("Control_L")
    agent.tap("x")
    agent.release("Control_L")
    agent.tap("e")
    assert agent.last == Draft(ActionKind.KEY, keys="e", text="rm -rf x", text_exact=False)


@pytest.mark.parametrize(("letter", "mask"), [("c", 0x4), ("u", 0x4), ("j", 0x4), ("c", 0xC)])
def test_attack_a_line_that_the_persons_hand_may_have_emptied_may_still_be_there(
    agent: Hand, letter: str, mask: int
) -> None:
    """The hand may come up between the last look and the server: then the letter stands behind the line."""
    agent.type("rm -rf x")
    agent.around = dataclasses.replace(agent.around, modifiers=mask)
    agent.tap(letter)
    agent.around = dataclasses.replace(agent.around, modifiers=0)
    agent.wait(2000)
    agent.tap("Return")
    assert (agent.last.text, agent.last.text_exact) == (f"rm -rf x{letter}", False)


def test_a_line_behind_which_a_program_may_read_stays_so_where_the_persons_hand_handed_it_over(agent: Hand) -> None:
    agent.type("python3")
    agent.around = dataclasses.replace(agent.around, modifiers=0x4)
    agent.tap("j")
    assert agent.recogniser.lines.line(agent.around.focus).astray


def test_shift_of_the_persons_makes_no_line_a_guess(agent: Hand) -> None:
    agent.around = dataclasses.replace(agent.around, modifiers=0x1)
    agent.tap("a")
    assert (agent.last.text, agent.last.text_exact) == ("A", True)


def test_attack_keys_that_are_sent_to_windows_without_end_are_not_all_remembered(agent: Hand) -> None:
    for window in range(1, MOST_SENT_DOWN + 2):
        agent.do(sent_key("a", window=window))
    assert agent.do(sent_key("a", window=1, up=True)).kind is StepKind.DROP
    assert agent.do(sent_key("a", window=2, up=True)).kind is StepKind.FOLLOW
