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


def test_it_says_itself_in_one_line() -> None:
    refused = {"status": "rejected", "reason": "a person rejected it", "note": "the same again is refused."}
    assert str(Outcome.of(refused)) == "rejected: a person rejected it; the same again is refused"
    assert str(Outcome.of({"status": "done", "ran": "click"})) == "done: click"
    assert str(Outcome.of({"status": "expired"})) == "expired"
