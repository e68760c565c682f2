"""Taking something back is an action like any other, that a person is always asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.assessment import Verdict
from supervisor.core.undo import Deed, Offer, Spot, Undo
from supervisor.engine.undoing import Undoing
from tests.support.playbook import DOCS, MENU, TERMINAL, Stage

if TYPE_CHECKING:
    from supervisor.core.context import Window

OFFER = Offer(Undo.CTRL_Z, "Ctrl+Z")
DEED = Deed(7, "ab" * 32, "type “words”", "bot", Spot(DOCS, 12, "mousepad", 0), 1, 2, OFFER)


class Rig:
    """A stage with an editor in the back and the keyboard elsewhere."""

    def __init__(self, **settings: Any) -> None:
        self.stage = Stage(**settings)
        self.stage.window(DOCS, pid=12, executable="mousepad")
        self.stage.desktop.focus = TERMINAL
        self.undoing = Undoing(self.stage.engine)
        self.put: list[str] = []

    def window(self, deed: Deed = DEED) -> Window:
        found = self.undoing.window_of(deed)
        assert not isinstance(found, str), found
        return found

    def press(self) -> None:
        self.undoing.press(DEED, self.window(), "row 7 of the record")
        self.stage.settle()

    def put_back(self, fails: str = "") -> None:
        def carry_out() -> str:
            self.put.append("old.txt")
            return fails

        self.undoing.put_back(DEED, ["/docs/old.txt"], "row 7 of the record", carry_out)
        self.stage.settle()

    def undone(self) -> list[tuple[str, str]]:
        return [(row["outcome"]["result"], row["outcome"].get("why", "")) for row in self.stage.rows("undone")]


def test_ctrl_z_goes_to_the_window_once_a_person_has_said_yes() -> None:
    rig = Rig()
    rig.press()
    assert rig.stage.asked is not None
    message, _ = rig.stage.engine.holds.asked
    assert message["rule"] == "undo"
    assert message["why"].endswith("row 7 of the record")
    assert message["agent"] == "undo of row 7"
    assert rig.stage.desktop.focus == TERMINAL, "the keyboard is the person's while they are asked"
    assert rig.stage.sent() == ""
    rig.stage.approve()
    rig.stage.settle()
    assert rig.stage.desktop.focus == DOCS
    assert "z" in rig.stage.sent()
    assert rig.undone() == [("done", "")]
    row = rig.stage.rows("undone")[0]
    assert (row["agent"], row["outcome"]["seq"], row["outcome"]["hash"]) == ("bot", 7, "ab" * 32)
    decided = rig.stage.rows("decided")[0]
    assert (decided["agent"], decided["action"].origin, decided["action"].keys) == ("undo of row 7", "undo", "ctrl+z")
    assert rig.stage.ui.all("notice")[-1]["kind"] == "undone"
    assert "taken back: row" in rig.stage.ui.all("state")[-1]["note"]
    rig.stage.advance(61)
    assert rig.stage.ui.all("state")[-1]["note"] == "", "it is not told for ever"
    assert rig.stage.engine.agents == {}


@pytest.mark.parametrize("verdict", [Verdict.ALLOW, Verdict.ASK])
def test_it_is_asked_as_the_persons_own_whatever_the_rules_say(verdict: Verdict) -> None:
    rig = Rig()
    rig.stage.rule(verdict, lambda _action, _context: True)
    rig.press()
    assert rig.stage.engine.holds.asked[0]["rule"] == "undo"


def test_what_the_rules_deny_is_not_done_for_a_person_either() -> None:
    rig = Rig()
    rig.stage.rule(Verdict.DENY, lambda _action, _context: True)
    rig.press()
    assert rig.stage.asked is None
    assert rig.undone()[0][0] == "refused"
    assert rig.stage.sent() == ""


def test_a_no_and_a_stop_leave_all_as_it_is_and_are_recorded() -> None:
    rig = Rig()
    rig.press()
    rig.stage.reject()
    rig.stage.settle()
    assert rig.undone()[0][0] == "refused"
    rig.press()
    rig.stage.stop()
    rig.stage.settle()
    assert rig.undone()[1][0] == "stopped"
    ids = [row["action"].id for row in rig.stage.rows("decided")]
    assert len(set(ids)) == len(ids) == 2
    assert "z" not in rig.stage.sent()
    assert rig.stage.engine.agents == {}


def test_the_target_is_looked_at_again_and_the_answer_is_void_when_it_changed() -> None:
    rig = Rig()
    rig.press()
    first = rig.stage.asked
    rig.stage.window(DOCS, title="another document")
    rig.stage.approve()
    rig.stage.settle()
    assert rig.stage.sent() == ""
    assert rig.stage.asked not in (None, first)
    assert rig.undone() == []


def test_nothing_is_ordered_while_nobody_could_confirm_or_all_is_stopped() -> None:
    rig = Rig()
    said = [rig.undoing.refusal()]
    rig.press()
    said.append(rig.undoing.refusal())
    rig.stage.reject()
    rig.stage.settle()
    said.append(rig.undoing.refusal())
    rig.stage.pause()
    said.append(rig.undoing.refusal())
    rig.stage.resume()
    rig.stage.stop()
    said += [rig.undoing.refusal(), Rig(headless=True).undoing.refusal()]
    words = ("", "answer that first", "", "closed", "stopped", "nobody can be asked")
    assert [word in one for word, one in zip(words, said, strict=True)] == [True] * 6
    assert said[0] == said[2] == ""


def test_it_waits_for_the_persons_hands_and_gives_up_when_they_do_not_rest() -> None:
    rig = Rig(yield_to_person_ms=1000)
    rig.stage.person(down=True)
    rig.press()
    assert (rig.stage.asked, rig.stage.desktop.focus) == (None, TERMINAL)
    rig.stage.person(down=False)
    rig.stage.advance(2)
    assert rig.undone() == []
    rig.stage.reject()
    rig.stage.settle()
    rig.stage.person(down=True)
    rig.press()
    rig.stage.advance(90)
    assert rig.undone()[-1] == ("expired", "the keyboard was not free for it")
    told = rig.stage.ui.all("notice")[-1]
    assert (told["kind"], told["says"].partition(";")[0]) == ("not-undone", "the keyboard was not free for it")


def test_a_gate_that_closes_meanwhile_ends_it() -> None:
    rig = Rig(yield_to_person_ms=1000)
    rig.stage.person(down=True)
    rig.press()
    rig.stage.pause()
    rig.stage.advance(2)
    assert rig.undone() == [("expired", "the gate is closed")]


def test_a_window_that_does_not_take_the_keyboard_gets_nothing() -> None:
    rig = Rig()
    rig.stage.desktop.stubborn = True
    rig.press()
    rig.stage.advance(3)
    assert rig.undone() == [("expired", "its window does not take the keyboard")]
    assert rig.stage.sent() == ""


def test_only_the_very_window_will_do_or_the_one_it_was_a_dialog_of() -> None:
    rig = Rig()
    assert rig.window().id == DOCS
    other = Deed(7, "", "", "bot", Spot(DOCS, 99, "mousepad", 0), 1, 2, OFFER)
    assert rig.undoing.window_of(other) == "its window belongs to another program by now"
    rig.stage.window(DOCS, executable="python3")
    assert rig.undoing.window_of(DEED) == "its window belongs to another program by now"
    rig.stage.window(DOCS, executable="mousepad")
    assert rig.window(Deed(7, "", "", "bot", Spot(99, 12, "mousepad", DOCS), 1, 2, OFFER)).id == DOCS
    assert "gone" in str(rig.undoing.window_of(Deed(7, "", "", "bot", Spot(99, 12, "mousepad", 98), 1, 2, OFFER)))
    assert "does not say" in str(rig.undoing.window_of(Deed(7, "", "", "bot", None, 1, 2, OFFER)))
    rig.stage.open_menu()
    assert "gone" in str(rig.undoing.window_of(Deed(7, "", "", "bot", Spot(MENU, 0, "", 0), 1, 2, OFFER)))
    rig.stage.desktop.ours.add(DOCS)
    assert isinstance(rig.undoing.window_of(DEED), str)
    rig.stage.desktop.ours.clear()
    rig.stage.desktop.close(DOCS)
    assert "gone" in str(rig.undoing.window_of(DEED))


def test_files_are_put_back_once_a_person_has_said_yes() -> None:
    rig = Rig()
    rig.put_back()
    assert rig.stage.engine.holds.asked[0]["rule"] == "undo"
    assert rig.put == []
    rig.stage.approve()
    rig.stage.settle()
    assert rig.put == ["old.txt"]
    assert rig.undone() == [("done", "")]
    tool = rig.stage.rows("decided")[0]["action"].tool
    assert (tool.server, tool.name, "/docs/old.txt" in tool.arguments) == (
        "agent-supervisor",
        "put_back_from_trash",
        True,
    )


def test_files_that_could_not_be_put_back_are_told() -> None:
    rig = Rig()
    rig.put_back("something else is there")
    rig.stage.approve()
    rig.stage.settle()
    assert rig.undone() == [("failed", "something else is there")]


@pytest.mark.parametrize("end", ["reject", "stop", "full disk"])
def test_no_file_moves_without_a_yes_that_is_on_the_disk(end: str) -> None:
    rig = Rig()
    rig.put_back()
    if end == "full disk":
        rig.stage.journal.room = 0
        rig.stage.approve()
    elif end == "stop":
        rig.stage.stop()
    else:
        rig.stage.reject()
    rig.stage.settle()
    assert rig.put == []


def test_nobody_earns_a_level_by_it() -> None:
    rig = Rig()
    for _ in range(60):
        rig.put_back()
        rig.stage.advance(5)
        rig.stage.approve()
        rig.stage.settle()
    assert len(rig.put) == 60
    assert rig.stage.engine.levels._trials == {}


def test_nobody_is_asked_about_ctrl_z_in_another_window_than_that_it_was_ordered_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rig = Rig()
    focused = rig.stage.desktop.focused

    def stolen() -> Window | None:
        found = focused()
        if found is not None and found.id == DOCS:
            rig.stage.desktop.focus = TERMINAL
        return found

    # The moment after it was seen there.
    monkeypatch.setattr(rig.stage.desktop, "focused", stolen)
    rig.press()
    rig.stage.advance(1)
    assert rig.stage.asked is None
    assert rig.undone()[0][0] == "expired"
    assert rig.stage.sent() == ""


def test_what_is_on_its_way_there_when_it_is_ordered_ends_it_before_anybody_is_asked() -> None:
    rig = Rig(mirror_lead_ms=500)
    rig.stage.desktop.focus = DOCS
    rig.stage.agent("other").chord("Return")
    rig.undoing.press(DEED, rig.window(), "row 7 of the record")
    rig.stage.advance(3)
    assert rig.stage.asked is None
    assert rig.undone() == [("expired", "something else was done in that program meanwhile")]
