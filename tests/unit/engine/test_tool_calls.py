"""Calls of tools go the way of all input, and send none."""

from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Verdict
from supervisor.core.grants import Breadth
from supervisor.wire.vocabulary import Click, Outcome, Proposal, Status, ToolProposal
from tests.support.playbook import DELETE, SimulatedAgent, Stage

SEND = {"to": "ann@example.org", "body": "Hello"}


class Caller:
    """An agent that asks before it uses tools."""

    def __init__(self, agent: SimulatedAgent) -> None:
        self.agent = agent
        self.held = 0
        self.outcomes: list[Outcome] = []

    def asks(self, tool: str = "send_email", redefined: str = "", **arguments: object) -> None:
        self._propose(ToolProposal(tool=tool, server="gmail", arguments=arguments or SEND, redefined=redefined))

    def clicks(self) -> None:
        self._propose(Proposal(gesture=Click(x=DELETE.x, y=DELETE.y)))

    def _propose(self, proposal: Proposal | ToolProposal) -> None:
        self.agent.queue.calls.propose(proposal, origin="mcp", on_held=self._on_held, on_end=self.outcomes.append)

    def _on_held(self) -> None:
        self.held += 1

    @property
    def statuses(self) -> list[str]:
        return [outcome.status.value for outcome in self.outcomes]


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def caller(stage: Stage) -> Caller:
    return Caller(stage.agent())


def tools_are(stage: Stage, verdict: Verdict) -> None:
    stage.rule(verdict, lambda action, _context: action.kind is ActionKind.TOOL)


def test_an_allowed_call_is_recorded_before_it_is_told_and_sends_nothing(stage: Stage, caller: Caller) -> None:
    caller.asks()
    stage.settle()
    assert caller.statuses == ["done"]
    assert [row["event"] for row in stage.rows()] == ["decided", "sending", "outcome"]
    (decided,) = stage.rows("decided")
    assert (decided["action"].kind, decided["action"].origin) == (ActionKind.TOOL, "mcp")
    assert decided["action"].tool.name == "send_email"
    assert stage.sent() == ""


def test_a_held_call_is_done_after_a_yes_though_the_focus_is_elsewhere_by_then(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.ASK)
    caller.asks()
    stage.settle()
    assert (caller.held, caller.outcomes) == (1, [])
    stage.approve()
    stage.settle()
    assert caller.statuses == ["done"]
    assert stage.sent() == ""


def test_a_rejected_call_is_told_with_the_reason_and_refused_the_second_time(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.ASK)
    caller.asks()
    stage.settle()
    stage.reject()
    stage.settle()
    caller.asks()
    stage.settle()
    assert caller.statuses == ["rejected", "rejected"]
    assert caller.held == 1
    assert caller.outcomes[1].rule == "rejected-again"
    assert caller.outcomes[1].note
    caller.asks(to="bob@example.org")
    stage.settle()
    assert caller.held == 2, "another call is another question"


def test_attack_another_tool_with_the_same_arguments_is_asked_anew(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.ASK)
    caller.asks("draft_email")
    stage.settle()
    stage.reject()
    stage.settle()
    caller.asks("send_email")
    stage.settle()
    assert caller.held == 2


def test_calls_and_input_keep_their_order(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.ASK)
    caller.asks()
    caller.clicks()
    stage.settle()
    assert "+b1" not in stage.sent()
    stage.approve()
    stage.settle()
    assert caller.statuses == ["done", "done"]
    assert "+b1" in stage.sent()


def test_a_denied_call_is_told_with_its_rule(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.DENY)
    caller.asks()
    stage.settle()
    (outcome,) = caller.outcomes
    assert (outcome.status, outcome.ran) == (Status.DENIED, "")
    assert outcome.rule


def test_stop_ends_a_held_call(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.ASK)
    caller.asks()
    stage.settle()
    stage.stop()
    stage.settle()
    assert caller.statuses == ["stopped"]


def test_attack_a_tool_that_was_redefined_is_asked_once_whatever_lets_it_pass(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.ALLOW)
    caller.asks("get_mail")
    stage.settle()
    assert (caller.held, caller.statuses) == (0, ["done"])
    caller.asks("get_mail", "d1")
    stage.settle()
    assert caller.held == 1
    assert stage.rows("decided")[-1]["decision"].rule_id == "tool-redefined"
    stage.approve()
    stage.settle()
    caller.asks("get_mail", "d1", to="bob@example.org")
    stage.settle()
    assert (caller.held, caller.statuses) == (1, ["done", "done", "done"])
    caller.asks("get_mail", "d2")
    stage.settle()
    assert caller.held == 2, "it has become another tool again"


def test_a_no_to_a_tool_that_was_redefined_settles_nothing(stage: Stage, caller: Caller) -> None:
    tools_are(stage, Verdict.ALLOW)
    caller.asks("get_mail", "d1")
    stage.settle()
    stage.reject()
    stage.settle()
    caller.asks("get_mail", "d1", to="bob@example.org")
    stage.settle()
    assert caller.held == 2


def test_attack_a_redefined_tool_is_refused_where_nobody_can_be_asked() -> None:
    stage = Stage(headless=True)
    tools_are(stage, Verdict.ALLOW)
    caller = Caller(stage.agent())
    caller.asks("get_mail", "d1")
    stage.settle()
    assert (caller.statuses, caller.outcomes[0].rule) == (["denied"], "no-approver")


@pytest.mark.parametrize(
    ("breadth", "says", "others"),
    [
        ("control", "“send_email” in gmail, with the same arguments, for 15 minutes", [False, True, True]),
        ("tool", "“send_email” in gmail, with any arguments, for 15 minutes", [False, False, True]),
        ("application", "what rule test-ask asks about, in gmail, for 15 minutes", [False, False, True]),
    ],
)
def test_a_yes_to_a_tool_says_what_it_covers(
    stage: Stage, caller: Caller, breadth: str, says: str, others: list[bool]
) -> None:
    tools_are(stage, Verdict.ASK)
    caller.asks("send_email")
    stage.settle()
    request = stage.asked
    assert request is not None
    assert stage.ui.all("request")[-1]["choices"]["breadths"] == ["once", *Breadth]
    stage.engine.holds.selected(request, breadth)
    shown = stage.ui.all("choice")[-1]["choices"]
    assert shown["says"] == says
    stage.engine.holds.choice_shown(request, shown["breadth"], shown["span"])
    stage.approve()
    stage.settle()
    asked = []
    for redefined, arguments in (("", SEND), ("", {"to": "bob@example.org"}), ("d1", SEND)):
        caller.asks("send_email", redefined, **arguments)
        stage.settle()
        asked.append(stage.asked is not None)
        if stage.asked is not None:
            stage.approve()
            stage.settle()
    assert asked == others
