from __future__ import annotations

import pytest

from supervisor.core.lifecycle import ENDS, State
from supervisor.core.spoken import SILENT, Ending


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
