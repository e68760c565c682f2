from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Tier
from supervisor.core.context import Element, Paste, Window
from supervisor.core.facts import Shell
from supervisor.detect.typed import (
    asks_secret,
    is_command,
    is_secret_answer,
    may_be_secret,
    pasted_lines,
    read_line,
    submits,
    submitted_line,
)


def enter(text: str = "", *, exact: bool = True, keys: str = "Return") -> Action:
    kind = ActionKind.TYPE_ENTER if text and keys == "Return" else ActionKind.KEY
    return Action("1", "bot", kind, keys=keys, text=text, text_exact=exact)


def terminal(line: str) -> Element:
    return Element("Terminal", "terminal", text=line)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("user@host:~$ rm -rf old", "rm -rf old"),
        ("root@host:/etc# ls", "ls"),
        ("(venv) user@host:~/a b$ ls", "ls"),
        ("[user@host docs]$ ls", "ls"),
        ("bash-5.2$ ls", "ls"),
        ("sh-5.2# ls", "ls"),
        ("$ ls", "ls"),
        ("# ls", "ls"),
        ("~/docs ❯ ls", "ls"),
        ("➜ ls", "ls"),
        ("➜  ~ ls", "ls"),
        ("➜  dir git:(main) ✗ ls", "ls"),
        ("└─$ ls", "ls"),
        ("╰─❯ ls", "ls"),
        ("❯ ls", "ls"),
        ("λ ls", "ls"),
        ("PS /home/me> ls", "ls"),
        ("user@host:~$ ", ""),
        ("user@host:~$ echo a$ rm b", "echo a$ rm b"),
        ("user@host ~ % ls", "ls"),
    ],
)
def test_prompts_are_taken_off_and_no_more(line: str, command: str) -> None:
    read = read_line(line)
    assert (read.command.strip(), read.prompted) == (command, True)


@pytest.mark.parametrize("line", ["rm -rf old", ">>> x", "echo $ rm x", "Password:", "", "old/file and more$"])
def test_what_is_no_prompt_stays(line: str) -> None:
    assert read_line(line).prompted is False
    assert read_line(line).command == line


@pytest.mark.parametrize(
    ("action", "does"),
    [
        (enter(), True),
        (enter("ls"), True),
        (enter(keys="KP_Enter"), True),
        (enter(keys="shift+Return"), True),
        (enter(keys="ctrl+j"), True),
        (enter(keys="ctrl+m"), True),
        (enter(keys="ctrl+o"), True),
        (enter(keys="ctrl+k"), False),
        (enter(keys="j"), False),
        (Action("1", "b", ActionKind.TYPE, text="ls"), False),
        (Action("1", "b", ActionKind.TYPE, text="ls\n"), True),
        (Action("1", "b", ActionKind.TYPE, text="ls\rx"), True),
        (Action("1", "b", ActionKind.CLICK, text="ls\n"), False),
    ],
)
def test_what_hands_a_line_over(action: Action, does: bool) -> None:
    assert submits(action) is does


@pytest.mark.parametrize(
    ("action", "element", "kind"),
    [
        (enter("ls"), None, Shell.READ),
        (enter("rm x"), None, Shell.DESTRUCTIVE),
        (enter(""), None, Shell.READ),
        (enter("", keys="ctrl+j"), None, Shell.READ),
        (enter("rm x", keys="ctrl+j"), None, Shell.DESTRUCTIVE),
        (enter("ls", exact=False), None, Shell.UNKNOWN),
        (enter("", exact=False), None, Shell.UNKNOWN),
        (enter("", exact=False), terminal("user@host:~$ ls"), Shell.UNKNOWN),
        (enter("", exact=False), terminal("user@host:~$ rm x"), Shell.DESTRUCTIVE),
        (enter("", exact=False), terminal("user@host:~$ "), Shell.UNKNOWN),
        (enter("", exact=False), terminal("rm x"), Shell.UNKNOWN),
        (enter("x", exact=True), terminal("user@host:~$ rm x"), Shell.DESTRUCTIVE),
        (enter("rm x", exact=True), terminal("user@host:~$ "), Shell.DESTRUCTIVE),
        (enter("ls", exact=True), terminal("user@host:~$ ls"), Shell.READ),
        (enter("", exact=True), terminal("Do you want to continue? [Y/n] "), Shell.UNKNOWN),
        (enter("", keys="shift+Return"), None, Shell.UNKNOWN),
        (enter("", keys="alt+Return"), None, Shell.UNKNOWN),
        (enter("ls\tx"), None, Shell.UNKNOWN),
        (enter("ls\x1b[D"), None, Shell.UNKNOWN),
        (Action("1", "b", ActionKind.TYPE, text="ls\nrm x"), None, Shell.READ),
        (Action("1", "b", ActionKind.TYPE, text="ls\nrm x\n"), None, Shell.DESTRUCTIVE),
        (Action("1", "b", ActionKind.TYPE, text="rm x\r\nls"), None, Shell.DESTRUCTIVE),
        (Action("1", "b", ActionKind.TYPE, text="rm x\x0f"), None, Shell.DESTRUCTIVE),
        (enter("hunter2"), terminal("[sudo] password for me: "), Shell.UNKNOWN),
        (enter("rm x"), terminal("password: "), Shell.DESTRUCTIVE),
        (enter("rm x; echo password:"), terminal("$ rm x; echo password:"), Shell.DESTRUCTIVE),
    ],
)
def test_the_line_that_is_handed_over_is_judged(action: Action, element: Element | None, kind: Shell) -> None:
    assert submitted_line(action, element).kind is kind


@pytest.mark.parametrize(
    ("action", "line", "kind"),
    [
        (enter("", exact=False), "user@host:~$ ls", Shell.UNKNOWN),
        (enter("", exact=False), "user@host:~$ rm x", Shell.DESTRUCTIVE),
        (enter("ls", exact=False), "user@host:~$ ls", Shell.UNKNOWN),
        (enter("ls", exact=True), "user@host:~$ ls", Shell.READ),
        (enter("rm x", exact=True), "user@host:~$ ls", Shell.DESTRUCTIVE),
    ],
)
def test_attack_a_line_that_a_program_may_have_painted_makes_nothing_sure(
    action: Action, line: str, kind: Shell
) -> None:
    assert submitted_line(action, terminal(line)).kind is kind


def test_attack_a_question_that_a_program_may_have_painted_is_told_as_such() -> None:
    assert "what looks like a question" in submitted_line(enter("./x"), terminal("password: ")).evidence[0]


def test_attack_a_paste_beside_a_painted_line_is_not_sure() -> None:
    for exact, kind in ((True, Shell.READ), (False, Shell.UNKNOWN)):
        verdict = pasted_lines(Paste("PRIMARY", "ls\n", exact=exact), terminal("user@host:~$ "))
        assert verdict is not None
        assert verdict.kind is kind


@pytest.mark.parametrize(
    ("typed", "behind", "kind"),
    [
        ("ls ", "docs", Shell.READ),
        ("", "ls", Shell.READ),
        (":;", "rm -rf x", Shell.DESTRUCTIVE),
        ("", "rm -rf x", Shell.DESTRUCTIVE),
        ("r", "m -rf x", Shell.DESTRUCTIVE),
        ("", "./secret", Shell.UNKNOWN),
        ("rm x", "ls", Shell.DESTRUCTIVE),
    ],
)
def test_attack_what_may_stand_behind_the_text_is_judged_with_it(typed: str, behind: str, kind: Shell) -> None:
    verdict = submitted_line(replace(enter(typed), behind=behind), None)
    assert verdict.kind is kind
    assert "secret" not in str(verdict.evidence)


_OTHERS = [">>> ", "... ", "> ", "In [1]: ", "mysql> ", "sqlite> ", "(gdb) ", "(Pdb) # ", ": "]


@pytest.mark.parametrize("prompt", _OTHERS)
def test_attack_a_line_that_no_shell_reads_is_not_sure(prompt: str) -> None:
    assert submitted_line(enter("ls"), terminal(f"{prompt}ls")).kind is Shell.UNKNOWN
    verdict = pasted_lines(Paste("PRIMARY", "ls\n"), terminal(prompt))
    assert verdict is not None
    assert verdict.kind is Shell.UNKNOWN


def test_a_prompt_may_stand_behind_an_output_but_not_within_what_was_typed() -> None:
    assert submitted_line(enter("ls"), terminal("1 2 me@desk:~/a$ ls")).kind is Shell.READ
    forged = "echo me@desk:~$ ls"
    assert submitted_line(enter(forged), terminal(f">>> {forged}")).kind is Shell.UNKNOWN


def test_a_line_that_is_not_shown_yet_is_judged_by_what_was_typed() -> None:
    assert submitted_line(enter("ls"), terminal("")).kind is Shell.READ


@pytest.mark.parametrize(("keys", "exact"), [("Tab", True), ("ctrl+alt+e", True), ("ctrl+e", False)])
def test_attack_keys_that_run_something_of_the_line_hand_it_over(keys: str, exact: bool) -> None:
    action = enter("echo $(rm x)", keys=keys, exact=exact)
    assert submits(action)
    assert submitted_line(action, None).kind is Shell.DESTRUCTIVE


@pytest.mark.parametrize("answer", ["y", "yes", "Yes ", "ja", "oui"])
def test_attack_a_yes_to_a_program_is_asked(answer: str) -> None:
    assert submitted_line(enter(answer), terminal("Enter a value:")).tier.rank >= Tier.HIGH_RISK.rank
    assert submitted_line(enter("yes | head"), None).tier.rank < Tier.HIGH_RISK.rank


def test_lines_that_a_program_reads_as_text_are_asked_but_no_alarm() -> None:
    verdict = submitted_line(enter("cat > notes.md <<'END'\nrm -rf docs\nEND"), None)
    assert (verdict.kind, verdict.tier) == (Shell.DESTRUCTIVE, Tier.REVERSIBLE)
    verdict = submitted_line(enter("grep rm <<END\nrm -rf docs\nEND"), None)
    assert (verdict.kind, verdict.tier) == (Shell.DESTRUCTIVE, Tier.REVERSIBLE)
    assert "some shells would run" in verdict.evidence[0]


@pytest.mark.parametrize(
    "text",
    [
        "cat <<END\nrm -rf docs\nEND\nrm -rf docs",
        "cat <<END | sh\nrm -rf docs\nEND",
        "cat <<END\nrm\t-rf docs\nEND",
        "cat <<END\nrm -rf docs\nEND\x1b",
    ],
)
def test_attack_lines_that_only_look_like_text_are_an_alarm(text: str) -> None:
    assert submitted_line(enter(text), None).tier.rank >= Tier.HIGH_RISK.rank


def test_only_an_empty_line_is_no_command() -> None:
    assert not is_command(submitted_line(enter(), None))
    assert is_command(submitted_line(enter("ls"), None))


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("[sudo] password for me: ", True),
        ("Enter passphrase for key '/home/me/.ssh/id': ", True),
        ("Passwort:", True),
        ("user@host:~$ echo password:", False),
        ("user@host:~$ passwd", False),
        ("password: hunter2", False),
    ],
)
def test_a_terminal_that_waits_for_a_password_is_known(line: str, asks: bool) -> None:
    assert asks_secret(terminal(line)) is asks
    assert not asks_secret(Element("x", "text", text=line))


def test_attack_a_prompt_that_looks_like_a_password_hides_no_harm() -> None:
    assert is_secret_answer(enter("hunter2"), terminal("password: "))
    assert is_secret_answer(Action("1", "bot", ActionKind.TYPE, text="hun"), terminal("password: "))
    assert not is_secret_answer(enter("rm -rf x"), terminal("password: "))
    assert not is_secret_answer(enter("hunter2"), terminal("$ "))


@given(st.text(max_size=100), st.text(max_size=100), st.booleans())
def test_attack_an_unsure_line_is_never_allowed(typed: str, shown: str, exact: bool) -> None:
    verdict = submitted_line(enter(typed, exact=exact), terminal(shown))
    if not exact:
        assert verdict.tier.rank >= Tier.HIGH_RISK.rank


BUSY = Window(1, app="Firefox", executable="firefox")


@pytest.mark.parametrize("kind", [ActionKind.TYPE, ActionKind.TYPE_ENTER])
def test_text_for_a_field_that_did_not_answer_may_be_a_password(kind: ActionKind) -> None:
    act = Action("1", "a", kind, text="hunter2")
    assert may_be_secret(act, BUSY)
    assert may_be_secret(act, None)
    for showing in (Window(1, app="XTerm", executable="xterm"), Window(1, app="dmenu", executable="dmenu")):
        assert not may_be_secret(act, showing)


def test_attack_harm_does_not_hide_behind_a_field_that_does_not_answer() -> None:
    assert not may_be_secret(Action("1", "a", ActionKind.TYPE_ENTER, text="rm -rf ~"), BUSY)
    assert not may_be_secret(Action("1", "a", ActionKind.TYPE, text="rm -rf ~\n"), BUSY)


def test_only_text_may_be_a_password() -> None:
    assert not may_be_secret(Action("1", "a", ActionKind.KEY, keys="ctrl+s"), BUSY)


def test_attack_keys_by_which_vi_saves_are_asked_where_vi_may_read_them() -> None:
    action = Action("1", "bot", ActionKind.TYPE, text="ggdGZZ", text_exact=False)
    assert submits(action)
    for shown in (None, terminal("~"), terminal("user@host:~$ ls")):
        assert submitted_line(action, shown).kind is Shell.UNKNOWN
    assert not submits(replace(action, text_exact=True))
    assert not submits(replace(action, text="ggdG"))
