from __future__ import annotations

import pytest

from supervisor.client.errors import Denied, Expired, Modified, NotDone, Rejected, Stopped, raise_unless_done
from supervisor.client.outcome import Outcome


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("rejected", Rejected),
        ("denied", Denied),
        ("modified", Modified),
        ("expired", Expired),
        ("stopped", Stopped),
        ("something new", NotDone),
    ],
)
def test_what_was_not_done_is_raised_with_its_reason(status: str, kind: type[NotDone]) -> None:
    with pytest.raises(kind, match="because") as raised:
        raise_unless_done(Outcome(status, "because", "do something else"))
    assert (raised.value.reason, raised.value.note) == ("because", "do something else")


def test_a_rule_that_says_no_is_a_rejection_too() -> None:
    assert issubclass(Denied, Rejected)


def test_what_was_changed_may_be_as_good() -> None:
    changed = Outcome("modified", ran="type “b”")
    assert raise_unless_done(changed, accept_modified=True) is changed
    with pytest.raises(Modified) as raised:
        raise_unless_done(changed)
    assert raised.value.ran == "type “b”"
    assert raise_unless_done(Outcome("done")).done
