from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.audit.reader import records
from supervisor.audit.timeline import action_words, entries, timeline
from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.assessment import Decision, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.record import Event, Record
from supervisor.core.record_fields import MASK, Approval, action_dict, context_dict
from supervisor.core.tool_call import ToolCall

if TYPE_CHECKING:
    from supervisor.audit.journal import Journal

DELETE = Action("a-1", "bot", ActionKind.CLICK, Point(10, 20), button=1)
THUNAR = Context(Window(1, "docs – Thunar", "Thunar"), Element("Delete", "menu item"))


def row(event: Event, **parts: Any) -> Record:
    members: dict[str, Any] = dict.fromkeys(
        ("agent", "action", "context", "assessment", "decision", "approval", "outcome")
    )
    return Record(**{"seq": 1, "time_ns": 0, "event": event, "prev_hash": "", "hash": "", **members, **parts})


def test_what_is_done_to_a_window_is_said_as_such() -> None:
    action = action_dict(Action("a-2", "bot", ActionKind.WINDOW, text="close"))
    assert action_words(action, context_dict(THUNAR)) == "close docs – Thunar"
    assert action_words(action, None) == "close a window"


def test_an_action_is_one_line_from_intent_to_outcome(journal: Journal) -> None:
    ask = Decision(Verdict.ASK, "delete-file", "it deletes a file")
    journal.append(Event.DECIDED, "bot", action=DELETE, context=THUNAR, decision=ask)
    journal.append(Event.APPROVAL_REQUESTED, "bot", action=DELETE, outcome={"request": "r-1"})
    journal.append(
        Event.ANSWERED,
        "bot",
        action=DELETE,
        approval=Approval("TigerVNC keyboard", "chord", 1234),
        outcome={"request": "r-1", "answer": "approve"},
    )
    journal.append(Event.SENDING, "bot", action=DELETE, outcome={"sends": [["motion", 0, 1, 2, 0]]})
    journal.append(Event.STOPPED, outcome={"how": "chord"})
    journal.append(Event.OUTCOME, "bot", action=DELETE, outcome={"action_id": "a-1", "result": "done"})
    journal.commit()
    lines = timeline(records(journal.path), UTC)[1:]
    assert [line.split(" | ") for line in lines] == [
        [
            "2023-11-14 22:13:20.002  bot",
            "click “Delete” in docs – Thunar",
            "ask (delete-file: it deletes a file)",
            "approved by TigerVNC keyboard (chord after 1.2 s)",
            "done",
        ],
        ["2023-11-14 22:13:20.006  supervisor", "stopped", "how chord"],
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"answer": "reject"}, "rejected by kbd (press after 0.1 s): hurried"),
        ("approve", "approved by kbd (press after 0.1 s): hurried"),
        (None, "answered by kbd (press after 0.1 s): hurried"),
    ],
)
def test_who_answered(answer: object, words: str) -> None:
    approval = {"approver": "kbd", "gesture": "press", "latency_ms": 100, "note": "hurried"}
    records = [row(Event.ANSWERED, action={"id": "1", "kind": "click"}, approval=approval, outcome=answer)]
    assert words in timeline(records, UTC)[0]


def test_the_first_of_two_gestures_is_no_answer_yet() -> None:
    half = row(
        Event.HALF_APPROVED,
        agent="bot",
        action=action_dict(DELETE),
        approval={"approver": "mouse", "gesture": "press", "latency_ms": 900},
        outcome={"request": "r-1"},
    )
    (line,) = timeline([half], UTC)
    assert line.split(" | ")[2] == "half approved by mouse (press after 0.9 s)"


def test_a_second_judgement_shows_behind_the_first() -> None:
    action = {"id": "1", "kind": "key", "keys": "Delete"}
    first = {"verdict": "ask", "rule_id": "delete", "reason": "x"}
    second = {"verdict": "deny", "rule_id": "target-gone", "reason": "y"}
    lines = timeline([row(Event.DECIDED, action=action, decision=d) for d in (first, first, second)], UTC)
    assert len(lines) == 1
    assert "ask (delete: x) → deny (target-gone: y)" in lines[0]


def test_a_send_whose_end_is_not_known_is_said() -> None:
    assert timeline([row(Event.SENDING, action={"id": "1", "kind": "click"})], UTC)[0].endswith(
        "sent, no outcome recorded"
    )


def test_moves_that_follow_each_other_are_one_line() -> None:
    def move(agent: str, x: int) -> Record:
        return row(Event.SENDING, agent=agent, action={"id": None, "kind": "move", "point": [x, 5]})

    click = row(Event.DECIDED, agent="a", action={"id": "1", "kind": "click"})
    lines = timeline([move("a", 1), move("a", 2), move("a", 3), move("b", 4), click, move("b", 6)], UTC)
    assert [line.partition("  ")[2] for line in lines] == [
        "a | move to 3,5, in 3 moves | sent",
        "b | move to 4,5 | sent",
        "a | click",
        "b | move to 6,5 | sent",
    ]


ALLOW = {"verdict": "allow", "rule_id": "default-reversible", "reason": "this can be undone"}
DONE = {"result": "done"}
WHEEL = ((Event.DECIDED, ALLOW, None), (Event.SENDING, ALLOW, None), (Event.OUTCOME, None, DONE))
XTERM = context_dict(Context(Window(1, "Notes", "XTerm")))


def key(number: int, text: str, event: Event = Event.SENDING, agent: str = "bot", **parts: Any) -> Record:
    action = action_dict(Action(f"a-{number}", agent, ActionKind.TYPE, text=text))
    return row(event, agent=agent, action=action, **{"context": XTERM, **parts})


def up(agent: str = "bot") -> Record:
    return row(Event.SENDING, agent=agent, outcome={"action_id": None, "sends": [["key_release", 43, 0, 0, 0]]})


def typed(*words: str) -> list[Record]:
    """Give the rows of a run: a word is decided with all that is before it, and each letter has a row."""
    rows, before = [], ""
    for number, word in enumerate(words):
        text = before + word[0]
        rows += [
            key(100 * number, text, Event.DECIDED, decision=ALLOW),
            key(100 * number, text, decision=ALLOW),
            key(100 * number, text, Event.OUTCOME, outcome=DONE),
            up(),
        ]
        for place, letter in enumerate(word[1:], 1):
            rows += [key(100 * number + place, letter), up()]
        before += word
    return rows


def told(rows: list[Record]) -> list[str]:
    return [line.partition("  ")[2] for line in timeline(rows, UTC)]


RUN = "in Notes | allow (default-reversible: this can be undone) | done"


def test_a_run_of_typed_letters_is_one_line() -> None:
    assert told(typed("hello", " there")) == [f"bot | type “hello there” {RUN}"]


def test_a_run_ends_where_something_else_is_done() -> None:
    click = row(Event.SENDING, agent="bot", action=action_dict(DELETE), context=context_dict(THUNAR))
    rows = [*typed("ab"), click, key(7, "c"), row(Event.STOPPED, outcome={"how": "chord"}), key(8, "d"), up()]
    assert [line.split(" | ")[1] for line in told(rows)] == [
        "type “ab” in Notes",
        "click “Delete” in docs – Thunar",
        "type “c” in Notes",
        "stopped",
        "type “d” in Notes",
    ]


def test_letters_in_another_window_or_of_another_agent_are_lines_of_their_own() -> None:
    elsewhere = context_dict(Context(Window(2, "Mail", "Geary")))
    rows = [*typed("ab"), key(50, "x", agent="clerk"), key(51, "c"), up("clerk"), key(52, "d", context=elsewhere)]
    assert [line.partition(" in ")[0] for line in told(rows)] == [
        "bot | type “abc”",
        "clerk | type “x”",
        "bot | type “d”",
    ]


def test_a_word_that_is_decided_otherwise_or_asked_about_begins_a_line() -> None:
    ask = {"verdict": "ask", "rule_id": "typed", "reason": "it is a command"}
    rows = [*typed("rm"), key(5, "rm -", Event.DECIDED, decision=ask), key(6, "rm -", Event.DECIDED, decision=ask)]
    assert [line.split(" | ")[1:] for line in told(rows)] == [
        ["type “rm” in Notes", "allow (default-reversible: this can be undone)", "done"],
        ["type “rm -” in Notes", "ask (typed: it is a command)"],
        ["type “rm -” in Notes", "ask (typed: it is a command)"],
    ]


def test_a_letter_that_came_to_another_end_is_told_with_it() -> None:
    rows = [*typed("ab"), key(9, "c", Event.OUTCOME, outcome={"result": "stopped"})]
    assert told(rows)[-1] == "bot | type “c” in Notes | stopped"


def test_what_is_masked_is_masked_once() -> None:
    rows = [*typed("pw "), *(key(60 + place, MASK) for place in range(3))]
    assert told(rows) == [f"bot | type “pw {MASK}” {RUN}"]


def spoken(rows: list[Record], **said: str) -> list[Record]:
    """Give the same rows of an agent that says what it wants."""
    return [r if r.action is None else replace(r, action=r.action | {"origin": "jsonrpc"} | said) for r in rows]


def test_what_an_agent_says_at_once_is_one_line_for_each_reason() -> None:
    assert told(spoken(typed("hello", " there"))) == [f"bot | type “hello there” {RUN}"]
    rows = [*spoken(typed("one"), reason="greets"), *spoken([key(7, "t"), key(8, "w")], reason="goes on")]
    assert [line.split(" | ")[1] for line in told(rows)] == [
        "type “one” in Notes",
        "type “tw” in Notes",
    ]
    assert len(told([*typed("one"), *spoken([key(7, "t")])])) == 2


def turn(number: int, event: Event = Event.SENDING, agent: str = "bot", **parts: Any) -> Record:
    action = Action(f"t-{number}", agent, ActionKind.SCROLL, Point(4, 5), button=5)
    return row(event, agent=agent, action=action_dict(action), **parts)


def test_turns_of_the_wheel_that_were_decided_together_are_one_line() -> None:
    first = [turn(1, event, decision=decision, outcome=outcome) for event, decision, outcome in WHEEL]
    rows = [*first, turn(2), turn(3), *typed("a"), turn(4), turn(5), turn(6, agent="clerk")]
    assert [line.partition(" | ")[2] for line in told(rows)] == [
        "scroll at 4,5, 3 times | allow (default-reversible: this can be undone) | done",
        f"type “a” {RUN}",
        "scroll at 4,5, 2 times | sent, no outcome recorded",
        "scroll at 4,5 | sent, no outcome recorded",
    ]


def test_a_turn_of_the_wheel_that_was_decided_or_stopped_by_itself_is_a_line_of_its_own() -> None:
    first = [turn(1, event, decision=decision, outcome=outcome) for event, decision, outcome in WHEEL]
    again = [turn(2, event, decision=decision, outcome=outcome) for event, decision, outcome in WHEEL]
    ended = turn(3, Event.OUTCOME, outcome={"result": "stopped"})
    assert [line.rpartition(" | ")[2] for line in told([*first, *again, ended, turn(4)])] == [
        "done",
        "done",
        "stopped",
        "sent, no outcome recorded",
    ]


def test_a_stop_is_told_by_what_it_took() -> None:
    stop = {"how": "chord", "device": "kbd", "t_ns": 1_000_000_000, "closed_ns": 1_000_070_000}
    done = {"how": "chord", "result": "stop_done", "killed_ns": 1_015_700_000, "released_ns": 1_007_800_000} | stop
    lines = timeline([row(Event.STOPPED, outcome=stop), row(Event.OUTCOME, outcome=done)], UTC)
    how = "how chord, device kbd, gate closed after 0.1 ms"
    assert [line.partition(" | ")[2] for line in lines] == [
        f"stopped | {how}",
        f"stop carried out | {how}, keys released after 7.8 ms, agents ended after 15.7 ms",
    ]


def test_of_a_level_that_changed_it_is_told_what_it_was_before_what_it_is() -> None:
    outcome = {"after": "batch-review", "before": "approval-gates", "part": "loan", "scope": "all agents", "why": "w"}
    (line,) = timeline([row(Event.LEVEL_CHANGED, outcome=outcome)], UTC)
    assert line.endswith(
        "level changed | part loan, scope all agents, before approval-gates, after batch-review, why w"
    )


def test_what_was_replaced_is_named() -> None:
    (line,) = timeline([row(Event.REPLACED, agent="a", outcome={"again": ["/run/x"], "lost": []})], UTC)
    assert "a | protected files were replaced | again 1×, lost 0×" in line


def test_keys_let_go_are_told_from_input() -> None:
    press, release, motion = ["key_press", 9, 0, 0, 0], ["key_release", 9, 0, 0, 0], ["motion", 0, 1, 2, 0]
    released = row(Event.SENDING, agent="a", outcome={"sends": [motion, release]})
    pressed = row(Event.SENDING, agent="a", outcome={"sends": [press, release]})
    lines = timeline([released, pressed], UTC)
    assert "a | let go of what was down | sends 2×" in lines[0]
    assert "a | sending | sends 2×" in lines[1]


def test_actions_of_two_agents_with_the_same_id_are_two() -> None:
    rows = [row(Event.DECIDED, agent=agent, action={"id": "1", "kind": "click"}) for agent in ("a", "b")]
    assert len(timeline(rows, UTC)) == 2


def test_text_of_strangers_cannot_reorder_or_recolour_the_line() -> None:
    action = action_dict(Action("1", "b\x1b[31m", ActionKind.TYPE, text="x\n\u202ey"))
    context = context_dict(Context(Window(1, "title\u2028\x07")))
    line = timeline([row(Event.DECIDED, agent="b\x1b[31m", action=action, context=context)], UTC)[0]
    assert line.isprintable()
    assert "b\\u001b[31m | type “x\\n\\u202ey” in title\\u2028\\u0007" in line


@pytest.mark.parametrize("time_ns", [10**30, -(10**30)])
def test_a_time_off_the_calendar_is_shown_as_it_is(time_ns: int) -> None:
    assert timeline([row(Event.PROBLEM, time_ns=time_ns)], UTC) == [f"{time_ns} ns  supervisor | problem"]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Action("1", "b", ActionKind.CLICK, Point(1, 2)), "click at 1,2"),
        (Action("1", "b", ActionKind.CLICK, Point(1, 2), keys="ctrl"), "ctrl+click at 1,2"),
        (Action("1", "b", ActionKind.RIGHT_CLICK, Point(1, 2)), "right-click at 1,2"),
        (Action("1", "b", ActionKind.DRAG, Point(1, 2), Point(3, 4)), "drag from 1,2 to 3,4"),
        (Action("1", "b", ActionKind.MOVE, Point(1, 2)), "move to 1,2"),
        (Action("1", "b", ActionKind.KEY, keys="ctrl+Return"), "press ctrl+Return"),
        (Action("1", "b", ActionKind.TYPE, text="hello"), "type “hello”"),
        (Action("1", "b", ActionKind.TYPE_ENTER, text="rm -rf x"), "type “rm -rf x” and press Enter"),
        (Action("1", "b", ActionKind.TYPE, text="y" * 100), f"type “{'y' * 59}…”"),
        (Action("1", "b", ActionKind.WINDOW), "window"),
        (Action("1", "b", ActionKind.TOOL, tool=ToolCall("mail", "send"), text="{}"), "call “send” of mail"),
        (
            Action("1", "b", ActionKind.TOOL, tool=ToolCall("", "send"), text='{"to": "a"}'),
            'call “send” with {"to": "a"}',
        ),
    ],
)
def test_words(action: Action, words: str) -> None:
    assert action_words(action_dict(action), None) == words
    assert action_words(action_dict(action), context_dict(Context(Window(1, app="XTerm")))) == f"{words} in XTerm"


@pytest.mark.parametrize(
    "action", [{}, {"kind": None}, {"kind": "click", "point": "x"}, {"kind": "drag", "point": [1]}]
)
def test_words_of_a_damaged_action_are_still_words(action: dict[str, Any]) -> None:
    assert action_words(action, {"element": None, "window": None})
    assert timeline([row(Event.OUTCOME, action=action)], UTC)


def test_long_outcomes_are_shortened_and_lists_counted() -> None:
    line = timeline([row(Event.PROBLEM, outcome={"why": "z" * 500, "sends": [1, 2, 3]})], UTC)[0]
    assert len(line) < 250
    assert "sends 3×" in timeline([row(Event.SENDING, outcome={"sends": [1, 2, 3]})], UTC)[0]


def test_for_what_an_agent_was_started_stands_before_what_may_be_cut() -> None:
    outcome = {"argv": ["x"], "containment": "not contained " * 20, "team": None, "user": "anna", "workflow": "inv"}
    line = timeline([row(Event.AGENT_STARTED, agent="bot", outcome=outcome)], UTC)[0]
    assert "bot | agent started | workflow inv, user anna, argv 1×, containment not" in line


def test_entries_say_the_same_in_parts_and_which_of_them_tell_a_person_something(journal: Journal) -> None:
    ask = Decision(Verdict.ASK, "delete-file", "it deletes\u202e a file")
    answer = Approval("TigerVNC keyboard", "chord", 1234)
    journal.append(Event.DECIDED, "bot", action=DELETE, context=THUNAR, decision=ask)
    journal.append(Event.APPROVAL_REQUESTED, "bot", action=DELETE, outcome={"request": "r-1"})
    journal.append(Event.ANSWERED, "bot", action=DELETE, approval=answer, outcome={"answer": "reject"})
    journal.append(Event.OUTCOME, "bot", action=DELETE, outcome={"result": "refused"})
    journal.append(Event.DECIDED, "bot", action=Action("a-2", "bot", ActionKind.KEY, keys="a"))
    journal.append(Event.STOPPED, outcome={"how": "chord"})
    journal.append(Event.APPROVAL_REQUESTED, outcome={"request": "r-2", "members": ["r-1"]})
    journal.commit()
    asked, typed, stopped, together = entries(records(journal.path))[1:]
    assert (asked.agent, asked.words, asked.request, asked.told) == (
        "bot",
        "click “Delete” in docs – Thunar",
        "r-1",
        True,
    )
    assert asked.verdict == "ask (delete-file: it deletes\\u202e a file)"
    assert asked.answer == "rejected by TigerVNC keyboard (chord after 1.2 s)"
    assert (asked.outcome, asked.time_ns > 0) == ("refused", True)
    assert [entry.told for entry in (typed, stopped, together)] == [False, True, False]


def test_what_an_agent_does_once_it_has_begun_again_is_a_line_of_its_own() -> None:
    action = action_dict(DELETE)
    first = row(Event.DECIDED, agent="bot", action=action)
    rows = [
        first,
        row(Event.AGENT_STARTED, agent="clerk"),
        row(Event.OUTCOME, agent="bot", action=action, outcome={"action_id": "a-1", "result": "done"}),
        row(Event.AGENT_STARTED, agent="bot"),
        first,
        row(Event.OUTCOME, agent="bot", action=action, outcome={"action_id": "a-1", "result": "refused"}),
    ]
    ends = [line.rpartition(" | ")[2] for line in timeline(rows, UTC) if "started" not in line]
    assert ends == ["done", "refused"]
