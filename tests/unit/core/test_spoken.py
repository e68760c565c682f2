from __future__ import annotations

import pytest

from supervisor.core.action import Action, ActionKind
from supervisor.core.lifecycle import ENDS, State
from supervisor.core.spoken import SILENT, Ending, Spoken


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        ("stopped", State.STOPPED),
        ("behind-reject", State.EXPIRED),
        ("client-gone", State.EXPIRED),
        ("called-off", State.EXPIRED),
        ("side-door", State.REFUSED),
        ("record-failed", State.REFUSED),
    ],
)
def test_what_never_became_an_action_ends_by_a_named_rule(rule: str, state: State) -> None:
    ending = Ending.by_rule(rule, "more")
    assert (ending.state, ending.decision.rule_id) == (state, rule)
    assert ending.decision.reason.endswith("more")
    assert ending.state in ENDS - {State.DONE}


def test_a_program_that_only_makes_input_says_nothing() -> None:
    assert (SILENT.origin, SILENT.reason, SILENT.warns, SILENT.call) == ("x11", None, "", 0)


@pytest.mark.parametrize(
    ("text", "last", "kind", "told"),
    [
        ("hello from me", ActionKind.TYPE, ActionKind.TYPE, "hello from me"),
        ("hello from me\n", ActionKind.TYPE_ENTER, ActionKind.TYPE_ENTER, "hello from me"),
        ("one\ntwo", ActionKind.TYPE, ActionKind.TYPE, "one\ntwo"),
        ("one\t", ActionKind.KEY, ActionKind.TYPE, "one\t"),
        ("\n", ActionKind.KEY, ActionKind.KEY, "before"),
        ("", ActionKind.CLICK, ActionKind.CLICK, "before"),
    ],
)
def test_the_last_action_of_a_text_is_told_as_all_of_it(
    text: str, last: ActionKind, kind: ActionKind, told: str
) -> None:
    action = Spoken(call=1, text=text).whole(Action("1", "bot", last, text="before"))
    assert (action.kind, action.text) == (kind, told)
