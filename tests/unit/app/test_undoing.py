from __future__ import annotations

import time
from pathlib import Path

import pytest

import supervisor
from supervisor.app.reviewing import Reviewing
from supervisor.app.turns import Turns
from supervisor.audit.journal import Journal
from supervisor.audit.signing import Signer
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.record import Event
from tests.support.playbook import DOCS, TERMINAL, Stage


class Rig:
    """An engine with an editor on its screen, a record, and a home with a trash."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stage = Stage()
        self.stage.window(DOCS, pid=12, executable="mousepad")
        self.stage.desktop.focus = TERMINAL
        self.docs, self.trash, own = folder / "docs", folder / "data/Trash", folder / "own"
        for one in (self.docs, self.trash / "files", self.trash / "info", own):
            one.mkdir(parents=True)
        self.journal = Journal.open(own / "record.sqlite3", Signer.load_or_create(own / "signing.key"))
        monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
        self.reviewing = Reviewing(self.stage.engine, self.journal.path, Turns(self.stage.loop))

    def act(self, action: Action, context: Context) -> int:
        decided = self.journal.append(
            Event.DECIDED,
            "bot",
            action=action,
            context=context,
            assessment=Assessment(Tier.REVERSIBLE, Category.FILES),
            decision=Decision(Verdict.ALLOW, "mine", "why"),
        )
        self.journal.append(Event.OUTCOME, "bot", action=action, outcome={"action_id": action.id, "result": "done"})
        self.journal.commit()
        return decided

    def types(self, number: int = 1) -> int:
        action = Action(f"bot-{number}", "bot", ActionKind.TYPE, text=f"words {number}")
        return self.act(action, Context(Window(DOCS, "notes", executable="mousepad", pid=12)))

    def trashes(self, *names: str, count: int = 0) -> int:
        for name in names:
            (self.trash / "files" / name).write_text(name)
            date = time.strftime("%Y-%m-%dT%H:%M:%S")
            said = f"[Trash Info]\nPath={self.docs / name}\nDeletionDate={date}\n"
            (self.trash / "info" / f"{name}.trashinfo").write_text(said)
        element = Element(role="table", selected=count or len(names), selected_names=names[:2])
        action = Action("bot-1", "bot", ActionKind.KEY, keys="Delete")
        return self.act(action, Context(Window(40, "docs", executable="thunar", pid=14), element))

    def order(self, row: object) -> str:
        said: list[str] = []
        self.reviewing.take({"mark": "undo", "rows": str(row)}, "command", said.append)
        # The person's hands have to rest first.
        self.stage.advance(3)
        return said[0]

    @property
    def why(self) -> str:
        return str(self.stage.engine.holds.asked[0].get("why", ""))


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rig:
    return Rig(tmp_path, monkeypatch)


def test_what_was_typed_is_taken_back_once_it_is_confirmed(rig: Rig) -> None:
    row = rig.types()
    assert rig.order(row) == "asked: a person must confirm it at the screen"
    assert rig.why == f"you ordered that something be taken back: row {row} of the record: type “words 1” in notes"
    rig.stage.approve()
    rig.stage.settle()
    assert "z" in rig.stage.sent()


def test_the_question_says_what_happened_there_since(rig: Rig) -> None:
    row = rig.types()
    rig.types(2)
    rig.stage.desktop.focus = DOCS
    rig.stage.advance(1)
    rig.stage.person()
    rig.stage.desktop.focus = TERMINAL
    rig.stage.advance(5)
    rig.order(row)
    assert "1 more since then in that program, the last: type “words 2” in notes" in rig.why
    assert rig.why.endswith("Ctrl+Z takes back the last first")


def test_the_persons_own_hands_are_told_of_when_they_came_after_it_and_only_there(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = rig.types()
    rig.stage.desktop.focus = DOCS
    rig.stage.advance(1)
    rig.stage.person()
    rig.stage.desktop.focus = TERMINAL
    rig.stage.advance(1)
    rig.stage.person()
    rig.order(row)
    now_ns = time.time_ns()
    assert "your own hands" not in rig.why, "it was a second ago, by the clock of the stage"
    rig.stage.reject()
    rig.stage.settle()
    monkeypatch.setattr(time, "time_ns", lambda: now_ns + 60 * 10**9)
    rig.order(row)
    assert "your own hands were in that program since then" in rig.why


def test_what_went_to_the_trash_is_put_back_once_it_is_confirmed(rig: Rig) -> None:
    row = rig.trashes("a.txt", "b.txt", "c.txt")
    rig.order(row)
    assert str(rig.docs / "c.txt") in rig.why
    assert list(rig.docs.iterdir()) == []
    rig.stage.approve()
    rig.stage.settle()
    assert sorted(path.name for path in rig.docs.iterdir()) == ["a.txt", "b.txt", "c.txt"]
    assert rig.stage.rows("undone")[-1]["outcome"]["result"] == "done"
    assert "not there any more" in rig.order(row)


def test_where_not_all_is_known_the_question_says_so(rig: Rig) -> None:
    rig.order(rig.trashes("a.txt", count=9))
    assert "9 went there, and of these 1 are known" in rig.why


def test_nothing_is_asked_where_something_stands_in_the_way_and_nothing_is_written_over(rig: Rig) -> None:
    row = rig.trashes("a.txt", "b.txt")
    (rig.docs / "a.txt").write_text("new")
    assert "nothing is written over" in rig.order(row)
    assert rig.stage.asked is None
    (rig.docs / "a.txt").unlink()
    rig.order(row)
    (rig.docs / "a.txt").write_text("new")
    rig.stage.approve()
    rig.stage.settle()
    assert (rig.docs / "a.txt").read_text() == "new"
    outcome = rig.stage.rows("undone")[-1]["outcome"]
    assert outcome["result"] == "failed"
    assert "nothing is written over" in outcome["why"]


@pytest.mark.parametrize("row", ["", "x", "1 2", "-1", "9" * 19])
def test_what_is_no_row_is_nothing_to_do(rig: Rig, row: str) -> None:
    assert rig.order(row) == "nothing to do"


def test_what_cannot_be_taken_back_is_refused_with_the_reason(rig: Rig) -> None:
    assert "decided nothing" in rig.order(1)
    other = rig.act(Action("bot-1", "bot", ActionKind.TYPE, text="ls"), Context(Window(9, executable="xterm", pid=3)))
    assert "not known to take things back" in rig.order(other)
    row = rig.types()
    rig.stage.desktop.close(DOCS)
    assert "its window is gone" in rig.order(row)
    rig.stage.stop()
    assert "re-arm first" in rig.order(row)
    assert rig.stage.rows("undone") == []


def test_no_words_of_an_agent_push_what_a_person_has_to_know_out_of_the_question(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = "\U000e0041" * 60
    where = Context(Window(DOCS, hidden, executable="mousepad", pid=12))
    row, _ = (rig.act(Action(f"bot-{n}", "bot", ActionKind.TYPE, text=hidden), where) for n in (1, 2))
    rig.stage.desktop.focus = DOCS
    rig.stage.advance(1)
    rig.stage.person()
    rig.stage.desktop.focus = TERMINAL
    now_ns = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now_ns + 60 * 10**9)
    rig.order(row)
    for told in ("1 more since then", "your own hands were in that program since then", "takes back the last first"):
        assert told in rig.why


def test_no_long_path_hides_where_else_files_go_and_that_not_all_are_known(rig: Rig) -> None:
    names = ["a" * 240, "b" * 240]
    rig.order(rig.trashes(*names, count=9))
    assert "9 went there, and of these 2 are known" in rig.why
    assert "aaaa" in rig.why
    assert "bbbb" in rig.why


def test_what_happens_in_that_program_while_a_person_is_asked_ends_the_question(rig: Rig) -> None:
    row = rig.types()
    rig.order(row)
    assert "row" in rig.why
    rig.stage.desktop.focus = DOCS
    rig.stage.agent("other").type("b")
    rig.stage.settle()
    assert rig.stage.asked is None
    outcome = rig.stage.rows("undone")[-1]["outcome"]
    assert (outcome["result"], outcome["why"]) == ("expired", "something else was done in that program meanwhile")


def test_what_happens_in_another_program_meanwhile_leaves_the_question(rig: Rig) -> None:
    rig.stage.window(TERMINAL, pid=13, executable="xterm")
    row = rig.types()
    rig.order(row)
    rig.stage.agent("other").type("b")
    rig.stage.settle()
    assert rig.stage.asked is not None


def test_attack_nothing_goes_by_a_persons_hand_where_agents_may_not_write(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(rig.docs))
    rig.docs /= "autostart"
    rig.docs.mkdir()
    assert "where agents may not write" in rig.order(rig.trashes("a.desktop"))
    rig.docs = tmp_path / "own"
    assert "where agents may not write" in rig.order(rig.trashes("beside-the-record"))
    rig.docs = Path(supervisor.__file__).parent
    assert "where agents may not write" in rig.order(rig.trashes("sitecustomize.py"))
    assert rig.stage.asked is None
