from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.typing_buffer import MAX_TEXT, RETURNED_MS, TypingBuffer, TypingBuffers, submits

TERMINAL, FORM = 7, 8


@pytest.mark.parametrize("keys", ["Return", "KP_Enter", "Linefeed", "ISO_Enter", "shift+Return", "ctrl+j", "ctrl+m"])
def test_enter_hands_the_line_over(keys: str) -> None:
    assert submits(keys)
    assert TypingBuffer("rm -rf x", exact=False).pressed(keys, terminal=True) == TypingBuffer()


@pytest.mark.parametrize(
    "keys",
    [
        *("ctrl+Return", "alt+Return", "ctrl+shift+Return", "altgr+KP_Enter"),
        *("ctrl+o", "ctrl+shift+m", "ctrl+alt+j", "ctrl+alt+m"),
    ],
)
def test_attack_a_chord_that_some_shells_take_for_enter_and_others_for_more_leaves_no_certain_line(keys: str) -> None:
    assert submits(keys)
    after = TypingBuffer("echo x").pressed(keys, terminal=True)
    assert (after.text, after.exact) == ("echo x", False)
    assert TypingBuffer("echo x").pressed(keys, terminal=False) == TypingBuffer()


@pytest.mark.parametrize("keys", ["j", "m", "alt+m", "super+o", "ctrl+c", "ctrl+k", "Tab", "shift+M", ""])
def test_other_keys_do_not(keys: str) -> None:
    assert not submits(keys)


def test_back_space_takes_the_last_character_and_keeps_the_text_exact() -> None:
    line = TypingBuffer().typed("a").typed("b").pressed("BackSpace", terminal=True)
    assert line == TypingBuffer("a", exact=True)
    assert TypingBuffer().pressed("BackSpace", terminal=True) == TypingBuffer()


def test_ctrl_u_empties_the_line_but_does_not_make_a_guess_certain() -> None:
    assert TypingBuffer("a", exact=True).pressed("ctrl+u", terminal=True) == TypingBuffer()
    assert TypingBuffer("a", exact=False).pressed("ctrl+u", terminal=True) == TypingBuffer("a", exact=False)


def test_ctrl_c_begins_a_new_line() -> None:
    assert TypingBuffer("rm -rf x").pressed("ctrl+c", terminal=True).sent(5).at(2000) == TypingBuffer(since_ms=5)


@pytest.mark.parametrize("now_ms", [5, 900])
def test_attack_what_comes_right_behind_ctrl_c_is_a_guess(now_ms: int) -> None:
    line = TypingBuffer("rm -rf x;").pressed("ctrl+c", terminal=True).sent(5)
    assert not line.at(now_ms).typed("l").typed("s").exact
    assert line.at(now_ms).pressed("Return", terminal=True).at(now_ms).exact


@pytest.mark.parametrize("before", ["ctrl+v", "ctrl+q", "Escape"])
def test_attack_after_a_key_that_quotes_the_next_one_ctrl_c_is_a_part_of_the_line(before: str) -> None:
    line = TypingBuffer("/tmp/e #").pressed(before, terminal=True).pressed("ctrl+c", terminal=True)
    assert (line.text, line.exact) == ("/tmp/e #", False)


@pytest.mark.parametrize("before", ["ctrl+v", "ctrl+q", "Escape", "alt+9", "ctrl+x", "Insert", "dead_acute"])
def test_attack_after_a_key_that_takes_the_next_one_for_a_part_of_it_enter_hands_nothing_over(before: str) -> None:
    line = TypingBuffer("/tmp/e #").pressed(before, terminal=True).pressed("Return", terminal=True)
    assert (line.text, line.exact) == ("/tmp/e #", False)
    assert line.pressed("Return", terminal=True).exact
    assert not TypingBuffer("x").pressed(before, terminal=True).guess().pressed("Return", terminal=True).exact


@pytest.mark.parametrize("keys", ["Left", "Up", "Tab", "ctrl+r", "ctrl+w", "ctrl+y"])
def test_ctrl_c_begins_a_new_line_after_keys_that_every_shell_knows(keys: str) -> None:
    line = TypingBuffer("rm -rf x").pressed(keys, terminal=True)
    for edited in (line, line.typed("a"), line.typed("a").typed("b").pressed("BackSpace", terminal=True)):
        assert not edited.exact
        assert edited.pressed("ctrl+c", terminal=True).at(2000) == TypingBuffer()


@pytest.mark.parametrize("readline", [True, False])
def test_ctrl_e_and_ctrl_u_make_a_certain_line_where_the_keys_are_those_of_bash(readline: bool) -> None:
    line = pressed(TypingBuffer("plan B"), "ctrl+e", "ctrl+u", readline=readline)
    assert (line.exact, line.behind) == (readline, "")
    line = pressed(TypingBuffer("plan B"), "Home", "ctrl+e", "ctrl+u", readline=readline)
    assert (line.exact, line.behind) == (readline, "plan B" if readline else "")


def pressed(line: TypingBuffer, *keys: str, readline: bool = True) -> TypingBuffer:
    for key in keys:
        line = line.pressed(key, terminal=True, readline=readline)
    return line


def test_what_up_brings_back_is_the_line_before() -> None:
    after = pressed(TypingBuffer("ls"), "Return")
    assert after == TypingBuffer(last="ls")
    assert pressed(after, "Return") == TypingBuffer(last="ls")
    up = pressed(after.typed("x"), "Up", "Home", "ctrl+e", "ctrl+u")
    assert up == TypingBuffer(behind="ls", last="ls")
    assert up.typed("p").typed("w").behind == "ls"
    assert pressed(up.typed("p"), "ctrl+u") == up
    assert pressed(up.typed("p"), "ctrl+c").at(2000) == TypingBuffer(last="ls")
    assert pressed(up.typed("p"), "Return") == TypingBuffer()


@pytest.mark.parametrize(
    "line",
    [
        TypingBuffer(" rm -rf x"),
        TypingBuffer("!rm"),
        TypingBuffer("ls", exact=False),
        TypingBuffer("ls", above=True),
        TypingBuffer("ls", behind="x"),
    ],
)
def test_attack_what_the_history_may_not_hold_is_not_what_up_brings_back(line: TypingBuffer) -> None:
    after = pressed(line, "Return")
    assert not after.last
    assert not pressed(after, "Up", "ctrl+e", "ctrl+u").exact


def test_attack_up_after_a_click_or_the_persons_keys_brings_back_another_line() -> None:
    for happens in (lambda lines: lines.clicked(1), TypingBuffers.guess_all):
        lines = TypingBuffers(readline=True)
        lines.store(TERMINAL, TypingBuffer(last="ls"), terminal=True)
        happens(lines)
        assert not pressed(lines.line(TERMINAL), "Up", "ctrl+e", "ctrl+u").exact


def test_attack_a_line_that_may_stay_is_not_emptied_twice_nor_forgotten() -> None:
    left = pressed(TypingBuffer("rm -rf x"), "Home", "ctrl+e", "ctrl+u").typed("a")
    assert not pressed(left, "Home", "ctrl+e", "ctrl+u").exact
    assert not pressed(TypingBuffer("x", above=True), "ctrl+e", "ctrl+u").exact
    assert not left.pasted("b\n").exact
    assert left.may_run("Tab") is False
    assert pressed(TypingBuffer("echo $(x)"), "Home", "ctrl+e", "ctrl+u").may_run("Tab")
    assert not pressed(TypingBuffer("python3"), "Home", "ctrl+e", "ctrl+u", "Return").exact


@pytest.mark.parametrize("keys", [["Up"], ["Up", "Home", "ctrl+e", "ctrl+u"], ["ctrl+v"], ["Up", "click"]])
def test_attack_an_agent_that_begins_does_not_take_for_empty_what_another_has_brought_back(keys: list[str]) -> None:
    all_lines = TypingBuffers(readline=True)
    first = all_lines.for_agent()
    line = TypingBuffer(last="rm -rf x")
    for key in keys:
        line = line.guess() if key == "click" else line.pressed(key, terminal=True, readline=first.readline)
    first.store(TERMINAL, replace(line, text=""), terminal=True)
    assert all_lines.for_agent().line(TERMINAL) != TypingBuffer()


def test_editing_without_end_makes_a_guess_that_ctrl_c_does_not_mend() -> None:
    line = pressed(TypingBuffer("x"), *["Left", "Right"] * 100)
    assert not pressed(line, "ctrl+c").exact
    assert len(line.edits) < 1000


@pytest.mark.parametrize("line", ["python3", "less notes", "vi f", "bash", "ssh host"])
def test_attack_after_a_line_that_opens_a_program_that_reads_no_line_is_certain(line: str) -> None:
    lines = TypingBuffers()
    lines.store(TERMINAL, TypingBuffer(line).pressed("Return", terminal=True), terminal=True)
    after = lines.for_agent().line(TERMINAL)
    assert not after.exact
    for key in ("ctrl+c", "Return", "ctrl+u"):
        assert not after.pressed(key, terminal=True).exact
    assert not TypingBuffer().pasted(f"{line}\n").exact


@pytest.mark.parametrize(
    ("at_ms", "back"), [(None, False), (100, False), (1000 + RETURNED_MS - 1, False), (1000 + RETURNED_MS, True)]
)
def test_a_line_that_is_asked_ends_it_once_a_shell_has_the_keyboard_again(at_ms: int | None, back: bool) -> None:
    line = TypingBuffer("vi f").pressed("Return", terminal=True).sent(1000).typed("q").sent(9000)
    assert not line.exact
    after = line.pressed("Return", terminal=True, shell_reads_ms=at_ms)
    assert (after.exact, after.astray) == (back, not back)
    assert not replace(line, text="vi").pressed("Return", terminal=True, shell_reads_ms=at_ms).exact


def test_after_other_lines_and_outside_of_a_terminal_the_next_line_is_certain() -> None:
    assert TypingBuffer("ls -l").pressed("Return", terminal=True) == TypingBuffer(last="ls -l")
    assert TypingBuffer("python3").pressed("Return", terminal=False) == TypingBuffer()


@pytest.mark.parametrize("text", ["echo $(/tmp/e)", "echo `/tmp/e`", "cat <(/tmp/e)", "echo ${x}"])
@pytest.mark.parametrize("keys", ["Tab", "ctrl+alt+e", "ctrl+e"])
def test_attack_a_key_that_expands_the_line_may_run_something_of_it(text: str, keys: str) -> None:
    assert TypingBuffer(text).may_run(keys)
    assert not TypingBuffer(text).may_run("BackSpace")
    assert not TypingBuffer("echo x").may_run(keys)


def test_attack_the_line_is_opened_in_an_editor_and_run() -> None:
    begun = TypingBuffer("ls").pressed("ctrl+x", terminal=True)
    assert begun.may_run("ctrl+e")
    assert not begun.exact
    assert not begun.may_run("Left")
    assert begun.may_run("e"), "it types anew what was recorded"
    assert not begun.typed("y").may_run("ctrl+e")


@pytest.mark.parametrize("keys", ["Left", "Up", "Home", "Tab", "ctrl+r", "ctrl+y", "ctrl+w", "alt+period", "Delete"])
def test_an_editing_key_makes_the_line_a_guess(keys: str) -> None:
    line = TypingBuffer("echo x").pressed(keys, terminal=True)
    assert (line.text, line.exact) == ("echo x", False)


def test_lock_and_shift_keys_change_nothing() -> None:
    assert TypingBuffer("x").pressed("Caps_Lock", terminal=True) == TypingBuffer("x")


def test_endless_text_is_bounded_and_becomes_a_guess() -> None:
    full = TypingBuffer("x" * MAX_TEXT)
    assert full.typed("y") == TypingBuffer("x" * MAX_TEXT, exact=False)


@given(st.lists(st.sampled_from(["a", "b", "BackSpace", "Left", "ctrl+u"]), max_size=30))
def test_once_a_guess_always_a_guess_until_the_line_is_handed_over(keys: list[str]) -> None:
    line = TypingBuffer()
    guessed = False
    for key in keys:
        line = line.typed(key) if len(key) == 1 else line.pressed(key, terminal=True)
        guessed = guessed or key == "Left"
        assert line.exact == (not guessed)
    assert line.pressed("Return", terminal=True).exact


def test_each_window_has_its_own_line() -> None:
    lines = TypingBuffers()
    lines.store(TERMINAL, TypingBuffer("ls"), terminal=True)
    assert lines.line(TERMINAL).text == "ls"
    assert lines.line(FORM) == TypingBuffer()


def test_a_click_may_lead_to_another_field_and_makes_every_form_unknown() -> None:
    lines = TypingBuffers()
    lines.store(FORM, TypingBuffer("name"), terminal=False)
    lines.clicked(1)
    assert lines.line(FORM) == TypingBuffer("", exact=False)


def test_half_a_command_and_a_click_on_another_tab_of_the_terminal_is_a_guess() -> None:
    lines = TypingBuffers()
    lines.store(TERMINAL, TypingBuffer("echo "), terminal=True)
    lines.clicked(1)
    assert lines.line(TERMINAL) == TypingBuffer("echo ", exact=False)


def test_clicking_into_a_terminal_with_an_empty_line_leaves_it_exact() -> None:
    lines = TypingBuffers()
    lines.store(TERMINAL, TypingBuffer(), terminal=True)
    lines.clicked(1)
    assert lines.line(TERMINAL) == TypingBuffer()


def test_a_middle_click_pastes_and_makes_even_an_empty_line_a_guess() -> None:
    lines = TypingBuffers()
    lines.store(TERMINAL, TypingBuffer(), terminal=True)
    lines.clicked(2)
    assert not lines.line(TERMINAL).exact


def test_when_the_person_typed_no_line_is_certain_not_even_one_the_agent_never_saw() -> None:
    lines = TypingBuffers()
    lines.store(TERMINAL, TypingBuffer("ls"), terminal=True)
    lines.guess_all()
    assert lines.line(TERMINAL) == TypingBuffer("ls", exact=False)
    assert not lines.line(FORM).exact


def test_many_windows_are_bounded_and_a_forgotten_line_is_not_taken_for_empty() -> None:
    lines = TypingBuffers()
    lines.store(1, TypingBuffer("rm -rf "), terminal=True)
    for window in range(2, 70):
        lines.store(window, TypingBuffer(), terminal=False)
    assert lines.line(1) == TypingBuffer("", exact=False)
    assert len(lines._lines) <= 64


def test_attack_outside_a_terminal_no_key_throws_a_line_away() -> None:
    assert TypingBuffer("rm -rf x").pressed("ctrl+c", terminal=False) == TypingBuffer("rm -rf x")
    assert TypingBuffer("rm -rf x").pressed("ctrl+u", terminal=False) == TypingBuffer("rm -rf x", exact=False)


def test_attack_an_agent_knows_the_line_that_another_left_unfinished() -> None:
    all_lines = TypingBuffers()
    first = all_lines.for_agent()
    first.store(7, TypingBuffer("rm -rf x"), terminal=True)
    first.store(8, TypingBuffer("", exact=False), terminal=True)
    second = all_lines.for_agent()
    assert second.line(7) == TypingBuffer("rm -rf x")
    assert second.line(8) == TypingBuffer()
    second.guess_all()
    assert first.line(9) == TypingBuffer(), "what the person typed is told to each agent when it types"


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (TypingBuffer("rm "), "docs", TypingBuffer("rm docs")),
        (TypingBuffer("rm "), "docs\nls", TypingBuffer("ls", above=True)),
        (TypingBuffer(), "ls\r\n", TypingBuffer("", above=True)),
        (TypingBuffer(), "ls\r", TypingBuffer("", above=True)),
        (TypingBuffer("a", exact=False), "b", TypingBuffer("ab", exact=False)),
        (TypingBuffer(), "a\tb", TypingBuffer("a\tb", exact=False)),
        (TypingBuffer(), "a\x1b\nls", TypingBuffer("ls", exact=False, above=True)),
        (TypingBuffer(), "a" * MAX_TEXT + "b", TypingBuffer("a" * MAX_TEXT, exact=False)),
    ],
)
def test_pasted_lines_count_as_handed_over_and_the_rest_stands_on_the_line(
    before: TypingBuffer, text: str, after: TypingBuffer
) -> None:
    assert before.pasted(text) == after


@pytest.mark.parametrize(
    "lines",
    ["rm -rf \\", "for f in *; do", "if x; then", 'echo "a', "echo 'a", "a &&", "a |", "f() {", "cat <<END", "("],
)
def test_lines_that_go_on_stay_and_are_a_guess(lines: str) -> None:
    assert TypingBuffer().pasted(f"{lines}\n") == TypingBuffer(f"{lines}\n", exact=False)


def test_back_space_into_lines_that_were_pasted_before_makes_a_guess() -> None:
    line = TypingBuffer().pasted("ls\n").typed("a").pressed("BackSpace", terminal=True)
    assert line == TypingBuffer("", above=True)
    assert not line.pressed("BackSpace", terminal=True).exact
    assert line.pressed("ctrl+u", terminal=True).above
    assert line.pressed("Return", terminal=True) == TypingBuffer()
    assert line.guess().above
