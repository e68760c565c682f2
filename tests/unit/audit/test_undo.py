from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from supervisor.audit import undo as room
from supervisor.audit.storage import UnreadableError
from supervisor.audit.undo import UndoError, finding, looking_since
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Window
from supervisor.core.record import Event
from supervisor.core.undo import ORIGIN, Deed, Since, Spot, Undo
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from supervisor.audit.journal import Journal


_T = TypeVar("_T")


def run(looking: Generator[None, None, _T]) -> _T:
    """Have all of it looked through at once."""
    while True:
        try:
            next(looking)
        except StopIteration as e:
            found: _T = e.value
            return found


def done_at(path: Path, seq: int) -> Deed:
    return run(finding(path, seq))


def since(path: Path, deed: Deed) -> Since:
    return run(looking_since(path, deed))


def act(
    journal: Journal,
    number: int,
    *,
    verdict: Verdict = Verdict.ALLOW,
    result: str = "done",
    pid: int = 12,
    origin: str = "x11",
    kind: ActionKind = ActionKind.TYPE,
) -> int:
    """Write one action in an editor; gives the row that decided it."""
    action = Action(f"bot-{number}", "bot", kind, text=f"words {number}", origin=origin)
    where = Context(Window(5, "notes", executable="mousepad", pid=pid, transient_for=4))
    decision = Decision(verdict, "mine", "why")
    judged = Assessment(Tier.REVERSIBLE, Category.FILES)
    seq = journal.append(Event.DECIDED, "bot", action=action, context=where, assessment=judged, decision=decision)
    if verdict is Verdict.ASK:
        journal.append(Event.APPROVAL_REQUESTED, "bot", action=action, outcome={"request": "r1"})
    journal.append(Event.SENDING, "bot", action=action, outcome={"action_id": action.id, "sends": []})
    journal.append(Event.OUTCOME, "bot", action=action, outcome={"action_id": action.id, "result": result})
    journal.commit()
    return seq


def undone(journal: Journal, seq: int, result: str = "done") -> None:
    said: dict[str, Any] = {"seq": seq, "hash": "", "how": "ctrl-z", "result": result}
    journal.append(Event.UNDONE, "bot", outcome=said)
    journal.commit()


@pytest.mark.parametrize("verdict", [Verdict.ALLOW, Verdict.ASK])
def test_what_was_done_is_found_asked_or_not(tmp_path: Path, verdict: Verdict) -> None:
    journal = begin(tmp_path)
    deed = done_at(journal.path, act(journal, 1, verdict=verdict))
    assert deed.spot == Spot(5, 12, "mousepad", 4)
    assert deed.offer.how is Undo.CTRL_Z
    assert (deed.agent, deed.words, len(deed.hash)) == ("bot", "type “words 1” in notes", 64)
    assert deed.began_ns < deed.ended_ns
    journal.close()


def test_what_was_not_done_or_decided_nothing_is_not(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    refused = act(journal, 1, result="refused")
    twice = act(journal, 2)
    act(journal, 2)
    for seq, why in ((1, "decided nothing"), (99, "decided nothing"), (2**63, "decided nothing")):
        with pytest.raises(UndoError, match=why):
            done_at(journal.path, seq)
    with pytest.raises(UndoError, match="was not done"):
        done_at(journal.path, refused)
    assert done_at(journal.path, twice).seq == twice
    journal.close()


def test_an_agent_that_began_again_has_the_same_ids_for_something_else(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    deed = done_at(journal.path, act(journal, 1))
    action = Action("bot-2", "bot", ActionKind.TYPE, text="words")
    where = Context(Window(5, "notes", executable="mousepad", pid=12))
    cut_off = journal.append(Event.DECIDED, "bot", action=action, context=where)
    journal.append(Event.AGENT_STARTED, "bot")
    journal.append(Event.OUTCOME, "bot", action=action, outcome={"action_id": "bot-2", "result": "done"})
    journal.commit()
    with pytest.raises(UndoError, match="was not done"):
        done_at(journal.path, cut_off)
    assert since(journal.path, deed).others == 0
    journal.close()


def test_of_an_action_that_was_judged_anew_the_last_row_is_meant(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.TYPE, text="words")
    rows = [journal.append(Event.DECIDED, "bot", action=action) for _ in range(2)]
    journal.append(Event.OUTCOME, "bot", action=action, outcome={"action_id": "bot-1", "result": "done"})
    journal.commit()
    with pytest.raises(UndoError, match=f"see row {rows[1]}"):
        done_at(journal.path, rows[0])
    assert done_at(journal.path, rows[1]).seq == rows[1]
    journal.close()


def test_what_happened_since_in_that_program_is_counted_and_what_was_taken_back_is_not(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    deed = done_at(journal.path, act(journal, 1))
    assert (since(journal.path, deed).others, since(journal.path, deed).last) == (0, "")
    act(journal, 2, pid=13)
    act(journal, 3, kind=ActionKind.SCROLL)
    act(journal, 4, result="refused")
    assert since(journal.path, deed).others == 0
    act(journal, 5)
    last = act(journal, 6)
    found = since(journal.path, deed)
    assert (found.others, found.last) == (2, "type “words 6” in notes")
    act(journal, 7, origin=ORIGIN)
    undone(journal, last, "refused")
    assert since(journal.path, deed).others == 2
    undone(journal, last)
    assert since(journal.path, deed).last == "type “words 5” in notes"
    journal.close()


@pytest.mark.parametrize(("result", "others"), [("partly", 1), ("stopped", 1), ("refused", 0), ("expired", 0)])
def test_what_may_have_been_made_in_part_since_counts_too(tmp_path: Path, result: str, others: int) -> None:
    """Else Ctrl+Z would take back a part of that, and not what is meant."""
    journal = begin(tmp_path)
    deed = done_at(journal.path, act(journal, 1))
    act(journal, 2, result=result)
    assert since(journal.path, deed).others == others
    journal.close()


def test_nothing_is_taken_back_twice_nor_over_what_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begin(tmp_path)
    deed = done_at(journal.path, act(journal, 1))
    undone(journal, deed.seq, "failed")
    since(journal.path, deed)
    undone(journal, deed.seq)
    with pytest.raises(UndoError, match="taken back already"):
        since(journal.path, deed)
    other = done_at(journal.path, act(journal, 2))
    journal.append(Event.SUPERVISOR_STARTED)
    journal.commit()
    with pytest.raises(UndoError, match="began anew"):
        since(journal.path, other)
    third = done_at(journal.path, act(journal, 3))
    monkeypatch.setattr(room, "LONGEST_SINCE", 1)
    with pytest.raises(UndoError, match="too much"):
        since(journal.path, third)
    journal.close()


def test_where_there_is_no_record_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        done_at(tmp_path / "none", 1)


def test_of_what_happened_since_it_counts_too_what_was_made_in_part(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    deed = done_at(journal.path, act(journal, 1))
    act(journal, 2, result="partly")
    act(journal, 3, result="refused")
    assert since(journal.path, deed) == Since(1, "type “words 2” in notes")
    journal.close()


def test_what_was_decided_before_and_done_after_it_is_the_last_that_happened(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("other-1", "other", ActionKind.TYPE, text="held words")
    where = Context(Window(5, "notes", executable="mousepad", pid=12))
    ask = Decision(Verdict.ASK, "mine", "why")
    journal.append(Event.DECIDED, "other", action=action, context=where, decision=ask)
    journal.append(Event.APPROVAL_REQUESTED, "other", action=action, outcome={"request": "r1"})
    deed = done_at(journal.path, act(journal, 1))
    assert since(journal.path, deed).others == 0
    journal.append(Event.OUTCOME, "other", action=action, outcome={"action_id": "other-1", "result": "done"})
    journal.commit()
    assert since(journal.path, deed) == Since(1, "type “held words” in notes")
    journal.close()


def test_what_was_decided_before_an_agent_began_again_is_not_what_it_does_now(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("other-1", "other", ActionKind.TYPE, text="held words")
    where = Context(Window(5, "notes", executable="mousepad", pid=12))
    journal.append(Event.DECIDED, "other", action=action, context=where)
    journal.append(Event.AGENT_STARTED, "other")
    deed = done_at(journal.path, act(journal, 1))
    journal.append(Event.OUTCOME, "other", action=action, outcome={"action_id": "other-1", "result": "done"})
    journal.commit()
    assert since(journal.path, deed) == Since()
    journal.close()
