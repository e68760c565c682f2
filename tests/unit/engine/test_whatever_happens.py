"""Agents, a person, a ui and a disk at random: what holds whatever happens."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.action import ActionKind
from supervisor.core.answers import MODIFY, ONCE, OTHER
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.grants import Breadth, Span
from supervisor.core.input_event import EventKind, InputEvent
from tests.support.keyboard import code
from tests.support.playbook import (
    DOCS,
    Client,
    Stage,
    key_down,
    key_up,
    move,
    press,
    release,
)


def asking_stage(**given: object) -> Stage:
    made = Stage(**given)  # type: ignore[arg-type]
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


_KEYS = ["a", "Return", "Delete", "Control_L", "Shift_L", "Super_L"]
_INPUT = st.one_of(
    st.builds(move, st.sampled_from([50, 500]), st.sampled_from([50, 60, 400])),
    st.builds(press, st.sampled_from([1, 3, 5])),
    st.builds(release, st.sampled_from([1, 3, 5])),
    st.builds(key_down, st.sampled_from(_KEYS)),
    st.builds(key_up, st.sampled_from(_KEYS)),
    st.just(InputEvent(EventKind.KEY_PRESS, code("Delete"), window=DOCS, sent_to_window=True, raw=b"x")),
    st.just(InputEvent(EventKind.MOTION, x=1, delay_ms=30, relative=True)),
)
_MOVES = st.one_of(
    st.tuples(st.just("agent"), st.integers(0, 3), st.lists(_INPUT, min_size=1, max_size=4)),
    st.tuples(st.just("time"), st.sampled_from([0.0, 0.01, 0.13, 0.5, 3.0, 25.0, 500.0])),
    st.tuples(st.just("click"), st.integers(0, 3)),
    st.tuples(st.just("yes and"), st.sampled_from(Breadth)),
    st.tuples(st.just("select"), st.sampled_from([ONCE, *Breadth, *Span])),
    st.tuples(st.just("writes"), st.sampled_from([MODIFY, OTHER])),
    st.tuples(st.just("written"), st.sampled_from([{"text": "a"}, {"text": "ctrl+a"}, {"point": [9, 9]}, {}])),
    st.tuples(st.just("modifies"), st.sampled_from([{"text": "ctrl+a"}, {"point": [50, 60]}, {"point": [450, 9]}])),
    st.tuples(
        st.sampled_from(
            [
                *("approve", "reject", "hand down", "hand up", "ui dies", "ui comes", "pause", "resume"),
                *("window closes", "window opens", "disk full", "disk empty", "client leaves"),
                *("choice shown", "revoke"),
            ]
        )
    ),
)


class Fuzzed:
    """A stage with two agents of two clients each, moved at random."""

    def __init__(self) -> None:
        self.stage = asking_stage()
        self.stage.rule(
            Verdict.ASK, lambda action, _: action.keys.endswith("Delete") or action.kind is ActionKind.DRAG
        )
        self.stage.window(DOCS, executable="thunar")
        self.stage.engine.parts.boot_ns = self.stage.loop.now_ns
        self.stage.rule(Verdict.DENY, lambda action, _: action.kind is ActionKind.RIGHT_CLICK)
        agents = [self.stage.agent() for _ in range(2)]
        self.clients: list[Client] = [c for a in agents for c in (a.client, a.another_client())]

    def make(self, step: tuple[object, ...]) -> None:
        stage = self.stage
        match step:
            case ("agent", int(number), list(events)):
                if not self.clients[number].gone:
                    self.clients[number].write(*events)
            case ("time", float(seconds)):
                stage.advance(seconds)
            case ("approve",) | ("reject",) if stage.asked:
                (stage.approve if step[0] == "approve" else stage.reject)()
            case ("click", int(number)) if not self.clients[number].gone:
                self.clients[number].write(move(50, 50), press(), release())
                stage.settle()
            case ("yes and", str(word)) if stage.asked:
                for each in (("select", word), ("choice shown",), ("approve",)):
                    self.make(each)
            case ("select", str(word)) if stage.asked:
                stage.engine.holds.selected(stage.asked, word)
            case ("choice shown",) if stage.asked and stage.ui.all("choice"):
                choices = stage.ui.all("choice")[-1]["choices"]
                stage.engine.holds.choice_shown(stage.asked, choices["breadth"], choices["span"])
            case ("writes", str(word)) if stage.asked:
                stage.engine.holds.write(stage.asked, word, approver="keyboard", gesture="press")
            case ("written", dict(what)) if stage.asked:
                stage.engine.holds.written({"t": "written", "id": stage.asked, **what})
            case ("modifies", dict(what)):
                self.make(("writes", MODIFY))
                self.make(("written", what))
                self.make(("time", 0.13))
            case ("revoke",):
                stage.engine.standing.revoke(None, "a test")
            case ("hand down",) | ("hand up",):
                stage.person(down=step[0] == "hand down")
            case ("ui dies",) | ("ui comes",):
                (stage.ui_dies if step[0] == "ui dies" else stage.ui_comes)()
            case ("pause",) | ("resume",):
                (stage.pause if step[0] == "pause" else stage.resume)()
            case ("window closes",):
                stage.desktop.close(DOCS)
            case ("window opens",):
                stage.desktop.put(Stage().desktop.windows[0])
            case ("disk full",) | ("disk empty",):
                stage.journal.room = 0 if step[0] == "disk full" else None
            case ("client leaves",):
                self.clients[0].leave()

    def check(self) -> None:
        """Every send has its row, written before it; and nothing dangerous goes without a person's yes."""
        spelled_out: list[list[int | str]] = []
        at = pressed_at = (-1, -1)
        for happened in self.stage.log:
            if happened.what == "row":
                if happened.row["event"] == "sending":
                    spelled_out += happened.row["outcome"]["sends"]
                continue
            for event, following in zip(happened.events, [*happened.events[1:], None], strict=True):
                if event.kind is EventKind.MOTION:
                    at = (event.x, event.y)
                elif event.kind is EventKind.BUTTON_PRESS:
                    pressed_at = at
                entry = [
                    event.kind.value,
                    event.detail,
                    event.x,
                    event.y,
                    event.window if event.sent_to_window else 0,
                ]
                if entry in spelled_out:
                    spelled_out.remove(entry)
                elif event.kind is EventKind.MOTION:
                    # A button is let go where it was pressed, whether that can be recorded or not.
                    lets_go = following is not None and following.kind is EventKind.BUTTON_RELEASE
                    assert lets_go, f"{event} is not recorded"
                    assert at == pressed_at, f"{event} lets go elsewhere"
                else:
                    assert event.kind in (EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE), f"{event} is not recorded"
        self.check_grants()
        approved = {r["action"].id for r in self.stage.rows("answered") if r["outcome"]["answer"] == "approve"}
        for row in self.stage.rows("sending"):
            action = row.get("action")
            if action is not None and action.kind not in (ActionKind.MOVE, ActionKind.SCROLL, ActionKind.TYPE):
                decided = [r["decision"] for r in self.stage.rows("decided") if r["action"].id == action.id]
                assert decided[-1].verdict is Verdict.ALLOW or action.id in approved

    def check_grants(self) -> None:
        """What a grant lets pass, a person let stand for that agent, and has not taken back since."""
        stands: dict[str, str] = {}
        for row in self.stage.rows():
            if row["event"] == "granted":
                assert row["approval"].approver == "keyboard"
                stands[row["outcome"]["grant"]] = row["agent"]
            elif row["event"] == "grant_ended":
                stands.pop(row["outcome"]["grant"], None)
            elif row["event"] == "decided" and row["decision"].rule_id == "grant":
                by = row["decision"].reason.rpartition("(")[2].rstrip(")")
                assert stands[by] == row["action"].agent
                assert row["assessment"].tier is not Tier.IRREVERSIBLE
                assert row["action"].kind is not ActionKind.DRAG


@settings(max_examples=150, deadline=None)
@given(st.lists(_MOVES, max_size=40))
def test_whatever_happens_nothing_is_sent_unrecorded_or_unapproved_nor_after_a_stop(
    steps: list[tuple[object, ...]],
) -> None:
    fuzzed = Fuzzed()
    for step in steps:
        fuzzed.make(step)
    fuzzed.check()
    stage = fuzzed.stage
    stage.stop()
    stage.sent()
    for step in reversed(steps):
        if step[0] != "resume":
            fuzzed.make(step)
    stage.advance(100)
    assert stage.sent() == ""
    assert not any(client.waits for client in fuzzed.clients)


@settings(max_examples=100, deadline=None)
@given(st.lists(_MOVES, max_size=40))
def test_whatever_happens_in_the_end_nobody_waits_for_ever_and_the_seat_is_empty(
    steps: list[tuple[object, ...]],
) -> None:
    fuzzed = Fuzzed()
    stage = fuzzed.stage
    for step in steps:
        fuzzed.make(step)
    for name in ("disk empty", "ui comes", "resume", "hand up"):
        fuzzed.make((name,))
    for client in fuzzed.clients:
        client.gone = False
        client.write(*(key_up(name) for name in _KEYS), *(release(b) for b in (1, 3, 5)))
    for _ in range(300):
        stage.advance(1)
        if stage.asked:
            stage.reject()
    assert not any(client.waits for client in fuzzed.clients)
    assert not stage.outlet.seat.busy
    assert stage.asked is None
