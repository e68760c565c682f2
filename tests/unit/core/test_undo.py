from __future__ import annotations

from supervisor.core.assessment import Decision, Verdict
from supervisor.core.spoken import Spoken
from supervisor.core.undo import ORIGIN, Undo
from supervisor.wire.agent_protocol import Hello


def test_the_ways_are_called_as_the_list_says_them() -> None:
    assert [how.value for how in Undo] == ["ctrl-z", "trash"]


def test_attack_no_agent_can_come_in_the_way_of_a_persons_undo() -> None:
    assert ORIGIN not in str(Hello.model_json_schema())


def test_what_a_person_ordered_is_asked_as_that_whoever_asks_and_never_laxer() -> None:
    spoken = Spoken(ORIGIN, warns="row 7")
    for verdict in (Verdict.ALLOW, Verdict.ASK):
        found = spoken.asks(Decision(verdict, "mine", "because"))
        assert (found.verdict, found.rule_id) == (Verdict.ASK, "undo")
        assert found.reason.endswith("row 7")
    denied = Decision(Verdict.DENY, "mine", "because")
    assert spoken.asks(denied) is denied
