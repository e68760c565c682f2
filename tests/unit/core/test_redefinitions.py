from __future__ import annotations

from supervisor.core.action import Action, ActionKind
from supervisor.core.redefinitions import Redefinitions
from supervisor.core.tool_call import ToolCall


def call(agent: str = "bot", server: str = "mail", name: str = "get", redefined: str = "d1", **given: str) -> Action:
    return Action("1", agent, ActionKind.TOOL, tool=ToolCall.of(server, name, given, redefined=redefined))


def test_what_nobody_redefined_is_not_open() -> None:
    known = Redefinitions()
    assert not known.open(call(redefined=""))
    assert not known.open(Action("1", "bot", ActionKind.CLICK))
    known.approved(Action("1", "bot", ActionKind.CLICK))


def test_one_yes_settles_one_definition_of_one_tool_whatever_it_is_given() -> None:
    known = Redefinitions()
    assert known.open(call())
    known.approved(call(to="ann"))
    assert not known.open(call(to="bob"))
    others = [call(redefined="d2"), call(agent="other"), call(server="files"), call(name="put")]
    assert all(known.open(other) for other in others)


def test_it_ends_with_the_agent() -> None:
    known = Redefinitions()
    known.approved(call())
    known.approved(call(agent="other"))
    known.forget("bot")
    assert known.open(call())
    assert not known.open(call(agent="other"))
