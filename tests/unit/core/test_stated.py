from __future__ import annotations

from supervisor.core.stated import Stated


def test_what_an_agent_states_is_one_line_for_a_person() -> None:
    said = Stated(0.8, 1250.5, "EUR", ("ann@example.org", "bob@example.org"), 3, "web", "Invoices")
    assert said.words == (
        "80% sure. it is for ann@example.org, bob@example.org. it moves 1,250.5 EUR. it changes 3 things."
        " a web page asked for it"
    )
    assert Stated(source="user").words == ""
    assert Stated().words == ""


def test_only_what_is_said_is_recorded() -> None:
    assert Stated(0.0, source="web").data == {"confidence": 0.0, "source": "web"}
    assert Stated().data == {}
