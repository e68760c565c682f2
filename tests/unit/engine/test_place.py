"""Where an agent's events find themselves: what the recogniser is told of focus, menus, keyboard and the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element, Window
from supervisor.core.typing_buffer import TypingBuffer
from supervisor.engine.parts import Shells
from tests.support.keyboard import code, keymap
from tests.support.playbook import (
    DOCS,
    MENU,
    TERMINAL,
    SimulatedAgent,
    Stage,
    key_down,
    key_up,
    move,
    press,
    release,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BESIDE_DELETE = (30, 120)


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def asked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Name the questions that the desktop is asked from now on."""
    questions: list[str] = []

    def listen(name: str, whole: Callable[..., object]) -> Callable[..., object]:
        def ask(*given: object) -> object:
            questions.append(name)
            return whole(*given)

        return ask

    for name in ("window_at", "focused", "pointer", "glance"):
        monkeypatch.setattr(stage.desktop, name, listen(name, getattr(stage.desktop, name)))
    return questions


def test_where_a_press_lands_is_asked_once_and_once_more_when_its_element_is_known(
    stage: Stage, agent: SimulatedAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent.does(move(*BESIDE_DELETE))
    stage.settle()
    questions = asked(stage, monkeypatch)
    agent.does(press())
    stage.loop.advance(0.01)
    assert stage.judge.judged[-1][1].window is not None
    assert questions.count("window_at") == 2


def test_a_key_is_one_question_to_the_server_and_its_release_none(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage(mirror_lead_ms=0)
    agent = stage.agent()
    questions = asked(stage, monkeypatch)
    agent.does(key_down("Left"))
    stage.settle()
    # The simulated glance asks for both of its parts.
    assert questions == ["glance", "pointer", "focused"]
    context = stage.judge.judged[-1][1]
    assert context.window is not None
    assert context.window.id == DOCS
    questions.clear()
    # Nor is the keyboard read anew: what goes up went down as what it was.
    before = agent.queue.recogniser.keymap
    stage.keymap = keymap()
    agent.does(key_up("Left"))
    stage.settle()
    assert not questions
    assert stage.sent().endswith("-Left")
    assert agent.queue.recogniser.keymap is before


@pytest.mark.parametrize(("pause_s", "wanted"), [(0.2, 0), (0.3, 1)], ids=["short", "long"])
def test_only_a_release_that_may_choose_from_a_menu_is_asked_about(
    monkeypatch: pytest.MonkeyPatch, pause_s: float, wanted: int
) -> None:
    stage = Stage(mirror_lead_ms=0)
    agent = stage.agent()
    agent.does(move(*BESIDE_DELETE), press())
    stage.loop.advance(0.01)
    assert stage.sent().endswith("+b1")
    stage.loop.advance(pause_s)
    questions = asked(stage, monkeypatch)
    agent.does(release())
    stage.loop.advance(0.01)
    assert stage.sent().endswith("-b1")
    assert questions.count("window_at") == wanted


def test_what_was_seen_of_one_event_is_nothing_to_the_next(agent: SimulatedAgent) -> None:
    """It goes with the event that it was seen for: by the time that is looked at, another may have come."""
    place = agent.queue.place
    first = place.around(key_down("Left"))
    second = place.around(move(*BESIDE_DELETE))
    assert first.seen is not None
    assert (first.seen.id, second.seen) == (DOCS, None)


def test_what_the_person_typed_makes_the_line_a_guess(stage: Stage, agent: SimulatedAgent) -> None:
    stage.desktop.focus = TERMINAL
    agent.type("ls")
    stage.settle()
    stage.person(keys=True)
    stage.advance(1)
    agent.chord("Return")
    stage.settle()
    action, _ = stage.judge.judged[-1]
    assert (action.kind, action.text, action.text_exact) == (ActionKind.TYPE_ENTER, "ls", False)


def test_the_pointer_in_the_persons_hand_types_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    agent.type("ls")
    stage.settle()
    stage.person(keys=False)
    stage.advance(1)
    agent.chord("Return")
    stage.settle()
    assert stage.judge.judged[-1][0].text_exact


def test_the_answering_chord_does_not_make_the_next_line_a_guess(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE_ENTER)
    stage.desktop.focus = TERMINAL
    agent.type("rm -rf x")
    agent.chord("Return")
    stage.advance(1)
    stage.person(keys=True)
    stage.approve()
    stage.advance(1)
    assert stage.sent().endswith("+Return -Return")
    agent.type("ls")
    agent.chord("Return")
    stage.advance(1)
    action, _ = stage.judge.judged[-1]
    assert (action.text, action.text_exact) == ("ls", True)


def test_attack_a_shift_that_is_locked_counts(stage: Stage, agent: SimulatedAgent) -> None:
    stage.desktop.modifiers = 1
    agent.chord("Delete")
    stage.advance(0.5)
    assert stage.judge.judged[-1][0].keys == "shift+Delete"


def test_attack_a_click_outside_the_screen_is_judged_at_the_edge_where_it_lands(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(30000, -5), press())
    stage.settle()
    assert stage.judge.judged[-1][0].point == Point(3999, 0)
    assert stage.sent() == "@3999,0 @3999,0 +b1"


def test_attack_a_menu_that_comes_up_under_a_long_press_is_judged_at_its_release(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(*BESIDE_DELETE), press(3))
    stage.settle()
    stage.open_menu()
    stage.advance(0.5)
    agent.does(release(3))
    stage.settle()
    assert stage.judge.judged[-1][0].kind is ActionKind.DRAG


def test_the_release_of_a_short_click_that_opens_a_menu_is_part_of_the_click(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(*BESIDE_DELETE), press(3))
    stage.settle()
    stage.open_menu()
    agent.does(release(3))
    stage.settle()
    assert [action.kind for action, _ in stage.judge.judged] == [ActionKind.RIGHT_CLICK]


def test_attack_each_turn_of_the_wheel_is_judged_where_it_changes_something(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.window(DOCS, app="Settings")
    stage.elements.places.append((Rect(0, 0, 400, 300), Element("Speed", "slider")))
    agent.does(move(5, 5), press(5), release(5), press(5), release(5))
    stage.advance(1)
    seen = [(action.kind, context.element and context.element.role) for action, context in stage.judge.judged]
    assert seen == [(ActionKind.SCROLL, "slider")] * 2


def test_attack_a_keyboard_changed_behind_the_gate_is_read_before_the_key_is_judged(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.type("rm")
    stage.settle()
    stage.keymap = keymap().with_rows(code("a"), ((0xFF0D,),))
    agent.does(key_down("a"))
    stage.settle()
    assert stage.judge.judged[-1][0].kind is ActionKind.TYPE_ENTER


def test_attack_a_letter_in_a_menu_that_came_up_in_the_middle_of_a_run_is_judged_there(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.desktop.focus = TERMINAL
    agent.type("ab")
    stage.settle()
    stage.open_menu()
    agent.type("d")
    stage.settle()
    agent.type("e")
    stage.settle()
    seen = [(action.text, context.window and context.window.id) for action, context in stage.judge.judged]
    assert seen == [("a", TERMINAL), ("d", MENU), ("e", MENU)]
    assert agent.queue.recogniser.lines.line(TERMINAL) == TypingBuffer("ab", exact=False)


def test_attack_what_is_typed_into_a_launcher_is_no_part_of_the_line_below_it(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.desktop.focus = TERMINAL
    agent.type("ec")
    stage.settle()
    stage.desktop.put(Window(MENU, app="dmenu", rect=Rect(0, 0, 800, 20), override_redirect=True))
    stage.desktop.menu_id = MENU
    agent.type("rm")
    agent.chord("Return")
    stage.settle()
    seen = [(action.text, context.window and context.window.id) for action, context in stage.judge.judged]
    assert seen == [("e", TERMINAL), ("r", MENU), ("rm", MENU)]
    assert agent.queue.recogniser.lines.line(TERMINAL) == TypingBuffer("ec")


@pytest.mark.parametrize("reads", [True, False])
def test_whether_a_shell_has_the_keyboard_is_looked_up_where_something_else_may_have_it(
    stage: Stage, agent: SimulatedAgent, *, reads: bool
) -> None:
    asked: list[int] = []

    def read(pid: int) -> bool:
        asked.append(pid)
        return reads

    stage.engine.parts.shells = Shells(read=read)
    stage.desktop.focus = TERMINAL
    agent.chord("Return")
    stage.advance(5)
    assert not asked
    agent.queue.recogniser.lines.store(TERMINAL, TypingBuffer(astray=True, exact=False, since_ms=1), terminal=True)
    agent.chord("Return")
    stage.advance(5)
    assert asked
    assert agent.queue.recogniser.lines.line(TERMINAL).astray is not reads


CTRL, CTRL_ALT = 0x4, 0xC


@pytest.mark.parametrize("yields_ms", [0, 400])
@pytest.mark.parametrize("mask", [CTRL, CTRL_ALT, 0x40])
def test_attack_a_letter_waits_for_the_hand_that_would_make_a_chord_of_it(yields_ms: int, mask: int) -> None:
    """An agent sees in the pointer's mask when a hand is down: Ctrl+C would empty the line that a `c` goes on."""
    stage = Stage(yield_to_person_ms=yields_ms)
    stage.desktop.focus = TERMINAL
    agent = stage.agent()
    agent.type("rm -rf x")
    stage.settle()
    assert stage.sent()
    decided = len(stage.rows("decided"))
    stage.desktop.modifiers = mask
    agent.chord("c")
    stage.person(down=True)
    stage.advance(30)
    assert (stage.sent(), len(stage.rows("decided"))) == ("", decided)
    stage.desktop.modifiers = 0
    stage.person()
    stage.advance(2)
    assert stage.sent() == "+c -c"
    agent.chord("Return")
    stage.advance(2)
    line = stage.rows("decided")[-1]["action"]
    assert (line.text, line.text_exact) == ("rm -rf xc", False), "the person typed something, too"


def test_the_hand_that_pauses_all_costs_no_letter() -> None:
    stage = Stage(yield_to_person_ms=0)
    agent = stage.agent()
    agent.type("ab")
    stage.desktop.modifiers = CTRL_ALT
    stage.person(down=True)
    agent.type("cd")
    stage.pause()
    stage.advance(0.1)
    stage.desktop.modifiers = 0
    stage.person()
    stage.resume()
    stage.advance(2)
    assert stage.sent() == "+a -a +b -b +c -c +d -d"


def test_a_lock_is_waited_for_once() -> None:
    stage = Stage(yield_to_person_ms=0)
    agent = stage.agent()
    stage.desktop.modifiers = CTRL
    agent.chord("k")
    stage.advance(0.01)
    assert not stage.rows("decided")
    stage.advance(1)
    agent.chord("l")
    stage.advance(0.01)
    assert [row["action"].keys for row in stage.rows("decided")] == ["ctrl+k", "ctrl+l"]
