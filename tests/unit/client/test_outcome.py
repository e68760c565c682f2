from __future__ import annotations

from supervisor.client.outcome import Outcome


def test_an_outcome_is_read_as_the_protocol_has_it() -> None:
    found = Outcome.of({"status": "modified", "ran": "type “b”", "later": 1, "reason": None})
    assert found == Outcome("modified", ran="type “b”")
    assert found.done
    assert Outcome.of({"status": "done", "approved": True}).approved
    assert Outcome.of({"status": "denied", "partly": True}).partly
    assert not Outcome.of({"status": "denied", "partly": "no"}).partly


def test_what_does_not_say_how_it_ended_is_not_done() -> None:
    assert not Outcome.of({}).done


def test_it_says_itself_in_a_sentence() -> None:
    assert str(Outcome("done")) == "done"
    assert str(Outcome("rejected", "wrong file", "do something else")) == "rejected: wrong file. do something else"
