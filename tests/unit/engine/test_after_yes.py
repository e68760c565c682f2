"""What is waited for between a person's yes and the sending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.action import ActionKind, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element, Window
from tests.support.playbook import (
    DELETE,
    DOCS,
    TERMINAL,
    SimulatedAgent,
    Stage,
    key_down,
)

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context


def on_delete(_action: Action, context: Context) -> bool:
    return context.element is not None and context.element.name == "Delete"


def shift_delete(action: Action, _context: Context) -> bool:
    return action.keys == "shift+Delete"


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, on_delete)
    made.rule(Verdict.ASK, shift_delete)
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def test_after_approval_the_persons_keys_and_buttons_are_waited_out(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.person(down=True)
    stage.desktop.modifiers = 0x4 | 0x8
    stage.approve()
    stage.advance(1)
    stage.person(down=False)
    stage.advance(1)
    assert stage.sent() == "@50,50", "the server still says Ctrl and Alt"
    stage.desktop.modifiers = 0x2 | 0x10
    stage.settle()
    assert stage.sent() == "@50,50 +b1 @50,50 -b1", "Caps Lock and Num Lock are no hands"


def test_the_focus_is_put_back_where_an_approved_key_was_aimed(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord("shift+Delete")
    stage.settle()
    stage.desktop.focus = TERMINAL
    stage.approve()
    stage.settle()
    assert stage.desktop.focus_put == [DOCS]
    assert stage.sent() == "+Shift_L +Delete -Delete -Shift_L"


@pytest.mark.parametrize("change", ["title", "element", "text", "focus-stays-away"])
def test_a_target_that_changed_while_held_makes_the_answer_void_and_is_asked_anew(
    stage: Stage, agent: SimulatedAgent, change: str
) -> None:
    stage.elements.focused[DOCS] = Element("report.txt", "table cell", text="report.txt")
    agent.chord("shift+Delete")
    stage.settle()
    first = stage.asked
    if change == "title":
        stage.window(DOCS, title="photos – Thunar")
    elif change == "element":
        stage.elements.focused[DOCS] = Element("taxes.pdf", "table cell", text="report.txt")
    elif change == "text":
        stage.elements.focused[DOCS] = Element("report.txt", "table cell", text="taxes.pdf")
    else:
        stage.desktop.stubborn = True
        stage.desktop.focus = TERMINAL
    stage.approve()
    stage.settle()
    assert stage.sent() == ""
    assert stage.asked not in (None, first)
    stage.approve(first)
    stage.settle()
    assert stage.sent() == "", "the void answer stays void"
    stage.approve()
    stage.settle()
    assert "+Delete" in stage.sent()


@pytest.mark.parametrize("returns", [True, False])
def test_a_program_may_be_slow_to_notice_that_it_has_the_keyboard_again(
    stage: Stage, agent: SimulatedAgent, *, returns: bool
) -> None:
    """The chord that answers takes the keyboard for a moment, and no element has the focus until it is noticed."""
    element = stage.elements.focused[DOCS] = Element("report.txt", "table cell", text="report.txt")
    agent.chord("shift+Delete")
    stage.settle()
    first = stage.asked
    del stage.elements.focused[DOCS]
    stage.approve()
    stage.settle()
    assert (stage.sent(), stage.asked) == ("", None)
    if returns:
        stage.elements.focused[DOCS] = element
    stage.advance(0.5)
    if returns:
        assert stage.sent() == "+Shift_L +Delete -Delete -Shift_L"
        assert stage.asked is None
    else:
        assert stage.sent() == ""
        assert stage.asked not in (None, first), "a focus that stays away makes the answer void"


def test_it_goes_as_soon_as_the_hand_that_answered_is_up(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord("shift+Delete")
    stage.settle()
    stage.person(down=True)
    stage.approve()
    stage.settle()
    assert stage.sent() == ""
    stage.person(down=False)
    stage.advance(0.001)
    assert stage.sent() == "+Shift_L +Delete -Delete -Shift_L"
    stage.person(down=False)
    stage.settle()
    assert stage.sent() == "", "once is enough"


def test_hands_and_target_are_seen_together_and_again_when_its_element_is_known(
    stage: Stage, agent: SimulatedAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(name: str) -> None:
        ask = getattr(stage.desktop, name)

        def spy(*args: Any) -> Any:
            asked.append(name)
            return ask(*args)

        monkeypatch.setattr(stage.desktop, name, spy)

    agent.chord("shift+Delete")
    stage.settle()
    for name in ("pointer", "focused", "glance"):
        counted(name)
    stage.approve()
    stage.settle()
    assert stage.sent() == "+Shift_L +Delete -Delete -Shift_L"
    assert asked[:6] == ["glance", "pointer", "focused"] * 2, "each glance is both, and nothing else is asked"


@pytest.mark.parametrize("kind", ["key", "click"])
def test_a_hand_that_comes_down_while_the_element_is_looked_up_is_waited_out(
    stage: Stage, agent: SimulatedAgent, kind: str
) -> None:
    """Nothing but the server knows of it: no device told, as with a hand that works by a trusted program."""
    stage.elements.takes_s = 0.02
    if kind == "key":
        agent.chord("shift+Delete")
    else:
        agent.click(DELETE)
    stage.advance(0.2)
    stage.sent()
    stage.approve()
    stage.advance(0.01)
    stage.desktop.modifiers = 0x4
    stage.advance(0.5)
    assert stage.sent() == ""
    stage.desktop.modifiers = 0
    stage.advance(0.5)
    assert ("+Delete" if kind == "key" else "+b1") in stage.sent()


def test_the_focus_that_was_put_back_is_seen_before_the_element_is_looked_up(
    stage: Stage, agent: SimulatedAgent
) -> None:
    """Looked up for the window that took the focus, the answer would be about that one."""
    stage.elements.focused[DOCS] = Element("report.txt", "table cell", text="report.txt")
    agent.chord("shift+Delete")
    stage.settle()
    stage.desktop.focus = TERMINAL
    stage.elements.asked.clear()
    stage.approve()
    stage.settle()
    assert stage.desktop.focus_put == [DOCS]
    assert stage.sent() == "+Shift_L +Delete -Delete -Shift_L"
    assert stage.elements.asked == ["focus", "focus"], "what was looked up ahead, and once for what has it now"


@pytest.mark.parametrize("change", ["nothing", "title", "place", "other-window"])
def test_an_element_that_was_looked_up_ahead_counts_for_the_very_window_only(
    stage: Stage, agent: SimulatedAgent, change: str
) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.sent()
    first = stage.asked
    stage.elements.asked.clear()
    if change == "title":
        stage.window(DOCS, title="photos – Thunar")
    elif change == "place":
        stage.window(DOCS, rect=Rect(1, 1, 300, 300))
    elif change == "other-window":
        stage.desktop.put(Window(99, "in front", rect=Rect(0, 0, 400, 400)))
    stage.approve()
    stage.advance(0.001)
    if change == "nothing":
        assert stage.elements.asked == ["point"]
        assert "+b1" in stage.sent()
    else:
        assert stage.elements.asked[:2] == ["point", "point"], "anew, for the window that is there"
        stage.settle()
        assert stage.sent() == ""
        assert stage.asked not in (None, first)


def test_what_was_looked_up_ahead_of_hands_that_are_not_up_does_not_count(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.elements.takes_s = 0.002
    agent.click(DELETE)
    stage.advance(0.3)
    stage.sent()
    stage.elements.asked.clear()
    stage.desktop.modifiers = 0x4
    stage.approve()
    stage.advance(0.1)
    assert stage.elements.asked == ["point"], "not over and over while somebody holds a key"
    assert stage.sent() == ""
    stage.desktop.modifiers = 0
    stage.advance(0.1)
    assert stage.elements.asked == ["point", "point"]
    assert "+b1" in stage.sent()


def test_an_echo_that_comes_late_is_no_change_of_the_target(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE_ENTER)
    stage.desktop.focus = TERMINAL
    stage.elements.focused[TERMINAL] = Element("Terminal", "terminal", text="$ ")
    agent.type("rm -rf old")
    agent.does(key_down("Return"))
    stage.advance(0.13)
    stage.elements.focused[TERMINAL] = Element("Terminal", "terminal", text="$ rm -rf old")
    stage.settle()
    stage.approve()
    stage.settle()
    assert stage.sent().endswith("+Return")
    assert len(stage.rows("approval_requested")) == 1


def test_a_changed_target_is_asked_about_even_where_a_rule_would_allow_it(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.elements.places.append((Rect(40, 40, 60, 20), Element("Open", "push button")))
    stage.approve()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.rows("decided")[-1]["decision"].rule_id == "target-changed"
    assert stage.asked is not None


def test_a_target_that_went_between_approval_and_the_second_look_expires(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.desktop.close(DOCS)
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50"
    assert stage.outcomes()[0] == ("expired", "target-gone")


class TestAWindowOfOursOverTheTarget:
    """The list of what waits covers what the person says yes to."""

    LIST = 0x900

    @pytest.fixture
    def covered(self, stage: Stage, agent: SimulatedAgent) -> Stage:
        agent.click(DELETE)
        stage.settle()
        stage.desktop.ours = {self.LIST}
        stage.desktop.put(Window(self.LIST, "Waiting for you", rect=Rect(0, 0, 800, 800)))
        stage.approve()
        stage.settle()
        return stage

    def below(self, stage: Stage) -> None:
        stage.desktop.windows.sort(key=lambda window: window.id != self.LIST)

    def test_it_steps_aside_and_the_action_is_done_once_it_has(self, covered: Stage) -> None:
        assert covered.ui.all("aside") == [{"t": "aside", "away": True}]
        assert "+b1" not in covered.sent(), "nothing is pressed in a window of ours"
        self.below(covered)
        covered.settle()
        assert covered.sent() == "@50,50 +b1 @50,50 -b1"
        assert covered.ui.all("aside")[-1] == {"t": "aside", "away": False}
        assert [row["outcome"]["result"] for row in covered.rows("outcome")][-1] == "done"

    def test_one_that_stays_where_it_is_gets_no_press(self, covered: Stage) -> None:
        covered.advance(10)
        assert "+b1" not in covered.sent()
        assert covered.outcomes()[-1] == ("refused", "own-window")
        assert covered.ui.all("aside")[-1] == {"t": "aside", "away": False}

    def test_a_target_that_is_another_one_below_it_is_asked_about_anew(self, covered: Stage) -> None:
        covered.elements.places[:] = [(Rect(40, 40, 60, 20), Element("Delete", "menu item", dialog_text="All?"))]
        before = covered.asked
        self.below(covered)
        covered.settle()
        assert "+b1" not in covered.sent()
        assert covered.asked not in {None, before}
        assert covered.ui.all("aside")[-1] == {"t": "aside", "away": False}

    def test_with_a_stop_it_comes_back(self, covered: Stage) -> None:
        covered.stop()
        assert covered.ui.all("aside")[-1] == {"t": "aside", "away": False}
        covered.advance(5)
        assert "+b1" not in covered.sent()


def test_a_place_that_no_monitor_shows_any_more_makes_the_answer_void(stage: Stage, agent: SimulatedAgent) -> None:
    """The window is still there, and the server would press at the edge of what is shown instead."""
    agent.click(DELETE)
    stage.settle()
    first = stage.asked
    stage.sent()
    stage.desktop.shown = (Rect(200, 200, 500, 500),)
    stage.approve()
    stage.settle()
    assert stage.sent() == ""
    assert stage.asked not in (None, first)
