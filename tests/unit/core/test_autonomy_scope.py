from __future__ import annotations

import pytest

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Tier
from supervisor.core.assignment import Assignment
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from supervisor.core.context import Context, Window
from supervisor.core.tool_call import ToolCall

HERE = Situation("bot", "invoices", "thunar", Category.FILES)
NOWHERE = Situation("bot", "", "", Category.FILES)


@pytest.mark.parametrize(
    ("scope", "covers", "may_cover_nowhere"),
    [
        (EVERYTHING, True, True),
        (Scope(agent="bot"), True, True),
        (Scope(agent="other"), False, False),
        (Scope(workflow="invoices"), True, True),
        (Scope(app="thunar"), True, True),
        (Scope(app="nautilus"), False, True),
        (Scope(category=Category.FINANCE), False, False),
        (Scope("bot", "invoices", "thunar", Category.FILES), True, True),
        (Scope("bot", "other", "thunar", Category.FILES), False, True),
    ],
)
def test_a_scope_covers_what_has_all_its_parts(scope: Scope, *, covers: bool, may_cover_nowhere: bool) -> None:
    assert (scope.covers(HERE), scope.may_cover(NOWHERE)) == (covers, may_cover_nowhere)


def test_what_is_not_known_is_no_part_of_a_scope() -> None:
    assert not Scope(app="").covers(HERE)
    assert not Scope(app="thunar").covers(NOWHERE)


def test_more_parts_are_more_specific() -> None:
    assert [EVERYTHING.size, Scope(agent="a").size, Scope("a", "b", "c", Category.FILES).size] == [0, 1, 4]


def test_scopes_meet_unless_a_part_differs() -> None:
    assert Scope(agent="a").meets(Scope(app="b"))
    assert Scope(agent="a", app="b").meets(Scope(app="b"))
    assert not Scope(agent="a").meets(Scope(agent="b", app="c"))


def test_a_scope_lies_in_one_with_fewer_parts() -> None:
    assert Scope(agent="a", app="b").lies_in(Scope(agent="a"))
    assert Scope(agent="a").lies_in(EVERYTHING)
    assert not Scope(agent="a").lies_in(Scope(app="b"))
    assert not EVERYTHING.lies_in(Scope(agent="a"))


def test_words() -> None:
    assert EVERYTHING.words == "all agents"
    assert Scope(agent="bot", category=Category.FILES).words == "agent bot, category files"


def test_the_situation_is_read_off_an_action() -> None:
    action = Action("1", "bot-2", ActionKind.CLICK, assignment=Assignment("bot", workflow="invoices"))
    files = Assessment(Tier.REVERSIBLE, Category.FILES)
    window = Window(7, app="Thunar", executable="thunar")
    assert Situation.of(action, Context(window), files) == HERE
    assert Situation.of(action, Context(Window(7, app="Thunar")), files).app == "Thunar"
    assert Situation.of(action, Context(), files).app == ""
    unnamed = Action("1", "bot-2", ActionKind.CLICK)
    assert Situation.of(unnamed, Context(), files).agent == "bot-2"


def test_of_a_call_the_server_is_the_program() -> None:
    action = Action("1", "bot", ActionKind.TOOL, tool=ToolCall("gmail", "send"))
    assert Situation.of(action, Context(), Assessment(Tier.HIGH_RISK, Category.EMAIL)).app == "tool:gmail"
