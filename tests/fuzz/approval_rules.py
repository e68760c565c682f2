"""What must hold of a record, however approvals went: read from its rows alone, knowing nothing of the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from supervisor.core.action import Action
    from tests.support.simulators import Happened

_DEAD = {"refused", "expired", "stopped"}


class _Life:
    """What the rows have said of one action."""

    def __init__(self) -> None:
        self.verdict: Verdict | None = None
        self.tier = Tier.READ
        self.asked = ""
        """The request that stands."""
        self.approved_by = ""
        """The request of which the yes has not been used up or become void."""
        self.answered: set[str] = set()
        self.rejected = False
        self.sent = 0
        self.ended = ""


class Rules:
    """Reads rows in their order."""

    def __init__(self, gestures: Mapping[str, Collection[str]], *, whole: bool) -> None:
        self._gestures = gestures
        self._whole = whole
        self._lives: dict[str, _Life] = {}
        self._stopped = False

    def read(self, row: Mapping[str, Any]) -> None:
        """Take a row.

        Raises:
            AssertionError: it breaks a rule.
        """
        event = str(row["event"])
        if event in ("stopped", "rearmed"):
            self._stopped = event == "stopped"
        if event == "stopped" and self._whole:
            for life in self._lives.values():
                assert life.ended or life.verdict is None, "a stop leaves nothing that could go on"
        action: Action | None = row.get("action")
        reader = getattr(self, f"_{event}", None)
        # Where the pointer only passes, nothing is decided and nothing asked.
        if action is not None and reader is not None and action.kind is not ActionKind.MOVE:
            reader(self._lives.setdefault(action.id, _Life()), row)

    def _decided(self, life: _Life, row: Mapping[str, Any]) -> None:
        assert not life.ended, "what has ended is not judged again"
        life.verdict, life.tier = row["decision"].verdict, row["assessment"].tier
        life.approved_by = ""

    def _approval_requested(self, life: _Life, row: Mapping[str, Any]) -> None:
        assert not life.ended
        assert life.verdict is Verdict.ASK
        life.asked, life.approved_by = row["outcome"]["request"], ""

    def _answered(self, life: _Life, row: Mapping[str, Any]) -> None:
        outcome = row["outcome"]
        assert not life.ended, "a late answer has no effect"
        assert not self._stopped
        assert outcome["request"] not in life.answered, "a request has one answer"
        assert not life.rejected
        life.answered.add(outcome["request"])
        if outcome["answer"] == "approve":
            life.approved_by = outcome["request"]
        elif outcome["answer"] == "reject":
            life.rejected, life.approved_by = True, ""

    def _sending(self, life: _Life, row: Mapping[str, Any]) -> None:
        assert not life.ended, f"what is {life.ended} is never performed"
        assert not life.rejected, "what is rejected is never performed"
        assert not self._stopped, "nothing is performed while all is stopped"
        # Text that runs on was decided when it began, and is again when it is submitted.
        runs_on = life.verdict is None and row["action"].kind is ActionKind.TYPE
        assert life.verdict is Verdict.ALLOW or life.approved_by or runs_on, (
            "what is asked is not performed without a yes"
        )
        if life.approved_by and life.tier is Tier.IRREVERSIBLE:
            made = self._gestures.get(life.approved_by, ())
            assert len(made) > 1, f"what cannot be undone was approved by {made}"
        life.sent += 1
        assert life.sent == 1, "one yes is for one time"

    def _outcome(self, life: _Life, row: Mapping[str, Any]) -> None:
        result = row["outcome"]["result"]
        assert not life.ended, "an action has one end"
        life.ended = result
        assert result != "done" or life.sent == 1, "what was not sent was not done"
        assert not (life.rejected and result not in _DEAD), "what was rejected was not done"

    def finish(self) -> None:
        """Take that nothing more comes."""
        for life in self._lives.values() if self._whole else ():
            assert life.ended or life.verdict is None, "an action has an end"


def check(log: Iterable[Happened], gestures: Mapping[str, Collection[str]], *, whole: bool) -> None:
    """Hold a record against the rules.

    Args:
        log: Rows and sends in their order.
        gestures: The different gestures for a yes that the person made while each request was asked.
        whole: No row is missing: the disk always had room.

    Raises:
        AssertionError: one is broken.
    """
    rules = Rules(gestures, whole=whole)
    for happened in log:
        if happened.what == "row":
            rules.read(happened.row)
    rules.finish()
